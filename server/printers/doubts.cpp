#include "server/printers/doubts.hpp"

#include <algorithm>
#include <tuple>

namespace printers {
namespace {

using std::chrono::minutes;

// No meter counts further: what is more comes from a broken table.
constexpr std::int64_t kMostCounted = 1'000'000'000'000;
constexpr std::int64_t kGrowthMargin = 50'000;
constexpr std::int64_t kGrowthAMinute = 600;
constexpr minutes kBetweenSightings{30};
// One machine between two polls, with a margin for a reading that was taken meanwhile.
constexpr std::int64_t kPagesAMinute = 150;
constexpr std::int64_t kPagesMargin = 100;
constexpr minutes kWayOfABatch{2};

}  // namespace

std::int64_t MostGrowth(printing::MeterKind kind, base::Duration over) {
    const auto passed = std::max<std::int64_t>(0, std::chrono::duration_cast<minutes>(over).count());
    switch (kind) {
        case printing::MeterKind::kPowerOn:
            return passed / 60 + 24;
        case printing::MeterKind::kOther:  // lines, feet, drops of ink: of any size
            return kMostCounted;
        default:
            return kGrowthMargin + kGrowthAMinute * passed;
    }
}

std::optional<MeterDoubt> DoubtMeter(printing::MeterKind kind, const std::optional<Counted>& last, const Counted& now) {
    if (now.value > kMostCounted) return MeterDoubt::kJumped;
    if (!last || now.value == last->value) return std::nullopt;
    const std::int64_t most = MostGrowth(kind, now.at - last->at);
    if (now.value > last->value) {
        return now.value - last->value > most ? std::optional(MeterDoubt::kJumped) : std::nullopt;
    }
    for (const int bits : {31, 32}) {
        const std::int64_t wraps_at = std::int64_t{1} << bits;
        const bool near_its_end = last->value < wraps_at && last->value >= wraps_at / 2;
        if (near_its_end && now.value + wraps_at - last->value <= most) return MeterDoubt::kWrapped;
    }
    return now.value == 0 ? MeterDoubt::kZero : MeterDoubt::kFell;
}

CorrectedTime CorrectTime(base::Instant observed_at, base::Instant now, const std::optional<base::Duration>& ahead) {
    using namespace std::chrono;
    constexpr base::Instant kEarliest = sys_days{year{2020} / January / 1};
    const auto possible = [&](base::Instant at) { return at >= kEarliest && at <= now + minutes{10}; };
    if (ahead && (*ahead > kWayOfABatch || *ahead < -kWayOfABatch)) {
        const base::Instant at = observed_at - *ahead;
        // A clock that was put right since: its times before are wrong by as much as nobody knows.
        if (possible(at)) return {std::min(at, now), TimeOf::kMeasured};
    }
    return possible(observed_at) ? CorrectedTime{observed_at, TimeOf::kAgent} : CorrectedTime{now, TimeOf::kArrival};
}

bool HasMoved(const Sighting& sighting) {
    return sighting.sightings >= 2 && sighting.now - sighting.first_at >= kBetweenSightings &&
           (!sighting.owner_read_at || *sighting.owner_read_at < sighting.first_at);
}

bool AtOnePlace(const Claimant& a, const Claimant& b) {
    return a.weak_key == b.weak_key || (a.address == b.address && a.port == b.port && a.same_index && b.same_index);
}

bool IsOneMachine(const Claimant& a, const Claimant& b) {
    if (AtOnePlace(a, b)) return true;
    if (!a.model_key.empty() && !b.model_key.empty() && a.model_key != b.model_key) return false;
    if (!a.life || !b.life) return false;
    const auto& [earlier, later] = a.life->at <= b.life->at ? std::tie(*a.life, *b.life) : std::tie(*b.life, *a.life);
    const auto passed = std::chrono::duration_cast<minutes>(later.at - earlier.at).count();
    const std::int64_t grown = later.value - earlier.value;
    return grown >= 0 && grown <= kPagesMargin + kPagesAMinute * passed;
}

WhoseSerial DecideSerial(const Sighting& sighting) {
    if (HasMoved(sighting)) return WhoseSerial::kItsOwn;
    const bool both = sighting.sightings >= 2 && sighting.owner_read_at && *sighting.owner_read_at >= sighting.first_at;
    return both ? WhoseSerial::kAnother : WhoseSerial::kUnclear;
}

}  // namespace printers
