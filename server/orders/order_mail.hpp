#pragma once

#include <optional>
#include <vector>

#include "server/orders/order_store.hpp"

// What the delivery contact is told (ASR-9), in the contact's language: order created, shipped, on
// back order, back in stock and shipped, delivered, cancelled; and, when printers get another
// contact before it is shipped (CON-9), who gets it now and who does not get it any more.
namespace orders {

enum class MailKind {
    kCreated,
    kShipped,
    kOnBackOrder,
    kBackInStock,
    kDelivered,
    kCancelled,
    kRedirected,
    kAddressChanged,  // after it was packed
};

// The mail that belongs to a step; none for a confirmation.
std::optional<MailKind> MailFor(Action action, bool was_on_back_order);

struct MailFacts {
    std::int64_t remaining = 0;              // of a shipment: pieces that follow with another one
    std::optional<base::Day> expected_on{};  // of a back order
};

// Into the outbox of `tx`, to the order's contact, and of a cancellation to whoever ordered, too; nothing when the contact has no e-mail address.
void EnqueueMail(pg::Transaction& tx, Office& office, MailKind kind, const store::Order& order,
                 const std::vector<store::Line>& lines, const store::Shipment* shipment, base::Instant now,
                 const MailFacts& facts = {});

// To whom `from` went, as it was: `lines` go to `recipient` now, with the order `to`.
void EnqueueParted(pg::Transaction& tx, Office& office, const store::Order& from, const std::vector<store::Line>& lines,
                   const store::Order& to, const std::string& recipient, base::Instant now);

// What is ordered, in words of a language: a generic item that its printer did not name is "Toner,
// black".
std::string ItemName(const i18n::Catalogues& texts, const std::string& language, const store::Line& line);

}  // namespace orders
