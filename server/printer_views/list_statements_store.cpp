#include <fmt/format.h>

#include <array>

#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/search_terms.hpp"
#include "server/printer_views/list_columns.hpp"
#include "server/printer_views/list_statements.hpp"

namespace printer_views::store {
namespace {

// A walk looks up the words of so many printers one by one; then it makes a set of all that have the first word. A list
// by model meets all "brother" in a row, or a hundred thousand others first.
constexpr std::int32_t kStroll = 10'000;

// ---- what is sorted by

enum class Of { kPrinters, kStates, kSites, kOrganizations };

struct Sort {
    SortColumn column;
    Of of;  // the table whose index is in that order
    const char* sql;
    const char* type = "text";
    const char* first = "";  // before every value
    const char* last = "";   // behind every value

    [[nodiscard]] bool OfNames() const { return of == Of::kSites || of == Of::kOrganizations; }
    [[nodiscard]] const char* Id() const { return of == Of::kStates ? "s.printer_id" : "p.id"; }
    [[nodiscard]] const char* NameTable() const { return of == Of::kSites ? "sites" : "organizations"; }
    // Of a printer to the row that has its name.
    [[nodiscard]] const char* NameJoin() const {
        return of == Of::kSites ? "p.organization_id = b.organization_id AND p.site_id = b.id"
                                : "p.organization_id = b.id";
    }
};
constexpr const char* kBehindText = "\xF4\x8F\xBF\xBF";
constexpr const char* kNameKey = "((b.name_key || ' ' || b.id::text) COLLATE \"C\")";
constexpr std::array kSorts{
    Sort{SortColumn::kModel, Of::kPrinters, "p.model_key", "text", "", kBehindText},
    Sort{SortColumn::kManufacturer, Of::kPrinters, "p.manufacturer_key", "text", "", kBehindText},
    Sort{SortColumn::kSerialNumber, Of::kPrinters, "p.serial_key", "text", "", kBehindText},
    Sort{SortColumn::kAddress, Of::kPrinters, "p.address_key", "text", "", kBehindText},
    Sort{SortColumn::kHostName, Of::kPrinters, "p.host_key", "text", "", kBehindText},
    Sort{SortColumn::kLocation, Of::kPrinters, "p.location_key", "text", "", kBehindText},
    Sort{SortColumn::kDiscoveredAt, Of::kPrinters, "p.discovered_at", "timestamptz", "-infinity", "infinity"},
    Sort{SortColumn::kState, Of::kStates, "s.state", "smallint", "-1", "32767"},
    Sort{SortColumn::kLifeCount, Of::kStates, "s.life_count", "bigint", "-2", "9223372036854775807"},
    Sort{SortColumn::kLastContactAt, Of::kStates, "s.observed_at", "timestamptz", "-infinity", "infinity"},
    Sort{SortColumn::kSupplyPercent, Of::kStates, "s.lowest_percent", "smallint", "-1", "32767"},
    Sort{SortColumn::kSupplyDays, Of::kStates, "s.lowest_end", "date", "-infinity", "infinity"},
    Sort{SortColumn::kSiteName, Of::kSites, kNameKey, "text", "", kBehindText},
    Sort{SortColumn::kOrganizationName, Of::kOrganizations, kNameKey, "text", "", kBehindText},
};
const Sort& SortOf(SortColumn column) {
    return *std::ranges::find(kSorts, column, &Sort::column);
}

// ---- conditions

// A word of the search; `whose` says of which printer.
constexpr const char* kOfPrinter = "t.organization_id = p.organization_id AND t.printer_id = p.id";
constexpr const char* kOfState = "t.organization_id = s.organization_id AND t.printer_id = s.printer_id";
std::string Word(int number, const char* whose, const char* apart = "") {
    return fmt::format("EXISTS (SELECT FROM printer_terms AS t WHERE {} AND {} {})", whose,
                       pg::HasWord("t.term", fmt::format("($search_words)[{}]", number)), apart);
}

constexpr const char* kOfNamedOrganizations =
    "(COALESCE($state_organizations, $printer_organizations) IS NULL OR organization_id = ANY "
    "(COALESCE($state_organizations, $printer_organizations)))";

// Not asked for, it is gone before the plan is made. An index says it of one printer (service_requests_printer_state_idx).
constexpr const char* kWithRequests = R"sql((cardinality($requests) = 0 AND NOT $no_requests
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($requests) AND COALESCE(r.closed_at, 'infinity') >= $requests_since)
            OR $no_requests AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $requests_since)))sql";

