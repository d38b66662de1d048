#include "server/orders/import_rules.hpp"

#include <algorithm>
#include <array>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"

namespace orders {
namespace {

constexpr std::array<std::string_view, 6> kColumns{"order",           "step",   "carrier",
                                                   "tracking_number", "reason", "expected_on"};
constexpr std::size_t kLongestText = 500;  // code points
constexpr std::size_t kLongestNumber = 100;

std::string FieldOf(const imports::Row& row, std::span<const std::string> columns, std::string_view name) {
    const auto place = std::ranges::find(columns, name);
    const auto at = static_cast<std::size_t>(place - columns.begin());
    return place == columns.end() || at >= row.fields.size() ? "" : base::CleanText(row.fields[at], 10'000);
}

std::string Upper(std::string text) {
    for (char& letter : text) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return text;
}

// Those that a file can name; whatever case and spaces.
std::optional<Action> ActionOf(const std::string& step) {
    std::string name = base::ToLowerAscii(step);
    std::ranges::replace(name, ' ', '_');
    const auto action = base::json::ParseEnum<Action>(name);
    static constexpr std::array kFromFile{Action::kConfirm, Action::kShip, Action::kDeliver, Action::kBackOrder,
                                          Action::kCancel};
    if (!action || std::ranges::find(kFromFile, *action) == kFromFile.end()) return std::nullopt;
    return action;
}

OrderRow RowOf(const imports::Row& row, std::span<const std::string> columns) {
    OrderRow read{Upper(FieldOf(row, columns, "order")), FieldOf(row, columns, "step"), {}};
    if (read.step.empty()) read.step = "ship";
    return read;
}

// It was done before, by hand or by the same file.
bool IsDone(const KnownOrder& known, const Step& step) {
    const State state = known.order.state;
    switch (step.action) {
        case Action::kConfirm:
            return state >= State::kConfirmed && state < State::kCancelled;
        case Action::kShip:
            return !step.tracking_number.empty() && std::ranges::any_of(known.shipments, [&](const auto& one) {
                return one.tracking_number == step.tracking_number &&
                       base::FoldCase(one.carrier) == base::FoldCase(step.carrier);
            });
        case Action::kDeliver:
            return state == State::kDelivered;
        case Action::kCancel:
            return state == State::kCancelled;
        default:
            return false;
    }
}

class Judging {
  public:
    Judging(const imports::Row& row, std::span<const std::string> columns) : row_(row), columns_(columns) {
        static_cast<OrderRow&>(judged_) = RowOf(row, columns);
    }

    JudgedStep Go(const FirstLines& first_lines, const KnownOrder* order) {
        if (row_.fields.size() != columns_.size()) {
            Refuse("", "", "row_values",
                   {{"count", static_cast<std::int64_t>(row_.fields.size())},
                    {"expected", static_cast<std::int64_t>(columns_.size())}});
        }
        if (judged_.number.empty()) Refuse("order", "", "missing");
        const auto action = ActionOf(judged_.step);
        if (!action) Refuse("step", judged_.step, "order_row_step");
        const std::string carrier = Text("carrier", kLongestText, action == Action::kShip);
        const std::string tracking = Text("tracking_number", kLongestNumber, false);
        const std::string reason =
            Text("reason", kLongestText, action == Action::kBackOrder || action == Action::kCancel);
        const auto day = Day();
        const auto first = first_lines.find({judged_.number, base::ToLowerAscii(judged_.step)});
        if (!judged_.number.empty() && first != first_lines.end() && first->second != row_.line) {
            Refuse("order", judged_.number, "order_row_twice", {{"line", first->second}});
        }
        if (!judged_.number.empty() && order == nullptr) Refuse("order", judged_.number, "order_row_unknown");
        if (!judged_.errors.empty()) return Wrong();
        judged_.wanted = {.action = *action, .reason = reason, .carrier = carrier, .tracking_number = tracking};
        judged_.wanted.expected_on = day;
        if (IsDone(*order, judged_.wanted)) {
            judged_.result = imports::RowResult::kExisting;
            return std::move(judged_);
        }
        if (const auto possible = CheckAction(order->order.state, *action); !possible) {
            Refuse("step", judged_.step, possible.error().code, possible.error().args);
            return Wrong();
        }
        if (const auto named = CheckNamed(order->order, order->to_ship); action == Action::kShip && !named) {
            Refuse("step", judged_.step, named.error().code, named.error().args);
            return Wrong();
        }
        return std::move(judged_);
    }

  private:
    JudgedStep Wrong() {
        judged_.result = imports::RowResult::kInvalid;
        return std::move(judged_);
    }
    void Refuse(std::string column, std::string value, std::string code, base::Args args = {}) {
        args["value"] = value;
        judged_.errors.push_back({std::move(column), std::move(value), std::move(code), std::move(args)});
    }
    std::string Text(const char* column, std::size_t longest, bool required) {
        std::string text = FieldOf(row_, columns_, column);
        if (text.empty() && required) Refuse(column, "", "missing");
        if (base::CountCodePoints(text) > longest) {
            Refuse(column, base::CleanText(text, 40), "too_long", {{"limit", static_cast<std::int64_t>(longest)}});
        }
        return text;
    }
    std::optional<base::Day> Day() {
        const std::string text = FieldOf(row_, columns_, "expected_on");
        if (text.empty()) return std::nullopt;
        const auto day = base::ParseDay(text);
        if (!day) Refuse("expected_on", text, "order_row_day");
        return day;
    }

    const imports::Row& row_;
    std::span<const std::string> columns_;
    JudgedStep judged_;
};

}  // namespace

std::span<const std::string_view> ImportColumns() {
    return kColumns;
}

std::string ImportSample() {
    std::string csv{imports::kByteOrderMark};
    base::csv::AppendRow(csv, {kColumns.begin(), kColumns.end()});
    base::csv::AppendRow(csv, {"SO-123456789", "confirm", "", "", "", ""});
    base::csv::AppendRow(csv, {"SO-234567891", "ship", "DHL", "00340434161094015902", "", ""});
    base::csv::AppendRow(csv, {"SO-345678912", "back_order", "", "", "late", "2026-12-24"});
    return csv;
}

base::Result<imports::Table> ReadImport(std::string_view bytes) {
    return imports::ReadTable(
        bytes, {.columns = kColumns, .required = "order", .max_rows = kMostImported, .codes = "order_import"});
}

FirstLines FirstLinesOf(std::span<const imports::Row> rows, std::span<const std::string> columns) {
    FirstLines lines;
    for (const auto& row : rows) {
        const OrderRow read = RowOf(row, columns);
        lines.emplace(std::pair(read.number, base::ToLowerAscii(read.step)), row.line);
    }
    return lines;
}

JudgedStep Judge(const imports::Row& row, std::span<const std::string> columns, const FirstLines& first_lines,
                 const KnownOrder* order) {
    return Judging(row, columns).Go(first_lines, order);
}

void Follow(KnownOrder& order, const Step& step) {
    State& state = order.order.state;
    switch (step.action) {
        case Action::kConfirm:
            state = std::max(state, State::kConfirmed);
            break;
        case Action::kBackOrder:
            state = std::max(state, State::kOnBackOrder);
            break;
        case Action::kShip:
            state = State::kShipped;
            order.shipments.push_back({.carrier = step.carrier, .tracking_number = step.tracking_number});
            break;
        case Action::kDeliver:
            if (state == State::kShipped) state = State::kDelivered;
            break;
        case Action::kCancel:
            state = order.shipments.empty() ? State::kCancelled : State::kShipped;
            break;
        default:
            break;
    }
}

}  // namespace orders
