#include <algorithm>
#include <cctype>

#include "lib/base/text.hpp"
#include "server/catalog/catalog.hpp"

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

// Makers write "cartridge" or not; the catalogue does not.
std::string_view PlainType(std::string_view type) {
    if (type == "toner_cartridge") return "toner";
    if (type == "ink_cartridge") return "ink";
    if (type == "waste_toner_container") return "waste_toner";
    return type;
}

}  // namespace

std::string ModelKey(std::string_view manufacturer, std::string_view model) {
    const std::string maker = LettersAndDigits(manufacturer);
    std::string name = LettersAndDigits(model);
    if (!maker.empty() && name.starts_with(maker)) name.erase(0, maker.size());
    // "MFC-L2710DW series" is what the printer says, "MFC-L2710DW" what stands on it.
    constexpr std::string_view kSeries = "series";
    if (name.size() > kSeries.size() && name.ends_with(kSeries)) name.resize(name.size() - kSeries.size());
    return maker + " " + name;
}

base::Result<ItemInput> CheckItem(const ItemInput& input) {
    ItemInput clean = input;
    for (std::string* text :
         {&clean.part_number, &clean.manufacturer, &clean.name, &clean.supply_type, &clean.colorant}) {
        *text = base::CleanText(*text, 1'000);
    }
    for (auto& model : clean.models) {
        model = {base::CleanText(model.manufacturer, 1'000), base::CleanText(model.model, 1'000)};
    }
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

const Item* ChooseItem(std::span<const Item> items, std::string_view supply_type, std::string_view colorant) {
    const Item* best = nullptr;
    for (const Item& item : items) {
        const bool fits = PlainType(item.supply_type) == PlainType(supply_type) && item.colorant == colorant;
        if (fits && (best == nullptr || item.yield_pages > best->yield_pages)) best = &item;
    }
    return best;
}

}  // namespace catalog
