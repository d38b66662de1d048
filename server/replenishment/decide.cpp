#include "server/replenishment/decide.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace replenishment {
namespace {

// Beyond ten years a forecast says nothing, and dates stay readable.
constexpr double kMostDays = 3'650;

double Round1(double value) {
    return std::round(value * 10) / 10;
}

std::int32_t TriggerDays(const Settings& settings, const SupplyFacts& supply) {
    const auto lead_time = supply.lead_time_days.value_or(settings.lead_time_days);
    return std::max(settings.order_days, lead_time + settings.lead_time_slack_days);
}

std::int32_t QuantityFor(const Settings& settings, double daily_percent) {
    return std::max(
        1, static_cast<std::int32_t>(std::ceil(settings.cover_days * daily_percent / 100 - 1e-9)));
}

// Why nothing can be decided about this supply; nullopt when it can.
std::optional<Reason> WhyNotDecidable(const Settings& settings, const SupplyFacts& supply) {
    if (!supply.covered) return Reason{"not_covered", {}};
    if (!supply.has_contact) return Reason{"no_contact", {}};
    if (!supply.reporting) return Reason{"not_reporting", {}};
    switch (supply.level) {
        case LevelKind::kUnrestricted:
            return Reason{"unrestricted", {}};
        case LevelKind::kUnknown:
            return Reason{"level_unknown", {}};
        case LevelKind::kSomeRemaining:
            return Reason{"some_remaining", {}};
        case LevelKind::kPercent:
            break;
    }
    if (!supply.daily_percent || supply.observed_days < settings.minimum_observed_days) {
        return Reason{"learning",
                      {{"observed", std::int64_t{supply.observed_days}},
                       {"needed", std::int64_t{settings.minimum_observed_days}}}};
    }
    if (*supply.daily_percent <= 0)
        return Reason{"not_used", {{"percent", Round1(supply.percent)}}};
    return std::nullopt;
}

base::Args Figures(const SupplyFacts& supply, double days_left) {
    return {{"percent", Round1(supply.percent)},
            {"shelf", std::int64_t{supply.shelf}},
            {"in_transit", std::int64_t{supply.in_transit}},
            {"daily_percent", std::round(*supply.daily_percent * 100) / 100},
            {"days_left", Round1(days_left)}};
}

}  // namespace

std::vector<Decision> DecideReplenishment(base::Day today, const Settings& settings,
                                          std::span<const SupplyFacts> supplies) {
    std::vector<Decision> decisions(supplies.size());
    std::set<std::string> ordering_sites;
    for (std::size_t i = 0; i < supplies.size(); ++i) {
        const SupplyFacts& supply = supplies[i];
        Decision& decision = decisions[i];
        decision.key = supply.key;
        if (auto why = WhyNotDecidable(settings, supply)) {
            decision.reason = std::move(*why);
            continue;
        }
        const double position = supply.percent + 100.0 * (supply.shelf + supply.in_transit);
        const double days_left = std::min(kMostDays, position / *supply.daily_percent);
        const std::int32_t trigger = TriggerDays(settings, supply);
        decision.days_left = days_left;
        const auto days_until_due =
            static_cast<int>(std::max(0.0, std::floor(days_left - trigger)));
        decision.order_due_on = today + std::chrono::days(days_until_due);
        decision.reason.args = Figures(supply, days_left);
        decision.reason.args["trigger_days"] = std::int64_t{trigger};
        if (days_left > trigger) {
            decision.reason.code = supply.in_transit > 0 ? "on_its_way" : "enough";
            decision.reason.args["due_in_days"] = std::int64_t{days_until_due};
        } else if (supply.in_transit > 0) {
            decision.reason.code = "already_ordered";  // ASR-7
        } else {
            decision.verdict = Verdict::kOrder;
            decision.quantity = QuantityFor(settings, *supply.daily_percent);
            decision.reason.code = trigger > settings.order_days ? "due_by_lead_time" : "due";
            decision.reason.args["quantity"] = std::int64_t{decision.quantity};
            decision.reason.args["cover_days"] = std::int64_t{settings.cover_days};
            ordering_sites.insert(supply.site_key);
        }
    }
    // ASR-6: what would be due soon anyway travels along.
    for (std::size_t i = 0; i < supplies.size(); ++i) {
        const SupplyFacts& supply = supplies[i];
        Decision& decision = decisions[i];
        const bool may_join =
            decision.verdict == Verdict::kNoOrder && decision.days_left && supply.in_transit == 0;
        if (!may_join || *decision.days_left > settings.join_days ||
            !ordering_sites.contains(supply.site_key)) {
            continue;
        }
        decision.verdict = Verdict::kJoin;
        decision.quantity = QuantityFor(settings, *supply.daily_percent);
        decision.reason.code = "joined";
        decision.reason.args["join_days"] = std::int64_t{settings.join_days};
        decision.reason.args["quantity"] = std::int64_t{decision.quantity};
        decision.reason.args["cover_days"] = std::int64_t{settings.cover_days};
    }
    return decisions;
}

}  // namespace replenishment
