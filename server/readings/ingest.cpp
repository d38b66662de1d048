#include <algorithm>
#include <deque>
#include <map>
#include <numeric>

#include "lib/base/hash.hpp"
#include "lib/base/json.hpp"
#include "lib/printing/supply_parts.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/reading_store.hpp"

// From a batch to rows. The usual batch (in order, printers known) costs two statements whatever its size: the
// history insert and the update of the current states. Everything unusual leaves that path printer by printer.
namespace readings {
namespace {

using printers::Arrival;
using printing::JournaledReading;

constexpr std::size_t kMostRanges = 1000;
constexpr std::size_t kMostSetAside = 64 << 10;  // octets of a reading that is kept as it was sent

// The readings of one printer in a batch, by time: places in the sorted batch.
struct Chain {
    std::size_t first = 0;
    std::size_t end = 0;
    bool late = false;      // the current state is not older than its first reading
    bool alerted = false;   // its first reading has other alerts than the current state
    bool supplied = false;  // a reading has other levels or supplies than the current state
};

class Taking {
  public:
    Taking(pg::Transaction& tx, base::IdSource& ids, const printers::Source& source, std::int32_t journal, bool gap)
        : tx_(tx), ids_(ids), source_(source), journal_(journal), gap_(gap) {}

    // `boot_epoch`: of the journal, for what is set aside.
    void Run(printers::Intake& intake, std::vector<const JournaledReading*> readings,
             const std::vector<base::Instant>& times, std::int64_t boot_epoch, bool closes_gap, base::Instant now) {
        now_ = now;
        if (readings.empty() && !closes_gap) return;
        Resolve(intake, readings, times, now);
        SetAside(boot_epoch, now);
        FindChains();
        printers::DoubtMeters(tx_, ids_, source_.organization, arrivals_);
        if (closes_gap) LockWithLoose();
        if (arrivals_.empty()) return;
        printers::KeepUnanswered(tx_, source_.organization, arrivals_);
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

    // Of each printer that a corrected time is of, its history tells it.
    void MarkTimes(const std::map<std::int64_t, printers::TimeOf>& corrected,
                   const std::optional<base::Duration>& ahead) {
        if (corrected.empty()) return;
        std::map<printers::TimeOf, std::vector<printers::PrinterId>> marked;
        for (const Chain& chain : chains_) {
            for (const Arrival& arrival : Of(chain)) {
                const auto how = corrected.find(arrival.seq);
                if (how == corrected.end()) continue;
                marked[how->second].push_back(arrival.printer);
                break;
            }
        }
        for (const auto& [how, printers] : marked)
            printers::TellTimes(tx_, ids_, source_.organization, printers, how, ahead, now_);
    }

  private:
    void Resolve(printers::Intake& intake, const std::vector<const JournaledReading*>& readings,
                 const std::vector<base::Instant>& times, base::Instant now) {
        std::vector<std::size_t> order(readings.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::tie(times[a], readings[a]->seq) < std::tie(times[b], readings[b]->seq);
        });
        arrivals_.reserve(order.size());
        for (const std::size_t i : order)
            arrivals_.push_back({.seq = readings[i]->seq, .observed_at = times[i], .reading = &readings[i]->reading});
        intake.Resolve(tx_, source_, arrivals_, now);
    }

    // Readings of printers that are another site's, or another machine's of their serial number: kept as they were sent, and acknowledged.
    void SetAside(std::int64_t boot_epoch, base::Instant now) {
        std::erase_if(arrivals_, [&](const Arrival& arrival) {
            if (arrival.slots != nullptr) return false;
            auto text = base::json::Write(JournaledReading{arrival.seq, arrival.observed_at, *arrival.reading});
            if (text.size() > kMostSetAside) text = R"("too long to be kept")";
            store::AddRefused(tx_, source_, boot_epoch, {arrival.seq, arrival.set_aside, {}, std::move(text)}, now);
            return true;
        });
    }

