#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

// Two kinds of time. *Business time* is what people see (observed_at, today, due dates); it comes
// from a Clock that tests and the simulator can set. *System time* (sessions, leases, rate limits,
// time-outs) is SystemClock or std::chrono::steady_clock and never goes through a settable clock.
namespace base {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;  // UTC
using Day = std::chrono::sys_days;
using Duration = std::chrono::microseconds;

class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant Now() const = 0;
    // How long a thread has to wait in real time until business time `at`; zero when it has passed.
    // At most one second for clocks whose speed may change: wait again, then ask again.
    [[nodiscard]] virtual Duration RealTimeUntil(Instant at) const = 0;
    [[nodiscard]] Day Today() const { return std::chrono::floor<std::chrono::days>(Now()); }
};

// The machine's, but for a time that it was just set to (jump_guard.hpp).
class SystemClock final : public Clock {
  public:
    [[nodiscard]] Instant Now() const override;
    [[nodiscard]] Duration RealTimeUntil(Instant at) const override;
};

// Set by hand: for tests. Thread-safe.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant start) : now_us_(start.time_since_epoch().count()) {}
    [[nodiscard]] Instant Now() const override { return Instant(Duration(now_us_.load())); }
    [[nodiscard]] Duration RealTimeUntil(Instant at) const override;
    void Set(Instant now) { now_us_ = now.time_since_epoch().count(); }
    void Advance(Duration by) { now_us_ += by.count(); }

  private:
    std::atomic<std::int64_t> now_us_;
};

// Business time driven by a small file that several programs share, so that a demonstration can
// live through months in minutes. The file holds one line `<real> <business> <speed>`: two RFC 3339
// instants and the business seconds that pass in one real second. With a fourth word,
// `catching-up`, business time never passes real time: it becomes real time where it would. The
// file is read again when it changes (checked at most every 50 ms); a missing or unreadable file
// means real time at speed 1. Write it with Set(): the file is replaced atomically. Thread-safe.
class FileClock final : public Clock {
  public:
    explicit FileClock(std::filesystem::path file);
    [[nodiscard]] Instant Now() const override;
    [[nodiscard]] Duration RealTimeUntil(Instant at) const override;
    [[nodiscard]] double Speed() const;
    enum class Limit { kNone, kRealTime };
    // From now on business time is `business` and runs at `speed` (>= 0). Throws std::system_error.
    static void Set(const std::filesystem::path& file, Instant business, double speed, Limit limit = Limit::kNone);

  private:
    struct State {
        Instant real;
        Instant business;
        double speed = 1;
        bool catching_up = false;
        [[nodiscard]] Instant At(Instant now) const;  // business time at this real one
    };
    State Current() const;

    std::filesystem::path file_;
    mutable std::mutex mutex_;
    mutable State state_;
    mutable std::filesystem::file_time_type changed_{};
    mutable std::chrono::steady_clock::time_point checked_{};
};

// RFC 3339 in UTC with a trailing Z; microseconds only when they are not zero.
std::string FormatRfc3339(Instant instant);
// Any RFC 3339 instant; fractions beyond microseconds are cut; leap seconds become the second
// after.
std::optional<Instant> ParseRfc3339(std::string_view text);
std::string FormatDay(Day day);                      // YYYY-MM-DD
std::optional<Day> ParseDay(std::string_view text);  // YYYY-MM-DD, a day that exists

}  // namespace base
