#include "server/organizations/entitlement_store.hpp"

#include "server/platform/pg/pg.hpp"

namespace organizations {
namespace store {

namespace {

constexpr const char* kEntitlementRow =
    "SELECT {columns} FROM organization_entitlements WHERE organization_id = $1 AND entitlement = $2";
using EntitlementQuery = pg::Query<GrantedEntitlement(OrganizationId, Entitlement)>;
const EntitlementQuery kFindEntitlement{"entitlements.find", kEntitlementRow};
const EntitlementQuery kShareEntitlement{"entitlements.share", std::string(kEntitlementRow) + " FOR SHARE"};
const EntitlementQuery kLockEntitlement{"entitlements.lock", std::string(kEntitlementRow) + " FOR UPDATE"};
const pg::Insert<GrantedEntitlement> kInsertEntitlement{"entitlements.insert", "organization_entitlements",
                                                        "ON CONFLICT DO NOTHING"};
const pg::Query<void(OrganizationId, Entitlement)> kDeleteEntitlement{
    "entitlements.delete", "DELETE FROM organization_entitlements WHERE organization_id = $1 AND entitlement = $2"};

}  // namespace

std::optional<GrantedEntitlement> FindEntitlement(pg::Transaction& tx, OrganizationId organization,
                                                  Entitlement entitlement) {
    return tx.One(kFindEntitlement, organization, entitlement);
}

std::optional<GrantedEntitlement> ShareEntitlement(pg::Transaction& tx, OrganizationId organization,
                                                   Entitlement entitlement) {
    return tx.One(kShareEntitlement, organization, entitlement);
}

std::optional<GrantedEntitlement> LockEntitlement(pg::Transaction& tx, OrganizationId organization,
                                                  Entitlement entitlement) {
    return tx.One(kLockEntitlement, organization, entitlement);
}

bool InsertEntitlement(pg::Transaction& tx, const GrantedEntitlement& entitlement) {
    return tx.Exec(kInsertEntitlement, entitlement) > 0;
}

void DeleteEntitlement(pg::Transaction& tx, OrganizationId organization, Entitlement entitlement) {
    tx.Exec(kDeleteEntitlement, organization, entitlement);
}

}  // namespace store

bool HoldEntitlement(pg::Transaction& tx, OrganizationId organization, Entitlement entitlement) {
    return store::ShareEntitlement(tx, organization, entitlement).has_value();
}

bool IsEntitled(pg::Transaction& tx, OrganizationId organization, Entitlement entitlement) {
    return store::FindEntitlement(tx, organization, entitlement).has_value();
}

}  // namespace organizations
