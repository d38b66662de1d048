#include "server/orders/import_rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"

namespace orders {
namespace {

constexpr std::array<std::string_view, 9> kColumns{"order",       "step", "carrier",     "tracking_number", "reason",
                                                   "expected_on", "line", "part_number", "quantity"};
constexpr std::size_t kLongestText = 500;  // code points
constexpr std::size_t kLongestNumber = 100;
constexpr std::int32_t kMostPieces = 999;
constexpr char kBetween = '\x1f';

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

std::string StepIn(const imports::Row& row, std::span<const std::string> columns) {
    const std::string step = FieldOf(row, columns, "step");
    return step.empty() ? "ship" : step;
}

// In whatever case and with spaces.
std::string StepName(const std::string& step) {
    std::string name = base::ToLowerAscii(step);
    std::ranges::replace(name, ' ', '_');
    return name;
}

// Those that a file can name.
std::optional<Action> ActionOf(const std::string& step) {
    const auto action = base::json::ParseEnum<Action>(StepName(step));
    static constexpr std::array kFromFile{Action::kConfirm,   Action::kShip,   Action::kDeliver,
                                          Action::kBackOrder, Action::kCancel, Action::kReturn};
    if (!action || std::ranges::find(kFromFile, *action) == kFromFile.end()) return std::nullopt;
    return action;
}

// Whether a step can be about some lines only.
bool IsOfLines(Action action) {
    return action != Action::kConfirm && action != Action::kDeliver;
}

// A whole number from 1 to `most`.
std::optional<std::int32_t> WholeNumber(const std::string& text, std::int32_t most) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > most) return std::nullopt;
    return number;
}

bool NamesLine(const imports::Row& row, std::span<const std::string> columns) {
    return !FieldOf(row, columns, "line").empty() || !FieldOf(row, columns, "part_number").empty();
}

// What rows of one step have in common.
std::string StepKey(const imports::Row& row, std::span<const std::string> columns) {
    std::string key = NumberIn(row, columns) + kBetween + StepName(StepIn(row, columns));
    if (!NamesLine(row, columns)) return key;
    key += kBetween + base::FoldCase(FieldOf(row, columns, "carrier"));
    for (const char* column : {"tracking_number", "reason", "expected_on"})
        key += kBetween + FieldOf(row, columns, column);
    return key;
}

// The same with the line that it names: what a file says once.
std::string RowKey(const imports::Row& row, std::span<const std::string> columns) {
    std::string key = StepKey(row, columns);
    if (!NamesLine(row, columns)) return key;
    return key + kBetween + FieldOf(row, columns, "line") + kBetween +
           base::FoldCase(FieldOf(row, columns, "part_number"));
}

std::string Named(const store::Line& line) {
    return line.item_part_number.empty() ? line.item_name : line.item_part_number;
}

class Judging {
  public:
    Judging(std::span<const imports::Row> group, std::span<const std::string> columns, const FirstLines& first_lines,
            const KnownOrder* order)
        : group_(group), columns_(columns), first_lines_(first_lines), known_(order) {}

    JudgedGroup Go() {
        for (std::size_t at = 0; at < group_.size(); ++at) {
            JudgedRow row{.line = group_[at].line,
                          .number = NumberIn(group_[at], columns_),
                          .step = StepIn(group_[at], columns_),
                          .part = PartIn(group_[at]),
                          .errors = {}};
            row_ = &group_[at];
            judged_ = &row;
            Take(at);
            if (!row.errors.empty()) row.result = imports::RowResult::kInvalid;
            done_.rows.push_back(std::move(row));
        }
        return std::move(done_);
    }

  private:
    // The parcel that something comes back of, or that arrives; absent: none is meant.
    using Parcel = std::optional<ShipmentId>;
    // Of a return: what was taken of a line in a parcel; else of a line.
    using Taken = std::map<std::pair<ShipmentId, LineId>, std::int32_t>;

