#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "server/platform/pg/guard.hpp"
#include "server/platform/pg/migrate.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"

// The schema's own machinery: migrations, the classes of tables, who may connect.
namespace pg {
namespace {

using testing::Database;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const auto kMine = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000001").value();
const auto kTheirs = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000002").value();

const Query<std::string()> kNotes{"test.notes", "SELECT note FROM notes ORDER BY note"};
const Query<void(base::OrganizationId, std::string_view)> kWrite{
    "test.write", "INSERT INTO notes (organization_id, note) VALUES ($1, $2)"};
const Query<void(base::OrganizationId)> kMove{"test.move", "UPDATE notes SET organization_id = $1"};
const Query<void()> kDelete{"test.delete", "DELETE FROM notes"};
const Query<bool(std::string_view, base::Day)> kPartition{"test.partition", "SELECT platen_month_partition($1, $2)"};

void MakeNotes(Database& database) {
    Connection owner(database.OwnerUrl());
    owner.Script(
        "SET ROLE platen_owner;"
        "CREATE TABLE notes (organization_id uuid NOT NULL, note text NOT NULL,"
        " PRIMARY KEY (organization_id, note));"
        "CALL platen_protect('notes')");
    database.Sql("INSERT INTO notes VALUES ('" + kMine.ToString() + "', 'mine'), ('" + kTheirs.ToString() +
                 "', 'theirs')");
}

// Promise 6 of the reliability rules, at the lowest layer: a forgotten WHERE shows nothing foreign.
TEST(Protect, ShowsAndChangesOnlyRowsOfTheScope) {
    Database database;
    MakeNotes(database);
    {
        Transaction tx(database.pool(), Scope::Organization(kMine));
        EXPECT_THAT(tx.All(kNotes), ElementsAre("mine"));
        EXPECT_EQ(tx.Exec(kDelete), 1);
    }
    {
        Transaction tx(database.pool(), Scope::None());
        EXPECT_THAT(tx.All(kNotes), IsEmpty());
    }
    {
        Transaction tx(database.pool(), Scope::System());
        EXPECT_THAT(tx.All(kNotes), ElementsAre("mine", "theirs"));
    }
    const base::OrganizationId both[] = {kMine, kTheirs};
    Transaction tx(database.pool(), Scope::Organizations(both));
    EXPECT_THAT(tx.All(kNotes), ElementsAre("mine", "theirs"));
}

TEST(Protect, RefusesToWriteIntoAnotherOrganization) {
    Database database;
    MakeNotes(database);
    for (const bool move : {false, true}) {
        Transaction tx(database.pool(), Scope::Organization(kMine));
        try {
            if (move) {
                tx.Exec(kMove, kTheirs);
            } else {
                tx.Exec(kWrite, kTheirs, "smuggled");
            }
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::kForbidden);
        }
    }
}

TEST(Protect, BindsTheOwnerToo) {
    Database database;
    MakeNotes(database);
    Connection owner(database.OwnerUrl());
    owner.Script("SET ROLE platen_owner");
    EXPECT_THAT(owner.Script("SELECT * FROM notes"), IsEmpty());
}

TEST(Protect, WantsTheOrganizationFirstInTheKey) {
    Database database;
    Connection owner(database.OwnerUrl());
    owner.Script("SET ROLE platen_owner; CREATE TABLE bad (id uuid PRIMARY KEY, organization_id uuid)");
    EXPECT_THROW(owner.Script("CALL platen_protect('bad')"), Error);
}

TEST(MonthPartition, IsMadeByTheApplicationOnceAndStaysClosed) {
    Database database;
    Connection owner(database.OwnerUrl());
    owner.Script(
        "SET ROLE platen_owner;"
        "CREATE TABLE samples (organization_id uuid NOT NULL, at timestamptz NOT NULL,"
        " PRIMARY KEY (organization_id, at)) PARTITION BY RANGE (at);"
        "CALL platen_protect('samples')");
    const base::Day day = *base::ParseDay("2026-11-21");
    {
        Transaction tx(database.pool(), Scope::System());
        EXPECT_TRUE(tx.Get(kPartition, "samples", day));
        EXPECT_FALSE(tx.Get(kPartition, "samples", day + std::chrono::days(5)));
        tx.Commit();
    }
    EXPECT_EQ(database.Value("SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname ="
                             " 'samples_2026_11'"),
              "FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00')");
    Connection application(database.ApplicationUrl());
    EXPECT_THROW(application.Script("SELECT * FROM samples_2026_11"), Error);
    EXPECT_THROW(application.Script("SELECT platen_month_partition('table_classes', '2026-11-01')"), Error);
}

TEST(Migrate, AppliesEachStepOnceAndSaysWhichOnes) {
    Database database(Database::Content::kEmpty);
    const std::vector<Migration> first{{"0001_a", "CREATE TABLE a (x int)"}};
    EXPECT_THAT(Migrate(database.OwnerUrl(), first).applied, ElementsAre("0001_a"));
    EXPECT_THAT(Migrate(database.OwnerUrl(), first).applied, IsEmpty());
    std::vector<Migration> both = first;
    both.push_back({"0002_b", "ALTER TABLE a ADD y int; INSERT INTO a VALUES (1, 2)"});
    EXPECT_THAT(MissingMigrations(database.pool(), both), ElementsAre("0002_b"));
    EXPECT_THAT(Migrate(database.OwnerUrl(), both).applied, ElementsAre("0002_b"));
    EXPECT_THAT(MissingMigrations(database.pool(), both), IsEmpty());
    EXPECT_EQ(database.Value("SELECT y FROM a"), "2");
}

TEST(Migrate, FindsEverythingMissingInAnEmptyDatabase) {
    Database database(Database::Content::kEmpty);
    const std::vector<Migration> steps{{"0001_a", "CREATE TABLE a (x int)"}};
    EXPECT_THAT(MissingMigrations(database.pool(), steps), ElementsAre("0001_a"));
}

TEST(Migrate, LeavesNothingOfAStepThatFails) {
    Database database(Database::Content::kEmpty);
    const std::vector<Migration> steps{{"0001_a", "CREATE TABLE a (x int)"},
                                       {"0002_b", "CREATE TABLE b (x int); SELECT 1 / 0"}};
    try {
        Migrate(database.OwnerUrl(), steps);
        FAIL();
    } catch (const MigrationError& error) {
        EXPECT_THAT(error.what(), HasSubstr("0002_b failed: division by zero"));
    }
    EXPECT_EQ(database.Value("SELECT count(*) FROM pg_tables WHERE tablename IN ('a', 'b')"), "1");
}

TEST(Migrate, RefusesAChangedANewerAndALateStep) {
    Database database(Database::Content::kEmpty);
    const std::vector<Migration> applied{{"0001_a", "SELECT 1"}, {"0003_c", "SELECT 3"}};
    Migrate(database.OwnerUrl(), applied);
    const auto refusal = [&](std::vector<Migration> steps) -> std::string {
        try {
            Migrate(database.OwnerUrl(), steps);
            return "";
        } catch (const MigrationError& error) {
            return error.what();
        }
    };
    EXPECT_THAT(refusal({{"0001_a", "SELECT 2"}, {"0003_c", "SELECT 3"}}),
                HasSubstr("0001_a was changed after it had been applied"));
    EXPECT_THAT(refusal({{"0001_a", "SELECT 1"}}), HasSubstr("newer than this program"));
    EXPECT_THAT(refusal({{"0001_a", "SELECT 1"}, {"0002_b", "SELECT 2"}, {"0003_c", "SELECT 3"}}),
                HasSubstr("0002_b comes before 0003_c"));
}

TEST(Migrate, ASecondMigratorWaitsAndThenHasNothingToDo) {
    Database database(Database::Content::kEmpty);
    const std::vector<Migration> steps{{"0001_a", "SELECT pg_advisory_xact_lock(1); CREATE TABLE a (x int)"}};
    Connection holder(database.AdminUrl());
    holder.Script("SELECT pg_advisory_lock(1)");  // the first migrator stops in the middle of its step
    auto first = std::async(std::launch::async, [&] { return Migrate(database.OwnerUrl(), steps); });
    const auto waiting = [&](const char* what) {
        const std::string sql = std::string(
                                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND"
                                    " NOT granted AND database = (SELECT oid FROM pg_database WHERE"
                                    " datname = current_database()) AND ") +
                                what;
        while (database.Value(sql) == "0") std::this_thread::yield();
    };
    waiting("objid = 1");
    auto second = std::async(std::launch::async, [&] { return Migrate(database.OwnerUrl(), steps); });
    waiting("objid <> 1");
    holder.Script("SELECT pg_advisory_unlock(1)");
    EXPECT_THAT(first.get().applied, ElementsAre("0001_a"));
    const MigrationReport report = second.get();
    EXPECT_THAT(report.applied, IsEmpty());
    EXPECT_TRUE(report.waited);
}

TEST(CheckDatabase, RefusesPrivilegedLogins) {
    Database database;
    const auto codes = [](const std::string& url) {
        Pool pool({.url = url, .size = 1});
        std::vector<std::string> found;
        for (const Objection& objection : CheckDatabase(pool)) found.push_back(objection.code);
        return found;
    };
    // The test server does not sync to disk, and that is found as well.
    EXPECT_THAT(codes(database.ApplicationUrl()), ElementsAre("fsync", "full_page_writes", "synchronous_commit"));
    EXPECT_THAT(codes(database.AdminUrl()), ::testing::Contains("superuser"));
    EXPECT_THAT(codes(database.OwnerUrl()), ::testing::Contains("owner"));
}

TEST(Listener, HearsWhatACommittedTransactionTold) {
    Database database;
    std::promise<void> connected;
    std::promise<std::string> heard;
    Listener listener(database.ApplicationUrl());
    listener.On("test_channel", [&](std::string_view payload) {
        if (payload.empty()) {
            connected.set_value();
        } else {
            heard.set_value(std::string(payload));
        }
    });
    listener.Start();
    connected.get_future().get();
    {
        Transaction tx(database.pool(), Scope::None());
        tx.Notify("test_channel", "rolled back");
    }
    Transaction tx(database.pool(), Scope::None());
    tx.Notify("test_channel", "committed");
    tx.Commit();
    EXPECT_EQ(heard.get_future().get(), "committed");
}

TEST(Listener, ConnectsAgainAndLooksForItself) {
    Database database;
    std::promise<void> calls[2];
    std::atomic<std::size_t> next = 0;
    Listener listener(database.ApplicationUrl());
    listener.On("test_channel", [&](std::string_view) { calls[next++].set_value(); });
    listener.Start();
    calls[0].get_future().get();
    database.KillConnections();
    calls[1].get_future().get();
}

}  // namespace
}  // namespace pg
