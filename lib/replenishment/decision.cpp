#include "lib/replenishment/decision.hpp"

#include <algorithm>
#include <cmath>

#include "lib/base/json.hpp"

namespace replenishment {
namespace {

std::int64_t Whole(double value) {
    return std::llround(value);
}

// A level, however far a gauge is wrong.
double Level(double percent) {
    return std::clamp(percent, 0.0, figure::kFull);
}

double Tenths(double value) {
    return std::round(value * figure::kTenths) / figure::kTenths;
}

double Hundredths(double value) {
    return std::round(value * figure::kHundredths) / figure::kHundredths;
}

// A probability as a person reads it: never 0 % and never 100 %, for neither is ever known.
std::int64_t Percent(double probability) {
    return std::clamp<std::int64_t>(Whole(figure::kFull * probability), figure::kLeastChance, figure::kMostChance);
}

constexpr bool IsFirmNo(Why why) {
    switch (why) {
        case Why::kDue:
        case Why::kDueByLeadTime:
        case Why::kDueByRisk:
        case Why::kBackOrder:
        case Why::kJoins:
        case Why::kKeepsSpares:
        case Why::kEnough:
        case Why::kOnItsWay:
        case Why::kWaits:
            return false;
        case Why::kLearning:
        case Why::kNotReporting:
        case Why::kHighVolume:
        case Why::kNotCovered:
        case Why::kNotUnderContract:
        case Why::kNotIncluded:
        case Why::kNotEnrolled:
        case Why::kOnHold:
        case Why::kNoContact:
        case Why::kUnknownLevel:
        case Why::kUnrestricted:
        case Why::kNotUsed:
            break;
    }
    return true;
}

// The figures by name. Each sentence of the catalogues uses some of them; an order keeps them for ever, so that it
// can still be explained when the state has gone on.
base::Args ArgumentsOf(const Decision& decision, const Shown& shown) {
    base::Args args{{"shelf", std::int64_t{decision.shelf}},
                    {"in_transit", std::int64_t{decision.transit}},
                    {"silent_days", std::int64_t{std::max(0, decision.silent_days)}}};
    args["spares"] = std::int64_t{decision.spares};
    if (decision.verdict != Verdict::kNoOrder) args["quantity"] = std::int64_t{decision.quantity};
    // Which words say the level; orders keep them.
    args["level"] = std::string(shown.receptacle ? (shown.percent ? "room" : "room_estimated")
                                                 : (shown.percent ? "told" : "estimated"));
    if (shown.percent) args["percent"] = Tenths(Level(*shown.percent));
    if (!decision.forecast) return args;
    args["usable_percent"] = Whole(Level(decision.percent));
    // Between two values of the gauge the level is an estimate, which need not be what the printer says.
    if (shown.gauge.kind == GaugeKind::kThreeStage) args["gauge"] = std::string("stages");
    if (shown.gauge.kind == GaugeKind::kSomeRemaining) args["gauge"] = std::string("some");
    if (shown.gauge.kind == GaugeKind::kSteps && shown.gauge.step > 1) {
        args["gauge"] = std::string("steps");
        args["gauge_step"] = Tenths(shown.gauge.step);
    }
    if (!shown.percent) args["percent"] = Whole(Level(decision.percent));
    args["daily_percent"] = Hundredths(decision.daily_percent);
    args["low"] = Whole(std::max(0.0, decision.q10));
    args["days"] = Whole(decision.q50);
    args["high"] = Whole(decision.q90);
    args["lasts_days"] = Whole(decision.lasts_days);
    if (!IsAppraised(decision)) return args;
    args["risk"] = Percent(decision.risk);
    args["trigger_days"] = std::int64_t{decision.trigger_days};
    args["cover_days"] = std::int64_t{decision.cover_days};
    // Of the line only: the page's row, read back, has no such figures.
    if (decision.verdict != Verdict::kNoOrder && decision.reach_days > 0) {
        args["surely_days"] = Whole(decision.surely_days);
        args["reach_days"] = std::int64_t{decision.reach_days};
    }
    args["due_in_days"] = std::int64_t{decision.due_in_days};
    return args;
}

}  // namespace

bool IsAppraised(const Decision& decision) {
    return decision.forecast && !IsFirmNo(decision.why);
}

bool IsForecast(const Decision& decision, const Method& method) {
    return decision.forecast && decision.silent_days <= method.silent_days;
}

void HoldSteady(Decision& decision, double told, const Method& method) {
    if (!decision.forecast || told < decision.q10 || told > decision.q90) return;
    const double moved = told - decision.q50;
    if (std::abs(moved) > method.steady * decision.q50) return;
    decision.q50 = told;
}

Reason ReasonOf(const Decision& decision, const Shown& shown) {
    return {std::string(base::json::EnumName(decision.why)), ArgumentsOf(decision, shown)};
}

Reason ReasonOf(const Decision& decision) {
    Reason reason = ReasonOf(decision, Shown{});
    reason.args["level"] = "about";
    return reason;
}

}  // namespace replenishment
