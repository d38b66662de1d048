#include "server/platform/pg/pg.hpp"
#include "server/readings/readings.hpp"

namespace readings {
namespace {

const pg::Query<bool(base::Day)> kMakePartition{"readings.make_partition",
                                                "SELECT platen_month_partition('readings', $1)"};

base::Day MonthOf(base::Instant instant) {
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(instant)};
    return base::Day{day.year() / day.month() / 1};
}

}  // namespace

void Partitions::Ensure(std::span<const base::Instant> times) {
    std::set<base::Day> missing;
    base::Day last{};
    {
        const std::lock_guard lock(mutex_);
        for (const auto time : times) {
            const base::Day month = MonthOf(time);
            if (month != last && !known_.contains(month)) missing.insert(month);
            last = month;
        }
    }
    for (const base::Day month : missing) {
        pg::Transaction tx(pool_, pg::Scope::None());
        tx.Get(kMakePartition, month);
        tx.Commit();
        const std::lock_guard lock(mutex_);
        known_.insert(month);
    }
}

void Partitions::EnsureAhead(base::Instant now) {
    constexpr int kMonthsAhead = 3;
    std::vector<base::Instant> times;
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    for (int month = -1; month <= kMonthsAhead; ++month) {
        const auto first = today.year() / today.month() / 1 + std::chrono::months(month);
        times.emplace_back(base::Day{first});
    }
    Ensure(times);
}

}  // namespace readings
