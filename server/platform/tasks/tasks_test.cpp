#include "server/platform/tasks/tasks.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "server/platform/pg/testing.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/task_store.hpp"
#include "server/platform/tasks/workers.hpp"

namespace tasks {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const auto kMine = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000001").value();
const auto kTheirs = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000002").value();
constexpr const char* kKind = "test.count";

struct CountInput {
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(CountInput, (), (rows))

const pg::Query<void(std::int64_t)> kWrite{"test.tasks_write", "INSERT INTO effects VALUES ($1)"};

class TasksTest : public ::testing::Test {
  protected:
    TasksTest() {
        // Without a primary key: what happens twice is seen twice.
        database_.Sql("CREATE TABLE effects (row bigint); GRANT ALL ON effects TO platen_app");
    }
    TaskId Add(const NewTask& task) {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const TaskId id = Enqueue(tx, ids_, clock_.Now(), task);
        tx.Commit();
        return id;
    }
    TaskId AddCount(std::int64_t rows) {
        return Add({.organization = kMine,
                    .kind = kKind,
                    .input = base::json::ToValue(CountInput{rows}),
                    .progress_total = rows});
    }
    store::TaskRow Get(TaskId id, base::OrganizationId organization = kMine) {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        return store::Find(tx, {{&organization, 1}}, id).value();
    }
    std::vector<store::ItemRow> Items(TaskId id) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
        return store::ListItems(tx, {kMine, id}, {.limit = 100}).rows;
    }
    std::string Effects() { return database_.Value("SELECT string_agg(row::text, ',' ORDER BY row) FROM effects"); }
    // One effect and one item a row; `before` runs before each step.
    Handler Counter(std::function<void(tasks::Run&, std::int64_t)> before = {}) {
        return [before](tasks::Run& run) -> base::Result<void> {
            const auto input = run.Input<CountInput>().value();
            for (auto row = run.Checkpoint<std::int64_t>().value_or(0); row < input.rows; ++row) {
                if (before) before(run, row);
                run.Step([&](pg::Transaction& tx) {
                    tx.Exec(kWrite, row);
                    run.Report({.number = row, .subject = "row " + std::to_string(row)});
                    run.SetCheckpoint(row + 1);
                    run.SetProgress(row + 1, input.rows);
                });
            }
            return {};
        };
    }

    pg::testing::Database database_;
    base::ManualClock clock_{base::ParseRfc3339("2026-11-21T08:00:00Z").value()};
    base::IdSource ids_{clock_};
    Registry registry_;
};

TEST_F(TasksTest, RunsAndShowsProgressAndItems) {  // TSK-1
    registry_.Add(kKind, Counter());
    const TaskId id = AddCount(3);
    EXPECT_EQ(Get(id).state, State::kQueued);
    Workers workers(database_.pool(), clock_, registry_);
    clock_.Advance(std::chrono::seconds(5));
    EXPECT_TRUE(workers.RunOne());
    EXPECT_FALSE(workers.RunOne());
    const store::TaskRow task = Get(id);
    EXPECT_EQ(task.state, State::kCompleted);
    EXPECT_EQ(task.progress_done, 3);
    EXPECT_EQ(task.progress_total, 3);
    EXPECT_EQ(task.created_by_name, "system");
    EXPECT_EQ(task.finished_at, clock_.Now());
    EXPECT_EQ(Items(id).size(), 3U);
    EXPECT_EQ(Items(id)[2].subject, "row 2");
    EXPECT_EQ(Effects(), "0,1,2");
}

TEST_F(TasksTest, IsNotThereWhenItsCauseIsRolledBack) {
    registry_.Add(kKind, Counter());
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
        Enqueue(tx, ids_, clock_.Now(), {.organization = kMine, .kind = kKind});
    }
    Workers workers(database_.pool(), clock_, registry_);
    EXPECT_FALSE(workers.RunOne());
}

TEST_F(TasksTest, IsSeenByItsOrganizationOnly) {
    const TaskId id = AddCount(1);
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(kTheirs));
    EXPECT_EQ(store::Find(tx, {{&kMine, 1}}, id), std::nullopt);
    EXPECT_FALSE(Cancel(tx, kMine, id, clock_.Now()));
    EXPECT_THROW(Enqueue(tx, ids_, clock_.Now(), {.organization = kMine, .kind = kKind}), pg::Error);
}

