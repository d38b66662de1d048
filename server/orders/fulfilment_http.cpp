#include <algorithm>
#include <memory>
#include <utility>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/orders/carriers.hpp"
#include "server/orders/order_rules_store.hpp"
#include "server/orders/order_steps.hpp"
#include "server/orders/order_views.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// The steps of an order: the warehouse's, those of whoever approves, and of whoever ordered (ORD-3).
namespace orders {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

struct StepPath : http::Parameters {
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(StepPath, (), (order_id))
struct ParcelPath : StepPath {
    ShipmentId shipment_id;
};
BOOST_DESCRIBE_STRUCT(ParcelPath, (StepPath), (shipment_id))
struct LinePath : StepPath {
    LineId line_id;
};
BOOST_DESCRIBE_STRUCT(LinePath, (StepPath), (line_id))

constexpr std::size_t kLongestNote = 500;  // code points
constexpr std::int32_t kMostParts = 500;
constexpr base::Limit kReasonLimit{.field = "reason", .required = true, .max_length = kLongestNote};
constexpr base::Limit kPartsLimit{.field = "lines", .max_items = kMostParts};

struct ReasonBody {
    std::string reason;

    static constexpr base::Limit kLimits[] = {kReasonLimit};
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (reason))

struct OrderPart {
    LineId line_id;
    std::int32_t quantity = 1;

    static constexpr base::Limit kLimits[] = {{.field = "quantity", .range = base::Range{1, 999}}};
};
BOOST_DESCRIBE_STRUCT(OrderPart, (), (line_id, quantity))

// Without lines: all that is left of the order.
struct ShipmentBody {
    std::string carrier;
    std::string tracking_number;
    std::optional<std::vector<OrderPart>> lines{};

    static constexpr base::Limit kLimits[] = {{.field = "carrier", .required = true, .max_length = kLongestNote},
                                              {.field = "tracking_number", .max_length = 100},
                                              kPartsLimit};
};
BOOST_DESCRIBE_STRUCT(ShipmentBody, (), (carrier, tracking_number, lines))

struct BackOrderBody {
    std::string reason;
    std::optional<base::Day> expected_on{};
    std::optional<std::vector<LineId>> lines{};

    static constexpr base::Limit kLimits[] = {kReasonLimit, kPartsLimit};
};
BOOST_DESCRIBE_STRUCT(BackOrderBody, (), (reason, expected_on, lines))

struct CancellationBody {
    std::string reason;
    std::optional<std::vector<OrderPart>> lines{};

    static constexpr base::Limit kLimits[] = {kReasonLimit, kPartsLimit};
};
BOOST_DESCRIBE_STRUCT(CancellationBody, (), (reason, lines))

struct ItemBody {
    catalog::ItemId item_id;
    std::optional<bool> accept_unfitting{};  // an item that the catalog does not have for the model
};
BOOST_DESCRIBE_STRUCT(ItemBody, (), (item_id, accept_unfitting))

struct OrderVersion {
    OrderId id;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(OrderVersion, (), (id, version))
struct ConfirmationsBody {
    std::vector<OrderVersion> orders;

