#include <algorithm>
#include <memory>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/orders/import_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/imports/outcomes.hpp"
#include "server/platform/pg/transaction.hpp"

// Steps of orders from a file (ORD-3): sample, preview, start, result, and the two files to take away.
namespace orders {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;
using imports::RowResult;

// A row that is imported, or that changes nothing.
struct ImportedOrderStep {
    std::int64_t line = 0;
    std::string number;
    std::string step;
    std::string part;  // of the order: "2 × P-1", "#3"; "" for all that is left of it
    std::optional<OrderId> order_id;
};
BOOST_DESCRIBE_STRUCT(ImportedOrderStep, (), (line, number, step, part, order_id))

struct InvalidOrderStep : imports::InvalidValue {
    std::string number;  // as they stand in the row
    std::string step;
    std::string part;
};
BOOST_DESCRIBE_STRUCT(InvalidOrderStep, (imports::InvalidValue), (number, step, part))

// The first of each group; the report has all. Of a preview: what would become of the rows.
struct OrderImportGroups {
    std::vector<ImportedOrderStep> imported;
    std::vector<ImportedOrderStep> existing;
    std::vector<imports::LeftLines> not_imported;
    std::vector<InvalidOrderStep> invalid;
};
BOOST_DESCRIBE_STRUCT(OrderImportGroups, (), (imported, existing, not_imported, invalid))

struct OrderImportPreview {
    std::string file_name;
    imports::Recognized recognized;
    std::vector<std::string> columns;  // of the file; others stay as they are
    imports::ImportCounts counts;
    OrderImportGroups groups;
};
BOOST_DESCRIBE_STRUCT(OrderImportPreview, (), (file_name, recognized, columns, counts, groups))

struct OrderImport {
    tasks::TaskId id;  // of its task, too
    base::OrganizationId organization_id;
    std::string file_name;
    imports::Recognized recognized;
    imports::ImportCounts counts;
    OrderImportGroups groups;
    tasks::State state = tasks::State::kQueued;
    std::string created_by;
    base::Instant created_at;
    std::optional<base::Instant> finished_at;
    std::int64_t rows_done = 0;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(OrderImport, (),
                      (id, organization_id, file_name, recognized, counts, groups, state, created_by, created_at,
                       finished_at, rows_done, cancel_requested))

struct OrderUpload : http::Parameters {
    std::optional<std::string> file_name;
};
BOOST_DESCRIBE_STRUCT(OrderUpload, (), (file_name))

struct OrderImportPath : http::Parameters {
    tasks::TaskId order_import_id;
};
BOOST_DESCRIBE_STRUCT(OrderImportPath, (), (order_import_id))

constexpr std::string_view kCsvType = "text/csv; charset=utf-8";
constexpr std::size_t kMostListed = 100;  // rows of a group

using Outcome = imports::Outcome<store::ImportResultRow>;

const imports::ReportWords<store::ImportResultRow> kReportWords{
    .columns = {"order", "step", "part"},
    .names = [](const auto& row) { return std::vector{row.number, row.step, row.part}; },
    .taken = [](const auto&, bool preview) { return std::string(preview ? "to_do" : "done"); },
    .unchanged = "order_row_done"};

class ImportRoutes {
  public:
    explicit ImportRoutes(HttpParts parts) : ids_(parts.office.ids), texts_(parts.texts) {}

    base::Result<http::Raw> Sample(Call&) {
        return http::Raw{std::string(kCsvType), ImportSample(), "order-steps-sample.csv"};
    }

    base::Result<OrderImportPreview> Preview(Call& call, const OrderUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        OrderImportPreview preview{
            imports::KeptFileName(params.file_name.value_or("")), table.recognized, table.columns, {}, {}};
        preview.counts.rows = static_cast<std::int64_t>(table.rows.size());
        for (const auto& [row, errors] : Previewed(call, table)) {
            preview.counts.Add(row.result);
            List(call, preview.groups, row, errors);
        }
        return preview;
    }