TEST_F(TasksTest, StepsSeeOnlyTheTasksOrganization) {
    std::string scopes;
    const pg::Query<std::string()> setting{"test.tasks_scope", "SELECT current_setting('platen.scope')"};
    const Handler look = [&](tasks::Run& run) -> base::Result<void> {
        run.Step([&](pg::Transaction& tx) { scopes += tx.Get(setting) + ","; });
        return {};
    };
    registry_.Add("test.own", look);
    registry_.Add("test.all", look, {.system_scope = true});
    Workers workers(database_.pool(), clock_, registry_);
    Add({.organization = kMine, .kind = "test.own"});
    EXPECT_TRUE(workers.RunOne());
    Add({.organization = kMine, .kind = "test.all"});
    EXPECT_TRUE(workers.RunOne());
    EXPECT_EQ(scopes, "organizations,system,");
}

TEST_F(TasksTest, CompletesWithErrorsWhenAnItemFailed) {  // PRN-7
    registry_.Add(kKind, [](tasks::Run& run) -> base::Result<void> {
        run.Step([&](pg::Transaction&) {
            run.Report({.number = 1, .outcome = Outcome::kDone, .subject = "A1"});
            run.Report({.number = 2,
                        .outcome = Outcome::kFailed,
                        .subject = "B2",
                        .code = "printer_managed",
                        .args = {{"serial_number", "B2"}}});
        });
        return {};
    });
    const TaskId id = AddCount(2);
    Workers(database_.pool(), clock_, registry_).RunOne();
    EXPECT_EQ(Get(id).state, State::kCompletedWithErrors);
    EXPECT_EQ(Get(id).items_failed, 1);
    EXPECT_EQ(Items(id)[1].code, "printer_managed");
    EXPECT_EQ(Items(id)[1].args.at("serial_number"), "B2");
}

TEST_F(TasksTest, FailsWithTheProblemOfItsHandler) {
    registry_.Add(kKind, [](tasks::Run&) -> base::Result<void> {
        return base::Refuse(base::ProblemKind::kInvalid, "file_too_large", {{"rows", std::int64_t{301}}});
    });
    const TaskId id = AddCount(1);
    Workers(database_.pool(), clock_, registry_).RunOne();
    EXPECT_EQ(Get(id).state, State::kFailed);
    EXPECT_EQ(Get(id).problem_code, "file_too_large");
    EXPECT_EQ(Get(id).problem_args->at("rows"), 301);
}

TEST_F(TasksTest, GoesOnFromItsCheckpointAfterAnException) {
    int runs = 0;
    registry_.Add(kKind, Counter([&](tasks::Run&, std::int64_t row) {
                      if (row == 2 && ++runs == 1) throw std::runtime_error("a cable was pulled");
                  }));
    const TaskId id = AddCount(4);
    Workers workers(database_.pool(), clock_, registry_, {.retry_pause = milliseconds(0)});
    EXPECT_TRUE(workers.RunOne());
    EXPECT_EQ(Get(id).state, State::kQueued);
    EXPECT_EQ(Get(id).progress_done, 2);
    EXPECT_TRUE(workers.RunOne());
    EXPECT_EQ(Get(id).state, State::kCompleted);
    EXPECT_EQ(Effects(), "0,1,2,3");
}

TEST_F(TasksTest, AStepWhoseBackendDiesHappensOnce) {
    int runs = 0;
    registry_.Add(kKind, [&](tasks::Run& run) -> base::Result<void> {
        run.Step([&](pg::Transaction& tx) {
            tx.Exec(kWrite, 7);
            if (++runs == 1) database_.KillConnections();
        });
        return {};
    });
    const TaskId id = AddCount(1);
    Workers workers(database_.pool(), clock_, registry_, {.retry_pause = milliseconds(0)});
    workers.RunOne();
    workers.RunOne();
    EXPECT_EQ(Get(id).state, State::kCompleted);
    EXPECT_EQ(Effects(), "7");
}