    // Ascending printers, so that two batches that meet lock the same rows in the same order.
    void FindChains() {
        std::stable_sort(arrivals_.begin(), arrivals_.end(),
                         [](const Arrival& a, const Arrival& b) { return a.printer < b.printer; });
        for (std::size_t i = 0; i < arrivals_.size();) {
            Chain chain{i, i};
            while (chain.end < arrivals_.size() && arrivals_[chain.end].printer == arrivals_[i].printer) {
                ++chain.end;
            }
            i = chain.end;
            chains_.push_back(chain);
        }
    }

    void LockWithLoose() {
        std::vector<printers::PrinterId> printers;
        for (const Chain& chain : chains_) printers.push_back(arrivals_[chain.first].printer);
        store::LockWithLoose(tx_, source_.organization, journal_, printers);
    }

    void StoreHistory() {
        store::HistoryBatch batch{.organization = source_.organization, .journal = journal_};
        for (std::size_t c = 0; c < chains_.size(); ++c) {
            const Chain& chain = chains_[c];
            for (std::size_t i = chain.first; i < chain.end; ++i) {
                const bool first = i == chain.first;
                if (!first && !gap_ && IsRedundant(RowOf(arrivals_[i - 1]), RowOf(arrivals_[i]))) continue;
                batch.Add({.printer_id = arrivals_[i].printer,
                           .observed_at = arrivals_[i].observed_at,
                           .seq = arrivals_[i].seq,
                           .previous_at = first ? std::nullopt : std::optional(arrivals_[i - 1].observed_at),
                           .layout = arrivals_[i].slots->layout,
                           .chain_at = arrivals_[chain.first].observed_at,
                           .compare = first && !gap_,
                           .chain = static_cast<std::int32_t>(c)},
                          arrivals_[i].packed);
            }
        }
        for (const auto& note : store::InsertHistory(tx_, batch)) {
            Chain& chain = chains_[static_cast<std::size_t>(note.chain)];
            chain.late = note.late;
            chain.alerted = note.alerted;
            chain.supplied = note.supplied;
        }
    }

    [[nodiscard]] std::span<const Arrival> Of(const Chain& chain) const {
        return std::span(arrivals_).subspan(chain.first, chain.end - chain.first);
    }

    [[nodiscard]] HistoryRow RowOf(const Arrival& arrival) const {
        return {arrival.observed_at,   journal_,
                arrival.seq,           std::nullopt,
                arrival.slots->layout, arrival.packed.status,
                arrival.packed.levels, arrival.packed.meters};
    }

    // Reading by reading: some are older than the current state, the last ones may be newer.
    void StoreLate(const Chain& chain) {
        const printers::PrinterId printer = arrivals_[chain.first].printer;
        auto state = *printers::FindCurrentState(tx_, source_.organization, printer);
        printers::RenewKept(tx_, source_.organization, state, Of(chain));
        for (std::size_t i = chain.first; i < chain.end; ++i) {
            HistoryRow row = RowOf(arrivals_[i]);
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
            const bool told = arrivals_[i].packed.alerts_answered;
            if (!gap_ && told && arrivals_[i].packed.alerts != state.alerts) {
                printers::RecordAlerts(tx_, ids_, source_.organization, printer, row.observed_at,
                                       arrivals_[i].reading->alerts);
            }
            state.observed_at = row.observed_at;
            state.layout = row.layout;
            state.status = row.status;
            state.levels = row.levels;
            state.meters = row.meters;
            if (told) state.alerts = arrivals_[i].packed.alerts;
        }
    }

