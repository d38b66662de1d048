#include "lib/replenishment/gauge.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {
namespace {

using figure::kMostOfSome;
using figure::kSomeFloor;
using figure::kSomeRemaining;

// What the printer said, where it means anything.
std::optional<int> Meaningful(const GaugeSpec& spec, std::optional<int> raw) {
    if (!raw || *raw > figure::kHighestRaw || *raw < kSomeRemaining) return std::nullopt;
    if (*raw == figure::kUnrestricted || *raw == figure::kUnknown) return std::nullopt;
    if (spec.kind == GaugeKind::kSomeRemaining && *raw > kMostOfSome) return std::nullopt;
    return raw;
}

double CenterOf(const GaugeSpec& spec, int raw) {
    if (raw == kSomeRemaining) return figure::kMiddleOfSome;
    const Cell cell = CellOf(spec, raw);
    return std::max(0.0, (cell.low + cell.high) / 2);
}

// One reading on its way through the filter; each step either ends it or leaves it to the next.
class Filter {
  public:
    Filter(Gauge& gauge, const GaugeSpec& spec, const Method& method, DayNumber day, const GaugeInput& reading)
        : gauge_(gauge),
          spec_(spec),
          method_(method),
          day_(day),
          reading_(reading),
          raw_(Meaningful(spec, reading.raw)) {
        if (reading.pages) step_.used = *reading.pages * PercentPerPage(gauge, spec);
    }

    GaugeStep Take() {
        if (!gauge_.Known()) {
            First();
            return {};
        }
        gauge_.seen_on = day_;
        step_.level_before = std::max(Gauge::kDeepest, gauge_.level - std::min(0.5 * Used(), figure::kMostUsedBefore));
        const bool other = reading_.cartridge != 0 && gauge_.cartridge != 0 && reading_.cartridge != gauge_.cartridge;
        if (reading_.cartridge != 0) gauge_.cartridge = reading_.cartridge;
        // A gauge that has shown percents says nothing with "some".
        if (!raw_ || (*raw_ == kSomeRemaining && gauge_.raw > kMostOfSome)) {
            Silent(other);
        } else if (*raw_ == kSomeRemaining) {
            Some(other);
        } else {
            Number(other);
        }
        return step_;
    }

  private:
    [[nodiscard]] double Used() const { return step_.used.value_or(0); }

    void First() {
        if (!raw_) return;
        gauge_.level = static_cast<float>(CenterOf(spec_, *raw_));
        gauge_.raw = static_cast<std::int16_t>(*raw_);
        gauge_.cartridge = reading_.cartridge;
        gauge_.seen_on = day_;
    }

    // Down by pages, without the gauge.
    void WalkDown() {
        if (!step_.used) return;
        gauge_.level = static_cast<float>(std::max(Gauge::kDeepest, gauge_.level - Used()));
        gauge_.coverage.pages += static_cast<float>(*reading_.pages);
    }

    void Replaced(double level) {
        gauge_.level = static_cast<float>(level);
        gauge_.rise = Gauge::kNone;
        gauge_.fall = false;
        gauge_.deep = 0;
        // A gauge without steps crosses next when it is nearly empty: count from the full cartridge.
        Restart(gauge_.coverage, spec_.kind == GaugeKind::kSteps ? -1 : figure::kFull);
        step_.event = GaugeEvent::kReplaced;
    }

    // The printer says nothing of the level; a new serial number still means a full cartridge.
    void Silent(bool other) {
        WalkDown();
        if (other) Replaced(figure::kFullUnseen);
    }

    void Some(bool other) {
        const bool was_low = gauge_.raw != kSomeRemaining && reading_.cartridge == 0;
        const double predicted = gauge_.level - Used();
        WalkDown();
        gauge_.raw = kSomeRemaining;
        if (other || was_low) {
            Replaced(figure::kFull - std::min(figure::kFull, Used()) / 2);
            return;
        }
        if (gauge_.level >= kSomeFloor) return;
        gauge_.level = kSomeFloor;  // less would not be called "some"
        gauge_.deep += static_cast<float>(std::min(Used(), kSomeFloor - predicted));
        if (OverlookedReplacement()) Overlooked();
    }

