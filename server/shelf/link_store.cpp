#include "server/shelf/link_store.hpp"

namespace shelf::store {
namespace {

const pg::Insert<Link> kInsert{"shelf.insert_link", "shelf_count_links"};
const pg::Query<Link(base::OrganizationId, LinkId)> kFind{
    "shelf.find_link", "SELECT {columns} FROM shelf_count_links WHERE organization_id = $1 AND id = $2"};
const pg::Query<Link(base::OrganizationId, LinkId)> kLock{
    "shelf.lock_link", "SELECT {columns} FROM shelf_count_links WHERE organization_id = $1 AND id = $2 FOR UPDATE"};
const pg::Query<void(base::OrganizationId, LinkId, base::Instant)> kSetUsed{
    "shelf.set_link_used", "UPDATE shelf_count_links SET used_at = $3 WHERE organization_id = $1 AND id = $2"};
const pg::Query<void(base::OrganizationId, base::Instant)> kForget{
    "shelf.forget_links", "DELETE FROM shelf_count_links WHERE organization_id = $1 AND expires_at < $2"};

const pg::Query<base::OrganizationId(std::span<const base::OrganizationId>, printers::PrinterId)> kOrganizationOf{
    "shelf.organization_of_printer",
    "SELECT organization_id FROM printers WHERE organization_id = ANY ($1) AND id = $2 AND deregistered_at IS NULL"};

}  // namespace

std::optional<base::OrganizationId> OrganizationOf(pg::Transaction& tx,
                                                   std::span<const base::OrganizationId> organizations,
                                                   printers::PrinterId printer) {
    return tx.One(kOrganizationOf, organizations, printer);
}

void Insert(pg::Transaction& tx, const Link& link) {
    tx.Exec(kInsert, link);
}
std::optional<Link> Find(pg::Transaction& tx, base::OrganizationId organization, LinkId id) {
    return tx.One(kFind, organization, id);
}
std::optional<Link> Lock(pg::Transaction& tx, base::OrganizationId organization, LinkId id) {
    return tx.One(kLock, organization, id);
}
void SetUsed(pg::Transaction& tx, base::OrganizationId organization, LinkId id, base::Instant now) {
    tx.Exec(kSetUsed, organization, id, now);
}
void Forget(pg::Transaction& tx, base::OrganizationId organization, base::Instant before) {
    tx.Exec(kForget, organization, before);
}

}  // namespace shelf::store
