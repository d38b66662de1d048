#include "agent/poll/schedule.hpp"

#include <gtest/gtest.h>

namespace agent {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

// Pure: times are arguments.
class ScheduleTest : public testing::Test {
  protected:
    ScheduleTest() {
        SurveyResult found;
        found.reading.address = "10.0.0.7";
        schedule_.printers().Add(found, "v2c:public", now_);
        schedule_.Configure(hours(24), hours(24), true, now_);
    }
    KnownPrinter& printer() { return *schedule_.printers().Find("10.0.0.7:161"); }
    bool IsDue(base::Instant now) { return !schedule_.DuePolls(now, real_now_ + hours(1)).empty(); }
    void Polled(bool silent, base::Instant now) { schedule_.PollEnded(printer(), silent, now, real_now_); }

    base::Instant now_ = *base::ParseRfc3339("2026-03-02T08:00:00Z");
    Schedule::RealTime real_now_ = std::chrono::steady_clock::now();
    Schedule schedule_{{}, {}};
};

TEST_F(ScheduleTest, BeforeAConfigurationNothingIsDue) {
    Schedule schedule({}, now_);
    EXPECT_FALSE(schedule.IsSearchDue(now_ + hours(1000)));
    EXPECT_TRUE(schedule.DuePolls(now_ + hours(1000), real_now_).empty());
    EXPECT_EQ(schedule.NextDue(true), std::nullopt);
}

TEST_F(ScheduleTest, APollIsDueAfterItsIntervalHoweverLongTheLastOneTook) {
    EXPECT_TRUE(IsDue(now_));
    Polled(false, now_ + minutes(3));
    EXPECT_FALSE(IsDue(now_ + hours(24) - minutes(1)));
    EXPECT_TRUE(IsDue(now_ + hours(24)));
    Polled(false, now_ + hours(240));  // asleep for nine days: one poll, not nine
    EXPECT_FALSE(IsDue(now_ + hours(240) - minutes(1)));
}

TEST_F(ScheduleTest, ASilentPrinterIsAskedAgainWithinTheHour) {  // AGT-4
    Polled(true, now_);
    EXPECT_FALSE(IsDue(now_ + minutes(59)));
    EXPECT_TRUE(IsDue(now_ + hours(1)));
}

TEST_F(ScheduleTest, HoweverFastBusinessTimeRunsAPrinterHasAPause) {
    Polled(false, now_);
    EXPECT_TRUE(schedule_.DuePolls(now_ + hours(24), real_now_ + milliseconds(100)).empty());
    EXPECT_FALSE(schedule_.DuePolls(now_ + hours(24), real_now_ + milliseconds(200)).empty());
}

TEST_F(ScheduleTest, AClockThatIsSetBackSilencesNothing) {
    Polled(false, now_);
    schedule_.SearchEnded(now_, true);
    const auto back = now_ - hours(1000);
    EXPECT_FALSE(IsDue(back));
    EXPECT_TRUE(IsDue(back + hours(24)));
    EXPECT_FALSE(schedule_.IsSearchDue(back - hours(1)));
    EXPECT_TRUE(schedule_.IsSearchDue(back + hours(24)));
}

TEST_F(ScheduleTest, AReadingThatWasLostIsReadAgainInAMinute) {
    Polled(false, now_);
    Schedule::ReadingLost(printer(), now_);
    EXPECT_TRUE(IsDue(now_ + minutes(1)));
}

TEST_F(ScheduleTest, TheDailySearchComesRoundTheClock) {  // AGT-3
    schedule_.SearchEnded(now_, true);
    EXPECT_EQ(schedule_.next_search(), now_ + hours(19));
    schedule_.SearchEnded(now_, false);
    EXPECT_EQ(schedule_.next_search(), now_ + minutes(10));
    schedule_.Configure(hours(24), hours(3), false, now_);
    schedule_.SearchEnded(now_, true);
    EXPECT_EQ(schedule_.next_search(), now_ + hours(3));
}

TEST_F(ScheduleTest, AnotherSearchIsDueAtOnce) {  // AGT-2
    schedule_.SearchEnded(now_, true);
    schedule_.Configure(hours(24), hours(24), false, now_);
    EXPECT_FALSE(schedule_.IsSearchDue(now_));
    schedule_.Configure(hours(24), hours(24), true, now_);
    EXPECT_TRUE(schedule_.IsSearchDue(now_));
}

}  // namespace
}  // namespace agent
