#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/snmp/ber.hpp"

// The User-based Security Model (RFC 3414, RFC 3826, RFC 7860) of an authoritative engine.
namespace snmp {

enum class AuthProtocol { kNone, kMd5, kSha1, kSha224, kSha256, kSha384, kSha512 };
// Where the digest is shorter than the key, AES-192 and AES-256 come in two ways to make it longer: that of
// draft-blumenthal-aes-usm-04 (net-snmp: AES-192, AES-256), and that of draft-reeder-snmpv3-usm-3desede (net-snmp:
// AES-192-C, AES-256-C; Cisco's). They differ with MD5, SHA-1 and, for AES-256, SHA-224. kDes: RFC 3414.
enum class PrivProtocol { kNone, kAes128, kAes192, kAes256, kAes192C, kAes256C, kDes };

// MD5 and DES are broken: whoever chooses them is told so.
[[nodiscard]] constexpr bool IsWeak(AuthProtocol protocol) {
    return protocol == AuthProtocol::kMd5;
}
[[nodiscard]] constexpr bool IsWeak(PrivProtocol protocol) {
    return protocol == PrivProtocol::kDes;
}

inline constexpr std::string_view kWeakProtocol =
    "MD5 and DES are broken; choose SHA-256 and AES where the printer knows them";

// "MD5", "SHA", "SHA-224" ... "SHA-512"; "AES", "AES-192", "AES-256", "AES-192-C", "AES-256-C", "DES". Case and hyphen
// do not matter. nullopt for others.
std::optional<AuthProtocol> ParseAuthProtocol(std::string_view text);
std::optional<PrivProtocol> ParsePrivProtocol(std::string_view text);

// Octets of msgAuthenticationParameters: 12 for MD5 and SHA-1, up to 48 for SHA-512.
std::size_t DigestSize(AuthProtocol protocol);

// A user with the keys that its passwords give (Ku of RFC 3414 A.2, a megabyte of hashing each), good
// for any number of engines.
struct UsmUser {
    std::string name;
    AuthProtocol auth = AuthProtocol::kNone;
    PrivProtocol priv = PrivProtocol::kNone;
    std::vector<std::uint8_t> auth_key;
    std::vector<std::uint8_t> priv_key;
};
// Passwords need 8 characters; throws std::invalid_argument for shorter ones and for privacy without
// authentication.
UsmUser MakeUsmUser(std::string name, AuthProtocol auth, std::string_view auth_password, PrivProtocol priv,
                    std::string_view priv_password);

std::vector<std::uint8_t> PasswordToKey(AuthProtocol protocol, std::string_view password);
// Kul: the key as this engine knows it.
std::vector<std::uint8_t> LocalizeKey(AuthProtocol protocol, ber::Bytes key, ber::Bytes engine_id);
// The digest over a whole message whose msgAuthenticationParameters are zero octets.
std::vector<std::uint8_t> Digest(AuthProtocol protocol, ber::Bytes localized_key, ber::Bytes message);

// The key for `user.priv` as this engine knows it, as long as the cipher needs it.
std::vector<std::uint8_t> LocalizePrivKey(const UsmUser& user, ber::Bytes engine_id);
// What goes into msgPrivacyParameters: unique for a key while `counter` does not repeat.
std::array<std::uint8_t, 8> MakeSalt(PrivProtocol protocol, std::int32_t engine_boots, std::uint64_t counter);
// AES in CFB mode with the vector of RFC 3826, DES in CBC mode with that of RFC 3414. `salt` has 8 octets. DES pads what
// it encrypts to whole blocks, and gives nothing for what is none.
std::vector<std::uint8_t> Crypt(PrivProtocol protocol, bool encrypt, ber::Bytes key, std::int32_t engine_boots,
                                std::int32_t engine_time, ber::Bytes salt, ber::Bytes data);

}  // namespace snmp
