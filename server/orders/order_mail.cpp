#include "server/orders/order_mail.hpp"

#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/supply_notices/supply_notices.hpp"

namespace orders {
namespace {

using supply_notices::Kind;

Kind NoticeOf(MailKind kind) {
    switch (kind) {
        case MailKind::kCreated:
            return Kind::kOrderCreated;
        case MailKind::kShipped:
            return Kind::kOrderShipped;
        case MailKind::kOnBackOrder:
            return Kind::kOrderOnBackOrder;
        case MailKind::kBackInStock:
            return Kind::kOrderBackInStock;
        case MailKind::kDelivered:
            return Kind::kOrderDelivered;
        case MailKind::kCancelled:
            return Kind::kOrderCancelled;
        case MailKind::kRedirected:
            return Kind::kOrderRedirected;
        case MailKind::kAddressChanged:
            return Kind::kOrderAddressChanged;
    }
    return Kind::kOrderCreated;
}

supply_notices::Post PostOf(Office& office) {
    return {office.mailer, office.portal_url, office.mail_language};
}

// To the order's contact; nullopt where its row has none that can be read.
std::optional<supply_notices::Notice> NewNotice(pg::Transaction& tx, Office& office, Kind kind,
                                                const store::Order& order, const std::vector<store::Line>& lines) {
    const auto contact = base::json::Bind<contacts::ContactInput>(order.contact);
    if (!contact) return std::nullopt;
    supply_notices::Notice notice{.kind = kind, .organization = order.organization_id};
    notice.to = supply_notices::RecipientOf(tx, PostOf(office), order.organization_id, *contact);
    notice.occasion = std::to_string(order.version);
    notice.order = supply_notices::Order{
        .id = order.id.value, .number = order.number, .ship_to = *contact, .reason = order.state_reason};
    for (const auto& line : lines) {
        notice.items.push_back({.quantity = line.quantity,
                                .name = ItemName(office.mailer.texts(), notice.to.language, line),
                                .part_number = line.item_part_number,
                                .printer_model = line.printer_model,
                                .printer_serial_number = line.printer_serial_number,
                                .printer_location = line.printer_location});
    }
    return notice;
}

}  // namespace

std::optional<MailKind> MailFor(Action action, bool was_on_back_order) {
    switch (action) {
        case Action::kConfirm:
        case Action::kPack:
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
                 const std::vector<store::Line>& lines, const store::Shipment* shipment, base::Instant now,
                 const MailFacts& facts) {
    auto notice = NewNotice(tx, office, NoticeOf(kind), order, lines);
    if (!notice) return;
    notice->order->remaining = facts.remaining;
    notice->order->expected = facts.expected_on;
    if (kind == MailKind::kAddressChanged && order.packed_for) {
        if (auto former = base::json::Bind<contacts::ContactInput>(*order.packed_for)) {
            notice->order->former_address = std::move(*former);
        }
    }
    if (shipment != nullptr) {
        notice->order->carrier = shipment->carrier;
        notice->order->tracking_number = shipment->tracking_number;
    }
    supply_notices::Enqueue(tx, PostOf(office), *notice, now);
    // A key has a name, a person an address.
    if (kind != MailKind::kCancelled || !order.ordered_by.contains('@')) return;
    if (base::FoldCase(order.ordered_by) == base::FoldCase(notice->to.email)) return;
    notice->to.email = notice->to.name = order.ordered_by;
    supply_notices::Enqueue(tx, PostOf(office), *notice, now);
}

void EnqueueParted(pg::Transaction& tx, Office& office, const store::Order& from, const std::vector<store::Line>& lines,
                   const store::Order& to, const std::string& recipient, base::Instant now) {
    auto notice = NewNotice(tx, office, Kind::kOrderParted, from, lines);
    if (!notice) return;
    // Two contacts of one person: the other mail says it.
    const auto other = base::json::Bind<contacts::ContactInput>(to.contact);
    if (other && base::FoldCase(other->email) == base::FoldCase(notice->to.email)) return;
    notice->order->goes_to = recipient;
    if (to.number != from.number) notice->order->goes_with = to.number;
    supply_notices::Enqueue(tx, PostOf(office), *notice, now);
}

std::string ItemName(const i18n::Catalogues& texts, const std::string& language, const store::Line& line) {
    const std::string type = "items.type." + line.item_name;
    if (line.item_id || !texts.Has("en", type)) return line.item_name;
    const std::string name = texts.Format(language, type);
    const std::string colorant = "items.colorant." + base::ToLowerAscii(line.item_colorant);
    return texts.Has("en", colorant) ? name + ", " + texts.Format(language, colorant) : name;
}

}  // namespace orders
