#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/orders/orders.hpp"
#include "server/platform/pg/list.hpp"

// The tables supply_orders, supply_order_lines, shipments, shipment_lines, supply_order_events and
// supply_order_comments; nothing else writes them.
namespace orders::store {

struct Order {
    base::OrganizationId organization_id;
    OrderId id;
    std::string number;
    State state = State::kSubmitted;
    Source source = Source::kReplenishment;
    std::string ordered_by;
    std::optional<organizations::SiteId> site_id;
    std::string site_name;
    std::optional<contacts::ContactId> contact_id;
    // contacts::ContactInput: until it is shipped or cancelled what the contact is now, then what it
    // was. Whatever is shown, written or booked about an order's recipient is this.
    boost::json::value contact;
    std::string state_reason;
    base::Instant ordered_at;
    base::Instant updated_at;
    std::int64_t version = 1;
    OrderId family_id;                   // the order that it was parted from, else its own
    std::optional<OrderId> merged_into;  // what took its lines over
    std::optional<OrdererId> ordered_by_id;
    std::string comment;
    std::optional<base::Day> desired_on;
    base::Day due_on;              // the desired day, else that of the order; back order moves it
    boost::json::value waits_for;  // std::vector<LineReason>
    // A parcel that has not left yet: since when, and whom its label names (contacts::ContactInput).
    std::optional<base::Instant> packed_at;
    std::optional<boost::json::value> packed_for;
    std::string assignee{};  // e-mail address of one of the operator's people; "": nobody
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact,
                       state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment,
                       desired_on, due_on, waits_for, packed_at, packed_for, assignee))

struct Line : Pieces {
    base::OrganizationId organization_id;
    LineId id;
    OrderId order_id;
    std::int32_t position = 0;
    printers::PrinterId printer_id;
    std::string printer_serial_number;
    std::string printer_model;
    std::string printer_location;
    std::int32_t supply_slot = 0;
    std::optional<catalog::ItemId> item_id;
    std::string item_part_number;
    std::string item_name;
    std::string item_colorant;
    std::int32_t item_yield_pages = 0;
    std::int32_t need = 0;
    bool open = true;                        // some pieces are to be shipped or under way
    boost::json::value reason;               // LineReason
    std::optional<base::Day> expected_on{};  // on back order: when it will be there again
    std::string state_reason{};              // why on back order or cancelled
};
BOOST_DESCRIBE_STRUCT(Line, (Pieces),
                      (organization_id, id, order_id, position, printer_id, printer_serial_number, printer_model,
                       printer_location, supply_slot, item_id, item_part_number, item_name, item_colorant,
                       item_yield_pages, need, open, reason, expected_on, state_reason))

struct Shipment {
    base::OrganizationId organization_id;
    ShipmentId id;
    OrderId order_id;
    std::string carrier;
    std::string tracking_number;
    base::Instant shipped_at;
    std::optional<base::Instant> delivered_at;
    boost::json::value contact;  // contacts::ContactInput: where it went
};
BOOST_DESCRIBE_STRUCT(Shipment, (),
                      (organization_id, id, order_id, carrier, tracking_number, shipped_at, delivered_at, contact))

// What of a line is in a parcel.
struct ShipmentLine {
    base::OrganizationId organization_id;
    ShipmentId shipment_id;
    LineId line_id;
    std::int32_t quantity = 1;
    std::int32_t returned = 0;
};
BOOST_DESCRIBE_STRUCT(ShipmentLine, (), (organization_id, shipment_id, line_id, quantity, returned))

struct Event {
    base::OrganizationId organization_id;
    OrderId order_id;
    base::Id<struct EventTag> id;
    base::Instant at;
    std::string action;
    std::string actor;
    std::string note;
    std::optional<OrderId> other_order_id;  // the second order that it concerns
    std::string other_order_number;
};
BOOST_DESCRIBE_STRUCT(Event, (),
                      (organization_id, order_id, id, at, action, actor, note, other_order_id, other_order_number))

