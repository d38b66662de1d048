#include "server/printers/list_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"

namespace printers::store {
namespace {

using base::Instant;

// ---- the list -------------------------------------------------------------------------------------

// A million printers, any filter, any order, any page. Two ways, because the planner cannot choose between them: it
// knows neither how many organizations the row level security of a transaction lets through nor how many rows that is.
//   collect  the matches by the index of the rarest filter (or of the organization), at most kCollect of them, sorted
//   walk     the index of the order from the place of the page on, leaving out what does not match: where matches
//            are so many that collecting them all would take longer
// A list with a filter collects first and walks when there were too many. Planner settings of the transaction see to it
// that each way is gone as meant. The rarest search word may lead to the matches; it must stand as EXISTS at the top of
// WHERE for that. The other words are looked up row by row.
constexpr std::int32_t kCollect = 4000;
enum Words : std::size_t { kNoWords, kWordsFilter, kFirstWordLeads };
constexpr std::size_t kWordStatements = 3;
// Naming more organizations than these costs more planning than it saves: row level security lets through exactly
// the same ones.
constexpr std::size_t kMostNamed = 100;

struct Sort {
    SortColumn column;
    const char* name;
    const char* expression;  // what is sorted by
    const char* id;          // of the table that the index is on
    const char* type;        // of the expression
    const char* first;       // before every value
    const char* last;        // behind every value
    const char* names;       // "": an index on the expression; else the table whose rows are in that order
    const char* join;        // of a printer to its row there
};
constexpr const char* kBehindText = "\xF4\x8F\xBF\xBF";
constexpr const char* kNameKey = "((b.name_key || ' ' || b.id::text) COLLATE \"C\")";
constexpr std::array kSorts{
    Sort{SortColumn::kModel, "model", "p.model_key", "p.id", "text", "", kBehindText, "", ""},
    Sort{SortColumn::kManufacturer, "manufacturer", "p.manufacturer_key", "p.id", "text", "", kBehindText, "", ""},
    Sort{SortColumn::kSerialNumber, "serial_number", "p.serial_key", "p.id", "text", "", kBehindText, "", ""},
    Sort{SortColumn::kAddress, "address", "p.address_key", "p.id", "text", "", kBehindText, "", ""},
    Sort{SortColumn::kHostName, "host_name", "p.host_key", "p.id", "text", "", kBehindText, "", ""},
    Sort{SortColumn::kLocation, "location", "p.location_key", "p.id", "text", "", kBehindText, "", ""},
    Sort{SortColumn::kDiscoveredAt, "discovered_at", "p.discovered_at", "p.id", "timestamptz", "-infinity",
         "infinity", "", ""},
    Sort{SortColumn::kState, "state", "s.status", "s.printer_id", "smallint", "-1", "32767", "", ""},
    Sort{SortColumn::kLifeCount, "life_count", "s.life_count", "s.printer_id", "bigint", "-2",
         "9223372036854775807", "", ""},
    Sort{SortColumn::kLastContactAt, "last_contact_at", "s.observed_at", "s.printer_id", "timestamptz",
         "-infinity", "infinity", "", ""},
    Sort{SortColumn::kSupplyPercent, "supply_percent", "s.lowest_percent", "s.printer_id", "smallint", "-1",
         "32767", "", ""},
    Sort{SortColumn::kSupplyDays, "supply_days", "s.lowest_days_left", "s.printer_id", "integer", "-2147483648",
         "2147483647", "", ""},
    Sort{SortColumn::kSiteName, "site_name", kNameKey, "p.id", "text", "", kBehindText, "sites",
         "p.organization_id = b.organization_id AND p.site_id = b.id"},
    Sort{SortColumn::kOrganizationName, "organization_name", kNameKey, "p.id", "text", "", kBehindText,
         "organizations", "p.organization_id = b.id"},
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

// $1 to $16 of every statement; $1 is NULL where row level security alone says which organizations.
std::string Conditions(std::size_t words) {
    std::string sql = R"sql(
        ($1 IS NULL OR p.organization_id = ANY ($1)) AND p.deregistered_at IS NULL
        AND ($5 IS NULL OR p.site_id = $5) AND ($6 IS NULL OR p.agent_id = $6)
        AND ($7 IS NULL OR p.contact_id = $7) AND ($8 IS NULL OR p.model_key = $8)
        AND (cardinality($9) = 0 OR s.status = ANY ($9))
        AND ($10 IS NULL OR s.communicating = $10) AND ($11 IS NULL OR p.under_contract = $11)
        AND ($12 IS NULL OR p.managed = $12) AND ($13 IS NULL OR s.lowest_percent < $13)
        AND ($14 IS NULL OR s.lowest_days_left < $14) AND ($15 IS NULL OR p.discovered_at >= $15))sql";
    if (words == kFirstWordLeads) {
        sql += R"sql(
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id
            AND t.printer_id = p.id AND t.term >= ($16)[1] AND t.term < ($16)[1] || U&'\+10FFFF'))sql";
    }
    if (words == kNoWords) {
        sql += " AND ($16)[1] IS NULL";
    } else {
        sql += fmt::format(R"sql(
        AND NOT EXISTS (SELECT FROM unnest(($16)[{}:]) AS words (word) WHERE NOT EXISTS (
            SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id
            AND t.term >= words.word AND t.term < words.word || U&'\+10FFFF')))sql",
                           words == kFirstWordLeads ? 2 : 1);
    }
    return sql;
}

