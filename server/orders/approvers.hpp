#pragma once

#include <vector>

#include "server/orders/order_store.hpp"

// Who is asked to approve an order (ORD-2).
namespace orders {

// People of the order's organization who may approve it, but not who ordered it. Where there is nobody else, the
// operator's people are asked, by the task "orders.ask_operator": `tx` does not see them.
void AskApprovers(pg::Transaction& tx, Office& office, const store::Order& order, const std::vector<store::Line>& lines,
                  base::Instant now);

void RegisterAskingOperator(tasks::Registry& registry, Office& office);

}  // namespace orders