TEST_F(TasksTest, GivesUpAfterItsAttemptsAndWaitsLongerBeforeEach) {
    registry_.Add(kKind, [](tasks::Run&) -> base::Result<void> { throw std::runtime_error("always"); },
                  {.attempts = 3});
    const TaskId id = AddCount(1);
    Workers workers(database_.pool(), clock_, registry_, {.retry_pause = std::chrono::minutes(10)});
    for (int attempt = 1; attempt <= 3; ++attempt) {
        EXPECT_TRUE(workers.RunOne());
        if (attempt == 3) break;
        EXPECT_FALSE(workers.RunOne());
        const double minutes =
            std::stod(database_.Value("SELECT extract(epoch FROM retry_at - now()) / 60 FROM tasks"));
        EXPECT_GT(minutes, 5 * attempt - 0.5);  // base::Backoff: half of it is random
        EXPECT_LE(minutes, 10 * attempt);
        database_.Sql("UPDATE tasks SET retry_at = now()");
    }
    EXPECT_EQ(Get(id).state, State::kFailed);
    EXPECT_EQ(Get(id).problem_code, "task_crashed");
}

TEST_F(TasksTest, ATaskThatTakesTheServerDownEndsAsFailed) {
    registry_.Add(kKind, Counter(), {.attempts = 3});
    const TaskId id = AddCount(1);
    database_.Sql("UPDATE tasks SET attempts = 3, state = 'running', lease_until = now() - interval '1 s'");
    Workers(database_.pool(), clock_, registry_).RunOne();
    EXPECT_EQ(Get(id).state, State::kFailed);
    EXPECT_EQ(Effects(), "");
}

TEST_F(TasksTest, IsCancelledWhileQueued) {
    registry_.Add(kKind, Counter());
    const TaskId id = AddCount(3);
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
    EXPECT_TRUE(Cancel(tx, kMine, id, clock_.Now()));
    EXPECT_FALSE(Cancel(tx, kMine, id, clock_.Now()));
    tx.Commit();
    EXPECT_EQ(Get(id).state, State::kCancelled);
    EXPECT_FALSE(Workers(database_.pool(), clock_, registry_).RunOne());
}

TEST_F(TasksTest, IsCancelledBeforeItsNextStepAndKeepsWhatIsDone) {  // CON-6
    registry_.Add(kKind, Counter([&](tasks::Run& run, std::int64_t row) {
                      if (row != 2) return;
                      pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
                      EXPECT_TRUE(Cancel(tx, kMine, run.id(), clock_.Now()));
                      tx.Commit();
                  }));
    const TaskId id = AddCount(5);
    Workers(database_.pool(), clock_, registry_).RunOne();
    EXPECT_EQ(Get(id).state, State::kCancelled);
    EXPECT_EQ(Get(id).progress_done, 2);
    EXPECT_EQ(Effects(), "0,1");
}

// The first worker is stopped for longer than its lease and then goes on, as after SIGSTOP and SIGCONT.
TEST_F(TasksTest, AWorkerThatComesBackAfterItsLeaseChangesNothing) {
    std::promise<void> paused;
    std::promise<void> resume;
    std::atomic<int> runs = 0;
    registry_.Add(kKind, Counter([&](tasks::Run&, std::int64_t row) {
                      if (row != 1 || ++runs != 1) return;
                      paused.set_value();
                      resume.get_future().get();
                  }));
    const TaskId id = AddCount(3);
    Workers first(database_.pool(), clock_, registry_);
    Workers second(database_.pool(), clock_, registry_);
    auto stopped = std::async(std::launch::async, [&] { return first.RunOne(); });
    paused.get_future().get();
    EXPECT_FALSE(second.RunOne());  // the lease still holds
    database_.Sql("UPDATE tasks SET lease_until = now() - interval '1 second'");
    EXPECT_TRUE(second.RunOne());
    EXPECT_EQ(Get(id).state, State::kCompleted);
    resume.set_value();
    stopped.get();
    EXPECT_EQ(Get(id).state, State::kCompleted);
    EXPECT_EQ(Effects(), "0,1,2");
    EXPECT_EQ(Items(id).size(), 3U);
}

