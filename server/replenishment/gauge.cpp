#include "server/replenishment/gauge.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {
namespace {

constexpr int kSomeRemaining = -3;

std::optional<int> Meaningful(std::optional<int> raw) {
    if (!raw || *raw > 100 || *raw < kSomeRemaining || *raw == -1 || *raw == -2) return std::nullopt;
    return raw;
}

double CentreOf(const GaugeSpec& spec, int raw) {
    if (raw == kSomeRemaining) return 55;
    const Cell cell = CellOf(spec, raw);
    return std::clamp((cell.low + cell.high) / 2, 0.0, 100.0);
}

// A cartridge that was put in since the last reading, of which the gauge shows `raw` now.
double LevelOfNew(const GaugeSpec& spec, int raw, double used) {
    if (raw <= 60) return raw;
    const Cell cell = CellOf(spec, raw);
    return std::clamp(100 - used / 2, cell.low, std::min(100.0, cell.high));
}

bool FullCartridgeGauge(const GaugeSpec& spec) { return spec.kind != GaugeKind::kSteps; }

void Forget(Coverage& coverage, const GaugeSpec& spec) {
    // A gauge without steps crosses next when it is nearly empty: count from the full cartridge.
    coverage.mark = FullCartridgeGauge(spec) ? 100 : -1;
    coverage.pages = 0;
}

// The gauge has crossed down to `raw`: the level is known now.
void Cross(Coverage& coverage, const GaugeSpec& spec, double boundary) {
    if (coverage.mark < 0) {
        coverage.mark = static_cast<float>(boundary);
        coverage.pages = 0;
        return;
    }
    const double span = coverage.mark - boundary;
    if (span < 5) return;
    if (coverage.pages > 0) {
        const double seen = std::log(span / coverage.pages * spec.yield_pages / 100);
        const double surprise = seen - coverage.log_ratio;
        if (std::abs(surprise) < 1.6) {
            const double step = spec.kind == GaugeKind::kSteps ? spec.step : 3;
            const double error = 0.4 * step / span;
            const double noise = error * error + 0.02 + 0.3 / span;
            const double gain = coverage.doubt / (coverage.doubt + noise);
            coverage.log_ratio += static_cast<float>(gain * surprise);
            coverage.doubt = static_cast<float>((1 - gain) * coverage.doubt);
        }
        coverage.doubt = static_cast<float>(std::min(0.06, coverage.doubt + 0.00005 * span));
    }
    coverage.mark = static_cast<float>(boundary);
    coverage.pages = 0;
}

// Walks down by pages without looking at the gauge.
void WalkDown(Gauge& gauge, std::optional<double> used, double pages) {
    if (!used) return;
    gauge.level = static_cast<float>(std::max(0.0, gauge.level - *used));
    gauge.coverage.pages += static_cast<float>(pages);
}

// Pages say that the cartridge has been empty for long, the gauge says that it is not: it was replaced before the
// gauge said low.
double DeepEnough(const Gauge& gauge, const Method& method) {
    return method.deep + method.deep_doubt * std::sqrt(static_cast<double>(gauge.coverage.doubt));
}

void Overlooked(Gauge& gauge, const GaugeSpec& spec, GaugeStep& step) {
    const double deep = gauge.deep;
    gauge.level = static_cast<float>(std::max(30.0, 92 - deep));
    gauge.coverage.mark = 100;
    gauge.coverage.pages = static_cast<float>((100 - gauge.level) / PercentPerPage(gauge, spec));
    gauge.deep = 0;
    step.event = GaugeEvent::kReplaced;
    step.level_before = 20;
}

}  // namespace

double PercentPerPage(const Gauge& gauge, const GaugeSpec& spec) {
    return 100 / spec.yield_pages * std::exp(static_cast<double>(gauge.coverage.log_ratio));
}

Cell CellOf(const GaugeSpec& spec, int raw) {
    const double value = raw;
    switch (spec.kind) {
        case GaugeKind::kThreeStage:
            if (raw >= 100) return {20, 100};
            if (raw >= 10) return {3, 20};
            if (raw >= 1) return {0, 3};
            return {0, 0};
        case GaugeKind::kSomeRemaining:
            if (raw == kSomeRemaining) return {12, 100};
            return raw > 0 ? Cell{0.5, 10} : Cell{0, 0.5};
        case GaugeKind::kSteps:
            break;
    }
    if (spec.step <= 1) return {value - 1, value + 0.5};
    return {std::max(0.0, value - spec.step - 0.2), value + 0.2};
}

