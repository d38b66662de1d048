#include "server/economics/record_store.hpp"

#include <array>

#include "server/platform/pg/transaction.hpp"

namespace economics::store {
namespace {

struct Owner {
    base::OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(Owner, (), (organization_id))

const pg::Query<InPrinter(base::OrganizationId, std::vector<printers::PrinterId>)> kInPrinters{"economics.in_printers",
                                                                                               R"sql(
    SELECT {columns} FROM cartridges_in_printers
    WHERE organization_id = $1 AND printer_id = ANY ($2) ORDER BY printer_id, supply_slot)sql"};
const pg::InsertRows<Owner, InPrinter> kWrite{
    "economics.write_in_printers", "cartridges_in_printers",
    "ON CONFLICT (organization_id, printer_id, supply_slot) DO UPDATE SET\n"
    "    (cartridge, serial_number, installed_on, pages_at, color_pages_at, starter, moved) =\n"
    "    (excluded.cartridge, excluded.serial_number, excluded.installed_on, excluded.pages_at,\n"
    "     excluded.color_pages_at, excluded.starter, excluded.moved)"};
const pg::InsertRows<Owner, Record> kInsert{"economics.insert_records", "cartridge_records"};

const pg::Query<Record(base::OrganizationId, printers::PrinterId, std::int32_t)> kTakeNewest{"economics.take_newest",
                                                                                             R"sql(
    DELETE FROM cartridge_records WHERE organization_id = $1 AND id = (
        SELECT id FROM cartridge_records
        WHERE organization_id = $1 AND printer_id = $2 AND supply_slot = $3
        ORDER BY removed_on DESC, id DESC LIMIT 1)
    RETURNING {columns})sql"};
const pg::Query<void(base::OrganizationId, printers::PrinterId, std::int64_t)> kSetRecordMoved{
    "economics.set_record_moved", R"sql(
    UPDATE cartridge_records SET ended = 'moved', value_left_minor = NULL, currency = ''
    WHERE organization_id = $1 AND cartridge <> 0 AND id = (
        SELECT id FROM cartridge_records
        WHERE organization_id = $1 AND cartridge = $3 AND cartridge <> 0 AND printer_id = $2
        ORDER BY removed_on DESC, id DESC LIMIT 1))sql"};
const pg::Query<void(base::OrganizationId, printers::PrinterId, std::int64_t)> kSetMoved{"economics.set_moved", R"sql(
    UPDATE cartridges_in_printers SET moved = true
    WHERE organization_id = $1 AND printer_id = $2 AND cartridge = $3 AND cartridge <> 0)sql"};

struct ForgetSince : Owner {
    base::Day first;
};
BOOST_DESCRIBE_STRUCT(ForgetSince, (Owner), (first))
struct SupplyRow {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
};
BOOST_DESCRIBE_STRUCT(SupplyRow, (), (printer_id, supply_slot))
const pg::Query<void(ForgetSince, std::span<const SupplyRow>)> kForgetRecords{"economics.forget_records", R"sql(
    DELETE FROM cartridge_records AS r USING {rows}
    WHERE r.organization_id = $organization_id AND r.removed_on >= $first
      AND r.printer_id = rows.printer_id AND r.supply_slot = rows.supply_slot)sql"};
const pg::Query<void(ForgetSince, std::span<const SupplyRow>)> kForgetIn{"economics.forget_in_printers", R"sql(
    DELETE FROM cartridges_in_printers AS c USING {rows}
    WHERE c.organization_id = $organization_id AND (c.installed_on IS NULL OR c.installed_on >= $first)
      AND c.printer_id = rows.printer_id AND c.supply_slot = rows.supply_slot)sql"};

constexpr const char* kShown = R"sql((
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records)sql";

constexpr const char* kMatches = R"sql(organization_id = ANY ($organizations)
  AND ($first IS NULL OR removed_on >= $first) AND ($last IS NULL OR removed_on <= $last)
  AND ($site IS NULL OR site_id = $site) AND ($printer IS NULL OR printer_id = $printer)
  AND ($model_key IS NULL OR model_key = $model_key) AND ($part_number IS NULL OR part_number = $part_number)
  AND ($colorant IS NULL OR colorant = $colorant) AND (cardinality($ended) = 0 OR ended = ANY ($ended)))sql";

const pg::List<ShownCartridge, Filter, RecordColumn> kList{{
    .name = "economics.list",
    .from = kShown,
    .where = kMatches,
    .sorts = {{RecordColumn::kRemovedOn, "removed_on", "date"},
              {RecordColumn::kLevelPercent, "COALESCE(level_percent, -1)", "double precision"},
              {RecordColumn::kModel, "model_key"},
              {RecordColumn::kSupply, "colorant || ' ' || part_number"},
              {RecordColumn::kEnded, "ended"},
              {RecordColumn::kPages, "COALESCE(pages, -1)", "bigint"},
              {RecordColumn::kPagesExpected, "COALESCE(pages_expected, -1)", "integer"},
              {RecordColumn::kCoveragePercent, "COALESCE(coverage_percent, -1)", "double precision"},
              {RecordColumn::kInstalledOn, "COALESCE(installed_on, '-infinity')", "date"},
              {RecordColumn::kSerialNumber, "lower(serial_number)"}},
}};

// ---- the report

struct ReportParameters : Filter {
    std::string currency;
    std::int32_t most = 0;
};
BOOST_DESCRIBE_STRUCT(ReportParameters, (Filter), (currency, most))

// How records and deliveries fall into groups, and what a group is called.
struct Grouping {
    GroupBy by;
    const char* name;
    const char* record_key;    // of cartridge_records AS r
    const char* delivery_key;  // of shelf_movements AS m, printers AS p, printer_supplies AS s; nullptr: not told
    const char* group_name;    // of the key `g.key`
};
constexpr std::array kGroupings{
    Grouping{GroupBy::kCustomer, "economics.by_customer", "r.organization_id::text", "m.organization_id::text",
             "(SELECT name FROM organizations WHERE id = g.key::uuid)"},
    Grouping{GroupBy::kSite, "economics.by_site", "COALESCE(r.site_id::text, '')", "COALESCE(p.site_id::text, '')",
             "(SELECT name FROM sites WHERE organization_id = ANY ($organizations) AND id = NULLIF(g.key, '')::uuid)"},
    Grouping{GroupBy::kPrinter, "economics.by_printer", "r.printer_id::text", "m.printer_id::text",
             "(SELECT concat_ws(' ', manufacturer, model, NULLIF(serial_number, '')) FROM printers\n"
             "            WHERE organization_id = ANY ($organizations) AND id = g.key::uuid)"},
    Grouping{GroupBy::kModel, "economics.by_model", "r.model_key", nullptr, "g.model_name"},
    Grouping{GroupBy::kItem, "economics.by_item", "r.part_number", nullptr, "g.item_name"},
    Grouping{GroupBy::kColor, "economics.by_color", "r.colorant", "COALESCE(s.colorant, '')", "''"},
    Grouping{GroupBy::kMonth, "economics.by_month", "to_char(r.removed_on, 'YYYY-MM')", "to_char(m.day, 'YYYY-MM')",
             "''"},
};

std::string RecordsSql() {
    std::string where = kMatches;
    return where;
}

std::string ReportSql(const Grouping& grouping) {
    const std::string key = grouping.record_key;
    std::string sql = "\n    WITH records AS (\n        SELECT " + key + R"sql( AS key, max(r.model_name) AS model_name,
            max(NULLIF(concat_ws(' ', NULLIF(r.part_number, ''), r.item_name), '')) AS item_name,
            count(*) AS replaced,
            count(*) FILTER (WHERE ended = 'empty') AS empty, count(*) FILTER (WHERE ended = 'early') AS early,
            count(*) FILTER (WHERE ended = 'refilled') AS refilled, count(*) FILTER (WHERE ended = 'moved') AS moved,
            count(*) FILTER (WHERE ended = 'unknown') AS unknown,
            COALESCE(sum(value_left_minor) FILTER (WHERE currency = $currency), 0)::bigint AS value_left_minor,
            count(*) FILTER (WHERE value_left_minor > 0 AND currency <> $currency) AS other_currency,
            COALESCE(sum(pages) FILTER (WHERE pages_expected > 0 AND level_percent IS NOT NULL), 0)::bigint AS pages,
            COALESCE(sum(pages_expected * (100 - level_percent) / 100)
                FILTER (WHERE pages IS NOT NULL AND level_percent IS NOT NULL), 0)::bigint AS pages_expected
        FROM cartridge_records AS r
        WHERE )sql" + RecordsSql() +
                      " GROUP BY 1)";
    const bool delivered = grouping.delivery_key != nullptr;
    if (delivered) {
        sql += ",\n    delivered AS (\n        SELECT " + std::string(grouping.delivery_key) +
               R"sql( AS key, sum(m.quantity)::bigint AS delivered
        FROM shelf_movements AS m
        JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
        LEFT JOIN printer_supplies AS s
            ON s.organization_id = m.organization_id AND s.printer_id = m.printer_id AND s.slot = m.supply_slot
        WHERE m.organization_id = ANY ($organizations) AND m.cause = 'delivered'
          AND ($first IS NULL OR m.day >= $first) AND ($last IS NULL OR m.day <= $last)
          AND ($site IS NULL OR p.site_id = $site) AND ($printer IS NULL OR m.printer_id = $printer)
        GROUP BY 1))sql";
    }
    sql += "\n    SELECT g.key, COALESCE(" + std::string(grouping.group_name) +
           R"sql(, '') AS name, g.replaced, g.empty, g.early, g.refilled, g.moved, g.unknown, g.value_left_minor,
        g.other_currency, g.pages, g.pages_expected, )sql" +
           (delivered ? "COALESCE(d.delivered, 0)" : "0::bigint") + " AS delivered\n    FROM records AS g" +
           (delivered ? " LEFT JOIN delivered AS d ON d.key = g.key" : "") +
           "\n    ORDER BY g.early DESC, g.value_left_minor DESC, g.replaced DESC, g.key LIMIT $most";
    return sql;
}

