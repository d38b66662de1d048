#pragma once

#include <span>
#include <string>

#include "server/orders/order_store.hpp"

// One step in the life of an order, with all that belongs to it: state, shipment, lines, history, mail, the shelf.
namespace orders {

// Pieces of a line.
struct Part {
    LineId line_id;
    std::int32_t quantity = 1;
};
BOOST_DESCRIBE_STRUCT(Part, (), (line_id, quantity))

struct Step {
    Action action = Action::kConfirm;
    std::string actor;                       // e-mail address of who does it
    std::string reason{};                    // of a back order, a cancellation, a rejection or a return
    std::string carrier{};                   // of a shipment
    std::string tracking_number{};           // of a shipment; may be ""
    std::vector<Part> parts{};               // what it is done with; empty: all that it can be done with
    std::optional<base::Day> expected_on{};  // of a back order
    std::optional<ShipmentId> shipment{};    // that arrives or comes back; absent: all that are under way
    std::optional<catalog::Item> item{};     // that takes the place of the one of `parts`
};

// An entry of an order's history.
store::Event NewEvent(base::IdSource& ids, const store::Order& order, std::string action, std::string actor,
                      std::string note, base::Instant now);

// An order as the audit log keeps it: with its lines.
boost::json::value Audited(const store::Order& order, const std::vector<store::Line>& lines);

// What the audit log calls a step, from the state that the order has after it.
const char* AuditedAs(Action action, State state);

// Stores an order as CreateOrder does; whoever asks for it writes the audit log.
struct Placed {
    store::Order order;
    std::vector<store::Line> lines;
};
std::optional<Placed> PlaceOrder(pg::Transaction& tx, Office& office, const NewOrder& order, base::Instant now);

// Whether these pieces name something that can be picked, or "order_item_generic": the service desk replaces a generic
// item before it is packed or shipped (ORD-2). What replenishment orders by the words of the printer ("Black Cartridge 59")
// is named by them; a mere kind of supply ("toner") is not. Pure.
base::Result<void> CheckNamed(const store::Order& order, std::span<const store::Line> lines);

// `order` was locked in `tx`. Refused as a whole: "order_state" when it cannot go there; "invalid_fields" with
// "line_unknown" or "line_twice" at /lines/<place>/line_id; "order_line_left" when fewer pieces are there than were
// named, so that nothing of a cancelled line is shipped; "shipment_unknown", "shipment_delivered", "order_item_generic".
base::Result<store::Order> Advance(pg::Transaction& tx, Office& office, DeliveryListener& deliveries,
                                   store::Order order, const Step& step, base::Instant now);

}  // namespace orders
