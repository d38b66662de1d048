#include "server/replenishment/replenishment_store.hpp"

#include <algorithm>
#include <tuple>

#include "server/platform/pg/search_terms.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/facts.hpp"

namespace replenishment::store {

// ---- states ----------------------------------------------------------------------------------------

std::optional<SupplyState> StateOf(const Row& row) {
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

namespace {

struct PrinterRow {
    printers::PrinterId printer_id;
    std::optional<base::Day> first_end;
    std::int32_t supplied = 0;
    pg::Packed<KeptSupply> supplies;
};
BOOST_DESCRIBE_STRUCT(PrinterRow, (), (printer_id, first_end, supplied, supplies))

void Append(std::vector<Row>& rows, PrinterRow& printer) {
    for (KeptSupply& supply : printer.supplies.rows)
        rows.push_back({std::move(supply), printer.printer_id, printer.first_end});
}

}  // namespace

const pg::Query<PrinterRow(base::OrganizationId, std::optional<printers::PrinterId>)> kKept{"replenishment.kept", R"sql(
    SELECT {columns} FROM replenishment_printers
    WHERE organization_id = $1 AND ($2 IS NULL OR printer_id = $2)
    ORDER BY printer_id)sql"};

namespace {

void HoldOrganization(pg::Transaction& tx, base::OrganizationId organization) {
    tx.Lock("replenishment/" + organization.ToString());
}

std::vector<Row> Hold(pg::Transaction& tx, base::OrganizationId organization,
                      std::optional<printers::PrinterId> printer) {
    HoldOrganization(tx, organization);
    auto printers = tx.All(kKept, organization, printer);
    std::vector<Row> rows;
    for (PrinterRow& one : printers) Append(rows, one);
    return rows;
}

}  // namespace

std::vector<Row> LockAll(pg::Transaction& tx, base::OrganizationId organization) {
    return Hold(tx, organization, std::nullopt);
}

std::vector<Row> Lock(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer) {
    return Hold(tx, organization, printer);
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

const pg::InsertRows<OfOrganization, PrinterRow> kWritePrinters{
    "replenishment.write_printers", "replenishment_printers",
    "ON CONFLICT (organization_id, printer_id) DO UPDATE SET\n"
    "    (first_end, supplied, supplies) = (excluded.first_end, excluded.supplied, excluded.supplies)"};

// With what pages and lists of printers show of it.
struct ShownPrinterRow : PrinterRow {
    base::Instant estimated_at;
    pg::Packed<printers::Estimate> estimates;
};
BOOST_DESCRIBE_STRUCT(ShownPrinterRow, (PrinterRow), (estimated_at, estimates))
const pg::InsertRows<OfOrganization, ShownPrinterRow> kWriteShown{
    "replenishment.write_shown_printers", "replenishment_printers",
    "ON CONFLICT (organization_id, printer_id) DO UPDATE SET\n"
    "    (first_end, supplied, supplies, estimated_at, estimates) =\n"
    "    (excluded.first_end, excluded.supplied, excluded.supplies, excluded.estimated_at, excluded.estimates)"};

// Whether orders are placed for it, as long as its printer has a delivery contact.
bool IsSupplied(const KeptSupply& supply) {
    switch (supply.why) {
        case Why::kHighVolume:
        case Why::kNotCovered:
        case Why::kNotIncluded:
        case Why::kNotEnrolled:
        case Why::kNoContact:
        case Why::kUnknownLevel:
        case Why::kUnrestricted:
        case Why::kNotUsed:
            return false;
        default:
            return true;
    }
}

constexpr double kMostDays = 100'000;  // of a supply that nobody uses

// The day on which a supply is used up, as its decision says.
std::optional<base::Day> EndOf(const KeptSupply& supply) {
    if (!supply.days_left || !supply.decided_on) return std::nullopt;
    return *supply.decided_on +
           std::chrono::days(static_cast<int>(std::min(std::max(*supply.days_left, 0.0), kMostDays)));
}

// One printer after the other.
class Packing {
  public:
    void Add(const Row& row) {
        if (rows_.empty() || rows_.back().printer_id != row.printer_id) rows_.push_back({.printer_id = row.printer_id});
        PrinterRow& printer = rows_.back();
        if (const auto end = EndOf(row); end && (!printer.first_end || *end < *printer.first_end))
            printer.first_end = end;
        if (IsSupplied(row)) ++printer.supplied;
        printer.supplies.rows.push_back(row);
    }
    [[nodiscard]] std::vector<PrinterRow>& rows() { return rows_; }

  private:
    std::vector<PrinterRow> rows_;
};

struct OfVersion : OfOrganization {
    std::int32_t state_version = kStateVersion;
};
BOOST_DESCRIBE_STRUCT(OfVersion, (OfOrganization), (state_version))
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

}  // namespace

Row RowOf(const Decided& decided, const SupplyKey& key, const SupplyState& state, const Decision& decision,
          const Beside& beside) {
    const auto figure = [&](double value) { return decision.forecast ? std::optional<double>(value) : std::nullopt; };
    Row row;
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
    if (key.before != nullptr) {
        row.counted_at = key.before->counted_at;
        row.counted_by = key.before->counted_by;
    }
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

Row RowOf(const Row* before, printers::PrinterId printer, std::int32_t slot, const SupplyState& state,
          std::optional<base::Day> last_day) {
    Row row = before != nullptr ? *before : Row{};
    row.printer_id = printer;
    row.supply_slot = slot;
    row.state_version = kStateVersion;
    row.state = pg::Bytes{Pack(state)};
    row.last_day = last_day;
    return row;
}

SiteRow RowOf(organizations::SiteId site, contacts::ContactId contact, const SiteState& state) {
    return {site, contact, kStateVersion, {Pack(state)}};
}

namespace {

Packing PackingOf(std::span<const Row> kept, std::span<const Row> changed) {
    Packing packing;
    const auto key = [](const Row& row) { return std::tie(row.printer_id, row.supply_slot); };
    auto known = kept.begin();
    const auto keep = [&](printers::PrinterId printer, auto until) {  // what is known of it and did not change
        for (; known != kept.end() && until(*known); ++known)
            if (known->printer_id == printer) packing.Add(*known);
    };
    for (auto row = changed.begin(); row != changed.end(); ++row) {
        keep(row->printer_id, [&](const Row& one) { return key(one) < key(*row); });
        if (known != kept.end() && key(*known) == key(*row)) ++known;
        packing.Add(*row);
        const bool last = row + 1 == changed.end() || (row + 1)->printer_id != row->printer_id;
        if (last) keep(row->printer_id, [&](const Row& one) { return one.printer_id == row->printer_id; });
    }
    return packing;
}

}  // namespace

void Write(pg::Transaction& tx, base::OrganizationId organization, std::span<const Row> kept,
           std::span<const Row> changed) {
    Packing packing = PackingOf(kept, changed);
    if (!packing.rows().empty()) tx.Exec(kWritePrinters, {organization}, packing.rows());
}

void Write(pg::Transaction& tx, base::OrganizationId organization, std::span<const Row> kept,
           std::span<const Row> changed, const std::vector<printers::Estimates>& estimates) {
    Packing packing = PackingOf(kept, changed);
    std::vector<ShownPrinterRow> rows;
    rows.reserve(estimates.size());
    for (std::size_t i = 0; i < packing.rows().size(); ++i) {
        const printers::Estimates& shown = estimates.at(i);
        rows.push_back({std::move(packing.rows()[i]), shown.estimated_at, shown.supplies});
    }
    if (!rows.empty()) tx.Exec(kWriteShown, {organization}, rows);
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<SiteRow>& rows) {
    if (!rows.empty()) tx.Exec(kWriteSites, {organization}, rows);
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const FleetState& fleet) {
    tx.Exec(kWriteFleet, {{{organization}}, {Pack(fleet)}});
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

struct ListParameters {
    std::span<const base::OrganizationId> organizations;
    std::optional<printers::PrinterId> printer;
    std::optional<base::Day> last_end;
    base::Day after_end{};
    printers::PrinterId after_printer;
    std::int32_t row_limit = 0;
    std::vector<std::string> words;
    std::optional<organizations::SiteId> site;
};
BOOST_DESCRIBE_STRUCT(ListParameters, (),
                      (organizations, printer, last_end, after_end, after_printer, row_limit, words, site))

// The printers that a list is about.
std::string Matches() {
    return R"sql(organization_id = ANY ($organizations) AND ($printer IS NULL OR printer_id = $printer)
      AND ($site IS NULL OR printer_id IN (
            SELECT id FROM printers WHERE organization_id = ANY ($organizations) AND site_id = $site))
      AND )sql" +
           pg::HasEveryWordOfPlace("printer_id", "printer_terms", "printer_id", "printers");
}

// Each from the printer on of which the page before had a part.
const pg::Query<PrinterRow(ListParameters)> kListWithDays{"replenishment.list_estimated", R"sql(
    SELECT {columns} FROM replenishment_printers
    WHERE )sql" + Matches() + R"sql(
      AND ($last_end IS NULL OR first_end <= $last_end)
      AND (first_end, printer_id) >= ($after_end, $after_printer)
    ORDER BY first_end, printer_id LIMIT $row_limit)sql"};
const pg::Query<PrinterRow(ListParameters)> kListByPrinter{"replenishment.list_by_printer", R"sql(
    SELECT {columns} FROM replenishment_printers
    WHERE )sql" + Matches() + R"sql(
      AND printer_id >= $after_printer
    ORDER BY printer_id LIMIT $row_limit)sql"};

// The key of a place: "<end>/<slot>" in the first part, "/<slot>" in the second.
constexpr char kSlotFollows = '/';
constexpr base::Day kFirstDay{};

// The supplies of a printer that are of this part of the list, in its order.
std::vector<Row> RowsOf(PrinterRow& printer, Part part, const ListFilter& filter) {
    std::vector<Row> rows;
    Append(rows, printer);
    if (part == Part::kWithoutDays) return rows;
    std::erase_if(rows, [&](const Row& row) {
        if (!row.days_left || !row.decided_at) return true;
        return filter.below_days &&
               printers::DaysLeftNow(*row.days_left, *row.decided_at, filter.now) >= *filter.below_days;
    });
    std::ranges::sort(rows, {}, [](const Row& row) { return std::pair(*row.days_left, row.supply_slot); });
    return rows;
}

// Where the rows behind that supply begin. One that is gone has, by its slot, a place in the second part only.
auto Behind(const std::vector<Row>& rows, Part part, std::int32_t slot) {
    if (part == Part::kWithoutDays) return std::ranges::upper_bound(rows, slot, {}, &Row::supply_slot);
    const auto at = std::ranges::find(rows, slot, &Row::supply_slot);
    return at == rows.end() ? rows.begin() : at + 1;
}

}  // namespace

std::vector<Row> List(pg::Transaction& tx, Part part, const ListFilter& filter, const std::optional<pg::Place>& after,
                      std::int32_t limit) {
    ListParameters parameters{.organizations = filter.organizations, .printer = filter.printer};
    parameters.words = filter.words;
    parameters.site = filter.site;
    if (filter.below_days) {
        const double most = std::clamp(*filter.below_days, 0.0, kMostDays);
        parameters.last_end =
            std::chrono::floor<std::chrono::days>(filter.now) + std::chrono::days(static_cast<int>(most));
    }
    std::optional<std::int32_t> shown;  // the supply of the first printer that the page before ended with
    if (after) {
        const std::size_t slash = after->key.find(kSlotFollows);
        if (slash > 0) parameters.after_end = base::ParseDay(after->key.substr(0, slash)).value_or(kFirstDay);
        parameters.after_printer = {after->id.value};
        shown = std::stoi(after->key.substr(slash + 1));
    }
    std::vector<Row> rows;
    bool all_shown = false;  // of the first printer
    while (true) {
        parameters.row_limit = limit - static_cast<std::int32_t>(rows.size()) + 1;
        auto printers = tx.All(part == Part::kWithDays ? kListWithDays : kListByPrinter, parameters);
        for (PrinterRow& printer : printers) {
            const bool begun = printer.printer_id == parameters.after_printer &&
                               (part == Part::kWithoutDays || printer.first_end == parameters.after_end);
            if (begun && all_shown) continue;
            auto more = RowsOf(printer, part, filter);
            if (begun && shown) more.erase(more.begin(), Behind(more, part, *shown));
            std::ranges::move(more, std::back_inserter(rows));
        }
        if (rows.size() >= static_cast<std::size_t>(limit)) break;
        if (printers.size() < static_cast<std::size_t>(parameters.row_limit)) return rows;
        parameters.after_end = printers.back().first_end.value_or(kFirstDay);
        parameters.after_printer = printers.back().printer_id;
        all_shown = true;
    }
    rows.resize(static_cast<std::size_t>(limit));
    return rows;
}

const pg::Query<PrinterRow(base::OrganizationId, std::vector<printers::PrinterId>)> kListOf{
    "replenishment.list_of_printers", R"sql(
    SELECT {columns} FROM replenishment_printers
    WHERE organization_id = $1 AND printer_id = ANY ($2) ORDER BY printer_id)sql"};

std::vector<Row> Lock(pg::Transaction& tx, base::OrganizationId organization,
                      const std::vector<printers::PrinterId>& printers) {
    HoldOrganization(tx, organization);
    return ListOf(tx, organization, printers);
}

std::vector<Row> ListOf(pg::Transaction& tx, base::OrganizationId organization,
                        const std::vector<printers::PrinterId>& printers) {
    std::vector<Row> rows;
    if (printers.empty()) return rows;
    auto found = tx.All(kListOf, organization, printers);
    for (PrinterRow& printer : found) Append(rows, printer);
    return rows;
}

pg::Place PlaceOf(Part part, const Row& row) {
    const std::string end = part == Part::kWithDays && row.first_end ? base::FormatDay(*row.first_end) : "";
    return {end + kSlotFollows + std::to_string(row.supply_slot), {row.printer_id.value}};
}

pg::Place BeginOf(Part part) {
    return {(part == Part::kWithDays ? base::FormatDay(kFirstDay) : "") + kSlotFollows + "-1", {}};
}

Part PartOf(const pg::Place& place) {
    return place.key.starts_with(kSlotFollows) ? Part::kWithoutDays : Part::kWithDays;
}

const pg::Query<PrinterPlace(std::span<const base::OrganizationId>, std::vector<printers::PrinterId>)> kPlacesOf{
    "replenishment.places", R"sql(
    SELECT p.id, p.organization_id, o.name AS organization_name, COALESCE(s.name, '') AS site_name
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    WHERE p.organization_id = ANY ($1) AND p.id = ANY ($2) ORDER BY p.id)sql"};

std::vector<PrinterPlace> PlacesOf(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   const std::vector<printers::PrinterId>& printers) {
    if (printers.empty()) return {};
    return tx.All(kPlacesOf, organizations, printers);
}

const pg::Query<std::int64_t(std::vector<base::OrganizationId>, std::vector<printers::PrinterId>)> kCountSupplied{
    "replenishment.count_supplied", R"sql(
    SELECT COALESCE(sum(supplied), 0)::bigint FROM replenishment_printers
    WHERE organization_id = ANY ($1) AND printer_id = ANY ($2))sql"};

std::int64_t CountSupplied(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                           const std::vector<printers::PrinterId>& printers) {
    return tx.Get(kCountSupplied, organizations, printers);
}

}  // namespace replenishment::store
