#include "server/identity/attempts.hpp"

#include <algorithm>

namespace identity {

std::chrono::seconds Attempts::Take(std::string_view key, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    std::string name(key);
    if (full_again_.size() >= max_keys_ && !full_again_.contains(name)) {
        std::erase_if(full_again_, [&](const auto& entry) { return entry.second <= now; });
        if (full_again_.size() >= max_keys_) name.clear();
    }
    Clock::time_point& full = full_again_[name];
    full = std::max(full, now);
    // With burst attempts of one pause each, one is left while less than (burst - 1) pauses are owed.
    const auto allowed = now + pause_ * (burst_ - 1);
    if (full > allowed) {
        return std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(full - allowed));
    }
    full += pause_;
    return std::chrono::seconds(0);
}

void Attempts::GiveBack(std::string_view key) {
    const std::lock_guard lock(mutex_);
    const auto at = full_again_.find(std::string(key));
    if (at != full_again_.end()) at->second -= pause_;
}

}  // namespace identity
