#include "lib/replenishment/engine.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace replenishment {
namespace {

constexpr DayNumber kMonday = 20'605;  // 2026-06-01
// Of a cartridge with 10,000 pages a percent is 100 pages.
constexpr GaugeSpec kGauge{.kind = GaugeKind::kSteps, .step = 1, .yield_pages = 10'000};
constexpr std::int64_t kPercent = 100;
// A working day's share of a calendar day, in a week of an office.
constexpr double kShare = 5.4 / 7;

// A supply that was read on Monday, in a printer that has used so many percent a working day for long.
SupplyState Known(double level, double percent_a_day, std::int32_t shelf = 0) {
    SupplyState state;
    state.gauge.seen_on = kMonday;
    state.gauge.level = static_cast<float>(level);
    state.gauge.raw = static_cast<std::int16_t>(level);
    const auto rate = static_cast<float>(percent_a_day);
    state.rate = {.mean = rate, .fast = rate, .slow = rate, .variance = 0.3F, .weight = 150};
    state.book.shelf = shelf;
    return state;
}

// Printers with one black supply each: printer i is supply i.
struct Office {
    Engine engine;
    SiteIndex site = engine.AddSite();
    DayNumber today = kMonday;
    std::vector<std::int64_t> pages;
    BySupply<Decision> decisions;

    explicit Office(Profile profile = Profile::kPublished, const Method& method = {}, Holidays holidays = {})
        : engine(profile, {}, std::move(holidays), {}, method) {}

    SupplyIndex Add(const SupplyState& state, std::size_t item = 0, SupplySpec spec = {}) {
        spec.item = item;
        spec.gauge = kGauge;
        pages.push_back(50'000);
        return engine.AddSupply(engine.AddPrinter(site), spec, state);
    }
    void Read(std::size_t printer, int raw, std::int64_t printed = 0, std::uint64_t cartridge = 0) {
        pages[printer] += printed;
        const SupplyReading reading{raw, cartridge};
        engine.Read(PrinterIndex(printer), today, {.pages = pages[printer]}, {&reading, 1});
    }
    void Decide() { decisions = engine.Decide(today); }
    [[nodiscard]] const SupplyState& Of(SupplyIndex supply) const { return engine.StateOf(supply); }

    // Days of an office, in which each printer uses so many percent; nothing at the weekend.
    void Work(int days, const std::vector<double>& percent_a_day) {
        levels_.resize(pages.size(), 100);
        for (int day = 0; day < days; ++day) {
            ++today;
            for (std::size_t i = 0; i < pages.size(); ++i) {
                const double used = WeekdayOf(today) < 5 ? percent_a_day[i] : 0;
                levels_[i] -= used;
                Read(i, static_cast<int>(std::ceil(levels_[i])), std::llround(used * kPercent));
            }
            Decide();
        }
    }

  private:
    std::vector<double> levels_;
};

// ---- the course of a printer

TEST(Engine, BeforeTheFirstLevelItLearns) {
    Office office;
    office.Add({});
    office.Decide();
    EXPECT_EQ(office.decisions[0].why, Why::kLearning);
    EXPECT_EQ(office.decisions[0].verdict, Verdict::kNoOrder);
    EXPECT_FALSE(office.decisions[0].forecast);
    office.Read(0, -2);
    office.Decide();
    EXPECT_FALSE(office.decisions[0].forecast) << "the printer does not tell";
    ++office.today;
    office.Read(0, 80);
    office.Decide();
    EXPECT_TRUE(office.decisions[0].forecast) << "at once, with the rate of any printer";
    EXPECT_NEAR(office.decisions[0].daily_percent, kShare * 100.0 / 90 * 7 / 5.4, 0.01);
}

TEST(Engine, OrdersOnceBeforeACartridgeEnds) {  // ASR-4, ASR-5, ASR-7
    Office office;
    office.Add({});
    int orders = 0;
    double at = 0;
    for (int day = 0; day < 60; ++day) {
        office.Work(1, {2});
        const Decision& decision = office.decisions[0];
        if (decision.verdict == Verdict::kNoOrder) {
            if (orders > 0) {
                EXPECT_EQ(decision.why, Why::kOnItsWay) << day;
            }
            continue;
        }
        ++orders;
        at = decision.percent;
        EXPECT_EQ(decision.why, Why::kDue);
        EXPECT_EQ(decision.quantity, 1);
        EXPECT_NEAR(decision.daily_percent, 2 * kShare, 0.15);
    }
    EXPECT_EQ(orders, 1);
    EXPECT_NEAR(at, 21 * 2 * kShare, 3) << "21 days";
    EXPECT_EQ(office.Of(0).book.transit, 1);
}

TEST(Engine, DecidingTwiceOnADayOrdersOnce) {  // ASR-7
    for (const Profile profile : {Profile::kPublished, Profile::kBalanced}) {
        Office office(profile);
        office.Add(Known(5, 2));
        office.Decide();
        EXPECT_EQ(office.decisions[0].verdict, Verdict::kOrder);
        office.Decide();
        EXPECT_EQ(office.decisions[0].verdict, Verdict::kNoOrder);
        EXPECT_EQ(office.decisions[0].quantity, 0);
        EXPECT_EQ(office.Of(0).book.transit, office.decisions[0].transit);
    }
}

TEST(Engine, WhenConsumptionRisesASecondOrderCoversIt) {  // ASR-7
    Office office;
    office.Add(Known(30, 2));
    office.Decide();
    ASSERT_EQ(office.decisions[0].quantity, 1);
    double level = 30;
    int ordered = 0;
    for (int day = 0; day < 5 && ordered == 0; ++day) {
        ++office.today;
        office.Read(0, static_cast<int>(level -= 5),
                    30 * kPercent);  // the counter tells of 30 a day
        office.Decide();
        ordered = office.decisions[0].quantity;
    }
    EXPECT_GE(ordered, 1) << "130 percent do not last 21 days any more";
    EXPECT_EQ(office.Of(0).book.transit, 1 + ordered);
}

// ---- one shipment a site (ASR-6)

TEST(Engine, WhatWouldBeDueSoonTravelsAlong) {
    Office office;
    office.Add(Known(20, 2));  // 13 days
    office.Add(Known(55, 2));  // 36 days
    office.Add(Known(100, 2, 2));
    office.Decide();
    EXPECT_EQ(office.decisions[0].why, Why::kDue);
    EXPECT_EQ(office.decisions[1].verdict, Verdict::kJoin);
    EXPECT_EQ(office.decisions[1].why, Why::kJoins);
    EXPECT_EQ(office.decisions[1].quantity, 1);
    EXPECT_EQ(office.decisions[2].why, Why::kEnough);
    EXPECT_EQ(office.Of(0).book.transit, 1);
    EXPECT_EQ(office.Of(1).book.transit, 1);
    EXPECT_EQ(office.Of(2).book.transit, 0);
}

TEST(Engine, NothingIsSentForWhatWouldOnlyTravelAlong) {
    for (const Profile profile : {Profile::kPublished, Profile::kBalanced}) {
        Office office(profile);
        office.Add(Known(55, 2));
        office.Add(Known(100, 2, 2));
        // Another site's need is none of theirs.
        office.site = office.engine.AddSite();
        office.Add(Known(2, 2));
        office.Decide();
        EXPECT_EQ(office.decisions[0].verdict, Verdict::kNoOrder);
        EXPECT_EQ(office.decisions[0].why, Why::kWaits);
        EXPECT_EQ(office.decisions[0].quantity, 0);
        EXPECT_EQ(office.Of(0).book.transit, 0);
        EXPECT_EQ(office.decisions[1].why, Why::kEnough);
        EXPECT_EQ(office.decisions[2].verdict, Verdict::kOrder);
    }
}

TEST(Engine, DecisionsComeInTheOrderOfTheSupplies) {
    Office office;
    const SiteIndex first = office.site;
    const SiteIndex second = office.engine.AddSite();
    for (int i = 0; i < 6; ++i) {
        office.site = i % 2 == 0 ? first : second;
        office.Add(Known(40 + i, 2));
    }
    office.Decide();
    ASSERT_EQ(office.decisions.size(), 6u);
    for (const SupplyIndex at : office.decisions.Indexes()) {
        EXPECT_NEAR(office.decisions[at].percent, 40.0 + static_cast<double>(at.value()), 1e-4);
    }
}

// ---- the year of a site

// A site whose year is known: half of the work in fortnights 13 .. 16.
SiteState School() {
    SiteState site;
    for (std::size_t period = 0; period < SiteSeason::kPeriods; ++period) {
        site.season.used[period] = period >= 13 && period <= 16 ? 0.5F : 1;
        site.season.trust[period] = 1'000;
    }
    return site;
}

TEST(Engine, HolidaysAreThoseOfTheSite) {  // H9
    Office office(Profile::kBalanced);
    office.Add(Known(60, 2));
    Holidays week;
    for (DayNumber day = kMonday + 7; day < kMonday + 12; ++day) week.insert(day);
    office.site = office.engine.AddSite({}, std::make_shared<const Holidays>(week));
    office.Add(Known(60, 2));
    office.Decide();
    EXPECT_EQ(office.decisions[1].trigger_days, office.decisions[0].trigger_days + 7) << "deliveries wait as well";
    EXPECT_GT(office.decisions[1].q50, office.decisions[0].q50 + 3) << "nobody prints in that week";
    EXPECT_LT(office.decisions[1].daily_percent, office.decisions[0].daily_percent);
}

TEST(Engine, LeadTimesAreCountedInTheWorkingDaysOfTheSite) {  // H9
    Office office;
    office.site = office.engine.AddSite({}, std::make_shared<const Holidays>(Holidays{kMonday + 1, kMonday + 2}));
    office.Add(Known(5, 2));
    const auto before = office.engine.fleet().lead_times;
    office.Decide();
    ASSERT_EQ(office.decisions[0].verdict, Verdict::kOrder);
    office.engine.Delivered(0, office.decisions[0].quantity, kMonday + 4);
    EXPECT_EQ(office.engine.fleet().lead_times.count[2], before.count[2] + 1) << "Thursday and Friday";
}

TEST(Engine, BeforeTheHolidaysOfASchoolLessIsOrdered) {  // ASR-4
    Office office;
    office.site = office.engine.AddSite(School());
    // The first of July, the last day of fortnight 12.
    office.today = kMonday + 30;
    SupplyState state = Known(32, 2);
    state.gauge.seen_on = office.today;
    office.Add(state);
    office.site = 0;
    office.Add(state);
    office.Decide();
    EXPECT_EQ(office.decisions[1].why, Why::kDue);
    EXPECT_GT(office.decisions[0].lasts_days, 1.7 * office.decisions[1].lasts_days);
    EXPECT_EQ(office.decisions[0].verdict, Verdict::kNoOrder);
}

TEST(Engine, TheSeasonGoesPastEachDayOnceWhetherOrNotSomebodyAsks) {
    Office daily;
    daily.site = daily.engine.AddSite(School());
    daily.Add(Known(50, 2));
    Office seldom = daily;
    for (int day = 0; day < 60; ++day) {
        ++daily.today;
        daily.Decide();
        daily.Decide();
        ++seldom.today;
        if (day % 20 == 0 || day == 59) seldom.Decide();
    }
    EXPECT_LT(daily.engine.SiteOf(1).season.now, 0.85F);
    EXPECT_EQ(daily.engine.SiteOf(1), seldom.engine.SiteOf(1));
}

// ---- what is never ordered

TEST(Engine, APrinterThatIsSilentForTenDaysIsSuspended) {  // ASR-13
    Office office;
    office.Add(Known(20, 2));
    office.today = kMonday + 10;
    Office later = office;
    office.Decide();
    EXPECT_EQ(office.decisions[0].verdict, Verdict::kOrder) << "ten days are not too many";
    EXPECT_EQ(office.decisions[0].silent_days, 10);
    later.today = kMonday + 11;
    later.Decide();
    EXPECT_EQ(later.decisions[0].verdict, Verdict::kNoOrder);
    EXPECT_EQ(later.decisions[0].why, Why::kNotReporting);
    EXPECT_TRUE(later.decisions[0].forecast) << "it is still forecast";
    later.Read(0, 5, 15 * kPercent);
    later.Decide();
    EXPECT_EQ(later.decisions[0].verdict, Verdict::kOrder) << "once it is read again";
}

TEST(Engine, TheLevelGoesOnWithoutReadings) {
    Office office;
    office.Add(Known(80, 2));
    office.today = kMonday + 7;
    office.Decide();
    // Bursts add five percent to what is usual.
    EXPECT_NEAR(office.decisions[0].percent, 80 - 5.4 * 2 * 1.05, 0.01);
    Office long_ago = office;
    long_ago.today = kMonday + 300;
    long_ago.Decide();
    EXPECT_NEAR(long_ago.decisions[0].percent, 80 - 30 * kShare * 2 * 1.05, 2) << "for a month at most";
}

TEST(Engine, WhatIsBlockedIsForecastButNeverOrdered) {  // ASR-1, ASR-16
    Office office;
    office.Add(Known(3, 2), 0, {.blocked = Why::kNotCovered});
    office.Add({}, 0, {.blocked = Why::kUnknownLevel});
    office.Add(Known(55, 2));
    office.Decide();
    EXPECT_EQ(office.decisions[0].verdict, Verdict::kNoOrder);
    EXPECT_EQ(office.decisions[0].why, Why::kNotCovered);
    EXPECT_TRUE(office.decisions[0].forecast);
    EXPECT_EQ(office.decisions[1].why, Why::kUnknownLevel);
    EXPECT_EQ(office.decisions[2].why, Why::kWaits) << "and nothing travels with it";
}

TEST(Engine, TwoCartridgesAWeekAreHighVolume) {  // ASR-8
    const auto high = [](double percent_a_day, float days, bool by_pages = false) {
        SupplyState state = Known(50, by_pages ? percent_a_day * kPercent : percent_a_day);
        state.rate.weight = days;
        state.by_pages = by_pages;
        Office office;
        office.Add(Known(50, 1));
        office.Add(state);
        EXPECT_FALSE(office.engine.HighVolume(0));
        return office.engine.HighVolume(1);
    };
    EXPECT_TRUE(high(39, 30)) << "203 percent in 5.2 days";
    EXPECT_FALSE(high(38, 30)) << "198 percent";
    EXPECT_FALSE(high(39, 25)) << "not for five weeks yet";
    EXPECT_TRUE(high(39, 30, true));
    EXPECT_FALSE(high(38, 30, true));
}

// ---- orders by hand and calls

TEST(Engine, CartridgesForAnAnnouncedJobAreReserved) {  // ASR-11
    Office office;
    office.Add(Known(80, 2));
    office.Decide();
    const double lasts = office.decisions[0].lasts_days;
    office.engine.Announced(0, 2, kMonday + 5);
    office.Decide();
    EXPECT_EQ(office.decisions[0].transit, 2);
    EXPECT_NEAR(office.decisions[0].lasts_days, lasts, 1e-6) << "they are for the job";
    office.engine.Delivered(0, 2);
    office.Decide();
    EXPECT_EQ(office.decisions[0].shelf, 2);
    EXPECT_NEAR(office.decisions[0].lasts_days, lasts, 1e-6);

    // Three weeks after the job they are anybody's.
    office.today = kMonday + 26;
    office.Read(0, 78);
    office.Decide();
    EXPECT_GT(office.decisions[0].lasts_days, lasts + 200 / (2.3 * kShare) - 10);
    EXPECT_EQ(office.Of(0).reserved, 0);
}

TEST(Engine, ASecondJobLeavesTheFirstItsCartridges) {  // ASR-11
    Office office;
    office.Add(Known(80, 2));
    office.Decide();
    const double lasts = office.decisions[0].lasts_days;
    office.engine.Announced(0, 2, kMonday + 5);
    office.engine.Announced(0, 1, kMonday + 3);
    EXPECT_EQ(office.Of(0).reserved_from, kMonday + 5);
    office.Decide();
    EXPECT_EQ(office.decisions[0].transit, 3);
    EXPECT_NEAR(office.decisions[0].lasts_days, lasts, 1e-6);
}

TEST(Engine, WhatWentBackIsReservedNoMoreAndLeavesTheOtherParcelOnItsWay) {  // ASR-11, ASR-12
    Office office;
    office.Add(Known(80, 2));
    office.engine.Announced(0, 3, kMonday + 5);
    office.engine.Delivered(0, 2);
    office.engine.Returned(0, 1, true);
    EXPECT_EQ(office.Of(0).book.shelf, 1);
    EXPECT_EQ(office.Of(0).book.transit, 1);
    EXPECT_EQ(office.Of(0).reserved, 200);
    office.engine.Returned(0, 1, false);
    EXPECT_EQ(office.Of(0).book.shelf, 0);
    EXPECT_EQ(office.Of(0).reserved, 200) << "that of another order";
}

TEST(Engine, AnAnnouncedJobIsNoHabit) {  // ASR-11
    SupplyState state = Known(80, 200);  // pages
    state.by_pages = true;
    state.counter = 50'000;
    Office office;
    office.Add(state);
    office.Add(state);
    office.engine.Announced(0, 1, kMonday + 1);
    ++office.today;
    office.Read(0, 30, 5'000);
    office.Read(1, 30, 5'000);
    EXPECT_LT(office.Of(0).rate.mean, 203);
    EXPECT_GT(office.Of(1).rate.mean, 210) << "a burst that nobody announced counts in part";
    EXPECT_NEAR(office.Of(0).gauge.level, 30, 1) << "the level falls all the same";
}

TEST(Engine, ACallSaysThatNothingIsThere) {
    Office office;
    office.Add(Known(60, 2, 2));
    office.engine.Emergency(0, 1);
    EXPECT_EQ(office.Of(0).book.shelf, 0);
    EXPECT_EQ(office.Of(0).book.transit, 1);
    office.Decide();
    EXPECT_EQ(office.decisions[0].percent, 0);
    EXPECT_EQ(office.decisions[0].q50, 1);
}

// ---- shelf

TEST(Engine, AReplacementTakesFromTheShelf) {
    Office office;
    office.Add(Known(15, 2, 2));
    ++office.today;
    office.Read(0, 100);
    EXPECT_EQ(office.Of(0).book.shelf, 1);
    EXPECT_EQ(office.Of(0).replaced_on, office.today);
    ++office.today;
    office.Read(0, 15);
    EXPECT_EQ(office.Of(0).book.shelf, 2) << "it was none";
    EXPECT_EQ(office.Of(0).replaced_on, kNoDay);
}

TEST(Engine, WithoutOneOfItsOwnItIsTheNeighbors) {  // ASR-12
    Office office;
    office.Add(Known(15, 2, 0), 7);
    office.Add(Known(80, 2, 1), 7);
    office.Add(Known(80, 2, 3), 7);
    office.Add(Known(80, 2, 9), 8);  // another item
    office.site = office.engine.AddSite();
    office.Add(Known(80, 2, 9), 7);  // another site
    ++office.today;
    office.Read(0, 100);
    EXPECT_EQ(office.Of(2).book.shelf, 3) << "it may be the gauge";
    ++office.today;
    office.Read(0, 99);
    EXPECT_EQ(office.Of(0).book.shelf, 0);
    EXPECT_EQ(office.Of(1).book.shelf, 1);
    EXPECT_EQ(office.Of(2).book.shelf, 2) << "who has most";
    EXPECT_EQ(office.Of(3).book.shelf, 9);
    EXPECT_EQ(office.Of(4).book.shelf, 9);
}

TEST(Engine, ACartridgeBeforeItsDeliveryIsOneOfThoseOnTheirWay) {
    Method method;
    for (const bool reported_late : {false, true}) {
        method.deliveries_reported_late = reported_late;
        Office office(Profile::kPublished, method);
        office.Add(Known(15, 2));
        office.engine.SetTransit(0, 2);
        ++office.today;
        office.Read(0, 100);
        EXPECT_EQ(office.Of(0).book.early, reported_late ? 1 : 0);
        office.engine.Delivered(0, 2);
        EXPECT_EQ(office.Of(0).book.shelf, reported_late ? 1 : 2);
    }
}

TEST(Engine, SeveralCartridgesInADayAllLeaveTheShelf) {
    SupplyState state = Known(50, 60, 4);
    state.counter = 50'000;
    Office office;
    office.Add(state);
    ++office.today;
    office.Read(0, 50, 300 * kPercent);
    EXPECT_EQ(office.Of(0).book.shelf, 1);
}

TEST(Engine, WhatIsOnItsWayIsSetWithItsBackOrders) {  // ASR-7
    Office office;
    office.Add(Known(10, 2));
    office.engine.SetTransit(0, 2, 2, kMonday + 90);
    office.Decide();
    EXPECT_EQ(office.decisions[0].verdict, Verdict::kOrder);
    EXPECT_EQ(office.decisions[0].why, Why::kBackOrder);
    Office soon;
    soon.Add(Known(10, 2));
    soon.engine.SetTransit(0, 2);
    soon.Decide();
    EXPECT_EQ(soon.decisions[0].why, Why::kOnItsWay);
    soon.engine.SetTransit(0, 2, 0, kMonday + 90);
    EXPECT_EQ(soon.Of(0).book.late_until, kNoDay) << "nothing is late";
}

// ---- lead times

TEST(Engine, LearnsHowLongDeliveriesTake) {  // ASR-4
    Office office(Profile::kPublished, {}, {kMonday + 1});
    office.Add(Known(10, 2));
    office.Decide();
    ASSERT_EQ(office.decisions[0].quantity, 1);
    const LeadTimes before = office.engine.fleet().lead_times;
    office.engine.Delivered(0, 1, kMonday + 8);
    LeadTimes after = before;
    after.Learn(5);  // of eight days: two at the weekend, one a holiday
    EXPECT_EQ(office.engine.fleet().lead_times, after);
    office.engine.Delivered(0, 1, kMonday + 9);
    EXPECT_EQ(office.engine.fleet().lead_times, after) << "what nobody ordered says nothing";
}

TEST(Engine, OfTwoOrdersNobodyKnowsWhichOneCame) {
    Office office;
    office.Add(Known(10, 2));
    office.engine.SetTransit(0, 1, 1, kMonday + 90);
    office.Decide();
    ASSERT_GT(office.decisions[0].quantity, 0);
    office.engine.Delivered(0, 1, kMonday + 3);
    EXPECT_EQ(office.engine.fleet().lead_times, LeadTimes{});

    Office call;
    call.Add(Known(10, 2));
    call.Decide();
    ASSERT_EQ(call.decisions[0].quantity, 1);
    call.engine.Emergency(0, 1);
    call.engine.Delivered(0, 1, kMonday + 3);
    EXPECT_EQ(call.engine.fleet().lead_times, LeadTimes{}) << "ordered or sent after the call";
}

TEST(Engine, AnItemWithALongLeadTimeIsOrderedEarlier) {  // ASR-4
    Office office;
    office.Add(Known(50, 2), 0, {.lead_time_days = 20});
    office.Decide();
    EXPECT_EQ(office.decisions[0].why, Why::kDueByLeadTime);
    EXPECT_GT(office.decisions[0].trigger_days, 30);
    Office usual;
    usual.Add(Known(50, 2), 0, {.lead_time_days = 3});
    usual.Decide();
    EXPECT_EQ(usual.decisions[0].why, Why::kWaits);
    EXPECT_EQ(usual.decisions[0].trigger_days, 21);
}

// ---- counters and readings (ASR-15)

TEST(Engine, RatesGoByPagesWhereThereAreAny) {
    Office office;
    office.Add({});
    office.Work(30, {2});
    EXPECT_TRUE(office.Of(0).by_pages);
    // 22 working days in 30; that nobody works at weekends it has not learned yet.
    EXPECT_NEAR(office.Of(0).rate.mean, 200 * 22 / (22 + 4 * 0.45), 3);
    EXPECT_NEAR(office.Of(0).gauge.level, 100 - 2 * 22, 1.5);
}

TEST(Engine, PagesThatGoBackAreNoPages) {
    Office office;
    office.Add({});
    office.Work(28, {2});
    const SupplyState before = office.Of(0);
    for (const std::int64_t counter : {std::int64_t{5}, std::int64_t{900'000}, std::int64_t{-4}}) {
        office.pages[0] = counter;
        office.Work(1, {2});
        EXPECT_NEAR(office.Of(0).rate.mean, before.rate.mean, 0.1 * before.rate.mean) << counter;
        EXPECT_LT(office.Of(0).gauge.level, before.gauge.level);
        EXPECT_GT(office.Of(0).gauge.level, before.gauge.level - 8);
    }
    EXPECT_TRUE(office.Of(0).by_pages);
    office.pages[0] = 10'000;
    office.Work(14, {2});
    EXPECT_NEAR(office.Of(0).rate.mean, 200, 15) << "it counts on from the new value";
    EXPECT_EQ(office.Of(0).replaced_on, kNoDay);
}

TEST(Engine, CountersThatGoBackDoSoTogether) {
    // The board was replaced: its count of color pages lies above the old one by chance.
    Engine engine(Profile::kPublished, {}, {});
    const PrinterIndex printer = engine.AddPrinter(engine.AddSite());
    engine.AddSupply(printer, {.gauge = kGauge});
    engine.AddSupply(printer, {.color = true, .gauge = kGauge});
    const std::array<SupplyReading, 2> full{SupplyReading{100}, SupplyReading{100}};
    engine.Read(printer, kMonday, {.pages = 90'000, .color_pages = 1'000}, full);
    engine.Read(printer, kMonday + 1, {.pages = 3'000, .color_pages = 3'000}, full);
    EXPECT_EQ(engine.StateOf(1).rate.mean, 0);
    EXPECT_NEAR(engine.StateOf(1).gauge.level, 99.75, 1e-4);
    engine.Read(printer, kMonday + 2, {.pages = 3'300, .color_pages = 3'100}, full);
    EXPECT_NEAR(engine.StateOf(0).rate.mean * 5.4 / 5.45, 300, 1);
    EXPECT_NEAR(engine.StateOf(1).rate.mean * 5.4 / 5.45, 100, 1) << "color goes by color pages";
}

TEST(Engine, WithoutAColorCounterColorGoesByAllPages) {
    Engine engine(Profile::kPublished, {}, {});
    const PrinterIndex printer = engine.AddPrinter(engine.AddSite());
    engine.AddSupply(printer, {.color = true, .gauge = kGauge});
    const SupplyReading full{100};
    engine.Read(printer, kMonday, {.pages = 1'000}, {&full, 1});
    engine.Read(printer, kMonday + 1, {.pages = 1'300}, {&full, 1});
    EXPECT_NEAR(engine.StateOf(0).rate.mean * 5.4 / 5.45, 300, 1);
}

TEST(Engine, WithoutAnyCounterTheGaugeTells) {
    Engine engine(Profile::kPublished, {}, {});
    const PrinterIndex printer = engine.AddPrinter(engine.AddSite());
    engine.AddSupply(printer, {.gauge = kGauge});
    for (int day = 0; day < 5; ++day) {
        const SupplyReading reading{100 - 3 * day};
        engine.Read(printer, kMonday + day, {}, {&reading, 1});
    }
    EXPECT_FALSE(engine.StateOf(0).by_pages);
    EXPECT_NEAR(engine.StateOf(0).rate.mean, 3, 0.3);
}

TEST(Engine, ADayThatIsReadTwiceChangesNothing) {
    Office office;
    office.Add({});
    office.Add(Known(15, 2, 1));
    office.Work(20, {2, 3});
    const SupplyState first = office.Of(0);
    const SupplyState second = office.Of(1);
    const SiteState site = office.engine.SiteOf(0);
    const FleetState fleet = office.engine.fleet();
    // The same again, another value of the day, and days before it.
    office.Read(0, 57);
    office.Read(1, 100, 7'000, 99);
    --office.today;
    office.Read(0, 3);
    office.today -= 10;
    office.Read(1, 3, 20'000);
    EXPECT_EQ(office.Of(0), first);
    EXPECT_EQ(office.Of(1), second);
    EXPECT_EQ(office.engine.SiteOf(0), site);
    EXPECT_EQ(office.engine.fleet(), fleet);
}

TEST(Engine, AHistoryThatIsReplayedGivesTheSameState) {
    Office once;
    once.Add({});
    once.Work(90, {1.5});
    Office again;
    again.Add({});
    again.Work(90, {1.5});
    EXPECT_EQ(once.Of(0), again.Of(0));
    EXPECT_EQ(once.decisions, again.decisions);
}

TEST(Engine, ReadingsThatAreMissingLeaveTheirSupplies) {
    Engine engine(Profile::kPublished, {}, {});
    const PrinterIndex printer = engine.AddPrinter(engine.AddSite());
    engine.AddSupply(printer, {.gauge = kGauge}, Known(50, 2));
    engine.AddSupply(printer, {.gauge = kGauge}, Known(50, 2));
    const std::array<SupplyReading, 3> readings{SupplyReading{40}, SupplyReading{40}, SupplyReading{40}};
    const SupplyState before = engine.StateOf(1);
    engine.Read(printer, kMonday + 1, {}, {readings.data(), 1});
    EXPECT_EQ(engine.StateOf(1), before);
    engine.Read(printer, kMonday + 2, {}, readings);  // one more than it has
    EXPECT_NEAR(engine.StateOf(1).gauge.level, 40.5, 1e-4);
}

TEST(Engine, AReadingThatLacksTheCounterOfColorPagesSaysNothingOfThem) {  // ASR-15
    Engine engine(Profile::kPublished, {}, {});
    SupplySpec spec;
    spec.color = true;
    spec.gauge = {.kind = GaugeKind::kSteps, .step = 1, .yield_pages = 5'000};
    const PrinterIndex printer = engine.AddPrinter(engine.AddSite());
    const SupplyIndex cyan = engine.AddSupply(printer, spec);
    DayNumber today = kMonday;
    std::int64_t all = 90'000;
    std::int64_t color = 50'000;
    const auto read = [&](int raw, bool with_color) {
        const SupplyReading reading{raw, 0};
        all += 200;
        color += 50;
        engine.Read(printer, ++today, {all, with_color ? std::optional(color) : std::nullopt}, {&reading, 1});
    };
    for (int day = 0; day < 40; ++day) read(80 - day, true);
    engine.Delivered(cyan, 1);
    (void)engine.TakeHappenings();
    const auto before = engine.StateOf(cyan);
    ASSERT_TRUE(before.by_pages);
    // Forty thousand pages more than there are in color: they are those of all kinds.
    read(40, false);
    read(39, true);
    EXPECT_TRUE(engine.happenings().cartridges.empty());
    EXPECT_EQ(engine.StateOf(cyan).book.shelf, 1);
    EXPECT_NEAR(engine.StateOf(cyan).gauge.level, before.gauge.level - 2, 0.7);
    EXPECT_NEAR(engine.StateOf(cyan).rate.mean, before.rate.mean, 5);
}

TEST(Engine, WhereColorPagesAreCountedFromADayOnTheyAreNoJump) {  // ASR-15
    Engine engine(Profile::kPublished, {}, {});
    SupplySpec spec;
    spec.color = true;
    spec.gauge = {.kind = GaugeKind::kSteps, .step = 1, .yield_pages = 5'000};
    const PrinterIndex printer = engine.AddPrinter(engine.AddSite());
    const SupplyIndex cyan = engine.AddSupply(printer, spec);
    const SupplyReading reading{80, 0};
    engine.Read(printer, kMonday, {1'000, std::nullopt}, {&reading, 1});
    engine.Read(printer, kMonday + 1, {1'010, 50'000}, {&reading, 1});
    EXPECT_EQ(engine.StateOf(cyan).counter, 50'000);
    EXPECT_NEAR(engine.StateOf(cyan).gauge.level, 80, 1);
}

TEST(Engine, APrinterThatStandsStillWithTonerOnTheShelfIsDoubted) {
    SupplyState state = Known(3, 2, 1);
    state.counter = 50'000;
    state.book.busy = 0.95F;
    Office office(Profile::kBalanced);
    office.Add(state);
    for (int day = 0; day < 2; ++day) {
        ++office.today;
        office.Read(0, 3);
    }
    EXPECT_EQ(office.Of(0).book.shelf, 0);
    office.Decide();
    EXPECT_EQ(office.decisions[0].verdict, Verdict::kOrder);
}

// ---- bursts of the fleet

TEST(Engine, ABurstIsCountedForTheFleetOnce) {
    SupplyState state = Known(90, 200);
    state.by_pages = true;
    state.counter = 50'000;
    Office office;
    office.Add(state);
    ++office.today;
    office.Read(0, 60, 3'000);
    ++office.today;
    office.Read(0, 35, 2'500);
    EXPECT_EQ(office.engine.fleet().bursts, 1) << "a job of two days";
    EXPECT_NEAR(office.engine.fleet().burst_sizes, 28 + 23, 1.5) << "percent beyond what is usual";
}

// ---- size

TEST(Engine, ASiteWithFiveThousandSuppliesIsDecidedInTime) {
    Office office(Profile::kBalanced);
    for (int i = 0; i < 5'000; ++i) office.Add(Known(10 + i % 90, 2, i % 3), static_cast<std::size_t>(i % 40));
    const auto start = std::chrono::steady_clock::now();
    for (int day = 0; day < 5; ++day) {
        ++office.today;
        for (std::size_t i = 0; i < 5'000; ++i) {
            // On one day all are replaced, which looks for a neighbor's cartridge.
            office.Read(i, day == 2 ? 100 : static_cast<int>(10 + i % 90), 2 * kPercent, day >= 2 ? 2 : 1);
        }
        office.Decide();
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_EQ(office.decisions.size(), 5'000u);
    EXPECT_EQ(office.Of(0).replaced_on, kMonday + 3);
    EXPECT_LT(took.count(), 10) << "five days of a site";
    RecordProperty("milliseconds", static_cast<int>(1'000 * took.count()));
    std::int64_t shelf = 0;
    for (const SupplyIndex at : office.engine.SupplyIndexes()) shelf += office.Of(at).book.shelf;
    EXPECT_LT(shelf, 1'000) << "neighbors gave theirs";
}

}  // namespace
}  // namespace replenishment
