#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace http {

// A token bucket: `burst` at once, then `per_second`. A `per_second` of 0 means no limit.
struct Rate {
    double per_second = 0;
    double burst = 1;
};

// Token buckets by key (address, account, operation ...), in this process only. Bounded: full buckets are
// forgotten first, and when the table is full of busy ones, all unknown keys share one bucket. Thread-safe.
class RateLimiter {
  public:
    using Clock = std::chrono::steady_clock;

    explicit RateLimiter(Rate rate, std::size_t max_keys = 100'000) : rate_(rate), max_keys_(max_keys) {}

    // Takes one token. Zero: go on; else how long until there is one again (whole seconds, at least 1).
    std::chrono::seconds Take(std::string_view key, Clock::time_point now = Clock::now());

  private:
    struct Bucket {
        double tokens = 0;
        Clock::time_point filled{};
    };
    void Sweep(Clock::time_point now);

    const Rate rate_;
    const std::size_t max_keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
    Clock::time_point swept_{};
};

}  // namespace http
