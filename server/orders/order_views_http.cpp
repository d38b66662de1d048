#include "server/orders/order_views.hpp"

#include <map>
#include <unordered_map>

#include "server/orders/carriers.hpp"
#include "server/orders/order_mail.hpp"
#include "server/orders/order_rules_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"

namespace orders {
namespace {

namespace permissions = organizations::permissions;

ReasonView ViewOfReason(const i18n::Catalogues& texts, const std::string& language, const LineReason& reason) {
    return {reason.code, reason.args, texts.Format(language, "sentences." + reason.code, reason.args)};
}

OrderLineView ViewOfLine(const i18n::Catalogues& texts, const std::string& language, const store::Line& line) {
    OrderLineView view{.id = line.id,
                       .position = line.position,
                       .printer_id = line.printer_id,
                       .printer_serial_number = line.printer_serial_number,
                       .printer_model = line.printer_model,
                       .printer_location = line.printer_location,
                       .supply_slot = line.supply_slot,
                       .item = {line.item_id, line.item_part_number, ItemName(texts, language, line),
                                line.item_colorant, line.item_yield_pages},
                       .quantity = line.quantity,
                       .reason = {},
                       .cancelled = line.cancelled,
                       .shipped = line.shipped,
                       .delivered = line.delivered,
                       .refused = line.refused,
                       .returned = line.returned,
                       .on_back_order = line.on_back_order,
                       .expected_on = line.expected_on,
                       .state_reason = line.state_reason};
    if (const auto reason = base::json::Bind<LineReason>(line.reason)) {
        view.reason = ViewOfReason(texts, language, *reason);
    }
    return view;
}

bool IsOwn(const http::Actor& actor, const store::Order& order) {
    return order.ordered_by_id == OrdererId{actor.id};
}

// What whoever asks may do next. `approve_own`: by the rules of the order's organization.
std::vector<Action> ActionsOf(const http::Actor& actor, const store::Order& order, bool approve_own) {
    std::vector<Action> actions;
    for (const auto& [action, name] : base::json::EnumNames<Action>()) {
        const bool approval = action == Action::kApprove || action == Action::kReject;
        if (!actor.May(approval ? permissions::kApproveOrders : permissions::kFulfilOrders)) continue;
        if (action == Action::kApprove && IsOwn(actor, order) && !approve_own) continue;
        if (CheckAction(order.state, action)) actions.push_back(action);
    }
    return actions;
}

SupplyOrderView HeadOf(http::Call& call, const i18n::Catalogues& texts, const store::Order& order, bool approve_own) {
    SupplyOrderView view{.id = order.id,
                         .organization_id = order.organization_id,
                         .organization_name = "",
                         .number = order.number,
                         .state = order.state,
                         .state_reason = order.state_reason,
                         .source = order.source,
                         .ordered_by = order.ordered_by,
                         .site_id = order.site_id,
                         .site_name = order.site_name,
                         .contact_id = order.contact_id,
                         .contact = ReadContact(order.contact),
                         .ordered_at = order.ordered_at,
                         .updated_at = order.updated_at,
                         .lines = {},
                         .shipments = {},
                         .possible_actions = ActionsOf(call.actor(), order, approve_own),
                         .version = order.version};
    view.comment = order.comment;
    view.desired_on = order.desired_on;
    view.due_on = order.due_on;
    view.packed_at = order.packed_at;
    view.assignee = order.assignee;
    if (const auto waits = base::json::Bind<std::vector<LineReason>>(order.waits_for)) {
        for (const auto& reason : *waits) view.waits_for.push_back(ViewOfReason(texts, call.language(), reason));
    }
    view.may_withdraw =
        IsOwn(call.actor(), order) && order.state <= State::kSubmitted && call.actor().May(permissions::kOrderSupplies);
    return view;
}

}  // namespace

contacts::ContactInput ReadContact(const boost::json::value& stored) {
    auto contact = base::json::Bind<contacts::ContactInput>(stored);
    return contact ? std::move(*contact) : contacts::ContactInput{};
}

std::vector<SupplyOrderView> ViewsOf(http::Call& call, const i18n::Catalogues& texts,
                                     const std::vector<store::Order>& orders) {
    std::vector<OrderId> ids;
    std::vector<OrderId> others;
    std::vector<base::OrganizationId> organizations;
    for (const auto& order : orders) {
        ids.push_back(order.id);
        if (order.merged_into) others.push_back(*order.merged_into);
        organizations.push_back(order.organization_id);
    }
    const auto& visible = call.actor().visible;
    // Only what waits and was ordered by whoever asks needs the rules: of one organization as a rule.
    std::map<base::OrganizationId, bool> approve_own;
    for (const auto& order : orders) {
        if (order.state != State::kAwaitingApproval || !IsOwn(call.actor(), order)) continue;
        const auto [at, is_new] = approve_own.try_emplace(order.organization_id);
        if (is_new) at->second = store::FindRules(call.tx(), order.organization_id).approve_own;
    }
    const auto names = store::OrganizationNames(call.tx(), organizations);
    const auto numbers = store::Numbers(call.tx(), visible, others);
    std::unordered_map<OrderId, std::vector<OrderLineView>> lines;
    for (const auto& line : store::Lines(call.tx(), visible, ids)) {
        lines[line.order_id].push_back(ViewOfLine(texts, call.language(), line));
    }
    std::unordered_map<ShipmentId, std::vector<ShipmentLineView>> packed;
    for (const auto& one : store::ShipmentLines(call.tx(), visible, ids)) {
        packed[one.shipment_id].push_back({one.line_id, one.quantity, one.returned});
    }
    std::unordered_map<OrderId, std::vector<ShipmentView>> shipments;
    for (const auto& row : store::Shipments(call.tx(), visible, ids)) {
        shipments[row.order_id].push_back({row.id, row.carrier, row.tracking_number,
                                           TrackingUrl(row.carrier, row.tracking_number), row.shipped_at,
                                           row.delivered_at, ReadContact(row.contact), std::move(packed[row.id])});
    }
    std::vector<SupplyOrderView> views;
    for (const auto& order : orders) {
        const auto rule = approve_own.find(order.organization_id);
        SupplyOrderView view = HeadOf(call, texts, order, rule != approve_own.end() && rule->second);
        if (names.contains(order.organization_id)) view.organization_name = names.at(order.organization_id);
        if (order.merged_into) view.merged_into = {*order.merged_into, numbers.at(*order.merged_into)};
        view.lines = std::move(lines[order.id]);
        view.shipments = std::move(shipments[order.id]);
        views.push_back(std::move(view));
    }
    external::Fill(call.tx(), external::Kind::kSupplyOrder, std::span(views));
    return views;
}

SupplyOrderView ViewOf(http::Call& call, const i18n::Catalogues& texts, const store::Order& order) {
    return std::move(ViewsOf(call, texts, {order}).front());
}

}  // namespace orders
