#include <algorithm>
#include <memory>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/statements/statement_store.hpp"
#include "server/webhooks/webhooks.hpp"

// Statements: read, corrected with a reason, approved, taken away as CSV and JSON (MTR-5).
namespace statements {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using store::LineRow;
using store::StatementRow;

struct StatementSummary {
    StatementId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    ContractId contract_id;
    std::string contract_number;
    std::string contract_name;
    base::Day period_starts_on{};
    base::Day period_ends_on{};  // the last day
    std::string time_zone;
    StatementState state = StatementState::kOpen;
    std::string approved_by;
    std::optional<base::Instant> approved_at;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(StatementSummary, (),
                      (id, organization_id, organization_name, contract_id, contract_number, contract_name,
                       period_starts_on, period_ends_on, time_zone, state, approved_by, approved_at, version,
                       created_at, updated_at))

// A meter group over all printers.
struct StatementGroup {
    std::string name;
    std::vector<std::string> meters;
    std::int64_t included_pages = 0;
    std::int64_t pages = 0;
    std::int64_t pages_over = 0;  // those that are not included
    std::int64_t lines = 0;
    std::int64_t estimated = 0;
    std::int64_t corrected = 0;
    std::int64_t wrong = 0;  // a value is missing, or the end is before the start
};
BOOST_DESCRIBE_STRUCT(StatementGroup, (),
                      (name, meters, included_pages, pages, pages_over, lines, estimated, corrected, wrong))

struct StatementView : StatementSummary {
    std::vector<StatementGroup> groups;
};
BOOST_DESCRIBE_STRUCT(StatementView, (StatementSummary), (groups))

struct StatementLine {
    StatementLineId id;
    StatementId statement_id;
    PrinterId printer_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string meter_group;
    std::optional<std::int64_t> start_value;  // absent: nothing is known
    std::optional<std::int64_t> end_value;
    std::int64_t adjustment = 0;        // what changes of counters add
    std::optional<std::int64_t> pages;  // end less start, with the adjustment
    ValueOrigin start_origin = ValueOrigin::kMissing;
    ValueOrigin end_origin = ValueOrigin::kMissing;
    std::vector<ValueBasis> start_basis;
    std::vector<ValueBasis> end_basis;
    std::optional<std::int64_t> found_start_value;  // before a correction
    std::optional<std::int64_t> found_end_value;
    std::string reason;  // of the correction
    std::string corrected_by;
    std::optional<base::Instant> corrected_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(StatementLine, (),
                      (id, statement_id, printer_id, manufacturer, model, serial_number, meter_group, start_value,
                       end_value, adjustment, pages, start_origin, end_origin, start_basis, end_basis,
                       found_start_value, found_end_value, reason, corrected_by, corrected_at, version))

// All of a statement, for other programs.
struct StatementDocument : StatementView {
    std::vector<StatementLine> lines;
};
BOOST_DESCRIBE_STRUCT(StatementDocument, (StatementView), (lines))

namespace {

struct StatementPath : http::Parameters {
    StatementId statement_id;
};
BOOST_DESCRIBE_STRUCT(StatementPath, (), (statement_id))
struct StatementFile : StatementPath, http::FileForm {};
BOOST_DESCRIBE_STRUCT(StatementFile, (StatementPath, http::FileForm), ())
struct ClosingPath : http::Parameters {
    ContractId contract_id;
};
BOOST_DESCRIBE_STRUCT(ClosingPath, (), (contract_id))
struct LinePath : http::Parameters {
    StatementLineId statement_line_id;
};
BOOST_DESCRIBE_STRUCT(LinePath, (), (statement_line_id))
struct StatementList : http::Paging {
    pg::Order<store::StatementColumn> sort{store::StatementColumn::kPeriodEndsOn, true};
    std::optional<ContractId> contract_id;
    std::vector<StatementState> state;
};
BOOST_DESCRIBE_STRUCT(StatementList, (http::Paging), (sort, contract_id, state))
struct LineList : http::Paging {
    StatementId statement_id;
    pg::Order<store::LineColumn> sort{store::LineColumn::kSerialNumber};
    std::optional<bool> attention;  // only those that were estimated, are missing or wrong
};
BOOST_DESCRIBE_STRUCT(LineList, (http::Paging), (statement_id, sort, attention))

constexpr std::size_t kMostExported = 200'000;  // lines
constexpr std::int32_t kExportStep = 1000;

StatementSummary SummaryOf(const store::ShownStatementRow& row) {
    return {.id = row.id,
            .organization_id = row.organization_id,
            .organization_name = row.organization_name,
            .contract_id = row.contract_id,
            .contract_number = row.contract_number,
            .contract_name = row.contract_name,
            .period_starts_on = row.period_starts_on,
            .period_ends_on = row.period_ends_on,
            .time_zone = row.time_zone,
            .state = row.state,
            .approved_by = row.approved_by,
            .approved_at = row.approved_at,
            .version = row.version,
            .created_at = row.created_at,
            .updated_at = row.updated_at};
}

std::vector<ValueBasis> BasisOf(const boost::json::value& value) {
    return base::json::Bind<std::vector<ValueBasis>>(value).value_or(std::vector<ValueBasis>{});
}

StatementLine LineOf(const LineRow& row) {
    return {.id = row.id,
            .statement_id = row.statement_id,
            .printer_id = row.printer_id,
            .manufacturer = row.manufacturer,
            .model = row.model,
            .serial_number = row.serial_number,
            .meter_group = row.meter_group,
            .start_value = row.start_value,
            .end_value = row.end_value,
            .adjustment = row.adjustment,
            .pages = store::PagesOf(row),
            .start_origin = row.start_origin,
            .end_origin = row.end_origin,
            .start_basis = BasisOf(row.start_basis),
            .end_basis = BasisOf(row.end_basis),
            .found_start_value = row.found_start_value,
            .found_end_value = row.found_end_value,
            .reason = row.reason,
            .corrected_by = row.corrected_by,
            .corrected_at = row.corrected_at,
            .version = row.version};
}

// "life 33810 2026-10-30T08:00:00Z > 34120 2026-11-02T08:00:00Z": the readings that a value was made of.
std::string HowOf(const std::vector<ValueBasis>& basis) {
    std::string how;
    for (const auto& one : basis) {
        how += (how.empty() ? "" : "; ") + one.meter;
        if (one.before_at && one.before_value)
            how += " " + std::to_string(*one.before_value) + " " + base::FormatRfc3339(*one.before_at);
        if (one.after_at && one.after_value && one.origin != ValueOrigin::kCarriedForward)
            how += " > " + std::to_string(*one.after_value) + " " + base::FormatRfc3339(*one.after_at);
        if (one.pages_a_day) how += " " + std::to_string(*one.pages_a_day) + "/day";
    }
    return how;
}

std::vector<StatementGroup> GroupsOf(Call& call, const StatementRow& statement) {
    std::vector<StatementGroup> groups;
    const auto said = base::json::Bind<std::vector<meter_reads::MeterGroup>>(statement.groups);
    if (!said) return groups;
    for (const auto& group : *said) {
        groups.push_back({.name = group.name, .meters = group.meters, .included_pages = group.included_pages});
    }
    for (const auto& sum : store::Sums(call.tx(), statement.organization_id, statement.id)) {
        const auto place = static_cast<std::size_t>(sum.group_place);
        if (place >= groups.size()) continue;
        StatementGroup& group = groups[place];
        group.pages = sum.pages;
        group.pages_over = std::max<std::int64_t>(0, sum.pages - group.included_pages);
        group.lines = sum.lines;
        group.estimated = sum.estimated;
        group.corrected = sum.corrected;
        group.wrong = sum.wrong;
    }
    return groups;
}

std::string FileName(const StatementSummary& statement, const char* ending) {
    return "statement-" + statement.contract_number + "-" + base::FormatDay(statement.period_ends_on) + ending;
}

class Routes {
  public:
    explicit Routes(base::IdSource& ids) : ids_(ids) {}