// The chosen rows with the names that belong to them, in their order. `matched` is how many there are, where that
// is known.
std::string PageSql(const std::string& chosen, const char* matched, bool descending) {
    return fmt::format(R"sql(
    SELECT {}, page.sort_key, {} AS matched, {} FROM ({}) AS page {}
    ORDER BY page.ordered {}, page.id {})sql", kPageColumns, matched, kNameColumns, chosen, kNameJoins,
                       descending ? "DESC" : "ASC", descending ? "DESC" : "ASC");
}

std::string CollectSql(const Sort& sort, bool descending, std::size_t words) {
    const std::string join = *sort.names == '\0' ? "" : fmt::format("JOIN {} AS b ON {}", sort.names, sort.join);
    const std::string chosen = fmt::format(R"sql(
        SELECT * FROM chosen WHERE (ordered, id) {} ($2::{}, $3)
        ORDER BY ordered {direction}, id {direction} LIMIT $4)sql", descending ? "<" : ">", sort.type,
                                           fmt::arg("direction", descending ? "DESC" : "ASC"));
    return fmt::format(R"sql(
    WITH chosen AS MATERIALIZED (
        SELECT {}, ({})::text AS sort_key, {} AS ordered
        FROM printers AS p
        JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id {}
        WHERE {} LIMIT {}))sql", kPrinterColumns, sort.expression, sort.expression, join, Conditions(words),
                       kCollect + 1) +
           PageSql(chosen, "(SELECT count(*) FROM chosen)", descending);
}

std::string WalkSql(const Sort& sort, bool descending, std::size_t words) {
    std::string chosen;
    if (*sort.names == '\0') {
        chosen = fmt::format(R"sql(
        SELECT {columns}, ({expression})::text AS sort_key, {expression} AS ordered
        FROM printers AS p
        JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
        WHERE ({expression}, {id}) {after} ($2::{type}, $3) AND {conditions}
        ORDER BY {expression} {direction}, {id} {direction} LIMIT $4)sql",
                             fmt::arg("columns", kPrinterColumns), fmt::arg("expression", sort.expression),
                             fmt::arg("id", sort.id), fmt::arg("after", descending ? "<" : ">"),
                             fmt::arg("type", sort.type), fmt::arg("conditions", Conditions(words)),
                             fmt::arg("direction", descending ? "DESC" : "ASC"));
    } else {  // the names in their order, and of each its printers
        chosen = fmt::format(R"sql(
        SELECT one.*, names.key AS sort_key, names.key AS ordered
        FROM (SELECT b.*, {expression} AS key FROM {names} AS b WHERE {expression} {after}= $2
              ORDER BY {expression} {direction}) AS names
        CROSS JOIN LATERAL (
            SELECT {columns} FROM (SELECT names.*) AS b
            JOIN printers AS p ON {join}
            JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
            WHERE (names.key, p.id) {after} ($2, $3) AND {conditions}
            ORDER BY p.id {direction} LIMIT $4) AS one
        LIMIT $4)sql",
                             fmt::arg("columns", kPrinterColumns), fmt::arg("expression", sort.expression),
                             fmt::arg("names", sort.names), fmt::arg("join", sort.join),
                             fmt::arg("after", descending ? "<" : ">"), fmt::arg("conditions", Conditions(words)),
                             fmt::arg("direction", descending ? "DESC" : "ASC"));
    }
    return PageSql(chosen, "NULL::bigint", descending);
}

