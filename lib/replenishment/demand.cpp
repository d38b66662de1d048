#include "lib/replenishment/demand.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace replenishment {
namespace {

using figure::kLeastBurst;
using figure::kMostBurst;
using figure::kWilsonHilfertyDeviation;
using figure::kWilsonHilfertyMean;

double Shape(double mean, double variance) {
    return std::max(figure::kLeastShape, mean * mean / std::max(variance, figure::kNextToNothing));
}

}  // namespace

double GammaQuantile(double z, double mean, double variance) {
    if (mean <= 0) return 0;
    const double shape = Shape(mean, variance);
    const double root = 1 - 1 / (kWilsonHilfertyMean * shape) + z / (kWilsonHilfertyDeviation * std::sqrt(shape));
    return root > 0 ? mean * root * root * root : 0;
}

double GammaExceeds(double x, double mean, double variance) {
    if (mean <= 0) return 0;
    const double shape = Shape(mean, variance);
    const double z = (std::cbrt(std::max(0.0, x) / mean) - (1 - 1 / (kWilsonHilfertyMean * shape))) *
                     kWilsonHilfertyDeviation * std::sqrt(shape);
    return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

double Demand::UsualVariance(double weight, double days) const {
    return rate * rate *
               (day_variance * weight + weight * weight * rate_doubt * rate_doubt * (1 + days / figure::kDoubtDays)) +
           level_variance;
}

double Demand::Quantile(double z, double weight, double days) const {
    return GammaQuantile(z, Mean(weight), UsualVariance(weight, days) + burst_variance * days);
}

double Demand::Exceeds(double position, double weight, double days) const {
    const double mean = Mean(weight);
    const double usual = GammaExceeds(position, mean, UsualVariance(weight, days));
    if (burst_size <= 0) return usual;
    const double burst = 1 - std::exp(-burst_rate * days);
    const double needed = std::max(0.0, position - mean) / burst_size;
    const double enough = std::clamp((kMostBurst - needed) / (kMostBurst - kLeastBurst), 0.0, 1.0);
    return usual + (1 - usual) * burst * enough;
}

}  // namespace replenishment
