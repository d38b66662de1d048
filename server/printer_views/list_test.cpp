#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/contracts/contracts_testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/printer_views/list_store.hpp"
#include "server/printers/testing.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// Lists of more printers than are collected (PRN-1, PRN-2): every way through the store gives, page by page, what one
// plain statement gives.
namespace printer_views {
namespace {

struct Case {
    const char* name;
    std::string sql;  // the same filter, of printers p and printer_states s
    store::ListFilter filter;
};

std::string HasWord(const char* word) {
    return fmt::format(
        "EXISTS (SELECT FROM printer_terms t WHERE t.printer_id = p.id AND (t.term LIKE '{0}%' OR t.term LIKE "
        "U&'\\0001' || reverse('{0}') || '%' AND length('{0}') > 2))",
        word);
}

const char* const kOrder[] = {"p.model_key",
                              "p.manufacturer_key",
                              "p.serial_key",
                              "p.address_key",
                              "p.host_key",
                              "p.location_key",
                              "p.discovered_at",
                              "s.state",
                              "s.life_count",
                              "s.observed_at",
                              "s.lowest_percent",
                              "s.lowest_end",
                              "(b.name_key || ' ' || b.id::text) COLLATE \"C\"",
                              "o.name_key"};

constexpr pg::Order kByModel{store::SortColumn::kModel};

class PrinterList : public ::testing::Test {
  protected:
    static constexpr int kPrinters = 4600;

    PrinterList() : world(database, clock), acme(world.AddCustomer("Acme")), other(world.AddCustomer("Other")) {
        // Brother's come last by model and Ricoh's first; "floor" is everywhere, "hall" beside no Ricoh but three.
        printers::testing::FillFleet(database, acme, kPrinters, "0199a000",
                                     contracts::testing::AddStandardContract(database, acme.organization.ToString()));
        printers::testing::FillFleet(database, other, 300, "0199b000",
                                     contracts::testing::AddStandardContract(database, other.organization.ToString()));
        database.Sql("ANALYZE");
    }

    // All pages behind one another.
    std::string Paged(const store::ListFilter& filter, pg::Order<store::SortColumn> order) {
        std::string ids;
        pg::Window<store::SortColumn> window{order, std::nullopt, 1300};
        do {
            pg::Transaction tx(database.pool(), pg::Scope::Organizations(filter.organizations));
            const auto page = store::List(tx, filter, window);
            for (const auto& row : page.slice.rows) ids += (ids.empty() ? "" : ",") + row.id.ToString();
            if (page.total) total = *page.total;
            window.after = page.slice.next;
        } while (window.after);
        return ids;
    }

    std::string Plain(const std::string& condition, store::SortColumn sort, bool descending) {
        const char* const direction = descending ? "DESC" : "ASC";
        return database.Value(
            fmt::format("SELECT string_agg(p.id::text, ',' ORDER BY {0} {1}, p.id {1}) FROM "
                        "printers p JOIN printer_states s "
                        "ON s.printer_id = p.id JOIN sites b ON b.id = p.site_id JOIN "
                        "organizations o ON o.id = p.organization_id "
                        "WHERE p.organization_id = '{2}' AND p.deregistered_at IS NULL AND {3}",
                        kOrder[static_cast<std::size_t>(sort)], direction, acme.organization.ToString(), condition));
    }

    // Each way in three orders of its own, both up and down.
    void Check(const Case& one, std::size_t number) {
        for (std::size_t column = number % 5; column < std::size(kOrder); column += 5) {
            for (const bool descending : {false, true}) {
                store::ListFilter filter = one.filter;
                const pg::Order order{static_cast<store::SortColumn>(column), descending};
                filter.organizations = {acme.organization};
                const std::string expected = Plain(one.sql, order.column, descending);
                ASSERT_FALSE(expected.empty()) << one.name;
                EXPECT_EQ(Paged(filter, order), expected) << one.name << " by " << kOrder[column] << descending;
                // So many organizations that row level security alone names them.
                while (filter.organizations.size() < 120) {
                    filter.organizations.push_back(world.ids().Make<base::OrganizationId>());
                }
                EXPECT_EQ(Paged(filter, order), expected)
                    << one.name << ", unnamed, by " << kOrder[column] << descending;
            }
        }
    }

    pg::testing::Database database;
    base::ManualClock clock{server::testing::At("2026-11-21T12:00:00Z")};
    server::testing::World world;
    printers::Source acme;
    printers::Source other;
    std::int64_t total = -1;
};

TEST_F(PrinterList, EveryWayGivesWhatAPlainStatementGives) {
    const std::string words_meet = HasWord("ricoh") + " AND " + HasWord("hall");
    const std::string three = HasWord("flo") + " AND " + HasWord("brother") + " AND " + HasWord("hall");
    const std::string word_and_state = HasWord("brother") + " AND " + HasWord("floor") + " AND s.state = 3";
    const std::string word_and_contract = HasWord("hall") + " AND p.under_contract";
    const std::string rare = HasWord("s10") + " AND " + HasWord("floor");
    const Case cases[] = {
        {"all", "true", {.organizations = {}}},
        {"few of a state", "s.state = 3", {.states = {3}}},
        {"many of a state", "s.state IN (0, 1)", {.states = {0, 1}}},
        {"silent", "NOT s.communicating", {.communicating = false}},
        {"answering", "s.communicating", {.communicating = true}},
        {"under contract", "p.under_contract", {.under_contract = true}},
        {"a model", "p.model_key = 'a7'", {.models = {"A7"}}},
        {"low supplies",
         "s.lowest_percent < 5 AND s.lowest_end < '2027-06-09'",
         {.supply_below_percent = 5, .supply_ends_before = std::chrono::year(2027) / 6 / 9}},
        {"new", "p.discovered_at >= '2026-11-02'", {.discovered_since = server::testing::At("2026-11-02T00:00:00Z")}},
        {"a word of all", HasWord("floor"), {.search_words = {"floor"}}},
        {"words of many together", three, {.search_words = {"flo", "brother", "hall"}}},
        {"words of few together", words_meet, {.search_words = {"ricoh", "hall"}}},
        {"a rare word", HasWord("s10"), {.search_words = {"s10"}}},
        {"a rare word leads", rare, {.search_words = {"floor", "s10"}}},
        {"words and a state", word_and_state, {.search_words = {"brother", "floor"}, .states = {3}}},
        {"a word and a contract", word_and_contract, {.search_words = {"hall"}, .under_contract = true}},
    };
    std::size_t number = 0;
    for (const Case& one : cases) Check(one, number++);
}

TEST_F(PrinterList, CountsWhatItFoundAndEstimatesTheRest) {
    store::ListFilter filter{.organizations = {acme.organization}, .states = {3}};
    Paged(filter, kByModel);
    EXPECT_EQ(total, kPrinters / 97 - 1) << "one is not registered any more";
    total = -1;
    filter.states = {0, 1};
    Paged(filter, kByModel);
    EXPECT_EQ(total, -1) << "too many to count on the way";
    pg::Transaction tx(database.pool(), pg::Scope::Organizations(filter.organizations));
    EXPECT_NEAR(static_cast<double>(store::Estimate(tx, filter)), kPrinters, kPrinters / 5.0);
    filter.search_words = {"ricoh", "brother"};
    filter.states = {};
    total = -1;
    EXPECT_EQ(Paged(filter, kByModel), "");
    EXPECT_EQ(total, 0);
}

}  // namespace
}  // namespace printer_views
