#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace identity {

// How often something may be tried by key: `burst` at once, then one in every `pause`. What succeeded is given back,
// so that only failures count. In this process only. Bounded: the table forgets keys that have all their attempts
// again, and when it is full of others, unknown keys share one. Thread-safe.
class Attempts {
  public:
    using Clock = std::chrono::steady_clock;

    Attempts(int burst, std::chrono::seconds pause, std::size_t max_keys = 100'000)
        : burst_(burst), pause_(pause), max_keys_(max_keys) {}

    // Takes one attempt. Zero: go on; else how long until there is one again.
    std::chrono::seconds Take(std::string_view key, Clock::time_point now = Clock::now());
    void GiveBack(std::string_view key);

  private:
    // Instead of a count: the moment at which all attempts are there again.
    const int burst_;
    const std::chrono::seconds pause_;
    const std::size_t max_keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, Clock::time_point> full_again_;
};

}  // namespace identity
