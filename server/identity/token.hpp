#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lib/base/ids.hpp"

// Credentials that programs carry: `<prefix>_<organization, id, secret, checksum as base64url>`. The prefix tells
// people and secret scanners what was found, the checksum tells a mistyped one without asking the database, the
// organization leads to the one shard. Only the SHA-256 of the secret is stored: it is random, not chosen.
namespace identity {

namespace token_prefix {
inline constexpr std::string_view kSession = "pls";
inline constexpr std::string_view kSetup = "pli";  // first start and invitations
inline constexpr std::string_view kEmail = "ple";  // an address that is to be confirmed
inline constexpr std::string_view kApiKey = "plk";
inline constexpr std::string_view kShelfCount = "plc";  // a link to count one shelf (server/shelf)
}  // namespace token_prefix

struct Token {
    base::OrganizationId organization;  // nil for the link of the first start
    base::Uuid id;                      // of the row that has the hash
    std::string secret;                 // 24 octets

    [[nodiscard]] std::string ToString(std::string_view prefix) const;
    [[nodiscard]] std::string SecretHash() const;  // 32 octets
    [[nodiscard]] bool Matches(std::string_view secret_hash) const;

    static Token Make(base::OrganizationId organization, base::Uuid id);
    // nullopt: another prefix, not whole, or mistyped.
    static std::optional<Token> Parse(std::string_view prefix, std::string_view text);
};

}  // namespace identity
