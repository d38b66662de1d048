#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

// The threads that run handlers. New requests wait in a bounded lane, so that overload is answered early
// with 503; long polls that were woken wait in a lane of their own, bounded by the number of connections,
// because their requests were taken already. The lanes take turns.
class Workers {
  public:
    using Job = std::move_only_function<void()>;

    Workers(int threads, std::size_t queue);
    ~Workers();  // Stop()

    // False: the lane is full, or the workers stop.
    [[nodiscard]] bool TryPost(Job job);
    // Never refused before Stop().
    void PostResumed(Job job);
    // Runs what is queued, then joins.
    void Stop();

    [[nodiscard]] std::size_t queued() const;
    [[nodiscard]] std::size_t running() const;

  private:
    void Run();

    const std::size_t queue_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> fresh_;    // guarded by mutex_
    std::deque<Job> resumed_;  // guarded by mutex_
    bool resumed_next_ = false;
    bool stopping_ = false;
    std::size_t running_ = 0;
    std::vector<std::thread> threads_;
};

}  // namespace http
