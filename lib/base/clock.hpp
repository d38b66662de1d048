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

// The machine's, but for a time that it was just set to (JumpGuard).
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

// A machine's clock that is set by hours while a program runs (a time server that answers nonsense, a battery that died)
// would end sessions, give up mails and delete what seems to be years old. What counts goes on as the time since the
// machine started does, until the new time has stood for kBelieve. Every SystemClock goes through one such guard.
//
// Whether a clock was set, seen from two clocks that are read together. Thread-safe.
class JumpGuard {
  public:
    static constexpr Duration kSmall = std::chrono::minutes(5);     // up to this a correction counts at once
    static constexpr Duration kBelieve = std::chrono::minutes(10);  // a larger one has to stay that long
    // What counts is doubted before this program existed (a machine without a clock of its own begins in 1970), before
    // what was known (Know), and this long after it: the first time that is not doubted then counts at once.
    static constexpr Instant kEarliest = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
    static constexpr Duration kLikely = std::chrono::days(2);

    // A clock that says something else than what counts.
    struct Jump {
        Duration by{};     // positive: it is ahead of what counts
        Duration since{};  // how long ago it was seen first
    };

    // `wall`: what the machine's clock says. `running`: how long the machine has been running, asleep or not; it is
    // never set. Gives the time that counts.
    Instant Judge(Instant wall, Duration running);
    // What was written down last, before this program started.
    void Know(Instant written);
    // What Judge() saw last; nothing where the clock is believed.
    [[nodiscard]] std::optional<Jump> Current() const;

  private:
    Instant JudgeJump(Instant wall, Duration running);
    [[nodiscard]] bool Likely(Instant at) const;

    static constexpr std::int64_t kNone = INT64_MIN;
    std::atomic<std::int64_t> started_at_ = kNone;  // what counts, less the time that the machine has been running
    std::atomic<bool> jumped_ = false;
    mutable std::mutex mutex_;
    std::optional<Instant> written_;
    Duration claimed_{};  // the same of the clock that is not believed
    Duration seen_first_{};
    Duration seen_last_{};
};

// Of the guard of SystemClock.
std::optional<JumpGuard::Jump> ClockJump();
void KnowClock(Instant written);

// RFC 3339 in UTC with a trailing Z; microseconds only when they are not zero.
std::string FormatRfc3339(Instant instant);
// Any RFC 3339 instant; fractions beyond microseconds are cut; leap seconds become the second
// after.
std::optional<Instant> ParseRfc3339(std::string_view text);
std::string FormatDay(Day day);                      // YYYY-MM-DD
std::optional<Day> ParseDay(std::string_view text);  // YYYY-MM-DD, a day that exists

}  // namespace base
