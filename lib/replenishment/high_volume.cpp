#include "lib/replenishment/high_volume.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace replenishment {
namespace {

// What a gauge without any filter says that was used. A gauge that is back at its value of the day
// before yesterday has bounced, and takes back what it said yesterday.
void CountBare(Turnover& turnover, int raw, double kept) {
    if (turnover.raw == Gauge::kNone) return;
    const int rise = raw - turnover.raw;
    double gone = rise >= figure::kLeastRise ? figure::kFull - rise : std::max(0, -rise);
    const bool back = turnover.raw_before != Gauge::kNone && std::abs(raw - turnover.raw_before) <= figure::kBounce &&
                      std::abs(rise) >= figure::kLeastRise;
    if (back) gone = -turnover.newest;
    if (std::abs(rise) >= figure::kLeastRise && !back) turnover.lively += 1;
    turnover.newest = static_cast<float>(back ? 0 : gone);
    turnover.bare = static_cast<float>(std::max(0.0, turnover.bare + (back ? gone * kept : gone)));
}

}  // namespace

void CountTurnover(Turnover& turnover, const GaugeStep& step, double fall, std::optional<int> raw, int days) {
    double gone = fall;
    switch (step.event) {
        case GaugeEvent::kReplaced:
            gone += figure::kFull * step.cartridges;
            break;
        case GaugeEvent::kUndone:
            gone -= figure::kFull;
            break;
        case GaugeEvent::kRefilled:
            gone = 0;
            break;
        case GaugeEvent::kNone:
            break;
    }
    const double passed = std::clamp<double>(days, 1, figure::kMostTurnoverDays);
    const double kept = std::exp2(-passed / figure::kTurnoverHalfLife);
    turnover.percent = static_cast<float>(std::max(0.0, turnover.percent * kept + gone));
    turnover.days = static_cast<float>(turnover.days * kept + passed);
    turnover.lively *= static_cast<float>(kept);
    turnover.bare *= static_cast<float>(kept);
    turnover.watched = std::min(Turnover::kMostWatched, turnover.watched + static_cast<float>(passed));
    if (!raw || *raw < 0 || *raw > figure::kHighestRaw) return;
    CountBare(turnover, *raw, kept);
    turnover.raw_before = turnover.raw;
    turnover.raw = static_cast<std::int16_t>(*raw);
}

bool IsHighVolume(const SupplyState& state, double unit, bool was, double cartridges) {
    const double most = (was ? figure::kHighNoMore : figure::kHighWeek) * cartridges / kUsualHighVolume;
    const double by_rate = state.rate.mean * unit * figure::kBusyWeek;
    const Turnover& turnover = state.turnover;
    const bool watched = turnover.watched >= figure::kLeastWatched;
    // Without a counter the rate knows nothing of days on which a cartridge was replaced.
    if (state.rate.weight > figure::kLeastWatchedWeight && by_rate >= most && (state.by_pages || !watched)) return true;
    if (!watched) return false;
    if (figure::kDaysInWeek * turnover.percent >= most * turnover.days) return true;
    return state.gauge.cartridge == 0 && turnover.lively >= figure::kLeastLively * turnover.days &&
           figure::kDaysInWeek * turnover.bare >= most * turnover.days &&
           (!state.by_pages || by_rate >= figure::kLeastByPages * most);
}

}  // namespace replenishment
