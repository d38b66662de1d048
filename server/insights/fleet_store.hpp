#pragma once

#include <optional>
#include <span>
#include <vector>

#include "server/insights/insights.hpp"
#include "server/platform/pg/types.hpp"

// The tables fleet_figures, fleet_months and fleet_places; nothing else writes them.
namespace insights::store {

using Organizations = std::span<const base::OrganizationId>;

struct FleetSum : FleetCounts {
    std::int64_t organizations = 0;           // that were counted
    std::optional<base::Instant> counted_at;  // the oldest of them; absent: none was counted yet
};
BOOST_DESCRIBE_STRUCT(FleetSum, (FleetCounts), (organizations, counted_at))
FleetSum Sum(pg::Transaction& tx, Organizations organizations);
std::vector<FleetMonth> Months(pg::Transaction& tx, Organizations organizations, base::Day first);
std::vector<FleetPlace> Places(pg::Transaction& tx, Organizations organizations, std::int32_t most);

}  // namespace insights::store
