#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace agent {

// Tells every thread of the agent to end, and lets them sleep until then.
class Stop {
  public:
    void Set() {
        {
            const std::lock_guard lock(mutex_);
            flag_ = true;
        }
        changed_.notify_all();
    }
    [[nodiscard]] bool IsSet() const { return flag_; }
    [[nodiscard]] const std::atomic<bool>& flag() const { return flag_; }
    // True when it is time to end, false when `duration` has passed.
    bool WaitFor(std::chrono::milliseconds duration) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, duration, [this] { return flag_.load(); });
    }

  private:
    std::atomic<bool> flag_{false};
    std::mutex mutex_;
    std::condition_variable changed_;
};

}  // namespace agent
