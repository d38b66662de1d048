#include <algorithm>
#include <memory>
#include <set>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/orders/order_mail.hpp"
#include "server/orders/order_views.hpp"
#include "server/orders/ordering.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"

// Supplies that people order: what a printer can be ordered, the cart, placing its orders (ORD-2), and the operator's
// extra orders (ASR-11).
namespace orders {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;

// ---- shapes ---------------------------------------------------------------------------------------

struct OfferPath : http::Parameters {
    printers::PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(OfferPath, (), (printer_id))
struct CartLinePath : http::Parameters {
    CartLineId cart_line_id;
};
BOOST_DESCRIBE_STRUCT(CartLinePath, (), (cart_line_id))

struct OfferedItemView {
    std::int32_t supply_slot = kNoSlot;  // -1: no supply of the printer
    OrderedItem item;                    // without an id it is a generic item
    std::string supply_type;
    bool usual = false;      // the one of several that is ordered usually
    bool covered = false;    // comes by itself: customers do not order it
    bool orderable = false;  // by whoever asks
};
BOOST_DESCRIBE_STRUCT(OfferedItemView, (), (supply_slot, item, supply_type, usual, covered, orderable))

struct SupplyOfferView {
    printers::PrinterId printer_id;
    base::OrganizationId organization_id;
    std::string printer_model;
    std::string printer_serial_number;
    std::string printer_location;
    std::string site_name;
    std::optional<contacts::ContactId> contact_id;
    std::string contact_name;  // "": it has no delivery contact
    bool covered = false;      // its toner, ink and waste containers come by themselves
    std::string hold_reason;   // not "": its supplies are on hold, and none can be ordered (ASR-16)
    std::string service_desk;  // whom to call about these
    std::vector<OfferedItemView> items;
    std::vector<SupplyOrderView> open_orders;  // ORD-1: shown before something is ordered
    std::int32_t most_of_item = 1;
    std::int32_t most_in_cart = 1;
};
BOOST_DESCRIBE_STRUCT(SupplyOfferView, (),
                      (printer_id, organization_id, printer_model, printer_serial_number, printer_location, site_name,
                       contact_id, contact_name, covered, hold_reason, service_desk, items, open_orders, most_of_item,
                       most_in_cart))

// For several printers at once; whoever cannot be seen is left out.
struct SupplyOffersBody {
    std::vector<printers::PrinterId> printer_ids;

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = 100}};
};
BOOST_DESCRIBE_STRUCT(SupplyOffersBody, (), (printer_ids))
struct SupplyOffers {
    std::vector<SupplyOfferView> items;  // in the order of what was asked
};
BOOST_DESCRIBE_STRUCT(SupplyOffers, (), (items))

struct CartLineInput {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = kNoSlot;
    std::optional<catalog::ItemId> item_id;  // absent: the generic item of the supply
    std::int32_t quantity = 1;

