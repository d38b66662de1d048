#include <algorithm>
#include <map>

#include "lib/base/text.hpp"
#include "server/catalog/models.hpp"

namespace catalog {

base::Result<CatalogModelInput> CheckModelInput(const CatalogModelInput& input) {
    CatalogModelInput clean = input;
    clean.note = base::CleanText(clean.note, 10'000);
    std::ranges::sort(clean.allowed_kinds);
    clean.allowed_kinds.erase(std::ranges::unique(clean.allowed_kinds).begin(), clean.allowed_kinds.end());
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

base::Result<PrinterModel> CheckModelName(const PrinterModel& name) {
    PrinterModel clean{base::CleanText(name.manufacturer, 1'000), base::CleanText(name.model, 1'000)};
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

std::vector<ModelSupply> SuppliesOf(std::span<const CountedSupply> counted, std::span<const FittingItem> items) {
    std::map<std::pair<std::string, std::string>, ModelSupply> supplies;
    const auto at = [&](const std::string& type, const std::string& colorant) -> ModelSupply& {
        auto& supply = supplies[{type, colorant}];
        supply.name = {type, colorant};
        return supply;
    };
    for (const auto& [name, printers] : counted) at(name.supply_type, name.colorant).printers += printers;
    for (const FittingItem& item : items) {
        at(std::string(PlainType(item.supply_type)), item.colorant).items.push_back(&item);
    }
    std::vector<ModelSupply> list;
    for (auto& [key, supply] : supplies) {
        supply.chosen = ChooseItem(items, supply.name.supply_type, supply.name.colorant);
        std::ranges::sort(supply.items, {}, &FittingItem::part_number);
        list.push_back(std::move(supply));
    }
    return list;
}

}  // namespace catalog