// What people say about an order.
using CommentId = base::Id<struct SupplyOrderCommentTag>;
struct SupplyOrderComment {
    CommentId id;
    base::Instant at;
    std::string author;  // as the audit log names them
    std::string text;
    bool internal = false;  // only the operator's people read it
};
BOOST_DESCRIBE_STRUCT(SupplyOrderComment, (), (id, at, author, text, internal))
struct KeptComment : SupplyOrderComment {
    base::OrganizationId organization_id;
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(KeptComment, (SupplyOrderComment), (organization_id, order_id))
enum class CommentColumn { kAt };
BOOST_DESCRIBE_ENUM(CommentColumn, kAt)
struct CommentFilter {
    std::span<const base::OrganizationId> organizations;
    OrderId order;
    bool with_internal = false;
};
BOOST_DESCRIBE_STRUCT(CommentFilter, (), (organizations, order, with_internal))

enum class SortColumn {
    kOrderedAt,
    kDueOn,
    kNumber,
    kState,
    kSource,
    kOrderedBy,
    kDesiredOn,
    kOrganizationName,
    kSiteName,
    kContactName,
    kAssignee
};
BOOST_DESCRIBE_ENUM(SortColumn, kOrderedAt, kDueOn, kNumber, kState, kSource, kOrderedBy, kDesiredOn, kOrganizationName,
                    kSiteName, kContactName, kAssignee)

struct ListFilter {
    std::span<const base::OrganizationId> organizations;
    std::vector<State> states;                   // empty: all
    std::optional<printers::PrinterId> printer;  // orders with a line for it
    std::vector<Source> sources;                 // empty: all
    // Each is the number, found among the words of one of its lines or of its recipient, or how a word of its customer's
    // or its site's name, the address of whoever ordered it or the number of one of its parcels begins (ORD-1).
    std::vector<std::string> words;
    std::vector<std::string> numbers;  // NumbersOf(words)
    std::optional<base::Instant> ordered_since;
    std::optional<base::Instant> ordered_before;
    std::optional<contacts::ContactId> contact;
    std::optional<organizations::SiteId> site;
    std::optional<catalog::ItemId> item;
    std::optional<std::string> carrier;
    std::optional<base::Day> due_until;
    std::optional<std::string> external_system;  // external::SystemKey
    std::optional<std::string> external_id;
    std::optional<std::string> assignee;  // "": nobody's
};
BOOST_DESCRIBE_STRUCT(ListFilter, (),
                      (organizations, states, printer, sources, words, numbers, ordered_since, ordered_before, contact,
                       site, item, carrier, due_until, external_system, external_id, assignee))

// The order number that each word may be, "" for none.
std::vector<std::string> NumbersOf(const std::vector<std::string>& words);
pg::Slice<Order> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);
// Something of it is still to be shipped.
bool NotShipped(State state);
std::optional<Order> Find(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, OrderId id);
std::optional<Order> Lock(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, OrderId id);
// Of all these orders by one query, in order of position.
std::vector<Line> Lines(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                        const std::vector<OrderId>& orders);
std::vector<Shipment> Shipments(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                const std::vector<OrderId>& orders);
std::vector<ShipmentLine> ShipmentLines(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                        const std::vector<OrderId>& orders);
// How many orders there are in each state.
struct StateCount {
    State state = State::kSubmitted;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, count))
std::vector<StateCount> CountStates(pg::Transaction& tx, std::span<const base::OrganizationId> organizations);
// By their numbers, whoever's.
std::vector<Order> FindByNumbers(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                 const std::vector<std::string>& numbers);
// The orders of which something is still to come to these printers, shipped or not.
std::vector<Order> ToCome(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                          const std::vector<printers::PrinterId>& printers);
// The orders that are not shipped yet and have lines for these printers.
std::vector<Order> OpenOf(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                          const std::vector<printers::PrinterId>& printers);
// Same, with those that they were parted from or that parted from them; FOR UPDATE.
std::vector<Order> LockFamilies(pg::Transaction& tx, base::OrganizationId organization,
                                const std::vector<printers::PrinterId>& printers);
std::vector<std::string> NumbersTo(pg::Transaction& tx, base::OrganizationId organization, contacts::ContactId contact);
// The contact's own data was changed: the versions of the orders that go to it grow. Gives them.
std::vector<Order> Touch(pg::Transaction& tx, base::OrganizationId organization, contacts::ContactId contact,
                         base::Instant now);
// "SO-481516234" of these, by id.
std::map<OrderId, std::string> Numbers(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                       const std::vector<OrderId>& orders);
std::map<base::OrganizationId, std::string> OrganizationNames(pg::Transaction& tx,
                                                              std::span<const base::OrganizationId> organizations);
std::vector<Event> Events(pg::Transaction& tx, base::OrganizationId organization, OrderId order);

pg::Slice<SupplyOrderComment> ListComments(pg::Transaction& tx, const CommentFilter& filter,
                                           const pg::Window<CommentColumn>& window);
std::int64_t CountComments(pg::Transaction& tx, base::OrganizationId organization, OrderId order);
void InsertComment(pg::Transaction& tx, const KeptComment& comment);

// The next number, e.g. "SO-481516234"; see NumberAt.
std::string NextNumber(pg::Transaction& tx);
void InsertOrder(pg::Transaction& tx, const Order& order);
// False when the need has an open order already.
bool InsertLine(pg::Transaction& tx, const Line& line);
void InsertShipment(pg::Transaction& tx, const Shipment& shipment);
void InsertEvent(pg::Transaction& tx, const Event& event);
void DeleteOrder(pg::Transaction& tx, base::OrganizationId organization, OrderId order);
// Behind the lines that `to` has.
void MoveLines(pg::Transaction& tx, base::OrganizationId organization, const std::vector<LineId>& lines, OrderId to);
// Writes state, reason, contact, merged_into, version and updated_at.
void UpdateOrder(pg::Transaction& tx, const Order& order);
// Writes items, pieces, back order and whether they are open.
void UpdateLines(pg::Transaction& tx, const std::vector<Line>& lines);
// The words that the order is found by, after its item was replaced.
void RenewTerms(pg::Transaction& tx, const Line& line);
void InsertShipmentLines(pg::Transaction& tx, const std::vector<ShipmentLine>& lines);
void UpdateShipmentLine(pg::Transaction& tx, const ShipmentLine& line);
void UpdateShipment(pg::Transaction& tx, const Shipment& shipment);

}  // namespace orders::store
