#include <fmt/format.h>

#include <map>
#include <set>

#include "lib/base/csv.hpp"
#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/papers/table.hpp"
#include "server/organizations/organizations.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/reports/read_list.hpp"
#include "server/reports/runs.hpp"

// A run: what the owner would see becomes a file, and the file goes to whoever is still there (RPT-1).
namespace reports {
namespace {

constexpr const char* kRunKind = "reports.run";
constexpr std::int32_t kDueAtOnce = 200;

struct RunInput {
    ReportId report_id;
    RunId run_id;
};
BOOST_DESCRIBE_STRUCT(RunInput, (), (report_id, run_id))

std::string NameOf(const identity::User& user) {
    return base::CleanText(user.first_name + " " + user.last_name, 200);
}

// What one run found before its file is made.
struct Prepared {
    store::ReportRow report;
    store::ReportRun run;
    std::optional<http::Actor> owner;
    std::string filters;
    std::optional<std::string> missing;  // why there is nothing to be made
    std::vector<identity::User> recipients;
    bool over = false;  // the report was deleted, or the run is finished
};

Prepared Prepare(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, const RunInput& input) {
    Prepared found;
    const auto report = store::LockReport(tx, {&organization, 1}, input.report_id);
    const auto run = store::FindRun(tx, {&organization, 1}, input.run_id);
    if (!report || !run || run->state != store::RunState::kWaiting) {
        found.over = true;
        return found;
    }
    found.report = *report;
    found.run = *run;
    found.owner = parts.people.ActorOf(tx, report->owner_home, report->owner_id, organization);
    found.filters = report->filters;
    if (!found.owner) {
        found.missing = "owner_gone";
    } else if (report->view_id) {
        const auto view = views::FindFor(tx, organization, *report->view_id, report->owner_id.value);
        if (view) {
            found.filters = view->filters;
        } else {
            found.missing = "view_gone";
        }
    }
    for (const auto& recipient : store::RecipientsOf(*report)) {
        if (auto person = identity::FindActive(tx, recipient.home, recipient.id)) {
            found.recipients.push_back(std::move(*person));
        } else {
            found.run.skipped.push_back(recipient.email);
        }
    }
    return found;
}

// Nobody's report goes on by itself; administrators are told.
void Pause(pg::Transaction& tx, const Parts& parts, tasks::Run& run, Prepared& found) {
    const auto before = base::json::ToValue(found.report);
    found.report.enabled = false;
    found.report.next_run_at.reset();
    found.report.paused_because = found.missing;
    found.report.version += 1;
    found.report.updated_at = run.Now();
    store::UpdateReport(tx, found.report);
    run.Audit({.organization = found.report.organization_id,
               .action = audit::action::kReportPaused,
               .object_type = "report",
               .object_id = found.report.id.value,
               .before = before,
               .after = base::json::ToValue(found.report),
               .object_name = found.report.name});
    for (const auto& person :
         identity::ListActive(tx, found.report.organization_id, organizations::kAdministrators.ToVector())) {
        const auto queued =
            parts.mailer.Enqueue(tx, run.Now(),
                                 {.organization = found.report.organization_id,
                                  .template_name = "report_paused",
                                  .language = person.language,
                                  .to = person.email,
                                  .to_name = NameOf(person),
                                  .args = {{"name", NameOf(person)},
                                           {"report", found.report.name},
                                           {"owner", found.report.owner},
                                           {"reason", *found.missing}},
                                  .link = parts.portal_url + "/reports",
                                  .object_type = "report",
                                  .object_id = found.report.id.value,
                                  .cause = "report_paused " + found.run.id.ToString() + " " + person.id.ToString()});
        if (!queued) base::log::Warn("reports.mail_refused code={}", queued.error().code);
    }
}

std::string Parameter(const std::string& filters, const std::string& name, const std::string& value) {
    if (("&" + filters).find("&" + name + "=") != std::string::npos) return filters;
    return filters + (filters.empty() ? "" : "&") + name + "=" + value;
}

struct MadeFile {
    store::ReportFile file;
    std::int64_t rows = 0;
};

// In one language.
base::Result<MadeFile> Make(const Parts& parts, const Prepared& found, const std::string& language, base::Instant now) {
    http::Actor actor = *found.owner;
    actor.language = language;
    std::string filters = found.filters;
    const auto today = std::chrono::floor<std::chrono::days>(now);
    // What happened since the run before.
    if (found.report.source == ReportSource::kCartridges || found.report.source == ReportSource::kCartridgeReport)
        filters = Parameter(filters, "first", base::FormatDay(PeriodBefore(found.report.every, today)));
    const bool workbook = found.report.format == ReportFormat::kXlsx;
    filters = Parameter(filters, "format", workbook ? "xlsx" : "csv");
    TRY(auto list, ReadList(*parts.router, actor, found.report.source, filters, kLargestFile));
    MadeFile made;
    made.file.organization_id = found.report.organization_id;
    made.file.id = parts.ids.Make<store::FileId>();
    made.file.run_id = found.run.id;
    made.file.language = language;
    made.file.media_type = list.media_type;
    const std::string day = base::FormatDay(today);
    made.file.file_name = fmt::format("{}-{}.{}", list.name, day, workbook ? "xlsx" : "csv");
    if (found.report.format == ReportFormat::kPdf) {
        TRY(auto rows, base::csv::Read(list.bytes, {.max_rows = kLargestFile}));
        const auto& texts = parts.mailer.texts();
        papers::TablePaper paper;
        paper.made_at = now;
        paper.language = language;
        paper.title = found.report.name;
        paper.subtitle = texts.Format(language, "reports.paper.made",
                                      {{"at", i18n::FormatDateTime(language, found.report.time_zone, now)},
                                       {"count", static_cast<std::int64_t>(rows.empty() ? 0 : rows.size() - 1)}});
        paper.more = texts.Format(language, "reports.paper.more", {{"most", std::int64_t{papers::kMostTableRows}}});
        paper.columns_left_out = texts.Format(language, "reports.paper.columns", {});
        paper.number_of = [&](int number, int of) {
            return texts.Format(language, "reports.paper.page",
                                {{"number", std::int64_t{number}}, {"of", std::int64_t{of}}});
        };
        for (auto& row : rows) {
            for (auto& field : row.fields) field = base::csv::StripFormulaGuard(field);
            paper.rows.push_back(std::move(row.fields));
        }
        made.rows = paper.rows.empty() ? 0 : static_cast<std::int64_t>(paper.rows.size()) - 1;
        made.file.content = {papers::Draw(paper).pdf};
        made.file.media_type = "application/pdf";
        made.file.file_name = fmt::format("{}-{}.pdf", list.name, day);
    } else {
        made.rows = list.rows;
        made.file.content = {std::move(list.bytes)};
    }
    if (static_cast<std::int64_t>(made.file.content.value.size()) > kLargestFile)
        return base::Refuse(base::ProblemKind::kInvalid, "report_too_long");
    return made;
}

void SendTo(pg::Transaction& tx, const Parts& parts, Prepared& found, const std::map<std::string, MadeFile>& files,
            base::Instant now) {
    const auto customer = organizations::Find(tx, found.report.organization_id);
    for (const auto& person : found.recipients) {
        const MadeFile& made = files.at(person.language);
        const bool attached = static_cast<std::int64_t>(made.file.content.value.size()) <= kAttached;
        mail::Mail mail{.organization = found.report.organization_id,
                        .template_name = "report_ready",
                        .language = person.language,
                        .to = person.email,
                        .to_name = NameOf(person),
                        .args = {{"name", NameOf(person)},
                                 {"report", found.report.name},
                                 {"organization", customer ? customer->name : ""},
                                 {"owner", found.report.owner},
                                 {"count", made.rows},
                                 {"attached", attached ? "yes" : "no"},
                                 {"days", static_cast<std::int64_t>(kFilesKept.count())}},
                        .link = parts.portal_url + "/reports?org=" + found.report.organization_id.ToString() +
                                "&file=" + found.run.id.ToString(),
                        .object_type = "report",
                        .object_id = found.report.id.value,
                        .cause = "report_ready " + found.run.id.ToString() + " " + person.id.ToString()};
        if (attached) mail.attachment_id = made.file.id.value;
        if (const auto queued = parts.mailer.Enqueue(tx, now, mail); queued) {
            found.run.sent_to.push_back(person.email);
        } else {
            found.run.skipped.push_back(person.email);
        }
    }
}

base::Result<void> RunReport(tasks::Run& run, const Parts& parts) {
    TRY(const auto input, run.Input<RunInput>());
    Prepared found;
    run.Step([&](pg::Transaction& tx) { found = Prepare(tx, parts, run.organization(), input); });
    if (found.over) return {};
    std::map<std::string, MadeFile> files;
    std::optional<base::Problem> problem;
    if (!found.missing) {
        std::set<std::string> languages;
        for (const auto& person : found.recipients) languages.insert(person.language);
        for (const std::string& language : languages) {
            if (run.ShouldStop()) throw tasks::Interrupted{};
            auto made = Make(parts, found, language, run.Now());
            if (!made) {
                problem = std::move(made.error());
                break;
            }
            files.emplace(language, std::move(*made));
        }
    }
    run.Step([&](pg::Transaction& tx) {
        const base::OrganizationId organization = run.organization();
        auto report = store::LockReport(tx, {&organization, 1}, input.report_id);
        if (!report) return;
        found.report = std::move(*report);
        found.run.finished_at = run.Now();
        if (found.missing || problem || files.empty()) {
            found.run.state = store::RunState::kFailed;
            found.run.problem = found.missing ? "report_" + *found.missing
                                : problem     ? problem->code
                                              : "report_nobody_left";
            if (found.missing && !found.report.paused_because) Pause(tx, parts, run, found);
            run.Report({.number = 1,
                        .outcome = tasks::Outcome::kFailed,
                        .subject = found.report.name,
                        .object_id = found.report.id.value,
                        .code = *found.run.problem});
        } else {
            found.run.state = store::RunState::kDone;
            found.run.rows = files.begin()->second.rows;
            found.run.file_until = run.Now() + kFilesKept;
            for (const auto& [language, made] : files) store::InsertFile(tx, made.file);
            SendTo(tx, parts, found, files, run.Now());
            std::int64_t number = 0;
            for (const auto& email : found.run.sent_to)
                run.Report({.number = ++number, .outcome = tasks::Outcome::kDone, .subject = email});
            for (const auto& email : found.run.skipped) {
                run.Report({.number = ++number,
                            .outcome = tasks::Outcome::kSkipped,
                            .subject = email,
                            .code = "report_recipient_left"});
            }
        }
        store::UpdateRun(tx, found.run);
        run.SetProgress(1, 1);
    });
    return {};
}

}  // namespace

store::ReportRun StartRun(pg::Transaction& tx, base::IdSource& ids, const store::ReportRow& report,
                          const std::string& asked_by, base::Instant now) {
    store::ReportRun run;
    run.organization_id = report.organization_id;
    run.id = ids.Make<RunId>();
    run.report_id = report.id;
    run.asked_by = asked_by;
    run.created_at = now;
    store::InsertRun(tx, run);
    tasks::NewTask task{.organization = report.organization_id,
                        .kind = kRunKind,
                        .input = base::json::ToValue(RunInput{report.id, run.id}),
                        .progress_total = 1};
    if (!asked_by.empty()) {
        task.created_by = report.owner_id.value;
        task.created_by_name = asked_by;
    }
    tasks::Enqueue(tx, ids, now, task);
    return run;
}

std::optional<mail::Attachment> Files::Read(pg::Transaction& tx, base::OrganizationId organization, base::Uuid id) {
    auto file = store::FindFile(tx, organization, {id});
    if (!file) return std::nullopt;
    return mail::Attachment{std::move(file->file_name), std::move(file->media_type), std::move(file->content.value)};
}

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, const Parts& parts) {
    registry.Add("reports.due",
                 [parts](tasks::Run& run) -> base::Result<void> {
                     bool again = true;
                     while (again) {
                         run.Step([&](pg::Transaction& tx) {
                             auto due = store::LockDue(tx, run.Now(), kDueAtOnce);
                             again = due.size() == static_cast<std::size_t>(kDueAtOnce);
                             for (store::ReportRow& report : due) {
                                 StartRun(tx, parts.ids, report, "", run.Now());
                                 // Runs that were missed while no server was there are one.
                                 report.next_run_at = NextRun(store::InputOf(report), run.Now());
                                 store::UpdateReport(tx, report);
                             }
                         });
                     }
                     return {};
                 },
                 {.system_scope = true});
    registry.Add("reports.forget",
                 [](tasks::Run& run) -> base::Result<void> {
                     run.Step([&](pg::Transaction& tx) { store::Forget(tx, tasks::ForgetAt(run)); });
                     return {};
                 },
                 {.system_scope = true});
    registry.Add(kRunKind, [parts](tasks::Run& run) { return RunReport(run, parts); }, {.system_scope = true});
    recurring.Add({.kind = "reports.due", .every = std::chrono::minutes(5)});
    recurring.Add({.kind = "reports.forget", .every = std::chrono::hours(24), .offset = std::chrono::hours(3)});
}

}  // namespace reports
