#include "server/catalog/catalog_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/external_ids/external_ids.hpp"

namespace catalog::store {
namespace {

struct Row : Item {
    std::string part_number_key;
    std::string name_key;
    std::string manufacturer_key;
};
BOOST_DESCRIBE_STRUCT(Row, (Item), (part_number_key, name_key, manufacturer_key))

Row ToRow(const Item& item) {
    return {item, PartNumberKey(item.part_number), base::FoldCase(item.name), base::FoldCase(item.manufacturer)};
}

struct FitRow {
    ItemId item_id;
    std::string manufacturer;
    std::string model;
};
BOOST_DESCRIBE_STRUCT(FitRow, (), (item_id, manufacturer, model))

const pg::List<Item, ListFilter, SortColumn> kList{{
    .name = "catalog.list",
    .from = "catalog_items",
    .where = "($search = '' OR strpos(part_number_key, $search) > 0\n"
             "    OR strpos(replace(name_key, ' ', ''), $search) > 0)\n"
             "  AND ($model_key IS NULL\n"
             "    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $model_key))\n"
             "  AND ($maker_key IS NULL OR manufacturer_key = $maker_key)\n"
             "  AND (cardinality($supply_type) = 0 OR plain_type = ANY ($supply_type))\n"
             "  AND (cardinality($colorant) = 0 OR colorant = ANY ($colorant))\n"
             "  AND (cardinality($kind) = 0 OR kind = ANY ($kind))\n"
             "  AND ($active IS NULL OR active = $active)\n"
             "  AND " +
             external::Matches(external::Kind::kCatalogItem, "id"),
    .sorts = {{SortColumn::kPartNumber, "part_number_key"},
              {SortColumn::kName, "name_key"},
              {SortColumn::kManufacturer, "manufacturer_key"},
              {SortColumn::kUpdatedAt, "updated_at", "timestamptz"},
              {SortColumn::kSupplyType, "plain_type || ' ' || colorant"},
              {SortColumn::kKind, "kind"},
              {SortColumn::kYieldPages, "yield_pages", "integer"},
              {SortColumn::kPrice, "COALESCE(price_amount_minor, -1)", "bigint"},
              {SortColumn::kActive, "(NOT active)::integer", "integer"}},
}};

const pg::Query<Item(ItemId)> kFind{"catalog.find", "SELECT {columns} FROM catalog_items WHERE id = $1"};
const pg::Query<Item(ItemId)> kLock{"catalog.lock", "SELECT {columns} FROM catalog_items WHERE id = $1 FOR UPDATE"};
const pg::Query<FitRow(std::span<const ItemId>)> kModels{"catalog.models", R"sql(
    SELECT {columns} FROM catalog_item_models WHERE item_id = ANY ($1)
    ORDER BY item_id, manufacturer, model)sql"};
const pg::Query<bool(std::string, ItemId)> kTaken{"catalog.part_number_taken", R"sql(
    SELECT EXISTS (SELECT FROM catalog_items WHERE part_number_key = $1 AND id <> $2) AS taken)sql"};

struct ItemOfModel : FittingItem {
    std::string model_key;
};
BOOST_DESCRIBE_STRUCT(ItemOfModel, (FittingItem), (model_key))
// A model without an entry allows what a new one does.
const pg::Query<ItemOfModel(std::span<const std::string>)> kFindByModels{"catalog.find_by_models", R"sql(
    SELECT {columns}
    FROM (SELECT i.*, fits.model_key, p.item_id IS NOT NULL AS preferred,
              i.kind = ANY (COALESCE(m.allowed_kinds, '{original}')) AS kind_allowed
          FROM catalog_item_models AS fits
          JOIN catalog_items AS i ON i.id = fits.item_id
          LEFT JOIN catalog_models AS m ON m.model_key = fits.model_key
          LEFT JOIN catalog_preferences AS p ON p.model_id = m.id AND p.supply_type = i.plain_type
              AND p.colorant = i.colorant AND p.item_id = i.id
          WHERE fits.model_key = ANY ($1) AND i.active) AS fitting)sql"};

const pg::Query<Item(std::vector<std::string>, std::vector<ItemId>)> kFindByKeys{"catalog.find_by_keys", R"sql(
    SELECT {columns} FROM catalog_items WHERE part_number_key = ANY ($1)
    UNION
    SELECT {columns} FROM catalog_items WHERE id = ANY ($2))sql"};

// ---- writing: any number of items by the same few statements

struct Written {
    base::Instant written_at;
};
BOOST_DESCRIBE_STRUCT(Written, (), (written_at))
const pg::Query<void(Written, std::span<const Row>)> kWrite{"catalog.write", R"sql(
    INSERT INTO catalog_items ({row_columns}) SELECT {row_values} FROM {rows}
    ON CONFLICT (id) DO UPDATE SET part_number = excluded.part_number, part_number_key = excluded.part_number_key,
        manufacturer = excluded.manufacturer, manufacturer_key = excluded.manufacturer_key, name = excluded.name,
        name_key = excluded.name_key, supply_type = excluded.supply_type, colorant = excluded.colorant,
        yield_pages = excluded.yield_pages, lead_time_days = excluded.lead_time_days, active = excluded.active,
        kind = excluded.kind, starter_yield_pages = excluded.starter_yield_pages,
        price_amount_minor = excluded.price_amount_minor, price_currency = excluded.price_currency,
        version = excluded.version, updated_at = $written_at)sql"};
const pg::Query<void(ItemId)> kDelete{"catalog.delete", "DELETE FROM catalog_items WHERE id = $1"};

struct ItemModelRow {
    ItemId item_id;
    std::string model_key;
    std::string manufacturer;
    std::string model;
};
BOOST_DESCRIBE_STRUCT(ItemModelRow, (), (item_id, model_key, manufacturer, model))
const pg::Query<void(std::span<const ItemId>)> kDropModels{"catalog.drop_models",
                                                           "DELETE FROM catalog_item_models WHERE item_id = ANY ($1)"};
// A model that an item fits has an entry of its own.
const pg::Query<void(Written, std::span<const ItemModelRow>)> kAddModels{"catalog.add_models", R"sql(
    WITH given AS (SELECT {row_columns} FROM {rows}),
    entered AS (
        INSERT INTO catalog_models (manufacturer, model, model_key, created_at, updated_at)
        SELECT DISTINCT ON (model_key) manufacturer, model, model_key, $written_at, $written_at FROM given
        ORDER BY model_key
        ON CONFLICT (model_key) DO NOTHING)
    INSERT INTO catalog_item_models ({row_columns}) SELECT {row_columns} FROM given ON CONFLICT DO NOTHING)sql"};
// What was preferred and does not fit any more.
const pg::Query<void(std::span<const ItemId>)> kDropPreferences{"catalog.drop_preferences", R"sql(
    DELETE FROM catalog_preferences AS p USING catalog_items AS i, catalog_models AS m
    WHERE p.item_id = ANY ($1) AND i.id = p.item_id AND m.id = p.model_id
      AND (p.supply_type <> i.plain_type OR p.colorant <> i.colorant OR NOT EXISTS (
          SELECT FROM catalog_item_models AS fits WHERE fits.item_id = i.id AND fits.model_key = m.model_key)))sql"};

const pg::Query<ModelUse(std::span<const base::OrganizationId>, ItemId)> kListUse{"catalog.list_use", R"sql(
    SELECT m.id AS model_id, m.manufacturer, m.model, COALESCE(sum(s.printers), 0)::bigint AS printers
    FROM catalog_items AS i
    JOIN catalog_item_models AS fits ON fits.item_id = i.id
    JOIN catalog_models AS m ON m.model_key = fits.model_key
    LEFT JOIN catalog_fleet_supplies AS s ON s.model_id = m.id AND s.organization_id = ANY ($1)
        AND s.supply_type = i.plain_type AND s.colorant = i.colorant
    WHERE i.id = $2
    GROUP BY m.id, m.manufacturer, m.model ORDER BY printers DESC, m.model_key)sql"};

// Fills `models` of all items by one query.
void AddModels(pg::Transaction& tx, std::span<Item> items) {
    std::vector<ItemId> ids;
    for (const Item& item : items) ids.push_back(item.id);
    std::unordered_map<ItemId, std::vector<PrinterModel>> by_item;
    for (auto& row : tx.All(kModels, ids)) {
        by_item[row.item_id].push_back({std::move(row.manufacturer), std::move(row.model)});
    }
    for (Item& item : items) item.models = std::move(by_item[item.id]);
}

std::optional<Item> WithModels(pg::Transaction& tx, std::optional<Item> item) {
    if (item) AddModels(tx, {&*item, 1});
    return item;
}

const pg::Query<std::string(std::vector<std::string>)> kKnownModels{
    "catalog.known_models", "SELECT DISTINCT model_key FROM catalog_item_models WHERE model_key = ANY ($1)"};
const pg::Query<ItemId(std::span<const ItemId>)> kWaste{
    "catalog.waste", "SELECT id FROM catalog_items WHERE id = ANY ($1) AND starts_with(supply_type, 'waste')"};
const pg::Query<std::string()> kMakers{"catalog.makers", "SELECT DISTINCT manufacturer FROM catalog_item_models"};

}  // namespace

std::string PartNumberKey(std::string_view part_number) {
    std::string key = base::FoldCase(part_number);
    std::erase(key, ' ');
    return key;
}

void LockCatalog(pg::Transaction& tx) {
    tx.Lock("catalog");
}

pg::Slice<Item> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    auto slice = kList.Read(tx, filter, window);
    AddModels(tx, slice.rows);
    return slice;
}

