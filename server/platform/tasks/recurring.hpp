#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/platform/tasks/tasks.hpp"

namespace tasks {

// Work that comes back by itself, on business time: the daily replenishment run, cleanups.
struct RecurringJob {
    std::string kind;  // of the task, registered with a Registry
    base::Duration every = std::chrono::hours(24);
    base::Duration offset{};  // within the period: 02:00 UTC is 2 h of a day
};

// What the task of a recurring job gets as input: the period that it is for. A server that was away for
// several periods runs the last one only, so the work must not depend on each of them.
struct Period {
    base::Instant start;  // the period's begin, with the offset
    base::Day day;        // the day of `start`
};
BOOST_DESCRIBE_STRUCT(Period, (), (start, day))

// Enqueues each job once a period, however many servers run this: the first one wins (a row in the
// database decides). The very first period is the one under way when the job is new.
class Recurring {
  public:
    Recurring(pg::Pool& pool, const base::Clock& clock, base::IdSource& ids) : pool_(pool), clock_(clock), ids_(ids) {}
    ~Recurring();  // Stop()
    Recurring(const Recurring&) = delete;
    Recurring& operator=(const Recurring&) = delete;

    void Add(RecurringJob job);  // before Start()
    [[nodiscard]] const std::vector<RecurringJob>& jobs() const { return jobs_; }
    void Start();
    void Stop();

    // Enqueues what is due at this moment; gives how many tasks. Start() does it whenever one is.
    int EnqueueDue();

  private:
    void Run(const std::stop_token& stop);

    pg::Pool& pool_;
    const base::Clock& clock_;
    base::IdSource& ids_;
    std::vector<RecurringJob> jobs_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;
};

// Deletes finished tasks after 90 days (TSK-1): the kind "tasks.cleanup", once a day.
void AddCleanup(Registry& registry, Recurring& recurring);

}  // namespace tasks
