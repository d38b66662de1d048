#include "server/catalog/catalog_store.hpp"

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"

namespace catalog::store {
namespace {

struct Row {
    ItemId id;
    std::string part_number;
    std::string manufacturer;
    std::string name;
    std::string supply_type;
    std::string colorant;
    std::int32_t yield_pages = 0;
    std::optional<std::int32_t> lead_time_days;
    bool active = true;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, part_number, manufacturer, name, supply_type, colorant, yield_pages,
                       lead_time_days, active, version, created_at, updated_at))

struct FullRow : Row {
    std::string part_number_key;
};
BOOST_DESCRIBE_STRUCT(FullRow, (Row), (part_number_key))

struct ModelRow {
    ItemId item_id;
    std::string manufacturer;
    std::string model;
};
BOOST_DESCRIBE_STRUCT(ModelRow, (), (item_id, manufacturer, model))

struct KeyedRow : Row {
    std::string model_key;
};
BOOST_DESCRIBE_STRUCT(KeyedRow, (Row), (model_key))

Item ToItem(const Row& row) {
    Item item;
    item.part_number = row.part_number;
    item.manufacturer = row.manufacturer;
    item.name = row.name;
    item.supply_type = row.supply_type;
    item.colorant = row.colorant;
    item.yield_pages = row.yield_pages;
    item.lead_time_days = row.lead_time_days;
    item.active = row.active;
    item.id = row.id;
    item.version = row.version;
    item.created_at = row.created_at;
    item.updated_at = row.updated_at;
    return item;
}

FullRow ToRow(const Item& item) {
    FullRow row;
    row.id = item.id;
    row.part_number = item.part_number;
    row.manufacturer = item.manufacturer;
    row.name = item.name;
    row.supply_type = item.supply_type;
    row.colorant = item.colorant;
    row.yield_pages = item.yield_pages;
    row.lead_time_days = item.lead_time_days;
    row.active = item.active;
    row.version = item.version;
    row.created_at = item.created_at;
    row.updated_at = item.updated_at;
    row.part_number_key = PartNumberKey(item.part_number);
    return row;
}

const pg::Query<ModelRow(std::vector<ItemId>)> kModels{"catalog.models", R"sql(
    SELECT item_id, manufacturer, model FROM catalog_item_models WHERE item_id = ANY ($1)
    ORDER BY item_id, manufacturer, model)sql"};

// Fills `models` of all items by one query.
void AddModels(pg::Transaction& tx, std::vector<Item>& items) {
    std::vector<ItemId> ids;
    for (const Item& item : items) ids.push_back(item.id);
    std::unordered_map<ItemId, std::vector<PrinterModel>> by_item;
    for (auto& row : tx.All(kModels, ids)) {
        by_item[row.item_id].push_back({std::move(row.manufacturer), std::move(row.model)});
    }
    for (Item& item : items) item.models = std::move(by_item[item.id]);
}

}  // namespace

std::string PartNumberKey(std::string_view part_number) {
    std::string key = base::FoldCase(part_number);
    std::erase(key, ' ');
    return key;
}

