#include <algorithm>
#include <deque>
#include <numeric>

#include "lib/base/json.hpp"
#include "lib/printing/supply_parts.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/reading_store.hpp"

// From a batch to rows. The usual batch (in order, printers known) costs two statements whatever its size: the
// history insert and the update of the current states. Everything unusual leaves that path printer by printer.
namespace readings {
namespace {

using printers::Known;
using printers::Packed;
using printing::JournaledReading;

constexpr std::size_t kMostRanges = 1000;

// The readings of one printer in a batch, by time: places in the sorted batch.
struct Chain {
    std::size_t first = 0;
    std::size_t end = 0;
    bool late = false;                       // the current state is not older than its first reading
    bool alerted = false;                    // its first reading has other alerts than the current state
    bool supplied = false;                   // a reading has other levels or supplies than the current state
    std::optional<printers::Beside> beside;  // of its newest reading, when that is partial
};

class Taking {
  public:
    Taking(pg::Transaction& tx, base::IdSource& ids, const printers::Source& source, std::int32_t journal, bool gap)
        : tx_(tx), ids_(ids), source_(source), journal_(journal), gap_(gap) {}

    void Run(printers::Intake& intake, std::vector<const JournaledReading*> readings,
             const std::vector<base::Instant>& times, bool closes_gap, base::Instant now) {
        if (readings.empty() && !closes_gap) return;
        Resolve(intake, readings, times, now);
        FindChains();
        if (closes_gap) LockWithLoose();
        if (readings.empty()) return;
        RememberBeforePartials();
        StoreHistory();
        for (const Chain& chain : chains_) {
            if (chain.late) StoreLate(chain);
        }
        if (gap_) {
            RememberLoose();
        } else {
            for (const Chain& chain : chains_) {
                if (!chain.late) StoreAlerts(chain);
            }
        }
        UpdateStates();
    }

    // The gap is filled: what came meanwhile becomes what it had become in order.
    void CloseGap() {
        const auto loose = store::TakeLoose(tx_, source_.organization, journal_);
        for (std::size_t i = 0; i < loose.size();) {
            std::size_t end = i;
            while (end < loose.size() && loose[end].printer_id == loose[i].printer_id) ++end;
            ThinFrom(loose[i].printer_id, loose[i].observed_at);
            auto known = printers::FindCurrentState(tx_, source_.organization, loose[i].printer_id);
            std::int64_t fingerprint = known ? known->alerts : 0;
            for (; i < end; ++i) {
                const auto alerts = base::json::Bind<std::vector<printing::Alert>>(loose[i].alerts);
                if (!alerts || printers::AlertsFingerprint(*alerts) == fingerprint) continue;
                printers::RecordAlerts(tx_, ids_, source_.organization, loose[i].printer_id, loose[i].observed_at,
                                       *alerts);
                fingerprint = printers::AlertsFingerprint(*alerts);
            }
        }
    }

  private:
    struct Entry {
        std::int64_t seq = 0;
        base::Instant observed_at;
        const printing::Reading* reading = nullptr;
        Known known;
        Packed packed;
    };

    void Resolve(printers::Intake& intake, const std::vector<const JournaledReading*>& readings,
                 const std::vector<base::Instant>& times, base::Instant now) {
        std::vector<std::size_t> order(readings.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::tie(times[a], readings[a]->seq) < std::tie(times[b], readings[b]->seq);
        });
        std::vector<printers::Sighting> sightings;
        sightings.reserve(order.size());
        for (const std::size_t i : order) sightings.push_back({&readings[i]->reading, times[i]});
        completed_ = printers::CompletePartials(tx_, source_, sightings);
        auto known = intake.Resolve(tx_, source_, sightings, now);
        entries_.resize(order.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            Entry& entry = entries_[i];
            entry.seq = readings[order[i]]->seq;
            entry.observed_at = times[order[i]];
            entry.reading = sightings[i].reading;
            entry.known = std::move(known[i]);
            printers::PackInto(*entry.reading, *entry.known.slots, entry.packed);
        }
    }