// As after SIGKILL: the lease of an hour still holds, but nobody keeps the lock of the process any more.
TEST_F(TasksTest, ATaskOfAProcessThatIsGoneGoesOnAtOnce) {
    registry_.Add(kKind, Counter());
    const TaskId lost = AddCount(3);
    const TaskId held = AddCount(2);
    const auto run_by = [&](TaskId task, int holder) {
        database_.Sql(
            fmt::format("UPDATE tasks SET state = 'running', lease_number = 1, attempts = 1, holder = {}, "
                        "lease_until = now() + interval '1 hour' WHERE id = '{}'",
                        holder, task.ToString()));
    };
    run_by(lost, 1);
    run_by(held, 2);
    auto alive = std::make_unique<pg::Connection>(database_.ApplicationUrl());
    alive->Script(fmt::format("SELECT pg_advisory_lock_shared({}, 2)", store::kHolders));
    const auto until = [](const auto& condition) {
        while (!condition()) std::this_thread::yield();
    };
    Workers workers(database_.pool(), clock_, registry_, {.threads = 1, .poll = milliseconds(20)});
    workers.Start();
    until([&] { return Get(lost).state == State::kCompleted; });
    EXPECT_EQ(Get(held).state, State::kRunning);
    alive.reset();
    until([&] { return Get(held).state == State::kCompleted; });
    workers.Stop();
    EXPECT_EQ(Effects(), "0,0,1,1,2");
}

TEST_F(TasksTest, ManyWorkersRunEachTaskOnce) {
    registry_.Add(kKind, Counter());
    for (int i = 0; i < 20; ++i) AddCount(1);
    std::vector<std::future<int>> workers;
    for (int i = 0; i < 4; ++i) {
        workers.push_back(std::async(std::launch::async, [&] {
            Workers worker(database_.pool(), clock_, registry_);
            int done = 0;
            while (worker.RunOne()) ++done;
            return done;
        }));
    }
    for (auto& worker : workers) worker.get();
    Workers last(database_.pool(), clock_, registry_);
    while (last.RunOne()) {
    }
    EXPECT_EQ(database_.Value("SELECT count(*) FROM effects"), "20");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks WHERE state = 'completed'"), "20");
}

TEST_F(TasksTest, AUniqueKeyMakesOneUnfinishedTask) {
    registry_.Add(kKind, Counter());
    const NewTask task{
        .organization = kMine, .kind = kKind, .input = base::json::ToValue(CountInput{0}), .unique_key = "printer 7"};
    const TaskId first = Add(task);
    EXPECT_EQ(Add(task), first);
    NewTask other = task;
    other.organization = kTheirs;
    EXPECT_NE(Add(other), first);
    Workers workers(database_.pool(), clock_, registry_);
    while (workers.RunOne()) {
    }
    EXPECT_NE(Add(task), first);
}

TEST_F(TasksTest, WaitsForItsTime) {
    registry_.Add(kKind, Counter());
    const auto at = clock_.Now() + std::chrono::hours(24 * 7);
    const TaskId id =
        Add({.organization = kMine, .kind = kKind, .input = base::json::ToValue(CountInput{1}), .run_at = at});
    Workers workers(database_.pool(), clock_, registry_);
    EXPECT_FALSE(workers.RunOne());
    clock_.Set(at);
    EXPECT_TRUE(workers.RunOne());
    EXPECT_EQ(Get(id).state, State::kCompleted);
}

TEST_F(TasksTest, ThreadsAreWokenByACommit) {
    std::promise<void> ran;
    registry_.Add(kKind, [&](tasks::Run&) -> base::Result<void> {
        ran.set_value();
        return {};
    });
    Workers workers(database_.pool(), clock_, registry_, {.poll = std::chrono::hours(1)});
    workers.Start();
    AddCount(1);
    ran.get_future().get();
    workers.Stop();
    EXPECT_EQ(database_.Value("SELECT state FROM tasks"), "completed");
}

TEST_F(TasksTest, StopGivesRunningTasksBackAndCountsNoAttempt) {
    std::promise<void> started;
    std::atomic<bool> stopped = false;
    registry_.Add(kKind, [&](tasks::Run& run) -> base::Result<void> {
        run.Step([&](pg::Transaction& tx) { tx.Exec(kWrite, 1); });
        started.set_value();
        while (!run.ShouldStop()) std::this_thread::yield();
        stopped = true;
        throw Interrupted{};
    });
    const TaskId id = AddCount(1);
    Workers workers(database_.pool(), clock_, registry_);
    workers.Start();
    started.get_future().get();
    workers.Stop();
    EXPECT_TRUE(stopped);
    EXPECT_EQ(Get(id).state, State::kQueued);
    EXPECT_EQ(database_.Value("SELECT attempts FROM tasks"), "0");
}

