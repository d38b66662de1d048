#include "server/replenishment/estimator.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {
namespace {

constexpr double kReplacementRise = 20;  // percent; above any gauge's bounce
constexpr std::int32_t kMeanDays = 28;   // four weeks: every weekday counted alike
constexpr double kHalfLifeDays = 20;

Event Classify(const SupplyState& state, const Observation& now) {
    const double rise = *now.percent - *state.last_percent;
    const bool serials_told = !state.last_serial_number.empty() && !now.serial_number.empty();
    if (serials_told && state.last_serial_number != now.serial_number) return Event::kReplaced;
    if (rise < kReplacementRise) return Event::kNone;
    return serials_told ? Event::kRefilled : Event::kReplaced;
}

void AddToAverage(SupplyState& state, double used_percent, std::int32_t days) {
    if (!state.daily_percent) {
        state.daily_percent = used_percent / days;
    } else if (state.observed_days < kMeanDays) {
        state.daily_percent = (*state.daily_percent * state.observed_days + used_percent) /
                              (state.observed_days + days);
    } else {
        const double keep = std::pow(0.5, days / kHalfLifeDays);
        state.daily_percent = *state.daily_percent * keep + used_percent / days * (1 - keep);
    }
    state.observed_days += days;
}

void TakeFromShelf(SupplyState& state, std::int32_t in_transit) {
    if (state.shelf > 0) {
        --state.shelf;
    } else if (state.early_replacements < in_transit) {
        ++state.early_replacements;
    }
}

}  // namespace

Event Observe(SupplyState& state, const Observation& observation) {
    if (!observation.percent) return Event::kNone;
    if (state.last_day && observation.day <= *state.last_day) return Event::kNone;
    if (!state.last_percent) {
        state.last_day = observation.day;
        state.last_percent = observation.percent;
        state.last_serial_number = observation.serial_number;
        return Event::kNone;
    }
    const auto days = static_cast<std::int32_t>((observation.day - *state.last_day).count());
    const Event event = Classify(state, observation);
    double used = std::max(0.0, *state.last_percent - *observation.percent);
    if (event != Event::kNone) {
        // What the old cartridge still gave is not seen: no more than the average, and no more than
        // it had.
        const double before = std::min(*state.last_percent, state.daily_percent.value_or(0) * days);
        used = std::clamp(100 - *observation.percent, 0.0, 100.0) * (days > 1 ? 1 : 0) + before;
    }
    AddToAverage(state, used, days);
    if (event == Event::kReplaced) TakeFromShelf(state, observation.in_transit);
    const bool bounced_up = event == Event::kNone && *observation.percent > *state.last_percent;
    if (!bounced_up) state.last_percent = observation.percent;
    state.last_day = observation.day;
    if (!observation.serial_number.empty()) state.last_serial_number = observation.serial_number;
    return event;
}

void Deliver(SupplyState& state, std::int32_t quantity) {
    const std::int32_t already_used = std::min(state.early_replacements, quantity);
    state.early_replacements -= already_used;
    state.shelf += quantity - already_used;
}

}  // namespace replenishment
