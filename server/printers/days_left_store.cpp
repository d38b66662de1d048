#include <algorithm>
#include <cmath>

#include "server/platform/pg/transaction.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/packing.hpp"
#include "server/printers/partial.hpp"
#include "server/printers/printers.hpp"

// Days left beside the levels: replenishment keeps them as they were estimated, printer_states has the day on which the
// first is used up of those that still hold, which lists sort and filter by. The day, not the days: as long as a
// forecast comes true, nothing has to be written.
namespace printers {
namespace {

// Printers whose rows are looked at in one go.
constexpr std::size_t kMostAtOnce = 5'000;
// Nothing is forecast: as db/schema.sql has it.
constexpr base::Day kNoEnd = std::chrono::year(9999) / 12 / 31;
constexpr double kMostDays = 1'000'000;  // of a supply that nobody uses

struct SupplyRow {
    PrinterId printer_id;
    base::Day lowest_end = kNoEnd;  // as lists have it
    std::optional<boost::json::value> kept;
    std::optional<std::int16_t> slot;  // and all below: absent where the printer has no supply
    std::optional<std::int32_t> level;
    std::optional<std::string> serial_number;
    std::optional<std::string> unit;
    std::optional<std::int64_t> max_capacity_raw;
};
BOOST_DESCRIBE_STRUCT(SupplyRow, (), (printer_id, lowest_end, kept, slot, level, serial_number, unit, max_capacity_raw))

std::optional<std::int64_t> LevelOf(const SupplyRow& row) {
    if (row.level && *row.level != kLevelAbsent) return *row.level;
    if (!row.kept) return std::nullopt;
    return LastValueOf({}, ReadKept(row.kept).levels, static_cast<std::size_t>(*row.slot), {}).value;
}

// What the printer's page says of it.
bool StillHolds(const Estimate& estimate, std::optional<std::int64_t> raw, std::optional<std::int64_t> capacity,
                std::optional<printing::Unit> unit, const std::string& serial_number) {
    return !ReplacedSince({estimate.percent, estimate.serial_number},
                          {printing::RemainingPercent(printing::ReadLevel(raw, capacity, unit)), serial_number});
}

base::Day Today(base::Instant at) {
    return std::chrono::floor<std::chrono::days>(at);
}

base::Day EndOf(double days_left, base::Instant estimated_at) {
    return Today(estimated_at) + std::chrono::days(static_cast<int>(std::clamp(days_left, 0.0, kMostDays)));
}

}  // namespace

const pg::Query<Estimates(std::vector<base::OrganizationId>, std::vector<PrinterId>)> kListEstimates{
    "printers.list_estimates", R"sql(
    SELECT printer_id, estimated_at, estimates AS supplies FROM replenishment_printers
    WHERE organization_id = ANY ($1) AND printer_id = ANY ($2) AND estimates IS NOT NULL ORDER BY printer_id)sql"};

std::vector<Estimates> ListEstimates(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                     const std::vector<PrinterId>& printers) {
    if (printers.empty()) return {};
    return tx.All(kListEstimates, organizations, printers);
}

const pg::Query<SupplyRow(base::OrganizationId, std::vector<PrinterId>)> kLevels{"printers.levels", R"sql(
    SELECT states.printer_id, states.lowest_end, states.kept, supplies.slot,
        states.levels[supplies.slot + 1] AS level, supplies.serial_number, supplies.unit, supplies.max_capacity_raw
    FROM printer_states AS states
    LEFT JOIN printer_supplies AS supplies ON supplies.organization_id = states.organization_id
        AND supplies.printer_id = states.printer_id AND supplies.present
    WHERE states.organization_id = $1 AND states.printer_id = ANY ($2)
    ORDER BY states.printer_id)sql"};

// A batch of readings that is taken in just now holds rows in an order of its own: they keep the
// figure that they have, for waiting on each other is a deadlock. Whoever takes in readings calls
// this for rows that it holds.
const pg::Query<void(base::OrganizationId, std::vector<PrinterId>, std::vector<base::Day>)> kLowestEnd{
    "printers.lowest_end", R"sql(
    WITH free AS MATERIALIZED (
        SELECT states.printer_id, fresh.lowest
        FROM unnest($2, $3) AS fresh (printer_id, lowest)
        JOIN printer_states AS states ON states.printer_id = fresh.printer_id
        WHERE states.organization_id = $1 AND states.lowest_end <> fresh.lowest
        FOR NO KEY UPDATE OF states SKIP LOCKED)
    UPDATE printer_states AS states SET lowest_end = free.lowest FROM free
    WHERE states.organization_id = $1 AND states.printer_id = free.printer_id)sql"};

struct StateRow {
    PrinterId printer_id;
    base::Instant observed_at;
    base::Day lowest_end = kNoEnd;
    bool partial = false;  // it shows what it told before
};
BOOST_DESCRIBE_STRUCT(StateRow, (), (printer_id, observed_at, lowest_end, partial))
const pg::Query<StateRow(base::OrganizationId)> kStates{"printers.states_of_estimates", R"sql(
    SELECT printer_id, observed_at, lowest_end, kept IS NOT NULL AS partial FROM printer_states
    WHERE organization_id = $1 ORDER BY printer_id)sql"};

namespace {

// The first day on which a supply of the printer is used up, of those that still hold. `holds` says it of one.
base::Day LowestOf(const Estimates& estimates, const auto& supplies, const auto& holds) {
    base::Day lowest = kNoEnd;
    for (const auto& supply : supplies) {
        const std::optional<std::int32_t> slot = supply.slot;
        const Estimate* estimate = slot ? estimates.Find(*slot) : nullptr;
        if (estimate == nullptr || !estimate->days_left || !holds(*estimate, supply)) continue;
        lowest = std::min(lowest, EndOf(*estimate->days_left, estimates.estimated_at));
    }
    return lowest;
}

// What is another one than lists have.
struct Changed {
    std::vector<PrinterId> printers;
    std::vector<base::Day> ends;

