#include <algorithm>

#include "lib/replenishment/state.hpp"

// Bursts as the fleet shows them; the usual figures count until it has shown enough.
namespace replenishment {

double FleetState::BurstVariance(const Method& method) const {
    if (weight <= figure::kEnoughWeight) return method.burst_variance;
    return figure::kUsualBurstShare * method.burst_variance +
           figure::kFleetBurstShare * burst_squares / weight * figure::kWeekSum / figure::kDaysInWeek;
}

double FleetState::BurstRate(const Method& method) const {
    return (method.burst_rate * figure::kUsualPrinterDays + bursts) / (figure::kUsualPrinterDays + printer_days);
}

double FleetState::BurstSize(const Method& method) const {
    return (method.burst_size * figure::kUsualBursts + burst_sizes) / (figure::kUsualBursts + bursts);
}

double FleetState::Inflation() const {
    return weight > figure::kEnoughWeight ? 1 + burst / std::max(1.0, used) : figure::kUsualInflation;
}

}  // namespace replenishment
