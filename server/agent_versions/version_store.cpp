#include "server/agent_versions/version_store.hpp"

#include "server/platform/pg/transaction.hpp"

namespace agent_versions::store {
namespace {

const pg::List<AgentPackage, PackageFilter, PackageColumn> kListPackages{{
    .name = "agent_versions.packages",
    .from = "agent_packages",
    .where = "$architecture IS NULL OR architecture = $architecture",
    .sorts = {{PackageColumn::kVersion, "version_rank", "bigint"}},
}};
const pg::Query<std::int64_t()> kCountPackages{"agent_versions.count_packages",
                                               "SELECT count(*) AS count FROM agent_packages"};
struct PackageRow : AgentPackage {
    std::int64_t version_rank = 0;
    pg::Bytes content;
};
BOOST_DESCRIBE_STRUCT(PackageRow, (AgentPackage), (version_rank, content))
const pg::Insert<PackageRow> kInsertPackage{"agent_versions.insert_package", "agent_packages",
                                            "ON CONFLICT (agent_version, architecture) DO NOTHING"};
const pg::Query<AgentPackage(PackageId)> kFindPackage{"agent_versions.find_package",
                                                      "SELECT {columns} FROM agent_packages WHERE id = $1"};
const pg::Query<AgentPackage(PackageId)> kLockPackage{"agent_versions.lock_package",
                                                      "SELECT {columns} FROM agent_packages WHERE id = $1 FOR UPDATE"};
const pg::Query<void(PackageId)> kDeletePackage{"agent_versions.delete_package",
                                                "DELETE FROM agent_packages WHERE id = $1"};
const pg::Query<std::string(std::optional<std::string>)> kVersions{"agent_versions.versions", R"sql(
    SELECT agent_version FROM agent_packages WHERE $1::text IS NULL OR architecture = $1
    GROUP BY agent_version, version_rank ORDER BY version_rank DESC)sql"};
const pg::Query<pg::Bytes(std::string, std::string, std::int32_t, std::int32_t)> kReadPart{"agent_versions.part", R"sql(
    SELECT substring(content FROM $3 + 1 FOR $4) AS part FROM agent_packages
    WHERE agent_version = $1 AND architecture = $2)sql"};
const pg::Query<std::int64_t(std::string, std::string)> kSize{"agent_versions.size", R"sql(
    SELECT size_bytes FROM agent_packages WHERE agent_version = $1 AND architecture = $2)sql"};

constexpr const char* kRulesRow = "SELECT {columns} FROM agent_version_rules WHERE id = 1";
const pg::Query<AgentVersionRules()> kFindRules{"agent_versions.rules", kRulesRow};
const pg::Query<AgentVersionRules()> kLockRules{"agent_versions.lock_rules", std::string(kRulesRow) + " FOR UPDATE"};
const pg::Query<void(AgentVersionRules)> kUpdateRules{"agent_versions.update_rules", R"sql(
    UPDATE agent_version_rules
    SET minimum_version = $minimum_version, rollout_version = $rollout_version, rollout_percent = $rollout_percent,
        version = $version
    WHERE id = 1)sql"};

// What an agent that reports its version said; else what it said when it enrolled. A version that is none ranks lowest.
constexpr const char* kAgents = R"sql((
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known)sql";
const pg::List<AgentVersionRow, AgentFilter, AgentColumn> kListAgents{{
    .name = "agent_versions.agents",
    .from = kAgents,
    .where = R"sql(organization_id = ANY ($organizations)
  AND ($search = '' OR strpos(name_key, $search) > 0)
  AND ($failed IS NULL OR $failed = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($below_rank IS NULL OR $below_rank > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))sql",
    .sorts = {{AgentColumn::kName, "name_key"}, {AgentColumn::kOrganization, "organization_name"}},
}};
const pg::Query<AgentVersionRow(Organizations, std::span<const agents::AgentId>)> kFindAgents{
    "agent_versions.find_agents",
    std::string("SELECT {columns} FROM ") + kAgents + " WHERE organization_id = ANY ($1) AND id = ANY ($2)"};

const pg::Query<State(base::OrganizationId, agents::AgentId)> kLockState{"agent_versions.lock_state", R"sql(
    SELECT {columns} FROM agent_version_states WHERE organization_id = $1 AND agent_id = $2 FOR UPDATE)sql"};
const pg::Insert<State> kPutState{"agent_versions.put_state", "agent_version_states", R"sql(
    ON CONFLICT (organization_id, agent_id) DO UPDATE SET agent_version = excluded.agent_version,
        architecture = excluded.architecture, can_update = excluded.can_update, last_version = excluded.last_version,
        last_outcome = excluded.last_outcome, last_detail = excluded.last_detail, last_at = excluded.last_at,
        wanted_version = excluded.wanted_version, wanted_by = excluded.wanted_by, wanted_at = excluded.wanted_at)sql"};

}  // namespace

