#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/problem.hpp"
#include "lib/base/secrets.hpp"
#include "lib/printing/agent_messages.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/actor.hpp"

namespace audit {
class Refusals;
}
namespace http {
class Router;
}
namespace pg {
class Pool;
class Transaction;
}  // namespace pg

// Agents: the programs at the customers' sites that find and read printers (AGT-1, AGT-2, AGT-8). They only ever
// call the server; what the server wants of them waits as a command until they ask.
namespace agents {

using AgentId = base::Id<struct AgentTag>;
using CommandId = base::Id<struct CommandTag>;

// Derived, never stored (AGT-1): invited until it has enrolled, then active while it is heard of.
enum class AgentState { kInvited, kActive, kDisabled, kNotCommunicating };
BOOST_DESCRIBE_ENUM(AgentState, kInvited, kActive, kDisabled, kNotCommunicating)

// A fleet agent is a program at the site that asks printers; a native agent is a printer that reports itself (AGT-6).
enum class AgentKind { kFleet, kNative };
BOOST_DESCRIBE_ENUM(AgentKind, kFleet, kNative)

// An agent asks for commands at least this often, in real time; it counts as not communicating after three
// missed contacts.
inline constexpr std::chrono::seconds kContactInterval{60};
inline constexpr int kMissedContacts = 3;
inline constexpr std::chrono::hours kEnrollmentTokenLife{24};

// What other features may know of an agent.
struct AgentSummary {
    AgentId id;
    base::OrganizationId organization_id;
    organizations::SiteId site_id;
    std::string name;
    AgentKind kind = AgentKind::kFleet;
    bool disabled = false;
    std::int64_t polling_interval_seconds = 3600;
    std::optional<std::string> version_text;
    std::optional<base::Instant> heard_at;  // system time
};
BOOST_DESCRIBE_STRUCT(AgentSummary, (),
                      (id, organization_id, site_id, name, kind, disabled, polling_interval_seconds, version_text,
                       heard_at))
std::optional<AgentSummary> FindAgent(pg::Transaction& tx, base::OrganizationId organization, AgentId agent);
std::vector<AgentSummary> FindAgents(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                     std::span<const AgentId> agents);
AgentState StateOf(bool enrolled, bool disabled, std::optional<base::Instant> heard_at, base::Instant system_now);

// Before a reading of a native agent is taken in (AGT-6): it is of the printer that the agent is, which the first one says for
// good. kInvalid "native_agent_without_serial_number" where it names none, kForbidden "native_agent_other_printer" where
// it names another one.
base::Result<void> CheckOwnPrinter(pg::Transaction& tx, base::OrganizationId organization, AgentId agent,
                                   const std::optional<std::string>& manufacturer,
                                   const std::optional<std::string>& serial_number);

// Where an agent looks for printers (AGT-2).
struct SearchedPlaces {
    AgentId id;
    std::vector<std::string> include;
    std::vector<std::string> exclude;
};
BOOST_DESCRIBE_STRUCT(SearchedPlaces, (), (id, include, exclude))
std::vector<SearchedPlaces> FindSearchedPlaces(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                               std::span<const AgentId> agents);
// Whether a printer with this address or name is among them. Pure.
[[nodiscard]] bool IsSearched(const SearchedPlaces& places, std::string_view address, std::string_view host_name);

// Which printers agents read, and what happens to them (AGT-7, AGT-8). Agents cannot know printers:
// server/printers fills this, features.cpp hands it over.
class RemovalGuard {
  public:
    struct Counts {
        std::int64_t printers = 0;
        std::int64_t managed = 0;          // managed by MPS Express or waiting for it: they forbid removal
        std::int64_t pending = 0;          // of these, those that wait
        std::vector<std::string> names{};  // of the first of `managed`; Lock() gives them
    };
    virtual ~RemovalGuard() = default;
    // Agents without printers may be absent. One query for a whole page.
    virtual std::map<AgentId, Counts> Count(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                            std::span<const AgentId> agents) = 0;
    // Before the agent is disabled or deleted: its printers cannot become managed until the transaction ends.
    virtual Counts Lock(pg::Transaction& tx, base::OrganizationId organization, AgentId agent) = 0;
    // The agent goes; its printers stay, without an agent.
    virtual void Detach(pg::Transaction& tx, base::OrganizationId organization, AgentId agent) = 0;
};

// Which agents are older than the operator wants (AGT-9). server/agent_versions fills this, features.cpp hands it over.
class MinimumVersion {
  public:
    virtual ~MinimumVersion() = default;
    // At most two queries for a whole page.
    virtual std::set<AgentId> BelowMinimum(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                           std::span<const AgentId> agents) = 0;
};

// ---- commands ----------------------------------------------------------------------------------------

// Asks an agent for something; an agent that is waiting hears of it when `tx` commits. It is void
// after `expires_after` (real time): an agent that comes later does not get it.
CommandId SendCommand(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, AgentId agent,
                      printing::CommandKind kind, const std::vector<std::string>& addresses,
                      std::chrono::seconds expires_after);
// Announced to tasks (tasks::Announce) when an agent has sent a command's result.
inline constexpr const char* kCommandFinished = "agents.command_finished";
struct CommandState {
    CommandId id;
    AgentId agent_id;
    printing::CommandKind kind = printing::CommandKind::kConfigurationChanged;
    std::vector<std::string> addresses;
    bool fetched = false;
    bool expired = false;
    std::optional<printing::CommandOutcome> outcome;
    std::vector<printing::CommandItem> items;
};
std::vector<CommandState> FindCommands(pg::Transaction& tx, base::OrganizationId organization,
                                       std::span<const CommandId> commands);

// What a long poll of the agent waits for.
std::string TopicOf(AgentId agent);
// NOTIFY channel whose payload is a topic of http::Wakeups; serve.cpp connects the two.
inline constexpr const char* kWakeupChannel = "platen_wakeups";

// A site of which several agents share the polling, and something is to be said of it.
struct SharedSite {
    std::string organization_name;
    std::string site_name;
    std::int64_t agents = 0;
    std::int64_t heard = 0;
    std::string silent;     // names
    std::string took_over;  // who polls since `took_over_since` and did not before
    std::optional<base::Instant> enrolled_at;
    std::optional<base::Instant> polls_since;
};
BOOST_DESCRIBE_STRUCT(SharedSite, (),
                      (organization_name, site_name, agents, heard, silent, took_over, enrolled_at, polls_since))
// Of all organizations; those of which nobody is heard first.
std::vector<SharedSite> TroubledSites(pg::Transaction& tx, base::Instant heard_since, base::Instant took_over_since,
                                      std::int32_t most);

// ---- contact -----------------------------------------------------------------------------------------

// An agent was heard of: at most one write every ten seconds, unless something else than the time changed.
void Touch(pg::Transaction& tx, base::OrganizationId organization, AgentId agent, base::Instant now,
           const std::string& address);

// What it says that it is, after it has become another version (AGT-9).
void SetVersion(pg::Transaction& tx, base::OrganizationId organization, AgentId agent, const std::string& version);

// Knows `Authorization: Bearer` with an agent's key. The actor has the role agent in its own organization only.
class AgentAuthenticator final : public http::Authenticator {
  public:
    explicit AgentAuthenticator(pg::Pool& pool, audit::Refusals* refusals = nullptr)
        : pool_(pool), refusals_(refusals) {}
    base::Result<std::optional<http::Actor>> Authenticate(const http::Request& request,
                                                          std::optional<base::OrganizationId> acted_in) override;

  private:
    pg::Pool& pool_;
    audit::Refusals* refusals_;  // without it refused keys are only in the program's log
};

// Holds sites and organizations that still have an agent (ORG-2).
class AgentDeletionGuard final : public organizations::DeletionGuard {
  public:
    std::vector<base::CountedText> OfOrganization(pg::Transaction& tx, base::OrganizationId organization) override;
    std::vector<base::CountedText> OfSite(pg::Transaction& tx, base::OrganizationId organization,
                                          organizations::SiteId site) override;
};
// For organizations::CountHoldings.
std::map<base::OrganizationId, std::int64_t> CountAgents(pg::Transaction& tx,
                                                         std::span<const base::OrganizationId> organizations);

struct HttpParts {
    base::IdSource& ids;
    const base::SecretBox& secrets;
    RemovalGuard& guard;
    audit::Refusals* refusals = nullptr;
    MinimumVersion* versions = nullptr;  // without it nobody is too old
};
void RegisterHttp(http::Router& router, HttpParts parts);

}  // namespace agents
