#include "server/reports/report_store.hpp"

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"

namespace reports::store {
namespace {

constexpr const char* kShown = R"sql((
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown)sql";

const pg::List<ShownReport, ReportFilter, ReportSort> kListReports{{
    .name = "reports.list",
    .from = kShown,
    .where = "organization_id = ANY ($organizations)",
    .sorts = {{ReportSort::kName, "name_key"},
              {ReportSort::kSource, "source"},
              {ReportSort::kEvery, "every"},
              {ReportSort::kFormat, "format"},
              {ReportSort::kEnabled, "(NOT enabled)::integer", "integer"},
              {ReportSort::kNextRunAt, "COALESCE(next_run_at, 'infinity')", "timestamptz"},
              {ReportSort::kLastRunAt, "COALESCE(last_run_at, '-infinity')", "timestamptz"},
              {ReportSort::kOwner, "lower(owner)"}},
}};
const pg::Query<ShownReport(Organizations, ReportId)> kFindReport{
    "reports.find", std::string("SELECT {columns} FROM ") + kShown + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<ReportRow(Organizations, ReportId)> kLockReport{
    "reports.lock", "SELECT {columns} FROM scheduled_reports WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};
const pg::Query<std::int64_t(base::OrganizationId)> kCountReports{
    "reports.count", "SELECT count(*) AS count FROM scheduled_reports WHERE organization_id = $1"};

struct KeyedReport : ReportRow {
    std::string name_key;
};
BOOST_DESCRIBE_STRUCT(KeyedReport, (ReportRow), (name_key))
const pg::Insert<KeyedReport> kInsertReport{"reports.insert", "scheduled_reports"};
const pg::Update<KeyedReport> kUpdateReport{"reports.update", "scheduled_reports", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, ReportId)> kDeleteReport{
    "reports.delete", "DELETE FROM scheduled_reports WHERE organization_id = $1 AND id = $2"};
const pg::Query<ReportRow(base::Instant, std::int32_t)> kLockDue{"reports.lock_due", R"sql(
    SELECT {columns} FROM scheduled_reports WHERE next_run_at <= $1
    ORDER BY organization_id, id LIMIT $2 FOR UPDATE SKIP LOCKED)sql"};

const pg::List<ReportRun, RunFilter, RunSort> kListRuns{{
    .name = "reports.runs",
    .from = "report_runs",
    .where = "organization_id = ANY ($organizations) AND report_id = $report",
    .sorts = {{RunSort::kCreatedAt, "created_at", "timestamptz"}},
}};
const pg::Query<ReportRun(Organizations, RunId)> kFindRun{
    "reports.find_run", "SELECT {columns} FROM report_runs WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Insert<ReportRun> kInsertRun{"reports.insert_run", "report_runs"};
const pg::Update<ReportRun> kUpdateRun{"reports.update_run", "report_runs", {"organization_id", "id"}};
const pg::Query<void(base::Instant)> kForgetFiles{"reports.forget_files", R"sql(
    DELETE FROM report_files AS f USING report_runs AS r
    WHERE r.organization_id = f.organization_id AND r.id = f.run_id AND r.file_until <= $1)sql"};
const pg::Query<void(base::Instant)> kForgetRuns{"reports.forget_runs",
                                                 "DELETE FROM report_runs WHERE created_at <= $1"};

const pg::Insert<ReportFile> kInsertFile{"reports.insert_file", "report_files"};
const pg::Query<ReportFile(base::OrganizationId, FileId)> kFindFile{
    "reports.file", "SELECT {columns} FROM report_files WHERE organization_id = $1 AND id = $2"};
const pg::Query<ReportFile(base::OrganizationId, RunId, std::string)> kFindFileOf{"reports.file_of_run", R"sql(
    SELECT {columns} FROM report_files WHERE organization_id = $1 AND run_id = $2
    ORDER BY language <> $3, language LIMIT 1)sql"};

KeyedReport Keyed(const ReportRow& report) {
    return {report, base::FoldCase(report.name)};
}

}  // namespace

std::vector<Recipient> RecipientsOf(const ReportRow& row) {
    return base::json::Bind<std::vector<Recipient>>(row.recipients).value_or(std::vector<Recipient>{});
}

ReportInput InputOf(const ReportRow& row) {
    ReportInput input{row.name,     row.source,  row.view_id,   row.filters, row.format, row.every,
                      row.first_on, row.at_hour, row.time_zone, {},          row.enabled};
    for (const Recipient& recipient : RecipientsOf(row)) input.recipients.push_back(recipient.email);
    return input;
}

pg::Slice<ShownReport> ListReports(pg::Transaction& tx, const ReportFilter& filter,
                                   const pg::Window<ReportSort>& window) {
    return kListReports.Read(tx, filter, window);
}
std::optional<ShownReport> FindReport(pg::Transaction& tx, Organizations organizations, ReportId id) {
    return tx.One(kFindReport, organizations, id);
}
std::optional<ReportRow> LockReport(pg::Transaction& tx, Organizations organizations, ReportId id) {
    return tx.One(kLockReport, organizations, id);
}
std::int64_t CountReports(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.Get(kCountReports, organization);
}
void InsertReport(pg::Transaction& tx, const ReportRow& report) {
    tx.Exec(kInsertReport, Keyed(report));
}
void UpdateReport(pg::Transaction& tx, const ReportRow& report) {
    tx.Exec(kUpdateReport, Keyed(report));
}
void DeleteReport(pg::Transaction& tx, const ReportRow& report) {
    tx.Exec(kDeleteReport, report.organization_id, report.id);
}
std::vector<ReportRow> LockDue(pg::Transaction& tx, base::Instant now, std::int32_t most) {
    return tx.All(kLockDue, now, most);
}

pg::Slice<ReportRun> ListRuns(pg::Transaction& tx, const RunFilter& filter, const pg::Window<RunSort>& window) {
    return kListRuns.Read(tx, filter, window);
}
std::optional<ReportRun> FindRun(pg::Transaction& tx, Organizations organizations, RunId id) {
    return tx.One(kFindRun, organizations, id);
}
void InsertRun(pg::Transaction& tx, const ReportRun& run) {
    tx.Exec(kInsertRun, run);
}
void UpdateRun(pg::Transaction& tx, const ReportRun& run) {
    tx.Exec(kUpdateRun, run);
}
void Forget(pg::Transaction& tx, base::Instant now) {
    tx.Exec(kForgetFiles, now);
    tx.Exec(kForgetRuns, now - kRunsKept);
}

void InsertFile(pg::Transaction& tx, const ReportFile& file) {
    tx.Exec(kInsertFile, file);
}
std::optional<ReportFile> FindFile(pg::Transaction& tx, base::OrganizationId organization, FileId id) {
    return tx.One(kFindFile, organization, id);
}
std::optional<ReportFile> FindFileOf(pg::Transaction& tx, const ReportRun& run, const std::string& language) {
    return tx.One(kFindFileOf, run.organization_id, run.id, language);
}

}  // namespace reports::store
