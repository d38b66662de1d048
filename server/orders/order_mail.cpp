#include "server/orders/order_mail.hpp"

#include <spdlog/spdlog.h>

#include "server/platform/outbox/outbox.hpp"

namespace orders {
namespace {

const char* TemplateOf(MailKind kind) {
    switch (kind) {
        case MailKind::kCreated:
            return "order_created";
        case MailKind::kShipped:
            return "order_shipped";
        case MailKind::kOnBackOrder:
            return "order_on_back_order";
        case MailKind::kBackInStock:
            return "order_back_in_stock";
        case MailKind::kDelivered:
            return "order_delivered";
        case MailKind::kCancelled:
            return "order_cancelled";
    }
    return "order_created";
}

void Append(std::string& text, const std::string& part, const char* separator) {
    if (part.empty()) return;
    if (!text.empty()) text += separator;
    text += part;
}

// One line of text, empty parts left out.
std::string AddressLine(const contacts::ContactInput& contact) {
    const auto& address = contact.address;
    std::string name = contact.first_name;
    Append(name, contact.last_name, " ");
    std::string city = address.postal_code;
    Append(city, address.city, " ");
    std::string line;
    for (const std::string& part :
         {contact.company, name, address.street1, address.street2, address.street3,
          address.building, address.floor, address.room, city, address.state, address.country}) {
        Append(line, part, ", ");
    }
    return line;
}

outbox::Table TableOf(const std::vector<store::Line>& lines) {
    outbox::Table table{
        .columns = {"quantity", "item", "part_number", "printer", "serial_number", "location"}};
    for (const auto& line : lines) {
        table.rows.push_back({std::to_string(line.quantity), line.item_name,
                              line.item_part_number.empty() ? "-" : line.item_part_number,
                              line.printer_model, line.printer_serial_number,
                              line.printer_location.empty() ? "-" : line.printer_location});
    }
    return table;
}

}  // namespace

std::optional<MailKind> MailFor(Action action, bool was_on_back_order) {
    switch (action) {
        case Action::kConfirm:
            return std::nullopt;
        case Action::kBackOrder:
            return MailKind::kOnBackOrder;
        case Action::kShip:
            return was_on_back_order ? MailKind::kBackInStock : MailKind::kShipped;
        case Action::kDeliver:
            return MailKind::kDelivered;
        case Action::kCancel:
            return MailKind::kCancelled;
    }
    return std::nullopt;
}

void EnqueueMail(pg::Transaction& tx, Office& office, MailKind kind, const store::Order& order,
                 const std::vector<store::Line>& lines, const store::Shipment* shipment,
                 base::Instant now) {
    const auto contact = base::json::Bind<contacts::ContactInput>(order.contact);
    if (!contact || contact->email.empty()) {
        spdlog::info("orders.mail_skipped order={} reason=contact_without_email", order.number);
        return;
    }
    outbox::Mail mail{.organization = order.organization_id,
                      .template_name = TemplateOf(kind),
                      .language = office.mail_language,
                      .to = contact->email,
                      .to_name = contact->first_name + " " + contact->last_name};
    mail.args = {{"number", order.number},
                 {"name", mail.to_name},
                 {"address", AddressLine(*contact)},
                 {"reason", order.state_reason},
                 {"carrier", shipment != nullptr ? shipment->carrier : ""},
                 {"tracking_number", shipment != nullptr && !shipment->tracking_number.empty()
                                         ? shipment->tracking_number
                                         : std::string("-")}};
    mail.table = TableOf(lines);
    mail.link = office.portal_url + "/supply-orders/" + order.id.ToString();
    mail.object_type = "supply_order";
    mail.object_id = order.id.value;
    if (const auto queued = office.outbox.Enqueue(tx, now, mail); !queued) {
        spdlog::warn("orders.mail_refused order={} code={}", order.number, queued.error().code);
    }
}

}  // namespace orders