    void Take(std::size_t at) {
        if (row_->fields.size() != columns_.size()) {
            Refuse("", "", "row_values",
                   {{"count", static_cast<std::int64_t>(row_->fields.size())},
                    {"expected", static_cast<std::int64_t>(columns_.size())}});
        }
        if (judged_->number.empty()) Refuse("order", "", "missing");
        const auto action = ActionOf(judged_->step);
        if (!action) Refuse("step", judged_->step, "order_row_step");
        Step step{.action = action.value_or(Action::kShip)};
        const bool has_reason = action == Action::kBackOrder || action == Action::kCancel || action == Action::kReturn;
        step.carrier = Text("carrier", kLongestText, action == Action::kShip);
        step.tracking_number = Text("tracking_number", kLongestNumber, false);
        step.reason = Text("reason", kLongestText, has_reason);
        step.expected_on = Day();
        const auto quantity = Quantity();
        const auto place = LineNumber();
        if (action && NamesLine(*row_, columns_) && !IsOfLines(*action)) {
            const bool by_line = !Field("line").empty();
            Refuse(by_line ? "line" : "part_number", Field(by_line ? "line" : "part_number"), "order_row_whole",
                   {{"action", std::string(base::json::EnumName(*action))}});
        }
        if (!Field("quantity").empty() && !NamesLine(*row_, columns_)) {
            Refuse("quantity", Field("quantity"), "order_row_no_line");
        }
        const auto first = first_lines_.find(RowKey(*row_, columns_));
        if (!judged_->number.empty() && first != first_lines_.end() && first->second != row_->line) {
            Refuse("order", judged_->number, "order_row_twice", {{"line", first->second}});
        }
        if (!judged_->number.empty() && known_ == nullptr) Refuse("order", judged_->number, "order_row_unknown");
        if (!judged_->errors.empty()) return;
        if (NamesLine(*row_, columns_)) return TakeLines(at, std::move(step), place, quantity);
        TakeWhole(at, std::move(step));
    }

    // ORD-2: what is shipped has a name.
    void CheckNames(const Step& step, const std::vector<store::Line>& lines) {
        if (step.action != Action::kShip) return;
        std::vector<store::Line> to_ship;
        for (const auto& line : lines) {
            if (line.ToShip() > 0) to_ship.push_back(line);
        }
        if (const auto named = CheckNamed(known_->order, to_ship); !named)
            Refuse("step", judged_->step, named.error().code, named.error().args);
    }

    void TakeWhole(std::size_t at, Step step) {
        const Parcel parcel = ParcelOf(step, known_->lines);
        if (!judged_->errors.empty()) return;
        if (step.action == Action::kReturn || step.action == Action::kDeliver) step.shipment = parcel;
        if (IsDone(step)) {
            judged_->result = imports::RowResult::kExisting;
            return;
        }
        CheckNames(step, known_->lines);
        if (judged_->errors.empty() && Possible(step.action)) done_.steps.push_back({std::move(step), {at}});
    }

    // A step that is about all that is left was taken before, by hand or by the same file.
    [[nodiscard]] bool IsDone(const Step& step) const {
        const State state = known_->order.state;
        switch (step.action) {
            case Action::kConfirm:
                return state >= State::kConfirmed && state < State::kCancelled;
            case Action::kShip:
                return !step.tracking_number.empty() &&
                       std::ranges::any_of(known_->shipments, [&](const auto& one) { return IsParcel(one, step); });
            case Action::kDeliver:
                return state == State::kDelivered ||
                       (step.shipment && std::ranges::any_of(known_->shipments, [&](const auto& one) {
                            return one.id == *step.shipment && one.delivered_at;
                        }));
            case Action::kCancel:
                return state == State::kCancelled;
            case Action::kReturn:
                return std::ranges::all_of(known_->packed, [&](const auto& one) {
                    return one.shipment_id != step.shipment || one.returned == one.quantity;
                });
            default:
                return false;
        }
    }

    static bool IsParcel(const store::Shipment& shipment, const Step& step) {
        return shipment.tracking_number == step.tracking_number &&
               base::FoldCase(shipment.carrier) == base::FoldCase(step.carrier);
    }

    // ---- lines

    void TakeLines(std::size_t at, Step step, std::optional<std::int32_t> place, std::optional<std::int32_t> quantity) {
        const auto lines = LinesNamed(place);
        if (!judged_->errors.empty()) return;
        const Parcel parcel = ParcelOf(step, lines);
        if (!judged_->errors.empty()) return;
        if (step.action == Action::kReturn) step.shipment = parcel;
        if (AreDone(step, lines, quantity)) {
            judged_->result = imports::RowResult::kExisting;
            return;
        }
        std::int32_t left = 0;
        for (const auto& line : lines) left += Left(step, line);
        CheckLeft(step, lines, quantity, left);
        CheckNames(step, lines);
        if (!judged_->errors.empty() || !Possible(step.action)) return;
        PlannedStep& planned = PlanOf(std::move(step));
        planned.rows.push_back(at);
        std::int32_t wanted = quantity.value_or(left);
        for (const auto& line : lines) {
            const std::int32_t pieces = std::min(wanted, Left(planned.step, line));
            if (pieces == 0) continue;
            wanted -= pieces;
            taken_[{planned.step.shipment.value_or(ShipmentId{}), line.id}] += pieces;
            const auto part = std::ranges::find(planned.step.parts, line.id, &Part::line_id);
            if (part == planned.step.parts.end()) {
                planned.step.parts.push_back({line.id, pieces});
            } else {
                part->quantity += pieces;
            }
        }
    }

