#include "server/organizations/organization_store.hpp"

#include "lib/base/text.hpp"

namespace organizations::store {

namespace {

const pg::Query<Organization(OrganizationId)> kFind{"organizations.find", R"sql(
    SELECT id, parent_id, tier, name, version, created_at, language FROM organizations
    WHERE id = $1 AND deleted_at IS NULL)sql"};

const pg::Query<Organization()> kFindOperator{"organizations.find_operator", R"sql(
    SELECT id, parent_id, tier, name, version, created_at, language FROM organizations
    WHERE tier = 'operator' AND deleted_at IS NULL)sql"};

const pg::Query<Organization(OrganizationId)> kLock{"organizations.lock", R"sql(
    SELECT id, parent_id, tier, name, version, created_at, language FROM organizations
    WHERE id = $1 AND deleted_at IS NULL FOR UPDATE)sql"};

const pg::Query<Organization(OrganizationId)> kShare{"organizations.share", R"sql(
    SELECT id, parent_id, tier, name, version, created_at, language FROM organizations
    WHERE id = $1 AND deleted_at IS NULL FOR SHARE)sql"};

const pg::Query<Organization(std::vector<OrganizationId>, std::string,
                             std::optional<OrganizationId>, std::string, OrganizationId,
                             std::int32_t)>
    kList{"organizations.list", R"sql(
    SELECT id, parent_id, tier, name, version, created_at, language FROM organizations
    WHERE id = ANY($1) AND deleted_at IS NULL
      AND ($2 = '' OR position($2 IN name_key) > 0)
      AND ($3 IS NULL OR parent_id = $3)
      AND (name_key, id) > ($4, $5)
    ORDER BY name_key, id
    LIMIT $6)sql"};

const pg::Query<OrganizationId()> kAll{"organizations.all", R"sql(
    SELECT id FROM organizations WHERE deleted_at IS NULL)sql"};

const pg::Query<OrganizationId(OrganizationId)> kChildren{"organizations.children", R"sql(
    SELECT id FROM organizations WHERE parent_id = $1 AND deleted_at IS NULL)sql"};

const pg::Query<OrganizationId(OrganizationId)> kDeletedBelow{"organizations.deleted_below", R"sql(
    SELECT id FROM organizations
    WHERE deleted_at IS NOT NULL AND (parent_id = $1
        OR parent_id IN (SELECT id FROM organizations WHERE parent_id = $1)))sql"};

const pg::Query<void(OrganizationId, std::optional<OrganizationId>, Tier, std::string, std::string,
                     std::int64_t, base::Instant, std::optional<std::string>)>
    kInsert{"organizations.insert", R"sql(
    INSERT INTO organizations (id, parent_id, tier, name, name_key, version, created_at, updated_at, language)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8))sql"};

const pg::Query<void(OrganizationId, std::string, std::string, std::int64_t, base::Instant,
                     std::optional<std::string>)>
    kUpdate{"organizations.update", R"sql(
    UPDATE organizations SET name = $2, name_key = $3, version = $4, updated_at = $5, language = $6
    WHERE id = $1)sql"};

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

// A site as its columns: the address lies flat in the table.
struct SiteRow : Address {
    SiteId id;
    OrganizationId organization_id;
    std::string name;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SiteRow, (Address), (id, organization_id, name, version))

Site ToSite(const SiteRow& row) {
    return {row.id, row.organization_id, row.name, static_cast<const Address&>(row), row.version};
}

const pg::Query<SiteRow(std::vector<OrganizationId>, SiteId)> kFindSite{"sites.find", R"sql(
    SELECT id, organization_id, name, version, street1, street2, street3, building, floor, room, city,
           state, postal_code, country
    FROM sites WHERE organization_id = ANY($1) AND id = $2)sql"};

const pg::Query<SiteRow(std::vector<OrganizationId>, SiteId)> kLockSite{"sites.lock", R"sql(
    SELECT id, organization_id, name, version, street1, street2, street3, building, floor, room, city,
           state, postal_code, country
    FROM sites WHERE organization_id = ANY($1) AND id = $2 FOR UPDATE)sql"};

const pg::Query<SiteRow(std::vector<OrganizationId>, std::string, std::string, SiteId,
                        std::int32_t)>
    kListSites{"sites.list", R"sql(
    SELECT id, organization_id, name, version, street1, street2, street3, building, floor, room, city,
           state, postal_code, country
    FROM sites
    WHERE organization_id = ANY($1) AND ($2 = '' OR position($2 IN name_key) > 0)
      AND (name_key, id) > ($3, $4)
    ORDER BY name_key, id
    LIMIT $5)sql"};

const pg::Query<void(OrganizationId, SiteId, std::string, std::string, std::string, std::string,
                     std::string, std::string, std::string, std::string, std::string, std::string,
                     std::string, std::string, std::int64_t, base::Instant)>
    kInsertSite{"sites.insert", R"sql(
    INSERT INTO sites (organization_id, id, name, name_key, street1, street2, street3, building, floor, room,
                       city, state, postal_code, country, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16))sql"};

const pg::Query<void(OrganizationId, SiteId, std::string, std::string, std::string, std::string,
                     std::string, std::string, std::string, std::string, std::string, std::string,
                     std::string, std::string, std::int64_t, base::Instant)>
    kUpdateSite{"sites.update", R"sql(
    UPDATE sites SET name = $3, name_key = $4, street1 = $5, street2 = $6, street3 = $7, building = $8,
        floor = $9, room = $10, city = $11, state = $12, postal_code = $13, country = $14, version = $15,
        updated_at = $16
    WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<void(OrganizationId, SiteId)> kDeleteSite{"sites.delete", R"sql(
    DELETE FROM sites WHERE organization_id = $1 AND id = $2)sql"};

template <class Query>
void WriteSite(pg::Transaction& tx, const Query& query, const Site& site, base::Instant now) {
    const Address& a = site.address;
    tx.Exec(query, site.organization_id, site.id, site.name, base::FoldCase(site.name), a.street1,
            a.street2, a.street3, a.building, a.floor, a.room, a.city, a.state, a.postal_code,
            a.country, site.version, now);
}

std::optional<Site> ToSite(const std::optional<SiteRow>& row) {
    return row ? std::optional(ToSite(*row)) : std::nullopt;
}

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

std::vector<Organization> List(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                               const std::string& search, std::optional<OrganizationId> parent,
                               const std::optional<OrganizationKey>& after, std::int32_t limit) {
    const OrganizationKey key = after.value_or(OrganizationKey{});
    return tx.All(kList, among, search, parent, key.name_key, key.id, limit);
}

std::vector<OrganizationId> All(pg::Transaction& tx) {
    return tx.All(kAll);
}

std::vector<OrganizationId> Children(pg::Transaction& tx, OrganizationId parent) {
    return tx.All(kChildren, parent);
}

std::vector<OrganizationId> DeletedBelow(pg::Transaction& tx, OrganizationId organization) {
    return tx.All(kDeletedBelow, organization);
}

void Insert(pg::Transaction& tx, const Organization& organization) {
    tx.Exec(kInsert, organization.id, organization.parent_id, organization.tier, organization.name,
            base::FoldCase(organization.name), organization.version, organization.created_at,
            organization.language);
}

std::optional<std::string> Language(pg::Transaction& tx, OrganizationId id) {
    return tx.One(kLanguage, id);
}

void Update(pg::Transaction& tx, const Organization& organization, base::Instant now) {
    tx.Exec(kUpdate, organization.id, organization.name, base::FoldCase(organization.name),
            organization.version, now, organization.language);
}

void MarkDeleted(pg::Transaction& tx, OrganizationId id, base::Instant now) {
    tx.Exec(kMarkDeleted, id, now);
}

std::optional<Site> FindSite(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                             SiteId id) {
    return ToSite(tx.One(kFindSite, among, id));
}

std::optional<Site> LockSite(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                             SiteId id) {
    return ToSite(tx.One(kLockSite, among, id));
}

std::vector<Site> ListSites(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                            const std::string& search, const std::optional<SiteKey>& after,
                            std::int32_t limit) {
    const SiteKey key = after.value_or(SiteKey{});
    std::vector<Site> sites;
    for (const SiteRow& row : tx.All(kListSites, among, search, key.name_key, key.id, limit)) {
        sites.push_back(ToSite(row));
    }
    return sites;
}

void InsertSite(pg::Transaction& tx, const Site& site, base::Instant now) {
    WriteSite(tx, kInsertSite, site, now);
}

void UpdateSite(pg::Transaction& tx, const Site& site, base::Instant now) {
    WriteSite(tx, kUpdateSite, site, now);
}

void DeleteSite(pg::Transaction& tx, OrganizationId organization, SiteId id) {
    tx.Exec(kDeleteSite, organization, id);
}

}  // namespace organizations::store
