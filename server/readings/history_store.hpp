#pragma once

#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/readings/readings.hpp"

// What charts and pages read of the history.
namespace readings::store {

struct PointRow {
    base::Instant observed_at;
    std::optional<base::Instant> previous_at;
    std::int16_t layout = 0;
    std::vector<std::int32_t> levels;
    std::vector<std::int64_t> meters;
};
BOOST_DESCRIBE_STRUCT(PointRow, (), (observed_at, previous_at, layout, levels, meters))
// Ascending, at most `limit`: from the last row at or before `from` (it held then) up to `to`. `daily`: the last row
// of each day (UTC) only.
std::vector<PointRow> Points(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                             base::Instant from, base::Instant to, bool daily, std::int32_t limit);

struct RefusedRow {
    base::Instant received_at;
    std::int64_t seq = 0;
    std::string code;
    boost::json::value fields;
    std::string reading;
};
BOOST_DESCRIBE_STRUCT(RefusedRow, (), (received_at, seq, code, fields, reading))
enum class RefusedColumn { kReceivedAt };
BOOST_DESCRIBE_ENUM(RefusedColumn, kReceivedAt)
struct RefusedFilter {
    base::OrganizationId organization;
    agents::AgentId agent;
};
BOOST_DESCRIBE_STRUCT(RefusedFilter, (), (organization, agent))
pg::Slice<RefusedRow> Refused(pg::Transaction& tx, const RefusedFilter& filter,
                              const pg::Window<RefusedColumn>& window);

}  // namespace readings::store
