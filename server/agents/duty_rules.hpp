#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "server/agents/agents.hpp"
#include "server/agents/coverage.hpp"

// Which of the agents of one site polls and which stands by (AGT-12). Pure.
namespace agents {

// An agent that shares a site asks the server this often, in real time.
inline constexpr std::chrono::seconds kSharedContactInterval{20};
// An agent that shares a site and was not heard of for so long, in real time, has fallen silent. Agents of before know no
// shorter pause than 60 s; with the 20 s of the one that takes over it is less than two of the shortest polling intervals.
inline constexpr std::chrono::seconds kSilentAfter{75};

struct DutyAgent {
    AgentId id;
    bool works = false;                       // has enrolled and is not disabled
    std::optional<base::Instant> heard_at{};  // system time
    bool stands_by_when_told = false;         // it asks for its duty; one of before polls whatever happens
    Coverage coverage;
    bool polls = false;                    // as decided before
    std::optional<base::Instant> since{};  // of that decision; absent: none yet
};

struct Duty {
    bool polls = true;
    bool shared = false;  // another agent that works looks everywhere that it looks, or the other way round
    std::optional<AgentId> stands_by_for{};  // the one that polls instead
    bool operator==(const Duty&) const = default;
};

// One duty for each of `agents`, which are all of one site, in their order. An agent stands by while another one of the site that is
// heard of asks everything that it asks and polls. Of several with the same search the one polls that did so before, so that one
// that returns changes nothing; `chosen` polls in place of it. An agent that is alone polls.
std::vector<Duty> DecideDuties(const std::vector<DutyAgent>& agents, base::Instant system_now,
                               std::optional<AgentId> chosen = std::nullopt);

}  // namespace agents
