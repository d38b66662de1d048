#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"

namespace pg {
class Transaction;
}
namespace http {
class Router;
}

// Items that are sold and the printer models that they fit.
namespace catalog {

using ItemId = base::Id<struct ItemTag>;

struct PrinterModel {
    std::string manufacturer;
    std::string model;

    static constexpr base::Limit kLimits[] = {{.field = "manufacturer", .required = true, .max_length = 100},
                                              {.field = "model", .required = true, .max_length = 100}};

    bool operator==(const PrinterModel&) const = default;
};
BOOST_DESCRIBE_STRUCT(PrinterModel, (), (manufacturer, model))

struct ItemInput {
    std::string part_number;  // unique, compared without case and spaces
    std::string manufacturer;
    std::string name;
    std::string supply_type;                     // prtMarkerSuppliesType in snake_case: toner, waste_toner, ink ...
    std::string colorant;                        // black, cyan, magenta, yellow ...; "" where it has none
    std::int32_t yield_pages = 0;                // ISO/IEC 19752, 19798, 24711; 0 = not known
    std::optional<std::int32_t> lead_time_days;  // 0..365; absent: the operator's default
    bool active = true;
    std::vector<PrinterModel> models;

    static constexpr base::Limit kLimits[] = {
        {.field = "part_number", .required = true, .max_length = 100},
        {.field = "manufacturer", .required = true, .max_length = 100},
        {.field = "name", .required = true, .max_length = 100},
        {.field = "supply_type", .required = true, .max_length = 100},
        {.field = "colorant", .max_length = 100},
        {.field = "yield_pages", .range = base::Range{0, 10'000'000}},
        {.field = "lead_time_days", .range = base::Range{0, 365}},
        {.field = "models", .max_items = 500},
    };

    bool operator==(const ItemInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ItemInput, (),
                      (part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active,
                       models))

struct Item : ItemInput {
    ItemId id;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Item, (ItemInput), (id, version, created_at, updated_at))

// One form for "HP LaserJet M404" however a printer spells it: folded letters and digits of maker
// and model, the maker's name once.
std::string ModelKey(std::string_view manufacturer, std::string_view model);

// The input as it is kept, or all that is wrong with it.
base::Result<ItemInput> CheckItem(const ItemInput& input);

// The active items of each model key, by model key. One query, whatever the number of models.
std::unordered_map<std::string, std::vector<Item>> FindItems(pg::Transaction& tx,
                                                             const std::vector<std::string>& model_keys);

// The item of a supply among those of its model: same type and colorant; of several the one with
// the highest yield. `supply_type` toner_cartridge and ink_cartridge match toner and ink. nullptr
// when none fits.
const Item* ChooseItem(std::span<const Item> items, std::string_view supply_type, std::string_view colorant);

std::optional<Item> FindItem(pg::Transaction& tx, ItemId id);
// Which of these gather waste, such as waste toner containers: they are changed when full, not when empty.
std::set<ItemId> FindWaste(pg::Transaction& tx, std::span<const ItemId> ids);

struct KnownModels {
    std::vector<std::string> makers;      // ModelKey(manufacturer, "") of everybody whose printers items fit
    std::vector<std::string> model_keys;  // those of the asked ones that items fit, on sale or not
};
KnownModels FindKnownModels(pg::Transaction& tx, const std::vector<std::string>& model_keys);

void RegisterHttp(http::Router& router, base::IdSource& ids);

}  // namespace catalog
