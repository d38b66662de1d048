#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/pg/types.hpp"
#include "server/printers/printers.hpp"

// What lists and pages of printers read (PRN-1, PRN-2). Nothing here touches history.
namespace printers::store {

using Organizations = std::vector<base::OrganizationId>;

enum class SortColumn {
    kModel,
    kManufacturer,
    kSerialNumber,
    kAddress,
    kHostName,
    kLocation,
    kDiscoveredAt,
    kState,
    kLifeCount,
    kLastContactAt,
    kSupplyPercent,
    kSupplyDays,
    kSiteName,
    kOrganizationName,
};
BOOST_DESCRIBE_ENUM(SortColumn, kModel, kManufacturer, kSerialNumber, kAddress, kHostName, kLocation, kDiscoveredAt,
                    kState, kLifeCount, kLastContactAt, kSupplyPercent, kSupplyDays, kSiteName, kOrganizationName)

// The place behind which a page starts: the sort column as text, and the id.
struct ListKey {
    std::string key;
    PrinterId id;
};
BOOST_DESCRIBE_STRUCT(ListKey, (), (key, id))

struct ListFilter {
    Organizations organizations;
    std::vector<std::string> search_words;  // each must be the beginning of one of the printer's terms
    std::optional<organizations::SiteId> site;
    std::optional<agents::AgentId> agent;
    std::optional<contacts::ContactId> contact;
    std::optional<std::string> model;  // equal but for case
    std::vector<std::int16_t> states;  // StateCode; empty: any
    std::optional<bool> communicating;
    std::optional<bool> under_contract;
    std::optional<bool> high_volume;
    std::optional<std::string> managed;
    std::optional<std::int32_t> supply_below_percent;
    std::optional<std::int32_t> supply_below_days;
    std::optional<base::Instant> discovered_since;
    SortColumn sort = SortColumn::kModel;
    bool descending = false;
    std::optional<ListKey> after;
    std::int32_t limit = 50;
};

struct PrinterRow {
    base::OrganizationId organization_id;
    PrinterId id;
    std::string organization_name;
    std::optional<organizations::SiteId> site_id;
    std::optional<std::string> site_name;
    std::optional<agents::AgentId> agent_id;
    std::optional<std::string> agent_name;
    std::optional<std::int64_t> polling_interval_seconds;
    std::optional<contacts::ContactId> contact_id;
    std::optional<std::string> contact_name;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::string host_name;
    std::string location;
    bool under_contract = false;
    std::optional<base::Instant> high_volume_since;
    std::string managed;
    base::Instant discovered_at;
    std::int64_t version = 1;
    boost::json::value meters;  // slots
    base::Instant observed_at;
    std::int16_t status = 1;
    std::string status_text;
    bool communicating = true;
    std::int64_t life_count = kNoLifeCount;
    std::vector<std::int32_t> levels;
    std::optional<boost::json::value> kept;
};
BOOST_DESCRIBE_STRUCT(PrinterRow, (),
                      (organization_id, id, organization_name, site_id, site_name, agent_id, agent_name,
                       polling_interval_seconds, contact_id, contact_name, manufacturer, model, serial_number, address,
                       host_name, location, under_contract, high_volume_since, managed, discovered_at, version, meters,
                       observed_at, status, status_text, communicating, life_count, levels, kept))

struct ListRow : PrinterRow {
    std::string sort_key;
};
BOOST_DESCRIBE_STRUCT(ListRow, (PrinterRow), (sort_key))

struct ListPage {
    std::vector<ListRow> rows;
    std::optional<std::int64_t> total_estimate;  // where it was learned on the way; an empty page tells 0
};
ListPage List(pg::Transaction& tx, const ListFilter& filter);
// About how many printers match, from a sample of some thousand: for lists that did not learn it.
std::int64_t Estimate(pg::Transaction& tx, const ListFilter& filter);

// Everything of one printer but its supplies and alerts.
struct DetailRow : PrinterRow {
    std::int32_t port = 161;
    std::string hardware_address;
    std::string device_location;
    std::string firmware;
    std::vector<std::string> features;
    boost::json::value inputs;
    std::vector<std::int64_t> meter_values;
    std::vector<std::int32_t> input_levels;
    std::int32_t detected_errors = 0;
    std::string problems;
    std::optional<std::int64_t> uptime_seconds;
};
BOOST_DESCRIBE_STRUCT(DetailRow, (PrinterRow),
                      (port, hardware_address, device_location, firmware, features, inputs, meter_values, input_levels,
                       detected_errors, problems, uptime_seconds))
std::optional<DetailRow> Find(pg::Transaction& tx, const Organizations& organizations, PrinterId id);

struct SupplyRow {
    PrinterId printer_id;
    std::int16_t slot = 0;
    std::string supply_index;
    std::string type;
    std::string class_;
    std::string colorant;
    std::string description;
    std::string part_number;
    std::string serial_number;
    std::string unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::optional<double> days_left;
    std::optional<base::Instant> days_left_at;
    std::optional<double> days_left_percent;
    std::string days_left_serial;
    std::string source;
};
BOOST_DESCRIBE_STRUCT(SupplyRow, (),
                      (printer_id, slot, supply_index, type, class_, colorant, description, part_number, serial_number,
                       unit, max_capacity_raw, days_left, days_left_at, days_left_percent, days_left_serial, source))
// Of the printers at the same positions; by printer and slot.
std::vector<SupplyRow> Supplies(pg::Transaction& tx, const Organizations& organizations,
                                const std::vector<PrinterId>& printers);

struct AlertRow {
    base::Uuid id;
    std::string severity;
    std::string alert_group;
    std::optional<std::int64_t> code;
    std::string training;
    std::string description;
    base::Instant opened_at;
};
BOOST_DESCRIBE_STRUCT(AlertRow, (), (id, severity, alert_group, code, training, description, opened_at))
// How many alerts are open on each of the printers at the same positions; none is missing.
std::map<PrinterId, std::int64_t> CountOpenAlerts(pg::Transaction& tx, const Organizations& organizations,
                                                  const std::vector<PrinterId>& printers);
std::vector<AlertRow> OpenAlerts(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer);

}  // namespace printers::store
