#include "lib/base/json.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/printers/printers.hpp"

// What packed readings mean, for whoever shows them.
namespace printers {
namespace {

struct MeaningRow {
    base::OrganizationId organization_id;
    boost::json::value meters;
    std::optional<std::int64_t> polling_interval_seconds;
};
BOOST_DESCRIBE_STRUCT(MeaningRow, (), (organization_id, meters, polling_interval_seconds))
const pg::Query<MeaningRow(std::vector<base::OrganizationId>, PrinterId)> kMeaning{"printers.meaning",
                                                                                   R"sql(
    SELECT p.organization_id, p.meters, a.polling_interval_seconds FROM printers AS p
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    WHERE p.organization_id = ANY ($1) AND p.id = $2 AND p.deregistered_at IS NULL)sql"};
struct LayoutRow {
    std::int16_t layout = 0;
    boost::json::value supplies;
};
BOOST_DESCRIBE_STRUCT(LayoutRow, (), (layout, supplies))
const pg::Query<LayoutRow(base::OrganizationId, PrinterId)> kLayouts{"printers.layouts", R"sql(
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
const pg::Query<TodayRow(base::OrganizationId, PrinterId)> kToday{"printers.supplies_today", R"sql(
    SELECT {columns} FROM printer_supplies
    WHERE organization_id = $1 AND printer_id = $2 ORDER BY slot)sql"};

}  // namespace

std::optional<HistoryMeaning> FindHistoryMeaning(pg::Transaction& tx,
                                                 const std::vector<base::OrganizationId>& organizations,
                                                 PrinterId printer) {
    const auto row = tx.One(kMeaning, organizations, printer);
    if (!row) return std::nullopt;
    HistoryMeaning meaning;
    meaning.organization = row->organization_id;
    if (row->polling_interval_seconds) meaning.polling_interval = std::chrono::seconds(*row->polling_interval_seconds);
    if (const auto meters = base::json::Bind<std::vector<MeterSlot>>(row->meters)) {
        for (const auto& meter : *meters) meaning.meters.push_back({meter.kind, meter.unit});
    }
    const auto unit_of = [](const std::string& name) { return base::json::ParseEnum<printing::Unit>(name); };
    for (const auto& layout : tx.All(kLayouts, row->organization_id, printer)) {
        const auto supplies = base::json::Bind<std::vector<LayoutSupply>>(layout.supplies);
        if (!supplies) continue;
        for (const auto& supply : *supplies) {
            meaning.by_layout[layout.layout][supply.slot] = {supply.description, supply.colorant, supply.serial_number,
                                                             supply.max_capacity_raw, unit_of(supply.unit)};
        }
    }
    for (const auto& supply : tx.All(kToday, row->organization_id, printer)) {
        meaning.today[supply.slot] = {supply.description, supply.colorant, supply.serial_number,
                                      supply.max_capacity_raw, unit_of(supply.unit)};
    }
    return meaning;
}

}  // namespace printers
