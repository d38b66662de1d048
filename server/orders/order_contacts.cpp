#include <algorithm>
#include <iterator>
#include <set>

#include "server/orders/order_events.hpp"
#include "server/orders/order_mail.hpp"
#include "server/orders/order_papers.hpp"
#include "server/orders/order_steps.hpp"
#include "server/orders/order_store.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"

// What becomes of orders that are not shipped yet when their printers get another contact, or the
// contact another address (CON-9, ASR-14).
namespace orders {
namespace {

using base::json::ToValue;

// One assignment: printers of one organization were given one contact.
class Redirection {
  public:
    Redirection(pg::Transaction& tx, Office& office, const contacts::Contact& contact,
                const std::vector<printers::PrinterId>& printers, std::string actor, base::Instant now)
        : tx_(tx),
          office_(office),
          contact_(contact),
          recipient_(ToValue(static_cast<const contacts::ContactInput&>(contact))),
          printers_(printers.begin(), printers.end()),
          actor_(std::move(actor)),
          now_(now) {}

    std::vector<audit::Change> Go() {
        Load({printers_.begin(), printers_.end()});
        // Whole orders first: what parts finds the one that it belongs to.
        const std::size_t known = parcels_.size();
        for (std::size_t at = 0; at < known; ++at) {
            if (Concerned(at) && IsWhole(at) && Moved(at).size() == parcels_[at].lines.size()) Turn(at);
        }
        for (std::size_t at = 0; at < known; ++at) {
            if (Concerned(at)) Part(at);
        }
        Write();
        return std::move(changes_);
    }

  private:
    // An order with its lines, as it is and as it was.
    struct Parcel {
        store::Order order;
        std::vector<store::Line> lines;
        std::optional<store::Order> before{};  // absent: made by this
        std::vector<store::Line> lines_before{};
        bool changed = false;
        bool arrives = false;  // its lines are told to the contact
        std::vector<std::string> actions{};
    };
    // What is told to whom it went to.
    struct Departure {
        store::Order from;
        std::vector<store::Line> lines;
        std::size_t to = 0;
    };
    // Lines that went from one order into another one.
    struct Move {
        std::size_t from = 0;
        std::vector<store::Line> lines;
        std::size_t to = 0;
    };

    void Load(const std::vector<printers::PrinterId>& printers) {
        std::vector<OrderId> ids;
        for (auto& order : store::LockFamilies(tx_, contact_.organization_id, printers)) {
            ids.push_back(order.id);
            parcels_.push_back({.order = order, .lines = {}, .before = order});
        }
        if (ids.empty()) return;
        // Ids grow with time: the older order is the one that stays.
        std::ranges::sort(parcels_, {}, [](const Parcel& parcel) { return parcel.order.id; });
        for (auto& line : store::Lines(tx_, {&contact_.organization_id, 1}, ids)) {
            if (line.ToShip() == 0) continue;  // shipped, or cancelled: it goes nowhere any more
            const auto parcel =
                std::ranges::find(parcels_, line.order_id, [](const Parcel& one) { return one.order.id; });
            parcel->lines.push_back(line);
            parcel->lines_before.push_back(std::move(line));
        }
    }

    // An order for the audit log: what it holds is what changes when it parts.
    static boost::json::value Audited(const store::Order& order, const std::vector<store::Line>& lines) {
        boost::json::value value = ToValue(order);
        boost::json::array& held = value.as_object()["lines"].emplace_array();
        for (const auto& line : lines) held.push_back(boost::json::value(line.id.ToString()));
        return value;
    }

    // Has lines that go elsewhere from now on.
    bool Concerned(std::size_t at) const {
        const Parcel& parcel = parcels_[at];
        return store::NotShipped(parcel.order.state) && parcel.order.contact_id != contact_.id && !Moved(at).empty();
    }

    // Nothing of it has left: it can go elsewhere as it is. What was shipped of another stays an order to whom it went.
    bool IsWhole(std::size_t at) const {
        const Parcel& parcel = parcels_[at];
        return parcel.order.state != State::kPartlyShipped &&
               std::ranges::none_of(parcel.lines, [](const store::Line& line) { return line.shipped > 0; });
    }

