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

// An agent with its last contact; one that never called has none.
constexpr const char* kAgents = R"sql((
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true)sql";

const pg::Query<AgentRow(Organizations, AgentId)> kFind{
    "agents.find", fmt::format("SELECT {{columns}} FROM {} WHERE organization_id = ANY ($1) AND id = $2", kAgents)};
const pg::Query<AgentRow(Organizations, AgentId)> kLock{
    "agents.lock",
    fmt::format("SELECT {{columns}} FROM {} WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE OF a", kAgents)};

// The state is derived (AGT-1).
const pg::List<AgentRow, ListFilter, SortColumn> kList{{
    .name = "agents.list",
    .from = kAgents,
    .where = R"sql(organization_id = ANY ($organizations)
  AND ($search = '' OR strpos(name_key, $search) > 0)
  AND (cardinality($state) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $heard_since THEN 'active' ELSE 'not_communicating' END = ANY ($state)))sql",
    .sorts = {{SortColumn::kName, "name_key"},
              {SortColumn::kState,
               "CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $heard_since THEN "
               "'active' ELSE 'not_communicating' END"},
              {SortColumn::kSiteName,
               "COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = "
               "a.site_id), '')"},
              {SortColumn::kPrinterCount,
               "(SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id "
               "AND p.deregistered_at IS NULL)",
               "bigint"},
              {SortColumn::kVersionText, "COALESCE(version_text, '')"},
              {SortColumn::kLastContactAt, "COALESCE(last_contact_at, '-infinity')", "timestamptz"}},
}};

struct ChangedAgent : AgentFields {
    std::string name_key;
};
BOOST_DESCRIBE_STRUCT(ChangedAgent, (AgentFields), (name_key))
struct NewAgent : ChangedAgent {
    pg::Bytes token_hash;
    Instant token_expires_at;
};
BOOST_DESCRIBE_STRUCT(NewAgent, (ChangedAgent), (token_hash, token_expires_at))
const pg::Query<OrganizationId(OrganizationId)> kHoldOrganization{"agents.hold_organization", R"sql(
    SELECT id FROM organizations WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE)sql"};
const pg::Insert<NewAgent> kInsert{"agents.insert", "agents"};
const pg::Update<ChangedAgent> kUpdate{"agents.update", "agents", {"organization_id", "id"}};
// An agent that asks for its commands holds the row of its contact before theirs, and a deletion takes both.
const pg::Query<AgentId(OrganizationId, AgentId)> kLockContact{"agents.lock_contact", R"sql(
    SELECT agent_id FROM agent_contacts WHERE organization_id = $1 AND agent_id = $2 FOR UPDATE)sql"};
const pg::Query<void(OrganizationId, AgentId)> kDelete{"agents.delete",
                                                       "DELETE FROM agents WHERE organization_id = $1 AND id = $2"};