TEST_F(TasksTest, AWaitingTaskHoldsNoWorkerAndGoesOnWhenItsEventIsAnnounced) {
    std::atomic<int> looks = 0;
    std::atomic<bool> answered = false;
    registry_.Add("test.ask",
                  [&](tasks::Run& run) -> base::Result<void> {
                      run.Step([&](pg::Transaction&) { run.SetProgress(1, 2); });
                      ++looks;
                      if (!answered) tasks::Run::Wait(std::chrono::hours(1));
                      return {};
                  },
                  {.woken_by = "test.answered"});
    registry_.Add(kKind, Counter());
    const auto until = [](const auto& condition) {
        while (!condition()) std::this_thread::yield();
    };
    const TaskId asking = Add({.organization = kMine, .kind = "test.ask"});
    Workers workers(database_.pool(), clock_, registry_, {.threads = 1, .lease = std::chrono::seconds(5)});
    workers.Start();
    until([&] { return database_.Value("SELECT retry_at IS NOT NULL FROM tasks") == "t"; });
    EXPECT_EQ(Get(asking).state, State::kRunning);  // for people
    EXPECT_EQ(Get(asking).progress_done, 1);
    // The one worker is free for others.
    const TaskId other = AddCount(2);
    until([&] { return Get(other).state == State::kCompleted; });
    const auto announce = [&] {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        Announce(tx, "test.answered");
        tx.Commit();
    };
    const int before = looks;
    announce();
    until([&] {
        return looks > before && database_.Value(
                                     "SELECT retry_at IS NOT NULL FROM tasks "
                                     "WHERE kind = 'test.ask'") == "t";
    });
    answered = true;
    announce();
    until([&] { return Get(asking).state == State::kCompleted; });
    workers.Stop();
    EXPECT_EQ(database_.Value("SELECT attempts FROM tasks WHERE kind = 'test.ask'"), "1");
}

// An announcement that comes while the handler still looks is not lost.
TEST_F(TasksTest, WhatIsAnnouncedDuringALookEndsTheWaitAfterIt) {
    std::promise<void> looking;
    std::promise<void> announced;
    std::atomic<int> looks = 0;
    registry_.Add("test.ask",
                  [&](tasks::Run&) -> base::Result<void> {
                      if (++looks > 1) return {};
                      looking.set_value();
                      announced.get_future().get();
                      tasks::Run::Wait(std::chrono::hours(1));
                  },
                  {.woken_by = "test.answered"});
    const TaskId asking = Add({.organization = kMine, .kind = "test.ask"});
    Workers workers(database_.pool(), clock_, registry_, {.threads = 2});
    workers.Start();
    looking.get_future().get();
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        Announce(tx, "test.answered");
        tx.Commit();
    }
    announced.set_value();
    while (Get(asking).state != State::kCompleted) std::this_thread::yield();
    EXPECT_EQ(looks, 2);
}

TEST_F(TasksTest, AWaitGoesOnByItselfAndACancelledOneEndsAtOnce) {
    std::atomic<int> looks = 0;
    registry_.Add("test.ask", [&](tasks::Run& run) -> base::Result<void> {
        run.Step([](pg::Transaction&) {});
        if (++looks < 3) tasks::Run::Wait(milliseconds(20));
        tasks::Run::Wait(std::chrono::hours(1));
    });
    const TaskId asking = Add({.organization = kMine, .kind = "test.ask"});
    Workers workers(database_.pool(), clock_, registry_, {.threads = 1, .poll = std::chrono::hours(1)});
    workers.Start();
    const auto waits_long = [&] {
        return database_.Value("SELECT retry_at IS NOT NULL AND lease_until > now() + interval '1 minute' FROM tasks");
    };
    while (waits_long() != "t") std::this_thread::yield();
    EXPECT_EQ(looks, 3);
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
        EXPECT_TRUE(Cancel(tx, kMine, asking, clock_.Now()));
        tx.Commit();
    }
    EXPECT_EQ(Get(asking).state, State::kCancelled);
}

