#include "server/orders/ordering.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "lib/base/try.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

namespace orders {
namespace {

std::string NamePrinter(const OrderedPrinter& printer) {
    std::string name = printer.manufacturer + " " + printer.model;
    if (!printer.serial_number.empty()) name += " " + printer.serial_number;
    return name;
}

constexpr const char* kOnHold = "order_on_hold";
constexpr const char* kCovered = "order_covered";

// The first few, so that a refusal stays readable.
std::string Join(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 5;
    std::string text;
    for (std::size_t at = 0; at < std::min(names.size(), kMost); ++at) text += (at == 0 ? "" : ", ") + names[at];
    if (names.size() > kMost) text += " …";
    return text;
}

NewLine LineFor(const PrinterOffer& offer, const OfferedItem& offered, const Wish& wish, LineReason reason) {
    return {.printer_id = offer.printer.id,
            .printer_serial_number = offer.printer.serial_number,
            .printer_model = offer.printer.manufacturer + " " + offer.printer.model,
            .printer_location = offer.printer.location,
            .supply_slot = offered.supply_slot,
            .item = offered.item,
            .quantity = wish.quantity,
            .need = kNoNeed,
            .reason = std::move(reason)};
}

// Gathers the wishes into orders.
class Gathering {
  public:
    Gathering(http::Call& call, const Wanted& wanted) : call_(call), wanted_(wanted) {
        std::vector<printers::PrinterId> ids;
        for (const Wish& wish : wanted.wishes) ids.push_back(wish.printer_id);
        offers_ = FindOffers(call.tx(), call.actor().visible, ids, std::chrono::floor<std::chrono::days>(call.now()));
    }

    base::Result<std::vector<NewOrder>> Go() {
        TRY_DO(CheckWishes());
        TRY_DO(CheckContacts());
        std::vector<NewOrder> orders;
        for (auto& [key, order] : orders_) {
            order.waits_for = WhyWaits(RulesOf(order.organization), order, prices_);
            orders.push_back(std::move(order));
        }
        return orders;
    }

  private:
    const OrderRules& RulesOf(base::OrganizationId organization) {
        const auto found = rules_.find(organization);
        if (found != rules_.end()) return found->second;
        return rules_.emplace(organization, store::FindRules(call_.tx(), organization)).first->second;
    }

    base::Result<void> CheckWishes() {
        base::FieldProblems problems;
        std::map<std::string, std::vector<const PrinterOffer*>> refused;  // whole printers, by the reason
        const auto& own = RulesOf(call_.organization());
        std::int64_t pieces = 0;
        for (std::size_t at = 0; at < wanted_.wishes.size(); ++at) {
            const Wish& wish = wanted_.wishes[at];
            const auto found = offers_.find(wish.printer_id);
            const PrinterOffer* offer = found == offers_.end() ? nullptr : &found->second;
            const auto& rules = offer != nullptr ? RulesOf(offer->printer.organization_id) : own;
            const auto why = WhyNot(offer, wish, wanted_.source, rules);
            pieces += wish.quantity;
            if (!why) continue;
            if (*why == kOnHold || *why == kCovered) {
                auto& offers = refused[*why];
                if (std::ranges::find(offers, offer) == offers.end()) offers.push_back(offer);
            } else {
                problems.Add("/lines/" + std::to_string(at), *why, {{"most", std::int64_t{rules.most_of_item}}});
            }
        }
        if (!problems.empty()) return std::move(problems).Refuse();
        for (const char* why : {kOnHold, kCovered}) {
            if (const auto found = refused.find(why); found != refused.end())
                return RefuseOffers(call_.tx(), why, found->second, own);
        }
        // What the operator orders for a large job is in no cart (ASR-11); a line has its limit (ExtraLineInput).
        if (wanted_.source == Source::kPerson && pieces > own.most_in_cart) {
            return base::Refuse(base::ProblemKind::kConflict, "cart_too_many",
                                {{"quantity", pieces}, {"most", std::int64_t{own.most_in_cart}}});
        }
        return {};
    }

    base::Result<void> CheckContacts() {
        std::vector<std::string> without;
        std::map<contacts::ContactId, std::optional<contacts::Contact>> known;
        for (const Wish& wish : wanted_.wishes) {
            const PrinterOffer& offer = offers_.at(wish.printer_id);
            const OrderedPrinter& printer = offer.printer;
            const auto id = wanted_.contact ? wanted_.contact : printer.contact_id;
            if (!id) {
                without.push_back(NamePrinter(printer));
                continue;
            }
            if (!known.contains(*id)) known[*id] = contacts::FindContact(call_.tx(), call_.actor().visible, *id);
            const auto& contact = known.at(*id);
            if (!contact) {
                base::FieldProblems problems;
                problems.Add("/contact_id", "contact_unknown");
                return std::move(problems).Refuse();
            }
            if (contact->organization_id != printer.organization_id) {
                return base::Refuse(base::ProblemKind::kConflict, "order_contact_elsewhere",
                                    {{"contact", contacts::NameOf(*contact)}, {"printer", NamePrinter(printer)}});
            }
            Add(wish, offer, *contact);
        }
        if (without.empty()) return {};
        return base::Refuse(base::ProblemKind::kConflict, "order_no_contact", {{"printers", Join(without)}});
    }

