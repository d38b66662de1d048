#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/tables/tables.hpp"
#include "server/printer_views/list_store.hpp"
#include "server/reachability/reachability.hpp"

// Printers as the API shows them, made from rows. Pure.
namespace printer_views {

using printers::PrinterId;

using printers::Managed;

// How a printer is. One that is silent is in no other state: what it said last may long be wrong.
// In the order of printer_states.state.
enum class PrinterState { kOk, kOther, kWarning, kError, kNotCommunicating };
BOOST_DESCRIBE_ENUM(PrinterState, kOk, kOther, kWarning, kError, kNotCommunicating)
[[nodiscard]] inline std::int16_t StateCode(PrinterState state) {
    return static_cast<std::int16_t>(state);
}

// PRN-6: of a new printer the back office has not said anything yet.
enum class Registration { kWaiting, kRegistered, kFailed };
BOOST_DESCRIBE_ENUM(Registration, kWaiting, kRegistered, kFailed)

struct SupplySummaryView {
    std::string slot;
    std::string type;
    std::string class_;
    std::optional<std::string> colorant;
    std::string description;
    std::optional<double> remaining_percent;
    printing::LevelState level_state = printing::LevelState::kUnknown;
    // As the daily run has estimated; absent once the supply was replaced since, until the next run.
    std::optional<double> days_left;
    std::optional<base::Instant> days_left_at;
    bool replaced_since_estimate = false;
    printing::LevelSource source = printing::LevelSource::kStandard;  // where the level comes from
    // When the level was read: before the printer's own observed_at where the newest answer lacked it.
    std::optional<base::Instant> observed_at;
};
BOOST_DESCRIBE_STRUCT(SupplySummaryView, (),
                      (slot, type, class_, colorant, description, remaining_percent, level_state, days_left,
                       days_left_at, replaced_since_estimate, source, observed_at))

struct SupplyView : SupplySummaryView {
    std::string index;
    std::optional<std::string> part_number;
    std::optional<std::string> serial_number;
    std::optional<std::string> unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::optional<std::int64_t> level_raw;
};
BOOST_DESCRIBE_STRUCT(SupplyView, (SupplySummaryView),
                      (index, part_number, serial_number, unit, max_capacity_raw, level_raw))

struct PrinterBaseView {
    PrinterId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::optional<organizations::SiteId> site_id;
    std::optional<std::string> site_name;
    std::optional<agents::AgentId> agent_id;
    std::optional<std::string> agent_name;
    PrinterState state = PrinterState::kOther;
    printing::PrinterStatus last_known_state = printing::PrinterStatus::kOther;
    std::string state_text;  // of the last known state
    bool communicating = true;
    std::string manufacturer;
    std::string model;
    std::optional<std::string> serial_number;
    std::optional<std::string> address;
    std::optional<std::string> host_name;
    std::optional<std::string> location;
    std::optional<std::int64_t> life_count;
    std::optional<std::string> life_count_unit;
    bool under_contract = false;
    std::optional<printers::ContractId> contract_id;
    std::optional<base::Instant> high_volume_since;  // ASR-8
    Managed managed = Managed::kNone;
    Registration registration = Registration::kWaiting;
    printers::RegistrationProblem registration_problem = printers::RegistrationProblem::kNone;
    std::optional<contacts::ContactId> contact_id;
    std::optional<std::string> contact_name;
    base::Instant discovered_at;
    std::optional<base::Instant> last_contact_at;
    std::optional<base::Instant> observed_at;
    std::int64_t polling_interval_seconds = 3600;
    std::int64_t version = 1;
    external::Ids external_ids;
};
BOOST_DESCRIBE_STRUCT(PrinterBaseView, (),
                      (id, organization_id, organization_name, site_id, site_name, agent_id, agent_name, state,
                       last_known_state, state_text, communicating, manufacturer, model, serial_number, address,
                       host_name, location, life_count, life_count_unit, under_contract, contract_id, high_volume_since,
                       managed, registration, registration_problem, contact_id, contact_name, discovered_at,
                       last_contact_at, observed_at, polling_interval_seconds, version, external_ids))

struct PrinterSummaryView : PrinterBaseView {
    std::vector<SupplySummaryView> supplies;
    std::int64_t open_alerts = 0;  // the most severe one is what state_text says
    // Why it does not communicate, as far as it is known (AGT-11); absent: it does.
    std::optional<reachability::SilenceCause> silence;
    bool serial_shared = false;  // another printer of the organization says that it has its serial number (AGT-3)
};
BOOST_DESCRIBE_STRUCT(PrinterSummaryView, (PrinterBaseView), (supplies, open_alerts, silence, serial_shared))

// What a printer says of a meter and is not believed: it is taken over when it fits again, or when a change of the counter
// is recorded (recordMeterChange).
struct MeterDoubtView {
    printers::MeterDoubt reason{};
    std::int64_t value = 0;
    base::Instant since;    // the first reading of the kind
    base::Instant seen_at;  // the newest one
};
BOOST_DESCRIBE_STRUCT(MeterDoubtView, (), (reason, value, since, seen_at))

struct MeterView {
    std::string kind;
    std::int64_t value = 0;
    std::optional<std::string> unit;
    std::optional<base::Instant> observed_at;
    std::string read_by;                    // who read it by hand (MTR-1); "": an agent did
    std::optional<MeterDoubtView> doubted;  // the printer says another value now, which is set aside
};
BOOST_DESCRIBE_STRUCT(MeterView, (), (kind, value, unit, observed_at, read_by, doubted))

struct InputView {
    std::string slot;
    std::string name;
    std::optional<std::string> media;
    std::optional<std::string> unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::optional<std::int64_t> level_raw;
    printing::LevelState level_state = printing::LevelState::kUnknown;
    std::optional<double> remaining_percent;
    std::optional<base::Instant> observed_at;
};
BOOST_DESCRIBE_STRUCT(InputView, (),
                      (slot, name, media, unit, max_capacity_raw, level_raw, level_state, remaining_percent,
                       observed_at))

struct AlertView {
    std::string severity;
    std::string group;
    std::optional<std::int64_t> code;
    std::string description;
    base::Instant opened_at;
};
BOOST_DESCRIBE_STRUCT(AlertView, (), (severity, group, code, description, opened_at))

// What the newest answer lacked. The values shown of it are older: those of `observed_at`.
struct UnansweredView {
    printing::Part part = printing::Part::kIdentity;
    std::optional<base::Instant> observed_at;  // absent: it was never answered
};
BOOST_DESCRIBE_STRUCT(UnansweredView, (), (part, observed_at))

// Who told what. Supplies say it themselves.
struct OriginView {
    printing::Protocol protocol = printing::Protocol::kSnmp;
    std::vector<printing::ReadingValue> values;
};
BOOST_DESCRIBE_STRUCT(OriginView, (), (protocol, values))

// Of IPPS, as the printer showed it last.
struct CertificateView {
    std::string sha256;
    std::optional<base::Instant> not_after;
};
BOOST_DESCRIBE_STRUCT(CertificateView, (), (sha256, not_after))

// Another printer at its address, or with its serial number.
struct NeighbourView {
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::optional<std::string> serial_number;
    std::optional<std::string> address;
    std::optional<std::int64_t> device_index;  // behind one address: of HOST-RESOURCES-MIB (RFC 2790)
};
BOOST_DESCRIBE_STRUCT(NeighbourView, (), (id, manufacturer, model, serial_number, address, device_index))

struct PrinterView : PrinterBaseView {
    std::vector<SupplyView> supplies;
    std::vector<MeterView> meters;
    std::vector<InputView> inputs;
    std::vector<AlertView> alerts;
    std::vector<std::string> features;
    std::vector<printing::DetectedError> detected_errors;
    std::optional<std::string> firmware;
    std::optional<std::string> hardware_address;
    std::optional<std::string> device_location;
    std::optional<std::int64_t> uptime_seconds;
    std::vector<std::string> problems;  // what it answered badly, in English
    std::vector<UnansweredView> unanswered;
    std::optional<std::string> registration_reason;  // the operator's words
    std::vector<OriginView> origins;                 // empty: SNMP told everything (AGT-10)
    std::optional<CertificateView> certificate;
    // One of several behind a print server: its number there, and the others, the first 20.
    std::optional<std::int64_t> device_index;
    std::vector<NeighbourView> behind_same_address;
    // Printers of the organization that say that they have its serial number (AGT-3), the first 20.
    std::vector<NeighbourView> same_serial_number;
};
BOOST_DESCRIBE_STRUCT(PrinterView, (PrinterBaseView),
                      (supplies, meters, inputs, alerts, features, detected_errors, firmware, hardware_address,
                       device_location, uptime_seconds, problems, unanswered, registration_reason, origins, certificate,
                       device_index, behind_same_address, same_serial_number))

NeighbourView NeighbourOf(const store::NeighbourRow& row);
// `supplies` are those of the printer, by slot.
PrinterSummaryView SummaryOf(const store::PrinterRow& row, const std::vector<store::SupplyRow>& supplies);
PrinterView DetailOf(const store::DetailRow& row, const std::vector<store::SupplyRow>& supplies,
                     const std::vector<store::AlertRow>& alerts, const std::vector<printers::MeterHold>& doubted);

// A printer with what its counters say (PRN-4): of the usual ones a column each.
struct PrinterMetersView {
    PrinterId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::optional<std::string> site_name;
    std::string manufacturer;
    std::string model;
    std::optional<std::string> serial_number;
    std::optional<std::string> location;
    std::optional<std::int64_t> life;
    std::optional<std::int64_t> mono;
    std::optional<std::int64_t> color;
    std::vector<MeterView> meters;  // all of them, as the printer's page has them
    std::optional<base::Instant> observed_at;
};
BOOST_DESCRIBE_STRUCT(PrinterMetersView, (),
                      (id, organization_id, organization_name, site_name, manufacturer, model, serial_number, location,
                       life, mono, color, meters, observed_at))
PrinterMetersView MetersOf(const store::PrinterRow& row, const std::vector<std::int64_t>& values);

std::vector<tables::Column> ExportColumns();
// The columns of the export, in the order of its head.
std::vector<std::string> ExportRow(const PrinterSummaryView& printer);

}  // namespace printer_views
