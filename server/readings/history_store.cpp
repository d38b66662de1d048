#include "server/readings/history_store.hpp"

#include "server/platform/pg/pg.hpp"

namespace readings::store {
namespace {

using base::Instant;
using base::OrganizationId;

using PointSignature = PointRow(OrganizationId, printers::PrinterId, Instant, Instant, std::int32_t);
const pg::Query<PointSignature> kPoints{"readings.points", R"sql(
    SELECT observed_at, previous_at, layout, levels, meters FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at <= $4 AND observed_at >= COALESCE((
        SELECT max(observed_at) FROM readings
        WHERE organization_id = $1 AND printer_id = $2 AND observed_at <= $3), $3)
    ORDER BY observed_at LIMIT $5)sql"};
const pg::Query<PointSignature> kDailyPoints{"readings.daily_points", R"sql(
    SELECT observed_at, previous_at, layout, levels, meters FROM (
        SELECT DISTINCT ON (floor(extract(epoch FROM observed_at) / 86400)) observed_at, previous_at, layout, levels,
            meters
        FROM readings WHERE organization_id = $1 AND printer_id = $2 AND observed_at BETWEEN $3 AND $4
        ORDER BY floor(extract(epoch FROM observed_at) / 86400), observed_at DESC) AS days
    ORDER BY observed_at LIMIT $5)sql"};

const pg::Query<RefusedRow(OrganizationId, agents::AgentId, Instant, std::int64_t, std::int64_t, std::int32_t)>
    kRefused{"readings.refused", R"sql(
    SELECT received_at, boot_epoch, seq, code, fields, reading FROM refused_readings
    WHERE organization_id = $1 AND agent_id = $2 AND (received_at, boot_epoch, seq) < ($3, $4, $5)
    ORDER BY received_at DESC, boot_epoch DESC, seq DESC LIMIT $6)sql"};

}  // namespace

std::vector<PointRow> Points(pg::Transaction& tx, OrganizationId organization, printers::PrinterId printer,
                             Instant from, Instant to, bool daily, std::int32_t limit) {
    return tx.All(daily ? kDailyPoints : kPoints, organization, printer, from, to, limit);
}

std::vector<RefusedRow> Refused(pg::Transaction& tx, OrganizationId organization, agents::AgentId agent,
                                const std::optional<RefusedKey>& after, std::int32_t limit) {
    constexpr Instant kEnd = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};
    const RefusedKey behind = after.value_or(RefusedKey{kEnd, 0, 0});
    return tx.All(kRefused, organization, agent, behind.received_at, behind.boot_epoch, behind.seq, limit);
}

}  // namespace readings::store