const std::string kOfPrinters = R"sql(
        ($printer_organizations IS NULL OR p.organization_id = ANY ($printer_organizations))
        AND p.deregistered_at IS NULL AND (cardinality($printers) = 0 OR p.id = ANY ($printers))
        AND (cardinality($sites) = 0 OR p.site_id = ANY ($sites))
        AND (cardinality($agents) = 0 OR p.agent_id = ANY ($agents)) AND ($contact IS NULL OR p.contact_id = $contact)
        AND (cardinality($models) = 0 OR p.model_key = ANY ($models))
        AND ($under_contract IS NULL OR p.under_contract = $under_contract)
        AND (cardinality($managed) = 0 OR p.managed = ANY ($managed))
        AND ($discovered_since IS NULL OR p.discovered_at >= $discovered_since)
        AND ($registration_failed IS NULL OR (p.registration_problem <> 'none') = $registration_failed)
        AND ($high_volume IS NULL OR (p.high_volume_since IS NOT NULL) = $high_volume)
        AND )sql" + external::Matches(external::Kind::kPrinter, "p.id", kOfNamedOrganizations) +
                                "\n        AND " + kWithRequests;
constexpr const char* kOfStates = R"sql(
        AND ($state_organizations IS NULL OR s.organization_id = ANY ($state_organizations))
        AND (cardinality($states) = 0 OR s.state = ANY ($states))
        AND ($communicating IS NULL OR s.communicating = $communicating)
        AND ($supply_below_percent IS NULL OR s.lowest_percent < $supply_below_percent)
        AND ($supply_ends_before IS NULL OR s.lowest_end < $supply_ends_before))sql";

struct Look {
    Tables tables = Tables::kBoth;
    const char* whose = kOfPrinter;  // words are looked up by the key of the table that comes first
    std::string first{};             // the first word, where it is not looked for as EXISTS
};
// The rarest search word may lead to the matches; it must stand as EXISTS at the top of WHERE for that. OFFSET 0 keeps
// the other words from it: they are looked up row by row.
std::string Conditions(Words words, const Look& look) {
    const std::string sql = kOfPrinters + (look.tables == Tables::kBoth ? kOfStates : "");
    if (words == Words::kNone) return sql;
    const std::string first =
        !look.first.empty() ? look.first : Word(1, look.whose, words == Words::kFirstLeads ? "" : "OFFSET 0");
    return sql + fmt::format(
                     R"sql(
        AND {} AND (($search_words)[2] IS NULL OR {})
        AND (($search_words)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($search_words)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE {} AND {}))))sql",
                     first, Word(2, look.whose, "OFFSET 0"), look.whose, pg::HasWord("t.term", "words.word"));
}

// ---- statements

const char* TextOf(Tables tables) {
    return tables == Tables::kBoth ? kBothTables : "printers AS p";
}

std::string FindSql(Tables tables, Words words, Lead lead) {
    if (lead == Lead::kRequests) {
        // OFFSET 0: the printers first, each by its key.
        return fmt::format(R"sql(SELECT p.organization_id, p.id
        FROM unnest($leading_organizations, $leading_printers) AS led (organization_id, id)
        CROSS JOIN LATERAL (SELECT * FROM printers AS one
            WHERE one.organization_id = led.organization_id AND one.id = led.id OFFSET 0) AS p{}
        WHERE {} LIMIT {})sql",
                           tables == Tables::kBoth ? R"sql(
        JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id)sql"
                                                   : "",
                           Conditions(words, {.tables = tables}), kCollect + 1);
    }
    const Look look{.tables = tables, .whose = tables == Tables::kBoth ? kOfState : kOfPrinter};
    return fmt::format("SELECT p.organization_id, p.id FROM {} WHERE {} LIMIT {}", TextOf(tables),
                       Conditions(words, look), kCollect + 1);
}

std::string SampleSql(Tables tables, Words words) {
    const char* const states =
        tables == Tables::kBoth
            ? " JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id"
            : "";
    return fmt::format("SELECT count(*) FROM printers AS p TABLESAMPLE SYSTEM ($sample_percent){} WHERE {}", states,
                       Conditions(words, {.tables = tables}));
}

