#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/agents/agents.hpp"
#include "server/platform/pg/list.hpp"

// The tables agents, agent_contacts and agent_commands.
namespace agents::store {

// What people say of an agent: the columns of agents that a change writes.
struct AgentFields {
    base::OrganizationId organization_id;
    AgentId id;
    organizations::SiteId site_id;
    std::string name;
    AgentKind kind = AgentKind::kFleet;
    bool disabled = false;
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    bool allow_public_addresses = false;
    std::int64_t discovery_interval_seconds = 86400;
    std::int64_t polling_interval_seconds = 3600;
    pg::Bytes secrets;  // sealed
    std::int64_t configuration_version = 1;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(AgentFields, (),
                      (organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses,
                       discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version,
                       created_at, updated_at))

// With what it said of itself at its last contact.
struct AgentRow : AgentFields {
    bool enrolled = false;
    std::optional<base::Instant> last_contact_at;
    std::optional<base::Instant> heard_at;
    std::optional<std::string> version_text;
    std::optional<std::string> host_name;
    std::optional<std::string> own_manufacturer;  // of a native agent
    std::optional<std::string> own_serial_number;
};
BOOST_DESCRIBE_STRUCT(AgentRow, (AgentFields),
                      (enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer,
                       own_serial_number))

enum class SortColumn { kName, kState, kSiteName, kPrinterCount, kVersionText, kLastContactAt };
BOOST_DESCRIBE_ENUM(SortColumn, kName, kState, kSiteName, kPrinterCount, kVersionText, kLastContactAt)

struct ListFilter {
    std::span<const base::OrganizationId> organizations;
    std::string search;  // folded; anywhere in the name
    std::vector<AgentState> state;
    base::Instant heard_since;  // system time: heard of later counts as communicating
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (organizations, search, state, heard_since))
pg::Slice<AgentRow> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);

// An agent and where it searches, for comparing.
struct SearchedAgent {
    AgentId id;
    std::string name;
    organizations::SiteId site_id;
    std::vector<std::string> include;
    std::vector<std::string> exclude;
};
BOOST_DESCRIBE_STRUCT(SearchedAgent, (), (id, name, site_id, include, exclude))
// Of one organization, those that search something, by name.
std::vector<SearchedAgent> ListSearched(pg::Transaction& tx, base::OrganizationId organization, std::int32_t most);

using Organizations = std::span<const base::OrganizationId>;
std::optional<AgentRow> Find(pg::Transaction& tx, Organizations organizations, AgentId id);
// FOR UPDATE.
std::optional<AgentRow> Lock(pg::Transaction& tx, Organizations organizations, AgentId id);

// False when the organization is deleted; it cannot be before `tx` ends. Its row outlives it, so that no foreign key says
// that it is gone (ORG-2).
bool HoldOrganization(pg::Transaction& tx, base::OrganizationId organization);
void Insert(pg::Transaction& tx, const AgentFields& agent, const std::string& token_hash,
            base::Instant token_expires_at);
// Throws pg::Error(kUnique, agents_organization_id_name_key_key) when the name is taken.
void Update(pg::Transaction& tx, const AgentFields& agent);
// Before the printers of an agent that is to be deleted.
void LockContact(pg::Transaction& tx, base::OrganizationId organization, AgentId id);
void Delete(pg::Transaction& tx, base::OrganizationId organization, AgentId id);
void SetToken(pg::Transaction& tx, base::OrganizationId organization, AgentId id, const std::string& token_hash,
              base::Instant expires_at);

// Uses the token up and sets the key; false: there is no such token, or it is used or too old.
bool Enroll(pg::Transaction& tx, base::OrganizationId organization, AgentId id, const std::string& token_hash,
            const std::string& key_hash, base::Instant system_now);

struct Credential {
    std::string name;
    bool disabled = false;
    pg::Bytes key_hash;
};
BOOST_DESCRIBE_STRUCT(Credential, (), (name, disabled, key_hash))
std::optional<Credential> FindCredential(pg::Transaction& tx, base::OrganizationId organization, AgentId id);

struct AgentContact {
    base::OrganizationId organization_id;
    AgentId agent_id;
    base::Instant last_contact_at;  // business time
    base::Instant heard_at;         // system time
    std::string version_text;
    std::string host_name;
    std::string address;
};
BOOST_DESCRIBE_STRUCT(AgentContact, (),
                      (organization_id, agent_id, last_contact_at, heard_at, version_text, host_name, address))
void PutContact(pg::Transaction& tx, const AgentContact& contact);

// Commands that the agent is to take up now; marks them as fetched. One that was fetched but never answered is
// given again after a minute; an action never, and only to an agent that knows `actions` (printing::IsAction).
std::vector<printing::Command> FetchCommands(pg::Transaction& tx, base::OrganizationId organization, AgentId id,
                                             base::Instant system_now, bool actions);
bool FinishCommand(pg::Transaction& tx, base::OrganizationId organization, AgentId agent, CommandId command,
                   const printing::CommandResult& result, base::Instant system_now);

}  // namespace agents::store
