#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/orders/order_steps.hpp"
#include "server/platform/imports/file.hpp"

// Steps of orders as rows of a file: confirmations and tracking numbers from where they are fulfilled, of whole orders or
// of pieces of their lines (ORD-3); docs/orders.md says what people read of it. Pure: the preview and the task that imports
// share it.
namespace orders {

inline constexpr const char* kImportKind = "orders.import";
inline constexpr std::size_t kMostImported = 20'000;    // rows of one file
inline constexpr std::size_t kLargestImport = 4 << 20;  // octets

// order, step, carrier, tracking_number, reason, expected_on, line, part_number, quantity. A file needs `order`; without
// `step` it is shipped, without `line` and `part_number` a row is about all that is left of the order.
std::span<const std::string_view> ImportColumns();
// The header, and rows to write over.
std::string ImportSample();
base::Result<imports::Table> ReadImport(std::string_view bytes);

// An order that rows are about, as it was and as earlier rows of the file made it.
struct KnownOrder {
    store::Order order;
    std::vector<store::Line> lines;  // in the order of position
    std::vector<store::Shipment> shipments;
    std::vector<store::ShipmentLine> packed;
};

// The number of the order that a row is about, in capitals.
std::string NumberIn(const imports::Row& row, std::span<const std::string> columns);

// Rows that name lines of one order, with the same step, parcel, reason and day, are one step: one parcel, one entry in the
// history, one mail. These stand behind the first of them; all others stay in the order of the file.
std::vector<imports::Row> Arrange(std::vector<imports::Row> rows, std::span<const std::string> columns);
// Of rows as Arrange() gives them: whether the second belongs to the step of the first.
bool IsOneStep(const imports::Row& first, const imports::Row& second, std::span<const std::string> columns);

// The line of the file on which each step stands first: a file says it once.
using FirstLines = std::map<std::string, std::int64_t>;
FirstLines FirstLinesOf(std::span<const imports::Row> rows, std::span<const std::string> columns);

// What stands in one row, and what becomes of it.
struct JudgedRow {
    std::int64_t line = 0;  // of the file
    std::string number;     // of the order
    std::string step;       // as it stands there; "ship" where it does not
    std::string part;       // "2 × P-1", "#3": what of the order it is about; "" for all that is left
    imports::RowResult result = imports::RowResult::kImported;
    std::vector<imports::Error> errors;  // of an invalid row, in the order of the columns
};

// A step that is taken, and the rows of the group (by their place) that it is made of.
struct PlannedStep {
    Step step;
    std::vector<std::size_t> rows;
};
struct JudgedGroup {
    std::vector<JudgedRow> rows;
    std::vector<PlannedStep> steps;  // one; of a return one for each parcel
};

// The rows of one step. Refuses a row by "missing", "too_long", "order_row_step", "order_row_unknown", "order_row_twice"
// with {line}, "order_row_day", "order_state", "order_item_generic"; one that names a line by "order_row_whole" (the step is about a whole order),
// "order_row_number", "order_row_quantity", "order_row_no_line" (a quantity of no line), "order_row_line_unknown",
// "order_row_part_unknown", "order_row_line_part" (they are of two lines), "order_row_line_cancelled", "order_row_none_left",
// "order_row_left" with {quantity, left}, "order_row_whole_line" (of a back order) with {left}; one that names a parcel by
// "order_row_parcel_unknown" and "order_row_parcel" (more than one may be meant). A step that was taken before, with the same
// parcel, or with the same pieces and reason, is there already. Rows that are right are taken without those that are not.
JudgedGroup Judge(std::span<const imports::Row> group, std::span<const std::string> columns,
                  const FirstLines& first_lines, const KnownOrder* order);
// What the step makes of the order, for the rows that follow.
void Follow(KnownOrder& order, const Step& step);

}  // namespace orders
