#include "lib/replenishment/rate.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {
namespace {

// The share that `weight` working days get in a mean with this half-life; while there are few days, their plain mean.
double Share(double weight, double half_life, double known) {
    const double share = 1 - std::exp2(-weight / half_life);
    const double memory = half_life / std::log(2.0);
    return std::min(figure::kMostDayShare, known < memory ? std::max(share, weight / (known + weight)) : share);
}

}  // namespace

RateStep Observe(Rate& rate, const Method& method, double used, double weight, double least_burst) {
    rate.pending_used += static_cast<float>(used);
    rate.pending_weight += static_cast<float>(std::max(weight, figure::kLeastWeight));
    // Weekends and holidays wait for a working day, so that what is seen is one day's work.
    if (rate.pending_weight < figure::kWholeDay) return {};
    const double w = rate.pending_weight;
    const double y = rate.pending_used / w;
    rate.pending_used = 0;
    rate.pending_weight = 0;
    if (rate.weight == 0) {
        rate.mean = rate.fast = rate.slow = static_cast<float>(y);
        rate.weight = static_cast<float>(w);
        return {w, 0, 0};
    }
    const double mean = rate.mean;
    const double cap =
        mean * (1 + method.cap_deviations * std::sqrt(std::max(figure::kLeastCapVariance, rate.variance))) +
        least_burst;
    const double cut = std::min(y, cap);
    rate.mean += static_cast<float>(Share(w, method.half_life, rate.weight) * (cut - mean));
    rate.slow += static_cast<float>(Share(w, method.slow_half_life, rate.weight) * (cut - rate.slow));
    rate.fast += static_cast<float>((1 - std::exp2(-w / method.fast_half_life)) *
                                    (std::min(y, figure::kFastCap * cap) - rate.fast));
    if (mean > 0) {
        const double deviation = (std::min(y, figure::kVarianceCap * cap) - mean) / mean;
        const double seen = std::min(figure::kMostDeviation, deviation * deviation * w);
        rate.variance += static_cast<float>((1 - std::exp2(-w / figure::kVarianceHalfLife)) * (seen - rate.variance));
    }
    rate.weight = std::min(rate.weight + static_cast<float>(w), figure::kMostWeight);
    return {w, (y - cut) * w, y > cut ? (y - mean) * w : 0};
}

double MeanOf(const Rate& rate, const Method& method) {
    const double mean = rate.mean + method.slow_share * (rate.slow - rate.mean);
    if (rate.weight <= figure::kRegimeFrom) return mean;
    const double error =
        std::sqrt(std::max(figure::kLeastRegimeVariance, rate.variance) / figure::kFastDays) * rate.mean;
    if (error <= 0) return mean;
    const double significance = std::abs(rate.fast - mean) / error;
    const double trust = std::clamp((significance - method.regime_start) / method.regime_width, 0.0, 1.0);
    return mean + method.regime_share * trust * (rate.fast - mean);
}

double Activity(const Rate& rate, const Method& method) {
    if (rate.weight == 0) return 1;
    if (rate.slow <= 0) return 0;
    return std::clamp(rate.mean / rate.slow / method.idle_share, 0.0, 1.0);
}

}  // namespace replenishment
