#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/catalog/catalog.hpp"
#include "server/platform/pg/list.hpp"

// The tables catalog_items and catalog_item_models.
namespace catalog::store {

enum class SortColumn { kPartNumber };
BOOST_DESCRIBE_ENUM(SortColumn, kPartNumber)

struct ListFilter {
    std::string search;                          // PartNumberKey of a piece of part number or name; "": all
    std::optional<std::string> model_key;        // ModelKey of the printer that it fits
    std::optional<std::string> external_system;  // external::SystemKey
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (search, model_key, external_system, external_id))

pg::Slice<Item> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);
std::optional<Item> Lock(pg::Transaction& tx, ItemId id);
bool PartNumberTaken(pg::Transaction& tx, const std::string& part_number, ItemId except);
void Insert(pg::Transaction& tx, const Item& item);
void Update(pg::Transaction& tx, const Item& item);
std::string PartNumberKey(std::string_view part_number);

}  // namespace catalog::store
