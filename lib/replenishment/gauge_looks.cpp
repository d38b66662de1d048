#include "lib/replenishment/gauge_looks.hpp"

#include <numeric>

namespace replenishment {
namespace {

constexpr int kSomeRemaining = -3;
// Levels of a gauge in steps of one percent lie on a coarser grid by chance now and then, but not
// so often in a row.
constexpr int kChangesForStep = 3;
constexpr int kChangesForStages = 2;
// What a gauge shows that says "some" for most of a cartridge's life, percent; more is not of this
// kind.
constexpr int kMostOfSome = 20;

}  // namespace

void See(GaugeLooks& looks, std::optional<int> raw) {
    if (!raw || *raw > 100 || (*raw < 0 && *raw != kSomeRemaining)) return;
    // A printer that has told percents says nothing with "some": it is waking up.
    if (*raw == kSomeRemaining && looks.newest > kMostOfSome) return;
    if (looks.newest != Gauge::kNone && looks.newest != *raw && looks.changes < 255) ++looks.changes;
    looks.newest = static_cast<std::int16_t>(*raw);
    if (*raw == kSomeRemaining) {
        looks.some = true;
        return;
    }
    if (*raw > kMostOfSome) looks.some = false;
    looks.grid = static_cast<std::uint8_t>(std::gcd(static_cast<int>(looks.grid), *raw));
    looks.stages = looks.stages && (*raw == 100 || *raw == 10 || *raw == 1 || *raw == 0);
}

GaugeSpec SpecAsSeen(const GaugeLooks& looks, const GaugeSpec& told) {
    if (told.step > 0) return told;
    GaugeSpec spec = told;
    spec.step = 1;
    if (looks.some) {
        spec.kind = GaugeKind::kSomeRemaining;
    } else if (looks.stages && looks.changes >= kChangesForStages) {
        spec.kind = GaugeKind::kThreeStage;
    } else if (looks.grid > 1 && looks.changes >= kChangesForStep) {
        spec.step = looks.grid;
    }
    return spec;
}

}  // namespace replenishment
