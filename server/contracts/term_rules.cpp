#include <algorithm>

#include "server/contracts/terms.hpp"

namespace contracts {
namespace {

template <class T>
void Take(const std::optional<T>& said, TermSource source, T& value, TermSource& from) {
    if (!said) return;
    value = *said;
    from = source;
}

}  // namespace

EffectiveTerms Inherit(const EffectiveTerms& installation, std::span<const Level> levels) {
    EffectiveTerms terms = installation;
    for (const auto& [source, said] : levels) {
        if (said == nullptr) continue;
        TermSources& from = terms.sources;
        Take(said->trigger_days, source, terms.trigger_days, from.trigger_days);
        Take(said->coverage_days, source, terms.coverage_days, from.coverage_days);
        Take(said->join_days, source, terms.join_days, from.join_days);
        Take(said->first_notice_days, source, terms.first_notice_days, from.first_notice_days);
        Take(said->high_volume_cartridges, source, terms.high_volume_cartridges, from.high_volume_cartridges);
        Take(said->consolidation, source, terms.consolidation, from.consolidation);
        if (!said->delivery_days.empty()) {
            terms.delivery_days = said->delivery_days;
            from.delivery_days = source;
        }
    }
    // What is due joins what is due: levels that do not know each other may say otherwise.
    terms.join_days = std::max(terms.join_days, terms.trigger_days);
    return terms;
}

void CheckTerms(const SupplyTerms& terms, base::FieldProblems& problems) {
    if (terms.trigger_days && terms.join_days && *terms.join_days < *terms.trigger_days &&
        !problems.Has("/join_days")) {
        problems.Add("/join_days", "join_before_trigger", {{"trigger_days", std::int64_t{*terms.trigger_days}}});
    }
    std::vector<Weekday> days = terms.delivery_days;
    std::ranges::sort(days);
    if (std::ranges::adjacent_find(days) != days.end() && !problems.Has("/delivery_days")) {
        problems.Add("/delivery_days", "delivery_day_twice");
    }
}

bool Coverage::Covers(std::string_view supply_type) const {
    return supplies_included &&
           std::ranges::find(excluded_kinds, catalog::PlainType(supply_type)) == excluded_kinds.end();
}

}  // namespace contracts
