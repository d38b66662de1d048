#include "server/organizations/organization_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/external_ids/external_ids.hpp"

namespace organizations::store {

namespace {

const pg::Query<Organization(OrganizationId)> kFind{"organizations.find", R"sql(
    SELECT {columns} FROM organizations
    WHERE id = $1 AND deleted_at IS NULL)sql"};

const pg::Query<Organization()> kFindOperator{"organizations.find_operator", R"sql(
    SELECT {columns} FROM organizations
    WHERE tier = 'operator' AND deleted_at IS NULL)sql"};

const pg::Query<Organization(OrganizationId)> kLock{"organizations.lock", R"sql(
    SELECT {columns} FROM organizations
    WHERE id = $1 AND deleted_at IS NULL FOR UPDATE)sql"};

const pg::Query<Organization(OrganizationId)> kShare{"organizations.share", R"sql(
    SELECT {columns} FROM organizations
    WHERE id = $1 AND deleted_at IS NULL FOR SHARE)sql"};

// A name has no control characters, so that what belongs together stands together: "Ab" with all below it before "Ab C".
constexpr const char* kTree = R"sql((
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($among)) AS organizations)sql";

const pg::List<ListedOrganization, OrganizationFilter, OrganizationColumn> kList{{
    .name = "organizations.list",
    .from = kTree,
    .where = "id = ANY ($among) AND deleted_at IS NULL AND (cardinality($ids) = 0 OR id = ANY ($ids))\n"
             "  AND ($search = '' OR position($search IN name_key) > 0)\n"
             "  AND ($parent IS NULL OR parent_id = $parent)\n"
             "  AND " +
             external::Matches(external::Kind::kOrganization, "id", "organization_id = ANY ($among)"),
    .sorts = {{OrganizationColumn::kName, "name_key"},
              {OrganizationColumn::kTree, "tree_key"},
              {OrganizationColumn::kTier, "tier"},
              {OrganizationColumn::kCreatedAt, "created_at", "timestamptz"},
              {OrganizationColumn::kPrinterCount,
               "(SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at "
               "IS NULL)",
               "bigint"},
              {OrganizationColumn::kAgentCount,
               "(SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id)", "bigint"}},
}};

const pg::Query<OrganizationId()> kAll{"organizations.all", R"sql(
    SELECT id FROM organizations WHERE deleted_at IS NULL)sql"};

const pg::Query<OrganizationId(OrganizationId)> kChildren{"organizations.children", R"sql(
    SELECT id FROM organizations WHERE parent_id = $1 AND deleted_at IS NULL)sql"};

struct NamedChild {
    std::string name;
    std::int64_t count = 0;  // of all
};
BOOST_DESCRIBE_STRUCT(NamedChild, (), (name, count))
const pg::Query<NamedChild(OrganizationId, std::int32_t)> kFirstChildren{"organizations.first_children", R"sql(
    SELECT name, count(*) OVER () AS count FROM organizations
    WHERE parent_id = $1 AND deleted_at IS NULL ORDER BY name_key, id LIMIT $2)sql"};

const pg::Query<OrganizationId(OrganizationId)> kDeletedBelow{"organizations.deleted_below", R"sql(
    SELECT id FROM organizations
    WHERE deleted_at IS NOT NULL AND (parent_id = $1
        OR parent_id IN (SELECT id FROM organizations WHERE parent_id = $1)))sql"};

