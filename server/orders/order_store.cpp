#include "server/orders/order_store.hpp"

#include <fmt/format.h>

#include <charconv>

#include "lib/base/text.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/pg/search_terms.hpp"

namespace orders::store {
namespace {

using Organizations = std::span<const base::OrganizationId>;

// The one place where an order's recipient comes from (ASR-14): the contact itself until the order
// is shipped, and what was booked from then on.
std::vector<Order> WithRecipients(pg::Transaction& tx, std::vector<Order> orders) {
    std::vector<base::OrganizationId> organizations;
    std::vector<contacts::ContactId> ids;
    for (const Order& order : orders) {
        if (!NotShipped(order.state) || !order.contact_id) continue;
        organizations.push_back(order.organization_id);
        ids.push_back(*order.contact_id);
    }
    if (ids.empty()) return orders;
    std::map<contacts::ContactId, boost::json::value> contacts;
    for (const auto& contact : contacts::FindContacts(tx, organizations, ids)) {
        contacts[contact.id] = base::json::ToValue(static_cast<const contacts::ContactInput&>(contact));
    }
    for (Order& order : orders) {
        if (!NotShipped(order.state) || !order.contact_id) continue;
        if (const auto found = contacts.find(*order.contact_id); found != contacts.end()) order.contact = found->second;
    }
    return orders;
}

std::optional<Order> WithRecipient(pg::Transaction& tx, std::optional<Order> order) {
    if (!order) return order;
    return std::move(WithRecipients(tx, {std::move(*order)}).front());
}

}  // namespace

bool NotShipped(State state) {
    return state < State::kShipped;
}

// ---- reading -----------------------------------------------------------------------------------------

const pg::List<Order, ListFilter, SortColumn> kList{{
    .name = "orders.list",
    .from = "supply_orders AS orders",
    .where =
        fmt::format(R"sql(organization_id = ANY ($organizations)
  AND (cardinality($states) = 0 OR state = ANY ($states))
  AND ($printer IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $printer))
  AND (cardinality($words) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($words) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= {}
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($organizations)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($words, $numbers) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($organizations)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($words) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= {}
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($organizations)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($words) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($organizations)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($words) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($organizations)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($words) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($organizations)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($words) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($organizations)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($words)))
  AND (cardinality($sources) = 0 OR source = ANY ($sources))
  AND ($contact IS NULL OR contact_id = $contact)
  AND ($ordered_since IS NULL OR ordered_at >= $ordered_since)
  AND ($ordered_before IS NULL OR ordered_at < $ordered_before)
  AND ($site IS NULL OR site_id = $site)
  AND ($due_until IS NULL OR due_on <= $due_until)
  AND ($item IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $item))
  AND ($carrier IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $carrier))
  AND ($assignee IS NULL OR assignee = $assignee)
  AND {})sql",
                    pg::kShortestEnding, pg::kShortestEnding, external::Matches(external::Kind::kSupplyOrder, "id")),
    .sorts = {{SortColumn::kOrderedAt, "ordered_at", "timestamptz"},
              {SortColumn::kDueOn, "due_on", "date"},
              {SortColumn::kNumber, "number"},
              {SortColumn::kState, "state"},
              {SortColumn::kSource, "source"},
              {SortColumn::kOrderedBy, "ordered_by_key"},
              {SortColumn::kDesiredOn, "COALESCE(desired_on, 'infinity')", "date"},
              {SortColumn::kOrganizationName,
               "(SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id)"},
              {SortColumn::kSiteName,
               "COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id "
               "= orders.site_id), '')"},
              {SortColumn::kContactName,
               "COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND "
               "c.id = orders.contact_id), '')"},
              {SortColumn::kAssignee, "assignee"}},
}};

namespace {

// "59", "so59" and "so-000059" are SO-000059; anything else is no number.
std::string NumberOf(std::string_view word) {
    if (word.starts_with("so")) word.remove_prefix(2);
    if (word.starts_with('-')) word.remove_prefix(1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size() || number < 0) return "";
    return fmt::format("SO-{:06}", number);
}

}  // namespace

