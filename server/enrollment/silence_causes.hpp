#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/agents/agents.hpp"

// Why printers are silent, as far as the platform knows it (ASR-13).
namespace enrollment {

enum class SilenceCause {
    kNoAgent,             // no agent reads it
    kAgentDisabled,       // its agent was turned off in the portal
    kAgentSilent,         // its agent does not communicate
    kAddressNotSearched,  // its agent is not told any more to look at its address
    kNoAnswer,            // its agent asks, and it does not answer
};
BOOST_DESCRIBE_ENUM(SilenceCause, kNoAgent, kAgentDisabled, kAgentSilent, kAddressNotSearched, kNoAnswer)

struct SilentPlace {
    std::optional<agents::AgentId> agent;
    std::string address;
    std::string host_name;
};
// One a place, by two queries.
std::vector<SilenceCause> CausesOf(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   const std::vector<SilentPlace>& places);

}  // namespace enrollment
