#include "server/agents/agent_store.hpp"

#include <fmt/format.h>

#include <limits>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"

namespace agents {
namespace store {
namespace {

using base::Instant;
using base::OrganizationId;

std::string WithColumns(std::string sql) {
    static constexpr std::string_view kPlace = "{columns}";
    return sql.replace(
        sql.find(kPlace), kPlace.size(),
        "a.organization_id, a.id, a.site_id, a.name, a.disabled, a.key_hash IS NOT NULL AS "
        "enrolled, "
        "a.include, a.exclude, a.allow_public_addresses, a.discovery_interval_seconds, "
        "a.polling_interval_seconds, a.secrets, a.configuration_version, a.version, a.created_at, "
        "a.updated_at, c.last_contact_at, c.heard_at, c.version_text, c.host_name");
}

using FindQuery = pg::Query<AgentRow(Organizations, AgentId)>;
const FindQuery kFind{"agents.find", WithColumns(R"sql(
    SELECT {columns} FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE a.organization_id = ANY ($1) AND a.id = $2)sql")
                                         .c_str()};
const FindQuery kLock{"agents.lock", WithColumns(R"sql(
    SELECT {columns} FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE a.organization_id = ANY ($1) AND a.id = $2 FOR UPDATE OF a)sql")
                                         .c_str()};

// The state is derived (AGT-1): $3 is its name or NULL, $4 the time since when an agent must have
// been heard of.
const pg::Query<ListRow(Organizations, std::string, std::optional<std::string>, Instant,
                        std::string, AgentId, std::int32_t)>
    kList{"agents.list", WithColumns(R"sql(
    SELECT {columns}, a.name_key FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE a.organization_id = ANY ($1) AND (a.name_key, a.id) > ($5, $6)
      AND ($2 = '' OR strpos(a.name_key, $2) > 0)
      AND ($3 IS NULL OR $3 = CASE WHEN a.disabled THEN 'disabled' WHEN a.key_hash IS NULL THEN 'invited'
          WHEN c.heard_at >= $4 THEN 'active' ELSE 'not_communicating' END)
    ORDER BY a.name_key, a.id LIMIT $7)sql")
                             .c_str()};

const pg::Query<void(OrganizationId, AgentId, organizations::SiteId, std::string, std::string, bool,
                     std::vector<std::string>, std::vector<std::string>, bool, std::int64_t,
                     std::int64_t, pg::Bytes, std::int64_t, std::int64_t, Instant, Instant,
                     pg::Bytes, Instant)>
    kInsert{"agents.insert", R"sql(
    INSERT INTO agents (organization_id, id, site_id, name, name_key, disabled, include, exclude,
        allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version,
        version, created_at, updated_at, token_hash, token_expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18))sql"};
const pg::Query<void(OrganizationId, AgentId, organizations::SiteId, std::string, std::string, bool,
                     std::vector<std::string>, std::vector<std::string>, bool, std::int64_t,
                     std::int64_t, pg::Bytes, std::int64_t, std::int64_t, Instant)>
    kUpdate{"agents.update", R"sql(
    UPDATE agents SET site_id = $3, name = $4, name_key = $5, disabled = $6, include = $7, exclude = $8,
        allow_public_addresses = $9, discovery_interval_seconds = $10, polling_interval_seconds = $11, secrets = $12,
        configuration_version = $13, version = $14, updated_at = $15
    WHERE organization_id = $1 AND id = $2)sql"};
// An agent that asks for its commands holds the row of its contact before theirs, and a deletion takes both.
const pg::Query<AgentId(OrganizationId, AgentId)> kLockContact{"agents.lock_contact", R"sql(
    SELECT agent_id FROM agent_contacts WHERE organization_id = $1 AND agent_id = $2 FOR UPDATE)sql"};
const pg::Query<void(OrganizationId, AgentId)> kDelete{
    "agents.delete", "DELETE FROM agents WHERE organization_id = $1 AND id = $2"};
const pg::Query<void(OrganizationId, AgentId, pg::Bytes, Instant)> kSetToken{"agents.set_token",
                                                                             R"sql(
    UPDATE agents SET token_hash = $3, token_expires_at = $4 WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<void(OrganizationId, AgentId, pg::Bytes, pg::Bytes, Instant)> kEnroll{
    "agents.enroll", R"sql(
    UPDATE agents SET key_hash = $4, token_hash = NULL, token_expires_at = NULL, enrolled_at = $5
    WHERE organization_id = $1 AND id = $2 AND token_hash = $3 AND token_expires_at > $5 AND NOT disabled)sql"};
const pg::Query<Credential(OrganizationId, AgentId)> kCredential{"agents.credential", R"sql(
    SELECT name, disabled, key_hash FROM agents
    WHERE organization_id = $1 AND id = $2 AND key_hash IS NOT NULL)sql"};

const pg::Query<void(OrganizationId, AgentId, Instant, Instant, std::string, std::string,
                     std::string)>
    kPutContact{"agents.put_contact", R"sql(
    INSERT INTO agent_contacts (organization_id, agent_id, last_contact_at, heard_at, version_text, host_name, address)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (organization_id, agent_id) DO UPDATE SET last_contact_at = excluded.last_contact_at,
        heard_at = excluded.heard_at, version_text = excluded.version_text, host_name = excluded.host_name,
        address = excluded.address)sql"};
const pg::Query<void(OrganizationId, AgentId, Instant, Instant, Instant, std::string)> kTouch{
    "agents.touch", R"sql(
    UPDATE agent_contacts SET last_contact_at = $3, heard_at = $4, address = $6
    WHERE organization_id = $1 AND agent_id = $2 AND (heard_at < $5 OR address <> $6))sql"};

// ---- commands
// -------------------------------------------------------------------------------------

struct CommandRow {
    CommandId id;
    std::string kind;
    std::vector<std::string> addresses;
};
BOOST_DESCRIBE_STRUCT(CommandRow, (), (id, kind, addresses))

const pg::Query<void(OrganizationId, AgentId, CommandId, std::string, std::vector<std::string>,
                     Instant, Instant)>
    kAddCommand{"agents.add_command", R"sql(
    INSERT INTO agent_commands (organization_id, agent_id, id, kind, addresses, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))sql"};
const pg::Query<void(OrganizationId, AgentId, Instant)> kDropOldCommands{"agents.drop_old_commands",
                                                                         R"sql(
    DELETE FROM agent_commands WHERE organization_id = $1 AND agent_id = $2 AND id IN (
        SELECT id FROM agent_commands WHERE organization_id = $1 AND agent_id = $2 AND expires_at < $3
        ORDER BY id FOR UPDATE SKIP LOCKED))sql"};
const pg::Query<CommandRow(OrganizationId, AgentId, Instant, Instant)> kFetchCommands{
    "agents.fetch_commands", R"sql(
    WITH waiting AS MATERIALIZED (
        SELECT id FROM agent_commands
        WHERE organization_id = $1 AND agent_id = $2 AND finished_at IS NULL AND expires_at > $3
          AND (fetched_at IS NULL OR fetched_at < $4)
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
    UPDATE agent_commands AS commands SET fetched_at = $3 FROM waiting
    WHERE commands.organization_id = $1 AND commands.agent_id = $2 AND commands.id = waiting.id
    RETURNING commands.id, kind, addresses)sql"};
const pg::Query<void(OrganizationId, AgentId, CommandId, std::string, boost::json::value, Instant)>
    kFinishCommand{"agents.finish_command", R"sql(
    UPDATE agent_commands SET outcome = $4, items = $5, finished_at = $6
    WHERE organization_id = $1 AND agent_id = $2 AND id = $3 AND finished_at IS NULL)sql"};

struct CommandStateRow {
    CommandId id;
    AgentId agent_id;
    bool fetched = false;
    std::optional<std::string> outcome;
    std::optional<boost::json::value> items;
};
BOOST_DESCRIBE_STRUCT(CommandStateRow, (), (id, agent_id, fetched, outcome, items))
const pg::Query<CommandStateRow(OrganizationId, std::vector<CommandId>)> kFindCommands{
    "agents.find_commands", R"sql(
    SELECT id, agent_id, fetched_at IS NOT NULL AS fetched, outcome, items FROM agent_commands
    WHERE organization_id = $1 AND id = ANY ($2))sql"};

// ---- for other features
// ---------------------------------------------------------------------------

const pg::Query<AgentSummary(Organizations, std::vector<AgentId>)> kSummaries{"agents.summaries",
                                                                              R"sql(
    SELECT a.id, a.organization_id, a.site_id, a.name, a.disabled, a.polling_interval_seconds, c.version_text, c.heard_at
    FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE a.organization_id = ANY ($1) AND a.id = ANY ($2))sql"};
// Readings that an agent delivers name it in new rows of printers: it is not to go meanwhile.
const pg::Query<AgentSummary(Organizations, AgentId)> kKeep{"agents.keep", R"sql(
    SELECT a.id, a.organization_id, a.site_id, a.name, a.disabled, a.polling_interval_seconds, c.version_text, c.heard_at
    FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE a.organization_id = ANY ($1) AND a.id = $2 FOR KEY SHARE OF a)sql"};

struct OrganizationCount {
    OrganizationId organization_id;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(OrganizationCount, (), (organization_id, count))
const pg::Query<OrganizationCount(Organizations)> kCount{"agents.count", R"sql(
    SELECT organization_id, count(*) AS count FROM agents WHERE organization_id = ANY ($1)
    GROUP BY organization_id)sql"};
const pg::Query<std::int64_t(OrganizationId, organizations::SiteId)> kCountOfSite{
    "agents.count_of_site", R"sql(
    SELECT count(*) FROM agents WHERE organization_id = $1 AND site_id = $2)sql"};

}  // namespace

std::vector<ListRow> List(pg::Transaction& tx, const ListFilter& filter) {
    const ListKey after = filter.after.value_or(ListKey{});
    std::optional<std::string> state;
    if (filter.state) state = base::json::EnumName(*filter.state);
    return tx.All(kList, filter.organizations, filter.search, state, filter.heard_since,
                  after.name_key, after.id, filter.limit);
}

std::optional<AgentRow> Find(pg::Transaction& tx, const Organizations& organizations, AgentId id) {
    return tx.One(kFind, organizations, id);
}
std::optional<AgentRow> Lock(pg::Transaction& tx, const Organizations& organizations, AgentId id) {
    return tx.One(kLock, organizations, id);
}

void Insert(pg::Transaction& tx, const AgentRow& a, const std::string& token_hash,
            Instant token_expires_at) {
    tx.Exec(kInsert, a.organization_id, a.id, a.site_id, a.name, base::FoldCase(a.name), a.disabled,
            a.include, a.exclude, a.allow_public_addresses, a.discovery_interval_seconds,
            a.polling_interval_seconds, a.secrets, a.configuration_version, a.version, a.created_at,
            a.updated_at, pg::Bytes{token_hash}, token_expires_at);
}

void Update(pg::Transaction& tx, const AgentRow& a) {
    tx.Exec(kUpdate, a.organization_id, a.id, a.site_id, a.name, base::FoldCase(a.name), a.disabled,
            a.include, a.exclude, a.allow_public_addresses, a.discovery_interval_seconds,
            a.polling_interval_seconds, a.secrets, a.configuration_version, a.version,
            a.updated_at);
}

void LockContact(pg::Transaction& tx, OrganizationId organization, AgentId id) {
    tx.All(kLockContact, organization, id);
}

void Delete(pg::Transaction& tx, OrganizationId organization, AgentId id) {
    tx.Exec(kDelete, organization, id);
}

void SetToken(pg::Transaction& tx, OrganizationId organization, AgentId id,
              const std::string& token_hash, Instant expires_at) {
    tx.Exec(kSetToken, organization, id, pg::Bytes{token_hash}, expires_at);
}

bool Enroll(pg::Transaction& tx, OrganizationId organization, AgentId id,
            const std::string& token_hash, const std::string& key_hash, Instant system_now) {
    return tx.Exec(kEnroll, organization, id, pg::Bytes{token_hash}, pg::Bytes{key_hash},
                   system_now) == 1;
}

std::optional<Credential> FindCredential(pg::Transaction& tx, OrganizationId organization,
                                         AgentId id) {
    return tx.One(kCredential, organization, id);
}

void PutContact(pg::Transaction& tx, OrganizationId organization, AgentId id, Instant now,
                Instant system_now, const std::string& version_text, const std::string& host_name,
                const std::string& address) {
    tx.Exec(kPutContact, organization, id, now, system_now, version_text, host_name, address);
}

std::vector<printing::Command> FetchCommands(pg::Transaction& tx, OrganizationId organization,
                                             AgentId id, Instant system_now) {
    constexpr std::chrono::seconds kAgainAfter{60};
    std::vector<printing::Command> commands;
    for (auto& row :
         tx.All(kFetchCommands, organization, id, system_now, system_now - kAgainAfter)) {
        commands.push_back({row.id.ToString(),
                            base::json::ParseEnum<printing::CommandKind>(row.kind).value_or(
                                printing::CommandKind::kConfigurationChanged),
                            std::move(row.addresses)});
    }
    return commands;
}

bool FinishCommand(pg::Transaction& tx, OrganizationId organization, AgentId agent,
                   CommandId command, const printing::CommandResult& result, Instant system_now) {
    return tx.Exec(kFinishCommand, organization, agent, command,
                   std::string(base::json::EnumName(result.outcome)),
                   base::json::ToValue(result.items), system_now) == 1;
}

}  // namespace store

// ---- what other features use
// ----------------------------------------------------------------------

std::optional<AgentSummary> FindAgent(pg::Transaction& tx, base::OrganizationId organization,
                                      AgentId agent) {
    return tx.One(store::kKeep, {organization}, agent);
}

std::vector<AgentSummary> FindAgents(pg::Transaction& tx,
                                     std::span<const base::OrganizationId> organizations,
                                     std::span<const AgentId> agents) {
    return tx.All(store::kSummaries, {organizations.begin(), organizations.end()},
                  {agents.begin(), agents.end()});
}

CommandId SendCommand(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                      AgentId agent, printing::CommandKind kind,
                      const std::vector<std::string>& addresses,
                      std::chrono::seconds expires_after) {
    const auto id = ids.Make<CommandId>();
    const base::Instant now = base::SystemClock().Now();
    tx.Exec(store::kDropOldCommands, organization, agent, now - std::chrono::hours(24));
    tx.Exec(store::kAddCommand, organization, agent, id, std::string(base::json::EnumName(kind)),
            addresses, now, now + expires_after);
    tx.Notify(kWakeupChannel, TopicOf(agent));
    return id;
}

std::string TopicOf(AgentId agent) {
    return "agent:" + agent.ToString();
}

std::vector<CommandState> FindCommands(pg::Transaction& tx, base::OrganizationId organization,
                                       std::span<const CommandId> commands) {
    std::vector<CommandState> states;
    for (auto& row :
         tx.All(store::kFindCommands, organization, {commands.begin(), commands.end()})) {
        CommandState state{row.id, row.agent_id, row.fetched, std::nullopt, {}};
        if (row.outcome)
            state.outcome = base::json::ParseEnum<printing::CommandOutcome>(*row.outcome);
        if (row.items) {
            if (auto items = base::json::Bind<std::vector<printing::CommandItem>>(*row.items)) {
                state.items = std::move(*items);
            }
        }
        states.push_back(std::move(state));
    }
    return states;
}

void Touch(pg::Transaction& tx, base::OrganizationId organization, AgentId agent, base::Instant now,
           const std::string& address) {
    constexpr std::chrono::seconds kAtMostEvery{10};
    const base::Instant system_now = base::SystemClock().Now();
    tx.Exec(store::kTouch, organization, agent, now, system_now, system_now - kAtMostEvery,
            address);
}

std::vector<AgentDeletionGuard::Holding> AgentDeletionGuard::OfOrganization(
    pg::Transaction& tx, base::OrganizationId organization) {
    std::int64_t count = 0;
    for (const auto& row : tx.All(store::kCount, {organization})) count += row.count;
    return {{"agents", count}};
}

std::vector<AgentDeletionGuard::Holding> AgentDeletionGuard::OfSite(
    pg::Transaction& tx, base::OrganizationId organization, organizations::SiteId site) {
    return {{"agents", tx.Get(store::kCountOfSite, organization, site)}};
}

std::map<base::OrganizationId, std::int64_t> CountAgents(
    pg::Transaction& tx, std::span<const base::OrganizationId> organizations) {
    std::map<base::OrganizationId, std::int64_t> counts;
    for (const auto& row : tx.All(store::kCount, {organizations.begin(), organizations.end()})) {
        counts[row.organization_id] = row.count;
    }
    return counts;
}

}  // namespace agents
