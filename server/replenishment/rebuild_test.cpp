#include "server/replenishment/rebuild.hpp"

#include <fmt/format.h>

#include "server/replenishment/testing.hpp"

// Days that the run did not see, and states that cannot be used any more: what comes from the history equals what grew
// day by day.
namespace replenishment {
namespace {

class History : public testing::Customer {
  protected:
    // Nobody to ship to: everything is learned, nothing is ordered.
    History() { has_contact_ = false; }

    // Two printers at the site, one of which counts its pages; the gauge of that one bounces, and both get new
    // cartridges.
    std::vector<printing::JournaledReading> ReadingsOf(int day) {
        const double first = 100 - (3 * day) % 98 + (day % 5 == 0 ? 1 : 0);
        const double second = 95 - (4 * day) % 90;
        return {Reading(1, std::min(100.0, first), 50'000 + 180 * day), Reading(2, second)};
    }
    void Live(int first, int last, bool runs) {
        for (int day = first; day <= last; ++day) {
            NextDay();
            Deliver(ReadingsOf(day));
            if (runs) Run();
        }
    }
    std::string Learned() {
        std::string supplies;
        Change([&](const store::Row& row) {
            supplies += fmt::format("{} {} {}\n", row.printer_id.ToString(), row.state.value_or(pg::Bytes{}).value,
                                    base::FormatDay(row.last_day.value_or(base::Day{})));
        });
        return supplies +
               database_.Value(
                   "SELECT string_agg(row, E'\\n' ORDER BY row) FROM ("
                   "SELECT site_id || ' ' || contact_id || ' ' || state::text AS row FROM replenishment_sites "
                   "UNION ALL "
                   "SELECT state::text FROM replenishment_fleets) AS rows");
    }
    void Forget() {
        database_.Sql("DELETE FROM replenishment_printers");
        database_.Sql("DELETE FROM replenishment_sites");
        database_.Sql("DELETE FROM replenishment_fleets");
    }
};

TEST_F(History, RebuiltStatesEqualTheOnesThatGrew) {
    Live(0, 45, true);
    const std::string grown = Learned();
    EXPECT_GT(StateOf(1).rate.weight, 20);
    Forget();
    EXPECT_EQ(Run().rebuilt, 2);
    EXPECT_EQ(Learned(), grown);
}

TEST_F(History, DaysThatTheRunMissedAreReadInTheirOrder) {  // the server was off
    Live(0, 40, true);
    const std::string daily = Learned();
    Forget();
    Run();
    ASSERT_EQ(Learned(), daily);
    Live(41, 60, false);
    Run();
    const std::string missed = Learned();
    Forget();
    Run();
    EXPECT_EQ(Learned(), missed);
}

TEST_F(History, ReadingsThatCameLateGiveTheSameAsInTime) {
    Live(0, 20, true);
    std::vector<std::vector<printing::JournaledReading>> kept;
    for (int day = 21; day <= 40; ++day) {
        NextDay();
        kept.push_back(ReadingsOf(day));
    }
    // The agent was cut off; its batches come in any order, some of them twice.
    for (std::size_t i = 0; i < kept.size(); i += 2) Deliver(kept[i]);
    for (std::size_t i = kept.size(); i-- > 0;) Deliver(kept[i]);
    Run();
    const std::string late = Learned();
    Forget();
    Run();
    EXPECT_EQ(Learned(), late);
}

TEST_F(History, AReadingOlderThanTheStateChangesNothing) {  // ASR-15
    Live(0, 20, true);
    const SupplyState first = StateOf(1);
    const SupplyState second = StateOf(2);
    auto old = Reading(1, 2, 50'000);
    old.observed_at = clock_.Now() - std::chrono::hours(30);
    Deliver({old});
    NextDay();
    Run();
    EXPECT_EQ(StateOf(1), first);
    EXPECT_EQ(StateOf(2), second);
}

TEST_F(History, RowsOfAnEarlierVersionAreRebuiltAndKeepTheirShelf) {
    Live(0, 30, true);
    const SupplyState grown = StateOf(2);
    Change([](store::Row& row) {
        row.state.reset();
        row.state_version = row.early_replacements = 1;
        row.shelf = 2;
    });
    database_.Sql("DELETE FROM replenishment_sites");
    database_.Sql("DELETE FROM replenishment_fleets");
    Live(31, 31, true);
    SupplyState rebuilt = StateOf(2);
    EXPECT_EQ(rebuilt.book.shelf, 2);
    EXPECT_EQ(rebuilt.book.early, 0) << "nothing is on its way";
    EXPECT_EQ(rebuilt.counter, grown.counter);
    EXPECT_NEAR(rebuilt.rate.mean, grown.rate.mean, 0.5);
    Change([](const store::Row& row) { EXPECT_EQ(row.state_version, kStateVersion); });
}

TEST_F(History, ACartridgePutInSinceTheOldStateIsTakenFromTheShelf) {
    for (int day = 0; day < 20; ++day) Day({50.0 - 2 * day});
    Change([](store::Row& row) {
        row.state.reset();
        row.state_version = 1;
        row.shelf = 2;
    });
    Day({100});
    EXPECT_EQ(StateOf(1).book.shelf, 1);
}

TEST_F(History, ADamagedStateIsRebuiltAloneAndTeachesNobodyTwice) {
    Live(0, 30, true);
    const std::string before = Learned();
    const SupplyState grown = StateOf(2);
    const auto second = world_.PrintersOf(organization_).at(1);
    Change([&](store::Row& row) {
        if (row.printer_id == second) row.state = pg::Bytes{"\xff"};
        row.decided_on.reset();
    });
    const std::string fleet = database_.Value("SELECT state::text FROM replenishment_fleets");
    EXPECT_EQ(Run().rebuilt, 1);
    EXPECT_EQ(database_.Value("SELECT state::text FROM replenishment_fleets"), fleet);
    EXPECT_EQ(StateOf(2).gauge, grown.gauge);
    EXPECT_NEAR(StateOf(2).rate.mean, grown.rate.mean, 0.5);
}

TEST_F(History, ALongRebuildGoesPlaceByPlace) {
    Live(0, 10, true);
    const std::string grown = Learned();
    Change([](store::Row& row) {
        row.state.reset();
        row.decided_on.reset();
    });
    database_.Sql("DELETE FROM replenishment_sites");
    database_.Sql("DELETE FROM replenishment_fleets");
    world_.AssignContact(organization_, {world_.PrintersOf(organization_).at(1)}, contact_.id);
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
    Snapshot snapshot(tx, organization_, store::LockAll(tx, organization_));
    ASSERT_EQ(snapshot.places.size(), 2u);
    EXPECT_EQ(RebuildFromHistory(tx, organization_, clock_.Today(), settings_, 1, snapshot, clock_.Now()), 1u);
    EXPECT_NE(snapshot.supplies[0].state.has_value(), snapshot.supplies[1].state.has_value());
    EXPECT_EQ(RebuildFromHistory(tx, organization_, clock_.Today(), settings_, 1, snapshot, clock_.Now()), 1u);
    EXPECT_TRUE(snapshot.supplies[0].state && snapshot.supplies[1].state);
    EXPECT_EQ(RebuildFromHistory(tx, organization_, clock_.Today(), settings_, 1, snapshot, clock_.Now()), 0u);
}

}  // namespace
}  // namespace replenishment
