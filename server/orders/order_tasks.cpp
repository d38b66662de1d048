#include <map>

#include "lib/base/json.hpp"
#include "server/orders/approvers.hpp"
#include "server/orders/import_store.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

// Background work: steps of orders from a file, so many rows a transaction (ORD-3).
namespace orders {
namespace {

constexpr std::size_t kRowsAStep = 100;

const char* AuditedStep(Action action) {
    switch (action) {
        case Action::kConfirm:
            return audit::action::kSupplyOrderConfirmed;
        case Action::kBackOrder:
            return audit::action::kSupplyOrderOnBackOrder;
        case Action::kDeliver:
            return audit::action::kSupplyOrderDelivered;
        case Action::kCancel:
            return audit::action::kSupplyOrderCancelled;
        default:
            return audit::action::kSupplyOrderShipped;
    }
}

class ImportedSteps {
  public:
    ImportedSteps(tasks::Run& run, Office& office, DeliveryListener& deliveries, pg::Transaction& tx)
        : run_(run), office_(office), deliveries_(deliveries), tx_(tx) {}

    using Orders = std::map<std::int64_t, std::pair<base::OrganizationId, OrderId>>;  // by the line of the file

    void Do(std::span<const imports::Row> rows, const std::vector<std::string>& columns, const FirstLines& first_lines,
            const Orders& orders) {
        for (const auto& row : rows) {
            auto known = Lock(orders.at(row.line));
            auto judged = Judge(row, columns, first_lines, known ? &*known : nullptr);
            if (judged.result == imports::RowResult::kImported) Take(*known, judged);
            const auto id = known.transform([](const KnownOrder& one) { return one.order.id; });
            results_.push_back(
                {{row.line, judged.result, imports::ErrorsToJson(judged.errors)}, judged.number, judged.step, id});
            run_.Report(imports::ItemOf(row, judged.result, judged.number,
                                        id.transform([](OrderId order) { return order.value; }), judged.errors,
                                        "order_row_done"));
        }
        store::kImports.InsertResults(tx_, run_.organization(), run_.id(), results_);
    }

  private:
    std::optional<KnownOrder> Lock(const std::pair<base::OrganizationId, OrderId>& which) {
        const auto& [organization, id] = which;
        if (id.IsNil()) return std::nullopt;
        auto order = store::Lock(tx_, {&organization, 1}, id);
        if (!order) return std::nullopt;
        return KnownOrder{std::move(*order), store::Shipments(tx_, {&organization, 1}, {id})};
    }

    void Take(const KnownOrder& known, JudgedStep& judged) {
        judged.wanted.actor = run_.origin().name;
        const auto& organization = known.order.organization_id;
        const auto before = store::Lines(tx_, {&organization, 1}, {known.order.id});
        const auto after = Advance(tx_, office_, deliveries_, known.order, judged.wanted, run_.Now());
        if (!after) {
            judged.result = imports::RowResult::kInvalid;
            judged.errors.push_back({"step", judged.step, after.error().code, after.error().args});
            return;
        }
        run_.Audit({.organization = organization,
                    .action = AuditedStep(judged.wanted.action),
                    .object_type = "supply_order",
                    .object_id = known.order.id.value,
                    .before = Audited(known.order, before),
                    .after = Audited(*after, store::Lines(tx_, {&organization, 1}, {known.order.id}))});
    }

    tasks::Run& run_;
    Office& office_;
    DeliveryListener& deliveries_;
    pg::Transaction& tx_;
    std::vector<store::ImportResultRow> results_;
};

base::Result<void> Import(tasks::Run& run, Office& office, DeliveryListener& deliveries) {
    std::vector<std::string> columns;
    FirstLines first_lines;
    ImportedSteps::Orders orders;
    imports::RunInSteps(
        run, kRowsAStep,
        [&](pg::Transaction& tx) {
            auto stored = store::TableOf(store::kImports.Rows(tx, run.organization(), run.id()));
            columns = std::move(stored.table.columns);
            first_lines = FirstLinesOf(stored.table.rows, columns);
            for (std::size_t at = 0; at < stored.orders.size(); ++at) {
                orders[stored.table.rows[at].line] = stored.orders[at];
            }
            return std::move(stored.table.rows);
        },
        [&](pg::Transaction& tx, std::span<const imports::Row> rows) {
            ImportedSteps(run, office, deliveries, tx).Do(rows, columns, first_lines, orders);
        });
    return {};
}

}  // namespace

void RegisterTasks(tasks::Registry& registry, Office& office, DeliveryListener& deliveries) {
    RegisterAskingOperator(registry, office);
    // The orders are those that whoever started it saw, of whatever organization.
    registry.Add(kImportKind, [&](tasks::Run& run) { return Import(run, office, deliveries); }, {.system_scope = true});
}

}  // namespace orders
