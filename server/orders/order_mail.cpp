#include "server/orders/order_mail.hpp"

#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/i18n/i18n.hpp"

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
        case MailKind::kReturned:
            return Kind::kOrderReturned;
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

// The lines in the words of a language.
std::vector<supply_notices::Item> ItemsOf(Office& office, const std::string& language,
                                          const std::vector<store::Line>& lines) {
    std::vector<supply_notices::Item> items;
    for (const auto& line : lines) {
        items.push_back({.quantity = line.quantity,
                         .name = ItemName(office.mailer.texts(), language, line),
                         .part_number = line.item_part_number,
                         .printer_model = line.printer_model,
                         .printer_serial_number = line.printer_serial_number,
                         .printer_location = line.printer_location});
    }
    return items;
}

// Whoever ordered, by the name and in the language of their account (PRT-4) where it is seen from here: people of the
// customer, or the operator's. A key has a name and no address: nullopt.
std::optional<supply_notices::Recipient> OrdererOf(pg::Transaction& tx, const store::Order& order,
                                                   const supply_notices::Recipient& contact) {
    if (!order.ordered_by.contains('@')) return std::nullopt;
    const std::string email = base::FoldCase(order.ordered_by);
    std::vector<base::OrganizationId> homes{order.organization_id};
    if (const auto own = organizations::FindOperator(tx)) homes.push_back(own->id);
    for (const auto home : homes) {
        for (const auto& person : identity::ListActive(tx, home, organizations::AllRoles())) {
            if (base::FoldCase(person.email) != email) continue;
            return supply_notices::Recipient{.email = order.ordered_by,
                                             .name = person.first_name + " " + person.last_name,
                                             .language = person.language};
        }
    }
    return supply_notices::Recipient{.email = order.ordered_by, .name = order.ordered_by, .language = contact.language};
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
    notice.items = ItemsOf(office, notice.to.language, lines);
    return notice;
}

}  // namespace

std::optional<MailKind> MailFor(Action action, bool was_on_back_order) {
    switch (action) {
        case Action::kConfirm:
        case Action::kPack:
        case Action::kReplaceItem:
            return std::nullopt;
        case Action::kReturn:
            return MailKind::kReturned;
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

MailFacts FactsOf(Action action, std::span<const Pieces> after, std::int64_t group, std::int64_t of_step) {
    using supply_notices::Extent;
    std::int64_t all = 0;
    std::int64_t to_come = 0;
    std::int64_t kept = 0;  // shipped and not come back
    for (const Pieces& line : after) {
        all += line.quantity - line.cancelled;
        to_come += line.InTransit();
        kept += line.shipped - line.refused - line.returned;
    }
    MailFacts facts;
    switch (action) {
        case Action::kCancel:
        case Action::kReject:
            all += of_step;  // those that it has cancelled
            facts.remaining = to_come;
            break;
        case Action::kShip:
            // What an earlier parcel holds was told with it.
            for (const Pieces& line : after) facts.remaining += line.ToShip();
            break;
        case Action::kBackOrder:
            facts.remaining = to_come - of_step;
            break;
        case Action::kReturn:
            facts.remaining = to_come;
            // Whoever keeps some of it has not lost the rest.
            if (group < all) facts.extent = kept > 0 || to_come > 0 ? Extent::kPart : Extent::kRest;
            return facts;
        default:
            facts.remaining = to_come;
            break;
    }
    if (group < all) facts.extent = facts.remaining > 0 || group < of_step ? Extent::kPart : Extent::kRest;
    return facts;
}

void EnqueueMail(pg::Transaction& tx, Office& office, MailKind kind, const store::Order& order,
                 const std::vector<store::Line>& lines, const store::Shipment* shipment, base::Instant now,
                 const MailFacts& facts) {
    auto notice = NewNotice(tx, office, NoticeOf(kind), order, lines);
    if (!notice) return;
    notice->order->extent = facts.extent;
    notice->order->remaining = facts.remaining;
    notice->order->expected = facts.expected_on;
    notice->order->had_arrived = facts.had_arrived;
    notice->order->ordered_again = order.source == Source::kReplenishment;
    if (kind == MailKind::kAddressChanged && order.packed_for) {
        if (auto former = base::json::Bind<contacts::ContactInput>(*order.packed_for)) {
            notice->order->former_address = std::move(*former);
        }
    }
    if (shipment != nullptr) {
        // Parcels that arrive together are told one by one where they went to several addresses.
        notice->occasion += " " + shipment->id.ToString();
        notice->order->carrier = shipment->carrier;
        notice->order->tracking_number = shipment->tracking_number;
    }
    const bool told = !facts.waited && order.state != State::kAwaitingApproval;
    if (told) supply_notices::Enqueue(tx, PostOf(office), *notice, now);
    if (kind != MailKind::kCancelled && kind != MailKind::kReturned) return;
    if (told && base::FoldCase(order.ordered_by) == base::FoldCase(notice->to.email)) return;
    auto orderer = OrdererOf(tx, order, notice->to);
    if (!orderer) return;
    notice->to = std::move(*orderer);
    notice->items = ItemsOf(office, notice->to.language, lines);
    supply_notices::Enqueue(tx, PostOf(office), *notice, now);
}

void EnqueueParted(pg::Transaction& tx, Office& office, const store::Order& from, const std::vector<store::Line>& lines,
                   const store::Order& to, const std::string& recipient, base::Instant now) {
    if (from.state == State::kAwaitingApproval) return;
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
