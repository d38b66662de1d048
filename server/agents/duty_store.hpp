#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/agents/agents.hpp"

// The table agent_duties (AGT-12).
namespace agents::store {

// An agent of a site with what was decided of it.
struct SiteAgent {
    AgentId id;
    std::string name;
    bool works = false;  // has enrolled and is not disabled
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    std::optional<base::Instant> heard_at;     // system time
    std::optional<base::Instant> asked_at;     // system time
    std::optional<base::Instant> asked_since;  // system time
    bool always = false;
    bool polls = true;
    bool shared = false;
    std::optional<AgentId> stands_by_for;
    std::optional<base::Instant> since;  // business time
};
BOOST_DESCRIBE_STRUCT(SiteAgent, (),
                      (id, name, works, include, exclude, heard_at, asked_at, asked_since, always, polls, shared,
                       stands_by_for, since))
// By id.
std::vector<SiteAgent> ListOfSite(pg::Transaction& tx, base::OrganizationId organization, organizations::SiteId site);

// Nobody else decides in this organization until `tx` ends, and no agent of the site goes. Comes before the rows of contacts.
void LockDuties(pg::Transaction& tx, base::OrganizationId organization, organizations::SiteId site);

// The agent asked; `since` begins the row of its asks.
void PutAsked(pg::Transaction& tx, base::OrganizationId organization, AgentId agent, base::Instant asked_at,
              base::Instant since);
void PutAlways(pg::Transaction& tx, base::OrganizationId organization, AgentId agent, bool always);

struct DecidedDuty {
    base::OrganizationId organization_id;
    AgentId agent_id;
    bool polls = true;
    bool shared = false;
    std::optional<AgentId> stands_by_for;
    std::optional<base::Instant> since;
};
BOOST_DESCRIBE_STRUCT(DecidedDuty, (), (organization_id, agent_id, polls, shared, stands_by_for, since))
void PutDuty(pg::Transaction& tx, const DecidedDuty& duty);

// What people see of agents that share a site, or that a person keeps from it; others have none.
struct ShownDuty {
    AgentId agent_id;
    bool polls = true;
    bool shared = false;
    bool always = false;
    std::optional<base::Instant> since;
    std::optional<AgentId> stands_by_for;
    std::optional<std::string> stands_by_for_name;
    std::vector<std::string> stood_by;  // names of the first of those that stand by for it
    std::vector<std::string> gone;      // of these, of those that are not heard of
    bool all_silent = false;            // neither it nor another one of its site that shares the polling is heard of
    bool took_over = false;             // it polls since a moment after all of them had enrolled
};
BOOST_DESCRIBE_STRUCT(ShownDuty, (),
                      (agent_id, polls, shared, always, since, stands_by_for, stands_by_for_name, stood_by, gone,
                       all_silent, took_over))
// Who was heard of since then (system time) is not silent.
std::vector<ShownDuty> ShowDuties(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                  std::span<const AgentId> agents, base::Instant heard_since);

std::vector<SharedSite> ReadTroubledSites(pg::Transaction& tx, base::Instant heard_since, base::Instant took_over_since,
                                          std::int32_t most);

}  // namespace agents::store
