#include "server/platform/pg/patience.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"

namespace pg {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using testing::Database;

const Query<std::int32_t()> kBackend{"test.backend", "SELECT pg_backend_pid()"};
const Query<std::string()> kSleep{"test.sleep", "SELECT pg_sleep(60)::text"};
const Query<std::string(std::string)> kTimeouts{"test.timeouts", "SELECT current_setting($1)"};

// How a piece of work fails, and that it does not take longer.
template <class Work>
Error Failure(std::chrono::milliseconds within, Work work) {
    const auto start = steady_clock::now();
    try {
        work();
    } catch (const Error& error) {
        EXPECT_LT(steady_clock::now() - start, within);
        return error;
    }
    ADD_FAILURE() << "did not fail";
    return {ErrorKind::kInternal, "", "", ""};
}

TEST(Patience, EndsAWaitForALockAndSaysWhy) {
    Database database;
    Transaction holder(database.pool(), Scope::System());
    holder.Lock("a name");
    const auto error = Failure(3s, [&] {
        const Patience patience(Patience::Limits{5s, 4s, 200ms});
        Transaction tx(database.pool(), Scope::System());
        tx.Lock("a name");
    });
    EXPECT_EQ(error.kind(), ErrorKind::kTimeout);
    EXPECT_EQ(error.ToProblem().code, "database_locked");
}

TEST(Patience, EndsAStatementAndLeavesTheConnectionAsItWas) {
    Database database;
    Pool pool({.url = database.ApplicationUrl(), .size = 1});
    const auto error = Failure(3s, [&] {
        const Patience patience(Patience::Limits{5s, 200ms, 200ms});
        Transaction tx(pool, Scope::System());
        tx.Get(kSleep);
    });
    EXPECT_EQ(error.ToProblem().code, "database_slow");
    Transaction tx(pool, Scope::System());
    EXPECT_EQ(tx.Get(kTimeouts, "statement_timeout"), "30s") << "the next one has the pool's limit";
    EXPECT_EQ(tx.Get(kTimeouts, "lock_timeout"), "0");
}

// Reliability: a hung database.
TEST(Patience, DoesNotWaitForADatabaseThatSaysNothing) {
    Database database;
    Pool pool({.url = database.ApplicationUrl(), .size = 2});
    pid_t backend = 0;
    {
        Transaction tx(pool, Scope::System());
        backend = tx.Get(kBackend);
        tx.Commit();
    }
    ASSERT_EQ(::kill(backend, SIGSTOP), 0);
    const auto error = Failure(3s, [&] {
        const Patience patience(Patience::Limits{700ms, 300ms, 300ms});
        Transaction tx(pool, Scope::System());
        tx.Get(kBackend);
    });
    EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
    EXPECT_TRUE(IsSilent());
    EXPECT_EQ(pool.in_use(), 0) << "the connection is closed, nobody waits for its rollback";
    const auto at_once = Failure(200ms, [&] {
        const Patience patience(Patience::Limits{5s, 4s, 4s});
        Transaction tx(pool, Scope::System());
        tx.Get(kBackend);
    });
    EXPECT_EQ(at_once.ToProblem().code, "database_unavailable");
    ::kill(backend, SIGCONT);
    while (IsSilent()) std::this_thread::sleep_for(50ms);
    const Patience patience(Patience::Limits{5s, 4s, 4s});
    Transaction tx(pool, Scope::System());
    EXPECT_NE(tx.Get(kBackend), backend);
}

TEST(Patience, TheInnermostCountsAndNoneMeansTheLimitsOfThePool) {
    EXPECT_EQ(Patience::Current(), nullptr);
    const Patience outer(Patience::Limits{10s, 8s, 1s});
    EXPECT_EQ(outer.StatementTimeout(), "8000");
    {
        const Patience inner(Patience::Limits{1s, 8s, 100ms});
        EXPECT_EQ(Patience::Current(), &inner);
        EXPECT_LE(std::stoi(inner.StatementTimeout()), 500);
        const Patience none(std::nullopt);
        EXPECT_EQ(Patience::Current(), &inner);
    }
    EXPECT_EQ(Patience::Current(), &outer);
    EXPECT_EQ(Error(ErrorKind::kDiskFull, "53100", "", "").ToProblem().code, "database_full");
}

}  // namespace
}  // namespace pg
