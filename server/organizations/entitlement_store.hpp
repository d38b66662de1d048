#pragma once

#include <optional>
#include <string>

#include "server/organizations/organizations.hpp"

// The table organization_entitlements; nothing else writes it.
namespace organizations::store {

struct GrantedEntitlement {
    OrganizationId organization_id;
    Entitlement entitlement = Entitlement::kMpsExpress;
    std::string granted_by;
    base::Instant granted_at;
};
BOOST_DESCRIBE_STRUCT(GrantedEntitlement, (), (organization_id, entitlement, granted_by, granted_at))

std::optional<GrantedEntitlement> FindEntitlement(pg::Transaction& tx, OrganizationId organization,
                                                  Entitlement entitlement);
// FOR SHARE: whoever makes something with it.
std::optional<GrantedEntitlement> ShareEntitlement(pg::Transaction& tx, OrganizationId organization,
                                                   Entitlement entitlement);
// FOR UPDATE: waits for whoever is making something with it, and holds further ones back.
std::optional<GrantedEntitlement> LockEntitlement(pg::Transaction& tx, OrganizationId organization,
                                                  Entitlement entitlement);
// False when it was there already, also by somebody who was faster.
bool InsertEntitlement(pg::Transaction& tx, const GrantedEntitlement& entitlement);
void DeleteEntitlement(pg::Transaction& tx, OrganizationId organization, Entitlement entitlement);

}  // namespace organizations::store