    // The state of what is to be shipped of it.
    State StateToShip(std::size_t at) const {
        const Parcel& parcel = parcels_[at];
        if (parcel.order.state != State::kPartlyShipped) return parcel.order.state;
        const bool waits = std::ranges::all_of(Moved(at), &store::Line::on_back_order);
        return waits ? State::kOnBackOrder : State::kConfirmed;
    }

    // The lines as a mail names them: the pieces that are still to be shipped.
    static std::vector<store::Line> ToShip(std::vector<store::Line> lines) {
        for (store::Line& line : lines) line.quantity = line.ToShip();
        return lines;
    }

    std::vector<store::Line> Moved(std::size_t at) const {
        std::vector<store::Line> moved;
        for (const auto& line : parcels_[at].lines) {
            if (printers_.contains(line.printer_id)) moved.push_back(line);
        }
        return moved;
    }

    // One of the same family that goes to the contact and is as far as what is to be shipped of this one.
    std::optional<std::size_t> Sibling(std::size_t of) const {
        const State state = StateToShip(of);
        for (std::size_t at = 0; at < parcels_.size(); ++at) {
            const store::Order& other = parcels_[at].order;
            if (at != of && other.family_id == parcels_[of].order.family_id && other.state == state && IsWhole(at) &&
                other.contact_id == contact_.id) {
                return at;
            }
        }
        return std::nullopt;
    }

    // The whole order goes to the contact; with the part that went there before, if there is one.
    void Turn(std::size_t at) {
        const auto sibling = Sibling(at);
        departures_.push_back({parcels_[at].order, parcels_[at].lines, sibling.value_or(at)});
        if (sibling && *sibling < at) {
            Merge(at, *sibling);
            return;
        }
        Parcel& parcel = parcels_[at];
        parcel.order.contact_id = contact_.id;
        parcel.order.contact = recipient_;
        parcel.arrives = true;
        Say(at, "redirected", std::nullopt, contacts::NameOf(contact_));
        if (sibling) {
            departures_.back().to = at;
            Merge(*sibling, at);
        }
    }

    // What is to be shipped of some of its lines goes to the contact.
    void Part(std::size_t at) {
        const auto moved = Moved(at);
        auto target = Sibling(at);
        if (!target) {
            Parcel part{.order = parcels_[at].order, .lines = {}};
            part.order.id = office_.ids.Make<OrderId>();
            part.order.number = store::NextNumber(tx_);
            part.order.contact_id = contact_.id;
            part.order.contact = recipient_;
            part.order.updated_at = now_;
            part.order.version = 1;
            part.order.packed_at.reset();
            part.order.packed_for.reset();
            part.order.state = StateToShip(at);
            store::InsertOrder(tx_, part.order);
            parcels_.push_back(std::move(part));
            target = parcels_.size() - 1;
        }
        departures_.push_back({parcels_[at].order, moved, *target});
        std::vector<store::Line> whole;
        for (const auto& line : moved) {
            if (line.shipped > 0)
                CarryRest(at, *target, line);
            else
                whole.push_back(line);
        }
        Carry(at, *target, whole);
        Settle(at);
        moves_.push_back({at, moved, *target});
        parcels_[*target].arrives = true;
        Say(at, "split_to", *target);
        Say(*target, "split_from", at);
    }

    // All lines of `from` go into `to`, and `from` is over.
    void Merge(std::size_t from, std::size_t to) {
        const auto lines = parcels_[from].lines;
        moves_.push_back({from, lines, to});
        Carry(from, to, lines);
        parcels_[from].order.state = State::kCancelled;
        parcels_[from].order.merged_into = parcels_[to].order.id;
        parcels_[to].arrives = true;
        Say(from, "merged_into", to);
        Say(to, "merged_from", from);
    }

    void Carry(std::size_t from, std::size_t to, const std::vector<store::Line>& lines) {
        std::vector<LineId> ids;
        for (const auto& line : lines) ids.push_back(line.id);
        store::MoveLines(tx_, contact_.organization_id, ids, parcels_[to].order.id);
        std::erase_if(parcels_[from].lines,
                      [&](const store::Line& line) { return std::ranges::find(ids, line.id) != ids.end(); });
        parcels_[to].lines.insert(parcels_[to].lines.end(), lines.begin(), lines.end());
    }

