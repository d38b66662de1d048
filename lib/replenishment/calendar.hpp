#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include "lib/replenishment/method.hpp"

// How busy a day is at a site: the weight of a day is 1 on an average working day and less at weekends and on
// holidays. A site starts with the weights of an office and learns its own.
namespace replenishment {

using Holidays = std::set<DayNumber>;

// 0 = Monday ... 6 = Sunday.
[[nodiscard]] constexpr int WeekdayOf(DayNumber day) {
    return static_cast<int>(((day + figure::kWeekdayOfDayZero) % figure::kDaysInWeek + figure::kDaysInWeek) %
                            figure::kDaysInWeek);
}

// The days of the week on which a site takes goods: bit WeekdayOf(day).
using DeliveryWeek = std::uint8_t;
inline constexpr DeliveryWeek kEveryWeekday = (1U << figure::kDaysInWeek) - 1;

// What is known of one site; updated in O(1).
struct SiteCalendar {
    static constexpr double kWeekSum = figure::kWeekSum;
    std::array<float, figure::kDaysInWeek> days_counted = figure::kPriorObserved;
    std::array<float, figure::kDaysInWeek> activity = figure::kPriorActivity;  // sum of relative activity
    float holidays_counted = figure::kPriorHolidays;
    float holiday_activity = figure::kPriorHolidayActivity;

    bool operator==(const SiteCalendar&) const = default;

    // One printer of the site was `relative` times as busy as on its average working day (0 ..).
    void Learn(DayNumber day, bool holiday, double relative);
};

// How busy a site is over the year, by fortnights: what was used in the same fortnight a year ago. Schools are empty
// in summer; the first year cannot know it.
struct SiteSeason {
    static constexpr int kPeriods = figure::kPeriods;
    std::array<float, kPeriods> used{};   // percent a working day and printer a year ago; 0: not known
    std::array<float, kPeriods> trust{};  // working days of printers that it comes from
    float now = 0;                        // the same figure for the days that today's rates come from
    std::int16_t period = -1;             // that is being counted; below -1: the first one, which is passed over
    float counted = 0;
    float weight = 0;

    bool operator==(const SiteSeason&) const = default;

    // A printer used so much on days of this weight.
    void Learn(DayNumber day, double percent, double days);
    // At the close of each day of this weight.
    void Close(DayNumber day, double weight, double half_life);
    // How much busier that day is than the days that rates come from; 1 where it is not known.
    [[nodiscard]] double Factor(DayNumber day, double doubt) const;
};

// The weights of a site made ready for use.
class DayWeights {
  public:
    DayWeights(const SiteCalendar& site, const Holidays& holidays);

    [[nodiscard]] double Of(DayNumber day) const;
    // Sum over the days first .. last, both included; 0 when last < first.
    [[nodiscard]] double Sum(DayNumber first, DayNumber last) const;

  private:
    std::array<double, figure::kDaysInWeek> weekday_{};
    double holiday_ = 0;
    const Holidays* holidays_;
};

// C(k): the weight of the k days after `today`, for k = 0 .. days.
[[nodiscard]] std::vector<double> CumulativeWeights(const DayWeights& weights, const SiteSeason& season,
                                                    double season_doubt, DayNumber today, int days);

// The number of calendar days after `today` in which `working_days` days (Monday to Friday, no holiday) have passed.
[[nodiscard]] int CalendarDays(const Holidays& holidays, DayNumber today, int working_days);

// The same, until the site takes goods: on one of its days that is no holiday.
[[nodiscard]] int DaysToDoor(const Holidays& holidays, DeliveryWeek week, DayNumber today, int working_days);

[[nodiscard]] inline bool IsWorkingDay(const Holidays& holidays, DayNumber day) {
    return WeekdayOf(day) < figure::kSaturday && !holidays.contains(day);
}

// Working days after `first` up to `last`; at most a year is counted.
[[nodiscard]] int WorkingDays(const Holidays& holidays, DayNumber first, DayNumber last);

}  // namespace replenishment
