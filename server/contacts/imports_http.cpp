#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/contacts/contacts.hpp"
#include "server/contacts/import_store.hpp"
#include "server/contacts/imports.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/imports/file.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

// The routes of imports (CON-4..CON-8): sample, preview, start, result, and the two files to take away.
namespace contacts {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;

// A row that is imported, or is there already.
struct ImportedRow {
    std::int64_t line = 0;
    std::string first_name;
    std::string last_name;
    std::string company;
    std::optional<ContactId> contact_id;  // of what was imported
};
BOOST_DESCRIBE_STRUCT(ImportedRow, (), (line, first_name, last_name, company, contact_id))

using imports::ImportCounts;
using imports::LeftLines;

struct InvalidContact : imports::InvalidValue {
    std::string first_name;  // as they stand in the row
    std::string last_name;
    std::string company;
};
BOOST_DESCRIBE_STRUCT(InvalidContact, (imports::InvalidValue), (first_name, last_name, company))

// CON-7. Of a preview: what would become of the rows.
struct ImportGroups {
    std::vector<ImportedRow> imported;
    std::vector<ImportedRow> existing;
    std::vector<LeftLines> not_imported;
    std::vector<InvalidContact> invalid;
};
BOOST_DESCRIBE_STRUCT(ImportGroups, (), (imported, existing, not_imported, invalid))

struct ImportPreview {
    std::string file_name;
    Recognized recognized;
    ImportCounts counts;
    ImportGroups groups;
};
BOOST_DESCRIBE_STRUCT(ImportPreview, (), (file_name, recognized, counts, groups))

struct ContactImport : ImportPreview {
    tasks::TaskId id;  // of its task, too
    base::OrganizationId organization_id;
    tasks::State state = tasks::State::kQueued;
    std::string created_by;
    base::Instant created_at;
    std::optional<base::Instant> finished_at;
    std::int64_t rows_done = 0;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(ContactImport, (ImportPreview),
                      (id, organization_id, state, created_by, created_at, finished_at, rows_done, cancel_requested))

struct ImportUpload : http::Parameters {
    std::optional<std::string> file_name;
};
BOOST_DESCRIBE_STRUCT(ImportUpload, (), (file_name))

struct ImportPath : http::Parameters {
    tasks::TaskId import_id;
};
BOOST_DESCRIBE_STRUCT(ImportPath, (), (import_id))

constexpr std::string_view kCsvType = "text/csv; charset=utf-8";

class ImportRoutes {
  public:
    explicit ImportRoutes(ImportParts parts) : ids_(parts.ids), catalogues_(parts.catalogues) {}

    base::Result<http::Raw> Sample(Call&) {
        return http::Raw{std::string(kCsvType), ImportSample(), "contacts-sample.csv"};
    }

    base::Result<ImportPreview> Preview(Call& call, const ImportUpload& params, const http::Raw& upload) {
        TRY(const auto file, Read(params, upload));
        return PreviewOf(call, params, file);
    }

    // What was wrong with a file is read and corrected before anything is written.
    base::Result<http::Raw> PreviewReport(Call& call, const ImportUpload& params, const http::Raw& upload) {
        TRY(const auto file, Read(params, upload));
        return ReportOf(call, PreviewOf(call, params, file), "to_import");
    }

    base::Result<http::Raw> PreviewFailedRows(Call& call, const ImportUpload& params, const http::Raw& upload) {
        TRY(const auto file, Read(params, upload));
        const auto preview = PreviewOf(call, params, file);
        std::set<std::int64_t> fine;
        for (const auto* group : {&preview.groups.imported, &preview.groups.existing}) {
            for (const auto& row : *group) fine.insert(row.line);
        }
        return FailedRowsOf(file.rows, fine, file.recognized.separator);
    }

