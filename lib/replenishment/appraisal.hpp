#pragma once

#include <array>
#include <span>

#include "lib/replenishment/decision.hpp"
#include "lib/replenishment/demand.hpp"
#include "lib/replenishment/lead_time.hpp"
#include "lib/replenishment/method.hpp"
#include "lib/replenishment/shelf.hpp"

// What one supply needs: how long it lasts, how likely it runs out before a delivery, whether it must be ordered,
// could travel along, and how many cartridges.
namespace replenishment {

// The days ahead of a site, seen from a day: calendar weights, and when a delivery is there.
struct Ahead {
    static constexpr int kHorizon = figure::kHorizon;

    DayNumber today = 0;
    // The weight of the next k days, k = 0 .. kHorizon, is what [k] has more than [0]. Whoever makes this keeps them.
    std::span<const double> sums;
    struct Delivery {
        int days = 0;      // of the calendar from today
        double share = 0;  // of the deliveries
    };
    using Deliveries = std::array<Delivery, figure::kDeliveryParts>;
    Deliveries deliveries{};

    // Weight of the next `days` days; negative: 0.
    [[nodiscard]] double Weight(int days) const;
};

struct Outlook {
    double level = 0;     // percent that can be counted on in the printer
    double position = 0;  // with shelf and what is on its way, without what is reserved
    Demand demand;
    int extra_lead_days = 0;                 // of the item, beyond what is usual
    double seen_weight = figure::kWellSeen;  // working days of consumption that `demand` comes from
    double seen_variance = 0;                // of these days, relative to their mean
};

// The figures q10 .. lasts_days and daily_percent of `decision`.
void Forecast(const Outlook& outlook, const Ahead& ahead, const Method& method, Decision& decision);

// P(it is used up when an order of `delay` days from now arrives).
[[nodiscard]] double Risk(const Outlook& outlook, const ShelfBook& book, const Ahead& ahead, int delay);

// Fills verdict (kJoin: would travel along), why, quantity, risk and the days of the rule. Nothing
// joins whose 10 % quantile of days left, of all that is at hand, reaches beyond the delivery, the
// days of joining and what an order covers: by then another shipment would have brought it.
void Appraise(Profile profile, const Rule& rule, const Method& method, const Outlook& outlook, const ShelfBook& book,
              const Ahead& ahead, Decision& decision);

// Whether Appraise() would say kOrder, for a third of the time: for whoever asks about many days.
[[nodiscard]] bool Orders(Profile profile, const Rule& rule, const Method& method, const Outlook& outlook,
                          const ShelfBook& book, const Ahead& ahead);

}  // namespace replenishment
