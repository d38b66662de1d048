#include "server/printers/list_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/search_terms.hpp"
#include "server/printers/list_columns.hpp"

namespace printers::store {
namespace {

using base::Instant;

// A million printers, any filter, any order, any page. Two ways, because the planner cannot choose between them: it
// knows neither how many organizations the row level security of a transaction lets through nor how many rows that is.
//   collect  the ids of the matches, at most kCollect of them, from indexes that hold what is filtered by; then those
//            in order
//   walk     the index of the order from the place of the page on, leaving out what does not match: where matches
//            are so many that collecting them all would take longer
// A list with a filter collects first and walks when there were too many. Planner settings of the transaction see to it
// that each way is gone as meant. Both look at as few columns as they can; what is shown is read for the rows of the
// page. The rarest search word may lead to the matches; it must stand as EXISTS at the top of WHERE for that. OFFSET 0
// keeps the other words from it: they are looked up row by row.
constexpr std::int32_t kCollect = 4000;
enum Words : std::size_t { kNoWords, kWordsFilter, kFirstWordLeads };
constexpr std::size_t kWordStatements = 3;
// A walk looks up the words of so many printers one by one; then it makes a set of all that have the first word. A list
// by model meets all "brother" in a row, or a hundred thousand others first.
constexpr std::int32_t kStroll = 10'000;
constexpr Words kWordsAsSet = kFirstWordLeads;  // of a walk
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
    const char* names;       // "", or the table whose rows are in that order
    const char* join;        // of a printer to its row there

    [[nodiscard]] bool OfNames() const { return *names != '\0'; }
    [[nodiscard]] bool OfState() const { return *expression == 's'; }
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
    Sort{SortColumn::kDiscoveredAt, "discovered_at", "p.discovered_at", "p.id", "timestamptz", "-infinity", "infinity",
         "", ""},
    Sort{SortColumn::kState, "state", "s.state", "s.printer_id", "smallint", "-1", "32767", "", ""},
    Sort{SortColumn::kLifeCount, "life_count", "s.life_count", "s.printer_id", "bigint", "-2", "9223372036854775807",
         "", ""},
    Sort{SortColumn::kLastContactAt, "last_contact_at", "s.observed_at", "s.printer_id", "timestamptz", "-infinity",
         "infinity", "", ""},
    Sort{SortColumn::kSupplyPercent, "supply_percent", "s.lowest_percent", "s.printer_id", "smallint", "-1", "32767",
         "", ""},
    Sort{SortColumn::kSupplyDays, "supply_days", "s.lowest_days_left", "s.printer_id", "integer", "-2147483648",
         "2147483647", "", ""},
    Sort{SortColumn::kSiteName, "site_name", kNameKey, "p.id", "text", "", kBehindText, "sites",
         "p.organization_id = b.organization_id AND p.site_id = b.id"},
    Sort{SortColumn::kOrganizationName, "organization_name", kNameKey, "p.id", "text", "", kBehindText, "organizations",
         "p.organization_id = b.id"},
};

// A word of the search, by its place in $16; of the printer whose key that is.
constexpr const char* kOfPrinter = "t.organization_id = p.organization_id AND t.printer_id = p.id";
constexpr const char* kOfState = "t.organization_id = s.organization_id AND t.printer_id = s.printer_id";
std::string Word(int at, const char* whose, const char* apart = "") {
    return fmt::format("EXISTS (SELECT FROM printer_terms AS t WHERE {} AND {} {})", whose,
                       pg::HasWord("t.term", fmt::format("($16)[{}]", at)), apart);
}

// All terms that have a word, as `columns` of printer_terms, an index range each for beginnings and
// endings: `scope` says of which organizations, `rest` may bound either.
std::string TermsWith(const char* columns, const char* scope, const std::string& word, const std::string& rest = "") {
    return fmt::format(R"sql((SELECT {0} FROM printer_terms WHERE {1} AND {2} {4})
            UNION ALL (SELECT {0} FROM printer_terms WHERE {1} AND {3} {4}))sql",
                       columns, scope, pg::BeginsWith("term", word), pg::EndsWith("term", word), rest);
}
constexpr const char* kOfNamed = "($1 IS NULL OR organization_id = ANY ($1))";

