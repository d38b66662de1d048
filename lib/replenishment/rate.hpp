#pragma once

#include "lib/replenishment/method.hpp"

// How much a supply is used on an average working day: exponentially weighted means of what was used. Bursts are cut
// before they enter, idle days count as zeros. The unit of `used` is the caller's (pages, or percent).
namespace replenishment {

struct Rate {
    float mean = 0;                           // a working day
    float fast = 0;                           // notices another regime
    float slow = 0;                           // what the printer comes back to
    float variance = figure::kPriorVariance;  // of a working day, relative to mean^2
    float weight = 0;                         // working days that the mean comes from; at most 200
    float pending_used = 0;                   // not yet a whole working day
    float pending_weight = 0;

    bool operator==(const Rate&) const = default;
};

struct RateStep {
    double weight = 0;  // working days that were taken in; 0: still pending
    double burst = 0;   // what was cut off, in the unit of `used`
    double excess = 0;  // with a burst: all that was used beyond the mean
};

// `weight`: calendar weight of the days that `used` (>= 0) was used on. `least_burst`: half a percent of a cartridge in
// the unit of `used`; a day that is higher than usual by less is no burst.
RateStep AddUse(Rate& rate, const Method& method, double used, double weight, double least_burst);

// The mean to go on with: nearer to the fast one where that is significantly another.
[[nodiscard]] double MeanOf(const Rate& rate, const Method& method);

// 1 for a supply that is used as usual, down to 0 for a printer that is not used any more.
[[nodiscard]] double Activity(const Rate& rate, const Method& method);

}  // namespace replenishment
