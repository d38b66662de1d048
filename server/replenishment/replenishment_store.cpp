#include "server/replenishment/replenishment_store.hpp"

#include <fmt/format.h>

#include <limits>

#include "server/platform/pg/transaction.hpp"

namespace replenishment::store {

SupplyState StateOf(const Row& row) {
    return {.last_day = row.last_day,
            .last_percent = row.last_percent,
            .last_serial_number = row.last_serial_number,
            .daily_percent = row.daily_percent,
            .observed_days = row.observed_days,
            .shelf = row.shelf,
            .early_replacements = row.early_replacements};
}

void SetState(Row& row, const SupplyState& state) {
    row.state_version = kStateVersion;
    row.last_day = state.last_day;
    row.last_percent = state.last_percent;
    row.last_serial_number = state.last_serial_number;
    row.daily_percent = state.daily_percent;
    row.observed_days = state.observed_days;
    row.shelf = state.shelf;
    row.early_replacements = state.early_replacements;
}

const pg::Query<Row(base::OrganizationId, std::optional<printers::PrinterId>,
                    std::optional<std::int32_t>)>
    kLock{"replenishment.lock", R"sql(
    SELECT organization_id, printer_id, supply_slot, state_version, last_day, last_percent, last_serial_number,
           daily_percent, observed_days, shelf, early_replacements, replaced_at, decided_on, in_transit, days_left,
           order_due_on, decision, reason
    FROM replenishment_supplies
    WHERE organization_id = $1 AND ($2 IS NULL OR printer_id = $2) AND ($3 IS NULL OR supply_slot = $3)
    ORDER BY printer_id, supply_slot FOR UPDATE)sql"};

std::vector<Row> LockAll(pg::Transaction& tx, base::OrganizationId organization) {
    tx.Lock("replenishment/" + organization.ToString());
    return tx.All(kLock, organization, std::nullopt, std::nullopt);
}

std::optional<Row> Lock(pg::Transaction& tx, base::OrganizationId organization,
                        printers::PrinterId printer, std::int32_t slot) {
    tx.Lock("replenishment/" + organization.ToString());
    return tx.One(kLock, organization, printer, slot);
}

const pg::Query<void(boost::json::value)> kWrite{"replenishment.write", R"sql(
    INSERT INTO replenishment_supplies SELECT * FROM jsonb_populate_recordset(NULL::replenishment_supplies, $1)
    ON CONFLICT (organization_id, printer_id, supply_slot) DO UPDATE SET
        (state_version, last_day, last_percent, last_serial_number, daily_percent, observed_days, shelf,
         early_replacements, replaced_at, decided_on, in_transit, days_left, order_due_on, decision, reason)
        = (excluded.state_version, excluded.last_day, excluded.last_percent, excluded.last_serial_number,
           excluded.daily_percent, excluded.observed_days, excluded.shelf, excluded.early_replacements,
           excluded.replaced_at, excluded.decided_on, excluded.in_transit, excluded.days_left,
           excluded.order_due_on, excluded.decision, excluded.reason))sql"};

void Write(pg::Transaction& tx, const std::vector<Row>& rows) {
    if (!rows.empty()) tx.Exec(kWrite, base::json::ToValue(rows));
}

const pg::Query<Row(std::vector<base::OrganizationId>, std::optional<printers::PrinterId>,
                    std::optional<double>, double, printers::PrinterId, std::int32_t, std::int32_t)>
    kList{"replenishment.list", R"sql(
    SELECT organization_id, printer_id, supply_slot, state_version, last_day, last_percent, last_serial_number,
           daily_percent, observed_days, shelf, early_replacements, replaced_at, decided_on, in_transit, days_left,
           order_due_on, decision, reason
    FROM replenishment_supplies
    WHERE organization_id = ANY ($1) AND ($2 IS NULL OR printer_id = $2) AND ($3 IS NULL OR days_left < $3)
      AND (COALESCE(days_left, 'Infinity'::double precision), printer_id, supply_slot) > ($4, $5, $6)
    ORDER BY COALESCE(days_left, 'Infinity'::double precision), printer_id, supply_slot LIMIT $7)sql"};

std::vector<Row> List(pg::Transaction& tx, const ListFilter& filter) {
    const ListKey after = filter.after.value_or(ListKey{"-1", {}, 0});
    return tx.All(kList, filter.organizations, filter.printer, filter.below_days,
                  std::stod(after.days_left), after.printer_id, after.supply_slot, filter.limit);
}

ListKey KeyOf(const Row& row) {
    return {row.days_left ? fmt::format("{:.17g}", *row.days_left) : "inf", row.printer_id,
            row.supply_slot};
}

}  // namespace replenishment::store
