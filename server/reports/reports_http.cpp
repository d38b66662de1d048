#include <algorithm>
#include <array>
#include <memory>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/reports/report_store.hpp"
#include "server/reports/runs.hpp"

// Whoever reads a list schedules it for themselves and for people of the organization (RPT-1).
namespace reports {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using http::Reply;
using store::ReportRow;
using store::ReportRun;

struct ReportPath : http::Parameters {
    ReportId report_id;
};
BOOST_DESCRIBE_STRUCT(ReportPath, (), (report_id))
struct ReportRunPath : http::Parameters {
    RunId report_run_id;
};
BOOST_DESCRIBE_STRUCT(ReportRunPath, (), (report_run_id))
struct ReportList : http::Paging {
    pg::Order<store::ReportSort> sort{store::ReportSort::kName};
};
BOOST_DESCRIBE_STRUCT(ReportList, (http::Paging), (sort))
struct RunsOfReport : http::Paging {
    ReportId report_id;
};
BOOST_DESCRIBE_STRUCT(RunsOfReport, (http::Paging), (report_id))

struct ScheduledReport : ReportInput {
    ReportId id;
    base::OrganizationId organization_id;
    std::string owner;
    bool is_mine = false;     // of whoever asks: only they change it
    bool may_delete = false;  // its owner, and administrators
    std::optional<std::string> view_name;
    std::optional<std::string> paused_because;  // "owner_gone", "view_gone": it paused by itself
    std::optional<base::Instant> next_run_at;
    std::optional<base::Instant> last_run_at;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ScheduledReport, (ReportInput),
                      (id, organization_id, owner, is_mine, may_delete, view_name, paused_because, next_run_at,
                       last_run_at, version, created_at, updated_at))

bool IsOwner(const Call& call, const ReportRow& row) {
    return call.actor().kind == http::ActorKind::kUser && row.owner_id.value == call.actor().id;
}
bool IsRecipient(const Call& call, const ReportRow& row) {
    return std::ranges::any_of(store::RecipientsOf(row),
                               [&](const store::Recipient& one) { return one.id.value == call.actor().id; });
}
// Who else gets it is told to its owner, and to whoever sees people.
bool SeesPeople(const Call& call, const ReportRow& row) {
    return IsOwner(call, row) || call.actor().May(permissions::kSeeUsers);
}
bool MayDelete(const Call& call, const ReportRow& row) {
    return IsOwner(call, row) || call.actor().May(permissions::kManageUsers);
}

ScheduledReport ViewOf(const Call& call, const store::ShownReport& row) {
    ScheduledReport view{store::InputOf(row)};
    view.id = row.id;
    view.organization_id = row.organization_id;
    view.owner = row.owner;
    view.is_mine = IsOwner(call, row);
    view.may_delete = MayDelete(call, row);
    if (!SeesPeople(call, row)) view.recipients.clear();
    view.view_name = row.view_name;
    view.paused_because = row.paused_because;
    view.next_run_at = row.next_run_at;
    view.last_run_at = row.last_run_at;
    view.version = row.version;
    view.created_at = row.created_at;
    view.updated_at = row.updated_at;
    return view;
}

class ReportRoutes {
  public:
    explicit ReportRoutes(const Parts& parts) : parts_(parts) {}

    // Of the organization acted in, whoever's: what they are, not what they show.
    base::Result<http::Page<ScheduledReport>> List(Call& call, const ReportList& params) {
        TRY(const auto window, call.Window(params));
        const std::array organizations{call.organization()};
        return http::MakePage(call, store::ListReports(call.tx(), {organizations}, window),
                              [&](store::ShownReport& row) { return ViewOf(call, row); });
    }

    base::Result<ScheduledReport> Get(Call& call, const ReportPath& path) { return Show(call, path.report_id); }

    base::Result<Reply<ScheduledReport>> Create(Call& call, const ReportInput& input) {
        ReportRow row;
        row.id = parts_.ids.Make<ReportId>();
        row.organization_id = call.organization();
        row.owner_home = call.actor().home;
        row.owner_id = identity::UserId{call.actor().id};
        row.owner = call.actor().name;
        row.created_at = call.now();
        TRY_DO(Take(call, input, row));
        if (store::CountReports(call.tx(), row.organization_id) >= kMostReports)
            return base::Refuse(base::ProblemKind::kConflict, "reports_full", {{"most", kMostReports}});
        store::InsertReport(call.tx(), row);
        Record(call, action::kReportCreated, nullptr, &row);
        TRY(Reply<ScheduledReport> reply, Show(call, row.id));
        reply.location = "/api/v1/reports/" + row.id.ToString();
        return reply;
    }

