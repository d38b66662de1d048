#include "server/replenishment/due.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "server/replenishment/engine.hpp"

namespace replenishment {
namespace {

constexpr DayNumber kMonday = 20'605;  // 2026-06-01

// One supply whose consumption is as it is expected, day by day.
struct Steady {
    Engine engine;
    DayNumber today = kMonday;
    double level = 100;
    double a_day;
    std::vector<Decision> decisions;

    Steady(Profile profile, double percent_a_day)
        : engine(profile, {}, {}), a_day(percent_a_day) {
        SupplyState state;
        state.gauge.seen_on = kMonday - 1;
        state.gauge.level = 100;
        state.gauge.raw = 100;
        const auto rate = static_cast<float>(percent_a_day);
        state.rate = {.mean = rate, .fast = rate, .slow = rate, .variance = 0.3F, .weight = 150};
        SupplySpec spec;
        spec.gauge = {.step = 1, .yield_pages = 10'000};
        engine.AddSupply(engine.AddPrinter(engine.AddSite()), spec, state);
    }
    const Decision& Decide() {
        decisions = engine.Decide(today);
        engine.LookAhead(today, decisions);
        return decisions[0];
    }
    void Pass() {
        ++today;
        level -= WeekdayOf(today) < 5 ? a_day : 0;
        const SupplyReading reading{.raw = static_cast<int>(std::ceil(level))};
        engine.Read(0, today, {}, {&reading, 1});
    }
};

TEST(Due, TheDateIsTheDayOnWhichTheDecisionItselfOrders) {  // ASR-10
    for (const Profile profile : {Profile::kPublished, Profile::kBalanced}) {
        for (const double a_day : {1.0, 2.0, 4.0}) {
            Steady supply(profile, a_day);
            const DayNumber told = supply.today + supply.Decide().due_in_days;
            ASSERT_EQ(supply.decisions[0].verdict, Verdict::kNoOrder);
            DayNumber ordered = 0;
            for (int day = 0; day < 150 && ordered == 0; ++day) {
                supply.Pass();
                const Decision& decision = supply.Decide();
                if (decision.verdict == Verdict::kOrder) ordered = supply.today;
                EXPECT_GE(decision.due_in_days, 1);
            }
            EXPECT_NEAR(ordered, told, 4) << "profile " << static_cast<int>(profile) << ", "
                                          << a_day << " a day";
        }
    }
}

TEST(Due, WhatWasOrderedCountsForTheNextDate) {
    Steady supply(Profile::kPublished, 3);
    while (supply.Decide().verdict != Verdict::kOrder) supply.Pass();
    EXPECT_GT(supply.decisions[0].due_in_days, 15) << "a whole cartridge more";
}

TEST(Due, NothingIsDueWhereNothingIsUsed) {
    Steady supply(Profile::kPublished, 0.005);
    EXPECT_EQ(supply.Decide().due_in_days, Later::kMostDays);
}

TEST(Due, AMoveIsExplainedByWhatMovedItMost) {  // ASR-15
    const DueBasis before{.percent = 50, .daily_percent = 1, .cartridges = 1};
    EXPECT_EQ(WhyMoved(before, {49, 1.5, 1}, 1, false, true), Moved::kConsumptionRose);
    EXPECT_EQ(WhyMoved(before, {49, 0.8, 1}, 1, false, false), Moved::kConsumptionFell);
    EXPECT_EQ(WhyMoved(before, {40, 1, 1}, 1, false, true), Moved::kLevelLower);
    EXPECT_EQ(WhyMoved(before, {50, 1, 1}, 3, false, false), Moved::kLevelHigher);
    EXPECT_EQ(WhyMoved(before, {49, 1, 0}, 1, false, true), Moved::kStockLower);
    EXPECT_EQ(WhyMoved(before, {49, 1, 2}, 1, false, false), Moved::kStockHigher);
    EXPECT_EQ(WhyMoved(before, {49, 1, 1}, 1, false, true), Moved::kEstimate);
    // A cartridge that was put in with half of the old one left: that is less than expected.
    EXPECT_EQ(WhyMoved(before, {99, 1, 0}, 1, true, true), Moved::kLevelLower);
}

}  // namespace
}  // namespace replenishment
