#include "server/orders/import_store.hpp"

#include <algorithm>

#include "server/platform/pg/transaction.hpp"

namespace orders::store {

const imports::Store<ImportResultRow> kImports{
    {.feature = "orders", .imports = "order_imports", .results = "order_import_results"}};

std::string NumberIn(const imports::Row& row, std::span<const std::string> columns) {
    return FirstLinesOf({&row, 1}, columns).begin()->first.first;
}

KnownOrders::KnownOrders(pg::Transaction& tx, std::span<const base::OrganizationId> visible,
                         const imports::Table& table) {
    std::vector<std::string> numbers;
    for (const auto& row : table.rows) numbers.push_back(NumberIn(row, table.columns));
    std::vector<OrderId> ids;
    std::map<OrderId, std::string> number_of;
    for (auto& order : FindByNumbers(tx, visible, numbers)) {
        ids.push_back(order.id);
        number_of[order.id] = order.number;
        const std::string number = order.number;
        by_number_.emplace(number, KnownOrder{std::move(order), {}});
    }
    for (auto& line : Lines(tx, visible, ids)) {
        if (line.ToShip() > 0) by_number_.at(number_of.at(line.order_id)).to_ship.push_back(std::move(line));
    }
    for (auto& shipment : Shipments(tx, visible, ids)) {
        by_number_.at(number_of.at(shipment.order_id)).shipments.push_back(std::move(shipment));
    }
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