// How many match, from a sample: $2 holds the share of the table's pages in percent.
std::string SampleSql(std::size_t words) {
    return "SELECT count(*) FROM printers AS p TABLESAMPLE SYSTEM ($2::double precision) "
           "JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id "
           "WHERE ($3, $4) IS NOT NULL AND " + Conditions(words);
}

using Statuses = std::vector<std::int16_t>;
template <class Row>
using FilteredQuery =
    pg::Query<Row(std::optional<Organizations>, std::string, PrinterId, std::int32_t,
                  std::optional<organizations::SiteId>, std::optional<agents::AgentId>,
                  std::optional<contacts::ContactId>, std::optional<std::string>, Statuses, std::optional<bool>,
                  std::optional<bool>, std::optional<std::string>, std::optional<std::int32_t>,
                  std::optional<std::int32_t>, std::optional<Instant>, std::vector<std::string>)>;

using Statements = std::vector<std::unique_ptr<FilteredQuery<ListRow>>>;
Statements MakeStatements(const char* way, std::string (*sql)(const Sort&, bool, std::size_t)) {
    Statements list;
    for (const Sort& sort : kSorts) {
        for (const bool descending : {false, true}) {
            for (std::size_t words = 0; words < kWordStatements; ++words) {
                const std::string name = fmt::format("printers.{}.{}.{}.{}", way, sort.name,
                                                     descending ? "descending" : "ascending", words);
                list.push_back(std::make_unique<FilteredQuery<ListRow>>(
                    name.c_str(), sql(sort, descending, words).c_str()));
            }
        }
    }
    return list;
}
const Statements kCollectPages = MakeStatements("collect", &CollectSql);
const Statements kWalkPages = MakeStatements("walk", &WalkSql);
const std::vector<std::unique_ptr<FilteredQuery<std::int64_t>>> kSamples = [] {
    std::vector<std::unique_ptr<FilteredQuery<std::int64_t>>> list;
    for (std::size_t words = 0; words < kWordStatements; ++words) {
        list.push_back(std::make_unique<FilteredQuery<std::int64_t>>(
            fmt::format("printers.sample.{}", words).c_str(), SampleSql(words).c_str()));
    }
    return list;
}();

// A plan for the values at hand, not one for any; by indexes, row by row. $1 allows what collecting needs besides.
const pg::Query<std::string(std::string)> kPlan{"printers.plan", R"sql(
    SELECT set_config('plan_cache_mode', 'force_custom_plan', true) || set_config('enable_seqscan', 'off', true)
        || set_config('enable_hashjoin', 'off', true) || set_config('enable_mergejoin', 'off', true)
        || set_config('max_parallel_workers_per_gather', '0', true) || set_config('jit', 'off', true)
        || set_config('enable_sort', $1, true) || set_config('enable_bitmapscan', $1, true))sql"};

const pg::Query<std::int64_t(Organizations)> kVisible{"printers.visible", R"sql(
    SELECT COALESCE(sum(printers), 0)::bigint FROM printer_fleets WHERE organization_id = ANY ($1))sql"};
const pg::Query<double()> kTableRows{"printers.table_rows",
                                     "SELECT reltuples::double precision FROM pg_class WHERE oid = 'printers'::regclass"};