    base::Result<http::Page<StatementSummary>> List(Call& call, const StatementList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage(
            call, store::List(call.tx(), {call.actor().visible, params.contract_id, params.state}, window), &SummaryOf);
    }

    base::Result<StatementView> Get(Call& call, const StatementPath& path) { return Show(call, path.statement_id); }

    base::Result<http::Page<StatementLine>> Lines(Call& call, const LineList& params) {
        TRY(const auto window, call.Window(params));
        if (!store::Find(call.tx(), call.actor().visible, params.statement_id)) return http::NotFound();
        return http::MakePage(
            call,
            store::ListLines(call.tx(), {call.actor().visible, params.statement_id, params.attention.value_or(false)},
                             window),
            &LineOf);
    }

    base::Result<StatementLine> Line(Call& call, const LinePath& path) {
        const auto found = store::FindLine(call.tx(), call.actor().visible, path.statement_line_id);
        if (!found) return http::NotFound();
        return LineOf(*found);
    }

    base::Result<StatementLine> Correct(Call& call, const LinePath& path, const StatementCorrection& input) {
        StatementCorrection clean = input;
        clean.reason = base::CleanText(input.reason, 10'000);
        base::FieldProblems problems;
        base::CheckLimits(clean, problems);
        if (!clean.start_value && !clean.end_value) problems.Add("/end_value", "missing");
        if (!problems.empty()) return std::move(problems).Refuse();
        const auto found = store::FindLine(call.tx(), call.actor().visible, path.statement_line_id);
        if (!found) return http::NotFound();
        // A statement is locked before its lines, and an earlier one before a later one.
        const auto statement = store::Lock(call.tx(), {&found->organization_id, 1}, found->statement_id);
        const auto before = store::LockLine(call.tx(), {&found->organization_id, 1}, found->id);
        if (!statement || !before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (statement->state == StatementState::kApproved)
            return base::Refuse(base::ProblemKind::kConflict, "statement_approved");
        LineRow after = *before;
        if (clean.start_value) {
            after.start_value = clean.start_value;
            after.start_origin = ValueOrigin::kCorrected;
        }
        if (clean.end_value) {
            after.end_value = clean.end_value;
            after.end_origin = ValueOrigin::kCorrected;
        }
        if (const auto pages = store::PagesOf(after); pages && *pages < 0) {
            problems.Add(clean.end_value ? "/end_value" : "/start_value", "statement_end_before_start",
                         {{"start", *after.start_value}, {"end", *after.end_value}});
            return std::move(problems).Refuse();
        }
        after.reason = clean.reason;
        // The same correction once more changes nothing.
        if (base::json::ToValue(after) == base::json::ToValue(*before)) return LineOf(*before);
        after.corrected_by = call.actor().name;
        after.corrected_at = call.now();
        ++after.version;
        store::UpdateLine(call.tx(), after);
        Record(call, *before, after);
        if (clean.end_value) CarryOver(call, *statement, after);
        Touch(call, *statement);
        return LineOf(after);
    }

    base::Result<http::Reply<StatementView>> CloseContract(Call& call, const ClosingPath& path) {
        const auto organization = meter_reads::FindContractOf(call.tx(), call.actor().visible, path.contract_id);
        if (!organization) return http::NotFound();
        const auto made = CloseNow(call.tx(), ids_, {*organization, path.contract_id}, call.now());
        if (!made) return base::Refuse(base::ProblemKind::kConflict, "statement_period_open");
        const auto row = store::Lock(call.tx(), {&*organization, 1}, *made);
        if (!row) return http::NotFound();
        audit::Record(call, {row->organization_id, action::kStatementCreated, "statement", row->id.value, nullptr,
                             base::json::ToValue(*row), row->contract_number});
        TRY(http::Reply<StatementView> reply, Show(call, *made));
        reply.location = "/api/v1/statements/" + made->ToString();
        return reply;
    }

    base::Result<StatementView> Approve(Call& call, const StatementPath& path) {
        const auto before = store::Lock(call.tx(), call.actor().visible, path.statement_id);
        if (!before) return http::NotFound();
        if (before->state == StatementState::kApproved) return Show(call, before->id);
        TRY_DO(call.CheckVersion(before->version));
        if (const auto open = store::CountOpenBefore(call.tx(), *before); open > 0)
            return base::Refuse(base::ProblemKind::kConflict, "statement_earlier_open", {{"count", open}});
        std::int64_t wrong = 0;
        for (const auto& sum : store::Sums(call.tx(), before->organization_id, before->id)) wrong += sum.wrong;
        if (wrong > 0) return base::Refuse(base::ProblemKind::kConflict, "statement_lines_wrong", {{"count", wrong}});
        StatementRow after = *before;
        after.state = StatementState::kApproved;
        after.approved_by = call.actor().name;
        after.approved_at = after.updated_at = call.now();
        ++after.version;
        store::Update(call.tx(), after);
        audit::Record(call, {after.organization_id, action::kStatementApproved, "statement", after.id.value,
                             base::json::ToValue(*before), base::json::ToValue(after), after.contract_number});
        TRY(const StatementView view, Show(call, after.id));
        webhooks::Publish(call.tx(), ids_, after.organization_id, webhooks::event::kStatementApproved, ToldOf(view),
                          call.now());
        return view;
    }

    base::Result<http::Raw> Csv(Call& call, const StatementFile& path) {
        TRY(const StatementView statement, Show(call, path.statement_id));
        using enum tables::Kind;
        auto file = http::FileOf(call, path, FileName(statement, ""),
                                 {"contract",
                                  {"period_starts_on", kDay},
                                  {"period_ends_on", kDay},
                                  "serial_number",
                                  "manufacturer",
                                  "model",
                                  "meter_group",
                                  {"start", kNumber},
                                  {"end", kNumber},
                                  {"adjustment", kNumber},
                                  {"pages", kNumber},
                                  "start_origin",
                                  "end_origin",
                                  "start_basis",
                                  "end_basis",
                                  {"found_start", kNumber},
                                  {"found_end", kNumber},
                                  "reason",
                                  "corrected_by",
                                  {"corrected_at", kTime},
                                  "state"});
        const auto number = [](const std::optional<std::int64_t>& value) {
            return value ? std::to_string(*value) : std::string();
        };
        ForEachLine(call, statement.id, [&](const StatementLine& line) {
            file.Add({statement.contract_number,
                      base::FormatDay(statement.period_starts_on),
                      base::FormatDay(statement.period_ends_on),
                      line.serial_number,
                      line.manufacturer,
                      line.model,
                      line.meter_group,
                      number(line.start_value),
                      number(line.end_value),
                      std::to_string(line.adjustment),
                      number(line.pages),
                      std::string(base::json::EnumName(line.start_origin)),
                      std::string(base::json::EnumName(line.end_origin)),
                      HowOf(line.start_basis),
                      HowOf(line.end_basis),
                      number(line.found_start_value),
                      number(line.found_end_value),
                      line.reason,
                      line.corrected_by,
                      line.corrected_at ? base::FormatRfc3339(*line.corrected_at) : std::string(),
                      std::string(base::json::EnumName(statement.state))});
        });
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<http::Raw> Json(Call& call, const StatementPath& path) {
        TRY(StatementView statement, Show(call, path.statement_id));
        StatementDocument document{std::move(statement), {}};
        ForEachLine(call, document.id, [&](const StatementLine& line) { document.lines.push_back(line); });
        return http::Raw{"application/json", base::json::Write(document), FileName(document, ".json")};
    }

  private:
    static base::Result<StatementView> Show(Call& call, StatementId id) {
        const auto row = store::Find(call.tx(), call.actor().visible, id);
        if (!row) return http::NotFound();
        return StatementView{SummaryOf(*row), GroupsOf(call, *row)};
    }

    // In the order of the list.
    template <class Take>
    static void ForEachLine(Call& call, StatementId statement, const Take& take) {
        pg::Window<store::LineColumn> window{
            .order = {store::LineColumn::kSerialNumber}, .after = std::nullopt, .limit = kExportStep};
        for (std::size_t count = 0; count < kMostExported;) {
            const auto slice = store::ListLines(call.tx(), {call.actor().visible, statement, false}, window);
            for (const auto& row : slice.rows) take(LineOf(row));
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
    }

    // The next period begins where this one ends, while it is open and nobody has corrected its start.
    static void CarryOver(Call& call, const StatementRow& statement, const LineRow& line) {
        const auto next =
            store::LockAfter(call.tx(), statement.organization_id, statement.contract_id, statement.period_ends_on);
        if (!next || next->state == StatementState::kApproved) return;
        const auto before =
            store::FindLineOf(call.tx(), statement.organization_id, next->id, line.printer_id, line.meter_group);
        if (!before || before->start_value != before->found_start_value) return;
        LineRow after = *before;
        after.start_value = after.found_start_value = line.end_value;
        after.start_origin = line.end_origin;
        ++after.version;
        store::UpdateLine(call.tx(), after);
        Record(call, *before, after);
        Touch(call, *next);
    }

    // Whoever approves has seen the lines as they are.
    static void Touch(Call& call, StatementRow statement) {
        ++statement.version;
        statement.updated_at = call.now();
        store::Update(call.tx(), statement);
    }

    static void Record(Call& call, const LineRow& before, const LineRow& after) {
        audit::Record(call, {after.organization_id, action::kStatementLineCorrected, "statement_line", after.id.value,
                             base::json::ToValue(before), base::json::ToValue(after),
                             after.serial_number + " " + after.meter_group});
    }

    // What webhooks say; docs/webhooks.md has the fields.
    static boost::json::object ToldOf(const StatementView& view) {
        return {{"statement_id", view.id.ToString()},
                {"contract_id", view.contract_id.ToString()},
                {"contract_number", view.contract_number},
                {"period_starts_on", base::FormatDay(view.period_starts_on)},
                {"period_ends_on", base::FormatDay(view.period_ends_on)},
                {"approved_by", view.approved_by},
                {"groups", base::json::ToValue(view.groups)},
                {"lines_path", "/api/v1/statements/" + view.id.ToString() + "/lines"}};
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterHttp(http::Router& router, base::IdSource& ids) {
    const auto routes = std::make_shared<Routes>(ids);

    http::AddList(router, "statements",
                  {.method = Method::kGet,
                   .path = "/api/v1/statements",
                   .id = "listStatements",
                   .tag = "statements",
                   .summary = "List statements of meters, one for each contract and period",
                   .allow = permissions::kSeeContracts},
                  routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/statements/{statement_id}",
                .id = "getStatement",
                .tag = "statements",
                .summary = "Read a statement with the sums of its meter groups",
                .allow = permissions::kSeeContracts,
                .returns_etag = true},
               routes, &Routes::Get);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/statements/{statement_id}/lines",
                .id = "listStatementLines",
                .tag = "statements",
                .summary = "List the lines of a statement: start, end, pages, and where each value comes from",
                .allow = permissions::kSeeContracts},
               routes, &Routes::Lines);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/contracts/{contract_id}/closings",
                .id = "closeContractPeriod",
                .tag = "statements",
                .summary = "Close the period of a contract that is over, without waiting for reads that come late",
                .allow = permissions::kManageContracts,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::CloseContract);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/statement-lines/{statement_line_id}",
                .id = "getStatementLine",
                .tag = "statements",
                .summary = "Read a line of a statement",
                .allow = permissions::kSeeContracts,
                .returns_etag = true},
               routes, &Routes::Line);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/statement-lines/{statement_line_id}",
                .id = "correctStatementLine",
                .tag = "statements",
                .summary = "Correct a line of a statement that is open, with a reason",
                .allow = permissions::kManageContracts,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Correct);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/statements/{statement_id}/approval",
                .id = "approveStatement",
                .tag = "statements",
                .summary = "Approve a statement; it stays as it is from then on",
                .allow = permissions::kManageContracts,
                .idempotent = true,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Approve);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/statements/{statement_id}/csv",
                .id = "exportStatementCsv",
                .tag = "statements",
                .summary = "A statement as CSV or as a workbook",
                .allow = permissions::kSeeContracts,
                .gives = http::media::kTables},
               routes, &Routes::Csv);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/statements/{statement_id}/json",
                .id = "exportStatementJson",
                .tag = "statements",
                .summary = "A statement as JSON, with all of its lines",
                .allow = permissions::kSeeContracts,
                .gives = http::media::kJson},
               routes, &Routes::Json);
}

}  // namespace statements
