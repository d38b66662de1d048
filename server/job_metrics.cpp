#include "server/job_metrics.hpp"

#include <utility>

#include "lib/base/clock.hpp"
#include "lib/base/log.hpp"
#include "server/platform/pg/guard.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/task_store.hpp"

namespace server {
namespace {

constexpr std::chrono::seconds kAskedAtMost{10};

double Seconds(base::Duration time) {
    return std::chrono::duration<double>(time).count();
}

prometheus::ClientMetric Gauge(double value, std::vector<prometheus::ClientMetric::Label> labels = {}) {
    prometheus::ClientMetric metric;
    metric.gauge.value = value;
    metric.label = std::move(labels);
    return metric;
}

prometheus::MetricFamily Family(std::string name, std::string help, std::vector<prometheus::ClientMetric> metrics) {
    return {std::move(name), std::move(help), prometheus::MetricType::Gauge, std::move(metrics)};
}

prometheus::MetricFamily Tries(const std::vector<const outbox::Sender*>& senders) {
    std::vector<prometheus::ClientMetric> tries;
    for (const outbox::Sender* sender : senders) {
        const auto& totals = sender->totals();
        for (const auto& [outcome, count] : {std::pair<const char*, std::int64_t>{"sent", totals.sent},
                                             {"later", totals.later},
                                             {"failed", totals.failed}}) {
            prometheus::ClientMetric metric;
            metric.counter.value = static_cast<double>(count);
            metric.label = {{"queue", sender->queue().table()}, {"outcome", outcome}};
            tries.push_back(std::move(metric));
        }
    }
    return {"platen_outbox_tries_total", "Tries to send mails and webhooks since the start, by what became of them.",
            prometheus::MetricType::Counter, std::move(tries)};
}

}  // namespace

std::vector<prometheus::MetricFamily> JobMetrics::Collect() const {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (known_.empty() || now - asked_ > kAskedAtMost) {
        asked_ = now;
        known_.clear();
        std::vector<prometheus::ClientMetric> periods;
        for (const auto& job : recurring_.jobs()) periods.push_back(Gauge(Seconds(job.every), {{"job", job.kind}}));
        known_.push_back(Family("platen_job_period_seconds", "How often a recurring job is due.", std::move(periods)));
        try {
            const base::Instant there = pg::DatabaseNow(pool_);
            const double apart = Seconds(there - base::SystemClock().Now());
            pg::Transaction tx(pool_, pg::Scope::System(), pg::Access::kReadOnly);
            std::vector<prometheus::ClientMetric> starts;
            std::vector<prometheus::ClientMetric> failed;
            for (const auto& run : tasks::store::LastRuns(tx)) {
                starts.push_back(Gauge(Seconds(run.started_at.time_since_epoch()), {{"job", run.name}}));
                if (!run.end_state) continue;
                failed.push_back(Gauge(*run.end_state == tasks::State::kCompleted ? 0 : 1, {{"job", run.name}}));
            }
            known_.push_back(Family("platen_job_started_timestamp_seconds",
                                    "When a recurring job was started last, in business time.", std::move(starts)));
            known_.push_back(Family("platen_job_failed",
                                    "1 where the run of a recurring job that ended last went wrong.",
                                    std::move(failed)));
            known_.push_back(Family("platen_clock_database_ahead_seconds",
                                    "How far the database's clock is ahead of what counts here.", {Gauge(apart)}));
            std::vector<prometheus::ClientMetric> waiting;
            for (const outbox::Sender* sender : senders_) {
                waiting.push_back(
                    Gauge(static_cast<double>(sender->queue().Waiting(tx)), {{"queue", sender->queue().table()}}));
            }
            known_.push_back(
                Family("platen_outbox_waiting", "Mails and webhooks that wait to be sent.", std::move(waiting)));
        } catch (const std::exception& error) {
            base::log::Warn("metrics.jobs error={}", error.what());
        }
    }
    auto all = known_;
    all.push_back(Tries(senders_));
    const auto jump = base::ClockJump();
    all.push_back(Family("platen_clock_jump_seconds",
                         "How far this machine's clock is ahead of what counts here; 0 where it is believed.",
                         {Gauge(jump ? Seconds(jump->by) : 0)}));
    return all;
}

}  // namespace server
