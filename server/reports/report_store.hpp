#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/platform/pg/types.hpp"
#include "server/reports/reports.hpp"

// The tables scheduled_reports, report_runs and report_files; nothing else writes them.
namespace reports::store {

using Organizations = std::span<const base::OrganizationId>;
using FileId = base::Id<struct ReportFileTag>;

struct Recipient {
    base::OrganizationId home;
    identity::UserId id;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(Recipient, (), (home, id, email))

// As it is kept.
struct ReportRow {
    base::OrganizationId organization_id;
    ReportId id;
    base::OrganizationId owner_home;
    identity::UserId owner_id;
    std::string owner;
    std::string name;
    ReportSource source = ReportSource::kPrinters;
    std::optional<views::ViewId> view_id;
    std::string filters;
    ReportFormat format = ReportFormat::kXlsx;
    Every every = Every::kWeek;
    base::Day first_on;
    std::int32_t at_hour = 0;
    std::string time_zone;
    boost::json::value recipients;
    bool enabled = true;
    std::optional<std::string> paused_because;
    std::optional<base::Instant> next_run_at;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ReportRow, (),
                      (organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every,
                       first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version,
                       created_at, updated_at))
std::vector<Recipient> RecipientsOf(const ReportRow& row);
ReportInput InputOf(const ReportRow& row);

struct ShownReport : ReportRow {
    std::optional<std::string> view_name;
    std::optional<base::Instant> last_run_at;  // that is finished
};
BOOST_DESCRIBE_STRUCT(ShownReport, (ReportRow), (view_name, last_run_at))

enum class ReportSort { kName, kSource, kEvery, kFormat, kEnabled, kNextRunAt, kLastRunAt, kOwner };
BOOST_DESCRIBE_ENUM(ReportSort, kName, kSource, kEvery, kFormat, kEnabled, kNextRunAt, kLastRunAt, kOwner)
struct ReportFilter {
    Organizations organizations;
};
BOOST_DESCRIBE_STRUCT(ReportFilter, (), (organizations))

pg::Slice<ShownReport> ListReports(pg::Transaction& tx, const ReportFilter& filter,
                                   const pg::Window<ReportSort>& window);
std::optional<ShownReport> FindReport(pg::Transaction& tx, Organizations organizations, ReportId id);
std::optional<ReportRow> LockReport(pg::Transaction& tx, Organizations organizations, ReportId id);
std::int64_t CountReports(pg::Transaction& tx, base::OrganizationId organization);
void InsertReport(pg::Transaction& tx, const ReportRow& report);
void UpdateReport(pg::Transaction& tx, const ReportRow& report);
void DeleteReport(pg::Transaction& tx, const ReportRow& report);
// Those that are due, locked; what others hold is left to the next turn.
std::vector<ReportRow> LockDue(pg::Transaction& tx, base::Instant now, std::int32_t most);

enum class RunState { kWaiting, kDone, kFailed };
BOOST_DESCRIBE_ENUM(RunState, kWaiting, kDone, kFailed)
struct ReportRun {
    base::OrganizationId organization_id;
    RunId id;
    ReportId report_id;
    std::string asked_by;  // "": its schedule
    RunState state = RunState::kWaiting;
    std::optional<std::int64_t> rows;
    std::optional<std::string> problem;  // a code, where there is no file
    std::vector<std::string> sent_to;
    std::vector<std::string> skipped;  // recipients who left
    base::Instant created_at;
    std::optional<base::Instant> finished_at;
    std::optional<base::Instant> file_until;  // so long its file can be fetched
};
BOOST_DESCRIBE_STRUCT(ReportRun, (),
                      (organization_id, id, report_id, asked_by, state, rows, problem, sent_to, skipped, created_at,
                       finished_at, file_until))
enum class RunSort { kCreatedAt };
BOOST_DESCRIBE_ENUM(RunSort, kCreatedAt)
struct RunFilter {
    Organizations organizations;
    ReportId report;
};
BOOST_DESCRIBE_STRUCT(RunFilter, (), (organizations, report))
pg::Slice<ReportRun> ListRuns(pg::Transaction& tx, const RunFilter& filter, const pg::Window<RunSort>& window);
std::optional<ReportRun> FindRun(pg::Transaction& tx, Organizations organizations, RunId id);
void InsertRun(pg::Transaction& tx, const ReportRun& run);
void UpdateRun(pg::Transaction& tx, const ReportRun& run);
// Files first, runs later.
void Forget(pg::Transaction& tx, base::Instant now);

struct ReportFile {
    base::OrganizationId organization_id;
    FileId id;
    RunId run_id;
    std::string language;
    std::string file_name;
    std::string media_type;
    pg::Bytes content;
};
BOOST_DESCRIBE_STRUCT(ReportFile, (), (organization_id, id, run_id, language, file_name, media_type, content))
void InsertFile(pg::Transaction& tx, const ReportFile& file);
std::optional<ReportFile> FindFile(pg::Transaction& tx, base::OrganizationId organization, FileId id);
// In that language, else any.
std::optional<ReportFile> FindFileOf(pg::Transaction& tx, const ReportRun& run, const std::string& language);

}  // namespace reports::store