std::vector<std::string> NumbersOf(const std::vector<std::string>& words) {
    std::vector<std::string> numbers;
    for (const auto& word : words) numbers.push_back(NumberOf(word));
    return numbers;
}

pg::Slice<Order> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    auto slice = kList.Read(tx, filter, window);
    slice.rows = WithRecipients(tx, std::move(slice.rows));
    return slice;
}

const pg::Query<Order(Organizations, OrderId)> kFind{"orders.find", R"sql(
    SELECT {columns}
    FROM supply_orders WHERE organization_id = ANY ($1) AND id = $2)sql"};
const pg::Query<Order(Organizations, OrderId)> kLock{"orders.lock", R"sql(
    SELECT {columns}
    FROM supply_orders WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE)sql"};

std::optional<Order> Find(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, OrderId id) {
    return WithRecipient(tx, tx.One(kFind, organizations, id));
}

std::optional<Order> Lock(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, OrderId id) {
    // Read after the lock is had: what the contact is at that moment.
    return WithRecipient(tx, tx.One(kLock, organizations, id));
}

const pg::Query<Order(Organizations, std::span<const printers::PrinterId>)> kOpenOf{"orders.open_of",
                                                                                    R"sql(
    SELECT {columns}
    FROM supply_orders
    WHERE organization_id = ANY ($1) AND state IN ('awaiting_approval', 'submitted', 'confirmed', 'on_back_order', 'partly_shipped')
      AND (organization_id, id) IN (
            SELECT organization_id, order_id FROM supply_order_lines
            WHERE organization_id = ANY ($1) AND open AND printer_id = ANY ($2))
    ORDER BY id)sql"};
const pg::Query<Order(Organizations, std::span<const printers::PrinterId>)> kToCome{"orders.to_come", R"sql(
    SELECT {columns}
    FROM supply_orders
    WHERE organization_id = ANY ($1)
      AND (organization_id, id) IN (
            SELECT organization_id, order_id FROM supply_order_lines
            WHERE organization_id = ANY ($1) AND open AND printer_id = ANY ($2))
    ORDER BY id)sql"};
const pg::Query<Order(base::OrganizationId, std::span<const printers::PrinterId>)> kLockFamilies{"orders.lock_families",
                                                                                                 R"sql(
    SELECT {columns}
    FROM supply_orders
    WHERE organization_id = $1 AND state IN ('awaiting_approval', 'submitted', 'confirmed', 'on_back_order', 'partly_shipped')
      AND family_id IN (
            SELECT orders.family_id FROM supply_orders AS orders
            JOIN supply_order_lines AS lines
                ON lines.organization_id = orders.organization_id AND lines.order_id = orders.id
            WHERE lines.organization_id = $1 AND lines.open AND lines.printer_id = ANY ($2))
    ORDER BY id FOR UPDATE)sql"};
const pg::Query<std::string(base::OrganizationId, contacts::ContactId)> kNumbersTo{"orders.numbers_to", R"sql(
    SELECT number FROM supply_orders
    WHERE organization_id = $1 AND contact_id = $2 AND state IN ('awaiting_approval', 'submitted', 'confirmed', 'on_back_order', 'partly_shipped')
    ORDER BY id)sql"};
struct NumberRow {
    OrderId id;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (id, number))
const pg::Query<NumberRow(Organizations, std::span<const OrderId>)> kNumbers{
    "orders.numbers", "SELECT id, number FROM supply_orders WHERE organization_id = ANY ($1) AND id = ANY ($2)"};

std::vector<Order> ToCome(pg::Transaction& tx, Organizations organizations,
                          const std::vector<printers::PrinterId>& printers) {
    return WithRecipients(tx, tx.All(kToCome, organizations, printers));
}

std::vector<Order> OpenOf(pg::Transaction& tx, Organizations organizations,
                          const std::vector<printers::PrinterId>& printers) {
    return WithRecipients(tx, tx.All(kOpenOf, organizations, printers));
}

std::vector<Order> LockFamilies(pg::Transaction& tx, base::OrganizationId organization,
                                const std::vector<printers::PrinterId>& printers) {
    return WithRecipients(tx, tx.All(kLockFamilies, organization, printers));
}

