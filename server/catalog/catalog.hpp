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
namespace i18n {
class Catalogues;
}
namespace tasks {
class Registry;
struct RecurringJob;
}  // namespace tasks

// Items that are sold, the printer models that they fit, and what of a fleet has no item (ASR-2, ASR-19, ORD-2).
namespace catalog {

using ItemId = base::Id<struct ItemTag>;
using ModelId = base::Id<struct CatalogModelTag>;

// ---- items

struct PrinterModel {
    std::string manufacturer;
    std::string model;

    static constexpr base::Limit kLimits[] = {{.field = "manufacturer", .required = true, .max_length = 100},
                                              {.field = "model", .required = true, .max_length = 100}};

    bool operator==(const PrinterModel&) const = default;
};
BOOST_DESCRIBE_STRUCT(PrinterModel, (), (manufacturer, model))

enum class ItemKind { kOriginal, kRemanufactured, kCompatible };
BOOST_DESCRIBE_ENUM(ItemKind, kOriginal, kRemanufactured, kCompatible)

struct Price {
    std::optional<std::int64_t> amount_minor;  // in the currency's smallest unit: 12950 is EUR 129.50, or JPY 12950
    std::string currency;                      // ISO 4217; "" with the amount absent: no price

    static constexpr base::Limit kLimits[] = {
        {.field = "amount_minor", .range = base::Range{0, 99'999'999'999}},
        {.field = "currency", .max_length = 3},
    };

    bool operator==(const Price&) const = default;
};
BOOST_DESCRIBE_STRUCT(Price, (), (amount_minor, currency))

// What every client says of an item; the rest (ItemInput) came later and may be left out.
struct ItemFields {
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

    bool operator==(const ItemFields&) const = default;
};
BOOST_DESCRIBE_STRUCT(ItemFields, (),
                      (part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active,
                       models))

struct ItemInput : ItemFields {
    ItemKind kind = ItemKind::kOriginal;
    std::int32_t starter_yield_pages = 0;  // of the cartridge that a new printer comes with (ASR-19); 0 = not known
    Price price;

    static constexpr base::Limit kLimits[] = {
        {.field = "part_number", .required = true, .max_length = 100},
        {.field = "manufacturer", .required = true, .max_length = 100},
        {.field = "name", .required = true, .max_length = 100},
        {.field = "supply_type", .required = true, .max_length = 100},
        {.field = "colorant", .max_length = 100},
        {.field = "yield_pages", .range = base::Range{0, 10'000'000}},
        {.field = "lead_time_days", .range = base::Range{0, 365}},
        {.field = "models", .max_items = 500},
        {.field = "starter_yield_pages", .range = base::Range{0, 10'000'000}},
    };

    bool operator==(const ItemInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ItemInput, (ItemFields), (kind, starter_yield_pages, price))

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
// Of what a person types to find models, the maker before it or not: it stands in keys without their space.
std::string ModelSearch(std::string_view typed);
// Makers write "cartridge" or not: toner_cartridge and ink_cartridge are toner and ink.
std::string_view PlainType(std::string_view supply_type);

// The input as it is kept, or all that is wrong with it: beside the limits "supply_type_unknown", "model_twice",
// "currency_unknown" and "price_incomplete" (an amount without a currency, or the other way round).
base::Result<ItemInput> CheckItem(const ItemInput& input);

// ---- which item belongs to a supply

// An item as it stands to one of the models that it fits.
struct FittingItem : Item {
    bool preferred = false;     // by the operator, for this model, supply type and colorant
    bool kind_allowed = false;  // the model takes items of this kind without being told which
};
BOOST_DESCRIBE_STRUCT(FittingItem, (Item), (preferred, kind_allowed))

// The item of a supply among those of its model, nullptr when none fits: an active one of the same type and colorant.
// Of several the one that is preferred; else, of those whose kind the model allows, the one with the highest yield;
// of these an original before a remanufactured and a compatible one, then the first by part number. Pure.
const FittingItem* ChooseItem(std::span<const FittingItem> items, std::string_view supply_type,
                              std::string_view colorant);

// The active items of each model key, by model key. One query, whatever the number of models.
std::unordered_map<std::string, std::vector<FittingItem>> FindItems(pg::Transaction& tx,
                                                                    const std::vector<std::string>& model_keys);

std::optional<Item> FindItem(pg::Transaction& tx, ItemId id);
// Which of these gather waste, such as waste toner containers: they are changed when full, not when empty.
std::set<ItemId> FindWaste(pg::Transaction& tx, std::span<const ItemId> ids);

struct KnownModels {
    std::vector<std::string> makers;      // ModelKey(manufacturer, "") of everybody whose printers items fit
    std::vector<std::string> model_keys;  // those of the asked ones that items fit, on sale or not
};
KnownModels FindKnownModels(pg::Transaction& tx, const std::vector<std::string>& model_keys);

// By which route each of these models takes part in replenishment (ASR-2); models that nobody has checked are missing. One
// query.
struct ModelRoutes {
    bool fleet_agent = false;
    bool native_agent = false;
};
std::unordered_map<std::string, ModelRoutes> FindRoutes(pg::Transaction& tx,
                                                        const std::vector<std::string>& model_keys);

// ---- the fleet by model

// Counts the printers of an organization by model and supply, where its fleet has changed since it was counted.
// False: it has not.
bool CountFleet(pg::Transaction& tx, base::OrganizationId organization, base::Instant now);

// ---- for the program

// How many order lines name an item; server/orders answers.
class OrdersOfItems {
  public:
    struct Counts {
        std::int64_t open = 0;
        std::int64_t all = 0;
    };
    virtual ~OrdersOfItems() = default;
    virtual Counts Of(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, ItemId item) = 0;
};

struct HttpParts {
    base::IdSource& ids;
    OrdersOfItems& orders;
    const i18n::Catalogues& texts;
};
void RegisterHttp(http::Router& router, HttpParts parts);
void RegisterTasks(tasks::Registry& registry, base::IdSource& ids);
// Counts every fleet that has changed; once a minute.
tasks::RecurringJob CountJob();

}  // namespace catalog
