#include <gtest/gtest.h>

#include "server/replenishment/decide.hpp"
#include "server/replenishment/estimator.hpp"

namespace replenishment {
namespace {

const base::Day kStart = *base::ParseDay("2026-06-01");

base::Day On(int day) {
    return kStart + std::chrono::days(day);
}

SupplyState After(std::initializer_list<double> levels, const std::string& serial = "") {
    SupplyState state;
    int day = 0;
    for (const double level : levels) Observe(state, {On(day++), level, serial});
    return state;
}

TEST(Estimator, AveragesTheDailyConsumption) {  // ASR-4
    const SupplyState state = After({100, 98, 97, 94});
    EXPECT_DOUBLE_EQ(*state.daily_percent, 2.0);
    EXPECT_EQ(state.observed_days, 3);
}

TEST(Estimator, AGapCountsAllItsDays) {  // ASR-15: offline
    SupplyState state = After({100});
    Observe(state, {On(10), 80.0, ""});
    EXPECT_DOUBLE_EQ(*state.daily_percent, 2.0);
    EXPECT_EQ(state.observed_days, 10);
}

TEST(Estimator, DoubledLateAndMissingReadingsChangeNothing) {  // ASR-15
    const SupplyState before = After({100, 98, 96});
    SupplyState state = before;
    EXPECT_EQ(Observe(state, {On(2), 96.0, ""}), Event::kNone);
    EXPECT_EQ(Observe(state, {On(1), 20.0, ""}), Event::kNone);
    EXPECT_EQ(Observe(state, {On(3), std::nullopt, ""}), Event::kNone);
    EXPECT_EQ(state, before);
}

TEST(Estimator, ARiseWithoutSerialNumberIsAReplacementAndTakesFromTheShelf) {  // ASR-12, ASR-15
    SupplyState state = After({10, 6});
    state.shelf = 1;
    EXPECT_EQ(Observe(state, {On(2), 100.0, ""}), Event::kReplaced);
    EXPECT_EQ(state.shelf, 0);
    EXPECT_DOUBLE_EQ(*state.daily_percent, 4.0) << "a swap is not consumption";
}

TEST(Estimator, TheSameSerialNumberIsARefillAndLeavesTheShelfAlone) {  // ASR-15
    SupplyState state = After({10, 6}, "CRG1");
    state.shelf = 1;
    EXPECT_EQ(Observe(state, {On(2), 100.0, "CRG1"}), Event::kRefilled);
    EXPECT_EQ(state.shelf, 1);
    EXPECT_EQ(Observe(state, {On(3), 99.0, "CRG2"}), Event::kReplaced);
    EXPECT_EQ(state.shelf, 0);
}

TEST(Estimator, ABouncingGaugeIsNotConsumption) {  // ASR-15
    const SupplyState state = After({50, 45, 50, 45, 50, 45, 50, 45});
    EXPECT_NEAR(*state.daily_percent, 5.0 / 7, 1e-9);
}

TEST(Estimator, ASwapBeforeTheDeliveryWasSaidIsTakenOffIt) {
    SupplyState state = After({5, 3});
    Observe(state, {.day = On(2), .percent = 100.0, .in_transit = 2});
    EXPECT_EQ(state.shelf, 0);
    EXPECT_EQ(state.early_replacements, 1);
    Deliver(state, 2);
    EXPECT_EQ(state.shelf, 1);
    EXPECT_EQ(state.early_replacements, 0);
}

TEST(Estimator, ASwapWithNothingOnItsWayIsTheCustomersOwnStock) {
    SupplyState state = After({5, 3});
    Observe(state, {.day = On(2), .percent = 100.0});
    Deliver(state, 1);
    EXPECT_EQ(state.shelf, 1);
}

SupplyFacts Supply(double percent, double daily, std::string site = "s") {
    return {.site_key = std::move(site),
            .percent = percent,
            .daily_percent = daily,
            .observed_days = 30};
}

Decision DecideOne(const SupplyFacts& supply) {
    return DecideReplenishment(kStart, {}, {&supply, 1}).front();
}

TEST(Decide, OrdersWhenWhatIsLeftLasts21Days) {  // ASR-4
    EXPECT_EQ(DecideOne(Supply(43, 2)).verdict, Verdict::kNoOrder);
    const Decision decision = DecideOne(Supply(42, 2));
    EXPECT_EQ(decision.verdict, Verdict::kOrder);
    EXPECT_EQ(decision.reason.code, "due");
    EXPECT_EQ(decision.reason.args.at("days_left"), base::Arg(21.0));
}

TEST(Decide, CountsTheShelfAndWhatIsOnItsWay) {  // ASR-4
    SupplyFacts supply = Supply(10, 2);
    supply.shelf = 1;
    EXPECT_EQ(DecideOne(supply).verdict, Verdict::kNoOrder);
    supply.shelf = 0;
    supply.in_transit = 1;
    EXPECT_EQ(DecideOne(supply).reason.code, "on_its_way");
}

TEST(Decide, OrdersEarlierWhereTheLeadTimeAsksForIt) {  // ASR-4
    SupplyFacts supply = Supply(60, 2);
    supply.lead_time_days = 25;
    const Decision decision = DecideOne(supply);
    EXPECT_EQ(decision.verdict, Verdict::kOrder);
    EXPECT_EQ(decision.reason.code, "due_by_lead_time");
    EXPECT_EQ(decision.reason.args.at("trigger_days"), base::Arg(std::int64_t{32}));
}

TEST(Decide, Covers30DaysInWholeCartridges) {  // ASR-5
    EXPECT_EQ(DecideOne(Supply(10, 1)).quantity, 1);
    EXPECT_EQ(DecideOne(Supply(10, 100.0 / 30)).quantity, 1);
    EXPECT_EQ(DecideOne(Supply(10, 3.4)).quantity, 2);
    EXPECT_EQ(DecideOne(Supply(10, 10)).quantity, 3);
}

TEST(Decide, SuppliesOfTheSiteThatWouldBeDueWithin45DaysJoin) {  // ASR-6
    const std::vector<SupplyFacts> supplies{Supply(20, 1), Supply(44, 1), Supply(46, 1),
                                            Supply(44, 1, "other")};
    const auto decisions = DecideReplenishment(kStart, {}, supplies);
    EXPECT_EQ(decisions[0].verdict, Verdict::kOrder);
    EXPECT_EQ(decisions[1].verdict, Verdict::kJoin);
    EXPECT_EQ(decisions[1].reason.code, "joined");
    EXPECT_EQ(decisions[2].verdict, Verdict::kNoOrder);
    EXPECT_EQ(decisions[3].verdict, Verdict::kNoOrder);
}

TEST(Decide, NoSecondOrderWhileOneIsOnItsWay) {  // ASR-7
    SupplyFacts supply = Supply(5, 6);
    supply.in_transit = 1;
    const Decision decision = DecideOne(supply);
    EXPECT_EQ(decision.verdict, Verdict::kNoOrder);
    EXPECT_EQ(decision.reason.code, "already_ordered");
}

TEST(Decide, EveryNonOrderHasItsReason) {  // ASR-15
    const auto code = [](auto change) {
        SupplyFacts supply = Supply(5, 1);
        change(supply);
        const Decision decision = DecideOne(supply);
        EXPECT_EQ(decision.verdict, Verdict::kNoOrder);
        EXPECT_EQ(decision.quantity, 0);
        return decision.reason.code;
    };
    EXPECT_EQ(code([](auto& s) { s.covered = false; }), "not_covered");
    EXPECT_EQ(code([](auto& s) { s.has_contact = false; }), "no_contact");
    EXPECT_EQ(code([](auto& s) { s.reporting = false; }), "not_reporting");
    EXPECT_EQ(code([](auto& s) { s.level = LevelKind::kUnknown; }), "level_unknown");
    EXPECT_EQ(code([](auto& s) { s.level = LevelKind::kSomeRemaining; }), "some_remaining");
    EXPECT_EQ(code([](auto& s) { s.level = LevelKind::kUnrestricted; }), "unrestricted");
    EXPECT_EQ(code([](auto& s) { s.observed_days = 4; }), "learning");
    EXPECT_EQ(code([](auto& s) { s.daily_percent = 0; }), "not_used");
    EXPECT_EQ(code([](auto& s) { s.percent = 90; }), "enough");
}

TEST(Decide, SaysWhenTheNextOrderIsDue) {  // ASR-10
    const Decision decision = DecideOne(Supply(90, 2));
    EXPECT_EQ(*decision.days_left, 45.0);
    EXPECT_EQ(*decision.order_due_on, On(24));
}

}  // namespace
}  // namespace replenishment
