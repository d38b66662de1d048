#include "lib/replenishment/rate.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace replenishment {
namespace {

const Method kMethod;

RateStep Use(Rate& rate, double used, double weight = 1, double least_burst = 0.5) {
    return AddUse(rate, kMethod, used, weight, least_burst);
}

Rate After(int days, double used) {
    Rate rate;
    for (int day = 0; day < days; ++day) Use(rate, used);
    return rate;
}

TEST(Rate, TheFirstDayIsTheMean) {
    Rate rate;
    EXPECT_EQ(Use(rate, 10).weight, 1);
    EXPECT_EQ(rate.mean, 10);
    EXPECT_EQ(MeanOf(rate, kMethod), 10);
}

TEST(Rate, TheFirstDaysAreAPlainMean) {  // ASR-4
    Rate rate;
    Use(rate, 10);
    Use(rate, 20);
    EXPECT_NEAR(rate.mean, 15, 1e-5);
    Use(rate, 30);
    EXPECT_NEAR(rate.mean, 20, 1e-5);
    EXPECT_NEAR(rate.slow, 20, 1e-5);
    EXPECT_EQ(rate.weight, 3);
}

TEST(Rate, SteadyUseStaysWhatItIs) {
    const Rate rate = After(200, 10);
    EXPECT_NEAR(rate.mean, 10, 1e-4);
    EXPECT_NEAR(MeanOf(rate, kMethod), 10, 1e-4);
    EXPECT_LT(rate.variance, 0.05);
}

TEST(Rate, TheWeekendWaitsForMonday) {
    Rate rate = After(5, 10);
    EXPECT_EQ(Use(rate, 2, 0.25).weight, 0);
    EXPECT_EQ(Use(rate, 1, 0.2).weight, 0);
    EXPECT_NEAR(rate.mean, 10, 1e-5) << "nothing is taken in yet";
    EXPECT_NEAR(Use(rate, 11.5, 1).weight, 1.45, 1e-6);
    EXPECT_NEAR(rate.mean, 10, 1e-5) << "14.5 on 1.45 working days";
    EXPECT_EQ(rate.pending_weight, 0);
    EXPECT_EQ(rate.pending_used, 0);
}

TEST(Rate, DaysWithoutAnyWorkAddUpAtLast) {
    Rate rate = After(5, 10);
    int days = 1;
    while (days < 1'000 && Use(rate, 0, 0).weight == 0) ++days;
    EXPECT_NEAR(days, 45, 1) << "a day counts for 0.02 at least";
    EXPECT_LT(rate.mean, 10);
}

TEST(Rate, AnIdlePrinterDecays) {
    Rate rate = After(100, 10);
    for (int day = 0; day < 22; ++day) Use(rate, 0);
    EXPECT_NEAR(rate.mean, 5, 0.01) << "one half-life";
    EXPECT_NEAR(rate.slow, 10 * std::pow(1 - 1 / 122.0, 22), 0.2);
    for (int day = 0; day < 300; ++day) Use(rate, 0);
    EXPECT_LT(rate.mean, 0.001);
    EXPECT_LT(MeanOf(rate, kMethod), 0.6);
}

TEST(Rate, ABurstIsCut) {  // ASR-7, ASR-11
    Rate rate = After(100, 10);
    ASSERT_LT(rate.variance, 0.3);
    const double cap = 10 * (1 + 3.5 * std::sqrt(0.3)) + 0.5;
    const RateStep step = Use(rate, 200);
    EXPECT_NEAR(step.burst, 200 - cap, 1e-3);
    EXPECT_NEAR(step.excess, 190, 1e-3);
    EXPECT_NEAR(rate.mean, 10 + (1 - std::exp2(-1.0 / 22)) * (cap - 10), 1e-3);
    EXPECT_LT(MeanOf(rate, kMethod), 11.5) << "one day is no habit";
}

TEST(Rate, AnOrdinaryBusyDayIsNoBurst) {
    Rate rate = After(100, 10);
    const RateStep step = Use(rate, 25);
    EXPECT_EQ(step.burst, 0);
    EXPECT_EQ(step.excess, 0);
    // Half a percent of a cartridge is none, however idle the printer is.
    Rate idle = After(100, 0.01);
    EXPECT_EQ(Use(idle, 0.5).burst, 0);
    EXPECT_GT(Use(idle, 5).burst, 4);
}

TEST(Rate, ABurstOverTheWeekendIsCountedWhole) {
    Rate rate = After(100, 10);
    Use(rate, 100, 0.25);
    const RateStep step = Use(rate, 45, 1);
    EXPECT_NEAR(step.excess, 145 - 12.5, 1e-3);
}

TEST(Rate, AnotherRegimeIsNoticedBeforeTheMeanFollows) {  // ASR-7
    Rate rate = After(100, 10);
    for (int day = 0; day < 8; ++day) Use(rate, 25);
    // The mean has gone 22 % of the way, which the slow one would hold back; the fast one has gone 60 %.
    EXPECT_NEAR(rate.mean, 10 + 15 * (1 - std::exp2(-8.0 / 22)), 0.01);
    EXPECT_NEAR(rate.fast, 10 + 15 * (1 - std::exp2(-8.0 / 6)), 0.01);
    EXPECT_GT(MeanOf(rate, kMethod), rate.mean + 0.25 * (rate.slow - rate.mean) + 0.8);
    for (int day = 0; day < 60; ++day) Use(rate, 25);
    EXPECT_GT(MeanOf(rate, kMethod), 21);
    EXPECT_LT(MeanOf(rate, kMethod), 25);
}

TEST(Rate, ARegimeThatEndsIsNoticedToo) {
    Rate rate = After(100, 10);
    for (int day = 0; day < 10; ++day) Use(rate, 0);
    EXPECT_GT(rate.mean, 7);
    EXPECT_LT(MeanOf(rate, kMethod), 6);
}

TEST(Rate, OrdinaryNoiseIsNoRegime) {
    Rate rate;
    for (int day = 0; day < 200; ++day) {
        Use(rate, day % 2 == 0 ? 5 : 15);
        if (day > 60) {
            EXPECT_NEAR(MeanOf(rate, kMethod), 10, 0.4) << day;
        }
    }
    EXPECT_NEAR(rate.variance, 0.25, 0.05) << "five of ten, squared";
}

TEST(Rate, ComesBackToTheSlowMean) {
    const Rate rate{.mean = 8, .fast = 10, .slow = 16, .variance = 1, .weight = 100};
    EXPECT_NEAR(MeanOf(rate, kMethod), 8 + 0.25 * 8, 1e-5);
}

TEST(Rate, TheFastMeanCountsByHowFarItIsOff) {
    // Standard error sqrt(1.25 / 5) * 8 = 4.
    Rate rate{.mean = 8, .fast = 14, .slow = 8, .variance = 1.25F, .weight = 100};
    EXPECT_NEAR(MeanOf(rate, kMethod), 8, 1e-5) << "one and a half errors off: not yet";
    rate.fast = 18;
    EXPECT_NEAR(MeanOf(rate, kMethod), 8 + 0.6 * 0.5 * 10, 1e-5) << "two and a half: half";
    rate.fast = 28;
    EXPECT_NEAR(MeanOf(rate, kMethod), 8 + 0.6 * 20, 1e-5) << "five: fully";
    rate.weight = 10;
    EXPECT_NEAR(MeanOf(rate, kMethod), 8, 1e-5) << "too young to have a regime";
}

TEST(Rate, APrinterThatNobodyUsesAnyMoreIsNotActive) {
    const auto activity = [](float mean, float slow) {
        return Activity({.mean = mean, .slow = slow, .weight = 100}, kMethod);
    };
    EXPECT_EQ(Activity({}, kMethod), 1) << "nothing is known yet";
    EXPECT_EQ(activity(10, 10), 1);
    EXPECT_EQ(activity(30, 10), 1);
    EXPECT_NEAR(activity(2, 10), 1, 1e-6) << "a fifth is still some use";
    EXPECT_NEAR(activity(1, 10), 0.5, 1e-6);
    EXPECT_EQ(activity(0, 10), 0);
    EXPECT_EQ(activity(0, 0), 0);
}

TEST(Rate, IsNeverNegativeNorUnbounded) {
    Rate rate;
    for (int day = 0; day < 500; ++day) {
        Use(rate, day % 97 == 0 ? 1e7 : day % 3 == 0 ? 0 : 7, day % 7 == 5 ? 0 : 1);
        ASSERT_GE(MeanOf(rate, kMethod), 0);
        ASSERT_TRUE(std::isfinite(rate.mean) && std::isfinite(rate.variance)) << day;
        ASSERT_LE(rate.weight, 200);
    }
    EXPECT_LT(rate.mean, 50) << "a counter gone mad on some days";
}

}  // namespace
}  // namespace replenishment
