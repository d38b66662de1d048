#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "lib/base/ids.hpp"

namespace pg {
class Transaction;
}

// What the catalogue asks of a fleet: which models it has, and which supplies they report.
namespace printers {

struct ModelCount {
    std::string manufacturer;  // as the printers spell it
    std::string model;
    std::string sort_key;  // what lists of printers sort by
    std::int64_t printers = 0;
};
BOOST_DESCRIBE_STRUCT(ModelCount, (), (manufacturer, model, sort_key, printers))

struct ModelSupplyCount {
    std::string manufacturer;
    std::string model;
    std::string type;  // prtMarkerSuppliesType in snake_case
    std::string colorant;
    std::int64_t printers = 0;  // that have one or more of it
};
BOOST_DESCRIBE_STRUCT(ModelSupplyCount, (), (manufacturer, model, type, colorant, printers))

struct FleetByModel {
    std::vector<ModelCount> models;
    std::vector<ModelSupplyCount> supplies;
};
// Printers that are not deregistered and tell their model. It reads the whole fleet: for background work, after the
// fleet's revision has changed.
FleetByModel CountModels(pg::Transaction& tx, base::OrganizationId organization);

// Grows whenever a printer is found, goes or describes itself differently; 0 before the first one.
std::int64_t FleetRevision(pg::Transaction& tx, base::OrganizationId organization);

}  // namespace printers
