#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/organizations/organizations.hpp"
#include "server/platform/pg/transaction.hpp"

// The tables organizations and sites; nothing else writes them.
namespace organizations::store {

// The place behind which a page starts. Both lists are sorted by name.
struct OrganizationKey {
    std::string name_key;
    OrganizationId id;
};
BOOST_DESCRIBE_STRUCT(OrganizationKey, (), (name_key, id))
struct SiteKey {
    std::string name_key;
    SiteId id;
};
BOOST_DESCRIBE_STRUCT(SiteKey, (), (name_key, id))

std::optional<Organization> Find(pg::Transaction& tx, OrganizationId id);
std::optional<Organization> FindOperator(pg::Transaction& tx);
// FOR UPDATE: waits for rows that are just being added to it, and holds further ones back.
std::optional<Organization> Lock(pg::Transaction& tx, OrganizationId id);
// FOR SHARE: it cannot be deleted before this transaction ends.
std::optional<Organization> Share(pg::Transaction& tx, OrganizationId id);
// `search`: folded text that the name contains; "" for all.
std::vector<Organization> List(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                               const std::string& search, std::optional<OrganizationId> parent,
                               const std::optional<OrganizationKey>& after, std::int32_t limit);
std::vector<OrganizationId> All(pg::Transaction& tx);
// Deleted ones, at any depth below.
std::vector<OrganizationId> DeletedBelow(pg::Transaction& tx, OrganizationId organization);
std::vector<OrganizationId> Children(pg::Transaction& tx, OrganizationId parent);
void Insert(pg::Transaction& tx, const Organization& organization);
// Of the nearest that has one, upwards from `id`; needs the scope of the system.
std::optional<std::string> Language(pg::Transaction& tx, OrganizationId id);
// Writes name, language and version.
void Update(pg::Transaction& tx, const Organization& organization, base::Instant now);
void MarkDeleted(pg::Transaction& tx, OrganizationId id, base::Instant now);

std::optional<Site> FindSite(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                             SiteId id);
std::optional<Site> LockSite(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                             SiteId id);
std::vector<Site> ListSites(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                            const std::string& search, const std::optional<SiteKey>& after,
                            std::int32_t limit);
void InsertSite(pg::Transaction& tx, const Site& site, base::Instant now);
void UpdateSite(pg::Transaction& tx, const Site& site, base::Instant now);
void DeleteSite(pg::Transaction& tx, OrganizationId organization, SiteId id);

}  // namespace organizations::store
