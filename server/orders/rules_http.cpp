#include <memory>

#include "lib/base/try.hpp"
#include "server/orders/order_rules_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// What orders of an organization wait for, and how much may be ordered at once.
namespace orders {
namespace {

namespace permissions = organizations::permissions;

using http::Call;

class RuleRoutes {
  public:
    base::Result<OrderRules> Get(Call& call) { return store::FindRules(call.tx(), call.organization()); }

    base::Result<OrderRules> Update(Call& call, const OrderRulesInput& input) {
        TRY(const auto checked, CheckRules(input));
        const auto before = store::LockRules(call.tx(), call.organization(), call.now());
        TRY_DO(call.CheckVersion(before.version));
        if (static_cast<const OrderRulesInput&>(before) == checked) return before;
        OrderRules after = before;
        static_cast<OrderRulesInput&>(after) = checked;
        after.version = before.version + 1;
        after.updated_at = call.now();
        store::UpdateRules(call.tx(), after);
        const auto organization = organizations::Find(call.tx(), call.organization());
        audit::Record(call, {call.organization(), audit::action::kSupplyOrderRulesUpdated, "supply_order_rules",
                             call.organization().value, base::json::ToValue(before), base::json::ToValue(after),
                             organization ? organization->name : ""});
        return after;
    }
};

}  // namespace

void RegisterRules(http::Router& router, HttpParts) {
    const auto routes = std::make_shared<RuleRoutes>();
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/supply-order-rules",
                .id = "getSupplyOrderRules",
                .tag = "orders",
                .summary = "Read how much may be ordered at once, and which orders wait for an approval",
                .allow = permissions::kSeeOrders,
                .returns_etag = true},
               routes, &RuleRoutes::Get);
    router.Add({.method = http::Method::kPut,
                .path = "/api/v1/supply-order-rules",
                .id = "updateSupplyOrderRules",
                .tag = "orders",
                .summary = "Replace how much may be ordered at once, and which orders wait for an approval",
                .allow = permissions::kManageOrderRules,
                .if_match = true,
                .returns_etag = true},
               routes, &RuleRoutes::Update);
}

}  // namespace orders