    void Add(PrinterId printer, base::Day before, base::Day now) {
        if (before == now) return;
        printers.push_back(printer);
        ends.push_back(now);
    }
    void Write(pg::Transaction& tx, base::OrganizationId organization) const {
        if (!printers.empty()) tx.Exec(kLowestEnd, organization, printers, ends);
    }
};

// `estimates` by printer, at least those of these printers that have any.
void RenewLowest(pg::Transaction& tx, base::OrganizationId organization, const std::vector<PrinterId>& printers,
                 std::span<const Estimates> estimates) {
    const auto rows = tx.All(kLevels, organization, printers);
    const auto holds = [](const Estimate& estimate, const SupplyRow& row) {
        return StillHolds(estimate, LevelOf(row), row.max_capacity_raw,
                          base::json::ParseEnum<printing::Unit>(*row.unit), *row.serial_number);
    };
    Changed changed;
    for (std::size_t i = 0; i < rows.size();) {
        const PrinterId printer = rows[i].printer_id;
        std::size_t end = i;
        while (end < rows.size() && rows[end].printer_id == printer) ++end;
        const auto own = std::ranges::lower_bound(estimates, printer, {}, &Estimates::printer_id);
        changed.Add(printer, rows[i].lowest_end,
                    own != estimates.end() && own->printer_id == printer
                        ? LowestOf(*own, std::span(rows).subspan(i, end - i), holds)
                        : kNoEnd);
        i = end;
    }
    changed.Write(tx, organization);
}

}  // namespace

double DaysLeftNow(double days_left, base::Instant estimated_at, base::Instant now) {
    const auto passed = static_cast<double>((Today(now) - Today(estimated_at)).count());
    return std::max(0.0, days_left - std::max(0.0, passed));
}

base::Day EndsBefore(std::int32_t days, base::Instant now) {
    return days <= 0 ? base::Day{}
                     : Today(now) + std::chrono::days(std::min(days, static_cast<std::int32_t>(kMostDays)));
}

void RenewLowestEnd(pg::Transaction& tx, base::OrganizationId organization, std::span<const PrinterId> printers) {
    for (std::size_t first = 0; first < printers.size(); first += kMostAtOnce) {
        const auto part = printers.subspan(first, std::min(kMostAtOnce, printers.size() - first));
        const std::vector some(part.begin(), part.end());
        RenewLowest(tx, organization, some, ListEstimates(tx, {organization}, some));
    }
}

void RenewEnds(pg::Transaction& tx, base::OrganizationId organization, std::span<const Estimates> rows,
               std::span<const PrinterFact> facts) {
    if (rows.empty()) return;
    store::LockFleet(tx, organization);
    const auto holds = [](const Estimate& estimate, const SupplyFact& fact) {
        return StillHolds(estimate, fact.level_raw, fact.max_capacity_raw, fact.unit, fact.cartridge_serial_number);
    };
    const auto states = facts.empty() ? std::vector<StateRow>() : tx.All(kStates, organization);
    Changed changed;
    std::vector<Estimates> others;
    auto fact = facts.begin();
    auto state = states.begin();
    for (const Estimates& row : rows) {
        while (fact != facts.end() && fact->id < row.printer_id) ++fact;
        while (state != states.end() && state->printer_id < row.printer_id) ++state;
        const bool known = fact != facts.end() && fact->id == row.printer_id && state != states.end() &&
                           state->printer_id == row.printer_id && state->observed_at == fact->observed_at &&
                           !state->partial;
        if (known)
            changed.Add(row.printer_id, state->lowest_end, LowestOf(row, fact->supplies, holds));
        else
            others.push_back(row);
    }
    changed.Write(tx, organization);
    for (std::size_t first = 0; first < others.size(); first += kMostAtOnce) {
        const auto some = std::span(others).subspan(first, std::min(kMostAtOnce, others.size() - first));
        std::vector<PrinterId> printers;
        for (const Estimates& row : some) printers.push_back(row.printer_id);
        RenewLowest(tx, organization, printers, some);
    }
}

}  // namespace printers