    base::Result<Reply<ContactImport>> Start(Call& call, const ImportUpload& params, const http::Raw& upload) {
        TRY(const auto file, Read(params, upload));
        const auto rows = static_cast<std::int64_t>(file.rows.size());
        const tasks::TaskId task = tasks::Enqueue(
            call, ids_, {.organization = call.organization(), .kind = kImportKind, .progress_total = rows});
        store::kImports.Insert(call.tx(), call.organization(), task,
                               imports::KeptFileName(params.file_name.value_or("")), file, rows);
        const std::array organization{call.organization()};
        Reply<ContactImport> reply = View(call, store::kImports.Show(call.tx(), organization, task).value());
        reply.location = "/api/v1/contact-imports/" + task.ToString();
        return reply;
    }

    base::Result<ContactImport> Get(Call& call, const ImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.import_id);
        if (!shown) return http::NotFound();
        return View(call, *shown);
    }

    base::Result<http::Raw> Report(Call& call, const ImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.import_id);
        if (!shown) return http::NotFound();
        return ReportOf(call, View(call, *shown), "imported");
    }

    // To be corrected and imported again: rows that are wrong or were left, as they stood in the file.
    base::Result<http::Raw> FailedRows(Call& call, const ImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.import_id);
        if (!shown) return http::NotFound();
        std::set<std::int64_t> fine;
        for (const auto& row : store::kImports.Results(call.tx(), shown->organization_id, shown->id)) {
            if (row.result != RowResult::kInvalid) fine.insert(row.line);
        }
        return FailedRowsOf(store::kImports.Rows(call.tx(), shown->organization_id, shown->id), fine, shown->separator);
    }

  private:
    ImportPreview PreviewOf(Call& call, const ImportUpload& params, const ImportFile& file) const {
        auto known = KnownFor(call.tx(), call.organization(), file.rows);
        ImportPreview preview{imports::KeptFileName(params.file_name.value_or("")), file.recognized, {}, {}};
        preview.counts.rows = static_cast<std::int64_t>(file.rows.size());
        for (const auto& row : file.rows) {
            const JudgedRow judged = Judge(row, known);
            AddRow(call, preview,
                   {{row.line, judged.result, {}},
                    judged.contact.first_name,
                    judged.contact.last_name,
                    judged.contact.company,
                    std::nullopt},
                   judged.errors);
        }
        return preview;
    }

    // `imported` is what the file calls rows that are, or would be, imported.
    http::Raw ReportOf(const Call& call, const ImportPreview& view, const std::string& imported) const {
        imports::Report report(view.recognized.separator, {"first_name", "last_name", "company"});
        for (const auto& row : view.groups.imported)
            report.Add(imported, row.line, row.line, {row.first_name, row.last_name, row.company});
        const std::string existing = WordsOf(call).Title("import_row_existing");
        for (const auto& row : view.groups.existing)
            report.Add("existing", row.line, row.line, {row.first_name, row.last_name, row.company}, "", "", existing);
        for (const auto& left : view.groups.not_imported)
            report.Add("not_imported", left.first_line, left.last_line, {}, "", "", left.reason);
        for (const auto& wrong : view.groups.invalid)
            report.Add("invalid", wrong.line, wrong.line, {wrong.first_name, wrong.last_name, wrong.company},
                       wrong.column, wrong.value, wrong.reason);
        return http::Raw{std::string(kCsvType), report.Take(), "contacts-import-report.csv"};
    }

    // The rows that are not among these lines, as they stood in the file.
    static http::Raw FailedRowsOf(std::span<const ImportRow> rows, const std::set<std::int64_t>& fine,
                                  Separator separator) {
        return http::Raw{std::string(kCsvType), imports::FailedRows(separator, ImportColumns(), rows, fine),
                         "contacts-failed-rows.csv"};
    }

    static base::Result<ImportFile> Read(const ImportUpload& params, const http::Raw& upload) {
        const std::string name = params.file_name.value_or("");
        auto file = ReadImport(upload.bytes);
        // What the file is says more than how it is called.
        if (!file && file.error().code == "csv_binary") return file;
        if (!imports::IsFileName(name)) {
            return base::Refuse(base::ProblemKind::kInvalid, "import_file_name",
                                {{"name", imports::KeptFileName(name)}});
        }
        return file;
    }

    imports::Words WordsOf(const Call& call) const { return {catalogues_, call.language()}; }

    void AddRow(const Call& call, ImportPreview& view, const store::ResultRow& row,
                const std::vector<ImportError>& errors) const {
        const ImportedRow named{row.line, row.first_name, row.last_name, row.company, row.contact_id};
        view.counts.Add(row.result);
        if (row.result == RowResult::kImported) view.groups.imported.push_back(named);
        if (row.result == RowResult::kExisting) view.groups.existing.push_back(named);
        for (auto& wrong : WordsOf(call).Invalid(row.line, errors)) {
            view.groups.invalid.push_back({std::move(wrong), row.first_name, row.last_name, row.company});
        }
    }

    ContactImport View(Call& call, const imports::Shown& shown) const {
        ContactImport view;
        view.file_name = shown.file_name;
        view.recognized = imports::RecognizedOf(shown);
        view.id = shown.id;
        view.organization_id = shown.organization_id;
        view.state = shown.state;
        view.created_by = shown.created_by_name;
        view.created_at = shown.created_at;
        view.finished_at = shown.finished_at;
        view.rows_done = shown.progress_done;
        view.cancel_requested = shown.cancel_requested;
        view.counts.rows = shown.row_count;
        std::set<std::int64_t> handled;
        for (const auto& row : store::kImports.Results(call.tx(), shown.organization_id, shown.id)) {
            handled.insert(row.line);
            AddRow(call, view, row, imports::ErrorsFromJson(row.errors));
        }
        if (shown.state != tasks::State::kCancelled && shown.state != tasks::State::kFailed) return view;
        const auto rows = store::kImports.Rows(call.tx(), shown.organization_id, shown.id);
        view.groups.not_imported = WordsOf(call).Left(shown.state, rows, handled);
        for (const auto& left : view.groups.not_imported) view.counts.not_imported += left.count;
        return view;
    }

    base::IdSource& ids_;
    const i18n::Catalogues& catalogues_;
};

}  // namespace

