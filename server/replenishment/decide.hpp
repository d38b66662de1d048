#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/problem.hpp"

// When to order, what, and why: the published rule in its plain form (ASR-4, ASR-5, ASR-6). Pure:
// no clock, no database; "today" is an argument. Every decision carries the figures that it came
// from.
namespace replenishment {

// The operator's figures (ASR-4); defaults are the published ones. Days.
struct Settings {
    std::int32_t order_days = 21;  // order when what is left lasts this long
    std::int32_t cover_days = 30;  // an order covers this much consumption
    std::int32_t join_days =
        45;  // supplies of the site that would be due within this time travel along
    std::int32_t lead_time_days = 7;  // where the item has none of its own
    std::int32_t lead_time_slack_days =
        7;  // ordered at least this long before the lead time begins to hurt
    std::int32_t minimum_observed_days = 5;  // an average of fewer days decides nothing
};

enum class LevelKind { kPercent, kSomeRemaining, kUnknown, kUnrestricted };

// One supply of one printer as the rule sees it. `key` is the caller's; supplies with the same
// `site_key` may share a shipment (same site and same delivery contact).
struct SupplyFacts {
    std::size_t key = 0;
    std::string site_key;
    bool covered = true;      // ASR-1: toner, ink, waste toner
    bool has_contact = true;  // somebody to ship to
    bool reporting = true;    // the printer was read lately (ASR-13)
    LevelKind level = LevelKind::kPercent;
    double percent = 0;  // of one cartridge, 0..100; with kPercent only
    std::optional<double> daily_percent;
    std::int32_t observed_days = 0;
    std::int32_t shelf = 0;       // cartridges
    std::int32_t in_transit = 0;  // cartridges ordered and not delivered
    std::optional<std::int32_t> lead_time_days;
};

enum class Verdict { kOrder, kJoin, kNoOrder };
BOOST_DESCRIBE_ENUM(Verdict, kOrder, kJoin, kNoOrder)

// A reason as data; the sentence is `sentences.replenishment.<code>` in the catalogues.
struct Reason {
    std::string code;
    base::Args args;
};

struct Decision {
    std::size_t key = 0;
    Verdict verdict = Verdict::kNoOrder;
    std::int32_t quantity = 0;        // whole cartridges; 0 with kNoOrder
    std::optional<double> days_left;  // with what is in the printer, on the shelf and on its way
    std::optional<base::Day> order_due_on;  // when the rule would order at today's average
    Reason reason;
};

// One decision for each supply, in the order given.
std::vector<Decision> DecideReplenishment(base::Day today, const Settings& settings,
                                          std::span<const SupplyFacts> supplies);

}  // namespace replenishment
