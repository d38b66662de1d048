#include <algorithm>
#include <memory>

#include "lib/base/try.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/mps_express/eligibility.hpp"
#include "server/mps_express/membership_store.hpp"
#include "server/mps_express/mps_express.hpp"
#include "server/mps_express/programme_rules.hpp"
#include "server/mps_express/programme_store.hpp"
#include "server/mps_express/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// The terms of service are accepted, printers are added (MPX-3, MPX-4, MPX-5).
namespace mps_express {

namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using base::ProblemKind;
using http::Call;
using http::Method;
using http::Reply;
using printers::PrinterId;
using store::MpsAcceptance;
using store::ShownMpsAcceptance;

// Who confirmed, where the contract says that nobody has to.
constexpr const char* kByContract = "contract";
// So many printers are named with their reason; the rest is counted.
constexpr std::size_t kNamed = 100;
constexpr std::size_t kAddLimit = 1 << 20;

struct MpsTermsView {
    std::int32_t terms_version = 0;
    std::string language;
    std::string text;  // in the caller's language, else in English
    base::Instant published_at;
    std::optional<base::Instant> accepted_at;  // by the caller, for the organization acted in
};
BOOST_DESCRIBE_STRUCT(MpsTermsView, (), (terms_version, language, text, published_at, accepted_at))

struct MpsAcceptanceBody {
    std::int32_t terms_version = 0;  // as it was read
};
BOOST_DESCRIBE_STRUCT(MpsAcceptanceBody, (), (terms_version))
struct AcceptanceList : http::Paging {
    pg::Order<store::AcceptanceColumn> sort{store::AcceptanceColumn::kAcceptedAt, true};
};
BOOST_DESCRIBE_STRUCT(AcceptanceList, (http::Paging), (sort))

struct MpsEnrollmentBody {
    std::vector<PrinterId> printer_ids;
    std::int32_t terms_version = 0;  // that was accepted

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = kMostAdded}};
};
BOOST_DESCRIBE_STRUCT(MpsEnrollmentBody, (), (printer_ids, terms_version))
struct EnrollmentPath : http::Parameters {
    EnrollmentId enrollment_id;
};
BOOST_DESCRIBE_STRUCT(EnrollmentPath, (), (enrollment_id))

// A printer that was not added. What the organization does not have is "printer_unknown", whoever has it.
struct RefusedPrinter {
    PrinterId printer_id;
    std::string reason;  // a state of eligibility, or "printer_unknown": a problem code
    std::string name;
};
BOOST_DESCRIBE_STRUCT(RefusedPrinter, (), (printer_id, reason, name))
struct MpsEnrollmentResult {
    store::ShownMpsEnrollment enrollment;
    MembershipState state = MembershipState::kPending;  // of all that were added
    std::int64_t refused_count = 0;
    std::vector<RefusedPrinter> refused;  // the first of them
};
BOOST_DESCRIBE_STRUCT(MpsEnrollmentResult, (), (enrollment, state, refused_count, refused))

std::string NameOf(const printers::PrinterName& name) {
    return name.serial_number.empty() ? name.model : name.model + ' ' + name.serial_number;
}

class Routes {
  public:
    explicit Routes(const HttpParts& parts) : ids_(parts.ids), post_(parts.post) {}

    base::Result<MpsTermsView> Terms(Call& call) {
        const auto terms = store::FindTerms(call.tx(), store::FindProgramme(call.tx()).terms_version);
        if (!terms) return base::Refuse(ProblemKind::kNotFound, "mps_express_no_terms");
        std::size_t in = 0;  // an index into its languages
        for (const std::string& wanted : {std::string("en"), call.language()}) {
            const auto at = std::ranges::find(terms->languages, wanted);
            if (at != terms->languages.end()) in = static_cast<std::size_t>(at - terms->languages.begin());
        }
        MpsTermsView view{terms->terms_version, terms->languages.at(in), terms->texts.at(in), terms->published_at, {}};
        if (const auto accepted =
                store::FindAcceptance(call.tx(), call.organization(), terms->terms_version, call.actor().id)) {
            view.accepted_at = accepted->accepted_at;
        }
        return view;
    }

