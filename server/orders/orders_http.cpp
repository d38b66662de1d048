#include <memory>
#include <unordered_map>
#include <utility>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/orders/order_mail.hpp"
#include "server/orders/order_steps.hpp"
#include "server/orders/order_store.hpp"
#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"

namespace orders {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

// ---- shapes ---------------------------------------------------------------------------------------

struct ReasonView {
    std::string code;
    base::Args args;
    std::string sentence;  // in the reader's language
};
BOOST_DESCRIBE_STRUCT(ReasonView, (), (code, args, sentence))

struct OrderLineView {
    LineId id;
    printers::PrinterId printer_id;
    std::string printer_serial_number;
    std::string printer_model;
    std::string printer_location;
    std::int32_t supply_slot = 0;
    OrderedItem item;
    std::int32_t quantity = 1;
    ReasonView reason;
};
BOOST_DESCRIBE_STRUCT(OrderLineView, (),
                      (id, printer_id, printer_serial_number, printer_model, printer_location, supply_slot, item,
                       quantity, reason))

struct ShipmentView {
    ShipmentId id;
    std::string carrier;
    std::string tracking_number;
    base::Instant shipped_at;
    std::optional<base::Instant> delivered_at;
    contacts::ContactInput contact;
};
BOOST_DESCRIBE_STRUCT(ShipmentView, (), (id, carrier, tracking_number, shipped_at, delivered_at, contact))

struct OtherOrderView {
    OrderId id;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(OtherOrderView, (), (id, number))

struct SupplyOrderView {
    OrderId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::string number;
    State state = State::kSubmitted;
    std::string state_reason;
    Source source = Source::kReplenishment;
    std::string ordered_by;
    std::optional<organizations::SiteId> site_id;
    std::string site_name;
    std::optional<contacts::ContactId> contact_id;
    contacts::ContactInput contact;  // who it goes to; who it went to once it is shipped
    base::Instant ordered_at;
    base::Instant updated_at;
    std::optional<OtherOrderView> merged_into{};  // what took its lines over
    std::vector<OrderLineView> lines;
    std::vector<ShipmentView> shipments;
    std::vector<Action> possible_actions;  // for whoever may do them
    std::int64_t version = 1;
    external::Ids external_ids{};
};
BOOST_DESCRIBE_STRUCT(SupplyOrderView, (),
                      (id, organization_id, organization_name, number, state, state_reason, source, ordered_by, site_id,
                       site_name, contact_id, contact, ordered_at, updated_at, merged_into, lines, shipments,
                       possible_actions, version, external_ids))

struct OrderEventView {
    base::Instant at;
    std::string action;
    std::string actor;  // "" for replenishment
    std::string note;
    std::optional<OrderId> other_order_id{};  // the second order that it concerns
    std::string other_order_number;
};
BOOST_DESCRIBE_STRUCT(OrderEventView, (), (at, action, actor, note, other_order_id, other_order_number))

struct OrderHistoryView {
    std::vector<OrderEventView> items;
};
BOOST_DESCRIBE_STRUCT(OrderHistoryView, (), (items))

struct OrderPath : http::Parameters {
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(OrderPath, (), (order_id))

struct OrderList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kOrderedAt, true};
    std::vector<State> state;
    std::optional<printers::PrinterId> printer_id;
    // Words of its number, printers and items.
    std::optional<std::string> search;
    std::optional<base::Instant> ordered_since;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(OrderList, (http::Paging),
                      (sort, state, printer_id, search, ordered_since, external_system, external_id))

struct OrderExternalIdsBody {
    external::Ids external_ids;

    static constexpr base::Limit kLimits[] = {external::kIdsLimit};
};
BOOST_DESCRIBE_STRUCT(OrderExternalIdsBody, (), (external_ids))

constexpr std::size_t kLongestNote = 500;  // code points

struct ReasonBody {
    std::string reason;

    static constexpr base::Limit kLimits[] = {{.field = "reason", .required = true, .max_length = kLongestNote}};
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (reason))

struct ShipmentBody {
    std::string carrier;
    std::string tracking_number;

