#include <memory>
#include <vector>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/catalog/catalog_store.hpp"
#include "server/catalog/import_store.hpp"
#include "server/catalog/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/imports/outcomes.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"

// The catalogue as a file, out and in (ORD-2, API-2): export, sample, preview, start, result, and the two files to take
// away.
namespace catalog {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;
using imports::RowResult;

// A row that is imported, or that changes nothing.
struct ImportedItem {
    std::int64_t line = 0;
    std::string part_number;
    std::string name;
    bool created = false;           // else an item that is there is changed
    std::string changes;            // of it: the columns, with commas between them
    std::optional<ItemId> item_id;  // of what was imported
};
BOOST_DESCRIBE_STRUCT(ImportedItem, (), (line, part_number, name, created, changes, item_id))

struct InvalidItem : imports::InvalidValue {
    std::string part_number;  // as they stand in the row
    std::string name;
};
BOOST_DESCRIBE_STRUCT(InvalidItem, (imports::InvalidValue), (part_number, name))

// The first of each group; the report has all. Of a preview: what would become of the rows.
struct CatalogImportGroups {
    std::vector<ImportedItem> imported;
    std::vector<ImportedItem> existing;
    std::vector<imports::LeftLines> not_imported;
    std::vector<InvalidItem> invalid;
};
BOOST_DESCRIBE_STRUCT(CatalogImportGroups, (), (imported, existing, not_imported, invalid))

struct CatalogImportPreview {
    std::string file_name;
    imports::Recognized recognized;
    std::vector<std::string> columns;  // of the file; others stay as they are
    imports::ImportCounts counts;
    std::int64_t created = 0;  // of the imported ones
    CatalogImportGroups groups;
};
BOOST_DESCRIBE_STRUCT(CatalogImportPreview, (), (file_name, recognized, columns, counts, created, groups))

struct CatalogImport {
    tasks::TaskId id;  // of its task, too
    base::OrganizationId organization_id;
    std::string file_name;
    imports::Recognized recognized;
    imports::ImportCounts counts;
    std::int64_t created = 0;
    CatalogImportGroups groups;
    tasks::State state = tasks::State::kQueued;
    std::string created_by;
    base::Instant created_at;
    std::optional<base::Instant> finished_at;
    std::int64_t rows_done = 0;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(CatalogImport, (),
                      (id, organization_id, file_name, recognized, counts, created, groups, state, created_by,
                       created_at, finished_at, rows_done, cancel_requested))

struct CatalogUpload : http::Parameters {
    std::optional<std::string> file_name;
};
BOOST_DESCRIBE_STRUCT(CatalogUpload, (), (file_name))

struct CatalogImportPath : http::Parameters {
    tasks::TaskId catalog_import_id;
};
BOOST_DESCRIBE_STRUCT(CatalogImportPath, (), (catalog_import_id))

struct ItemExport : http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
    pg::Order<store::SortColumn> sort{store::SortColumn::kPartNumber};
    std::optional<std::string> search;
    std::optional<std::string> manufacturer;
    std::vector<std::string> supply_type;
    std::vector<std::string> colorant;
    std::vector<ItemKind> kind;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(ItemExport, (), (format, heads, sort, search, manufacturer, supply_type, colorant, kind, active))

constexpr std::string_view kCsvType = "text/csv; charset=utf-8";
constexpr std::size_t kMostListed = 100;  // rows of a group
constexpr std::int32_t kStep = 1000;

using Outcome = imports::Outcome<store::ImportResultRow>;

const imports::ReportWords<store::ImportResultRow> kReportWords{
    .columns = {"part_number", "name", "changes"},
    .names =
        [](const auto& row) {
            std::vector names{row.part_number, row.name};
            if (row.result == RowResult::kImported) names.push_back(row.changes);
            return names;
        },
    .taken =
        [](const auto& row, bool preview) {
            if (preview) return std::string(row.created ? "to_create" : "to_change");
            return std::string(row.created ? "created" : "changed");
        },
    .unchanged = "catalog_row_unchanged"};

class ImportRoutes {
  public:
    explicit ImportRoutes(const HttpParts& parts) : ids_(parts.ids), texts_(parts.texts) {}

    base::Result<http::Raw> Sample(Call&) {
        return http::Raw{std::string(kCsvType), ImportSample(), "catalog-sample.csv"};
    }

    base::Result<CatalogImportPreview> Preview(Call& call, const CatalogUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        CatalogImportPreview preview{
            imports::KeptFileName(params.file_name.value_or("")), table.recognized, table.columns, {}, 0, {}};
        preview.counts.rows = static_cast<std::int64_t>(table.rows.size());
        for (const auto& [row, errors] : Previewed(call, table)) {
            preview.counts.Add(row.result);
            if (row.created) ++preview.created;
            List(call, preview.groups, row, errors);
        }
        return preview;
    }

    // What was wrong with a file is read and corrected before anything is written.
    base::Result<http::Raw> PreviewReport(Call& call, const CatalogUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        return ReportOf(call, table.recognized.separator, Previewed(call, table), {}, true);
    }

