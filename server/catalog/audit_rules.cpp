#include "server/catalog/audit_rules.hpp"

#include "server/organizations/organizations.hpp"

namespace catalog {

bool IsOperator(pg::Transaction& tx, base::OrganizationId organization) {
    const auto found = organizations::Find(tx, organization);
    return found && found->tier == organizations::Tier::kOperator;
}

void HidePrice(boost::json::value& item) {
    if (item.is_object()) item.as_object().erase("price");
}

}  // namespace catalog
