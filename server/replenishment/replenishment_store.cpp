#include "server/replenishment/replenishment_store.hpp"

#include <fmt/format.h>

#include "server/platform/pg/transaction.hpp"

namespace replenishment::store {

// ---- states
// ----------------------------------------------------------------------------------------

std::optional<SupplyState> StateOf(const StateRow& row) {
    if (row.state_version != kStateVersion || !row.state) return std::nullopt;
    auto state = UnpackSupply(row.state->value);
    if (!state) return std::nullopt;
    state->book.shelf = row.shelf;
    state->book.early = row.early_replacements;
    return state;
}

std::optional<SiteState> StateOf(const SiteRow& row) {
    if (row.state_version != kStateVersion) return std::nullopt;
    return UnpackSite(row.state.value);
}

const pg::Query<StateRow(base::OrganizationId, std::optional<printers::PrinterId>, std::optional<std::int32_t>)>
    kStates{"replenishment.states", R"sql(
    SELECT printer_id, supply_slot, state_version, state, last_day, shelf, early_replacements, replaced_at, decided_on,
           percent, daily_percent, decided_shelf, in_transit, order_due_on, due_was_on, due_moved_on, due_moved
    FROM replenishment_supplies
    WHERE organization_id = $1 AND ($2 IS NULL OR printer_id = $2) AND ($3 IS NULL OR supply_slot = $3)
    ORDER BY printer_id, supply_slot)sql"};

std::vector<StateRow> LockAll(pg::Transaction& tx, base::OrganizationId organization) {
    tx.Lock("replenishment/" + organization.ToString());
    return tx.All(kStates, organization, std::nullopt, std::nullopt);
}

std::optional<StateRow> Lock(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                             std::int32_t slot) {
    tx.Lock("replenishment/" + organization.ToString());
    return tx.One(kStates, organization, printer, slot);
}

const pg::Query<SiteRow(base::OrganizationId)> kSites{"replenishment.sites", R"sql(
    SELECT site_id, contact_id, state_version, state FROM replenishment_sites
    WHERE organization_id = $1 ORDER BY site_id, contact_id)sql"};

std::vector<SiteRow> Sites(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.All(kSites, organization);
}

struct FleetRow {
    std::int32_t state_version = 0;
    pg::Bytes state;
};
BOOST_DESCRIBE_STRUCT(FleetRow, (), (state_version, state))
const pg::Query<FleetRow(base::OrganizationId)> kFleet{
    "replenishment.fleet", "SELECT state_version, state FROM replenishment_fleets WHERE organization_id = $1"};

FleetState Fleet(pg::Transaction& tx, base::OrganizationId organization) {
    const auto row = tx.One(kFleet, organization);
    if (!row || row->state_version != kStateVersion) return {};
    return UnpackFleet(row->state.value).value_or(FleetState{});
}

// ---- writing
// ---------------------------------------------------------------------------------------

void SupplyColumns::Reserve(std::size_t rows) {
    const auto reserve = [rows](auto&... columns) { (columns.reserve(rows), ...); };
    reserve(printers, slots, states, last_days, shelves, early_replacements, replaced_at, in_transit, decisions, whys,
            quantities, decided_shelves, decided_transits, silent_days, percents, daily_percents, days_left_low,
            days_left, days_left_high, lasts_days, risks, trigger_days, cover_days, order_due_on, decided_percents,
            decided_serials, due_was_on, due_moved_on, due_moved);
}

void SupplyColumns::Add(const Key& key, const SupplyState& state, const Decision& decision, const Beside& beside) {
    const auto figure = [&](double value) { return decision.forecast ? std::optional<double>(value) : std::nullopt; };
    printers.push_back(key.printer);
    slots.push_back(key.slot);
    states.push_back({Pack(state)});
    last_days.push_back(key.last_day);
    shelves.push_back(state.book.shelf);
    early_replacements.push_back(state.book.early);
    replaced_at.push_back(key.replaced_at);
    in_transit.push_back(state.book.transit);
    decisions.push_back(decision.verdict);
    whys.push_back(decision.why);
    quantities.push_back(decision.quantity);
    decided_shelves.push_back(decision.shelf);
    decided_transits.push_back(decision.transit);
    silent_days.push_back(decision.silent_days);
    percents.push_back(figure(decision.percent));
    daily_percents.push_back(figure(decision.daily_percent));
    days_left_low.push_back(figure(decision.q10));
    days_left.push_back(figure(decision.q50));
    days_left_high.push_back(figure(decision.q90));
    lasts_days.push_back(figure(decision.lasts_days));
    risks.push_back(IsAppraised(decision) ? std::optional(decision.risk) : std::nullopt);
    trigger_days.push_back(decision.trigger_days);
    cover_days.push_back(decision.cover_days);
    order_due_on.push_back(beside.due_on);
    decided_percents.push_back(beside.told.percent);
    decided_serials.push_back(beside.told.cartridge_serial_number);
    due_was_on.push_back(beside.due_was_on);
    due_moved_on.push_back(beside.due_moved_on);
    due_moved.push_back(beside.due_moved ? std::optional(std::string(base::json::EnumName(*beside.due_moved)))
                                         : std::nullopt);
}

using Integers = std::vector<std::int32_t>;
using Figures = std::vector<std::optional<double>>;

const pg::Query<void(base::OrganizationId, std::int32_t, base::Day, std::vector<printers::PrinterId>, Integers,
                     std::vector<pg::Bytes>, std::vector<std::optional<base::Day>>, Integers, Integers,
                     std::vector<std::optional<base::Instant>>, Integers, std::vector<Verdict>, std::vector<Why>,
                     Integers, Integers, Integers, Integers, Figures, Figures, Figures, Figures, Figures, Figures,
                     Figures, Integers, Integers, std::vector<std::optional<base::Day>>, base::Instant, Figures,
                     std::vector<std::string>, std::vector<std::optional<base::Day>>,
                     std::vector<std::optional<base::Day>>, std::vector<std::optional<std::string>>)>
    kUpdate{"replenishment.update", R"sql(
    UPDATE replenishment_supplies AS supplies SET
        (state_version, decided_on, state, last_day, shelf, early_replacements, replaced_at, in_transit, decision, why,
         quantity, decided_shelf, decided_transit, silent_days, percent, daily_percent, days_left_low, days_left,
         days_left_high, lasts_days, risk, trigger_days, cover_days, order_due_on, decided_at,
         decided_percent, decided_serial, due_was_on, due_moved_on, due_moved)
        = ($2, $3, fresh.state, fresh.last_day, fresh.shelf, fresh.early, fresh.replaced_at, fresh.in_transit,
           fresh.decision, fresh.why, fresh.quantity, fresh.decided_shelf, fresh.decided_transit, fresh.silent_days,
           fresh.percent, fresh.daily_percent, fresh.low, fresh.days_left, fresh.high, fresh.lasts_days, fresh.risk,
           fresh.trigger_days, fresh.cover_days, fresh.due, $28, fresh.told, fresh.serial, fresh.was, fresh.moved_on,
           fresh.moved)
    FROM unnest($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
                $26, $27, $29, $30, $31, $32, $33)
        AS fresh (printer_id, slot, state, last_day, shelf, early, replaced_at, in_transit, decision, why, quantity,
                  decided_shelf, decided_transit, silent_days, percent, daily_percent, low, days_left, high, lasts_days,
                  risk, trigger_days, cover_days, due, told, serial, was, moved_on, moved)
    WHERE supplies.organization_id = $1 AND supplies.printer_id = fresh.printer_id
      AND supplies.supply_slot = fresh.slot)sql"};

// States of supplies that have a row, or get one: the columns of a decision come with kUpdate.
const pg::Query<void(base::OrganizationId, std::int32_t, std::vector<printers::PrinterId>, Integers,
                     std::vector<pg::Bytes>, std::vector<std::optional<base::Day>>)>
    kWriteStates{"replenishment.write_states", R"sql(
    INSERT INTO replenishment_supplies AS supplies (organization_id, state_version, printer_id, supply_slot, state,
        last_day, shelf, early_replacements, in_transit, decision, why, quantity, decided_shelf, decided_transit,
        silent_days, trigger_days, cover_days)
    SELECT $1, $2, fresh.*, 0, 0, 0, 'no_order', 'learning', 0, 0, 0, 0, 0, 0 FROM unnest($3, $4, $5, $6) AS fresh
    ON CONFLICT (organization_id, printer_id, supply_slot) DO UPDATE SET
        (state_version, state, last_day) = (excluded.state_version, excluded.state, excluded.last_day))sql"};

void Write(pg::Transaction& tx, base::OrganizationId organization, base::Day decided_on, base::Instant decided_at,
           const SupplyColumns& c) {
    if (c.printers.empty()) return;
    tx.Exec(kUpdate, organization, kStateVersion, decided_on, c.printers, c.slots, c.states, c.last_days, c.shelves,
            c.early_replacements, c.replaced_at, c.in_transit, c.decisions, c.whys, c.quantities, c.decided_shelves,
            c.decided_transits, c.silent_days, c.percents, c.daily_percents, c.days_left_low, c.days_left,
            c.days_left_high, c.lasts_days, c.risks, c.trigger_days, c.cover_days, c.order_due_on, decided_at,
            c.decided_percents, c.decided_serials, c.due_was_on, c.due_moved_on, c.due_moved);
}

void StateColumns::Add(printers::PrinterId printer, std::int32_t slot, const SupplyState& state,
                       std::optional<base::Day> last_day) {
    printers.push_back(printer);
    slots.push_back(slot);
    states.push_back({Pack(state)});
    last_days.push_back(last_day);
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const StateColumns& c) {
    if (c.printers.empty()) return;
    tx.Exec(kWriteStates, organization, kStateVersion, c.printers, c.slots, c.states, c.last_days);
}

const pg::Query<void(base::OrganizationId, std::int32_t, std::vector<organizations::SiteId>,
                     std::vector<contacts::ContactId>, std::vector<pg::Bytes>)>
    kWriteSites{"replenishment.write_sites", R"sql(
    INSERT INTO replenishment_sites (organization_id, state_version, site_id, contact_id, state)
    SELECT $1, $2, fresh.* FROM unnest($3, $4, $5) AS fresh
    ON CONFLICT (organization_id, site_id, contact_id)
        DO UPDATE SET (state_version, state) = (excluded.state_version, excluded.state))sql"};

void SiteColumns::Add(organizations::SiteId site, contacts::ContactId contact, const SiteState& state) {
    sites.push_back(site);
    contacts.push_back(contact);
    states.push_back({Pack(state)});
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const SiteColumns& columns) {
    if (columns.sites.empty()) return;
    tx.Exec(kWriteSites, organization, kStateVersion, columns.sites, columns.contacts, columns.states);
}

const pg::Query<void(base::OrganizationId, std::int32_t, pg::Bytes)> kWriteFleet{"replenishment.write_fleet", R"sql(
    INSERT INTO replenishment_fleets (organization_id, state_version, state) VALUES ($1, $2, $3)
    ON CONFLICT (organization_id)
        DO UPDATE SET (state_version, state) = (excluded.state_version, excluded.state))sql"};

void Write(pg::Transaction& tx, base::OrganizationId organization, const FleetState& fleet) {
    tx.Exec(kWriteFleet, organization, kStateVersion, {Pack(fleet)});
}

const pg::Query<void(base::OrganizationId, printers::PrinterId, std::int32_t, std::int32_t, std::optional<pg::Bytes>,
                     std::int32_t, std::int32_t)>
    kWriteDelivery{"replenishment.write_delivery", R"sql(
    INSERT INTO replenishment_supplies AS supplies (organization_id, printer_id, supply_slot, state_version, state,
        shelf, early_replacements, in_transit, decision, why, quantity, decided_shelf, decided_transit, silent_days,
        trigger_days, cover_days)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 'no_order', 'learning', 0, 0, 0, 0, 0, 0)
    ON CONFLICT (organization_id, printer_id, supply_slot) DO UPDATE SET
        state = excluded.state, shelf = excluded.shelf, early_replacements = excluded.early_replacements)sql"};

