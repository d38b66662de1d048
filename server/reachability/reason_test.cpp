#include "server/reachability/reason.hpp"

#include <gtest/gtest.h>

namespace reachability {
namespace {

using printing::PollFailure;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// A Monday, 0:00 UTC.
const base::Instant kMonday = *base::ParseRfc3339("2026-06-01T00:00:00Z");

// Read from 7:00 to 18:00 on the five days of work, each hour.
std::vector<QuietSpan> OfficeHours(int weeks) {
    std::vector<QuietSpan> quiet;
    for (int week = 0; week < weeks; ++week) {
        for (int day = 0; day < 5; ++day) {
            const auto evening = kMonday + days(7 * week + day) + hours(18);
            quiet.push_back({evening, evening + (day == 4 ? hours(24 * 2 + 13) : hours(13))});
        }
    }
    return quiet;
}

// AGT-11: each reason, and which of two comes first.
TEST(SilenceRule, TellsTheSurestReason) {
    const auto office = LearnUsuallyOff(OfficeHours(4), kMonday, kMonday + days(28));
    SilenceFacts plain;
    plain.known = 10;
    plain.silent = 1;
    plain.answered_at = kMonday + days(28) + hours(10);
    plain.now = plain.answered_at + hours(3);
    SilenceFacts night = plain;
    night.usually_off = office;
    night.answered_at = kMonday + days(28) + hours(18);
    night.now = night.answered_at + hours(4);
    const auto with = [](SilenceFacts facts, auto change) {
        change(facts);
        return facts;
    };
    struct Case {
        const char* what;
        SilenceFacts facts;
        SilenceCause cause;
    };
    const Case cases[] = {
        {"no agent", with(plain, [](auto& f) { f.agent = AgentStanding::kNone; }), SilenceCause::kNoAgent},
        {"agent turned off", with(plain, [](auto& f) { f.agent = AgentStanding::kDisabled; }),
         SilenceCause::kAgentDisabled},
        {"agent off, whatever it saw before",
         with(plain,
              [](auto& f) {
                  f.agent = AgentStanding::kSilent;
                  f.failure = PollFailure::kPortClosed;
              }),
         SilenceCause::kAgentSilent},
        {"not searched", with(plain, [](auto& f) { f.searched = false; }), SilenceCause::kAddressNotSearched},
        {"another answers", with(plain, [](auto& f) { f.failure = PollFailure::kOtherPrinter; }),
         SilenceCause::kOtherPrinter},
        {"another was found there", with(plain, [](auto& f) { f.replaced = true; }), SilenceCause::kOtherPrinter},
        {"no route", with(plain, [](auto& f) { f.failure = PollFailure::kNetworkUnreachable; }),
         SilenceCause::kSiteUnreachable},
        {"wrong community", with(plain, [](auto& f) { f.failure = PollFailure::kSnmpSilent; }),
         SilenceCause::kAccessRefused},
        {"wrong user", with(plain, [](auto& f) { f.failure = PollFailure::kAccessRefused; }),
         SilenceCause::kAccessRefused},
        {"community taken away", with(plain, [](auto& f) { f.failure = PollFailure::kAccessRemoved; }),
         SilenceCause::kAccessRefused},
        {"port closed", with(plain, [](auto& f) { f.failure = PollFailure::kPortClosed; }), SilenceCause::kPortClosed},
        {"nothing there", with(plain, [](auto& f) { f.failure = PollFailure::kHostUnreachable; }),
         SilenceCause::kNothingThere},
        {"silence", with(plain, [](auto& f) { f.failure = PollFailure::kNoAnswer; }), SilenceCause::kNoAnswer},
        {"an agent of before", plain, SilenceCause::kNoAnswer},
        {"all are silent", with(plain, [](auto& f) { f.silent = 10; }), SilenceCause::kSiteUnreachable},
        {"both of two are silent", with(plain, [](auto& f) { f.known = f.silent = 2; }), SilenceCause::kNoAnswer},
        {"all are silent, this one refuses",
         with(plain,
              [](auto& f) {
                  f.silent = 10;
                  f.failure = PollFailure::kAccessRefused;
              }),
         SilenceCause::kAccessRefused},
        {"at night", night, SilenceCause::kUsuallyOff},
        {"at night, all", with(night, [](auto& f) { f.silent = 10; }), SilenceCause::kUsuallyOff},
        {"at night, gone from the network", with(night, [](auto& f) { f.failure = PollFailure::kHostUnreachable; }),
         SilenceCause::kUsuallyOff},
        {"at night, refusing", with(night, [](auto& f) { f.failure = PollFailure::kAccessRefused; }),
         SilenceCause::kAccessRefused},
        {"still at noon", with(night, [](auto& f) { f.now += hours(14); }), SilenceCause::kNoAnswer},
    };
    for (const auto& [what, facts, cause] : cases) EXPECT_EQ(DecideCause(facts), cause) << what;
}

TEST(UsualHours, AreLearnedFromThreeOfFourWeeks) {
    EXPECT_TRUE(LearnUsuallyOff(OfficeHours(1), kMonday, kMonday + days(7)).none()) << "one week is no custom";
    const auto off = LearnUsuallyOff(OfficeHours(4), kMonday, kMonday + days(28));
    EXPECT_TRUE(off[22]);           // Monday evening
    EXPECT_FALSE(off[24 + 10]);     // Tuesday morning
    EXPECT_TRUE(off[5 * 24 + 12]);  // Saturday noon
    EXPECT_FALSE(off[18]);          // it answers at its beginning
    auto once_more = OfficeHours(4);
    once_more.push_back({kMonday + hours(9), kMonday + hours(17)});
    EXPECT_EQ(LearnUsuallyOff(once_more, kMonday, kMonday + days(28)), off) << "one day of repair is no custom";
}

TEST(UsualHours, CountOnlyWhileTheSilenceIsWithinThem) {
    const auto off = LearnUsuallyOff(OfficeHours(4), kMonday, kMonday + days(28));
    const auto friday = kMonday + days(32) + hours(18);
    EXPECT_TRUE(IsUsual(off, friday, friday + minutes(40)));
    EXPECT_TRUE(IsUsual(off, friday, friday + hours(40)));
    EXPECT_FALSE(IsUsual(off, friday, friday + hours(24 * 2 + 16))) << "Monday, ten o'clock";
    EXPECT_FALSE(IsUsual(off, friday - hours(6), friday + hours(3))) << "silent since noon";
    EXPECT_FALSE(IsUsual(off, friday, friday - hours(1)));
    EXPECT_FALSE(IsUsual({}, friday, friday + hours(3)));
    EXPECT_FALSE(IsUsual(WeekHours().set(), friday, friday + days(400))) << "bounded, whatever is stored";
}

}  // namespace
}  // namespace reachability
