#pragma once

#include <vector>

#include "lib/holidays/holidays.hpp"

// The days that a single rule names, before substitutes. Private to this folder.
namespace holidays {

// 0 is Monday, as in Weekday.
int WeekdayOf(base::Day day);

// "12-25"; nullopt: no date of any year. "02-29" is one.
struct MonthDay {
    unsigned month;
    unsigned day;
};
[[nodiscard]] std::optional<MonthDay> ParseMonthDay(std::string_view text);

// None, one, or what the rule lists for the year. The rule was checked.
[[nodiscard]] std::vector<base::Day> DaysOf(const Rule& rule, int year);

}  // namespace holidays
