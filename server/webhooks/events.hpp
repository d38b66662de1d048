#pragma once

#include <array>
#include <string_view>

// Everything that webhooks can tell, in the order of the names: `<object>.<what happened>`, kept for ever. What each says
// is `webhooks.events.<name with _ for .>` in the catalogues; docs/webhooks.md has the same list (held by a test).
namespace webhooks {

// A name that Publish() takes; only the ones below exist.
struct EventType {
    std::string_view name;
    bool operator==(const EventType&) const = default;
};

namespace event {

inline constexpr EventType kOrderApproved{"order.approved"};
inline constexpr EventType kOrderAwaitingApproval{"order.awaiting_approval"};
inline constexpr EventType kOrderBackOrder{"order.back_order"};
inline constexpr EventType kOrderCancelled{"order.cancelled"};
inline constexpr EventType kOrderConfirmed{"order.confirmed"};
inline constexpr EventType kOrderContactChanged{"order.contact_changed"};
inline constexpr EventType kOrderCreated{"order.created"};
inline constexpr EventType kOrderDelivered{"order.delivered"};
inline constexpr EventType kOrderItemReplaced{"order.item_replaced"};
inline constexpr EventType kOrderLineCancelled{"order.line_cancelled"};
inline constexpr EventType kOrderMerged{"order.merged"};
inline constexpr EventType kOrderPacked{"order.packed"};
inline constexpr EventType kOrderPartlyDelivered{"order.partly_delivered"};
inline constexpr EventType kOrderPartlyShipped{"order.partly_shipped"};
inline constexpr EventType kOrderRedirected{"order.redirected"};
inline constexpr EventType kOrderReturned{"order.returned"};
inline constexpr EventType kOrderShipped{"order.shipped"};
inline constexpr EventType kOrderSplit{"order.split"};
inline constexpr EventType kPrinterAlert{"printer.alert"};
inline constexpr EventType kPrinterDeregistered{"printer.deregistered"};
inline constexpr EventType kPrinterDisconnected{"printer.disconnected"};
inline constexpr EventType kPrinterEnrolled{"printer.enrolled"};
inline constexpr EventType kPrinterReconnected{"printer.reconnected"};
inline constexpr EventType kPrinterRegistered{"printer.registered"};
inline constexpr EventType kServiceRequestCancelled{"service_request.cancelled"};
inline constexpr EventType kServiceRequestCommented{"service_request.commented"};
inline constexpr EventType kServiceRequestCompleted{"service_request.completed"};
inline constexpr EventType kServiceRequestCreated{"service_request.created"};
inline constexpr EventType kServiceRequestReopened{"service_request.reopened"};
inline constexpr EventType kServiceRequestStarted{"service_request.started"};
inline constexpr EventType kShipmentCreated{"shipment.created"};
inline constexpr EventType kStatementApproved{"statement.approved"};
// Sent by a person to try an endpoint out, whatever types it takes.
inline constexpr EventType kTest{"webhook.test"};

}  // namespace event

inline constexpr std::array kEvents{event::kOrderApproved,
                                    event::kOrderAwaitingApproval,
                                    event::kOrderBackOrder,
                                    event::kOrderCancelled,
                                    event::kOrderConfirmed,
                                    event::kOrderContactChanged,
                                    event::kOrderCreated,
                                    event::kOrderDelivered,
                                    event::kOrderItemReplaced,
                                    event::kOrderLineCancelled,
                                    event::kOrderMerged,
                                    event::kOrderPacked,
                                    event::kOrderPartlyDelivered,
                                    event::kOrderPartlyShipped,
                                    event::kOrderRedirected,
                                    event::kOrderReturned,
                                    event::kOrderShipped,
                                    event::kOrderSplit,
                                    event::kPrinterAlert,
                                    event::kPrinterDeregistered,
                                    event::kPrinterDisconnected,
                                    event::kPrinterEnrolled,
                                    event::kPrinterReconnected,
                                    event::kPrinterRegistered,
                                    event::kServiceRequestCancelled,
                                    event::kServiceRequestCommented,
                                    event::kServiceRequestCompleted,
                                    event::kServiceRequestCreated,
                                    event::kServiceRequestReopened,
                                    event::kServiceRequestStarted,
                                    event::kShipmentCreated,
                                    event::kStatementApproved,
                                    event::kTest};

}  // namespace webhooks