// $1 and $5 to $18 of every statement. The organizations are named as $1, or as $17 where a column of printers leads
// to the matches: named twice they make the planner expect next to nothing. Both are NULL where row level security
// alone says which.
constexpr const char* kOfPrinters = R"sql(
        ($17 IS NULL OR p.organization_id = ANY ($17))
        AND p.deregistered_at IS NULL AND ($5 IS NULL OR p.site_id = $5) AND ($6 IS NULL OR p.agent_id = $6)
        AND ($7 IS NULL OR p.contact_id = $7) AND ($8 IS NULL OR p.model_key = $8)
        AND ($11 IS NULL OR p.under_contract = $11) AND ($12 IS NULL OR p.managed = $12)
        AND ($15 IS NULL OR p.discovered_at >= $15)
        AND ($18 IS NULL OR (p.high_volume_since IS NOT NULL) = $18))sql";
constexpr const char* kOfStates = R"sql(
        AND ($1 IS NULL OR s.organization_id = ANY ($1)) AND (cardinality($9) = 0 OR s.state = ANY ($9))
        AND ($10 IS NULL OR s.communicating = $10) AND ($13 IS NULL OR s.lowest_percent < $13)
        AND ($14 IS NULL OR s.lowest_days_left < $14))sql";

// For filters that ask for nothing of the state: its table need not be there.
constexpr const char* kNothingOfStates =
    " AND ($1, $9, $10, $13, $14) IS NOT DISTINCT FROM (NULL, '{}', NULL, NULL, NULL)";

struct Look {
    const char* of_states = kOfStates;
    const char* whose = kOfPrinter;  // words are looked up by the key of the table that comes first
    std::string first;               // the first word, where it is not looked for as EXISTS
};
std::string Conditions(std::size_t words, const Look& look) {
    const std::string sql = std::string(kOfPrinters) + look.of_states;
    if (words == kNoWords) return sql + " AND ($16)[1] IS NULL";
    return sql + fmt::format(
                     R"sql(
        AND {} AND (($16)[2] IS NULL OR {})
        AND (($16)[3] IS NULL OR NOT EXISTS (SELECT FROM unnest(($16)[3:]) AS words (word) WHERE NOT EXISTS (
            SELECT FROM printer_terms AS t WHERE {} AND {}))))sql",
                     !look.first.empty() ? look.first : Word(1, look.whose, words == kFirstWordLeads ? "" : "OFFSET 0"),
                     Word(2, look.whose, "OFFSET 0"), look.whose, pg::HasWord("t.term", "words.word"));
}

// The ids of all matches, or kCollect + 1 of them; in no order.
std::string FindSql(std::size_t words) {
    return fmt::format("SELECT p.organization_id, p.id FROM {} WHERE ($2, $3, $4) IS NOT NULL AND {} LIMIT {}",
                       kBothTables, Conditions(words, {.whose = kOfState}), kCollect + 1);
}

std::string FindStatelessSql(std::size_t words) {
    return fmt::format(
        "SELECT p.organization_id, p.id FROM printers AS p WHERE ($2, $3, $4) IS NOT NULL AND {} "
        "LIMIT {}",
        Conditions(words, {.of_states = kNothingOfStates}), kCollect + 1);
}

// The page of matches that were found: organizations $1 and ids $2; what is behind $3 and $4, $5 of them.
std::string OrderSql(const Sort& sort, bool descending, std::size_t) {
    std::string join = sort.OfState()
                           ? "JOIN printer_states AS s ON s.organization_id = found.organization_id AND "
                             "s.printer_id = found.id"
                           : "JOIN printers AS p ON p.organization_id = found.organization_id AND p.id = found.id";
    if (sort.OfNames()) {
        // OFFSET 0: the printer first, by its key; the name of its place then.
        join = fmt::format(R"sql(CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id, p.site_id FROM printers AS p
            WHERE p.organization_id = found.organization_id AND p.id = found.id OFFSET 0) AS p
        JOIN {} AS b ON {})sql",
                           sort.names, sort.join);
    }
    return fmt::format(R"sql(
        SELECT found.organization_id, found.id, ({expression})::text AS sort_key
        FROM unnest($1, $2) AS found (organization_id, id) {join}
        WHERE ({expression}, found.id) {after} ($3::{type}, $4)
        ORDER BY {expression} {direction}, found.id {direction} LIMIT $5)sql",
                       fmt::arg("expression", sort.expression), fmt::arg("join", join),
                       fmt::arg("after", descending ? "<" : ">"), fmt::arg("type", sort.type),
                       fmt::arg("direction", descending ? "DESC" : "ASC"));
}

