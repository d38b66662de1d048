#include "server/enrollment/silence_causes.hpp"

#include <map>

namespace enrollment {

std::vector<SilenceCause> CausesOf(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   const std::vector<SilentPlace>& places) {
    std::vector<agents::AgentId> ids;
    for (const auto& place : places) {
        if (place.agent) ids.push_back(*place.agent);
    }
    std::map<agents::AgentId, agents::AgentSummary> known;
    for (auto& agent : agents::FindAgents(tx, organizations, ids)) known.emplace(agent.id, agent);
    std::map<agents::AgentId, agents::SearchedPlaces> searched;
    for (auto& agent : agents::FindSearchedPlaces(tx, organizations, ids)) searched.emplace(agent.id, std::move(agent));
    const base::Instant system_now = base::SystemClock().Now();
    const auto cause = [&](const SilentPlace& place) {
        const auto agent = place.agent ? known.find(*place.agent) : known.end();
        if (agent == known.end()) return SilenceCause::kNoAgent;
        if (agent->second.disabled) return SilenceCause::kAgentDisabled;
        const auto state = agents::StateOf(true, false, agent->second.heard_at, system_now);
        if (state != agents::AgentState::kActive) return SilenceCause::kAgentSilent;
        const auto at = searched.find(*place.agent);
        const bool looks = at == searched.end() || agents::IsSearched(at->second, place.address, place.host_name);
        return looks ? SilenceCause::kNoAnswer : SilenceCause::kAddressNotSearched;
    };
    std::vector<SilenceCause> causes;
    causes.reserve(places.size());
    for (const auto& place : places) causes.push_back(cause(place));
    return causes;
}

}  // namespace enrollment
