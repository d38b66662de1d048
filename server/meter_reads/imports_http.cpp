#include <algorithm>
#include <memory>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/meter_reads/import_store.hpp"
#include "server/meter_reads/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/imports/outcomes.hpp"
#include "server/platform/pg/transaction.hpp"

// Meter reads from a file (MTR-3): sample, preview, start, result, and the two files to take away.
namespace meter_reads {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;
using imports::RowResult;

// A row that is imported, or that is there already.
struct ImportedMeterRead {
    std::int64_t line = 0;
    std::string serial_number;
    std::optional<PrinterId> printer_id;
};
BOOST_DESCRIBE_STRUCT(ImportedMeterRead, (), (line, serial_number, printer_id))

struct InvalidMeterRead : imports::InvalidValue {
    std::string serial_number;  // as it stands in the row
};
BOOST_DESCRIBE_STRUCT(InvalidMeterRead, (imports::InvalidValue), (serial_number))

// The first of each group; the report has all. Of a preview: what would become of the rows.
struct MeterReadImportGroups {
    std::vector<ImportedMeterRead> imported;
    std::vector<ImportedMeterRead> existing;
    std::vector<imports::LeftLines> not_imported;
    std::vector<InvalidMeterRead> invalid;
};
BOOST_DESCRIBE_STRUCT(MeterReadImportGroups, (), (imported, existing, not_imported, invalid))

struct MeterReadImportPreview {
    std::string file_name;
    imports::Recognized recognized;
    std::vector<std::string> columns;  // of the file; others stay as they are
    imports::ImportCounts counts;
    MeterReadImportGroups groups;
};
BOOST_DESCRIBE_STRUCT(MeterReadImportPreview, (), (file_name, recognized, columns, counts, groups))

struct MeterReadImport {
    tasks::TaskId id;  // of its task, too
    base::OrganizationId organization_id;
    std::string file_name;
    imports::Recognized recognized;
    imports::ImportCounts counts;
    MeterReadImportGroups groups;
    tasks::State state = tasks::State::kQueued;
    std::string created_by;
    base::Instant created_at;
    std::optional<base::Instant> finished_at;
    std::int64_t rows_done = 0;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(MeterReadImport, (),
                      (id, organization_id, file_name, recognized, counts, groups, state, created_by, created_at,
                       finished_at, rows_done, cancel_requested))

struct MeterReadUpload : http::Parameters {
    std::optional<std::string> file_name;
};
BOOST_DESCRIBE_STRUCT(MeterReadUpload, (), (file_name))

struct MeterReadImportPath : http::Parameters {
    tasks::TaskId meter_read_import_id;
};
BOOST_DESCRIBE_STRUCT(MeterReadImportPath, (), (meter_read_import_id))

constexpr std::string_view kCsvType = "text/csv; charset=utf-8";
constexpr std::size_t kMostListed = 100;  // rows of a group

using Outcome = imports::Outcome<store::ImportResultRow>;

const imports::ReportWords<store::ImportResultRow> kReportWords{
    .columns = {"serial_number"},
    .names = [](const auto& row) { return std::vector{row.serial_number}; },
    .taken = [](const auto&, bool preview) { return std::string(preview ? "to_import" : "imported"); },
    .unchanged = "meter_row_there"};

class ImportRoutes {
  public:
    explicit ImportRoutes(const HttpParts& parts) : ids_(parts.ids), texts_(parts.texts) {}

    base::Result<http::Raw> Sample(Call&) {
        return http::Raw{std::string(kCsvType), ImportSample(), "meter-reads-sample.csv"};
    }

    base::Result<MeterReadImportPreview> Preview(Call& call, const MeterReadUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        MeterReadImportPreview preview{
            imports::KeptFileName(params.file_name.value_or("")), table.recognized, table.columns, {}, {}};
        preview.counts.rows = static_cast<std::int64_t>(table.rows.size());
        for (const auto& [row, errors] : Previewed(call, table)) {
            preview.counts.Add(row.result);
            List(call, preview.groups, row, errors);
        }
        return preview;
    }

    // What was wrong with a file is read and corrected before anything is written.
    base::Result<http::Raw> PreviewReport(Call& call, const MeterReadUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        return ReportOf(call, table.recognized.separator, Previewed(call, table), {}, true);
    }

    base::Result<http::Raw> PreviewFailedRows(Call& call, const MeterReadUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        return FailedRowsOf(table.recognized.separator, table, Previewed(call, table));
    }

    base::Result<Reply<MeterReadImport>> Start(Call& call, const MeterReadUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        const auto rows = static_cast<std::int64_t>(table.rows.size());
        const tasks::TaskId task = tasks::Enqueue(
            call, ids_,
            {.organization = call.organization(), .kind = kImportKind, .progress_total = rows, .covers_below = true});
        store::kImports.Insert(
            call.tx(), call.organization(), task, imports::KeptFileName(params.file_name.value_or("")),
            store::WithPrinters(table, store::PrintersOf(call.tx(), call.actor().visible, table)), rows);
        const std::array organization{call.organization()};
        Reply<MeterReadImport> reply = View(call, store::kImports.Show(call.tx(), organization, task).value());
        reply.location = "/api/v1/meter-read-imports/" + task.ToString();
        return reply;
    }

    base::Result<MeterReadImport> Get(Call& call, const MeterReadImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.meter_read_import_id);
        if (!shown) return http::NotFound();
        return View(call, *shown);
    }

    // All rows, in the order of the groups.
    base::Result<http::Raw> Report(Call& call, const MeterReadImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.meter_read_import_id);
        if (!shown) return http::NotFound();
        const auto rows = Imported(call, *shown);
        std::set<std::int64_t> handled;
        for (const auto& [row, errors] : rows) handled.insert(row.line);
        return ReportOf(call, shown->separator, rows, Left(call, *shown, handled), false);
    }

