#include "lib/replenishment/gauge_evidence.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace replenishment {
namespace {

GaugeSpec After(const std::vector<int>& levels, double known = 0) {
    GaugeEvidence evidence;
    for (const int raw : levels) AddEvidence(evidence, raw);
    return SpecFromEvidence(evidence, {.step = known, .yield_pages = 5'000});
}

TEST(GaugeEvidence, LearnsTheStepFromTheLevels) {
    EXPECT_EQ(After({100, 90, 90, 80, 70}).step, 10);
    EXPECT_EQ(After({75, 50, 25, 100}).step, 25);
    EXPECT_EQ(After({100, 90, 80}).step, 1) << "too few to tell";
    EXPECT_EQ(After({100, 90, 80, 70, 63}).step, 1);
    EXPECT_EQ(After({100, -2, 200, -1, 90, 80, 70}).step, 10) << "what is no level says nothing";
    EXPECT_EQ(After({100, 90, 80, 70}).yield_pages, 5'000);
}

TEST(GaugeEvidence, KnowsGaugesOfThreeStages) {
    EXPECT_EQ(After({100, 100, 10, 1}).kind, GaugeKind::kThreeStage);
    EXPECT_EQ(After({100, 10, 100}).kind, GaugeKind::kThreeStage);
    EXPECT_EQ(After({100, 10}).kind, GaugeKind::kSteps);
    EXPECT_EQ(After({100, 10, 1, 60}).kind, GaugeKind::kSteps);
}

TEST(GaugeEvidence, KnowsGaugesThatSaySome) {
    EXPECT_EQ(After({-3, -3}).kind, GaugeKind::kSomeRemaining);
    EXPECT_EQ(After({-3, 10, 5}).kind, GaugeKind::kSomeRemaining);
    EXPECT_EQ(After({-3, 5, -3, 20}).kind, GaugeKind::kSomeRemaining);
}

TEST(GaugeEvidence, APercentGaugeThatOnceSaysSomeStaysOne) {  // ASR-15
    EXPECT_EQ(After({80, 79, -3, 79}).kind, GaugeKind::kSteps);
    EXPECT_EQ(After({80, 79, -3}).kind, GaugeKind::kSteps) << "also on that day";
    EXPECT_EQ(After({-3, 80}).kind, GaugeKind::kSteps) << "said when it was switched on";
    EXPECT_EQ(After({100, 90, -3, 80, -3, 70}).step, 10);
}

TEST(GaugeEvidence, WhatIsToldCounts) {
    EXPECT_EQ(After({100, 90, 80, 70}, 5).step, 5);
    EXPECT_EQ(After({-3}, 5).kind, GaugeKind::kSteps);
}

}  // namespace
}  // namespace replenishment
