#include "lib/holidays/rules.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace holidays {

int WeekdayOf(base::Day day) {
    return static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1;
}
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

// nullopt: 29 February of another year.
std::optional<base::Day> DayOf(int year, std::string_view date) {
    const auto parts = ParseMonthDay(date);
    const year_month_day day{std::chrono::year(year), std::chrono::month(parts->month), std::chrono::day(parts->day)};
    if (!day.ok()) return std::nullopt;
    return base::Day(day);
}

std::optional<base::Day> NthOf(const NthWeekday& rule, int year) {
    const std::chrono::year_month month{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(rule.month))};
    const std::chrono::weekday weekday(static_cast<unsigned>(rule.weekday) + 1);
    if (rule.nth < 0) return base::Day(month / weekday[std::chrono::last]);
    const auto day = month / weekday[static_cast<unsigned>(rule.nth)];
    if (!day.ok()) return std::nullopt;
    return base::Day(day);
}

// The nearest such weekday in the direction of `step`, the day itself included.
std::optional<base::Day> NearOf(const WeekdayNear& rule, int year, int step) {
    auto day = DayOf(year, rule.date);
    while (day && WeekdayOf(*day) != static_cast<int>(rule.weekday)) *day += days(step);
    return day;
}

// Mean motion of the sun since 1980, as the calendars of Japan are computed: the day of March or September on which
// the equinox falls, in Japan's time. The first figure is the moment in the first year, which leaves steps of a
// century's leap years apart.
base::Day EquinoxOf(Equinox equinox, int year) {
    const bool spring = equinox == Equinox::kSpring;
    const bool early = year < 1980;
    const bool late = year >= 2100;
    const double at = spring ? (early  ? 20.8357
                                : late ? 21.8510
                                       : 20.8431)
                             : (early  ? 23.2588
                                : late ? 24.2488
                                       : 23.2488);
    constexpr double kTropicalYear = 0.242194;  // days beyond 365
    const int since = year - 1980;
    const int leap_years = early ? (year - 1983) / 4 : since / 4;
    const auto day = static_cast<unsigned>(std::floor(at + kTropicalYear * since - leap_years));
    return base::Day(std::chrono::year(year) / std::chrono::month(spring ? 3 : 9) / std::chrono::day(day));
}

std::vector<base::Day> Listed(const std::vector<std::string>& dates, int year) {
    std::vector<base::Day> found;
    for (const std::string& text : dates) {
        const auto day = base::ParseDay(text);
        if (day && year_month_day(*day).year() == std::chrono::year(year)) found.push_back(*day);
    }
    return found;
}

bool IsIn(const Years& years, int year) {
    if (year < years.from.value_or(year) || year > years.to.value_or(year)) return false;
    return !years.every || (year - *years.from) % *years.every == 0;
}

std::vector<base::Day> Named(const Rule& rule, int year) {
    if (rule.dates) return Listed(*rule.dates, year);
    std::optional<base::Day> day;
    if (rule.date) day = DayOf(year, *rule.date);
    if (rule.easter) day = EasterOf(year) + days(*rule.easter);
    if (rule.orthodox_easter) day = OrthodoxEasterOf(year) + days(*rule.orthodox_easter);
    if (rule.nth) day = NthOf(*rule.nth, year);
    if (rule.on_or_after) day = NearOf(*rule.on_or_after, year, 1);
    if (rule.on_or_before) day = NearOf(*rule.on_or_before, year, -1);
    if (rule.equinox) day = EquinoxOf(*rule.equinox, year);
    if (!day) return {};
    return {*day};
}

}  // namespace

std::optional<MonthDay> ParseMonthDay(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != '-' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
    const auto number = [&](std::size_t at) {
        return static_cast<unsigned>((text[at] - '0') * 10 + text[at + 1] - '0');
    };
    const MonthDay parts{number(0), number(3)};
    const std::chrono::month_day day{std::chrono::month(parts.month), std::chrono::day(parts.day)};
    if (!day.ok()) return std::nullopt;
    return parts;
}

std::vector<base::Day> DaysOf(const Rule& rule, int year) {
    if (rule.years && !IsIn(*rule.years, year)) return {};
    std::vector<base::Day> found = Named(rule, year);
    std::erase_if(found, [&](base::Day day) {
        if (rule.only_on &&
            std::ranges::find(*rule.only_on, static_cast<Weekday>(WeekdayOf(day))) == rule.only_on->end()) {
            return true;
        }
        return rule.except && std::ranges::any_of(*rule.except, [&](const std::string& date) {
                   return DayOf(static_cast<int>(year_month_day(day).year()), date) == day;
               });
    });
    return found;
}

// Anonymous Gregorian computus (Meeus, Jones, Butcher): valid for all years of the calendar.
base::Day EasterOf(int year) {
    const int golden = year % 19;
    const int century = year / 100;
    const int of_century = year % 100;
    const int moon_shift = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    const int to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    const int correction = (golden + 11 * epact + 22 * to_sunday) / 451;
    const int day = epact + to_sunday - 7 * correction + 114;
    return base::Day(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(day / 31)) /
                     std::chrono::day(static_cast<unsigned>(day % 31 + 1)));
}

// Meeus's rule for the Julian calendar; what it lies behind the Gregorian one grows with the centuries.
base::Day OrthodoxEasterOf(int year) {
    const int moon = (19 * (year % 19) + 15) % 30;
    const int to_sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    const int day = moon + to_sunday + 114;
    const int behind = year / 100 - year / 400 - 2;
    return base::Day(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(day / 31)) /
                     std::chrono::day(static_cast<unsigned>(day % 31 + 1))) +
           days(behind);
}

}  // namespace holidays
