#pragma once

#include <optional>
#include <span>
#include <string>

#include "server/platform/pg/transaction.hpp"
#include "server/shelf/shelf.hpp"

// The table shelf_count_links.
namespace shelf::store {

struct Link {
    base::OrganizationId organization_id;
    LinkId id;
    pg::Bytes secret_hash;
    std::optional<organizations::SiteId> site_id;
    std::optional<printers::PrinterId> printer_id;
    std::string sent_to;
    std::string created_by;
    base::Instant created_at;
    base::Instant expires_at;
    std::optional<base::Instant> used_at;
};
BOOST_DESCRIBE_STRUCT(Link, (),
                      (organization_id, id, secret_hash, site_id, printer_id, sent_to, created_by, created_at,
                       expires_at, used_at))

void Insert(pg::Transaction& tx, const Link& link);
std::optional<Link> Find(pg::Transaction& tx, base::OrganizationId organization, LinkId id);
std::optional<Link> Lock(pg::Transaction& tx, base::OrganizationId organization, LinkId id);
void SetUsed(pg::Transaction& tx, base::OrganizationId organization, LinkId id, base::Instant now);
// Whose a printer is; nullopt: not visible, or deregistered.
std::optional<base::OrganizationId> OrganizationOf(pg::Transaction& tx,
                                                   std::span<const base::OrganizationId> organizations,
                                                   printers::PrinterId printer);
// Those that ended before.
void Forget(pg::Transaction& tx, base::OrganizationId organization, base::Instant before);

}  // namespace shelf::store
