#include "server/catalog/catalog_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/external_ids/external_ids.hpp"

namespace catalog::store {
namespace {

struct Row : Item {
    std::string part_number_key;
};
BOOST_DESCRIBE_STRUCT(Row, (Item), (part_number_key))

Row ToRow(const Item& item) {
    return {item, PartNumberKey(item.part_number)};
}

struct ModelRow {
    ItemId item_id;
    std::string manufacturer;
    std::string model;
};
BOOST_DESCRIBE_STRUCT(ModelRow, (), (item_id, manufacturer, model))

const pg::List<Item, ListFilter, SortColumn> kList{{
    .name = "catalog.list",
    .from = "catalog_items",
    .where = "($search = '' OR strpos(part_number_key, $search) > 0\n"
             "    OR strpos(lower(replace(name, ' ', '')), $search) > 0)\n"
             "  AND ($model_key IS NULL\n"
             "    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $model_key))\n"
             "  AND " +
             external::Matches(external::Kind::kCatalogItem, "id"),
    .sorts = {{SortColumn::kPartNumber, "part_number_key"}},
}};

const pg::Query<Item(ItemId)> kFind{"catalog.find", "SELECT {columns} FROM catalog_items WHERE id = $1"};
const pg::Query<Item(ItemId)> kLock{"catalog.lock", "SELECT {columns} FROM catalog_items WHERE id = $1 FOR UPDATE"};
const pg::Query<ModelRow(std::span<const ItemId>)> kModels{"catalog.models", R"sql(
    SELECT {columns} FROM catalog_item_models WHERE item_id = ANY ($1)
    ORDER BY item_id, manufacturer, model)sql"};
const pg::Query<bool(std::string, ItemId)> kTaken{"catalog.part_number_taken", R"sql(
    SELECT EXISTS (SELECT FROM catalog_items WHERE part_number_key = $1 AND id <> $2) AS taken)sql"};

struct ItemOfModel : Item {
    std::string model_key;
};
BOOST_DESCRIBE_STRUCT(ItemOfModel, (Item), (model_key))
const pg::Query<ItemOfModel(std::span<const std::string>)> kFindByModels{"catalog.find_by_models", R"sql(
    SELECT {columns}
    FROM (SELECT item_id AS id, model_key FROM catalog_item_models WHERE model_key = ANY ($1)) AS models
    JOIN catalog_items USING (id)
    WHERE active)sql"};

const pg::Insert<Row> kInsert{"catalog.insert", "catalog_items"};
const pg::Update<Row> kUpdate{"catalog.update", "catalog_items", {"id"}};
const pg::Query<void(ItemId)> kDropModels{"catalog.drop_models", "DELETE FROM catalog_item_models WHERE item_id = $1"};
using Texts = std::vector<std::string>;
const pg::Query<void(ItemId, Texts, Texts, Texts)> kAddModels{"catalog.add_models", R"sql(
    INSERT INTO catalog_item_models (item_id, model_key, manufacturer, model)
    SELECT $1, model_key, manufacturer, model FROM unnest($2, $3, $4) AS models (model_key, manufacturer, model)
    ON CONFLICT DO NOTHING)sql"};

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

void WriteModels(pg::Transaction& tx, const Item& item) {
    Texts keys;
    Texts manufacturers;
    Texts models;
    for (const auto& model : item.models) {
        keys.push_back(ModelKey(model.manufacturer, model.model));
        manufacturers.push_back(model.manufacturer);
        models.push_back(model.model);
    }
    tx.Exec(kDropModels, item.id);
    tx.Exec(kAddModels, item.id, keys, manufacturers, models);
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

void Insert(pg::Transaction& tx, const Item& item) {
    tx.Exec(kInsert, ToRow(item));
    WriteModels(tx, item);
}

void Update(pg::Transaction& tx, const Item& item) {
    tx.Exec(kUpdate, ToRow(item));
    WriteModels(tx, item);
}

}  // namespace catalog::store

namespace catalog {

std::unordered_map<std::string, std::vector<Item>> FindItems(pg::Transaction& tx,
                                                             const std::vector<std::string>& model_keys) {
    std::unordered_map<std::string, std::vector<Item>> by_model;
    for (auto& row : tx.All(store::kFindByModels, model_keys)) {
        by_model[row.model_key].push_back(std::move(static_cast<Item&>(row)));
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
