#pragma once

#include <string>
#include <vector>

#include "server/catalog/catalog.hpp"
#include "server/printers/printers.hpp"

// Printer models: by which route they take part in automatic supplies replenishment (ASR-2), and which item their
// supplies get.
namespace catalog {

enum class AsrRoute { kUnchecked, kNone, kFleetAgent, kNativeAgent };
BOOST_DESCRIBE_ENUM(AsrRoute, kUnchecked, kNone, kFleetAgent, kNativeAgent)

// What the operator says of a model.
struct CatalogModelInput {
    bool fleet_agent = false;
    bool native_agent = false;
    std::string note;
    std::vector<ItemKind> allowed_kinds{ItemKind::kOriginal};  // of items that are chosen without being preferred

    static constexpr base::Limit kLimits[] = {{.field = "note", .max_length = 500},
                                              {.field = "allowed_kinds", .required = true, .max_items = 3}};

    bool operator==(const CatalogModelInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(CatalogModelInput, (), (fleet_agent, native_agent, note, allowed_kinds))

// The input as it is kept (each kind once, in their order), or all that is wrong with it. Pure.
base::Result<CatalogModelInput> CheckModelInput(const CatalogModelInput& input);
base::Result<PrinterModel> CheckModelName(const PrinterModel& name);

struct SupplyName {
    std::string supply_type;  // PlainType
    std::string colorant;
};
BOOST_DESCRIBE_STRUCT(SupplyName, (), (supply_type, colorant))

// One supply of a model: how many printers have it, the items that fit, and the one that is ordered for it.
struct ModelSupply {
    SupplyName name;
    std::int64_t printers = 0;
    std::vector<const FittingItem*> items;
    const FittingItem* chosen = nullptr;  // nullptr: a generic item (ORD-2)
};
// Of what printers have and of what items are there for; by type and colorant. Pure.
struct CountedSupply {
    SupplyName name;
    std::int64_t printers = 0;
};
std::vector<ModelSupply> SuppliesOf(std::span<const CountedSupply> counted, std::span<const FittingItem> items);

}  // namespace catalog