    // What was shipped of the line stays where it was ordered; the rest is a line of its own, and what was needed with
    // it.
    void CarryRest(std::size_t from, std::size_t to, const store::Line& line) {
        store::Line stays = line;
        stays.quantity -= line.ToShip();
        stays.on_back_order = false;
        stays.expected_on.reset();
        stays.need = kNoNeed;
        stays.open = stays.InTransit() > 0;
        store::UpdateLines(tx_, {stays});
        store::Line rest = line;
        static_cast<Pieces&>(rest) = {.quantity = line.ToShip(), .on_back_order = line.on_back_order};
        rest.id = office_.ids.Make<LineId>();
        rest.order_id = parcels_[to].order.id;
        rest.open = true;
        // Behind what the order has.
        const auto others = store::Lines(tx_, {&contact_.organization_id, 1}, {rest.order_id});
        rest.position = 1;
        for (const auto& other : others) rest.position = std::max(rest.position, other.position + 1);
        store::InsertLine(tx_, rest);
        std::erase_if(parcels_[from].lines, [&](const store::Line& one) { return one.id == line.id; });
        parcels_[to].lines.push_back(std::move(rest));
    }

    // Where nothing is left to ship, the order is where its parcels are.
    void Settle(std::size_t at) {
        store::Order& order = parcels_[at].order;
        if (order.state != State::kPartlyShipped) return;
        const auto lines = store::Lines(tx_, {&contact_.organization_id, 1}, {order.id});
        order.state = StateOf(order.state, std::vector<Pieces>(lines.begin(), lines.end()));
    }

    void Say(std::size_t at, const std::string& action, std::optional<std::size_t> other = {},
             const std::string& note = {}) {
        Parcel& parcel = parcels_[at];
        parcel.changed = true;
        parcel.actions.push_back(action);
        auto event = NewEvent(office_.ids, parcel.order, action, actor_, note, now_);
        if (other) {
            event.other_order_id = parcels_[*other].order.id;
            event.other_order_number = parcels_[*other].order.number;
        }
        store::InsertEvent(tx_, event);
    }

    void Write() {
        for (Parcel& parcel : parcels_) {
            if (!parcel.changed) continue;
            if (parcel.before) {
                parcel.order.version = parcel.before->version + 1;
                parcel.order.updated_at = now_;
                // It is packed anew: for somebody else, or with other items.
                parcel.order.packed_at.reset();
                parcel.order.packed_for.reset();
                store::UpdateOrder(tx_, parcel.order);
            }
            const bool split =
                std::ranges::any_of(parcel.actions, [](const auto& action) { return action.starts_with("split"); });
            const bool merged =
                std::ranges::any_of(parcel.actions, [](const auto& action) { return action.starts_with("merged"); });
            changes_.push_back({contact_.organization_id,
                                split    ? audit::action::kSupplyOrderSplit
                                : merged ? audit::action::kSupplyOrderMerged
                                         : audit::action::kSupplyOrderRedirected,
                                "supply_order", parcel.order.id.value,
                                parcel.before ? Audited(*parcel.before, parcel.lines_before) : nullptr,
                                Audited(parcel.order, parcel.lines)});
        }
        for (const Departure& departure : departures_) {
            const store::Order& to = parcels_[departure.to].order;
            EnqueueParted(tx_, office_, departure.from, ToShip(departure.lines), to, contacts::NameOf(contact_), now_);
        }
        for (const Parcel& parcel : parcels_) {
            if (!parcel.arrives || !store::NotShipped(parcel.order.state)) continue;
            EnqueueMail(tx_, office_, MailKind::kRedirected, parcel.order, ToShip(parcel.lines), nullptr, now_);
        }
        TellOutside();
    }

    // ORD-3: webhooks hear of each order where its lines are now.
    void TellOutside() {
        for (const Move& move : moves_) {
            TellMoved(tx_, office_, parcels_[move.from].order, ToShip(move.lines), parcels_[move.to].order, now_);
        }
        for (const Parcel& parcel : parcels_) {
            if (std::ranges::find(parcel.actions, "redirected") == parcel.actions.end()) continue;
            TellRedirected(tx_, office_, parcel.order, ToShip(parcel.lines), now_);
        }
    }

