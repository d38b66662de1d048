#include <gtest/gtest.h>

#include "server/statements/statements.hpp"
#include "server/testing/sample_reading.hpp"

// What a meter showed at the end of a period where nobody read it just then (MTR-5).
namespace statements {
namespace {

using meter_reads::MeterAround;
using meter_reads::MeterPoint;
using server::testing::At;

const base::Instant kBoundary = At("2026-12-01T00:00:00Z");

MeterPoint Point(const char* at, std::int64_t shown, bool by_hand = false, std::int64_t offset = 0) {
    return {.at = At(at), .by_hand = by_hand, .by = by_hand ? "ida" : "", .shown = shown, .continuous = shown + offset};
}
ValueBasis At_(const MeterAround& around, const std::optional<MeterPoint>& long_before = {}) {
    return EstimateAt("life", around, long_before, kBoundary, {}).basis;
}

TEST(StatementEstimate, AReadingNearTheBoundaryIsTaken) {  // MTR-5
    const auto read =
        At_({.before = Point("2026-11-30T08:00:00Z", 1000), .after = Point("2026-12-02T08:00:00Z", 1100)});
    EXPECT_EQ(read.origin, ValueOrigin::kRead);
    EXPECT_EQ(read.value, 1000);
    const auto hand =
        At_({.before = Point("2026-11-20T08:00:00Z", 900), .after = Point("2026-12-03T08:00:00Z", 1100, true)});
    EXPECT_EQ(hand.origin, ValueOrigin::kByHand);
    EXPECT_EQ(hand.value, 1100);
    EXPECT_EQ(hand.read_by, "ida");
}

TEST(StatementEstimate, BetweenTwoReadingsItIsInterpolatedAndSaysBetweenWhich) {  // MTR-5
    const auto basis =
        At_({.before = Point("2026-11-21T00:00:00Z", 1000), .after = Point("2026-12-11T00:00:00Z", 1200)});
    EXPECT_EQ(basis.origin, ValueOrigin::kInterpolated);
    EXPECT_EQ(basis.value, 1100);
    EXPECT_EQ(basis.before_value, 1000);
    EXPECT_EQ(basis.after_value, 1200);
    EXPECT_EQ(basis.after_at, At("2026-12-11T00:00:00Z"));
}

TEST(StatementEstimate, WithoutALaterOneItIsCarriedForwardAtThePaceThatThePrinterHad) {  // MTR-5
    const auto basis = At_({.before = Point("2026-11-21T00:00:00Z", 1000)}, Point("2026-11-01T00:00:00Z", 800));
    EXPECT_EQ(basis.origin, ValueOrigin::kCarriedForward);
    EXPECT_EQ(basis.pages_a_day, 10.0);
    EXPECT_EQ(basis.value, 1100);
    const auto no_pace = At_({.before = Point("2026-11-21T00:00:00Z", 1000)});
    EXPECT_EQ(no_pace.value, 1000);
    EXPECT_EQ(no_pace.pages_a_day, 0.0);
}

TEST(StatementEstimate, AChangeOfTheCounterBetweenThemCounts) {  // MTR-2, MTR-5
    const auto found = EstimateAt(
        "life",
        {.before = Point("2026-11-21T00:00:00Z", 1000), .after = Point("2026-12-11T00:00:00Z", 50, false, 1150)}, {},
        kBoundary, {});
    EXPECT_EQ(found.basis.value, 1100);
    EXPECT_EQ(found.offset, 0);
}

TEST(StatementEstimate, WhatCameWithinThePeriodCountsFromThereAndNothingIsGuessed) {  // MTR-5
    const MeterAround later{.after = Point("2026-12-11T00:00:00Z", 500)};
    EXPECT_EQ(At_(later).origin, ValueOrigin::kMissing);
    EXPECT_EQ(At_({}).origin, ValueOrigin::kMissing);
    const auto start = EstimateAt("life", later, {}, kBoundary, At("2027-01-01T00:00:00Z")).basis;
    EXPECT_EQ(start.origin, ValueOrigin::kRead);
    EXPECT_EQ(start.value, 500);
}

}  // namespace
}  // namespace statements
