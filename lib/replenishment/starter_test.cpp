#include <gtest/gtest.h>

#include <cmath>

#include "lib/replenishment/engine.hpp"

// Starter cartridges (ASR-19), spares that are kept (ASR-18) and the lines of the shelf book (ASR-12).
namespace replenishment {
namespace {

constexpr DayNumber kFirst = 20'605;
constexpr double kYield = 10'000;
constexpr double kStarterYield = 3'000;

// One printer with one black supply, whose cartridge really holds so many pages.
struct NewPrinter {
    Engine engine{Profile::kPublished, {}, {}};
    SupplyIndex supply;
    DayNumber today = kFirst;
    double pages = 0;
    double left = 100;
    double holds = kStarterYield;

    explicit NewPrinter(double holds_pages, double printed = 0, double starter_yield = kStarterYield) {
        SupplySpec spec;
        spec.gauge = {.kind = GaugeKind::kSteps, .step = 1, .yield_pages = kYield};
        spec.starter_yield_pages = starter_yield;
        supply = engine.AddSupply(engine.AddPrinter(engine.AddSite()), spec);
        holds = holds_pages;
        pages = printed;
        left -= 100 * printed / holds;
    }
    void Day(double printed) {
        ++today;
        pages += printed;
        left -= 100 * printed / holds;
        const SupplyReading reading{static_cast<int>(std::ceil(left)), 0};
        engine.Read(PrinterIndex(0), today, {.pages = std::llround(pages)}, {&reading, 1});
    }
    void Replace(double holds_pages) {
        left = 100;
        holds = holds_pages;
    }
    [[nodiscard]] Starter starter() const { return engine.StateOf(supply).starter; }
    double DaysLeft() { return engine.Decide(today)[supply].q50; }
};

TEST(StarterCartridge, TheFirstOneOfANewPrinterLastsAsLongAsItHolds) {  // ASR-19
    NewPrinter with(kStarterYield);
    NewPrinter without(kStarterYield, 0, 0);
    for (int day = 0; day < 8; ++day) {
        with.Day(50);
        without.Day(50);
    }
    EXPECT_EQ(with.starter(), Starter::kIn);
    // 2,600 pages are left, 50 a day on five days of seven.
    EXPECT_NEAR(with.DaysLeft(), 2'600.0 / 50, 18);
    EXPECT_GT(without.DaysLeft(), 1.5 * with.DaysLeft()) << "as a full one it would seem to last much longer";
}

TEST(StarterCartridge, ReadingsSayThatItIsAFullOne) {  // ASR-19
    NewPrinter printer(kYield);
    printer.Day(50);
    EXPECT_EQ(printer.starter(), Starter::kIn) << "nothing is known yet";
    for (int day = 0; day < 40; ++day) printer.Day(100);
    EXPECT_EQ(printer.starter(), Starter::kNone);
}

TEST(StarterCartridge, APrinterThatHasPrintedMoreThanItHoldsHasNone) {  // ASR-19
    NewPrinter printer(kYield, 8'000);
    printer.Day(10);
    EXPECT_EQ(printer.starter(), Starter::kNone);
}

TEST(StarterCartridge, APrinterWhoseGaugeShowsAFullOneHasNone) {  // ASR-19
    NewPrinter printer(kYield, 2'000);
    printer.Day(10);
    EXPECT_EQ(printer.starter(), Starter::kNone);
}

TEST(StarterCartridge, TheNextOneIsFull) {  // ASR-19
    NewPrinter printer(kStarterYield);
    for (int day = 0; day < 29; ++day) printer.Day(100);
    EXPECT_EQ(printer.starter(), Starter::kIn);
    printer.Replace(kYield);
    printer.Day(100);
    printer.Day(100);
    EXPECT_EQ(printer.starter(), Starter::kWasIn);
    const auto& news = printer.engine.happenings().cartridges;
    ASSERT_EQ(news.size(), 2u);
    EXPECT_EQ(news[0].change, CartridgeChange::kFound);
    EXPECT_TRUE(news[1].starter) << "what was taken out";
    EXPECT_LT(news[1].level, 8);
}

// Two printers of a site with the same item, well known; what is in them lasts for months.
struct TwoPrinters {
    Engine engine{Profile::kPublished, {}, {}};
    SiteIndex site = engine.AddSite();
    SupplyIndex first = Add(0.5);
    SupplyIndex second = Add(0.25);

    SupplyIndex Add(double rate) {
        SupplySpec spec;
        spec.gauge = {.kind = GaugeKind::kSteps, .step = 1, .yield_pages = kYield};
        SupplyState state;
        state.gauge.seen_on = kFirst;
        state.gauge.level = 90;
        state.gauge.raw = 90;
        const auto used = static_cast<float>(rate);
        state.rate = {.mean = used, .fast = used, .slow = used, .variance = 0.3F, .weight = 150};
        return engine.AddSupply(engine.AddPrinter(site), spec, state);
    }
};

TEST(Spares, WhatIsMissingIsOrderedAndNotCountedOn) {  // ASR-18
    TwoPrinters office;
    EXPECT_EQ(office.engine.Decide(kFirst)[office.first].verdict, Verdict::kNoOrder);
    office.engine.KeepSpares(office.first, 2);
    const auto decision = office.engine.Decide(kFirst)[office.first];
    EXPECT_EQ(decision.verdict, Verdict::kOrder);
    EXPECT_EQ(decision.why, Why::kKeepsSpares);
    EXPECT_EQ(decision.quantity, 2);
    EXPECT_EQ(decision.spares, 2);
    const double lasts = decision.lasts_days;
    office.engine.Delivered(office.first, 2);
    const auto later = office.engine.Decide(kFirst)[office.first];
    EXPECT_EQ(later.verdict, Verdict::kNoOrder) << "they are there";
    EXPECT_NEAR(later.lasts_days, lasts, 1) << "and nobody counts on them";
}

TEST(Spares, OfASiteLieWhereTheyAreAndAreOrderedForTheOneThatUsesMost) {  // ASR-18
    TwoPrinters office;
    office.engine.Delivered(office.second, 1);
    const std::array both{office.first, office.second};
    office.engine.KeepSparesTogether(both, 2);
    const auto decisions = office.engine.Decide(kFirst);
    EXPECT_EQ(decisions[office.second].spares, 1) << "the one that lies there stays";
    EXPECT_EQ(decisions[office.second].verdict, Verdict::kNoOrder);
    EXPECT_EQ(decisions[office.first].why, Why::kKeepsSpares);
    EXPECT_EQ(decisions[office.first].quantity, 1);
}

TEST(Spares, OfASupplyThatIsBlockedAreNotOrdered) {  // ASR-18
    TwoPrinters office;
    office.engine.KeepSpares(office.first, 2);
    office.engine.Block(office.first, Why::kNoContact);
    EXPECT_EQ(office.engine.Decide(kFirst)[office.first].verdict, Verdict::kNoOrder);
}

TEST(ShelfLines, AddUpToTheShelf) {  // ASR-12
    TwoPrinters office;
    office.engine.Delivered(office.first, 1, kFirst);
    DayNumber today = kFirst;
    const auto read = [&](PrinterIndex printer, int raw, std::uint64_t cartridge) {
        const SupplyReading reading{raw, cartridge};
        office.engine.Read(printer, ++today, {}, {&reading, 1});
    };
    read(PrinterIndex(0), 80, 11);
    read(PrinterIndex(0), 100, 12);  // from its own shelf
    read(PrinterIndex(1), 80, 21);
    office.engine.Delivered(office.first, 1, today);
    read(PrinterIndex(1), 100, 22);  // from the neighbor's
    const auto happened = office.engine.TakeHappenings();
    std::vector<ShelfCause> causes;
    int sum = 0;
    for (const auto& line : happened.shelf) {
        causes.push_back(line.cause);
        EXPECT_EQ(line.supply, office.first);
        sum += line.change;
    }
    EXPECT_EQ(causes,
              (std::vector{ShelfCause::kDelivered, ShelfCause::kInstalled, ShelfCause::kDelivered, ShelfCause::kLent}));
    EXPECT_EQ(sum, office.engine.StateOf(office.first).book.shelf);
    // The second one came out of the first printer: both shelves are as they were.
    office.engine.CameFromPrinter(happened.cartridges.back(), office.first);
    EXPECT_EQ(office.engine.StateOf(office.first).book.shelf, 1);
    EXPECT_EQ(office.engine.happenings().shelf.front().cause, ShelfCause::kMoved);
}

}  // namespace
}  // namespace replenishment
