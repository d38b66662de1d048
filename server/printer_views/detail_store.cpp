#include <fmt/format.h>

#include "server/platform/pg/pg.hpp"
#include "server/printer_views/list_columns.hpp"
#include "server/printer_views/list_store.hpp"

namespace printer_views::store {
namespace {

const pg::Query<DetailRow(Organizations, PrinterId)> kFind{
    "printer_views.find",
    fmt::format(R"sql(
    SELECT {}, {}, {}, {}, s.meters AS meter_values, {}
    FROM {} {}
    WHERE p.organization_id = ANY ($1) AND p.id = $2 AND p.deregistered_at IS NULL)sql",
                pg::Columns<PrinterColumns>("p"), pg::Columns<StateColumns>("s"), pg::Columns<DetailColumns>("p"),
                pg::Columns<DetailStateColumns>("s"), kNameColumns, kBothTables, kNameJoins)};

const pg::Query<SupplyColumns(Organizations, std::vector<PrinterId>)> kSupplies{"printer_views.supplies",
                                                                                R"sql(
    SELECT {columns:s}
    FROM unnest($1, $2) AS wanted (organization_id, printer_id)
    JOIN printer_supplies AS s ON s.organization_id = wanted.organization_id AND s.printer_id = wanted.printer_id
    WHERE s.present
    ORDER BY s.printer_id, s.slot)sql"};

const pg::Query<AlertRow(base::OrganizationId, PrinterId)> kOpenAlerts{"printer_views.shown_alerts",
                                                                       R"sql(
    SELECT {columns} FROM printer_alerts
    WHERE organization_id = $1 AND printer_id = $2 AND closed_at IS NULL ORDER BY opened_at DESC, id)sql"};

struct AlertCount {
    PrinterId printer_id;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(AlertCount, (), (printer_id, count))
const pg::Query<AlertCount(Organizations, std::vector<PrinterId>)> kCountAlerts{"printer_views.count_open_alerts",
                                                                                R"sql(
    SELECT a.printer_id, count(*) AS count
    FROM unnest($1, $2) AS wanted (organization_id, printer_id)
    JOIN printer_alerts AS a ON a.organization_id = wanted.organization_id AND a.printer_id = wanted.printer_id
    WHERE a.closed_at IS NULL GROUP BY a.printer_id)sql"};

const pg::Query<MeterRow(Organizations, std::vector<PrinterId>)> kMeterValues{"printer_views.meter_values", R"sql(
    SELECT s.printer_id, s.meters
    FROM unnest($1, $2) AS wanted (organization_id, printer_id)
    JOIN printer_states AS s ON s.organization_id = wanted.organization_id AND s.printer_id = wanted.printer_id)sql"};

// Behind chr(31) of a weak key is which of several behind one address it is (printers/identity.hpp).
const pg::Query<NeighbourRow(base::OrganizationId, PrinterId, std::int32_t)> kBehindSameAddress{
    "printer_views.behind_same_address", R"sql(
    SELECT {columns:o} FROM printers AS p
    JOIN printers AS o ON o.organization_id = p.organization_id AND o.address_key = p.address_key AND o.port = p.port
        AND o.agent_id = p.agent_id AND o.id <> p.id AND o.deregistered_at IS NULL AND strpos(o.weak_key, chr(31)) > 0
    WHERE p.organization_id = $1 AND p.id = $2 AND strpos(p.weak_key, chr(31)) > 0
    ORDER BY length(split_part(o.weak_key, chr(31), 2)), split_part(o.weak_key, chr(31), 2), o.id LIMIT $3)sql"};
// The first of those with one serial number has the plain identity, the others say behind chr(30) where they are
// (printers/identity.hpp).
constexpr const char* kPlainOne = R"sql(o.organization_id = p.organization_id AND o.id <> p.id
            AND o.deregistered_at IS NULL AND o.identity_key = split_part(p.identity_key, chr(30), 1))sql";
constexpr const char* kOtherOnes = R"sql(o.organization_id = p.organization_id AND o.id <> p.id
            AND o.deregistered_at IS NULL AND strpos(o.identity_key, chr(30)) > 0
            AND split_part(o.identity_key, chr(30), 1) = split_part(p.identity_key, chr(30), 1))sql";
