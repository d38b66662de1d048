#include "server/platform/pg/pg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "server/platform/pg/packed.hpp"
#include "server/platform/pg/testing.hpp"

namespace pg {
namespace {

using testing::Database;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

enum class Level { kAmount, kSomeRemaining };
BOOST_DESCRIBE_ENUM(Level, kAmount, kSomeRemaining)

using ThingId = base::Id<struct ThingTag>;

struct Everything {
    ThingId id;
    bool flag = false;
    std::int16_t small = 0;
    std::int32_t medium = 0;
    std::int64_t large = 0;
    double real = 0;
    std::string text;
    std::optional<std::string> nothing;
    base::Instant at{};
    base::Day day{};
    boost::json::value document;
    Bytes octets;
    Level level = Level::kAmount;
    std::vector<std::int64_t> numbers;
    std::vector<std::optional<std::string>> texts;
    std::vector<ThingId> ids;
    std::vector<base::Instant> times;
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (id, flag, small, medium, large, real, text, nothing, at, day, document, octets, level, numbers,
                       texts, ids, times))

const Query<Everything(Everything)> kEcho{
    "test.echo",
    // Not in the order of the members: columns bind by name.
    "SELECT $times AS times, $id AS id, $flag AS flag, $small AS small, $medium AS medium, $large AS large,"
    " $real AS real, $text AS text, $nothing AS nothing, $at AS at, $day AS day, $document AS document,"
    " $octets AS octets, $level AS level, $numbers AS numbers, $texts AS texts, $ids AS ids"};
const Query<std::int64_t(std::int64_t)> kNumber{"test.number", "SELECT $1"};
const Query<std::int64_t()> kThree{"test.three", "SELECT generate_series(1, 3)::bigint"};
const Query<std::string(base::Instant)> kShowTime{"test.show_time", "SELECT $1::text"};
const Query<std::string(base::Day)> kShowDay{"test.show_day", "SELECT $1::text"};
const Query<std::optional<std::string>(std::string_view)> kSetting{"test.setting",
                                                                   "SELECT NULLIF(current_setting($1, true), '')"};

// A few of one row, and the same with fewer fields and with more.
struct Part {
    std::int32_t place = 0;
    std::optional<double> share;
    std::string text;
    std::optional<Level> level;
    base::Day day{};
};
BOOST_DESCRIBE_STRUCT(Part, (), (place, share, text, level, day))
struct FewerParts {
    std::int32_t place = 0;
    std::optional<double> share;
};
BOOST_DESCRIBE_STRUCT(FewerParts, (), (place, share))
struct MoreParts : Part {
    std::int64_t added = 7;
};
BOOST_DESCRIBE_STRUCT(MoreParts, (Part), (added))
const Query<Packed<Part>(Packed<Part>)> kEchoPacked{"test.echo_packed", "SELECT $1"};
const Query<Packed<Part>(Bytes)> kUnpack{"test.unpack", "SELECT $1"};
const Query<Packed<FewerParts>(Packed<Part>)> kFewer{"test.fewer_fields", "SELECT $1"};
const Query<Packed<MoreParts>(Packed<Part>)> kMore{"test.more_fields", "SELECT $1"};
const Query<Packed<Part>()> kPackedBySql{"test.packed_by_sql", R"sql(
    SELECT int2send(5::smallint) || int2send(4::smallint) || int4send(3) || int2send((-1)::smallint)
        || int2send(1::smallint) || convert_to('x', 'UTF8') || int2send(6::smallint) || convert_to('amount', 'UTF8')
        || int2send(4::smallint) || date_send('2026-11-01'))sql"};

base::Instant At(const char* text) {
    return base::ParseRfc3339(text).value();
}

TEST(Query, CarriesEveryTypeThereAndBack) {
    Database database;
    Transaction tx(database.pool(), Scope::None());
    const auto id = ThingId::Parse("0192a3b4-c5d6-7e8f-9012-3456789abcde").value();
    const Everything row = tx.Get(kEcho, {id,
                                          true,
                                          std::int16_t{-7},
                                          -70'000,
                                          std::int64_t{-7'000'000'000},
                                          0.1,
                                          "Größe",
                                          std::nullopt,
                                          At("2026-11-21T08:25:12.123456Z"),
                                          *base::ParseDay("1999-12-31"),
                                          boost::json::value{{"a", 1}},
                                          Bytes{std::string("\0\xff", 2)},
                                          Level::kSomeRemaining,
                                          {1, -2, 3},
                                          {std::string("a"), std::nullopt, std::string("")},
                                          {id, id},
                                          {}});
    EXPECT_EQ(row.id, id);
    EXPECT_TRUE(row.flag);
    EXPECT_EQ(row.small, -7);
    EXPECT_EQ(row.medium, -70'000);
    EXPECT_EQ(row.large, -7'000'000'000);
    EXPECT_EQ(row.real, 0.1);
    EXPECT_EQ(row.text, "Größe");
    EXPECT_EQ(row.nothing, std::nullopt);
    EXPECT_EQ(row.at, At("2026-11-21T08:25:12.123456Z"));
    EXPECT_EQ(row.day, *base::ParseDay("1999-12-31"));
    EXPECT_EQ(row.document, (boost::json::value{{"a", 1}}));
    EXPECT_EQ(row.octets.value, std::string("\0\xff", 2));
    EXPECT_EQ(row.level, Level::kSomeRemaining);
    EXPECT_THAT(row.numbers, ElementsAre(1, -2, 3));
    EXPECT_THAT(row.texts, ElementsAre("a", std::nullopt, ""));
    EXPECT_THAT(row.ids, ElementsAre(id, id));
    EXPECT_THAT(row.times, IsEmpty());
}

TEST(Query, MeansTheSameTimeAsTheServer) {
    Database database;
    Transaction tx(database.pool(), Scope::None());
    EXPECT_EQ(tx.Get(kShowTime, At("1969-07-20T20:17:40.5Z")), "1969-07-20 20:17:40.5+00");
    EXPECT_EQ(tx.Get(kShowDay, *base::ParseDay("2028-02-29")), "2028-02-29");
}

TEST(Query, TellsHowManyRowsThereMayBe) {
    Database database;
    Transaction tx(database.pool(), Scope::None());
    EXPECT_THAT(tx.All(kThree), ElementsAre(1, 2, 3));
    EXPECT_THROW(tx.One(kThree), Error);
    EXPECT_THROW(tx.Get(kThree), Error);
}

struct Wrong {
    std::int32_t id = 0;
    std::string extra;
};
BOOST_DESCRIBE_STRUCT(Wrong, (), (id, extra))

TEST(Packed, GoesThereAndBackAsOneValue) {
    Database database;
    Transaction tx(database.pool(), Scope::None());
    const Packed<Part> parts{{{1, 0.5, "Größe", Level::kSomeRemaining, *base::ParseDay("2026-11-28")},
                              {2, std::nullopt, "", std::nullopt, {}}}};
    const auto back = tx.Get(kEchoPacked, parts).rows;
    ASSERT_EQ(back.size(), 2U);
    EXPECT_EQ(back[0].place, 1);
    EXPECT_EQ(back[0].share, 0.5);
    EXPECT_EQ(back[0].text, "Größe");
    EXPECT_EQ(back[0].level, Level::kSomeRemaining);
    EXPECT_EQ(back[0].day, *base::ParseDay("2026-11-28"));
    EXPECT_EQ(back[1].place, 2);
    EXPECT_EQ(back[1].share, std::nullopt);
    EXPECT_EQ(back[1].level, std::nullopt);
    EXPECT_THAT(tx.Get(kEchoPacked, Packed<Part>{}).rows, IsEmpty());
    EXPECT_THAT(tx.Get(kUnpack, Bytes{}).rows, IsEmpty());
}

TEST(Packed, FieldsComeAtTheEnd) {
    Database database;
    Transaction tx(database.pool(), Scope::None());
    const Packed<Part> parts{{{1, 0.5, "a", std::nullopt, {}}, {2, std::nullopt, "b", Level::kAmount, {}}}};
    const auto more = tx.Get(kMore, parts).rows;
    ASSERT_EQ(more.size(), 2U);
    EXPECT_EQ(more[1].text, "b");
    EXPECT_EQ(more[1].added, 7);
    const auto fewer = tx.Get(kFewer, parts).rows;
    ASSERT_EQ(fewer.size(), 2U);
    EXPECT_EQ(fewer[1].place, 2);
    EXPECT_EQ(fewer[0].share, 0.5);
}

TEST(Packed, IsWhatAMigrationMakes) {
    Database database;
    Transaction tx(database.pool(), Scope::None());
    const auto rows = tx.Get(kPackedBySql).rows;
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].place, 3);
    EXPECT_EQ(rows[0].share, std::nullopt);
    EXPECT_EQ(rows[0].text, "x");
    EXPECT_EQ(rows[0].level, Level::kAmount);
    EXPECT_EQ(rows[0].day, *base::ParseDay("2026-11-01"));
}

TEST(Packed, WhatIsDamagedIsRefused) {
    Database database;
    Transaction tx(database.pool(), Scope::None());
    std::string octets;
    Codec<Packed<Part>>::Encode(octets, {{{1, 0.5, "text", Level::kAmount, {}}}});
    for (std::size_t length = 1; length < octets.size(); ++length) {
        if (length == 2) continue;  // no rows
        EXPECT_THROW(tx.Get(kUnpack, Bytes{octets.substr(0, length)}), Error) << length;
    }
    EXPECT_THROW(tx.Get(kUnpack, Bytes{std::string("\0\0", 2)}), Error);
    EXPECT_THROW(tx.Get(kEchoPacked, Packed<Part>{{{.text = std::string(40'000, 'x')}}}), Error);
}

TEST(CheckQuery, NamesEveryDifference) {
    Database database;
    Connection connection(database.ApplicationUrl());
    EXPECT_THAT(CheckQuery(connection, kEcho), IsEmpty());
    const Query<Wrong(std::int64_t, std::string_view)> wrong{"test.wrong", "SELECT $1::bigint AS id, 'x' AS other"};
    EXPECT_THAT(CheckQuery(connection, wrong),
                ElementsAre(HasSubstr("has 1 parameters, its C++ type 2"), HasSubstr("column 'id' has type oid 20"),
                            HasSubstr("no column 'extra'"), HasSubstr("column 'other' has no member")));
    const Query<void()> broken{"test.broken", "SELECT * FROM no_such_table"};
    EXPECT_THAT(CheckQuery(connection, broken), ElementsAre(HasSubstr("no_such_table")));
}

TEST(AllQueries, KnowsEveryQueryOnceByName) {
    std::vector<std::string> names;
    for (const QueryBase* query : AllQueries()) names.push_back(query->name());
    EXPECT_THAT(names, ::testing::Contains("test.echo"));
    EXPECT_THAT(names, ::testing::Contains("pg.lock"));
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(Transaction, RollsBackWithoutCommit) {
    Database database;
    database.Sql("CREATE TABLE notes (note text PRIMARY KEY); GRANT ALL ON notes TO platen_app");
    const Query<void(std::string_view)> insert{"test.insert", "INSERT INTO notes VALUES ($1)"};
    bool told = false;
    {
        Transaction tx(database.pool(), Scope::None());
        EXPECT_EQ(tx.Exec(insert, "lost"), 1);
        tx.AfterCommit([&] { told = true; });
    }
    EXPECT_EQ(database.Value("SELECT count(*) FROM notes"), "0");
    EXPECT_FALSE(told);
    {
        Transaction tx(database.pool(), Scope::None());
        tx.Exec(insert, "kept");
        tx.AfterCommit([&] { told = true; });
        tx.AfterCommit([] { throw std::runtime_error("a listener that fails changes nothing"); });
        EXPECT_FALSE(told);
        tx.Commit();
    }
    EXPECT_EQ(database.Value("SELECT note FROM notes"), "kept");
    EXPECT_TRUE(told);
}

TEST(Transaction, NeverReportsAFailedOneAsCommitted) {
    Database database;
    database.Sql("CREATE TABLE notes (note text PRIMARY KEY); GRANT ALL ON notes TO platen_app");
    const Query<void(std::string_view)> insert{"test.insert2", "INSERT INTO notes VALUES ($1)"};
    Transaction tx(database.pool(), Scope::None());
    tx.Exec(insert, "a");
    try {
        tx.Exec(insert, "a");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kUnique);
        EXPECT_EQ(error.constraint(), "notes_pkey");
    }
    EXPECT_THROW(tx.Commit(), Error);
    EXPECT_EQ(database.Value("SELECT count(*) FROM notes"), "0");
}

TEST(Savepoint, TakesBackOnePart) {
    Database database;
    database.Sql("CREATE TABLE notes (note text PRIMARY KEY); GRANT ALL ON notes TO platen_app");
    const Query<void(std::string_view)> insert{"test.insert3", "INSERT INTO notes VALUES ($1)"};
    Transaction tx(database.pool(), Scope::None());
    tx.Exec(insert, "a");
    try {
        Savepoint part(tx);
        tx.Exec(insert, "b");
        tx.Exec(insert, "a");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kUnique);
    }
    {
        Savepoint part(tx);
        tx.Exec(insert, "c");
        part.Release();
    }
    tx.Commit();
    EXPECT_EQ(database.Value("SELECT string_agg(note, ',' ORDER BY note) FROM notes"), "a,c");
}

TEST(Transaction, ReadOnlyRefusesToWrite) {
    Database database;
    database.Sql("CREATE TABLE notes (note text PRIMARY KEY); GRANT ALL ON notes TO platen_app");
    const Query<void(std::string_view)> insert{"test.insert4", "INSERT INTO notes VALUES ($1)"};
    Transaction tx(database.pool(), Scope::None(), Access::kReadOnly);
    EXPECT_THROW(tx.Exec(insert, "a"), Error);
}

// Promise 6: the settings of one transaction never reach the next one on the same connection.
TEST(Transaction, LeavesNoScopeBehind) {
    Database database;
    Pool pool({.url = database.ApplicationUrl(), .size = 1});
    {
        Transaction tx(pool, Scope::System());
        EXPECT_EQ(tx.Get(kSetting, "platen.scope"), "system");
        tx.Commit();
    }
    EXPECT_EQ(pool.Acquire()->Script("SELECT current_setting('platen.scope', true)")[0][0], "");
    Transaction tx(pool, Scope::None());
    EXPECT_EQ(tx.Get(kSetting, "platen.scope"), "organizations");
    EXPECT_EQ(tx.Get(kSetting, "platen.organizations"), "{}");
    tx.SetScope(Scope::System());
    EXPECT_EQ(tx.Get(kSetting, "platen.scope"), "system");
}

TEST(Retry, RunsADeadlockedTransactionAgain) {
    Database database;
    database.Sql(
        "CREATE TABLE counters (name text PRIMARY KEY, n bigint NOT NULL);"
        "INSERT INTO counters VALUES ('a', 0), ('b', 0); GRANT ALL ON counters TO platen_app;"
        "ALTER DATABASE " +
        database.name() + " SET deadlock_timeout = '10ms'");
    const Query<void(std::string_view)> count{"test.count", "UPDATE counters SET n = n + 1 WHERE name = $1"};
    std::atomic<int> entered = 0;
    std::atomic<int> runs = 0;
    std::atomic<int> committed = 0;
    const auto work = [&](const char* first, const char* second) {
        bool again = false;
        Retry(database.pool(), Scope::None(), [&](Transaction& tx) {
            ++runs;
            // The one that was refused lets the other one finish: else it may take its first row again before the other
            // one, which waits for that row, has been woken.
            while (again && committed < 1) std::this_thread::yield();
            again = true;
            tx.Exec(count, first);
            ++entered;
            while (entered < 2) std::this_thread::yield();  // both hold their first row
            tx.Exec(count, second);
        });
        ++committed;
    };
    std::jthread other([&] { work("b", "a"); });
    work("a", "b");
    other.join();
    EXPECT_EQ(database.Value("SELECT sum(n) FROM counters"), "4");
    EXPECT_GE(runs, 3);
}

TEST(Pool, ABackendKilledInATransactionEndsOnlyThatTransaction) {
    Database database;
    {
        Transaction tx(database.pool(), Scope::None());
        EXPECT_EQ(tx.Get(kNumber, 1), 1);
        database.KillConnections();
        try {
            tx.Get(kNumber, 2);
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
            EXPECT_EQ(error.ToProblem().kind, base::ProblemKind::kUnavailable);
        }
    }
    Transaction tx(database.pool(), Scope::None());
    EXPECT_EQ(tx.Get(kNumber, 3), 3);
}

TEST(Pool, ABackendKilledWhileIdleIsReplacedUnnoticed) {
    Database database;
    {
        Transaction tx(database.pool(), Scope::None());
        tx.Get(kNumber, 1);
        tx.Commit();
    }
    database.KillConnections();
    Transaction tx(database.pool(), Scope::None());
    EXPECT_EQ(tx.Get(kNumber, 2), 2);
}

TEST(Pool, SaysThatTheCommitIsUnknownWhenTheBackendDiesBeforeIt) {
    Database database;
    Transaction tx(database.pool(), Scope::None());
    tx.Get(kNumber, 1);
    database.KillConnections();
    try {
        tx.Commit();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kCommitUnknown);
    }
}

TEST(Pool, IsBoundedAndSaysSo) {
    Database database;
    Pool pool({.url = database.ApplicationUrl(), .size = 1, .acquire_timeout = std::chrono::milliseconds(20)});
    auto lease = pool.Acquire();
    try {
        pool.Acquire();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
    }
    lease.Release();
    EXPECT_TRUE(pool.Acquire());
}

TEST(Pool, EndsAStatementThatTakesTooLong) {
    Database database;
    const Query<std::string()> slow{"test.slow", "SELECT pg_sleep(60)::text"};
    Pool pool({.url = database.ApplicationUrl(), .statement_timeout = std::chrono::milliseconds(30)});
    Transaction tx(pool, Scope::None());
    try {
        tx.Get(slow);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kTimeout);
    }
}

TEST(Connection, PreparesAgainAfterAMigrationChangedATable) {
    Database database;
    database.Sql(
        "CREATE TABLE notes (note text); GRANT ALL ON notes TO platen_app; INSERT INTO notes "
        "VALUES ('a')");
    Pool pool({.url = database.ApplicationUrl(), .size = 1});
    const Query<std::string()> read{"test.read_star", "SELECT note FROM notes"};
    {
        Transaction tx(pool, Scope::None());
        EXPECT_EQ(tx.Get(read), "a");
        tx.Commit();
    }
    database.Sql("ALTER TABLE notes ALTER note TYPE varchar(5)");
    try {  // the one that meets the change may fail, as unavailable
        Transaction tx(pool, Scope::None());
        tx.Get(read);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
    }
    Transaction tx(pool, Scope::None());
    EXPECT_EQ(tx.Get(read), "a");
}

TEST(Connection, ReportsAWrongPasswordAsRefused) {
    Database database;
    try {
        Connection connection(database.ApplicationUrl() + " password=wrong");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kForbidden);
        EXPECT_THAT(error.what(), ::testing::Not(HasSubstr("wrong")));
    }
}

}  // namespace
}  // namespace pg
