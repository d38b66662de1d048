#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/identity.hpp"
#include "server/orders/order_mail.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

namespace orders {
namespace {

constexpr const char* kKind = "orders.ask_operator";

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

}  // namespace

void AskApprovers(pg::Transaction& tx, Office& office, const store::Order& order, const std::vector<store::Line>& lines,
                  base::Instant now) {
    if (Ask(tx, office, order.organization_id, order, lines, now) > 0) return;
    tasks::Enqueue(
        tx, office.ids, now,
        {.organization = order.organization_id, .kind = kKind, .input = base::json::ToValue(AskInput{order.id})});
}

void RegisterAskingOperator(tasks::Registry& registry, Office& office) {
    registry.Add(kKind,
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

}  // namespace orders
