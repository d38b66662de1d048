#include "server/printers/state_store.hpp"

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"

// The tables printer_states and printer_alerts: what the newest reading said.
namespace printers {
namespace {

using base::OrganizationId;

template <class T>
using List = std::vector<T>;

const pg::Query<void(store::StateBatch, std::span<const store::NewState>)> kUpdateStates{"printers.update_states",
                                                                                         R"sql(
    UPDATE printer_states AS s SET observed_at = rows.observed_at, journal = $journal, seq = rows.seq,
        layout = rows.layout, status = rows.status, status_text = rows.status_text,
        detected_errors = rows.detected_errors, problems = rows.problems,
        levels = $levels[rows.level_start:rows.level_end], meters = $meters[rows.meter_start:rows.meter_end],
        input_levels = $input_levels[rows.input_start:rows.input_end], uptime_seconds = rows.uptime_seconds,
        life_count = rows.life_count, lowest_percent = rows.lowest_percent, communicating = true,
        kept = NULLIF(rows.kept, '')::jsonb
    FROM {rows}
    WHERE s.organization_id = $organization AND s.printer_id = rows.printer_id
        AND (s.observed_at, s.journal, s.seq) < (rows.observed_at, $journal, rows.seq))sql"};

struct StateRow : CurrentState {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(StateRow, (CurrentState), (printer_id))
const pg::Query<StateRow(OrganizationId, List<PrinterId>)> kFindStates{"printers.find_states",
                                                                       R"sql(
    SELECT {columns} FROM printer_states WHERE organization_id = $1 AND printer_id = ANY ($2))sql"};
const pg::Query<void(OrganizationId, PrinterId, base::Instant, boost::json::value)> kUpdateKept{"printers.update_kept",
                                                                                                R"sql(
    UPDATE printer_states SET kept = $4 WHERE organization_id = $1 AND printer_id = $2 AND observed_at = $3)sql"};

struct OpenAlert {
    base::Uuid id;
    std::string alert_key;
    std::string severity;
};
BOOST_DESCRIBE_STRUCT(OpenAlert, (), (id, alert_key, severity))

const pg::Query<OpenAlert(OrganizationId, PrinterId)> kOpenAlerts{"printers.open_alerts", R"sql(
    SELECT {columns} FROM printer_alerts
    WHERE organization_id = $1 AND printer_id = $2 AND closed_at IS NULL)sql"};
const pg::Query<void(OrganizationId, PrinterId, base::Uuid, base::Instant)> kCloseAlert{"printers.close_alert",
                                                                                        R"sql(
    UPDATE printer_alerts SET closed_at = $4
    WHERE organization_id = $1 AND printer_id = $2 AND id = $3 AND closed_at IS NULL)sql"};
struct NewAlert {
    OrganizationId organization_id;
    PrinterId printer_id;
    base::Uuid id;
    std::string alert_key;
    printing::AlertSeverity severity{};
    printing::AlertGroup alert_group{};
    std::optional<std::int64_t> code;
    std::string training;
    std::string description;
    base::Instant opened_at;
};
BOOST_DESCRIBE_STRUCT(NewAlert, (),
                      (organization_id, printer_id, id, alert_key, severity, alert_group, code, training, description,
                       opened_at))
const pg::Insert<NewAlert> kOpenAlert{
    "printers.open_alert", "printer_alerts",
    "ON CONFLICT (organization_id, printer_id, alert_key) WHERE closed_at IS NULL DO NOTHING"};
const pg::Query<void(OrganizationId, PrinterId, std::int64_t)> kSetAlerts{"printers.set_alerts",
                                                                          R"sql(
    UPDATE printer_states SET alerts = $3 WHERE organization_id = $1 AND printer_id = $2)sql"};

// What a printer says may be of any length.
std::string Bounded(std::string text) {
    constexpr std::size_t kMost = 2000;
    return text.size() <= kMost ? std::move(text) : base::CleanText(text, kMost / 4);
}

// Puts `values` behind what is in `all`; where they start, counted from 1, and end.
template <class T>
std::pair<std::int32_t, std::int32_t> Append(List<T>& all, const List<T>& values) {
    const auto start = static_cast<std::int32_t>(all.size()) + 1;
    all.insert(all.end(), values.begin(), values.end());
    return {start, static_cast<std::int32_t>(all.size())};
}

}  // namespace

void store::StateBatch::Add(const Arrival& newest) {
    const printing::Reading& reading = *newest.reading;
    const Packed& packed = newest.packed;
    const std::optional<Beside>& beside = newest.beside;
    NewState state{.printer_id = newest.printer,
                   .observed_at = newest.observed_at,
                   .seq = newest.seq,
                   .layout = newest.slots->layout};
    state.status = packed.status;
    state.status_text = Bounded(beside ? beside->status_text : StateWords(reading));
    state.detected_errors = packed.detected_errors;
    std::string lines;
    for (const auto& problem : reading.problems) {
        if (!lines.empty()) lines += '\n';
        lines += problem;
    }
    state.problems = Bounded(std::move(lines));
    std::tie(state.level_start, state.level_end) = Append(levels, packed.levels);
    std::tie(state.meter_start, state.meter_end) = Append(meters, packed.meters);
    std::tie(state.input_start, state.input_end) = Append(input_levels, packed.input_levels);
    state.uptime_seconds = beside ? beside->uptime_seconds : reading.uptime_seconds;
    state.life_count = packed.life_count;
    state.lowest_percent = packed.lowest_percent;
    if (beside) state.kept = base::json::Write(beside->kept);
    states.push_back(std::move(state));
}

void store::UpdateStates(pg::Transaction& tx, const StateBatch& batch) {
    if (!batch.states.empty()) tx.Exec(kUpdateStates, batch, batch.states);
}

void UpdateStates(pg::Transaction& tx, OrganizationId organization, std::int32_t journal,
                  std::span<const Arrival* const> newest) {
    store::StateBatch batch{.organization = organization, .journal = journal};
    for (const Arrival* const arrival : newest) batch.Add(*arrival);
    store::UpdateStates(tx, batch);
}

std::optional<CurrentState> FindCurrentState(pg::Transaction& tx, OrganizationId organization, PrinterId printer) {
    auto rows = tx.All(kFindStates, organization, List<PrinterId>{printer});
    return rows.empty() ? std::nullopt : std::optional<CurrentState>(std::move(rows.front()));
}

std::map<PrinterId, CurrentState> store::FindCurrentStates(pg::Transaction& tx, OrganizationId organization,
                                                           const std::vector<PrinterId>& printers) {
    std::map<PrinterId, CurrentState> states;
    for (auto& row : tx.All(kFindStates, organization, printers)) {
        const PrinterId printer = row.printer_id;
        states.emplace(printer, std::move(row));
    }
    return states;
}

void store::UpdateKept(pg::Transaction& tx, OrganizationId organization, PrinterId printer, base::Instant observed_at,
                       const Kept& kept) {
    tx.Exec(kUpdateKept, organization, printer, observed_at, base::json::ToValue(kept));
}

void RecordAlerts(pg::Transaction& tx, base::IdSource& ids, OrganizationId organization, PrinterId printer,
                  base::Instant observed_at, const std::vector<printing::Alert>& alerts) {
    std::map<std::string, const printing::Alert*> now;
    for (const auto& alert : alerts) now.emplace(AlertKey(alert), &alert);
    for (const auto& open : tx.All(kOpenAlerts, organization, printer)) {
        const auto still = now.find(open.alert_key);
        // Of another severity it is another alert: a warning that became critical shows when it did.
        if (still != now.end() && base::json::EnumName(still->second->severity) == open.severity) {
            now.erase(still);
        } else {
            tx.Exec(kCloseAlert, organization, printer, open.id, observed_at);
        }
    }
    for (const auto& [key, alert] : now) {
        tx.Exec(kOpenAlert, {organization, printer, ids.Next(), key, alert->severity, alert->group, alert->code,
                             alert->training ? std::string(base::json::EnumName(*alert->training)) : std::string(),
                             alert->description.value_or(""), observed_at});
    }
    tx.Exec(kSetAlerts, organization, printer, AlertsFingerprint(alerts));
}

}  // namespace printers