    // What was wrong with a file is read and corrected before anything is written.
    base::Result<http::Raw> PreviewReport(Call& call, const OrderUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        return ReportOf(call, table.recognized.separator, Previewed(call, table), {}, true);
    }

    base::Result<http::Raw> PreviewFailedRows(Call& call, const OrderUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        return FailedRowsOf(table.recognized.separator, table, Previewed(call, table));
    }

    base::Result<Reply<OrderImport>> Start(Call& call, const OrderUpload& params, const http::Raw& upload) {
        TRY(const auto table, Read(params, upload));
        const auto rows = static_cast<std::int64_t>(table.rows.size());
        const tasks::TaskId task = tasks::Enqueue(
            call, ids_,
            {.organization = call.organization(), .kind = kImportKind, .progress_total = rows, .covers_below = true});
        store::kImports.Insert(call.tx(), call.organization(), task,
                               imports::KeptFileName(params.file_name.value_or("")),
                               store::WithOrders(call.tx(), call.actor().visible, table), rows);
        const std::array organization{call.organization()};
        Reply<OrderImport> reply = View(call, store::kImports.Show(call.tx(), organization, task).value());
        reply.location = "/api/v1/order-imports/" + task.ToString();
        return reply;
    }

    base::Result<OrderImport> Get(Call& call, const OrderImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.order_import_id);
        if (!shown) return http::NotFound();
        return View(call, *shown);
    }

    // All rows, in the order of the groups.
    base::Result<http::Raw> Report(Call& call, const OrderImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.order_import_id);
        if (!shown) return http::NotFound();
        const auto rows = Imported(call, *shown);
        std::set<std::int64_t> handled;
        for (const auto& [row, errors] : rows) handled.insert(row.line);
        return ReportOf(call, shown->separator, rows, Left(call, *shown, handled), false);
    }

    // To be corrected and imported again.
    base::Result<http::Raw> FailedRows(Call& call, const OrderImportPath& path) {
        const auto shown = store::kImports.Show(call.tx(), call.actor().visible, path.order_import_id);
        if (!shown) return http::NotFound();
        const auto table = store::TableOf(store::kImports.Rows(call.tx(), shown->organization_id, shown->id)).table;
        return FailedRowsOf(shown->separator, table, Imported(call, *shown));
    }

