#pragma once

#include <optional>
#include <vector>

#include "server/platform/pg/types.hpp"
#include "server/readings/journal.hpp"
#include "server/readings/readings.hpp"
#include "server/readings/thinning.hpp"

// The tables reading_journals, readings, loose_readings, refused_readings and reading_gaps.
namespace readings::store {

struct LockedJournal {
    std::int32_t number = 0;
    Journal journal;
};
// Nobody else takes in readings of this journal until the transaction ends.
LockedJournal LockJournal(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
                          base::Instant now);
void SaveJournal(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch, const Journal& journal,
                 base::Instant now);

// Columns of one INSERT: readings that may become history, by printer, then by time.
struct HistoryColumns {
    std::vector<printers::PrinterId> printers;
    std::vector<base::Instant> observed_at;
    std::vector<std::int64_t> seqs;
    std::vector<std::optional<base::Instant>> previous_at;  // absent: of the printer's current state
    std::vector<std::int16_t> layouts;
    std::vector<std::int16_t> statuses;
    std::vector<std::int32_t> levels;        // of all rows, one after another
    std::vector<std::int32_t> level_starts;  // counted from 1
    std::vector<std::int32_t> level_ends;
    std::vector<std::int64_t> meters;
    std::vector<std::int32_t> meter_starts;
    std::vector<std::int32_t> meter_ends;
    // Of the first reading of the printer in this batch: if the current state is not older, none is stored here.
    std::vector<base::Instant> chain_at;
    std::vector<bool> compare;                        // stored only if it differs from the current state
    std::vector<base::Instant> day_start;             // of its UTC day
    std::vector<std::optional<std::int64_t>> alerts;  // fingerprint; absent: not told
    std::vector<std::int32_t> chains;                 // number of the printer in the batch

    void Add(printers::PrinterId printer, base::Instant observed, std::int64_t seq, std::int16_t layout,
             const printers::Packed& packed, std::optional<base::Instant> previous, base::Instant chain_start,
             bool compare_with_state, std::int32_t chain);
    [[nodiscard]] bool empty() const { return printers.empty(); }
};

// What the current state told of a chain, where that asks for more than the insert.
struct ChainNote {
    std::int32_t chain = 0;
    bool late = false;      // the current state is not older: nothing was stored
    bool alerted = false;   // its first reading has other alerts
    bool supplied = false;  // a reading has other levels or supplies
};
BOOST_DESCRIBE_STRUCT(ChainNote, (), (chain, late, alerted, supplied))
// The hot path's one statement: stores what is new and tells which chains are late, have other
// alerts or other levels.
std::vector<ChainNote> InsertHistory(pg::Transaction& tx, base::OrganizationId organization, std::int32_t journal,
                                     const HistoryColumns& columns);

// Single rows, for readings that come late.
std::optional<HistoryRow> RowBefore(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                                    base::Instant at, std::int32_t journal, std::int64_t seq);
std::optional<HistoryRow> RowBehind(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
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
// By printer, then by time.
// Locks the states of these printers and of those that have loose readings, ascending: before a gap is closed.
void LockWithLoose(pg::Transaction& tx, base::OrganizationId organization, std::int32_t journal,
                   const std::vector<printers::PrinterId>& printers);
std::vector<LooseRow> TakeLoose(pg::Transaction& tx, base::OrganizationId organization, std::int32_t journal);

void AddRefused(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
                const RefusedReading& reading, base::Instant now);
void AddGap(pg::Transaction& tx, const printers::Source& source, std::int64_t boot_epoch,
            const printing::ThinnedRange& range, base::Instant now);

}  // namespace readings::store
