#include "server/catalog/model_store.hpp"

#include <gtest/gtest.h>

#include "server/catalog/catalog_store.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/printers/testing.hpp"
#include "server/testing/world.hpp"

// What lists of models and of printers without items read of a large fleet, as the application's role under row level
// security.
namespace catalog::store {
namespace {

// By this connection so far, and not yet counted elsewhere.
const pg::Query<std::int64_t(std::string)> kRowsRead{"test.rows_read", R"sql(
    SELECT (seq_tup_read + COALESCE(idx_tup_fetch, 0))::bigint AS rows
    FROM pg_stat_xact_user_tables WHERE relname = $1)sql"};

class LargeFleet : public ::testing::Test {
  protected:
    static constexpr int kPrinters = 20'000;

    LargeFleet() : large_(world_.AddCustomer("Large")), other_(world_.AddCustomer("Other")) {
        printers::testing::FillFleet(database_, large_, kPrinters, "0199a000");
        printers::testing::FillFleet(database_, other_, kPrinters, "0199b000");
        for (const auto& source : {large_, other_}) printers::testing::FillSupplies(database_, source);
        database_.Sql("ANALYZE");
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        for (const auto& source : {large_, other_}) CountFleet(tx, source.organization, clock_.Now());
        // All models but "a1" have a toner.
        std::vector<Item> items;
        for (int n = 0; n < 40; ++n) {
            Item item;
            item.id = world_.ids().Make<ItemId>();
            item.part_number = "P" + std::to_string(n);
            item.supply_type = "toner";
            item.colorant = "black";
            item.created_at = item.updated_at = clock_.Now();
            for (const auto& [maker, letter] : {std::pair("brother", "z"), {"ricoh", "a"}}) {
                item.models.push_back({maker, letter + std::to_string(n)});
            }
            items.push_back(std::move(item));
        }
        Write(tx, items, clock_.Now());
        tx.Commit();
        database_.Sql("ANALYZE");
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    server::testing::World world_{database_, clock_};
    printers::Source large_, other_;
};

TEST_F(LargeFleet, APageOfPrintersWithoutAnItemReadsNoMoreThanAPage) {  // ORD-2
    const std::vector<base::OrganizationId> both{large_.organization, other_.organization};
    for (const auto& scope : {std::vector{large_.organization}, both}) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organizations(scope));
        const auto read = [&](const char* table) { return tx.Get(kRowsRead, table); };
        const auto before = std::pair(read("printers"), read("printer_supplies"));
        std::size_t found = 0;
        int pages = 0;
        for (std::optional<pg::Place> after; pages == 0 || after; ++pages) {
            const auto slice = ListMissing(tx, {.organizations = scope}, after, 50);
            for (const auto& row : slice.rows) {
                EXPECT_EQ(row.model, "a1");
                EXPECT_EQ(row.supply_types, std::vector<std::string>{"fuser"});
            }
            if (pages == 0) {
                EXPECT_LT(read("printers") - before.first, 150) << scope.size();
                EXPECT_LT(read("printer_supplies") - before.second, 300) << scope.size();
            }
            found += slice.rows.size();
            after = slice.next;
        }
        EXPECT_EQ(found, scope.size() * 500);
    }
}

TEST_F(LargeFleet, TheListOfModelsReadsNoPrinters) {  // ASR-2
    const std::vector<base::OrganizationId> scope{large_.organization, other_.organization};
    pg::Transaction tx(database_.pool(), pg::Scope::Organizations(scope));
    const auto read = [&] { return tx.Get(kRowsRead, "printers") + tx.Get(kRowsRead, "printer_supplies"); };
    const auto before = read();
    const auto all = ListModels(tx, {.organizations = scope, .everything = true},
                                {.order = {ModelColumn::kPrinters, true}, .after = std::nullopt, .limit = 50});
    const auto missing = ListModels(tx, {.organizations = scope, .missing = true, .everything = true},
                                    {.order = {ModelColumn::kPrinters, true}, .after = std::nullopt, .limit = 50});
    ASSERT_EQ(missing.rows.size(), 1U);
    EXPECT_EQ(missing.rows.front().model, "a1");
    EXPECT_GT(all.rows.front().printers, 900);
    EXPECT_EQ(read(), before);
}

}  // namespace
}  // namespace catalog::store
