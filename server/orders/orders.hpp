#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/json.hpp"
#include "lib/base/problem.hpp"
#include "server/catalog/catalog.hpp"
#include "server/contacts/contacts.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/printers/printers.hpp"

namespace pg {
class Transaction;
}
namespace http {
class Router;
}
namespace i18n {
class Catalogues;
}
namespace tasks {
class Registry;
}

// Supply orders: who gets what for which printer, why, and how far it is (ORD-1, ORD-3, ASR-5..9).
namespace orders {

using OrderId = base::Id<struct OrderTag>;
using LineId = base::Id<struct LineTag>;
using ShipmentId = base::Id<struct ShipmentTag>;
using OrdererId = base::Id<struct OrdererTag>;  // the person or API key that ordered

// In the order in which an order goes through them: it never goes back.
enum class State {
    kAwaitingApproval,
    kSubmitted,
    kConfirmed,
    kOnBackOrder,
    kPartlyShipped,
    kShipped,
    kDelivered,
    kReturned,
    kCancelled,
};
BOOST_DESCRIBE_ENUM(State, kAwaitingApproval, kSubmitted, kConfirmed, kOnBackOrder, kPartlyShipped, kShipped,
                    kDelivered, kReturned, kCancelled)

// In the order in which they are offered: the regular course first.
enum class Action { kConfirm, kShip, kPack, kDeliver, kBackOrder, kCancel, kApprove, kReject, kReturn, kReplaceItem };
BOOST_DESCRIBE_ENUM(Action, kConfirm, kShip, kPack, kDeliver, kBackOrder, kCancel, kApprove, kReject, kReturn,
                    kReplaceItem)

// Who wants it: the daily run, people of the customer (ORD-2), the operator for a large job (ASR-11).
enum class Source { kReplenishment, kPerson, kExtra };
BOOST_DESCRIBE_ENUM(Source, kReplenishment, kPerson, kExtra)

// Whether an action is possible in a state, or "order_state" (ORD-3). Pure.
base::Result<void> CheckAction(State state, Action action);

// Pieces of a line, and what has become of them.
struct Pieces {
    std::int32_t quantity = 1;
    std::int32_t cancelled = 0;
    std::int32_t shipped = 0;    // have left, those that came back included
    std::int32_t delivered = 0;  // have arrived, those that came back included
    std::int32_t refused = 0;    // came back without having arrived
    std::int32_t returned = 0;   // came back after they had arrived
    bool on_back_order = false;  // what is to be shipped

    [[nodiscard]] std::int32_t ToShip() const { return quantity - cancelled - shipped; }
    // To be shipped or under way: what the printer will still get.
    [[nodiscard]] std::int32_t InTransit() const { return quantity - cancelled - delivered - refused; }
};
BOOST_DESCRIBE_STRUCT(Pieces, (), (quantity, cancelled, shipped, delivered, refused, returned, on_back_order))

// The state of an order whose lines are these, at least what it was: a state never goes back (ORD-3). Pure.
State StateOf(State before, std::span<const Pieces> lines);
// Nothing is left to do: delivered, returned or cancelled.
bool IsClosed(State state);

// The number of the order at that place of all orders, e.g. "SO-481516234": nine digits that no other place has, and
// that say nothing about how many orders there are without the key of the installation. Pure.
std::string NumberAt(std::int64_t place, std::string_view key);

// What is ordered, as it stood in the catalogue; without an id it is a generic item (ORD-2).
struct OrderedItem {
    std::optional<catalog::ItemId> id;
    std::string part_number;  // "" for a generic item
    std::string name;
    std::string colorant;
    std::int32_t yield_pages = 0;
};
BOOST_DESCRIBE_STRUCT(OrderedItem, (), (id, part_number, name, colorant, yield_pages))

// Why a line was ordered, as data; the sentence is `sentences.<code>` in the catalogues.
struct LineReason {
    std::string code;
    base::Args args;
};
BOOST_DESCRIBE_STRUCT(LineReason, (), (code, args))

struct NewLine {
    printers::PrinterId printer_id;
    std::string printer_serial_number;
    std::string printer_model;
    std::string printer_location;
    std::int32_t supply_slot = 0;
    OrderedItem item;
    std::int32_t quantity = 1;  // whole cartridges, 1..999
    std::int32_t need = 0;      // 1, 2 ...: additional orders of ASR-7, beside open ones; kNoNeed of people
    LineReason reason;
};

// Of lines that people order: they stand beside each other and beside the needs of replenishment.
inline constexpr std::int32_t kNoNeed = -1;
// Of an item that is no supply of its printer, such as a maintenance kit.
inline constexpr std::int32_t kNoSlot = -1;

// One shipment: one organization, one delivery contact, at most one site. Until it is shipped it
// goes where its printers' contact is (ASR-14); when their contacts part, so does the order.
struct NewOrder {
    base::OrganizationId organization;
    std::optional<organizations::SiteId> site_id;
    std::string site_name;
    contacts::Contact contact;
    Source source = Source::kReplenishment;
    std::string ordered_by;  // e-mail address of the person; "" for replenishment
    std::vector<NewLine> lines;
    std::optional<OrdererId> ordered_by_id{};
    std::string comment{};                  // to the warehouse; of an extra order the reason
    std::optional<base::Day> desired_on{};  // when it should arrive
    std::vector<LineReason> waits_for{};    // not empty: it waits for an approval, for these reasons
};

// What writing orders needs beside the database.
struct Office {
    base::IdSource& ids;
    mail::Mailer& mailer;
    std::string portal_url;             // "https://portal.example.com", for the link in a mail
    std::string mail_language = "en";   // where neither contact nor organizations have one
    std::vector<std::string> sender{};  // name and address on papers; empty: the operator's name
};

// Stores the order with its history and puts the mail to its contact into the outbox, all in `tx`.
// Gives its number, or nullopt when every line's need is covered by an open order already (the run
// was repeated). Lines that are covered are left out, and in an order of replenishment those of
// printers that were given another contact a moment ago: the next run sends them there.
std::optional<std::string> CreateOrder(pg::Transaction& tx, Office& office, const NewOrder& order, base::Instant now);

// Cartridges ordered and neither delivered nor cancelled, in the order of printer and slot.
struct InTransit {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::int64_t quantity = 0;
    std::int64_t on_back_order = 0;        // of `quantity`
    std::optional<base::Day> expected_on;  // the last of these; absent where nobody knows of one
    std::vector<std::int32_t> needs;       // of the open lines: NewLine::need
};
BOOST_DESCRIBE_STRUCT(InTransit, (), (printer_id, supply_slot, quantity, on_back_order, expected_on, needs))
std::vector<InTransit> ListInTransit(pg::Transaction& tx, base::OrganizationId organization);

// The same of some printers of several organizations: for a page of a list.
std::vector<InTransit> ListInTransitOf(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                       const std::vector<printers::PrinterId>& printers);

// What replenishment covers (ASR-1): toner, ink, and what gathers their waste. Pure.
bool IsCoveredType(std::string_view supply_type);

// Called, in the transaction of the step, with what arrived, came back or was announced. Replenishment fills it: the
// shelf grows and shrinks, and an announced job leaves the estimate alone.
class DeliveryListener {
  public:
    virtual ~DeliveryListener() = default;
    // Cartridges that had arrived went back to the warehouse. `announced`: those of a job (OnAnnounced).
    virtual void OnReturned(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t /*supply_slot*/,
                            std::int32_t /*quantity*/, bool /*announced*/, base::Instant) {}
    // Ordered for a large job on that day (ASR-11); less than 0: taken back before they arrived.
    virtual void OnAnnounced(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t /*supply_slot*/,
                             std::int32_t /*quantity*/, base::Day) {}
    virtual void OnDelivered(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                             std::int32_t supply_slot, std::int32_t quantity, const std::string& order_number,
                             base::Instant now) = 0;
};

// CON-9, ASR-14: what is changed about printers' contacts reaches every order not yet shipped, in the
// same transaction. An order whose printers get different contacts parts: the lines of those with
// the new one move into an order of their own, or into the one that they were parted from when both
// are in the same state. An order of which something was shipped always parts: its parcels stay what they were. Locks are
// taken in this order: printers, contacts, orders by their ids.
class ContactChanges final : public contacts::OpenDeliveries, public printers::AssignmentListener {
  public:
    explicit ContactChanges(Office& office) : office_(office) {}

