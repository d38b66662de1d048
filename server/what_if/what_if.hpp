#pragma once

#include <boost/describe.hpp>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/replenishment/replenishment.hpp"

// What if: the same fleet under other settings of automatic replenishment, over its own past.
namespace what_if {

using RunId = tasks::TaskId;

enum class OrderMethod { kPublished, kBalanced };
BOOST_DESCRIBE_ENUM(OrderMethod, kPublished, kBalanced)

// One set of settings.
struct WhatIfSettings {
    std::string name;  // as a person calls it; "" for today's
    OrderMethod method = OrderMethod::kPublished;
    std::int32_t order_days = 21;
    std::int32_t cover_days = 30;
    std::int32_t join_days = 45;
    std::int32_t spares_kept = 0;               // at each printer
    std::int32_t lead_days = 3;                 // working days from order to door
    std::optional<double> must_risk_percent{};  // of running out that is too much; absent: the method's own

    static constexpr base::Limit kLimits[] = {
        {.field = "name", .max_length = 60},
        {.field = "order_days", .range = base::Range{1, 120}},
        {.field = "cover_days", .range = base::Range{1, 180}},
        {.field = "join_days", .range = base::Range{0, 120}},
        {.field = "spares_kept", .range = base::Range{0, 20}},
        {.field = "lead_days", .range = base::Range{1, 90}},
    };

    bool operator==(const WhatIfSettings&) const = default;
};
BOOST_DESCRIBE_STRUCT(WhatIfSettings, (),
                      (name, method, order_days, cover_days, join_days, spares_kept, lead_days, must_risk_percent))

// As they were lived through: today's are those of the terms, which may be more than what can be asked for.
struct LivedSettings : WhatIfSettings {
    LivedSettings() = default;
    LivedSettings(WhatIfSettings lived) : WhatIfSettings(std::move(lived)) {}  // NOLINT: the same in another place

    static constexpr base::Limit kLimits[] = {{.field = "name", .max_length = 60}};

    bool operator==(const LivedSettings&) const = default;
};
BOOST_DESCRIBE_STRUCT(LivedSettings, (WhatIfSettings), ())

// What is asked. Today's settings are lived through, too, and come first in the answer.
struct WhatIfInput {
    std::optional<organizations::SiteId> site_id{};
    std::string manufacturer;  // of one model; both "" for all
    std::string model;
    std::vector<WhatIfSettings> settings;
    std::int64_t shipment_cost_minor = 0;  // in the currency's smallest unit
    std::string currency;                  // ISO 4217; prices in another one do not count; "": without cost

    static constexpr base::Limit kLimits[] = {
        {.field = "manufacturer", .max_length = 100},
        {.field = "model", .max_length = 100},
        {.field = "settings", .required = true, .max_items = 4},
        {.field = "shipment_cost_minor", .range = base::Range{0, 99'999'999}},
        {.field = "currency", .max_length = 3},
    };
};
BOOST_DESCRIBE_STRUCT(WhatIfInput, (), (site_id, manufacturer, model, settings, shipment_cost_minor, currency))

// As it is kept, or all that is wrong with it. Pure.
base::Result<WhatIfInput> CheckRun(const WhatIfInput& input);

struct WhatIfMonth {
    std::int64_t stock_outs = 0;
    std::int64_t shipments = 0;
    std::int64_t cartridges = 0;
    double shelf = 0;
};
BOOST_DESCRIBE_STRUCT(WhatIfMonth, (), (stock_outs, shipments, cartridges, shelf))

// What came of one set of settings.
struct WhatIfLived {
    LivedSettings settings;
    std::int64_t stock_outs = 0;
    std::int64_t stock_out_days = 0;
    std::int64_t shipments = 0;
    std::int64_t cartridges = 0;
    double shelf = 0;                                  // cartridges on all shelves, on average
    std::optional<std::int64_t> cartridge_cost_minor;  // of cartridges whose price is known; for whoever may see prices
    std::int64_t without_price = 0;                    // cartridges
    std::int64_t shipment_cost_minor = 0;
    std::vector<WhatIfMonth> months;
};
BOOST_DESCRIBE_STRUCT(WhatIfLived, (),
                      (settings, stock_outs, stock_out_days, shipments, cartridges, shelf, cartridge_cost_minor,
                       without_price, shipment_cost_minor, months))

struct WhatIfOutcome {
    base::Day first;  // the first day that was lived through
    base::Day last;
    std::int64_t printers = 0;                 // that took part
    std::int64_t too_short = 0;                // whose past is too short
    std::vector<std::string> too_short_names;  // the first hundred of them
    std::int64_t left_out = 0;                 // beyond the thousand that a run takes
    std::vector<WhatIfLived> lived;            // today's settings first
};
BOOST_DESCRIBE_STRUCT(WhatIfOutcome, (), (first, last, printers, too_short, too_short_names, left_out, lived))

inline constexpr std::size_t kMostPrinters = 1'000;
inline constexpr int kDays = 365;

// All of it but writing it down: reads the past in bulk, then lives through it on all cores. nullopt: it was stopped.
// `tx` is only read from.
std::optional<WhatIfOutcome> Answer(pg::Transaction& tx, base::OrganizationId organization, const WhatIfInput& input,
                                    base::Day today, const replenishment::Settings& settings,
                                    const simulation::Progress& progress = {}, unsigned threads = 0);

// Today's settings of an organization.
WhatIfSettings TodaysSettings(pg::Transaction& tx, base::OrganizationId organization,
                              const replenishment::Settings& settings);

struct HttpParts {
    base::IdSource& ids;
    const replenishment::Settings& settings;
};
void RegisterHttp(http::Router& router, HttpParts parts);
// "what_if.run".
void RegisterTasks(tasks::Registry& registry, const replenishment::Settings& settings);

}  // namespace what_if