    // By its owner alone: it shows what they see.
    base::Result<ScheduledReport> Update(Call& call, const ReportPath& path, const ReportInput& input) {
        TRY(const auto before, Lock(call, path));
        if (!IsOwner(call, before))
            return base::Refuse(base::ProblemKind::kForbidden, "report_of_another", {{"owner", before.owner}});
        TRY_DO(call.CheckVersion(before.version));
        ReportRow after = before;
        TRY_DO(Take(call, input, after));
        if (store::InputOf(before) == store::InputOf(after) && !before.paused_because) return Show(call, before.id);
        after.version = before.version + 1;
        store::UpdateReport(call.tx(), after);
        Record(call, action::kReportUpdated, &before, &after);
        return Show(call, after.id);
    }

    base::Result<void> Delete(Call& call, const ReportPath& path) {
        TRY(const auto before, Lock(call, path));
        if (!MayDelete(call, before))
            return base::Refuse(base::ProblemKind::kForbidden, "report_of_another", {{"owner", before.owner}});
        TRY_DO(call.CheckVersion(before.version));
        store::DeleteReport(call.tx(), before);
        Record(call, action::kReportDeleted, &before, nullptr);
        return {};
    }

    base::Result<http::Page<ReportRun>> Runs(Call& call, const RunsOfReport& params) {
        TRY(const auto window, call.Window(params, pg::Order{store::RunSort::kCreatedAt, true}));
        const auto report = store::FindReport(call.tx(), call.actor().visible, params.report_id);
        if (!report) return http::NotFound();
        const bool people = SeesPeople(call, *report);
        return http::MakePage(call, store::ListRuns(call.tx(), {call.actor().visible, params.report_id}, window),
                              [&](ReportRun& run) { return Told(std::move(run), people); });
    }

    base::Result<ReportRun> GetRun(Call& call, const ReportRunPath& path) {
        auto run = store::FindRun(call.tx(), call.actor().visible, path.report_run_id);
        if (!run) return http::NotFound();
        const auto report = store::FindReport(call.tx(), call.actor().visible, run->report_id);
        if (!report) return http::NotFound();
        return Told(std::move(*run), SeesPeople(call, *report));
    }

    // Made and mailed once more, now. By its owner: the file shows what they see.
    base::Result<ReportRun> RunNow(Call& call, const ReportPath& path) {
        TRY(const auto report, Lock(call, path));
        if (!IsOwner(call, report))
            return base::Refuse(base::ProblemKind::kForbidden, "report_of_another", {{"owner", report.owner}});
        const auto run = StartRun(call.tx(), parts_.ids, report, call.actor().name, call.now());
        audit::Record(call, {report.organization_id, action::kReportRun, "report", report.id.value,
                             boost::json::object{{"run_id", nullptr}},
                             boost::json::object{{"run_id", run.id.ToString()}}, report.name});
        return run;
    }

    // Whoever it was sent to, and its owner.
    base::Result<http::Raw> Download(Call& call, const ReportRunPath& path) {
        const auto run = store::FindRun(call.tx(), call.actor().visible, path.report_run_id);
        if (!run) return http::NotFound();
        const auto report = store::FindReport(call.tx(), call.actor().visible, run->report_id);
        if (!report || !(IsOwner(call, *report) || IsRecipient(call, *report))) return http::NotFound();
        auto file = store::FindFileOf(call.tx(), *run, call.language());
        if (!file) return base::Refuse(base::ProblemKind::kConflict, "report_file_gone");
        return http::Raw{file->media_type, std::move(file->content.value), file->file_name};
    }

