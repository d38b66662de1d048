#include <gtest/gtest.h>

#include "server/platform/pg/migrate.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/facts.hpp"
#include "server/replenishment/replenishment_store.hpp"

namespace replenishment {
namespace {

// A database of the first release.
TEST(Upgrade, RowsOfTheOldEstimatorKeepTheirShelf) {
    pg::testing::Database database(pg::testing::Database::Content::kEmpty);
    auto migrations = pg::EmbeddedMigrations();
    const auto engine = std::ranges::find(migrations, "0091_replenishment_engine", &pg::Migration::name);
    ASSERT_NE(engine, migrations.end());
    pg::Migrate(database.OwnerUrl(), {migrations.begin(), engine});
    const std::string id = "'0199a000-0000-7000-8000-000000000001'";
    database.Sql(
        "INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at) "
        "VALUES (" +
        id + ", NULL, 'operator', 'O', 'o', now(), now())");
    database.Sql(
        "INSERT INTO replenishment_supplies (organization_id, printer_id, supply_slot, "
        "state_version, last_day, "
        "last_percent, last_serial_number, daily_percent, observed_days, shelf, "
        "early_replacements, decided_on, "
        "in_transit, days_left, decision, reason) VALUES (" +
        id + ", " + id +
        ", 0, 1, '2026-06-01', 40, '', 2, 20, 3, 1, '2026-06-01', 0, 20, 'no_order', "
        "'{\"code\": \"replenishment.enough\", \"args\": {}}')");
    pg::Migrate(database.OwnerUrl(), migrations);

    const auto organization = *base::OrganizationId::Parse("0199a000-0000-7000-8000-000000000001");
    pg::Transaction tx(database.pool(), pg::Scope::Organization(organization));
    const auto rows = store::LockAll(tx, organization);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].shelf, 3);
    EXPECT_EQ(rows[0].early_replacements, 1);
    EXPECT_EQ(rows[0].last_day, base::ParseDay("2026-06-01"));
    EXPECT_FALSE(store::StateOf(rows[0])) << "the next run builds it anew";
    const auto listed =
        store::List(tx, store::Part::kWithoutDays, {.organizations = {&organization, 1}}, std::nullopt, 50);
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(ReasonOf(store::DecisionOf(listed[0])).code, "learning");
}

}  // namespace
}  // namespace replenishment
