#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/catalog/catalog.hpp"
#include "server/platform/pg/list.hpp"

// The tables catalog_items and catalog_item_models.
namespace catalog::store {

enum class SortColumn {
    kPartNumber,
    kName,
    kManufacturer,
    kUpdatedAt,
    kSupplyType,
    kKind,
    kYieldPages,
    kPrice,
    kActive
};
BOOST_DESCRIBE_ENUM(SortColumn, kPartNumber, kName, kManufacturer, kUpdatedAt, kSupplyType, kKind, kYieldPages, kPrice,
                    kActive)

// PlainType of each.
inline std::vector<std::string> PlainTypes(const std::vector<std::string>& supply_types) {
    std::vector<std::string> plain;
    for (const auto& type : supply_types) plain.emplace_back(PlainType(type));
    return plain;
}

struct ListFilter {
    std::string search;                    // PartNumberKey of a piece of part number or name; "": all
    std::optional<std::string> model_key;  // ModelKey of the printer that it fits
    std::optional<std::string> maker_key;  // of the item: base::FoldCase
    std::vector<std::string> supply_type;  // PlainType
    std::vector<std::string> colorant;
    std::vector<std::string> kind;
    std::optional<bool> active;
    std::optional<std::string> external_system;  // external::SystemKey
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(ListFilter, (),
                      (search, model_key, maker_key, supply_type, colorant, kind, active, external_system, external_id))

// Who changes items or models holds this: a part number is taken once, and a model has one entry.
void LockCatalog(pg::Transaction& tx);

pg::Slice<Item> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);
std::optional<Item> Lock(pg::Transaction& tx, ItemId id);
bool PartNumberTaken(pg::Transaction& tx, const std::string& part_number, ItemId except);
// The items that have one of these part numbers (PartNumberKey) or ids.
std::vector<Item> FindByKeys(pg::Transaction& tx, const std::vector<std::string>& part_number_keys,
                             const std::vector<ItemId>& ids);
// New ones, and new versions of those that are there; their models with them.
void Write(pg::Transaction& tx, std::span<const Item> items, base::Instant now);
void Delete(pg::Transaction& tx, ItemId id);

std::string PartNumberKey(std::string_view part_number);

// How many of the fleet's printers have a supply that the item fits, by model.
struct ModelUse {
    ModelId model_id;
    std::string manufacturer;
    std::string model;
    std::int64_t printers = 0;
};
BOOST_DESCRIBE_STRUCT(ModelUse, (), (model_id, manufacturer, model, printers))
std::vector<ModelUse> ListUse(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, ItemId item);

}  // namespace catalog::store
