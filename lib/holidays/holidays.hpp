#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/problem.hpp"

// Public holidays by country: rules (data/holidays.json, and a file of the operator) in, the days of a year out. Pure:
// the caller reads the file. Rules, not lists of years, so that a calendar needs no care every winter.
namespace holidays {

inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2100;

enum class Weekday { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };
BOOST_DESCRIBE_ENUM(Weekday, kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday)

// `nth` 1 to 5, or -1 for the last one of the month 1 to 12.
struct NthWeekday {
    int nth = 1;
    Weekday weekday = Weekday::kMonday;
    int month = 1;
};
BOOST_DESCRIBE_STRUCT(NthWeekday, (), (nth, weekday, month))

// The first such weekday on or after a date (or the last on or before it): "06-20".
struct WeekdayNear {
    Weekday weekday = Weekday::kMonday;
    std::string date;
};
BOOST_DESCRIBE_STRUCT(WeekdayNear, (), (weekday, date))

// Computed for Japan, where these days are holidays.
enum class Equinox { kSpring, kAutumn };
BOOST_DESCRIBE_ENUM(Equinox, kSpring, kAutumn)

// Another day that is free as well: the next or the previous working day that is no holiday, or just the day before.
enum class Shift { kNext, kPrevious, kDayBefore };
BOOST_DESCRIBE_ENUM(Shift, kNext, kPrevious, kDayBefore)
struct Substitute {
    std::optional<Shift> saturday;  // where the holiday is a Saturday
    std::optional<Shift> sunday;
};
BOOST_DESCRIBE_STRUCT(Substitute, (), (saturday, sunday))

// Both included; `every` so many years, counted from `from`.
struct Years {
    std::optional<int> from;
    std::optional<int> to;
    std::optional<int> every;
};
BOOST_DESCRIBE_STRUCT(Years, (), (from, to, every))

struct Rule {
    std::string name;
    // Exactly one of these.
    std::optional<std::string> date;                // "12-25", each year
    std::optional<std::vector<std::string>> dates;  // "2026-07-10", where a law lists them
    std::optional<int> easter;                      // days after Easter Sunday
    std::optional<int> orthodox_easter;             // days after the Easter Sunday of the orthodox churches
    std::optional<NthWeekday> nth;
    std::optional<WeekdayNear> on_or_after;
    std::optional<WeekdayNear> on_or_before;
    std::optional<Equinox> equinox;
    // Further conditions.
    std::optional<std::vector<Weekday>> only_on;     // a holiday on these weekdays only
    std::optional<std::vector<std::string>> except;  // no holiday on these dates, "02-04"
    std::optional<Substitute> substitute;
    std::optional<Years> years;
};
BOOST_DESCRIBE_STRUCT(Rule, (),
                      (name, date, dates, easter, orthodox_easter, nth, on_or_after, on_or_before, equinox, only_on,
                       except, substitute, years))

struct Country {
    std::optional<std::string> source;  // the law, or the authority that publishes them
    std::optional<bool> extend;   // of an operator's file: added to the built-in holidays, in place of replacing them
    std::optional<bool> bridges;  // a day between two holidays is one
    std::vector<Rule> holidays;
};
BOOST_DESCRIBE_STRUCT(Country, (), (source, extend, bridges, holidays))

// The form of the file. Countries by ISO 3166-1 alpha-2, "DE".
struct Book {
    std::optional<std::string> about;
    std::map<std::string, Country> countries;
};
BOOST_DESCRIBE_STRUCT(Book, (), (about, countries))

// Reads and checks a file's text. The Problem names each key that is wrong, what is there and what may be there, with
// `file` and, where the text is no JSON, the line: base::DescribeConfigProblem makes lines of it.
[[nodiscard]] base::Result<Book> Read(std::string_view text, const std::string& file);

// data/holidays.json, as the program was built with it.
[[nodiscard]] const Book& BuiltIn();

// `ours` with the countries of `theirs` in place of its own, or added to them where they say so.
[[nodiscard]] Book Merge(Book ours, const Book& theirs);

struct Holiday {
    base::Day day;
    std::string name;

    bool operator==(const Holiday&) const = default;
};
// By day; of several on a day the first. Empty for a country that the book does not have, and for years outside
// kFirstYear .. kLastYear.
[[nodiscard]] std::vector<Holiday> HolidaysOf(const Book& book, const std::string& country, int year);

// Easter Sunday of the western churches, and of the orthodox ones, in the Gregorian calendar.
[[nodiscard]] base::Day EasterOf(int year);
[[nodiscard]] base::Day OrthodoxEasterOf(int year);

}  // namespace holidays