// Those behind $3 and $4 of the matches $1 and $2, $5 of them.
std::string OrderSql(const Sort& sort, bool descending) {
    std::string join = sort.of == Of::kStates
                           ? "JOIN printer_states AS s ON s.organization_id = found.organization_id AND "
                             "s.printer_id = found.id"
                           : "JOIN printers AS p ON p.organization_id = found.organization_id AND p.id = found.id";
    if (sort.OfNames()) {
        // OFFSET 0: the printer first, by its key; the name of its place then.
        join = fmt::format(R"sql(CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id, p.site_id FROM printers AS p
            WHERE p.organization_id = found.organization_id AND p.id = found.id OFFSET 0) AS p
        JOIN {} AS b ON {})sql",
                           sort.NameTable(), sort.NameJoin());
    }
    return fmt::format(R"sql(
        SELECT found.organization_id, found.id, ({expression})::text AS sort_key
        FROM unnest($1, $2) AS found (organization_id, id) {join}
        WHERE ({expression}, found.id) {after} ($3::{type}, $4)
        ORDER BY {expression} {direction}, found.id {direction} LIMIT $5)sql",
                       fmt::arg("expression", sort.sql), fmt::arg("join", join),
                       fmt::arg("after", descending ? "<" : ">"), fmt::arg("type", sort.type),
                       fmt::arg("direction", descending ? "DESC" : "ASC"));
}

// The names in their order, and of each its printers.
std::string WalkNamesSql(const Sort& sort, bool descending, Tables tables, Words words) {
    return fmt::format(R"sql(
        SELECT one.organization_id, one.id, names.key AS sort_key
        FROM (SELECT b.*, {expression} AS key FROM {names} AS b WHERE {expression} {after}= $place_key
              ORDER BY {expression} {direction}) AS names
        CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id FROM (SELECT names.*) AS b CROSS JOIN {tables}
            WHERE {join} AND (names.key, p.id) {after} ($place_key, $place_id) AND {conditions}
            ORDER BY p.id {direction} LIMIT $row_limit) AS one
        LIMIT $row_limit)sql",
                       fmt::arg("expression", sort.sql), fmt::arg("names", sort.NameTable()),
                       fmt::arg("tables", TextOf(tables)), fmt::arg("join", sort.NameJoin()),
                       fmt::arg("after", descending ? "<" : ">"), fmt::arg("direction", descending ? "DESC" : "ASC"),
                       fmt::arg("conditions", Conditions(words, {.tables = tables})));
}

std::string WalkSql(const Sort& sort, bool descending, Tables tables, Words words) {
    if (sort.OfNames()) return WalkNamesSql(sort, descending, tables, words);
    const char* const direction = descending ? "DESC" : "ASC";
    const bool of_state = sort.of == Of::kStates;
    const auto order = fmt::format("ORDER BY {} {}, {} {}", sort.sql, direction, sort.Id(), direction);
    const auto behind =
        fmt::format("({}, {}) {} ($place_key::{}, $place_id)", sort.sql, sort.Id(), descending ? "<" : ">", sort.type);
    Look look{.tables = tables};
    std::string from = TextOf(tables);
    if (words == Words::kFilter) {  // a stroll
        from = fmt::format(
            "(SELECT {near}.* FROM {table} AS {near} WHERE {behind} {present} {order} LIMIT {stroll}) "
            "AS {near}",
            fmt::arg("near", of_state ? "s" : "p"), fmt::arg("table", of_state ? "printer_states" : "printers"),
            fmt::arg("present", of_state ? "" : "AND p.deregistered_at IS NULL"), fmt::arg("behind", behind),
            fmt::arg("order", order), fmt::arg("stroll", kStroll));
        if (tables == Tables::kBoth) {
            from += fmt::format(" JOIN {} ON s.organization_id = p.organization_id AND s.printer_id = p.id",
                                of_state ? "printers AS p" : "printer_states AS s");
        }
    } else if (words == Words::kFirstLeads) {
        // "= true" keeps the set one: as a join it would lead.
        look.first =
            fmt::format("(p.id IN ({})) = true", TermsWith("printer_id", kOfNamedOrganizations, "($search_words)[1]"));
    }
    return fmt::format(
        "SELECT p.organization_id, p.id, ({})::text AS sort_key FROM {} WHERE {} AND {} {} "
        "LIMIT $row_limit",
        sort.sql, from, behind, Conditions(words, look), order);
}

