#include "server/platform/tasks/recurring.hpp"

#include <algorithm>

#include "lib/base/log.hpp"
#include "server/platform/pg/guard.hpp"
#include "server/platform/tasks/task_store.hpp"

namespace tasks {
namespace {

constexpr auto kKeep = std::chrono::days(90);
constexpr const char* kCleanup = "tasks.cleanup";
constexpr std::chrono::milliseconds kLongestPause{30'000};  // business time may be set anew at any moment

std::int64_t PeriodOf(const RecurringJob& job, base::Instant now) {
    const std::int64_t since = (now - job.offset).time_since_epoch().count();
    const std::int64_t every = job.every.count();
    return since / every - (since % every < 0 ? 1 : 0);
}

base::Instant StartOf(const RecurringJob& job, std::int64_t period) {
    return base::Instant(job.every * period) + job.offset;
}

}  // namespace

JobState StateOf(const RecurringJob& job, std::optional<base::Instant> started_at, std::optional<State> ended,
                 base::Instant now) {
    if (!started_at) return JobState::kNotYet;
    if (ended && *ended != State::kCompleted) return JobState::kFailed;
    if (*started_at - now > store::kAhead) return JobState::kAhead;
    if (now - *started_at > 2 * job.every) return JobState::kLate;
    return JobState::kOnTime;
}

Recurring::~Recurring() {
    Stop();
}

void Recurring::Add(RecurringJob job) {
    jobs_.push_back(std::move(job));
}

void Recurring::Start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

void Recurring::Stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    stopped_.notify_all();
    thread_.join();
}

bool Recurring::ClocksAgree() {
    const base::Instant there = pg::DatabaseNow(pool_);
    const base::Instant here = clock_.Now();
    const bool apart = std::max(here, there) - std::min(here, there) > kApart;
    if (apart != apart_) {
        apart_ = apart;
        if (apart) {
            base::log::Error("tasks.clocks_differ {} here, {} in the database: no recurring job starts meanwhile",
                             base::FormatRfc3339(here), base::FormatRfc3339(there));
        } else {
            base::log::Info("tasks.clocks_agree the clocks of this machine and of the database agree again");
        }
    }
    return !apart;
}

bool Recurring::Waits() {
    const auto now = clock_.Now();
    if (!looked_) {
        pg::Transaction tx(pool_, pg::Scope::System(), pg::Access::kReadOnly);
        last_start_ = store::NewestStart(tx);
        looked_ = true;
        began_ = std::chrono::steady_clock::now();
        if (last_start_ && now > *last_start_ + kLongAway) {
            base::log::Warn("tasks.long_away no recurring job since {}; if that is right, they start in {} min",
                            base::FormatRfc3339(*last_start_), kWait.count());
        }
    }
    if (!last_start_) return false;
    const bool waits = now > *last_start_ + kLongAway && std::chrono::steady_clock::now() < began_ + kWait;
    if (!waits) last_start_.reset();
    return waits;
}

int Recurring::EnqueueDue() {
    if (time_ == TimeOf::kMachine && (!ClocksAgree() || Waits())) return 0;
    int enqueued = 0;
    const base::Instant now = clock_.Now();
    for (const RecurringJob& job : jobs_) {
        const std::int64_t period = PeriodOf(job, now);
        const base::Instant start = StartOf(job, period);
        pg::Transaction tx(pool_, pg::Scope::System());
        const auto started = store::StartPeriod(tx, job.kind, period, now);
        if (!started) continue;
        if (started->started_before && *started->started_before > now + store::kAhead) {
            base::log::Warn(
                "tasks.period_ahead {} was started for {}, which is still to come; it runs again from now on", job.kind,
                base::FormatRfc3339(*started->started_before));
        }
        const Period input{start, std::chrono::floor<std::chrono::days>(start), started->forget_at};
        Enqueue(tx, ids_, now, {.kind = job.kind, .input = base::json::ToValue(input)});
        tx.Commit();
        ++enqueued;
    }
    return enqueued;
}

void Recurring::Run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        auto pause = kLongestPause;
        try {
            EnqueueDue();
            for (const RecurringJob& job : jobs_) {
                const base::Instant next = StartOf(job, PeriodOf(job, clock_.Now()) + 1);
                pause = std::min(pause, std::chrono::ceil<std::chrono::milliseconds>(clock_.RealTimeUntil(next)));
            }
            pause = std::max(pause, std::chrono::milliseconds(1));
        } catch (const std::exception& error) {
            base::log::Warn("tasks.recurring {}", error.what());
            pause = std::chrono::milliseconds(1000);
        }
        std::unique_lock lock(mutex_);
        stopped_.wait_for(lock, stop, pause, [] { return false; });
    }
}

base::Instant ForgetAt(const tasks::Run& run) {
    const auto period = run.Input<Period>();
    return std::min(run.Now(), period && period->forget_at ? *period->forget_at : run.Now());
}

void AddCleanup(Registry& registry, Recurring& recurring) {
    registry.Add(kCleanup, [](tasks::Run& run) -> base::Result<void> {
        const base::Instant before = ForgetAt(run) - kKeep;
        for (std::int64_t deleted = 1000; deleted == 1000;) {
            run.Step([&](pg::Transaction& tx) { deleted = store::DeleteFinishedBefore(tx, before, 1000); });
        }
        return {};
    });
    recurring.Add({.kind = kCleanup, .offset = std::chrono::hours(3)});
}

}  // namespace tasks
