#include "server/orders/order_steps.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "lib/base/try.hpp"
#include "lib/printing/reading.hpp"
#include "server/orders/order_events.hpp"
#include "server/orders/order_mail.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

namespace orders {
namespace {

using base::json::ToValue;

store::Line ToRow(const NewLine& line, const store::Order& order, LineId id, std::int32_t position) {
    store::Line row;
    row.organization_id = order.organization_id;
    row.id = id;
    row.order_id = order.id;
    row.position = position;
    row.printer_id = line.printer_id;
    row.printer_serial_number = line.printer_serial_number;
    row.printer_model = line.printer_model;
    row.printer_location = line.printer_location;
    row.supply_slot = line.supply_slot;
    row.item_id = line.item.id;
    row.item_part_number = line.item.part_number;
    row.item_name = line.item.name;
    row.item_colorant = line.item.colorant;
    row.item_yield_pages = line.item.yield_pages;
    row.quantity = line.quantity;
    row.need = line.need;
    row.reason = ToValue(line.reason);
    return row;
}

// ORD-2: it says what kind of item is meant, and no more.
bool IsGeneric(Source source, const store::Line& line) {
    if (line.item_id || !line.item_part_number.empty()) return false;
    return source != Source::kReplenishment ||
           base::json::ParseEnum<printing::SupplyType>(catalog::PlainType(line.item_name)).has_value();
}

// The lines of printers that have this contact, and keep it until the transaction ends.
std::vector<NewLine> LinesOf(pg::Transaction& tx, const NewOrder& order) {
    if (order.source != Source::kReplenishment) return order.lines;
    std::vector<printers::PrinterId> ids;
    for (const auto& line : order.lines) ids.push_back(line.printer_id);
    std::set<printers::PrinterId> here;
    for (const auto& [printer, contact] : printers::HoldDeliveryContacts(tx, order.organization, ids)) {
        if (contact == order.contact.id) here.insert(printer);
    }
    std::vector<NewLine> lines;
    for (const auto& line : order.lines) {
        if (here.contains(line.printer_id)) lines.push_back(line);
    }
    return lines;
}

}  // namespace

store::Event NewEvent(base::IdSource& ids, const store::Order& order, std::string action, std::string actor,
                      std::string note, base::Instant now) {
    store::Event event;
    event.organization_id = order.organization_id;
    event.order_id = order.id;
    event.id.value = ids.Next();
    event.at = now;
    event.action = std::move(action);
    event.actor = std::move(actor);
    event.note = std::move(note);
    return event;
}

boost::json::value Audited(const store::Order& order, const std::vector<store::Line>& lines) {
    boost::json::value value = ToValue(order);
    boost::json::array& held = value.as_object()["lines"].emplace_array();
    for (const auto& line : lines) {
        boost::json::object one = ToValue(static_cast<const Pieces&>(line)).as_object();
        one["id"] = line.id.ToString();
        one["item_name"] = line.item_name;
        held.push_back(std::move(one));
    }
    return value;
}

base::Result<void> CheckNamed(const store::Order& order, std::span<const store::Line> lines) {
    const auto generic =
        std::ranges::find_if(lines, [&](const store::Line& line) { return IsGeneric(order.source, line); });
    if (generic == lines.end()) return {};
    return base::Refuse(base::ProblemKind::kConflict, "order_item_generic",
                        {{"number", order.number},
                         {"printer", generic->printer_serial_number.empty() ? generic->printer_model
                                                                            : generic->printer_serial_number}});
}

const char* AuditedAs(Action action, State state) {
    switch (action) {
        case Action::kApprove:
            return audit::action::kSupplyOrderApproved;
        case Action::kReject:
            return audit::action::kSupplyOrderRejected;
        case Action::kConfirm:
            return audit::action::kSupplyOrderConfirmed;
        case Action::kBackOrder:
            return audit::action::kSupplyOrderOnBackOrder;
        case Action::kPack:
            return audit::action::kSupplyOrderPacked;
        case Action::kShip:
            return state == State::kPartlyShipped ? audit::action::kSupplyOrderPartlyShipped
                                                  : audit::action::kSupplyOrderShipped;
        case Action::kDeliver:
            return audit::action::kSupplyOrderDelivered;
        case Action::kReturn:
            return audit::action::kSupplyOrderReturned;
        case Action::kReplaceItem:
            return audit::action::kSupplyOrderItemReplaced;
        case Action::kCancel:
            return state == State::kCancelled ? audit::action::kSupplyOrderCancelled
                                              : audit::action::kSupplyOrderLineCancelled;
    }
    std::unreachable();
}

std::optional<Placed> PlaceOrder(pg::Transaction& tx, Office& office, const NewOrder& input, base::Instant now) {
    const auto wanted = LinesOf(tx, input);
    const auto contact = contacts::HoldContact(tx, {&input.organization, 1}, input.contact.id);
    if (wanted.empty() || !contact) return std::nullopt;
    store::Order order;
    order.organization_id = input.organization;
    order.id = office.ids.Make<OrderId>();
    order.number = store::NextNumber(tx);
    order.source = input.source;
    order.ordered_by = input.ordered_by;
    order.site_id = input.site_id;
    order.site_name = input.site_name;
    order.contact_id = contact->id;
    order.contact = ToValue(static_cast<const contacts::ContactInput&>(*contact));
    order.family_id = order.id;
    order.ordered_at = order.updated_at = now;
    order.ordered_by_id = input.ordered_by_id;
    order.comment = input.comment;
    order.desired_on = input.desired_on;
    order.due_on = input.desired_on.value_or(std::chrono::floor<std::chrono::days>(now));
    order.waits_for = ToValue(input.waits_for);
    if (!input.waits_for.empty()) order.state = State::kAwaitingApproval;
    store::InsertOrder(tx, order);

    std::vector<store::Line> lines;
    for (const NewLine& line : wanted) {
        auto row = ToRow(line, order, office.ids.Make<LineId>(), static_cast<std::int32_t>(lines.size()) + 1);
        if (store::InsertLine(tx, row)) lines.push_back(std::move(row));
    }
    if (lines.empty()) {
        store::DeleteOrder(tx, order.organization_id, order.id);
        return std::nullopt;
    }
    store::InsertEvent(tx, NewEvent(office.ids, order, std::string(base::json::EnumName(order.state)), order.ordered_by,
                                    order.comment, now));
    if (order.state == State::kAwaitingApproval) {
        AskApprovers(tx, office, order, lines, now);
    } else {
        EnqueueMail(tx, office, MailKind::kCreated, order, lines, nullptr, now);
    }
    TellCreated(tx, office, order, lines, now);
    return Placed{std::move(order), std::move(lines)};
}

std::optional<std::string> CreateOrder(pg::Transaction& tx, Office& office, const NewOrder& input, base::Instant now) {
    const auto placed = PlaceOrder(tx, office, input, now);
    if (!placed) return std::nullopt;
    audit::RecordSystem(tx, now, "replenishment.organization",
                        {.organization = placed->order.organization_id,
                         .action = audit::action::kSupplyOrderSubmitted,
                         .object_type = "supply_order",
                         .object_id = placed->order.id.value,
                         .after = ToValue(placed->order)});
    return placed->order.number;
}

namespace {

// One step of one order: what it does to the pieces of the lines, then all that follows.
class Progress {
  public:
    Progress(pg::Transaction& tx, Office& office, DeliveryListener& deliveries, store::Order order, const Step& step,
             base::Instant now)
        : tx_(tx),
          office_(office),
          deliveries_(deliveries),
          order_(std::move(order)),
          step_(step),
          now_(now),
          lines_(store::Lines(tx, {&order_.organization_id, 1}, {order_.id})) {}

