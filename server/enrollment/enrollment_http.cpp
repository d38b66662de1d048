#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/enrollment/notices.hpp"
#include "server/enrollment/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/record_all.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"

// Who takes part (ASR-2, ASR-17): self-service customers say so for their printers, for MPS customers the operator does.
namespace enrollment {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using printers::PrinterId;

struct EnrollmentFilter {
    pg::Order<store::SortColumn> sort{store::SortColumn::kModel};
    std::optional<std::string> search;
    std::optional<store::Participating> participating;
    std::vector<printers::ContractId> contract_id;
    std::vector<organizations::SiteId> site_id;
};
BOOST_DESCRIBE_STRUCT(EnrollmentFilter, (), (sort, search, participating, contract_id, site_id))
struct EnrollmentList : EnrollmentFilter, http::Paging {};
BOOST_DESCRIBE_STRUCT(EnrollmentList, (EnrollmentFilter, http::Paging), ())
struct EnrollmentExport : EnrollmentFilter, http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
};
BOOST_DESCRIBE_STRUCT(EnrollmentExport, (EnrollmentFilter), (format, heads))

struct PrinterEnrollment : store::PrinterRow {
    EnrollmentState state = EnrollmentState::kReady;
    std::optional<EnrollmentState> obstacle;  // of one that takes part: why nothing is ordered for it all the same
    std::optional<contracts::CustomerKind> customer;  // absent: under no contract
    bool may_change = false;                          // whether the caller's side enrolls and withdraws it (ASR-17)
};
BOOST_DESCRIBE_STRUCT(PrinterEnrollment, (store::PrinterRow), (state, obstacle, customer, may_change))

// Whom customers call whose printers the service desk looks after.
struct PrinterEnrollmentDetail : PrinterEnrollment {
    std::string service_desk_phone;
    std::string service_desk_email;
};
BOOST_DESCRIBE_STRUCT(PrinterEnrollmentDetail, (PrinterEnrollment), (service_desk_phone, service_desk_email))

struct ChosenPrinters {
    std::vector<PrinterId> printer_ids;

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = kMostAtOnce}};
};
BOOST_DESCRIBE_STRUCT(ChosenPrinters, (), (printer_ids))
struct EnrollmentBody : ChosenPrinters {
    std::string email;  // whom the confirmation goes to

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = kMostAtOnce},
                                              {.field = "email", .required = true, .max_length = 254}};
};
BOOST_DESCRIBE_STRUCT(EnrollmentBody, (ChosenPrinters), (email))

struct EnrollmentPreview {
    std::int64_t ready_count = 0;
    std::vector<PrinterId> ready;
    std::int64_t refused_count = 0;
    std::vector<RefusedEnrollment> refused;  // the first of them
};
BOOST_DESCRIBE_STRUCT(EnrollmentPreview, (), (ready_count, ready, refused_count, refused))
struct EnrollmentResult {
    std::int64_t enrolled = 0;
    std::int64_t refused_count = 0;
    std::vector<RefusedEnrollment> refused;
};
BOOST_DESCRIBE_STRUCT(EnrollmentResult, (), (enrolled, refused_count, refused))
struct WithdrawalResult {
    std::int64_t withdrawn = 0;
};
BOOST_DESCRIBE_STRUCT(WithdrawalResult, (), (withdrawn))
struct EnrollmentPath : http::Parameters {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(EnrollmentPath, (), (printer_id))

using ByOrganization = std::map<base::OrganizationId, std::vector<const JudgedPrinter*>>;

std::vector<PrinterId> IdsOf(const std::vector<const JudgedPrinter*>& printers) {
    std::vector<PrinterId> ids;
    ids.reserve(printers.size());
    for (const auto* one : printers) ids.push_back(one->printer.id);
    return ids;
}

store::ListFilter FilterOf(const Call& call, const EnrollmentFilter& params) {
    return {.organizations = call.actor().visible,
            .words = base::SearchWords(params.search.value_or("")),
            .participating = params.participating,
            .contract = params.contract_id,
            .site = params.site_id};
}

void AppendRow(tables::File& file, const PrinterEnrollment& row) {
    const auto time = [](const std::optional<base::Instant>& at) {
        return at ? base::FormatRfc3339(*at) : std::string();
    };
    file.Add({row.organization_name, row.manufacturer, row.model, row.serial_number, row.location, row.site_name,
              row.contract_number, row.customer ? std::string(base::json::EnumName(*row.customer)) : std::string(),
              std::string(base::json::EnumName(row.state)), time(row.enrolled_at), row.enrolled_by,
              std::string(base::json::EnumName(row.source)), row.confirmed_to, time(row.held_at), row.held_by,
              row.hold_reason, row.silence_expected ? "true" : "false", row.silence_reason});
}

class Routes {
  public:
    explicit Routes(const Parts& parts) : parts_(parts) {}