std::optional<Item> Lock(pg::Transaction& tx, ItemId id) {
    return WithModels(tx, tx.One(kLock, id));
}

bool PartNumberTaken(pg::Transaction& tx, const std::string& part_number, ItemId except) {
    return tx.Get(kTaken, PartNumberKey(part_number), except);
}

std::vector<Item> FindByKeys(pg::Transaction& tx, const std::vector<std::string>& part_number_keys,
                             const std::vector<ItemId>& ids) {
    auto items = tx.All(kFindByKeys, part_number_keys, ids);
    AddModels(tx, items);
    return items;
}

void Write(pg::Transaction& tx, std::span<const Item> items, base::Instant now) {
    if (items.empty()) return;
    std::vector<Row> rows;
    std::vector<ItemId> ids;
    std::vector<ItemModelRow> models;
    for (const Item& item : items) {
        rows.push_back(ToRow(item));
        ids.push_back(item.id);
        for (const auto& [manufacturer, model] : item.models) {
            models.push_back({item.id, ModelKey(manufacturer, model), manufacturer, model});
        }
    }
    tx.Exec(kWrite, {now}, rows);
    tx.Exec(kDropModels, ids);
    if (!models.empty()) tx.Exec(kAddModels, {now}, models);
    tx.Exec(kDropPreferences, ids);
}

