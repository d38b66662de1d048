#include "lib/replenishment/due.hpp"

#include <gtest/gtest.h>

#include "lib/replenishment/engine.hpp"

namespace replenishment {
namespace {

constexpr DayNumber kMonday = 20'605;  // 2026-06-01

// One supply that is not read any more: the engine carries it on as it expects it to be used.
struct Expected {
    Engine engine;
    DayNumber today = kMonday;
    BySupply<Decision> decisions;

    Expected(Profile profile, double level, double percent_a_day)
        : engine(profile, {}, {}, {}, {.silent_days = 1'000}) {
        SupplyState state;
        state.gauge.seen_on = kMonday;
        state.gauge.level = static_cast<float>(level);
        state.gauge.raw = static_cast<std::int16_t>(level);
        const auto rate = static_cast<float>(percent_a_day);
        state.rate = {.mean = rate, .fast = rate, .slow = rate, .variance = 0.3F, .weight = 150};
        SupplySpec spec;
        spec.gauge = {.step = 1, .yield_pages = 10'000};
        engine.AddSupply(engine.AddPrinter(engine.AddSite()), spec, state);
    }
    const Decision& Decide() {
        decisions = engine.Decide(today);
        engine.SetDueDays(today, decisions);
        return decisions[0];
    }
};

TEST(Due, TheDateIsTheDayOnWhichTheDecisionItselfOrders) {  // ASR-10
    int compared = 0;
    for (const Profile profile : {Profile::kPublished, Profile::kBalanced}) {
        for (const double a_day : {1.0, 1.5, 2.0, 3.0, 4.0}) {
            for (int level = 30; level <= 100; level += 5) {
                Expected supply(profile, level, a_day);
                const DayNumber told = supply.today + supply.Decide().due_in_days;
                // The engine carries a level on for 30 days.
                if (supply.decisions[0].verdict != Verdict::kNoOrder || told > kMonday + 29) continue;
                DayNumber ordered = 0;
                while (ordered == 0 && supply.today <= told) {
                    ++supply.today;
                    const Decision& decision = supply.Decide();
                    EXPECT_GE(decision.due_in_days, 1);
                    if (decision.verdict == Verdict::kOrder) {
                        ordered = supply.today;
                    } else {
                        EXPECT_EQ(supply.today + decision.due_in_days, told) << "it stays";
                    }
                }
                EXPECT_EQ(ordered, told) << "profile " << static_cast<int>(profile) << ", " << a_day << " a day from "
                                         << level;
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 20);
}

TEST(Due, WhatWasOrderedCountsForTheNextDate) {
    Expected supply(Profile::kPublished, 60, 3);
    while (supply.Decide().verdict != Verdict::kOrder) ++supply.today;
    EXPECT_GT(supply.decisions[0].due_in_days, 15) << "a whole cartridge more";
}

TEST(Due, NothingIsDueWhereNothingIsUsed) {
    Expected supply(Profile::kPublished, 100, 0.005);
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
