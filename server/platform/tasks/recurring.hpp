#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
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

// How a recurring job goes, as `platen doctor`, the API and the portal say it.
enum class JobState {
    kOnTime,
    kNotYet,  // never started: a server that runs does it within a minute
    kLate,    // no start for two periods
    kAhead,   // started for a time that is still to come: a clock was wrong then
    kFailed,  // its last run did not end well
};
BOOST_DESCRIBE_ENUM(JobState, kOnTime, kNotYet, kLate, kAhead, kFailed)
// `started_at`: its newest start; `ended`: how its last run did that has ended. Absent: there was none.
JobState StateOf(const RecurringJob& job, std::optional<base::Instant> started_at, std::optional<State> ended,
                 base::Instant now);

// What the task of a recurring job gets as input: the period that it is for. A server that was away for
// several periods runs the last one only, so the work must not depend on each of them.
struct Period {
    base::Instant start;  // the period's begin, with the offset
    base::Day day;        // the day of `start`
    // What is old is old before this: it follows the time of the runs, by a week from one to the next at most, so that a clock
    // that jumps costs no more.
    std::optional<base::Instant> forget_at{};  // absent: written by a server of before
};
BOOST_DESCRIBE_STRUCT(Period, (), (start, day, forget_at))

// From when the ages of what a recurring job forgets are counted: Period::forget_at, never later than now.
base::Instant ForgetAt(const Run& run);

// Whether business time comes from the machine's clock; then it is compared with the database's.
enum class TimeOf { kMachine, kOther };

// Enqueues each job once a period, however many servers run this: the first one wins (a row in the
// database decides). The very first period is the one under way when the job is new.
class Recurring {
  public:
    Recurring(pg::Pool& pool, const base::Clock& clock, base::IdSource& ids, TimeOf time = TimeOf::kOther)
        : pool_(pool), clock_(clock), ids_(ids), time_(time) {}
    ~Recurring();  // Stop()
    Recurring(const Recurring&) = delete;
    Recurring& operator=(const Recurring&) = delete;

    void Add(RecurringJob job);  // before Start()
    [[nodiscard]] const std::vector<RecurringJob>& jobs() const { return jobs_; }
    void Start();
    void Stop();

    // Enqueues what is due at this moment; gives how many tasks. Start() does it whenever one is. Where time comes from the machine's
    // clock, nothing while it and the database's differ by more than kApart: one of them is wrong. Nor in the first
    // kWait of a server that seems to come back after more than kLongAway: its machine may have been switched on with
    // a wrong clock, which is put right meanwhile.
    static constexpr base::Duration kApart = std::chrono::minutes(15);
    static constexpr base::Duration kLongAway = std::chrono::days(2);
    static constexpr std::chrono::minutes kWait{15};
    int EnqueueDue();

  private:
    void Run(const std::stop_token& stop);
    bool ClocksAgree();
    bool Waits();

    pg::Pool& pool_;
    const base::Clock& clock_;
    base::IdSource& ids_;
    TimeOf time_;
    bool apart_ = false;
    bool looked_ = false;
    std::optional<base::Instant> last_start_;  // of any job, before this server; absent: it need not wait
    std::chrono::steady_clock::time_point began_{};
    std::vector<RecurringJob> jobs_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;
};

// Deletes finished tasks after 90 days (TSK-1): the kind "tasks.cleanup", once a day.
void AddCleanup(Registry& registry, Recurring& recurring);

}  // namespace tasks
