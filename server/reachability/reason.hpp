#pragma once

#include <bitset>
#include <boost/describe.hpp>
#include <optional>
#include <span>

#include "lib/base/clock.hpp"
#include "lib/printing/agent_messages.hpp"

// Why a printer is silent (AGT-11, ASR-13): the rule, without a database. Pure.
namespace reachability {

enum class SilenceCause {
    kNoAgent,             // no agent reads it
    kAgentDisabled,       // its agent was turned off in the portal
    kAgentSilent,         // its agent does not communicate
    kAddressNotSearched,  // its agent is not told any more to look at its address
    kSiteUnreachable,     // its agent cannot reach the site's network
    kOtherPrinter,        // another device answers at its address: it was moved
    kAccessRefused,       // it does not take the agent's community or user, or its SNMP is turned off
    kPortClosed,          // it is on, and its SNMP port is closed
    kUsuallyOff,          // it is usually switched off at these hours
    kNothingThere,        // no machine has its address
    kNoAnswer,            // silence, and nothing more is known
};
BOOST_DESCRIBE_ENUM(SilenceCause, kNoAgent, kAgentDisabled, kAgentSilent, kAddressNotSearched, kSiteUnreachable,
                    kOtherPrinter, kAccessRefused, kPortClosed, kUsuallyOff, kNothingThere, kNoAnswer)

// ---- usual hours

// Hours of the week in UTC, from Monday 0:00 on, in which a printer is usually off.
using WeekHours = std::bitset<168>;
// Nothing was heard of it in between.
struct QuietSpan {
    base::Instant from;
    base::Instant to;
};
// Off in three of four weeks between `from` and `to`, and in two at least: whole hours of its quiet spans, which do not overlap. Summer
// time moves them by an hour, until it has lasted some weeks.
WeekHours LearnUsuallyOff(std::span<const QuietSpan> quiet, base::Instant from, base::Instant to);
inline constexpr std::chrono::days kLearnedFrom{28};
// Whether a printer that answered last at `since` has been silent in usual hours only, and still is.
bool IsUsual(const WeekHours& off, base::Instant since, base::Instant now);

// ---- the rule

enum class AgentStanding { kNone, kDisabled, kSilent, kActive };

struct SilenceFacts {
    AgentStanding agent = AgentStanding::kActive;
    bool searched = true;                          // its agent looks at its address
    std::optional<printing::PollFailure> failure;  // of its agent's newest poll; absent: it has not said
    bool replaced = false;                         // a printer that came since answers at its address
    // Of the agent's printers.
    std::int64_t known = 0;
    std::int64_t silent = 0;
    WeekHours usually_off;
    base::Instant answered_at;
    base::Instant now;
};
// The first that applies, the surest first.
SilenceCause DecideCause(const SilenceFacts& facts);
// So many printers of an agent that are all silent at once: it is not they, it is their network.
inline constexpr std::int64_t kManySilent = 3;

}  // namespace reachability
