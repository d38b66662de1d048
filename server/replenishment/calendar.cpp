#include "server/replenishment/calendar.hpp"

#include <algorithm>

namespace replenishment {

void SiteCalendar::Learn(DayNumber day, bool holiday, double relative) {
    const auto share = static_cast<float>(std::clamp(relative, 0.0, 3.0));
    if (holiday) {
        holidays_observed += 1;
        holiday_activity += share;
        return;
    }
    const auto weekday = static_cast<std::size_t>(WeekdayOf(day));
    observed[weekday] += 1;
    activity[weekday] += share;
    // Habits change: half of what is remembered goes when there is plenty.
    if (observed[weekday] > 150) {
        observed[weekday] /= 2;
        activity[weekday] /= 2;
    }
}

DayWeights::DayWeights(const SiteCalendar& site, const Holidays& holidays) : holidays_(&holidays) {
    double sum = 0;
    for (std::size_t i = 0; i < 7; ++i) {
        weekday_[i] = site.activity[i] / site.observed[i];
        sum += weekday_[i];
    }
    for (double& weight : weekday_) {
        weight = std::clamp(weight * SiteCalendar::kWeekSum / sum, 0.01, 2.0);
    }
    holiday_ = site.holiday_activity / site.holidays_observed;
}

double DayWeights::Of(DayNumber day) const {
    const double weight = weekday_[static_cast<std::size_t>(WeekdayOf(day))];
    return holidays_->contains(day) ? std::min(weight, holiday_) : weight;
}

double DayWeights::Sum(DayNumber first, DayNumber last) const {
    double sum = 0;
    for (DayNumber day = first; day <= last; ++day) sum += Of(day);
    return sum;
}

std::vector<double> CumulativeWeights(const DayWeights& weights, DayNumber today, int days) {
    std::vector<double> sums(static_cast<std::size_t>(days) + 1);
    for (int k = 1; k <= days; ++k) {
        sums[static_cast<std::size_t>(k)] =
            sums[static_cast<std::size_t>(k) - 1] + weights.Of(today + k);
    }
    return sums;
}

int CalendarDays(const Holidays& holidays, DayNumber today, int working_days) {
    int days = 0;
    while (working_days > 0) {
        ++days;
        if (IsWorkingDay(holidays, today + days)) --working_days;
    }
    return days;
}

}  // namespace replenishment
