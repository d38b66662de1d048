#include "lib/base/secrets.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "lib/base/text.hpp"

namespace base {

namespace {

constexpr char kVersion = 1;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

void EnsureSodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be initialized");
}

const unsigned char* Octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* Octets(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

std::unexpected<Problem> Unreadable(const std::filesystem::path& file, std::string reason) {
    return Refuse(ProblemKind::kInvalid, "secret_key_unreadable",
                  {{"file", file.string()}, {"reason", std::move(reason)}});
}

// The file appears whole or not at all, so that two programs that start together agree on one key.
Result<void> MakeKeyFile(const std::filesystem::path& file) {
    std::error_code ignored;
    std::filesystem::create_directories(file.parent_path(), ignored);
    const std::string text = ToBase64Url(RandomBytes(SecretBox::kKeyBytes)) + '\n';
    std::string temporary = file.string() + ".XXXXXX";
    const int fd = ::mkstemp(temporary.data());  // mode 0600
    if (fd < 0) return Unreadable(file, std::strerror(errno));
    const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    const bool linked = written && (::link(temporary.c_str(), file.c_str()) == 0 || errno == EEXIST);
    const int reason = errno;
    ::close(fd);
    ::unlink(temporary.c_str());
    if (!linked) return Unreadable(file, std::strerror(reason));
    return {};
}

std::string WriteBase64(std::string_view bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), Octets(bytes), bytes.size(), variant);
    text.pop_back();  // its terminating NUL
    return text;
}

}  // namespace

std::string RandomBytes(std::size_t count) {
    EnsureSodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string Sha256(std::string_view bytes) {
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(Octets(hash), Octets(bytes), bytes.size());
    return hash;
}

std::string HmacSha256(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, Octets(key), key.size());
    crypto_auth_hmacsha256_update(&state, Octets(bytes), bytes.size());
    std::string code(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, Octets(code));
    return code;
}

bool EqualInConstantTime(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string ToBase64(std::string_view bytes) {
    return WriteBase64(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::string ToBase64Url(std::string_view bytes) {
    return WriteBase64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> FromBase64Url(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(Octets(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size()) {
        return std::nullopt;
    }
    bytes.resize(size);
    return bytes;
}

Result<SecretBox> SecretBox::FromFile(const std::filesystem::path& file) {
    EnsureSodium();
    if (!std::filesystem::exists(file)) {
        if (auto made = MakeKeyFile(file); !made) return std::unexpected(std::move(made.error()));
    }
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) return Unreadable(file, std::strerror(errno));
    if ((status.st_mode & (S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)) != 0) {
        return Refuse(ProblemKind::kInvalid, "secret_key_exposed", {{"file", file.string()}});
    }
    std::ifstream in(file);
    std::string line;
    if (!in || !std::getline(in, line)) return Unreadable(file, "it cannot be read");
    const auto key = FromBase64Url(Trim(line));
    if (!key || key->size() != kKeyBytes) return Unreadable(file, "it is not a key of 43 characters");
    return SecretBox(*key);
}

SecretBox::SecretBox(std::string_view key) {
    EnsureSodium();
    if (key.size() != kKeyBytes) throw std::invalid_argument("a key has 32 octets");
    std::memcpy(key_.data(), key.data(), kKeyBytes);
}

std::string SecretBox::Seal(std::string_view secret, std::string_view context) const {
    std::string sealed(1 + kNonce + secret.size() + kTag, kVersion);
    randombytes_buf(sealed.data() + 1, kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(Octets(sealed) + 1 + kNonce, nullptr, Octets(secret), secret.size(),
                                               Octets(context), context.size(), nullptr, Octets(sealed) + 1,
                                               key_.data());
    return sealed;
}

std::optional<std::string> SecretBox::Open(std::string_view sealed, std::string_view context) const {
    if (sealed.size() < 1 + kNonce + kTag || sealed[0] != kVersion) return std::nullopt;
    std::string secret(sealed.size() - 1 - kNonce - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(Octets(secret), nullptr, nullptr, Octets(sealed) + 1 + kNonce,
                                                   sealed.size() - 1 - kNonce, Octets(context), context.size(),
                                                   Octets(sealed) + 1, key_.data()) != 0) {
        return std::nullopt;
    }
    return secret;
}

std::string SecretBox::Derive(std::string_view purpose, std::size_t bytes) const {
    std::string key(bytes, '\0');
    crypto_generichash(Octets(key), key.size(), Octets(purpose), purpose.size(), key_.data(), key_.size());
    return key;
}

}  // namespace base