    pg::Transaction& tx_;
    Office& office_;
    const contacts::Contact& contact_;
    const boost::json::value recipient_;
    const std::set<printers::PrinterId> printers_;
    const std::string actor_;
    const base::Instant now_;
    std::vector<Parcel> parcels_;
    std::vector<Departure> departures_;
    std::vector<Move> moves_;
    std::vector<audit::Change> changes_;
};

// Whatever a label shows of the recipient. By the country's code: its name is the same where the code is.
bool SameLabel(const contacts::ContactInput& one, const contacts::ContactInput& other) {
    return RecipientLines(one, one.address.country) == RecipientLines(other, other.address.country);
}

}  // namespace

std::vector<std::string> ContactChanges::NumbersTo(pg::Transaction& tx, base::OrganizationId organization,
                                                   contacts::ContactId contact) {
    return store::NumbersTo(tx, organization, contact);
}

void ContactChanges::OnContactChanged(pg::Transaction& tx, const contacts::Contact& contact, const std::string& actor,
                                      base::Instant now) {
    auto orders = store::Touch(tx, contact.organization_id, contact.id, now);
    if (orders.empty()) return;
    std::vector<OrderId> ids;
    for (const auto& order : orders) ids.push_back(order.id);
    auto to_ship = store::Lines(tx, {&contact.organization_id, 1}, ids);
    std::erase_if(to_ship, [](const store::Line& line) { return line.ToShip() == 0; });
    for (auto& line : to_ship) line.quantity = line.ToShip();
    TellContactChanged(tx, office_, orders, to_ship, now);
    for (auto& order : orders) {
        store::InsertEvent(tx, NewEvent(office_.ids, order, "contact_changed", actor, contacts::NameOf(contact), now));
        if (!order.packed_for) continue;
        const auto packed_for = base::json::Bind<contacts::ContactInput>(*order.packed_for);
        if (!packed_for || SameLabel(*packed_for, contact)) continue;
        // ASR-14: the parcel is there, with the label of the former recipient.
        std::vector<store::Line> rest;
        std::ranges::copy_if(to_ship, std::back_inserter(rest),
                             [&](const store::Line& line) { return line.order_id == order.id; });
        EnqueueMail(tx, office_, MailKind::kAddressChanged, order, rest, nullptr, now,
                    {.extent = order.state == State::kPartlyShipped ? supply_notices::Extent::kRest
                                                                    : supply_notices::Extent::kWhole});
        order.packed_at.reset();
        order.packed_for.reset();
        store::UpdateOrder(tx, order);
    }
}

std::vector<audit::Change> ContactChanges::OnAssigned(pg::Transaction& tx, base::OrganizationId organization,
                                                      const std::vector<printers::PrinterId>& printers,
                                                      contacts::ContactId contact, const std::string& actor,
                                                      base::Instant now) {
    const auto to = contacts::FindContact(tx, {&organization, 1}, contact);
    if (!to) return {};
    return Redirection(tx, office_, *to, printers, actor, now).Go();
}

std::vector<AffectedOrder> ListAffected(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                        const std::vector<printers::PrinterId>& printers,
                                        const std::optional<contacts::ContactId>& contact) {
    const std::set<printers::PrinterId> chosen(printers.begin(), printers.end());
    const auto orders = store::OpenOf(tx, organizations, printers);
    std::vector<OrderId> ids;
    for (const auto& order : orders) ids.push_back(order.id);
    std::set<OrderId> parts;
    if (!ids.empty()) {
        for (const auto& line : store::Lines(tx, organizations, ids)) {
            if (!chosen.contains(line.printer_id)) parts.insert(line.order_id);
        }
    }
    std::vector<AffectedOrder> affected;
    for (const auto& order : orders) {
        if (contact && order.contact_id == contact) continue;
        const auto now = base::json::Bind<contacts::ContactInput>(order.contact);
        affected.push_back(
            {order.id, order.number, now ? contacts::NameOf(*now) : "", contact && parts.contains(order.id)});
    }
    return affected;
}

}  // namespace orders
