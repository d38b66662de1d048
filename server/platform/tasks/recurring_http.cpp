#include <algorithm>

#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/task_store.hpp"

namespace tasks {
namespace {

struct RecurringJobItem {
    std::string kind;
    std::string title;
    JobState state = JobState::kOnTime;
    std::int64_t every_seconds = 0;
    std::optional<base::Instant> started_at;
    std::optional<base::Instant> ended_at;
    std::optional<State> end_state;
    std::optional<std::string> problem;  // in the caller's language
};
BOOST_DESCRIBE_STRUCT(RecurringJobItem, (),
                      (kind, title, state, every_seconds, started_at, ended_at, end_state, problem))

struct RecurringJobs {
    std::vector<RecurringJobItem> items;  // those that do not go well first, then by title
};
BOOST_DESCRIBE_STRUCT(RecurringJobs, (), (items))

class JobRoutes {
  public:
    JobRoutes(const i18n::Catalogues& catalogues, std::shared_ptr<const std::vector<RecurringJob>> jobs)
        : catalogues_(catalogues), jobs_(std::move(jobs)) {}

    base::Result<RecurringJobs> List(http::Call& call) {
        const auto runs = store::LastRuns(call.tx());
        RecurringJobs all;
        for (const RecurringJob& job : *jobs_) {
            const auto found = std::ranges::find(runs, job.kind, &store::JobRunRow::name);
            const auto run = found == runs.end() ? store::JobRunRow{} : *found;
            const auto started = found == runs.end() ? std::optional<base::Instant>() : std::optional(run.started_at);
            all.items.push_back({.kind = job.kind,
                                 .title = catalogues_.Format(call.language(), "tasks." + job.kind),
                                 .state = StateOf(job, started, run.end_state, call.now()),
                                 .every_seconds = std::chrono::duration_cast<std::chrono::seconds>(job.every).count(),
                                 .started_at = started,
                                 .ended_at = run.ended_at,
                                 .end_state = run.end_state,
                                 .problem = run.problem_code.transform([&](const std::string& code) {
                                     return catalogues_.Format(call.language(), "problems." + code + ".title");
                                 })});
        }
        std::ranges::sort(all.items, {}, [](const RecurringJobItem& job) {
            return std::pair(job.state == JobState::kOnTime || job.state == JobState::kNotYet, job.title);
        });
        return all;
    }

  private:
    const i18n::Catalogues& catalogues_;
    std::shared_ptr<const std::vector<RecurringJob>> jobs_;
};

}  // namespace

void RegisterJobsHttp(http::Router& router, const i18n::Catalogues& catalogues,
                      std::shared_ptr<const std::vector<RecurringJob>> jobs, http::Permission see) {
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/recurring-jobs",
                .id = "listRecurringJobs",
                .tag = "tasks",
                .summary = "List what the server does by itself again and again, and how it goes",
                .allow = see},
               std::make_shared<JobRoutes>(catalogues, std::move(jobs)), &JobRoutes::List);
}

}  // namespace tasks