    static constexpr base::Limit kLimits[] = {{.field = "orders", .required = true, .max_items = 200}};
};
BOOST_DESCRIBE_STRUCT(ConfirmationsBody, (), (orders))
// What became of each: "" as code when it is confirmed now.
struct ConfirmationResult {
    OrderId id;
    std::string number;
    std::string code;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(ConfirmationResult, (), (id, number, code, title))
struct ConfirmationsView {
    std::vector<ConfirmationResult> items;
};
BOOST_DESCRIBE_STRUCT(ConfirmationsView, (), (items))

struct CarrierView {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(CarrierView, (), (name))
struct CarriersView {
    std::vector<CarrierView> items;
};
BOOST_DESCRIBE_STRUCT(CarriersView, (), (items))

// The body with its texts cleaned, or what is wrong with it.
template <class Body>
base::Result<Body> CheckBody(Body body) {
    if constexpr (requires { body.reason; }) body.reason = base::CleanText(body.reason, 10'000);
    if constexpr (requires { body.carrier; }) {
        body.carrier = base::CleanText(body.carrier, 10'000);
        body.tracking_number = base::CleanText(body.tracking_number, 10'000);
    }
    base::FieldProblems problems;
    base::CheckLimits(body, problems);
    if constexpr (requires { body.lines; }) {
        if (body.lines && body.lines->empty()) problems.Add("/lines", "missing");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return body;
}

std::vector<Part> PartsOf(const std::optional<std::vector<OrderPart>>& lines) {
    std::vector<Part> parts;
    for (const auto& line : lines.value_or(std::vector<OrderPart>{})) parts.push_back({line.line_id, line.quantity});
    return parts;
}

class Routes {
  public:
    explicit Routes(HttpParts parts) : parts_(parts) {}

    base::Result<SupplyOrderView> Confirm(Call& call, const StepPath& path) {
        return Take(call, path.order_id, {.action = Action::kConfirm});
    }
    base::Result<SupplyOrderView> Pack(Call& call, const StepPath& path) {
        return Take(call, path.order_id, {.action = Action::kPack});
    }
    base::Result<SupplyOrderView> BackOrder(Call& call, const StepPath& path, const BackOrderBody& body) {
        TRY(const auto checked, CheckBody(body));
        Step step{.action = Action::kBackOrder, .reason = checked.reason};
        step.expected_on = checked.expected_on;
        for (const LineId line : checked.lines.value_or(std::vector<LineId>{})) step.parts.push_back({line, 1});
        return Take(call, path.order_id, std::move(step));
    }
    base::Result<SupplyOrderView> Ship(Call& call, const StepPath& path, const ShipmentBody& body) {
        TRY(const auto checked, CheckBody(body));
        return Take(call, path.order_id,
                    {.action = Action::kShip,
                     .carrier = checked.carrier,
                     .tracking_number = checked.tracking_number,
                     .parts = PartsOf(checked.lines)});
    }
    base::Result<SupplyOrderView> Deliver(Call& call, const StepPath& path) {
        return Take(call, path.order_id, {.action = Action::kDeliver});
    }
    base::Result<SupplyOrderView> DeliverParcel(Call& call, const ParcelPath& path) {
        Step step{.action = Action::kDeliver};
        step.shipment = path.shipment_id;
        return Take(call, path.order_id, std::move(step));
    }
    base::Result<SupplyOrderView> Return(Call& call, const ParcelPath& path, const CancellationBody& body) {
        TRY(const auto checked, CheckBody(body));
        Step step{.action = Action::kReturn, .reason = checked.reason, .parts = PartsOf(checked.lines)};
        step.shipment = path.shipment_id;
        return Take(call, path.order_id, std::move(step));
    }
    base::Result<SupplyOrderView> Cancel(Call& call, const StepPath& path, const CancellationBody& body) {
        TRY(const auto checked, CheckBody(body));
        return Take(call, path.order_id,
                    {.action = Action::kCancel, .reason = checked.reason, .parts = PartsOf(checked.lines)});
    }

    // ORD-2: the service desk names what a generic item is; any other item is replaced alike.
    base::Result<SupplyOrderView> Replace(Call& call, const LinePath& path, const ItemBody& body) {
        const auto before = store::Lock(call.tx(), call.actor().visible, path.order_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        const auto item = catalog::FindItem(call.tx(), body.item_id);
        if (!item || !item->active) {
            base::FieldProblems problems;
            problems.Add("/item_id", "item_unknown");
            return std::move(problems).Refuse();
        }
        const auto lines = store::Lines(call.tx(), {&before->organization_id, 1}, {before->id});
        const auto line = std::ranges::find(lines, path.line_id, &store::Line::id);
        if (line == lines.end()) return http::NotFound();
        if (!body.accept_unfitting.value_or(false) && !Fits(call, *line, item->id)) {
            return base::Refuse(base::ProblemKind::kConflict, "item_does_not_fit",
                                {{"item", item->part_number}, {"model", line->printer_model}});
        }
        Step step{.action = Action::kReplaceItem, .parts = {{line->id, line->ToShip()}}};
        step.item = item;
        return TakeLocked(call, *before, std::move(step));
    }

    base::Result<SupplyOrderView> Approve(Call& call, const StepPath& path) {
        return Decide(call, path.order_id, {.action = Action::kApprove});
    }
    base::Result<SupplyOrderView> Reject(Call& call, const StepPath& path, const ReasonBody& body) {
        TRY(const auto checked, CheckBody(body));
        return Decide(call, path.order_id, {.action = Action::kReject, .reason = checked.reason});
    }

    // Whoever ordered takes it back, as long as nobody has begun with it.
    base::Result<SupplyOrderView> Withdraw(Call& call, const StepPath& path, const ReasonBody& body) {
        TRY(const auto checked, CheckBody(body));
        const auto before = store::Lock(call.tx(), call.actor().visible, path.order_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (before->ordered_by_id != OrdererId{call.actor().id}) {
            return base::Refuse(base::ProblemKind::kConflict, "order_of_somebody_else", {{"number", before->number}});
        }
        if (before->state > State::kSubmitted) {
            return base::Refuse(base::ProblemKind::kConflict, "order_at_work", {{"number", before->number}});
        }
        return TakeLocked(call, *before, {.action = Action::kCancel, .reason = checked.reason});
    }

    // One after the other in one transaction; what cannot be confirmed is named, the others are.
    base::Result<ConfirmationsView> ConfirmMany(Call& call, const ConfirmationsBody& body) {
        TRY(const auto checked, CheckBody(body));
        auto wanted = checked.orders;
        std::ranges::sort(wanted, {}, &OrderVersion::id);
        ConfirmationsView view;
        for (const OrderVersion& one : wanted) {
            const auto order = store::Lock(call.tx(), call.actor().visible, one.id);
            if (!order) {
                view.items.push_back(Refused(call, one.id, "", "not_found"));
            } else if (order->version != one.version) {
                view.items.push_back(Refused(call, one.id, order->number, "stale"));
            } else if (!CheckAction(order->state, Action::kConfirm)) {
                view.items.push_back(Refused(call, one.id, order->number, "order_state"));
            } else {
                TRY_DO(TakeLocked(call, *order, {.action = Action::kConfirm}));
                view.items.push_back({one.id, order->number, "", ""});
            }
        }
        return view;
    }

    base::Result<CarriersView> ListCarriers(Call&) {
        CarriersView view;
        for (const Carrier& carrier : Carriers()) view.items.push_back({std::string(carrier.name)});
        return view;
    }

  private:
    base::Result<SupplyOrderView> Take(Call& call, OrderId id, Step step) {
        const auto before = store::Lock(call.tx(), call.actor().visible, id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        return TakeLocked(call, *before, std::move(step));
    }

    base::Result<SupplyOrderView> TakeLocked(Call& call, const store::Order& before, Step step) {
        step.actor = call.actor().name;
        const auto lines_before = store::Lines(call.tx(), {&before.organization_id, 1}, {before.id});
        const Action action = step.action;
        TRY(const auto after, Advance(call.tx(), parts_.office, parts_.deliveries, before, step, call.now()));
        const auto lines_after = store::Lines(call.tx(), {&before.organization_id, 1}, {before.id});
        audit::Record(call, {after.organization_id, AuditedAs(action, after.state), "supply_order", after.id.value,
                             Audited(before, lines_before), Audited(after, lines_after)});
        return ViewOf(call, parts_.texts, after);
    }

    // Nobody approves what they ordered themselves, unless the rules of the organization say so.
    base::Result<SupplyOrderView> Decide(Call& call, OrderId id, Step step) {
        const auto before = store::Lock(call.tx(), call.actor().visible, id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (step.action == Action::kApprove && before->ordered_by_id == OrdererId{call.actor().id} &&
            !store::FindRules(call.tx(), before->organization_id).approve_own) {
            return base::Refuse(base::ProblemKind::kConflict, "order_approval_own", {{"number", before->number}});
        }
        return TakeLocked(call, *before, std::move(step));
    }

    static bool Fits(Call& call, const store::Line& line, catalog::ItemId item) {
        const auto printers = printers::FindPrinterNames(call.tx(), line.organization_id, {line.printer_id});
        if (printers.empty()) return false;
        const std::string key = catalog::ModelKey(printers.front().manufacturer, printers.front().model);
        for (const auto& [model, items] : catalog::FindItems(call.tx(), {key})) {
            if (std::ranges::any_of(items, [&](const auto& one) { return one.id == item; })) return true;
        }
        return false;
    }

    ConfirmationResult Refused(const Call& call, OrderId id, std::string number, const std::string& code) const {
        return {id, std::move(number), code, parts_.texts.Format(call.language(), "problems." + code + ".title")};
    }

    HttpParts parts_;
};

// One step of an order.
http::Operation StepOf(std::string_view path, std::string_view id, std::string_view summary,
                       const http::Permission& allow = permissions::kFulfilOrders) {
    return {.method = Method::kPost,
            .path = path,
            .id = id,
            .tag = "orders",
            .summary = summary,
            .allow = allow,
            .idempotent = true,
            .if_match = true,
            .returns_etag = true};
}

}  // namespace

void RegisterFulfilment(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<Routes>(parts);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/confirmation", "confirmSupplyOrder", "Confirm a supply order"),
               routes, &Routes::Confirm);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/packing", "packSupplyOrder",
                      "Record that the parcel of a supply order is packed"),
               routes, &Routes::Pack);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/back-order", "backOrderSupplyOrder",
                      "Put a supply order, or some of its lines, on back order"),
               routes, &Routes::BackOrder);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/shipments", "shipSupplyOrder",
                      "Ship a supply order, or some pieces of its lines"),
               routes, &Routes::Ship);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/delivery", "deliverSupplyOrder",
                      "Record that all shipments of a supply order have arrived"),
               routes, &Routes::Deliver);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/shipments/{shipment_id}/delivery", "deliverShipment",
                      "Record that a shipment has arrived"),
               routes, &Routes::DeliverParcel);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/shipments/{shipment_id}/returns", "returnShipment",
                      "Record that pieces of a shipment came back, with the reason"),
               routes, &Routes::Return);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/cancellation", "cancelSupplyOrder",
                      "Cancel what was not shipped of a supply order, or some pieces of it"),
               routes, &Routes::Cancel);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/lines/{line_id}/item", "replaceOrderItem",
                      "Say which item takes the place of the one that was ordered"),
               routes, &Routes::Replace);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/approval", "approveSupplyOrder", "Approve a supply order",
                      permissions::kApproveOrders),
               routes, &Routes::Approve);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/rejection", "rejectSupplyOrder",
                      "Reject a supply order that waits for an approval", permissions::kApproveOrders),
               routes, &Routes::Reject);
    router.Add(StepOf("/api/v1/supply-orders/{order_id}/withdrawal", "withdrawSupplyOrder",
                      "Take back an own supply order that is not confirmed yet", permissions::kOrderSupplies),
               routes, &Routes::Withdraw);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/supply-orders/confirmations",
                .id = "confirmSupplyOrders",
                .tag = "orders",
                .summary = "Confirm many supply orders, each from the version that was read",
                .allow = permissions::kFulfilOrders,
                .idempotent = true},
               routes, &Routes::ConfirmMany);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/carriers",
                .id = "listCarriers",
                .tag = "orders",
                .summary = "List the carriers whose tracking pages are known",
                .allow = permissions::kSeeOrders},
               routes, &Routes::ListCarriers);
}

}  // namespace orders
