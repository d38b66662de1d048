#include "server/documents/document_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"

namespace documents::store {
namespace {

// ---- links

constexpr const char* kShownLinks = R"sql((
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links)sql";

const pg::List<ShownLink, LinkFilter, LinkColumn> kListLinks{{
    .name = "documents.links",
    .from = kShownLinks,
    .where = "organization_id = ANY ($organizations) AND ($search = '' OR strpos(title_key, $search) > 0)",
    .sorts = {{LinkColumn::kPosition, "position", "integer"},
              {LinkColumn::kTitle, "title_key"},
              {LinkColumn::kDescription, "lower(description)"},
              {LinkColumn::kUrl, "lower(url)"},
              {LinkColumn::kOrganizationName, "lower(organization_name)"},
              {LinkColumn::kUpdatedAt, "updated_at", "timestamptz"}},
}};
const pg::Query<ShownLink(Organizations, LinkId)> kFindLink{
    "documents.find_link",
    std::string("SELECT {columns} FROM ") + kShownLinks + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<Link(Organizations, LinkId)> kLockLink{
    "documents.lock_link",
    "SELECT {columns} FROM external_links WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};

struct LinkRow : Link {
    std::string title_key;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (Link), (title_key))
const pg::Insert<LinkRow> kInsertLink{"documents.insert_link", "external_links"};
const pg::Update<LinkRow> kUpdateLink{"documents.update_link", "external_links", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, LinkId)> kDeleteLink{
    "documents.delete_link", "DELETE FROM external_links WHERE organization_id = $1 AND id = $2"};

// ---- documents

constexpr const char* kShownDocuments = R"sql((
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents)sql";

const pg::List<ShownDocument, DocumentFilter, DocumentColumn> kListDocuments{{
    .name = "documents.list",
    .from = kShownDocuments,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($search = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $search) > 0)\n"
             "  AND ($folder IS NULL OR folder_key = $folder OR starts_with(folder_key, $folder || '/'))",
    .sorts = {{DocumentColumn::kName, "name_key"},
              {DocumentColumn::kUploadedAt, "uploaded_at", "timestamptz"},
              {DocumentColumn::kFolder, "folder_key"},
              {DocumentColumn::kDescription, "lower(description)"},
              {DocumentColumn::kOrganizationName, "lower(organization_name)"},
              {DocumentColumn::kSizeBytes, "size_bytes", "bigint"},
              {DocumentColumn::kVersions, "versions", "integer"}},
}};
const pg::Query<ShownDocument(Organizations, DocumentId)> kFindDocument{
    "documents.find",
    std::string("SELECT {columns} FROM ") + kShownDocuments + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<Document(Organizations, DocumentId)> kLockDocument{
    "documents.lock", "SELECT {columns} FROM documents WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};
const pg::Query<std::int64_t(base::OrganizationId)> kCountDocuments{
    "documents.count", "SELECT count(*) AS count FROM documents WHERE organization_id = $1"};
const pg::Query<std::string(Organizations, std::int32_t)> kFolders{"documents.folders", R"sql(
    SELECT min(folder) AS folder FROM documents WHERE organization_id = ANY ($1) AND folder <> ''
    GROUP BY folder_key ORDER BY folder_key LIMIT $2)sql"};

struct DocumentRow : Document {
    std::string name_key;
    std::string folder_key;
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (Document), (name_key, folder_key))
const pg::Insert<DocumentRow> kInsertDocument{"documents.insert", "documents"};
const pg::Update<DocumentRow> kUpdateDocument{"documents.update", "documents", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, DocumentId)> kDeleteDocument{
    "documents.delete", "DELETE FROM documents WHERE organization_id = $1 AND id = $2"};

const pg::List<ShownVersion, VersionFilter, VersionColumn> kListVersions{{
    .name = "documents.versions",
    .from = "document_versions",
    .where = "organization_id = ANY ($organizations) AND document_id = $document",
    .sorts = {{VersionColumn::kNumber, "number", "integer"}},
}};
const pg::Insert<Version> kInsertVersion{"documents.insert_version", "document_versions"};
const pg::Query<Content(Organizations, DocumentId, std::int32_t)> kFindContent{"documents.content", R"sql(
    SELECT file_name, media_type, content FROM document_versions
    WHERE organization_id = ANY ($1) AND document_id = $2 AND number = $3)sql"};
const pg::Query<pg::Bytes(base::OrganizationId, DocumentId, std::int32_t)> kFindHash{"documents.hash", R"sql(
    SELECT sha256 FROM document_versions WHERE organization_id = $1 AND document_id = $2 AND number = $3)sql"};

LinkRow RowOf(const Link& link) {
    return {link, base::FoldCase(link.title)};
}
DocumentRow RowOf(const Document& document) {
    return {document, base::FoldCase(document.name), base::FoldCase(document.folder)};
}

}  // namespace

pg::Slice<ShownLink> ListLinks(pg::Transaction& tx, const LinkFilter& filter, const pg::Window<LinkColumn>& window) {
    return kListLinks.Read(tx, filter, window);
}
std::optional<ShownLink> FindLink(pg::Transaction& tx, Organizations organizations, LinkId id) {
    return tx.One(kFindLink, organizations, id);
}
std::optional<Link> LockLink(pg::Transaction& tx, Organizations organizations, LinkId id) {
    return tx.One(kLockLink, organizations, id);
}
void InsertLink(pg::Transaction& tx, const Link& link) {
    tx.Exec(kInsertLink, RowOf(link));
}
void UpdateLink(pg::Transaction& tx, const Link& link) {
    tx.Exec(kUpdateLink, RowOf(link));
}
void DeleteLink(pg::Transaction& tx, const Link& link) {
    tx.Exec(kDeleteLink, link.organization_id, link.id);
}

pg::Slice<ShownDocument> ListDocuments(pg::Transaction& tx, const DocumentFilter& filter,
                                       const pg::Window<DocumentColumn>& window) {
    return kListDocuments.Read(tx, filter, window);
}
std::optional<ShownDocument> FindDocument(pg::Transaction& tx, Organizations organizations, DocumentId id) {
    return tx.One(kFindDocument, organizations, id);
}
std::optional<Document> LockDocument(pg::Transaction& tx, Organizations organizations, DocumentId id) {
    return tx.One(kLockDocument, organizations, id);
}
std::int64_t CountDocuments(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.Get(kCountDocuments, organization);
}
std::vector<std::string> Folders(pg::Transaction& tx, Organizations organizations, std::int32_t most) {
    return tx.All(kFolders, organizations, most);
}
pg::Slice<ShownVersion> ListVersions(pg::Transaction& tx, const VersionFilter& filter,
                                     const pg::Window<VersionColumn>& window) {
    return kListVersions.Read(tx, filter, window);
}
std::optional<Content> FindContent(pg::Transaction& tx, Organizations organizations, DocumentId id,
                                   std::int32_t number) {
    return tx.One(kFindContent, organizations, id, number);
}
std::optional<pg::Bytes> FindHash(pg::Transaction& tx, const Document& document) {
    return tx.One(kFindHash, document.organization_id, document.id, document.versions);
}
void InsertDocument(pg::Transaction& tx, const Document& document) {
    tx.Exec(kInsertDocument, RowOf(document));
}
void UpdateDocument(pg::Transaction& tx, const Document& document) {
    tx.Exec(kUpdateDocument, RowOf(document));
}
void DeleteDocument(pg::Transaction& tx, const Document& document) {
    tx.Exec(kDeleteDocument, document.organization_id, document.id);
}
void InsertVersion(pg::Transaction& tx, const Version& version) {
    tx.Exec(kInsertVersion, version);
}

}  // namespace documents::store
