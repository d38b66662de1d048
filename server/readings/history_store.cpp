#include "server/readings/history_store.hpp"

#include <algorithm>

#include "server/platform/pg/pg.hpp"

namespace readings::store {
namespace {

using base::Instant;
using base::OrganizationId;

using PointSignature = PointRow(OrganizationId, printers::PrinterId, Instant, Instant, std::int32_t);
const pg::Query<PointSignature> kPoints{"readings.points", R"sql(
    SELECT {columns} FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at <= $4 AND observed_at >= COALESCE((
        SELECT max(observed_at) FROM readings
        WHERE organization_id = $1 AND printer_id = $2 AND observed_at <= $3), $3)
    ORDER BY observed_at LIMIT $5)sql"};
const pg::Query<PointSignature> kDailyPoints{"readings.daily_points", R"sql(
    SELECT {columns} FROM (
        SELECT DISTINCT ON (floor(extract(epoch FROM observed_at) / 86400)) {columns}
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

using NearestSignature = DayReading(OrganizationId, std::vector<printers::PrinterId>, Instant, Instant);
// $4: where to stop looking.
const pg::Query<NearestSignature> kLastBefore{"readings.last_before", R"sql(
    SELECT found.printer_id, observed_at, layout, levels, meters
    FROM unnest($2) AS wanted (printer_id) CROSS JOIN LATERAL (
        SELECT r.printer_id, r.observed_at, r.layout, r.levels, r.meters FROM readings AS r
        WHERE r.organization_id = $1 AND r.printer_id = wanted.printer_id AND r.observed_at <= $3
          AND r.observed_at >= $4 AND cardinality(r.meters) > 0
        ORDER BY r.observed_at DESC LIMIT 1) AS found
    ORDER BY found.printer_id)sql"};
const pg::Query<NearestSignature> kFirstAfter{"readings.first_after", R"sql(
    SELECT found.printer_id, observed_at, layout, levels, meters
    FROM unnest($2) AS wanted (printer_id) CROSS JOIN LATERAL (
        SELECT r.printer_id, r.observed_at, r.layout, r.levels, r.meters FROM readings AS r
        WHERE r.organization_id = $1 AND r.printer_id = wanted.printer_id AND r.observed_at > $3
          AND r.observed_at <= $4 AND cardinality(r.meters) > 0
        ORDER BY r.observed_at LIMIT 1) AS found
    ORDER BY found.printer_id)sql"};
constexpr std::chrono::days kFarthest{400};

// A batch's readings were received at one time: by their numbers in the agent's journal, which make an id that is in
// their order.
const pg::List<RefusedRow, RefusedFilter, RefusedColumn> kRefused{{
    .name = "readings.refused",
    .from = "refused_readings",
    .where = "organization_id = $organization AND agent_id = $agent",
    .id = "(lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid",
    .sorts = {{RefusedColumn::kReceivedAt, "received_at", "timestamptz"}},
}};

}  // namespace

std::vector<PointRow> Points(pg::Transaction& tx, OrganizationId organization, printers::PrinterId printer,
                             Instant from, Instant to, bool daily, std::int32_t limit) {
    return tx.All(daily ? kDailyPoints : kPoints, organization, printer, from, to, limit);
}

pg::Slice<RefusedRow> Refused(pg::Transaction& tx, const RefusedFilter& filter,
                              const pg::Window<RefusedColumn>& window) {
    return kRefused.Read(tx, filter, window);
}

}  // namespace readings::store

namespace readings {

std::vector<DayReading> ListDayReadings(pg::Transaction& tx, base::OrganizationId organization,
                                        const HistoryColumns& wanted, std::chrono::seconds day_begins) {
    if (wanted.printers.empty()) return {};
    return tx.All(store::kDays, organization, wanted.printers, wanted.from, wanted.to,
                  *std::ranges::min_element(wanted.from), *std::ranges::max_element(wanted.to), day_begins.count());
}

std::vector<DayReading> ListNearest(pg::Transaction& tx, base::OrganizationId organization,
                                    const std::vector<printers::PrinterId>& printers, base::Instant at, Side side) {
    if (printers.empty()) return {};
    if (side == Side::kAfter) return tx.All(store::kFirstAfter, organization, printers, at, at + store::kFarthest);
    return tx.All(store::kLastBefore, organization, printers, at, at - store::kFarthest);
}

}  // namespace readings