    // One by its position, or all of a part number: what is meant are their pieces, the first lines first.
    std::vector<store::Line> LinesNamed(std::optional<std::int32_t> place) {
        const std::string part_number = Field("part_number");
        std::vector<store::Line> lines;
        for (const auto& line : known_->lines) {
            if (place ? line.position == *place : base::FoldCase(line.item_part_number) == base::FoldCase(part_number))
                lines.push_back(line);
        }
        if (lines.empty()) {
            Refuse(place ? "line" : "part_number", place ? std::to_string(*place) : part_number,
                   place ? "order_row_line_unknown" : "order_row_part_unknown",
                   {{"number", judged_->number}, {"lines", static_cast<std::int64_t>(known_->lines.size())}});
        } else if (place && !part_number.empty() &&
                   base::FoldCase(lines.front().item_part_number) != base::FoldCase(part_number)) {
            Refuse("part_number", part_number, "order_row_line_part",
                   {{"line", std::int64_t{*place}}, {"item", Named(lines.front())}});
        }
        return lines;
    }

    // Pieces of a line that the step can be taken with, without those of the rows before.
    [[nodiscard]] std::int32_t Left(const Step& step, const store::Line& line) const {
        const ShipmentId parcel = step.shipment.value_or(ShipmentId{});
        const auto taken = taken_.find({parcel, line.id});
        const std::int32_t gone = taken == taken_.end() ? 0 : taken->second;
        if (step.action != Action::kReturn) return line.ToShip() - gone;
        return InParcel(parcel, line.id) - gone;
    }
    [[nodiscard]] std::int32_t InParcel(const ShipmentId& parcel, const LineId& line) const {
        std::int32_t pieces = 0;
        for (const auto& one : known_->packed) {
            if (one.shipment_id == parcel && one.line_id == line) pieces += one.quantity - one.returned;
        }
        return pieces;
    }

    void CheckLeft(const Step& step, const std::vector<store::Line>& lines, std::optional<std::int32_t> quantity,
                   std::int32_t left) {
        const std::string column = Field("quantity").empty() ? NameColumn() : "quantity";
        const std::string value = Field(column);
        const std::string item = Named(lines.front());
        if (step.action != Action::kReturn &&
            std::ranges::all_of(lines, [](const auto& line) { return line.cancelled == line.quantity; })) {
            Refuse(NameColumn(), Field(NameColumn()), "order_row_line_cancelled", {{"item", item}});
        } else if (left == 0) {
            Refuse(NameColumn(), Field(NameColumn()), "order_row_none_left",
                   {{"item", item}, {"action", std::string(base::json::EnumName(step.action))}});
        } else if (quantity.value_or(left) > left) {
            Refuse(column, value, "order_row_left",
                   {{"item", item},
                    {"quantity", std::int64_t{*quantity}},
                    {"left", std::int64_t{left}},
                    {"action", std::string(base::json::EnumName(step.action))}});
        } else if (step.action == Action::kBackOrder && quantity.value_or(left) < left) {
            Refuse(column, value, "order_row_whole_line", {{"item", item}, {"left", std::int64_t{left}}});
        }
    }

