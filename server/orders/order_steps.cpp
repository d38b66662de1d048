#include "server/orders/order_steps.hpp"

#include <set>

#include "lib/base/try.hpp"
#include "server/orders/order_events.hpp"
#include "server/orders/order_mail.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

namespace orders {
namespace {

using base::json::ToValue;

store::Line ToRow(const NewLine& line, const store::Order& order, LineId id, std::int32_t position) {
    store::Line row;
    row.organization_id = order.organization_id;
    row.id = id;
    row.order_id = order.id;
    row.position = position;
    row.printer_id = line.printer_id;
    row.printer_serial_number = line.printer_serial_number;
    row.printer_model = line.printer_model;
    row.printer_location = line.printer_location;
    row.supply_slot = line.supply_slot;
    row.item_id = line.item.id;
    row.item_part_number = line.item.part_number;
    row.item_name = line.item.name;
    row.item_colorant = line.item.colorant;
    row.item_yield_pages = line.item.yield_pages;
    row.quantity = line.quantity;
    row.need = line.need;
    row.reason = ToValue(line.reason);
    return row;
}

// The lines of printers that have this contact, and keep it until the transaction ends.
std::vector<NewLine> LinesOf(pg::Transaction& tx, const NewOrder& order) {
    if (order.source != Source::kReplenishment) return order.lines;
    std::vector<printers::PrinterId> ids;
    for (const auto& line : order.lines) ids.push_back(line.printer_id);
    std::set<printers::PrinterId> here;
    for (const auto& [printer, contact] : printers::HoldDeliveryContacts(tx, order.organization, ids)) {
        if (contact == order.contact.id) here.insert(printer);
    }
    std::vector<NewLine> lines;
    for (const auto& line : order.lines) {
        if (here.contains(line.printer_id)) lines.push_back(line);
    }
    return lines;
}

}  // namespace

store::Event NewEvent(base::IdSource& ids, const store::Order& order, std::string action, std::string actor,
                      std::string note, base::Instant now) {
    store::Event event;
    event.organization_id = order.organization_id;
    event.order_id = order.id;
    event.id.value = ids.Next();
    event.at = now;
    event.action = std::move(action);
    event.actor = std::move(actor);
    event.note = std::move(note);
    return event;
}

std::optional<std::string> CreateOrder(pg::Transaction& tx, Office& office, const NewOrder& input, base::Instant now) {
    const auto wanted = LinesOf(tx, input);
    const auto contact = contacts::HoldContact(tx, {&input.organization, 1}, input.contact.id);
    if (wanted.empty() || !contact) return std::nullopt;
    store::Order order;
    order.organization_id = input.organization;
    order.id = office.ids.Make<OrderId>();
    order.number = store::NextNumber(tx);
    order.source = input.source;
    order.ordered_by = input.ordered_by;
    order.site_id = input.site_id;
    order.site_name = input.site_name;
    order.contact_id = contact->id;
    order.contact = ToValue(static_cast<const contacts::ContactInput&>(*contact));
    order.family_id = order.id;
    order.ordered_at = order.updated_at = now;
    store::InsertOrder(tx, order);

    std::vector<store::Line> lines;
    for (const NewLine& line : wanted) {
        auto row = ToRow(line, order, office.ids.Make<LineId>(), static_cast<std::int32_t>(lines.size()) + 1);
        if (store::InsertLine(tx, row)) lines.push_back(std::move(row));
    }
    if (lines.empty()) {
        store::DeleteOrder(tx, order.organization_id, order.id);
        return std::nullopt;
    }
    store::InsertEvent(tx, NewEvent(office.ids, order, "submitted", order.ordered_by, "", now));
    audit::RecordSystem(tx, now, "replenishment.organization",
                        {.organization = order.organization_id,
                         .action = audit::action::kSupplyOrderSubmitted,
                         .object_type = "supply_order",
                         .object_id = order.id.value,
                         .after = ToValue(order)});
    EnqueueMail(tx, office, MailKind::kCreated, order, lines, nullptr, now);
    TellCreated(tx, office, order, lines, now);
    return order.number;
}

base::Result<store::Order> Advance(pg::Transaction& tx, Office& office, DeliveryListener& deliveries,
                                   store::Order order, const Step& step, base::Instant now) {
    TRY(const auto next, Next(order.state, step.action));
    const bool was_on_back_order = order.state == State::kOnBackOrder;
    const auto lines = store::Lines(tx, {&order.organization_id, 1}, {order.id});
    order.state = next;
    order.state_reason = step.reason;
    order.version += 1;
    order.updated_at = now;

    std::optional<store::Shipment> shipment;
    if (step.action == Action::kShip) {
        shipment = store::Shipment{.organization_id = order.organization_id,
                                   .id = office.ids.Make<ShipmentId>(),
                                   .order_id = order.id,
                                   .carrier = step.carrier,
                                   .tracking_number = step.tracking_number,
                                   .shipped_at = now,
                                   .contact = order.contact};
        store::InsertShipment(tx, *shipment);
    }
    if (step.action == Action::kDeliver) {
        store::SetDelivered(tx, order.organization_id, order.id, now);
        for (const auto& line : lines) {
            deliveries.OnDelivered(tx, order.organization_id, line.printer_id, line.supply_slot, line.quantity,
                                   order.number, now);
        }
    }
    if (IsClosed(order.state)) store::CloseLines(tx, order.organization_id, order.id);
    store::UpdateOrder(tx, order);
    const std::string note = step.action == Action::kShip
                                 ? step.carrier + (step.tracking_number.empty() ? "" : " " + step.tracking_number)
                                 : step.reason;
    store::InsertEvent(
        tx, NewEvent(office.ids, order, std::string(base::json::EnumName(order.state)), step.actor, note, now));
    if (const auto mail = MailFor(step.action, was_on_back_order)) {
        EnqueueMail(tx, office, *mail, order, lines, shipment ? &*shipment : nullptr, now);
    }
    TellStep(tx, office, order, lines, shipment ? &*shipment : nullptr, now);
    return order;
}

}  // namespace orders
