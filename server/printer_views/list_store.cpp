#include "server/printer_views/list_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/search_terms.hpp"
#include "server/printer_views/list_columns.hpp"
#include "server/printer_views/list_statements.hpp"

namespace printer_views::store {
namespace {

// A million printers, any filter, any order, any page. Two ways, because the planner cannot choose between them: it
// knows neither how many organizations the row level security of a transaction lets through nor how many rows that is.
//   collect  the ids of the matches, at most kCollect of them, from indexes that hold what is filtered by; then those
//            in order
//   walk     the index of the order from the place of the page on, leaving out what does not match: where matches are
//            so many that collecting them all would take longer
// A list with a filter collects first and walks when there were too many. Planner settings of the transaction see to it
// that each way is gone as meant. Both look at as few columns as they can; what is shown is read for the rows of the
// page.

// Naming more organizations than these costs more planning than it saves: row level security lets through exactly the
// same ones.
constexpr std::size_t kMostNamed = 100;

const ListStatements kStatements{};

// What is shown of the printers of a page; in their order.
const pg::Query<PrinterRow(Organizations, std::vector<PrinterId>)> kPage{
    "printer_views.page",
    fmt::format(R"sql(
    SELECT {}, {}, {}
    FROM unnest($1, $2) WITH ORDINALITY AS page (organization_id, id, place)
    JOIN printers AS p ON p.organization_id = page.organization_id AND p.id = page.id
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id {}
    ORDER BY page.place)sql",
                pg::Columns<PrinterColumns>("p"), pg::Columns<StateColumns>("s"), kNameColumns, kNameJoins)};

// By indexes, row by row; with a plan for the values at hand, or with one for any ($3).
struct Plan {
    const char* sort = "on";
    const char* hash_join = "off";  // for two long lists that meet
    const char* mode = "force_custom_plan";
};
const pg::Query<std::string(std::string, std::string, std::string)> kPlan{"printer_views.plan", R"sql(
    SELECT set_config('plan_cache_mode', $3, true) || set_config('enable_seqscan', 'off', true)
        || set_config('enable_hashjoin', $2, true) || set_config('enable_mergejoin', 'off', true)
        || set_config('enable_material', 'off', true) || set_config('jit', 'off', true)
        || set_config('max_parallel_workers_per_gather', '0', true)
        || set_config('enable_sort', $1, true) || set_config('enable_bitmapscan', $1, true))sql"};

const pg::Query<std::int64_t(Organizations)> kVisible{"printer_views.visible", R"sql(
    SELECT COALESCE(sum(printers), 0)::bigint FROM printer_fleets WHERE organization_id = ANY ($1))sql"};
const pg::Query<double()> kTableRows{
    "printer_views.table_rows", "SELECT reltuples::double precision FROM pg_class WHERE oid = 'printers'::regclass"};

const pg::Query<std::int64_t(ListParameters)> kCountStates{"printer_views.count_states", fmt::format(R"sql(
    SELECT count(*) FROM (
        SELECT FROM printer_states
        WHERE (cardinality($states) = 0 OR state = ANY ($states))
            AND ($communicating IS NULL OR communicating = $communicating)
            AND ($supply_below_percent IS NULL OR lowest_percent < $supply_below_percent)
            AND ($supply_ends_before IS NULL OR lowest_end < $supply_ends_before)
        LIMIT {}) AS found)sql",
                                                                                                     kCollect + 1)};

const std::string kTooMany = fmt::format("LIMIT {}", kCollect + 1);
constexpr const char* kOfNamed = "($1 IS NULL OR organization_id = ANY ($1))";
using Named = std::optional<std::span<const base::OrganizationId>>;

// Beginning or end of how many terms a word is, each counted to kCollect + 1.
const pg::Query<std::int64_t(Named, std::string)> kCountTerms{
    "printer_views.count_terms",
    fmt::format("SELECT count(*) FROM ({}) AS found", TermsWith("1", kOfNamed, "$2", kTooMany))};

// All printers of a word, twice kCollect + 1 at most: only registered ones have terms. One with several
// terms that have it may come more than once.
const pg::Query<Found(Named, std::string)> kWithWord{
    "printer_views.with_word", TermsWith("organization_id, printer_id AS id", kOfNamed, "$2", kTooMany)};