// Variants of a walk: how words are looked for, and from kWordStatements on the same without a look
// at states that nobody asks for.
constexpr std::size_t kWalkStatements = 2 * kWordStatements;

std::string WalkSql(const Sort& sort, bool descending, std::size_t variant) {
    const std::size_t words = variant % kWordStatements;
    const bool stateless = variant >= kWordStatements && !sort.OfState();
    Look look{.of_states = stateless ? kNothingOfStates : kOfStates};
    std::string tables = stateless ? "printers AS p" : kBothTables;
    const char* const direction = descending ? "DESC" : "ASC";
    const char* const after = descending ? "<" : ">";
    if (sort.OfNames()) {  // the names in their order, and of each its printers
        return fmt::format(R"sql(
        SELECT one.organization_id, one.id, names.key AS sort_key
        FROM (SELECT b.*, {expression} AS key FROM {names} AS b WHERE {expression} {after}= $2
              ORDER BY {expression} {direction}) AS names
        CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id FROM (SELECT names.*) AS b CROSS JOIN {tables}
            WHERE {join} AND (names.key, p.id) {after} ($2, $3) AND {conditions}
            ORDER BY p.id {direction} LIMIT $4) AS one
        LIMIT $4)sql",
                           fmt::arg("expression", sort.expression), fmt::arg("names", sort.names),
                           fmt::arg("tables", tables), fmt::arg("join", sort.join), fmt::arg("after", after),
                           fmt::arg("direction", direction), fmt::arg("conditions", Conditions(words, look)));
    }
    const auto order = fmt::format("ORDER BY {} {}, {} {}", sort.expression, direction, sort.id, direction);
    const auto behind = fmt::format("({}, {}) {} ($2::{}, $3)", sort.expression, sort.id, after, sort.type);
    if (words == kWordsFilter) {  // a stroll
        tables = fmt::format(
            "(SELECT {near}.* FROM {table} AS {near} WHERE {behind} {present} {order} LIMIT "
            "{stroll}) "
            "AS {near}",
            fmt::arg("near", sort.OfState() ? "s" : "p"),
            fmt::arg("table", sort.OfState() ? "printer_states" : "printers"),
            fmt::arg("present", sort.OfState() ? "" : "AND p.deregistered_at IS NULL"), fmt::arg("behind", behind),
            fmt::arg("order", order), fmt::arg("stroll", kStroll));
        if (!stateless) {
            tables += fmt::format(" JOIN {} ON s.organization_id = p.organization_id AND s.printer_id = p.id",
                                  sort.OfState() ? "printers AS p" : "printer_states AS s");
        }
    } else if (words == kWordsAsSet) {
        // "= true" keeps the set one: as a join it would lead.
        look.first = fmt::format(
            "(p.id IN ({})) = true",
            TermsWith("printer_id", "(COALESCE($1, $17) IS NULL OR organization_id = ANY (COALESCE($1, $17)))",
                      "($16)[1]"));
    }
    return fmt::format(
        "SELECT p.organization_id, p.id, ({})::text AS sort_key FROM {} WHERE {} AND {} {} LIMIT "
        "$4",
        sort.expression, tables, behind, Conditions(words, look), order);
}

// How many match, from a sample: $2 holds the share of the table's pages in percent.
constexpr const char* kSampleTable = "FROM printers AS p TABLESAMPLE SYSTEM ($2::double precision)";
std::string SampleSql(std::size_t words) {
    return fmt::format(
        "SELECT count(*) {} "
        "JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id "
        "WHERE ($3, $4) IS NOT NULL AND {}",
        kSampleTable, Conditions(words, {}));
}
std::string SampleStatelessSql(std::size_t words) {
    return fmt::format("SELECT count(*) {} WHERE ($3, $4) IS NOT NULL AND {}", kSampleTable,
                       Conditions(words, {.of_states = kNothingOfStates}));
}

using States = std::vector<std::int16_t>;
template <class Row>
using FilteredQuery = pg::Query<Row(std::optional<Organizations>, std::string, PrinterId, std::int32_t,
                                    std::optional<organizations::SiteId>, std::optional<agents::AgentId>,
                                    std::optional<contacts::ContactId>, std::optional<std::string>, States,
                                    std::optional<bool>, std::optional<bool>, std::optional<std::string>,
                                    std::optional<std::int32_t>, std::optional<std::int32_t>, std::optional<Instant>,
                                    std::vector<std::string>, std::optional<Organizations>, std::optional<bool>)>;
