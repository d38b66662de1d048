#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <tuple>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/reading.hpp"
#include "server/catalog/catalog.hpp"
#include "server/catalog/currencies.hpp"

namespace catalog {
namespace {

std::string LettersAndDigits(std::string_view text) {
    std::string kept;
    for (const char c : base::FoldCase(text)) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet >= 0x80 || std::isalnum(octet) != 0) kept += c;
    }
    return kept;
}

// As printers write it: "Waste toner" of a spreadsheet is waste_toner, "Light_Cyan" is light cyan.
std::string WordOf(std::string_view text, char between) {
    std::string word = base::FoldCase(base::CleanText(text, 1'000));
    for (char& c : word) {
        if (c == ' ' || c == '-' || c == '_') c = between;
    }
    return word;
}

bool IsSupplyType(std::string_view type) {
    return base::json::ParseEnum<printing::SupplyType>(PlainType(type)).has_value();
}

void CheckPrice(const Price& price, base::FieldProblems& problems) {
    if (price.amount_minor && price.currency.empty()) problems.Add("/price/currency", "price_incomplete");
    if (!price.amount_minor && !price.currency.empty()) problems.Add("/price/amount_minor", "price_incomplete");
    if (!price.currency.empty() && !problems.Has("/price/currency") && !MinorDigits(price.currency)) {
        problems.Add("/price/currency", "currency_unknown", {{"value", price.currency}});
    }
}

}  // namespace

namespace {

// "MFC-L2710DW series" is what the printer says, "MFC-L2710DW" what stands on it.
void DropSeries(std::string& name) {
    constexpr std::string_view kSeries = "series";
    if (name.size() > kSeries.size() && name.ends_with(kSeries)) name.resize(name.size() - kSeries.size());
}

}  // namespace

std::string ModelKey(std::string_view manufacturer, std::string_view model) {
    const std::string maker = LettersAndDigits(manufacturer);
    std::string name = LettersAndDigits(model);
    if (!maker.empty() && name.starts_with(maker)) name.erase(0, maker.size());
    DropSeries(name);
    return maker + " " + name;
}

std::string ModelSearch(std::string_view typed) {
    std::string text = LettersAndDigits(typed);
    DropSeries(text);
    return text;
}

std::string_view PlainType(std::string_view supply_type) {
    if (supply_type == "toner_cartridge") return "toner";
    if (supply_type == "ink_cartridge") return "ink";
    if (supply_type == "waste_toner_container") return "waste_toner";
    return supply_type;
}

base::Result<ItemInput> CheckItem(const ItemInput& input) {
    ItemInput clean = input;
    for (std::string* text : {&clean.part_number, &clean.manufacturer, &clean.name}) {
        *text = base::CleanText(*text, 1'000);
    }
    clean.supply_type = WordOf(clean.supply_type, '_');
    clean.colorant = WordOf(clean.colorant, ' ');
    clean.price.currency = base::CleanText(clean.price.currency, 1'000);
    std::ranges::transform(clean.price.currency, clean.price.currency.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    for (auto& model : clean.models) {
        model = {base::CleanText(model.manufacturer, 1'000), base::CleanText(model.model, 1'000)};
    }
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!problems.Has("/supply_type") && !IsSupplyType(clean.supply_type)) {
        problems.Add("/supply_type", "supply_type_unknown", {{"value", clean.supply_type}});
    }
    CheckPrice(clean.price, problems);
    std::set<std::string> keys;
    for (std::size_t at = 0; at < clean.models.size(); ++at) {
        const auto& [manufacturer, model] = clean.models[at];
        if (manufacturer.empty() || model.empty()) continue;
        if (!keys.insert(ModelKey(manufacturer, model)).second) {
            problems.Add("/models/" + std::to_string(at) + "/model", "model_twice",
                         {{"model", fmt::format("{} {}", manufacturer, model)}});
        }
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

const FittingItem* ChooseItem(std::span<const FittingItem> items, std::string_view supply_type,
                              std::string_view colorant) {
    const auto before = [](const FittingItem& a, const FittingItem& b) {
        return std::tuple(!a.preferred, -a.yield_pages, a.kind, std::string_view(a.part_number)) <
               std::tuple(!b.preferred, -b.yield_pages, b.kind, std::string_view(b.part_number));
    };
    const FittingItem* best = nullptr;
    for (const FittingItem& item : items) {
        const bool fits = item.active && PlainType(item.supply_type) == PlainType(supply_type) &&
                          item.colorant == colorant && (item.preferred || item.kind_allowed);
        if (fits && (best == nullptr || before(item, *best))) best = &item;
    }
    return best;
}

}  // namespace catalog
