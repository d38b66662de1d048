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
// CON-9: that an order goes to another contact, with the lines that are still to be shipped.
void TellRedirected(pg::Transaction& tx, Office& office, const store::Order& order,
                    const std::vector<store::Line>& lines, base::Instant now);
// That `lines` went from one order into another one: it parted, or was merged and is over.
void TellMoved(pg::Transaction& tx, Office& office, const store::Order& from, const std::vector<store::Line>& lines,
               const store::Order& to, base::Instant now);
// That the contact of these orders of one organization was edited; `lines` are those that are still to be shipped.
void TellContactChanged(pg::Transaction& tx, Office& office, const std::vector<store::Order>& orders,
                        const std::vector<store::Line>& lines, base::Instant now);

}  // namespace orders
