#pragma once

#include <cstdint>

#include "lib/replenishment/method_figures.hpp"

// The numbers of the method that may be tuned; the fixed ones are in method_figures.hpp. Levels and rates are
// percent of one cartridge; a "working day" is one unit of calendar weight (calendar.hpp).
// docs/replenishment.md says which figures were tried and what they gave.
namespace replenishment {

// Days since 1970-01-01, so that states stay small; base::Day outside.
using DayNumber = std::int32_t;
inline constexpr DayNumber kNoDay = -1'000'000;  // none yet: before all days that can be

enum class Profile : std::uint8_t { kPublished, kBalanced };

// The operator's figures (ASR-4..6), days of the calendar. Settings of the operator, a model, a contract or a site;
// the defaults are the published ones.
struct Rule {
    std::int32_t order_days = 21;  // order when what is left lasts this long
    std::int32_t cover_days = 30;  // an order covers this much consumption
    std::int32_t join_days = 45;   // what would be due within this time travels along
};

// ASR-8, where nothing else is agreed: cartridges of one color a week.
inline constexpr double kUsualHighVolume = 2;

struct Method {
    // Gauge filter (ASR-15).
    double rise = 8;             // percent: a smaller rise is the gauge bouncing ...
    double rise_steps = 1.6;     // ... and so is one of fewer gauge steps
    double trusted_from = 25;    // a rise from below this ...
    double trusted_to = 60;      // ... to above this is believed at once,
    std::int32_t undo_days = 3;  // and undone when the level falls back within this time
    double doubted_drop = 25;    // an unexplained fall by more waits for a second reading
    // Pages say that this much more was used than the gauge shows: a cartridge was replaced between two readings.
    double unseen = 25;
    double deep = 25;         // the same for gauges without steps, ...
    double deep_doubt = 100;  // ... and this for each unit of ln(percent a page) that is not known

    // Where cartridges are empty.
    double end_noise = 25;  // percent^2: how much cartridges of one supply differ

    // Shelf book.
    double standstill = 0.01;  // so unlikely is a standstill of a printer that is not out of supplies

    // Rate of consumption. Half-lives in working days.
    double half_life = 22;        // of the mean: a month, so that one week is no habit
    double fast_half_life = 6;    // notices another regime
    double slow_half_life = 110;  // what a printer comes back to
    double slow_share = 0.25;     // of the slow mean in the one that is gone on with
    double cap_deviations = 3.5;  // a day is cut at mean * (1 + this * sqrt(variance)) + 0.5 %
    double regime_start = 1.5;    // the fast mean counts from so many standard errors ...
    double regime_width = 2;      // ... fully after so many more,
    double regime_share = 0.6;    // with this share
    double idle_share = 0.2;      // a mean below this share of the slow one: the printer is not used any more
    // Percent a working day before anything is known.
    double prior_rate = figure::kFull / figure::kPriorCartridge * figure::kDaysInWeek / figure::kWeekSum;
    double prior_weight = 12;  // working days that this counts for
    double rate_doubt = 0.22;  // coefficient of variation of the mean itself

    // The year of a site.
    double season_half_life = 20;  // working days of "now", which a season is relative to: those of `half_life`
    double season_doubt = 0.8;     // differences of ln(activity) below this, with one printer, are noise

    // Bursts: a job that takes a good part of a black cartridge in a day or two.
    double burst_rate = 0.0022;  // a day and printer, before the fleet has shown its own
    double burst_size = 57;      // percent of a black cartridge's yield
    double burst_variance = 10;  // percent^2 a day that they add to a forecast

    // Decisions of `balanced`.
    double steady = 0.1;                    // of the days left: what was told before stays within this
    double must_risk = 0.0215;              // P(out before a delivery that is ordered today) that is too much
    double join_risk = 0.001;               // ... that waiting may add until the next shipment
    std::int32_t next_shipment_days = 20;   // which is expected in so many days
    std::int32_t balanced_cover_days = 60;  // that an order lasts beyond the next shipment
    // Early lines and a long cover are bets on a rate. Of a supply that was seen for fewer working
    // days than `grows_from`, less is ordered at once and later, with the figures for the young;
    // from `grown_at` on, with the others.
    double grows_from = 90;              // working days
    double grown_at = 140;               // working days
    double young_must_risk = 0.0090;     // as must_risk
    double young_join_risk = 0.018;      // as join_risk
    std::int32_t young_cover_days = 22;  // as balanced_cover_days: shelf is what a wrong rate costs
    double young_lasting_days = 120;     // a young one does not join if it lasts longer on average
    // What `published` adds to its rule of days.
    double published_grows_from = 110;          // working days, as grows_from
    double published_must_risk = 0.028;         // P(out before a delivery) that makes the rule's day earlier
    double published_join_risk = 0.006;         // that waiting may add where the days of joining do not ask
    double published_young_must_risk = 0.0100;  // the same of what is young
    double published_young_join_risk = 0.08;    // the same
    // What is well known joins if so much more than usual could be used within the days of joining
    // that its risk makes it due: a normal deviate, one case in 44.
    double published_soon = 2;
    // A printer that is used evenly is ordered for by the rule after some weeks.
    double even_must_risk = 0.05;   // P(out before a delivery): the rule of days is right enough there
    double even_variance = 0.42;    // of its days, relative to their mean; fully even up to this,
    double uneven_variance = 0.47;  // ... not at all from this on
    // A risk alone orders nothing while so much is left in the printer, ...
    double plenty_left = 70;            // percent
    double plenty_left_of_some = 50;    // ... or this, with a cartridge at hand or coming
    std::int32_t silent_days = 10;      // without a reading: suspended (ASR-13)
    std::int32_t most_cartridges = 12;  // of one supply in one order

    // Forecasts.
    double z10 = 1.2816;       // normal deviates of the 10 % ...
    double z90 = 0.82;         // ... and of the 90 % quantile, calibrated
    double forecast_room = 1;  // percent that a cartridge usually holds beyond its end

    // Deliveries are reported late: a cartridge that is put in while none is on any shelf, but some are
    // on their way, is one of these.
    bool deliveries_reported_late = false;  // the server's daily run sets it
};

}  // namespace replenishment
