#include "lib/replenishment/calendar.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace replenishment {
namespace {

constexpr DayNumber kMonday = 20'605;   // 2026-06-01
constexpr DayNumber kNewYear = 20'454;  // 2026-01-01, a Thursday
constexpr double kDoubt = 0.8;
const Holidays kNoHolidays;

double WeightOf(const SiteCalendar& site, int weekday) {
    return DayWeights(site, kNoHolidays).Of(kMonday + weekday);
}

// ---- the week of a site (ASR-4: average daily consumption is one of working days)

TEST(Calendar, KnowsTheDayOfTheWeek) {
    EXPECT_EQ(WeekdayOf(kMonday), 0);
    EXPECT_EQ(WeekdayOf(kMonday + 6), 6);
    EXPECT_EQ(WeekdayOf(kNewYear), 3);
    EXPECT_EQ(WeekdayOf(0), 3) << "1970-01-01 was a Thursday";
    EXPECT_EQ(WeekdayOf(-3), 0) << "and 1969-12-29 a Monday";
    EXPECT_EQ(WeekdayOf(-4), 6);
}

TEST(Calendar, ASiteStartsWithTheWeekOfAnOffice) {
    const double whole = 5.4 / 5.45;  // 1, 1, 1, 1, 1, .25, .2 with a sum of 5.4
    for (int weekday = 0; weekday < 5; ++weekday) EXPECT_NEAR(WeightOf({}, weekday), whole, 1e-6);
    EXPECT_NEAR(WeightOf({}, 5), 0.25 * whole, 1e-6);
    EXPECT_NEAR(WeightOf({}, 6), 0.20 * whole, 1e-6);
    EXPECT_NEAR(DayWeights({}, kNoHolidays).Sum(kMonday, kMonday + 6), 5.4, 1e-6);
}

TEST(Calendar, LearnsThatNobodyWorksOnWednesdays) {
    SiteCalendar site;
    for (int week = 0; week < 10; ++week) site.Learn(kMonday + 7 * week + 2, false, 0);
    const double wednesday = 3.0 / 13;
    const double scale = 5.4 / (4 + wednesday + 0.45);
    EXPECT_NEAR(WeightOf(site, 2), wednesday * scale, 1e-6);
    EXPECT_NEAR(WeightOf(site, 1), scale, 1e-6) << "the work is done on the other days";
}

TEST(Calendar, LearnsThatAShopIsOpenOnSaturdays) {
    SiteCalendar site;
    for (int week = 0; week < 57; ++week) site.Learn(kMonday + 7 * week + 5, false, 1);
    EXPECT_NEAR(WeightOf(site, 5) / WeightOf(site, 0), (0.75 + 57) / 60, 1e-6);
}

TEST(Calendar, OneWildDayCountsThreeTimesAtMost) {
    SiteCalendar wild;
    wild.Learn(kMonday, false, 1'000);
    SiteCalendar busy;
    busy.Learn(kMonday, false, 3);
    EXPECT_EQ(wild, busy);
    EXPECT_NEAR(busy.activity[0], 6, 1e-6);
}

TEST(Calendar, AnOldHabitIsForgotten) {
    SiteCalendar site;
    for (int week = 0; week < 147; ++week) site.Learn(kMonday + 7 * week, false, 1);
    EXPECT_EQ(site.days_counted[0], 150);
    for (int week = 0; week < 150; ++week) site.Learn(kMonday + 7 * week, false, 0);
    EXPECT_LT(site.days_counted[0], 151);
    EXPECT_NEAR(site.activity[0] / site.days_counted[0], 0.25, 0.01) << "not one half, as a plain mean says";
}

TEST(Calendar, AHolidayIsAlmostIdleUntilTheSiteShowsOtherwise) {
    const Holidays holidays{kMonday, kMonday + 6};
    EXPECT_NEAR(DayWeights({}, holidays).Of(kMonday), 0.2, 1e-6);
    EXPECT_NEAR(DayWeights({}, holidays).Of(kMonday + 6), 0.2 * 5.4 / 5.45, 1e-6)
        << "no busier than the Sunday that it is";
    SiteCalendar site;
    for (int year = 0; year < 3; ++year) site.Learn(kMonday, true, 1);
    EXPECT_NEAR(DayWeights(site, holidays).Of(kMonday), 3.3 / 4.5, 1e-6);
    EXPECT_EQ(site.activity, SiteCalendar{}.activity) << "and says nothing of Mondays";
}

TEST(Calendar, SumsDaysWithBothEnds) {
    const DayWeights weights({}, kNoHolidays);
    EXPECT_DOUBLE_EQ(weights.Sum(kMonday, kMonday), weights.Of(kMonday));
    EXPECT_NEAR(weights.Sum(kMonday + 4, kMonday + 7), (1 + 0.25 + 0.2 + 1) * 5.4 / 5.45, 1e-6);
    EXPECT_EQ(weights.Sum(kMonday, kMonday - 1), 0);
}

// ---- the year of a site

// Day 0 .. of the year; fortnights begin on days 0, 14, 28 ...
constexpr DayNumber DayOfYear(int year, int day) {
    return kNewYear + (year - 2026) * 365 + day;
}

// A year in which each of `printers` uses `percent(day)` on working days: ten in each fortnight.
template <class Percent>
SiteSeason YearOf(int printers, const Percent& percent) {
    SiteSeason season;
    for (int day = 0; day < 365; ++day) {
        const DayNumber today = DayOfYear(2026, day);
        if (WeekdayOf(today) > 4) continue;
        for (int printer = 0; printer < printers; ++printer) season.Learn(today, percent(day), 1);
    }
    season.Learn(DayOfYear(2027, 0), 1, 1);  // closes the last fortnight
    return season;
}

// A school: fortnights 13 .. 16 (July and August) have a tenth of the work.
double School(int day) {
    return day / 14 >= 13 && day / 14 <= 16 ? 0.1 : 1;
}

void CloseDays(SiteSeason& season, int year, int first, int last) {
    for (int day = first; day <= last; ++day) {
        const DayNumber today = DayOfYear(year, day);
        season.Close(today, WeekdayOf(today) < 5 ? 1 : 0, 20);
    }
}

TEST(Season, TheFirstYearKnowsNothing) {
    SiteSeason season;
    for (int day = 0; day < 190; ++day) {
        season.Learn(DayOfYear(2026, day), School(day), 1);
        season.Close(DayOfYear(2026, day), 1, 20);
        EXPECT_EQ(season.Factor(DayOfYear(2026, day + 14), kDoubt), 1) << day;
    }
}

TEST(Season, AYearLaterAQuietSummerIsExpected) {
    SiteSeason season = YearOf(4, School);
    EXPECT_NEAR(season.used[3], 1, 1e-5);
    EXPECT_NEAR(season.used[14], 0.1, 1e-5);
    EXPECT_NEAR(season.trust[14], 40, 1e-3) << "ten days of four printers";
    CloseDays(season, 2027, 1, 170);
    EXPECT_NEAR(season.now, 1, 1e-5);
    // ln(10), less what four printers may differ by chance.
    const double quiet = std::exp(-(std::log(10.0) - 0.8 * std::sqrt(10.0 / 40)));
    EXPECT_NEAR(season.Factor(DayOfYear(2027, 190), kDoubt), quiet, 1e-4);
    EXPECT_EQ(season.Factor(DayOfYear(2027, 180), kDoubt), 1) << "not before it begins";
    EXPECT_EQ(season.Factor(DayOfYear(2027, 240), kDoubt), 1) << "not after it";

    const auto sums = CumulativeWeights(DayWeights({}, kNoHolidays), season, kDoubt, DayOfYear(2027, 181), 14);
    EXPECT_NEAR(sums[14], 2 * 5.4 * quiet, 1e-3) << "two weeks of a quiet summer";
}

TEST(Season, AfterTheSummerTheBusyAutumnIsExpected) {
    SiteSeason season = YearOf(4, School);
    CloseDays(season, 2027, 1, 237);  // the end of fortnight 16: forty quiet working days
    EXPECT_NEAR(season.now, 0.1 + 0.9 * std::exp2(-40.0 / 20), 1e-3);
    EXPECT_NEAR(season.Factor(DayOfYear(2027, 240), kDoubt), 1 / season.now * std::exp(-0.4), 1e-2);
}

TEST(Season, NoiseOfOnePrinterIsNoSeason) {
    // A fortnight with half of the usual work: nothing with one printer, something with sixteen.
    const auto half = [](int day) { return day / 14 == 14 ? 0.5 : 1.0; };
    SiteSeason one = YearOf(1, half);
    CloseDays(one, 2027, 1, 170);
    EXPECT_EQ(one.Factor(DayOfYear(2027, 200), kDoubt), 1);
    SiteSeason many = YearOf(16, half);
    CloseDays(many, 2027, 1, 170);
    EXPECT_NEAR(many.Factor(DayOfYear(2027, 200), kDoubt), std::exp(-(std::log(2.0) - 0.2)), 1e-4);
}

TEST(Season, ASiteThatIsClosedCountsAsAlmostNothing) {
    SiteSeason season = YearOf(4, [](int day) { return day / 14 == 14 ? 0.0 : 1.0; });
    CloseDays(season, 2027, 1, 170);
    EXPECT_NEAR(season.Factor(DayOfYear(2027, 200), kDoubt), std::exp(-2.0), 1e-6) << "no difference counts for more";
}

TEST(Season, AReadingThatComesLateDoesNotUndoAFortnight) {  // ASR-15
    SiteSeason season;
    for (int day = 0; day < 14; ++day) season.Learn(DayOfYear(2026, day), 2, 1);
    season.Learn(DayOfYear(2026, 14), 1, 1);
    // Another printer's day 13 arrives after that.
    season.Learn(DayOfYear(2026, 13), 30, 1);
    for (int day = 15; day < 29; ++day) season.Learn(DayOfYear(2026, day), 1, 1);
    EXPECT_NEAR(season.used[0], 2, 1e-6);
    EXPECT_NEAR(season.trust[0], 14, 1e-6);
    EXPECT_NEAR(season.used[1], 1, 1e-6);
    EXPECT_NEAR(season.trust[1], 14, 1e-6);
}

TEST(Season, TheFortnightInWhichASiteBeginsIsNoMeasure) {  // ASR-4
    SiteSeason season;
    // Many printers are found on its last day; their gauges have not moved yet.
    for (int printer = 0; printer < 100; ++printer) season.Learn(DayOfYear(2026, 27), 0, 1);
    for (int day = 28; day < 43; ++day) season.Learn(DayOfYear(2026, day), 1, 1);
    EXPECT_EQ(season.used[1], 0) << "nobody knows";
    EXPECT_NEAR(season.used[2], 1, 1e-6);
    CloseDays(season, 2027, 14, 35);
    EXPECT_EQ(season.Factor(DayOfYear(2027, 40), kDoubt), 1);
}

TEST(Season, GoesOnAfterSilence) {
    SiteSeason season;
    for (int day = 0; day < 14; ++day) season.Learn(DayOfYear(2026, day), 2, 1);
    season.Learn(DayOfYear(2026, 200), 5, 1);
    season.Learn(DayOfYear(2027, 0), 3, 1);
    season.Learn(DayOfYear(2027, 14), 3, 1);
    EXPECT_NEAR(season.used[14], 5, 1e-6);
    EXPECT_NEAR(season.used[0], 3, 1e-6) << "this year's, not that of the year before";
    EXPECT_EQ(season.used[7], 0) << "nobody knows";
}

// ---- days ahead

TEST(CumulativeWeights, AddUpTheDaysAfterToday) {
    const Holidays holidays{kMonday + 1};
    const auto sums = CumulativeWeights(DayWeights({}, holidays), {}, kDoubt, kMonday, 7);
    const double whole = 5.4 / 5.45;
    ASSERT_EQ(sums.size(), 8u);
    EXPECT_EQ(sums[0], 0);
    EXPECT_NEAR(sums[1], 0.2, 1e-6) << "tomorrow is a holiday";
    EXPECT_NEAR(sums[4], 0.2 + 3 * whole, 1e-6);
    EXPECT_NEAR(sums[7], 0.2 + 4.45 * whole, 1e-6) << "the next Monday is in, today is not";
}

TEST(CalendarDays, PassOverWeekendsAndHolidays) {
    const DayNumber friday = kMonday + 4;
    EXPECT_EQ(CalendarDays({}, kMonday, 0), 0);
    EXPECT_EQ(CalendarDays({}, kMonday, -1), 0);
    EXPECT_EQ(CalendarDays({}, kMonday, 1), 1);
    EXPECT_EQ(CalendarDays({}, kMonday, 5), 7);
    EXPECT_EQ(CalendarDays({}, friday, 1), 3);
    EXPECT_EQ(CalendarDays({friday + 3}, friday, 1), 4) << "Monday is a holiday";
    EXPECT_EQ(CalendarDays({friday + 1}, friday, 1), 3) << "a holiday on Saturday takes nothing";
    EXPECT_EQ(CalendarDays({}, friday + 1, 1), 2) << "from Saturday";
    EXPECT_EQ(CalendarDays({}, kMonday, 12), 16);
}

TEST(DaysToDoor, WaitForADayOnWhichTheSiteTakesGoods) {  // ASR-4
    const DayNumber friday = kMonday + 4;
    constexpr DeliveryWeek kTuesdays = 1U << 1U;
    constexpr DeliveryWeek kTuesdaysAndFridays = kTuesdays | 1U << 4U;
    EXPECT_EQ(DaysToDoor({}, kEveryWeekday, friday, 1), 3);
    EXPECT_EQ(DaysToDoor({}, 0, friday, 1), 3) << "nobody has said any";
    EXPECT_EQ(DaysToDoor({}, kTuesdays, kMonday, 1), 1);
    EXPECT_EQ(DaysToDoor({}, kTuesdays, kMonday, 2), 8);
    EXPECT_EQ(DaysToDoor({}, kTuesdaysAndFridays, kMonday, 2), 4);
    EXPECT_EQ(DaysToDoor({kMonday + 1}, kTuesdaysAndFridays, kMonday, 1), 4) << "that Tuesday is a holiday";
    EXPECT_EQ(DaysToDoor({}, 1U << 5U, kMonday, 1), 5) << "on Saturdays only";
}

TEST(WorkingDays, CountFromTheNextDayToTheLastOne) {
    EXPECT_EQ(WorkingDays({}, kMonday, kMonday), 0);
    EXPECT_EQ(WorkingDays({}, kMonday, kMonday + 1), 1);
    EXPECT_EQ(WorkingDays({}, kMonday, kMonday + 7), 5);
    EXPECT_EQ(WorkingDays({}, kMonday + 4, kMonday + 6), 0) << "a weekend";
    EXPECT_EQ(WorkingDays({kMonday + 7}, kMonday + 4, kMonday + 8), 1);
    EXPECT_EQ(WorkingDays({}, kMonday, kMonday - 30), 0);
    EXPECT_EQ(WorkingDays({}, kNoDay, kMonday), 262) << "a year at most";
}

TEST(WorkingDays, AreWhatCalendarDaysPassOver) {
    const Holidays holidays{kMonday + 3, kMonday + 12, kMonday + 14};
    for (DayNumber today = kMonday; today < kMonday + 14; ++today) {
        for (int days = 0; days < 30; ++days) {
            const int passed = CalendarDays(holidays, today, days);
            EXPECT_EQ(WorkingDays(holidays, today, today + passed), days) << today;
        }
    }
}

}  // namespace
}  // namespace replenishment
