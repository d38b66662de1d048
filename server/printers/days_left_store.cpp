#include <algorithm>
#include <cmath>
#include <limits>

#include "server/platform/pg/transaction.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/packing.hpp"
#include "server/printers/partial.hpp"
#include "server/printers/printers.hpp"

// Days left beside the levels: printer_estimates has them as they were estimated, printer_states the fewest that
// still hold, which lists sort and filter by.
namespace printers {
namespace {

// Printers whose rows are looked at in one go.
constexpr std::size_t kMostAtOnce = 5'000;
constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::max();

struct SupplyRow {
    PrinterId printer_id;
    std::int32_t lowest_days_left = kNone;  // as lists have it
    std::optional<boost::json::value> kept;
    std::optional<std::int16_t> slot;  // and all below: absent where the printer has no supply
    std::optional<std::int32_t> level;
    std::optional<std::string> serial_number;
    std::optional<std::string> unit;
    std::optional<std::int64_t> max_capacity_raw;
};
BOOST_DESCRIBE_STRUCT(SupplyRow, (),
                      (printer_id, lowest_days_left, kept, slot, level, serial_number, unit, max_capacity_raw))

std::optional<std::int64_t> LevelOf(const SupplyRow& row) {
    if (row.level && *row.level != kLevelAbsent) return *row.level;
    if (!row.kept) return std::nullopt;
    return LastValueOf({}, ReadKept(row.kept).levels, static_cast<std::size_t>(*row.slot), {}).value;
}

// What the printer's page says of it.
bool StillHolds(const Estimate& estimate, const SupplyRow& row) {
    const auto level =
        printing::ReadLevel(LevelOf(row), row.max_capacity_raw, base::json::ParseEnum<printing::Unit>(*row.unit));
    return !ReplacedSince({estimate.percent, estimate.serial_number},
                          {printing::RemainingPercent(level), *row.serial_number});
}

struct OfOrganization {
    base::OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(OfOrganization, (), (organization_id))

const pg::InsertRows<OfOrganization, Estimates> kWriteEstimates{
    "printers.write_estimates", "printer_estimates",
    "ON CONFLICT (organization_id, printer_id) DO UPDATE SET\n"
    "    (estimated_at, supplies) = (excluded.estimated_at, excluded.supplies)"};

}  // namespace

const pg::Query<Estimates(std::vector<base::OrganizationId>, std::vector<PrinterId>)> kListEstimates{
    "printers.list_estimates", R"sql(
    SELECT {columns} FROM printer_estimates
    WHERE organization_id = ANY ($1) AND printer_id = ANY ($2) ORDER BY printer_id)sql"};

std::vector<Estimates> ListEstimates(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                     const std::vector<PrinterId>& printers) {
    if (printers.empty()) return {};
    return tx.All(kListEstimates, organizations, printers);
}

const pg::Query<SupplyRow(base::OrganizationId, std::vector<PrinterId>)> kLevels{"printers.levels", R"sql(
    SELECT states.printer_id, states.lowest_days_left, states.kept, supplies.slot,
        states.levels[supplies.slot + 1] AS level, supplies.serial_number, supplies.unit, supplies.max_capacity_raw
    FROM printer_states AS states
    LEFT JOIN printer_supplies AS supplies ON supplies.organization_id = states.organization_id
        AND supplies.printer_id = states.printer_id AND supplies.present
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

namespace {

// The fewest days of a printer's supplies that still hold.
std::int32_t LowestOf(const Estimates& estimates, std::span<const SupplyRow> supplies) {
    std::int32_t lowest = kNone;
    for (const SupplyRow& row : supplies) {
        const Estimate* estimate = row.slot ? estimates.Find(*row.slot) : nullptr;
        if (estimate == nullptr || !estimate->days_left || !StillHolds(*estimate, row)) continue;
        lowest = std::min(lowest, static_cast<std::int32_t>(*estimate->days_left));
    }
    return lowest;
}

// `estimates` by printer, at least those of these printers that have any.
void RenewLowest(pg::Transaction& tx, base::OrganizationId organization, const std::vector<PrinterId>& printers,
                 std::span<const Estimates> estimates) {
    const auto rows = tx.All(kLevels, organization, printers);
    std::vector<PrinterId> changed;
    std::vector<std::int32_t> fewest;
    for (std::size_t i = 0; i < rows.size();) {
        const PrinterId printer = rows[i].printer_id;
        std::size_t end = i;
        while (end < rows.size() && rows[end].printer_id == printer) ++end;
        const auto own = std::ranges::lower_bound(estimates, printer, {}, &Estimates::printer_id);
        const std::int32_t lowest = own != estimates.end() && own->printer_id == printer
                                        ? LowestOf(*own, std::span(rows).subspan(i, end - i))
                                        : kNone;
        if (lowest != rows[i].lowest_days_left) {
            changed.push_back(printer);
            fewest.push_back(lowest);
        }
        i = end;
    }
    if (!changed.empty()) tx.Exec(kLowestDaysLeft, organization, changed, fewest);
}

}  // namespace

void RenewLowestDaysLeft(pg::Transaction& tx, base::OrganizationId organization, std::span<const PrinterId> printers) {
    for (std::size_t first = 0; first < printers.size(); first += kMostAtOnce) {
        const auto part = printers.subspan(first, std::min(kMostAtOnce, printers.size() - first));
        const std::vector some(part.begin(), part.end());
        RenewLowest(tx, organization, some, ListEstimates(tx, {organization}, some));
    }
}

void WriteEstimates(pg::Transaction& tx, base::OrganizationId organization, const std::vector<Estimates>& rows) {
    if (rows.empty()) return;
    store::LockFleet(tx, organization);
    tx.Exec(kWriteEstimates, {organization}, rows);
    for (std::size_t first = 0; first < rows.size(); first += kMostAtOnce) {
        const auto some = std::span(rows).subspan(first, std::min(kMostAtOnce, rows.size() - first));
        std::vector<PrinterId> printers;
        for (const Estimates& row : some) printers.push_back(row.printer_id);
        RenewLowest(tx, organization, printers, some);
    }
}

}  // namespace printers
