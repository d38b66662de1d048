#pragma once

#include <optional>
#include <vector>

#include "server/orders/order_store.hpp"

// What the delivery contact is told (ASR-9): order created, shipped, on back order, back in stock
// and shipped, delivered.
namespace orders {

enum class MailKind { kCreated, kShipped, kOnBackOrder, kBackInStock, kDelivered, kCancelled };

// The mail that belongs to a step; none for a confirmation.
std::optional<MailKind> MailFor(Action action, bool was_on_back_order);

// Into the outbox of `tx`, to the order's contact; nothing when the contact has no e-mail address.
void EnqueueMail(pg::Transaction& tx, Office& office, MailKind kind, const store::Order& order,
                 const std::vector<store::Line>& lines, const store::Shipment* shipment,
                 base::Instant now);

}  // namespace orders
