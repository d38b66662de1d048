#pragma once

#include <optional>

#include "server/agents/agents.hpp"

// Who polls at a site, decided and written down (AGT-12). Decided whenever an agent of the site asks, so at least every 20 s
// where several share one.
namespace agents {

struct DutyDecision {
    printing::AgentDuty of_asker;
    // Of the agents that poll now and did not before; not those that were never decided on.
    std::vector<std::pair<AgentId, std::string>> activated{};  // with names
};
// The agent asks what to do.
DutyDecision AskDuty(pg::Transaction& tx, base::IdSource& ids, const AgentSummary& asker, base::Instant now,
                     base::Instant system_now);

// A person chooses the agent that is to poll at its site. kConflict: "agent_not_communicating";
// "agent_search_is_smaller" while another one that is heard of asks more than it does; "agent_does_not_stand_by" while one of before
// version 0.2, or one that always polls, does the same.
base::Result<DutyDecision> MakeActive(pg::Transaction& tx, base::IdSource& ids, const AgentSummary& agent,
                                      base::Instant now, base::Instant system_now);
// A person wants the agent to poll whatever others do, or not any more.
DutyDecision SetAlways(pg::Transaction& tx, base::IdSource& ids, const AgentSummary& agent, bool always,
                       base::Instant now, base::Instant system_now);

}  // namespace agents
