#include "server/catalog/model_store.hpp"

namespace catalog::store {
namespace {

using Scope = std::span<const base::OrganizationId>;

// What a model gets without a person choosing: active items of a kind that it allows, or that are preferred for it.
// Rows (model_id, supply_type, colorant): the supplies that have an item.
constexpr const char* kProvided = R"sql((
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
    )sql";

const std::string kCounted = R"sql((
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($organizations) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models)sql";

// What printers of strangers told of themselves is nobody's business: a model that only they have is shown to the
// operator alone.
constexpr const char* kIsShown =
    "($everything OR checked OR printers > 0\n"
    "    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id\n"
    "               WHERE fits.model_key = models.model_key AND i.active))";

const pg::List<CountedModel, ModelFilter, ModelColumn> kListModels{{
    .name = "catalog.models",
    .from = kCounted,
    .where = std::string(kIsShown) +
             "\n"
             "  AND ($search = '' OR strpos(replace(model_key, ' ', ''), $search) > 0)\n"
             "  AND ($manufacturer IS NULL OR starts_with(model_key, $manufacturer || ' '))\n"
             "  AND ($route IS NULL OR CASE $route\n"
             "      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)\n"
             "      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)\n"
             "  AND ($in_fleet IS NULL OR (printers > 0) = $in_fleet)\n"
             "  AND (NOT $missing OR id IN (\n"
             "      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN " +
             std::string(kProvided) +
             " AS provided\n"
             "          USING (model_id, supply_type, colorant)\n"
             "      WHERE s.organization_id = ANY ($organizations) AND provided.model_id IS NULL))",
    .sorts = {{ModelColumn::kModel, "model_key"}, {ModelColumn::kPrinters, "printers", "bigint"}},
}};

struct OneModel : ModelFilter {
    ModelId model_id;
};
BOOST_DESCRIBE_STRUCT(OneModel, (ModelFilter), (model_id))
const pg::Query<CountedModel(OneModel)> kFindModel{
    "catalog.find_model", "SELECT {columns} FROM " + kCounted + " WHERE id = $model_id AND " + kIsShown};
const pg::Query<ModelRow(ModelId)> kLockModel{"catalog.lock_model",
                                              "SELECT {columns} FROM catalog_models WHERE id = $1 FOR NO KEY UPDATE"};

struct KeyedModel : ModelRow {
    std::string model_key;
};
BOOST_DESCRIBE_STRUCT(KeyedModel, (ModelRow), (model_key))
KeyedModel Keyed(const ModelRow& model) {
    return {model, ModelKey(model.manufacturer, model.model)};
}
const pg::Insert<KeyedModel> kInsertModel{"catalog.insert_model", "catalog_models",
                                          "ON CONFLICT (model_key) DO NOTHING"};
const pg::Update<KeyedModel> kUpdateModel{"catalog.update_model", "catalog_models", {"id"}};
const pg::Query<void(ModelId, std::string)> kDeleteModel{"catalog.delete_model", R"sql(
    DELETE FROM catalog_models WHERE id = $1
      AND NOT EXISTS (SELECT FROM catalog_item_models WHERE model_key = $2))sql"};

struct RouteRow {
    std::string model_key;
    bool fleet_agent = false;
    bool native_agent = false;
};
BOOST_DESCRIBE_STRUCT(RouteRow, (), (model_key, fleet_agent, native_agent))
const pg::Query<RouteRow(std::vector<std::string>)> kRoutes{"catalog.routes", R"sql(
    SELECT {columns} FROM catalog_models WHERE model_key = ANY ($1) AND checked)sql"};

const pg::Query<SupplyRow(Scope, std::vector<ModelId>)> kListSupplies{"catalog.model_supplies", R"sql(
    SELECT model_id, supply_type, colorant, sum(printers)::bigint AS printers
    FROM catalog_fleet_supplies WHERE organization_id = ANY ($1) AND model_id = ANY ($2)
    GROUP BY model_id, supply_type, colorant)sql"};

