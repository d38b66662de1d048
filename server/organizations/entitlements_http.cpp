#include <memory>

#include "lib/base/try.hpp"
#include "server/organizations/entitlement_store.hpp"
#include "server/organizations/manageable.hpp"
#include "server/organizations/organization_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// What an organization is entitled to (ORG-3, ORG-4): given from above, never taken back but by the operator.
namespace organizations {

namespace {

using base::ProblemKind;

struct EntitlementPath : http::Parameters {
    OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(EntitlementPath, (), (organization_id))

struct EntitlementView {
    Entitlement entitlement = Entitlement::kMpsExpress;
    bool granted = false;
    std::optional<std::string> granted_by;
    std::optional<base::Instant> granted_at;
    bool can_be_granted = false;  // by whoever asks, now
};
BOOST_DESCRIBE_STRUCT(EntitlementView, (), (entitlement, granted, granted_by, granted_at, can_be_granted))

struct EntitlementsView {
    OrganizationId organization_id;
    std::string organization_name;
    Tier tier = Tier::kChild;
    std::vector<EntitlementView> entitlements;
};
BOOST_DESCRIBE_STRUCT(EntitlementsView, (), (organization_id, organization_name, tier, entitlements))

struct GrantBody {
    bool understood = false;  // that it cannot be undone
};
BOOST_DESCRIBE_STRUCT(GrantBody, (), (understood))

constexpr Entitlement kMps = Entitlement::kMpsExpress;

boost::json::value AuditOf(const store::GrantedEntitlement* granted) {
    boost::json::object object{{"mps_express", granted != nullptr}};
    if (granted != nullptr) {
        object["granted_by"] = granted->granted_by;
        object["granted_at"] = base::FormatRfc3339(granted->granted_at);
    }
    return object;
}

class EntitlementRoutes {
  public:
    explicit EntitlementRoutes(std::vector<EntitlementGuard*> guards) : guards_(std::move(guards)) {}

    base::Result<EntitlementsView> Get(http::Call& call, const EntitlementPath& path) {
        const auto organization = FindManageable(call, path.organization_id);
        if (!organization) return http::NotFound();
        return View(call, *organization);
    }

    // ORG-3. Granted again nothing changes: the first one stays, and who it was.
    base::Result<EntitlementsView> Grant(http::Call& call, const EntitlementPath& path, const GrantBody& body) {
        const auto organization = FindManageable(call, path.organization_id);
        if (!organization) return http::NotFound();
        TRY_DO(CheckGrant(call, *organization));
        if (!body.understood) {
            base::FieldProblems problems;
            problems.Add("/understood", "entitlement_unconfirmed");
            return std::move(problems).Refuse();
        }
        // It cannot be deleted meanwhile.
        if (!store::Share(call.tx(), organization->id)) return http::NotFound();
        const store::GrantedEntitlement granted{organization->id, kMps, call.actor().name, call.now()};
        if (store::InsertEntitlement(call.tx(), granted)) {
            audit::Record(call, {organization->id, audit::action::kOrganizationEntitlementGranted, "organization",
                                 organization->id.value, AuditOf(nullptr), AuditOf(&granted), organization->name});
        }
        return View(call, *organization);
    }

    // ORG-4: by the operator, and only while nothing was made with it.
    base::Result<void> Remove(http::Call& call, const EntitlementPath& path) {
        const auto organization = FindManageable(call, path.organization_id);
        if (!organization) return http::NotFound();
        const auto granted = store::LockEntitlement(call.tx(), organization->id, kMps);
        if (!granted) return http::NotFound();
        base::Problem problem{.kind = ProblemKind::kConflict, .code = "entitlement_in_use"};
        for (EntitlementGuard* guard : guards_) {
            for (auto& made : guard->MadeWith(call.tx(), organization->id, kMps)) {
                if (made.count > 0) problem.holdings.push_back(std::move(made));
            }
        }
        if (!problem.holdings.empty()) return std::unexpected(std::move(problem));
        store::DeleteEntitlement(call.tx(), organization->id, kMps);
        audit::Record(call, {organization->id, audit::action::kOrganizationEntitlementRemoved, "organization",
                             organization->id.value, AuditOf(&*granted), AuditOf(nullptr), organization->name});
        return {};
    }

  private:
    // ORG-3: only a child holds it, and only somebody above gives it.
    static base::Result<void> CheckGrant(const http::Call& call, const Organization& organization) {
        if (organization.tier != Tier::kChild) return base::Refuse(ProblemKind::kConflict, "entitlement_of_child_only");
        if (call.actor().home == organization.id) {
            return base::Refuse(ProblemKind::kForbidden, "entitlement_from_above");
        }
        return {};
    }

    static EntitlementsView View(http::Call& call, const Organization& organization) {
        EntitlementView mps;
        if (const auto granted = store::FindEntitlement(call.tx(), organization.id, kMps)) {
            mps.granted = true;
            mps.granted_by = granted->granted_by;
            mps.granted_at = granted->granted_at;
        }
        mps.can_be_granted = !mps.granted && call.actor().May(permissions::kGrantEntitlements) &&
                             CheckGrant(call, organization).has_value();
        return {organization.id, organization.name, organization.tier, {mps}};
    }

    std::vector<EntitlementGuard*> guards_;
};

}  // namespace

void RegisterEntitlements(http::Router& router, std::vector<EntitlementGuard*> guards) {
    using http::Method;
    const auto routes = std::make_shared<EntitlementRoutes>(std::move(guards));
    router.Add({.method = Method::kGet,
                .path = "/api/v1/organizations/{organization_id}/entitlements",
                .id = "getOrganizationEntitlements",
                .tag = "organizations",
                .summary = "What an organization is entitled to",
                .allow = permissions::kSeeEntitlements},
               routes, &EntitlementRoutes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/organizations/{organization_id}/entitlements/mps-express",
                .id = "grantMpsExpress",
                .tag = "organizations",
                .summary = "Entitle a child organization to MPS Express; this cannot be undone",
                .allow = permissions::kGrantEntitlements},
               routes, &EntitlementRoutes::Grant);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/organizations/{organization_id}/entitlements/mps-express",
                .id = "removeMpsExpress",
                .tag = "organizations",
                .summary = "Take the entitlement to MPS Express away while no printer is managed or pending",
                .allow = permissions::kRemoveEntitlements},
               routes, &EntitlementRoutes::Remove);
}

}  // namespace organizations
