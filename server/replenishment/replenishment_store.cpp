#include "server/replenishment/replenishment_store.hpp"

#include <fmt/format.h>

#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/facts.hpp"

namespace replenishment::store {

// ---- states ----------------------------------------------------------------------------------------

std::optional<SupplyState> StateOf(const StateRow& row) {
    if (row.state_version != kStateVersion || !row.state) return std::nullopt;
    auto state = UnpackSupply(row.state->value);
    if (!state) return std::nullopt;
    state->book.shelf = row.shelf;
    state->book.early = row.early_replacements;
    if (row.counted_at) {
        state->book.counted_on = NumberOf(DayOf(*row.counted_at));
        state->book.counted_with_newest = row.counted_with_newest;
    }
    return state;
}

std::optional<SiteState> StateOf(const SiteRow& row) {
    if (row.state_version != kStateVersion) return std::nullopt;
    return UnpackSite(row.state.value);
}

const pg::Query<StateRow(base::OrganizationId, std::optional<printers::PrinterId>, std::optional<std::int32_t>)>
    kStates{"replenishment.states", R"sql(
    SELECT {columns}
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
    SELECT {columns} FROM replenishment_sites
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
    "replenishment.fleet", "SELECT {columns} FROM replenishment_fleets WHERE organization_id = $1"};

FleetState Fleet(pg::Transaction& tx, base::OrganizationId organization) {
    const auto row = tx.One(kFleet, organization);
    if (!row || row->state_version != kStateVersion) return {};
    return UnpackFleet(row->state.value).value_or(FleetState{});
}

// ---- writing ---------------------------------------------------------------------------------------

namespace {

struct OfOrganization {
    base::OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(OfOrganization, (), (organization_id))

const pg::UpdateRows<OfOrganization, DecidedRow> kUpdate{
    "replenishment.update", "replenishment_supplies", {"printer_id", "supply_slot"}};

// The columns of a decision come with kUpdate.
const std::vector<pg::Computed> kNothingDecided{
    {"in_transit", "0"},  {"decision", "'no_order'"}, {"why", "'learning'"},
    {"quantity", "0"},    {"decided_shelf", "0"},     {"decided_transit", "0"},
    {"silent_days", "0"}, {"trigger_days", "0"},      {"cover_days", "0"},
};
std::vector<pg::Computed> WithEmptyShelf() {
    auto computed = kNothingDecided;
    computed.insert(computed.end(), {{"shelf", "0"}, {"early_replacements", "0"}});
    return computed;
}

struct OfVersion : OfOrganization {
    std::int32_t state_version = kStateVersion;
};
BOOST_DESCRIBE_STRUCT(OfVersion, (OfOrganization), (state_version))
const pg::InsertRows<OfVersion, RebuiltRow> kWriteStates{
    "replenishment.write_states", "replenishment_supplies",
    "ON CONFLICT (organization_id, printer_id, supply_slot) DO UPDATE SET\n"
    "    (state_version, state, last_day) = (excluded.state_version, excluded.state, excluded.last_day)",
    WithEmptyShelf()};

const pg::InsertRows<OfOrganization, SiteRow> kWriteSites{
    "replenishment.write_sites", "replenishment_sites",
    "ON CONFLICT (organization_id, site_id, contact_id)\n"
    "    DO UPDATE SET (state_version, state) = (excluded.state_version, excluded.state)"};

struct NewFleet : OfVersion {
    pg::Bytes state;
};
BOOST_DESCRIBE_STRUCT(NewFleet, (OfVersion), (state))
const pg::Insert<NewFleet> kWriteFleet{
    "replenishment.write_fleet", "replenishment_fleets",
    "ON CONFLICT (organization_id)\n"
    "    DO UPDATE SET (state_version, state) = (excluded.state_version, excluded.state)"};

struct NewDelivery : OfOrganization {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::int32_t state_version = 0;
    std::optional<pg::Bytes> state;
    std::int32_t shelf = 0;
    std::int32_t early_replacements = 0;
};
BOOST_DESCRIBE_STRUCT(NewDelivery, (OfOrganization),
                      (printer_id, supply_slot, state_version, state, shelf, early_replacements))
const pg::Insert<NewDelivery> kWriteDelivery{
    "replenishment.write_delivery", "replenishment_supplies",
    "ON CONFLICT (organization_id, printer_id, supply_slot) DO UPDATE SET\n"
    "    state = excluded.state, shelf = excluded.shelf, early_replacements = excluded.early_replacements",
    kNothingDecided};

}  // namespace

DecidedRow RowOf(const Decided& decided, const SupplyKey& key, const SupplyState& state, const Decision& decision,
                 const Beside& beside) {
    const auto figure = [&](double value) { return decision.forecast ? std::optional<double>(value) : std::nullopt; };
    DecidedRow row;
    row.printer_id = key.printer;
    row.supply_slot = key.slot;
    row.state_version = kStateVersion;
    row.state = pg::Bytes{Pack(state)};
    row.last_day = key.last_day;
    row.shelf = state.book.shelf;
    row.early_replacements = state.book.early;
    row.replaced_at = key.replaced_at;
    row.in_transit = state.book.transit;
    row.decided_on = decided.on;
    row.decided_at = decided.at;
    row.decision = decision.verdict;
    row.why = decision.why;
    row.quantity = decision.quantity;
    row.decided_shelf = decision.shelf;
    row.decided_transit = decision.transit;
    row.silent_days = decision.silent_days;
    row.percent = figure(decision.percent);
    row.daily_percent = figure(decision.daily_percent);
    row.days_left_low = figure(decision.q10);
    row.days_left = figure(decision.q50);
    row.days_left_high = figure(decision.q90);
    row.lasts_days = figure(decision.lasts_days);
    if (IsAppraised(decision)) row.risk = decision.risk;
    row.trigger_days = decision.trigger_days;
    row.cover_days = decision.cover_days;
    row.spares_kept = decision.spares;
    // Once the day of the count was read, there is nothing left that it could contain.
    row.counted_with_newest = state.book.counted_with_newest && state.gauge.seen_on < state.book.counted_on;
    row.order_due_on = beside.due_on;
    row.decided_percent = beside.told.percent;
    row.decided_serial = beside.told.cartridge_serial_number;
    row.due_was_on = beside.due_was_on;
    row.due_moved_on = beside.due_moved_on;
    row.due_moved = beside.due_moved;
    return row;
}

RebuiltRow RowOf(printers::PrinterId printer, std::int32_t slot, const SupplyState& state,
                 std::optional<base::Day> last_day) {
    return {printer, slot, {Pack(state)}, last_day};
}

SiteRow RowOf(organizations::SiteId site, contacts::ContactId contact, const SiteState& state) {
    return {site, contact, kStateVersion, {Pack(state)}};
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<DecidedRow>& rows) {
    if (!rows.empty()) tx.Exec(kUpdate, {organization}, rows);
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<RebuiltRow>& rows) {
    if (!rows.empty()) tx.Exec(kWriteStates, {{organization}}, rows);
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<SiteRow>& rows) {
    if (!rows.empty()) tx.Exec(kWriteSites, {organization}, rows);
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const FleetState& fleet) {
    tx.Exec(kWriteFleet, {{{organization}}, {Pack(fleet)}});
}

void WriteDelivery(pg::Transaction& tx, base::OrganizationId organization, const StateRow& row) {
    tx.Exec(kWriteDelivery, {{organization},
                             row.printer_id,
                             row.supply_slot,
                             row.state_version,
                             row.state,
                             row.shelf,
                             row.early_replacements});
}

// ---- reading ---------------------------------------------------------------------------------------

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
        .spares = row.spares_kept,
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

namespace {

struct ListParameters : ListFilter {
    double after_days = -1;
    printers::PrinterId after_printer;
    std::int32_t after_slot = -1;
    std::int32_t row_limit = 0;
};
BOOST_DESCRIBE_STRUCT(ListParameters, (ListFilter), (after_days, after_printer, after_slot, row_limit))

const pg::Query<ShownRow(ListParameters)> kListWithDays{"replenishment.list_estimated", R"sql(
    SELECT {columns} FROM replenishment_supplies
    WHERE organization_id = ANY ($organizations) AND ($printer IS NULL OR printer_id = $printer)
      AND ($below_days IS NULL OR days_left < $below_days)
      AND (COALESCE(days_left, 'Infinity'::double precision), printer_id, supply_slot)
          > ($after_days, $after_printer, $after_slot)
      AND COALESCE(days_left, 'Infinity'::double precision) < 'Infinity'
    ORDER BY COALESCE(days_left, 'Infinity'::double precision), printer_id, supply_slot LIMIT $row_limit)sql"};
const pg::Query<ShownRow(ListParameters)> kListByPrinter{"replenishment.list_by_printer", R"sql(
    SELECT {columns} FROM replenishment_supplies
    WHERE organization_id = ANY ($organizations) AND ($printer IS NULL OR printer_id = $printer)
      AND (printer_id, supply_slot) > ($after_printer, $after_slot)
    ORDER BY printer_id, supply_slot LIMIT $row_limit)sql"};

// The key of a place: "<days left>/<slot>" in the first part, "/<slot>" in the second.
constexpr char kSlotFollows = '/';

}  // namespace

std::vector<ShownRow> List(pg::Transaction& tx, Part part, const ListFilter& filter, const std::optional<pg::Place>& after,
                      std::int32_t limit) {
    ListParameters parameters{filter};
    parameters.row_limit = limit;
    if (after) {
        const std::size_t slash = after->key.find(kSlotFollows);
        if (slash > 0) parameters.after_days = std::stod(after->key.substr(0, slash));
        parameters.after_printer = {after->id.value};
        parameters.after_slot = std::stoi(after->key.substr(slash + 1));
    }
    return tx.All(part == Part::kWithDays ? kListWithDays : kListByPrinter, parameters);
}

const pg::Query<ShownRow(base::OrganizationId, std::vector<printers::PrinterId>)> kListOf{
    "replenishment.list_of_printers", R"sql(
    SELECT {columns} FROM replenishment_supplies
    WHERE organization_id = $1 AND printer_id = ANY ($2) ORDER BY printer_id, supply_slot)sql"};

std::vector<ShownRow> ListOf(pg::Transaction& tx, base::OrganizationId organization,
                             const std::vector<printers::PrinterId>& printers) {
    if (printers.empty()) return {};
    return tx.All(kListOf, organization, printers);
}

pg::Place PlaceOf(Part part, const Row& row) {
    const std::string days = part == Part::kWithDays ? fmt::format("{:.17g}", row.days_left.value_or(0)) : "";
    return {days + kSlotFollows + std::to_string(row.supply_slot), {row.printer_id.value}};
}

pg::Place BeginOf(Part part) {
    return {(part == Part::kWithDays ? "-1" : "") + std::string(1, kSlotFollows) + "-1", {}};
}

Part PartOf(const pg::Place& place) {
    return place.key.starts_with(kSlotFollows) ? Part::kWithoutDays : Part::kWithDays;
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