    // MPX-4. Accepted again it stays as it was.
    base::Result<MpsAcceptance> Accept(Call& call, const MpsAcceptanceBody& body) {
        TRY_DO(CheckEntitled(call.tx(), call.organization(), Hold::kYes));
        TRY(const auto programme, HoldTerms(call, body.terms_version));
        MpsAcceptance accepted{.organization_id = call.organization(),
                               .id = ids_.Make<AcceptanceId>(),
                               .terms_version = programme.terms_version,
                               .accepted_by = call.actor().name,
                               .accepted_by_id = {call.actor().id},
                               .accepted_at = call.now()};
        if (store::InsertAcceptance(call.tx(), accepted)) {
            const auto organization = organizations::Find(call.tx(), call.organization());
            audit::Record(call, {call.organization(), action::kMpsExpressTermsAccepted, "mps_express_terms",
                                 accepted.id.value, boost::json::object{{"terms_version", nullptr}},
                                 base::json::ToValue(accepted), organization ? organization->name : ""});
            return accepted;
        }
        return store::FindAcceptance(call.tx(), call.organization(), programme.terms_version, call.actor().id).value();
    }

    base::Result<http::Page<ShownMpsAcceptance>> Acceptances(Call& call, const AcceptanceList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<ShownMpsAcceptance>(call,
                                                  store::ListAcceptances(call.tx(), {call.actor().visible}, window));
    }

    // MPX-3, MPX-4: what was eligible when the counts were shown may be so no more; what counts is the state in here.
    base::Result<Reply<MpsEnrollmentResult>> Enroll(Call& call, const MpsEnrollmentBody& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY_DO(CheckEntitled(call.tx(), call.organization(), Hold::kYes));
        TRY(const auto programme, HoldTerms(call, body.terms_version));
        const auto acceptance =
            store::FindAcceptance(call.tx(), call.organization(), programme.terms_version, call.actor().id);
        if (!acceptance) return base::Refuse(ProblemKind::kConflict, "mps_express_terms_not_accepted");

        KnownModels models;
        printers::DecideRegistrationsOf(call.tx(), ids_, &models, call.organization(), body.printer_ids, call.now());
        const Chosen chosen = Hold(call, programme, body.printer_ids);
        if (chosen.eligible.empty()) return RefuseAll(chosen, body.printer_ids);
        const auto contract = store::FindContract(call.tx(), call.organization());
        const bool automatic = contract && contract->automatic_confirmation;
        const store::Enrollment enrollment{.organization_id = call.organization(),
                                           .id = ids_.Make<EnrollmentId>(),
                                           .acceptance_id = acceptance->id,
                                           .printers = static_cast<std::int32_t>(chosen.eligible.size()),
                                           .requested_by = call.actor().name,
                                           .requested_at = call.now()};
        Add(call, enrollment, chosen.eligible, automatic);

        MpsEnrollmentResult view{{enrollment, programme.terms_version},
                                 automatic ? MembershipState::kManaged : MembershipState::kPending,
                                 static_cast<std::int64_t>(chosen.refused.size()),
                                 chosen.refused};
        if (view.refused.size() > kNamed) view.refused.resize(kNamed);
        RecordEnrollment(call, view, chosen);
        Reply<MpsEnrollmentResult> reply = std::move(view);
        reply.location = "/api/v1/mps-express/enrollments/" + enrollment.id.ToString();
        return reply;
    }

    base::Result<store::ShownMpsEnrollment> Get(Call& call, const EnrollmentPath& path) {
        auto enrollment = store::FindEnrollment(call.tx(), call.actor().visible, path.enrollment_id);
        if (!enrollment) return http::NotFound();
        return std::move(*enrollment);
    }

  private:
    struct Chosen {
        std::vector<PrinterId> eligible;  // ascending
        std::vector<RefusedPrinter> refused;
        std::string first_name;  // of the eligible ones
    };

    // The terms that were read are the ones to accept, and stay so to the end of the transaction.
    static base::Result<store::MpsProgramme> HoldTerms(Call& call, std::int32_t read) {
        auto programme = store::HoldProgramme(call.tx());
        if (programme.terms_version == 0) return base::Refuse(ProblemKind::kConflict, "mps_express_no_terms");
        if (programme.terms_version != read) return base::Refuse(ProblemKind::kConflict, "mps_express_terms_changed");
        return programme;
    }

    static Chosen Hold(Call& call, const store::MpsProgramme& programme, std::vector<PrinterId> asked) {
        std::ranges::sort(asked);
        asked.erase(std::ranges::unique(asked).begin(), asked.end());
        const auto evaluation = Evaluate(call.tx(), call.organization(), programme,
                                         printers::HoldProgrammeFacts(call.tx(), call.organization(), asked));
        const auto names = printers::FindPrinterNames(call.tx(), call.organization(), asked);
        Chosen chosen;
        auto judged = evaluation.printers.begin();
        auto name = names.begin();
        for (const PrinterId id : asked) {
            while (name != names.end() && name->id < id) ++name;
            while (judged != evaluation.printers.end() && judged->fact.id < id) ++judged;
            if (judged == evaluation.printers.end() || judged->fact.id != id) {
                chosen.refused.push_back({id, "printer_unknown", ""});
                continue;
            }
            const std::string called = name != names.end() && name->id == id ? NameOf(*name) : std::string();
            if (judged->state != Eligibility::kEligible) {
                chosen.refused.push_back({id, std::string(base::json::EnumName(judged->state)), called});
                continue;
            }
            if (chosen.eligible.empty()) chosen.first_name = called;
            chosen.eligible.push_back(id);
        }
        return chosen;
    }

