#include "lib/base/json.hpp"
#include "server/catalog/audit_rules.hpp"
#include "server/catalog/catalog.hpp"
#include "server/catalog/catalog_store.hpp"
#include "server/catalog/import_store.hpp"
#include "server/catalog/model_store.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"

// Background work: counts fleets by model, an organization a transaction; imports items, so many rows a transaction.
namespace catalog {
namespace {

constexpr const char* kCountTask = "catalog.count_fleets";
constexpr std::size_t kRowsAStep = 200;

base::Result<void> CountFleets(tasks::Run& run) {
    std::vector<base::OrganizationId> changed;
    run.Step([&](pg::Transaction& tx) { changed = store::ListUncounted(tx); });
    for (const auto organization : changed) {
        run.Step([&](pg::Transaction& tx) { CountFleet(tx, organization, run.Now()); });
    }
    return {};
}

class ImportStep {
  public:
    ImportStep(tasks::Run& run, base::IdSource& ids, pg::Transaction& tx) : run_(run), ids_(ids), tx_(tx) {}

    void Do(std::span<const imports::Row> rows, const std::vector<std::string>& columns,
            const std::map<std::string, std::int64_t>& first_lines) {
        // Two imports, and whoever else changes the catalogue, see each other's items step by step.
        store::LockCatalog(tx_);
        prices_ = IsOperator(tx_, run_.organization());
        auto known = store::KnownFor(tx_, rows, columns);
        for (const auto& row : rows) Take(row, Judge(row, columns, first_lines, known), known);
        store::Write(tx_, items_, run_.Now());
        external::Replace(tx_, external::Kind::kCatalogItem, run_.organization(), named_);
        store::kImports.InsertResults(tx_, run_.organization(), run_.id(), results_);
    }

  private:
    void Take(const imports::Row& row, JudgedRow judged, KnownItems& known) {
        std::optional<ItemId> id;
        if (judged.result == imports::RowResult::kImported) {
            Keep(judged, known);
            id = judged.item.item.id;
        }
        results_.push_back({{row.line, judged.result, imports::ErrorsToJson(judged.errors)},
                            judged.part_number,
                            judged.name,
                            judged.created && id.has_value(),
                            ChangesOf(judged),
                            id});
        run_.Report(imports::ItemOf(row, judged.result, judged.part_number,
                                    id.transform([](ItemId item) { return item.value; }), judged.errors,
                                    "catalog_row_unchanged"));
    }

    void Keep(JudgedRow& judged, KnownItems& known) {
        auto& [item, ids] = judged.item;
        boost::json::value before;
        if (judged.created) {
            item.id = ids_.Make<ItemId>();
            item.created_at = run_.Now();
        } else {
            const KnownItem* was = known.ByPartNumber(judged.before_part_number);
            before = Shown(*was);
            if (was->ids != ids) named_.push_back({item.id.value, ids});
            ++item.version;
        }
        if (judged.created && !ids.empty()) named_.push_back({item.id.value, ids});
        item.updated_at = run_.Now();
        run_.Audit({.organization = run_.organization(),
                    .action = judged.created ? audit::action::kCatalogItemCreated : audit::action::kCatalogItemUpdated,
                    .object_type = "catalog_item",
                    .object_id = item.id.value,
                    .before = std::move(before),
                    .after = Shown(judged.item)});
        items_.push_back(item);
        known.Add(judged.item);
    }

    [[nodiscard]] boost::json::value Shown(const KnownItem& known) const {
        auto value = external::With(base::json::ToValue(known.item), known.ids);
        if (!prices_) HidePrice(value);
        return value;
    }

    tasks::Run& run_;
    base::IdSource& ids_;
    pg::Transaction& tx_;
    bool prices_ = false;
    std::vector<Item> items_;
    std::vector<external::OfThing> named_;
    std::vector<store::ImportResultRow> results_;
};

base::Result<void> Import(tasks::Run& run, base::IdSource& ids) {
    std::vector<std::string> columns;
    std::map<std::string, std::int64_t> first_lines;
    imports::RunInSteps(
        run, kRowsAStep,
        [&](pg::Transaction& tx) {
            auto table = store::TableOf(store::kImports.Rows(tx, run.organization(), run.id()));
            columns = std::move(table.columns);
            first_lines = FirstLines(table.rows, columns);
            return std::move(table.rows);
        },
        [&](pg::Transaction& tx, std::span<const imports::Row> rows) {
            ImportStep(run, ids, tx).Do(rows, columns, first_lines);
        });
    return {};
}

}  // namespace

void RegisterTasks(tasks::Registry& registry, base::IdSource& ids) {
    registry.Add(kCountTask, &CountFleets, {.system_scope = true});
    registry.Add(kImportKind, [&ids](tasks::Run& run) { return Import(run, ids); });
}

tasks::RecurringJob CountJob() {
    return {.kind = kCountTask, .every = std::chrono::minutes(1)};
}

}  // namespace catalog
