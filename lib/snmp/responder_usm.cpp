#include "lib/snmp/responder_usm.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>
#include <stdexcept>

namespace snmp {
namespace {

using ber::Bytes;

const EVP_MD* Hash(AuthProtocol protocol) {
    switch (protocol) {
        case AuthProtocol::kMd5:
            return EVP_md5();
        case AuthProtocol::kSha1:
            return EVP_sha1();
        case AuthProtocol::kSha224:
            return EVP_sha224();
        case AuthProtocol::kSha256:
            return EVP_sha256();
        case AuthProtocol::kSha384:
            return EVP_sha384();
        case AuthProtocol::kSha512:
            return EVP_sha512();
        case AuthProtocol::kNone:
            break;
    }
    throw std::invalid_argument("SNMPv3 user without authentication has no hash");
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

void Check(int done) {
    if (done != 1) throw std::runtime_error("OpenSSL refused a hash or cipher");
}

std::size_t KeySize(PrivProtocol protocol) {
    switch (protocol) {
        case PrivProtocol::kNone:
            break;
        case PrivProtocol::kAes128:
        case PrivProtocol::kDes:  // 8 octets of key, 8 of the vector
            return 16;
        case PrivProtocol::kAes192:
        case PrivProtocol::kAes192C:
            return 24;
        case PrivProtocol::kAes256:
        case PrivProtocol::kAes256C:
            return 32;
    }
    return 0;
}

const EVP_CIPHER* Cipher(PrivProtocol protocol) {
    if (protocol == PrivProtocol::kDes) return EVP_des_ede3_cbc();
    return KeySize(protocol) == 32   ? EVP_aes_256_cfb128()
           : KeySize(protocol) == 24 ? EVP_aes_192_cfb128()
                                     : EVP_aes_128_cfb128();
}

std::vector<std::uint8_t> HashOf(AuthProtocol protocol, Bytes octets) {
    std::vector<std::uint8_t> hash(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    Check(EVP_DigestInit_ex(context.get(), Hash(protocol), nullptr));
    Check(EVP_DigestUpdate(context.get(), octets.data(), octets.size()));
    Check(EVP_DigestFinal_ex(context.get(), hash.data(), &size));
    hash.resize(size);
    return hash;
}

std::string Plain(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        if (c != '-' && c != '_') plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return plain;
}

}  // namespace

std::optional<AuthProtocol> ParseAuthProtocol(std::string_view text) {
    const std::string plain = Plain(text);
    if (plain == "MD5") return AuthProtocol::kMd5;
    if (plain == "SHA" || plain == "SHA1") return AuthProtocol::kSha1;
    if (plain == "SHA224") return AuthProtocol::kSha224;
    if (plain == "SHA256") return AuthProtocol::kSha256;
    if (plain == "SHA384") return AuthProtocol::kSha384;
    if (plain == "SHA512") return AuthProtocol::kSha512;
    return std::nullopt;
}

std::optional<PrivProtocol> ParsePrivProtocol(std::string_view text) {
    const std::string plain = Plain(text);
    if (plain == "AES" || plain == "AES128") return PrivProtocol::kAes128;
    if (plain == "AES192") return PrivProtocol::kAes192;
    if (plain == "AES256") return PrivProtocol::kAes256;
    if (plain == "AES192C") return PrivProtocol::kAes192C;
    if (plain == "AES256C") return PrivProtocol::kAes256C;
    if (plain == "DES") return PrivProtocol::kDes;
    return std::nullopt;
}

std::size_t DigestSize(AuthProtocol protocol) {
    switch (protocol) {
        case AuthProtocol::kNone:
            return 0;
        case AuthProtocol::kMd5:
        case AuthProtocol::kSha1:
            return 12;
        case AuthProtocol::kSha224:
            return 16;
        case AuthProtocol::kSha256:
            return 24;
        case AuthProtocol::kSha384:
            return 32;
        case AuthProtocol::kSha512:
            return 48;
    }
    return 0;
}

std::vector<std::uint8_t> PasswordToKey(AuthProtocol protocol, std::string_view password) {
    constexpr std::size_t kStretched = 1'048'576;  // RFC 3414 A.2
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    Check(EVP_DigestInit_ex(context.get(), Hash(protocol), nullptr));
    if (password.empty()) throw std::invalid_argument("an SNMPv3 password is empty");
    std::string block;  // whole passwords, so that the sequence goes on at its front
    while (block.size() < 4096) block += password;
    for (std::size_t done = 0; done < kStretched; done += block.size()) {
        Check(EVP_DigestUpdate(context.get(), block.data(), std::min(kStretched - done, block.size())));
    }
    std::vector<std::uint8_t> key(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    Check(EVP_DigestFinal_ex(context.get(), key.data(), &size));
    key.resize(size);
    return key;
}

std::vector<std::uint8_t> LocalizeKey(AuthProtocol protocol, Bytes key, Bytes engine_id) {
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    Check(EVP_DigestInit_ex(context.get(), Hash(protocol), nullptr));
    Check(EVP_DigestUpdate(context.get(), key.data(), key.size()));
    Check(EVP_DigestUpdate(context.get(), engine_id.data(), engine_id.size()));
    Check(EVP_DigestUpdate(context.get(), key.data(), key.size()));
    std::vector<std::uint8_t> localized(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    Check(EVP_DigestFinal_ex(context.get(), localized.data(), &size));
    localized.resize(size);
    return localized;
}

std::vector<std::uint8_t> Digest(AuthProtocol protocol, Bytes localized_key, Bytes message) {
    std::vector<std::uint8_t> digest(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    if (HMAC(Hash(protocol), localized_key.data(), static_cast<int>(localized_key.size()), message.data(),
             message.size(), digest.data(), &size) == nullptr) {
        throw std::runtime_error("OpenSSL refused an HMAC");
    }
    digest.resize(std::min<std::size_t>(size, DigestSize(protocol)));
    return digest;
}

std::vector<std::uint8_t> LocalizePrivKey(const UsmUser& user, Bytes engine_id) {
    const std::size_t needed = KeySize(user.priv);
    std::vector<std::uint8_t> key = LocalizeKey(user.auth, user.priv_key, engine_id);
    const bool reeder = user.priv == PrivProtocol::kAes192C || user.priv == PrivProtocol::kAes256C;
    while (key.size() < needed) {
        // Blumenthal: the hash of what is there. Reeder: what is there as a password.
        const auto more = reeder ? LocalizeKey(user.auth, PasswordToKey(user.auth, ber::AsText(key)), engine_id)
                                 : HashOf(user.auth, key);
        key.insert(key.end(), more.begin(), more.end());
    }
    key.resize(needed);
    return key;
}

std::array<std::uint8_t, 8> MakeSalt(PrivProtocol protocol, std::int32_t engine_boots, std::uint64_t counter) {
    std::array<std::uint8_t, 8> salt{};
    if (protocol == PrivProtocol::kDes) {  // RFC 3414 section 8.1.1.1
        counter = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(engine_boots)) << 32) | (counter & 0xFFFFFFFF);
    }
    for (std::size_t i = 0; i < 8; ++i) salt[i] = static_cast<std::uint8_t>(counter >> (56 - 8 * i));
    return salt;
}

std::vector<std::uint8_t> Crypt(PrivProtocol protocol, bool encrypt, Bytes key, std::int32_t engine_boots,
                                std::int32_t engine_time, Bytes salt, Bytes data) {
    if (protocol == PrivProtocol::kNone || key.size() != KeySize(protocol) || salt.size() != 8) {
        throw std::invalid_argument("a cipher of SNMPv3 needs a key of its size and a salt of 8 octets");
    }
    std::array<std::uint8_t, 16> vector{};
    std::vector<std::uint8_t> padded;
    if (protocol == PrivProtocol::kDes) {
        for (std::size_t i = 0; i < 8; ++i) vector[i] = static_cast<std::uint8_t>(salt[i] ^ key[8 + i]);
        if (encrypt && data.size() % 8 != 0) {
            padded.assign(data.begin(), data.end());
            padded.resize((data.size() + 7) / 8 * 8);
            data = padded;
        }
        if (data.size() % 8 != 0) return {};
    } else {
        const auto put = [&vector](std::size_t at, std::uint32_t value) {
            for (std::size_t i = 0; i < 4; ++i) vector[at + i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
        };
        put(0, static_cast<std::uint32_t>(engine_boots));
        put(4, static_cast<std::uint32_t>(engine_time));
        std::ranges::copy(salt, vector.begin() + 8);
    }
    // OpenSSL 3 has DES in a provider that is not loaded; three times DES with one key is DES.
    std::array<std::uint8_t, 32> cipher_key{};
    for (std::size_t i = 0; i < (protocol == PrivProtocol::kDes ? 24U : key.size()); ++i) {
        cipher_key[i] = key[protocol == PrivProtocol::kDes ? i % 8 : i];
    }
    const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context(EVP_CIPHER_CTX_new());
    Check(
        EVP_CipherInit_ex(context.get(), Cipher(protocol), nullptr, cipher_key.data(), vector.data(), encrypt ? 1 : 0));
    Check(EVP_CIPHER_CTX_set_padding(context.get(), 0));
    std::vector<std::uint8_t> out(data.size() + 16);
    int size = 0;
    Check(EVP_CipherUpdate(context.get(), out.data(), &size, data.data(), static_cast<int>(data.size())));
    int rest = 0;
    Check(EVP_CipherFinal_ex(context.get(), out.data() + size, &rest));
    out.resize(static_cast<std::size_t>(size) + static_cast<std::size_t>(rest));
    return out;
}

UsmUser MakeUsmUser(std::string name, AuthProtocol auth, std::string_view auth_password, PrivProtocol priv,
                    std::string_view priv_password) {
    if (auth == AuthProtocol::kNone && priv != PrivProtocol::kNone) {
        throw std::invalid_argument("SNMPv3 privacy needs authentication (RFC 3414)");
    }
    if ((auth != AuthProtocol::kNone && auth_password.size() < 8) ||
        (priv != PrivProtocol::kNone && priv_password.size() < 8)) {
        throw std::invalid_argument("SNMPv3 passwords need 8 characters (RFC 3414 section 11.2)");
    }
    UsmUser user{std::move(name), auth, priv, {}, {}};
    if (auth != AuthProtocol::kNone) user.auth_key = PasswordToKey(auth, auth_password);
    if (priv != PrivProtocol::kNone) user.priv_key = PasswordToKey(auth, priv_password);
    return user;
}

}  // namespace snmp
