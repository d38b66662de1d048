#include "server/orders/order_mail.hpp"

#include <algorithm>

#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/mail/mail.hpp"

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
        case MailKind::kRedirected:
            return "order_redirected";
    }
    return "order_created";
}

void Append(std::string& text, const std::string& part, const char* separator) {
    if (part.empty()) return;
    if (!text.empty()) text += separator;
    text += part;
}

// One line of text, empty parts left out.
std::string AddressLine(const contacts::ContactInput& contact, const std::string& language) {
    const auto& address = contact.address;
    std::string name = contact.first_name;
    Append(name, contact.last_name, " ");
    std::string city = address.postal_code;
    Append(city, address.city, " ");
    std::string line;
    for (const std::string& part : {contact.company, name, address.street1, address.street2, address.street3,
                                    address.building, address.floor, address.room, city, address.state,
                                    address.country.empty() ? "" : i18n::CountryName(language, address.country)}) {
        Append(line, part, ", ");
    }
    return line;
}

// A column that says nothing about any line is left out.
mail::Table TableOf(const i18n::Catalogues& texts, const std::string& language, const std::vector<store::Line>& lines) {
    mail::Table table;
    std::vector<std::vector<std::string>> columns;
    const auto add = [&](const char* name, auto cell_of) {
        std::vector<std::string> cells;
        for (const auto& line : lines) cells.push_back(cell_of(line));
        if (std::ranges::all_of(cells, &std::string::empty)) return;
        table.columns.emplace_back(name);
        columns.push_back(std::move(cells));
    };
    add("quantity", [&](const auto& line) { return i18n::FormatNumber(language, line.quantity); });
    add("item", [&](const auto& line) { return ItemName(texts, language, line); });
    add("part_number", [](const auto& line) { return line.item_part_number; });
    add("printer", [](const auto& line) { return line.printer_model; });
    add("serial_number", [](const auto& line) { return line.printer_serial_number; });
    add("location", [](const auto& line) { return line.printer_location; });
    for (std::size_t row = 0; row < lines.size(); ++row) {
        std::vector<std::string> cells;
        for (const auto& column : columns) cells.push_back(column[row]);
        table.rows.push_back(std::move(cells));
    }
    return table;
}

// Reads as a sentence with `select` in the catalogues: an empty value never stands in one.
std::string YesNo(bool yes) {
    return yes ? "yes" : "no";
}

// A mail about an order to its recipient, in the recipient's language; nullopt where there is no
// address.
std::optional<mail::Mail> NewMail(pg::Transaction& tx, const Office& office, const char* template_name,
                                  const store::Order& order, const std::vector<store::Line>& lines) {
    const auto contact = base::json::Bind<contacts::ContactInput>(order.contact);
    if (!contact || contact->email.empty()) {
        base::log::Info("orders.mail_skipped order={} reason=contact_without_email", order.number);
        return std::nullopt;
    }
    mail::Mail mail{.organization = order.organization_id,
                    .template_name = template_name,
                    .to = contact->email,
                    .to_name = contacts::NameOf(*contact)};
    mail.language = contact->language
                        ? *contact->language
                        : organizations::LanguageOf(tx, order.organization_id).value_or(office.mail_language);
    mail.args = {{"number", order.number},
                 {"name", mail.to_name},
                 {"address", AddressLine(*contact, mail.language)},
                 {"reason", order.state_reason}};
    mail.table = TableOf(office.mailer.texts(), mail.language, lines);
    mail.link = office.portal_url + "/supply-orders/" + order.id.ToString();
    mail.object_type = "supply_order";
    mail.object_id = order.id.value;
    return mail;
}

void Send(pg::Transaction& tx, Office& office, const mail::Mail& mail, const store::Order& order, base::Instant now) {
    if (const auto queued = office.mailer.Enqueue(tx, now, mail); !queued) {
        base::log::Warn("orders.mail_refused order={} code={}", order.number, queued.error().code);
    }
}

}  // namespace

std::optional<MailKind> MailFor(Action action, bool was_on_back_order) {
    switch (action) {
        case Action::kConfirm:
        case Action::kReturn:
        case Action::kReplaceItem:
            return std::nullopt;
        case Action::kApprove:
            return MailKind::kCreated;
        case Action::kBackOrder:
            return MailKind::kOnBackOrder;
        case Action::kShip:
            return was_on_back_order ? MailKind::kBackInStock : MailKind::kShipped;
        case Action::kDeliver:
            return MailKind::kDelivered;
        case Action::kCancel:
        case Action::kReject:
            return MailKind::kCancelled;
    }
    return std::nullopt;
}

void EnqueueMail(pg::Transaction& tx, Office& office, MailKind kind, const store::Order& order,
                 const std::vector<store::Line>& lines, const store::Shipment* shipment, base::Instant now) {
    auto mail = NewMail(tx, office, TemplateOf(kind), order, lines);
    if (!mail) return;
    mail->args["carrier"] = shipment != nullptr ? shipment->carrier : "";
    mail->args["tracking_number"] = shipment != nullptr ? shipment->tracking_number : "";
    mail->args["tracked"] = YesNo(shipment != nullptr && !shipment->tracking_number.empty());
    Send(tx, office, *mail, order, now);
}

void EnqueueParted(pg::Transaction& tx, Office& office, const store::Order& from, const std::vector<store::Line>& lines,
                   const store::Order& to, const std::string& recipient, base::Instant now) {
    auto mail = NewMail(tx, office, "order_parted", from, lines);
    if (!mail) return;
    // Two contacts of one person: the other mail says it.
    const auto other = base::json::Bind<contacts::ContactInput>(to.contact);
    if (other && base::FoldCase(other->email) == base::FoldCase(mail->to)) return;
    mail->args["recipient"] = recipient;
    mail->args["other"] = to.number;
    mail->args["parted"] = YesNo(to.number != from.number);
    Send(tx, office, *mail, from, now);
}

std::string ItemName(const i18n::Catalogues& texts, const std::string& language, const store::Line& line) {
    const std::string type = "items.type." + line.item_name;
    if (line.item_id || !texts.Has("en", type)) return line.item_name;
    std::string name = texts.Format(language, type);
    const std::string colorant = "items.colorant." + base::ToLowerAscii(line.item_colorant);
    if (texts.Has("en", colorant)) Append(name, texts.Format(language, colorant), ", ");
    return name;
}

}  // namespace orders