const pg::Query<void(OrganizationId, AgentId, pg::Bytes, Instant)> kSetToken{"agents.set_token",
                                                                             R"sql(
    UPDATE agents SET token_hash = $3, token_expires_at = $4 WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<void(OrganizationId, AgentId, pg::Bytes, pg::Bytes, Instant)> kEnroll{"agents.enroll", R"sql(
    UPDATE agents SET key_hash = $4, token_hash = NULL, token_expires_at = NULL, enrolled_at = $5
    WHERE organization_id = $1 AND id = $2 AND token_hash = $3 AND token_expires_at > $5 AND NOT disabled)sql"};
const pg::Query<Credential(OrganizationId, AgentId)> kCredential{"agents.credential", R"sql(
    SELECT name, disabled, key_hash FROM agents
    WHERE organization_id = $1 AND id = $2 AND key_hash IS NOT NULL)sql"};

const pg::Insert<AgentContact> kPutContact{"agents.put_contact", "agent_contacts", R"sql(
    ON CONFLICT (organization_id, agent_id) DO UPDATE SET last_contact_at = excluded.last_contact_at,
        heard_at = excluded.heard_at, version_text = excluded.version_text, host_name = excluded.host_name,
        address = excluded.address)sql"};
const pg::Query<void(OrganizationId, AgentId, Instant, Instant, Instant, std::string)> kTouch{"agents.touch", R"sql(
    UPDATE agent_contacts SET last_contact_at = $3, heard_at = $4, address = $6
    WHERE organization_id = $1 AND agent_id = $2 AND (heard_at < $5 OR address <> $6))sql"};

const pg::Query<void(OrganizationId, AgentId, std::string)> kSetVersion{"agents.set_version", R"sql(
    UPDATE agent_contacts SET version_text = $3 WHERE organization_id = $1 AND agent_id = $2)sql"};

// ---- commands -------------------------------------------------------------------------------------

struct CommandRow {
    CommandId id;
    std::string kind;
    std::vector<std::string> addresses;
};
BOOST_DESCRIBE_STRUCT(CommandRow, (), (id, kind, addresses))

const pg::Query<void(OrganizationId, AgentId, CommandId, std::string, std::vector<std::string>, Instant, Instant)>
    kAddCommand{"agents.add_command", R"sql(
    INSERT INTO agent_commands (organization_id, agent_id, id, kind, addresses, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))sql"};
const pg::Query<void(OrganizationId, AgentId, Instant)> kDropOldCommands{"agents.drop_old_commands",
                                                                         R"sql(
    DELETE FROM agent_commands WHERE organization_id = $1 AND agent_id = $2 AND id IN (
        SELECT id FROM agent_commands WHERE organization_id = $1 AND agent_id = $2 AND expires_at < $3
        ORDER BY id FOR UPDATE SKIP LOCKED))sql"};
const pg::Query<CommandRow(OrganizationId, AgentId, Instant, Instant, bool)> kFetchCommands{"agents.fetch_commands",
                                                                                            R"sql(
    WITH waiting AS MATERIALIZED (
        SELECT id FROM agent_commands
        WHERE organization_id = $1 AND agent_id = $2 AND finished_at IS NULL AND expires_at > $3
          AND CASE WHEN kind IN ('restart_printers', 'print_test_pages', 'check_addresses', 'send_diagnostics') THEN $5 AND fetched_at IS NULL
              ELSE fetched_at IS NULL OR fetched_at < $4 END
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
    UPDATE agent_commands AS commands SET fetched_at = $3 FROM waiting
    WHERE commands.organization_id = $1 AND commands.agent_id = $2 AND commands.id = waiting.id
    RETURNING commands.id, kind, addresses)sql"};
const pg::Query<void(OrganizationId, AgentId, CommandId, std::string, boost::json::value, Instant)> kFinishCommand{
    "agents.finish_command", R"sql(
    UPDATE agent_commands SET outcome = $4, items = $5, finished_at = $6
    WHERE organization_id = $1 AND agent_id = $2 AND id = $3 AND finished_at IS NULL)sql"};

struct CommandStateRow {
    CommandId id;
    AgentId agent_id;
    printing::CommandKind kind = printing::CommandKind::kConfigurationChanged;
    std::vector<std::string> addresses;
    bool fetched = false;
    Instant expires_at;
    std::optional<std::string> outcome;
    std::optional<boost::json::value> items;
};
BOOST_DESCRIBE_STRUCT(CommandStateRow, (), (id, agent_id, kind, addresses, fetched, expires_at, outcome, items))
const pg::Query<CommandStateRow(OrganizationId, std::span<const CommandId>)> kFindCommands{"agents.find_commands",
                                                                                           R"sql(
    SELECT id, agent_id, kind, addresses, fetched_at IS NOT NULL AS fetched, expires_at, outcome, items
    FROM agent_commands
    WHERE organization_id = $1 AND id = ANY ($2))sql"};

// ---- for other features ------------------------------------------------------------------------------

const pg::Query<SearchedPlaces(Organizations, std::span<const AgentId>)> kSearchedPlaces{"agents.searched_places",
                                                                                         R"sql(
    SELECT {columns} FROM agents WHERE organization_id = ANY ($1) AND id = ANY ($2))sql"};
const pg::Query<AgentSummary(Organizations, std::span<const AgentId>)> kSummaries{"agents.summaries",
                                                                                  R"sql(
    SELECT a.id, a.organization_id, a.site_id, a.name, a.kind, a.disabled, a.polling_interval_seconds, c.version_text, c.heard_at
    FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE a.organization_id = ANY ($1) AND a.id = ANY ($2))sql"};
// Readings that an agent delivers name it in new rows of printers: it is not to go meanwhile.
const pg::Query<AgentSummary(Organizations, AgentId)> kKeep{"agents.keep", R"sql(
    SELECT a.id, a.organization_id, a.site_id, a.name, a.kind, a.disabled, a.polling_interval_seconds, c.version_text, c.heard_at
    FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE a.organization_id = ANY ($1) AND a.id = $2 FOR KEY SHARE OF a)sql"};

struct OwnPrinter {
    std::optional<std::string> own_manufacturer;
    std::optional<std::string> own_serial_number;
};
BOOST_DESCRIBE_STRUCT(OwnPrinter, (), (own_manufacturer, own_serial_number))
const pg::Query<OwnPrinter(OrganizationId, AgentId)> kOwnPrinter{"agents.own_printer", R"sql(
    SELECT {columns} FROM agents WHERE organization_id = $1 AND id = $2)sql"};
const pg::Query<OwnPrinter(OrganizationId, AgentId, std::string, std::string)> kSetOwnPrinter{"agents.set_own_printer",
                                                                                              R"sql(
    UPDATE agents SET own_manufacturer = COALESCE(own_manufacturer, $3),
        own_serial_number = COALESCE(own_serial_number, $4)
    WHERE organization_id = $1 AND id = $2 RETURNING own_manufacturer, own_serial_number)sql"};
const pg::Query<SearchedAgent(OrganizationId, std::int32_t)> kListSearched{"agents.list_searched", R"sql(
    SELECT {columns} FROM agents WHERE organization_id = $1 AND cardinality(include) > 0 ORDER BY name_key, id LIMIT $2)sql"};

struct OrganizationCount {
    OrganizationId organization_id;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(OrganizationCount, (), (organization_id, count))
const pg::Query<OrganizationCount(Organizations)> kCount{"agents.count", R"sql(
    SELECT organization_id, count(*) AS count FROM agents WHERE organization_id = ANY ($1)
    GROUP BY organization_id)sql"};
struct NamedAgent {
    std::string name;
    std::int64_t count = 0;  // of all
};
BOOST_DESCRIBE_STRUCT(NamedAgent, (), (name, count))
const pg::Query<NamedAgent(OrganizationId, std::optional<organizations::SiteId>, std::int32_t)> kFirstNames{
    "agents.first_names", R"sql(
    SELECT name, count(*) OVER () AS count FROM agents
    WHERE organization_id = $1 AND ($2 IS NULL OR site_id = $2) ORDER BY name_key, id LIMIT $3)sql"};

}  // namespace

pg::Slice<AgentRow> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}

std::optional<AgentRow> Find(pg::Transaction& tx, Organizations organizations, AgentId id) {
    return tx.One(kFind, organizations, id);
}
std::optional<AgentRow> Lock(pg::Transaction& tx, Organizations organizations, AgentId id) {
    return tx.One(kLock, organizations, id);
}

bool HoldOrganization(pg::Transaction& tx, OrganizationId organization) {
    return tx.One(kHoldOrganization, organization).has_value();
}

void Insert(pg::Transaction& tx, const AgentFields& agent, const std::string& token_hash, Instant token_expires_at) {
    tx.Exec(kInsert, {{agent, base::FoldCase(agent.name)}, {token_hash}, token_expires_at});
}

void Update(pg::Transaction& tx, const AgentFields& agent) {
    tx.Exec(kUpdate, {agent, base::FoldCase(agent.name)});
}

std::vector<SearchedAgent> ListSearched(pg::Transaction& tx, OrganizationId organization, std::int32_t most) {
    return tx.All(kListSearched, organization, most);
}

void LockContact(pg::Transaction& tx, OrganizationId organization, AgentId id) {
    tx.All(kLockContact, organization, id);
}

void Delete(pg::Transaction& tx, OrganizationId organization, AgentId id) {
    tx.Exec(kDelete, organization, id);
}

void SetToken(pg::Transaction& tx, OrganizationId organization, AgentId id, const std::string& token_hash,
              Instant expires_at) {
    tx.Exec(kSetToken, organization, id, pg::Bytes{token_hash}, expires_at);
}

bool Enroll(pg::Transaction& tx, OrganizationId organization, AgentId id, const std::string& token_hash,
            const std::string& key_hash, Instant system_now) {
    return tx.Exec(kEnroll, organization, id, pg::Bytes{token_hash}, pg::Bytes{key_hash}, system_now) == 1;
}

std::optional<Credential> FindCredential(pg::Transaction& tx, OrganizationId organization, AgentId id) {
    return tx.One(kCredential, organization, id);
}

void PutContact(pg::Transaction& tx, const AgentContact& contact) {
    tx.Exec(kPutContact, contact);
}

std::vector<printing::Command> FetchCommands(pg::Transaction& tx, OrganizationId organization, AgentId id,
                                             Instant system_now, bool actions) {
    constexpr std::chrono::seconds kAgainAfter{60};
    std::vector<printing::Command> commands;
    for (auto& row : tx.All(kFetchCommands, organization, id, system_now, system_now - kAgainAfter, actions)) {
        commands.push_back({row.id.ToString(),
                            base::json::ParseEnum<printing::CommandKind>(row.kind).value_or(
                                printing::CommandKind::kConfigurationChanged),
                            std::move(row.addresses)});
    }
    return commands;
}

bool FinishCommand(pg::Transaction& tx, OrganizationId organization, AgentId agent, CommandId command,
                   const printing::CommandResult& result, Instant system_now) {
    return tx.Exec(kFinishCommand, organization, agent, command, std::string(base::json::EnumName(result.outcome)),
                   base::json::ToValue(result.items), system_now) == 1;
}

}  // namespace store

