#include "server/reachability/reason.hpp"

#include <algorithm>
#include <array>

namespace reachability {
namespace {

using Hours = std::chrono::hours;

std::int64_t HourOf(base::Instant at) {
    return std::chrono::floor<Hours>(at.time_since_epoch()).count();
}

// 1970-01-01 was a Thursday.
std::size_t OfWeek(std::int64_t hour) {
    return static_cast<std::size_t>(((hour + 3 * 24) % 168 + 168) % 168);
}

}  // namespace

WeekHours LearnUsuallyOff(std::span<const QuietSpan> quiet, base::Instant from, base::Instant to) {
    WeekHours off;
    const std::int64_t weeks = (to - from) / std::chrono::days(7);
    if (weeks < 2) return off;
    std::array<std::int64_t, 168> counts{};
    for (const QuietSpan& span : quiet) {
        const std::int64_t end = HourOf(std::min(span.to, to));
        for (auto hour = HourOf(std::max(span.from, from)) + 1; hour < end; ++hour) ++counts[OfWeek(hour)];
    }
    const std::int64_t least = std::max<std::int64_t>(2, (weeks * 3 + 3) / 4);
    for (std::size_t hour = 0; hour < counts.size(); ++hour) off[hour] = counts[hour] >= least;
    return off;
}

bool IsUsual(const WeekHours& off, base::Instant since, base::Instant now) {
    if (off.none() || now < since || now - since > std::chrono::days(7)) return false;
    const std::int64_t last = HourOf(now);
    const std::int64_t first = std::min(HourOf(since) + 1, last);
    for (auto hour = first; hour <= last; ++hour) {
        // It may have been switched off since it answered, in an hour of which it is usually on for a part.
        if (!off[OfWeek(hour)] && !(hour <= HourOf(since) + 1 && off[OfWeek(hour + 1)])) return false;
    }
    return true;
}

SilenceCause DecideCause(const SilenceFacts& facts) {
    using printing::PollFailure;
    switch (facts.agent) {
        case AgentStanding::kNone:
            return SilenceCause::kNoAgent;
        case AgentStanding::kDisabled:
            return SilenceCause::kAgentDisabled;
        case AgentStanding::kSilent:
            return SilenceCause::kAgentSilent;
        case AgentStanding::kActive:
            break;
    }
    if (!facts.searched) return SilenceCause::kAddressNotSearched;
    if (facts.replaced || facts.failure == PollFailure::kOtherPrinter) return SilenceCause::kOtherPrinter;
    if (facts.failure == PollFailure::kNetworkUnreachable) return SilenceCause::kSiteUnreachable;
    if (facts.failure == PollFailure::kAccessRefused || facts.failure == PollFailure::kAccessRemoved ||
        facts.failure == PollFailure::kSnmpSilent) {
        return SilenceCause::kAccessRefused;
    }
    if (facts.failure == PollFailure::kPortClosed) return SilenceCause::kPortClosed;
    // Silence. A floor that is switched off for the night is not out of reach.
    if (IsUsual(facts.usually_off, facts.answered_at, facts.now)) return SilenceCause::kUsuallyOff;
    if (facts.known >= kManySilent && facts.silent >= facts.known) return SilenceCause::kSiteUnreachable;
    if (facts.failure == PollFailure::kHostUnreachable) return SilenceCause::kNothingThere;
    return SilenceCause::kNoAnswer;
}

}  // namespace reachability
