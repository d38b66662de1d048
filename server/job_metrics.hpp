#pragma once

#include <prometheus/client_metric.h>
#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <chrono>
#include <mutex>
#include <vector>

#include "server/platform/outbox/sender.hpp"
#include "server/platform/tasks/recurring.hpp"

namespace server {

// What Prometheus hears of time: when each recurring job was started last, how often it is due, and whether the clocks of
// this machine and of the database can be believed; and of what is sent: what waits, what became of tries.
class JobMetrics final : public prometheus::Collectable {
  public:
    JobMetrics(pg::Pool& pool, const tasks::Recurring& recurring) : pool_(pool), recurring_(recurring) {}
    // Also what this one sends. Before the first Collect(); it outlives this.
    void Watch(const outbox::Sender& sender) { senders_.push_back(&sender); }
    // Asks the database, every ten seconds at most. Without an answer only what is known here.
    [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override;

  private:
    pg::Pool& pool_;
    const tasks::Recurring& recurring_;
    std::vector<const outbox::Sender*> senders_;
    mutable std::mutex mutex_;
    mutable std::chrono::steady_clock::time_point asked_{};
    mutable std::vector<prometheus::MetricFamily> known_;
};

}  // namespace server
