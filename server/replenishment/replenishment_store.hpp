#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "server/printers/printers.hpp"
#include "server/replenishment/decide.hpp"
#include "server/replenishment/estimator.hpp"

// The table replenishment_supplies: a supply's state and its last decision.
namespace replenishment::store {

// Version of SupplyState as it is kept; a method that needs another one rebuilds it from the
// history of readings.
inline constexpr std::int32_t kStateVersion = 1;

struct Row {
    base::OrganizationId organization_id;
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::int32_t state_version = kStateVersion;
    std::optional<base::Day> last_day;
    std::optional<double> last_percent;
    std::string last_serial_number;
    std::optional<double> daily_percent;
    std::int32_t observed_days = 0;
    std::int32_t shelf = 0;
    std::int32_t early_replacements = 0;
    std::optional<base::Instant> replaced_at;
    std::optional<base::Day> decided_on;
    std::int32_t in_transit = 0;
    std::optional<double> days_left;
    std::optional<base::Day> order_due_on;
    std::string decision = "no_order";
    boost::json::value reason =
        boost::json::object{{"code", "replenishment.learning"}, {"args", boost::json::object{}}};
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (organization_id, printer_id, supply_slot, state_version, last_day,
                       last_percent, last_serial_number, daily_percent, observed_days, shelf,
                       early_replacements, replaced_at, decided_on, in_transit, days_left,
                       order_due_on, decision, reason))

SupplyState StateOf(const Row& row);
void SetState(Row& row, const SupplyState& state);

// Of one organization, locked until the transaction ends: two runs come one after the other.
std::vector<Row> LockAll(pg::Transaction& tx, base::OrganizationId organization);
std::optional<Row> Lock(pg::Transaction& tx, base::OrganizationId organization,
                        printers::PrinterId printer, std::int32_t slot);
// Inserts or replaces, all by one statement.
void Write(pg::Transaction& tx, const std::vector<Row>& rows);

// The first to run out first; supplies without a forecast last.
struct ListKey {
    std::string days_left;  // as text: JSON has no infinity
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
};
BOOST_DESCRIBE_STRUCT(ListKey, (), (days_left, printer_id, supply_slot))
struct ListFilter {
    std::vector<base::OrganizationId> organizations;
    std::optional<printers::PrinterId> printer;
    std::optional<double> below_days;
    std::optional<ListKey> after;
    std::int32_t limit = 50;
};
std::vector<Row> List(pg::Transaction& tx, const ListFilter& filter);
ListKey KeyOf(const Row& row);

}  // namespace replenishment::store
