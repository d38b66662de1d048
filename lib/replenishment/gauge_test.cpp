#include "lib/replenishment/gauge.hpp"

#include <gtest/gtest.h>

#include <climits>
#include <cmath>
#include <random>

namespace replenishment {
namespace {

constexpr int kSome = -3;
constexpr DayNumber kFirstDay = 20'605;
// Of a cartridge with 10,000 pages a percent is 100 pages.
constexpr double kPercent = 100;

constexpr GaugeSpec Steps(double step) {
    return {.kind = GaugeKind::kSteps, .step = step, .yield_pages = 10'000};
}
constexpr GaugeSpec kSomeGauge{.kind = GaugeKind::kSomeRemaining, .yield_pages = 10'000};
constexpr GaugeSpec kThreeStages{.kind = GaugeKind::kThreeStage, .yield_pages = 10'000};

// One supply whose printer is read once a day.
struct Supply {
    GaugeSpec spec = Steps(1);
    Gauge gauge;
    GaugeStep step;
    Method method;
    DayNumber day = kFirstDay;

    Supply(const GaugeSpec& gauge_spec, int first) : spec(gauge_spec) { Says(first, 0); }
    explicit Supply(int first) : Supply(Steps(1), first) {}

    // What happens on the next day.
    GaugeEvent Says(std::optional<int> raw, std::optional<double> pages, std::uint64_t cartridge = 0,
                    bool spare = true) {
        step = FilterReading(gauge, spec, method, ++day, {raw, cartridge, spare, pages});
        return step.event;
    }
    [[nodiscard]] double level() const { return gauge.level; }
};

// ---- what a value of the gauge stands for

TEST(GaugeCell, OfAGaugeInSteps) {
    const auto cell = [](double step, int raw) {
        const Cell found = CellOf(Steps(step), raw);
        return std::pair(found.low, found.high);
    };
    EXPECT_EQ(cell(1, 50), std::pair(49.0, 50.5));
    EXPECT_EQ(cell(5, 50), std::pair(44.8, 50.2));
    EXPECT_EQ(cell(10, 50), std::pair(39.8, 50.2));
    EXPECT_EQ(cell(10, 10), std::pair(0.0, 10.2)) << "what is shown as something is something";
    EXPECT_EQ(cell(10, 0), std::pair(-15.0, 0.5)) << "what is shown as nothing may print on";
}

TEST(GaugeCell, OfGaugesThatSayLittle) {
    EXPECT_EQ(CellOf(kSomeGauge, kSome).low, 12);
    EXPECT_EQ(CellOf(kSomeGauge, kSome).high, 100);
    EXPECT_EQ(CellOf(kSomeGauge, 5).high, 10);
    EXPECT_EQ(CellOf(kSomeGauge, 0).high, 0.5);
    EXPECT_EQ(CellOf(kThreeStages, 100).low, 20);
    EXPECT_EQ(CellOf(kThreeStages, 10).low, 3);
    EXPECT_EQ(CellOf(kThreeStages, 10).high, 20);
    EXPECT_EQ(CellOf(kThreeStages, 1).high, 3);
    EXPECT_EQ(CellOf(kThreeStages, 0).high, 0);
}

TEST(Gauge, TheFirstReadingIsTheMiddleOfItsCell) {
    EXPECT_FLOAT_EQ(Supply(50).level(), 49.75);
    EXPECT_FLOAT_EQ(Supply(Steps(10), 50).level(), 45);
    EXPECT_FLOAT_EQ(Supply(kSomeGauge, kSome).level(), 55);
    EXPECT_FLOAT_EQ(Supply(kThreeStages, 100).level(), 60);
    EXPECT_FLOAT_EQ(Supply(0).level(), 0) << "never below nothing at the start";
}

// ---- down by pages, corrected by the gauge (ASR-3, ASR-4)

TEST(Gauge, StepsOfOnePercentHoldTheLevel) {
    Supply supply(100);
    supply.Says(99, kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 98.75) << "pages and gauge agree";
    EXPECT_EQ(supply.step.used, 1);
    supply.Says(99, kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 98) << "less would be shown as 98";
    supply.Says(95, kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 95.5) << "pages took more than the book says";
}

TEST(Gauge, InCoarseStepsPagesTellWhereTheLevelIs) {
    for (const double step : {5.0, 10.0}) {
        Supply supply(Steps(step), 100);
        const double start = 100 - step / 2;
        EXPECT_NEAR(supply.level(), start, 1e-4);
        supply.Says(100, 2 * kPercent);
        EXPECT_NEAR(supply.level(), start - 2, 1e-4) << "the gauge stands, the level does not";
        supply.Says(100, 10 * kPercent);
        EXPECT_NEAR(supply.level(), 100 - step - 0.2, 1e-4) << "as low as the step allows";
        supply.Says(100 - static_cast<int>(step), 0);
        EXPECT_NEAR(supply.level(), 100 - step - 0.2, 1e-4);
    }
}

TEST(Gauge, WithoutPagesTheGaugeTellsWhatWasUsed) {
    Supply supply(50);
    supply.Says(48, std::nullopt);
    EXPECT_FLOAT_EQ(supply.level(), 48.5);
    EXPECT_DOUBLE_EQ(supply.step.used.value(), 1.25);
    supply.Says(48, std::nullopt);
    EXPECT_DOUBLE_EQ(supply.step.used.value(), 0);
}

TEST(Gauge, LearnsWhatAPageTakes) {
    Supply supply(100);
    // Twice as much as the yield says.
    for (int raw = 98; raw >= 20; raw -= 2) supply.Says(raw, kPercent);
    EXPECT_NEAR(PercentPerPage(supply.gauge, supply.spec), 0.02, 0.0015);
    EXPECT_NEAR(supply.step.used.value(), 2, 0.15);
}

TEST(Gauge, SomeRemainsMeansTwelvePercentAtLeast) {
    Supply supply(kSomeGauge, kSome);
    supply.Says(kSome, 30 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 25);
    supply.Says(kSome, 20 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 12);
    supply.Says(8, kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 10) << "at the end it tells";
    supply.Says(3, 4 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 6);
}

TEST(Gauge, AGaugeWithoutStepsTeachesAWholeCartridgeAtOnce) {
    Supply supply(kSomeGauge, 3);
    EXPECT_EQ(supply.Says(kSome, 0), GaugeEvent::kReplaced);
    EXPECT_FLOAT_EQ(supply.level(), 100);
    // 4,500 pages until it is nearly empty: 90 percent took twice what the book says.
    for (int i = 0; i < 9; ++i) supply.Says(kSome, 5 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 55);
    supply.Says(10, 0);
    supply.Says(10, 0);  // 45 percent less than pages say: seen twice
    const double noise = std::pow(0.4 * 3 / 90, 2) + 0.02 + 0.3 / 90;
    EXPECT_NEAR(PercentPerPage(supply.gauge, supply.spec), 0.01 * std::exp(std::log(2.0) * 0.06 / (0.06 + noise)),
                1e-5);
    EXPECT_FLOAT_EQ(supply.level(), 10);
}

TEST(Gauge, ThreeStagesGoByPagesInBetween) {
    Supply supply(kThreeStages, 100);
    supply.Says(100, 30 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 30);
    supply.Says(100, 15 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 20) << "it would say low below";
    supply.Says(10, 2 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 18);
    supply.Says(1, kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 3);
    supply.Says(0, 5 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), -2) << "empty, and printing on";
    EXPECT_EQ(supply.Says(100, kPercent), GaugeEvent::kReplaced);
}

// ---- values that say nothing (ASR-15)

TEST(Gauge, GarbageSaysNothingButPagesCount) {
    for (const int garbage : {-1, -2, -4, 101, 255, INT_MAX, INT_MIN}) {
        Supply supply(50);
        EXPECT_EQ(supply.Says(garbage, 5 * kPercent), GaugeEvent::kNone);
        EXPECT_FLOAT_EQ(supply.level(), 44.75) << garbage;
        EXPECT_EQ(supply.gauge.raw, 50) << garbage;
        EXPECT_EQ(supply.gauge.seen_on, supply.day) << "but the printer was there";
        EXPECT_EQ(supply.step.used, 5);
    }
}

TEST(Gauge, IsUnknownUntilAValueMeansSomething) {
    Supply supply(-2);
    EXPECT_FALSE(supply.gauge.Known());
    supply.Says(std::nullopt, 5 * kPercent);
    supply.Says(200, 5 * kPercent);
    EXPECT_FALSE(supply.gauge.Known());
    supply.Says(70, 5 * kPercent);
    EXPECT_TRUE(supply.gauge.Known());
    EXPECT_FLOAT_EQ(supply.level(), 69.75);
}

TEST(Gauge, AMonthWithoutPagesGoesOnFromTheGauge) {  // counters that were reset
    Supply supply(80);
    supply.day += 30;
    EXPECT_EQ(supply.Says(60, std::nullopt), GaugeEvent::kNone);
    EXPECT_FLOAT_EQ(supply.level(), 60.5);
}

TEST(Gauge, APercentGaugeThatOnceSaysSomeHasNoNewCartridge) {  // ASR-15
    for (const double step : {1.0, 10.0}) {
        Supply supply(Steps(step), 80);
        const double before = supply.level();
        EXPECT_EQ(supply.Says(kSome, kPercent), GaugeEvent::kNone);
        EXPECT_NEAR(supply.level(), before - 1, 1e-4);
        EXPECT_EQ(supply.Says(80, 0), GaugeEvent::kNone);
        EXPECT_NEAR(supply.level(), std::max(before - 1, CellOf(supply.spec, 80).low), 1e-4);
    }
}

// ---- rises

TEST(Gauge, ABounceIsNoNewCartridge) {  // ASR-15
    Supply supply(50);
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(supply.Says(i % 2 == 0 ? 57 : 50, 0), GaugeEvent::kNone) << i;
    }
    EXPECT_GT(supply.gauge.bounce, 0.2F);
    EXPECT_GT(supply.level(), 48);
    EXPECT_LT(supply.level(), 58);
}

TEST(Gauge, AGaugeThatBouncesIsBelievedLess) {
    Supply steady(50);
    steady.Says(54, 0);
    EXPECT_FLOAT_EQ(steady.level(), 53);
    Supply bouncing(50);
    bouncing.gauge.bounce = 0.1F;
    bouncing.Says(54, 0);
    EXPECT_FLOAT_EQ(bouncing.level(), 49.75F + 0.2F * (53 - 49.75F)) << "a fifth of the way";
}

TEST(Gauge, ARiseNeedsASecondReading) {
    Supply supply(50);
    EXPECT_EQ(supply.Says(90, kPercent), GaugeEvent::kNone);
    EXPECT_FLOAT_EQ(supply.level(), 48.75) << "until then pages tell";
    EXPECT_EQ(supply.Says(90, kPercent), GaugeEvent::kReplaced);
    EXPECT_FLOAT_EQ(supply.level(), 90.5);
    EXPECT_EQ(supply.step.cartridges, 1);
    EXPECT_FLOAT_EQ(static_cast<float>(supply.step.level_before), 48.25);
}

TEST(Gauge, ARiseThatIsNotSeenAgainWasNone) {  // ASR-15
    Supply supply(50);
    supply.Says(90, 0);
    EXPECT_EQ(supply.Says(50, 0), GaugeEvent::kNone);
    EXPECT_FLOAT_EQ(supply.level(), 49.75);
    EXPECT_EQ(supply.Says(90, 0), GaugeEvent::kNone) << "the next one waits anew";
}

TEST(Gauge, HowMuchIsARise) {
    // max(8, 1.6 steps), and from where the level is believed to be.
    const auto waits = [](double step, int from, int to) {
        Supply supply(Steps(step), from);
        supply.Says(to, 0);
        return supply.gauge.rise == to;
    };
    EXPECT_FALSE(waits(1, 50, 57));
    EXPECT_TRUE(waits(1, 50, 58));
    EXPECT_FALSE(waits(5, 50, 55));
    EXPECT_TRUE(waits(5, 50, 60));
    EXPECT_FALSE(waits(10, 50, 60));
    EXPECT_TRUE(waits(10, 50, 70));
}

TEST(Gauge, ARiseFromNearlyEmptyToFullIsBelievedAtOnce) {
    Supply supply(20);
    EXPECT_EQ(supply.Says(100, 2 * kPercent), GaugeEvent::kReplaced);
    EXPECT_FLOAT_EQ(supply.level(), 99) << "half of the pages came from the new one";
    EXPECT_FLOAT_EQ(static_cast<float>(supply.step.level_before), 18.75);
    EXPECT_EQ(Supply(26).Says(100, 0), GaugeEvent::kNone) << "not so nearly empty";
    EXPECT_EQ(Supply(20).Says(59, 0), GaugeEvent::kNone) << "not so full";
}

TEST(Gauge, ItIsUndoneWhenTheLevelFallsBack) {  // ASR-15
    Supply supply(20);
    supply.Says(100, 0);
    supply.Says(100, 0);
    EXPECT_EQ(supply.gauge.undo_day, kNoDay) << "a second reading settles it";

    supply = Supply(20);
    supply.Says(100, 0);
    EXPECT_EQ(supply.Says(20, 0), GaugeEvent::kUndone);
    EXPECT_FLOAT_EQ(supply.level(), 19.75);
    EXPECT_EQ(supply.Says(19, kPercent), GaugeEvent::kNone) << "once";
}

TEST(Gauge, ItIsNotUndoneAfterThreeDays) {
    Supply supply(20);
    supply.Says(100, 0);
    supply.day += 2;
    EXPECT_EQ(supply.Says(23, 0), GaugeEvent::kUndone) << "the third day, three percent more";
    supply = Supply(20);
    supply.Says(100, 0);
    supply.day += 3;
    EXPECT_EQ(supply.Says(20, 0), GaugeEvent::kNone) << "the fourth";
    EXPECT_GT(supply.level(), 90) << "a fall that waits for its second reading";
    supply = Supply(20);
    supply.Says(100, 0);
    EXPECT_EQ(supply.Says(24, 0), GaugeEvent::kNone) << "not where it was";
}

// ---- serial numbers of cartridges (ASR-12, ASR-15)

TEST(Gauge, AnotherSerialNumberIsAnotherCartridgeAtOnce) {
    Supply supply(100);
    supply.Says(60, 40 * kPercent, 1);
    EXPECT_EQ(supply.step.event, GaugeEvent::kNone) << "the first number that is told is no change";
    EXPECT_EQ(supply.Says(60, 0, 2), GaugeEvent::kReplaced) << "also one that is not full";
    EXPECT_FLOAT_EQ(supply.level(), 60);
    EXPECT_EQ(supply.Says(60, 0, 2), GaugeEvent::kNone);
    EXPECT_EQ(supply.Says(-2, 4 * kPercent, 3), GaugeEvent::kReplaced) << "and when the level is not told";
    EXPECT_FLOAT_EQ(supply.level(), 97);
    EXPECT_EQ(supply.Says(97, 0, 0), GaugeEvent::kNone) << "a number that is not told is none";
    EXPECT_EQ(supply.Says(97, 0, 3), GaugeEvent::kNone);
}

TEST(Gauge, OfASomeGaugeTheSerialNumberTells) {
    Supply supply(kSomeGauge, kSome);
    supply.Says(5, 40 * kPercent, 1);
    EXPECT_EQ(supply.Says(kSome, 0, 1), GaugeEvent::kNone) << "shaken";
    EXPECT_FLOAT_EQ(supply.level(), 12);
    EXPECT_EQ(supply.Says(kSome, 2 * kPercent, 2), GaugeEvent::kReplaced);
    EXPECT_FLOAT_EQ(supply.level(), 99);
}

TEST(Gauge, ARiseWithTheSameSerialNumberIsARefill) {
    Supply supply(100);
    for (int raw = 80; raw >= 20; raw -= 20) supply.Says(raw, 20 * kPercent, 7);
    EXPECT_EQ(supply.Says(100, 0, 7), GaugeEvent::kNone) << "never at once";
    EXPECT_EQ(supply.Says(100, kPercent, 7), GaugeEvent::kRefilled);
    EXPECT_FLOAT_EQ(supply.level(), 99.5);
    EXPECT_EQ(supply.Says(99, kPercent, 7), GaugeEvent::kNone);
}

// ---- falls

TEST(Gauge, AFallThatNoPagesExplainWaits) {  // ASR-15
    Supply supply(80);
    EXPECT_EQ(supply.Says(0, kPercent), GaugeEvent::kNone);
    EXPECT_FLOAT_EQ(supply.level(), 78.75) << "firmware reports 0 now and then";
    supply.Says(78, kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 77.75);
    supply.Says(30, 0);
    EXPECT_FLOAT_EQ(supply.level(), 77.75);
    supply.Says(30, 0);
    EXPECT_FLOAT_EQ(supply.level(), 30.5) << "seen twice it is true";
}

TEST(Gauge, HowMuchIsAFall) {
    Supply supply(80);
    supply.Says(55, 0);
    EXPECT_FLOAT_EQ(supply.level(), 55.5) << "24.75 percent are believed";
    supply = Supply(80);
    supply.Says(54, 0);
    EXPECT_FLOAT_EQ(supply.level(), 79.75);
    supply = Supply(80);
    supply.Says(40, 20 * kPercent);
    EXPECT_FLOAT_EQ(supply.level(), 40.5) << "pages explain half of it";
}

// ---- cartridges that were replaced between two readings

TEST(Gauge, PagesTellOfAReplacementThatNobodySaw) {
    Supply supply(60);
    EXPECT_EQ(supply.Says(58, 100 * kPercent), GaugeEvent::kReplaced);
    EXPECT_EQ(supply.step.cartridges, 1);
    EXPECT_FLOAT_EQ(supply.level(), 58);
}

TEST(Gauge, WithoutASpareThereWasNone) {  // ASR-15: the yield is wrong, or the counter
    Supply supply(60);
    EXPECT_EQ(supply.Says(58, 100 * kPercent, 0, false), GaugeEvent::kNone);
    EXPECT_FLOAT_EQ(supply.level(), 57);
}

TEST(Gauge, FewPagesMoreThanTheGaugeShowsAreNoReplacement) {
    // 35 percent by pages and 2 on the gauge: less than 25 and a third.
    Supply supply(60);
    EXPECT_EQ(supply.Says(58, 35 * kPercent), GaugeEvent::kNone);
    EXPECT_EQ(Supply(60).Says(58, 45 * kPercent), GaugeEvent::kReplaced);
    EXPECT_EQ(Supply(Steps(20), 60).Says(60, 45 * kPercent), GaugeEvent::kNone) << "steps hide more";
}

TEST(Gauge, SeveralCartridgesInOneDay) {
    Supply supply(50);
    EXPECT_EQ(supply.Says(50, 300 * kPercent), GaugeEvent::kReplaced);
    EXPECT_EQ(supply.step.cartridges, 3);
    supply = Supply(20);
    supply.Says(100, 190 * kPercent);
    EXPECT_EQ(supply.step.cartridges, 3) << "270 percent do not come from two";
    supply = Supply(50);
    supply.Says(50, 100'000 * kPercent);
    EXPECT_EQ(supply.step.cartridges, 20) << "at most";
}

TEST(Gauge, PagesTellOfAReplacementBeforeTheGaugeSaidLow) {
    // "Some" stands for 12 percent at least. Pages below that add up until, with a coverage of which little is known,
    // 25 + 100 * sqrt(0.06) = 49.5 percent are too many.
    Supply supply(kSomeGauge, kSome);
    int days = 0;
    while (days < 100 && supply.Says(kSome, 10 * kPercent) == GaugeEvent::kNone) ++days;
    EXPECT_EQ(days, 9) << "4 to 15 %, one to 5 %, then 17, 27, 37, 47, 57 percent too many";
    EXPECT_EQ(supply.step.event, GaugeEvent::kReplaced);
    EXPECT_FLOAT_EQ(supply.level(), 92 - 57);
    EXPECT_EQ(supply.step.level_before, 20);

    Supply stages(kThreeStages, 100);
    while (stages.Says(100, 10 * kPercent) == GaugeEvent::kNone) ASSERT_LT(stages.day, kFirstDay + 100);
    EXPECT_EQ(stages.step.event, GaugeEvent::kReplaced);
    EXPECT_GT(stages.level(), 30);
}

TEST(Gauge, NotWhereNoSpareWasThereOrSerialNumbersTell) {
    Supply none(kSomeGauge, kSome);
    Supply serial(kSomeGauge, kSome);
    for (int day = 0; day < 30; ++day) {
        EXPECT_EQ(none.Says(kSome, 10 * kPercent, 0, false), GaugeEvent::kNone);
        EXPECT_EQ(serial.Says(kSome, 10 * kPercent, 5), GaugeEvent::kNone);
    }
    EXPECT_FLOAT_EQ(none.level(), 12);
}

// ---- whatever is said

TEST(Gauge, TheLevelStaysOnTheGauge) {  // ASR-15
    std::mt19937 random(15);
    const auto any = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    for (const GaugeSpec& spec : {Steps(1), Steps(5), Steps(10), Steps(25), Steps(100), kSomeGauge, kThreeStages}) {
        Gauge gauge;
        DayNumber day = kFirstDay;
        for (int i = 0; i < 20'000; ++i) {
            day += 1 + any(20) / 18;
            const int kind = any(9);
            const int raw = kind == 0 ? any(260) - 130 : kind < 3 ? kSome : kind < 5 ? gauge.raw : any(100);
            std::optional<double> pages;
            if (any(9) > 0) pages = any(30) == 0 ? any(200'000) : any(900);
            const GaugeStep step =
                FilterReading(gauge, spec, {}, day,
                              {raw, any(3) == 0 ? 0ULL : static_cast<std::uint64_t>(any(40) / 39), any(1) == 0, pages});
            ASSERT_GE(gauge.level, -15) << i;
            ASSERT_LE(gauge.level, 100) << i;
            ASSERT_GE(step.used.value_or(0), 0) << i;
            ASSERT_GE(step.level_before, -15) << i;
            ASSERT_LE(step.level_before, 100) << i;
            ASSERT_GE(step.cartridges, 1) << i;
            ASSERT_LE(step.cartridges, 20) << i;
            ASSERT_TRUE(std::isfinite(gauge.coverage.log_ratio) && gauge.coverage.doubt > 0) << i;
        }
    }
}

}  // namespace
}  // namespace replenishment