std::vector<std::string> NumbersTo(pg::Transaction& tx, base::OrganizationId organization,
                                   contacts::ContactId contact) {
    return tx.All(kNumbersTo, organization, contact);
}

struct NameRow {
    base::OrganizationId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameRow, (), (id, name))
const pg::Query<NameRow(Organizations)> kOrganizationNames{"orders.organization_names",
                                                           "SELECT id, name FROM organizations WHERE id = ANY ($1)"};

std::map<base::OrganizationId, std::string> OrganizationNames(pg::Transaction& tx, Organizations organizations) {
    std::map<base::OrganizationId, std::string> names;
    for (const auto& row : tx.All(kOrganizationNames, organizations)) names[row.id] = row.name;
    return names;
}

std::map<OrderId, std::string> Numbers(pg::Transaction& tx, Organizations organizations,
                                       const std::vector<OrderId>& orders) {
    std::map<OrderId, std::string> numbers;
    if (orders.empty()) return numbers;
    for (const auto& row : tx.All(kNumbers, organizations, orders)) numbers[row.id] = row.number;
    return numbers;
}

const pg::Query<Line(Organizations, std::span<const OrderId>)> kLines{"orders.lines", R"sql(
    SELECT {columns}
    FROM supply_order_lines WHERE organization_id = ANY ($1) AND order_id = ANY ($2)
    ORDER BY order_id, position)sql"};

std::vector<Line> Lines(pg::Transaction& tx, Organizations organizations, const std::vector<OrderId>& orders) {
    return tx.All(kLines, organizations, orders);
}

const pg::Query<Shipment(Organizations, std::span<const OrderId>)> kShipments{"orders.shipments", R"sql(
    SELECT {columns}
    FROM shipments WHERE organization_id = ANY ($1) AND order_id = ANY ($2)
    ORDER BY order_id, shipped_at, id)sql"};

std::vector<Shipment> Shipments(pg::Transaction& tx, Organizations organizations, const std::vector<OrderId>& orders) {
    return tx.All(kShipments, organizations, orders);
}

const pg::Query<ShipmentLine(Organizations, std::span<const OrderId>)> kShipmentLines{"orders.shipment_lines", R"sql(
    SELECT {columns} FROM shipment_lines AS packed
    WHERE packed.organization_id = ANY ($1) AND EXISTS (
        SELECT FROM shipments WHERE shipments.organization_id = packed.organization_id
            AND shipments.id = packed.shipment_id AND shipments.order_id = ANY ($2))
    ORDER BY packed.shipment_id, packed.line_id)sql"};

std::vector<ShipmentLine> ShipmentLines(pg::Transaction& tx, Organizations organizations,
                                        const std::vector<OrderId>& orders) {
    return tx.All(kShipmentLines, organizations, orders);
}

const pg::Query<StateCount(Organizations)> kCountStates{"orders.count_states", R"sql(
    SELECT state, count(*) AS count FROM supply_orders WHERE organization_id = ANY ($1) GROUP BY state)sql"};

std::vector<StateCount> CountStates(pg::Transaction& tx, Organizations organizations) {
    return tx.All(kCountStates, organizations);
}

const pg::Query<Order(Organizations, std::vector<std::string>)> kFindByNumbers{"orders.find_by_numbers", R"sql(
    SELECT {columns} FROM supply_orders WHERE organization_id = ANY ($1) AND number = ANY ($2))sql"};

std::vector<Order> FindByNumbers(pg::Transaction& tx, Organizations organizations,
                                 const std::vector<std::string>& numbers) {
    return tx.All(kFindByNumbers, organizations, numbers);
}

const pg::Query<Event(base::OrganizationId, OrderId)> kEvents{"orders.events", R"sql(
    SELECT {columns}
    FROM supply_order_events WHERE organization_id = $1 AND order_id = $2 ORDER BY at, id)sql"};

std::vector<Event> Events(pg::Transaction& tx, base::OrganizationId organization, OrderId order) {
    return tx.All(kEvents, organization, order);
}