    base::Result<store::Order> Go() {
        TRY_DO(CheckAction(order_.state, step_.action));
        waited_ = step_.action != Action::kApprove && order_.state == State::kAwaitingApproval;
        TRY_DO(Do());
        std::vector<Pieces> pieces;
        for (store::Line& line : lines_) {
            if (line.ToShip() == 0) line.on_back_order = false;
            line.open = line.InTransit() > 0;
            pieces.push_back(line);
        }
        order_.state = StateOf(order_.state, pieces);
        // Whatever changes what is to be shipped changes the parcel.
        if (step_.action != Action::kPack && step_.action != Action::kDeliver) order_.packed_at.reset();
        if (!order_.packed_at) order_.packed_for.reset();
        order_.state_reason = step_.reason;
        order_.version += 1;
        order_.updated_at = now_;
        store::UpdateLines(tx_, lines_);
        store::UpdateOrder(tx_, order_);
        store::InsertEvent(tx_, NewEvent(office_.ids, order_, EventName(), step_.actor, Note(), now_));
        Tell();
        return std::move(order_);
    }

  private:
    // What of a line the step is done with.
    struct Chosen {
        store::Line* line = nullptr;
        std::int32_t quantity = 0;
    };
    struct Arrival {
        const store::Shipment* parcel = nullptr;
        Chosen pieces;
    };