template <class Query>
using Statements = std::vector<std::unique_ptr<Query>>;

template <class Query>
Statements<Query> OfWords(const char* name, std::string (*sql)(std::size_t)) {
    Statements<Query> list;
    for (std::size_t words = 0; words < kWordStatements; ++words) {
        list.push_back(std::make_unique<Query>(fmt::format("printers.{}.{}", name, words).c_str(), sql(words).c_str()));
    }
    return list;
}
template <class Query>
Statements<Query> OfSorts(const char* name, std::size_t variants, std::string (*sql)(const Sort&, bool, std::size_t)) {
    Statements<Query> list;
    for (const Sort& sort : kSorts) {
        for (const bool descending : {false, true}) {
            for (std::size_t words = 0; words < variants; ++words) {
                list.push_back(std::make_unique<Query>(
                    fmt::format("printers.{}.{}.{}.{}", name, sort.name, descending ? "descending" : "ascending", words)
                        .c_str(),
                    sql(sort, descending, words).c_str()));
            }
        }
    }
    return list;
}

struct Found {
    base::OrganizationId organization_id;
    PrinterId id;
};
BOOST_DESCRIBE_STRUCT(Found, (), (organization_id, id))
const auto kFinds = OfWords<FilteredQuery<Found>>("find_matches", &FindSql);
const auto kStatelessFinds = OfWords<FilteredQuery<Found>>("find_stateless", &FindStatelessSql);
const auto kSamples = OfWords<FilteredQuery<std::int64_t>>("sample", &SampleSql);
const auto kStatelessSamples = OfWords<FilteredQuery<std::int64_t>>("sample_stateless", &SampleStatelessSql);
// A place of a list: a printer and its sort column as text.
struct Placed : Found {
    std::string sort_key;
};
BOOST_DESCRIBE_STRUCT(Placed, (Found), (sort_key))
const auto kWalks = OfSorts<FilteredQuery<Placed>>("walk", kWalkStatements, &WalkSql);
const auto kOrders =
    OfSorts<pg::Query<Placed(Organizations, std::vector<PrinterId>, std::string, PrinterId, std::int32_t)>>("order", 1,
                                                                                                            &OrderSql);

// What is shown of the printers of a page; in their order.
const pg::Query<ListRow(Organizations, std::vector<PrinterId>, std::vector<std::string>)> kPage{
    "printers.page", fmt::format(R"sql(
    SELECT {}, page.sort_key, {}
    FROM unnest($1, $2, $3) WITH ORDINALITY AS page (organization_id, id, sort_key, place)
    JOIN printers AS p ON p.organization_id = page.organization_id AND p.id = page.id
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id {}
    ORDER BY page.place)sql",
                                 kPrinterColumns, kNameColumns, kNameJoins)
                         .c_str()};

// By indexes, row by row; with a plan for the values at hand, or with one for any ($3).
struct Plan {
    const char* sort = "on";
    const char* hash_join = "off";  // for two long lists that meet
    const char* mode = "force_custom_plan";
};
const pg::Query<std::string(std::string, std::string, std::string)> kPlan{"printers.plan", R"sql(
    SELECT set_config('plan_cache_mode', $3, true) || set_config('enable_seqscan', 'off', true)
        || set_config('enable_hashjoin', $2, true) || set_config('enable_mergejoin', 'off', true)
        || set_config('enable_material', 'off', true) || set_config('jit', 'off', true)
        || set_config('max_parallel_workers_per_gather', '0', true)
        || set_config('enable_sort', $1, true) || set_config('enable_bitmapscan', $1, true))sql"};

const pg::Query<std::int64_t(Organizations)> kVisible{"printers.visible", R"sql(
    SELECT COALESCE(sum(printers), 0)::bigint FROM printer_fleets WHERE organization_id = ANY ($1))sql"};
const pg::Query<double()> kTableRows{
    "printers.table_rows", "SELECT reltuples::double precision FROM pg_class WHERE oid = 'printers'::regclass"};

