#pragma once

#include <cstdint>
#include <string_view>

// The numbers of the method, in one place. Rates and levels are percent of one cartridge; a "working
// day" is one unit of calendar weight (calendar.hpp). Where a figure was chosen by measurement,
// docs/replenishment.md says what was tried.
namespace replenishment {

// Days since 1970-01-01, so that states stay small; base::Day outside.
using DayNumber = std::int32_t;

inline constexpr DayNumber kNoDay = -1'000'000;

enum class Profile : std::uint8_t { kPublished, kBalanced };

// The operator's figures (ASR-4), days of the calendar. Settings of the operator, a model, a contract or a site;
// the defaults are the published ones. `balanced` takes them as bounds of its own method.
struct Rule {
    std::int32_t order_days = 21;  // order when what is left lasts this long
    std::int32_t cover_days = 30;  // an order covers this much consumption
    std::int32_t join_days = 45;   // what would be due within this time travels along
};

struct Method {
    // Gauge filter (ASR-15).
    double rise = 8.0;             // percent: a smaller rise is the gauge bouncing
    double rise_steps = 1.6;       // ... and so is one of fewer gauge steps than this
    double trusted_from = 25.0;    // a rise from below this ...
    double trusted_to = 60.0;      // ... to above this is believed at once,
    std::int32_t undo_days = 3;    // and undone when the level falls back within this time
    double doubted_drop = 25.0;    // an unexplained fall by more waits for a second reading
    double end_level = 2.0;        // what cannot be counted on at the end of a cartridge

    // Rate of consumption.
    double half_life = 28.0;       // working days: the slow mean
    double fast_half_life = 6.0;   // working days: the mean that notices a rise
    double cap_deviations = 4.0;   // bursts are cut at mean * (1 + this * sqrt(variance)) + 0.5
    double prior_rate = 100.0 / 90.0 * 7.0 / 5.4;  // a cartridge lasts 90 days: before anything is known
    double prior_weight = 12.0;    // working days that the prior counts for
    double rate_doubt = 0.22;      // coefficient of variation of the mean itself

    // Demand.
    double burst_variance = 10.0;  // percent^2 a day, before the fleet has told its own

    // Decisions.
    double deep = 25;
    double deep_doubt = 100;
    double unseen = 40;
    double rule = 1;
    double must_hazard = 0.004;
    double join_hazard = 0.0006;
    double join_wait = 30;
    double round = 0.5;
    double burst_rate = 0.0027;
    double burst_size = 57;
    double burst_color = 0.5;
    double fc_deflate = 0;
    double fc_end = 0;
    double fc_z10 = 1.2816;
    double fc_z50 = 0;
    double fc_z90 = 1.2816;
    double must_z = 1.6;
    std::int32_t must_working_days = 12;  // the 99th percentile of the lead time
    double join_z = 0.8;
    std::int32_t join_days = 60;
    std::int32_t cover_days = 70;
    std::int32_t silent_days = 10;        // suspended after this long without a reading (ASR-13)
    std::int32_t most_cartridges = 12;    // of one supply in one order

    // Deliveries are told late: a cartridge that is put in while none is on any shelf, but some are on their way,
    // is one of these.
    bool deliveries_told_late = false;
};

}  // namespace replenishment