    // The same pieces had the same done to them before.
    [[nodiscard]] bool AreDone(const Step& step, const std::vector<store::Line>& lines,
                               std::optional<std::int32_t> quantity) const {
        const auto same_reason = [&](const auto& line) { return line.state_reason == step.reason; };
        std::int32_t left = 0;
        std::int32_t done = 0;
        for (const auto& line : lines) {
            left += Left(step, line);
            done += step.action == Action::kCancel ? line.cancelled : Moved(step, line.id);
        }
        switch (step.action) {
            case Action::kShip:
                return done > 0 && done >= quantity.value_or(1);
            case Action::kCancel:
                // A back order writes its own reason over that of a cancellation.
                return done > 0 && done >= quantity.value_or(1) &&
                       (left == 0 || (done == quantity && std::ranges::any_of(lines, [&](const auto& line) {
                                          return line.on_back_order || same_reason(line);
                                      })));
            case Action::kReturn:
                return done > 0 && (left == 0 || done == quantity) && done >= quantity.value_or(1);
            case Action::kBackOrder:
                return left > 0 && std::ranges::all_of(lines, [&](const auto& line) {
                           return line.ToShip() == 0 ||
                                  (line.on_back_order && line.expected_on == step.expected_on && same_reason(line));
                       });
            default:
                return false;
        }
    }
    // Pieces of the line that left with the parcel of the step, or that came back of it.
    [[nodiscard]] std::int32_t Moved(const Step& step, const LineId& line) const {
        std::int32_t pieces = 0;
        for (const auto& one : known_->packed) {
            if (one.line_id != line) continue;
            if (step.action == Action::kReturn) {
                if (one.shipment_id == step.shipment) pieces += one.returned;
                continue;
            }
            const auto shipment = std::ranges::find(known_->shipments, one.shipment_id, &store::Shipment::id);
            if (shipment != known_->shipments.end() && IsParcel(*shipment, step)) pieces += one.quantity;
        }
        return pieces;
    }

    // ---- parcels

    // The parcel that comes back or arrives: that with the tracking number, else the only one that something of these lines
    // can come back of. Nothing for other steps, and where all that are under way arrive.
    Parcel ParcelOf(const Step& step, const std::vector<store::Line>& lines) {
        if (step.action != Action::kReturn && step.action != Action::kDeliver) return std::nullopt;
        std::vector<ShipmentId> found;
        for (const auto& one : known_->shipments) {
            const bool named = !step.tracking_number.empty() && one.tracking_number == step.tracking_number &&
                               (step.carrier.empty() || IsParcel(one, step));
            const bool meant = step.tracking_number.empty() && step.action == Action::kReturn &&
                               std::ranges::any_of(lines, [&](const auto& line) { return IsIn(one.id, line.id); });
            if (named || meant) found.push_back(one.id);
        }
        if (found.empty() && step.tracking_number.empty() && step.action == Action::kDeliver) return std::nullopt;
        if (found.size() > 1 && step.tracking_number.empty()) {
            // What has come back whole is not meant.
            std::erase_if(found, [&](const ShipmentId& id) {
                return std::ranges::none_of(lines, [&](const auto& line) { return InParcel(id, line.id) > 0; });
            });
        }
        if (found.empty()) {
            Refuse(step.tracking_number.empty() ? "order" : "tracking_number",
                   step.tracking_number.empty() ? judged_->number : step.tracking_number, "order_row_parcel_unknown",
                   {{"number", judged_->number}});
            return std::nullopt;
        }
        if (found.size() > 1) {
            Refuse("tracking_number", step.tracking_number, "order_row_parcel",
                   {{"parcels", static_cast<std::int64_t>(found.size())}});
            return std::nullopt;
        }
        return found.front();
    }
    [[nodiscard]] bool IsIn(const ShipmentId& parcel, const LineId& line) const {
        return std::ranges::any_of(known_->packed,
                                   [&](const auto& one) { return one.shipment_id == parcel && one.line_id == line; });
    }

    // ---- what is planned, and what is wrong

