#include "lib/simulation/simulation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lib/simulation/lived.hpp"

namespace simulation {
namespace {

using namespace replenishment;

constexpr DayNumber kFirst = 20'000;
constexpr int kYear = 365;
constexpr double kYield = 5'000;

// Printers of one site whose black cartridges are used by so many percent a working day, for a year.
Past AYear(const std::vector<double>& percent_a_day, int days = kYear) {
    Past past;
    past.first = kFirst;
    past.last = kFirst + kYear - 1;
    past.holidays = {nullptr};
    for (const double percent : percent_a_day) {
        PrinterPast printer;
        SupplyPast supply;
        supply.spec.gauge = {.kind = GaugeKind::kSteps, .step = 1, .yield_pages = kYield};
        supply.price = 100;
        printer.supplies = {supply};
        double level = 70;
        double pages = 1'000;
        for (DayNumber day = kFirst + kYear - days; day <= past.last; ++day) {
            if (WeekdayOf(day) < 5) {
                level -= percent;
                pages += percent * kYield / 100;
            }
            if (level <= 0) level += 100;
            printer.days.push_back({day, {.pages = std::llround(pages)}, {{static_cast<int>(std::ceil(level)), 0}}});
        }
        past.printers.push_back(std::move(printer));
    }
    return past;
}

TEST(WhatIf, ShipsWhatIsUsed) {
    const Past past = AYear({2, 1});
    const auto outcome = Live(past, {{}}, 1).at(0);
    // Three percent a working day of 305 days, less what was in the printers.
    const double used = 3.0 * 305 * 5 / 7 / 100;
    EXPECT_NEAR(static_cast<double>(outcome.cartridges), used, 3);
    EXPECT_GT(outcome.shipments, 0);
    EXPECT_LE(outcome.shipments, outcome.cartridges);
    EXPECT_DOUBLE_EQ(outcome.cartridge_cost, 100.0 * static_cast<double>(outcome.cartridges));
    EXPECT_EQ(outcome.stock_outs, 0);
    EXPECT_GT(outcome.shelf, 0);
    EXPECT_EQ(outcome.months.size(), 11u);
}

TEST(WhatIf, SlowDeliveriesRunOutAndSparesHelp) {
    const Past past = AYear({9, 8, 9});
    Scenario late{.rule = {3, 10, 0}, .lead_days = 20};
    Scenario with_spares = late;
    with_spares.spares_kept = 3;
    const auto outcomes = Live(past, {late, with_spares}, 2);
    EXPECT_GT(outcomes[0].stock_outs, 0);
    EXPECT_GT(outcomes[0].stock_out_days, outcomes[0].stock_outs);
    EXPECT_LT(outcomes[1].stock_outs, outcomes[0].stock_outs);
    EXPECT_GT(outcomes[1].shelf, outcomes[0].shelf);
}

TEST(WhatIf, EarlierOrdersLieOnTheShelf) {
    const Past past = AYear({2, 1.5, 1});
    const auto outcomes = Live(past, {{.rule = {14, 30, 45}}, {.rule = {60, 30, 45}}}, 2);
    EXPECT_GT(outcomes[1].shelf, outcomes[0].shelf);
}

TEST(WhatIf, CostsWhatShipmentsCost) {
    const auto outcome = Live(AYear({3}), {{.shipment_cost = 12.5}}, 1).at(0);
    EXPECT_DOUBLE_EQ(outcome.shipment_cost, 12.5 * static_cast<double>(outcome.shipments));
}

TEST(WhatIf, IsTheSameOnOneCoreAndOnSeveral) {
    std::vector<double> rates;
    for (int i = 0; i < 120; ++i) rates.push_back(0.3 + 0.05 * (i % 40));
    Past past = AYear(rates);
    past.holidays.assign(30, nullptr);
    for (std::size_t i = 0; i < past.printers.size(); ++i) past.printers[i].site = i % 30;
    const std::vector<Scenario> scenarios{{}, {.profile = Profile::kBalanced}};
    EXPECT_EQ(Live(past, scenarios, 1), Live(past, scenarios, 3));
}

TEST(WhatIf, LeavesOutWhatIsTooShort) {
    Past past = AYear({2});
    EXPECT_TRUE(IsLongEnough(past, past.printers[0]));
    const Past young = AYear({2}, 90);
    EXPECT_FALSE(IsLongEnough(young, young.printers[0])) << "it was not watched";
    EXPECT_EQ(Live(young, {{}}, 1).at(0).cartridges, 0);
    past.printers[0].days.resize(static_cast<std::size_t>(kWarmUpDays) + 5);
    EXPECT_FALSE(IsLongEnough(past, past.printers[0])) << "too few days to live through";
}

TEST(WhatIf, StopsWhenItIsTold) {
    EXPECT_TRUE(Live(AYear({2, 1}), {{}}, 2, {.tell = nullptr, .stop = [] { return true; }}).empty());
}

TEST(WhatIf, SaysHowFarItIs) {
    std::size_t last = 0;
    std::size_t of = 0;
    (void)Live(AYear({2, 1}), {{}, {}}, 2,
               {.tell = [&](std::size_t done, std::size_t all) { last = done, of = all; }, .stop = nullptr});
    EXPECT_EQ(last, 2u);
    EXPECT_EQ(of, 2u);
}

TEST(WhatIf, GaugesShowLevelsAsTheyDo) {
    EXPECT_EQ(Shown({.kind = GaugeKind::kSteps, .step = 1}, 41.3), 42);
    EXPECT_EQ(Shown({.kind = GaugeKind::kSteps, .step = 10}, 41.3), 50);
    EXPECT_EQ(Shown({.kind = GaugeKind::kSteps, .step = 10}, 0), 0);
    EXPECT_EQ(Shown({.kind = GaugeKind::kThreeStage}, 41.3), 100);
    EXPECT_EQ(Shown({.kind = GaugeKind::kThreeStage}, 5), 10);
    EXPECT_EQ(Shown({.kind = GaugeKind::kSomeRemaining}, 41.3), -3);
    EXPECT_EQ(Shown({.kind = GaugeKind::kSomeRemaining}, 7.2), 8);
}

}  // namespace
}  // namespace simulation
