#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/catalog/catalog.hpp"

// The tables catalog_items and catalog_item_models.
namespace catalog::store {

struct ListKey {
    std::string key;  // folded part number
    ItemId id;
};
BOOST_DESCRIBE_STRUCT(ListKey, (), (key, id))

// By part number; `search` is the beginning of a part number, `model_key` an exact key of
// ModelKey().
std::vector<Item> List(pg::Transaction& tx, const std::string& search,
                       const std::optional<std::string>& model_key,
                       const std::optional<ListKey>& after, std::int32_t limit);
std::optional<Item> Lock(pg::Transaction& tx, ItemId id);
bool PartNumberTaken(pg::Transaction& tx, const std::string& part_number, ItemId except);
void Insert(pg::Transaction& tx, const Item& item);
void Update(pg::Transaction& tx, const Item& item);
std::string PartNumberKey(std::string_view part_number);

}  // namespace catalog::store
