#include <map>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/identity.hpp"
#include "server/orders/import_store.hpp"
#include "server/orders/order_mail.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

// Background work: steps of orders from a file, so many rows a transaction (ORD-3); and who is asked to approve an order.
namespace orders {
namespace {

constexpr const char* kAskKind = "orders.ask_operator";

struct AskInput {
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(AskInput, (), (order_id))

mail::Mail MailTo(const identity::User& person, const Office& office, const store::Order& order,
                  const std::vector<store::Line>& lines) {
    mail::Table table{.columns = {"quantity", "item", "part_number", "printer", "serial_number"}, .rows = {}};
    for (const auto& line : lines) {
        table.rows.push_back({i18n::FormatNumber(person.language, line.quantity),
                              ItemName(office.mailer.texts(), person.language, line), line.item_part_number,
                              line.printer_model, line.printer_serial_number});
    }
    const std::string acting =
        person.organization_id == order.organization_id ? "" : "?org=" + order.organization_id.ToString();
    return {.organization = person.organization_id,
            .template_name = "order_awaiting_approval",
            .language = person.language,
            .to = person.email,
            .to_name = person.first_name + " " + person.last_name,
            .args = {{"number", order.number},
                     {"name", person.first_name + " " + person.last_name},
                     {"by", order.ordered_by}},
            .table = std::move(table),
            .link = office.portal_url + "/supply-orders/" + order.id.ToString() + acting,
            .object_type = "supply_order",
            .object_id = order.id.value,
            .cause = "order_awaiting_approval " + order.id.ToString() + " " + person.id.ToString()};
}

// How many were asked.
std::size_t Ask(pg::Transaction& tx, Office& office, base::OrganizationId organization, const store::Order& order,
                const std::vector<store::Line>& lines, base::Instant now) {
    std::size_t asked = 0;
    const auto roles = organizations::permissions::kApproveOrders.roles.ToVector();
    for (const auto& person : identity::ListActive(tx, organization, roles)) {
        if (base::FoldCase(person.email) == base::FoldCase(order.ordered_by)) continue;
        ++asked;
        if (!person.mail_approvals) continue;  // they look for themselves (PRT-2)
        const auto queued = office.mailer.Enqueue(tx, now, MailTo(person, office, order, lines));
        if (!queued) base::log::Warn("orders.mail_refused order={} code={}", order.number, queued.error().code);
    }
    return asked;
}

constexpr std::size_t kRowsAStep = 100;

class ImportedSteps {
  public:
    ImportedSteps(tasks::Run& run, Office& office, DeliveryListener& deliveries, pg::Transaction& tx)
        : run_(run), office_(office), deliveries_(deliveries), tx_(tx) {}

    using Orders = std::map<std::int64_t, std::pair<base::OrganizationId, OrderId>>;  // by the line of the file

    void Do(std::span<const imports::Row> rows, const std::vector<std::string>& columns, const FirstLines& first_lines,
            const Orders& orders) {
        for (std::size_t at = 0, next = 0; at < rows.size(); at = next) {
            next = at + 1;
            while (next < rows.size() && IsOneStep(rows[at], rows[next], columns)) ++next;
            DoGroup(rows.subspan(at, next - at), columns, first_lines, orders.at(rows[at].line));
        }
        store::kImports.InsertResults(tx_, run_.organization(), run_.id(), results_);
    }

  private:
    // The rows of one step.
    void DoGroup(std::span<const imports::Row> rows, const std::vector<std::string>& columns,
                 const FirstLines& first_lines, const std::pair<base::OrganizationId, OrderId>& which) {
        const auto known = Lock(which);
        auto judged = Judge(rows, columns, first_lines, known ? &*known : nullptr);
        for (std::size_t step = 0; step < judged.steps.size(); ++step) {
            // The second parcel of a return finds the order as the first has left it.
            const auto order = step == 0 ? known->order : store::Lock(tx_, {&which.first, 1}, which.second).value();
            Take(order, judged.steps[step], judged.rows);
        }
        const auto id = known.transform([](const KnownOrder& one) { return one.order.id; });
        for (std::size_t at = 0; at < rows.size(); ++at) {
            JudgedRow& row = judged.rows[at];
            results_.push_back(
                {{row.line, row.result, imports::ErrorsToJson(row.errors)}, row.number, row.step, row.part, id});
            run_.Report(imports::ItemOf(rows[at], row.result, row.number,
                                        id.transform([](OrderId order) { return order.value; }), row.errors,
                                        "order_row_done"));
        }
    }

    std::optional<KnownOrder> Lock(const std::pair<base::OrganizationId, OrderId>& which) {
        const auto& [organization, id] = which;
        if (id.IsNil()) return std::nullopt;
        auto order = store::Lock(tx_, {&organization, 1}, id);
        if (!order) return std::nullopt;
        return store::KnownOf(tx_, std::move(*order));
    }

    void Take(const store::Order& order, PlannedStep& planned, std::vector<JudgedRow>& rows) {
        planned.step.actor = run_.origin().name;
        const auto& organization = order.organization_id;
        const auto before = store::Lines(tx_, {&organization, 1}, {order.id});
        const auto after = Advance(tx_, office_, deliveries_, order, planned.step, run_.Now());
        if (!after) {
            for (const std::size_t at : planned.rows) {
                rows[at].result = imports::RowResult::kInvalid;
                rows[at].errors.push_back({"step", rows[at].step, after.error().code, after.error().args});
            }
            return;
        }
        run_.Audit({.organization = organization,
                    .action = AuditedAs(planned.step.action, after->state),
                    .object_type = "supply_order",
                    .object_id = order.id.value,
                    .before = Audited(order, before),
                    .after = Audited(*after, store::Lines(tx_, {&organization, 1}, {order.id}))});
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
            return Arrange(std::move(stored.table.rows), columns);
        },
        [&](pg::Transaction& tx, std::span<const imports::Row> rows) {
            ImportedSteps(run, office, deliveries, tx).Do(rows, columns, first_lines, orders);
        },
        [&](const imports::Row& row, const imports::Row& next) { return IsOneStep(row, next, columns); });
    return {};
}

}  // namespace

void AskApprovers(pg::Transaction& tx, Office& office, const store::Order& order, const std::vector<store::Line>& lines,
                  base::Instant now) {
    if (Ask(tx, office, order.organization_id, order, lines, now) > 0) return;
    tasks::Enqueue(
        tx, office.ids, now,
        {.organization = order.organization_id, .kind = kAskKind, .input = base::json::ToValue(AskInput{order.id})});
}

void RegisterAskingOperator(tasks::Registry& registry, Office& office) {
    registry.Add(kAskKind,
                 [&office](tasks::Run& run) -> base::Result<void> {
                     TRY(const auto input, run.Input<AskInput>());
                     run.Step([&](pg::Transaction& tx) {
                         const auto organization = run.organization();
                         const auto order = store::Find(tx, {&organization, 1}, input.order_id);
                         const auto own = organizations::FindOperator(tx);
                         if (!own || !order || order->state != State::kAwaitingApproval) return;
                         Ask(tx, office, own->id, *order, store::Lines(tx, {&organization, 1}, {order->id}), run.Now());
                     });
                     return {};
                 },
                 {.system_scope = true});
}

void RegisterTasks(tasks::Registry& registry, Office& office, DeliveryListener& deliveries) {
    RegisterAskingOperator(registry, office);
    // The orders are those that whoever started it saw, of whatever organization.
    registry.Add(kImportKind, [&](tasks::Run& run) { return Import(run, office, deliveries); }, {.system_scope = true});
}

}  // namespace orders