    base::Result<http::Raw> PreviewFailedRows(Call& call, const CatalogUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        return FailedRowsOf(table.recognized.separator, table, Previewed(call, table));
    }

    base::Result<Reply<CatalogImport>> Start(Call& call, const CatalogUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        const auto rows = static_cast<std::int64_t>(table.rows.size());
        const tasks::TaskId task = tasks::Enqueue(
            call, ids_, {.organization = call.organization(), .kind = kImportKind, .progress_total = rows});
        store::kImports.Insert(call.tx(), call.organization(), task,
                               imports::KeptFileName(params.file_name.value_or("")), store::WithColumns(table), rows);
        const std::array organization{call.organization()};
        Reply<CatalogImport> reply = View(call, store::kImports.Show(call.tx(), organization, task).value());
        reply.location = "/api/v1/catalog-imports/" + task.ToString();
        return reply;
    }

    base::Result<CatalogImport> Get(Call& call, const CatalogImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.catalog_import_id);
        if (!shown) return http::NotFound();
        return View(call, *shown);
    }

    // All rows, in the order of the groups.
    base::Result<http::Raw> Report(Call& call, const CatalogImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.catalog_import_id);
        if (!shown) return http::NotFound();
        const auto rows = Imported(call, *shown);
        std::set<std::int64_t> handled;
        for (const auto& [row, errors] : rows) handled.insert(row.line);
        return ReportOf(call, shown->separator, rows, Left(call, *shown, handled), false);
    }

    // To be corrected and imported again.
    base::Result<http::Raw> FailedRows(Call& call, const CatalogImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.catalog_import_id);
        if (!shown) return http::NotFound();
        const auto table = store::TableOf(store::kImports.Rows(call.tx(), shown->organization_id, shown->id));
        return FailedRowsOf(shown->separator, table, Imported(call, *shown));
    }

    // In the order and with the filters of the list.
    base::Result<http::Raw> Export(Call& call, const ItemExport& params) {
        store::ListFilter filter{.search = store::PartNumberKey(params.search.value_or("")),
                                 .maker_key = params.manufacturer.transform(&base::FoldCase),
                                 .supply_type = store::PlainTypes(params.supply_type),
                                 .colorant = params.colorant,
                                 .active = params.active};
        for (const ItemKind kind : params.kind) filter.kind.emplace_back(base::json::EnumName(kind));
        pg::Window<store::SortColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        std::vector<tables::Column> columns;
        for (const auto& name : ImportColumns()) columns.emplace_back(std::string(name));
        auto file = http::FileOf(call, params, "catalog", columns);
        for (std::size_t count = 0; count < tables::kMostRows;) {
            const auto slice = store::List(call.tx(), filter, window);
            std::vector<base::Uuid> things;
            for (const auto& item : slice.rows) things.push_back(item.id.value);
            std::map<base::Uuid, external::Ids> ids;
            for (auto& of : external::OfMany(call.tx(), external::Kind::kCatalogItem, things)) {
                ids[of.thing] = std::move(of.ids);
            }
            for (const auto& item : slice.rows) file.Add(ExportRow(item, ids[item.id.value]));
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

  private:
    // What would become of the rows; writes nothing.
    std::vector<Outcome> Previewed(Call& call, const imports::Table& table) const {
        const auto first_lines = FirstLines(table.rows, table.columns);
        auto known = store::KnownFor(call.tx(), table.rows, table.columns);
        std::vector<Outcome> outcomes;
        for (const auto& row : table.rows) {
            auto judged = Judge(row, table.columns, first_lines, known);
            const bool imported = judged.result == RowResult::kImported;
            outcomes.push_back({{{row.line, judged.result, {}},
                                 judged.part_number,
                                 judged.name,
                                 judged.created && imported,
                                 ChangesOf(judged),
                                 std::nullopt},
                                std::move(judged.errors)});
            if (!imported) continue;
            // What a later row gives away, or takes, it has by then.
            if (judged.created) judged.item.item.id = ids_.Make<ItemId>();
            known.Add(std::move(judged.item));
        }
        return outcomes;
    }

    // What became of the rows.
    static std::vector<Outcome> Imported(Call& call, const imports::Shown& shown) {
        return imports::OutcomesOf(store::kImports.Results(call.tx(), shown.organization_id, shown.id));
    }

    http::Raw ReportOf(const Call& call, imports::Separator separator, std::span<const Outcome> outcomes,
                       std::span<const imports::LeftLines> left, bool preview) const {
        return {std::string(kCsvType),
                imports::ReportOf(separator, kReportWords, outcomes, left, WordsOf(call), preview),
                "catalog-import-report.csv"};
    }

    static http::Raw FailedRowsOf(imports::Separator separator, const imports::Table& table,
                                  std::span<const Outcome> outcomes) {
        return {std::string(kCsvType), imports::FailedRowsOf(separator, table, outcomes), "catalog-failed-rows.csv"};
    }

    static base::Result<imports::Table> Read(const CatalogUpload& params, const http::Raw& upload) {
        return imports::CheckName(ReadImport(upload.bytes), params.file_name.value_or(""), "catalog_import");
    }

    imports::Words WordsOf(const Call& call) const { return {texts_, call.language()}; }

    void List(const Call& call, CatalogImportGroups& groups, const store::ImportResultRow& row,
              const std::vector<imports::Error>& errors) const {
        const auto add = [&](std::vector<ImportedItem>& group) {
            if (group.size() >= kMostListed) return;
            group.push_back({row.line, row.part_number, row.name, row.created, row.changes, row.item_id});
        };
        if (row.result == RowResult::kImported) add(groups.imported);
        if (row.result == RowResult::kExisting) add(groups.existing);
        if (row.result != RowResult::kInvalid || groups.invalid.size() >= kMostListed) return;
        for (auto& wrong : WordsOf(call).Invalid(row.line, errors)) {
            groups.invalid.push_back({std::move(wrong), row.part_number, row.name});
        }
    }

    std::vector<imports::LeftLines> Left(Call& call, const imports::Shown& shown,
                                         const std::set<std::int64_t>& handled) const {
        if (shown.state != tasks::State::kCancelled && shown.state != tasks::State::kFailed) return {};
        const auto table = store::TableOf(store::kImports.Rows(call.tx(), shown.organization_id, shown.id));
        return WordsOf(call).Left(shown.state, table.rows, handled);
    }

    CatalogImport View(Call& call, const imports::Shown& shown) const {
        CatalogImport view{.id = shown.id,
                           .organization_id = shown.organization_id,
                           .file_name = shown.file_name,
                           .recognized = imports::RecognizedOf(shown),
                           .counts = store::kImports.Count(call.tx(), shown),
                           .created = store::CountCreated(call.tx(), shown.organization_id, shown.id),
                           .groups = {},
                           .state = shown.state,
                           .created_by = shown.created_by_name,
                           .created_at = shown.created_at,
                           .finished_at = shown.finished_at,
                           .rows_done = shown.progress_done,
                           .cancel_requested = shown.cancel_requested};
        for (const auto& row : store::kImports.FirstResults(call.tx(), shown.organization_id, shown.id, kMostListed)) {
            List(call, view.groups, row, imports::ErrorsFromJson(row.errors));
        }
        if (shown.state != tasks::State::kCancelled && shown.state != tasks::State::kFailed) return view;
        std::set<std::int64_t> handled;
        for (const auto& row : store::kImports.Results(call.tx(), shown.organization_id, shown.id)) {
            handled.insert(row.line);
        }
        view.groups.not_imported = Left(call, shown, handled);
        for (const auto& left : view.groups.not_imported) view.counts.not_imported += left.count;
        return view;
    }

    base::IdSource& ids_;
    const i18n::Catalogues& texts_;
};

}  // namespace

