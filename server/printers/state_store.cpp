#include <map>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/printers/printers.hpp"

// The tables printer_states and printer_alerts: what the newest reading said.
namespace printers {
namespace {

using base::OrganizationId;

template <class T>
using List = std::vector<T>;

// The arrays of all printers lie one behind the other in $11 (levels), $14 (meters) and $17 (input levels); a
// printer's part is cut out by its start and end.
const pg::Query<void(OrganizationId, std::int32_t, List<PrinterId>, List<base::Instant>, List<std::int64_t>,
                     List<std::int16_t>, List<std::int16_t>, List<std::string>, List<std::int32_t>, List<std::string>,
                     List<std::int32_t>, List<std::int32_t>, List<std::int32_t>, List<std::int64_t>, List<std::int32_t>,
                     List<std::int32_t>, List<std::int32_t>, List<std::int32_t>, List<std::int32_t>,
                     List<std::optional<std::int64_t>>, List<std::int64_t>, List<std::int16_t>, List<std::string>)>
    kUpdateStates{"printers.update_states", R"sql(
    UPDATE printer_states AS s SET observed_at = n.observed_at, journal = $2, seq = n.seq, layout = n.layout,
        status = n.status, status_text = n.status_text, detected_errors = n.detected_errors,
        problems = n.problems, levels = $11[n.level_start:n.level_end], meters = $14[n.meter_start:n.meter_end],
        input_levels = $17[n.input_start:n.input_end], uptime_seconds = n.uptime, life_count = n.life_count,
        lowest_percent = n.lowest_percent, communicating = true, kept = NULLIF(n.kept, '')::jsonb
    FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $12, $13, $15, $16, $18, $19, $20, $21, $22, $23)
        AS n (printer_id, observed_at, seq, layout, status, status_text, detected_errors, problems, level_start,
              level_end, meter_start, meter_end, input_start, input_end, uptime, life_count, lowest_percent, kept)
    WHERE s.organization_id = $1 AND s.printer_id = n.printer_id
        AND (s.observed_at, s.journal, s.seq) < (n.observed_at, $2, n.seq))sql"};

struct StateRow : CurrentState {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(StateRow, (CurrentState), (printer_id))
const pg::Query<StateRow(OrganizationId, List<PrinterId>)> kFindStates{"printers.find_states",
                                                                       R"sql(
    SELECT printer_id, observed_at, layout, status, status_text, detected_errors, levels, meters, input_levels,
        uptime_seconds, alerts, kept
    FROM printer_states WHERE organization_id = $1 AND printer_id = ANY ($2))sql"};
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
    SELECT id, alert_key, severity FROM printer_alerts
    WHERE organization_id = $1 AND printer_id = $2 AND closed_at IS NULL)sql"};
const pg::Query<void(OrganizationId, PrinterId, base::Uuid, base::Instant)> kCloseAlert{"printers.close_alert",
                                                                                        R"sql(
    UPDATE printer_alerts SET closed_at = $4
    WHERE organization_id = $1 AND printer_id = $2 AND id = $3 AND closed_at IS NULL)sql"};
const pg::Query<void(OrganizationId, PrinterId, base::Uuid, std::string, std::string, std::string,
                     std::optional<std::int64_t>, std::string, std::string, base::Instant)>
    kOpenAlert{"printers.open_alert", R"sql(
    INSERT INTO printer_alerts (organization_id, printer_id, id, alert_key, severity, alert_group, code, training,
        description, opened_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (organization_id, printer_id, alert_key) WHERE closed_at IS NULL DO NOTHING)sql"};
const pg::Query<void(OrganizationId, PrinterId, std::int64_t)> kSetAlerts{"printers.set_alerts",
                                                                          R"sql(
    UPDATE printer_states SET alerts = $3 WHERE organization_id = $1 AND printer_id = $2)sql"};

// What a printer says may be of any length.
std::string Bounded(std::string text) {
    constexpr std::size_t kMost = 2000;
    return text.size() <= kMost ? std::move(text) : base::CleanText(text, kMost / 4);
}

// Where each part starts, from where the parts end.
List<std::int32_t> StartsOf(const List<std::int32_t>& ends) {
    List<std::int32_t> starts;
    starts.reserve(ends.size());
    std::int32_t start = 1;
    for (const std::int32_t end : ends) {
        starts.push_back(start);
        start = end + 1;
    }
    return starts;
}

}  // namespace

void StateColumns::Add(PrinterId printer, base::Instant observed, std::int64_t seq, std::int16_t layout,
                       const printing::Reading& reading, const Packed& packed, const std::optional<Beside>& beside) {
    printers.push_back(printer);
    observed_at.push_back(observed);
    seqs.push_back(seq);
    layouts.push_back(layout);
    statuses.push_back(packed.status);
    status_texts.push_back(Bounded(beside ? beside->status_text : StateWords(reading)));
    detected_errors.push_back(packed.detected_errors);
    std::string lines;
    for (const auto& problem : reading.problems) {
        if (!lines.empty()) lines += '\n';
        lines += problem;
    }
    problems.push_back(Bounded(std::move(lines)));
    levels.insert(levels.end(), packed.levels.begin(), packed.levels.end());
    level_ends.push_back(static_cast<std::int32_t>(levels.size()));
    meters.insert(meters.end(), packed.meters.begin(), packed.meters.end());
    meter_ends.push_back(static_cast<std::int32_t>(meters.size()));
    input_levels.insert(input_levels.end(), packed.input_levels.begin(), packed.input_levels.end());
    input_level_ends.push_back(static_cast<std::int32_t>(input_levels.size()));
    uptimes.push_back(beside ? beside->uptime_seconds : reading.uptime_seconds);
    life_counts.push_back(packed.life_count);
    lowest_percents.push_back(packed.lowest_percent);
    kept.push_back(beside ? base::json::Write(beside->kept) : std::string());
}

void UpdateStates(pg::Transaction& tx, OrganizationId organization, std::int32_t journal, const StateColumns& c) {
    if (c.printers.empty()) return;
    tx.Exec(kUpdateStates, organization, journal, c.printers, c.observed_at, c.seqs, c.layouts, c.statuses,
            c.status_texts, c.detected_errors, c.problems, c.levels, StartsOf(c.level_ends), c.level_ends, c.meters,
            StartsOf(c.meter_ends), c.meter_ends, c.input_levels, StartsOf(c.input_level_ends), c.input_level_ends,
            c.uptimes, c.life_counts, c.lowest_percents, c.kept);
}

std::optional<CurrentState> FindCurrentState(pg::Transaction& tx, OrganizationId organization, PrinterId printer) {
    auto rows = tx.All(kFindStates, organization, List<PrinterId>{printer});
    return rows.empty() ? std::nullopt : std::optional<CurrentState>(std::move(rows.front()));
}

std::map<PrinterId, CurrentState> FindCurrentStates(pg::Transaction& tx, OrganizationId organization,
                                                    const std::vector<PrinterId>& printers) {
    std::map<PrinterId, CurrentState> states;
    for (auto& row : tx.All(kFindStates, organization, printers)) {
        const PrinterId printer = row.printer_id;
        states.emplace(printer, std::move(row));
    }
    return states;
}

void UpdateKept(pg::Transaction& tx, OrganizationId organization, PrinterId printer, base::Instant observed_at,
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
        tx.Exec(kOpenAlert, organization, printer, ids.Next(), key, std::string(base::json::EnumName(alert->severity)),
                std::string(base::json::EnumName(alert->group)), alert->code,
                alert->training ? std::string(base::json::EnumName(*alert->training)) : std::string(),
                alert->description.value_or(""), observed_at);
    }
    tx.Exec(kSetAlerts, organization, printer, AlertsFingerprint(alerts));
}

}  // namespace printers
