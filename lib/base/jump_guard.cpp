#include "lib/base/jump_guard.hpp"

#include "lib/base/log.hpp"

namespace base {
namespace {

Duration Apart(Duration one, Duration other) {
    return one < other ? other - one : one - other;
}

double Hours(Duration time) {
    return std::chrono::duration<double, std::ratio<3600>>(time).count();
}

}  // namespace

Instant JumpGuard::Judge(Instant wall, Duration running) {
    const std::int64_t claimed = (wall.time_since_epoch() - running).count();
    const std::int64_t known = started_at_.load();
    if (known == kNone) {
        // The first of several threads; the others are as good as it.
        started_at_ = claimed;
        return wall;
    }
    if (!jumped_ && Apart(Duration(claimed), Duration(known)) <= kSmall) {
        if (claimed != known) started_at_ = claimed;
        return wall;
    }
    return JudgeJump(wall, running);
}

Instant JumpGuard::JudgeJump(Instant wall, Duration running) {
    const std::lock_guard lock(mutex_);
    const Duration claimed = wall.time_since_epoch() - running;
    const Duration known(started_at_.load());
    const Instant counts(known + running);
    if (Apart(claimed, known) <= kSmall) {
        if (jumped_) log::Warn("clock.back the machine's clock is right again: {}", FormatRfc3339(wall));
        jumped_ = false;
        started_at_ = claimed.count();
        return wall;
    }
    if (!jumped_ || Apart(claimed, claimed_) > kSmall) {
        seen_first_ = running;
        log::Warn("clock.jumped the machine's clock says {}, {:+.1f} h; {} counts until that has stayed for {} min",
                  FormatRfc3339(wall), Hours(claimed - known), FormatRfc3339(counts),
                  std::chrono::duration_cast<std::chrono::minutes>(kBelieve).count());
    }
    jumped_ = true;
    claimed_ = claimed;
    seen_last_ = running;
    if ((Likely(counts) || !Likely(wall)) && running - seen_first_ < kBelieve) return counts;
    log::Warn("clock.believed {} counts from now on, {:+.1f} h", FormatRfc3339(wall), Hours(claimed - known));
    jumped_ = false;
    started_at_ = claimed.count();
    return wall;
}

void JumpGuard::Know(Instant written) {
    const std::lock_guard lock(mutex_);
    written_ = written;
}

bool JumpGuard::Likely(Instant at) const {
    return at >= kEarliest && (!written_ || (at >= *written_ - kSmall && at <= *written_ + kLikely));
}

std::optional<JumpGuard::Jump> JumpGuard::Current() const {
    const std::lock_guard lock(mutex_);
    if (!jumped_) return std::nullopt;
    return Jump{claimed_ - Duration(started_at_.load()), seen_last_ - seen_first_};
}

}  // namespace base