void Delete(pg::Transaction& tx, ItemId id) {
    tx.Exec(kDelete, id);
}

std::vector<ModelUse> ListUse(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, ItemId item) {
    return tx.All(kListUse, organizations, item);
}

}  // namespace catalog::store

namespace catalog {

std::unordered_map<std::string, std::vector<FittingItem>> FindItems(pg::Transaction& tx,
                                                                    const std::vector<std::string>& model_keys) {
    std::unordered_map<std::string, std::vector<FittingItem>> by_model;
    for (auto& row : tx.All(store::kFindByModels, model_keys)) {
        by_model[row.model_key].push_back(std::move(static_cast<FittingItem&>(row)));
    }
    return by_model;
}

KnownModels FindKnownModels(pg::Transaction& tx, const std::vector<std::string>& model_keys) {
    KnownModels known{{}, tx.All(store::kKnownModels, model_keys)};
    for (const auto& maker : tx.All(store::kMakers)) known.makers.push_back(ModelKey(maker, ""));
    return known;
}

std::set<ItemId> FindWaste(pg::Transaction& tx, std::span<const ItemId> ids) {
    if (ids.empty()) return {};
    const auto found = tx.All(store::kWaste, ids);
    return {found.begin(), found.end()};
}

std::optional<Item> FindItem(pg::Transaction& tx, ItemId id) {
    return store::WithModels(tx, tx.One(store::kFind, id));
}

}  // namespace catalog
