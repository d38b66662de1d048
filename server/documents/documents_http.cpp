#include <memory>

#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/documents/document_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// The operator shares, the organization reads (PRT-3).
namespace documents {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using http::Reply;
using store::ShownDocument;
using store::ShownLink;
using store::ShownVersion;

constexpr std::int32_t kMostFolders = 500;

struct LinkPath : http::Parameters {
    LinkId external_link_id;
};
BOOST_DESCRIBE_STRUCT(LinkPath, (), (external_link_id))
struct LinkList : http::Paging {
    pg::Order<store::LinkColumn> sort{store::LinkColumn::kPosition};
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(LinkList, (http::Paging), (sort, search))

struct DocumentPath : http::Parameters {
    DocumentId document_id;
};
BOOST_DESCRIBE_STRUCT(DocumentPath, (), (document_id))
struct DocumentList : http::Paging {
    pg::Order<store::DocumentColumn> sort{store::DocumentColumn::kName};
    std::optional<std::string> search;
    std::optional<std::string> folder;  // with those below it
};
BOOST_DESCRIBE_STRUCT(DocumentList, (http::Paging), (sort, search, folder))
struct VersionList : http::Paging {
    DocumentId document_id;
};
BOOST_DESCRIBE_STRUCT(VersionList, (http::Paging), (document_id))
struct ContentOf : http::Parameters {
    DocumentId document_id;
    std::optional<std::int32_t> number;  // absent: the newest
};
BOOST_DESCRIBE_STRUCT(ContentOf, (), (document_id, number))
// The file is the body.
struct DocumentUpload : http::Parameters {
    std::optional<std::string> file_name;
    std::optional<std::string> name;  // absent: that of the file
    std::optional<std::string> folder;
    std::optional<std::string> description;
};
BOOST_DESCRIBE_STRUCT(DocumentUpload, (), (file_name, name, folder, description))
struct VersionUpload : http::Parameters {
    DocumentId document_id;
    std::optional<std::string> file_name;
};
BOOST_DESCRIBE_STRUCT(VersionUpload, (), (document_id, file_name))

struct DocumentFolders {
    std::vector<std::string> folders;  // by name
};
BOOST_DESCRIBE_STRUCT(DocumentFolders, (), (folders))

class LinkRoutes {
  public:
    explicit LinkRoutes(base::IdSource& ids) : ids_(ids) {}

    base::Result<http::Page<ShownLink>> List(Call& call, const LinkList& params) {
        TRY(const auto window, call.Window(params));
        const store::LinkFilter filter{call.actor().visible,
                                       base::FoldCase(base::CleanText(params.search.value_or(""), 100))};
        return http::MakePage<ShownLink>(call, store::ListLinks(call.tx(), filter, window));
    }

    base::Result<ShownLink> Get(Call& call, const LinkPath& path) { return Show(call, path.external_link_id); }

    base::Result<Reply<ShownLink>> Create(Call& call, const ExternalLinkInput& input) {
        TRY(auto checked, CheckLink(input));
        Link link{std::move(checked)};
        link.id = ids_.Make<LinkId>();
        link.organization_id = call.organization();
        link.created_at = link.updated_at = call.now();
        store::InsertLink(call.tx(), link);
        Record(call, action::kExternalLinkCreated, nullptr, &link);
        TRY(Reply<ShownLink> reply, Show(call, link.id));
        reply.location = "/api/v1/external-links/" + link.id.ToString();
        return reply;
    }