    std::vector<std::string> NumbersTo(pg::Transaction& tx, base::OrganizationId organization,
                                       contacts::ContactId contact) override;
    void OnContactChanged(pg::Transaction& tx, const contacts::Contact& contact, const std::string& actor,
                          base::Instant now) override;
    std::vector<audit::Change> OnAssigned(pg::Transaction& tx, base::OrganizationId organization,
                                          const std::vector<printers::PrinterId>& printers, contacts::ContactId contact,
                                          const std::string& actor, base::Instant now) override;

  private:
    Office& office_;
};

// What giving printers a contact, or none, would do to orders that are not shipped yet: for the
// question before it is done.
struct AffectedOrder {
    OrderId id;
    std::string number;
    std::string contact_name;  // who it goes to now
    bool parts = false;        // only some of its lines are for these printers
};
BOOST_DESCRIBE_STRUCT(AffectedOrder, (), (id, number, contact_name, parts))
std::vector<AffectedOrder> ListAffected(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                        const std::vector<printers::PrinterId>& printers,
                                        const std::optional<contacts::ContactId>& contact);

// Orders that are not closed keep an organization from being deleted (ORG-2); a site may go, its name stays in the
// order.
class OpenOrderGuard final : public organizations::DeletionGuard {
  public:
    std::vector<base::CountedText> OfOrganization(pg::Transaction& tx, base::OrganizationId organization) override;
    std::vector<base::CountedText> OfSite(pg::Transaction& tx, base::OrganizationId organization,
                                          organizations::SiteId site) override;
};

// Which orders name an item keeps it from being deleted from the catalogue.
class ItemOrders final : public catalog::OrdersOfItems {
  public:
    Counts Of(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, catalog::ItemId item) override;
};

// Orders in the history of the printers that they are for (PRN-3).
class PrinterHistory final : public printers::HistorySource {
  public:
    std::vector<printers::HistoryEvent> Before(pg::Transaction& tx, base::OrganizationId organization,
                                               printers::PrinterId printer, base::Instant at,
                                               printers::HistoryEventId id, std::int32_t limit) override;
};

struct HttpParts {
    Office& office;
    const i18n::Catalogues& texts;
    DeliveryListener& deliveries;
};
void RegisterHttp(http::Router& router, HttpParts parts);  // all of these
void RegisterPapers(http::Router& router, HttpParts parts);
void RegisterFulfilment(http::Router& router, HttpParts parts);
void RegisterCart(http::Router& router, HttpParts parts);
void RegisterRules(http::Router& router, HttpParts parts);
void RegisterImports(http::Router& router, HttpParts parts);
// "orders.import": steps of orders from a file (ORD-3). "orders.ask_operator": to approve what nobody of the customer may.
// Both outlive the registry.
void RegisterTasks(tasks::Registry& registry, Office& office, DeliveryListener& deliveries);

}  // namespace orders