    static constexpr base::Limit kLimits[] = {{.field = "carrier", .required = true, .max_length = kLongestNote},
                                              {.field = "tracking_number", .max_length = 100}};
};
BOOST_DESCRIBE_STRUCT(ShipmentBody, (), (carrier, tracking_number))

contacts::ContactInput ReadContact(const boost::json::value& stored) {
    auto contact = base::json::Bind<contacts::ContactInput>(stored);
    return contact ? std::move(*contact) : contacts::ContactInput{};
}

template <class Body>
base::Result<Body> CheckCleaned(Body body) {
    base::FieldProblems problems;
    base::CheckLimits(body, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return body;
}

// The body with its texts cleaned, or what is wrong with them.
base::Result<ReasonBody> CheckBody(const ReasonBody& body) {
    return CheckCleaned(ReasonBody{base::CleanText(body.reason, 10'000)});
}
base::Result<ShipmentBody> CheckBody(const ShipmentBody& body) {
    return CheckCleaned(
        ShipmentBody{base::CleanText(body.carrier, 10'000), base::CleanText(body.tracking_number, 10'000)});
}

// What the audit log says of an order that is now in this state.
const char* Reached(State state) {
    switch (state) {
        case State::kSubmitted:
            return audit::action::kSupplyOrderSubmitted;
        case State::kConfirmed:
            return audit::action::kSupplyOrderConfirmed;
        case State::kOnBackOrder:
            return audit::action::kSupplyOrderOnBackOrder;
        case State::kShipped:
            return audit::action::kSupplyOrderShipped;
        case State::kDelivered:
            return audit::action::kSupplyOrderDelivered;
        case State::kCancelled:
            return audit::action::kSupplyOrderCancelled;
    }
    std::unreachable();
}

// ---- routes ---------------------------------------------------------------------------------------

class Routes {
  public:
    explicit Routes(HttpParts parts) : parts_(parts) {}

    base::Result<http::Page<SupplyOrderView>> List(Call& call, const OrderList& params) {
        TRY(const auto window, call.Window(params));
        store::ListFilter filter{.organizations = call.actor().visible,
                                 .states = params.state,
                                 .printer = params.printer_id,
                                 .words = base::SearchWords(params.search.value_or("")),
                                 .ordered_since = params.ordered_since,
                                 .external_system = params.external_system.transform(&external::SystemKey),
                                 .external_id = params.external_id};
        filter.numbers = store::NumbersOf(filter.words);
        const auto slice = store::List(call.tx(), filter, window);
        return http::Page<SupplyOrderView>{.items = Views(call, slice.rows),
                                           .next_cursor = call.NextCursor(slice.next)};
    }

    base::Result<SupplyOrderView> Get(Call& call, const OrderPath& path) {
        const auto order = store::Find(call.tx(), call.actor().visible, path.order_id);
        if (!order) return http::NotFound();
        return std::move(Views(call, {*order}).front());
    }

    base::Result<OrderHistoryView> History(Call& call, const OrderPath& path) {
        const auto order = store::Find(call.tx(), call.actor().visible, path.order_id);
        if (!order) return http::NotFound();
        OrderHistoryView history;
        for (auto& event : store::Events(call.tx(), order->organization_id, order->id)) {
            history.items.push_back(
                {event.at, event.action, event.actor, event.note, event.other_order_id, event.other_order_number});
        }
        return history;
    }

    base::Result<SupplyOrderView> Confirm(Call& call, const OrderPath& path) {
        return Advance(call, path, {.action = Action::kConfirm});
    }
    base::Result<SupplyOrderView> BackOrder(Call& call, const OrderPath& path, const ReasonBody& body) {
        TRY(const auto checked, CheckBody(body));
        return Advance(call, path, {.action = Action::kBackOrder, .reason = checked.reason});
    }
    base::Result<SupplyOrderView> Ship(Call& call, const OrderPath& path, const ShipmentBody& body) {
        TRY(const auto checked, CheckBody(body));
        return Advance(
            call, path,
            {.action = Action::kShip, .carrier = checked.carrier, .tracking_number = checked.tracking_number});
    }
    base::Result<SupplyOrderView> Deliver(Call& call, const OrderPath& path) {
        return Advance(call, path, {.action = Action::kDeliver});
    }
    base::Result<SupplyOrderView> Cancel(Call& call, const OrderPath& path, const ReasonBody& body) {
        TRY(const auto checked, CheckBody(body));
        return Advance(call, path, {.action = Action::kCancel, .reason = checked.reason});
    }

    // API-2. What the order is called where it is fulfilled; at any time, for the numbers of others come late.
    base::Result<SupplyOrderView> SetExternalIds(Call& call, const OrderPath& path, const OrderExternalIdsBody& body) {
        TRY(const auto wanted, external::Check(body.external_ids));
        const auto before = store::Lock(call.tx(), call.actor().visible, path.order_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        TRY(const auto ids,
            external::Put(call.tx(), external::Kind::kSupplyOrder, before->organization_id, before->id.value, wanted));
        if (!ids.any()) return std::move(Views(call, {*before}).front());
        store::Order after = *before;
        ++after.version;
        after.updated_at = call.now();
        store::UpdateOrder(call.tx(), after);
        audit::Record(call, {after.organization_id, audit::action::kSupplyOrderUpdated, "supply_order", after.id.value,
                             external::With(base::json::ToValue(*before), ids.before),
                             external::With(base::json::ToValue(after), ids.after)});
        return std::move(Views(call, {after}).front());
    }

  private:
    base::Result<SupplyOrderView> Advance(Call& call, const OrderPath& path, Step step) {
        const auto before = store::Lock(call.tx(), call.actor().visible, path.order_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        step.actor = call.actor().name;
        TRY(const auto after, orders::Advance(call.tx(), parts_.office, parts_.deliveries, *before, step, call.now()));
        audit::Record(call, {after.organization_id, Reached(after.state), "supply_order", after.id.value,
                             base::json::ToValue(*before), base::json::ToValue(after)});
        return std::move(Views(call, {after}).front());
    }

    // All lines and shipments of a page by one query each.
    std::vector<SupplyOrderView> Views(Call& call, const std::vector<store::Order>& orders) {
        std::vector<OrderId> ids;
        std::vector<OrderId> others;
        for (const auto& order : orders) {
            ids.push_back(order.id);
            if (order.merged_into) others.push_back(*order.merged_into);
        }
        std::vector<base::OrganizationId> organizations;
        for (const auto& order : orders) organizations.push_back(order.organization_id);
        const auto names = store::OrganizationNames(call.tx(), organizations);
        const auto numbers = store::Numbers(call.tx(), call.actor().visible, others);
        std::unordered_map<OrderId, std::vector<OrderLineView>> lines;
        for (const auto& line : store::Lines(call.tx(), call.actor().visible, ids)) {
            lines[line.order_id].push_back(View(call, line));
        }
        std::unordered_map<OrderId, std::vector<ShipmentView>> shipments;
        for (const auto& row : store::Shipments(call.tx(), call.actor().visible, ids)) {
            shipments[row.order_id].push_back(
                {row.id, row.carrier, row.tracking_number, row.shipped_at, row.delivered_at, ReadContact(row.contact)});
        }
        std::vector<SupplyOrderView> views;
        for (const auto& order : orders) {
            SupplyOrderView view{
                .id = order.id,
                .organization_id = order.organization_id,
                .organization_name = names.contains(order.organization_id) ? names.at(order.organization_id) : "",
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
                .lines = std::move(lines[order.id]),
                .shipments = std::move(shipments[order.id]),
                .version = order.version};
            if (order.merged_into) view.merged_into = {*order.merged_into, numbers.at(*order.merged_into)};
            if (call.actor().May(permissions::kFulfilOrders)) {
                for (const auto& [action, name] : base::json::EnumNames<Action>()) {
                    if (Next(order.state, action)) view.possible_actions.push_back(action);
                }
            }
            views.push_back(std::move(view));
        }
        external::Fill(call.tx(), external::Kind::kSupplyOrder, std::span(views));
        return views;
    }

    OrderLineView View(Call& call, const store::Line& line) const {
        OrderLineView view{.id = line.id,
                           .printer_id = line.printer_id,
                           .printer_serial_number = line.printer_serial_number,
                           .printer_model = line.printer_model,
                           .printer_location = line.printer_location,
                           .supply_slot = line.supply_slot,
                           .item = {line.item_id, line.item_part_number, ItemName(parts_.texts, call.language(), line),
                                    line.item_colorant, line.item_yield_pages},
                           .quantity = line.quantity};
        if (auto reason = base::json::Bind<LineReason>(line.reason)) {
            view.reason = {reason->code, reason->args,
                           parts_.texts.Format(call.language(), "sentences." + reason->code, reason->args)};
        }
        return view;
    }

    HttpParts parts_;
};

// One step of the fulfilment.
http::Operation Fulfil(std::string_view path, std::string_view id, std::string_view summary) {
    return {.method = Method::kPost,
            .path = path,
            .id = id,
            .tag = "orders",
            .summary = summary,
            .allow = permissions::kFulfilOrders,
            .idempotent = true,
            .if_match = true,
            .returns_etag = true};
}

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    RegisterPapers(router, parts);
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/supply-orders",
                .id = "listSupplyOrders",
                .tag = "orders",
                .summary = "List supply orders, newest first",
                .allow = permissions::kSeeOrders},
               routes, &Routes::List);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/supply-orders/{order_id}",
                .id = "getSupplyOrder",
                .tag = "orders",
                .summary = "Read a supply order",
                .allow = permissions::kSeeOrders,
                .returns_etag = true},
               routes, &Routes::Get);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/supply-orders/{order_id}/history",
                .id = "getSupplyOrderHistory",
                .tag = "orders",
                .summary = "List the steps of a supply order",
                .allow = permissions::kSeeOrders},
               routes, &Routes::History);