    // Pages say that the cartridge has been empty for long, the gauge says that it is not: it was replaced before the
    // gauge said low.
    [[nodiscard]] bool OverlookedReplacement() const {
        const double doubt = method_.deep_doubt * std::sqrt(static_cast<double>(gauge_.coverage.doubt));
        return reading_.spare && gauge_.cartridge == 0 && gauge_.deep > method_.deep + doubt;
    }
    void Overlooked() {
        const double level = std::max(figure::kLeastOverlooked, figure::kMostOverlooked - gauge_.deep);
        Replaced(level);
        gauge_.coverage.pages = static_cast<float>((figure::kFull - level) / PercentPerPage(gauge_, spec_));
        step_.level_before = figure::kOverlookedBefore;
    }

    void Number(bool other) {
        int old = gauge_.raw;
        if (gauge_.undo_day != kNoDay) {
            // The last rise was believed at once: was it the gauge after all?
            if (*raw_ <= gauge_.undo_raw + figure::kUndoBounce && day_ - gauge_.undo_day <= method_.undo_days) {
                gauge_.level = gauge_.undo_level;
                old = gauge_.undo_raw;
                step_.event = GaugeEvent::kUndone;
            }
            gauge_.undo_day = kNoDay;
        }
        const bool undone = step_.event == GaugeEvent::kUndone;
        bool replaced = other;
        bool refilled = false;
        if (!replaced && old != kSomeRemaining && *raw_ - std::max<double>(old, gauge_.level) >= LeastRise()) {
            // Seen twice is sure. While the first one waited, pages may have walked the level down to
            // where a rise is believed at once: this one is not to be undone like that.
            if (gauge_.rise != Gauge::kNone && *raw_ >= gauge_.rise - std::max(figure::kConfirmedWithin, StepOf())) {
                (reading_.cartridge == 0 ? replaced : refilled) = true;
            } else if (reading_.cartridge == 0 && gauge_.level <= method_.trusted_from && *raw_ >= method_.trusted_to) {
                replaced = true;
                gauge_.undo_raw = static_cast<std::int16_t>(old);
                gauge_.undo_level = gauge_.level;
                gauge_.undo_day = day_;
                step_.doubted = true;
            } else {
                gauge_.rise = static_cast<std::int16_t>(*raw_);
                WalkDown();
                return;
            }
        } else if (!replaced && !gauge_.fall && gauge_.level - *raw_ > method_.doubted_drop &&
                   Used() < figure::kExplainedShare * (gauge_.level - *raw_)) {
            gauge_.fall = true;
            WalkDown();
            return;
        }
        gauge_.rise = Gauge::kNone;
        gauge_.fall = false;

        // Pages that no cartridge accounts for: some were replaced between two readings.
        const double missing = step_.used ? *raw_ - (gauge_.level - Used()) : 0;
        if (!replaced && !refilled && (reading_.spare || undone) && reading_.cartridge == 0 &&
            spec_.kind == GaugeKind::kSteps && old != kSomeRemaining &&
            missing > std::max(method_.unseen, figure::kUnseenSteps * spec_.step) + figure::kUnseenShare * Used()) {
            replaced = true;
        }
        if (replaced && missing > figure::kTwoCartridges) {
            step_.cartridges = static_cast<int>(std::min(missing, figure::kMostMissing) / figure::kFull + 0.5);
        }
        gauge_.raw = static_cast<std::int16_t>(*raw_);
        if (replaced || refilled) {
            const Cell cell = CellOf(spec_, *raw_);
            Replaced(*raw_ > figure::kFullFrom
                         ? std::clamp(figure::kFull - Used() / 2, cell.low, std::min(figure::kFull, cell.high))
                         : *raw_);
            if (refilled) step_.event = GaugeEvent::kRefilled;
            // What was undone a moment ago did happen: it is counted already.
            if (undone && replaced) step_.event = GaugeEvent::kNone;
            return;
        }
        Fuse(old);
    }

