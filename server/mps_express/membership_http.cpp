#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "lib/base/try.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/mps_express/membership_store.hpp"
#include "server/mps_express/programme_rules.hpp"
#include "server/mps_express/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/record_all.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// What became of printers that were added; the operator confirms, rejects and removes (MPX-5, MPX-6).
namespace mps_express {

namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using store::MpsMembership;

struct MembershipList : http::Paging {
    pg::Order<store::MembershipColumn> sort{store::MembershipColumn::kRequestedAt, true};
    std::vector<MembershipState> state;
    std::optional<printers::PrinterId> printer_id;
};
BOOST_DESCRIBE_STRUCT(MembershipList, (http::Paging), (sort, state, printer_id))

struct MpsMembershipsBody {
    std::vector<MembershipId> membership_ids;

    static constexpr base::Limit kLimits[] = {{.field = "membership_ids", .required = true, .max_items = kMostAdded}};
};
BOOST_DESCRIBE_STRUCT(MpsMembershipsBody, (), (membership_ids))
struct ReasonedMpsMembershipsBody : MpsMembershipsBody {
    std::string reason;

    static constexpr base::Limit kLimits[] = {{.field = "membership_ids", .required = true, .max_items = kMostAdded},
                                              {.field = "reason", .required = true, .max_length = 500}};
};
BOOST_DESCRIBE_STRUCT(ReasonedMpsMembershipsBody, (MpsMembershipsBody), (reason))
struct DecidedMpsMemberships {
    std::int64_t decided = 0;
};
BOOST_DESCRIBE_STRUCT(DecidedMpsMemberships, (), (decided))

// One of the three things that become of a membership.
struct Step {
    MembershipState from;
    MembershipState to;
    printers::Managed managed;
    const char* refusal;   // a membership is in another state than `from`
    const char* sentence;  // of the printer's history
    const char* action;
};
constexpr Step kConfirm{MembershipState::kPending,       MembershipState::kManaged,
                        printers::Managed::kMpsExpress,  "membership_not_pending",
                        "printer_mps_express_confirmed", action::kMpsExpressMembershipConfirmed};
constexpr Step kReject{MembershipState::kPending,      MembershipState::kRejected,
                       printers::Managed::kNone,       "membership_not_pending",
                       "printer_mps_express_rejected", action::kMpsExpressMembershipRejected};
constexpr Step kRemove{MembershipState::kManaged, MembershipState::kRemoved,     printers::Managed::kNone,
                       "membership_not_managed",  "printer_mps_express_removed", action::kMpsExpressMembershipRemoved};

class Routes {
  public:
    explicit Routes(const HttpParts& parts) : ids_(parts.ids), post_(parts.post) {}

    base::Result<http::Page<MpsMembership>> List(Call& call, const MembershipList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<MpsMembership>(
            call, store::ListMemberships(call.tx(), {call.actor().visible, params.state, params.printer_id}, window));
    }

    base::Result<DecidedMpsMemberships> Confirm(Call& call, const MpsMembershipsBody& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        return Decide(call, kConfirm, body.membership_ids, "");
    }
    base::Result<DecidedMpsMemberships> Reject(Call& call, const ReasonedMpsMembershipsBody& body) {
        return WithReason(call, kReject, body);
    }
    base::Result<DecidedMpsMemberships> Remove(Call& call, const ReasonedMpsMembershipsBody& body) {
        return WithReason(call, kRemove, body);
    }

  private:
    base::Result<DecidedMpsMemberships> WithReason(Call& call, const Step& step,
                                                   const ReasonedMpsMembershipsBody& body) {
        auto reason = CheckReason(body.reason);
        base::FieldProblems problems;
        base::CheckCount(body.kLimits[0], body.membership_ids.size(), "/membership_ids", problems);
        if (!reason) {
            for (auto& field : reason.error().fields) problems.Add(field.pointer, field.code, field.args);
        }
        if (!problems.empty()) return std::move(problems).Refuse();
        return Decide(call, step, body.membership_ids, *reason);
    }

