#pragma once

#include <optional>
#include <vector>

#include "server/platform/pg/types.hpp"
#include "server/readings/readings.hpp"
#include "server/readings/received.hpp"
#include "server/readings/thinning.hpp"

// The tables reading_journals, readings, loose_readings, refused_readings and reading_gaps.
namespace readings::store {

struct LockedReceived {
    std::int32_t journal = 0;  // the number by which the readings of it are known
    Received received;
    Digests digests;
    std::string address;  // whoever delivered last; "": not known
};
// No other transaction takes in readings of this journal until this one ends.
LockedReceived LockReceived(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
                            base::Instant now);
// Of which of an organization's agents a journal is; of one that was deleted: none.
std::optional<agents::AgentId> AgentOf(pg::Transaction& tx, base::OrganizationId organization, std::int32_t journal);
// With `received`, `digests` and `address` of `journal`.
void SaveReceived(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
                  const LockedReceived& journal, base::Instant now);

// A reading that may become history.
struct NewHistory {
    printers::PrinterId printer_id;
    base::Instant observed_at;
    std::int64_t seq = 0;
    std::optional<base::Instant> previous_at;  // absent: of the printer's current state
    std::int16_t layout = 0;
    std::int16_t status = 0;
    std::int32_t level_start = 0;  // in Batch::levels, counted from 1
    std::int32_t level_end = 0;
    std::int32_t meter_start = 0;
    std::int32_t meter_end = 0;
    // Of the first reading of the printer in this batch: if the current state is not older, none is stored here.
    base::Instant chain_at;
    bool compare = false;                // stored only if it differs from the current state
    base::Instant day_start;             // of its UTC day
    std::optional<std::int64_t> alerts;  // fingerprint; absent: not answered
    std::int32_t chain = 0;              // number of the printer in the batch
};
BOOST_DESCRIBE_STRUCT(NewHistory, (),
                      (printer_id, observed_at, seq, previous_at, layout, status, level_start, level_end, meter_start,
                       meter_end, chain_at, compare, day_start, alerts, chain))

// Readings for one statement, by printer, then by time.
struct HistoryBatch {
    base::OrganizationId organization;
    std::int32_t journal = 0;
    std::vector<std::int32_t> levels{};  // of all readings, one after the other
    std::vector<std::int64_t> meters{};
    std::vector<NewHistory> readings{};

    // Puts the packed levels and meters in; `reading` says all the rest.
    void Add(NewHistory reading, const printers::Packed& packed);
};
BOOST_DESCRIBE_STRUCT(HistoryBatch, (), (organization, journal, levels, meters, readings))

// What the current state says of a chain, where that asks for more than the insert.
struct ChainNote {
    std::int32_t chain = 0;
    bool late = false;      // the current state is not older: nothing was stored
    bool alerted = false;   // its first reading has other alerts
    bool supplied = false;  // a reading has other levels or supplies
};
BOOST_DESCRIBE_STRUCT(ChainNote, (), (chain, late, alerted, supplied))
// The hot path's one statement: stores what is new and says which chains are late, have other
// alerts or other levels.
std::vector<ChainNote> InsertHistory(pg::Transaction& tx, const HistoryBatch& batch);

// Single rows, for readings that come late.
std::optional<HistoryRow> RowBefore(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                                    base::Instant at, std::int32_t journal, std::int64_t seq);
std::optional<HistoryRow> RowAfter(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                                   base::Instant at, std::int32_t journal, std::int64_t seq);
// Ascending, from `from` on.
std::vector<HistoryRow> RowsFrom(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                                 base::Instant from);
void InsertRow(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
               const HistoryRow& row);
void DeleteRow(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
               const HistoryRow& row);
void SetPrevious(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                 const HistoryRow& row);

struct LooseRow {
    std::int64_t seq = 0;
    printers::PrinterId printer_id;
    base::Instant observed_at;
    boost::json::value alerts;
};
BOOST_DESCRIBE_STRUCT(LooseRow, (), (seq, printer_id, observed_at, alerts))
void AddLoose(pg::Transaction& tx, base::OrganizationId organization, std::int32_t journal,
              const std::vector<LooseRow>& rows);
// Locks the states of these printers and of those that have loose readings, ascending: before a gap is closed.
void LockWithLoose(pg::Transaction& tx, base::OrganizationId organization, std::int32_t journal,
                   const std::vector<printers::PrinterId>& printers);
// By printer, then by time.
std::vector<LooseRow> TakeLoose(pg::Transaction& tx, base::OrganizationId organization, std::int32_t journal);

void AddRefused(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
                const RefusedReading& reading, base::Instant now);
void AddGap(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
            const printing::ThinnedRange& range, base::Instant now);

}  // namespace readings::store