void WriteDelivery(pg::Transaction& tx, base::OrganizationId organization, const StateRow& row) {
    tx.Exec(kWriteDelivery, organization, row.printer_id, row.supply_slot, row.state_version, row.state, row.shelf,
            row.early_replacements);
}

// ---- reading
// ---------------------------------------------------------------------------------------

Decision DecisionOf(const Row& row) {
    return {
        .verdict = row.decision,
        .why = row.why,
        .quantity = row.quantity,
        .forecast = row.lasts_days.has_value(),
        .percent = row.percent.value_or(0),
        .shelf = row.decided_shelf,
        .transit = row.decided_transit,
        .silent_days = row.silent_days,
        .daily_percent = row.daily_percent.value_or(0),
        .q10 = row.days_left_low.value_or(0),
        .q50 = row.days_left.value_or(0),
        .q90 = row.days_left_high.value_or(0),
        .lasts_days = row.lasts_days.value_or(0),
        .risk = row.risk.value_or(0),
        .trigger_days = row.trigger_days,
        .cover_days = row.cover_days,
        .due_in_days = row.order_due_on && row.decided_at
                           ? static_cast<std::int32_t>(
                                 (*row.order_due_on - std::chrono::floor<std::chrono::days>(*row.decided_at)).count())
                           : 0};
}