const pg::Query<Row(std::string, std::optional<std::string>, std::string, ItemId, std::int32_t)>
    kList{"catalog.list", R"sql(
    SELECT id, part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, version,
           created_at, updated_at
    FROM catalog_items
    WHERE ($1 = '' OR strpos(part_number_key, $1) > 0 OR strpos(lower(replace(name, ' ', '')), $1) > 0)
      AND ($2 IS NULL OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
      AND (part_number_key, id) > ($3, $4)
    ORDER BY part_number_key, id LIMIT $5)sql"};

std::vector<Item> List(pg::Transaction& tx, const std::string& search,
                       const std::optional<std::string>& model_key,
                       const std::optional<ListKey>& after, std::int32_t limit) {
    const ListKey from = after.value_or(ListKey{});
    std::vector<Item> items;
    for (const Row& row :
         tx.All(kList, PartNumberKey(search), model_key, from.key, from.id, limit)) {
        items.push_back(ToItem(row));
    }
    AddModels(tx, items);
    return items;
}

const pg::Query<Row(ItemId)> kFind{"catalog.find", R"sql(
    SELECT id, part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, version,
           created_at, updated_at
    FROM catalog_items WHERE id = $1)sql"};
const pg::Query<Row(ItemId)> kLock{"catalog.lock", R"sql(
    SELECT id, part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, version,
           created_at, updated_at
    FROM catalog_items WHERE id = $1 FOR UPDATE)sql"};

std::optional<Item> Lock(pg::Transaction& tx, ItemId id) {
    const auto row = tx.One(kLock, id);
    if (!row) return std::nullopt;
    std::vector<Item> items{ToItem(*row)};
    AddModels(tx, items);
    return std::move(items.front());
}

const pg::Query<bool(std::string, ItemId)> kTaken{"catalog.part_number_taken", R"sql(
    SELECT EXISTS (SELECT FROM catalog_items WHERE part_number_key = $1 AND id <> $2) AS taken)sql"};

bool PartNumberTaken(pg::Transaction& tx, const std::string& part_number, ItemId except) {
    return tx.Get(kTaken, PartNumberKey(part_number), except);
}

const pg::Query<void(boost::json::value)> kInsert{"catalog.insert", R"sql(
    INSERT INTO catalog_items SELECT * FROM jsonb_populate_record(NULL::catalog_items, $1))sql"};
const pg::Query<void(boost::json::value)> kUpdate{"catalog.update", R"sql(
    UPDATE catalog_items SET (part_number, part_number_key, manufacturer, name, supply_type, colorant, yield_pages,
                              lead_time_days, active, version, updated_at)
        = (fresh.part_number, fresh.part_number_key, fresh.manufacturer, fresh.name, fresh.supply_type, fresh.colorant,
           fresh.yield_pages, fresh.lead_time_days, fresh.active, fresh.version, fresh.updated_at)
    FROM jsonb_populate_record(NULL::catalog_items, $1) AS fresh
    WHERE catalog_items.id = fresh.id)sql"};
const pg::Query<void(ItemId)> kDropModels{"catalog.drop_models",
                                          "DELETE FROM catalog_item_models WHERE item_id = $1"};
const pg::Query<void(ItemId, std::vector<std::string>, std::vector<std::string>,
                     std::vector<std::string>)>
    kAddModels{"catalog.add_models", R"sql(
    INSERT INTO catalog_item_models (item_id, model_key, manufacturer, model)
    SELECT $1, model_key, manufacturer, model FROM unnest($2, $3, $4) AS models (model_key, manufacturer, model)
    ON CONFLICT DO NOTHING)sql"};

namespace {

void WriteModels(pg::Transaction& tx, const Item& item) {
    std::vector<std::string> keys;
    std::vector<std::string> manufacturers;
    std::vector<std::string> models;
    for (const auto& model : item.models) {
        keys.push_back(ModelKey(model.manufacturer, model.model));
        manufacturers.push_back(model.manufacturer);
        models.push_back(model.model);
    }
    tx.Exec(kDropModels, item.id);
    tx.Exec(kAddModels, item.id, keys, manufacturers, models);
}

}  // namespace

void Insert(pg::Transaction& tx, const Item& item) {
    tx.Exec(kInsert, base::json::ToValue(ToRow(item)));
    WriteModels(tx, item);
}

void Update(pg::Transaction& tx, const Item& item) {
    tx.Exec(kUpdate, base::json::ToValue(ToRow(item)));
    WriteModels(tx, item);
}

const pg::Query<KeyedRow(std::vector<std::string>)> kFindByModels{"catalog.find_by_models", R"sql(
    SELECT id, part_number, items.manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active,
           version, created_at, updated_at, model_key
    FROM catalog_item_models AS models JOIN catalog_items AS items ON items.id = models.item_id
    WHERE model_key = ANY ($1) AND active)sql"};

}  // namespace catalog::store

namespace catalog {

std::unordered_map<std::string, std::vector<Item>> FindItems(
    pg::Transaction& tx, const std::vector<std::string>& model_keys) {
    std::unordered_map<std::string, std::vector<Item>> by_model;
    for (const auto& row : tx.All(store::kFindByModels, model_keys)) {
        by_model[row.model_key].push_back(store::ToItem(row));
    }
    return by_model;
}

std::optional<Item> FindItem(pg::Transaction& tx, ItemId id) {
    const auto row = tx.One(store::kFind, id);
    if (!row) return std::nullopt;
    std::vector<Item> items{store::ToItem(*row)};
    store::AddModels(tx, items);
    return std::move(items.front());
}

}  // namespace catalog
