#include "lib/base/clock.hpp"

#include <gtest/gtest.h>

#include "lib/base/log.hpp"

// Clocks that are set while a program runs.
namespace base {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kStart = std::chrono::sys_days(std::chrono::year(2026) / 11 / 29) + hours(12);

class Jumps : public ::testing::Test {
  protected:
    Jumps() { log::SetLevel(log::Level::kCritical); }
    ~Jumps() override { log::SetLevel(log::Level::kInfo); }
    // How far the time that counts is from the true one when the machine's clock is `off` from it, at this time of running.
    Duration Off(Duration running, Duration off) {
        return guard_.Judge(kStart + running + off, running) - (kStart + running);
    }

    JumpGuard guard_;
};

TEST_F(Jumps, AClockThatGoesOnIsBelieved) {
    EXPECT_EQ(Off(seconds(0), seconds(0)), seconds(0));
    EXPECT_EQ(Off(hours(30), seconds(0)), seconds(0));
    EXPECT_FALSE(guard_.Current());
}

TEST_F(Jumps, ACorrectionOfMinutesCountsAtOnce) {
    Off(seconds(0), minutes(4));
    EXPECT_EQ(Off(seconds(1), seconds(0)), seconds(0));
    EXPECT_EQ(Off(seconds(2), minutes(-4)), minutes(-4));
    EXPECT_FALSE(guard_.Current());
}

TEST_F(Jumps, FourHundredDaysFor35SecondsDoNotCount) {
    for (const Duration jump : {Duration(days(400)), Duration(days(1)), Duration(days(-1)), Duration(minutes(6))}) {
        JumpGuard guard;
        guard.Judge(kStart, hours(1));
        for (int second = 1; second <= 35; ++second) {
            const Instant truth = kStart + seconds(second);
            EXPECT_EQ(guard.Judge(truth + jump, hours(1) + seconds(second)), truth) << jump.count();
        }
        ASSERT_TRUE(guard.Current());
        EXPECT_EQ(guard.Current()->by, jump);
        EXPECT_EQ(guard.Current()->since, seconds(34));
        EXPECT_EQ(guard.Judge(kStart + seconds(36), hours(1) + seconds(36)), kStart + seconds(36));
        EXPECT_FALSE(guard.Current());
    }
}

TEST_F(Jumps, The1970OfAMachineThatLostItsClockDoesNotCount) {
    guard_.Judge(kStart, hours(1));
    EXPECT_EQ(guard_.Judge(Instant(hours(3)), hours(2)), kStart + hours(1));
}

TEST_F(Jumps, WhatStaysForTenMinutesCounts) {
    Off(seconds(0), seconds(0));
    EXPECT_EQ(Off(minutes(1), days(3)), seconds(0));
    EXPECT_EQ(Off(minutes(10), days(3)), seconds(0));
    EXPECT_EQ(Off(minutes(11), days(3)), days(3));
    EXPECT_FALSE(guard_.Current());
    EXPECT_EQ(Off(minutes(12), days(3)), days(3));
}

// A clock that says something new each minute is never believed.
TEST_F(Jumps, ADifferentJumpBeginsAnew) {
    Off(seconds(0), seconds(0));
    for (int minute = 1; minute < 60; ++minute) {
        EXPECT_EQ(Off(minutes(minute), days(minute)), seconds(0)) << minute;
    }
}

// A box without a battery starts in 1970 and hears the time a little later.
TEST_F(Jumps, WhoCameUpWithoutAClockBelievesTheFirstTime) {
    EXPECT_EQ(guard_.Judge(Instant(seconds(20)), seconds(20)), Instant(seconds(20)));
    EXPECT_EQ(guard_.Judge(kStart, seconds(50)), kStart);
    EXPECT_EQ(guard_.Judge(kStart + days(400), seconds(60)), kStart + seconds(10));
}

// A machine that is switched on while its time server answers nonsense: what was written down says what is likely.
TEST_F(Jumps, WhoCameUpWithAWrongClockBelievesTheRightOne) {
    guard_.Judge(kStart + days(400), seconds(20));
    guard_.Know(kStart);
    EXPECT_EQ(guard_.Judge(kStart + seconds(55), seconds(55)), kStart + seconds(55));
    EXPECT_EQ(guard_.Judge(kStart + days(400), seconds(60)), kStart + seconds(60));
}

}  // namespace
}  // namespace base