    // Ascending printers, so that two batches that meet lock the same rows in the same order.
    void FindChains() {
        std::stable_sort(entries_.begin(), entries_.end(),
                         [](const Entry& a, const Entry& b) { return a.known.printer < b.known.printer; });
        for (std::size_t i = 0; i < entries_.size();) {
            Chain chain{i, i};
            while (chain.end < entries_.size() && entries_[chain.end].known.printer == entries_[i].known.printer) {
                ++chain.end;
            }
            i = chain.end;
            chains_.push_back(chain);
        }
    }

    // The state before a partial reading says what it does not: that stays beside it, and its status with it.
    void RememberBeforePartials() {
        const auto is_partial = [](const Entry& entry) { return printing::IsPartial(*entry.reading); };
        const auto entries_of = [&](const Chain& chain) {
            return std::span(entries_).subspan(chain.first, chain.end - chain.first);
        };
        std::vector<printers::PrinterId> printers;
        for (const Chain& chain : chains_) {
            if (std::ranges::any_of(entries_of(chain), is_partial)) {
                printers.push_back(entries_[chain.first].known.printer);
            }
        }
        if (printers.empty()) return;
        const auto states = printers::FindCurrentStates(tx_, source_.organization, printers);
        for (Chain& chain : chains_) {
            const auto state = states.find(entries_[chain.first].known.printer);
            if (state == states.end()) continue;
            printers::Remembered remembered(state->second);
            for (Entry& entry : entries_of(chain)) {
                if (entry.observed_at < state->second.observed_at) continue;
                remembered.Take(*entry.reading, entry.packed, entry.observed_at);
            }
            Entry& newest = entries_[chain.end - 1];
            if (is_partial(newest)) {
                chain.beside = remembered.BesideOf(*newest.reading, *newest.known.slots, newest.packed);
            }
        }
    }

    void LockWithLoose() {
        std::vector<printers::PrinterId> printers;
        for (const Chain& chain : chains_) printers.push_back(entries_[chain.first].known.printer);
        store::LockWithLoose(tx_, source_.organization, journal_, printers);
    }

    void StoreHistory() {
        store::HistoryBatch batch{.organization = source_.organization, .journal = journal_};
        for (std::size_t c = 0; c < chains_.size(); ++c) {
            const Chain& chain = chains_[c];
            for (std::size_t i = chain.first; i < chain.end; ++i) {
                const bool first = i == chain.first;
                if (!first && !gap_ && IsRedundant(RowOf(entries_[i - 1]), RowOf(entries_[i]))) continue;
                batch.Add({.printer_id = entries_[i].known.printer,
                           .observed_at = entries_[i].observed_at,
                           .seq = entries_[i].seq,
                           .previous_at = first ? std::nullopt : std::optional(entries_[i - 1].observed_at),
                           .layout = entries_[i].known.slots->layout,
                           .chain_at = entries_[chain.first].observed_at,
                           .compare = first && !gap_,
                           .chain = static_cast<std::int32_t>(c)},
                          entries_[i].packed);
            }
        }
        for (const auto& note : store::InsertHistory(tx_, batch)) {
            Chain& chain = chains_[static_cast<std::size_t>(note.chain)];
            chain.late = note.late;
            chain.alerted = note.alerted;
            chain.supplied = note.supplied;
        }
    }

    [[nodiscard]] HistoryRow RowOf(const Entry& entry) const {
        return {entry.observed_at,
                journal_,
                entry.seq,
                std::nullopt,
                entry.known.slots->layout,
                entry.packed.status,
                entry.packed.levels,
                entry.packed.meters};
    }