// A walk in the order of a state looks at the states anyhow.
Tables TablesOf(const Sort& sort, Tables tables) {
    return sort.of == Of::kStates ? Tables::kBoth : tables;
}

std::string NameOf(const char* kind, Tables tables, Words words) {
    return fmt::format("printer_views.{}.{}.{}", kind, base::json::EnumName(tables), base::json::EnumName(words));
}
std::string NameOf(const char* kind, Tables tables, Words words, Lead lead) {
    const std::string name = NameOf(kind, tables, words);
    return lead == Lead::kNothing ? name : fmt::format("{}.{}", name, base::json::EnumName(lead));
}
std::string NameOf(const char* kind, pg::Order<SortColumn> order) {
    return fmt::format("printer_views.{}.{}.{}", kind, base::json::EnumName(order.column),
                       order.descending ? "descending" : "ascending");
}

}  // namespace

std::string TermsWith(const char* columns, const char* scope, const std::string& word, const std::string& rest) {
    return fmt::format(R"sql((SELECT {0} FROM printer_terms WHERE {1} AND {2} {4})
            UNION ALL (SELECT {0} FROM printer_terms WHERE {1} AND {3} {4}))sql",
                       columns, scope, pg::BeginsWith("term", word), pg::EndsWith("term", word), rest);
}

const FindQuery& ListStatements::Find(Tables tables, Words words, Lead lead) const {
    return finds_.Get(NameOf("find", tables, words, lead), [&] { return FindSql(tables, words, lead); });
}

const SampleQuery& ListStatements::Sample(Tables tables, Words words) const {
    return samples_.Get(NameOf("sample", tables, words), [&] { return SampleSql(tables, words); });
}

const OrderQuery& ListStatements::InOrder(pg::Order<SortColumn> order) const {
    return orders_.Get(NameOf("order", order), [&] { return OrderSql(SortOf(order.column), order.descending); });
}

const WalkQuery& ListStatements::Walk(pg::Order<SortColumn> order, Tables asked, Words words) const {
    const Sort& sort = SortOf(order.column);
    const Tables tables = TablesOf(sort, asked);
    const std::string name =
        fmt::format("{}.{}.{}", NameOf("walk", order), base::json::EnumName(tables), base::json::EnumName(words));
    return walks_.Get(name, [&] { return WalkSql(sort, order.descending, tables, words); });
}

pg::Place ListStatements::Beginning(pg::Order<SortColumn> order) {
    const Sort& sort = SortOf(order.column);
    pg::Place place{order.descending ? sort.last : sort.first, {}};
    if (order.descending) place.id.value.octets.fill(0xFF);
    return place;
}

void ListStatements::Add(std::vector<const pg::QueryBase*>& list, pg::Order<SortColumn> order) const {
    list.push_back(&InOrder(order));
    for (const Tables tables : {Tables::kBoth, Tables::kPrinters}) {
        if (TablesOf(SortOf(order.column), tables) != tables) continue;
        for (const Words words : {Words::kNone, Words::kFilter, Words::kFirstLeads})
            list.push_back(&Walk(order, tables, words));
    }
}

std::vector<const pg::QueryBase*> ListStatements::Statements() const {
    std::vector<const pg::QueryBase*> list;
    for (const Tables tables : {Tables::kBoth, Tables::kPrinters}) {
        for (const Words words : {Words::kNone, Words::kFilter, Words::kFirstLeads}) {
            list.push_back(&Find(tables, words));
            list.push_back(&Sample(tables, words));
            if (words != Words::kFirstLeads) list.push_back(&Find(tables, words, Lead::kRequests));
        }
    }
    for (const Sort& sort : kSorts) {
        for (const bool descending : {false, true}) Add(list, {sort.column, descending});
    }
    return list;
}

std::vector<const pg::QueryBase*> ListStatements::Shown() const {
    std::vector<const pg::QueryBase*> list;
    for (const Tables tables : {Tables::kBoth, Tables::kPrinters}) {
        list.push_back(&Find(tables, Words::kFirstLeads));
        list.push_back(&Sample(tables, Words::kFilter));
        list.push_back(&Find(tables, Words::kFilter, Lead::kRequests));
    }
    for (const SortColumn column : {SortColumn::kModel, SortColumn::kState, SortColumn::kSiteName})
        Add(list, {column, false});
    return list;
}

}  // namespace printer_views::store
