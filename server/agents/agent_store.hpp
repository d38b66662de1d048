#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/agents/agents.hpp"
#include "server/platform/pg/types.hpp"

// The tables agents, agent_contacts and agent_commands.
namespace agents::store {

struct AgentRow {
    base::OrganizationId organization_id;
    AgentId id;
    organizations::SiteId site_id;
    std::string name;
    bool disabled = false;
    bool enrolled = false;
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
    std::optional<base::Instant> last_contact_at;
    std::optional<base::Instant> heard_at;
    std::optional<std::string> version_text;
    std::optional<std::string> host_name;
};
BOOST_DESCRIBE_STRUCT(AgentRow, (),
                      (organization_id, id, site_id, name, disabled, enrolled, include, exclude,
                       allow_public_addresses, discovery_interval_seconds, polling_interval_seconds,
                       secrets, configuration_version, version, created_at, updated_at,
                       last_contact_at, heard_at, version_text, host_name))

struct ListKey {
    std::string name_key;
    AgentId id;
};
BOOST_DESCRIBE_STRUCT(ListKey, (), (name_key, id))

struct ListFilter {
    std::vector<base::OrganizationId> organizations;
    std::string search;  // folded; anywhere in the name
    std::optional<AgentState> state;
    base::Instant heard_since;  // system time: heard of later counts as communicating
    std::optional<ListKey> after;
    std::int32_t limit = 50;
};
struct ListRow : AgentRow {
    std::string name_key;
};
BOOST_DESCRIBE_STRUCT(ListRow, (AgentRow), (name_key))
std::vector<ListRow> List(pg::Transaction& tx, const ListFilter& filter);

using Organizations = std::vector<base::OrganizationId>;
std::optional<AgentRow> Find(pg::Transaction& tx, const Organizations& organizations, AgentId id);
// FOR UPDATE.
std::optional<AgentRow> Lock(pg::Transaction& tx, const Organizations& organizations, AgentId id);

void Insert(pg::Transaction& tx, const AgentRow& agent, const std::string& token_hash,
            base::Instant token_expires_at);
// Throws pg::Error(kUnique, agents_organization_id_name_key_key) when the name is taken.
void Update(pg::Transaction& tx, const AgentRow& agent);
// Before the printers of an agent that is to be deleted.
void LockContact(pg::Transaction& tx, base::OrganizationId organization, AgentId id);
void Delete(pg::Transaction& tx, base::OrganizationId organization, AgentId id);
void SetToken(pg::Transaction& tx, base::OrganizationId organization, AgentId id,
              const std::string& token_hash, base::Instant expires_at);

// Uses the token up and sets the key; false: there is no such token, or it is used or too old.
bool Enroll(pg::Transaction& tx, base::OrganizationId organization, AgentId id,
            const std::string& token_hash, const std::string& key_hash, base::Instant system_now);

struct Credential {
    std::string name;
    bool disabled = false;
    pg::Bytes key_hash;
};
BOOST_DESCRIBE_STRUCT(Credential, (), (name, disabled, key_hash))
std::optional<Credential> FindCredential(pg::Transaction& tx, base::OrganizationId organization,
                                         AgentId id);

void PutContact(pg::Transaction& tx, base::OrganizationId organization, AgentId id,
                base::Instant now, base::Instant system_now, const std::string& version_text,
                const std::string& host_name, const std::string& address);

// Commands that the agent is to take up now; marks them as fetched. One that was fetched but never
// answered is given again after a minute.
std::vector<printing::Command> FetchCommands(pg::Transaction& tx, base::OrganizationId organization,
                                             AgentId id, base::Instant system_now);
bool FinishCommand(pg::Transaction& tx, base::OrganizationId organization, AgentId agent,
                   CommandId command, const printing::CommandResult& result,
                   base::Instant system_now);

}  // namespace agents::store
