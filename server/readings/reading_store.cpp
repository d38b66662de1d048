#include "server/readings/reading_store.hpp"

#include <algorithm>

#include "lib/base/json.hpp"
#include "server/platform/pg/pg.hpp"

namespace readings::store {
namespace {

using base::Instant;
using base::OrganizationId;
using printers::PrinterId;
template <class T>
using List = std::vector<T>;

// ---- journals -------------------------------------------------------------------------------------

struct JournalRow {
    std::int32_t number = 0;
    std::int64_t acknowledged_seq = 0;
    std::vector<std::int64_t> received;
};
BOOST_DESCRIBE_STRUCT(JournalRow, (), (number, acknowledged_seq, received))

const pg::Query<JournalRow(OrganizationId, agents::AgentId, std::int64_t)> kLockJournal{"readings.lock_journal", R"sql(
    SELECT number, acknowledged_seq, received FROM reading_journals
    WHERE organization_id = $1 AND agent_id = $2 AND boot_epoch = $3 FOR UPDATE)sql"};
const pg::Query<void(OrganizationId, agents::AgentId, std::int64_t, Instant)> kAddJournal{"readings.add_journal", R"sql(
    INSERT INTO reading_journals (organization_id, agent_id, boot_epoch, number, acknowledged_seq, received, updated_at)
    SELECT $1, $2, $3, COALESCE(max(number), 0) + 1, 0, '{}', $4 FROM reading_journals WHERE organization_id = $1
    ON CONFLICT (organization_id, agent_id, boot_epoch) DO NOTHING)sql"};
const pg::Query<void(OrganizationId, agents::AgentId, std::int64_t, std::int64_t, List<std::int64_t>, Instant)>
    kSaveJournal{"readings.save_journal", R"sql(
    UPDATE reading_journals SET acknowledged_seq = $4, received = $5, updated_at = $6
    WHERE organization_id = $1 AND agent_id = $2 AND boot_epoch = $3)sql"};

// ---- the hot path ---------------------------------------------------------------------------------

// Levels and meters of all rows lie one behind the other in $8 and $11. Every row meets the current
// state of its printer: rows that are to be compared are stored if they differ from it or begin a
// day. The states are locked in the order of the printers: whoever takes in readings of the same printers waits here,
// before any other row of them is touched.
const pg::Query<ChainNote(OrganizationId, std::int32_t, List<PrinterId>, List<Instant>, List<std::int64_t>,
                          List<std::optional<Instant>>, List<std::int16_t>, List<std::int32_t>, List<std::int32_t>,
                          List<std::int32_t>, List<std::int64_t>, List<std::int32_t>, List<std::int32_t>,
                          List<std::int16_t>, List<Instant>, List<bool>, List<Instant>,
                          List<std::optional<std::int64_t>>, List<std::int32_t>)>
    kInsertHistory{"readings.insert_history", R"sql(
    WITH s AS MATERIALIZED (
        SELECT printer_id, observed_at, layout, status, levels, meters, alerts FROM printer_states
        WHERE organization_id = $1 AND printer_id = ANY ($3)
        ORDER BY printer_id FOR NO KEY UPDATE
    ), sent AS MATERIALIZED (
        SELECT n.printer_id, n.observed_at, n.seq, COALESCE(n.previous_at, NULLIF(s.observed_at, 'epoch')) AS previous_at,
            n.layout, n.status, $8[n.level_start:n.level_end] AS levels, $11[n.meter_start:n.meter_end] AS meters,
            n.compare, n.chain, s.observed_at >= n.chain_at AS late, s.alerts <> n.alerts AS alerted,
            s.observed_at >= n.day_start AS same_day, s.layout AS s_layout, s.status AS s_status,
            s.levels AS s_levels, s.meters AS s_meters
        FROM unnest($3, $4, $5, $6, $7, $14, $9, $10, $12, $13, $15, $16, $17, $18, $19)
            AS n (printer_id, observed_at, seq, previous_at, layout, status, level_start, level_end, meter_start,
                  meter_end, chain_at, compare, day_start, alerts, chain)
        JOIN s ON s.printer_id = n.printer_id
    ), stored AS (
        INSERT INTO readings (organization_id, printer_id, observed_at, journal, seq, previous_at, layout, status,
            levels, meters)
        SELECT $1, printer_id, observed_at, $2, seq, previous_at, layout, status, levels, meters
        FROM sent
        WHERE NOT late AND NOT (compare AND same_day AND s_layout = layout AND s_status = status
            AND s_levels = levels AND s_meters = meters)
        ON CONFLICT DO NOTHING
    )
    SELECT chain, bool_or(late) AS late, COALESCE(bool_or(NOT late AND compare AND alerted), false) AS alerted,
        bool_or(s_levels <> levels OR s_layout <> layout) AS supplied
    FROM sent WHERE late OR (compare AND alerted) OR s_levels <> levels OR s_layout <> layout
    GROUP BY chain)sql"};

// ---- single rows ----------------------------------------------------------------------------------

using RowSignature = HistoryRow(OrganizationId, PrinterId, Instant, std::int32_t, std::int64_t);

const pg::Query<RowSignature> kRowBefore{"readings.row_before", R"sql(
    SELECT observed_at, journal, seq, previous_at, layout, status, levels, meters FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at <= $3 AND (observed_at, journal, seq) < ($3, $4, $5)
    ORDER BY observed_at DESC, journal DESC, seq DESC LIMIT 1)sql"};
const pg::Query<RowSignature> kRowBehind{"readings.row_behind", R"sql(
    SELECT observed_at, journal, seq, previous_at, layout, status, levels, meters FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at >= $3 AND (observed_at, journal, seq) > ($3, $4, $5)
    ORDER BY observed_at, journal, seq LIMIT 1)sql"};
const pg::Query<HistoryRow(OrganizationId, PrinterId, Instant)> kRowsFrom{"readings.rows_from",
                                                                          R"sql(
    SELECT observed_at, journal, seq, previous_at, layout, status, levels, meters FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at >= $3
    ORDER BY observed_at, journal, seq)sql"};
const pg::Query<void(OrganizationId, PrinterId, Instant, std::int32_t, std::int64_t, std::optional<Instant>,
                     std::int16_t, std::int16_t, List<std::int32_t>, List<std::int64_t>)>
    kInsertRow{"readings.insert_row", R"sql(
    INSERT INTO readings (organization_id, printer_id, observed_at, journal, seq, previous_at, layout, status, levels,
        meters)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING)sql"};
const pg::Query<void(OrganizationId, PrinterId, Instant, std::int32_t, std::int64_t)> kDeleteRow{"readings.delete_row",
                                                                                                 R"sql(
    DELETE FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at = $3 AND journal = $4 AND seq = $5)sql"};
const pg::Query<void(OrganizationId, PrinterId, Instant, std::int32_t, std::int64_t, std::optional<Instant>)>
    kSetPrevious{"readings.set_previous", R"sql(
    UPDATE readings SET previous_at = $6
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at = $3 AND journal = $4 AND seq = $5)sql"};

// ---- the rest -------------------------------------------------------------------------------------

const pg::Query<PrinterId(OrganizationId, std::int32_t, List<PrinterId>)> kLockWithLoose{"readings.lock_with_loose",
                                                                                         R"sql(
    SELECT printer_id FROM printer_states
    WHERE organization_id = $1 AND (printer_id = ANY ($3) OR printer_id IN (
        SELECT printer_id FROM loose_readings WHERE organization_id = $1 AND journal = $2))
    ORDER BY printer_id FOR NO KEY UPDATE)sql"};
const pg::Query<void(OrganizationId, std::int32_t, List<std::int64_t>, List<PrinterId>, List<Instant>,
                     List<boost::json::value>)>
    kAddLoose{"readings.add_loose", R"sql(
    INSERT INTO loose_readings (organization_id, journal, seq, printer_id, observed_at, alerts)
    SELECT $1, $2, * FROM unnest($3, $4, $5, $6) ON CONFLICT DO NOTHING)sql"};
const pg::Query<LooseRow(OrganizationId, std::int32_t)> kTakeLoose{"readings.take_loose", R"sql(
    DELETE FROM loose_readings WHERE organization_id = $1 AND journal = $2
    RETURNING seq, printer_id, observed_at, alerts)sql"};
const pg::Query<void(OrganizationId, agents::AgentId, std::int64_t, std::int64_t, Instant, std::string,
                     boost::json::value, std::string)>
    kAddRefused{"readings.add_refused", R"sql(
    INSERT INTO refused_readings (organization_id, agent_id, boot_epoch, seq, received_at, code, fields, reading)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING)sql"};
const pg::Query<void(OrganizationId, agents::AgentId, std::int64_t, std::int64_t, std::int64_t, Instant)> kAddGap{
    "readings.add_gap", R"sql(
    INSERT INTO reading_gaps (organization_id, agent_id, boot_epoch, first_seq, last_seq, received_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING)sql"};

}  // namespace

LockedJournal LockJournal(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch, Instant now) {
    auto row = tx.One(kLockJournal, source.organization, source.agent, boot_epoch);
    if (!row) {
        tx.Lock("readings.journals/" + source.organization.ToString());
        tx.Exec(kAddJournal, source.organization, source.agent, boot_epoch, now);
        row = tx.One(kLockJournal, source.organization, source.agent, boot_epoch);
    }
    return {row->number, Journal(row->acknowledged_seq, row->received)};
}

void SaveJournal(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch, const Journal& journal,
                 Instant now) {
    tx.Exec(kSaveJournal, source.organization, source.agent, boot_epoch, journal.acknowledged(), journal.Beyond(), now);
}

void HistoryColumns::Add(PrinterId printer, Instant observed, std::int64_t seq, std::int16_t layout,
                         const printers::Packed& packed, std::optional<Instant> previous, Instant chain_start,
                         bool compare_with_state, std::int32_t chain) {
    printers.push_back(printer);
    observed_at.push_back(observed);
    seqs.push_back(seq);
    previous_at.push_back(previous);
    layouts.push_back(layout);
    statuses.push_back(packed.status);
    level_starts.push_back(static_cast<std::int32_t>(levels.size()) + 1);
    levels.insert(levels.end(), packed.levels.begin(), packed.levels.end());
    level_ends.push_back(static_cast<std::int32_t>(levels.size()));
    meter_starts.push_back(static_cast<std::int32_t>(meters.size()) + 1);
    meters.insert(meters.end(), packed.meters.begin(), packed.meters.end());
    meter_ends.push_back(static_cast<std::int32_t>(meters.size()));
    chain_at.push_back(chain_start);
    compare.push_back(compare_with_state);
    day_start.push_back(std::chrono::floor<std::chrono::days>(observed));
    alerts.push_back(packed.alerts_told ? std::optional(packed.alerts) : std::nullopt);
    chains.push_back(chain);
}

std::vector<ChainNote> InsertHistory(pg::Transaction& tx, OrganizationId organization, std::int32_t journal,
                                     const HistoryColumns& c) {
    if (c.empty()) return {};
    return tx.All(kInsertHistory, organization, journal, c.printers, c.observed_at, c.seqs, c.previous_at, c.layouts,
                  c.levels, c.level_starts, c.level_ends, c.meters, c.meter_starts, c.meter_ends, c.statuses,
                  c.chain_at, c.compare, c.day_start, c.alerts, c.chains);
}

std::optional<HistoryRow> RowBefore(pg::Transaction& tx, OrganizationId organization, PrinterId printer, Instant at,
                                    std::int32_t journal, std::int64_t seq) {
    return tx.One(kRowBefore, organization, printer, at, journal, seq);
}
std::optional<HistoryRow> RowBehind(pg::Transaction& tx, OrganizationId organization, PrinterId printer, Instant at,
                                    std::int32_t journal, std::int64_t seq) {
    return tx.One(kRowBehind, organization, printer, at, journal, seq);
}
std::vector<HistoryRow> RowsFrom(pg::Transaction& tx, OrganizationId organization, PrinterId printer, Instant from) {
    return tx.All(kRowsFrom, organization, printer, from);
}
void InsertRow(pg::Transaction& tx, OrganizationId organization, PrinterId printer, const HistoryRow& row) {
    tx.Exec(kInsertRow, organization, printer, row.observed_at, row.journal, row.seq, row.previous_at, row.layout,
            row.status, row.levels, row.meters);
}
void DeleteRow(pg::Transaction& tx, OrganizationId organization, PrinterId printer, const HistoryRow& row) {
    tx.Exec(kDeleteRow, organization, printer, row.observed_at, row.journal, row.seq);
}
void SetPrevious(pg::Transaction& tx, OrganizationId organization, PrinterId printer, const HistoryRow& row) {
    tx.Exec(kSetPrevious, organization, printer, row.observed_at, row.journal, row.seq, row.previous_at);
}

void LockWithLoose(pg::Transaction& tx, OrganizationId organization, std::int32_t journal,
                   const List<PrinterId>& printers) {
    tx.All(kLockWithLoose, organization, journal, printers);
}

void AddLoose(pg::Transaction& tx, OrganizationId organization, std::int32_t journal,
              const std::vector<LooseRow>& rows) {
    std::vector<std::int64_t> seqs;
    std::vector<PrinterId> printer_ids;
    std::vector<Instant> times;
    std::vector<boost::json::value> alerts;
    for (const auto& row : rows) {
        seqs.push_back(row.seq);
        printer_ids.push_back(row.printer_id);
        times.push_back(row.observed_at);
        alerts.push_back(row.alerts);
    }
    tx.Exec(kAddLoose, organization, journal, seqs, printer_ids, times, alerts);
}

std::vector<LooseRow> TakeLoose(pg::Transaction& tx, OrganizationId organization, std::int32_t journal) {
    auto rows = tx.All(kTakeLoose, organization, journal);
    std::sort(rows.begin(), rows.end(), [](const LooseRow& a, const LooseRow& b) {
        return std::tie(a.printer_id, a.observed_at, a.seq) < std::tie(b.printer_id, b.observed_at, b.seq);
    });
    return rows;
}

void AddRefused(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
                const RefusedReading& reading, Instant now) {
    boost::json::array fields;
    for (const auto& field : reading.fields) {
        fields.push_back({{"pointer", field.pointer}, {"code", field.code}});
    }
    tx.Exec(kAddRefused, source.organization, source.agent, boot_epoch, reading.seq, now, reading.code,
            std::move(fields), reading.text);
}

void AddGap(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
            const printing::ThinnedRange& range, Instant now) {
    tx.Exec(kAddGap, source.organization, source.agent, boot_epoch, range.first, range.last, now);
}

}  // namespace readings::store
