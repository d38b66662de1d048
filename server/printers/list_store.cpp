#include "server/printers/list_store.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <memory>

#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"

namespace printers::store {
namespace {

using base::Instant;

// ---- the list -------------------------------------------------------------------------------------

// A million printers, any filter, any order, any page: each order is a statement of its own that can walk its own
// index, and every statement is planned with the values of its filters (see List), so that a rare value is looked
// up and a common one is met on the way. Search words must stand as EXISTS at the top of WHERE, therefore a
// statement for 0, 1, 2 and 3 words; a fourth word and more only filter.
constexpr std::size_t kWordStatements = 4;

struct Sort {
    SortColumn column;
    const char* name;
    const char* expression;  // what is sorted by
    const char* id;          // of the table that the index is on
    const char* type;        // of the expression
    const char* first;       // before every value
    const char* last;        // behind every value
    const char* join;        // another table that the expression needs
};
constexpr const char* kBehindText = "\xF4\x8F\xBF\xBF";
constexpr std::array kSorts{
    Sort{SortColumn::kModel, "model", "p.model_key", "p.id", "text", "", kBehindText, ""},
    Sort{SortColumn::kManufacturer, "manufacturer", "p.manufacturer_key", "p.id", "text", "", kBehindText, ""},
    Sort{SortColumn::kSerialNumber, "serial_number", "p.serial_key", "p.id", "text", "", kBehindText, ""},
    Sort{SortColumn::kAddress, "address", "p.address_key", "p.id", "text", "", kBehindText, ""},
    Sort{SortColumn::kHostName, "host_name", "p.host_key", "p.id", "text", "", kBehindText, ""},
    Sort{SortColumn::kLocation, "location", "p.location_key", "p.id", "text", "", kBehindText, ""},
    Sort{SortColumn::kDiscoveredAt, "discovered_at", "p.discovered_at", "p.id", "timestamptz", "-infinity",
         "infinity", ""},
    Sort{SortColumn::kState, "state", "s.status", "s.printer_id", "smallint", "-1", "32767", ""},
    Sort{SortColumn::kLifeCount, "life_count", "s.life_count", "s.printer_id", "bigint", "-2",
         "9223372036854775807", ""},
    Sort{SortColumn::kLastContactAt, "last_contact_at", "s.observed_at", "s.printer_id", "timestamptz",
         "-infinity", "infinity", ""},
    Sort{SortColumn::kSupplyPercent, "supply_percent", "s.lowest_percent", "s.printer_id", "smallint", "-1",
         "32767", ""},
    Sort{SortColumn::kSupplyDays, "supply_days", "s.lowest_days_left", "s.printer_id", "integer", "-2147483648",
         "2147483647", ""},
    Sort{SortColumn::kSiteName, "site_name", "b.name_key", "p.id", "text", "", kBehindText,
         "JOIN sites AS b ON b.organization_id = p.organization_id AND b.id = p.site_id"},
    Sort{SortColumn::kOrganizationName, "organization_name", "b.name_key", "p.id", "text", "", kBehindText,
         "JOIN organizations AS b ON b.id = p.organization_id"},
};

constexpr const char* kPrinterColumns = R"sql(
        p.organization_id, p.id, p.site_id, p.agent_id, p.contact_id, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, p.under_contract,
        p.managed, p.discovered_at, p.version, p.meters, s.observed_at, s.status, s.status_text, s.communicating,
        s.life_count, s.levels)sql";
// The same columns of the rows that were chosen.
constexpr const char* kPageColumns = R"sql(
        page.organization_id, page.id, page.site_id, page.agent_id, page.contact_id, page.manufacturer, page.model,
        page.serial_number, page.address, page.host_name, page.location, page.under_contract, page.managed,
        page.discovered_at, page.version, page.meters, page.observed_at, page.status, page.status_text,
        page.communicating, page.life_count, page.levels)sql";
// Names of other tables' rows, looked up for the rows of the page only.
constexpr const char* kNameColumns = R"sql(
        o.name AS organization_name, sites.name AS site_name, agents.name AS agent_name,
        agents.polling_interval_seconds,
        NULLIF(btrim(concat_ws(' ', NULLIF(contacts.first_name, ''), NULLIF(contacts.last_name, ''))), '') AS contact_name)sql";
constexpr const char* kNameJoins = R"sql(
    JOIN organizations AS o ON o.id = page.organization_id
    LEFT JOIN sites ON sites.organization_id = page.organization_id AND sites.id = page.site_id
    LEFT JOIN agents ON agents.organization_id = page.organization_id AND agents.id = page.agent_id
    LEFT JOIN contacts ON contacts.organization_id = page.organization_id AND contacts.id = page.contact_id)sql";

