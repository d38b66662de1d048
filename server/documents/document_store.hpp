#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/documents/documents.hpp"
#include "server/platform/pg/list.hpp"
#include "server/platform/pg/types.hpp"

// The tables external_links, documents and document_versions; nothing else writes them.
namespace documents::store {

using Organizations = std::span<const base::OrganizationId>;

// ---- links

struct ShownLink : Link {
    std::string organization_name;
};
BOOST_DESCRIBE_STRUCT(ShownLink, (Link), (organization_name))

enum class LinkColumn { kPosition, kTitle, kDescription, kUrl, kOrganizationName, kUpdatedAt };
BOOST_DESCRIBE_ENUM(LinkColumn, kPosition, kTitle, kDescription, kUrl, kOrganizationName, kUpdatedAt)

struct LinkFilter {
    Organizations organizations;
    std::string search;  // base::FoldCase; "": all
};
BOOST_DESCRIBE_STRUCT(LinkFilter, (), (organizations, search))

pg::Slice<ShownLink> ListLinks(pg::Transaction& tx, const LinkFilter& filter, const pg::Window<LinkColumn>& window);
std::optional<ShownLink> FindLink(pg::Transaction& tx, Organizations organizations, LinkId id);
std::optional<Link> LockLink(pg::Transaction& tx, Organizations organizations, LinkId id);
void InsertLink(pg::Transaction& tx, const Link& link);
void UpdateLink(pg::Transaction& tx, const Link& link);
void DeleteLink(pg::Transaction& tx, const Link& link);

// ---- documents

struct ShownDocument : Document {
    std::string organization_name;
};
BOOST_DESCRIBE_STRUCT(ShownDocument, (Document), (organization_name))

enum class DocumentColumn { kName, kUploadedAt, kFolder, kDescription, kOrganizationName, kSizeBytes, kVersions };
BOOST_DESCRIBE_ENUM(DocumentColumn, kName, kUploadedAt, kFolder, kDescription, kOrganizationName, kSizeBytes, kVersions)

struct DocumentFilter {
    Organizations organizations;
    std::string search;                 // base::FoldCase; "": all
    std::optional<std::string> folder;  // base::FoldCase; with what is below it
};
BOOST_DESCRIBE_STRUCT(DocumentFilter, (), (organizations, search, folder))

pg::Slice<ShownDocument> ListDocuments(pg::Transaction& tx, const DocumentFilter& filter,
                                       const pg::Window<DocumentColumn>& window);
std::optional<ShownDocument> FindDocument(pg::Transaction& tx, Organizations organizations, DocumentId id);
std::optional<Document> LockDocument(pg::Transaction& tx, Organizations organizations, DocumentId id);
std::int64_t CountDocuments(pg::Transaction& tx, base::OrganizationId organization);
// The folders in use, by name, at most `most`.
std::vector<std::string> Folders(pg::Transaction& tx, Organizations organizations, std::int32_t most);

// One upload.
struct Version : FileFacts {
    base::OrganizationId organization_id;
    base::Id<struct DocumentVersionTag> id;
    DocumentId document_id;
    std::int32_t number = 1;
    pg::Bytes sha256;
    pg::Bytes content;
};
BOOST_DESCRIBE_STRUCT(Version, (FileFacts), (organization_id, id, document_id, number, sha256, content))

struct ShownVersion : FileFacts {
    std::int32_t number = 1;
};
BOOST_DESCRIBE_STRUCT(ShownVersion, (FileFacts), (number))

enum class VersionColumn { kNumber };
BOOST_DESCRIBE_ENUM(VersionColumn, kNumber)
struct VersionFilter {
    Organizations organizations;
    DocumentId document;
};
BOOST_DESCRIBE_STRUCT(VersionFilter, (), (organizations, document))
pg::Slice<ShownVersion> ListVersions(pg::Transaction& tx, const VersionFilter& filter,
                                     const pg::Window<VersionColumn>& window);

struct Content {
    std::string file_name;
    std::string media_type;
    pg::Bytes content;
};
BOOST_DESCRIBE_STRUCT(Content, (), (file_name, media_type, content))
std::optional<Content> FindContent(pg::Transaction& tx, Organizations organizations, DocumentId id,
                                   std::int32_t number);
// Of its newest version.
std::optional<pg::Bytes> FindHash(pg::Transaction& tx, const Document& document);

void InsertDocument(pg::Transaction& tx, const Document& document);
void UpdateDocument(pg::Transaction& tx, const Document& document);
// With all of its versions.
void DeleteDocument(pg::Transaction& tx, const Document& document);
void InsertVersion(pg::Transaction& tx, const Version& version);

}  // namespace documents::store
