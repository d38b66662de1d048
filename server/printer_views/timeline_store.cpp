#include "server/printers/timeline_store.hpp"

#include "lib/base/json.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/printers/intake_store.hpp"

namespace printers {
namespace store {
namespace {

using base::Instant;
using base::OrganizationId;

// A printer need not say in words what it reports: its group and code stand for them.
const pg::Query<HistoryEvent(OrganizationId, PrinterId, Instant, base::Id<struct TimelineTag>, std::int32_t)> kTimeline{
    "printers.timeline", R"sql(
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

// ---- what packed readings mean --------------------------------------------------------------------

struct MeaningRow {
    OrganizationId organization_id;
    boost::json::value meters;
    std::optional<std::int64_t> polling_interval_seconds;
};
BOOST_DESCRIBE_STRUCT(MeaningRow, (), (organization_id, meters, polling_interval_seconds))
const pg::Query<MeaningRow(std::vector<OrganizationId>, PrinterId)> kMeaning{"printers.meaning",
                                                                             R"sql(
    SELECT p.organization_id, p.meters, a.polling_interval_seconds FROM printers AS p
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    WHERE p.organization_id = ANY ($1) AND p.id = $2 AND p.deregistered_at IS NULL)sql"};
struct LayoutRow {
    std::int16_t layout = 0;
    boost::json::value supplies;
};
BOOST_DESCRIBE_STRUCT(LayoutRow, (), (layout, supplies))
const pg::Query<LayoutRow(OrganizationId, PrinterId)> kLayouts{"printers.layouts", R"sql(
    SELECT {columns} FROM printer_layouts WHERE organization_id = $1 AND printer_id = $2)sql"};
struct TodayRow {
    std::int16_t slot = 0;
    std::string description;
    std::string colorant;
    std::string serial_number;
    std::string unit;
    std::optional<std::int64_t> max_capacity_raw;
};
BOOST_DESCRIBE_STRUCT(TodayRow, (), (slot, description, colorant, serial_number, unit, max_capacity_raw))
const pg::Query<TodayRow(OrganizationId, PrinterId)> kToday{"printers.supplies_today", R"sql(
    SELECT {columns} FROM printer_supplies
    WHERE organization_id = $1 AND printer_id = $2 ORDER BY slot)sql"};

}  // namespace

Behind BehindOf(const std::optional<pg::Place>& place) {
    constexpr Instant kEnd = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};
    if (!place) return {kEnd, {}};
    return {base::ParseRfc3339(place->key).value(), {place->id.value}};
}

pg::Place PlaceOf(const HistoryEvent& event) {
    return {base::FormatRfc3339(event.at), {event.id.value}};
}

std::vector<HistoryEvent> Timeline(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                                   const Behind& after, std::int32_t limit) {
    return tx.All(kTimeline, organization, printer, after.at, after.id, limit);
}

}  // namespace store

std::optional<HistoryMeaning> FindHistoryMeaning(pg::Transaction& tx,
                                                 const std::vector<base::OrganizationId>& organizations,
                                                 PrinterId printer) {
    const auto row = tx.One(store::kMeaning, organizations, printer);
    if (!row) return std::nullopt;
    HistoryMeaning meaning;
    meaning.organization = row->organization_id;
    if (row->polling_interval_seconds) meaning.polling_interval = std::chrono::seconds(*row->polling_interval_seconds);
    if (const auto meters = base::json::Bind<std::vector<store::MeterSlot>>(row->meters)) {
        for (const auto& meter : *meters) meaning.meters.push_back({meter.kind, meter.unit});
    }
    const auto unit_of = [](const std::string& name) { return base::json::ParseEnum<printing::Unit>(name); };
    for (const auto& layout : tx.All(store::kLayouts, row->organization_id, printer)) {
        const auto supplies = base::json::Bind<std::vector<store::LayoutSupply>>(layout.supplies);
        if (!supplies) continue;
        for (const auto& supply : *supplies) {
            meaning.by_layout[layout.layout][supply.slot] = {supply.description, supply.colorant, supply.serial_number,
                                                             supply.max_capacity_raw, unit_of(supply.unit)};
        }
    }
    for (const auto& supply : tx.All(store::kToday, row->organization_id, printer)) {
        meaning.today[supply.slot] = {supply.description, supply.colorant, supply.serial_number,
                                      supply.max_capacity_raw, unit_of(supply.unit)};
    }
    return meaning;
}

}  // namespace printers