TEST_F(TasksTest, TheHeartbeatKeepsALongTask) {
    std::promise<void> started;
    std::promise<void> finish;
    registry_.Add(kKind, [&](tasks::Run&) -> base::Result<void> {
        started.set_value();
        finish.get_future().get();
        return {};
    });
    AddCount(1);
    Workers workers(database_.pool(), clock_, registry_, {.threads = 1, .lease = milliseconds(300)});
    workers.Start();
    started.get_future().get();
    const auto first = database_.Value("SELECT lease_until FROM tasks");
    while (database_.Value("SELECT now() > '" + first + "'::timestamptz") == "f") std::this_thread::yield();
    EXPECT_EQ(database_.Value("SELECT lease_until > now() FROM tasks"), "t");
    finish.set_value();
    workers.Stop();
    EXPECT_EQ(database_.Value("SELECT state || lease_number FROM tasks"), "completed1");
}

TEST_F(TasksTest, ARecurringJobIsEnqueuedOnceAPeriodByAnyNumberOfServers) {
    const RecurringJob job{.kind = "test.daily", .offset = std::chrono::hours(9)};
    Recurring one(database_.pool(), clock_, ids_);
    Recurring two(database_.pool(), clock_, ids_);
    one.Add(job);
    two.Add(job);
    // 08:00: still the period that began yesterday at 09:00.
    EXPECT_EQ(one.EnqueueDue() + two.EnqueueDue() + one.EnqueueDue(), 1);
    clock_.Advance(std::chrono::hours(1));
    auto other = std::async(std::launch::async, [&] { return two.EnqueueDue(); });
    EXPECT_EQ(one.EnqueueDue() + other.get(), 1);
    clock_.Advance(std::chrono::hours(24 * 3));  // away for three days: the last one counts
    EXPECT_EQ(one.EnqueueDue() + two.EnqueueDue(), 1);
    EXPECT_EQ(database_.Value("SELECT string_agg(input->>'day', ',' ORDER BY id) FROM tasks"),
              "2026-11-20,2026-11-21,2026-11-24");
    clock_.Advance(-std::chrono::minutes(10));  // clocks of servers differ: nothing starts again
    EXPECT_EQ(one.EnqueueDue(), 0);
}

// A period that was started while the clock was 400 days ahead would be the last one until then.
TEST_F(TasksTest, ARecurringJobGoesOnAfterItsClockWasAhead) {
    for (const auto jump : {std::chrono::hours(24), std::chrono::hours(24 * 400)}) {
        Recurring recurring(database_.pool(), clock_, ids_);
        recurring.Add({.kind = fmt::format("test.daily_{}", jump.count())});
        EXPECT_EQ(recurring.EnqueueDue(), 1);
        clock_.Advance(jump);
        EXPECT_EQ(recurring.EnqueueDue(), 1);
        clock_.Advance(-jump);
        EXPECT_EQ(recurring.EnqueueDue(), 1) << "put right, and run once";
        EXPECT_EQ(recurring.EnqueueDue(), 0);
        clock_.Advance(std::chrono::hours(24));
        EXPECT_EQ(recurring.EnqueueDue(), 1);
    }
    // 1970: the same from the other side.
    Recurring recurring(database_.pool(), clock_, ids_);
    recurring.Add({.kind = "test.daily_1970"});
    EXPECT_EQ(recurring.EnqueueDue(), 1);
    const base::Instant now = clock_.Now();
    clock_.Set(base::Instant(std::chrono::hours(5)));
    EXPECT_EQ(recurring.EnqueueDue(), 1);
    clock_.Set(now);
    EXPECT_EQ(recurring.EnqueueDue(), 1);
}

// What is kept for 90 days is not gone after a day with a wrong clock.
TEST_F(TasksTest, AClockThatIsAheadForgetsAWeekAtMost) {
    registry_.Add(kKind, Counter());
    Recurring recurring(database_.pool(), clock_, ids_);
    AddCleanup(registry_, recurring);
    Workers workers(database_.pool(), clock_, registry_);
    const auto clean_up = [&] {
        recurring.EnqueueDue();
        while (workers.RunOne()) {
        }
        return database_.Value("SELECT count(*) FROM tasks WHERE kind = 'test.count'");
    };
    AddCount(1);
    workers.RunOne();
    EXPECT_EQ(clean_up(), "1");
    clock_.Advance(std::chrono::hours(24 * 400));
    EXPECT_EQ(clean_up(), "1");
    for (int day = 0; day < 11; ++day) {
        clock_.Advance(std::chrono::hours(24));
        EXPECT_EQ(clean_up(), "1") << day;  // 8 to 84 days
    }
    clock_.Advance(std::chrono::hours(24));
    EXPECT_EQ(clean_up(), "0") << "a clock that is right after all has its way in the end";
}

