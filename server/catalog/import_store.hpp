#pragma once

#include "server/catalog/import_rules.hpp"
#include "server/platform/imports/import_store.hpp"

// The tables catalog_imports and catalog_import_results, and what imports ask of the catalogue.
namespace catalog::store {

struct ImportResultRow : imports::ResultBase {
    std::string part_number;
    std::string name;
    bool created = false;
    std::string changes;  // columns, with commas between them
    std::optional<ItemId> item_id;
};
BOOST_DESCRIBE_STRUCT(ImportResultRow, (imports::ResultBase), (part_number, name, created, changes, item_id))

extern const imports::Store<ImportResultRow> kImports;

// How many items an import has made.
std::int64_t CountCreated(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import);

// The file of an import, as it is stored: the names of its columns are the first row.
imports::File WithColumns(const imports::Table& table);
imports::Table TableOf(std::vector<imports::Row> stored);

// The items that rows may be about, by four queries; the preview and the task ask alike.
KnownItems KnownFor(pg::Transaction& tx, std::span<const imports::Row> rows, std::span<const std::string> columns);

}  // namespace catalog::store