const pg::Query<NeighbourRow(base::OrganizationId, PrinterId, std::int32_t)> kWithSameSerial{
    "printer_views.with_same_serial", fmt::format(R"sql(
    SELECT {} FROM printers AS p CROSS JOIN LATERAL (
        SELECT * FROM printers AS o WHERE {}
        UNION ALL SELECT * FROM printers AS o WHERE {}) AS same
    WHERE p.organization_id = $1 AND p.id = $2 ORDER BY same.discovered_at, same.id LIMIT $3)sql",
                                                  pg::Columns<NeighbourRow>("same"), kPlainOne, kOtherOnes)};
const pg::Query<PrinterId(Organizations, std::vector<PrinterId>)> kWithSharedSerial{"printer_views.with_shared_serial",
                                                                                    fmt::format(R"sql(
    SELECT p.id FROM unnest($1, $2) AS wanted (organization_id, printer_id)
    JOIN printers AS p ON p.organization_id = wanted.organization_id AND p.id = wanted.printer_id
    WHERE EXISTS (SELECT FROM printers AS o WHERE {})
        OR EXISTS (SELECT FROM printers AS o WHERE {}))sql",
                                                                                                kPlainOne, kOtherOnes)};

}  // namespace

std::vector<NeighbourRow> BehindSameAddress(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer) {
    return tx.All(kBehindSameAddress, organization, printer, kMostNeighbours);
}
std::vector<NeighbourRow> WithSameSerial(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer) {
    return tx.All(kWithSameSerial, organization, printer, kMostNeighbours);
}
std::vector<PrinterId> WithSharedSerial(pg::Transaction& tx, const Organizations& organizations,
                                        const std::vector<PrinterId>& printers) {
    return tx.All(kWithSharedSerial, organizations, printers);
}

std::map<PrinterId, std::vector<std::int64_t>> MeterValues(pg::Transaction& tx, const Organizations& organizations,
                                                           const std::vector<PrinterId>& printers) {
    std::map<PrinterId, std::vector<std::int64_t>> values;
    for (auto& row : tx.All(kMeterValues, organizations, printers)) values[row.printer_id] = std::move(row.meters);
    return values;
}

std::optional<DetailRow> Find(pg::Transaction& tx, const Organizations& organizations, PrinterId id) {
    return tx.One(kFind, organizations, id);
}

std::vector<SupplyRow> Supplies(pg::Transaction& tx, const Organizations& organizations,
                                const std::vector<PrinterId>& printers, base::Instant now) {
    const auto estimates = printers::ListEstimates(tx, organizations, printers);
    std::vector<SupplyRow> rows;
    for (auto& columns : tx.All(kSupplies, organizations, printers)) {
        SupplyRow& row = rows.emplace_back(SupplyRow{std::move(columns), std::nullopt, std::nullopt});
        const auto own = std::ranges::lower_bound(estimates, row.printer_id, {}, &printers::Estimates::printer_id);
        const bool found = own != estimates.end() && own->printer_id == row.printer_id;
        const auto* estimate = found ? own->Find(row.slot) : nullptr;
        if (estimate == nullptr) continue;
        row.estimate = *estimate;
        row.estimated_at = own->estimated_at;
        if (auto& days = row.estimate->days_left) days = printers::DaysLeftNow(*days, own->estimated_at, now);
    }
    return rows;
}

std::map<PrinterId, std::int64_t> CountOpenAlerts(pg::Transaction& tx, const Organizations& organizations,
                                                  const std::vector<PrinterId>& printers) {
    std::map<PrinterId, std::int64_t> counts;
    for (const auto& row : tx.All(kCountAlerts, organizations, printers)) counts[row.printer_id] = row.count;
    return counts;
}

std::vector<AlertRow> OpenAlerts(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer) {
    return tx.All(kOpenAlerts, organization, printer);
}

}  // namespace printer_views::store