using ReportQuery = pg::Query<Group(ReportParameters)>;
const ReportQuery& QueryOf(GroupBy by) {
    static const std::array<ReportQuery, kGroupings.size()> kQueries{
        ReportQuery{kGroupings[0].name, ReportSql(kGroupings[0])},
        ReportQuery{kGroupings[1].name, ReportSql(kGroupings[1])},
        ReportQuery{kGroupings[2].name, ReportSql(kGroupings[2])},
        ReportQuery{kGroupings[3].name, ReportSql(kGroupings[3])},
        ReportQuery{kGroupings[4].name, ReportSql(kGroupings[4])},
        ReportQuery{kGroupings[5].name, ReportSql(kGroupings[5])},
        ReportQuery{kGroupings[6].name, ReportSql(kGroupings[6])}};
    return kQueries[static_cast<std::size_t>(by)];
}

constexpr Grouping kAll{GroupBy::kColor, "economics.total", "''", "''", "''"};
const ReportQuery kTotal{kAll.name, ReportSql(kAll)};

const pg::Query<std::string(Filter)> kUsualCurrency{
    "economics.usual_currency", std::string("SELECT currency FROM cartridge_records WHERE ") + kMatches +
                                    " AND currency <> '' GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1"};

std::vector<SupplyRow> RowsOf(const std::vector<replenishment::CartridgeListener::Rebuilt>& supplies) {
    std::vector<SupplyRow> rows;
    for (const auto& supply : supplies) rows.push_back({supply.printer, supply.slot});
    return rows;
}

}  // namespace

