#include "server/orders/order_store.hpp"

#include <fmt/format.h>

#include "server/platform/pg/transaction.hpp"

namespace orders::store {
namespace {

using Organizations = std::vector<base::OrganizationId>;

Organizations ToVector(std::span<const base::OrganizationId> organizations) {
    return {organizations.begin(), organizations.end()};
}

}  // namespace

// ---- reading
// --------------------------------------------------------------------------------------

// The first page starts behind the end of time.
const ListKey kNewest{base::Instant(base::Day(std::chrono::year(9999) / 12 / 31)), {}};

const pg::Query<Order(Organizations, std::vector<State>, std::optional<printers::PrinterId>,
                      std::optional<std::string>, std::optional<base::Instant>, base::Instant,
                      OrderId, std::int32_t)>
    kList{"orders.list", R"sql(
    SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact,
           state_reason, ordered_at, updated_at, version
    FROM supply_orders AS orders
    WHERE organization_id = ANY ($1)
      AND (cardinality($2) = 0 OR state = ANY ($2))
      AND ($3 IS NULL OR EXISTS (SELECT FROM supply_order_lines AS lines
                                 WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
                                   AND lines.printer_id = $3))
      AND ($4 IS NULL OR starts_with(number, upper($4)))
      AND ($5 IS NULL OR ordered_at >= $5)
      AND (ordered_at, id) < ($6, $7)
    ORDER BY ordered_at DESC, id DESC LIMIT $8)sql"};

std::vector<Order> List(pg::Transaction& tx, const ListFilter& filter) {
    const ListKey before = filter.before.value_or(kNewest);
    return tx.All(kList, filter.organizations, filter.states, filter.printer, filter.number,
                  filter.ordered_since, before.ordered_at, before.id, filter.limit);
}

const pg::Query<Order(Organizations, OrderId)> kFind{"orders.find", R"sql(
    SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact,
           state_reason, ordered_at, updated_at, version
    FROM supply_orders WHERE organization_id = ANY ($1) AND id = $2)sql"};
const pg::Query<Order(Organizations, OrderId)> kLock{"orders.lock", R"sql(
    SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact,
           state_reason, ordered_at, updated_at, version
    FROM supply_orders WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE)sql"};

std::optional<Order> Find(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                          OrderId id) {
    return tx.One(kFind, ToVector(organizations), id);
}

std::optional<Order> Lock(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                          OrderId id) {
    return tx.One(kLock, ToVector(organizations), id);
}

const pg::Query<Line(Organizations, std::vector<OrderId>)> kLines{"orders.lines", R"sql(
    SELECT organization_id, id, order_id, position, printer_id, printer_serial_number, printer_model,
           printer_location, supply_slot, item_id, item_part_number, item_name, item_colorant, item_yield_pages,
           quantity, need, open, reason
    FROM supply_order_lines WHERE organization_id = ANY ($1) AND order_id = ANY ($2)
    ORDER BY order_id, position)sql"};

std::vector<Line> Lines(pg::Transaction& tx, const Organizations& organizations,
                        const std::vector<OrderId>& orders) {
    return tx.All(kLines, organizations, orders);
}

const pg::Query<Shipment(Organizations, std::vector<OrderId>)> kShipments{"orders.shipments", R"sql(
    SELECT organization_id, id, order_id, carrier, tracking_number, shipped_at, delivered_at, contact
    FROM shipments WHERE organization_id = ANY ($1) AND order_id = ANY ($2)
    ORDER BY order_id, shipped_at)sql"};

std::vector<Shipment> Shipments(pg::Transaction& tx, const Organizations& organizations,
                                const std::vector<OrderId>& orders) {
    return tx.All(kShipments, organizations, orders);
}

const pg::Query<Event(base::OrganizationId, OrderId)> kEvents{"orders.events", R"sql(
    SELECT organization_id, order_id, id, at, action, actor, note
    FROM supply_order_events WHERE organization_id = $1 AND order_id = $2 ORDER BY at, id)sql"};

std::vector<Event> Events(pg::Transaction& tx, base::OrganizationId organization, OrderId order) {
    return tx.All(kEvents, organization, order);
}

const pg::Query<InTransit(base::OrganizationId)> kInTransit{"orders.in_transit", R"sql(
    SELECT lines.printer_id, lines.supply_slot, sum(lines.quantity) AS quantity,
           COALESCE(sum(lines.quantity) FILTER (WHERE orders.state = 'on_back_order'), 0) AS on_back_order,
           array_agg(lines.need) AS needs
    FROM supply_order_lines AS lines
    JOIN supply_orders AS orders ON orders.organization_id = lines.organization_id AND orders.id = lines.order_id
    WHERE lines.organization_id = $1 AND lines.open
    GROUP BY lines.printer_id, lines.supply_slot ORDER BY lines.printer_id, lines.supply_slot)sql"};

const pg::Query<InTransit(std::vector<base::OrganizationId>, std::vector<printers::PrinterId>)>
    kInTransitOf{"orders.in_transit_of", R"sql(
    SELECT lines.printer_id, lines.supply_slot, sum(lines.quantity) AS quantity,
           COALESCE(sum(lines.quantity) FILTER (WHERE orders.state = 'on_back_order'), 0) AS on_back_order,
           array_agg(lines.need) AS needs
    FROM supply_order_lines AS lines
    JOIN supply_orders AS orders ON orders.organization_id = lines.organization_id AND orders.id = lines.order_id
    WHERE lines.organization_id = ANY ($1) AND lines.printer_id = ANY ($2) AND lines.open
    GROUP BY lines.printer_id, lines.supply_slot ORDER BY lines.printer_id, lines.supply_slot)sql"};

const pg::Query<std::int64_t(base::OrganizationId)> kCountOpen{"orders.count_open", R"sql(
    SELECT count(*) AS count FROM supply_orders
    WHERE organization_id = $1 AND state NOT IN ('delivered', 'cancelled'))sql"};

// ---- writing
// --------------------------------------------------------------------------------------

const pg::Query<std::int64_t()> kNextNumber{"orders.next_number",
                                            "SELECT nextval('supply_order_numbers') AS number"};

std::string NextNumber(pg::Transaction& tx) {
    return fmt::format("SO-{:06}", tx.Get(kNextNumber));
}

const pg::Query<void(boost::json::value)> kInsertOrder{"orders.insert", R"sql(
    INSERT INTO supply_orders SELECT * FROM jsonb_populate_record(NULL::supply_orders, $1))sql"};
const pg::Query<void(boost::json::value)> kInsertLine{"orders.insert_line", R"sql(
    INSERT INTO supply_order_lines SELECT * FROM jsonb_populate_record(NULL::supply_order_lines, $1)
    ON CONFLICT (organization_id, printer_id, supply_slot, need) WHERE open DO NOTHING)sql"};
const pg::Query<void(boost::json::value)> kInsertShipment{"orders.insert_shipment", R"sql(
    INSERT INTO shipments SELECT * FROM jsonb_populate_record(NULL::shipments, $1))sql"};
const pg::Query<void(boost::json::value)> kInsertEvent{"orders.insert_event", R"sql(
    INSERT INTO supply_order_events SELECT * FROM jsonb_populate_record(NULL::supply_order_events, $1))sql"};
const pg::Query<void(base::OrganizationId, OrderId)> kDeleteOrder{
    "orders.delete", "DELETE FROM supply_orders WHERE organization_id = $1 AND id = $2"};
const pg::Query<void(boost::json::value)> kUpdateOrder{"orders.update", R"sql(
    UPDATE supply_orders SET (state, state_reason, contact_id, contact, version, updated_at)
        = (fresh.state, fresh.state_reason, fresh.contact_id, fresh.contact, fresh.version, fresh.updated_at)
    FROM jsonb_populate_record(NULL::supply_orders, $1) AS fresh
    WHERE supply_orders.organization_id = fresh.organization_id AND supply_orders.id = fresh.id)sql"};
const pg::Query<void(base::OrganizationId, OrderId)> kCloseLines{"orders.close_lines", R"sql(
    UPDATE supply_order_lines SET open = false WHERE organization_id = $1 AND order_id = $2 AND open)sql"};
const pg::Query<void(base::OrganizationId, OrderId, base::Instant)> kSetDelivered{
    "orders.set_delivered", R"sql(
    UPDATE shipments SET delivered_at = $3
    WHERE organization_id = $1 AND order_id = $2 AND delivered_at IS NULL)sql"};

void InsertOrder(pg::Transaction& tx, const Order& order) {
    tx.Exec(kInsertOrder, base::json::ToValue(order));
}
bool InsertLine(pg::Transaction& tx, const Line& line) {
    return tx.Exec(kInsertLine, base::json::ToValue(line)) == 1;
}
void InsertShipment(pg::Transaction& tx, const Shipment& shipment) {
    tx.Exec(kInsertShipment, base::json::ToValue(shipment));
}
void InsertEvent(pg::Transaction& tx, const Event& event) {
    tx.Exec(kInsertEvent, base::json::ToValue(event));
}
void DeleteOrder(pg::Transaction& tx, base::OrganizationId organization, OrderId order) {
    tx.Exec(kDeleteOrder, organization, order);
}
void UpdateOrder(pg::Transaction& tx, const Order& order) {
    tx.Exec(kUpdateOrder, base::json::ToValue(order));
}
void CloseLines(pg::Transaction& tx, base::OrganizationId organization, OrderId order) {
    tx.Exec(kCloseLines, organization, order);
}
void SetDelivered(pg::Transaction& tx, base::OrganizationId organization, OrderId order,
                  base::Instant at) {
    tx.Exec(kSetDelivered, organization, order, at);
}

}  // namespace orders::store

namespace orders {

std::vector<InTransit> ListInTransit(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.All(store::kInTransit, organization);
}

std::vector<InTransit> ListInTransitOf(pg::Transaction& tx,
                                       const std::vector<base::OrganizationId>& organizations,
                                       const std::vector<printers::PrinterId>& printers) {
    return tx.All(store::kInTransitOf, organizations, printers);
}

std::vector<OpenOrderGuard::Holding> OpenOrderGuard::OfOrganization(
    pg::Transaction& tx, base::OrganizationId organization) {
    return {{"open_orders", tx.Get(store::kCountOpen, organization)}};
}

std::vector<OpenOrderGuard::Holding> OpenOrderGuard::OfSite(pg::Transaction&, base::OrganizationId,
                                                            organizations::SiteId) {
    return {};
}

}  // namespace orders