const pg::Query<std::int64_t(States, std::optional<bool>, std::optional<std::int32_t>, std::optional<std::int32_t>)>
    kCountStates{"printers.count_states", fmt::format(R"sql(
    SELECT count(*) FROM (
        SELECT FROM printer_states
        WHERE (cardinality($1) = 0 OR state = ANY ($1)) AND ($2 IS NULL OR communicating = $2)
            AND ($3 IS NULL OR lowest_percent < $3) AND ($4 IS NULL OR lowest_days_left < $4)
        LIMIT {}) AS found)sql",
                                                      kCollect + 1)
                                              .c_str()};

const std::string kTooMany = fmt::format("LIMIT {}", kCollect + 1);

// Beginning or end of how many terms a word is, each counted to kCollect + 1.
const pg::Query<std::int64_t(std::optional<Organizations>, std::string)> kCountTerms{
    "printers.count_terms",
    fmt::format("SELECT count(*) FROM ({}) AS found", TermsWith("1", kOfNamed, "$2", kTooMany)).c_str()};

// All printers of a word, twice kCollect + 1 at most: only registered ones have terms. One with several
// terms that have it may come more than once.
const pg::Query<Found(std::optional<Organizations>, std::string)> kWithWord{
    "printers.with_word", TermsWith("organization_id, printer_id AS id", kOfNamed, "$2", kTooMany).c_str()};

// Printers that have both of the first two words, and all others; kCollect + 1 at most. A printer
// of several terms that have one may come more than once.
const pg::Query<Found(std::optional<Organizations>, std::vector<std::string>)> kMeet{
    "printers.meet", fmt::format(R"sql(
    SELECT p.organization_id, p.printer_id AS id FROM ({first}) AS p
    WHERE p.printer_id IN ({second})
        AND (($2)[3] IS NULL OR NOT EXISTS (SELECT FROM unnest(($2)[3:]) AS words (word) WHERE NOT EXISTS (
            SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id
                AND t.printer_id = p.printer_id AND {other})))
    {too_many})sql",
                                 fmt::arg("first", TermsWith("organization_id, printer_id", kOfNamed, "($2)[1]")),
                                 fmt::arg("second", TermsWith("printer_id", kOfNamed, "($2)[2]")),
                                 fmt::arg("other", pg::HasWord("t.term", "words.word")), fmt::arg("too_many", kTooMany))
                         .c_str()};

std::size_t StatementOf(const ListFilter& filter) {
    return static_cast<std::size_t>(filter.sort) * 2 + (filter.descending ? 1 : 0);
}

std::optional<Organizations> Named(const ListFilter& filter) {
    if (filter.organizations.size() > kMostNamed) return std::nullopt;
    return filter.organizations;
}

bool FiltersStates(const ListFilter& f) {
    return !f.states.empty() || f.communicating || f.supply_below_percent || f.supply_below_days;
}
bool FiltersPrinters(const ListFilter& f) {
    return f.site || f.agent || f.contact || f.model || f.under_contract || f.managed || f.discovered_since ||
           f.high_volume;
}

void Set(pg::Transaction& tx, const Plan& plan) {
    tx.Get(kPlan, plan.sort, plan.hash_join, plan.mode);
}