  private:
    // What would become of the rows; writes nothing.
    std::vector<Outcome> Previewed(Call& call, const imports::Table& table) const {
        const auto first_lines = FirstLinesOf(table.rows, table.columns);
        auto known = store::KnownOrders(call.tx(), call.actor().visible, table);
        const auto rows = Arrange(table.rows, table.columns);
        std::vector<Outcome> outcomes;
        for (std::size_t at = 0, next = 0; at < rows.size(); at = next) {
            next = at + 1;
            while (next < rows.size() && IsOneStep(rows[at], rows[next], table.columns)) ++next;
            KnownOrder* order = known.Of(rows[at], table.columns);
            auto judged = Judge(std::span(rows).subspan(at, next - at), table.columns, first_lines, order);
            // What a later row finds.
            for (const auto& planned : judged.steps) Follow(*order, planned.step);
            const auto id = order == nullptr ? std::nullopt : std::optional(order->order.id);
            for (auto& row : judged.rows) {
                outcomes.push_back(
                    {{{row.line, row.result, {}}, row.number, row.step, row.part, id}, std::move(row.errors)});
            }
        }
        std::ranges::sort(outcomes, {}, [](const Outcome& one) { return one.row.line; });
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
                "order-import-report.csv"};
    }

    static http::Raw FailedRowsOf(imports::Separator separator, const imports::Table& table,
                                  std::span<const Outcome> outcomes) {
        return {std::string(kCsvType), imports::FailedRowsOf(separator, table, outcomes),
                "order-steps-failed-rows.csv"};
    }

    static base::Result<imports::Table> Read(const OrderUpload& params, const http::Raw& upload) {
        return imports::CheckName(ReadImport(upload.bytes), params.file_name.value_or(""), "order_import");
    }

    imports::Words WordsOf(const Call& call) const { return {texts_, call.language()}; }

    void List(const Call& call, OrderImportGroups& groups, const store::ImportResultRow& row,
              const std::vector<imports::Error>& errors) const {
        const auto add = [&](std::vector<ImportedOrderStep>& group) {
            if (group.size() >= kMostListed) return;
            group.push_back({row.line, row.number, row.step, row.part, row.order_id});
        };
        if (row.result == RowResult::kImported) add(groups.imported);
        if (row.result == RowResult::kExisting) add(groups.existing);
        if (row.result != RowResult::kInvalid || groups.invalid.size() >= kMostListed) return;
        for (auto& wrong : WordsOf(call).Invalid(row.line, errors)) {
            groups.invalid.push_back({std::move(wrong), row.number, row.step, row.part});
        }
    }

    std::vector<imports::LeftLines> Left(Call& call, const imports::Shown& shown,
                                         const std::set<std::int64_t>& handled) const {
        if (shown.state != tasks::State::kCancelled && shown.state != tasks::State::kFailed) return {};
        const auto table = store::TableOf(store::kImports.Rows(call.tx(), shown.organization_id, shown.id)).table;
        return WordsOf(call).Left(shown.state, table.rows, handled);
    }

    OrderImport View(Call& call, const imports::Shown& shown) const {
        OrderImport view{.id = shown.id,
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

void RegisterImports(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<ImportRoutes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/order-imports/sample",
                .id = "getOrderImportSample",
                .tag = "orders",
                .summary = "A file with the columns that an import of order steps takes",
                .allow = permissions::kFulfilOrders,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::Sample);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/order-imports/preview",
                .id = "previewOrderImport",
                .tag = "orders",
                .summary = "What an import of this file would do; changes nothing",
                .allow = permissions::kPreviewOrderSteps,
                .only_reads = true,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::Preview);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/order-imports/preview/report",
                .id = "exportOrderImportPreviewReport",
                .tag = "orders",
                .summary = "What would become of each row of this file, as CSV; changes nothing",
                .allow = permissions::kPreviewOrderSteps,
                .only_reads = true,
                .gives = http::media::kCsv,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::PreviewReport);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/order-imports/preview/failed-rows",
                .id = "exportOrderImportPreviewFailedRows",
                .tag = "orders",
                .summary = "The rows of this file that could not be imported, as a file to correct; changes nothing",
                .allow = permissions::kPreviewOrderSteps,
                .only_reads = true,
                .gives = http::media::kCsv,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::PreviewFailedRows);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/order-imports",
                .id = "startOrderImport",
                .tag = "orders",
                .summary = "Take the steps of orders of a file as a task",
                .allow = permissions::kFulfilOrders,
                .creates = true,
                .takes = http::media::kTables,
                .body_limit = kLargestImport},
               routes, &ImportRoutes::Start);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/order-imports/{order_import_id}",
                .id = "getOrderImport",
                .tag = "orders",
                .summary = "How far an import of order steps is, and what became of its rows",
                .allow = permissions::kFulfilOrders},
               routes, &ImportRoutes::Get);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/order-imports/{order_import_id}/report",
                .id = "exportOrderImportReport",
                .tag = "orders",
                .summary = "What became of each row of an import of order steps, as CSV",
                .allow = permissions::kFulfilOrders,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::Report);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/order-imports/{order_import_id}/failed-rows",
                .id = "exportOrderImportFailedRows",
                .tag = "orders",
                .summary = "The rows of an import of order steps that were not imported, as a file to correct",
                .allow = permissions::kFulfilOrders,
                .gives = http::media::kCsv},
               routes, &ImportRoutes::FailedRows);
}

}  // namespace orders