GaugeEvidence EvidenceOf(const Row& row) {
    if (row.state_version != kStateVersion || !row.state) return {};
    const auto state = UnpackSupply(row.state->value);
    return state ? state->evidence : GaugeEvidence{};
}

std::string ListSql(const char* condition) {
    return std::string(R"sql(
    SELECT printer_id, supply_slot, state_version, state, shelf, in_transit, replaced_at, decided_on, decided_at,
           order_due_on, decided_percent, decided_serial, due_was_on, due_moved_on, due_moved, decision, why, quantity,
           decided_shelf, decided_transit, silent_days, percent, daily_percent, days_left_low, days_left,
           days_left_high, lasts_days, risk, trigger_days, cover_days
    FROM replenishment_supplies
    WHERE organization_id = ANY ($1) AND ($2 IS NULL OR printer_id = $2) AND )sql") +
           condition;
}
const pg::Query<Row(std::vector<base::OrganizationId>, std::optional<printers::PrinterId>, std::optional<double>,
                    double, printers::PrinterId, std::int32_t, std::int32_t)>
    kListEstimated{"replenishment.list_estimated", ListSql(R"sql(
      ($3 IS NULL OR days_left < $3)
      AND (COALESCE(days_left, 'Infinity'::double precision), printer_id, supply_slot) > ($4, $5, $6)
      AND COALESCE(days_left, 'Infinity'::double precision) < 'Infinity'
    ORDER BY COALESCE(days_left, 'Infinity'::double precision), printer_id, supply_slot LIMIT $7)sql")
                                                       .c_str()};
