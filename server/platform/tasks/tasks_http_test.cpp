#include <gtest/gtest.h>

#include "server/platform/api/sample_roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/platform/tasks/workers.hpp"

// The tasks page (TSK-1) against a real database.
namespace tasks {
namespace {

const auto kMine = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000001").value();
const auto kTheirs = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000002").value();

class TasksHttp : public ::testing::Test {
  protected:
    TasksHttp() {
        RegisterHttp(api_.router(), catalogues_, http::sample::kSee, http::sample::kChange);
        RegisterJobsHttp(api_.router(), catalogues_, jobs_, http::sample::kManage);
        registry_.Add("tasks.cleanup", [](tasks::Run& run) -> base::Result<void> {
            run.Step([&](pg::Transaction&) {
                run.Report({.number = 1, .subject = "A1"});
                run.Report({.number = 2,
                            .outcome = Outcome::kFailed,
                            .subject = "B2",
                            .code = "not_one_of",
                            .args = {{"allowed", "a, b"}}});
                run.SetProgress(2, 2);
            });
            return {};
        });
    }
    TaskId Add(base::OrganizationId organization) {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const TaskId id = Enqueue(tx, ids_, clock_.Now(),
                                  {.organization = organization,
                                   .kind = "tasks.cleanup",
                                   .created_by = ids_.Next(),
                                   .created_by_name = "ada@customer.test"});
        tx.Commit();
        return id;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    http::TestApi api_{&database_.pool(), clock_};
    Registry registry_;
    std::shared_ptr<std::vector<RecurringJob>> jobs_ = std::make_shared<std::vector<RecurringJob>>();
};

TEST_F(TasksHttp, ShowsStateProgressAndTheReasonOfEachItem) {
    const std::string path = "/api/v1/tasks/" + Add(kMine).ToString();
    const auto viewer = api_.As(api_.SignIn(kMine, {http::Role::kViewer}));
    const auto queued = viewer.Get(path);
    EXPECT_EQ(queued.status, 200) << queued.body;
    EXPECT_EQ(queued.At("/state"), "queued");
    EXPECT_EQ(queued.At("/title"), "Delete old tasks");
    EXPECT_EQ(queued.At("/created_by/name"), "ada@customer.test");
    Workers(database_.pool(), clock_, registry_).RunOne();
    const auto done = viewer.Get(path);
    EXPECT_EQ(done.At("/state"), "completed_with_errors");
    EXPECT_EQ(done.At("/progress/done"), "2");
    EXPECT_EQ(done.At("/finished_at"), "2026-11-21T10:00:00Z");
    const auto items = viewer.Get(path + "/items?limit=1");
    EXPECT_EQ(items.At("/items/0/subject"), "A1");
    const auto rest = viewer.Get(path + "/items?limit=1&cursor=" + items.At("/next_cursor"));
    EXPECT_EQ(rest.At("/items/0/outcome"), "failed");
    EXPECT_EQ(rest.At("/items/0/reason/code"), "not_one_of");
    EXPECT_EQ(rest.At("/items/0/reason/text"), "This value is not in the list");
    EXPECT_EQ(viewer.Get(path + "/items?outcome=failed").At("/items/0/number"), "2");
    EXPECT_EQ(boost::json::serialize(done.Json().at("outcomes")),
              R"([{"outcome":"done","count":1},{"outcome":"skipped","count":0},{"outcome":"partly","count":0},)"
              R"({"outcome":"failed","count":1}])");
}

TEST_F(TasksHttp, ListsOnlyWhatTheActorMaySee) {
    Add(kTheirs);
    const auto mine = Add(kMine);
    Add(kSystemOrganization);
    const auto answer = api_.As(api_.SignIn(kMine, {http::Role::kViewer})).Get("/api/v1/tasks");
    const auto page = answer.Json();
    ASSERT_EQ(page.at("items").as_array().size(), 1U) << answer.body;
    EXPECT_EQ(answer.At("/items/0/id"), mine.ToString());
    EXPECT_EQ(api_.As(api_.SignIn(kMine, {http::Role::kViewer})).Get("/api/v1/tasks?state=failed").At("/items/0/id"),
              "");
}

TEST_F(TasksHttp, IsCancelledByThoseWhoMay) {
    const std::string path = "/api/v1/tasks/" + Add(kMine).ToString();
    const auto cancel = [&](base::OrganizationId organization, http::Role role) {
        return api_.As(api_.SignIn(organization, {role})).Post(path + "/cancellation", "");
    };
    EXPECT_EQ(cancel(kMine, http::Role::kViewer).status, 403);
    EXPECT_EQ(cancel(kTheirs, http::Role::kAdministrator).status, 404);
    const auto cancelled = cancel(kMine, http::Role::kFleetManager);
    EXPECT_EQ(cancelled.status, 200) << cancelled.body;
    EXPECT_EQ(cancelled.At("/state"), "cancelled");
    EXPECT_EQ(database_.Value("SELECT action FROM audit_events"), "task.cancelled");
    const auto again = cancel(kMine, http::Role::kFleetManager);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.Code(), "task_finished");
}

TEST_F(TasksHttp, SaysHowEachRecurringJobGoes) {
    bool fails = false;
    Registry registry;
    registry.Add("tasks.cleanup", [&](tasks::Run&) -> base::Result<void> {
        if (fails) return base::Refuse(base::ProblemKind::kConflict, "task_finished");
        return {};
    });
    Workers workers(database_.pool(), clock_, registry);
    Recurring recurring(database_.pool(), clock_, ids_);
    recurring.Add({.kind = "tasks.cleanup"});
    *jobs_ = recurring.jobs();
    const auto job = [&](std::string_view pointer) {
        return api_.As(api_.SignIn(kMine, {http::Role::kAdministrator}))
            .Get("/api/v1/recurring-jobs")
            .At("/items/0" + std::string(pointer));
    };
    EXPECT_EQ(job("/state"), "not_yet");
    EXPECT_EQ(job("/title"), "Delete old tasks");
    EXPECT_EQ(job("/every_seconds"), "86400");
    recurring.EnqueueDue();
    EXPECT_EQ(job("/state"), "on_time");
    EXPECT_EQ(job("/started_at"), "2026-11-21T10:00:00Z");
    EXPECT_EQ(job("/ended_at"), "null");
    clock_.Advance(std::chrono::minutes(1));
    EXPECT_TRUE(workers.RunOne());
    EXPECT_EQ(job("/end_state"), "completed");
    EXPECT_EQ(job("/ended_at"), "2026-11-21T10:01:00Z");
    clock_.Advance(std::chrono::hours(47));
    EXPECT_EQ(job("/state"), "on_time");
    clock_.Advance(std::chrono::hours(1));
    EXPECT_EQ(job("/state"), "late");
    fails = true;
    recurring.EnqueueDue();
    EXPECT_EQ(job("/state"), "on_time") << "as long as it runs";
    EXPECT_TRUE(workers.RunOne());
    EXPECT_EQ(job("/state"), "failed");
    EXPECT_EQ(job("/problem"), "The task has ended");
    EXPECT_EQ(api_.As(api_.SignIn(kMine, {http::Role::kFleetManager})).Get("/api/v1/recurring-jobs").status, 403);
}

// A wrong clock started it for a day that is still to come.
TEST(RecurringJobs, AreAheadWhereAClockWasWrong) {
    const auto now = *base::ParseRfc3339("2026-11-21T10:00:00Z");
    const RecurringJob job{.kind = "tasks.cleanup"};
    EXPECT_EQ(StateOf(job, now + std::chrono::minutes(14), State::kCompleted, now), JobState::kOnTime);
    EXPECT_EQ(StateOf(job, now + std::chrono::hours(24 * 400), State::kCompleted, now), JobState::kAhead);
}

}  // namespace
}  // namespace tasks