TEST_F(TasksTest, LeasesAndPausesOfAWrongDatabaseClockEnd) {
    registry_.Add(kKind, Counter());
    AddCount(1);
    database_.Sql("UPDATE tasks SET retry_at = clock_timestamp() + interval '400 days'");
    Workers workers(database_.pool(), clock_, registry_);
    EXPECT_FALSE(workers.RunOne());
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        store::RightTimes(tx);
        tx.Commit();
    }
    EXPECT_TRUE(workers.RunOne());
    EXPECT_EQ(database_.Value("SELECT state FROM tasks"), "completed");
}

// One of the two is wrong, and nobody knows which.
TEST_F(TasksTest, NoJobStartsWhileTheClocksDiffer) {
    Recurring recurring(database_.pool(), clock_, ids_,
                        TimeOf::kMachine);  // the clock of the test is not the database's
    recurring.Add({.kind = "test.daily"});
    clock_.Set(base::SystemClock().Now() + std::chrono::hours(24 * 400));
    EXPECT_EQ(recurring.EnqueueDue(), 0);
    clock_.Set(base::SystemClock().Now() + std::chrono::minutes(5));
    EXPECT_EQ(recurring.EnqueueDue(), 1);
}

// A machine that is switched on with a wrong clock, and one that was off for long.
TEST_F(TasksTest, WhoSeemsToComeBackAfterLongWaitsForTheRightTime) {
    clock_.Set(base::SystemClock().Now());
    {
        Recurring before(database_.pool(), clock_, ids_, TimeOf::kMachine);
        before.Add({.kind = "test.daily"});
        EXPECT_EQ(before.EnqueueDue(), 1);
    }
    database_.Sql(
        "UPDATE recurring_jobs SET started_at = started_at - interval '3 days', last_period = last_period - 3");
    Recurring after(database_.pool(), clock_, ids_, TimeOf::kMachine);
    after.Add({.kind = "test.daily"});
    EXPECT_EQ(after.EnqueueDue(), 0);
    database_.Sql(
        "UPDATE recurring_jobs SET started_at = started_at + interval '2 days', last_period = last_period + 2");
    Recurring later(database_.pool(), clock_, ids_, TimeOf::kMachine);
    later.Add({.kind = "test.daily"});
    EXPECT_EQ(later.EnqueueDue(), 1);
}

TEST_F(TasksTest, FinishedOnesAreKeptFor90Days) {  // TSK-1
    registry_.Add(kKind, Counter());
    Recurring recurring(database_.pool(), clock_, ids_);
    AddCleanup(registry_, recurring);
    AddCount(1);
    Workers workers(database_.pool(), clock_, registry_);
    workers.RunOne();
    const auto clean_up = [&] {
        recurring.EnqueueDue();
        while (workers.RunOne()) {
        }
        return database_.Value("SELECT count(*) FROM tasks WHERE kind = 'test.count'") +
               database_.Value("SELECT count(*) FROM task_items");
    };
    clock_.Advance(std::chrono::hours(24 * 90));
    EXPECT_EQ(clean_up(), "11");
    clock_.Advance(std::chrono::hours(24));
    EXPECT_EQ(clean_up(), "00");
}

TEST_F(TasksTest, ListsNewestFirstInPages) {
    std::vector<TaskId> ids;
    for (int i = 0; i < 3; ++i) {
        ids.push_back(AddCount(1));
        clock_.Advance(std::chrono::seconds(1));
    }
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
    const auto read = [&](std::vector<State> state, std::vector<std::string> kind, std::optional<pg::Place> after) {
        return store::List(tx, {{&kMine, 1}, std::move(state), std::move(kind)},
                           {{store::SortColumn::kCreatedAt, true}, std::move(after), 2});
    };
    const auto page = read({}, {}, std::nullopt);
    ASSERT_EQ(page.rows.size(), 2U);
    EXPECT_EQ(page.rows[0].id, ids[2]);
    const auto rest = read({State::kQueued}, {kKind}, page.next);
    ASSERT_EQ(rest.rows.size(), 1U);
    EXPECT_EQ(rest.rows[0].id, ids[0]);
    EXPECT_FALSE(rest.next);
    EXPECT_THAT(read({State::kFailed}, {}, std::nullopt).rows, IsEmpty());
}

}  // namespace
}  // namespace tasks