const pg::Query<Row(std::vector<base::OrganizationId>, std::optional<printers::PrinterId>, printers::PrinterId,
                    std::int32_t, std::int32_t)>
    kListByPrinter{"replenishment.list_by_printer", ListSql(R"sql(
      (printer_id, supply_slot) > ($3, $4)
    ORDER BY printer_id, supply_slot LIMIT $5)sql")
                                                        .c_str()};

std::vector<Row> ListEstimated(pg::Transaction& tx, const ListFilter& filter) {
    const ListKey after = filter.after.value_or(ListKey{"-1", {}, -1});
    return tx.All(kListEstimated, filter.organizations, filter.printer, filter.below_days, std::stod(after.days_left),
                  after.printer_id, after.supply_slot, filter.limit);
}

ListKey EstimatedKeyOf(const Row& row) {
    return {fmt::format("{:.17g}", row.days_left.value_or(0)), row.printer_id, row.supply_slot};
}

std::vector<Row> ListByPrinter(pg::Transaction& tx, const ListFilter& filter) {
    const ListKey after = filter.after.value_or(ListKey{});
    return tx.All(kListByPrinter, filter.organizations, filter.printer, after.printer_id, after.supply_slot,
                  filter.limit);
}

ListKey PrinterKeyOf(const Row& row) {
    return {"", row.printer_id, row.supply_slot};
}

const pg::Query<std::int64_t(std::vector<base::OrganizationId>, std::vector<printers::PrinterId>)> kCountSupplied{
    "replenishment.count_supplied", R"sql(
    SELECT count(*) FROM replenishment_supplies
    WHERE organization_id = ANY ($1) AND printer_id = ANY ($2)
      AND why NOT IN ('high_volume', 'not_covered', 'no_contact', 'unknown_level', 'unrestricted', 'not_used'))sql"};

std::int64_t CountSupplied(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                           const std::vector<printers::PrinterId>& printers) {
    return tx.Get(kCountSupplied, organizations, printers);
}

}  // namespace replenishment::store
