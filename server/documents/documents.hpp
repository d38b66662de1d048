#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/organizations/organizations.hpp"

namespace http {
class Router;
}

// What the operator shares with an organization (PRT-3): documents in folders, each with its versions, and links to pages
// elsewhere.
namespace documents {

using LinkId = base::Id<struct ExternalLinkTag>;
using DocumentId = base::Id<struct DocumentTag>;

// ---- links

struct ExternalLinkInput {
    std::string title;
    std::string url;  // of http or https, with a host
    std::string description;
    std::int32_t position = 0;  // from small to large; those with the same by their titles

    static constexpr base::Limit kLimits[] = {
        {.field = "title", .required = true, .max_length = 100},
        {.field = "url", .required = true, .max_length = 2000},
        {.field = "description", .max_length = 300},
        {.field = "position", .range = base::Range{0, 999}},
    };

    bool operator==(const ExternalLinkInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ExternalLinkInput, (), (title, url, description, position))

struct Link : ExternalLinkInput {
    LinkId id;
    base::OrganizationId organization_id;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Link, (ExternalLinkInput), (id, organization_id, version, created_at, updated_at))

// As it is kept, or all that is wrong with it: beside the limits "link_url". A link is opened by whoever sees it: nothing
// but http and https, and no name or password within. Pure.
base::Result<ExternalLinkInput> CheckLink(const ExternalLinkInput& input);

// ---- documents

struct DocumentInput {
    std::string name;
    std::string folder;  // "Contracts/2026"; "": in none
    std::string description;

    static constexpr base::Limit kLimits[] = {
        {.field = "name", .required = true, .max_length = 120},
        {.field = "folder", .max_length = 120},
        {.field = "description", .max_length = 500},
    };

    bool operator==(const DocumentInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentInput, (), (name, folder, description))

// What of a file is known without its content.
struct FileFacts {
    std::string file_name;   // as whoever uploaded it called it
    std::string media_type;  // as its content says
    std::int64_t size_bytes = 0;
    std::string uploaded_by;
    base::Instant uploaded_at;
};
BOOST_DESCRIBE_STRUCT(FileFacts, (), (file_name, media_type, size_bytes, uploaded_by, uploaded_at))

struct Document : DocumentInput, FileFacts {
    DocumentId id;
    base::OrganizationId organization_id;
    std::int32_t versions = 1;  // so many there are; FileFacts are of the newest
    std::int64_t version = 1;   // the ETag
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Document, (DocumentInput, FileFacts),
                      (id, organization_id, versions, version, created_at, updated_at))

// As it is kept: the parts of a folder without empty ones and spaces around them. Pure.
base::Result<DocumentInput> CheckDocument(const DocumentInput& input);

inline constexpr std::size_t kLargestFile = 20 << 20;  // octets
inline constexpr std::int64_t kMostDocuments = 2'000;  // of an organization
inline constexpr std::int32_t kMostVersions = 100;     // of a document

// The media type of a file, or why it is not taken: "document_empty", "document_type" with {type} where its content is
// none of what is shared as a document, "document_ending" with {name, type} where its name says something else.
base::Result<std::string> TypeOfFile(std::string_view file_name, std::string_view content);

void RegisterHttp(http::Router& router, base::IdSource& ids);

}  // namespace documents
