#include "server/catalog/import_store.hpp"

#include <algorithm>

#include "server/catalog/catalog_store.hpp"

namespace catalog::store {
namespace {

const pg::Query<std::int64_t(base::OrganizationId, tasks::TaskId)> kCountCreated{"catalog.count_created", R"sql(
    SELECT count(*) AS count FROM catalog_import_results WHERE organization_id = $1 AND import_id = $2 AND created)sql"};

}  // namespace

const imports::Store<ImportResultRow> kImports{
    {.feature = "catalog", .imports = "catalog_imports", .results = "catalog_import_results"}};

std::int64_t CountCreated(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import) {
    return tx.Get(kCountCreated, organization, import);
}

imports::File WithColumns(const imports::Table& table) {
    imports::File file{table.recognized, {{0, table.columns}}};
    file.rows.insert(file.rows.end(), table.rows.begin(), table.rows.end());
    return file;
}

imports::Table TableOf(std::vector<imports::Row> stored) {
    imports::Table table;
    table.columns = std::move(stored.front().fields);
    table.rows.assign(std::make_move_iterator(stored.begin() + 1), std::make_move_iterator(stored.end()));
    return table;
}

KnownItems KnownFor(pg::Transaction& tx, std::span<const imports::Row> rows, std::span<const std::string> columns) {
    std::vector<std::string> parts;
    external::Ids ids;
    for (const auto& row : rows) {
        auto keys = KeysOf(row, columns);
        parts.push_back(std::move(keys.part_number_key));
        std::ranges::move(keys.ids, std::back_inserter(ids));
    }
    std::vector<ItemId> named;
    for (const auto& owner : external::OwnersOf(tx, external::Kind::kCatalogItem, ids)) named.push_back({owner});
    auto items = FindByKeys(tx, parts, named);
    std::vector<base::Uuid> things;
    for (const auto& item : items) things.push_back(item.id.value);
    std::map<base::Uuid, external::Ids> of;
    for (auto& thing : external::OfMany(tx, external::Kind::kCatalogItem, things))
        of[thing.thing] = std::move(thing.ids);
    KnownItems known;
    for (auto& item : items) {
        auto& theirs = of[item.id.value];
        known.Add({std::move(item), std::move(theirs)});
    }
    return known;
}

}  // namespace catalog::store