    // Nothing is left to add: each printer with its reason, where it stands in the request.
    static std::unexpected<base::Problem> RefuseAll(const Chosen& chosen, const std::vector<PrinterId>& asked) {
        std::vector<base::FieldProblem> fields;
        for (const auto& refused : chosen.refused) {
            if (fields.size() == kNamed) break;
            const auto at = std::ranges::find(asked, refused.printer_id) - asked.begin();
            fields.push_back({"/printer_ids/" + std::to_string(at), refused.reason, {{"printer", refused.name}}});
        }
        return base::Refuse(ProblemKind::kConflict, "mps_express_nothing_eligible",
                            {{"count", static_cast<std::int64_t>(chosen.refused.size())}}, std::move(fields));
    }

    void Add(Call& call, const store::Enrollment& enrollment, const std::vector<PrinterId>& eligible, bool automatic) {
        std::vector<store::Member> members;
        members.reserve(eligible.size());
        for (const PrinterId printer : eligible) members.push_back({ids_.Make<MembershipId>(), printer});
        store::InsertEnrollment(call.tx(), enrollment, members, automatic ? kByContract : "");
        printers::SetManaged(
            call.tx(), ids_,
            {.organization = enrollment.organization_id,
             .printers = eligible,
             .managed = automatic ? printers::Managed::kMpsExpress : printers::Managed::kPendingMpsExpress,
             .code = automatic ? "printer_mps_express_added" : "printer_mps_express_requested",
             .actor = call.actor().name},
            call.now());
        if (automatic) {
            const auto enrolled =
                ::enrollment::Enroll(call.tx(), ids_, enrollment.organization_id, eligible,
                                     ::enrollment::Source::kMpsExpress, call.actor().name, call.now());
            ::enrollment::ConfirmToContacts(call.tx(), post_, enrollment.organization_id, enrolled, call.now());
        }
    }

    static void RecordEnrollment(Call& call, const MpsEnrollmentResult& view, const Chosen& chosen) {
        boost::json::object after = base::json::ToValue(view.enrollment).as_object();
        after["state"] = base::json::EnumName(view.state);
        boost::json::array ids;
        for (const PrinterId printer : chosen.eligible) ids.emplace_back(printer.ToString());
        after["printer_ids"] = std::move(ids);
        std::string name = chosen.first_name;
        if (chosen.eligible.size() > 1) name += " +" + std::to_string(chosen.eligible.size() - 1);
        audit::Record(call, {call.organization(), action::kMpsExpressEnrollmentCreated, "mps_express_enrollment",
                             view.enrollment.id.value, nullptr, std::move(after), std::move(name)});
    }

    base::IdSource& ids_;
    const supply_notices::Post* post_;
};

}  // namespace

void RegisterEnrollments(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/mps-express/terms",
                .id = "getMpsExpressTerms",
                .tag = "MPS Express",
                .summary = "The terms of service to accept",
                .allow = permissions::kSeeMpsExpress},
               routes, &Routes::Terms);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/terms/acceptances",
                .id = "acceptMpsExpressTerms",
                .tag = "MPS Express",
                .summary = "Accept the terms of service that were read, for the organization acted in",
                .allow = permissions::kEnrollInMpsExpress,
                .idempotent = true},
               routes, &Routes::Accept);
    http::AddList(router, "mps-express-acceptances",
                  {.method = Method::kGet,
                   .path = "/api/v1/mps-express/terms/acceptances",
                   .id = "listMpsExpressAcceptances",
                   .tag = "MPS Express",
                   .summary = "Who accepted which terms of service, and when",
                   .allow = permissions::kSeeMpsExpress},
                  routes, &Routes::Acceptances);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/enrollments",
                .id = "enrollInMpsExpress",
                .tag = "MPS Express",
                .summary = "Add the eligible ones of these printers; the others are named with the reason",
                .allow = permissions::kEnrollInMpsExpress,
                .creates = true,
                .body_limit = kAddLimit},
               routes, &Routes::Enroll);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/mps-express/enrollments/{enrollment_id}",
                .id = "getMpsExpressEnrollment",
                .tag = "MPS Express",
                .summary = "One request to add printers",
                .allow = permissions::kSeeMpsExpress},
               routes, &Routes::Get);
}

}  // namespace mps_express