// Printers that have both of the first two words, and all others; kCollect + 1 at most. A printer
// of several terms that have one may come more than once.
const pg::Query<Found(Named, std::vector<std::string>)> kMeet{
    "printer_views.meet",
    fmt::format(R"sql(
    SELECT p.organization_id, p.printer_id AS id FROM ({first}) AS p
    WHERE p.printer_id IN ({second})
        AND (($2)[3] IS NULL OR NOT EXISTS (SELECT FROM unnest(($2)[3:]) AS words (word) WHERE NOT EXISTS (
            SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id
                AND t.printer_id = p.printer_id AND {other})))
    {too_many})sql",
                fmt::arg("first", TermsWith("organization_id, printer_id", kOfNamed, "($2)[1]")),
                fmt::arg("second", TermsWith("printer_id", kOfNamed, "($2)[2]")),
                fmt::arg("other", pg::HasWord("t.term", "words.word")), fmt::arg("too_many", kTooMany))};

Named NamedOf(const ListFilter& filter) {
    if (filter.organizations.size() > kMostNamed) return std::nullopt;
    return filter.organizations;
}

// Printers of requests in these states; one of several may come more than once.
const pg::Query<Found(Named, std::vector<std::string>, base::Instant)> kWithRequestsIn{
    "printer_views.with_requests", fmt::format(R"sql(
    SELECT organization_id, printer_id AS id FROM service_requests
    WHERE {} AND state = ANY ($2) AND state <> 'cancelled' AND printer_id IS NOT NULL
        AND COALESCE(closed_at, 'infinity') >= $3
    LIMIT {})sql",
                                               kOfNamed, 2 * kCollectByRequests + 1)};

bool FiltersStates(const ListFilter& f) {
    return !f.states.empty() || f.communicating || f.supply_below_percent || f.supply_ends_before;
}
bool FiltersPrinters(const ListFilter& f) {
    return !f.printers.empty() || !f.sites.empty() || !f.agents.empty() || f.contact || !f.models.empty() ||
           f.under_contract || !f.managed.empty() || f.discovered_since || f.high_volume || f.external_system ||
           f.external_id || f.registration_failed || !f.requests.empty() || f.no_requests;
}
// Whether it asks for anything but service requests.
bool FiltersByMore(const ListFilter& f) {
    ListFilter rest = f;
    rest.requests.clear();
    rest.no_requests = false;
    return FiltersStates(rest) || FiltersPrinters(rest);
}

bool Filters(const ListFilter& filter) {
    return FiltersStates(filter) || FiltersPrinters(filter);
}

// Of the tables that it asks for.
Tables TablesOf(const ListFilter& filter) {
    return FiltersStates(filter) ? Tables::kBoth : Tables::kPrinters;
}

void Set(pg::Transaction& tx, const Plan& plan) {
    tx.Get(kPlan, plan.sort, plan.hash_join, plan.mode);
}

ListParameters ParametersOf(const ListFilter& filter) {
    ListParameters parameters{filter};
    for (std::string& model : parameters.models) model = base::FoldCase(model);
    const bool by_printers = FiltersPrinters(filter) || !FiltersStates(filter);
    (by_printers ? parameters.printer_organizations : parameters.state_organizations) = NamedOf(filter);
    return parameters;
}

// Puts the rarest word first; whether it leads to few enough printers.
bool LeadByRarestWord(pg::Transaction& tx, ListFilter& filter) {
    std::int64_t fewest = kCollect + 1;
    for (std::size_t i = 0; i < filter.search_words.size(); ++i) {
        const std::int64_t count = tx.Get(kCountTerms, NamedOf(filter), filter.search_words[i]);
        if (count >= fewest) continue;
        fewest = count;
        std::swap(filter.search_words[0], filter.search_words[i]);
    }
    return fewest <= kCollect;
}