    base::Result<http::Page<PrinterEnrollment>> List(Call& call, const EnrollmentList& params) {
        TRY(const auto window, call.Window(params));
        auto slice = store::List(call.tx(), FilterOf(call, params), window);
        http::Page<PrinterEnrollment> page{.items = {}, .next_cursor = call.NextCursor(slice.next)};
        for (auto& one : JudgeAll(call.tx(), parts_, call.actor(), std::move(slice.rows), call.now())) {
            page.items.push_back(ViewOf(call, std::move(one)));
        }
        return page;
    }

    // In the order and with the filters of the list; the states of each step of the file by a handful of queries.
    base::Result<http::Raw> Export(Call& call, const EnrollmentExport& params) {
        constexpr std::int32_t kStep = 1000;
        const auto filter = FilterOf(call, params);
        pg::Window<store::SortColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        auto file = http::FileOf(call, params, "enrollments",
                                 {"organization",
                                  "manufacturer",
                                  "model",
                                  "serial_number",
                                  "location",
                                  "site",
                                  "contract",
                                  "customer",
                                  "state",
                                  {"enrolled_at", tables::Kind::kTime},
                                  "enrolled_by",
                                  "enrollment_source",
                                  "confirmed_to",
                                  {"on_hold_since", tables::Kind::kTime},
                                  "held_by",
                                  "hold_reason",
                                  "silence_expected",
                                  "silence_reason"});
        for (std::size_t count = 0; count < tables::kMostRows;) {
            auto slice = store::List(call.tx(), filter, window);
            count += slice.rows.size();
            for (auto& one : JudgeAll(call.tx(), parts_, call.actor(), std::move(slice.rows), call.now())) {
                AppendRow(file, ViewOf(call, std::move(one)));
            }
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<PrinterEnrollmentDetail> Get(Call& call, const EnrollmentPath& path) {
        auto found = store::Find(call.tx(), call.actor().visible, {path.printer_id});
        if (found.empty()) return http::NotFound();
        auto judged = JudgeAll(call.tx(), parts_, call.actor(), std::move(found), call.now());
        PrinterEnrollmentDetail detail{ViewOf(call, std::move(judged.front()))};
        const auto desk = contracts::FindServiceDesk(call.tx());
        detail.service_desk_phone = desk.phone;
        detail.service_desk_email = desk.email;
        return detail;
    }

    base::Result<EnrollmentPreview> Preview(Call& call, const ChosenPrinters& body) {
        TRY(const auto ids, Check(body));
        TRY(const auto judged, JudgeChosen(call, ids));
        EnrollmentPreview preview;
        for (const auto& one : judged) {
            if (one.state == EnrollmentState::kReady) preview.ready.push_back(one.printer.id);
        }
        preview.ready_count = static_cast<std::int64_t>(preview.ready.size());
        FillRefused(judged, preview);
        return preview;
    }

    // What could be enrolled when the preview was shown may be so no more; what counts is the state in here.
    base::Result<EnrollmentResult> Enroll(Call& call, const EnrollmentBody& body) {
        EnrollmentBody clean = body;
        clean.email = base::CleanText(body.email, 255);
        TRY(const auto ids, Check(clean));
        if (!IsAddress(clean.email))
            return base::Refuse(base::ProblemKind::kInvalid, "invalid_fields", {}, {{"/email", "invalid_email", {}}});
        TRY(const auto judged, Hold(call, ids));
        ByOrganization ready;
        for (const auto& one : judged) {
            if (one.state == EnrollmentState::kReady) ready[one.printer.organization_id].push_back(&one);
        }
        if (ready.empty()) return RefuseAll(judged, body.printer_ids, "enrollment_nothing_ready");
        EnrollmentResult result;
        const Source source = IsOperators(call.actor()) ? Source::kOperator : Source::kCustomer;
        for (const auto& [organization, printers] : ready) {
            const auto enrolled = enrollment::Enroll(call.tx(), parts_.ids, organization, IdsOf(printers), source,
                                                     call.actor().name, call.now());
            store::SetConfirmedTo(call.tx(), organization, enrolled, clean.email);
            result.enrolled += static_cast<std::int64_t>(enrolled.size());
            std::vector<const store::PrinterRow*> rows;
            for (const auto* one : printers) rows.push_back(&one->printer);
            ConfirmEnrollment(call.tx(), parts_, organization, clean.email, call.language(), rows, call.now());
            Record(call, action::kPrinterEnrolled, printers, false, true);
        }
        FillRefused(judged, result);
        return result;
    }

    // All of them or none.
    base::Result<WithdrawalResult> Withdraw(Call& call, const ChosenPrinters& body) {
        TRY(const auto ids, Check(body));
        TRY(auto judged, Hold(call, ids));
        std::vector<JudgedPrinter> forbidden;
        ByOrganization enrolled;
        for (const auto& one : judged) {
            if (!MayChange(call, one)) {
                forbidden.push_back(one);
                forbidden.back().state = EnrollmentState::kByServiceDesk;
            } else if (one.printer.enrolled_at) {
                enrolled[one.printer.organization_id].push_back(&one);
            }
        }
        if (!forbidden.empty()) return RefuseAll(forbidden, body.printer_ids, "enrollment_by_service_desk");
        WithdrawalResult result;
        for (const auto& [organization, printers] : enrolled) {
            enrollment::Withdraw(call.tx(), parts_.ids, organization, IdsOf(printers), call.actor().name, call.now());
            result.withdrawn += static_cast<std::int64_t>(printers.size());
            Record(call, action::kPrinterWithdrawn, printers, true, false);
        }
        return result;
    }

  private:
    static bool IsAddress(const std::string& text) {
        const auto at = text.find('@');
        return at != std::string::npos && at > 0 && at + 1 < text.size() &&
               text.find('@', at + 1) == std::string::npos && text.find_first_of(" \t\r\n,;<>\"") == std::string::npos;
    }

    template <class Body>
    static base::Result<std::vector<PrinterId>> Check(const Body& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        std::vector<PrinterId> ids = body.printer_ids;
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        return ids;
    }

    // A printer that is not visible is answered like one that never was.
    base::Result<std::vector<JudgedPrinter>> JudgeChosen(Call& call, const std::vector<PrinterId>& ids) const {
        auto found = store::Find(call.tx(), call.actor().visible, ids);
        if (found.size() != ids.size()) return http::NotFound();
        return JudgeAll(call.tx(), parts_, call.actor(), std::move(found), call.now());
    }
    // The same of printers whose rows nobody else changes before the transaction ends.
    base::Result<std::vector<JudgedPrinter>> Hold(Call& call, const std::vector<PrinterId>& ids) const {
        std::map<base::OrganizationId, std::vector<PrinterId>> of;
        for (const auto& printer : store::Find(call.tx(), call.actor().visible, ids)) {
            of[printer.organization_id].push_back(printer.id);
        }
        for (const auto& [organization, printers] : of) printers::HoldProgrammeFacts(call.tx(), organization, printers);
        return JudgeChosen(call, ids);
    }

    // ASR-17, MPX-6: what the service desk looks after, and what MPS Express brought, is the operator's.
    static bool MayChange(const Call& call, const JudgedPrinter& one) {
        if (IsOperators(call.actor())) return true;
        if (one.printer.managed != printers::Managed::kNone && one.printer.enrolled_at) return false;
        return !one.has_contract || one.customer == contracts::CustomerKind::kSelfService;
    }
    static PrinterEnrollment ViewOf(const Call& call, JudgedPrinter one) {
        const bool may_change = MayChange(call, one) && call.actor().May(permissions::kEnrollPrinters);
        PrinterEnrollment view{std::move(one.printer)};
        view.state = one.state;
        view.obstacle = one.obstacle;
        if (one.has_contract) view.customer = one.customer;
        view.may_change = may_change;
        return view;
    }

    template <class Answer>
    static void FillRefused(const std::vector<JudgedPrinter>& judged, Answer& answer) {
        for (const auto& one : judged) {
            if (one.state == EnrollmentState::kReady) continue;
            if (++answer.refused_count > static_cast<std::int64_t>(kNamed)) continue;
            answer.refused.push_back({one.printer.id, one.state, NameOf(one.printer)});
        }
    }

    // Each printer with its reason, where it stands in the request.
    static std::unexpected<base::Problem> RefuseAll(const std::vector<JudgedPrinter>& refused,
                                                    const std::vector<PrinterId>& asked, const char* code) {
        std::vector<base::FieldProblem> fields;
        for (const auto& one : refused) {
            if (fields.size() == kNamed) break;
            const auto at = std::ranges::find(asked, one.printer.id) - asked.begin();
            fields.push_back({"/printer_ids/" + std::to_string(at),
                              "enrollment_" + std::string(base::json::EnumName(one.state)),
                              {{"printer", NameOf(one.printer)}}});
        }
        return base::Refuse(base::ProblemKind::kConflict, code, {{"count", static_cast<std::int64_t>(refused.size())}},
                            std::move(fields));
    }

    static void Record(Call& call, const char* what, const std::vector<const JudgedPrinter*>& printers, bool before,
                       bool after) {
        std::vector<audit::Change> changes;
        changes.reserve(printers.size());
        for (const auto* one : printers) {
            changes.push_back({one->printer.organization_id, what, "printer", one->printer.id.value,
                               boost::json::object{{"enrolled", before}}, boost::json::object{{"enrolled", after}},
                               NameOf(one->printer)});
        }
        audit::RecordAll(call, changes);
    }

    Parts parts_;
};

}  // namespace

void RegisterHttp(http::Router& router, const Parts& parts) {
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/replenishment/enrollments",
                .id = "listEnrollments",
                .tag = "enrollment",
                .summary = "List printers, whether each takes part in automatic supplies replenishment, and why not",
                .allow = permissions::kSeeEnrollments},
               routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/replenishment/enrollments/export",
                .id = "exportEnrollments",
                .tag = "enrollment",
                .summary = "Printers and whether each takes part as CSV, with the filters and in the order of the list",
                .allow = permissions::kSeeEnrollments,
                .gives = http::media::kTables},
               routes, &Routes::Export);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}/enrollment",
                .id = "getPrinterEnrollment",
                .tag = "enrollment",
                .summary = "Whether a printer takes part in automatic supplies replenishment, and whom to call",
                .allow = permissions::kSeeEnrollments},
               routes, &Routes::Get);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/replenishment/enrollments/preview",
                .id = "previewEnrollment",
                .tag = "enrollment",
                .summary = "Which of these printers would be enrolled, and why the others not; changes nothing",
                .allow = permissions::kPreviewEnrollments,
                .only_reads = true},
               routes, &Routes::Preview);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/replenishment/enrollments",
                .id = "enrollPrinters",
                .tag = "enrollment",
                .summary = "Enroll those of these printers that can take part; the others are named with the reason",
                .allow = permissions::kEnrollPrinters,
                .idempotent = true},
               routes, &Routes::Enroll);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/replenishment/withdrawals",
                .id = "withdrawPrinters",
                .tag = "enrollment",
                .summary = "Take printers out of automatic supplies replenishment",
                .allow = permissions::kEnrollPrinters,
                .idempotent = true},
               routes, &Routes::Withdraw);
    RegisterHolds(router, parts);
    RegisterDisconnections(router, parts);
}

}  // namespace enrollment
