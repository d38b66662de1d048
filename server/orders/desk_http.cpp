#include <algorithm>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/identity.hpp"
#include "server/orders/order_steps.hpp"
#include "server/orders/order_views.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/printer_notes/printer_notes.hpp"

// Who of the operator's people works on an order, and what is said about it (ORD-3).
namespace orders {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using store::SupplyOrderComment;

struct DeskPath : http::Parameters {
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(DeskPath, (), (order_id))
struct CommentList : http::Paging {
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(CommentList, (http::Paging), (order_id))

struct SupplyOrderAssignment {
    std::string assignee;  // e-mail address of one of the operator's people; "": nobody

    static constexpr base::Limit kLimits[] = {{.field = "assignee", .max_length = 254}};
};
BOOST_DESCRIBE_STRUCT(SupplyOrderAssignment, (), (assignee))
struct SupplyOrderWords {
    std::string text;  // lines end with '\n'

    static constexpr base::Limit kLimits[] = {{.field = "text", .required = true, .max_length = 4000}};
};
BOOST_DESCRIBE_STRUCT(SupplyOrderWords, (), (text))

struct OrderHandler {
    std::string email;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(OrderHandler, (), (email, name))
struct OrderHandlers {
    std::vector<OrderHandler> items;
};
BOOST_DESCRIBE_STRUCT(OrderHandlers, (), (items))

constexpr std::int64_t kMostComments = 1'000;  // of an order

// The operator's people who may fulfil orders.
std::vector<OrderHandler> Handlers(pg::Transaction& tx) {
    std::vector<OrderHandler> people;
    for (const auto& person : identity::ListActiveOfOperator(tx, permissions::kFulfilOrders.roles.ToVector())) {
        people.push_back({person.email, base::CleanText(person.first_name + " " + person.last_name)});
    }
    return people;
}

class DeskRoutes {
  public:
    explicit DeskRoutes(HttpParts parts) : parts_(parts) {}

    base::Result<OrderHandlers> ListHandlers(Call& call) { return OrderHandlers{Handlers(call.tx())}; }

