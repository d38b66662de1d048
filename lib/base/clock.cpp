#include "lib/base/clock.hpp"

#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <sstream>
#include <system_error>

#include "lib/base/log.hpp"

namespace base {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view kCatchingUp = "catching-up";

// Reads exactly `count` digits at `at`; nullopt when there are fewer.
std::optional<int> Digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

Duration Apart(Duration one, Duration other) {
    return one < other ? other - one : one - other;
}

double Hours(Duration time) {
    return std::chrono::duration<double, std::ratio<3600>>(time).count();
}

JumpGuard& Guard() {
    static JumpGuard guard;
    return guard;
}

Instant RealNow() {
    timespec running{};
    ::clock_gettime(CLOCK_BOOTTIME, &running);
    return Guard().Judge(std::chrono::floor<microseconds>(std::chrono::system_clock::now()),
                         seconds(running.tv_sec) + microseconds(running.tv_nsec / 1000));
}

}  // namespace

std::optional<JumpGuard::Jump> ClockJump() {
    RealNow();
    return Guard().Current();
}
void KnowClock(Instant written) {
    Guard().Know(written);
}

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

Instant SystemClock::Now() const {
    return RealNow();
}

Duration SystemClock::RealTimeUntil(Instant at) const {
    return std::max(Duration(0), at - RealNow());
}

Duration ManualClock::RealTimeUntil(Instant at) const {
    return at <= Now() ? Duration(0) : Duration(std::chrono::milliseconds(5));
}

FileClock::FileClock(std::filesystem::path file) : file_(std::move(file)) {}

FileClock::State FileClock::Current() const {
    std::lock_guard lock(mutex_);
    const auto steady = std::chrono::steady_clock::now();
    if (checked_.time_since_epoch().count() != 0 && steady - checked_ < std::chrono::milliseconds(50)) {
        return state_;
    }
    checked_ = steady;
    std::error_code error;
    const auto changed = std::filesystem::last_write_time(file_, error);
    if (error) {
        if (state_.real == Instant{}) state_ = {RealNow(), RealNow(), 1, false};
        return state_;
    }
    if (changed == changed_) return state_;
    std::ifstream in(file_);
    std::string real;
    std::string business;
    std::string limit;
    double speed = 0;
    if (in >> real >> business >> speed && speed >= 0) {
        in >> limit;
        const auto real_at = ParseRfc3339(real);
        const auto business_at = ParseRfc3339(business);
        if (real_at && business_at) {
            state_ = {*real_at, *business_at, speed, limit == kCatchingUp};
            changed_ = changed;
        }
    }
    if (state_.real == Instant{}) state_ = {RealNow(), RealNow(), 1, false};
    return state_;
}

Instant FileClock::State::At(Instant now) const {
    const double elapsed_us = static_cast<double>((now - real).count());
    const Instant at = business + Duration(static_cast<std::int64_t>(elapsed_us * speed));
    return catching_up ? std::min(at, now) : at;
}

Instant FileClock::Now() const {
    return Current().At(RealNow());
}

Duration FileClock::RealTimeUntil(Instant at) const {
    const Instant now = Now();
    if (at <= now) return Duration(0);
    const double speed = Speed();
    const Duration most = seconds(1);
    if (speed <= 0) return most;
    const double real_us = static_cast<double>((at - now).count()) / speed;
    return real_us >= static_cast<double>(most.count()) ? most : Duration(static_cast<std::int64_t>(real_us) + 1);
}

double FileClock::Speed() const {
    const State state = Current();
    const Instant now = RealNow();
    return state.catching_up && state.At(now) == now ? 1 : state.speed;
}

void FileClock::Set(const std::filesystem::path& file, Instant business, double speed, Limit limit) {
    const auto temporary = file.string() + fmt::format(".{}", ::getpid());
    {
        std::ofstream out(temporary, std::ios::trunc);
        out << FormatRfc3339(RealNow()) << ' ' << FormatRfc3339(business) << ' ' << fmt::format("{}", speed)
            << (limit == Limit::kRealTime ? " " : "") << (limit == Limit::kRealTime ? kCatchingUp : "") << '\n';
        if (!out.flush()) {
            throw std::system_error(errno, std::generic_category(), "clock file " + temporary);
        }
    }
    std::filesystem::rename(temporary, file);
}

std::string FormatDay(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string FormatRfc3339(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    const std::chrono::hh_mm_ss time{instant - day};
    std::string text = fmt::format("{}T{:02}:{:02}:{:02}", FormatDay(day), time.hours().count(), time.minutes().count(),
                                   time.seconds().count());
    if (time.subseconds().count() != 0) text += fmt::format(".{:06}", time.subseconds().count());
    return text + "Z";
}

std::optional<Day> ParseDay(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = Digits(text, 0, 4);
    const auto month = Digits(text, 5, 2);
    const auto day = Digits(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return Day(date);
}

std::optional<Instant> ParseRfc3339(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) {
        return std::nullopt;
    }
    const auto day = ParseDay(text.substr(0, 10));
    const auto hour = Digits(text, 11, 2);
    const auto minute = Digits(text, 14, 2);
    const auto second = Digits(text, 17, 2);
    if (!day || !hour || !minute || !second || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    Instant instant = Instant(*day) + hours(*hour) + minutes(*minute) + seconds(*second);
    std::size_t at = 19;
    if (text[at] == '.') {
        std::int64_t unit = 100'000;
        std::size_t count = 0;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count) {
            instant += microseconds(unit * (text[at] - '0'));
            unit /= 10;
        }
        if (count == 0) return std::nullopt;
    }
    if (at >= text.size()) return std::nullopt;
    if ((text[at] == 'Z' || text[at] == 'z') && at + 1 == text.size()) return instant;
    if ((text[at] != '+' && text[at] != '-') || at + 6 != text.size() || text[at + 3] != ':') {
        return std::nullopt;
    }
    const auto offset_hours = Digits(text, at + 1, 2);
    const auto offset_minutes = Digits(text, at + 4, 2);
    if (!offset_hours || !offset_minutes || *offset_hours > 23 || *offset_minutes > 59) {
        return std::nullopt;
    }
    const auto offset = hours(*offset_hours) + minutes(*offset_minutes);
    return text[at] == '+' ? instant - offset : instant + offset;
}

}  // namespace base
