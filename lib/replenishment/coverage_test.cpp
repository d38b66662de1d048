#include "lib/replenishment/coverage.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace replenishment {
namespace {

constexpr double kYield = 5'000;  // pages: by the book 0.02 % a page

// From 100 % down in spans, at so many percent a page.
Coverage After(int crossings, double percent_per_page, double span = 10, double step = 1) {
    Coverage coverage;
    Restart(coverage, 100);
    for (int i = 1; i <= crossings; ++i) {
        coverage.pages = static_cast<float>(span / percent_per_page);
        Cross(coverage, kYield, step, 100 - span * i);
    }
    return coverage;
}

TEST(Coverage, StartsWithTheYield) {
    EXPECT_DOUBLE_EQ(PercentPerPage({}, kYield), 0.02);
    EXPECT_DOUBLE_EQ(PercentPerPage({}, 100), 1);
}

TEST(Coverage, OneCrossingGoesAboutHalfTheWay) {
    const Coverage coverage = After(1, 0.03);
    // Gain doubt / (doubt + noise); noise: 0.4 of a step in ten percent, habits, and the span.
    const double gain = 0.06 / (0.06 + 0.04 * 0.04 + 0.02 + 0.03);
    EXPECT_NEAR(coverage.log_ratio, gain * std::log(1.5), 1e-5);
    EXPECT_NEAR(coverage.doubt, 0.06 * (1 - gain) + 0.0005, 1e-6);
}

TEST(Coverage, LearnsWithinAFewCrossings) {
    EXPECT_NEAR(PercentPerPage(After(5, 0.03), kYield), 0.03, 0.002);
    EXPECT_NEAR(PercentPerPage(After(5, 0.012), kYield), 0.012, 0.001);
    EXPECT_NEAR(PercentPerPage(After(9, 0.02), kYield), 0.02, 1e-6) << "nothing to learn";
}

TEST(Coverage, DoubtShrinksWithEachCrossing) {
    double doubt = Coverage{}.doubt;
    for (int crossings = 1; crossings <= 8; ++crossings) {
        const double now = After(crossings, 0.03).doubt;
        EXPECT_LT(now, doubt) << crossings;
        doubt = now;
    }
    EXPECT_LT(doubt, 0.01);
}

TEST(Coverage, LongSpansSayMoreAndCoarseStepsLess) {
    const double once = PercentPerPage(After(1, 0.03), kYield);
    EXPECT_GT(PercentPerPage(After(1, 0.03, 50), kYield), once);
    EXPECT_LT(PercentPerPage(After(1, 0.03, 10, 10), kYield), once);
}

TEST(Coverage, IgnoresAbsurdSpans) {  // ASR-15
    // Fifty times what a page takes, and a thirtieth of it: misreadings.
    for (const double absurd : {1.0, 0.0006}) {
        const Coverage coverage = After(3, absurd);
        EXPECT_EQ(coverage.log_ratio, 0) << absurd;
        EXPECT_FLOAT_EQ(coverage.doubt, 0.06F) << "and doubt never exceeds where it began";
        EXPECT_EQ(coverage.mark, 70) << "the next span starts here all the same";
        EXPECT_EQ(coverage.pages, 0);
    }
}

TEST(Coverage, ADoubtfulSpanLeavesWhatWasLearned) {
    Coverage coverage = After(5, 0.03);
    const float learned = coverage.log_ratio;
    coverage.pages = 1;
    Cross(coverage, kYield, 1, 10);
    EXPECT_EQ(coverage.log_ratio, learned);
}

TEST(Coverage, AShortSpanWaitsForMore) {
    Coverage coverage;
    Restart(coverage, 100);
    coverage.pages = 100;
    Cross(coverage, kYield, 1, 96);
    EXPECT_EQ(coverage.mark, 100);
    EXPECT_EQ(coverage.pages, 100);
    EXPECT_EQ(coverage.log_ratio, 0);
    coverage.pages = 10 / 0.03F;
    Cross(coverage, kYield, 1, 90);
    EXPECT_EQ(coverage, After(1, 0.03)) << "counted from 100 %, not from 96 %";
}

TEST(Coverage, WithoutPagesNothingIsLearned) {
    Coverage coverage;
    Restart(coverage, 100);
    Cross(coverage, kYield, 1, 50);
    EXPECT_EQ(coverage.log_ratio, 0);
    EXPECT_EQ(coverage.mark, 50);
}

TEST(Coverage, TheFirstCrossingOfACartridgeOnlyMarks) {
    Coverage coverage = After(3, 0.03);
    const Coverage before = coverage;
    Restart(coverage, -1);
    coverage.pages = 17;  // from an unknown level
    Cross(coverage, kYield, 1, 88);
    EXPECT_EQ(coverage.log_ratio, before.log_ratio);
    EXPECT_EQ(coverage.doubt, before.doubt);
    EXPECT_EQ(coverage.mark, 88);
    EXPECT_EQ(coverage.pages, 0);
}

}  // namespace
}  // namespace replenishment
