#include <algorithm>
#include <cmath>
#include <limits>

#include "server/platform/pg/transaction.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/packing.hpp"
#include "server/printers/partial.hpp"
#include "server/printers/printers.hpp"

// Days left beside the levels: printer_supplies has them as they were estimated, printer_states the fewest that
// still hold, which lists sort and filter by.
namespace printers {
namespace {

// Printers whose rows are looked at in one go.
constexpr std::size_t kMostAtOnce = 5'000;
constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::max();

struct EstimateRow {
    PrinterId printer_id;
    std::int32_t lowest_days_left = kNone;  // as lists have it
    std::optional<std::int32_t> level;
    std::optional<boost::json::value> kept;
    std::optional<std::int16_t> slot;  // and all below: absent where the printer has no estimate
    std::optional<double> days_left;
    std::optional<double> days_left_percent;
    std::optional<std::string> days_left_serial;
    std::optional<std::string> serial_number;
    std::optional<std::string> unit;
    std::optional<std::int64_t> max_capacity_raw;
};
BOOST_DESCRIBE_STRUCT(EstimateRow, (),
                      (printer_id, lowest_days_left, level, kept, slot, days_left, days_left_percent, days_left_serial,
                       serial_number, unit, max_capacity_raw))

std::optional<std::int64_t> LevelOf(const EstimateRow& row) {
    if (row.level && *row.level != kLevelAbsent) return *row.level;
    if (!row.kept) return std::nullopt;
    return LastValueOf({}, ReadKept(row.kept).levels, static_cast<std::size_t>(*row.slot), {}).value;
}

// What the printer's page says of it.
bool StillHolds(const EstimateRow& row) {
    const auto level =
        printing::ReadLevel(LevelOf(row), row.max_capacity_raw, base::json::ParseEnum<printing::Unit>(*row.unit));
    return !ReplacedSince({row.days_left_percent, *row.days_left_serial},
                          {printing::RemainingPercent(level), *row.serial_number});
}

}  // namespace

struct Estimated {
    base::OrganizationId organization;
    base::Instant now;
};
BOOST_DESCRIBE_STRUCT(Estimated, (), (organization, now))
const pg::Query<void(Estimated, std::span<const DaysLeft>)> kWriteDaysLeft{"printers.write_days_left", R"sql(
    UPDATE printer_supplies AS supplies
    SET days_left = rows.days_left, days_left_at = $now, days_left_percent = rows.percent,
        days_left_serial = rows.serial_number
    FROM {rows}
    WHERE supplies.organization_id = $organization AND supplies.printer_id = rows.printer_id
      AND supplies.slot = rows.slot
      AND (supplies.days_left, supplies.days_left_percent, supplies.days_left_serial) IS DISTINCT FROM
          (rows.days_left, rows.percent, rows.serial_number))sql"};

const pg::Query<EstimateRow(base::OrganizationId, std::vector<PrinterId>)> kEstimates{"printers.estimates", R"sql(
    SELECT states.printer_id, states.lowest_days_left, states.levels[supplies.slot + 1] AS level, states.kept,
        supplies.slot, supplies.days_left, supplies.days_left_percent, supplies.days_left_serial,
        supplies.serial_number, supplies.unit, supplies.max_capacity_raw
    FROM printer_states AS states
    LEFT JOIN printer_supplies AS supplies ON supplies.organization_id = states.organization_id
        AND supplies.printer_id = states.printer_id AND supplies.present AND supplies.days_left IS NOT NULL
    WHERE states.organization_id = $1 AND states.printer_id = ANY ($2)
    ORDER BY states.printer_id)sql"};

// A batch of readings that is taken in just now holds rows in an order of its own: they keep the
// figure that they have, for waiting on each other is a deadlock. Whoever takes in readings calls
// this for rows that it holds.
const pg::Query<void(base::OrganizationId, std::vector<PrinterId>, std::vector<std::int32_t>)> kLowestDaysLeft{
    "printers.lowest_days_left", R"sql(
    WITH free AS MATERIALIZED (
        SELECT states.printer_id, fresh.lowest
        FROM unnest($2, $3) AS fresh (printer_id, lowest)
        JOIN printer_states AS states ON states.printer_id = fresh.printer_id
        WHERE states.organization_id = $1 AND states.lowest_days_left <> fresh.lowest
        FOR NO KEY UPDATE OF states SKIP LOCKED)
    UPDATE printer_states AS states SET lowest_days_left = free.lowest FROM free
    WHERE states.organization_id = $1 AND states.printer_id = free.printer_id)sql"};

void RenewLowestDaysLeft(pg::Transaction& tx, base::OrganizationId organization, std::span<const PrinterId> printers) {
    for (std::size_t first = 0; first < printers.size(); first += kMostAtOnce) {
        const auto some = printers.subspan(first, std::min(kMostAtOnce, printers.size() - first));
        const auto rows = tx.All(kEstimates, organization, std::vector(some.begin(), some.end()));
        std::vector<PrinterId> changed;
        std::vector<std::int32_t> fewest;
        for (std::size_t i = 0; i < rows.size();) {
            const PrinterId printer = rows[i].printer_id;
            const std::int32_t before = rows[i].lowest_days_left;
            std::int32_t lowest = kNone;
            for (; i < rows.size() && rows[i].printer_id == printer; ++i) {
                if (!rows[i].days_left || !StillHolds(rows[i])) continue;
                lowest = std::min(lowest, static_cast<std::int32_t>(*rows[i].days_left));
            }
            if (lowest == before) continue;
            changed.push_back(printer);
            fewest.push_back(lowest);
        }
        if (!changed.empty()) tx.Exec(kLowestDaysLeft, organization, changed, fewest);
    }
}

void WriteDaysLeft(pg::Transaction& tx, base::OrganizationId organization, const std::vector<DaysLeft>& rows,
                   base::Instant now) {
    store::LockFleet(tx, organization);
    tx.Exec(kWriteDaysLeft, {organization, now}, rows);
    std::vector<PrinterId> printers;
    for (const DaysLeft& row : rows) {
        if (printers.empty() || printers.back() != row.printer_id) printers.push_back(row.printer_id);
    }
    RenewLowestDaysLeft(tx, organization, printers);
}

}  // namespace printers
