#include <gtest/gtest.h>

#include "server/reports/reports.hpp"

// What a report may be, and when it is due (RPT-1).
namespace reports {
namespace {

ReportInput Monthly(const char* first, Every every = Every::kMonth, int hour = 6, const char* zone = "UTC") {
    ReportInput input;
    input.name = "A";
    input.first_on = *base::ParseDay(first);
    input.every = every;
    input.hour = hour;
    input.time_zone = zone;
    input.recipients = {"a@x.example"};
    return input;
}
std::string Next(const ReportInput& input, const char* after) {
    return base::FormatRfc3339(NextRun(input, *base::ParseRfc3339(after)));
}

TEST(ReportRules, AMonthWithoutThatDayHasItAtItsEnd) {  // RPT-1
    const auto input = Monthly("2027-01-31");
    EXPECT_EQ(Next(input, "2026-11-29T00:00:00Z"), "2027-01-31T06:00:00Z");
    EXPECT_EQ(Next(input, "2027-01-31T06:00:00Z"), "2027-02-28T06:00:00Z");
    EXPECT_EQ(Next(input, "2027-02-28T06:00:00Z"), "2027-03-31T06:00:00Z");
    EXPECT_EQ(Next(input, "2031-07-15T00:00:00Z"), "2031-07-31T06:00:00Z");
    EXPECT_EQ(Next(Monthly("2024-02-29", Every::kYear), "2026-11-29T00:00:00Z"), "2027-02-28T06:00:00Z");
    EXPECT_EQ(Next(Monthly("2026-08-31", Every::kQuarter), "2026-09-01T00:00:00Z"), "2026-11-30T06:00:00Z");
}

TEST(ReportRules, TheHourIsThatOfThePeople) {  // RPT-1
    const auto input = Monthly("2026-10-24", Every::kDay, 6, "Europe/Oslo");
    EXPECT_EQ(Next(input, "2026-10-24T00:00:00Z"), "2026-10-24T04:00:00Z");
    EXPECT_EQ(Next(input, "2026-10-25T00:00:00Z"), "2026-10-25T05:00:00Z") << "summer has ended";
    EXPECT_EQ(Next(Monthly("2026-11-02", Every::kWeek), "2026-11-29T00:00:00Z"), "2026-11-30T06:00:00Z");
}

TEST(ReportRules, SaysAllThatIsWrong) {  // RPT-1
    auto input = Monthly("2027-01-31");
    input.recipients = {" A@X.example ", "a@x.example", ""};
    EXPECT_EQ(CheckReport(input, std::nullopt)->recipients, std::vector<std::string>{"a@x.example"});
    input.name = " ";
    input.filters = "organization_id=1";
    input.recipients = {};
    EXPECT_EQ(CheckReport(input, std::nullopt).error().fields.size(), 3U);
    input = Monthly("2027-01-31");
    input.view_id = views::ViewId{};
    EXPECT_EQ(CheckReport(input, views::ViewList::kSupplyOrders).error().fields.front().code, "report_view");
    EXPECT_TRUE(CheckReport(input, views::ViewList::kPrinters));
}

TEST(ReportRules, TellsOfThePeriodThatHasEnded) {  // RPT-1
    const auto before = [](Every every) { return base::FormatDay(PeriodBefore(every, *base::ParseDay("2026-03-31"))); };
    EXPECT_EQ(before(Every::kDay), "2026-03-30");
    EXPECT_EQ(before(Every::kWeek), "2026-03-24");
    EXPECT_EQ(before(Every::kMonth), "2026-02-28");
    EXPECT_EQ(before(Every::kQuarter), "2025-12-31");
    EXPECT_EQ(before(Every::kYear), "2025-03-31");
}

}  // namespace
}  // namespace reports