struct OrganizationRow : Organization {
    std::string name_key;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(OrganizationRow, (Organization), (name_key, updated_at))
const pg::Insert<OrganizationRow> kInsert{"organizations.insert", "organizations"};
const pg::Update<OrganizationRow> kUpdate{"organizations.update", "organizations", {"id"}};

// $1 and those above it, the nearest first.
const pg::Query<std::string(OrganizationId)> kLanguage{"organizations.language", R"sql(
    WITH RECURSIVE upwards AS (
        SELECT parent_id, language, 0 AS steps FROM organizations WHERE id = $1
        UNION ALL
        SELECT above.parent_id, above.language, upwards.steps + 1
        FROM organizations AS above JOIN upwards ON above.id = upwards.parent_id)
    SELECT language FROM upwards WHERE language IS NOT NULL ORDER BY steps LIMIT 1)sql"};

const pg::Query<void(OrganizationId, base::Instant)> kMarkDeleted{"organizations.mark_deleted",
                                                                  R"sql(
    UPDATE organizations SET deleted_at = $2, updated_at = $2, version = version + 1
    WHERE id = $1 AND deleted_at IS NULL)sql"};

const pg::Query<Site(std::span<const OrganizationId>, SiteId)> kFindSite{
    "sites.find", "SELECT {columns} FROM sites WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<Site(OrganizationId, std::vector<SiteId>)> kFindSites{
    "sites.find_several", "SELECT {columns} FROM sites WHERE organization_id = $1 AND id = ANY ($2)"};
const pg::Query<Site(std::span<const OrganizationId>, SiteId)> kLockSite{
    "sites.lock", "SELECT {columns} FROM sites WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};

const pg::List<Site, SiteFilter, SortColumn> kListSites{{
    .name = "sites.list",
    .from = "sites",
    .where = "organization_id = ANY ($organizations) AND ($search = '' OR position($search IN name_key) > 0)\n"
             "  AND " +
             external::Matches(external::Kind::kSite, "id"),
    .sorts = {{SortColumn::kName, "name_key"},
              {SortColumn::kStreet, "lower(street1)"},
              {SortColumn::kCity, "lower(city)"},
              {SortColumn::kCountry, "country"}},
}};

struct ChangedSite : Site {
    std::string name_key;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ChangedSite, (Site), (name_key, updated_at))
struct NewSite : ChangedSite {
    base::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(NewSite, (ChangedSite), (created_at))
const pg::Insert<NewSite> kInsertSite{"sites.insert", "sites"};
const pg::Update<ChangedSite> kUpdateSite{"sites.update", "sites", {"organization_id", "id"}};

const pg::Query<void(OrganizationId, SiteId)> kDeleteSite{"sites.delete", R"sql(
    DELETE FROM sites WHERE organization_id = $1 AND id = $2)sql"};

}  // namespace

std::optional<Organization> Find(pg::Transaction& tx, OrganizationId id) {
    return tx.One(kFind, id);
}
std::optional<Organization> FindOperator(pg::Transaction& tx) {
    return tx.One(kFindOperator);
}
std::optional<Organization> Lock(pg::Transaction& tx, OrganizationId id) {
    return tx.One(kLock, id);
}
std::optional<Organization> Share(pg::Transaction& tx, OrganizationId id) {
    return tx.One(kShare, id);
}

pg::Slice<ListedOrganization> List(pg::Transaction& tx, const OrganizationFilter& filter,
                                   const pg::Window<OrganizationColumn>& window) {
    return kList.Read(tx, filter, window);
}

std::vector<OrganizationId> All(pg::Transaction& tx) {
    return tx.All(kAll);
}

std::vector<OrganizationId> Children(pg::Transaction& tx, OrganizationId parent) {
    return tx.All(kChildren, parent);
}

base::CountedText CountChildren(pg::Transaction& tx, OrganizationId parent) {
    return base::CountNamed("holdings.organizations", tx.All(kFirstChildren, parent, base::kNamed));
}

std::vector<OrganizationId> DeletedBelow(pg::Transaction& tx, OrganizationId organization) {
    return tx.All(kDeletedBelow, organization);
}

void Insert(pg::Transaction& tx, const Organization& organization) {
    tx.Exec(kInsert, {organization, base::FoldCase(organization.name), organization.created_at});
}

std::optional<std::string> Language(pg::Transaction& tx, OrganizationId id) {
    return tx.One(kLanguage, id);
}

void Update(pg::Transaction& tx, const Organization& organization, base::Instant now) {
    tx.Exec(kUpdate, {organization, base::FoldCase(organization.name), now});
}

void MarkDeleted(pg::Transaction& tx, OrganizationId id, base::Instant now) {
    tx.Exec(kMarkDeleted, id, now);
}

std::optional<Site> FindSite(pg::Transaction& tx, std::span<const OrganizationId> among, SiteId id) {
    return tx.One(kFindSite, among, id);
}

std::vector<Site> FindSites(pg::Transaction& tx, OrganizationId organization, const std::vector<SiteId>& ids) {
    return tx.All(kFindSites, organization, ids);
}

std::optional<Site> LockSite(pg::Transaction& tx, std::span<const OrganizationId> among, SiteId id) {
    return tx.One(kLockSite, among, id);
}

pg::Slice<Site> ListSites(pg::Transaction& tx, const SiteFilter& filter, const pg::Window<SortColumn>& window) {
    return kListSites.Read(tx, filter, window);
}

void InsertSite(pg::Transaction& tx, const Site& site, base::Instant now) {
    tx.Exec(kInsertSite, {{site, base::FoldCase(site.name), now}, now});
}

void UpdateSite(pg::Transaction& tx, const Site& site, base::Instant now) {
    tx.Exec(kUpdateSite, {site, base::FoldCase(site.name), now});
}

void DeleteSite(pg::Transaction& tx, OrganizationId organization, SiteId id) {
    tx.Exec(kDeleteSite, organization, id);
}

}  // namespace organizations::store
