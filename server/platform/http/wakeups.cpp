#include "server/platform/http/wakeups.hpp"

#include <utility>
#include <vector>

namespace http {

void Wakeups::Notify(std::string_view topic) {
    std::vector<Wake> wakes;
    {
        const std::lock_guard lock(mutex_);
        const auto now = std::chrono::steady_clock::now();
        const Ticket at = ++now_;
        notified_[std::string(topic)] = {at, now};
        if (const auto found = waiting_.find(std::string(topic)); found != waiting_.end()) {
            for (auto& [ticket, wake] : found->second) wakes.push_back(std::move(wake));
            waiting_.erase(found);
        }
        Forget(now);
    }
    for (Wake& wake : wakes) wake();
}

void Wakeups::NotifyAll() {
    std::vector<Wake> wakes;
    {
        const std::lock_guard lock(mutex_);
        horizon_ = ++now_;
        notified_.clear();
        for (auto& [topic, waiters] : waiting_) {
            for (auto& [ticket, wake] : waiters) wakes.push_back(std::move(wake));
        }
        waiting_.clear();
    }
    for (Wake& wake : wakes) wake();
}

Wakeups::Ticket Wakeups::Add(const std::string& topic, Ticket since, Wake wake) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = notified_.find(topic);
        const bool missed = horizon_ > since || (found != notified_.end() && found->second.at > since);
        if (!missed) {
            const Ticket ticket = ++last_add_;
            waiting_[topic].emplace(ticket, std::move(wake));
            return ticket;
        }
    }
    wake();
    return 0;
}

void Wakeups::Remove(const std::string& topic, Ticket ticket) {
    const std::lock_guard lock(mutex_);
    const auto found = waiting_.find(topic);
    if (found == waiting_.end()) return;
    found->second.erase(ticket);
    if (found->second.empty()) waiting_.erase(found);
}

std::size_t Wakeups::waiting() const {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [topic, waiters] : waiting_) count += waiters.size();
    return count;
}

// Whoever looked before a forgotten notification is woken to be on the safe side: see horizon_.
void Wakeups::Forget(std::chrono::steady_clock::time_point now) {
    if (now - forgot_ < kMemory / 4) return;
    forgot_ = now;
    for (auto it = notified_.begin(); it != notified_.end();) {
        if (now - it->second.when > kMemory) {
            if (it->second.at > horizon_) horizon_ = it->second.at;
            it = notified_.erase(it);
        } else {
            ++it;
        }
    }
}

}  // namespace http
