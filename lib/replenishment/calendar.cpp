#include "lib/replenishment/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace replenishment {

void SiteCalendar::Learn(DayNumber day, bool holiday, double relative) {
    const auto share = static_cast<float>(std::clamp(relative, 0.0, figure::kMostRelative));
    if (holiday) {
        holidays_counted += 1;
        holiday_activity += share;
        return;
    }
    const auto weekday = static_cast<std::size_t>(WeekdayOf(day));
    days_counted[weekday] += 1;
    activity[weekday] += share;
    // Habits change: half of what is remembered goes when there is plenty.
    if (days_counted[weekday] > figure::kMostObserved) {
        days_counted[weekday] /= 2;
        activity[weekday] /= 2;
    }
}

DayWeights::DayWeights(const SiteCalendar& site, const Holidays& holidays) : holidays_(&holidays) {
    double sum = 0;
    for (std::size_t i = 0; i < weekday_.size(); ++i) {
        weekday_[i] = site.activity[i] / site.days_counted[i];
        sum += weekday_[i];
    }
    for (double& weight : weekday_) {
        weight = std::clamp(weight * figure::kWeekSum / sum, figure::kLeastDayWeight, figure::kMostDayWeight);
    }
    holiday_ = site.holiday_activity / site.holidays_counted;
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

namespace {

int DayOfYear(DayNumber day) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    return day - static_cast<DayNumber>(std::chrono::sys_days(date.year() / 1 / 1).time_since_epoch().count());
}

int PeriodOf(DayNumber day) {
    return std::min(DayOfYear(day) / figure::kDaysInPeriod, SiteSeason::kPeriods - 1);
}

constexpr std::int16_t kNoPeriod = -1;
// SiteSeason::period of a fortnight that is passed over.
std::int16_t PassedOver(int period) {
    return static_cast<std::int16_t>(kNoPeriod - 1 - period);
}

}  // namespace

void SiteSeason::Learn(DayNumber day, double percent, double days) {
    const int at = PeriodOf(day);
    // The fortnight in which a site begins is no measure for the same one of the next year: gauges that were only just
    // found do not show yet what is used.
    const int begun = DayOfYear(day) - at * figure::kDaysInPeriod;
    if (period == kNoPeriod && begun > figure::kWholePeriod) period = PassedOver(at);
    if (period == PassedOver(at)) return;
    // A reading that comes late finds its fortnight closed.
    if (period >= 0 && at != period && (period - at + kPeriods) % kPeriods <= figure::kLatePeriods) return;
    if (at != period) {
        if (period >= 0 && weight > 0) {
            used[static_cast<std::size_t>(period)] = std::max(counted / weight, figure::kLeastSeason);
            trust[static_cast<std::size_t>(period)] = weight;
        }
        period = static_cast<std::int16_t>(at);
        counted = weight = 0;
    }
    counted += static_cast<float>(percent);
    weight += static_cast<float>(days);
}

void SiteSeason::Close(DayNumber day, double today_weight, double half_life) {
    const float then = used[static_cast<std::size_t>(PeriodOf(day))];
    if (then <= 0) return;
    if (now <= 0) {
        now = then;
    } else {
        now += static_cast<float>(1 - std::exp2(-today_weight / half_life)) * (then - now);
    }
}

double SiteSeason::Factor(DayNumber day, double doubt) const {
    const auto at = static_cast<std::size_t>(PeriodOf(day));
    if (used[at] <= 0 || now <= 0) return 1;
    const double difference = std::log(used[at] / now);
    // Noise of a few printers is no season.
    const double noise = doubt * std::sqrt(figure::kSeasonTrust / std::max(1.0F, trust[at]));
    const double sure = std::max(0.0, std::abs(difference) - noise);
    return std::exp(std::copysign(std::min(sure, figure::kMostSeason), difference));
}

std::vector<double> CumulativeWeights(const DayWeights& weights, const SiteSeason& season, double season_doubt,
                                      DayNumber today, int days) {
    int period = -1;
    double factor = 1;
    std::vector<double> sums(static_cast<std::size_t>(days) + 1);
    for (int k = 1; k <= days; ++k) {
        if (const int at = PeriodOf(today + k); at != period) {
            period = at;
            factor = season.Factor(today + k, season_doubt);
        }
        sums[static_cast<std::size_t>(k)] = sums[static_cast<std::size_t>(k) - 1] + factor * weights.Of(today + k);
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

int DaysToDoor(const Holidays& holidays, DeliveryWeek week, DayNumber today, int working_days) {
    int days = CalendarDays(holidays, today, working_days);
    const bool waits = (week & kEveryWeekday) != 0 && (week & kEveryWeekday) != kEveryWeekday;
    const auto takes = [&](DayNumber day) { return (week >> WeekdayOf(day) & 1) != 0 && !holidays.contains(day); };
    for (int more = 0; waits && !takes(today + days) && more < figure::kMostCountedDays; ++more) ++days;
    return days;
}

int WorkingDays(const Holidays& holidays, DayNumber first, DayNumber last) {
    int days = 0;
    for (DayNumber day = first + 1; day <= std::min(last, first + figure::kMostCountedDays); ++day) {
        days += IsWorkingDay(holidays, day) ? 1 : 0;
    }
    return days;
}

}  // namespace replenishment
