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
    std::vector<std::int64_t> digests;
    std::string address;
};
BOOST_DESCRIBE_STRUCT(JournalRow, (), (number, acknowledged_seq, received, digests, address))

const pg::Query<JournalRow(OrganizationId, agents::AgentId, std::int64_t)> kLockReceived{"readings.lock_received",
                                                                                         R"sql(
    SELECT {columns} FROM reading_journals
    WHERE organization_id = $1 AND agent_id = $2 AND boot_epoch = $3 FOR UPDATE)sql"};
const pg::Query<agents::AgentId(OrganizationId, std::int32_t)> kAgentOf{"readings.agent_of", R"sql(
    SELECT agent_id FROM reading_journals WHERE organization_id = $1 AND number = $2)sql"};
const pg::Query<void(OrganizationId, agents::AgentId, std::int64_t, Instant)> kAddReceived{"readings.add_received",
                                                                                           R"sql(
    INSERT INTO reading_journals (organization_id, agent_id, boot_epoch, number, acknowledged_seq, received, updated_at)
    SELECT $1, $2, $3, COALESCE(max(number), 0) + 1, 0, '{}', $4 FROM reading_journals WHERE organization_id = $1
    ON CONFLICT (organization_id, agent_id, boot_epoch) DO NOTHING)sql"};
const pg::Query<void(OrganizationId, agents::AgentId, std::int64_t, std::int64_t, List<std::int64_t>, Instant,
                     List<std::int64_t>, std::string)>
    kSaveReceived{"readings.save_received", R"sql(
    UPDATE reading_journals SET acknowledged_seq = $4, received = $5, updated_at = $6, digests = $7, address = $8
    WHERE organization_id = $1 AND agent_id = $2 AND boot_epoch = $3)sql"};

// ---- the hot path ---------------------------------------------------------------------------------

