#pragma once

#include <map>

#include "server/orders/import_rules.hpp"
#include "server/platform/imports/import_store.hpp"

// The tables order_imports and order_import_results, and the orders that rows are about.
namespace orders::store {

struct ImportResultRow : imports::ResultBase {
    std::string number;
    std::string step;
    std::optional<OrderId> order_id;
};
BOOST_DESCRIBE_STRUCT(ImportResultRow, (imports::ResultBase), (number, step, order_id))

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
    // By their numbers, with their shipments: two queries.
    KnownOrders(pg::Transaction& tx, std::span<const base::OrganizationId> visible, const imports::Table& table);
    // nullptr: there is none of that number.
    KnownOrder* Of(const imports::Row& row, std::span<const std::string> columns);

  private:
    std::map<std::string, KnownOrder> by_number_;
};

// The number of the order that a row is about, in capitals.
std::string NumberIn(const imports::Row& row, std::span<const std::string> columns);

}  // namespace orders::store
