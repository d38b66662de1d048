#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

#include "lib/base/clock.hpp"

// A machine's clock that is set by hours while a program runs (a time server that answers nonsense, a battery that died)
// would end sessions, give up mails and delete what seems to be years old. What counts goes on as the time since the
// machine started does, until the new time has stood for kBelieve. Every SystemClock goes through one such guard.
namespace base {

// Whether a clock was set, told from two clocks that are read together. Thread-safe.
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

}  // namespace base
