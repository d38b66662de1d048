#include "server/printers/timeline_store.hpp"

#include "lib/base/json.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/printers/intake_store.hpp"

namespace printers {
namespace store {
namespace {

using base::Instant;
using base::OrganizationId;

const pg::Query<TimelineRow(OrganizationId, PrinterId, Instant, base::Id<struct TimelineTag>,
                            std::int32_t)>
    kTimeline{"printers.timeline", R"sql(
    (SELECT at, id, CASE WHEN code LIKE 'supply%' THEN 'supply' ELSE 'change' END AS kind, code, args, actor
     FROM printer_events WHERE organization_id = $1 AND printer_id = $2 AND (at, id) < ($3, $4)
     ORDER BY at DESC, id DESC LIMIT $5)
    UNION ALL
    (SELECT opened_at, id, 'alert', 'alert_opened',
        jsonb_build_object('description', description, 'severity', severity, 'group', alert_group), ''
     FROM printer_alerts WHERE organization_id = $1 AND printer_id = $2 AND (opened_at, id) < ($3, $4)
     ORDER BY opened_at DESC, id DESC LIMIT $5)
    UNION ALL
    (SELECT closed_at, id, 'alert', 'alert_closed',
        jsonb_build_object('description', description, 'severity', severity, 'group', alert_group), ''
     FROM printer_alerts WHERE organization_id = $1 AND printer_id = $2 AND (closed_at, id) < ($3, $4)
     ORDER BY closed_at DESC, id DESC LIMIT $5)
    ORDER BY at DESC, id DESC LIMIT $5)sql"};

// ---- what packed readings mean
// --------------------------------------------------------------------

struct MeaningRow {
    OrganizationId organization_id;
    boost::json::value meters;
};
BOOST_DESCRIBE_STRUCT(MeaningRow, (), (organization_id, meters))
const pg::Query<MeaningRow(std::vector<OrganizationId>, PrinterId)> kMeaning{"printers.meaning",
                                                                             R"sql(
    SELECT organization_id, meters FROM printers
    WHERE organization_id = ANY ($1) AND id = $2 AND deregistered_at IS NULL)sql"};
struct LayoutRow {
    std::int16_t layout = 0;
    boost::json::value supplies;
};
BOOST_DESCRIBE_STRUCT(LayoutRow, (), (layout, supplies))
const pg::Query<LayoutRow(OrganizationId, PrinterId)> kLayouts{"printers.layouts", R"sql(
    SELECT layout, supplies FROM printer_layouts WHERE organization_id = $1 AND printer_id = $2)sql"};
struct TodayRow {
    std::int16_t slot = 0;
    std::string description;
    std::string colorant;
    std::string serial_number;
    std::string unit;
    std::optional<std::int64_t> max_capacity_raw;
};
BOOST_DESCRIBE_STRUCT(TodayRow, (),
                      (slot, description, colorant, serial_number, unit, max_capacity_raw))
const pg::Query<TodayRow(OrganizationId, PrinterId)> kToday{"printers.supplies_today", R"sql(
    SELECT slot, description, colorant, serial_number, unit, max_capacity_raw FROM printer_supplies
    WHERE organization_id = $1 AND printer_id = $2 ORDER BY slot)sql"};

}  // namespace

std::vector<TimelineRow> Timeline(pg::Transaction& tx, OrganizationId organization,
                                  PrinterId printer, const std::optional<TimelineKey>& after,
                                  std::int32_t limit) {
    constexpr Instant kEnd = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};
    const TimelineKey behind = after.value_or(TimelineKey{kEnd, {}});
    return tx.All(kTimeline, organization, printer, behind.at, behind.id, limit);
}

}  // namespace store

std::optional<HistoryMeaning> FindHistoryMeaning(
    pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
    PrinterId printer) {
    const auto row = tx.One(store::kMeaning, organizations, printer);
    if (!row) return std::nullopt;
    HistoryMeaning meaning;
    meaning.organization = row->organization_id;
    if (const auto meters = base::json::Bind<std::vector<store::MeterSlot>>(row->meters)) {
        for (const auto& meter : *meters) meaning.meters.push_back({meter.kind, meter.unit});
    }
    const auto unit_of = [](const std::string& name) {
        return base::json::ParseEnum<printing::Unit>(name);
    };
    for (const auto& layout : tx.All(store::kLayouts, row->organization_id, printer)) {
        const auto supplies = base::json::Bind<std::vector<store::LayoutSupply>>(layout.supplies);
        if (!supplies) continue;
        for (const auto& supply : *supplies) {
            meaning.by_layout[layout.layout][supply.slot] = {
                supply.description, supply.colorant, supply.serial_number, supply.max_capacity_raw,
                unit_of(supply.unit)};
        }
    }
    for (const auto& supply : tx.All(store::kToday, row->organization_id, printer)) {
        meaning.today[supply.slot] = {supply.description, supply.colorant, supply.serial_number,
                                      supply.max_capacity_raw, unit_of(supply.unit)};
    }
    return meaning;
}

}  // namespace printers
