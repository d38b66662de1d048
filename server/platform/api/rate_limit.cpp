#include "server/platform/api/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace http {

std::chrono::seconds RateLimiter::Take(std::string_view key, Clock::time_point now) {
    if (rate_.per_second <= 0) return std::chrono::seconds(0);
    const std::lock_guard lock(mutex_);
    std::string name(key);
    if (buckets_.size() >= max_keys_ && !buckets_.contains(name)) {
        Sweep(now);
        if (buckets_.size() >= max_keys_) name.clear();  // all the others share one bucket
    }
    const auto [at, is_new] = buckets_.try_emplace(std::move(name));
    Bucket& bucket = at->second;
    if (is_new) {
        bucket = {rate_.burst, now};
    } else {
        const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
        bucket.tokens = std::min(rate_.burst, bucket.tokens + std::max(0.0, seconds) * rate_.per_second);
        bucket.filled = now;
    }
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::chrono::seconds(0);
    }
    const double wait = (1 - bucket.tokens) / rate_.per_second;
    return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(wait))));
}

// Buckets that are full again say nothing that a new one would not.
void RateLimiter::Sweep(Clock::time_point now) {
    if (now - swept_ < std::chrono::seconds(1)) return;
    swept_ = now;
    std::erase_if(buckets_, [&](const auto& entry) {
        const double seconds = std::chrono::duration<double>(now - entry.second.filled).count();
        return entry.second.tokens + seconds * rate_.per_second >= rate_.burst;
    });
}

}  // namespace http