void RegisterImports(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<ImportRoutes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-items/export",
                .id = "exportCatalogItems",
                .tag = "catalog",
                .summary = "The list of items as CSV with the columns that an import takes",
                .allow = permissions::kSeeCatalogDetails,
                .gives = http::media::kTables},
               routes, &ImportRoutes::Export);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-imports/sample",
                .id = "getCatalogImportSample",
                .tag = "catalog",
                .summary = "A file with the columns that an import of items takes",
                .allow = permissions::kSeeCatalogDetails,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::Sample);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/catalog-imports/preview",
                .id = "previewCatalogImport",
                .tag = "catalog",
                .summary = "What an import of this file would do; changes nothing",
                .allow = permissions::kPreviewCatalogChanges,
                .only_reads = true,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::Preview);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/catalog-imports/preview/report",
                .id = "exportCatalogImportPreviewReport",
                .tag = "catalog",
                .summary = "What would become of each row of this file, as CSV; changes nothing",
                .allow = permissions::kPreviewCatalogChanges,
                .only_reads = true,
                .gives = http::media::kCsv,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::PreviewReport);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/catalog-imports/preview/failed-rows",
                .id = "exportCatalogImportPreviewFailedRows",
                .tag = "catalog",
                .summary = "The rows of this file that could not be imported, as a file to correct; changes nothing",
                .allow = permissions::kPreviewCatalogChanges,
                .only_reads = true,
                .gives = http::media::kCsv,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::PreviewFailedRows);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/catalog-imports",
                .id = "startCatalogImport",
                .tag = "catalog",
                .summary = "Import the items of a file as a task",
                .allow = permissions::kManageCatalog,
                .creates = true,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::Start);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-imports/{catalog_import_id}",
                .id = "getCatalogImport",
                .tag = "catalog",
                .summary = "How far an import of items is, and what became of its rows",
                .allow = permissions::kSeeCatalogDetails},
               routes, &ImportRoutes::Get);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-imports/{catalog_import_id}/report",
                .id = "exportCatalogImportReport",
                .tag = "catalog",
                .summary = "What became of each row of an import of items, as CSV",
                .allow = permissions::kSeeCatalogDetails,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::Report);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-imports/{catalog_import_id}/failed-rows",
                .id = "exportCatalogImportFailedRows",
                .tag = "catalog",
                .summary = "The rows of an import of items that were not imported, as a file to correct",
                .allow = permissions::kSeeCatalogDetails,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::FailedRows);
}

}  // namespace catalog
