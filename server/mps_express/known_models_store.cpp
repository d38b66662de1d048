#include <unordered_set>

#include "server/catalog/catalog.hpp"
#include "server/mps_express/mps_express.hpp"
#include "server/platform/pg/pg.hpp"

namespace mps_express {

namespace store {
namespace {

// Also those that it does not take: it knows them.
const pg::Query<std::string(std::vector<std::string>)> kFindListed{
    "mps_express.find_listed", "SELECT model_key FROM mps_express_models WHERE model_key = ANY ($1)"};

}  // namespace
}  // namespace store

std::vector<printers::ModelName> KnownModels::Unknown(pg::Transaction& tx,
                                                      const std::vector<printers::ModelName>& models) {
    std::vector<std::string> keys;
    for (const auto& model : models) keys.push_back(catalog::ModelKey(model.manufacturer, model.model));
    const auto catalogue = catalog::FindKnownModels(tx, keys);
    const std::unordered_set<std::string> makers(catalogue.makers.begin(), catalogue.makers.end());
    std::unordered_set<std::string> known(catalogue.model_keys.begin(), catalogue.model_keys.end());
    for (auto& key : tx.All(store::kFindListed, keys)) known.insert(std::move(key));
    std::vector<printers::ModelName> unknown;
    for (std::size_t at = 0; at < models.size(); ++at) {
        if (known.contains(keys[at]) || !makers.contains(catalog::ModelKey(models[at].manufacturer, ""))) continue;
        unknown.push_back(models[at]);
    }
    return unknown;
}

}  // namespace mps_express