// ---- what other features use ----------------------------------------------------------------------

std::optional<AgentSummary> FindAgent(pg::Transaction& tx, base::OrganizationId organization, AgentId agent) {
    return tx.One(store::kKeep, {&organization, 1}, agent);
}

std::vector<AgentSummary> FindAgents(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                     std::span<const AgentId> agents) {
    return tx.All(store::kSummaries, organizations, agents);
}

std::vector<SearchedPlaces> FindSearchedPlaces(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                               std::span<const AgentId> agents) {
    return tx.All(store::kSearchedPlaces, organizations, agents);
}

base::Result<void> CheckOwnPrinter(pg::Transaction& tx, base::OrganizationId organization, AgentId agent,
                                   const std::optional<std::string>& manufacturer,
                                   const std::optional<std::string>& serial_number) {
    constexpr std::size_t kMost = 100;
    const std::string maker = base::CleanText(manufacturer.value_or(""), kMost);
    const std::string serial = base::CleanText(serial_number.value_or(""), kMost);
    if (maker.empty() || serial.empty()) {
        return base::Refuse(base::ProblemKind::kInvalid, "native_agent_without_serial_number");
    }
    auto own = tx.One(store::kOwnPrinter, organization, agent);
    if (own && !own->own_serial_number) own = tx.One(store::kSetOwnPrinter, organization, agent, maker, serial);
    if (!own) return base::Refuse(base::ProblemKind::kNotFound, "not_found");
    const auto same = [](const std::optional<std::string>& one, const std::string& other) {
        return base::FoldCase(one.value_or("")) == base::FoldCase(other);
    };
    if (same(own->own_manufacturer, maker) && same(own->own_serial_number, serial)) return {};
    return base::Refuse(base::ProblemKind::kForbidden, "native_agent_other_printer",
                        {{"own", own->own_manufacturer.value_or("") + " " + own->own_serial_number.value_or("")},
                         {"other", maker + " " + serial}});
}