    base::Result<void> Do() {
        switch (step_.action) {
            case Action::kConfirm:
                order_.state = State::kConfirmed;
                return {};
            case Action::kApprove:
                order_.state = State::kSubmitted;
                return {};
            case Action::kReject:
            case Action::kCancel:
                return Cancel();
            case Action::kBackOrder:
                return BackOrder();
            case Action::kPack:
                return Pack();
            case Action::kShip:
                return Ship();
            case Action::kDeliver:
                return Deliver();
            case Action::kReturn:
                return Return();
            case Action::kReplaceItem:
                return Replace();
        }
        return {};
    }

    // The lines that the step names, or all with something left; `left` says how much that is.
    template <class Left>
    base::Result<void> Choose(Left left) {
        std::set<LineId> seen;
        base::FieldProblems problems;
        for (std::size_t at = 0; at < step_.parts.size(); ++at) {
            const Part& part = step_.parts[at];
            const auto line = std::ranges::find(lines_, part.line_id, &store::Line::id);
            const std::string where = "/lines/" + std::to_string(at) + "/line_id";
            if (line == lines_.end()) {
                problems.Add(where, "line_unknown");
            } else if (!seen.insert(part.line_id).second) {
                problems.Add(where, "line_twice");
            } else {
                chosen_.push_back({&*line, part.quantity});
            }
        }
        if (!problems.empty()) return std::move(problems).Refuse();
        for (const auto& [line, quantity] : chosen_) {
            if (quantity <= left(*line)) continue;
            return base::Refuse(base::ProblemKind::kConflict, "order_line_left",
                                {{"item", Named(*line)},
                                 {"quantity", std::int64_t{quantity}},
                                 {"left", std::int64_t{left(*line)}},
                                 {"cancelled", std::int64_t{line->cancelled}},
                                 {"action", std::string(base::json::EnumName(step_.action))}});
        }
        if (!step_.parts.empty()) return {};
        for (store::Line& line : lines_) {
            if (const auto quantity = left(line); quantity > 0) chosen_.push_back({&line, quantity});
        }
        return {};
    }

    base::Result<void> Cancel() {
        TRY_DO(Choose([](const store::Line& line) { return line.ToShip(); }));
        for (const auto& [line, quantity] : chosen_) {
            line->cancelled += quantity;
            line->state_reason = step_.reason;
            TakeBackAnnounced(*line, quantity);
        }
        return {};
    }

    // What was announced for a job does not come.
    void TakeBackAnnounced(const store::Line& line, std::int32_t quantity) {
        if (order_.source != Source::kExtra || line.supply_slot == kNoSlot) return;
        deliveries_.OnAnnounced(tx_, order_.organization_id, line.printer_id, line.supply_slot, -quantity,
                                order_.due_on);
    }