    void InsertOld(printers::PrinterId printer, HistoryRow row, base::Instant newest) {
        if (gap_) {  // kept whole until the gap is filled
            store::InsertRow(tx_, source_.organization, printer, row);
            return;
        }
        const auto before = store::RowBefore(tx_, source_.organization, printer, row.observed_at, row.journal, row.seq);
        const auto after = store::RowAfter(tx_, source_.organization, printer, row.observed_at, row.journal, row.seq);
        base::Instant held_until = before ? before->observed_at : row.observed_at;
        if (after && after->previous_at) held_until = std::max(held_until, *after->previous_at);
        if (!after) held_until = std::max(held_until, newest);
        if (IsDoubled(row, before, before && IsOthers(before->journal), after, after && IsOthers(after->journal),
                      held_until, source_.polling_interval)) {
            return;
        }
        const LateInsertion late = InsertLate(row, before, after, held_until);
        for (const auto& inserted : late.insert) store::InsertRow(tx_, source_.organization, printer, inserted);
        if (late.drop) store::DeleteRow(tx_, source_.organization, printer, *late.drop);
        if (late.set_previous) store::SetPrevious(tx_, source_.organization, printer, *late.set_previous);
    }

    // Whether another agent kept the journal.
    bool IsOthers(std::int32_t journal) {
        if (journal == journal_) return false;
        const auto [known, added] = others_.try_emplace(journal, false);
        if (added) {
            const auto agent = store::AgentOf(tx_, source_.organization, journal);
            known->second = agent && *agent != source_.agent;
        }
        return known->second;
    }

    void ThinFrom(printers::PrinterId printer, base::Instant from) {
        const auto before = store::RowBefore(tx_, source_.organization, printer, from, 0, 0);
        const auto rows = store::RowsFrom(tx_, source_.organization, printer, before ? before->observed_at : from);
        const Thinned thinned = Thin(rows);
        for (const auto& row : thinned.drop) store::DeleteRow(tx_, source_.organization, printer, row);
        for (const auto& row : thinned.set_previous) store::SetPrevious(tx_, source_.organization, printer, row);
    }

    void StoreAlerts(const Chain& chain) {
        const Arrival* before = nullptr;  // the last one that told its alerts
        for (std::size_t i = chain.first; i < chain.end; ++i) {
            const Arrival& arrival = arrivals_[i];
            if (!arrival.packed.alerts_answered) continue;
            // Behind one that did not tell, the state is compared with when it is looked at.
            const bool changed = before != nullptr  ? arrival.packed.alerts != before->packed.alerts
                                 : i == chain.first ? chain.alerted
                                                    : true;
            before = &arrival;
            if (!changed) continue;
            printers::RecordAlerts(tx_, ids_, source_.organization, arrivals_[i].printer, arrivals_[i].observed_at,
                                   arrivals_[i].reading->alerts);
        }
    }

    void RememberLoose() {
        std::vector<store::LooseRow> rows;
        for (const Arrival& arrival : arrivals_) {
            // No list: not told.
            rows.push_back({arrival.seq, arrival.printer, arrival.observed_at,
                            arrival.packed.alerts_answered ? base::json::ToValue(arrival.reading->alerts)
                                                           : boost::json::value(boost::json::object{})});
        }
        store::AddLoose(tx_, source_.organization, journal_, rows);
    }

    void UpdateStates() {
        std::vector<const Arrival*> newest;
        for (const Chain& chain : chains_) newest.push_back(&arrivals_[chain.end - 1]);
        printers::UpdateStates(tx_, source_.organization, journal_, newest);
        std::vector<printers::PrinterId> supplied;
        for (const Chain& chain : chains_) {
            if (chain.supplied) supplied.push_back(arrivals_[chain.first].printer);
        }
        if (!supplied.empty()) printers::RenewLowestEnd(tx_, source_.organization, supplied);
    }

