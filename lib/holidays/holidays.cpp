#include "lib/holidays/holidays.hpp"

#include <algorithm>
#include <set>

#include "lib/holidays/rules.hpp"

namespace holidays {
namespace {

using std::chrono::days;

bool IsWeekend(base::Day day) {
    return WeekdayOf(day) >= static_cast<int>(Weekday::kSaturday);
}

base::Day YearBegin(int year) {
    return base::Day(std::chrono::year(year) / 1 / 1);
}

// Holidays of some years, by day.
class Days {
  public:
    explicit Days(const Country& country) : country_(country) {}

    void Add(int year) {
        for (const Rule& rule : country_.holidays) {
            for (const base::Day day : DaysOf(rule, year)) {
                by_day_.emplace(day, rule.name);
                if (rule.substitute) substituted_.emplace(day, &rule);
            }
        }
    }
    // In the order of the days, so that the substitute of one is no longer free for the next.
    void AddSubstitutes() {
        for (const auto& [day, rule] : substituted_) {
            const int weekday = WeekdayOf(day);
            if (weekday == static_cast<int>(Weekday::kSaturday)) Substitute(day, *rule, rule->substitute->saturday);
            if (weekday == static_cast<int>(Weekday::kSunday)) Substitute(day, *rule, rule->substitute->sunday);
        }
    }
    void AddBridges() {
        if (!country_.bridges.value_or(false)) return;
        std::vector<base::Day> between;
        for (const auto& [day, name] : by_day_) {
            if (by_day_.contains(day + days(2)) && !by_day_.contains(day + days(1)) && !IsWeekend(day + days(1))) {
                between.push_back(day + days(1));
            }
        }
        for (const base::Day day : between) by_day_.emplace(day, "between two holidays");
    }
    [[nodiscard]] std::vector<Holiday> Of(int year) const {
        std::vector<Holiday> found;
        const auto end = by_day_.lower_bound(YearBegin(year + 1));
        for (auto at = by_day_.lower_bound(YearBegin(year)); at != end; ++at) found.push_back({at->first, at->second});
        return found;
    }

  private:
    void Substitute(base::Day day, const Rule& rule, const std::optional<Shift>& shift) {
        if (!shift) return;
        const days step(*shift == Shift::kNext ? 1 : -1);
        do day += step;
        while (*shift != Shift::kDayBefore && (IsWeekend(day) || by_day_.contains(day)));
        by_day_.emplace(day, rule.name);
    }

    const Country& country_;
    std::map<base::Day, std::string> by_day_;
    std::multimap<base::Day, const Rule*> substituted_;
};

}  // namespace

Book Merge(Book ours, const Book& theirs) {
    for (const auto& [code, country] : theirs.countries) {
        Country& own = ours.countries[code];
        if (!country.extend.value_or(false)) {
            own = country;
            continue;
        }
        own.holidays.insert(own.holidays.end(), country.holidays.begin(), country.holidays.end());
        if (country.bridges) own.bridges = country.bridges;
    }
    return ours;
}

std::vector<Holiday> HolidaysOf(const Book& book, const std::string& country, int year) {
    const auto found = book.countries.find(country);
    if (found == book.countries.end() || year < kFirstYear || year > kLastYear) return {};
    Days holidays(found->second);
    // New Year's Day on a Saturday may be made up for on the last day of the year before.
    for (int each = year - 1; each <= year + 1; ++each) holidays.Add(each);
    holidays.AddSubstitutes();
    holidays.AddBridges();
    return holidays.Of(year);
}

}  // namespace holidays
