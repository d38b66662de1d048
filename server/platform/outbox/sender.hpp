#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "server/platform/outbox/outbox.hpp"
#include "server/platform/pg/listener.hpp"
#include "server/platform/pg/pool.hpp"

namespace outbox {

struct SenderOptions {
    // The pause after a refusal for now, or while the other side cannot be reached: base::Backoff up to an hour.
    std::chrono::milliseconds retry_pause{30'000};
    // The lease: how long a row belongs to its sender; longer than one sending takes.
    std::chrono::milliseconds lease{180'000};
    // How many are sent at once.
    int threads = 1;
};

// Sends the rows of one queue from threads of its own. Any number of servers may run one.
class Sender {
  public:
    // Handler and all outlive the sender.
    Sender(pg::Pool& pool, const base::Clock& clock, Handler& handler, SenderOptions options = {});
    ~Sender();  // Stop()
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    void Start();
    void Stop();  // after the one under way
    void Wake();

    enum class Step {
        kIdle,       // nothing is due
        kHandled,    // one row was sent, refused or postponed
        kNoService,  // the other side cannot be reached: everything waits
    };
    // One row in the calling thread: for tests and tools.
    Step SendOne();

    // What became of tries since this process started.
    struct Totals {
        std::atomic<std::int64_t> sent = 0;
        std::atomic<std::int64_t> later = 0;   // refused for now, or nobody was reached
        std::atomic<std::int64_t> failed = 0;  // given up, or refused for good
    };
    [[nodiscard]] const Totals& totals() const { return totals_; }
    [[nodiscard]] const Queue& queue() const { return queue_; }

  private:
    void Run(const std::stop_token& stop);
    // Notes what became of the row.
    Step Settle(const Claim& claim, const Outcome& outcome, std::chrono::milliseconds took);
    [[nodiscard]] std::chrono::milliseconds PauseAfter(int failures) const;

    pg::Pool& pool_;
    const base::Clock& clock_;
    Handler& handler_;
    const Queue& queue_;
    SenderOptions options_;
    std::unique_ptr<pg::Listener> listener_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::uint64_t wakes_ = 0;  // guarded by mutex_
    Totals totals_;
    std::vector<std::jthread> threads_;
};

}  // namespace outbox