template <class Row>
std::pair<Organizations, std::vector<PrinterId>> KeysOf(const std::vector<Row>& rows) {
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

// PRN-2: the printers that have a request in a state that is asked for, once each; nothing where they are too many.
std::optional<std::vector<Found>> LedByRequests(pg::Transaction& tx, const ListFilter& filter) {
    Set(tx, {});
    auto found = tx.All(kWithRequestsIn, NamedOf(filter), filter.requests, filter.requests_since);
    if (found.size() > 2 * static_cast<std::size_t>(kCollectByRequests)) return std::nullopt;
    found = Once(std::move(found));
    if (found.size() > static_cast<std::size_t>(kCollectByRequests)) return std::nullopt;
    return found;
}

// All matches, or nothing where they are too many. `visible`: how many printers there are; not
// needed where there is a filter.
std::optional<std::vector<Found>> Collect(pg::Transaction& tx, const ListFilter& asked,
                                          std::optional<std::int64_t> visible) {
    ListFilter filter = asked;
    const bool filters = Filters(filter);
    if (!filter.requests.empty() && !filter.no_requests) {
        if (const auto led = LedByRequests(tx, filter)) {
            ListParameters parameters = ParametersOf(filter);
            std::tie(parameters.leading_organizations, parameters.leading_printers) = KeysOf(*led);
            auto found =
                tx.All(kStatements.Find(TablesOf(filter), filter.search_words.empty() ? Words::kNone : Words::kFilter,
                                        Lead::kRequests),
                       parameters);
            if (found.size() > static_cast<std::size_t>(kCollect)) return std::nullopt;
            return found;
        }
        // So many have one that the order leads to a page of them soon.
        if (!FiltersByMore(filter) && filter.search_words.empty()) return std::nullopt;
    }
    Words words = Words::kNone;
    if (!filter.search_words.empty()) {
        words = Words::kFilter;
        if (LeadByRarestWord(tx, filter)) {
            words = Words::kFirstLeads;
            if (!filters && filter.search_words.size() == 1)
                return Once(tx.All(kWithWord, NamedOf(filter), filter.search_words[0]));
        } else if (!filters && filter.search_words.size() > 1 && Estimate(tx, filter) == kCollect + 1) {
            // Words that are common each but hardly ever together would make a walk to the very end.
            Set(tx, {.hash_join = "on"});
            const auto met = tx.All(kMeet, NamedOf(filter), filter.search_words);
            if (met.size() <= static_cast<std::size_t>(kCollect)) {
                return Once(met);
            }
        }
    }
    if (visible.value_or(0) > kCollect && words != Words::kFirstLeads) return std::nullopt;
    Set(tx, {});
    // Too many are seen by the index of the state alone, before they are looked for among the printers.
    const ListParameters parameters = ParametersOf(filter);
    if (!NamedOf(filter) && FiltersStates(filter) && !FiltersPrinters(filter) && words == Words::kNone &&
        tx.Get(kCountStates, parameters) > kCollect)
        return std::nullopt;
    auto found = tx.All(kStatements.Find(TablesOf(filter), words), parameters);
    if (found.size() > static_cast<std::size_t>(kCollect)) return std::nullopt;
    return found;
}

// The matches of a page, and one more.
std::vector<Placed> Walk(pg::Transaction& tx, const ListFilter& filter, pg::Order<SortColumn> order,
                         const pg::Place& after, std::int32_t limit) {
    Set(tx, {.sort = "off"});
    ListParameters parameters = ParametersOf(filter);
    parameters.place_key = after.key;
    parameters.place_id = {after.id.value};
    parameters.row_limit = limit;
    const auto walk = [&](Words words) { return tx.All(kStatements.Walk(order, TablesOf(filter), words), parameters); };
    if (filter.search_words.empty()) return walk(Words::kNone);
    auto placed = walk(Words::kFilter);
    return placed.size() < static_cast<std::size_t>(limit) ? walk(Words::kFirstLeads) : placed;
}

}  // namespace

ListPage List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    const pg::Place after = window.after.value_or(ListStatements::Beginning(window.order));
    const std::int32_t limit = window.limit + 1;
    ListPage page;
    std::vector<Placed> placed;
    std::optional<std::int64_t> visible;
    if (!Filters(filter)) visible = tx.Get(kVisible, filter.organizations);
    if (const auto found = Collect(tx, filter, visible)) {
        page.total = static_cast<std::int64_t>(found->size());
        if (found->empty()) return page;
        const auto [organizations, ids] = KeysOf(*found);
        Set(tx, {.mode = "force_generic_plan"});
        placed =
            tx.All(kStatements.InOrder(window.order), organizations, ids, after.key, PrinterId{after.id.value}, limit);
    } else {
        placed = Walk(tx, filter, window.order, after, limit);
        if (filter.search_words.empty()) page.total = visible;
        Set(tx, {.mode = "force_generic_plan"});
    }
    auto cut = pg::Cut(std::move(placed), window.limit,
                       [](const Placed& last) { return pg::Place{last.sort_key, {last.id.value}}; });
    const auto [organizations, ids] = KeysOf(cut.rows);
    page.slice = {tx.All(kPage, organizations, ids), std::move(cut.next)};
    return page;
}

std::int64_t Estimate(pg::Transaction& tx, const ListFilter& filter) {
    constexpr double kSample = 2000;
    ListParameters parameters = ParametersOf(filter);
    parameters.sample_percent = std::clamp(100 * kSample / std::max(tx.Get(kTableRows), kSample), 0.01, 100.0);
    Set(tx, {});
    const Words words = filter.search_words.empty() ? Words::kNone : Words::kFilter;
    const auto found = static_cast<double>(tx.Get(kStatements.Sample(TablesOf(filter), words), parameters));
    return std::max<std::int64_t>(kCollect + 1, std::llround(found * 100 / parameters.sample_percent));
}

}  // namespace printer_views::store
