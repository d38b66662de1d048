#pragma once

#include <string>

#include "server/orders/order_store.hpp"

// One step in the life of an order, with all that belongs to it: state, shipment, lines, history, mail, the shelf.
namespace orders {

struct Step {
    Action action = Action::kConfirm;
    std::string actor;            // e-mail address of who does it
    std::string reason;           // of a back order or a cancellation
    std::string carrier;          // of a shipment
    std::string tracking_number;  // of a shipment; may be ""
};

// An entry of an order's history.
store::Event NewEvent(base::IdSource& ids, const store::Order& order, std::string action, std::string actor,
                      std::string note, base::Instant now);

// `order` was locked in `tx`. "order_state" when it cannot go there.
base::Result<store::Order> Advance(pg::Transaction& tx, Office& office, DeliveryListener& deliveries,
                                   store::Order order, const Step& step, base::Instant now);

}  // namespace orders