    // The level by pages has to lie in the cell of what the gauge shows. A gauge that goes up by itself is believed
    // less.
    void Fuse(int old) {
        const double before = gauge_.level;
        const double predicted = before - Used();
        const Cell cell = CellOf(spec_, *raw_);
        double next = std::clamp(predicted, cell.low, cell.high);
        if (reading_.pages) gauge_.coverage.pages += static_cast<float>(*reading_.pages);
        if (*raw_ != old) gauge_.deep = 0;
        if (spec_.kind == GaugeKind::kThreeStage && *raw_ == old) {
            gauge_.deep += static_cast<float>(std::max(0.0, std::min(Used(), cell.low - predicted)));
            if (*raw_ == figure::kStageFull && OverlookedReplacement()) {
                Overlooked();
                return;
            }
        }
        if (old != kSomeRemaining) {
            gauge_.bounce += figure::kBounceShare * ((*raw_ > old ? 1.0F : 0.0F) - gauge_.bounce);
            if (step_.used && gauge_.bounce > figure::kMostBounce)
                next = predicted + figure::kBouncingTrust * (next - predicted);
        }
        if (*raw_ < old || old == kSomeRemaining) {
            const bool steps = spec_.kind == GaugeKind::kSteps;
            Cross(gauge_.coverage, spec_.yield_pages, steps ? spec_.step : figure::kStageStep,
                  steps ? *raw_ : cell.high);
        }
        gauge_.level = static_cast<float>(std::clamp(next, Gauge::kDeepest, figure::kFull));
        if (!step_.used) step_.used = std::max(0.0, before - next);
    }

    [[nodiscard]] double StepOf() const { return spec_.kind == GaugeKind::kSteps ? spec_.step : 0; }
    [[nodiscard]] double LeastRise() const {
        return spec_.kind == GaugeKind::kSteps ? std::max(method_.rise, method_.rise_steps * spec_.step)
                                               : figure::kCoarseRise;
    }

    Gauge& gauge_;
    const GaugeSpec& spec_;
    const Method& method_;
    const DayNumber day_;
    const GaugeInput& reading_;
    const std::optional<int> raw_;
    GaugeStep step_;
};

}  // namespace

Cell CellOf(const GaugeSpec& spec, int raw) {
    const double value = raw;
    switch (spec.kind) {
        case GaugeKind::kThreeStage:
            if (raw >= figure::kStageFull) return {figure::kFullStageFrom, figure::kFull};
            if (raw >= figure::kStageLow) return {figure::kLowStageFrom, figure::kFullStageFrom};
            if (raw >= figure::kStageVeryLow) return {0, figure::kLowStageFrom};
            return {Gauge::kDeepest, 0};
        case GaugeKind::kSomeRemaining:
            if (raw == kSomeRemaining) return {kSomeFloor, figure::kFull};
            return raw > 0 ? Cell{figure::kEmptyTop, figure::kSomeLowTop} : Cell{Gauge::kDeepest, figure::kEmptyTop};
        case GaugeKind::kSteps:
            break;
    }
    if (raw <= 0) return {Gauge::kDeepest, figure::kEmptyTop};
    if (spec.step <= 1) return {value - figure::kWholeBelow, value + figure::kWholeAbove};
    return {std::max(0.0, value - spec.step - figure::kStepSlack), value + figure::kStepSlack};
}

GaugeStep FilterReading(Gauge& gauge, const GaugeSpec& spec, const Method& method, DayNumber day,
                        const GaugeInput& reading) {
    return Filter(gauge, spec, method, day, reading).Take();
}

}  // namespace replenishment