CommandId SendCommand(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, AgentId agent,
                      printing::CommandKind kind, const std::vector<std::string>& addresses,
                      std::chrono::seconds expires_after) {
    const auto id = ids.Make<CommandId>();
    const base::Instant now = base::SystemClock().Now();
    tx.Exec(store::kDropOldCommands, organization, agent, now - std::chrono::hours(24));
    tx.Exec(store::kAddCommand, organization, agent, id, std::string(base::json::EnumName(kind)), addresses, now,
            now + expires_after);
    tx.Notify(kWakeupChannel, TopicOf(agent));
    return id;
}

std::string TopicOf(AgentId agent) {
    return "agent:" + agent.ToString();
}

std::vector<CommandState> FindCommands(pg::Transaction& tx, base::OrganizationId organization,
                                       std::span<const CommandId> commands) {
    std::vector<CommandState> states;
    const base::Instant now = base::SystemClock().Now();
    for (auto& row : tx.All(store::kFindCommands, organization, commands)) {
        CommandState state{row.id,      row.agent_id,         row.kind,     std::move(row.addresses),
                           row.fetched, row.expires_at < now, std::nullopt, {}};
        if (row.outcome) state.outcome = base::json::ParseEnum<printing::CommandOutcome>(*row.outcome);
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
    tx.Exec(store::kTouch, organization, agent, now, system_now, system_now - kAtMostEvery, address);
}

void SetVersion(pg::Transaction& tx, base::OrganizationId organization, AgentId agent, const std::string& version) {
    tx.Exec(store::kSetVersion, organization, agent, version);
}

std::vector<base::CountedText> AgentDeletionGuard::OfOrganization(pg::Transaction& tx,
                                                                  base::OrganizationId organization) {
    return {base::CountNamed("holdings.agents", tx.All(store::kFirstNames, organization, std::nullopt, base::kNamed))};
}

std::vector<base::CountedText> AgentDeletionGuard::OfSite(pg::Transaction& tx, base::OrganizationId organization,
                                                          organizations::SiteId site) {
    return {base::CountNamed("holdings.agents", tx.All(store::kFirstNames, organization, site, base::kNamed))};
}

std::map<base::OrganizationId, std::int64_t> CountAgents(pg::Transaction& tx,
                                                         std::span<const base::OrganizationId> organizations) {
    std::map<base::OrganizationId, std::int64_t> counts;
    for (const auto& row : tx.All(store::kCount, organizations)) {
        counts[row.organization_id] = row.count;
    }
    return counts;
}

}  // namespace agents
