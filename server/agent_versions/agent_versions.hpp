#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "lib/printing/agent_messages.hpp"
#include "server/agents/agents.hpp"

// Versions of the agent, and updates (AGT-9).
namespace agent_versions {

using PackageId = base::Id<struct AgentPackageTag>;

// A signed package that was uploaded.
struct AgentPackage {
    PackageId id;
    std::string agent_version;
    std::string architecture;
    std::int64_t size_bytes = 0;
    std::string sha256;  // of the program
    std::string uploaded_by;
    base::Instant uploaded_at;
};
BOOST_DESCRIBE_STRUCT(AgentPackage, (), (id, agent_version, architecture, size_bytes, sha256, uploaded_by, uploaded_at))
inline constexpr std::int64_t kMostPackages = 40;

// What the operator wants of all agents.
struct AgentVersionRulesInput {
    std::string minimum_version;         // agents below it are shown; "": any will do
    std::string rollout_version;         // agents become it by themselves; "": who is told to only
    std::int32_t rollout_percent = 100;  // so many of them, always the same ones

    static constexpr base::Limit kLimits[] = {
        {.field = "minimum_version", .max_length = 20},
        {.field = "rollout_version", .max_length = 20},
        {.field = "rollout_percent", .range = base::Range{0, 100}},
    };
    bool operator==(const AgentVersionRulesInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(AgentVersionRulesInput, (), (minimum_version, rollout_version, rollout_percent))
struct AgentVersionRules : AgentVersionRulesInput {
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(AgentVersionRules, (AgentVersionRulesInput), (version))

// The input as it is kept, or every wrong field: "invalid_version", "version_without_package", "below_minimum_version".
base::Result<AgentVersionRulesInput> CheckRules(const AgentVersionRulesInput& input,
                                                const std::vector<std::string>& versions);

// Grows with the version; 0 for what is none.
std::int64_t RankOf(std::string_view version);

// Whether an agent is among the first `percent` of all: by its id, so that it is always the same ones.
bool IsAmong(agents::AgentId agent, std::int32_t percent);

// What an agent is to become, of those that there are for its architecture; nullopt: it stays what it is. Never what is not newer
// than it is, or below the minimum; nor, unless a person wants it, what it failed with.
struct Candidate {
    agents::AgentId agent;
    printing::AgentUpdateReport report;
    std::optional<std::string> wanted;
};
std::optional<std::string> OfferedVersion(const Candidate& candidate, const AgentVersionRules& rules,
                                          const std::vector<std::string>& versions);

// By the operator's rules.
class MinimumVersions final : public agents::MinimumVersion {
  public:
    std::set<agents::AgentId> BelowMinimum(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                           std::span<const agents::AgentId> agents) override;
};

void RegisterHttp(http::Router& router, base::IdSource& ids);

}  // namespace agent_versions