const pg::Query<ModelItem(std::vector<ModelId>)> kListItems{"catalog.model_items", R"sql(
    SELECT {columns}
    FROM (SELECT i.*, m.id AS model_id, p.item_id IS NOT NULL AS preferred, i.kind = ANY (m.allowed_kinds) AS kind_allowed
          FROM catalog_models AS m
          JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
          JOIN catalog_items AS i ON i.id = fits.item_id
          LEFT JOIN catalog_preferences AS p ON p.model_id = m.id AND p.supply_type = i.plain_type
              AND p.colorant = i.colorant AND p.item_id = i.id
          WHERE m.id = ANY ($1) AND i.active) AS fitting
    ORDER BY model_id, part_number_key)sql"};

const pg::Query<void(ModelId, std::string, std::string)> kForgetPreference{"catalog.forget_preference", R"sql(
    DELETE FROM catalog_preferences WHERE model_id = $1 AND supply_type = $2 AND colorant = $3)sql"};
const pg::Query<void(ModelId, std::string, std::string, ItemId)> kPrefer{"catalog.prefer", R"sql(
    INSERT INTO catalog_preferences (model_id, supply_type, colorant, item_id) VALUES ($1, $2, $3, $4)
    ON CONFLICT (model_id, supply_type, colorant) DO UPDATE SET item_id = excluded.item_id)sql"};

// ---- printers with a supply that has no item

struct MissingPage : MissingFilter {
    std::string place_key;
    base::Id<pg::PlaceTag> place_id;
    std::int32_t row_limit = 0;
};
BOOST_DESCRIBE_STRUCT(MissingPage, (MissingFilter), (place_key, place_id, row_limit))

