#include "lib/replenishment/due.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace replenishment {

const Ahead::Deliveries& LaterDeliveries::From(int days) {
    auto& known = known_[static_cast<std::size_t>(days)];
    if (known) return *known;
    known.emplace();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        (*known)[i] = {DaysToDoor(holidays_, week_, today_ + days, parts_[i].working_days), parts_[i].share};
    }
    return *known;
}

Later::Later(const SiteState& site, const Holidays& holidays, const Method& method, LaterDeliveries& deliveries,
             DayNumber today)
    : deliveries_(deliveries),
      today_(today),
      sums_(CumulativeWeights(DayWeights(site.calendar, holidays), site.season, method.season_doubt, today,
                              kMostDays + Ahead::kHorizon)) {}

Ahead Later::From(int days) {
    return {today_ + days, std::span(sums_).subspan(static_cast<std::size_t>(days), Ahead::kHorizon + 1),
            deliveries_.From(days)};
}

std::int32_t FirstDueDay(Profile profile, const Rule& rule, const Method& method, const Outlook& outlook,
                         const ShelfBook& book, Later& later) {
    Outlook then = outlook;
    const auto orders = [&](int days) {
        const double used = outlook.demand.Mean(later.Weight(days));
        then.level = std::max(0.0, outlook.level - used);
        then.position = std::max(0.0, outlook.position - used);
        return Orders(profile, rule, method, then, book, later.From(days));
    };
    int low = 0;  // not yet
    int high = Later::kMostDays;
    if (!orders(high)) return high;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        (orders(middle) ? high : low) = middle;
    }
    // Weekends and holidays make a delivery that is ordered a day later no later: a day within the
    // week before may order although the next one does not.
    for (int day = std::max(1, high - figure::kDaysInWeek); day < high; ++day) {
        if (orders(day)) return day;
    }
    return high;
}

Moved WhyMoved(const DueBasis& before, const DueBasis& now, std::int32_t days, bool replaced, bool earlier) {
    const int cartridges = now.cartridges - before.cartridges + (replaced ? 1 : 0);
    if (earlier ? cartridges < 0 : cartridges > 0) return earlier ? Moved::kStockLower : Moved::kStockHigher;
    const double expected = before.percent - days * before.daily_percent + (replaced ? figure::kFull : 0);
    const double level = now.percent - std::max(0.0, expected);  // more than expected
    const double rate =
        before.daily_percent > 0 ? now.daily_percent / before.daily_percent - 1 : (now.daily_percent > 0 ? 1 : 0);
    const double sign = earlier ? -1 : 1;
    // In days: what is on hand lasts so much longer, or shorter.
    const double daily = std::max(before.daily_percent, figure::kLeastDaily);
    const double on_hand = now.percent + figure::kFull * now.cartridges;
    const double by_level = sign * level / daily;
    const double by_rate = sign * on_hand / daily * (1 / (1 + std::max(rate, figure::kLeastRateChange)) - 1);
    if (by_rate > 0 && by_rate >= by_level && std::abs(rate) > figure::kSomeRate)
        return earlier ? Moved::kConsumptionRose : Moved::kConsumptionFell;
    if (by_level > 0 && std::abs(level) > figure::kSomePercent)
        return earlier ? Moved::kLevelLower : Moved::kLevelHigher;
    return Moved::kEstimate;
}

}  // namespace replenishment
