#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/pg/list.hpp"
#include "server/printers/printers.hpp"

// What lists and pages of printers read (PRN-1, PRN-2). Nothing here touches history.
namespace printer_views::store {

using printers::PrinterId;
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

struct ListFilter {
    Organizations organizations;
    std::vector<std::string> search_words{};  // each must be the beginning of one of the printer's terms
    std::vector<PrinterId> printers{};        // only these; empty: all
    // Of several values of one kind any; empty: whatever it is.
    std::vector<organizations::SiteId> sites{};
    std::vector<agents::AgentId> agents{};
    std::optional<contacts::ContactId> contact{};
    std::vector<std::string> models{};   // equal but for case
    std::vector<std::int16_t> states{};  // StateCode; empty: any
    std::optional<bool> communicating{};
    std::optional<bool> under_contract{};
    std::optional<bool> high_volume{};
    std::vector<std::string> managed{};
    std::optional<std::int32_t> supply_below_percent{};
    std::optional<base::Day> supply_ends_before{};
    std::optional<base::Instant> discovered_since{};
    std::optional<std::string> external_system{};  // external::SystemKey
    std::optional<std::string> external_id{};
    std::optional<bool> registration_failed{};
    // PRN-2: in which states service requests of the printer are, incidents among them. What was completed counts from
    // `requests_since` on, what was cancelled never.
    std::vector<std::string> requests{};  // "new", "in_progress", "completed"
    bool no_requests = false;             // or that have none that counts
    base::Instant requests_since{};
};
// Parameters of statements; which organizations are named, the way through the tables decides.
BOOST_DESCRIBE_STRUCT(ListFilter, (),
                      (search_words, printers, sites, agents, contact, models, states, communicating, under_contract,
                       high_volume, managed, supply_below_percent, supply_ends_before, discovered_since,
                       external_system, external_id, registration_failed, requests, no_requests, requests_since))

// Columns of printers that every view shows.
struct PrinterColumns {
    base::OrganizationId organization_id;
    PrinterId id;
    std::optional<organizations::SiteId> site_id;
    std::optional<agents::AgentId> agent_id;
    std::optional<contacts::ContactId> contact_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::string host_name;
    bool under_contract = false;
    std::optional<printers::ContractId> contract_id;
    std::optional<base::Instant> high_volume_since;
    std::string managed;
    printers::RegistrationProblem registration_problem = printers::RegistrationProblem::kNone;
    base::Instant discovered_at;
    std::int64_t version = 1;
    boost::json::value meters;  // slots
};
BOOST_DESCRIBE_STRUCT(PrinterColumns, (),
                      (organization_id, id, site_id, agent_id, contact_id, manufacturer, model, serial_number, address,
                       host_name, under_contract, contract_id, high_volume_since, managed, registration_problem,
                       discovered_at, version, meters))

// Columns of printer_states.
struct StateColumns {
    base::Instant observed_at;
    std::int16_t status = 1;
    std::string status_text;
    bool communicating = true;
    std::int64_t life_count = printers::kNoLifeCount;
    std::vector<std::int32_t> levels;
    std::optional<boost::json::value> kept;
};
BOOST_DESCRIBE_STRUCT(StateColumns, (), (observed_at, status, status_text, communicating, life_count, levels, kept))

struct PrinterRow : PrinterColumns, StateColumns {
    std::string organization_name;
    std::optional<std::string> site_name;
    std::optional<std::string> agent_name;
    std::optional<std::int64_t> polling_interval_seconds;
    std::string location;
    std::optional<std::string> contact_name;
    bool registration_decided = false;
};
BOOST_DESCRIBE_STRUCT(PrinterRow, (PrinterColumns, StateColumns),
                      (organization_name, site_name, agent_name, polling_interval_seconds, location, contact_name,
                       registration_decided))

struct ListPage {
    pg::Slice<PrinterRow> slice;
    std::optional<std::int64_t> total;  // where it was learned on the way; 0 of an empty page
};
ListPage List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);
// About how many printers match, from a sample of some thousand: for lists that did not learn it.
std::int64_t Estimate(pg::Transaction& tx, const ListFilter& filter);

// Everything of one printer but its supplies and alerts.
struct DetailColumns {  // of printers
    std::int32_t port = 161;
    std::string hardware_address;
    std::string device_location;
    std::string firmware;
    std::vector<std::string> features;
    boost::json::value inputs;
    std::string registration_reason;
    boost::json::value origins;
    std::string certificate;
    std::optional<base::Instant> certificate_ends;
    std::string weak_key;
};
BOOST_DESCRIBE_STRUCT(DetailColumns, (),
                      (port, hardware_address, device_location, firmware, features, inputs, registration_reason,
                       origins, certificate, certificate_ends, weak_key))
struct DetailStateColumns {  // of printer_states
    std::vector<std::int32_t> input_levels;
    std::int32_t detected_errors = 0;
    std::string problems;
    std::optional<std::int64_t> uptime_seconds;
};
BOOST_DESCRIBE_STRUCT(DetailStateColumns, (), (input_levels, detected_errors, problems, uptime_seconds))
struct DetailRow : PrinterRow, DetailColumns, DetailStateColumns {
    std::vector<std::int64_t> meter_values;
};
BOOST_DESCRIBE_STRUCT(DetailRow, (PrinterRow, DetailColumns, DetailStateColumns), (meter_values))
// What the counters of printers say: those at the same positions that have a state.
struct MeterRow {
    PrinterId printer_id;
    std::vector<std::int64_t> meters;
};
BOOST_DESCRIBE_STRUCT(MeterRow, (), (printer_id, meters))
std::map<PrinterId, std::vector<std::int64_t>> MeterValues(pg::Transaction& tx, const Organizations& organizations,
                                                           const std::vector<PrinterId>& printers);
std::optional<DetailRow> Find(pg::Transaction& tx, const Organizations& organizations, PrinterId id);

inline constexpr std::int32_t kMostNeighbours = 20;
struct NeighbourRow {
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::string weak_key;
};
BOOST_DESCRIBE_STRUCT(NeighbourRow, (), (id, manufacturer, model, serial_number, address, weak_key))
// The others of several behind one address (Reading::device_index), as they are numbered there.
std::vector<NeighbourRow> BehindSameAddress(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer);
// Others that say that they have its serial number (AGT-3).
std::vector<NeighbourRow> WithSameSerial(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer);
// Those of the printers at the same positions of which there are others.
std::vector<PrinterId> WithSharedSerial(pg::Transaction& tx, const Organizations& organizations,
                                        const std::vector<PrinterId>& printers);

struct SupplyColumns : printers::SupplyDescription {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(SupplyColumns, (printers::SupplyDescription), (printer_id))
struct SupplyRow : SupplyColumns {
    std::optional<printers::Estimate> estimate;
    std::optional<base::Instant> estimated_at;
};
// Of the printers at the same positions; by printer and slot. Days left are those that are left `now`.
std::vector<SupplyRow> Supplies(pg::Transaction& tx, const Organizations& organizations,
                                const std::vector<PrinterId>& printers, base::Instant now);

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

}  // namespace printer_views::store
