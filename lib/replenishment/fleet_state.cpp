#include <algorithm>

#include "lib/replenishment/state.hpp"

// What the fleet tells of bursts, beside what is usual before it has told enough.
namespace replenishment {
namespace {

constexpr double kEnough = 3'000;      // working days of supplies
constexpr double kUsualDays = 20'000;  // printer days that the usual rate counts for
constexpr double kUsualBursts = 20;    // bursts that the usual size counts for

}  // namespace

double FleetState::BurstVariance(const Method& method) const {
    if (weight <= kEnough) return method.burst_variance;
    return 0.2 * method.burst_variance + 0.8 * burst_squares / weight * SiteCalendar::kWeekSum / 7;
}

double FleetState::BurstRate(const Method& method) const {
    return (method.burst_rate * kUsualDays + bursts) / (kUsualDays + printer_days);
}

double FleetState::BurstSize(const Method& method) const {
    return (method.burst_size * kUsualBursts + burst_sizes) / (kUsualBursts + bursts);
}

double FleetState::Inflation() const {
    return weight > kEnough ? 1 + burst / std::max(1.0, used) : 1.05;
}

}  // namespace replenishment
