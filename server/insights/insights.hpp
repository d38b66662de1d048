#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"

namespace http {
class Router;
}
namespace pg {
class Transaction;
}
namespace tasks {
class Recurring;
class Registry;
}  // namespace tasks

// The fleet dashboard (PRT-6): figures of a fleet, counted by a task.
namespace insights {

// Of the twelve months before, where nothing else is said.
struct FleetCounts {
    std::int64_t ok = 0;  // printers by state
    std::int64_t other = 0;
    std::int64_t warning = 0;
    std::int64_t error = 0;
    std::int64_t not_communicating = 0;
    std::int64_t ends_in_7 = 0;  // printers of which a supply is used up within so many days
    std::int64_t ends_in_14 = 0;
    std::int64_t ends_in_30 = 0;
    std::int64_t replaced = 0;  // cartridges
    std::int64_t replaced_early = 0;
    double levels_left = 0;         // percent, the sum over levels_known cartridges
    std::int64_t levels_known = 0;  // cartridges that told what was left
    std::int64_t ran_empty = 0;     // cartridges
    std::int64_t in_time = 0;       // of them, where the next one had come: stock-outs avoided
};
BOOST_DESCRIBE_STRUCT(FleetCounts, (),
                      (ok, other, warning, error, not_communicating, ends_in_7, ends_in_14, ends_in_30, replaced,
                       replaced_early, levels_left, levels_known, ran_empty, in_time))

struct FleetMonth {
    base::Day month;  // its first day, UTC
    std::int64_t pages = 0;
    std::int64_t color_pages = 0;
    std::int64_t printers = 0;  // that reported their pages
};
BOOST_DESCRIBE_STRUCT(FleetMonth, (), (month, pages, color_pages, printers))

struct FleetPlace {
    std::string country;  // ISO 3166; "": not said
    std::string city;
    std::int64_t sites = 0;
    std::int64_t printers = 0;
    std::int64_t troubled = 0;  // of them, in error or not communicating
};
BOOST_DESCRIBE_STRUCT(FleetPlace, (), (country, city, sites, printers, troubled))

inline constexpr int kMonths = 13;                // that are shown, the running one among them
inline constexpr std::int32_t kMostPlaces = 200;  // the largest ones
inline constexpr std::int32_t kPrintersAStep = 5'000;

// Counts an organization but for its pages; `tx` sees it.
void CountFleetFigures(pg::Transaction& tx, base::OrganizationId organization, base::Instant now);
// The first days of the months to be counted: all that are shown where nothing is kept, else the last two.
std::vector<base::Day> MonthsToCount(pg::Transaction& tx, base::OrganizationId organization, base::Instant now);
// Pages of some printers in these months; behind the given one, by id.
struct SomePages {
    std::vector<FleetMonth> months;
    std::optional<base::Uuid> after;  // where it goes on; absent: these were the last ones
};
SomePages PagesOf(pg::Transaction& tx, base::OrganizationId organization, const std::vector<base::Day>& months,
                  const std::optional<base::Uuid>& after, std::int32_t most);
void KeepMonths(pg::Transaction& tx, base::OrganizationId organization, const std::vector<FleetMonth>& months);

void RegisterHttp(http::Router& router);
// "insights.count", every hour.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring);

}  // namespace insights
