#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/identity/identity.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/views/views.hpp"

namespace http {
class Router;
}
namespace tasks {
class Recurring;
class Registry;
}  // namespace tasks

// Lists and reports that are made by themselves, from daily to yearly, and mailed as files (RPT-1). What a file says is
// what its owner would see at that moment: the list's own operation is asked as the owner.
namespace reports {

using ReportId = base::Id<struct ScheduledReportTag>;
using RunId = base::Id<struct ReportRunTag>;

enum class ReportSource { kPrinters, kSupplyOrders, kSuppliesStatus, kCartridges, kCartridgeReport };
BOOST_DESCRIBE_ENUM(ReportSource, kPrinters, kSupplyOrders, kSuppliesStatus, kCartridges, kCartridgeReport)
enum class ReportFormat { kCsv, kXlsx, kPdf };
BOOST_DESCRIBE_ENUM(ReportFormat, kCsv, kXlsx, kPdf)
enum class Every { kDay, kWeek, kMonth, kQuarter, kYear };
BOOST_DESCRIBE_ENUM(Every, kDay, kWeek, kMonth, kQuarter, kYear)

struct ReportInput {
    std::string name;
    ReportSource source = ReportSource::kPrinters;
    std::optional<views::ViewId> view_id;  // of the source's list; its filters count then
    std::string filters;                   // without a view: as the API's list takes them
    ReportFormat format = ReportFormat::kXlsx;
    Every every = Every::kWeek;
    base::Day first_on;     // a month without that day has it at its end
    std::int32_t hour = 6;  // of `time_zone`
    std::string time_zone = "UTC";
    std::vector<std::string> recipients;  // e-mail addresses of people who sign in
    bool enabled = true;

    static constexpr base::Limit kLimits[] = {
        {.field = "name", .required = true, .max_length = 100},
        {.field = "filters", .max_length = 4000},
        {.field = "hour", .range = base::Range{0, 23}},
        {.field = "time_zone", .required = true, .max_length = 60},
        {.field = "recipients", .required = true, .max_items = 50},
    };
    bool operator==(const ReportInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReportInput, (),
                      (name, source, view_id, filters, format, every, first_on, hour, time_zone, recipients, enabled))

// As it is kept, or all that is wrong with it: beside the limits "view_query" and "view_list", that a view is not of the
// source's list. Pure.
base::Result<ReportInput> CheckReport(const ReportInput& input, std::optional<views::ViewList> list_of_view);

// When it is due next, later than `after`. Pure.
base::Instant NextRun(const ReportInput& input, base::Instant after);
// The day on which what is reported at `at` begins: one period before. Pure.
base::Day PeriodBefore(Every every, base::Day at);

inline constexpr std::int64_t kMostReports = 200;       // of an organization
inline constexpr std::int64_t kLargestFile = 20 << 20;  // octets
inline constexpr std::int64_t kAttached = 8 << 20;      // a larger file is fetched by the link in the mail
inline constexpr std::chrono::days kFilesKept{30};
inline constexpr std::chrono::days kRunsKept{400};

// What the feature works with; everything outlives it.
struct Parts {
    base::IdSource& ids;
    mail::Mailer& mailer;
    identity::Identity& people;
    std::string portal_url;
    // Which operations there are, once they are registered.
    http::Router* router = nullptr;
};

// The files of runs, for the mails that bring them.
class Files final : public mail::Attachments {
  public:
    std::optional<mail::Attachment> Read(pg::Transaction& tx, base::OrganizationId organization,
                                         base::Uuid id) override;
};

void RegisterHttp(http::Router& router, const Parts& parts);
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, const Parts& parts);

}  // namespace reports
