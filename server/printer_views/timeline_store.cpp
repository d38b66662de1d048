#include "server/printer_views/timeline_store.hpp"

#include "lib/base/json.hpp"
#include "server/platform/pg/pg.hpp"

namespace printer_views::store {
namespace {

using base::Instant;
using base::OrganizationId;

// A printer need not say in words what it reports: its group and code stand for them.
const pg::Query<HistoryEvent(OrganizationId, PrinterId, Instant, printers::HistoryEventId, std::int32_t)> kTimeline{
    "printer_views.timeline", R"sql(
    (SELECT at, id, CASE WHEN code LIKE 'supply%' THEN 'supply' ELSE 'change' END AS kind, code, args, actor
     FROM printer_events WHERE organization_id = $1 AND printer_id = $2 AND (at, id) < ($3, $4)
     ORDER BY at DESC, id DESC LIMIT $5)
    UNION ALL
    (SELECT opened_at, id, 'alert', CASE WHEN description = '' THEN 'alert_opened_code' ELSE 'alert_opened' END,
        jsonb_build_object('description', description, 'severity', severity, 'group', alert_group, 'code',
            COALESCE(code::text, '?')), ''
     FROM printer_alerts WHERE organization_id = $1 AND printer_id = $2 AND (opened_at, id) < ($3, $4)
     ORDER BY opened_at DESC, id DESC LIMIT $5)
    UNION ALL
    (SELECT closed_at, id, 'alert', CASE WHEN description = '' THEN 'alert_closed_code' ELSE 'alert_closed' END,
        jsonb_build_object('description', description, 'severity', severity, 'group', alert_group, 'code',
            COALESCE(code::text, '?')), ''
     FROM printer_alerts WHERE organization_id = $1 AND printer_id = $2 AND (closed_at, id) < ($3, $4)
     ORDER BY closed_at DESC, id DESC LIMIT $5)
    ORDER BY at DESC, id DESC LIMIT $5)sql"};

}  // namespace

TimelineStart StartOf(const std::optional<pg::Place>& place) {
    constexpr Instant kEnd = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};
    if (!place) return {kEnd, {}};
    return {base::ParseRfc3339(place->key).value(), {place->id.value}};
}

pg::Place PlaceOf(const HistoryEvent& event) {
    return {base::FormatRfc3339(event.at), {event.id.value}};
}

std::vector<HistoryEvent> Timeline(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                                   const TimelineStart& after, std::int32_t limit) {
    return tx.All(kTimeline, organization, printer, after.at, after.id, limit);
}

}  // namespace printer_views::store