    base::Result<void> BackOrder() {
        TRY_DO(Choose([](const store::Line& line) { return line.ToShip(); }));
        for (auto& [line, quantity] : chosen_) {
            quantity = line->ToShip();
            line->on_back_order = true;
            line->expected_on = step_.expected_on;
            line->state_reason = step_.reason;
        }
        if (step_.expected_on) order_.due_on = *step_.expected_on;
        return {};
    }

    // What is there goes into the parcel: what is on back order may still be a generic item.
    base::Result<void> Pack() {
        std::vector<store::Line> packed;
        for (const store::Line& line : lines_) {
            if (line.ToShip() > 0 && !line.on_back_order) packed.push_back(line);
        }
        TRY_DO(CheckNamed(order_, packed));
        order_.packed_at = now_;
        order_.packed_for = order_.contact;
        return {};
    }

    base::Result<void> Ship() {
        TRY_DO(Choose([](const store::Line& line) { return line.ToShip(); }));
        TRY_DO(CheckNamed(order_, Concerned(chosen_)));
        shipment_ = store::Shipment{.organization_id = order_.organization_id,
                                    .id = office_.ids.Make<ShipmentId>(),
                                    .order_id = order_.id,
                                    .carrier = step_.carrier,
                                    .tracking_number = step_.tracking_number,
                                    .shipped_at = now_,
                                    .contact = order_.contact};
        store::InsertShipment(tx_, *shipment_);
        std::vector<store::ShipmentLine> packed;
        for (const auto& [line, quantity] : chosen_) {
            was_on_back_order_ = was_on_back_order_ || line->on_back_order;
            line->shipped += quantity;
            packed.push_back({order_.organization_id, shipment_->id, line->id, quantity});
        }
        store::InsertShipmentLines(tx_, packed);
        return {};
    }

    base::Result<void> Deliver() {
        auto parcels = store::Shipments(tx_, {&order_.organization_id, 1}, {order_.id});
        if (step_.shipment) {
            const auto parcel = std::ranges::find(parcels, *step_.shipment, &store::Shipment::id);
            if (parcel == parcels.end()) return base::Refuse(base::ProblemKind::kNotFound, "shipment_unknown");
            if (parcel->delivered_at) return RefuseDelivered(*parcel);
        }
        for (store::Shipment& parcel : parcels) {
            if (parcel.delivered_at || (step_.shipment && parcel.id != *step_.shipment)) continue;
            parcel.delivered_at = now_;
            store::UpdateShipment(tx_, parcel);
            arrived_.push_back(parcel);
            shipment_ = parcel;
        }
        if (arrived_.empty()) return RefuseDelivered(parcels.back());
        for (const auto& packed : store::ShipmentLines(tx_, {&order_.organization_id, 1}, {order_.id})) {
            const auto parcel = std::ranges::find(arrived_, packed.shipment_id, &store::Shipment::id);
            if (parcel == arrived_.end()) continue;
            store::Line& line = *std::ranges::find(lines_, packed.line_id, &store::Line::id);
            const std::int32_t quantity = packed.quantity - packed.returned;
            if (quantity == 0) continue;
            line.delivered += quantity;
            chosen_.push_back({&line, quantity});
            arrivals_.push_back({&*parcel, chosen_.back()});
            if (line.supply_slot == kNoSlot) continue;
            deliveries_.OnDelivered(tx_, order_.organization_id, line.printer_id, line.supply_slot, quantity,
                                    order_.number, now_);
        }
        return {};
    }

