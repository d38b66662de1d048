#include "server/readings/history_store.hpp"

#include <algorithm>

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

// The bounds of the whole ($5, $6) leave out partitions before the printers are looked up.
const pg::Query<DayReading(OrganizationId, std::vector<printers::PrinterId>, std::vector<Instant>, std::vector<Instant>,
                           Instant, Instant, std::int64_t)>
    kDays{"readings.days", R"sql(
    SELECT DISTINCT ON (readings.printer_id, floor((extract(epoch FROM observed_at) - $7) / 86400))
        readings.printer_id, observed_at, layout, levels, meters
    FROM unnest($2, $3, $4) AS wanted (printer_id, since, until)
    JOIN readings ON readings.printer_id = wanted.printer_id AND observed_at >= since AND observed_at < until
    WHERE organization_id = $1 AND observed_at >= $5 AND observed_at < $6
    ORDER BY readings.printer_id, floor((extract(epoch FROM observed_at) - $7) / 86400), observed_at DESC)sql"};

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

namespace readings {

std::vector<DayReading> ListDayReadings(pg::Transaction& tx, base::OrganizationId organization,
                                        const HistoryColumns& wanted, std::chrono::seconds day_begins) {
    if (wanted.printers.empty()) return {};
    return tx.All(store::kDays, organization, wanted.printers, wanted.from, wanted.to,
                  *std::ranges::min_element(wanted.from), *std::ranges::max_element(wanted.to), day_begins.count());
}

}  // namespace readings