    // All of them or none: somebody who decides on what another has decided already is to look again.
    base::Result<DecidedMpsMemberships> Decide(Call& call, const Step& step, const std::vector<MembershipId>& asked,
                                               const std::string& reason) {
        std::vector<MembershipId> ids = asked;
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        const auto found = store::FindMemberships(call.tx(), call.actor().visible, ids);
        if (found.size() != ids.size()) return http::NotFound();
        std::map<base::OrganizationId, std::vector<printers::PrinterId>> printers;
        for (const auto& membership : found) printers[membership.organization_id].push_back(membership.printer_id);
        // Printers come before what hangs on them (docs/architecture.md).
        std::vector<printers::PrinterId> failed;
        for (const auto& [organization, some] : printers) {
            for (const auto& fact : printers::HoldProgrammeFacts(call.tx(), organization, some)) {
                if (fact.registration_failed) failed.push_back(fact.id);
            }
        }
        const auto memberships = store::LockMemberships(call.tx(), call.actor().visible, ids);
        TRY_DO(CheckState(step, memberships, asked));
        // What was found after it had been added: the back office does not have it (PRN-6).
        if (step.to == MembershipState::kManaged) TRY_DO(CheckRegistered(memberships, failed, asked));

        std::map<base::OrganizationId, std::vector<MembershipId>> decided;
        for (const auto& membership : memberships) decided[membership.organization_id].push_back(membership.id);
        for (const auto& [organization, some] : decided) {
            store::Decide(call.tx(), {organization, some, step.to, reason, call.actor().name, call.now()});
            printers::SetManaged(call.tx(), ids_,
                                 {.organization = organization,
                                  .printers = printers[organization],
                                  .managed = step.managed,
                                  .code = step.sentence,
                                  .reason = reason,
                                  .actor = call.actor().name},
                                 call.now());
            // What is managed takes part in replenishment, and what leaves does not.
            if (step.to == MembershipState::kManaged) {
                const auto enrolled =
                    enrollment::Enroll(call.tx(), ids_, organization, printers[organization],
                                       enrollment::Source::kMpsExpress, call.actor().name, call.now());
                enrollment::ConfirmToContacts(call.tx(), post_, organization, enrolled, call.now());
            } else if (step.to == MembershipState::kRemoved) {
                enrollment::Withdraw(call.tx(), ids_, organization, printers[organization], call.actor().name,
                                     call.now());
            }
        }
        Record(call, step, memberships, reason);
        return DecidedMpsMemberships{static_cast<std::int64_t>(memberships.size())};
    }

    static base::Result<void> CheckState(const Step& step, const std::vector<MpsMembership>& memberships,
                                         const std::vector<MembershipId>& asked) {
        return RefuseThose(
            memberships, asked, [&](const MpsMembership& membership) { return membership.state != step.from; },
            step.refusal, "mps_express_already_decided");
    }

    static base::Result<void> CheckRegistered(const std::vector<MpsMembership>& memberships,
                                              const std::vector<printers::PrinterId>& failed,
                                              const std::vector<MembershipId>& asked) {
        return RefuseThose(
            memberships, asked,
            [&](const MpsMembership& membership) {
                return std::ranges::find(failed, membership.printer_id) != failed.end();
            },
            "membership_registration_failed", "mps_express_registration_failed");
    }

    // The first ones by name, each where it stands in the request.
    template <class IsWrong>
    static base::Result<void> RefuseThose(const std::vector<MpsMembership>& memberships,
                                          const std::vector<MembershipId>& asked, const IsWrong& is_wrong,
                                          const char* code, const char* refusal) {
        constexpr std::size_t kNamed = 100;
        std::vector<base::FieldProblem> fields;
        for (const auto& membership : memberships) {
            if (fields.size() == kNamed || !is_wrong(membership)) continue;
            const auto at = std::ranges::find(asked, membership.id) - asked.begin();
            fields.push_back({"/membership_ids/" + std::to_string(at),
                              code,
                              {{"printer", membership.model + ' ' + membership.serial_number}}});
        }
        if (fields.empty()) return {};
        return base::Refuse(base::ProblemKind::kConflict, refusal, {}, std::move(fields));
    }

    static void Record(Call& call, const Step& step, const std::vector<MpsMembership>& memberships,
                       const std::string& reason) {
        std::vector<audit::Change> changes;
        changes.reserve(memberships.size());
        for (const auto& before : memberships) {
            store::Membership after = static_cast<const store::Membership&>(before);
            after.state = step.to;
            after.reason = reason;
            after.decided_by = call.actor().name;
            after.decided_at = call.now();
            changes.push_back({before.organization_id, step.action, "mps_express_membership", before.id.value,
                               base::json::ToValue(static_cast<const store::Membership&>(before)),
                               base::json::ToValue(after), before.model + ' ' + before.serial_number});
        }
        audit::RecordAll(call, changes);
    }

    base::IdSource& ids_;
    const supply_notices::Post* post_;
};

}  // namespace

void RegisterMemberships(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<Routes>(parts);

    http::AddList(router, "mps-express-printers",
                  {.method = Method::kGet,
                   .path = "/api/v1/mps-express/memberships",
                   .id = "listMpsExpressMemberships",
                   .tag = "MPS Express",
                   .summary = "Printers that were added, and what became of it",
                   .allow = permissions::kSeeMpsExpress},
                  routes, &Routes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/memberships/confirmations",
                .id = "confirmMpsExpressMemberships",
                .tag = "MPS Express",
                .summary = "Take printers that wait into the programme",
                .allow = permissions::kDecideMpsExpressRequests,
                .idempotent = true},
               routes, &Routes::Confirm);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/memberships/rejections",
                .id = "rejectMpsExpressMemberships",
                .tag = "MPS Express",
                .summary = "Do not take printers that wait into the programme, with the reason",
                .allow = permissions::kDecideMpsExpressRequests,
                .idempotent = true},
               routes, &Routes::Reject);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/memberships/removals",
                .id = "removeMpsExpressMemberships",
                .tag = "MPS Express",
                .summary = "Take managed printers out of the programme, with the reason",
                .allow = permissions::kRemoveFromMpsExpress,
                .idempotent = true},
               routes, &Routes::Remove);
}

}  // namespace mps_express
