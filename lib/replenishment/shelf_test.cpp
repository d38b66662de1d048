#include "lib/replenishment/shelf.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace replenishment {
namespace {

constexpr DayNumber kToday = 20'605;

// ---- deliveries

TEST(ShelfBook, ADeliveryGoesFromTheWayToTheShelf) {
    ShelfBook book{.shelf = 1, .transit = 3};
    book.Deliver(2);
    EXPECT_EQ(book, (ShelfBook{.shelf = 3, .transit = 1}));
    EXPECT_EQ(book.Coming(), 1);
}

TEST(ShelfBook, ADeliveryThatNobodyOrderedCounts) {
    ShelfBook book;
    book.Deliver(2);
    EXPECT_EQ(book, (ShelfBook{.shelf = 2}));
}

TEST(ShelfBook, ACartridgeThatWasPutInEarlyIsNotCountedTwice) {  // ASR-15
    ShelfBook book{.transit = 2, .early = 1};
    EXPECT_EQ(book.Coming(), 1) << "one of the two is in the printer";
    book.Deliver(2);
    EXPECT_EQ(book, (ShelfBook{.shelf = 1}));

    book = {.transit = 2, .early = 2};
    EXPECT_EQ(book.Coming(), 0);
    book.Deliver(1);
    EXPECT_EQ(book, (ShelfBook{.transit = 1, .early = 1}));
    EXPECT_EQ((ShelfBook{.transit = 1, .early = 3}.Coming()), 0) << "never less than nothing";
}

// ---- back orders (ASR-7)

TEST(ShelfBook, ABackOrderComesOnItsDay) {
    ShelfBook book{.transit = 3};
    EXPECT_EQ(book.ComingBy(kToday), 3);
    book.BackOrder(2, kToday + 10);
    EXPECT_EQ(book.Coming(), 3);
    EXPECT_EQ(book.ComingBy(kToday + 9), 1);
    EXPECT_EQ(book.ComingBy(kToday + 10), 3);
}

TEST(ShelfBook, NoMoreIsLateThanIsOnItsWay) {
    ShelfBook book{.transit = 2};
    book.BackOrder(5, kToday + 10);
    EXPECT_EQ(book.late, 2);
    book.BackOrder(1, kToday + 4);
    EXPECT_EQ(book.late_until, kToday + 10) << "of two days the later one counts";
    EXPECT_EQ(book.ComingBy(kToday + 4), 0);
}

TEST(ShelfBook, NothingOnItsWayIsNotLate) {
    ShelfBook book{.shelf = 1};
    book.BackOrder(1, kToday + 10);
    EXPECT_EQ(book, (ShelfBook{.shelf = 1}));
}

TEST(ShelfBook, WhatIsPutInEarlyAndLateIsNeverLessThanNothing) {
    ShelfBook book{.transit = 2, .early = 1};
    book.BackOrder(2, kToday + 10);
    EXPECT_EQ(book.ComingBy(kToday), 0);
    EXPECT_EQ(book.ComingBy(kToday + 10), 1);
}

TEST(ShelfBook, TheDeliveryOfABackOrderEndsIt) {
    ShelfBook book{.transit = 3};
    book.BackOrder(2, kToday + 10);
    book.Deliver(1);
    EXPECT_EQ(book.late, 2) << "that was the one that was not late";
    EXPECT_EQ(book.ComingBy(kToday), 0);
    book.Deliver(1);
    EXPECT_EQ(book.late, 1);
    EXPECT_EQ(book.late_until, kToday + 10);
    book.Deliver(1);
    EXPECT_EQ(book, (ShelfBook{.shelf = 3}));
}

// ---- the audit

enum class Day { kPrints, kStandsStill, kWeekend, kPrintsWithNewCartridge };

void Audit(ShelfBook& book, Day day, bool low = true) {
    book.Audit({}, day == Day::kPrints || day == Day::kPrintsWithNewCartridge, day == Day::kPrintsWithNewCartridge, low,
               day != Day::kWeekend);
}

TEST(ShelfAudit, ABusyPrinterThatStandsStillHasNothingOnTheShelf) {
    ShelfBook book{.shelf = 2, .busy = 0.95F};
    Audit(book, Day::kStandsStill);
    EXPECT_EQ(book.shelf, 2) << "one day says nothing";
    Audit(book, Day::kWeekend);
    EXPECT_EQ(book.shelf, 2) << "nobody prints on Sundays";
    Audit(book, Day::kStandsStill);
    EXPECT_EQ(book.shelf, 0);
    EXPECT_EQ(book.doubted, 2);
}

TEST(ShelfAudit, AnIdlePrinterMayStandStillForLonger) {
    ShelfBook book{.shelf = 1, .busy = 0.5F};
    // 0.501^6 > 1 % > 0.501^7
    for (int day = 0; day < 6; ++day) Audit(book, Day::kStandsStill);
    EXPECT_EQ(book.shelf, 1);
    Audit(book, Day::kStandsStill);
    EXPECT_EQ(book.shelf, 0);
}

TEST(ShelfAudit, AStandstillWithTonerLeftHasOtherReasons) {
    ShelfBook book{.shelf = 1, .busy = 0.95F};
    for (int day = 0; day < 30; ++day) Audit(book, Day::kStandsStill, false);
    EXPECT_EQ(book.shelf, 1);
    EXPECT_LT(book.busy, 0.95F * 0.5F) << "but the printer is not so busy any more";
}

TEST(ShelfAudit, PrintingOnWithTheOldCartridgeTakesItBack) {
    ShelfBook book{.shelf = 2, .busy = 0.95F};
    for (int day = 0; day < 5; ++day) Audit(book, Day::kStandsStill);
    ASSERT_EQ(book.shelf, 0);
    Audit(book, Day::kPrints);
    EXPECT_EQ(book.shelf, 2) << "it was a holiday of the office";
    EXPECT_EQ(book.doubted, 0);
    EXPECT_EQ(book.standstill, 0);
}

TEST(ShelfAudit, PrintingOnWithANewCartridgeConfirmsIt) {
    ShelfBook book{.shelf = 2, .busy = 0.95F};
    for (int day = 0; day < 5; ++day) Audit(book, Day::kStandsStill);
    Audit(book, Day::kPrintsWithNewCartridge);
    EXPECT_EQ(book.shelf, 0) << "the shelf was empty: this one has just been delivered";
    Audit(book, Day::kPrints);
    EXPECT_EQ(book.shelf, 0);
}

TEST(ShelfAudit, IsDoneOncePerStandstill) {
    ShelfBook book{.shelf = 1, .busy = 0.95F};
    for (int day = 0; day < 3; ++day) Audit(book, Day::kStandsStill);
    ASSERT_EQ(book.shelf, 0);
    book.Deliver(1);
    for (int day = 0; day < 5; ++day) Audit(book, Day::kStandsStill);
    EXPECT_EQ(book.shelf, 1) << "what came since is really there";
    EXPECT_EQ(book.doubted, 1);
}

TEST(ShelfAudit, LearnsHowBusyAPrinterIs) {
    ShelfBook busy;
    ShelfBook idle;
    for (int day = 0; day < 100; ++day) {
        Audit(busy, Day::kPrints, false);
        Audit(idle, Day::kStandsStill, false);
    }
    EXPECT_NEAR(busy.busy, 1 - 0.5 * std::pow(0.97, 100), 1e-4);
    EXPECT_NEAR(idle.busy, 0.5 * std::pow(0.97, 100), 1e-4);
    const ShelfBook before = busy;
    Audit(busy, Day::kWeekend, false);
    EXPECT_EQ(busy, before) << "weekends say nothing";
}

}  // namespace
}  // namespace replenishment
