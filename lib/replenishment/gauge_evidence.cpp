#include "lib/replenishment/gauge_evidence.hpp"

#include <limits>
#include <numeric>

namespace replenishment {
namespace {

using figure::kMostOfSome;
using figure::kSomeRemaining;

}  // namespace

void AddEvidence(GaugeEvidence& evidence, std::optional<int> raw) {
    if (!raw || *raw > figure::kHighestRaw || (*raw < 0 && *raw != kSomeRemaining)) return;
    // A printer that has known percents says nothing with "some": it is waking up.
    if (*raw == kSomeRemaining && evidence.newest > kMostOfSome) return;
    if (evidence.newest != Gauge::kNone && evidence.newest != *raw &&
        evidence.changes < std::numeric_limits<std::uint8_t>::max())
        ++evidence.changes;
    evidence.newest = static_cast<std::int16_t>(*raw);
    if (*raw == kSomeRemaining) {
        evidence.some = true;
        return;
    }
    if (*raw > kMostOfSome) evidence.some = false;
    evidence.grid = static_cast<std::uint8_t>(std::gcd(static_cast<int>(evidence.grid), *raw));
    evidence.stages = evidence.stages && (*raw == figure::kStageFull || *raw == figure::kStageLow ||
                                          *raw == figure::kStageVeryLow || *raw == 0);
}

GaugeSpec SpecFromEvidence(const GaugeEvidence& evidence, const GaugeSpec& known) {
    if (known.step > 0) return known;
    GaugeSpec spec = known;
    spec.step = 1;
    if (evidence.some) {
        spec.kind = GaugeKind::kSomeRemaining;
    } else if (evidence.stages && evidence.changes >= figure::kChangesForStages) {
        spec.kind = GaugeKind::kThreeStage;
    } else if (evidence.grid > 1 && evidence.changes >= figure::kChangesForStep) {
        spec.step = evidence.grid;
    }
    return spec;
}

}  // namespace replenishment
