#include "lib/base/json.hpp"
#include "server/meter_reads/import_store.hpp"
#include "server/meter_reads/routes.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

// Background work: meter reads from a file, so many rows a transaction (MTR-3).
namespace meter_reads {
namespace {

constexpr std::size_t kRowsAStep = 100;

struct ImportStep {
    tasks::Run& run;
    base::IdSource& ids;
    pg::Transaction& tx;
    const store::StoredTable& stored;
    const FirstLines& first_lines;
};

void TakeRows(const ImportStep& step, std::span<const imports::Row> rows) {
    const base::Instant now = step.run.Now();
    const auto& columns = step.stored.table.columns;
    const store::KnownPrinters known(step.tx, rows, columns, step.stored.printers, now, true);
    std::vector<store::ImportResultRow> results;
    std::map<base::OrganizationId, std::vector<PrinterId>> read;
    for (const auto& row : rows) {
        const auto printer = known.Of(row);
        const auto judged = Judge(row, columns, step.first_lines, printer, now);
        const auto* of = known.RowOf(row);
        const auto id = of == nullptr ? std::nullopt : std::optional(of->id);
        if (judged.result == imports::RowResult::kImported) {
            auto added = ReadOf(step.ids, *of, judged.meters, *printer.known, ReadAtIn(row, columns, now),
                                step.run.origin().name, now);
            added.source = store::Source::kFile;
            added.description = judged.description;
            store::InsertRead(step.tx, added);
            read[of->organization_id].push_back(of->id);
            step.run.Audit({.organization = of->organization_id,
                            .action = audit::action::kMeterReadSubmitted,
                            .object_type = "meter_read",
                            .object_id = added.id.value,
                            .after = Audited(added),
                            .object_name = of->serial_number});
        }
        results.push_back({{row.line, judged.result, imports::ErrorsToJson(judged.errors)}, judged.serial_number, id});
        step.run.Report(imports::ItemOf(row, judged.result, judged.serial_number,
                                        id.transform([](PrinterId one) { return one.value; }), judged.errors,
                                        "meter_row_there"));
    }
    for (const auto& [organization, printers] : read) {
        printers::AddHistory(step.tx, step.ids, organization, printers, "meter_read_submitted", {},
                             step.run.origin().name, now);
    }
    store::kImports.InsertResults(step.tx, step.run.organization(), step.run.id(), results);
}

base::Result<void> ImportReads(tasks::Run& run, base::IdSource& ids) {
    store::StoredTable stored;
    FirstLines first_lines;
    imports::RunInSteps(
        run, kRowsAStep,
        [&](pg::Transaction& tx) {
            stored = store::TableOf(store::kImports.Rows(tx, run.organization(), run.id()));
            first_lines = FirstLinesOf(stored.table.rows, stored.table.columns);
            return stored.table.rows;
        },
        [&](pg::Transaction& tx, std::span<const imports::Row> rows) {
            TakeRows({run, ids, tx, stored, first_lines}, rows);
        });
    return {};
}

}  // namespace

void RegisterImportTask(tasks::Registry& registry, base::IdSource& ids) {
    // The printers are those that whoever started it saw, of whatever organization.
    registry.Add(kImportKind, [&ids](tasks::Run& run) { return ImportReads(run, ids); }, {.system_scope = true});
}

}  // namespace meter_reads