    router.Add({.method = Method::kPut,
                .path = "/api/v1/supply-orders/{order_id}/external-ids",
                .id = "setSupplyOrderExternalIds",
                .tag = "orders",
                .summary = "Say what other systems call a supply order",
                .allow = permissions::kFulfilOrders,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::SetExternalIds);

    router.Add(Fulfil("/api/v1/supply-orders/{order_id}/confirmation", "confirmSupplyOrder", "Confirm a supply order"),
               routes, &Routes::Confirm);
    router.Add(Fulfil("/api/v1/supply-orders/{order_id}/back-order", "backOrderSupplyOrder",
                      "Put a supply order on back order"),
               routes, &Routes::BackOrder);
    router.Add(Fulfil("/api/v1/supply-orders/{order_id}/shipments", "shipSupplyOrder", "Ship a supply order"), routes,
               &Routes::Ship);
    router.Add(Fulfil("/api/v1/supply-orders/{order_id}/delivery", "deliverSupplyOrder",
                      "Record that a supply order has arrived"),
               routes, &Routes::Deliver);
    router.Add(Fulfil("/api/v1/supply-orders/{order_id}/cancellation", "cancelSupplyOrder",
                      "Cancel a supply order that was not shipped"),
               routes, &Routes::Cancel);
}

}  // namespace orders