    void Add(const Wish& wish, const PrinterOffer& offer, const contacts::Contact& contact) {
        const OrderedPrinter& printer = offer.printer;
        const OfferedItem& offered = *offer.Find(wish.supply_slot, wish.item_id);
        NewOrder& order = orders_[{printer.organization_id, printer.site_id, contact.id}];
        order.organization = printer.organization_id;
        order.site_id = printer.site_id;
        order.site_name = printer.site_name;
        order.contact = contact;
        order.source = wanted_.source;
        order.ordered_by = call_.actor().name;
        order.ordered_by_id = OrdererId{call_.actor().id};
        order.comment = wanted_.comment;
        order.desired_on = wanted_.desired_on;
        LineReason reason{wanted_.source == Source::kExtra ? "order_reasons.extra" : "order_reasons.person",
                          {{"by", call_.actor().name}, {"reason", wanted_.comment}}};
        if (offered.item.id) prices_.push_back({*offered.item.id, offered.price});
        order.lines.push_back(LineFor(offer, offered, wish, std::move(reason)));
    }

    http::Call& call_;
    const Wanted& wanted_;
    std::map<printers::PrinterId, PrinterOffer> offers_;
    std::map<base::OrganizationId, OrderRules> rules_;
    std::map<std::tuple<base::OrganizationId, std::optional<organizations::SiteId>, contacts::ContactId>, NewOrder>
        orders_;
    std::vector<ItemPrice> prices_;
};

}  // namespace

std::optional<std::string> WhyNot(const PrinterOffer* offer, const Wish& wish, Source source,
                                  const OrderRulesInput& rules) {
    if (offer == nullptr) return "printer_unknown";
    const OfferedItem* offered = offer->Find(wish.supply_slot, wish.item_id);
    if (offered == nullptr) return "item_unknown";
    if (!offer->hold_reason.empty()) return kOnHold;
    if (source == Source::kPerson && offered->covered) return kCovered;
    if (source == Source::kPerson && wish.quantity > rules.most_of_item) return "order_too_many";
    return std::nullopt;
}

base::Result<std::vector<Placed>> PlaceAll(http::Call& call, HttpParts parts, const Wanted& wanted) {
    TRY(const auto orders, Gathering(call, wanted).Go());
    std::vector<Placed> placed;
    for (const NewOrder& order : orders) {
        auto one = PlaceOrder(call.tx(), parts.office, order, call.now());
        // Its contact was deleted a moment ago.
        if (!one) return base::Refuse(base::ProblemKind::kConflict, "order_no_contact", {{"printers", ""}});
        audit::Record(call, {one->order.organization_id, audit::action::kSupplyOrderSubmitted, "supply_order",
                             one->order.id.value, nullptr, Audited(one->order, one->lines)});
        if (order.source == Source::kExtra) {
            for (const store::Line& line : one->lines) {
                if (line.supply_slot == kNoSlot) continue;
                parts.deliveries.OnAnnounced(call.tx(), order.organization, line.printer_id, line.supply_slot,
                                             line.quantity, one->order.due_on);
            }
        }
        placed.push_back(std::move(*one));
    }
    return placed;
}

std::unexpected<base::Problem> RefuseOffers(pg::Transaction& tx, const std::string& code,
                                            const std::vector<const PrinterOffer*>& offers,
                                            const OrderRulesInput& rules) {
    std::vector<std::string> printers;
    std::set<std::string> reasons;
    for (const auto* offer : offers) {
        printers.push_back(NamePrinter(offer->printer));
        reasons.insert(offer->hold_reason);
    }
    base::Args args{{"printers", Join(printers)}, {"service_desk", ServiceDeskOf(tx, rules)}};
    if (code == kOnHold) args["reason"] = Join({reasons.begin(), reasons.end()});
    return base::Refuse(base::ProblemKind::kConflict, code, std::move(args));
}

std::string ServiceDeskOf(pg::Transaction& tx, const OrderRulesInput& rules) {
    if (!rules.service_desk.empty()) return rules.service_desk;
    const auto desk = contracts::FindServiceDesk(tx);
    if (desk.phone.empty() && desk.email.empty()) return organizations::OperatorName(tx);
    return desk.phone + (desk.phone.empty() || desk.email.empty() ? "" : ", ") + desk.email;
}

}  // namespace orders