template <class Query>
auto Run(pg::Transaction& tx, const Query& query, const ListFilter& f, const ListKey& after) {
    std::optional<std::string> model;
    if (f.model) model = base::FoldCase(*f.model);
    const auto named = Named(f);
    const bool by_printers = FiltersPrinters(f) || !FiltersStates(f);
    return tx.All(query, by_printers ? std::nullopt : named, after.key, after.id, f.limit, f.site, f.agent, f.contact,
                  model, f.states, f.communicating, f.under_contract, f.managed, f.supply_below_percent,
                  f.supply_below_days, f.discovered_since, f.search_words, by_printers ? named : std::nullopt,
                  f.high_volume);
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

template <class Row>
std::pair<Organizations, std::vector<PrinterId>> Columns(const std::vector<Row>& rows) {
    std::pair<Organizations, std::vector<PrinterId>> columns;
    for (const Row& row : rows) {
        columns.first.push_back(row.organization_id);
        columns.second.push_back(row.id);
    }
    return columns;
}

std::vector<Found> Once(std::vector<Found> found) {
    std::ranges::sort(found, {}, &Found::id);
    const auto rest = std::ranges::unique(found, {}, &Found::id);
    found.erase(rest.begin(), rest.end());
    return found;
}

bool Filters(const ListFilter& filter) {
    return FiltersStates(filter) || FiltersPrinters(filter);
}

// All matches, or nothing where they are too many. `visible`: how many printers there are; not
// needed where there is a filter.
std::optional<std::vector<Found>> Collect(pg::Transaction& tx, const ListFilter& asked,
                                          std::optional<std::int64_t> visible) {
    ListFilter filter = asked;
    const bool filters = Filters(filter);
    Words words = kNoWords;
    if (!filter.search_words.empty()) {
        words = kWordsFilter;
        if (LeadByRarestWord(tx, filter)) {
            words = kFirstWordLeads;
            if (!filters && filter.search_words.size() == 1)
                return Once(tx.All(kWithWord, Named(filter), filter.search_words[0]));
        } else if (!filters && filter.search_words.size() > 1 && Estimate(tx, filter) == kCollect + 1) {
            // Words that are common each but hardly ever together would make a walk to the very end.
            Set(tx, {.hash_join = "on"});
            const auto met = tx.All(kMeet, Named(filter), filter.search_words);
            if (met.size() <= static_cast<std::size_t>(kCollect)) {
                return Once(met);
            }
        }
    }
    if (visible.value_or(0) > kCollect && words != kFirstWordLeads) return std::nullopt;
    Set(tx, {});
    // Too many are seen by the index of the state alone, before they are looked for among the printers.
    if (!Named(filter) && FiltersStates(filter) && !FiltersPrinters(filter) && words == kNoWords &&
        tx.Get(kCountStates, filter.states, filter.communicating, filter.supply_below_percent,
               filter.supply_below_days) > kCollect)
        return std::nullopt;
    const auto& finds = FiltersStates(filter) ? kFinds : kStatelessFinds;
    auto found = Run(tx, *finds[words], filter, ListKey{});
    if (found.size() > static_cast<std::size_t>(kCollect)) return std::nullopt;
    return found;
}

}  // namespace

ListPage List(pg::Transaction& tx, const ListFilter& filter) {
    const Sort& sort = kSorts[static_cast<std::size_t>(filter.sort)];
    ListKey begin{filter.descending ? sort.last : sort.first, {}};
    if (filter.descending) begin.id.value.octets.fill(0xFF);
    const ListKey after = filter.after.value_or(begin);
    std::optional<std::int64_t> visible;
    if (!Filters(filter)) visible = tx.Get(kVisible, filter.organizations);
    std::optional<std::int64_t> total;
    std::vector<Placed> placed;
    if (const auto found = Collect(tx, filter, visible)) {
        total = static_cast<std::int64_t>(found->size());
        if (found->empty()) return {{}, total};
        const auto [organizations, ids] = Columns(*found);
        Set(tx, {.mode = "force_generic_plan"});
        placed = tx.All(*kOrders[StatementOf(filter)], organizations, ids, after.key, after.id, filter.limit);
    } else {
        Set(tx, {.sort = "off"});
        const std::size_t first = StatementOf(filter) * kWalkStatements + (FiltersStates(filter) ? 0 : kWordStatements);
        const auto walk = [&](Words words) { return Run(tx, *kWalks[first + words], filter, after); };
        const bool words = !filter.search_words.empty();
        placed = walk(words ? kWordsFilter : kNoWords);
        if (words && placed.size() < static_cast<std::size_t>(filter.limit)) placed = walk(kWordsAsSet);
        if (!words) total = visible;
        Set(tx, {.mode = "force_generic_plan"});
    }
    const auto [organizations, ids] = Columns(placed);
    std::vector<std::string> keys;
    for (const Placed& one : placed) keys.push_back(one.sort_key);
    return {tx.All(kPage, organizations, ids, keys), total};
}

std::int64_t Estimate(pg::Transaction& tx, const ListFilter& filter) {
    constexpr double kSample = 2000;
    const double percent = std::clamp(100 * kSample / std::max(tx.Get(kTableRows), kSample), 0.01, 100.0);
    Set(tx, {});
    const Words words = filter.search_words.empty() ? kNoWords : kWordsFilter;
    const auto& samples = FiltersStates(filter) ? kSamples : kStatelessSamples;
    const auto found = Run(tx, *samples[words], filter, ListKey{fmt::format("{:.4f}", percent), {}});
    return std::max<std::int64_t>(kCollect + 1, std::llround(static_cast<double>(found.front()) * 100 / percent));
}

}  // namespace printers::store