GaugeStep Observe(Gauge& gauge, const GaugeSpec& spec, const Method& method, DayNumber day,
                  const GaugeReading& reading) {
    const auto raw = Meaningful(reading.raw);
    const double pages = reading.pages.value_or(0);
    GaugeStep step;
    if (reading.pages) step.used = pages * PercentPerPage(gauge, spec);
    if (!gauge.Known()) {
        if (!raw) return {};
        gauge.level = static_cast<float>(CentreOf(spec, *raw));
        gauge.raw = static_cast<std::int16_t>(*raw);
        gauge.cartridge = reading.cartridge;
        gauge.seen_on = day;
        return {};
    }
    const double before = gauge.level;
    gauge.seen_on = day;
    bool replaced =
        reading.cartridge != 0 && gauge.cartridge != 0 && reading.cartridge != gauge.cartridge;
    if (reading.cartridge != 0) gauge.cartridge = reading.cartridge;
    step.level_before = std::max(0.0, before - 0.5 * step.used.value_or(0));

    if (!raw) {
        // New cartridge told by its serial number alone: believe it, full.
        WalkDown(gauge, step.used, pages);
        if (replaced) {
            gauge.level = 97;
            Forget(gauge.coverage, spec);
            gauge.rise = Gauge::kNone;
            gauge.fall = false;
            step.event = GaugeEvent::kReplaced;
        }
        return step;
    }
    const auto accept = [&](int value) { gauge.raw = static_cast<std::int16_t>(value); };

    if (*raw == kSomeRemaining) {
        const bool was_low = gauge.raw != kSomeRemaining && gauge.raw <= 10;
        WalkDown(gauge, step.used, pages);
        if (step.used) gauge.deep += static_cast<float>(std::max(0.0, std::min(*step.used, 12 - (before - *step.used))));
        if (replaced || was_low) {
            gauge.level = static_cast<float>(100 - std::min(100.0, step.used.value_or(0)) / 2);
            Forget(gauge.coverage, spec);
            step.event = GaugeEvent::kReplaced;
        } else if (gauge.level < 12) {
            gauge.level = 12;  // the gauge would say so
            if (reading.spare && gauge.deep > DeepEnough(gauge, method)) Overlooked(gauge, spec, step);
        }
        if (step.event == GaugeEvent::kReplaced) gauge.deep = 0;
        accept(*raw);
        return step;
    }

    int old = gauge.raw;
    if (gauge.undo_day != kNoDay) {
        // The last rise was believed at once: was it the gauge after all?
        if (*raw <= gauge.undo_raw + 3 && day - gauge.undo_day <= method.undo_days) {
            gauge.level = gauge.undo_level;
            old = gauge.undo_raw;
            step.event = GaugeEvent::kUndone;
        }
        gauge.undo_day = kNoDay;
    }
    const bool had_number = old != kSomeRemaining;
    const double level = gauge.level;
    const double least_rise =
        spec.kind == GaugeKind::kSteps ? std::max(method.rise, method.rise_steps * spec.step) : 15;
    const double wide = spec.kind == GaugeKind::kSteps ? std::max(25.0, spec.step) : 25;
    bool refilled = false;
    if (!replaced && had_number && *raw - std::max<double>(old, level) >= least_rise) {
        if (reading.cartridge == 0 && level <= method.trusted_from && *raw >= method.trusted_to) {
            replaced = true;
            gauge.undo_raw = static_cast<std::int16_t>(old);
            gauge.undo_level = gauge.level;
            gauge.undo_day = day;
        } else if (gauge.rise != Gauge::kNone && *raw >= gauge.rise - wide) {
            if (reading.cartridge == 0) {
                replaced = true;
            } else {
                refilled = true;  // the same cartridge with more in it: refilled or reseated
            }
        } else {
            gauge.rise = static_cast<std::int16_t>(*raw);
            WalkDown(gauge, step.used, pages);
            return step;
        }
    } else if (!replaced && had_number && level - *raw > method.doubted_drop &&
               step.used.value_or(0) < 0.5 * (level - *raw) && !gauge.fall) {
        gauge.fall = true;
        WalkDown(gauge, step.used, pages);
        return step;
    }
    gauge.rise = Gauge::kNone;
    gauge.fall = false;
    const double missing = step.used ? *raw - (level - *step.used) : 0;
    if (!replaced && !refilled && reading.spare && reading.cartridge == 0 && spec.kind == GaugeKind::kSteps && had_number &&
        missing > std::max(method.unseen, 2.5 * spec.step) + 0.3 * step.used.value_or(0)) {
        replaced = true;  // as full as before after a great many pages
    }
    if (replaced && missing > 150) step.cartridges = static_cast<int>(missing / 100 + 0.5);

    if (replaced || refilled) {
        gauge.deep = 0;
        gauge.level = static_cast<float>(LevelOfNew(spec, *raw, step.used.value_or(0)));
        Forget(gauge.coverage, spec);
        step.event = replaced ? GaugeEvent::kReplaced : GaugeEvent::kRefilled;
        accept(*raw);
        return step;
    }

    // The level by pages has to lie in the cell of what the gauge shows. A gauge that goes up by itself is not
    // believed that much.
    gauge.coverage.pages += static_cast<float>(pages);
    const double predicted = level - step.used.value_or(0);
    const Cell cell = CellOf(spec, *raw);
    double next = std::clamp(predicted, cell.low, cell.high);
    if (spec.kind == GaugeKind::kThreeStage && *raw == old) {
        gauge.deep += static_cast<float>(std::max(0.0, std::min(step.used.value_or(0), cell.low - predicted)));
        if (*raw == 100 && reading.spare && gauge.deep > DeepEnough(gauge, method)) {
            Overlooked(gauge, spec, step);
            accept(*raw);
            return step;
        }
    }
    if (*raw != old) gauge.deep = 0;
    if (had_number) {
        const bool up = *raw > old;
        gauge.bounce += 0.02F * ((up ? 1.0F : 0.0F) - gauge.bounce);
        if (step.used && gauge.bounce > 0.03F) next = predicted + 0.2 * (next - predicted);
    }
    if (*raw < old || !had_number) {
        Cross(gauge.coverage, spec, spec.kind == GaugeKind::kSteps ? *raw : cell.high);
    }
    if (!step.used) step.used = std::max(0.0, level - next);
    gauge.level = static_cast<float>(std::clamp(next, 0.0, 100.0));
    accept(*raw);
    return step;
}

}  // namespace replenishment
