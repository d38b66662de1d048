#include "server/replenishment/rate.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {
namespace {

// The share that a weight gets in a mean whose old values count half after `half_life`.
double Share(double weight, double half_life) { return 1 - std::exp2(-weight / half_life); }

}  // namespace

RateStep Observe(Rate& rate, const Method& method, double used, double weight, double least_burst) {
    rate.pending_used += static_cast<float>(used);
    rate.pending_weight += static_cast<float>(std::max(weight, 0.02));
    if (rate.pending_weight < 0.9F) return {};
    const double w = rate.pending_weight;
    const double y = rate.pending_used / w;
    rate.pending_used = 0;
    rate.pending_weight = 0;
    if (rate.weight == 0) {
        rate.mean = rate.fast = rate.slow = static_cast<float>(y);
        rate.weight = static_cast<float>(w);
        return {0, w};
    }
    const double mean = rate.mean;
    const double cap = mean * (1 + method.cap_deviations * std::sqrt(std::max(0.3F, rate.variance))) +
                       least_burst;
    const double cut = std::min(y, cap);
    const double half_life = method.half_life * std::clamp(std::pow(rate.variance / 0.6, method.half_life_power), 0.4, 2.5);
    double share = Share(w, half_life);
    if (rate.weight < half_life * 1.43) share = std::max(share, w / (rate.weight + w));
    rate.mean = static_cast<float>(mean + std::min(share, 0.5) * (cut - mean));
    double slow_share = Share(w, method.slow_half_life);
    if (rate.weight < method.slow_half_life * 1.43) slow_share = std::max(slow_share, w / (rate.weight + w));
    rate.slow += static_cast<float>(std::min(slow_share, 0.5) * (cut - rate.slow));
    rate.fast += static_cast<float>(Share(w, method.fast_half_life) * (std::min(y, 1.5 * cap) - rate.fast));
    if (mean > 0) {
        const double deviation = (std::min(y, 2 * cap) - mean) / mean;
        const double seen = std::min(60.0, deviation * deviation * w);
        rate.variance += static_cast<float>(Share(w, 40) * (seen - rate.variance));
    }
    rate.weight = static_cast<float>(std::min(rate.weight + w, 200.0));
    return {(y - cut) * w, w};
}

double MeanOf(const Rate& rate, const Method& method) {
    const double mean = rate.mean + method.slow_blend * (rate.slow - rate.mean);
    if (rate.weight <= 10) return mean;
    const double error = std::sqrt(std::max(0.15F, rate.variance) / 5.0) * rate.mean;
    if (error <= 0) return mean;
    const double significance = (rate.fast - mean) / error;
    if (std::abs(significance) <= method.regime_start) return mean;
    const double trust = std::min(1.0, (std::abs(significance) - method.regime_start) / method.regime_width);
    return mean + (significance > 0 ? method.regime_up : method.regime_down) * trust * (rate.fast - mean);
}

}  // namespace replenishment