// The counts say which models of which organizations can have such printers; of each of these the index of its model
// gives no more than a page.
const pg::Query<MissingPrinter(MissingPage)> kListMissing{"catalog.missing_printers", std::string(R"sql(
    WITH wanted AS MATERIALIZED (
        SELECT s.organization_id, s.model_id, array_agg(s.supply_type) AS types, array_agg(s.colorant) AS colorants
        FROM catalog_fleet_supplies AS s
        LEFT JOIN )sql") + kProvided + R"sql( AS provided USING (model_id, supply_type, colorant)
        WHERE s.organization_id = ANY ($organizations) AND provided.model_id IS NULL
          AND ($organization IS NULL OR s.organization_id = $organization)
          AND ($model IS NULL OR s.model_id = $model)
          AND ($supply_type IS NULL OR s.supply_type = $supply_type)
          AND ($colorant IS NULL OR s.colorant = $colorant)
        GROUP BY s.organization_id, s.model_id)
    SELECT p.organization_id, o.name AS organization_name, p.id, f.model_id, p.manufacturer, p.model, p.serial_number,
        p.address, p.location, p.supply_types, p.colorants, f.sort_key
    FROM wanted AS w
    JOIN catalog_models AS m ON m.id = w.model_id
    JOIN catalog_fleet_models AS f ON f.organization_id = w.organization_id AND f.model_id = w.model_id
    JOIN organizations AS o ON o.id = w.organization_id
    CROSS JOIN LATERAL (
        SELECT q.organization_id, q.id, q.manufacturer, q.model, q.serial_number, q.address,
            COALESCE(NULLIF(q.location, ''), q.device_location) AS location, lacks.supply_types, lacks.colorants
        FROM printers AS q
        CROSS JOIN LATERAL (
            SELECT array_agg(one.type) AS supply_types, array_agg(one.colorant) AS colorants
            FROM (SELECT DISTINCT plain.type, s.colorant
                  FROM printer_supplies AS s
                  CROSS JOIN LATERAL (SELECT CASE s.type WHEN 'toner_cartridge' THEN 'toner' WHEN 'ink_cartridge' THEN 'ink'
                      WHEN 'waste_toner_container' THEN 'waste_toner' ELSE s.type END AS type) AS plain
                  JOIN unnest(w.types, w.colorants) AS lack (type, colorant)
                      ON lack.type = plain.type AND lack.colorant = s.colorant
                  WHERE s.organization_id = q.organization_id AND s.printer_id = q.id AND s.present) AS one) AS lacks
        WHERE q.organization_id = f.organization_id AND q.model_key = f.sort_key AND q.manufacturer = f.manufacturer
          AND q.model = f.model AND q.deregistered_at IS NULL AND lacks.supply_types IS NOT NULL
          AND (f.sort_key > $place_key OR q.id > $place_id)
        ORDER BY q.id LIMIT $row_limit) AS p
    WHERE f.sort_key >= $place_key
      AND ($manufacturer IS NULL OR starts_with(m.model_key, $manufacturer || ' '))
    ORDER BY f.sort_key, p.id LIMIT $row_limit)sql"};

// ---- counting

const pg::Query<base::OrganizationId()> kListUncounted{"catalog.list_uncounted", R"sql(
    SELECT f.organization_id FROM printer_fleets AS f
    LEFT JOIN catalog_fleet_counts AS c ON c.organization_id = f.organization_id
    WHERE c.revision IS DISTINCT FROM f.revision ORDER BY f.organization_id)sql"};

struct Counted {
    base::OrganizationId organization_id;
    std::int64_t revision = 0;
    base::Instant counted_at;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (organization_id, revision, counted_at))
const pg::Query<Counted(base::OrganizationId)> kFindCounted{
    "catalog.find_counted", "SELECT {columns} FROM catalog_fleet_counts WHERE organization_id = $1"};
const pg::Insert<Counted> kKeepCounted{
    "catalog.keep_counted", "catalog_fleet_counts",
    "ON CONFLICT (organization_id) DO UPDATE SET revision = excluded.revision, counted_at = excluded.counted_at"};

struct ModelOfKey {
    std::string model_key;
    ModelId id;
};
BOOST_DESCRIBE_STRUCT(ModelOfKey, (), (model_key, id))
using Names = std::vector<std::string>;
const pg::Query<void(Names, Names, Names, base::Instant)> kEnterFleetModels{"catalog.enter_fleet_models", R"sql(
    INSERT INTO catalog_models (manufacturer, model, model_key, created_at, updated_at)
    SELECT manufacturer, model, model_key, $4, $4 FROM unnest($1, $2, $3) AS models (model_key, manufacturer, model)
    ORDER BY model_key
    ON CONFLICT (model_key) DO NOTHING)sql"};
const pg::Query<ModelOfKey(Names)> kFindKeys{"catalog.find_model_keys",
                                             "SELECT {columns} FROM catalog_models WHERE model_key = ANY ($1)"};

struct OfOrganization {
    base::OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(OfOrganization, (), (organization_id))
struct FleetModelRow {
    ModelId model_id;
    std::string manufacturer;
    std::string model;
    std::string sort_key;
    std::int64_t printers = 0;
};
BOOST_DESCRIBE_STRUCT(FleetModelRow, (), (model_id, manufacturer, model, sort_key, printers))
const pg::Query<void(base::OrganizationId)> kForgetFleetModels{
    "catalog.forget_fleet_models", "DELETE FROM catalog_fleet_models WHERE organization_id = $1"};
const pg::Query<void(base::OrganizationId)> kForgetFleetSupplies{
    "catalog.forget_fleet_supplies", "DELETE FROM catalog_fleet_supplies WHERE organization_id = $1"};
const pg::InsertRows<OfOrganization, FleetModelRow> kInsertFleetModels{"catalog.insert_fleet_models",
                                                                       "catalog_fleet_models"};
const pg::InsertRows<OfOrganization, SupplyRow> kInsertFleetSupplies{"catalog.insert_fleet_supplies",
                                                                     "catalog_fleet_supplies"};

// The entries of the models, made where there is none yet.
std::unordered_map<std::string, ModelId> EnterModels(pg::Transaction& tx, std::span<const printers::ModelCount> models,
                                                     base::Instant now) {
    Names keys;
    Names manufacturers;
    Names names;
    for (const auto& model : models) {
        keys.push_back(ModelKey(model.manufacturer, model.model));
        manufacturers.push_back(model.manufacturer);
        names.push_back(model.model);
    }
    tx.Exec(kEnterFleetModels, keys, manufacturers, names, now);
    std::unordered_map<std::string, ModelId> ids;
    for (auto& row : tx.All(kFindKeys, keys)) ids.emplace(std::move(row.model_key), row.id);
    return ids;
}

}  // namespace

pg::Slice<CountedModel> ListModels(pg::Transaction& tx, const ModelFilter& filter,
                                   const pg::Window<ModelColumn>& window) {
    return kListModels.Read(tx, filter, window);
}

std::optional<CountedModel> FindModel(pg::Transaction& tx, const ModelFilter& filter, ModelId id) {
    return tx.One(kFindModel, {filter, id});
}

std::optional<ModelRow> LockModel(pg::Transaction& tx, ModelId id) {
    return tx.One(kLockModel, id);
}

bool InsertModel(pg::Transaction& tx, const ModelRow& model) {
    return tx.Exec(kInsertModel, Keyed(model)) > 0;
}

void UpdateModel(pg::Transaction& tx, const ModelRow& model) {
    tx.Exec(kUpdateModel, Keyed(model));
}

bool DeleteModel(pg::Transaction& tx, const ModelRow& model) {
    try {
        return tx.Exec(kDeleteModel, model.id, ModelKey(model.manufacturer, model.model)) > 0;
    } catch (const pg::Error& error) {  // printers of an organization that is not seen from here
        if (error.kind() != pg::ErrorKind::kForeignKey) throw;
        return false;
    }
}

std::vector<SupplyRow> ListSupplies(pg::Transaction& tx, Scope organizations, const std::vector<ModelId>& models) {
    return tx.All(kListSupplies, organizations, models);
}

std::vector<ModelItem> ListItems(pg::Transaction& tx, const std::vector<ModelId>& models) {
    return tx.All(kListItems, models);
}

void Prefer(pg::Transaction& tx, ModelId model, const SupplyName& supply, std::optional<ItemId> item) {
    if (item) {
        tx.Exec(kPrefer, model, supply.supply_type, supply.colorant, *item);
    } else {
        tx.Exec(kForgetPreference, model, supply.supply_type, supply.colorant);
    }
}

pg::Slice<MissingPrinter> ListMissing(pg::Transaction& tx, const MissingFilter& filter,
                                      const std::optional<pg::Place>& after, std::int32_t limit) {
    MissingPage page{filter};
    if (after) {
        page.place_key = after->key;
        page.place_id = after->id;
    }
    page.row_limit = limit + 1;
    return pg::Cut(tx.All(kListMissing, page), limit, [](const MissingPrinter& row) {
        return pg::Place{row.sort_key, base::Id<pg::PlaceTag>{row.id.value}};
    });
}

std::vector<base::OrganizationId> ListUncounted(pg::Transaction& tx) {
    return tx.All(kListUncounted);
}

}  // namespace catalog::store

