#include <algorithm>

#include "lib/base/text.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/reports/reports.hpp"

// What a report may be, and when it is due.
namespace reports {
namespace {

std::optional<views::ViewList> ListOf(ReportSource source) {
    switch (source) {
        case ReportSource::kPrinters:
            return views::ViewList::kPrinters;
        case ReportSource::kSupplyOrders:
            return views::ViewList::kSupplyOrders;
        case ReportSource::kSuppliesStatus:
            return views::ViewList::kSuppliesStatus;
        case ReportSource::kCartridges:
            return views::ViewList::kCartridges;
        case ReportSource::kCartridgeReport:
            break;
    }
    return std::nullopt;
}

int MonthsOf(Every every) {
    return every == Every::kMonth ? 1 : every == Every::kQuarter ? 3 : 12;
}

// The same day so many months later; the last one of a shorter month.
base::Day AddMonths(base::Day day, int months) {
    const std::chrono::year_month_day from{day};
    const auto month = from.year() / from.month() + std::chrono::months(months);
    const std::chrono::year_month_day same = month / from.day();
    return same.ok() ? base::Day(same) : base::Day(month / std::chrono::last);
}

base::Day Occurrence(const ReportInput& input, int number) {
    if (input.every == Every::kDay) return input.first_on + std::chrono::days(number);
    if (input.every == Every::kWeek) return input.first_on + std::chrono::days(7 * number);
    return AddMonths(input.first_on, number * MonthsOf(input.every));
}

}  // namespace

base::Result<ReportInput> CheckReport(const ReportInput& input, std::optional<views::ViewList> list_of_view) {
    ReportInput clean = input;
    clean.name = base::CleanText(input.name, 1000);
    clean.recipients.clear();
    for (const std::string& recipient : input.recipients) {
        const std::string address = base::FoldCase(base::CleanText(recipient, 300));
        if (!address.empty() && std::ranges::find(clean.recipients, address) == clean.recipients.end())
            clean.recipients.push_back(address);
    }
    if (clean.view_id) clean.filters.clear();
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    const auto filters = views::CheckView({"-", views::ViewList::kPrinters, false, "", clean.filters, {}});
    if (!filters) problems.Add("/filters", "view_query");
    if (clean.view_id && (!list_of_view || list_of_view != ListOf(clean.source)))
        problems.Add("/view_id", "report_view");
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

base::Instant NextRun(const ReportInput& input, base::Instant after) {
    // Close by, from below: no period is shorter than its shortest.
    const auto days = std::chrono::floor<std::chrono::days>(after - base::Instant(input.first_on)).count();
    const int longest = input.every == Every::kDay ? 1 : input.every == Every::kWeek ? 7 : 31 * MonthsOf(input.every);
    int number = std::max(0, static_cast<int>(days / longest) - 2);
    for (;; ++number) {
        const auto at = i18n::AtLocalHour(input.time_zone, Occurrence(input, number), input.hour);
        if (at > after) return at;
    }
}

base::Day PeriodBefore(Every every, base::Day at) {
    if (every == Every::kDay) return at - std::chrono::days(1);
    if (every == Every::kWeek) return at - std::chrono::days(7);
    return AddMonths(at, -MonthsOf(every));
}

}  // namespace reports