    pg::Transaction& tx_;
    base::IdSource& ids_;
    const printers::Source& source_;
    std::int32_t journal_;
    bool gap_;
    base::Instant now_{};
    std::vector<Arrival> arrivals_;
    std::vector<Chain> chains_;
    std::map<std::int32_t, bool> others_;  // journals: whether they are of other agents
};

// Tells two readings of one number apart: two machines never read the same printer in the same microsecond.
std::int64_t DigestOf(const JournaledReading& reading) {
    const auto& serial = reading.reading.serial_number;
    const std::uint64_t hash = base::StableHash(base::FormatRfc3339(reading.observed_at) + ' ' +
                                                reading.reading.address + ' ' + serial.value_or(""));
    return static_cast<std::int64_t>(hash);
}

// Agents before 0.2 send a cartridge twice when two tables of the printer tell of it.
const JournaledReading& WithOneSupplyAPart(const JournaledReading& reading, std::deque<JournaledReading>& joined) {
    if (!printing::HasOtherSources(reading.reading.supplies)) return reading;
    JournaledReading& copy = joined.emplace_back(reading);
    printing::OneSupplyAPart(copy.reading.supplies);
    return copy;
}

}  // namespace

std::vector<base::Instant> TimesOf(const Batch& batch, base::Instant now) {
    std::vector<base::Instant> times;
    times.reserve(batch.readings.size());
    for (const auto& reading : batch.readings)
        times.push_back(printers::CorrectTime(reading.observed_at, now, batch.clock_ahead).at);
    return times;
}

base::Result<Accepted> TakeIn(pg::Transaction& tx, base::IdSource& ids, printers::Intake& intake,
                              const printers::Source& source, const Batch& batch, base::Instant now) {
    const auto locked = store::LockReceived(tx, source, batch.boot_epoch, now);
    Received received = locked.received;
    Digests digests = locked.digests;
    Accepted accepted;

    std::vector<const JournaledReading*> readings;
    std::vector<base::Instant> times;
    std::deque<JournaledReading> joined;                 // those of old agents that had to be put right
    std::map<std::int64_t, printers::TimeOf> corrected;  // by seq
    readings.reserve(batch.readings.size());
    times.reserve(batch.readings.size());
    for (const auto& reading : batch.readings) {
        const std::int64_t digest = DigestOf(reading);
        if (received.Has(reading.seq)) {  // sent before, or twice in this batch
            if (digests.Compare(reading.seq, digest) != Digests::Repeated::kOther) continue;
            return base::Refuse(base::ProblemKind::kForbidden, "identity_twice",
                                {{"seq", reading.seq}, {"other", locked.address}, {"address", batch.address}});
        }
        received.Add(reading.seq, reading.seq);
        digests.Add(reading.seq, digest);
        ++accepted.stored;
        readings.push_back(&WithOneSupplyAPart(reading, joined));
        const auto time = printers::CorrectTime(reading.observed_at, now, batch.clock_ahead);
        times.push_back(time.at);
        if (time.how != printers::TimeOf::kAgent) corrected.emplace(reading.seq, time.how);
    }
    for (const auto& refused : batch.refused) {
        if (received.Has(refused.seq)) continue;
        received.Add(refused.seq, refused.seq);
        store::AddRefused(tx, source, batch.boot_epoch, refused, now);
        ++accepted.stored;
        ++accepted.refused;
    }
    for (const auto& range : batch.thinned) {
        const Received before = received;
        received.Add(range.first, range.last);
        if (!(received == before)) store::AddGap(tx, source, batch.boot_epoch, range, now);
    }
    if (received.ranges() > kMostRanges) {
        return base::Refuse(base::ProblemKind::kConflict, "journal_too_fragmented",
                            {{"limit", static_cast<std::int64_t>(kMostRanges)}});
    }

    Taking taking(tx, ids, source, locked.journal, locked.received.HasGap() || received.HasGap());
    const bool closes_gap = locked.received.HasGap() && !received.HasGap();
    taking.Run(intake, std::move(readings), times, batch.boot_epoch, closes_gap, now);
    taking.MarkTimes(corrected, batch.clock_ahead);
    if (closes_gap) taking.CloseGap();
    if (!(received == locked.received)) {
        const std::string& address = batch.address.empty() ? locked.address : batch.address;
        store::SaveReceived(tx, source, batch.boot_epoch, {locked.journal, received, std::move(digests), address}, now);
    }
    accepted.acknowledged_seq = received.acknowledged();
    return accepted;
}

}  // namespace readings
