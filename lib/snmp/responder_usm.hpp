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
enum class PrivProtocol { kNone, kAes128 };

// "MD5", "SHA", "SHA-224" ... "SHA-512"; "AES". Case and hyphen do not matter. nullopt for others.
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

// AES-128 in CFB mode with the vector of RFC 3826. `salt` has 8 octets.
std::vector<std::uint8_t> AesCrypt(bool encrypt, ber::Bytes localized_key, std::int32_t engine_boots,
                                   std::int32_t engine_time, ber::Bytes salt, ber::Bytes data);

}  // namespace snmp