// $1 to $16 of the list and of the estimate.
std::string Conditions(std::size_t words) {
    std::string sql = R"sql(
        p.organization_id = ANY ($1) AND p.deregistered_at IS NULL
        AND ($5 IS NULL OR p.site_id = $5) AND ($6 IS NULL OR p.agent_id = $6)
        AND ($7 IS NULL OR p.contact_id = $7) AND ($8 IS NULL OR p.model_key = $8)
        AND (cardinality($9) = 0 OR s.status = ANY ($9))
        AND ($10 IS NULL OR s.communicating = $10) AND ($11 IS NULL OR p.under_contract = $11)
        AND ($12 IS NULL OR p.managed = $12) AND ($13 IS NULL OR s.lowest_percent < $13)
        AND ($14 IS NULL OR s.lowest_days_left < $14) AND ($15 IS NULL OR p.discovered_at >= $15))sql";
    for (std::size_t word = 1; word <= std::min(words, kWordStatements - 1); ++word) {
        sql += fmt::format(R"sql(
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id
            AND t.printer_id = p.id AND t.term >= ($16)[{0}] AND t.term < ($16)[{0}] || U&'\+10FFFF'))sql", word);
    }
    if (words + 1 >= kWordStatements) {
        sql += fmt::format(R"sql(
        AND NOT EXISTS (SELECT FROM unnest(($16)[{}:]) AS words (word) WHERE NOT EXISTS (
            SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id
            AND t.term >= words.word AND t.term < words.word || U&'\+10FFFF')))sql", kWordStatements);
    } else if (words == 0) {
        sql += " AND ($16)[1] IS NULL";
    }
    return sql;
}

std::string ListSql(const Sort& sort, bool descending, std::size_t words) {
    return fmt::format(R"sql(
    SELECT {page}, page.sort_key, {names} FROM (
        SELECT {columns}, ({expression})::text AS sort_key, {expression} AS ordered
        FROM printers AS p
        JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id {join}
        WHERE ({expression}, {id}) {after} ($2::{type}, $3) AND {conditions}
        ORDER BY {expression} {direction}, {id} {direction}
        LIMIT $4) AS page {joins}
    ORDER BY page.ordered {direction}, page.id {direction})sql",
                       fmt::arg("page", kPageColumns), fmt::arg("names", kNameColumns), fmt::arg("columns", kPrinterColumns),
                       fmt::arg("expression", sort.expression), fmt::arg("id", sort.id), fmt::arg("type", sort.type),
                       fmt::arg("join", sort.join), fmt::arg("after", descending ? "<" : ">"),
                       fmt::arg("direction", descending ? "DESC" : "ASC"),
                       fmt::arg("conditions", Conditions(words)), fmt::arg("joins", kNameJoins));
}

// The estimate is read from the plan: `Plan Rows` of the query without order and limit.
std::string EstimateSql(std::size_t words) {
    return "EXPLAIN (FORMAT JSON) SELECT FROM printers AS p JOIN printer_states AS s "
           "ON s.organization_id = p.organization_id AND s.printer_id = p.id "
           "WHERE ($2, $3, $4) IS NOT NULL AND " + Conditions(words);
}

using Statuses = std::vector<std::int16_t>;
template <class Row>
using FilteredQuery =
    pg::Query<Row(Organizations, std::string, PrinterId, std::int32_t, std::optional<organizations::SiteId>,
                  std::optional<agents::AgentId>, std::optional<contacts::ContactId>, std::optional<std::string>,
                  Statuses, std::optional<bool>, std::optional<bool>, std::optional<std::string>,
                  std::optional<std::int32_t>, std::optional<std::int32_t>, std::optional<Instant>,
                  std::vector<std::string>)>;

using Statements = std::vector<std::unique_ptr<FilteredQuery<ListRow>>>;
const Statements kList = [] {
    Statements list;
    for (const Sort& sort : kSorts) {
        for (const bool descending : {false, true}) {
            for (std::size_t words = 0; words < kWordStatements; ++words) {
                const std::string name = fmt::format("printers.list.{}.{}.{}", sort.name,
                                                     descending ? "descending" : "ascending", words);
                list.push_back(std::make_unique<FilteredQuery<ListRow>>(
                    name.c_str(), ListSql(sort, descending, words).c_str()));
            }
        }
    }
    return list;
}();
const std::vector<std::unique_ptr<FilteredQuery<std::string>>> kEstimate = [] {
    std::vector<std::unique_ptr<FilteredQuery<std::string>>> list;
    for (std::size_t words = 0; words < kWordStatements; ++words) {
        list.push_back(std::make_unique<FilteredQuery<std::string>>(
            fmt::format("printers.estimate.{}", words).c_str(), EstimateSql(words).c_str()));
    }
    return list;
}();