const pg::List<SupplyOrderComment, CommentFilter, CommentColumn> kListComments{{
    .name = "orders.comments",
    .from = "supply_order_comments",
    .where = "organization_id = ANY ($organizations) AND order_id = $order AND ($with_internal OR NOT internal)",
    .sorts = {{CommentColumn::kAt, "at", "timestamptz"}},
}};
const pg::Query<std::int64_t(base::OrganizationId, OrderId)> kCountComments{
    "orders.count_comments",
    "SELECT count(*) AS count FROM supply_order_comments WHERE organization_id = $1 AND order_id = $2"};
const pg::Insert<KeptComment> kInsertComment{"orders.insert_comment", "supply_order_comments"};

pg::Slice<SupplyOrderComment> ListComments(pg::Transaction& tx, const CommentFilter& filter,
                                           const pg::Window<CommentColumn>& window) {
    return kListComments.Read(tx, filter, window);
}
std::int64_t CountComments(pg::Transaction& tx, base::OrganizationId organization, OrderId order) {
    return tx.Get(kCountComments, organization, order);
}
void InsertComment(pg::Transaction& tx, const KeptComment& comment) {
    tx.Exec(kInsertComment, comment);
}

const pg::Query<InTransit(base::OrganizationId)> kInTransit{"orders.in_transit", R"sql(
    SELECT lines.printer_id, lines.supply_slot, sum(lines.quantity - lines.cancelled - lines.delivered - lines.refused) AS quantity,
           COALESCE(sum(lines.quantity - lines.cancelled - lines.shipped) FILTER (WHERE lines.on_back_order), 0)
               AS on_back_order,
           CASE WHEN bool_and(lines.expected_on IS NOT NULL) FILTER (WHERE lines.on_back_order)
               THEN max(lines.expected_on) FILTER (WHERE lines.on_back_order) END AS expected_on,
           array_agg(lines.need) AS needs
    FROM supply_order_lines AS lines
    WHERE lines.organization_id = $1 AND lines.open
    GROUP BY lines.printer_id, lines.supply_slot ORDER BY lines.printer_id, lines.supply_slot)sql"};

const pg::Query<InTransit(std::vector<base::OrganizationId>, std::span<const printers::PrinterId>)> kInTransitOf{
    "orders.in_transit_of", R"sql(
    SELECT lines.printer_id, lines.supply_slot, sum(lines.quantity - lines.cancelled - lines.delivered - lines.refused) AS quantity,
           COALESCE(sum(lines.quantity - lines.cancelled - lines.shipped) FILTER (WHERE lines.on_back_order), 0)
               AS on_back_order,
           CASE WHEN bool_and(lines.expected_on IS NOT NULL) FILTER (WHERE lines.on_back_order)
               THEN max(lines.expected_on) FILTER (WHERE lines.on_back_order) END AS expected_on,
           array_agg(lines.need) AS needs
    FROM supply_order_lines AS lines
    WHERE lines.organization_id = ANY ($1) AND lines.printer_id = ANY ($2) AND lines.open
    GROUP BY lines.printer_id, lines.supply_slot ORDER BY lines.printer_id, lines.supply_slot)sql"};

struct LinesOfItem {
    std::int64_t open = 0;
    std::int64_t all_lines = 0;
};
BOOST_DESCRIBE_STRUCT(LinesOfItem, (), (open, all_lines))
const pg::Query<LinesOfItem(std::span<const base::OrganizationId>, catalog::ItemId)> kCountOfItem{
    "orders.count_of_item", R"sql(
    SELECT count(*) FILTER (WHERE open) AS open, count(*) AS all_lines
    FROM supply_order_lines WHERE organization_id = ANY ($1) AND item_id = $2)sql"};

struct NamedOrder {
    std::string name;
    std::int64_t count = 0;  // of all
};
BOOST_DESCRIBE_STRUCT(NamedOrder, (), (name, count))
const pg::Query<NamedOrder(base::OrganizationId, std::int32_t)> kFirstOpen{"orders.first_open", R"sql(
    SELECT number AS name, count(*) OVER () AS count FROM supply_orders
    WHERE organization_id = $1 AND state NOT IN ('delivered', 'returned', 'cancelled') ORDER BY id LIMIT $2)sql"};

