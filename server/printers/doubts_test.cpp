#include "server/printers/doubts.hpp"

#include <gtest/gtest.h>

namespace printers {
namespace {

using namespace std::chrono_literals;
using printing::MeterKind;

const base::Instant kThen = *base::ParseRfc3339("2026-11-20T08:00:00Z");

// Reliability: a meter that goes back, wraps at 2^32, shows one zero or one spike.
TEST(DoubtMeter, DoubtsWhatNoCounterDoes) {
    struct Case {
        const char* about;
        MeterKind kind;
        std::optional<std::int64_t> last;
        std::int64_t now;
        base::Duration after;
        std::optional<MeterDoubt> doubt;
    };
    const std::int64_t wrap = std::int64_t{1} << 32;
    const std::vector<Case> cases{
        {"the first value", MeterKind::kLife, std::nullopt, 4'000'000, 1h, std::nullopt},
        {"more than any counter holds", MeterKind::kLife, std::nullopt, 1'000'000'000'001, 1h, MeterDoubt::kJumped},
        {"nothing printed", MeterKind::kLife, 1000, 1000, 1h, std::nullopt},
        {"an hour's work", MeterKind::kLife, 1000, 1900, 1h, std::nullopt},
        {"read twice in a moment", MeterKind::kLife, 1000, 1001, 0s, std::nullopt},
        {"one page less", MeterKind::kLife, 1000, 999, 1h, MeterDoubt::kFell},
        {"a new board", MeterKind::kLife, 250'000, 12, 24h, MeterDoubt::kFell},
        {"one zero", MeterKind::kLife, 250'000, 0, 1h, MeterDoubt::kZero},
        {"a wrap at 32 bits", MeterKind::kLife, wrap - 100, 20, 1h, MeterDoubt::kWrapped},
        {"a wrap at 31 bits", MeterKind::kScans, wrap / 2 - 1, 0, 1h, MeterDoubt::kWrapped},
        {"a fall that is no wrap", MeterKind::kLife, wrap - 100, 9'000'000, 1h, MeterDoubt::kFell},
        {"one spike", MeterKind::kLife, 50'000, 4'294'967'295, 1h, MeterDoubt::kJumped},
        {"a jump of the size of a year", MeterKind::kColor, 50'000, 400'000, 1h, MeterDoubt::kJumped},
        {"the same over a month", MeterKind::kColor, 50'000, 400'000, 24h * 30, std::nullopt},
        {"a power-on counter", MeterKind::kPowerOn, 100, 125, 1h, std::nullopt},
        {"a power-on counter that runs ahead", MeterKind::kPowerOn, 100, 200, 1h, MeterDoubt::kJumped},
        {"what counts drops", MeterKind::kOther, 100, 900'000'000, 1h, std::nullopt},
        {"what counts drops, backwards", MeterKind::kOther, 900'000'000, 100, 1h, MeterDoubt::kFell},
    };
    for (const Case& one : cases) {
        std::optional<Counted> last;
        if (one.last) last = Counted{*one.last, kThen};
        EXPECT_EQ(DoubtMeter(one.kind, last, {one.now, kThen + one.after}), one.doubt) << one.about;
    }
}

TEST(HasMoved, AsksForASecondSightingWhileTheOldAgentIsSilent) {  // AGT-3
    struct Case {
        const char* about;
        std::int64_t sightings;
        base::Duration after;
        std::optional<base::Duration> owner;  // read it, seen from the first sighting
        bool moved;
    };
    const std::vector<Case> cases{
        {"seen once", 1, 0s, -1h, false},
        {"seen once, long ago", 1, 48h, -1h, false},
        {"twice in a moment", 2, 1min, -1h, false},
        {"a second time an hour later", 2, 1h, -1h, true},
        {"and nobody ever read it", 2, 1h, std::nullopt, true},
        {"but its agent has read it since", 2, 1h, 1min, false},
        {"however often", 500, 24h * 30, 24h * 29, false},
    };
    for (const Case& one : cases) {
        std::optional<base::Instant> owner;
        if (one.owner) owner = kThen + *one.owner;
        EXPECT_EQ(HasMoved({kThen, one.sightings, kThen + one.after, owner}), one.moved) << one.about;
    }
}

TEST(IsOneMachine, GoesOnFromWhereItsCounterWasOrIsAtOnePlace) {  // AGT-3
    const auto claimant = [](const char* hardware, const char* address, const char* model,
                             std::optional<std::int64_t> life, base::Duration after) {
        Claimant one{.weak_key = hardware, .address = address, .model_key = model};
        if (life) one.life = Counted{*life, kThen + after};
        return one;
    };
    struct Case {
        const char* about;
        Claimant known;
        Claimant seen;
        bool one;
    };
    const std::vector<Case> cases{
        {"one network card", claimant("hw/1", "10.0.0.1", "a", 10, 0s), claimant("hw/1", "10.0.0.2", "a", 9, 1h), true},
        {"one address", claimant("hw/1", "10.0.0.1", "a", 10, 0s), claimant("at/1", "10.0.0.1", "b", 9, 1h), true},
        {"Wi-Fi", claimant("hw/1", "10.0.0.1", "a", 10, 0s), claimant("hw/2", "10.0.0.2", "a", 15, 5min), true},
        {"a late answer", claimant("hw/1", "10.0.0.1", "a", 15, 5min), claimant("hw/2", "10.0.0.2", "a", 10, 0s), true},
        {"another model", claimant("hw/1", "10.0.0.1", "a", 10, 0s), claimant("hw/2", "10.0.0.2", "b", 15, 5min),
         false},
        {"fewer pages", claimant("hw/1", "10.0.0.1", "a", 10, 0s), claimant("hw/2", "10.0.0.2", "a", 9, 5min), false},
        {"too many", claimant("hw/1", "10.0.0.1", "a", 10, 0s), claimant("hw/2", "10.0.0.2", "a", 5000, 5min), false},
        {"no count", claimant("hw/1", "10.0.0.1", "a", 10, 0s), claimant("hw/2", "10.0.0.2", "a", {}, 0s), false},
    };
    for (const Case& each : cases) EXPECT_EQ(IsOneMachine(each.known, each.seen), each.one) << each.about;
    Claimant known = claimant("at/1", "10.0.0.1", "a", 10, 0s);
    known.same_index = false;
    EXPECT_FALSE(IsOneMachine(known, claimant("at/2", "10.0.0.1", "a", 5, 1h))) << "behind one print server";
}

TEST(DecideSerial, WaitsUntilOneIsSilentOrBothAnswer) {  // AGT-3
    EXPECT_EQ(DecideSerial({kThen, 1, kThen, kThen + 1min}), WhoseSerial::kUnclear);
    EXPECT_EQ(DecideSerial({kThen, 2, kThen + 5min, kThen - 1min}), WhoseSerial::kUnclear);
    EXPECT_EQ(DecideSerial({kThen, 2, kThen + 5min, kThen + 4min}), WhoseSerial::kAnother);
    EXPECT_EQ(DecideSerial({kThen, 2, kThen + 31min, kThen - 1min}), WhoseSerial::kItsOwn);
    EXPECT_EQ(DecideSerial({kThen, 2, kThen + 31min, std::nullopt}), WhoseSerial::kItsOwn);
}

// Reliability: clock +1 day, -1 day, 1970 at boot.
TEST(CorrectTime, PutsRightWhatWasMeasuredAndMarksWhatWasNot) {
    using std::chrono::days;
    struct Case {
        const char* about;
        base::Duration said;  // seen from now
        std::optional<base::Duration> ahead;
        base::Duration used;
        TimeOf how;
    };
    const base::Duration year = days(365);
    const std::vector<Case> cases{
        {"a good clock", -1h, 1s, -1h, TimeOf::kAgent},
        {"a batch that was under way for a minute", -1h, -1min, -1h, TimeOf::kAgent},
        {"an agent that does not say", -1h, std::nullopt, -1h, TimeOf::kAgent},
        {"a day ahead", 23h, 24h, -1h, TimeOf::kMeasured},
        {"a day behind", -25h, -24h, -1h, TimeOf::kMeasured},
        {"1970 at boot, and still", -year * 56, -year * 56 + 1h, -1h, TimeOf::kMeasured},
        {"1970 at boot, put right since", -year * 56, 1s, 0s, TimeOf::kArrival},
        {"a day ahead, of one that does not say", 24h, std::nullopt, 0s, TimeOf::kArrival},
        {"read before the clock was put back: never later than now", 5min, 3min, 0s, TimeOf::kMeasured},
        {"a clock that was years ahead before it was a day behind", year * 3, -24h, 0s, TimeOf::kArrival},
    };
    for (const Case& one : cases) {
        const auto time = CorrectTime(kThen + one.said, kThen, one.ahead);
        EXPECT_EQ(time.at - kThen, one.used) << one.about;
        EXPECT_EQ(time.how, one.how) << one.about;
    }
}

}  // namespace
}  // namespace printers