void RegisterImports(http::Router& router, ImportParts parts) {
    const auto routes = std::make_shared<ImportRoutes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contact-imports/sample",
                .id = "getContactImportSample",
                .tag = "contacts",
                .summary = "A file with the columns that an import of contacts takes",
                .allow = permissions::kSeeContacts,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::Sample);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/contact-imports/preview",
                .id = "previewContactImport",
                .tag = "contacts",
                .summary = "What an import of this file would do; changes nothing",
                .allow = permissions::kPreviewContactChanges,
                .only_reads = true,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::Preview);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/contact-imports/preview/report",
                .id = "exportContactImportPreviewReport",
                .tag = "contacts",
                .summary = "What would become of each row of this file, as CSV; changes nothing",
                .allow = permissions::kPreviewContactChanges,
                .only_reads = true,
                .gives = http::media::kCsv,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::PreviewReport);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/contact-imports/preview/failed-rows",
                .id = "exportContactImportPreviewFailedRows",
                .tag = "contacts",
                .summary = "The rows of this file that could not be imported, as a file to correct; changes nothing",
                .allow = permissions::kPreviewContactChanges,
                .only_reads = true,
                .gives = http::media::kCsv,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::PreviewFailedRows);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/contact-imports",
                .id = "startContactImport",
                .tag = "contacts",
                .summary = "Import the contacts of a file as a task",
                .allow = permissions::kManageContacts,
                .creates = true,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::Start);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contact-imports/{import_id}",
                .id = "getContactImport",
                .tag = "contacts",
                .summary = "How far an import of contacts is, and what became of each row",
                .allow = permissions::kSeeContacts},
               routes, &ImportRoutes::Get);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contact-imports/{import_id}/report",
                .id = "exportContactImportReport",
                .tag = "contacts",
                .summary = "What became of each row of an import, as CSV",
                .allow = permissions::kSeeContacts,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::Report);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contact-imports/{import_id}/failed-rows",
                .id = "exportContactImportFailedRows",
                .tag = "contacts",
                .summary = "The rows of an import that were not imported, as a file to correct",
                .allow = permissions::kSeeContacts,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::FailedRows);
}

}  // namespace contacts