// Every row meets the current state of its printer: rows that are to be compared are stored if they differ from it or
// begin a day. The states are locked in the order of the printers: whoever takes in readings of the same printers waits
// here, before any other row of them is touched.
const pg::Query<ChainNote(HistoryBatch, std::span<const NewHistory>)> kInsertHistory{"readings.insert_history", R"sql(
    WITH s AS MATERIALIZED (
        SELECT printer_id, observed_at, layout, status, levels, meters, alerts FROM printer_states
        WHERE organization_id = $organization AND printer_id = ANY ($rows_printer_id)
        ORDER BY printer_id FOR NO KEY UPDATE
    ), sent AS MATERIALIZED (
        SELECT rows.printer_id, rows.observed_at, rows.seq,
            COALESCE(rows.previous_at, NULLIF(s.observed_at, 'epoch')) AS previous_at, rows.layout, rows.status,
            $levels[rows.level_start:rows.level_end] AS levels, $meters[rows.meter_start:rows.meter_end] AS meters,
            rows.compare, rows.chain, s.observed_at >= rows.chain_at AS late, s.alerts <> rows.alerts AS alerted,
            s.observed_at >= rows.day_start AS same_day, s.layout AS s_layout, s.status AS s_status,
            s.levels AS s_levels, s.meters AS s_meters
        FROM {rows}
        JOIN s ON s.printer_id = rows.printer_id
    ), stored AS (
        INSERT INTO readings (organization_id, printer_id, observed_at, journal, seq, previous_at, layout, status,
            levels, meters)
        SELECT $organization, printer_id, observed_at, $journal, seq, previous_at, layout, status, levels, meters
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
    SELECT {columns} FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at <= $3 AND (observed_at, journal, seq) < ($3, $4, $5)
    ORDER BY observed_at DESC, journal DESC, seq DESC LIMIT 1)sql"};
const pg::Query<RowSignature> kRowAfter{"readings.row_after", R"sql(
    SELECT {columns} FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at >= $3 AND (observed_at, journal, seq) > ($3, $4, $5)
    ORDER BY observed_at, journal, seq LIMIT 1)sql"};
const pg::Query<HistoryRow(OrganizationId, PrinterId, Instant)> kRowsFrom{"readings.rows_from",
                                                                          R"sql(
    SELECT {columns} FROM readings
    WHERE organization_id = $1 AND printer_id = $2 AND observed_at >= $3
    ORDER BY observed_at, journal, seq)sql"};
struct PrintersRow : HistoryRow {
    OrganizationId organization_id;
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(PrintersRow, (HistoryRow), (organization_id, printer_id))
const pg::Insert<PrintersRow> kInsertRow{"readings.insert_row", "readings", "ON CONFLICT DO NOTHING"};
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
struct OfJournal {
    OrganizationId organization_id;
    std::int32_t journal = 0;
};
BOOST_DESCRIBE_STRUCT(OfJournal, (), (organization_id, journal))
const pg::InsertRows<OfJournal, LooseRow> kAddLoose{"readings.add_loose", "loose_readings", "ON CONFLICT DO NOTHING"};
const pg::Query<LooseRow(OrganizationId, std::int32_t)> kTakeLoose{"readings.take_loose", R"sql(
    DELETE FROM loose_readings WHERE organization_id = $1 AND journal = $2 RETURNING {columns})sql"};

struct NewRefused {
    OrganizationId organization_id;
    agents::AgentId agent_id;
    std::int64_t boot_epoch = 0;
    std::int64_t seq = 0;
    Instant received_at;
    std::string code;
    boost::json::value fields;
    std::string reading;
};
BOOST_DESCRIBE_STRUCT(NewRefused, (), (organization_id, agent_id, boot_epoch, seq, received_at, code, fields, reading))
const pg::Insert<NewRefused> kAddRefused{"readings.add_refused", "refused_readings", "ON CONFLICT DO NOTHING"};
const pg::Query<void(OrganizationId, agents::AgentId, std::int64_t, std::int64_t, std::int64_t, Instant)> kAddGap{
    "readings.add_gap", R"sql(
    INSERT INTO reading_gaps (organization_id, agent_id, boot_epoch, first_seq, last_seq, received_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING)sql"};

}  // namespace

LockedReceived LockReceived(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch, Instant now) {
    auto row = tx.One(kLockReceived, source.organization, source.agent, boot_epoch);
    if (!row) {
        tx.Lock("readings.journals/" + source.organization.ToString());
        tx.Exec(kAddReceived, source.organization, source.agent, boot_epoch, now);
        row = tx.One(kLockReceived, source.organization, source.agent, boot_epoch);
    }
    return {row->number, Received(row->acknowledged_seq, row->received), Digests(row->digests),
            std::move(row->address)};
}

std::optional<agents::AgentId> AgentOf(pg::Transaction& tx, OrganizationId organization, std::int32_t journal) {
    return tx.One(kAgentOf, organization, journal);
}

void SaveReceived(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
                  const LockedReceived& journal, Instant now) {
    tx.Exec(kSaveReceived, source.organization, source.agent, boot_epoch, journal.received.acknowledged(),
            journal.received.Beyond(), now, journal.digests.Flat(), journal.address);
}

void HistoryBatch::Add(NewHistory reading, const printers::Packed& packed) {
    reading.status = packed.status;
    reading.level_start = static_cast<std::int32_t>(levels.size()) + 1;
    levels.insert(levels.end(), packed.levels.begin(), packed.levels.end());
    reading.level_end = static_cast<std::int32_t>(levels.size());
    reading.meter_start = static_cast<std::int32_t>(meters.size()) + 1;
    meters.insert(meters.end(), packed.meters.begin(), packed.meters.end());
    reading.meter_end = static_cast<std::int32_t>(meters.size());
    reading.day_start = std::chrono::floor<std::chrono::days>(reading.observed_at);
    if (packed.alerts_answered) reading.alerts = packed.alerts;
    readings.push_back(reading);
}

std::vector<ChainNote> InsertHistory(pg::Transaction& tx, const HistoryBatch& batch) {
    if (batch.readings.empty()) return {};
    return tx.All(kInsertHistory, batch, batch.readings);
}

std::optional<HistoryRow> RowBefore(pg::Transaction& tx, OrganizationId organization, PrinterId printer, Instant at,
                                    std::int32_t journal, std::int64_t seq) {
    return tx.One(kRowBefore, organization, printer, at, journal, seq);
}
std::optional<HistoryRow> RowAfter(pg::Transaction& tx, OrganizationId organization, PrinterId printer, Instant at,
                                   std::int32_t journal, std::int64_t seq) {
    return tx.One(kRowAfter, organization, printer, at, journal, seq);
}
std::vector<HistoryRow> RowsFrom(pg::Transaction& tx, OrganizationId organization, PrinterId printer, Instant from) {
    return tx.All(kRowsFrom, organization, printer, from);
}
void InsertRow(pg::Transaction& tx, OrganizationId organization, PrinterId printer, const HistoryRow& row) {
    tx.Exec(kInsertRow, {row, organization, printer});
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
    tx.Exec(kAddLoose, {organization, journal}, rows);
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
        boost::json::object shown{{"pointer", field.pointer}, {"code", field.code}};
        if (!field.args.empty()) shown["args"] = base::json::ToValue(field.args);
        fields.push_back(std::move(shown));
    }
    tx.Exec(kAddRefused, {source.organization, source.agent, boot_epoch, reading.seq, now, reading.code,
                          std::move(fields), reading.text});
}

void AddGap(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
            const printing::ThinnedRange& range, Instant now) {
    tx.Exec(kAddGap, source.organization, source.agent, boot_epoch, range.first, range.last, now);
}

}  // namespace readings::store