    // What comes back before its parcel has arrived is no more under way; what had arrived leaves the shelf. Either way
    // nothing of it is on its way any longer, so that what is needed is ordered again.
    base::Result<void> Return() {
        const auto parcels = store::Shipments(tx_, {&order_.organization_id, 1}, {order_.id});
        const auto parcel = std::ranges::find(parcels, step_.shipment.value_or(ShipmentId{}), &store::Shipment::id);
        if (parcel == parcels.end()) return base::Refuse(base::ProblemKind::kNotFound, "shipment_unknown");
        std::map<LineId, store::ShipmentLine> packed;
        for (const auto& one : store::ShipmentLines(tx_, {&order_.organization_id, 1}, {order_.id})) {
            if (one.shipment_id == parcel->id) packed.emplace(one.line_id, one);
        }
        TRY_DO(Choose([&](const store::Line& line) {
            const auto found = packed.find(line.id);
            return found == packed.end() ? 0 : found->second.quantity - found->second.returned;
        }));
        for (const auto& [line, quantity] : chosen_) {
            store::ShipmentLine& one = packed.at(line->id);
            one.returned += quantity;
            store::UpdateShipmentLine(tx_, one);
            if (!parcel->delivered_at) {
                line->refused += quantity;
                TakeBackAnnounced(*line, quantity);
                continue;
            }
            line->returned += quantity;
            if (line->supply_slot == kNoSlot) continue;
            deliveries_.OnReturned(tx_, order_.organization_id, line->printer_id, line->supply_slot, quantity,
                                   order_.source == Source::kExtra, now_);
        }
        if (chosen_.empty()) {
            return base::Refuse(base::ProblemKind::kConflict, "order_nothing_to_return", {{"number", order_.number}});
        }
        came_back_ = *parcel;
        return {};
    }

    base::Result<void> Replace() {
        TRY_DO(Choose([](const store::Line& line) { return line.shipped > 0 ? 0 : line.ToShip(); }));
        for (const auto& [line, quantity] : chosen_) {
            replaced_ = Named(*line);
            line->item_id = step_.item->id;
            line->item_part_number = step_.item->part_number;
            line->item_name = step_.item->name;
            line->item_colorant = step_.item->colorant;
            line->item_yield_pages = step_.item->yield_pages;
            store::RenewTerms(tx_, *line);
        }
        return {};
    }

    [[nodiscard]] std::unexpected<base::Problem> RefuseDelivered(const store::Shipment& parcel) const {
        return base::Refuse(base::ProblemKind::kConflict, "shipment_delivered",
                            {{"number", order_.number}, {"carrier", parcel.carrier}});
    }

    [[nodiscard]] std::string EventName() const {
        switch (step_.action) {
            case Action::kApprove:
                return "approved";
            case Action::kReject:
                return "rejected";
            case Action::kBackOrder:
                return "on_back_order";
            case Action::kCancel:
                return order_.state == State::kCancelled ? "cancelled" : "line_cancelled";
            case Action::kDeliver:
                return order_.state == State::kDelivered ? "delivered" : "partly_delivered";
            case Action::kReturn:
                return order_.state == State::kReturned ? "returned" : "partly_returned";
            case Action::kReplaceItem:
                return "item_replaced";
            case Action::kPack:
                return "packed";
            default:
                return std::string(base::json::EnumName(order_.state));
        }
    }

    // An item in the words that a history keeps.
    static std::string Named(const store::Line& line) {
        return line.item_part_number.empty() ? line.item_name : line.item_part_number;
    }

    [[nodiscard]] std::string Note() const {
        std::string note = step_.reason;
        const auto add = [&](const std::string& text) {
            if (text.empty()) return;
            if (!note.empty()) note += " · ";
            note += text;
        };
        if (step_.action == Action::kShip) {
            add(step_.carrier + (step_.tracking_number.empty() ? "" : " " + step_.tracking_number));
        }
        if (step_.action == Action::kReplaceItem) {
            add(replaced_ + " → " + step_.item->part_number);
            return note;
        }
        if (step_.expected_on) add(base::FormatDay(*step_.expected_on));
        if (!step_.parts.empty() || step_.shipment) {
            std::string items;
            for (const auto& [line, quantity] : chosen_) {
                items += (items.empty() ? "" : ", ") + std::to_string(quantity) + " × " + Named(*line);
            }
            add(items);
        }
        return note;
    }

