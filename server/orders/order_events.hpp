#pragma once

#include <vector>

#include "server/orders/order_store.hpp"

namespace orders {

// Tells webhooks that an order was placed (docs/webhooks.md has what they say).
void TellCreated(pg::Transaction& tx, Office& office, const store::Order& order, const std::vector<store::Line>& lines,
                 base::Instant now);
// That a step was taken, with the lines and pieces that it was about and the shipment that left, arrived or came back.
void TellStep(pg::Transaction& tx, Office& office, Action action, const store::Order& order,
              const std::vector<store::Line>& lines, const store::Shipment* shipment, base::Instant now);

}  // namespace orders
