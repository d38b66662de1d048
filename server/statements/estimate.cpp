#include <cmath>

#include "server/statements/statements.hpp"

// What a meter showed at a boundary where nobody read it just then. Pure.
namespace statements {
namespace {

using meter_reads::MeterAround;
using meter_reads::MeterPoint;

constexpr std::chrono::hours kReadNear{24};
constexpr std::chrono::hours kHandNear{72};  // people read when they can

bool IsNear(const std::optional<MeterPoint>& point, base::Instant at) {
    if (!point) return false;
    const auto away = point->at > at ? point->at - at : at - point->at;
    return away <= (point->by_hand ? kHandNear : kReadNear);
}

double DaysBetween(base::Instant from, base::Instant to) {
    return std::chrono::duration<double, std::ratio<86'400>>(to - from).count();
}

std::int64_t OffsetOf(const MeterPoint& point) {
    return point.continuous - point.shown;
}

}  // namespace

Boundary EstimateAt(const std::string& meter, const MeterAround& around, const std::optional<MeterPoint>& long_before,
                    base::Instant at, const std::optional<base::Instant>& first_until) {
    const auto& before = around.before;
    const auto& after = around.after;
    Boundary found;
    ValueBasis& basis = found.basis;
    basis.meter = meter;
    if (before) {
        basis.before_at = before->at;
        basis.before_value = before->shown;
        found.offset = OffsetOf(*before);
    } else if (after) {
        found.offset = OffsetOf(*after);
    }
    if (after) {
        basis.after_at = after->at;
        basis.after_value = after->shown;
    }
    const auto take = [&](const MeterPoint& point) {
        basis.origin = point.by_hand ? ValueOrigin::kByHand : ValueOrigin::kRead;
        basis.value = point.continuous - found.offset;
        basis.read_by = point.by;
    };
    const bool near_before = IsNear(before, at);
    const bool near_after = IsNear(after, at);
    if (near_before && (!near_after || at - before->at <= after->at - at)) {
        take(*before);
    } else if (near_after) {
        take(*after);
    } else if (before && after) {
        const double share = DaysBetween(before->at, at) / DaysBetween(before->at, after->at);
        basis.origin = ValueOrigin::kInterpolated;
        basis.value = before->shown + std::llround(static_cast<double>(after->continuous - before->continuous) * share);
    } else if (before) {
        basis.origin = ValueOrigin::kCarriedForward;
        double pace = 0;
        if (long_before && long_before->at < before->at) {
            const double days = DaysBetween(long_before->at, before->at);
            const auto pages = static_cast<double>(before->continuous - long_before->continuous);
            if (days >= 1 && pages > 0) pace = pages / days;
        }
        basis.pages_a_day = std::round(pace * 100) / 100;
        basis.value = before->shown + std::llround(pace * DaysBetween(before->at, at));
    } else if (after && first_until && after->at < *first_until) {
        take(*after);  // it came within the period, and counts from there
    }
    return found;
}

}  // namespace statements