// Beginnings of how many terms a word is, counted to kCollect + 1.
const pg::Query<std::int64_t(std::optional<Organizations>, std::string)> kCountTerms{
    "printers.count_terms", fmt::format(R"sql(
    SELECT count(*) FROM (
        SELECT FROM printer_terms
        WHERE ($1 IS NULL OR organization_id = ANY ($1)) AND term >= $2 AND term < $2 || U&'\+10FFFF'
        LIMIT {}) AS found)sql", kCollect + 1).c_str()};

std::size_t StatementOf(const ListFilter& filter, Words words) {
    return (static_cast<std::size_t>(filter.sort) * 2 + (filter.descending ? 1 : 0)) * kWordStatements + words;
}

std::optional<Organizations> Named(const ListFilter& filter) {
    if (filter.organizations.size() > kMostNamed) return std::nullopt;
    return filter.organizations;
}

template <class Query>
auto Run(pg::Transaction& tx, const Query& query, const ListFilter& f, const ListKey& after) {
    std::optional<std::string> model;
    if (f.model) model = base::FoldCase(*f.model);
    return tx.All(query, Named(f), after.key, after.id, f.limit, f.site, f.agent, f.contact, model, f.statuses,
                  f.communicating, f.under_contract, f.managed, f.supply_below_percent, f.supply_below_days,
                  f.discovered_since, f.search_words);
}

bool HasFilter(const ListFilter& f) {
    return f.site || f.agent || f.contact || f.model || !f.statuses.empty() || f.communicating || f.under_contract ||
           f.managed || f.supply_below_percent || f.supply_below_days || f.discovered_since;
}

// Puts the rarest word first; whether it leads to few enough printers.
bool LeadByRarestWord(pg::Transaction& tx, ListFilter& filter) {
    std::int64_t fewest = kCollect + 1;
    for (std::size_t i = 0; i < filter.search_words.size(); ++i) {
        const std::int64_t count = tx.Get(kCountTerms, Named(filter), filter.search_words[i]);
        if (count >= fewest) continue;
        fewest = count;
        std::swap(filter.search_words[0], filter.search_words[i]);
    }
    return fewest <= kCollect;
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

ListPage List(pg::Transaction& tx, const ListFilter& asked) {
    ListFilter filter = asked;
    const Sort& sort = kSorts[static_cast<std::size_t>(filter.sort)];
    ListKey begin{filter.descending ? sort.last : sort.first, {}};
    if (filter.descending) begin.id.value.octets.fill(0xFF);
    const ListKey after = filter.after.value_or(begin);
    ListPage page;
    const std::int64_t visible = tx.Get(kVisible, filter.organizations);
    tx.Get(kPlan, "on");
    Words words = filter.search_words.empty() ? kNoWords : kWordsFilter;
    if (words != kNoWords) {
        // Words that are common each but never together would make a walk to the very end.
        const bool leads = LeadByRarestWord(tx, filter) ||
                           (filter.search_words.size() > 1 && Estimate(tx, filter) == kCollect + 1);
        if (leads) words = kFirstWordLeads;
    }
    if (visible <= kCollect || HasFilter(filter) || words == kFirstWordLeads) {
        const auto& collect = *kCollectPages[StatementOf(filter, words)];
        page.rows = Run(tx, collect, filter, after);
        std::int64_t matched = page.rows.empty() ? 0 : page.rows.front().matched.value_or(0);
        if (page.rows.empty() && filter.after) {  // behind the last one, or were there too many?
            const auto rows = Run(tx, collect, filter, begin);
            matched = rows.empty() ? 0 : rows.front().matched.value_or(0);
        }
        if (matched <= kCollect) {
            page.total_estimate = matched;
            return page;
        }
    }
    tx.Get(kPlan, "off");
    page.rows = Run(tx, *kWalkPages[StatementOf(filter, words == kNoWords ? kNoWords : kWordsFilter)], filter, after);
    if (!HasFilter(filter) && words == kNoWords) page.total_estimate = visible;
    return page;
}

std::int64_t Estimate(pg::Transaction& tx, const ListFilter& filter) {
    constexpr double kSample = 3000;
    const double percent = std::clamp(100 * kSample / std::max(tx.Get(kTableRows), kSample), 0.01, 100.0);
    tx.Get(kPlan, "on");
    const Words words = filter.search_words.empty() ? kNoWords : kWordsFilter;
    const auto found = Run(tx, *kSamples[words], filter, ListKey{fmt::format("{:.4f}", percent), {}});
    return std::max<std::int64_t>(kCollect + 1, std::llround(static_cast<double>(found.front()) * 100 / percent));
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
