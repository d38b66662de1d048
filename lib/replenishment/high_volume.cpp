#include "lib/replenishment/high_volume.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace replenishment {
namespace {

constexpr double kHalfLife = 14;       // days
constexpr double kMostDays = 30;       // between two readings: what happened longer ago is not told
constexpr float kLeastWatched = 34;    // days: five weeks
constexpr float kLeastWeight = 25;     // working days of the rate: the same
constexpr double kWeekWeight = 5.2;    // working days of a busy week
constexpr double kWeek = 200;          // percent a week: two cartridges
constexpr double kWeekNoMore = 150;    // a printer that counted as high volume is one above this
constexpr int kLeastRise = 8;          // percent: less is the gauge bouncing
constexpr int kBounce = 3;             // percent
constexpr double kLeastLively = 0.5;   // of the days
constexpr double kLeastByPages = 0.2;  // a yield may be told five times too high

// What a gauge without any filter says that was used. A gauge that is back where it stood the day
// before yesterday has bounced, and takes back what it said yesterday.
void CountBare(Turnover& turnover, int raw, double kept) {
    if (turnover.raw == Gauge::kNone) return;
    const int rise = raw - turnover.raw;
    double gone = rise >= kLeastRise ? 100 - rise : std::max(0, -rise);
    const bool back = turnover.raw_before != Gauge::kNone && std::abs(raw - turnover.raw_before) <= kBounce &&
                      std::abs(rise) >= kLeastRise;
    if (back) gone = -turnover.newest;
    if (std::abs(rise) >= kLeastRise && !back) turnover.lively += 1;
    turnover.newest = static_cast<float>(back ? 0 : gone);
    turnover.bare = static_cast<float>(std::max(0.0, turnover.bare + (back ? gone * kept : gone)));
}

}  // namespace

void CountTurnover(Turnover& turnover, const GaugeStep& step, double fall, std::optional<int> raw, int days) {
    double gone = fall;
    switch (step.event) {
        case GaugeEvent::kReplaced:
            gone += 100.0 * step.cartridges;
            break;
        case GaugeEvent::kUndone:
            gone -= 100;
            break;
        case GaugeEvent::kRefilled:
            gone = 0;
            break;
        case GaugeEvent::kNone:
            break;
    }
    const double passed = std::clamp<double>(days, 1, kMostDays);
    const double kept = std::exp2(-passed / kHalfLife);
    turnover.percent = static_cast<float>(std::max(0.0, turnover.percent * kept + gone));
    turnover.days = static_cast<float>(turnover.days * kept + passed);
    turnover.lively *= static_cast<float>(kept);
    turnover.bare *= static_cast<float>(kept);
    turnover.watched = std::min(Turnover::kMostWatched, turnover.watched + static_cast<float>(passed));
    if (!raw || *raw < 0 || *raw > 100) return;
    CountBare(turnover, *raw, kept);
    turnover.raw_before = turnover.raw;
    turnover.raw = static_cast<std::int16_t>(*raw);
}

bool IsHighVolume(const SupplyState& state, double unit, bool was) {
    const double most = was ? kWeekNoMore : kWeek;
    const double by_rate = state.rate.mean * unit * kWeekWeight;
    const Turnover& turnover = state.turnover;
    const bool watched = turnover.watched >= kLeastWatched;
    // Without a counter the rate knows nothing of days on which a cartridge was replaced.
    if (state.rate.weight > kLeastWeight && by_rate >= most && (state.by_pages || !watched)) return true;
    if (!watched) return false;
    if (7 * turnover.percent >= most * turnover.days) return true;
    return state.gauge.cartridge == 0 && turnover.lively >= kLeastLively * turnover.days &&
           7 * turnover.bare >= most * turnover.days && (!state.by_pages || by_rate >= kLeastByPages * most);
}

}  // namespace replenishment
