#include <memory>
#include <unordered_map>
#include <utility>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/orders/order_store.hpp"
#include "server/orders/order_views.hpp"
#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"

namespace orders {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

// ---- shapes ---------------------------------------------------------------------------------------

struct OrderEventView {
    base::Instant at;
    std::string action;
    std::string actor;  // "" for replenishment
    std::string note;
    std::optional<OrderId> other_order_id{};  // the second order that it concerns
    std::string other_order_number;
};
BOOST_DESCRIBE_STRUCT(OrderEventView, (), (at, action, actor, note, other_order_id, other_order_number))

// Every state that there are orders in.
struct OrderCountsView {
    std::vector<store::StateCount> states;
};
BOOST_DESCRIBE_STRUCT(OrderCountsView, (), (states))

struct OrderHistoryView {
    std::vector<OrderEventView> items;
};
BOOST_DESCRIBE_STRUCT(OrderHistoryView, (), (items))

struct OrderPath : http::Parameters {
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(OrderPath, (), (order_id))

struct OrderFilter {
    pg::Order<store::SortColumn> sort{store::SortColumn::kOrderedAt, true};
    std::vector<State> state;
    std::vector<Source> source;
    std::optional<printers::PrinterId> printer_id;
    // Words of its number, printers, items, site, customer, recipient, of who ordered it and of its parcels.
    std::optional<std::string> search;
    std::optional<base::Instant> ordered_since;
    std::optional<base::Instant> ordered_before;
    std::optional<organizations::SiteId> site_id;
    std::optional<contacts::ContactId> contact_id;
    std::optional<catalog::ItemId> item_id;
    // As the shipment names it.
    std::optional<std::string> carrier;
    // What should have left by the end of that day.
    std::optional<base::Day> due_until;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
    std::optional<std::string> assignee;  // an e-mail address
    std::optional<bool> unassigned;
};
BOOST_DESCRIBE_STRUCT(OrderFilter, (),
                      (sort, state, source, printer_id, search, ordered_since, ordered_before, site_id, contact_id,
                       item_id, carrier, due_until, external_system, external_id, assignee, unassigned))
struct OrderList : OrderFilter, http::Paging {};
BOOST_DESCRIBE_STRUCT(OrderList, (OrderFilter, http::Paging), ())
struct OrderExport : OrderFilter, http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
};
BOOST_DESCRIBE_STRUCT(OrderExport, (OrderFilter), (format, heads))

struct OrderExternalIdsBody {
    external::Ids external_ids;

    static constexpr base::Limit kLimits[] = {external::kIdsLimit};
};
BOOST_DESCRIBE_STRUCT(OrderExternalIdsBody, (), (external_ids))

store::ListFilter FilterOf(const Call& call, const OrderFilter& params) {
    store::ListFilter filter{.organizations = call.actor().visible,
                             .states = params.state,
                             .printer = params.printer_id,
                             .sources = params.source,
                             .words = base::SearchWords(params.search.value_or("")),
                             .numbers = {},
                             .ordered_since = params.ordered_since,
                             .ordered_before = params.ordered_before,
                             .contact = params.contact_id,
                             .site = params.site_id,
                             .item = params.item_id,
                             .carrier = params.carrier,
                             .due_until = params.due_until,
                             .external_system = params.external_system.transform(&external::SystemKey),
                             .external_id = params.external_id,
                             .assignee = params.assignee};
    if (params.unassigned.value_or(false)) filter.assignee = "";
    filter.numbers = store::NumbersOf(filter.words);
    return filter;
}

constexpr std::int32_t kExportStep = 500;

std::vector<tables::Column> ExportColumns() {
    return {"number",
            "organization",
            "site",
            "state",
            "state_reason",
            "source",
            "ordered_by",
            {"ordered_at", tables::Kind::kTime},
            {"desired_on", tables::Kind::kDay},
            {"due_on", tables::Kind::kDay},
            "waits_for",
            "comment",
            {"line", tables::Kind::kNumber},
            "printer_model",
            "printer_serial_number",
            "printer_location",
            "part_number",
            "item",
            "color",
            {"quantity", tables::Kind::kNumber},
            {"cancelled", tables::Kind::kNumber},
            {"shipped", tables::Kind::kNumber},
            {"delivered", tables::Kind::kNumber},
            {"returned", tables::Kind::kNumber},
            {"on_back_order", tables::Kind::kNumber},
            {"expected_on", tables::Kind::kDay},
            "reason",
            "recipient",
            "recipient_company",
            "recipient_email",
            "recipient_city",
            "carrier",
            "tracking_number",
            {"updated_at", tables::Kind::kTime},
            "external_ids",
            "assignee"};
}

void AppendRows(tables::File& file, const SupplyOrderView& order) {
    const auto day = [](const std::optional<base::Day>& value) {
        return value ? base::FormatDay(*value) : std::string();
    };
    const auto add = [](std::string& list, const std::string& one) { list += (list.empty() ? "" : "; ") + one; };
    std::string carriers;
    std::string numbers;
    for (const auto& shipment : order.shipments) {
        add(carriers, shipment.carrier);
        add(numbers, shipment.tracking_number);
    }
    std::string waits_for;
    if (order.state == State::kAwaitingApproval) {
        for (const auto& reason : order.waits_for) add(waits_for, reason.sentence);
    }
    for (const auto& line : order.lines) {
        file.Add({order.number,
                  order.organization_name,
                  order.site_name,
                  std::string(base::json::EnumName(order.state)),
                  order.state_reason,
                  std::string(base::json::EnumName(order.source)),
                  order.ordered_by,
                  base::FormatRfc3339(order.ordered_at),
                  day(order.desired_on),
                  base::FormatDay(order.due_on),
                  waits_for,
                  order.comment,
                  std::to_string(line.position),
                  line.printer_model,
                  line.printer_serial_number,
                  line.printer_location,
                  line.item.part_number,
                  line.item.name,
                  line.item.colorant,
                  std::to_string(line.quantity),
                  std::to_string(line.cancelled),
                  std::to_string(line.shipped),
                  std::to_string(line.delivered),
                  std::to_string(line.refused + line.returned),
                  line.on_back_order ? "true" : "false",
                  day(line.expected_on),
                  line.reason.sentence,
                  contacts::NameOf(order.contact),
                  order.contact.company,
                  order.contact.email,
                  order.contact.address.city,
                  carriers,
                  numbers,
                  base::FormatRfc3339(order.updated_at),
                  external::ToText(order.external_ids),
                  order.assignee});
    }
}

// ---- routes ---------------------------------------------------------------------------------------

class Routes {
  public:
    explicit Routes(HttpParts parts) : parts_(parts) {}