  private:
    static ReportRun Told(ReportRun run, bool people) {
        if (!people) {
            run.sent_to.clear();
            run.skipped.clear();
        }
        return run;
    }
    base::Result<void> Take(Call& call, const ReportInput& input, ReportRow& row) {
        std::optional<views::ViewList> list;
        if (input.view_id) {
            const auto view = views::FindFor(call.tx(), row.organization_id, *input.view_id, row.owner_id.value);
            if (view) list = view->list;
        }
        TRY(const auto checked, CheckReport(input, list));
        std::vector<store::Recipient> recipients;
        base::FieldProblems problems;
        for (std::size_t at = 0; at < checked.recipients.size(); ++at) {
            const std::string& email = checked.recipients[at];
            // Whoever schedules is found although they come from above.
            const auto person = base::FoldCase(call.actor().name) == email
                                    ? identity::FindActive(call.tx(), row.owner_home, row.owner_id)
                                    : identity::FindActive(call.tx(), call.actor().visible, email);
            if (person) {  // as they are called now
                recipients.push_back({person->organization_id, person->id, person->email});
            } else if (base::FoldCase(call.actor().name) == email) {
                recipients.push_back({row.owner_home, row.owner_id, call.actor().name});
            } else {
                problems.Add("/recipients/" + std::to_string(at), "report_recipient");
            }
        }
        if (!problems.empty()) return std::move(problems).Refuse();
        row.name = checked.name;
        row.source = checked.source;
        row.view_id = checked.view_id;
        row.filters = checked.filters;
        row.format = checked.format;
        row.every = checked.every;
        row.first_on = checked.first_on;
        row.at_hour = checked.hour;
        row.time_zone = checked.time_zone;
        row.recipients = base::json::ToValue(recipients);
        row.enabled = checked.enabled;
        row.paused_because.reset();
        row.next_run_at = checked.enabled ? std::optional(NextRun(checked, call.now())) : std::nullopt;
        row.updated_at = call.now();
        return {};
    }
    static base::Result<ScheduledReport> Show(Call& call, ReportId id) {
        const auto row = store::FindReport(call.tx(), call.actor().visible, id);
        if (!row) return http::NotFound();
        return ViewOf(call, *row);
    }
    static base::Result<ReportRow> Lock(Call& call, const ReportPath& path) {
        auto row = store::LockReport(call.tx(), call.actor().visible, path.report_id);
        if (!row) return http::NotFound();
        return std::move(*row);
    }
    static void Record(Call& call, const char* what, const ReportRow* before, const ReportRow* after) {
        const ReportRow& row = after != nullptr ? *after : *before;
        audit::Record(call, {row.organization_id, what, "report", row.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr, row.name});
    }

    Parts parts_;
};

}  // namespace

void RegisterHttp(http::Router& router, const Parts& parts) {
    const auto routes = std::make_shared<ReportRoutes>(parts);
    http::AddList(router, "reports",
                  {.method = Method::kGet,
                   .path = "/api/v1/reports",
                   .id = "listReports",
                   .tag = "reports",
                   .summary = "List the scheduled reports of an organization",
                   .allow = permissions::kUseOwnAccount,
                   .people_only = true},
                  routes, &ReportRoutes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/reports",
                .id = "createReport",
                .tag = "reports",
                .summary = "Schedule a list or a report: it is made by itself and mailed as a file",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .creates = true,
                .returns_etag = true},
               routes, &ReportRoutes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/reports/{report_id}",
                .id = "getReport",
                .tag = "reports",
                .summary = "Read a scheduled report",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .returns_etag = true},
               routes, &ReportRoutes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/reports/{report_id}",
                .id = "updateReport",
                .tag = "reports",
                .summary = "Replace a scheduled report; its owner alone",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .if_match = true,
                .returns_etag = true},
               routes, &ReportRoutes::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/reports/{report_id}",
                .id = "deleteReport",
                .tag = "reports",
                .summary = "Delete a scheduled report with its runs and their files",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .if_match = true},
               routes, &ReportRoutes::Delete);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/reports/{report_id}/runs",
                .id = "listReportRuns",
                .tag = "reports",
                .summary = "When a report was made, for whom, and what became of it; the newest first",
                .allow = permissions::kUseOwnAccount,
                .people_only = true},
               routes, &ReportRoutes::Runs);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/reports/{report_id}/runs",
                .id = "runReport",
                .tag = "reports",
                .summary = "Make and mail a report now",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .idempotent = true},
               routes, &ReportRoutes::RunNow);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/report-runs/{report_run_id}",
                .id = "getReportRun",
                .tag = "reports",
                .summary = "Read what became of a run of a report",
                .allow = permissions::kUseOwnAccount,
                .people_only = true},
               routes, &ReportRoutes::GetRun);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/report-runs/{report_run_id}/file",
                .id = "downloadReport",
                .tag = "reports",
                .summary = "The file of a run, for whoever it was sent to",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .gives = http::media::kReports},
               routes, &ReportRoutes::Download);
}

}  // namespace reports