    PlannedStep& PlanOf(Step step) {
        const auto same = [&](const PlannedStep& one) { return one.step.shipment == step.shipment; };
        const auto found = std::ranges::find_if(done_.steps, same);
        if (found != done_.steps.end()) return *found;
        done_.steps.push_back({std::move(step), {}});
        return done_.steps.back();
    }
    bool Possible(Action action) {
        const auto possible = CheckAction(known_->order.state, action);
        if (!possible) Refuse("step", judged_->step, possible.error().code, possible.error().args);
        return possible.has_value();
    }
    void Refuse(std::string column, std::string value, std::string code, base::Args args = {}) {
        args["value"] = value;
        judged_->errors.push_back({std::move(column), std::move(value), std::move(code), std::move(args)});
    }
    [[nodiscard]] std::string Field(std::string_view column) const { return FieldOf(*row_, columns_, column); }
    [[nodiscard]] std::string NameColumn() const { return Field("line").empty() ? "part_number" : "line"; }
    [[nodiscard]] std::string PartIn(const imports::Row& row) const {
        const std::string line = FieldOf(row, columns_, "line");
        const std::string part_number = FieldOf(row, columns_, "part_number");
        const std::string quantity = FieldOf(row, columns_, "quantity");
        std::string part = line.empty() ? "" : "#" + line;
        if (!part_number.empty()) part += (part.empty() ? "" : " ") + part_number;
        if (!part.empty() && !quantity.empty()) part = quantity + " × " + part;
        return base::CleanText(part, kLongestNumber);
    }
    std::string Text(const char* column, std::size_t longest, bool required) {
        std::string text = Field(column);
        if (text.empty() && required) Refuse(column, "", "missing");
        if (base::CountCodePoints(text) > longest) {
            Refuse(column, base::CleanText(text, 40), "too_long", {{"limit", static_cast<std::int64_t>(longest)}});
        }
        return text;
    }
    std::optional<base::Day> Day() {
        const std::string text = Field("expected_on");
        if (text.empty()) return std::nullopt;
        const auto day = base::ParseDay(text);
        if (!day) Refuse("expected_on", text, "order_row_day");
        return day;
    }
    std::optional<std::int32_t> LineNumber() {
        const std::string text = Field("line");
        if (text.empty()) return std::nullopt;
        const auto number = WholeNumber(text, 1'000'000);
        if (!number) Refuse("line", base::CleanText(text, 40), "order_row_number");
        return number;
    }
    std::optional<std::int32_t> Quantity() {
        const std::string text = Field("quantity");
        if (text.empty()) return std::nullopt;
        const auto number = WholeNumber(text, kMostPieces);
        if (!number) {
            Refuse("quantity", base::CleanText(text, 40), "order_row_quantity", {{"most", std::int64_t{kMostPieces}}});
        }
        return number;
    }

    std::span<const imports::Row> group_;
    std::span<const std::string> columns_;
    const FirstLines& first_lines_;
    const KnownOrder* known_;
    const imports::Row* row_ = nullptr;
    JudgedRow* judged_ = nullptr;
    Taken taken_;
    JudgedGroup done_;
};

// Pieces of a line, and the line.
struct Chosen {
    store::Line* line = nullptr;
    std::int32_t quantity = 0;
};

template <class Left>
std::vector<Chosen> ChosenOf(KnownOrder& known, const Step& step, const Left& left) {
    std::vector<Chosen> chosen;
    for (store::Line& line : known.lines) {
        const auto part = std::ranges::find(step.parts, line.id, &Part::line_id);
        const std::int32_t quantity = part != step.parts.end() ? part->quantity : (step.parts.empty() ? left(line) : 0);
        if (quantity > 0) chosen.push_back({&line, quantity});
    }
    return chosen;
}

// No other parcel of the order has it.
ShipmentId NextId(const KnownOrder& known) {
    ShipmentId id;
    const std::size_t place = known.shipments.size() + 1;
    id.value.octets[14] = static_cast<std::uint8_t>(place >> 8U);
    id.value.octets[15] = static_cast<std::uint8_t>(place);
    return id;
}

void FollowShipment(KnownOrder& known, const Step& step, const std::vector<Chosen>& chosen) {
    const ShipmentId id = NextId(known);
    known.shipments.push_back({.id = id, .carrier = step.carrier, .tracking_number = step.tracking_number});
    for (const auto& [line, quantity] : chosen) {
        line->shipped += quantity;
        known.packed.push_back({.shipment_id = id, .line_id = line->id, .quantity = quantity});
    }
}

void FollowDelivery(KnownOrder& known, const Step& step) {
    for (store::Shipment& parcel : known.shipments) {
        if (parcel.delivered_at || (step.shipment && parcel.id != *step.shipment)) continue;
        parcel.delivered_at = known.order.updated_at;
        for (const auto& one : known.packed) {
            if (one.shipment_id != parcel.id) continue;
            const auto line = std::ranges::find(known.lines, one.line_id, &store::Line::id);
            if (line != known.lines.end()) line->delivered += one.quantity - one.returned;
        }
    }
}

