#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/orders/order_steps.hpp"
#include "server/platform/imports/file.hpp"

// Steps of orders as rows of a file: confirmations and tracking numbers from where they are fulfilled (ORD-3);
// docs/orders.md says what people read of it. Pure: the preview and the task that imports share it.
namespace orders {

inline constexpr const char* kImportKind = "orders.import";
inline constexpr std::size_t kMostImported = 20'000;    // rows of one file
inline constexpr std::size_t kLargestImport = 4 << 20;  // octets

// order, step, carrier, tracking_number, reason, expected_on. A file needs `order`; without `step` it is shipped.
std::span<const std::string_view> ImportColumns();
// The header, and rows to write over.
std::string ImportSample();
base::Result<imports::Table> ReadImport(std::string_view bytes);

// An order that rows are about, with its shipments as they were and as earlier rows of the file made them.
struct KnownOrder {
    store::Order order;
    std::vector<store::Shipment> shipments;
    std::vector<store::Line> to_ship{};  // with something left to ship
};

// What stands in one row.
struct OrderRow {
    std::string number;  // of the order
    std::string step;    // as it stands there; "ship" where it does not
    Step wanted;         // of a row without errors
};

// The line on which each order has each step first: a file says it once.
using FirstLines = std::map<std::pair<std::string, std::string>, std::int64_t>;
FirstLines FirstLinesOf(std::span<const imports::Row> rows, std::span<const std::string> columns);

struct JudgedStep : OrderRow {
    imports::RowResult result = imports::RowResult::kImported;
    std::vector<imports::Error> errors;  // of an invalid row, in the order of the columns
};
// Refuses a row by "missing", "too_long", "order_row_step", "order_row_unknown", "order_row_twice" with {line},
// "order_row_day", "order_state" and "order_item_generic". A step that was taken before, with the same tracking number, is there already.
JudgedStep Judge(const imports::Row& row, std::span<const std::string> columns, const FirstLines& first_lines,
                 const KnownOrder* order);
// What the step makes of the order, for the rows that follow.
void Follow(KnownOrder& order, const Step& step);

}  // namespace orders
