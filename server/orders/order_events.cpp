#include "server/orders/order_events.hpp"

#include <map>

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

// What a step is called to the outside.
webhooks::EventType EventOf(Action action, State state) {
    switch (action) {
        case Action::kConfirm:
            break;
        case Action::kApprove:
            return webhooks::event::kOrderApproved;
        case Action::kPack:
            return webhooks::event::kOrderPacked;
        case Action::kBackOrder:
            return webhooks::event::kOrderBackOrder;
        case Action::kReplaceItem:
            return webhooks::event::kOrderItemReplaced;
        case Action::kShip:
            return state == State::kPartlyShipped ? webhooks::event::kOrderPartlyShipped
                                                  : webhooks::event::kOrderShipped;
        case Action::kDeliver:
            return state == State::kDelivered ? webhooks::event::kOrderDelivered
                                              : webhooks::event::kOrderPartlyDelivered;
        case Action::kCancel:
        case Action::kReject:
            return state == State::kCancelled ? webhooks::event::kOrderCancelled : webhooks::event::kOrderLineCancelled;
        case Action::kReturn:
            return webhooks::event::kOrderReturned;
    }
    return webhooks::event::kOrderConfirmed;
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
    webhooks::Publish(tx, office.ids, order.organization_id, EventOf(action, order.state), told, now);
}

void TellRedirected(pg::Transaction& tx, Office& office, const store::Order& order,
                    const std::vector<store::Line>& lines, base::Instant now) {
    webhooks::Publish(tx, office.ids, order.organization_id, webhooks::event::kOrderRedirected, ToldOf(order, lines),
                      now);
}

void TellMoved(pg::Transaction& tx, Office& office, const store::Order& from, const std::vector<store::Line>& lines,
               const store::Order& to, base::Instant now) {
    Told told = ToldOf(from, lines);
    told["other"] =
        Told{{"order_id", to.id.ToString()}, {"number", to.number}, {"state", base::json::EnumName(to.state)}};
    webhooks::Publish(tx, office.ids, from.organization_id,
                      from.merged_into == to.id ? webhooks::event::kOrderMerged : webhooks::event::kOrderSplit, told,
                      now);
}

void TellContactChanged(pg::Transaction& tx, Office& office, const std::vector<store::Order>& orders,
                        const std::vector<store::Line>& lines, base::Instant now) {
    if (orders.empty()) return;
    std::map<OrderId, std::vector<store::Line>> by_order;
    for (const auto& line : lines) by_order[line.order_id].push_back(line);
    std::vector<Told> told;
    for (const auto& order : orders) told.push_back(ToldOf(order, by_order[order.id]));
    webhooks::PublishAll(tx, office.ids, orders.front().organization_id, webhooks::event::kOrderContactChanged, told,
                         now);
}

}  // namespace orders
