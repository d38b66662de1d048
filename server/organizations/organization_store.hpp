#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/organizations/organizations.hpp"
#include "server/platform/pg/list.hpp"

// The tables organizations and sites; nothing else writes them.
namespace organizations::store {

enum class SortColumn { kName, kStreet, kCity, kCountry };
BOOST_DESCRIBE_ENUM(SortColumn, kName, kStreet, kCity, kCountry)

// kTree: each parent organization with its child organizations behind it, all by name; the operator first.
enum class OrganizationColumn { kName, kTree, kTier, kCreatedAt, kPrinterCount, kAgentCount };
BOOST_DESCRIBE_ENUM(OrganizationColumn, kName, kTree, kTier, kCreatedAt, kPrinterCount, kAgentCount)

struct OrganizationFilter {
    std::span<const OrganizationId> among;
    std::vector<OrganizationId> ids;  // no others; empty: all
    std::string search;               // folded text that the name contains; "" for all
    std::optional<OrganizationId> parent;
    std::optional<std::string> external_system;  // external::SystemKey
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(OrganizationFilter, (), (among, ids, search, parent, external_system, external_id))

struct ListedOrganization : Organization {
    std::optional<std::string> parent_name;  // of a child organization, where its parent can be seen
};
BOOST_DESCRIBE_STRUCT(ListedOrganization, (Organization), (parent_name))

struct SiteFilter {
    std::span<const OrganizationId> organizations;
    std::string search;                          // folded text that the name contains; "" for all
    std::optional<std::string> external_system;  // external::SystemKey
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(SiteFilter, (), (organizations, search, external_system, external_id))

std::optional<Organization> Find(pg::Transaction& tx, OrganizationId id);
std::optional<Organization> FindOperator(pg::Transaction& tx);
// FOR UPDATE: waits for rows that are just being added to it, and holds further ones back.
std::optional<Organization> Lock(pg::Transaction& tx, OrganizationId id);
// FOR SHARE: it cannot be deleted before this transaction ends.
std::optional<Organization> Share(pg::Transaction& tx, OrganizationId id);
pg::Slice<ListedOrganization> List(pg::Transaction& tx, const OrganizationFilter& filter,
                                   const pg::Window<OrganizationColumn>& window);
std::vector<OrganizationId> All(pg::Transaction& tx);
// Deleted ones, at any depth below.
std::vector<OrganizationId> DeletedBelow(pg::Transaction& tx, OrganizationId organization);
std::vector<OrganizationId> Children(pg::Transaction& tx, OrganizationId parent);
// How many, and the names of the first.
base::CountedText CountChildren(pg::Transaction& tx, OrganizationId parent);
void Insert(pg::Transaction& tx, const Organization& organization);
// Of the nearest that has one, upwards from `id`; needs the scope of the system.
std::optional<std::string> Language(pg::Transaction& tx, OrganizationId id);
// Writes name, language and version.
void Update(pg::Transaction& tx, const Organization& organization, base::Instant now);
void MarkDeleted(pg::Transaction& tx, OrganizationId id, base::Instant now);

std::optional<Site> FindSite(pg::Transaction& tx, std::span<const OrganizationId> among, SiteId id);
std::vector<Site> FindSites(pg::Transaction& tx, OrganizationId organization, const std::vector<SiteId>& ids);
std::optional<Site> LockSite(pg::Transaction& tx, std::span<const OrganizationId> among, SiteId id);
pg::Slice<Site> ListSites(pg::Transaction& tx, const SiteFilter& filter, const pg::Window<SortColumn>& window);
void InsertSite(pg::Transaction& tx, const Site& site, base::Instant now);
void UpdateSite(pg::Transaction& tx, const Site& site, base::Instant now);
void DeleteSite(pg::Transaction& tx, OrganizationId organization, SiteId id);

}  // namespace organizations::store