pg::Slice<AgentPackage> ListPackages(pg::Transaction& tx, const PackageFilter& filter,
                                     const pg::Window<PackageColumn>& window) {
    return kListPackages.Read(tx, filter, window);
}
std::int64_t CountPackages(pg::Transaction& tx) {
    return tx.Get(kCountPackages);
}
bool InsertPackage(pg::Transaction& tx, const AgentPackage& package, std::string content) {
    return tx.Exec(kInsertPackage, PackageRow{package, RankOf(package.agent_version), {std::move(content)}}) > 0;
}
std::optional<AgentPackage> FindPackage(pg::Transaction& tx, PackageId id) {
    return tx.One(kFindPackage, id);
}
std::optional<AgentPackage> LockPackage(pg::Transaction& tx, PackageId id) {
    return tx.One(kLockPackage, id);
}
void DeletePackage(pg::Transaction& tx, PackageId id) {
    tx.Exec(kDeletePackage, id);
}
std::vector<std::string> Versions(pg::Transaction& tx, const std::optional<std::string>& architecture) {
    return tx.All(kVersions, architecture);
}
std::optional<std::string> ReadPart(pg::Transaction& tx, const std::string& version, const std::string& architecture,
                                    std::int64_t offset, std::int64_t octets) {
    auto part =
        tx.One(kReadPart, version, architecture, static_cast<std::int32_t>(offset), static_cast<std::int32_t>(octets));
    return part ? std::optional(std::move(part->value)) : std::nullopt;
}
std::optional<std::int64_t> SizeOf(pg::Transaction& tx, const std::string& version, const std::string& architecture) {
    return tx.One(kSize, version, architecture);
}
AgentVersionRules FindRules(pg::Transaction& tx) {
    return tx.Get(kFindRules);
}
AgentVersionRules LockRules(pg::Transaction& tx) {
    return tx.Get(kLockRules);
}
void UpdateRules(pg::Transaction& tx, const AgentVersionRules& rules) {
    tx.Exec(kUpdateRules, rules);
}
pg::Slice<AgentVersionRow> ListAgents(pg::Transaction& tx, const AgentFilter& filter,
                                      const pg::Window<AgentColumn>& window) {
    return kListAgents.Read(tx, filter, window);
}
std::vector<AgentVersionRow> FindAgents(pg::Transaction& tx, Organizations organizations,
                                        std::span<const agents::AgentId> agents) {
    return tx.All(kFindAgents, organizations, agents);
}
std::optional<State> LockState(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent) {
    return tx.One(kLockState, organization, agent);
}
void PutState(pg::Transaction& tx, const State& state) {
    tx.Exec(kPutState, state);
}

}  // namespace agent_versions::store

namespace agent_versions {

std::set<agents::AgentId> MinimumVersions::BelowMinimum(pg::Transaction& tx,
                                                        std::span<const base::OrganizationId> organizations,
                                                        std::span<const agents::AgentId> agents) {
    std::set<agents::AgentId> below;
    const auto rules = store::FindRules(tx);
    if (rules.minimum_version.empty() || agents.empty()) return below;
    for (const auto& agent : store::FindAgents(tx, organizations, agents)) {
        if (agent.agent_version && RankOf(*agent.agent_version) < RankOf(rules.minimum_version)) below.insert(agent.id);
    }
    return below;
}

}  // namespace agent_versions