    base::Result<ShownLink> Update(Call& call, const LinkPath& path, const ExternalLinkInput& input) {
        TRY(const auto checked, CheckLink(input));
        const auto before = store::LockLink(call.tx(), call.actor().visible, path.external_link_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (static_cast<const ExternalLinkInput&>(*before) == checked) return Show(call, before->id);
        Link after = *before;
        static_cast<ExternalLinkInput&>(after) = checked;
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::UpdateLink(call.tx(), after);
        Record(call, action::kExternalLinkUpdated, &*before, &after);
        return Show(call, after.id);
    }

    base::Result<void> Delete(Call& call, const LinkPath& path) {
        const auto before = store::LockLink(call.tx(), call.actor().visible, path.external_link_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        store::DeleteLink(call.tx(), *before);
        Record(call, action::kExternalLinkDeleted, &*before, nullptr);
        return {};
    }

  private:
    static base::Result<ShownLink> Show(Call& call, LinkId id) {
        auto link = store::FindLink(call.tx(), call.actor().visible, id);
        if (!link) return http::NotFound();
        return std::move(*link);
    }
    static void Record(Call& call, const char* what, const Link* before, const Link* after) {
        const Link& link = after != nullptr ? *after : *before;
        audit::Record(call, {link.organization_id, what, "external_link", link.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr, link.title});
    }

    base::IdSource& ids_;
};

class DocumentRoutes {
  public:
    explicit DocumentRoutes(base::IdSource& ids) : ids_(ids) {}

    base::Result<http::Page<ShownDocument>> List(Call& call, const DocumentList& params) {
        TRY(const auto window, call.Window(params));
        const store::DocumentFilter filter{
            call.actor().visible, base::FoldCase(base::CleanText(params.search.value_or(""), 100)),
            params.folder.transform([](const auto& folder) { return base::FoldCase(base::CleanText(folder, 200)); })};
        return http::MakePage<ShownDocument>(call, store::ListDocuments(call.tx(), filter, window));
    }

    base::Result<DocumentFolders> Folders(Call& call) {
        return DocumentFolders{store::Folders(call.tx(), call.actor().visible, kMostFolders)};
    }

    base::Result<ShownDocument> Get(Call& call, const DocumentPath& path) { return Show(call, path.document_id); }

    // Newest first.
    base::Result<http::Page<ShownVersion>> Versions(Call& call, const VersionList& params) {
        TRY(const auto window, call.Window(params, pg::Order{store::VersionColumn::kNumber, true}));
        const auto slice = store::ListVersions(call.tx(), {call.actor().visible, params.document_id}, window);
        if (slice.rows.empty() && !window.after) return http::NotFound();
        return http::MakePage<ShownVersion>(call, slice);
    }

    base::Result<http::Raw> Download(Call& call, const ContentOf& params) {
        const auto document = store::FindDocument(call.tx(), call.actor().visible, params.document_id);
        if (!document) return http::NotFound();
        auto content = store::FindContent(call.tx(), call.actor().visible, params.document_id,
                                          params.number.value_or(document->versions));
        if (!content) return http::NotFound();
        return http::Raw{content->media_type, std::move(content->content.value), content->file_name};
    }

    base::Result<Reply<ShownDocument>> Create(Call& call, const DocumentUpload& params, const http::Raw& upload) {
        const std::string file_name = base::CleanText(params.file_name.value_or(""));
        TRY(auto checked, CheckDocument({params.name.value_or(file_name), params.folder.value_or(""),
                                         params.description.value_or("")}));
        TRY(const auto type, TypeOfFile(file_name, upload.bytes));
        if (store::CountDocuments(call.tx(), call.organization()) >= kMostDocuments)
            return base::Refuse(base::ProblemKind::kConflict, "documents_full", {{"most", kMostDocuments}});
        Document document{std::move(checked), Facts(call, file_name, type, upload)};
        document.id = ids_.Make<DocumentId>();
        document.organization_id = call.organization();
        document.created_at = document.updated_at = call.now();
        store::InsertDocument(call.tx(), document);
        Keep(call, document, upload);
        Record(call, action::kDocumentCreated, nullptr, &document);
        TRY(Reply<ShownDocument> reply, Show(call, document.id));
        reply.location = "/api/v1/documents/" + document.id.ToString();
        return reply;
    }

    // The same file once more is no new version.
    base::Result<ShownDocument> AddVersion(Call& call, const VersionUpload& params, const http::Raw& upload) {
        const std::string file_name = base::CleanText(params.file_name.value_or(""));
        TRY(const auto type, TypeOfFile(file_name, upload.bytes));
        const auto before = store::LockDocument(call.tx(), call.actor().visible, params.document_id);
        if (!before) return http::NotFound();
        if (store::FindHash(call.tx(), *before) == pg::Bytes{base::Sha256(upload.bytes)})
            return base::Refuse(base::ProblemKind::kConflict, "document_unchanged", {{"name", before->name}});
        if (before->versions >= kMostVersions) {
            return base::Refuse(base::ProblemKind::kConflict, "document_versions_full",
                                {{"most", std::int64_t{kMostVersions}}});
        }
        Document after = *before;
        static_cast<FileFacts&>(after) = Facts(call, file_name, type, upload);
        after.versions = before->versions + 1;
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::UpdateDocument(call.tx(), after);
        Keep(call, after, upload);
        Record(call, action::kDocumentVersionAdded, &*before, &after);
        return Show(call, after.id);
    }

    base::Result<ShownDocument> Update(Call& call, const DocumentPath& path, const DocumentInput& input) {
        TRY(const auto checked, CheckDocument(input));
        const auto before = store::LockDocument(call.tx(), call.actor().visible, path.document_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (static_cast<const DocumentInput&>(*before) == checked) return Show(call, before->id);
        Document after = *before;
        static_cast<DocumentInput&>(after) = checked;
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::UpdateDocument(call.tx(), after);
        Record(call, action::kDocumentUpdated, &*before, &after);
        return Show(call, after.id);
    }

    base::Result<void> Delete(Call& call, const DocumentPath& path) {
        const auto before = store::LockDocument(call.tx(), call.actor().visible, path.document_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        store::DeleteDocument(call.tx(), *before);
        Record(call, action::kDocumentDeleted, &*before, nullptr);
        return {};
    }

  private:
    static FileFacts Facts(const Call& call, const std::string& file_name, const std::string& type,
                           const http::Raw& upload) {
        return {file_name, type, static_cast<std::int64_t>(upload.bytes.size()), call.actor().name, call.now()};
    }
    void Keep(Call& call, const Document& document, const http::Raw& upload) {
        store::InsertVersion(call.tx(), {static_cast<const FileFacts&>(document),
                                         document.organization_id,
                                         ids_.Make<base::Id<struct store::DocumentVersionTag>>(),
                                         document.id,
                                         document.versions,
                                         {base::Sha256(upload.bytes)},
                                         {upload.bytes}});
    }
    static base::Result<ShownDocument> Show(Call& call, DocumentId id) {
        auto document = store::FindDocument(call.tx(), call.actor().visible, id);
        if (!document) return http::NotFound();
        return std::move(*document);
    }
    static void Record(Call& call, const char* what, const Document* before, const Document* after) {
        const Document& document = after != nullptr ? *after : *before;
        audit::Record(call, {document.organization_id, what, "document", document.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr, document.name});
    }

    base::IdSource& ids_;
};

void RegisterLinks(http::Router& router, base::IdSource& ids) {
    const auto routes = std::make_shared<LinkRoutes>(ids);
    http::AddList(router, "links",
                  {.method = Method::kGet,
                   .path = "/api/v1/external-links",
                   .id = "listExternalLinks",
                   .tag = "documents",
                   .summary = "List links to other pages that the operator shares with an organization",
                   .allow = permissions::kSeeDocuments},
                  routes, &LinkRoutes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/external-links",
                .id = "createExternalLink",
                .tag = "documents",
                .summary = "Share a link with an organization",
                .allow = permissions::kManageDocuments,
                .creates = true,
                .returns_etag = true},
               routes, &LinkRoutes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/external-links/{external_link_id}",
                .id = "getExternalLink",
                .tag = "documents",
                .summary = "Read a link",
                .allow = permissions::kSeeDocuments,
                .returns_etag = true},
               routes, &LinkRoutes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/external-links/{external_link_id}",
                .id = "updateExternalLink",
                .tag = "documents",
                .summary = "Replace a link",
                .allow = permissions::kManageDocuments,
                .if_match = true,
                .returns_etag = true},
               routes, &LinkRoutes::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/external-links/{external_link_id}",
                .id = "deleteExternalLink",
                .tag = "documents",
                .summary = "Delete a link",
                .allow = permissions::kManageDocuments,
                .if_match = true},
               routes, &LinkRoutes::Delete);
}

}  // namespace

void RegisterHttp(http::Router& router, base::IdSource& ids) {
    RegisterLinks(router, ids);
    const auto routes = std::make_shared<DocumentRoutes>(ids);
    http::AddList(router, "documents",
                  {.method = Method::kGet,
                   .path = "/api/v1/documents",
                   .id = "listDocuments",
                   .tag = "documents",
                   .summary = "List documents that the operator shares with an organization",
                   .allow = permissions::kSeeDocuments},
                  routes, &DocumentRoutes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/documents/folders",
                .id = "listDocumentFolders",
                .tag = "documents",
                .summary = "The folders that documents are in",
                .allow = permissions::kSeeDocuments},
               routes, &DocumentRoutes::Folders);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/documents",
                .id = "createDocument",
                .tag = "documents",
                .summary = "Share a document with an organization: the file is the body",
                .allow = permissions::kManageDocuments,
                .creates = true,
                .returns_etag = true,
                .takes = http::media::kAny,
                .body_limit = kLargestFile},
               routes, &DocumentRoutes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/documents/{document_id}",
                .id = "getDocument",
                .tag = "documents",
                .summary = "Read what is known of a document",
                .allow = permissions::kSeeDocuments,
                .returns_etag = true},
               routes, &DocumentRoutes::Get);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/documents/{document_id}/versions",
                .id = "listDocumentVersions",
                .tag = "documents",
                .summary = "The versions of a document, the newest first",
                .allow = permissions::kSeeDocuments},
               routes, &DocumentRoutes::Versions);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/documents/{document_id}/content",
                .id = "downloadDocument",
                .tag = "documents",
                .summary = "A version of a document as a file; without a number the newest",
                .allow = permissions::kSeeDocuments,
                .gives = http::media::kAny},
               routes, &DocumentRoutes::Download);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/documents/{document_id}/versions",
                .id = "addDocumentVersion",
                .tag = "documents",
                .summary = "A new version of a document: the file is the body",
                .allow = permissions::kManageDocuments,
                .idempotent = true,
                .returns_etag = true,
                .takes = http::media::kAny,
                .body_limit = kLargestFile},
               routes, &DocumentRoutes::AddVersion);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/documents/{document_id}",
                .id = "updateDocument",
                .tag = "documents",
                .summary = "Replace the name, the folder and the description of a document",
                .allow = permissions::kManageDocuments,
                .if_match = true,
                .returns_etag = true},
               routes, &DocumentRoutes::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/documents/{document_id}",
                .id = "deleteDocument",
                .tag = "documents",
                .summary = "Delete a document with all of its versions",
                .allow = permissions::kManageDocuments,
                .if_match = true},
               routes, &DocumentRoutes::Delete);
}

}  // namespace documents