    // The lines of the step with the pieces that it was done with; a line that arrives in two parcels once.
    static std::vector<store::Line> Concerned(const std::vector<Chosen>& chosen) {
        std::vector<store::Line> concerned;
        for (const Chosen& one : chosen) {
            const auto same = std::ranges::find(concerned, one.line->id, &store::Line::id);
            if (same != concerned.end()) {
                same->quantity += one.quantity;
                continue;
            }
            concerned.push_back(*one.line);
            concerned.back().quantity = one.quantity;
        }
        return concerned;
    }

    // The one place where people hear of a step.
    void Tell() {
        const auto concerned = step_.action == Action::kApprove ? lines_ : Concerned(chosen_);
        TellStep(tx_, office_, step_.action, order_, concerned.empty() ? lines_ : concerned,
                 shipment_ ? &*shipment_ : nullptr, now_);
        const auto mail = MailFor(step_.action, was_on_back_order_);
        if (!mail) return;
        if (step_.action == Action::kDeliver) {
            WriteWhereItArrived(*mail);
            return;
        }
        store::Order told = order_;
        if (came_back_) told.contact = came_back_->contact;
        Write(*mail, told, concerned, PiecesOf(concerned), shipment_ ? &*shipment_ : nullptr);
    }

    // A parcel arrives where it went, whoever the contact is by now: one mail for all that arrived at one address.
    void WriteWhereItArrived(MailKind mail) {
        auto left = arrivals_;
        while (!left.empty()) {
            const store::Shipment& parcel = *left.front().parcel;
            std::vector<Chosen> here;
            std::vector<Arrival> elsewhere;
            for (const Arrival& one : left) {
                if (one.parcel->contact == parcel.contact) {
                    here.push_back(one.pieces);
                } else {
                    elsewhere.push_back(one);
                }
            }
            store::Order told = order_;
            told.contact = parcel.contact;
            Write(mail, told, Concerned(here), PiecesOf(Concerned(chosen_)), &parcel);
            left = std::move(elsewhere);
        }
    }

    void Write(MailKind mail, const store::Order& told, const std::vector<store::Line>& concerned, std::int64_t of_step,
               const store::Shipment* parcel) {
        MailFacts facts;
        if (step_.action != Action::kApprove) {
            facts =
                FactsOf(step_.action, std::vector<Pieces>(lines_.begin(), lines_.end()), PiecesOf(concerned), of_step);
        }
        facts.expected_on = step_.expected_on;
        facts.had_arrived = came_back_ && came_back_->delivered_at;
        facts.waited = waited_;
        EnqueueMail(tx_, office_, mail, told, concerned, parcel, now_, facts);
    }

    static std::int64_t PiecesOf(const std::vector<store::Line>& lines) {
        std::int64_t pieces = 0;
        for (const store::Line& line : lines) pieces += line.quantity;
        return pieces;
    }

    pg::Transaction& tx_;
    Office& office_;
    DeliveryListener& deliveries_;
    store::Order order_;
    const Step& step_;
    const base::Instant now_;
    std::vector<store::Line> lines_;
    std::vector<Chosen> chosen_;
    std::vector<store::Shipment> arrived_;
    std::vector<Arrival> arrivals_;  // what is in them
    std::optional<store::Shipment> came_back_;
    std::optional<store::Shipment> shipment_;
    std::string replaced_;
    bool was_on_back_order_ = false;
    bool waited_ = false;  // for an approval, and has not got it
};

}  // namespace

base::Result<store::Order> Advance(pg::Transaction& tx, Office& office, DeliveryListener& deliveries,
                                   store::Order order, const Step& step, base::Instant now) {
    return Progress(tx, office, deliveries, std::move(order), step, now).Go();
}

}  // namespace orders
