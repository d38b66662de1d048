#include <algorithm>
#include <cctype>

#include "lib/base/text.hpp"
#include "server/catalog/catalog.hpp"

namespace catalog {
namespace {

constexpr std::size_t kLongestText = 100;
constexpr std::size_t kMostModels = 500;

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

void CheckText(const std::string& text, const std::string& pointer, bool mandatory, base::FieldProblems& problems) {
    if (mandatory && text.empty()) problems.Add(pointer, "missing");
    if (base::CountCodePoints(text) > kLongestText) {
        problems.Add(pointer, "too_long", {{"limit", static_cast<std::int64_t>(kLongestText)}});
    }
}

void CheckRange(std::int64_t value, std::int64_t maximum, const char* pointer, base::FieldProblems& problems) {
    if (value < 0 || value > maximum) {
        problems.Add(pointer, "out_of_range", {{"minimum", std::int64_t{0}}, {"maximum", maximum}});
    }
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
    base::FieldProblems problems;
    CheckText(clean.part_number, "/part_number", true, problems);
    CheckText(clean.manufacturer, "/manufacturer", true, problems);
    CheckText(clean.name, "/name", true, problems);
    CheckText(clean.supply_type, "/supply_type", true, problems);
    CheckText(clean.colorant, "/colorant", false, problems);
    CheckRange(clean.yield_pages, 10'000'000, "/yield_pages", problems);
    if (clean.lead_time_days) CheckRange(*clean.lead_time_days, 365, "/lead_time_days", problems);
    if (clean.models.size() > kMostModels) {
        problems.Add("/models", "too_many_items", {{"limit", static_cast<std::int64_t>(kMostModels)}});
    }
    for (std::size_t i = 0; i < clean.models.size(); ++i) {
        auto& model = clean.models[i];
        model = {base::CleanText(model.manufacturer, 1'000), base::CleanText(model.model, 1'000)};
        const std::string pointer = "/models/" + std::to_string(i);
        CheckText(model.manufacturer, pointer + "/manufacturer", true, problems);
        CheckText(model.model, pointer + "/model", true, problems);
    }
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
