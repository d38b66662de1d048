#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "lib/base/args.hpp"
#include "lib/replenishment/gauge.hpp"
#include "lib/replenishment/method.hpp"

// What is done about a supply today, and why (ASR-15): every decision keeps the figures that it came from.
namespace replenishment {

enum class Verdict : std::uint8_t { kOrder, kJoin, kNoOrder };
BOOST_DESCRIBE_ENUM(Verdict, kOrder, kJoin, kNoOrder)

// The code of the sentence `sentences.replenishment.<code>`, in snake_case.
enum class Why : std::uint8_t {
    // ordered
    kDue,            // published: lasts no longer than the rule's days
    kDueByLeadTime,  // ... than the item's lead time asks for
    kDueByRisk,      // it may run out before a delivery that is ordered later
    kBackOrder,      // what is on its way comes too late (ASR-7)
    kJoins,          // travels along with what is due at the site (ASR-6)
    kKeepsSpares,    // fewer are there than have to be kept (ASR-18)
    // not ordered
    kEnough,            // lasts
    kOnItsWay,          // lasts with what is on its way
    kWaits,             // would travel along, but nothing of its site is due
    kLearning,          // no level and no rate yet
    kNotReporting,      // suspended until the printer is read again (ASR-13)
    kHighVolume,        // not suited (ASR-8)
    kNotCovered,        // ASR-1
    kNotUnderContract,  // ASR-2: no contract pays for its supplies
    kNotIncluded,       // ASR-2: its contract excludes them
    kNotEnrolled,       // ASR-2: nobody enrolled the printer
    kOnHold,            // ASR-16: the operator stopped its supplies
    kNoContact,         // there is no delivery contact
    kUnknownLevel,      // the printer reports none
    kUnrestricted,      // the printer says that there is no limit
    kNotUsed,           // nothing is consumed
};
BOOST_DESCRIBE_ENUM(Why, kDue, kDueByLeadTime, kDueByRisk, kBackOrder, kJoins, kKeepsSpares, kEnough, kOnItsWay, kWaits,
                    kLearning, kNotReporting, kHighVolume, kNotCovered, kNotUnderContract, kNotIncluded, kNotEnrolled,
                    kOnHold, kNoContact, kUnknownLevel, kUnrestricted, kNotUsed)

struct Decision {
    Verdict verdict = Verdict::kNoOrder;
    Why why = Why::kLearning;
    std::int32_t quantity = 0;  // whole cartridges; 0 without an order
    bool forecast = false;      // the figures below are there
    // Inputs.
    double percent = 0;      // left in the printer, as estimated
    std::int32_t shelf = 0;  // cartridges
    std::int32_t transit = 0;
    std::int32_t silent_days = 0;  // since the newest reading
    std::int32_t spares = 0;       // cartridges that are kept and not counted on (ASR-18)
    // Figures.
    double daily_percent = 0;       // average consumption a day of the calendar
    double q10 = 0;                 // days that the cartridge in the printer lasts: exceeded 9 times in 10 ...
    double q50 = 0;                 // ... as likely as not ...
    double q90 = 0;                 // ... and once in 10; at most 400
    double lasts_days = 0;          // with shelf and transit
    double surely_days = 0;         // the same, exceeded 9 times in 10; where something would be ordered
    double risk = 0;                // P(runs out before a delivery that is ordered today), 0..1
    std::int32_t trigger_days = 0;  // published: the rule's; balanced: until a delivery is almost surely there
    std::int32_t cover_days = 0;    // what an order covers
    std::int32_t reach_days = 0;    // until a delivery, the next shipment and the end of what an order covers
    std::int32_t due_in_days = 0;   // when it would be ordered at today's rate

    bool operator==(const Decision&) const = default;
};

// Whether the rule was asked at all, so that `risk` and the days of the rule are there: not for
// what is not covered, on hold, not reported by the printer or not known well enough.
[[nodiscard]] bool IsAppraised(const Decision& decision);

// Whether the days left say something: not without a level, nor once the printer has been silent for
// so long that nothing is ordered for it.
[[nodiscard]] bool IsForecast(const Decision& decision, const Method& method = {});

// Goes on telling the days left that were told before, `told` of which are left now, as long as the new forecast says
// about the same: a figure that people plan by counts down day by day and does not waver with each reading (ASR-10).
// Whether something is ordered does not depend on it.
void HoldSteady(Decision& decision, double told, const Method& method = {});

// What lists and pages show beside a decision: sentences say the same figure, not the engine's
// estimate of it.
struct Shown {
    std::optional<double> percent;  // as the printer said; nullopt: it did not
    bool receptacle = false;        // it fills up: what is left is room
    GaugeSpec gauge{};              // whose values lie apart: what is between them is an estimate
};

// A reason as data; the sentence is in the catalogues.
struct Reason {
    std::string code;
    base::Args args;
};
[[nodiscard]] Reason ReasonOf(const Decision& decision, const Shown& shown);
// Where nothing is shown beside it: the level is the estimate.
[[nodiscard]] Reason ReasonOf(const Decision& decision);

}  // namespace replenishment
