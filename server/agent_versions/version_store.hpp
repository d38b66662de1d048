#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/agent_versions/agent_versions.hpp"
#include "server/platform/pg/list.hpp"

// The tables agent_packages, agent_version_rules and agent_version_states.
namespace agent_versions::store {

using Organizations = std::span<const base::OrganizationId>;

enum class PackageColumn { kVersion };
BOOST_DESCRIBE_ENUM(PackageColumn, kVersion)
struct PackageFilter {
    std::optional<std::string> architecture;
};
BOOST_DESCRIBE_STRUCT(PackageFilter, (), (architecture))
pg::Slice<AgentPackage> ListPackages(pg::Transaction& tx, const PackageFilter& filter,
                                     const pg::Window<PackageColumn>& window);
std::int64_t CountPackages(pg::Transaction& tx);
// False: there is one of that version and architecture.
bool InsertPackage(pg::Transaction& tx, const AgentPackage& package, std::string content);
std::optional<AgentPackage> FindPackage(pg::Transaction& tx, PackageId id);
std::optional<AgentPackage> LockPackage(pg::Transaction& tx, PackageId id);
void DeletePackage(pg::Transaction& tx, PackageId id);
// Of all architectures, or of one; the newest first.
std::vector<std::string> Versions(pg::Transaction& tx, const std::optional<std::string>& architecture);
// Octets of a package; nullopt: there is none.
std::optional<std::string> ReadPart(pg::Transaction& tx, const std::string& version, const std::string& architecture,
                                    std::int64_t offset, std::int64_t octets);
std::optional<std::int64_t> SizeOf(pg::Transaction& tx, const std::string& version, const std::string& architecture);

AgentVersionRules FindRules(pg::Transaction& tx);
AgentVersionRules LockRules(pg::Transaction& tx);
void UpdateRules(pg::Transaction& tx, const AgentVersionRules& rules);

// An agent as the list of versions shows it.
struct AgentVersionRow {
    agents::AgentId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::string name;
    bool disabled = false;
    std::optional<std::string> agent_version;  // as it said last; absent: it never called
    std::optional<std::string> architecture;   // absent: an agent that can only be updated by hand
    bool can_update = false;
    std::optional<base::Instant> last_contact_at;
    std::optional<std::string> wanted_version;
    std::optional<std::string> last_version;
    std::optional<printing::UpdateOutcome> last_outcome;
    std::optional<std::string> last_detail;
    std::optional<base::Instant> last_at;
};
BOOST_DESCRIBE_STRUCT(AgentVersionRow, (),
                      (id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update,
                       last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at))
enum class AgentColumn { kName, kOrganization };
BOOST_DESCRIBE_ENUM(AgentColumn, kName, kOrganization)
struct AgentFilter {
    Organizations organizations;
    std::string search;                      // folded; anywhere in the name
    std::optional<std::int64_t> below_rank;  // older than that
    std::optional<bool> failed;              // the last update was not done
};
BOOST_DESCRIBE_STRUCT(AgentFilter, (), (organizations, search, below_rank, failed))
pg::Slice<AgentVersionRow> ListAgents(pg::Transaction& tx, const AgentFilter& filter,
                                      const pg::Window<AgentColumn>& window);
std::vector<AgentVersionRow> FindAgents(pg::Transaction& tx, Organizations organizations,
                                        std::span<const agents::AgentId> agents);

struct State {
    base::OrganizationId organization_id;
    agents::AgentId agent_id;
    std::string agent_version;
    std::string architecture;
    bool can_update = false;
    std::optional<std::string> last_version;
    std::optional<std::string> last_outcome;
    std::optional<std::string> last_detail;
    std::optional<base::Instant> last_at;
    std::optional<std::string> wanted_version;
    std::optional<std::string> wanted_by;
    std::optional<base::Instant> wanted_at;
};
BOOST_DESCRIBE_STRUCT(State, (),
                      (organization_id, agent_id, agent_version, architecture, can_update, last_version, last_outcome,
                       last_detail, last_at, wanted_version, wanted_by, wanted_at))
std::optional<State> LockState(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent);
void PutState(pg::Transaction& tx, const State& state);

}  // namespace agent_versions::store