    base::Result<SupplyOrderView> Assign(Call& call, const DeskPath& path, const SupplyOrderAssignment& body) {
        const std::string wanted = base::CleanText(body.assignee, 254);
        const auto before = store::Lock(call.tx(), call.actor().visible, path.order_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (IsClosed(before->state)) {
            return base::Refuse(base::ProblemKind::kConflict, "order_closed", {{"number", before->number}});
        }
        const auto people = wanted.empty() ? std::vector<OrderHandler>() : Handlers(call.tx());
        const auto person = std::ranges::find_if(
            people, [&](const OrderHandler& one) { return base::FoldCase(one.email) == base::FoldCase(wanted); });
        if (!wanted.empty() && person == people.end()) {
            return base::Refuse(base::ProblemKind::kInvalid, "invalid_fields", {},
                                {{"/assignee", "assignee_unknown", {{"value", wanted}}}});
        }
        store::Order after = *before;
        after.assignee = wanted.empty() ? "" : person->email;
        if (after.assignee == before->assignee) return ViewOf(call, parts_.texts, *before);
        ++after.version;
        after.updated_at = call.now();
        store::UpdateOrder(call.tx(), after);
        store::InsertEvent(call.tx(), NewEvent(parts_.office.ids, after, wanted.empty() ? "unassigned" : "assigned",
                                               call.actor().name, after.assignee, call.now()));
        audit::Record(call, {after.organization_id, audit::action::kSupplyOrderAssigned, "supply_order", after.id.value,
                             base::json::ToValue(*before), base::json::ToValue(after), after.number});
        return ViewOf(call, parts_.texts, after);
    }

    base::Result<http::Page<SupplyOrderComment>> Comments(Call& call, const CommentList& params) {
        TRY(const auto window,
            call.Window(params, pg::Order<store::CommentColumn>{store::CommentColumn::kAt, /*descending=*/true}));
        if (!store::Find(call.tx(), call.actor().visible, params.order_id)) return http::NotFound();
        const store::CommentFilter filter{call.actor().visible, params.order_id,
                                          call.actor().May(permissions::kFulfilOrders)};
        return http::MakePage<SupplyOrderComment>(call, store::ListComments(call.tx(), filter, window));
    }

    base::Result<SupplyOrderComment> Comment(Call& call, const DeskPath& path, const SupplyOrderWords& body) {
        return Say(call, path.order_id, body, /*internal=*/false);
    }
    base::Result<SupplyOrderComment> Note(Call& call, const DeskPath& path, const SupplyOrderWords& body) {
        return Say(call, path.order_id, body, /*internal=*/true);
    }

  private:
    base::Result<SupplyOrderComment> Say(Call& call, OrderId id, SupplyOrderWords body, bool internal) {
        body.text = printer_notes::CleanLines(body.text);
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        // Locked, so that two do not pass the bound at once.
        const auto order = store::Lock(call.tx(), call.actor().visible, id);
        if (!order) return http::NotFound();
        if (store::CountComments(call.tx(), order->organization_id, order->id) >= kMostComments) {
            return base::Refuse(base::ProblemKind::kConflict, "order_comments_full", {{"most", kMostComments}});
        }
        const store::KeptComment comment{
            {parts_.office.ids.Make<store::CommentId>(), call.now(), call.actor().name, body.text, internal},
            order->organization_id,
            order->id};
        store::InsertComment(call.tx(), comment);
        // The order itself is as before. The customer's administrators read the log of their organization: what is
        // internal is not in it.
        audit::Record(
            call,
            {order->organization_id, internal ? audit::action::kSupplyOrderNoted : audit::action::kSupplyOrderCommented,
             "supply_order", order->id.value, boost::json::object{{"number", order->number}, {"said", false}},
             boost::json::object{{"number", order->number}, {"said", true}, {"text", internal ? "" : comment.text}},
             order->number});
        return static_cast<const SupplyOrderComment&>(comment);
    }

    HttpParts parts_;
};

}  // namespace

void RegisterDesk(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<DeskRoutes>(parts);
    const auto add = [&](http::Operation operation, auto member) {
        operation.tag = "orders";
        router.Add(std::move(operation), routes, member);
    };
    add({.method = Method::kGet,
         .path = "/api/v1/supply-orders/handlers",
         .id = "listSupplyOrderHandlers",
         .summary = "The operator's people who can be given supply orders",
         .allow = permissions::kFulfilOrders},
        &DeskRoutes::ListHandlers);
    add({.method = Method::kPut,
         .path = "/api/v1/supply-orders/{order_id}/assignment",
         .id = "assignSupplyOrder",
         .summary = "Say who of the operator's people works on a supply order",
         .allow = permissions::kFulfilOrders,
         .if_match = true,
         .returns_etag = true},
        &DeskRoutes::Assign);
    add({.method = Method::kGet,
         .path = "/api/v1/supply-orders/{order_id}/comments",
         .id = "listSupplyOrderComments",
         .summary = "What was said about a supply order, newest first; internal comments for the operator's people",
         .allow = permissions::kSeeOrders},
        &DeskRoutes::Comments);
    add({.method = Method::kPost,
         .path = "/api/v1/supply-orders/{order_id}/comments",
         .id = "commentSupplyOrder",
         .summary = "Comment on a supply order: its customer and the operator's people read it",
         .allow = permissions::kCommentOnOrders,
         .idempotent = true},
        &DeskRoutes::Comment);
    add({.method = Method::kPost,
         .path = "/api/v1/supply-orders/{order_id}/notes",
         .id = "noteSupplyOrder",
         .summary = "Write an internal comment on a supply order, which only the operator's people read",
         .allow = permissions::kFulfilOrders,
         .idempotent = true},
        &DeskRoutes::Note);
}

}  // namespace orders
