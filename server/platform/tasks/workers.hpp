#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "server/platform/pg/listener.hpp"
#include "server/platform/tasks/tasks.hpp"

namespace tasks {

struct WorkerOptions {
    int threads = 2;  // tasks at once; each uses one database connection while it runs a step
    // The lease: how long a task belongs to its worker without an extension. Extended by every step and by a heartbeat every
    // third of it. A process that is gone loses its tasks at the next look of another; one that hangs, with its lease.
    std::chrono::milliseconds lease{60'000};
    // How often to look without being woken; bounds the delay when a notification is lost.
    std::chrono::milliseconds poll{5'000};
    // The pause before the second attempt, growing with each further one: base::Backoff up to `longest_pause`.
    std::chrono::milliseconds retry_pause{5'000};
    std::chrono::milliseconds longest_pause = std::chrono::hours(1);
};

// The threads of this server that run tasks. Any number of servers share one database.
class Workers {
  public:
    Workers(pg::Pool& pool, const base::Clock& clock, const Registry& registry, WorkerOptions options = {});
    ~Workers();  // Stop()
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    void Start();
    // Lets running tasks finish their step and puts them back into the queue for others.
    void Stop();
    // Look now; also after business time was set.
    void Wake();

    // Claims and runs one task in the calling thread; false when there is none. For tests and tools.
    bool RunOne();

  private:
    void Work(const std::stop_token& stop);
    void Beat(const std::stop_token& stop);
    bool RunClaimed(Run::Claim& claim);
    void OnNotified(std::string_view payload);
    void ReleaseWoken();
    void ReleaseOrphans();
    void Park(const Run::Claim& claim, base::Duration at_most, std::uint64_t announced);
    std::chrono::milliseconds UntilNext();

    pg::Pool& pool_;
    const base::Clock& clock_;
    const Registry& registry_;
    WorkerOptions options_;
    std::vector<std::string> kinds_;
    std::unique_ptr<pg::Listener> listener_;
    const std::int32_t number_;  // of this process, random
    // number_ once the listener's connection keeps its lock, so that others see that this process lives.
    std::optional<std::int32_t> holder_;  // guarded by mutex_
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::uint64_t wakes_ = 0;                           // guarded by mutex_
    std::list<std::shared_ptr<Run::Control>> running_;  // guarded by mutex_
    bool stopping_ = false;                             // guarded by mutex_
    std::set<std::string> woken_;                       // kinds whose waiting tasks are to go on; guarded by mutex_
    std::uint64_t announcements_ = 0;                   // guarded by mutex_
    std::vector<std::jthread> threads_;
};

}  // namespace tasks
