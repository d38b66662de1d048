#include "server/agents/agents.hpp"

namespace agents {

AgentState StateOf(bool enrolled, bool disabled, std::optional<base::Instant> heard_at,
                   base::Instant system_now) {
    if (disabled) return AgentState::kDisabled;
    if (!enrolled) return AgentState::kInvited;
    if (!heard_at || system_now - *heard_at > kContactInterval * kMissedContacts) {
        return AgentState::kNotCommunicating;
    }
    return AgentState::kActive;
}

}  // namespace agents
