#include "server/orders/import_store.hpp"

#include <algorithm>

#include "server/platform/pg/transaction.hpp"

namespace orders::store {

const imports::Store<ImportResultRow> kImports{
    {.feature = "orders", .imports = "order_imports", .results = "order_import_results"}};

KnownOrders::KnownOrders(pg::Transaction& tx, std::span<const base::OrganizationId> visible,
                         const imports::Table& table) {
    std::vector<std::string> numbers;
    for (const auto& row : table.rows) numbers.push_back(NumberIn(row, table.columns));
    std::vector<OrderId> ids;
    std::map<OrderId, KnownOrder*> by_id;
    for (auto& order : FindByNumbers(tx, visible, numbers)) {
        const OrderId id = order.id;
        const std::string number = order.number;
        ids.push_back(id);
        const auto placed = by_number_.emplace(number, KnownOrder{std::move(order), {}, {}, {}}).first;
        by_id[id] = &placed->second;
    }
    for (auto& line : Lines(tx, visible, ids)) by_id.at(line.order_id)->lines.push_back(std::move(line));
    std::map<ShipmentId, KnownOrder*> by_shipment;
    for (auto& shipment : Shipments(tx, visible, ids)) {
        KnownOrder* order = by_id.at(shipment.order_id);
        by_shipment[shipment.id] = order;
        order->shipments.push_back(std::move(shipment));
    }
    for (auto& one : ShipmentLines(tx, visible, ids)) by_shipment.at(one.shipment_id)->packed.push_back(one);
}

KnownOrder KnownOf(pg::Transaction& tx, Order order) {
    const base::OrganizationId organization = order.organization_id;
    const std::vector<OrderId> ids{order.id};
    KnownOrder known{std::move(order), {}, {}, {}};
    known.lines = Lines(tx, {&organization, 1}, ids);
    known.shipments = Shipments(tx, {&organization, 1}, ids);
    known.packed = ShipmentLines(tx, {&organization, 1}, ids);
    return known;
}

KnownOrder* KnownOrders::Of(const imports::Row& row, std::span<const std::string> columns) {
    const auto found = by_number_.find(NumberIn(row, columns));
    return found == by_number_.end() ? nullptr : &found->second;
}

imports::File WithOrders(pg::Transaction& tx, std::span<const base::OrganizationId> visible,
                         const imports::Table& table) {
    KnownOrders known(tx, visible, table);
    imports::File file{table.recognized, {{0, table.columns}}};
    for (const auto& row : table.rows) {
        imports::Row stored = row;
        const auto* order = known.Of(row, table.columns);
        stored.fields.push_back(order == nullptr ? "" : order->order.organization_id.ToString());
        stored.fields.push_back(order == nullptr ? "" : order->order.id.ToString());
        file.rows.push_back(std::move(stored));
    }
    return file;
}

StoredTable TableOf(std::vector<imports::Row> stored) {
    StoredTable read;
    read.table.columns = std::move(stored.front().fields);
    for (auto row = stored.begin() + 1; row != stored.end(); ++row) {
        const auto id = base::json::Bind<OrderId>(boost::json::value(row->fields.back()));
        row->fields.pop_back();
        const auto organization = base::json::Bind<base::OrganizationId>(boost::json::value(row->fields.back()));
        row->fields.pop_back();
        read.orders.emplace_back(organization ? *organization : base::OrganizationId{}, id ? *id : OrderId{});
        read.table.rows.push_back(std::move(*row));
    }
    return read;
}

}  // namespace orders::store
