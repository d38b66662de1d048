#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "lib/printing/agent_messages.hpp"
#include "server/agents/agents.hpp"

// What an agent may be told to look for (AGT-2). Pure.
namespace agents {

// Write-only in the API, sealed in the database.
struct SearchSecrets {
    std::vector<std::string> communities;
    std::vector<printing::V3User> v3_users;
    // With which printers may be restarted; absent or empty: the agent only ever reads.
    std::optional<std::vector<std::string>> write_communities{};
    std::optional<std::vector<std::string>> writing_users{};  // names of v3_users

    bool operator==(const SearchSecrets&) const = default;
};
BOOST_DESCRIBE_STRUCT(SearchSecrets, (), (communities, v3_users, write_communities, writing_users))

struct Search {
    std::vector<std::string> include;  // addresses, ranges a-b, CIDR blocks, host names, each with optional :port
    std::vector<std::string> exclude;
    bool allow_public_addresses = false;
    std::int64_t discovery_interval_seconds = 86400;
    std::int64_t polling_interval_seconds = 3600;

    bool operator==(const Search&) const = default;
};

enum class TargetKind { kAddress, kRange, kHostName };
struct Target {
    TargetKind kind = TargetKind::kHostName;
    bool is_private = true;  // of addresses and ranges: all of it is private, loopback, link-local or shared
    // Of addresses and ranges, both included; IPv4 as ::ffff:a.b.c.d. Compared as octets.
    std::array<std::uint8_t, 16> first{};
    std::array<std::uint8_t, 16> last{};
};
// One entry of include or exclude; nullopt when it is none.
std::optional<Target> ReadTarget(std::string_view entry);

inline constexpr base::Limit kNameLimit{.field = "name", .required = true, .max_length = 100};
inline constexpr base::Limit kDiscoveryLimit{.field = "discovery_interval_seconds",
                                             .range = base::Range{60, 30 * 86400}};
inline constexpr base::Limit kPollingLimit{.field = "polling_interval_seconds", .range = base::Range{60, 7 * 86400}};
inline constexpr std::size_t kMostTargets = 1000;
inline constexpr std::size_t kMostSecrets = 20;
inline constexpr std::size_t kMaxSecret = 64;   // code points
inline constexpr std::size_t kMinPassword = 8;  // RFC 3414, 11.2
// Trims entries and leaves empty ones out; adds what is wrong under /search/...: "invalid_target",
// "public_range_unconfirmed", "too_many_items", "out_of_range".
Search CheckSearch(const Search& search, base::FieldProblems& problems);
// Whether printers may be restarted with the SNMPv3 user of that name.
bool MayWrite(const SearchSecrets& secrets, std::string_view user);

// Adds what is wrong under /search/communities, /search/write_communities and /search/v3_users: "missing", "too_short", "too_long",
// "too_many_items".
void CheckSecrets(const SearchSecrets& secrets, base::FieldProblems& problems);

// Binds the sealed secrets to their row (base::SecretBox).
std::string SecretsContext(AgentId agent);
// identity::Token: what an agent enrolls with, what it sends from then on.
inline constexpr std::string_view kEnrollmentPrefix = "ple";
inline constexpr std::string_view kKeyPrefix = "pla";

std::string CheckName(std::string_view name, base::FieldProblems& problems);

}  // namespace agents