void FollowReturn(KnownOrder& known, const Step& step) {
    const auto parcel = std::ranges::find(known.shipments, step.shipment.value_or(ShipmentId{}), &store::Shipment::id);
    if (parcel == known.shipments.end()) return;
    for (store::ShipmentLine& one : known.packed) {
        const auto line = std::ranges::find(known.lines, one.line_id, &store::Line::id);
        if (one.shipment_id != parcel->id || line == known.lines.end()) continue;
        const auto part = std::ranges::find(step.parts, one.line_id, &Part::line_id);
        const std::int32_t quantity = part != step.parts.end() ? part->quantity
                                      : step.parts.empty()     ? one.quantity - one.returned
                                                               : 0;
        one.returned += quantity;
        (parcel->delivered_at ? line->returned : line->refused) += quantity;
    }
}

}  // namespace

std::span<const std::string_view> ImportColumns() {
    return kColumns;
}

std::string ImportSample() {
    std::string csv{imports::kByteOrderMark};
    base::csv::AppendRow(csv, {kColumns.begin(), kColumns.end()});
    base::csv::AppendRow(csv, {"SO-123456789", "confirm", "", "", "", "", "", "", ""});
    base::csv::AppendRow(csv, {"SO-234567891", "ship", "DHL", "00340434161094015902", "", "", "", "", ""});
    base::csv::AppendRow(csv, {"SO-345678912", "ship", "DHL", "00340434161094015903", "", "", "1", "", "2"});
    base::csv::AppendRow(csv, {"SO-345678912", "back_order", "", "", "late", "2026-12-24", "", "25B0SK0", ""});
    return csv;
}

base::Result<imports::Table> ReadImport(std::string_view bytes) {
    return imports::ReadTable(
        bytes, {.columns = kColumns, .required = "order", .max_rows = kMostImported, .codes = "order_import"});
}

std::string NumberIn(const imports::Row& row, std::span<const std::string> columns) {
    return Upper(FieldOf(row, columns, "order"));
}

std::vector<imports::Row> Arrange(std::vector<imports::Row> rows, std::span<const std::string> columns) {
    std::map<std::string, std::size_t> first;  // place of the first row of each step of lines
    std::vector<std::pair<std::size_t, std::size_t>> places;
    places.reserve(rows.size());
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const bool of_lines = NamesLine(rows[at], columns);
        places.emplace_back(of_lines ? first.try_emplace(StepKey(rows[at], columns), at).first->second : at, at);
    }
    std::ranges::sort(places);
    std::vector<imports::Row> arranged;
    arranged.reserve(rows.size());
    for (const auto& [of_step, at] : places) arranged.push_back(std::move(rows[at]));
    return arranged;
}

bool IsOneStep(const imports::Row& first, const imports::Row& second, std::span<const std::string> columns) {
    return NamesLine(first, columns) && NamesLine(second, columns) &&
           StepKey(first, columns) == StepKey(second, columns);
}

FirstLines FirstLinesOf(std::span<const imports::Row> rows, std::span<const std::string> columns) {
    FirstLines lines;
    for (const auto& row : rows) {
        const auto [first, is_new] = lines.emplace(RowKey(row, columns), row.line);
        if (!is_new) first->second = std::min(first->second, row.line);
    }
    return lines;
}

JudgedGroup Judge(std::span<const imports::Row> group, std::span<const std::string> columns,
                  const FirstLines& first_lines, const KnownOrder* order) {
    return Judging(group, columns, first_lines, order).Go();
}

void Follow(KnownOrder& known, const Step& step) {
    const auto chosen = ChosenOf(known, step, [](const store::Line& line) { return line.ToShip(); });
    switch (step.action) {
        case Action::kConfirm:
            known.order.state = std::max(known.order.state, State::kConfirmed);
            break;
        case Action::kBackOrder:
            for (const auto& [line, quantity] : chosen) {
                line->on_back_order = true;
                line->expected_on = step.expected_on;
                line->state_reason = step.reason;
            }
            break;
        case Action::kShip:
            FollowShipment(known, step, chosen);
            break;
        case Action::kDeliver:
            FollowDelivery(known, step);
            break;
        case Action::kCancel:
            for (const auto& [line, quantity] : chosen) {
                line->cancelled += quantity;
                line->state_reason = step.reason;
            }
            break;
        case Action::kReturn:
            FollowReturn(known, step);
            break;
        default:
            break;
    }
    std::vector<Pieces> pieces;
    for (store::Line& line : known.lines) {
        if (line.ToShip() == 0) line.on_back_order = false;
        pieces.push_back(line);
    }
    known.order.state = StateOf(known.order.state, pieces);
}

}  // namespace orders