    base::Result<http::Page<SupplyOrderView>> List(Call& call, const OrderList& params) {
        TRY(const auto window, call.Window(params));
        const auto filter = FilterOf(call, params);
        const auto slice = store::List(call.tx(), filter, window);
        return http::Page<SupplyOrderView>{.items = ViewsOf(call, parts_.texts, slice.rows),
                                           .next_cursor = call.NextCursor(slice.next)};
    }

    // In the order and with the filters of the list: a row for each line of an order.
    base::Result<http::Raw> Export(Call& call, const OrderExport& params) {
        const auto filter = FilterOf(call, params);
        pg::Window<store::SortColumn> window{.order = params.sort, .after = std::nullopt, .limit = kExportStep};
        auto file = http::FileOf(call, params, "supply-orders", ExportColumns());
        for (std::size_t count = 0; count < tables::kMostRows;) {
            const auto slice = store::List(call.tx(), filter, window);
            for (const auto& order : ViewsOf(call, parts_.texts, slice.rows)) AppendRows(file, order);
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<SupplyOrderView> Get(Call& call, const OrderPath& path) {
        const auto order = store::Find(call.tx(), call.actor().visible, path.order_id);
        if (!order) return http::NotFound();
        return ViewOf(call, parts_.texts, *order);
    }

    base::Result<OrderCountsView> Counts(Call& call) {
        return OrderCountsView{store::CountStates(call.tx(), call.actor().visible)};
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

    // API-2. What the order is called where it is fulfilled; at any time, for the numbers of others come late.
    base::Result<SupplyOrderView> SetExternalIds(Call& call, const OrderPath& path, const OrderExternalIdsBody& body) {
        TRY(const auto wanted, external::Check(body.external_ids));
        const auto before = store::Lock(call.tx(), call.actor().visible, path.order_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        TRY(const auto ids,
            external::Put(call.tx(), external::Kind::kSupplyOrder, before->organization_id, before->id.value, wanted));
        if (!ids.any()) return ViewOf(call, parts_.texts, *before);
        store::Order after = *before;
        ++after.version;
        after.updated_at = call.now();
        store::UpdateOrder(call.tx(), after);
        audit::Record(call, {after.organization_id, audit::action::kSupplyOrderUpdated, "supply_order", after.id.value,
                             external::With(base::json::ToValue(*before), ids.before),
                             external::With(base::json::ToValue(after), ids.after)});
        return ViewOf(call, parts_.texts, after);
    }

  private:
    HttpParts parts_;
};

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    RegisterPapers(router, parts);
    RegisterFulfilment(router, parts);
    RegisterCart(router, parts);
    RegisterRules(router, parts);
    RegisterImports(router, parts);
    RegisterDesk(router, parts);
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/supply-orders",
                .id = "listSupplyOrders",
                .tag = "orders",
                .summary = "List supply orders, newest first",
                .allow = permissions::kSeeOrders},
               routes, &Routes::List);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/supply-orders/export",
                .id = "exportSupplyOrders",
                .tag = "orders",
                .summary = "The list of supply orders as CSV, a row for each line, at most 100,000 orders",
                .allow = permissions::kSeeOrders,
                .gives = http::media::kTables},
               routes, &Routes::Export);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/supply-orders/counts",
                .id = "countSupplyOrders",
                .tag = "orders",
                .summary = "Count supply orders by their state",
                .allow = permissions::kSeeOrders},
               routes, &Routes::Counts);

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
}

}  // namespace orders
