#include "server/organizations/manageable.hpp"

#include <algorithm>

#include "server/organizations/organization_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/call.hpp"
#include "server/platform/pg/transaction.hpp"

namespace organizations {

std::vector<OrganizationId> Manageable(http::Call& call) {
    const http::Actor& actor = call.actor();
    if (actor.visible.size() != 1 || !actor.May(permissions::kManageOrganizations)) return actor.visible;
    pg::Transaction& tx = call.tx();
    tx.SetScope(pg::Scope::System());
    auto list = store::Children(tx, actor.organization);
    list.push_back(actor.organization);
    tx.SetScope(pg::Scope::Organizations(list));
    return list;
}

std::optional<Organization> FindManageable(http::Call& call, OrganizationId id) {
    const auto list = Manageable(call);
    if (std::ranges::find(list, id) == list.end()) return std::nullopt;
    return store::Find(call.tx(), id);
}

}  // namespace organizations
