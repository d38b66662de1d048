#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/catalog/models.hpp"
#include "server/platform/pg/list.hpp"

// The tables catalog_models and catalog_preferences, and what is counted of the fleet: catalog_fleet_models, _supplies
// and _counts.
namespace catalog::store {

// ---- models

struct ModelRow : CatalogModelInput {
    std::string manufacturer;
    std::string model;
    ModelId id;
    bool checked = false;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ModelRow, (CatalogModelInput),
                      (manufacturer, model, id, checked, version, created_at, updated_at))

// With the printers of the organizations that are looked at.
struct CountedModel : ModelRow {
    std::int64_t printers = 0;
};
BOOST_DESCRIBE_STRUCT(CountedModel, (ModelRow), (printers))

enum class ModelColumn { kModel, kPrinters };
BOOST_DESCRIBE_ENUM(ModelColumn, kModel, kPrinters)

struct ModelFilter {
    std::span<const base::OrganizationId> organizations;
    std::string search;                       // a piece of a ModelKey; "" for all
    std::optional<std::string> manufacturer;  // letters and digits of it, as a ModelKey begins
    std::optional<std::string> route;         // name of an AsrRoute
    std::optional<bool> in_fleet;             // of the organizations
    bool missing = false;                     // only those with a supply in the fleet that no item is chosen for
    bool everything = false;                  // also what only other customers' printers told
};
BOOST_DESCRIBE_STRUCT(ModelFilter, (), (organizations, search, manufacturer, route, in_fleet, missing, everything))

pg::Slice<CountedModel> ListModels(pg::Transaction& tx, const ModelFilter& filter,
                                   const pg::Window<ModelColumn>& window);
std::optional<CountedModel> FindModel(pg::Transaction& tx, const ModelFilter& filter, ModelId id);
std::optional<ModelRow> LockModel(pg::Transaction& tx, ModelId id);
bool InsertModel(pg::Transaction& tx, const ModelRow& model);  // false: there is one
void UpdateModel(pg::Transaction& tx, const ModelRow& model);
// False: printers or items are of it.
bool DeleteModel(pg::Transaction& tx, const ModelRow& model);

// Supplies that printers of the models have, with how many of them.
struct SupplyRow {
    ModelId model_id;
    std::string supply_type;
    std::string colorant;
    std::int64_t printers = 0;
};
BOOST_DESCRIBE_STRUCT(SupplyRow, (), (model_id, supply_type, colorant, printers))
std::vector<SupplyRow> ListSupplies(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                    const std::vector<ModelId>& models);

struct ModelItem : FittingItem {
    ModelId model_id;
};
BOOST_DESCRIBE_STRUCT(ModelItem, (FittingItem), (model_id))
// The active items that fit the models.
std::vector<ModelItem> ListItems(pg::Transaction& tx, const std::vector<ModelId>& models);

// nullopt takes the preference away.
void Prefer(pg::Transaction& tx, ModelId model, const SupplyName& supply, std::optional<ItemId> item);

// ---- printers with a supply that has no item

struct MissingPrinter {
    base::OrganizationId organization_id;
    std::string organization_name;
    printers::PrinterId id;
    ModelId model_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::string location;
    std::vector<std::string> supply_types;  // PlainType, each once ...
    std::vector<std::string> colorants;     // ... with its colorant
    std::string sort_key;
};
BOOST_DESCRIBE_STRUCT(MissingPrinter, (),
                      (organization_id, organization_name, id, model_id, manufacturer, model, serial_number, address,
                       location, supply_types, colorants, sort_key))

struct MissingFilter {
    std::span<const base::OrganizationId> organizations;
    std::optional<base::OrganizationId> organization;
    std::optional<ModelId> model;
    std::optional<std::string> manufacturer;  // as ModelFilter
    std::optional<std::string> supply_type;   // PlainType
    std::optional<std::string> colorant;
};
BOOST_DESCRIBE_STRUCT(MissingFilter, (), (organizations, organization, model, manufacturer, supply_type, colorant))

// By model, then in the order of their discovery. Models without such a printer cost nothing, and a model no more than
// a page.
pg::Slice<MissingPrinter> ListMissing(pg::Transaction& tx, const MissingFilter& filter,
                                      const std::optional<pg::Place>& after, std::int32_t limit);

// ---- counting

// Those whose fleet has changed since it was counted.
std::vector<base::OrganizationId> ListUncounted(pg::Transaction& tx);

}  // namespace catalog::store
