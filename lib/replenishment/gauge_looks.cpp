#include "lib/replenishment/gauge_looks.hpp"

#include <limits>
#include <numeric>

namespace replenishment {
namespace {

using figure::kMostOfSome;
using figure::kSomeRemaining;

}  // namespace

void See(GaugeLooks& looks, std::optional<int> raw) {
    if (!raw || *raw > figure::kHighestRaw || (*raw < 0 && *raw != kSomeRemaining)) return;
    // A printer that has told percents says nothing with "some": it is waking up.
    if (*raw == kSomeRemaining && looks.newest > kMostOfSome) return;
    if (looks.newest != Gauge::kNone && looks.newest != *raw &&
        looks.changes < std::numeric_limits<std::uint8_t>::max())
        ++looks.changes;
    looks.newest = static_cast<std::int16_t>(*raw);
    if (*raw == kSomeRemaining) {
        looks.some = true;
        return;
    }
    if (*raw > kMostOfSome) looks.some = false;
    looks.grid = static_cast<std::uint8_t>(std::gcd(static_cast<int>(looks.grid), *raw));
    looks.stages = looks.stages && (*raw == figure::kStageFull || *raw == figure::kStageLow ||
                                    *raw == figure::kStageVeryLow || *raw == 0);
}

GaugeSpec SpecAsSeen(const GaugeLooks& looks, const GaugeSpec& told) {
    if (told.step > 0) return told;
    GaugeSpec spec = told;
    spec.step = 1;
    if (looks.some) {
        spec.kind = GaugeKind::kSomeRemaining;
    } else if (looks.stages && looks.changes >= figure::kChangesForStages) {
        spec.kind = GaugeKind::kThreeStage;
    } else if (looks.grid > 1 && looks.changes >= figure::kChangesForStep) {
        spec.step = looks.grid;
    }
    return spec;
}

}  // namespace replenishment