    // To be corrected and imported again.
    base::Result<http::Raw> FailedRows(Call& call, const MeterReadImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.meter_read_import_id);
        if (!shown) return http::NotFound();
        const auto table = store::TableOf(store::kImports.Rows(call.tx(), shown->organization_id, shown->id)).table;
        return FailedRowsOf(shown->separator, table, Imported(call, *shown));
    }

  private:
    // What would become of the rows; writes nothing.
    static std::vector<Outcome> Previewed(Call& call, const imports::Table& table) {
        const auto first_lines = FirstLinesOf(table.rows, table.columns);
        const auto printers = store::PrintersOf(call.tx(), call.actor().visible, table);
        const store::KnownPrinters known(call.tx(), table.rows, table.columns, printers, call.now(), false);
        std::vector<Outcome> outcomes;
        for (const auto& row : table.rows) {
            auto judged = Judge(row, table.columns, first_lines, known.Of(row), call.now());
            const auto* printer = known.RowOf(row);
            outcomes.push_back({{{row.line, judged.result, {}},
                                 judged.serial_number,
                                 printer == nullptr ? std::nullopt : std::optional(printer->id)},
                                std::move(judged.errors)});
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
                "meter-read-import-report.csv"};
    }

    static http::Raw FailedRowsOf(imports::Separator separator, const imports::Table& table,
                                  std::span<const Outcome> outcomes) {
        return {std::string(kCsvType), imports::FailedRowsOf(separator, table, outcomes),
                "meter-reads-failed-rows.csv"};
    }

    static base::Result<imports::Table> Read(const MeterReadUpload& params, const http::Raw& upload) {
        return imports::CheckName(ReadImport(upload.bytes), params.file_name.value_or(""), "meter_import");
    }

    imports::Words WordsOf(const Call& call) const { return {texts_, call.language()}; }

    void List(const Call& call, MeterReadImportGroups& groups, const store::ImportResultRow& row,
              const std::vector<imports::Error>& errors) const {
        const auto add = [&](std::vector<ImportedMeterRead>& group) {
            if (group.size() >= kMostListed) return;
            group.push_back({row.line, row.serial_number, row.printer_id});
        };
        if (row.result == RowResult::kImported) add(groups.imported);
        if (row.result == RowResult::kExisting) add(groups.existing);
        if (row.result != RowResult::kInvalid || groups.invalid.size() >= kMostListed) return;
        for (auto& wrong : WordsOf(call).Invalid(row.line, errors)) {
            groups.invalid.push_back({std::move(wrong), row.serial_number});
        }
    }

    std::vector<imports::LeftLines> Left(Call& call, const imports::Shown& shown,
                                         const std::set<std::int64_t>& handled) const {
        if (shown.state != tasks::State::kCancelled && shown.state != tasks::State::kFailed) return {};
        const auto table = store::TableOf(store::kImports.Rows(call.tx(), shown.organization_id, shown.id)).table;
        return WordsOf(call).Left(shown.state, table.rows, handled);
    }

    MeterReadImport View(Call& call, const imports::Shown& shown) const {
        MeterReadImport view{.id = shown.id,
                             .organization_id = shown.organization_id,
                             .file_name = shown.file_name,
                             .recognized = imports::RecognizedOf(shown),
                             .counts = store::kImports.Count(call.tx(), shown),
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
                .path = "/api/v1/meter-read-imports/sample",
                .id = "getMeterReadImportSample",
                .tag = "meter reads",
                .summary = "A file with the columns that an import of meter reads takes",
                .allow = permissions::kSubmitMeterReads,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::Sample);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/meter-read-imports/preview",
                .id = "previewMeterReadImport",
                .tag = "meter reads",
                .summary = "What an import of this file would do; changes nothing",
                .allow = permissions::kPreviewMeterReads,
                .only_reads = true,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::Preview);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/meter-read-imports/preview/report",
                .id = "exportMeterReadImportPreviewReport",
                .tag = "meter reads",
                .summary = "What would become of each row of this file, as CSV; changes nothing",
                .allow = permissions::kPreviewMeterReads,
                .only_reads = true,
                .gives = http::media::kCsv,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::PreviewReport);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/meter-read-imports/preview/failed-rows",
                .id = "exportMeterReadImportPreviewFailedRows",
                .tag = "meter reads",
                .summary = "The rows of this file that could not be imported, as a file to correct; changes nothing",
                .allow = permissions::kPreviewMeterReads,
                .only_reads = true,
                .gives = http::media::kCsv,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::PreviewFailedRows);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/meter-read-imports",
                .id = "startMeterReadImport",
                .tag = "meter reads",
                .summary = "Take the meter reads of a file as a task",
                .allow = permissions::kSubmitMeterReads,
                .creates = true,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::Start);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/meter-read-imports/{meter_read_import_id}",
                .id = "getMeterReadImport",
                .tag = "meter reads",
                .summary = "How far an import of meter reads is, and what became of its rows",
                .allow = permissions::kSubmitMeterReads},
               routes, &ImportRoutes::Get);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/meter-read-imports/{meter_read_import_id}/report",
                .id = "exportMeterReadImportReport",
                .tag = "meter reads",
                .summary = "What became of each row of an import of meter reads, as CSV",
                .allow = permissions::kSubmitMeterReads,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::Report);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/meter-read-imports/{meter_read_import_id}/failed-rows",
                .id = "exportMeterReadImportFailedRows",
                .tag = "meter reads",
                .summary = "The rows of an import of meter reads that were not imported, as a file to correct",
                .allow = permissions::kSubmitMeterReads,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::FailedRows);
}

}  // namespace meter_reads