    // Reading by reading: some are older than the current state, the last ones may be newer.
    void StoreLate(const Chain& chain) {
        const printers::PrinterId printer = entries_[chain.first].known.printer;
        auto state = *printers::FindCurrentState(tx_, source_.organization, printer);
        RenewKept(chain, printer, state);
        for (std::size_t i = chain.first; i < chain.end; ++i) {
            HistoryRow row = RowOf(entries_[i]);
            if (row.observed_at <= state.observed_at) {
                InsertOld(printer, std::move(row), state.observed_at);
                continue;
            }
            row.previous_at = state.observed_at;
            const HistoryRow held{state.observed_at, 0,           0, std::nullopt, state.layout, state.status,
                                  state.levels,      state.meters};
            if (gap_ || !IsRedundant(held, row)) {
                store::InsertRow(tx_, source_.organization, printer, row);
            }
            const bool told = entries_[i].packed.alerts_told;
            if (!gap_ && told && entries_[i].packed.alerts != state.alerts) {
                printers::RecordAlerts(tx_, ids_, source_.organization, printer, row.observed_at,
                                       entries_[i].reading->alerts);
            }
            state.observed_at = row.observed_at;
            state.layout = row.layout;
            state.status = row.status;
            state.levels = row.levels;
            state.meters = row.meters;
            if (told) state.alerts = entries_[i].packed.alerts;
        }
    }

    // What the state keeps of older readings, these late ones may have told later.
    void RenewKept(const Chain& chain, printers::PrinterId printer, const printers::CurrentState& state) {
        if (!state.kept || entries_[chain.end - 1].observed_at > state.observed_at) return;
        printers::Remembered remembered(state);
        bool changed = false;
        for (std::size_t i = chain.first; i < chain.end; ++i) {
            changed |= remembered.TakeLate(*entries_[i].reading, entries_[i].packed, entries_[i].observed_at);
        }
        if (changed) {
            printers::UpdateKept(tx_, source_.organization, printer, state.observed_at, remembered.kept());
        }
    }

    void InsertOld(printers::PrinterId printer, HistoryRow row, base::Instant newest) {
        if (gap_) {  // kept whole until the gap is filled
            store::InsertRow(tx_, source_.organization, printer, row);
            return;
        }
        const auto before = store::RowBefore(tx_, source_.organization, printer, row.observed_at, row.journal, row.seq);
        const auto behind = store::RowBehind(tx_, source_.organization, printer, row.observed_at, row.journal, row.seq);
        base::Instant held_until = before ? before->observed_at : row.observed_at;
        if (behind && behind->previous_at) held_until = std::max(held_until, *behind->previous_at);
        if (!behind) held_until = std::max(held_until, newest);
        const LateInsertion late = InsertLate(row, before, behind, held_until);
        for (const auto& inserted : late.insert) store::InsertRow(tx_, source_.organization, printer, inserted);
        if (late.drop) store::DeleteRow(tx_, source_.organization, printer, *late.drop);
        if (late.set_previous) store::SetPrevious(tx_, source_.organization, printer, *late.set_previous);
    }

    void ThinFrom(printers::PrinterId printer, base::Instant from) {
        const auto before = store::RowBefore(tx_, source_.organization, printer, from, 0, 0);
        const auto rows = store::RowsFrom(tx_, source_.organization, printer, before ? before->observed_at : from);
        const Thinned thinned = Thin(rows);
        for (const auto& row : thinned.drop) store::DeleteRow(tx_, source_.organization, printer, row);
        for (const auto& row : thinned.set_previous) store::SetPrevious(tx_, source_.organization, printer, row);
    }

    void StoreAlerts(const Chain& chain) {
        const Entry* before = nullptr;  // the last one that told its alerts
        for (std::size_t i = chain.first; i < chain.end; ++i) {
            const Entry& entry = entries_[i];
            if (!entry.packed.alerts_told) continue;
            // Behind one that did not tell, the state is compared with when it is looked at.
            const bool changed = before != nullptr  ? entry.packed.alerts != before->packed.alerts
                                 : i == chain.first ? chain.alerted
                                                    : true;
            before = &entry;
            if (!changed) continue;
            printers::RecordAlerts(tx_, ids_, source_.organization, entries_[i].known.printer, entries_[i].observed_at,
                                   entries_[i].reading->alerts);
        }
    }

    void RememberLoose() {
        std::vector<store::LooseRow> rows;
        for (const Entry& entry : entries_) {
            // No list: not told.
            rows.push_back({entry.seq, entry.known.printer, entry.observed_at,
                            entry.packed.alerts_told ? base::json::ToValue(entry.reading->alerts)
                                                     : boost::json::value(boost::json::object{})});
        }
        store::AddLoose(tx_, source_.organization, journal_, rows);
    }

