#include "server/catalog/import_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "lib/base/csv.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/catalog/catalog_store.hpp"
#include "server/catalog/currencies.hpp"

namespace catalog {
namespace {

using imports::Error;

constexpr std::array<std::string_view, 14> kColumns{
    "part_number",    "manufacturer", "name",  "supply_type", "colorant", "yield_pages", "starter_yield_pages",
    "lead_time_days", "kind",         "price", "currency",    "active",   "models",      "external_ids"};

// Where CheckItem and external::Clean say that something is wrong, by column.
std::string_view ColumnOf(std::string_view pointer) {
    if (pointer == "/price/amount_minor") return "price";
    if (pointer == "/price/currency") return "currency";
    pointer.remove_prefix(1);
    return pointer.substr(0, pointer.find('/'));
}

bool IsNumber(std::string_view text) {
    return !text.empty() && text.size() <= 18 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::int64_t NumberOf(std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

// 7.8E+10: a part number as a spreadsheet writes a large number; its digits are lost.
bool IsRounded(std::string_view text) {
    const auto power = text.find("E+");
    if (power == std::string_view::npos || !IsNumber(text.substr(power + 2))) return false;
    std::string digits(text.substr(0, power));
    std::erase_if(digits, [](char c) { return c == '.' || c == ','; });
    return IsNumber(digits);
}

// As people write it in the languages of the portal, and as spreadsheets in these languages write true and false.
std::optional<bool> ReadYesNo(std::string_view cell) {
    const std::string word = base::FoldCase(cell);
    for (const char* yes : {"", "yes", "true", "1", "ja", "wahr", "oui", "vrai", "sì", "si", "vero", "sann", "sant"}) {
        if (word == yes) return true;
    }
    for (const char* no :
         {"no", "false", "0", "nein", "falsch", "non", "faux", "falso", "nei", "usann", "nej", "falskt"}) {
        if (word == no) return false;
    }
    return std::nullopt;
}

// The cells of one row on their way into an item.
class RowReader {
  public:
    RowReader(const imports::Row& row, std::span<const std::string> columns) : row_(row), columns_(columns) {}

    [[nodiscard]] bool Has(std::string_view column) const { return At(column) != nullptr; }
    [[nodiscard]] std::string Get(std::string_view column) const {
        const auto* cell = At(column);
        return cell != nullptr ? *cell : std::string();
    }
    void Refuse(std::string_view column, std::string code, base::Args args = {}) {
        // A second sentence about the same value helps nobody.
        if (std::ranges::any_of(errors_, [&](const Error& error) { return error.column == column; })) return;
        errors_.push_back({std::string(column), Get(column), std::move(code), std::move(args)});
    }

    void ReadInto(ItemInput& item) {
        for (const auto& [column, text] :
             std::initializer_list<std::pair<std::string_view, std::string*>>{{"part_number", &item.part_number},
                                                                              {"manufacturer", &item.manufacturer},
                                                                              {"name", &item.name},
                                                                              {"supply_type", &item.supply_type},
                                                                              {"colorant", &item.colorant}}) {
            if (Has(column)) *text = Get(column);
        }
        if (IsRounded(item.part_number)) Refuse("part_number", "part_number_rounded", {{"value", item.part_number}});
        ReadNumber("yield_pages", item.yield_pages);
        ReadNumber("starter_yield_pages", item.starter_yield_pages);
        std::int32_t days = 0;
        if (Has("lead_time_days")) {
            item.lead_time_days.reset();
            if (!Get("lead_time_days").empty() && ReadNumber("lead_time_days", days)) item.lead_time_days = days;
        }
        if (Has("kind")) {
            const auto word = base::FoldCase(Get("kind"));
            const auto kind = word.empty() ? ItemKind::kOriginal : base::json::ParseEnum<ItemKind>(word);
            if (kind) {
                item.kind = *kind;
            } else {
                Refuse("kind", "item_kind_unknown", {{"value", Get("kind")}});
            }
        }
        ReadPrice(item.price);
        if (Has("active")) {
            const auto active = ReadYesNo(Get("active"));
            if (active) {
                item.active = *active;
            } else {
                Refuse("active", "not_yes_or_no", {{"value", Get("active")}});
            }
        }
        if (Has("models")) {
            item.models.clear();
            for (const auto& [maker, model] : ReadPairs(Get("models"))) {
                item.models.push_back({maker.empty() ? item.manufacturer : maker, model});
            }
        }
    }

    [[nodiscard]] external::Ids Ids() const {
        external::Ids ids;
        for (auto& [system, id] : ReadPairs(Get("external_ids"))) ids.push_back({std::move(system), std::move(id)});
        return ids;
    }

    // In the order of the columns.
    std::vector<Error> TakeErrors() {
        const auto place = [&](const Error& error) { return std::ranges::find(kColumns, error.column); };
        std::ranges::stable_sort(errors_, {}, place);
        return std::move(errors_);
    }
    [[nodiscard]] bool good() const { return errors_.empty(); }

  private:
    [[nodiscard]] const std::string* At(std::string_view column) const {
        const auto found = std::ranges::find(columns_, column);
        const auto at = static_cast<std::size_t>(found - columns_.begin());
        return found != columns_.end() && at < row_.fields.size() ? &row_.fields[at] : nullptr;
    }
    bool ReadNumber(std::string_view column, std::int32_t& number) {
        if (!Has(column)) return false;
        const std::string cell = Get(column);
        if (!cell.empty() && !IsNumber(cell)) {
            Refuse(column, "not_whole_number", {{"value", cell}});
            return false;
        }
        // What is too large for the member is out of range, too.
        number = static_cast<std::int32_t>(std::min<std::int64_t>(cell.empty() ? 0 : NumberOf(cell), 2'000'000'000));
        return true;
    }
    void ReadPrice(Price& price) {
        if (Has("currency") && !Get("currency").empty()) price.currency = base::FoldCase(Get("currency"));
        std::ranges::transform(price.currency, price.currency.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        if (!Has("price")) {
            if (!price.amount_minor && Get("currency").empty()) price.currency.clear();
            return;
        }
        const std::string cell = Get("price");
        price.amount_minor.reset();
        if (cell.empty()) {  // a currency without a price is what a column was filled with
            price.currency.clear();
            return;
        }
        const auto digits = MinorDigits(price.currency);
        if (Has("currency") && Get("currency").empty()) price.currency.clear();
        price.amount_minor = ReadAmount(cell, digits.value_or(2));
        if (!price.amount_minor) {
            Refuse("price", "price_not_number", {{"value", cell}, {"digits", std::int64_t{digits.value_or(2)}}});
            price.amount_minor = 0;
        }
    }

    const imports::Row& row_;
    std::span<const std::string> columns_;
    std::vector<Error> errors_;
};

std::string KeyOfPart(const std::string& cell) {
    return store::PartNumberKey(base::CleanText(cell, 1'000));
}

}  // namespace

std::span<const std::string_view> ImportColumns() {
    return kColumns;
}

std::vector<std::string> ExportRow(const ItemInput& item, const external::Ids& ids) {
    Pairs models;
    for (const auto& model : item.models) {
        models.emplace_back(model.manufacturer == item.manufacturer ? "" : model.manufacturer, model.model);
    }
    Pairs named;
    for (const auto& id : ids) named.emplace_back(id.system, id.id);
    const auto number = [](std::int32_t value) { return value == 0 ? std::string() : std::to_string(value); };
    const int digits = MinorDigits(item.price.currency).value_or(2);
    return {item.part_number,
            item.manufacturer,
            item.name,
            item.supply_type,
            item.colorant,
            number(item.yield_pages),
            number(item.starter_yield_pages),
            item.lead_time_days ? std::to_string(*item.lead_time_days) : "",
            std::string(base::json::EnumName(item.kind)),
            item.price.amount_minor ? WriteAmount(*item.price.amount_minor, digits) : "",
            item.price.currency,
            item.active ? "yes" : "no",
            WritePairs(models),
            WritePairs(named)};
}

std::string ImportSample() {
    std::string csv{imports::kByteOrderMark};
    base::csv::AppendRow(csv, {kColumns.begin(), kColumns.end()});
    ItemInput item;
    item.part_number = "B-2300K";
    item.manufacturer = "Brother";
    item.name = "Toner, black";
    item.supply_type = "toner";
    item.colorant = "black";
    item.yield_pages = 3'000;
    item.starter_yield_pages = 700;
    item.lead_time_days = 3;
    item.price = {7990, "EUR"};
    item.models = {{"Brother", "HL-L2350DW"}, {"Brother", "MFC-L2710DW"}};
    base::csv::AppendRow(csv, ExportRow(item, {{"SAP", "4711"}}));
    item.part_number = "REMAN-2300K";
    item.name = "Toner, black, remanufactured";
    item.kind = ItemKind::kRemanufactured;
    item.manufacturer = "Nordlys Refill";
    item.price = {4990, "EUR"};
    base::csv::AppendRow(csv, ExportRow(item, {}));
    return csv;
}

base::Result<imports::Table> ReadImport(std::string_view bytes) {
    return imports::ReadTable(
        bytes, {.columns = kColumns, .required = "part_number", .max_rows = kMostImported, .codes = "catalog_import"});
}

Pairs ReadPairs(std::string_view cell) {
    Pairs pairs;
    std::string before;
    std::string text;
    bool colon = false;
    const auto end = [&] {
        std::string last(base::csv::Trim(text));
        std::string first(base::csv::Trim(before));
        if (!last.empty() || !first.empty() || colon) pairs.emplace_back(std::move(first), std::move(last));
        before.clear();
        text.clear();
        colon = false;
    };
    for (std::size_t at = 0; at < cell.size(); ++at) {
        const char c = cell[at];
        if (c == '\\' && at + 1 < cell.size() && std::string_view("\\;:").contains(cell[at + 1])) {
            text += cell[++at];
        } else if (c == ';' || c == '\n' || c == '\r') {
            end();
        } else if (c == ':' && !colon) {
            colon = true;
            before = std::exchange(text, {});
        } else {
            text += c;
        }
    }
    end();
    return pairs;
}

std::string WritePairs(const Pairs& pairs) {
    std::string cell;
    const auto add = [&](const std::string& text) {
        for (const char c : text) {
            if (std::string_view("\\;:").contains(c)) cell += '\\';
            cell += c;
        }
    };
    for (const auto& [first, last] : pairs) {
        if (!cell.empty()) cell += "; ";
        add(first);
        if (!first.empty()) cell += ": ";
        add(last);
    }
    return cell;
}

std::optional<std::int64_t> ReadAmount(std::string_view cell, int digits) {
    const auto point = cell.find_first_of(".,");
    const std::string_view whole = cell.substr(0, point);
    const std::string_view part = point == std::string_view::npos ? "" : cell.substr(point + 1);
    if (!IsNumber(whole) || whole.size() > 13 || part.size() > static_cast<std::size_t>(digits)) return std::nullopt;
    if (point != std::string_view::npos && !IsNumber(part)) return std::nullopt;
    std::string all(whole);
    all += part;
    all.append(static_cast<std::size_t>(digits) - part.size(), '0');
    return NumberOf(all);
}

std::string WriteAmount(std::int64_t amount_minor, int digits) {
    if (digits == 0) return std::to_string(amount_minor);
    std::string text = fmt::format("{:0{}}", amount_minor, digits + 1);
    text.insert(text.size() - static_cast<std::size_t>(digits), ".");
    return text;
}

void KnownItems::Add(KnownItem item) {
    if (const auto before = items_.find(item.item.id); before != items_.end()) {
        by_part_number_.erase(store::PartNumberKey(before->second.item.part_number));
        for (const auto& id : before->second.ids) by_external_id_.erase({external::SystemKey(id.system), id.id});
    }
    by_part_number_[store::PartNumberKey(item.item.part_number)] = item.item.id;
    for (const auto& id : item.ids) by_external_id_[{external::SystemKey(id.system), id.id}] = item.item.id;
    items_[item.item.id] = std::move(item);
}

const KnownItem* KnownItems::ByPartNumber(std::string_view part_number) const {
    const auto found = by_part_number_.find(store::PartNumberKey(part_number));
    return found != by_part_number_.end() ? &items_.at(found->second) : nullptr;
}

const KnownItem* KnownItems::ByExternalId(const external::ExternalId& id) const {
    const auto found = by_external_id_.find({external::SystemKey(id.system), id.id});
    return found != by_external_id_.end() ? &items_.at(found->second) : nullptr;
}

RowKeys KeysOf(const imports::Row& row, std::span<const std::string> columns) {
    const RowReader reader(row, columns);
    return {KeyOfPart(reader.Get("part_number")), reader.Ids()};
}

std::map<std::string, std::int64_t> FirstLines(std::span<const imports::Row> rows,
                                               std::span<const std::string> columns) {
    std::map<std::string, std::int64_t> lines;
    for (const auto& row : rows) {
        auto key = KeysOf(row, columns).part_number_key;
        if (!key.empty()) lines.try_emplace(std::move(key), row.line);
    }
    return lines;
}

std::string ChangesOf(const JudgedRow& judged) {
    return fmt::format("{}", fmt::join(judged.changes, ", "));
}

JudgedRow Judge(const imports::Row& row, std::span<const std::string> columns,
                const std::map<std::string, std::int64_t>& first_lines, const KnownItems& known) {
    RowReader reader(row, columns);
    JudgedRow judged;
    judged.part_number = base::CleanText(reader.Get("part_number"), 100);
    judged.name = base::CleanText(reader.Get("name"), 100);
    const auto refuse = [&] {
        judged.result = imports::RowResult::kInvalid;
        judged.errors = reader.TakeErrors();
        return judged;
    };
    if (row.fields.size() != columns.size()) {
        reader.Refuse("", "row_values",
                      {{"count", static_cast<std::int64_t>(row.fields.size())},
                       {"expected", static_cast<std::int64_t>(columns.size())}});
        return refuse();
    }
    const auto keys = KeysOf(row, columns);
    if (const auto first = first_lines.find(keys.part_number_key);
        first != first_lines.end() && first->second != row.line) {
        reader.Refuse("part_number", "part_number_repeated", {{"line", first->second}});
    }
    const KnownItem* before = keys.part_number_key.empty() ? nullptr : known.ByPartNumber(keys.part_number_key);
    for (const auto& id : keys.ids) {
        const KnownItem* other = known.ByExternalId(id);
        if (before == nullptr && !keys.part_number_key.empty()) before = other;
        if (other != nullptr && other != before) {
            reader.Refuse("external_ids", "external_id_taken", {{"system", id.system}, {"id", id.id}});
        }
    }
    judged.created = before == nullptr;
    if (before != nullptr) {
        judged.item = *before;
        judged.before_part_number = before->item.part_number;
    }
    reader.ReadInto(judged.item.item);
    const auto checked = CheckItem(judged.item.item);
    if (checked) {
        static_cast<ItemInput&>(judged.item.item) = *checked;
        judged.name = checked->name;
    } else {
        for (const auto& field : checked.error().fields) reader.Refuse(ColumnOf(field.pointer), field.code, field.args);
    }
    if (reader.Has("external_ids")) {
        base::FieldProblems problems;
        judged.item.ids = external::Clean(keys.ids, problems);
        for (const auto& field : problems.fields()) reader.Refuse("external_ids", field.code, field.args);
    }
    if (!reader.good()) return refuse();
    if (before != nullptr) {
        // The order of models says nothing.
        const auto shown = [](KnownItem item) {
            std::ranges::sort(item.item.models, {},
                              [](const PrinterModel& model) { return std::tie(model.manufacturer, model.model); });
            return ExportRow(item.item, item.ids);
        };
        const auto old = shown(*before);
        const auto now = shown(judged.item);
        for (std::size_t at = 0; at < kColumns.size(); ++at) {
            if (old[at] != now[at]) judged.changes.emplace_back(kColumns[at]);
        }
        if (judged.changes.empty()) judged.result = imports::RowResult::kExisting;
    }
    return judged;
}

}  // namespace catalog
