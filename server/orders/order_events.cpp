#include "server/orders/order_events.hpp"

#include "lib/base/json.hpp"
#include "server/webhooks/webhooks.hpp"

namespace orders {
namespace {

using Told = boost::json::object;

Told ToldOf(const store::Order& order, const std::vector<store::Line>& lines) {
    boost::json::array items;
    for (const auto& line : lines) {
        items.push_back(Told{{"printer_id", line.printer_id.ToString()},
                             {"printer_serial_number", line.printer_serial_number},
                             {"printer_model", line.printer_model},
                             {"part_number", line.item_part_number},
                             {"item", line.item_name},
                             {"colorant", line.item_colorant},
                             {"quantity", line.quantity}});
    }
    return {{"order_id", order.id.ToString()},
            {"number", order.number},
            {"state", base::json::EnumName(order.state)},
            {"source", base::json::EnumName(order.source)},
            {"reason", order.state_reason},
            {"site", order.site_name},
            {"ordered_at", base::FormatRfc3339(order.ordered_at)},
            {"lines", std::move(items)}};
}

// What a step is called to the outside; nullopt: nothing that anybody waits for.
std::optional<webhooks::EventType> EventOf(Action action, State state) {
    switch (action) {
        case Action::kConfirm:
            return webhooks::event::kOrderConfirmed;
        case Action::kBackOrder:
            return webhooks::event::kOrderBackOrder;
        case Action::kShip:
            return state == State::kPartlyShipped ? webhooks::event::kOrderPartlyShipped
                                                  : webhooks::event::kOrderShipped;
        case Action::kDeliver:
            return state == State::kDelivered ? std::optional(webhooks::event::kOrderDelivered) : std::nullopt;
        case Action::kCancel:
        case Action::kReject:
            return state == State::kCancelled ? std::optional(webhooks::event::kOrderCancelled) : std::nullopt;
        case Action::kReturn:
            return webhooks::event::kOrderReturned;
        case Action::kApprove:
        case Action::kPack:
        case Action::kReplaceItem:
            return std::nullopt;
    }
    return std::nullopt;
}

void AddShipment(Told& told, const store::Shipment& shipment) {
    told["shipment"] = Told{{"shipment_id", shipment.id.ToString()},
                            {"carrier", shipment.carrier},
                            {"tracking_number", shipment.tracking_number},
                            {"shipped_at", base::FormatRfc3339(shipment.shipped_at)}};
}

}  // namespace

void TellCreated(pg::Transaction& tx, Office& office, const store::Order& order, const std::vector<store::Line>& lines,
                 base::Instant now) {
    const auto told = ToldOf(order, lines);
    webhooks::Publish(tx, office.ids, order.organization_id, webhooks::event::kOrderCreated, told, now);
    if (order.state != State::kAwaitingApproval) return;
    webhooks::Publish(tx, office.ids, order.organization_id, webhooks::event::kOrderAwaitingApproval, told, now);
}

void TellStep(pg::Transaction& tx, Office& office, Action action, const store::Order& order,
              const std::vector<store::Line>& lines, const store::Shipment* shipment, base::Instant now) {
    Told told = ToldOf(order, lines);
    if (shipment != nullptr) AddShipment(told, *shipment);
    if (action == Action::kShip) {
        webhooks::Publish(tx, office.ids, order.organization_id, webhooks::event::kShipmentCreated, told, now);
    }
    if (const auto event = EventOf(action, order.state)) {
        webhooks::Publish(tx, office.ids, order.organization_id, *event, told, now);
    }
}

}  // namespace orders