    void UpdateStates() {
        printers::StateBatch batch{.organization = source_.organization, .journal = journal_};
        for (const Chain& chain : chains_) {
            const Entry& newest = entries_[chain.end - 1];
            batch.Add({.printer_id = newest.known.printer,
                       .observed_at = newest.observed_at,
                       .seq = newest.seq,
                       .layout = newest.known.slots->layout},
                      *newest.reading, newest.packed, chain.beside);
        }
        printers::UpdateStates(tx_, batch);
        std::vector<printers::PrinterId> supplied;
        for (const Chain& chain : chains_) {
            if (chain.supplied) supplied.push_back(entries_[chain.first].known.printer);
        }
        if (!supplied.empty()) printers::RenewLowestDaysLeft(tx_, source_.organization, supplied);
    }

    pg::Transaction& tx_;
    base::IdSource& ids_;
    const printers::Source& source_;
    std::int32_t journal_;
    bool gap_;
    std::deque<printing::Reading> completed_;  // what entries of partial readings point to
    std::vector<Entry> entries_;
    std::vector<Chain> chains_;
};

// Agents before 0.2 send a cartridge twice when two tables of the printer tell of it.
const JournaledReading& WithOneSupplyAPart(const JournaledReading& reading, std::deque<JournaledReading>& joined) {
    if (!printing::HasOtherSources(reading.reading.supplies)) return reading;
    JournaledReading& copy = joined.emplace_back(reading);
    printing::OneSupplyAPart(copy.reading.supplies);
    return copy;
}

}  // namespace

base::Instant PlausibleTime(base::Instant observed_at, base::Instant now) {
    using namespace std::chrono;
    constexpr base::Instant kEarliest = sys_days{year{2020} / January / 1};
    if (observed_at < kEarliest || observed_at > now + minutes{10}) return now;
    return observed_at;
}

base::Result<Accepted> TakeIn(pg::Transaction& tx, base::IdSource& ids, printers::Intake& intake,
                              const printers::Source& source, const Batch& batch, base::Instant now) {
    const auto locked = store::LockJournal(tx, source, batch.boot_epoch, now);
    Journal journal = locked.journal;
    Accepted accepted;

    std::vector<const JournaledReading*> readings;
    std::vector<base::Instant> times;
    std::deque<JournaledReading> joined;  // those of old agents that had to be put right
    readings.reserve(batch.readings.size());
    times.reserve(batch.readings.size());
    for (const auto& reading : batch.readings) {
        if (journal.Has(reading.seq)) continue;  // sent before, or twice in this batch
        journal.Add(reading.seq, reading.seq);
        ++accepted.stored;
        readings.push_back(&WithOneSupplyAPart(reading, joined));
        times.push_back(PlausibleTime(reading.observed_at, now));
    }
    for (const auto& refused : batch.refused) {
        if (journal.Has(refused.seq)) continue;
        journal.Add(refused.seq, refused.seq);
        store::AddRefused(tx, source, batch.boot_epoch, refused, now);
        ++accepted.stored;
        ++accepted.refused;
    }
    for (const auto& range : batch.thinned) {
        const Journal before = journal;
        journal.Add(range.first, range.last);
        if (!(journal == before)) store::AddGap(tx, source, batch.boot_epoch, range, now);
    }
    if (journal.ranges() > kMostRanges) {
        return base::Refuse(base::ProblemKind::kConflict, "journal_too_fragmented",
                            {{"limit", static_cast<std::int64_t>(kMostRanges)}});
    }

    Taking taking(tx, ids, source, locked.number, locked.journal.HasGap() || journal.HasGap());
    const bool closes_gap = locked.journal.HasGap() && !journal.HasGap();
    taking.Run(intake, std::move(readings), times, closes_gap, now);
    if (closes_gap) taking.CloseGap();
    if (!(journal == locked.journal)) store::SaveJournal(tx, source, batch.boot_epoch, journal, now);
    accepted.acknowledged_seq = journal.acknowledged();
    return accepted;
}

}  // namespace readings