std::vector<InPrinter> InPrinters(pg::Transaction& tx, base::OrganizationId organization,
                                  const std::vector<printers::PrinterId>& printers) {
    if (printers.empty()) return {};
    return tx.All(kInPrinters, organization, printers);
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<InPrinter>& rows) {
    if (!rows.empty()) tx.Exec(kWrite, {organization}, rows);
}

void Insert(pg::Transaction& tx, base::OrganizationId organization, const std::vector<Record>& records) {
    if (!records.empty()) tx.Exec(kInsert, {organization}, records);
}

std::optional<Record> TakeNewest(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                                 std::int32_t slot) {
    return tx.One(kTakeNewest, organization, printer, slot);
}

void SetMoved(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
              std::int64_t cartridge) {
    tx.Exec(kSetRecordMoved, organization, printer, cartridge);
    tx.Exec(kSetMoved, organization, printer, cartridge);
}

void Forget(pg::Transaction& tx, base::OrganizationId organization,
            const std::vector<replenishment::CartridgeListener::Rebuilt>& supplies, base::Day first) {
    const auto rows = RowsOf(supplies);
    if (rows.empty()) return;
    tx.Exec(kForgetRecords, {{organization}, first}, rows);
    tx.Exec(kForgetIn, {{organization}, first}, rows);
}

pg::Slice<ShownCartridge> List(pg::Transaction& tx, const Filter& filter, const pg::Window<RecordColumn>& window) {
    return kList.Read(tx, filter, window);
}

std::vector<Group> Report(pg::Transaction& tx, GroupBy by, const Filter& filter, const std::string& currency,
                          std::int32_t most) {
    return tx.All(QueryOf(by), ReportParameters{filter, currency, most});
}

Group Total(pg::Transaction& tx, const Filter& filter, const std::string& currency) {
    return tx.One(kTotal, ReportParameters{filter, currency, 1}).value_or(Group{});
}

std::string UsualCurrency(pg::Transaction& tx, const Filter& filter) {
    return tx.One(kUsualCurrency, filter).value_or("");
}

}  // namespace economics::store
