#pragma once

#include <map>

#include "server/orders/import_rules.hpp"
#include "server/platform/imports/import_store.hpp"

// The tables order_imports and order_import_results, and the orders that rows are about.
namespace orders::store {

struct ImportResultRow : imports::ResultBase {
    std::string number;
    std::string step;
    std::string part;  // of the order, "" for all that was left of it
    std::optional<OrderId> order_id;
};
BOOST_DESCRIBE_STRUCT(ImportResultRow, (imports::ResultBase), (number, step, part, order_id))

extern const imports::Store<ImportResultRow> kImports;

// The file of an import as it is stored: the names of its columns are the first row, and behind its values each row has
// the order that whoever started it saw under its number, so that the task touches no other.
imports::File WithOrders(pg::Transaction& tx, std::span<const base::OrganizationId> visible,
                         const imports::Table& table);
struct StoredTable {
    imports::Table table;
    std::vector<std::pair<base::OrganizationId, OrderId>> orders;  // of each row; nil: there is none
};
StoredTable TableOf(std::vector<imports::Row> stored);

// The orders of some rows.
class KnownOrders {
  public:
    // By their numbers, with their lines and shipments: four queries.
    KnownOrders(pg::Transaction& tx, std::span<const base::OrganizationId> visible, const imports::Table& table);
    // nullptr: there is none of that number.
    KnownOrder* Of(const imports::Row& row, std::span<const std::string> columns);

  private:
    std::map<std::string, KnownOrder> by_number_;
};

// The same of one order that is locked.
KnownOrder KnownOf(pg::Transaction& tx, Order order);

}  // namespace orders::store
