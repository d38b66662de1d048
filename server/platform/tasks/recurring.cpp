#include "server/platform/tasks/recurring.hpp"
#include "lib/base/log.hpp"

#include <algorithm>

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

int Recurring::EnqueueDue() {
    int enqueued = 0;
    const base::Instant now = clock_.Now();
    for (const RecurringJob& job : jobs_) {
        const std::int64_t period = PeriodOf(job, now);
        const base::Instant start = StartOf(job, period);
        pg::Transaction tx(pool_, pg::Scope::System());
        if (!store::StartPeriod(tx, job.kind, period, now)) continue;
        const Period input{start, std::chrono::floor<std::chrono::days>(start)};
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

void AddCleanup(Registry& registry, Recurring& recurring) {
    registry.Add(kCleanup, [](tasks::Run& run) -> base::Result<void> {
        for (std::int64_t deleted = 1000; deleted == 1000;) {
            run.Step([&](pg::Transaction& tx) { deleted = store::DeleteFinishedBefore(tx, run.Now() - kKeep, 1000); });
        }
        return {};
    });
    recurring.Add({.kind = kCleanup, .offset = std::chrono::hours(3)});
}

}  // namespace tasks