// The steps of the orders that have a line of the printer, with what they bring it.
const pg::Query<printers::HistoryEvent(base::OrganizationId, printers::PrinterId, base::Instant,
                                       printers::HistoryEventId, std::int32_t)>
    kPrinterHistory{"orders.printer_history", R"sql(
    SELECT events.at, events.id, 'order' AS kind, 'order_' || events.action AS code,
        jsonb_build_object('order_id', orders.id, 'number', orders.number, 'note', events.note, 'items', items.names)
            AS args,
        events.actor
    FROM (SELECT order_id, string_agg(quantity || ' × ' || item_name, ', ' ORDER BY position) AS names
          FROM supply_order_lines WHERE organization_id = $1 AND printer_id = $2 GROUP BY order_id) AS items
    JOIN supply_orders AS orders ON orders.organization_id = $1 AND orders.id = items.order_id
    JOIN supply_order_events AS events ON events.organization_id = $1 AND events.order_id = items.order_id
    WHERE (events.at, events.id) < ($3, $4) AND events.action NOT IN ('assigned', 'unassigned')
    ORDER BY events.at DESC, events.id DESC LIMIT $5)sql"};

// ---- writing -----------------------------------------------------------------------------------------

struct NextRow {
    std::int64_t place = 0;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(NextRow, (), (place, key))
const pg::Query<NextRow()> kNextNumber{
    "orders.next_number",
    "SELECT nextval('supply_order_numbers') AS place, key FROM supply_order_number_keys WHERE id = 1"};

std::string NextNumber(pg::Transaction& tx) {
    const auto next = tx.Get(kNextNumber);
    return NumberAt(next.place, next.key);
}

const pg::Insert<Order> kInsertOrder{"orders.insert", "supply_orders"};
const pg::Insert<Line> kInsertLine{
    "orders.insert_line", "supply_order_lines",
    "ON CONFLICT (organization_id, printer_id, supply_slot, need) WHERE open AND need >= 0 DO NOTHING"};
const pg::Query<void(base::OrganizationId, LineId, std::vector<std::string>)> kAddTerms{"orders.add_terms", R"sql(
    INSERT INTO supply_order_terms (organization_id, line_id, term) SELECT $1, $2, unnest($3))sql"};
const pg::Query<void(base::OrganizationId, LineId)> kDropTerms{
    "orders.drop_terms", "DELETE FROM supply_order_terms WHERE organization_id = $1 AND line_id = $2"};
const pg::Insert<Shipment> kInsertShipment{"orders.insert_shipment", "shipments"};
const pg::Insert<Event> kInsertEvent{"orders.insert_event", "supply_order_events"};
const pg::Update<Order> kUpdateOrder{"orders.update", "supply_orders", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, OrderId)> kDeleteOrder{
    "orders.delete", "DELETE FROM supply_orders WHERE organization_id = $1 AND id = $2"};
const pg::Query<Order(base::OrganizationId, contacts::ContactId, base::Instant)> kTouch{"orders.touch", R"sql(
    WITH held AS (
        SELECT id FROM supply_orders
        WHERE organization_id = $1 AND contact_id = $2 AND state IN ('awaiting_approval', 'submitted', 'confirmed', 'on_back_order', 'partly_shipped')
        ORDER BY id FOR UPDATE)
    UPDATE supply_orders SET version = version + 1, updated_at = $3
    WHERE organization_id = $1 AND id IN (SELECT id FROM held)
    RETURNING {columns})sql"};
const pg::Query<void(base::OrganizationId, std::vector<LineId>, OrderId)> kMoveLines{"orders.move_lines", R"sql(
    UPDATE supply_order_lines AS lines
    SET order_id = $3,
        position = moved.at + COALESCE((SELECT max(position) FROM supply_order_lines
                                        WHERE organization_id = $1 AND order_id = $3), 0)
    FROM unnest($2) WITH ORDINALITY AS moved (id, at)
    WHERE lines.organization_id = $1 AND lines.id = moved.id)sql"};
const pg::Update<Line> kUpdateLine{"orders.update_line", "supply_order_lines", {"organization_id", "id"}};
const pg::Insert<ShipmentLine> kInsertShipmentLine{"orders.insert_shipment_line", "shipment_lines"};
const pg::Update<ShipmentLine> kUpdateShipmentLine{
    "orders.update_shipment_line", "shipment_lines", {"organization_id", "shipment_id", "line_id"}};
const pg::Update<Shipment> kUpdateShipment{"orders.update_shipment", "shipments", {"organization_id", "id"}};

void InsertOrder(pg::Transaction& tx, const Order& order) {
    tx.Exec(kInsertOrder, order);
}
std::vector<std::string> TermsOf(const Line& line) {
    return base::SearchTerms(
        {line.printer_serial_number, line.printer_model, line.printer_location, line.item_part_number, line.item_name});
}
bool InsertLine(pg::Transaction& tx, const Line& line) {
    if (tx.Exec(kInsertLine, line) != 1) return false;
    tx.Exec(kAddTerms, line.organization_id, line.id, TermsOf(line));
    return true;
}
void RenewTerms(pg::Transaction& tx, const Line& line) {
    tx.Exec(kDropTerms, line.organization_id, line.id);
    tx.Exec(kAddTerms, line.organization_id, line.id, TermsOf(line));
}
void InsertShipment(pg::Transaction& tx, const Shipment& shipment) {
    tx.Exec(kInsertShipment, shipment);
}
void InsertEvent(pg::Transaction& tx, const Event& event) {
    tx.Exec(kInsertEvent, event);
}
void DeleteOrder(pg::Transaction& tx, base::OrganizationId organization, OrderId order) {
    tx.Exec(kDeleteOrder, organization, order);
}
void UpdateOrder(pg::Transaction& tx, const Order& order) {
    tx.Exec(kUpdateOrder, order);
}
std::vector<Order> Touch(pg::Transaction& tx, base::OrganizationId organization, contacts::ContactId contact,
                         base::Instant now) {
    return WithRecipients(tx, tx.All(kTouch, organization, contact, now));
}
void MoveLines(pg::Transaction& tx, base::OrganizationId organization, const std::vector<LineId>& lines, OrderId to) {
    tx.Exec(kMoveLines, organization, lines, to);
}
void UpdateLines(pg::Transaction& tx, const std::vector<Line>& lines) {
    for (const Line& line : lines) tx.Exec(kUpdateLine, line);
}
void InsertShipmentLines(pg::Transaction& tx, const std::vector<ShipmentLine>& lines) {
    for (const ShipmentLine& line : lines) tx.Exec(kInsertShipmentLine, line);
}
void UpdateShipmentLine(pg::Transaction& tx, const ShipmentLine& line) {
    tx.Exec(kUpdateShipmentLine, line);
}
void UpdateShipment(pg::Transaction& tx, const Shipment& shipment) {
    tx.Exec(kUpdateShipment, shipment);
}

}  // namespace orders::store

namespace orders {

std::vector<InTransit> ListInTransit(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.All(store::kInTransit, organization);
}

std::vector<printers::HistoryEvent> PrinterHistory::Before(pg::Transaction& tx, base::OrganizationId organization,
                                                           printers::PrinterId printer, base::Instant at,
                                                           printers::HistoryEventId id, std::int32_t limit) {
    return tx.All(store::kPrinterHistory, organization, printer, at, id, limit);
}

std::vector<InTransit> ListInTransitOf(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                       const std::vector<printers::PrinterId>& printers) {
    return tx.All(store::kInTransitOf, organizations, printers);
}

catalog::OrdersOfItems::Counts ItemOrders::Of(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                              catalog::ItemId item) {
    const auto counted = tx.Get(store::kCountOfItem, organizations, item);
    return {counted.open, counted.all_lines};
}

std::vector<base::CountedText> OpenOrderGuard::OfOrganization(pg::Transaction& tx, base::OrganizationId organization) {
    return {base::CountNamed("holdings.open_orders", tx.All(store::kFirstOpen, organization, base::kNamed))};
}

std::vector<base::CountedText> OpenOrderGuard::OfSite(pg::Transaction&, base::OrganizationId, organizations::SiteId) {
    return {};
}

}  // namespace orders