namespace catalog {

std::unordered_map<std::string, ModelRoutes> FindRoutes(pg::Transaction& tx,
                                                        const std::vector<std::string>& model_keys) {
    std::unordered_map<std::string, ModelRoutes> routes;
    for (auto& row : tx.All(store::kRoutes, model_keys)) {
        routes.emplace(std::move(row.model_key), ModelRoutes{row.fleet_agent, row.native_agent});
    }
    return routes;
}

bool CountFleet(pg::Transaction& tx, base::OrganizationId organization, base::Instant now) {
    tx.Lock("catalog.fleet/" + organization.ToString());
    // Read before what is counted: what changes meanwhile is counted again.
    const auto revision = printers::FleetRevision(tx, organization);
    const auto counted = tx.One(store::kFindCounted, organization);
    if (counted && counted->revision == revision) return false;
    const auto fleet = printers::CountModels(tx, organization);
    const auto ids = store::EnterModels(tx, fleet.models, now);
    std::vector<store::FleetModelRow> models;
    for (const auto& model : fleet.models) {
        const auto id = ids.at(ModelKey(model.manufacturer, model.model));
        models.push_back({id, model.manufacturer, model.model, model.sort_key, model.printers});
    }
    std::map<std::tuple<ModelId, std::string, std::string>, std::int64_t> printers;
    for (const auto& supply : fleet.supplies) {
        const auto id = ids.at(ModelKey(supply.manufacturer, supply.model));
        printers[{id, std::string(PlainType(supply.type)), supply.colorant}] += supply.printers;
    }
    std::vector<store::SupplyRow> supplies;
    for (const auto& [key, count] : printers) {
        supplies.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), count});
    }
    tx.Exec(store::kForgetFleetModels, organization);
    tx.Exec(store::kForgetFleetSupplies, organization);
    if (!models.empty()) tx.Exec(store::kInsertFleetModels, {organization}, models);
    if (!supplies.empty()) tx.Exec(store::kInsertFleetSupplies, {organization}, supplies);
    tx.Exec(store::kKeepCounted, {organization, revision, now});
    return true;
}

}  // namespace catalog