// A plan for the values at hand, not one for any: which index is best depends on them.
const pg::Query<std::string()> kPlanEachTime{"printers.plan_each_time",
                                             "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)"};

std::size_t StatementOf(const std::vector<std::string>& words) {
    return std::min(words.size(), kWordStatements - 1);
}

template <class Query>
auto Run(pg::Transaction& tx, const Query& query, const ListFilter& f, const ListKey& after) {
    std::optional<std::string> model;
    if (f.model) model = base::FoldCase(*f.model);
    return tx.All(query, f.organizations, after.key, after.id, f.limit, f.site, f.agent, f.contact, model,
                  f.statuses, f.communicating, f.under_contract, f.managed, f.supply_below_percent,
                  f.supply_below_days, f.discovered_since, f.search_words);
}

// ---- one printer ----------------------------------------------------------------------------------

const pg::Query<DetailRow(Organizations, PrinterId)> kFind{"printers.find", fmt::format(R"sql(
    SELECT {}, page.port, page.hardware_address, page.device_location, page.firmware, page.features, page.inputs,
        page.meter_values, page.input_levels, page.detected_errors, page.problems, page.uptime_seconds, {} FROM (
        SELECT {}, p.port, p.hardware_address, p.device_location, p.firmware, p.features, p.inputs,
            s.meters AS meter_values, s.input_levels, s.detected_errors, s.problems, s.uptime_seconds
        FROM printers AS p
        JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
        WHERE p.organization_id = ANY ($1) AND p.id = $2 AND p.deregistered_at IS NULL) AS page {})sql",
    kPageColumns, kNameColumns, kPrinterColumns, kNameJoins).c_str()};

const pg::Query<SupplyRow(Organizations, std::vector<PrinterId>)> kSupplies{"printers.supplies", R"sql(
    SELECT s.printer_id, s.slot, s.supply_index, s.type, s.class, s.colorant, s.description, s.part_number,
        s.serial_number, s.unit, s.max_capacity_raw, s.days_left
    FROM unnest($1, $2) AS wanted (organization_id, printer_id)
    JOIN printer_supplies AS s ON s.organization_id = wanted.organization_id AND s.printer_id = wanted.printer_id
    WHERE s.present
    ORDER BY s.printer_id, s.slot)sql"};

const pg::Query<AlertRow(base::OrganizationId, PrinterId)> kOpenAlerts{"printers.shown_alerts", R"sql(
    SELECT id, severity, alert_group, code, training, description, opened_at FROM printer_alerts
    WHERE organization_id = $1 AND printer_id = $2 AND closed_at IS NULL ORDER BY opened_at DESC, id)sql"};

}  // namespace

std::vector<ListRow> List(pg::Transaction& tx, const ListFilter& filter) {
    const auto sort = static_cast<std::size_t>(filter.sort);
    ListKey after;
    if (filter.after) {
        after = *filter.after;
    } else {
        after.key = filter.descending ? kSorts[sort].last : kSorts[sort].first;
        if (filter.descending) after.id.value.octets.fill(0xFF);
    }
    tx.Get(kPlanEachTime);
    const std::size_t at = (sort * 2 + (filter.descending ? 1 : 0)) * kWordStatements +
                           StatementOf(filter.search_words);
    return Run(tx, *kList[at], filter, after);
}

std::int64_t Estimate(pg::Transaction& tx, const ListFilter& filter) {
    tx.Get(kPlanEachTime);
    const auto plans = Run(tx, *kEstimate[StatementOf(filter.search_words)], filter, ListKey{});
    if (plans.empty()) return 0;
    const auto plan = boost::json::parse(plans.front());
    return plan.as_array().at(0).as_object().at("Plan").as_object().at("Plan Rows").to_number<std::int64_t>();
}

std::optional<DetailRow> Find(pg::Transaction& tx, const Organizations& organizations, PrinterId id) {
    return tx.One(kFind, organizations, id);
}

std::vector<SupplyRow> Supplies(pg::Transaction& tx, const Organizations& organizations,
                                const std::vector<PrinterId>& printers) {
    return tx.All(kSupplies, organizations, printers);
}

std::vector<AlertRow> OpenAlerts(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer) {
    return tx.All(kOpenAlerts, organization, printer);
}

}  // namespace printers::store
