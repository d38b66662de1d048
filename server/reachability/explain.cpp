#include <algorithm>
#include <map>

#include "server/reachability/reachability.hpp"
#include "server/reachability/reachability_store.hpp"
#include "server/reachability/usual_hours.hpp"

namespace reachability {

std::string PackHours(const WeekHours& hours) {
    std::string octets(kPackedHours, '\0');
    for (std::size_t hour = 0; hour < hours.size(); ++hour) {
        if (hours[hour]) octets[hour / 8] = static_cast<char>(octets[hour / 8] | 1 << hour % 8);
    }
    return octets;
}

WeekHours UnpackHours(std::string_view octets) {
    WeekHours hours;
    if (octets.size() != kPackedHours) return hours;
    for (std::size_t hour = 0; hour < hours.size(); ++hour) hours[hour] = (octets[hour / 8] >> hour % 8 & 1) != 0;
    return hours;
}

std::vector<Silence> ExplainSilences(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                     std::span<const printers::PrinterId> printers, base::Instant now) {
    std::map<printers::PrinterId, store::FactRow> facts;
    std::vector<agents::AgentId> ids;
    for (auto& row : store::FindFacts(tx, organizations, printers)) {
        if (row.agent_id) ids.push_back(*row.agent_id);
        facts.emplace(row.printer_id, std::move(row));
    }
    std::map<agents::AgentId, agents::AgentSummary> known;
    for (auto& agent : agents::FindAgents(tx, organizations, ids)) known.emplace(agent.id, agent);
    std::map<agents::AgentId, agents::SearchedPlaces> searched;
    for (auto& agent : agents::FindSearchedPlaces(tx, organizations, ids)) searched.emplace(agent.id, std::move(agent));
    const base::Instant system_now = base::SystemClock().Now();
    const auto standing = [&](const store::FactRow& row) {
        const auto agent = row.agent_id ? known.find(*row.agent_id) : known.end();
        if (agent == known.end()) return AgentStanding::kNone;
        if (agent->second.disabled) return AgentStanding::kDisabled;
        const auto state = agents::StateOf(true, false, agent->second.heard_at, system_now);
        return state == agents::AgentState::kActive ? AgentStanding::kActive : AgentStanding::kSilent;
    };
    std::vector<Silence> silences;
    silences.reserve(printers.size());
    for (const auto& printer : printers) {
        const auto at = facts.find(printer);
        if (at == facts.end()) continue;
        const auto& row = at->second;
        const auto places = row.agent_id ? searched.find(*row.agent_id) : searched.end();
        SilenceFacts told{
            .agent = standing(row),
            .searched = places == searched.end() || agents::IsSearched(places->second, row.address, row.host_name),
            .failure = row.failure,
            .replaced = !row.replaced_by.empty(),
            .known = row.known,
            .silent = row.silent,
            .usually_off = UnpackHours(row.usually_off.value),
            .answered_at = row.answered_at,
            .now = now,
        };
        silences.push_back({.printer_id = printer,
                            .cause = DecideCause(told),
                            .failure = row.failure,
                            .detail = row.detail,
                            .seen = row.seen.empty() ? row.replaced_by : row.seen,
                            .failing_since = row.failing_since,
                            .checked_at = row.checked_at});
    }
    return silences;
}

base::Result<std::vector<printers::PrinterId>> FindSilent(pg::Transaction& tx,
                                                          std::span<const base::OrganizationId> organizations,
                                                          std::span<const SilenceCause> causes, base::Instant now) {
    const auto silent = store::ListSilent(tx, organizations, static_cast<std::int32_t>(kMostExplained + 1));
    if (silent.size() > kMostExplained) {
        return base::Refuse(base::ProblemKind::kMalformed, "invalid_parameters", {},
                            {{"?silence", "too_many_silent", {{"limit", static_cast<std::int64_t>(kMostExplained)}}}});
    }
    std::vector<printers::PrinterId> found;
    for (const auto& silence : ExplainSilences(tx, organizations, silent, now)) {
        if (std::ranges::find(causes, silence.cause) != causes.end()) found.push_back(silence.printer_id);
    }
    if (found.empty()) found.emplace_back();
    return found;
}

}  // namespace reachability