    static constexpr base::Limit kLimits[] = {{.field = "supply_slot", .range = base::Range{-1, 32'767}},
                                              {.field = "quantity", .range = base::Range{1, 999}}};
};
BOOST_DESCRIBE_STRUCT(CartLineInput, (), (printer_id, supply_slot, item_id, quantity))
struct CartLinesBody {
    std::vector<CartLineInput> lines;

    static constexpr base::Limit kLimits[] = {{.field = "lines", .required = true, .max_items = 100}};
};
BOOST_DESCRIBE_STRUCT(CartLinesBody, (), (lines))
struct CartQuantityBody {
    std::int32_t quantity = 1;

    static constexpr base::Limit kLimits[] = {{.field = "quantity", .range = base::Range{1, 999}}};
};
BOOST_DESCRIBE_STRUCT(CartQuantityBody, (), (quantity))

struct CartLineView {
    CartLineId id;
    printers::PrinterId printer_id;
    std::string printer_model;
    std::string printer_serial_number;
    std::string printer_location;
    std::string site_name;
    std::optional<contacts::ContactId> contact_id;
    std::string contact_name;  // "": its printer has no delivery contact
    std::int32_t supply_slot = kNoSlot;
    OrderedItem item;
    std::int32_t quantity = 1;
    std::string problem;        // the code of why it cannot be ordered as it is; "": it can
    std::string problem_title;  // in words
};
BOOST_DESCRIBE_STRUCT(CartLineView, (),
                      (id, printer_id, printer_model, printer_serial_number, printer_location, site_name, contact_id,
                       contact_name, supply_slot, item, quantity, problem, problem_title))

struct SupplyCartView {
    std::vector<CartLineView> lines;
    std::int64_t pieces = 0;
    std::int64_t most_in_cart = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SupplyCartView, (), (lines, pieces, most_in_cart, version))

constexpr std::size_t kLongestComment = 1'000;  // code points

struct CheckoutBody {
    std::optional<contacts::ContactId> contact_id{};  // absent: to the contact of each printer
    std::string comment;
    std::optional<base::Day> desired_on{};

    static constexpr base::Limit kLimits[] = {{.field = "comment", .max_length = kLongestComment}};
};
BOOST_DESCRIBE_STRUCT(CheckoutBody, (), (contact_id, comment, desired_on))

struct ExtraLineInput {
    std::int32_t supply_slot = kNoSlot;
    std::optional<catalog::ItemId> item_id;
    std::int32_t quantity = 1;

    static constexpr base::Limit kLimits[] = {{.field = "supply_slot", .range = base::Range{-1, 32'767}},
                                              {.field = "quantity", .range = base::Range{1, 999}}};
};
BOOST_DESCRIBE_STRUCT(ExtraLineInput, (), (supply_slot, item_id, quantity))
struct ExtraOrderBody {
    printers::PrinterId printer_id;
    std::vector<ExtraLineInput> lines;
    std::string reason;
    std::optional<base::Day> job_on{};  // when the large job is printed
    std::optional<contacts::ContactId> contact_id{};

    static constexpr base::Limit kLimits[] = {
        {.field = "lines", .required = true, .max_items = 100},
        {.field = "reason", .required = true, .max_length = kLongestComment},
    };
};
BOOST_DESCRIBE_STRUCT(ExtraOrderBody, (), (printer_id, lines, reason, job_on, contact_id))

struct PlacedOrdersView {
    std::vector<SupplyOrderView> items;
};
BOOST_DESCRIBE_STRUCT(PlacedOrdersView, (), (items))

// A day on which something should arrive.
void CheckDay(const char* pointer, const std::optional<base::Day>& day, base::Instant now,
              base::FieldProblems& problems) {
    if (!day) return;
    const auto today = std::chrono::floor<std::chrono::days>(now);
    // Yesterday is still today somewhere.
    if (*day < today - std::chrono::days(1)) problems.Add(pointer, "day_past");
    if (*day > today + std::chrono::days(366)) problems.Add(pointer, "day_too_late");
}

// ---- routes ---------------------------------------------------------------------------------------

class CartRoutes {
  public:
    explicit CartRoutes(HttpParts parts) : parts_(parts) {}

    base::Result<SupplyOfferView> Offer(Call& call, const OfferPath& path) {
        auto views = OffersOf(call, {path.printer_id});
        if (views.empty()) return http::NotFound();
        return std::move(views.front());
    }

    // PRN-4: what can be ordered for many printers.
    base::Result<SupplyOffers> Offers(Call& call, const SupplyOffersBody& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        return SupplyOffers{OffersOf(call, body.printer_ids)};
    }

    base::Result<SupplyCartView> Get(Call& call) {
        return View(call, store::FindCart(call.tx(), call.organization(), call.actor().id));
    }

    base::Result<SupplyCartView> Add(Call& call, const CartLinesBody& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        std::vector<printers::PrinterId> ids;
        for (const auto& line : body.lines) ids.push_back(line.printer_id);
        const auto offers =
            FindOffers(call.tx(), call.actor().visible, ids, std::chrono::floor<std::chrono::days>(call.now()));
        auto cart = store::LockCart(call.tx(), parts_.office.ids, call.organization(), call.actor().id, call.now());
        auto lines = store::CartLines(call.tx(), cart.organization_id, cart.owner_id);
        for (std::size_t at = 0; at < body.lines.size(); ++at) {
            const CartLineInput& wanted = body.lines[at];
            const auto offer = offers.find(wanted.printer_id);
            const auto& rules = RulesFor(call, offer == offers.end() ? nullptr : &offer->second);
            auto line = std::ranges::find_if(lines, [&](const store::CartLine& one) {
                return one.printer_id == wanted.printer_id && one.supply_slot == wanted.supply_slot &&
                       one.item_id == wanted.item_id;
            });
            const std::int32_t quantity = wanted.quantity + (line == lines.end() ? 0 : line->quantity);
            const Wish wish{wanted.printer_id, wanted.supply_slot, wanted.item_id, quantity};
            const auto why = WhyNot(offer == offers.end() ? nullptr : &offer->second, wish, Source::kPerson, rules);
            if (why == "order_on_hold" || why == "order_covered")
                return RefuseOffers(call.tx(), *why, {&offer->second}, rules);
            if (why) {
                problems.Add("/lines/" + std::to_string(at) + "/quantity", *why,
                             {{"most", std::int64_t{rules.most_of_item}}});
                continue;
            }
            if (line != lines.end()) {
                line->quantity = quantity;
                store::UpdateCartLine(call.tx(), *line);
            } else {
                lines.push_back({cart.organization_id, parts_.office.ids.Make<CartLineId>(), cart.owner_id,
                                 wanted.printer_id, wanted.supply_slot, wanted.item_id, quantity});
                store::InsertCartLine(call.tx(), lines.back());
            }
        }
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY_DO(CheckCart(call, lines));
        return Changed(call, cart);
    }

    base::Result<SupplyCartView> Change(Call& call, const CartLinePath& path, const CartQuantityBody& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY(auto found, Find(call, path));
        auto& [cart, lines, line] = found;
        line->quantity = body.quantity;
        const auto offers = FindOffers(call.tx(), call.actor().visible, {line->printer_id},
                                       std::chrono::floor<std::chrono::days>(call.now()));
        const auto& rules = RulesFor(call, offers.empty() ? nullptr : &offers.begin()->second);
        if (body.quantity > rules.most_of_item) {
            problems.Add("/quantity", "order_too_many", {{"most", std::int64_t{rules.most_of_item}}});
            return std::move(problems).Refuse();
        }
        TRY_DO(CheckCart(call, lines));
        store::UpdateCartLine(call.tx(), *line);
        return Changed(call, cart);
    }

    base::Result<SupplyCartView> Remove(Call& call, const CartLinePath& path) {
        TRY(auto found, Find(call, path));
        auto& [cart, lines, line] = found;
        store::DeleteCartLine(call.tx(), cart.organization_id, line->id);
        return Changed(call, cart);
    }

    // The cart is emptied in the transaction that places its orders: whoever sends it a second time, with the version
    // that was read or from another window, orders nothing.
    base::Result<Reply<PlacedOrdersView>> Place(Call& call, const CheckoutBody& input) {
        CheckoutBody body = input;
        body.comment = base::CleanText(body.comment, 10'000);
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        CheckDay("/desired_on", body.desired_on, call.now(), problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        auto cart = store::LockCart(call.tx(), parts_.office.ids, call.organization(), call.actor().id, call.now());
        TRY_DO(call.CheckVersion(cart.version));
        Wanted wanted{.source = Source::kPerson,
                      .wishes = {},
                      .contact = body.contact_id,
                      .comment = body.comment,
                      .desired_on = body.desired_on};
        for (const auto& line : store::CartLines(call.tx(), cart.organization_id, cart.owner_id)) {
            wanted.wishes.push_back({line.printer_id, line.supply_slot, line.item_id, line.quantity});
        }
        if (wanted.wishes.empty()) return base::Refuse(base::ProblemKind::kConflict, "cart_empty");
        TRY(const auto placed, PlaceAll(call, parts_, wanted));
        store::EmptyCart(call.tx(), cart.organization_id, cart.owner_id);
        Touch(call, cart);
        return Reply<PlacedOrdersView>(Placed_(call, placed));
    }

    base::Result<Reply<PlacedOrdersView>> PlaceExtra(Call& call, const ExtraOrderBody& input) {
        ExtraOrderBody body = input;
        body.reason = base::CleanText(body.reason, 10'000);
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        CheckDay("/job_on", body.job_on, call.now(), problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        Wanted wanted{.source = Source::kExtra,
                      .wishes = {},
                      .contact = body.contact_id,
                      .comment = body.reason,
                      .desired_on = body.job_on};
        for (const auto& line : body.lines) {
            wanted.wishes.push_back({body.printer_id, line.supply_slot, line.item_id, line.quantity});
        }
        TRY(const auto placed, PlaceAll(call, parts_, wanted));
        return Reply<PlacedOrdersView>(Placed_(call, placed));
    }

  private:
    struct RulesAndDesk {
        OrderRules rules;
        std::string service_desk;
    };

    // In the order of the printers; whatever their number, with a query for each organization, contact and supply at most.
    std::vector<SupplyOfferView> OffersOf(Call& call, const std::vector<printers::PrinterId>& ids) {
        const auto& visible = call.actor().visible;
        const auto offers = FindOffers(call.tx(), visible, ids, std::chrono::floor<std::chrono::days>(call.now()));
        if (offers.empty()) return {};
        const auto open_orders = ViewsOf(call, parts_.texts, store::ToCome(call.tx(), visible, ids));
        std::map<base::OrganizationId, RulesAndDesk> rules;
        std::map<contacts::ContactId, std::string> names;
        std::vector<SupplyOfferView> views;
        for (const auto id : ids) {
            const auto offer = offers.find(id);
            if (offer == offers.end()) continue;
            auto known = rules.find(offer->second.printer.organization_id);
            if (known == rules.end()) {
                RulesAndDesk found{store::FindRules(call.tx(), offer->second.printer.organization_id), {}};
                found.service_desk = ServiceDeskOf(call.tx(), found.rules);
                known = rules.emplace(offer->second.printer.organization_id, std::move(found)).first;
            }
            views.push_back(OfferOf(call, offer->second, known->second, open_orders, names));
        }
        return views;
    }

    SupplyOfferView OfferOf(Call& call, const PrinterOffer& offer, const RulesAndDesk& rules,
                            const std::vector<SupplyOrderView>& open_orders,
                            std::map<contacts::ContactId, std::string>& names) {
        const OrderedPrinter& printer = offer.printer;
        SupplyOfferView view{.printer_id = printer.id,
                             .organization_id = printer.organization_id,
                             .printer_model = printer.manufacturer + " " + printer.model,
                             .printer_serial_number = printer.serial_number,
                             .printer_location = printer.location,
                             .site_name = printer.site_name,
                             .contact_id = printer.contact_id,
                             .contact_name = "",
                             .covered = offer.covered,
                             .hold_reason = offer.hold_reason,
                             .service_desk = rules.service_desk,
                             .items = {},
                             .open_orders = {},
                             .most_of_item = rules.rules.most_of_item,
                             .most_in_cart = rules.rules.most_in_cart};
        if (printer.contact_id) {
            auto& name = names[*printer.contact_id];
            if (name.empty()) {
                const auto contact = contacts::FindContact(call.tx(), call.actor().visible, *printer.contact_id);
                if (contact) name = contacts::NameOf(*contact);
            }
            view.contact_name = name;
        }
        const bool extra = call.actor().May(permissions::kPlaceExtraOrders);
        const bool orders = call.actor().May(permissions::kOrderSupplies);
        for (const OfferedItem& one : offer.items) {
            view.items.push_back({one.supply_slot, Named(call, one.item), one.supply_type, one.usual, one.covered,
                                  offer.hold_reason.empty() && (one.covered ? extra : orders)});
        }
        for (const auto& order : open_orders) {
            if (std::ranges::count(order.lines, printer.id, &OrderLineView::printer_id) > 0)
                view.open_orders.push_back(order);
        }
        return view;
    }

    struct Found {
        store::Cart cart;
        std::vector<store::CartLine> lines;
        std::vector<store::CartLine>::iterator line;
    };
    base::Result<Found> Find(Call& call, const CartLinePath& path) {
        Found found;
        // Where nothing is in the cart none begins.
        if (store::CartLines(call.tx(), call.organization(), call.actor().id).empty()) return http::NotFound();
        found.cart = store::LockCart(call.tx(), parts_.office.ids, call.organization(), call.actor().id, call.now());
        found.lines = store::CartLines(call.tx(), found.cart.organization_id, found.cart.owner_id);
        found.line = std::ranges::find(found.lines, path.cart_line_id, &store::CartLine::id);
        if (found.line == found.lines.end()) return http::NotFound();
        return found;
    }

    OrderRules RulesFor(Call& call, const PrinterOffer* offer) const {
        return store::FindRules(call.tx(), offer != nullptr ? offer->printer.organization_id : call.organization());
    }

    static base::Result<void> CheckCart(Call& call, const std::vector<store::CartLine>& lines) {
        const auto rules = store::FindRules(call.tx(), call.organization());
        std::int64_t pieces = 0;
        for (const auto& line : lines) pieces += line.quantity;
        if (pieces <= rules.most_in_cart) return {};
        return base::Refuse(base::ProblemKind::kConflict, "cart_too_many",
                            {{"quantity", pieces}, {"most", std::int64_t{rules.most_in_cart}}});
    }

    void Touch(Call& call, store::Cart& cart) {
        ++cart.version;
        cart.updated_at = call.now();
        store::UpdateCart(call.tx(), cart);
    }
    SupplyCartView Changed(Call& call, store::Cart& cart) {
        Touch(call, cart);
        return View(call, cart);
    }

    OrderedItem Named(Call& call, const OrderedItem& item) const {
        OrderedItem named = item;
        store::Line line;
        line.item_id = item.id;
        line.item_name = item.name;
        line.item_colorant = item.colorant;
        named.name = ItemName(parts_.texts, call.language(), line);
        return named;
    }

    SupplyCartView View(Call& call, const store::Cart& cart) const {
        SupplyCartView view{.lines = {}, .pieces = 0, .most_in_cart = 0, .version = cart.version};
        const auto lines = store::CartLines(call.tx(), cart.organization_id, cart.owner_id);
        std::vector<printers::PrinterId> ids;
        for (const auto& line : lines) ids.push_back(line.printer_id);
        const auto offers =
            FindOffers(call.tx(), call.actor().visible, ids, std::chrono::floor<std::chrono::days>(call.now()));
        std::vector<contacts::ContactId> contact_ids;
        for (const auto& [id, offer] : offers) {
            if (offer.printer.contact_id) contact_ids.push_back(*offer.printer.contact_id);
        }
        std::map<contacts::ContactId, std::string> names;
        for (const auto& contact : contacts::FindContacts(call.tx(), call.actor().visible, contact_ids)) {
            names[contact.id] = contacts::NameOf(contact);
        }
        std::map<base::OrganizationId, OrderRules> rules;
        const auto rules_of = [&](base::OrganizationId organization) -> const OrderRulesInput& {
            const auto [at, is_new] = rules.try_emplace(organization);
            if (is_new) at->second = store::FindRules(call.tx(), organization);
            return at->second;
        };
        view.most_in_cart = rules_of(call.organization()).most_in_cart;
        for (const auto& line : lines) {
            const auto found = offers.find(line.printer_id);
            const PrinterOffer* offer = found == offers.end() ? nullptr : &found->second;
            view.pieces += line.quantity;
            const auto organization = offer != nullptr ? offer->printer.organization_id : call.organization();
            view.lines.push_back(ViewLine(call, line, offer, names, rules_of(organization)));
        }
        return view;
    }

    CartLineView ViewLine(Call& call, const store::CartLine& line, const PrinterOffer* offer,
                          const std::map<contacts::ContactId, std::string>& names, const OrderRulesInput& rules) const {
        CartLineView view{.id = line.id,
                          .printer_id = line.printer_id,
                          .printer_model = "",
                          .printer_serial_number = "",
                          .printer_location = "",
                          .site_name = "",
                          .contact_id = {},
                          .contact_name = "",
                          .supply_slot = line.supply_slot,
                          .item = {},
                          .quantity = line.quantity,
                          .problem = "",
                          .problem_title = ""};
        if (offer != nullptr) {
            const auto& printer = offer->printer;
            view.printer_model = printer.manufacturer + " " + printer.model;
            view.printer_serial_number = printer.serial_number;
            view.printer_location = printer.location;
            view.site_name = printer.site_name;
            view.contact_id = printer.contact_id;
            if (printer.contact_id && names.contains(*printer.contact_id)) {
                view.contact_name = names.at(*printer.contact_id);
            }
            if (const auto* offered = offer->Find(line.supply_slot, line.item_id)) {
                view.item = Named(call, offered->item);
            }
        }
        const auto why =
            WhyNot(offer, {line.printer_id, line.supply_slot, line.item_id, line.quantity}, Source::kPerson, rules);
        if (why) {
            view.problem = *why;
            view.problem_title = parts_.texts.Format(call.language(), "problems." + *why + ".title",
                                                     {{"most", std::int64_t{rules.most_of_item}}});
        }
        return view;
    }

    PlacedOrdersView Placed_(Call& call, const std::vector<Placed>& placed) const {
        std::vector<store::Order> orders;
        for (const Placed& one : placed) orders.push_back(one.order);
        return {ViewsOf(call, parts_.texts, orders)};
    }

    HttpParts parts_;
};

}  // namespace

void RegisterCart(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<CartRoutes>(parts);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/supply-offers/{printer_id}",
                .id = "getSupplyOffer",
                .tag = "orders",
                .summary = "Read what can be ordered for a printer, and what is on its way to it",
                .allow = permissions::kSeeOrders},
               routes, &CartRoutes::Offer);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/supply-offers",
                .id = "getSupplyOffers",
                .tag = "orders",
                .summary = "Read what can be ordered for several printers; changes nothing",
                .allow = permissions::kSeeOrders,
                .only_reads = true},
               routes, &CartRoutes::Offers);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/supply-cart",
                .id = "getSupplyCart",
                .tag = "orders",
                .summary = "Read what one is about to order",
                .allow = permissions::kOrderSupplies,
                .returns_etag = true},
               routes, &CartRoutes::Get);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/supply-cart/lines",
                .id = "addToSupplyCart",
                .tag = "orders",
                .summary = "Put items for printers into the cart; what is there already becomes more",
                .allow = permissions::kOrderSupplies,
                .idempotent = true,
                .returns_etag = true},
               routes, &CartRoutes::Add);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/supply-cart/lines/{cart_line_id}",
                .id = "changeSupplyCartLine",
                .tag = "orders",
                .summary = "Change how many pieces of a line of the cart are ordered",
                .allow = permissions::kOrderSupplies,
                .returns_etag = true},
               routes, &CartRoutes::Change);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/supply-cart/lines/{cart_line_id}",
                .id = "removeSupplyCartLine",
                .tag = "orders",
                .summary = "Take a line out of the cart",
                .allow = permissions::kOrderSupplies,
                .returns_etag = true},
               routes, &CartRoutes::Remove);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/supply-cart/order",
                .id = "placeSupplyOrders",
                .tag = "orders",
                .summary = "Order what is in the cart: an order for each site and delivery contact",
                .allow = permissions::kOrderSupplies,
                .creates = true,
                .if_match = true},
               routes, &CartRoutes::Place);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/extra-supply-orders",
                .id = "placeExtraOrder",
                .tag = "orders",
                .summary = "Order supplies for a large job of a printer, beside what comes by itself",
                .allow = permissions::kPlaceExtraOrders,
                .creates = true},
               routes, &CartRoutes::PlaceExtra);
}

}  // namespace orders
