#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace http {

// Wakes long polls by topic, e.g. "agent:<id>". One server process calls Notify from where its NOTIFY
// messages arrive, so a change on any server wakes the polls on all. Thread-safe.
//
// No wake-up is lost: whoever waits takes Now() *before* looking into the database and hands it to Add().
// If the topic was notified in between, Add() calls `wake` at once.
class Wakeups {
  public:
    using Ticket = std::uint64_t;
    // Called once, on the thread of Notify or Add: it must only post work elsewhere.
    using Wake = std::function<void()>;

    [[nodiscard]] Ticket Now() const { return now_.load(); }
    void Notify(std::string_view topic);
    // Every topic: after the connection to the database was lost, nobody knows what was missed.
    void NotifyAll();
    // Returns a ticket for Remove(); 0 when `wake` was called already.
    Ticket Add(const std::string& topic, Ticket since, Wake wake);
    // No further call of `wake` once this returned, unless Notify is calling it right now.
    void Remove(const std::string& topic, Ticket ticket);
    [[nodiscard]] std::size_t waiting() const;

  private:
    // How long a notification is remembered for those who looked before it and wait after it.
    static constexpr std::chrono::seconds kMemory{60};
    struct Notified {
        Ticket at = 0;
        std::chrono::steady_clock::time_point when{};
    };
    void Forget(std::chrono::steady_clock::time_point now);

    mutable std::mutex mutex_;
    std::atomic<Ticket> now_{1};
    Ticket last_add_ = 0;
    Ticket horizon_ = 0;  // notifications up to here may be forgotten; also the last NotifyAll
    std::unordered_map<std::string, std::unordered_map<Ticket, Wake>> waiting_;
    std::unordered_map<std::string, Notified> notified_;
    std::chrono::steady_clock::time_point forgot_{};
};

}  // namespace http
