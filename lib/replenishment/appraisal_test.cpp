#include "lib/replenishment/appraisal.hpp"

#include <gtest/gtest.h>

#include <array>
#include <numeric>

namespace replenishment {
namespace {

constexpr DayNumber kToday = 20'605;
const Method kMethod;

// Every day is a working day, so that days and percent are the same numbers at a rate of 1. Deliveries take 3, 5, 8
// and 19 days.
Ahead EveryDay() {
    static const auto kSums = [] {
        std::array<double, Ahead::kHorizon + 1> sums{};
        std::iota(sums.begin(), sums.end(), 0);
        return sums;
    }();
    return {.today = kToday, .sums = kSums, .deliveries = {{{3, 0.35}, {5, 0.40}, {8, 0.21}, {19, 0.04}}}};
}

// Nothing is uncertain.
Outlook Sure(double position, double rate = 1) {
    return {.level = std::min(position, 100.0),
            .position = position,
            .demand = {.rate = rate, .day_variance = 1e-6, .rate_doubt = 1e-4}};
}

Decision Decide(Profile profile, const Outlook& outlook, const ShelfBook& book = {}, const Rule& rule = {}) {
    Decision decision;
    Forecast(outlook, EveryDay(), kMethod, decision);
    Appraise(profile, rule, kMethod, outlook, book, EveryDay(), decision);
    return decision;
}

Decision Published(const Outlook& outlook, const ShelfBook& book = {}, const Rule& rule = {}) {
    return Decide(Profile::kPublished, outlook, book, rule);
}
Decision Balanced(const Outlook& outlook, const ShelfBook& book = {}) {
    return Decide(Profile::kBalanced, outlook, book);
}

// ---- days left (ASR-10)

TEST(Forecast, SaysHowLongTheCartridgeLasts) {
    const Decision decision = Balanced(Sure(50));
    EXPECT_EQ(decision.q50, 51) << "and a percent that is usually in it beyond its end";
    EXPECT_NEAR(decision.q10, 51, 1);
    EXPECT_NEAR(decision.q90, 51, 1);
    EXPECT_DOUBLE_EQ(decision.daily_percent, 1);
    EXPECT_DOUBLE_EQ(decision.lasts_days, 50);
}

TEST(Forecast, CountsDownAsLongAsItIsAboutRight) {
    Outlook outlook = Sure(50);
    outlook.demand = {.rate = 1, .day_variance = 2, .rate_doubt = 0.2};
    Decision fresh = Balanced(outlook);
    fresh.forecast = true;
    const auto held = [&](double told) {
        Decision decision = fresh;
        HoldSteady(decision, told);
        EXPECT_EQ(decision.verdict, fresh.verdict);
        EXPECT_DOUBLE_EQ(decision.lasts_days, fresh.lasts_days);
        return decision.q50;
    };
    EXPECT_EQ(held(fresh.q50 + 4), fresh.q50 + 4);
    EXPECT_EQ(held(fresh.q50 - 4), fresh.q50 - 4);
    EXPECT_EQ(held(fresh.q50 + 8), fresh.q50) << "more than a tenth of it is news";
    EXPECT_EQ(held(fresh.q50 - 8), fresh.q50);
    Decision sure = Balanced(Sure(50));
    sure.forecast = true;
    HoldSteady(sure, sure.q50 + 4);
    EXPECT_EQ(sure.q50, 51) << "never outside the range that is shown beside it";
    Decision unknown;
    HoldSteady(unknown, 0);
    EXPECT_EQ(unknown.q50, 0);
}

TEST(Forecast, TheShelfLastsButNotInThePrinter) {
    Outlook outlook = Sure(250);
    outlook.level = 50;
    const Decision decision = Balanced(outlook);
    EXPECT_EQ(decision.q50, 51);
    EXPECT_DOUBLE_EQ(decision.lasts_days, 250);
}

TEST(Forecast, DoubtMakesTheRangeWider) {
    Outlook outlook = Sure(50);
    outlook.demand = {.rate = 1, .day_variance = 2, .rate_doubt = 0.2};
    const Decision decision = Balanced(outlook);
    EXPECT_EQ(decision.q50, 51);
    // The first days on which the 90 % quantile of what is used reaches 51 percent, and its 21 % quantile.
    const Demand& demand = outlook.demand;
    EXPECT_GE(demand.Quantile(kMethod.z10, decision.q10, decision.q10), 51);
    EXPECT_LT(demand.Quantile(kMethod.z10, decision.q10 - 1, decision.q10 - 1), 51);
    EXPECT_GE(demand.Quantile(-kMethod.z90, decision.q90, decision.q90), 51);
    EXPECT_LT(demand.Quantile(-kMethod.z90, decision.q90 - 1, decision.q90 - 1), 51);
    EXPECT_LT(decision.q10, 42);
    EXPECT_GT(decision.q90, 60);
}

TEST(Forecast, GoesBeyondItsTableAndNoFurtherThan400Days) {
    EXPECT_NEAR(Balanced(Sure(99, 0.5)).q50, 200, 0.01) << "100 percent at a half a day";
    EXPECT_EQ(Balanced(Sure(99, 0.1)).q50, 400);
    EXPECT_EQ(Balanced(Sure(99, 0.1)).lasts_days, 400);
    const Decision idle = Balanced(Sure(99, 0));
    EXPECT_EQ(idle.q10, 400);
    EXPECT_EQ(idle.q90, 400);
    EXPECT_EQ(idle.lasts_days, 400);
}

TEST(Forecast, AnEmptyCartridgeLastsADay) {
    EXPECT_EQ(Balanced(Sure(0)).q50, 1);
    EXPECT_EQ(Balanced(Sure(0)).lasts_days, 0);
}

// ---- the published rule (ASR-4 .. ASR-6)

TEST(Published, OrdersWhatLastsTwentyOneDays) {  // ASR-4
    const Decision due = Published(Sure(21));
    EXPECT_EQ(due.verdict, Verdict::kOrder);
    EXPECT_EQ(due.why, Why::kDue);
    EXPECT_EQ(due.trigger_days, 21);
    EXPECT_EQ(due.due_in_days, 0);
    EXPECT_EQ(due.risk, 1 * 0.0) << "nothing is uncertain";
    EXPECT_NE(Published(Sure(21.1)).verdict, Verdict::kOrder);
    EXPECT_EQ(Published(Sure(84, 4)).verdict, Verdict::kOrder) << "by days, not by percent";
    EXPECT_NE(Published(Sure(84.1, 4)).verdict, Verdict::kOrder);
}

TEST(Published, WhatIsDueWithinFortyFiveDaysJoins) {  // ASR-6
    EXPECT_EQ(Published(Sure(22)).verdict, Verdict::kJoin);
    EXPECT_EQ(Published(Sure(45)).verdict, Verdict::kJoin);
    const Decision later = Published(Sure(46));
    EXPECT_EQ(later.verdict, Verdict::kNoOrder);
    EXPECT_EQ(later.why, Why::kEnough);
    EXPECT_EQ(later.quantity, 0);
    EXPECT_EQ(later.due_in_days, 25);
}

// A job that takes as much as there is may come on any day.
Outlook Doubtful(double position) {
    Outlook outlook = Sure(position);
    outlook.demand.burst_rate = 0.004;
    outlook.demand.burst_size = 50;
    return outlook;
}

TEST(Published, NoRiskMovesWhatIsNotDueWithinFortyFiveDays) {  // ASR-6
    // Twenty-one days and forty-five.
    EXPECT_EQ(Published(Doubtful(66)).verdict, Verdict::kJoin) << "waiting is a risk";
    EXPECT_EQ(Published(Doubtful(67)).verdict, Verdict::kNoOrder);
    EXPECT_EQ(Published(Doubtful(67)).why, Why::kEnough);
    EXPECT_EQ(Published(Doubtful(67)).quantity, 0);
    const Rule longer{.join_days = 60};
    EXPECT_EQ(Published(Doubtful(67), {}, longer).verdict, Verdict::kJoin) << "a setting";
}

TEST(Published, CoversThirtyDaysInWholeCartridges) {  // ASR-5
    EXPECT_EQ(Published(Sure(0)).quantity, 1) << "30 percent";
    EXPECT_EQ(Published(Sure(0, 3.3)).quantity, 1) << "99 percent";
    EXPECT_EQ(Published(Sure(0, 3.4)).quantity, 2) << "102 percent";
    EXPECT_EQ(Published(Sure(0, 8)).quantity, 3) << "240 percent";
    EXPECT_EQ(Published(Sure(0, 100)).quantity, 12) << "never more";
    EXPECT_EQ(Published(Sure(0)).cover_days, 30);
}

TEST(Published, TheThreeNumbersAreSettings) {
    const Rule rule{.order_days = 10, .cover_days = 150, .join_days = 15};
    EXPECT_EQ(Published(Sure(10), {}, rule).verdict, Verdict::kOrder);
    EXPECT_EQ(Published(Sure(10), {}, rule).quantity, 2) << "the table ends at 129 days";
    EXPECT_NE(Published(Sure(10.1), {}, rule).verdict, Verdict::kOrder);
    EXPECT_EQ(Published(Sure(15), {}, rule).verdict, Verdict::kJoin);
}

// In use for years, or found a few weeks ago; by people who print every day the same, or not.
Outlook SeenFor(double working_days, Outlook outlook, double variance = 1) {
    outlook.seen_weight = working_days;
    outlook.seen_variance = variance;
    return outlook;
}

TEST(Published, WhatIsHardlyKnownGetsNoCartridgeThatItNeedsAPartOf) {  // ASR-5
    EXPECT_EQ(Published(SeenFor(20, Sure(84, 4))).quantity, 1) << "120 percent, hardly known";
    EXPECT_EQ(Published(SeenFor(20, Sure(0, 8))).quantity, 2) << "240 percent";
    EXPECT_EQ(Published(SeenFor(150, Sure(84, 4))).quantity, 2);
    EXPECT_EQ(Published(SeenFor(20, Sure(84, 4), 0.4)).quantity, 1) << "however evenly";
    EXPECT_EQ(Published(SeenFor(20, Sure(21))).verdict, Verdict::kOrder) << "the days are the same";
    EXPECT_EQ(Published(SeenFor(20, Sure(45))).verdict, Verdict::kJoin);
    EXPECT_EQ(Published(SeenFor(20, Sure(46))).verdict, Verdict::kNoOrder);
}

TEST(Published, ARiskOrdersEarlierForWhatIsHardlyKnownNotForWhatIsUsedEvenly) {  // ASR-4
    const Outlook outlook = Doubtful(40);
    EXPECT_EQ(Published(SeenFor(20, outlook)).why, Why::kDueByRisk);
    EXPECT_EQ(Published(SeenFor(20, outlook, 0.4)).verdict, Verdict::kJoin);
}

TEST(Published, WhatIsWellKnownJoinsIfItsRiskMakesItDueWithinFortyFiveDays) {  // ASR-6
    // 72 days on average; after 45 of them 27 percent are left, which a job may take.
    Outlook outlook = Doubtful(72);
    outlook.demand.burst_rate = 0.01;
    EXPECT_EQ(Published(SeenFor(200, outlook)).verdict, Verdict::kJoin);
    EXPECT_EQ(Published(SeenFor(139, outlook)).verdict, Verdict::kNoOrder) << "not known yet";
    outlook.demand.burst_rate = 0.002;
    EXPECT_EQ(Published(SeenFor(200, outlook)).verdict, Verdict::kNoOrder) << "hardly a risk";
    // Twice as much as usual may be used within the 45 days: then little is left.
    outlook.demand.rate_doubt = 0.3;
    EXPECT_EQ(Published(SeenFor(200, outlook)).verdict, Verdict::kJoin);
}

TEST(AnyProfile, ARiskAloneOrdersNothingWhilePlentyIsLeft) {
    for (const Profile profile : {Profile::kPublished, Profile::kBalanced}) {
        const auto of = [&](double level, double position) {
            Outlook outlook = SeenFor(20, Sure(position));
            outlook.level = level;
            outlook.demand.burst_rate = 0.03;
            outlook.demand.burst_size = 200;
            outlook.demand.burst_variance = 10;
            return Decide(profile, outlook).verdict;
        };
        EXPECT_EQ(of(69, 69), Verdict::kOrder);
        EXPECT_NE(of(71, 71), Verdict::kOrder);
        EXPECT_EQ(of(49, 82), Verdict::kOrder);
        EXPECT_NE(of(51, 82), Verdict::kOrder) << "with something on the shelf";
    }
}

TEST(Published, IsEarlierWhereTheLeadTimeAsksForIt) {  // ASR-4
    // Ten days more than the usual five: what is there must last for that and for ten days of safety.
    const auto with_lead = [](double position) {
        Outlook outlook = Sure(position);
        outlook.extra_lead_days = 10;
        return Published(outlook);
    };
    EXPECT_EQ(with_lead(25).verdict, Verdict::kOrder);
    EXPECT_EQ(with_lead(25).why, Why::kDueByLeadTime);
    EXPECT_EQ(with_lead(25).trigger_days, 25);
    EXPECT_EQ(Published(Sure(25)).verdict, Verdict::kJoin) << "without it";

    Outlook little = Sure(21.5);
    little.extra_lead_days = 2;
    EXPECT_EQ(Published(little).trigger_days, 21) << "two days are within the rule";
}

TEST(Published, IsEarlierWhereItMayRunOut) {  // ASR-4
    Outlook outlook = Sure(23);
    outlook.demand.day_variance = 30;
    outlook.demand.rate_doubt = 0.4;
    const Decision decision = Published(outlook);
    EXPECT_EQ(decision.verdict, Verdict::kOrder);
    EXPECT_EQ(decision.why, Why::kDueByRisk);
    EXPECT_GT(decision.risk, kMethod.published_must_risk);
    EXPECT_EQ(Published(Sure(23)).verdict, Verdict::kJoin) << "for sure it lasts";
}

TEST(Published, WhatIsOnItsWayCounts) {  // ASR-7
    const Decision decision = Published(Sure(110), {.transit = 1});
    EXPECT_EQ(decision.verdict, Verdict::kNoOrder);
    EXPECT_EQ(decision.why, Why::kOnItsWay);
}

// ---- the risk

TEST(Risk, IsTakenOverAllDeliveries) {
    const Ahead ahead = EveryDay();
    EXPECT_NEAR(Risk(Sure(2.5), {}, ahead, 0), 1, 1e-9);
    EXPECT_NEAR(Risk(Sure(4), {}, ahead, 0), 0.65, 1e-9) << "one in three comes before";
    EXPECT_NEAR(Risk(Sure(7), {}, ahead, 0), 0.25, 1e-9);
    EXPECT_NEAR(Risk(Sure(18), {}, ahead, 0), 0.04, 1e-9) << "a back order";
    EXPECT_NEAR(Risk(Sure(20), {}, ahead, 0), 0, 1e-9);
    EXPECT_NEAR(Risk(Sure(20), {}, ahead, 14), 0.25, 1e-9) << "ordered two weeks later";
    Outlook slow = Sure(20);
    slow.extra_lead_days = 14;
    EXPECT_NEAR(Risk(slow, {}, ahead, 0), 0.25, 1e-9) << "the same by its lead time";
}

TEST(Risk, BeyondTheTableItIsTheTables) {
    EXPECT_NEAR(Risk(Sure(128), {}, EveryDay(), 1'000), 1, 1e-9);
    EXPECT_NEAR(Risk(Sure(130), {}, EveryDay(), 1'000), 0, 1e-9);
}

TEST(Risk, ABackOrderDoesNotHelpBeforeItComes) {  // ASR-7
    const Ahead ahead = EveryDay();
    // Eleven percent in the printer and a cartridge on back order.
    ShelfBook book{.transit = 1};
    EXPECT_NEAR(Risk(Sure(111), book, ahead, 0), 0, 1e-9);
    book.BackOrder(1, kToday + 60);
    EXPECT_NEAR(Risk(Sure(111), book, ahead, 0), 0.04, 1e-9);
    EXPECT_NEAR(Risk(Sure(111), book, ahead, 7), 0.65, 1e-9) << "the quickest comes on day 10";
    book = {.transit = 1, .late = 1, .late_until = kToday + 19};
    EXPECT_NEAR(Risk(Sure(111), book, ahead, 0), 0, 1e-9) << "it comes with the slowest";
}

// ---- balanced

TEST(Balanced, OrdersWhatMayRunOutBeforeADelivery) {
    const Decision decision = Balanced(Sure(18));
    EXPECT_EQ(decision.verdict, Verdict::kOrder);
    EXPECT_EQ(decision.why, Why::kDueByRisk);
    EXPECT_NEAR(decision.risk, 0.04, 1e-9);
    EXPECT_EQ(decision.trigger_days, 19) << "until a delivery is almost surely there";
    EXPECT_EQ(decision.cover_days, 60);
}

TEST(Balanced, WhatCannotWaitForTheNextShipmentJoins) {
    // In 20 days deliveries would take 23, 25, 28 and 39 days from now.
    EXPECT_EQ(Balanced(Sure(20)).verdict, Verdict::kJoin);
    EXPECT_EQ(Balanced(Sure(38)).verdict, Verdict::kJoin) << "four in a hundred are too many";
    EXPECT_EQ(Balanced(Sure(20)).why, Why::kLearning) << "the engine says why, with its site";
    const Decision enough = Balanced(Sure(40));
    EXPECT_EQ(enough.verdict, Verdict::kNoOrder);
    EXPECT_EQ(enough.why, Why::kEnough);
    EXPECT_EQ(enough.due_in_days, 15) << "40 less the usual delivery and the wait";
}

TEST(Balanced, TheRuleOfTwentyOneDaysIsNotIts) {
    EXPECT_EQ(Published(Sure(21)).verdict, Verdict::kOrder);
    EXPECT_EQ(Balanced(Sure(21)).verdict, Verdict::kJoin);
}

TEST(Balanced, NothingJoinsThatSurelyLastsBeyondTheNextShipment) {  // ASR-6
    // A usual delivery, the next shipment and what an order covers: 5 + 45 + 60 days. Bursts alone
    // would have it travel along.
    const auto rare = [](double position) {
        Outlook outlook = Sure(position, 0.5);
        outlook.demand.burst_rate = 0.0015;
        outlook.demand.burst_size = 100;
        return outlook;
    };
    const Decision near = Balanced(rare(41));
    EXPECT_EQ(near.verdict, Verdict::kJoin);
    EXPECT_EQ(near.reach_days, 110);
    EXPECT_NEAR(near.surely_days, 84, 1);
    EXPECT_EQ(Balanced(rare(58)).verdict, Verdict::kNoOrder) << "116 days";
    EXPECT_EQ(Balanced(SeenFor(20, rare(41))).verdict, Verdict::kNoOrder)
        << "5 + 45 + 22 days, as long as it is hardly known";
    EXPECT_EQ(Balanced(SeenFor(20, rare(33))).verdict, Verdict::kJoin);
}

TEST(Balanced, OrdersForFewerDaysWhatIsHardlyKnown) {
    EXPECT_EQ(Balanced(SeenFor(20, Sure(0, 5))).quantity, 2) << "22 days at 5 percent";
    EXPECT_EQ(Balanced(SeenFor(90, Sure(0, 4))).cover_days, 22);
    EXPECT_EQ(Balanced(SeenFor(115, Sure(0, 4))).cover_days, 41);
    EXPECT_EQ(Balanced(SeenFor(140, Sure(0, 4))).cover_days, 60);
    EXPECT_EQ(Balanced(Sure(0, 4)).quantity, 3);
}

TEST(Balanced, DoubtOrdersEarlier) {
    Outlook outlook = Sure(30);
    outlook.demand.day_variance = 30;
    outlook.demand.rate_doubt = 0.4;
    EXPECT_EQ(Balanced(outlook).verdict, Verdict::kOrder);
    EXPECT_EQ(Balanced(Sure(30)).verdict, Verdict::kJoin);
}

TEST(Balanced, TakesOffWhatIsThereAnyway) {
    // Sixty days at 4 percent are 240; what is there beyond the 25 days of a delivery and its wait is spare.
    EXPECT_EQ(Balanced(Sure(90, 4)).quantity, 3);
    EXPECT_EQ(Balanced(Sure(139, 4)).quantity, 3) << "39 spare";
    EXPECT_EQ(Balanced(Sure(141, 4)).quantity, 2) << "41 spare";
    EXPECT_EQ(Balanced(Sure(0, 0.01)).quantity, 1) << "never less than a cartridge";
    EXPECT_EQ(Balanced(Sure(0, 100)).quantity, 12);
}

TEST(Balanced, ABackOrderThatComesTooLateIsNamed) {  // ASR-7
    ShelfBook book{.transit = 1};
    EXPECT_EQ(Balanced(Sure(110), book).why, Why::kOnItsWay);
    book.BackOrder(1, kToday + 60);
    const Decision decision = Balanced(Sure(110), book);
    EXPECT_EQ(decision.verdict, Verdict::kOrder);
    EXPECT_EQ(decision.why, Why::kBackOrder);
}

TEST(Balanced, NothingIsOrderedForWhatIsNotUsed) {
    for (const Profile profile : {Profile::kPublished, Profile::kBalanced}) {
        const Decision decision = Decide(profile, Sure(50, 0));
        EXPECT_EQ(decision.verdict, Verdict::kNoOrder);
        EXPECT_EQ(decision.why, Why::kEnough);
    }
}

}  // namespace
}  // namespace replenishment
