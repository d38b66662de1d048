#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/problem.hpp"

// Secrets that the database must keep but must not give away with a copy of it: SNMP communities,
// SNMPv3 keys, passwords of mail servers. Sealed with XChaCha20-Poly1305 (libsodium) under one key
// that lies in a file outside the database.
namespace base {

// `count` octets from the system's random source.
std::string RandomBytes(std::size_t count);
std::string Sha256(std::string_view bytes);                            // 32 octets
std::string HmacSha256(std::string_view key, std::string_view bytes);  // RFC 2104; 32 octets
// Takes the same time wherever two texts of one length differ.
bool EqualInConstantTime(std::string_view a, std::string_view b);
// base64 with padding (RFC 4648, section 4).
std::string ToBase64(std::string_view bytes);
// base64url without padding (RFC 4648, section 5).
std::string ToBase64Url(std::string_view bytes);
std::optional<std::string> FromBase64Url(std::string_view text);

// Immutable, so used by any number of threads.
class SecretBox {
  public:
    static constexpr std::size_t kKeyBytes = 32;

    // Reads the key (base64url, 43 characters) from a file, or makes one in a new file that only
    // its owner may read. Servers that share a database share the file. kInvalid
    // "secret_key_unreadable" {file, reason}, "secret_key_exposed" {file} when group or others may
    // read it.
    static Result<SecretBox> FromFile(const std::filesystem::path& file);
    // The key itself, `kKeyBytes` octets; throws std::invalid_argument on any other length.
    explicit SecretBox(std::string_view key);

    // `context` says where the secret belongs ("agents.communities " + the row's id): it is not
    // stored, but a sealed text moved to another place no longer opens. 41 octets longer than
    // `secret`; the same secret is sealed differently each time.
    [[nodiscard]] std::string Seal(std::string_view secret, std::string_view context) const;
    // nullopt: another key, another context, or changed.
    [[nodiscard]] std::optional<std::string> Open(std::string_view sealed, std::string_view context) const;
    // A key for another purpose ("http cursors"), always the same for one name; 16 to 64 octets.
    [[nodiscard]] std::string Derive(std::string_view purpose, std::size_t bytes = 32) const;

  private:
    std::array<unsigned char, kKeyBytes> key_;
};

}  // namespace base
