#include <algorithm>
#include <cstdlib>
#include <map>

#include "lib/base/json.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/printers/doubts.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/state_store.hpp"

// The tables printer_meter_holds and printer_claims; and of printer_states what a recorded change of a counter makes of it.
namespace printers {
namespace {

using base::OrganizationId;

struct CountedState {
    PrinterId printer_id;
    base::Instant observed_at;
    std::vector<std::int64_t> meters;
    std::optional<boost::json::value> kept;
    bool held = false;  // some meter is
};
BOOST_DESCRIBE_STRUCT(CountedState, (), (printer_id, observed_at, meters, kept, held))
const pg::Query<CountedState(OrganizationId, std::vector<PrinterId>)> kCountedStates{"printers.counted_states", R"sql(
    SELECT printer_id, observed_at, meters, kept, EXISTS (
        SELECT FROM printer_meter_holds AS h
        WHERE h.organization_id = s.organization_id AND h.printer_id = s.printer_id) AS held
    FROM printer_states AS s WHERE organization_id = $1 AND printer_id = ANY ($2))sql"};

const pg::Query<MeterHold(OrganizationId, PrinterId)> kListHolds{"printers.list_meter_holds", R"sql(
    SELECT {columns} FROM printer_meter_holds WHERE organization_id = $1 AND printer_id = $2 ORDER BY slot)sql"};
const pg::Query<void(OrganizationId, PrinterId, std::int32_t, std::string, std::int64_t, base::Instant)> kHold{
    "printers.hold_meter", R"sql(
    INSERT INTO printer_meter_holds (organization_id, printer_id, slot, reason, value, since, seen_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6)
    ON CONFLICT (organization_id, printer_id, slot) DO UPDATE SET
        reason = excluded.reason, value = excluded.value, seen_at = excluded.seen_at)sql"};
const pg::Query<void(OrganizationId, PrinterId, std::int32_t)> kRelease{"printers.release_meter", R"sql(
    DELETE FROM printer_meter_holds WHERE organization_id = $1 AND printer_id = $2 AND slot = $3)sql"};

struct BegunState {
    boost::json::value slots;
    base::Instant observed_at;
    std::vector<std::int64_t> meters;
    std::optional<boost::json::value> kept;
    std::int64_t life_count = kNoLifeCount;
};
BOOST_DESCRIBE_STRUCT(BegunState, (), (slots, observed_at, meters, kept, life_count))
const pg::Query<BegunState(OrganizationId, PrinterId)> kLockMeters{"printers.lock_meters", R"sql(
    SELECT p.meters AS slots, s.observed_at, s.meters, s.kept, s.life_count
    FROM printer_states AS s JOIN printers AS p ON p.organization_id = s.organization_id AND p.id = s.printer_id
    WHERE s.organization_id = $1 AND s.printer_id = $2 FOR NO KEY UPDATE OF s)sql"};
const pg::Query<void(OrganizationId, PrinterId, std::vector<std::int64_t>, std::optional<boost::json::value>,
                     std::int64_t)>
    kSetMeters{"printers.set_meters", R"sql(
    UPDATE printer_states SET meters = $3, kept = $4, life_count = $5 WHERE organization_id = $1 AND printer_id = $2)sql"};

struct ClaimRow {
    base::Instant first_at;
    std::int64_t sightings = 0;
    std::optional<base::Instant> owner_read_at;
};
BOOST_DESCRIBE_STRUCT(ClaimRow, (), (first_at, sightings, owner_read_at))
const pg::Query<ClaimRow(OrganizationId, PrinterId, agents::AgentId, std::string, base::Instant)> kClaim{
    "printers.claim", R"sql(
    INSERT INTO printer_claims AS c (organization_id, printer_id, agent_id, address, first_at, last_at, sightings)
    VALUES ($1, $2, $3, $4, $5, $5, 1)
    ON CONFLICT (organization_id, printer_id, agent_id) DO UPDATE SET
        address = excluded.address, last_at = excluded.last_at, sightings = c.sightings + 1
    RETURNING first_at, sightings, (SELECT observed_at FROM printer_states AS s
        WHERE s.organization_id = c.organization_id AND s.printer_id = c.printer_id) AS owner_read_at)sql"};
const pg::Query<void(OrganizationId, PrinterId)> kDropClaims{
    "printers.drop_claims", "DELETE FROM printer_claims WHERE organization_id = $1 AND printer_id = $2"};

// A claim that was not heard of for a month is none any more.
struct SerialClaimRow {
    base::Instant first_at;
    std::int64_t sightings = 0;
};
BOOST_DESCRIBE_STRUCT(SerialClaimRow, (), (first_at, sightings))
const pg::Query<void(OrganizationId, PrinterId, base::Instant)> kForgetSerialClaims{
    "printers.forget_serial_claims",
    "DELETE FROM printer_serial_claims WHERE organization_id = $1 AND printer_id = $2 AND last_at < $3"};
const pg::Query<SerialClaimRow(OrganizationId, PrinterId, std::string, std::string, std::string, base::Instant,
                               std::int64_t)>
    kClaimSerial{"printers.claim_serial", R"sql(
    INSERT INTO printer_serial_claims AS c (organization_id, printer_id, weak_key, address, model, first_at, last_at,
        sightings)
    SELECT $1, $2, $3, $4, $5, $6, $6, 1
    WHERE EXISTS (SELECT FROM printer_serial_claims AS o
            WHERE o.organization_id = $1 AND o.printer_id = $2 AND o.weak_key = $3)
        OR $7 > (SELECT count(*) FROM printer_serial_claims AS o WHERE o.organization_id = $1 AND o.printer_id = $2)
    ON CONFLICT (organization_id, printer_id, weak_key) DO UPDATE SET
        address = excluded.address, model = excluded.model, last_at = excluded.last_at, sightings = c.sightings + 1
    RETURNING first_at, sightings)sql"};
const pg::Query<void(OrganizationId, PrinterId, std::string)> kDropSerialClaim{"printers.drop_serial_claim", R"sql(
    DELETE FROM printer_serial_claims WHERE organization_id = $1 AND printer_id = $2 AND weak_key = $3)sql"};

const pg::Query<void(OrganizationId, std::vector<base::Uuid>, std::vector<PrinterId>, base::Instant, std::string,
                     boost::json::value, base::Instant)>
    kTellTimes{"printers.tell_times", R"sql(
    INSERT INTO printer_events (organization_id, printer_id, at, id, code, args, actor)
    SELECT $1, told.printer_id, $4, told.id, $5, $6, '' FROM unnest($2, $3) AS told (id, printer_id)
    WHERE NOT EXISTS (SELECT FROM printer_events AS e
        WHERE e.organization_id = $1 AND e.printer_id = told.printer_id AND e.at > $7 AND e.code = $5))sql"};

using Row = std::vector<std::optional<Counted>>;

// What is known of each meter slot, and since when.
Row KnownMeters(const CountedState& state) {
    Row known;
    if (state.observed_at == kNever) return known;
    const auto put = [&](std::size_t slot, const Counted& counted) {
        if (known.size() <= slot) known.resize(slot + 1);
        known[slot] = counted;
    };
    for (const auto& value : ReadKept(state.kept).meters)
        put(static_cast<std::size_t>(value.at), {value.value, value.observed_at});
    for (std::size_t slot = 0; slot < state.meters.size(); ++slot) {
        if (state.meters[slot] != kMeterAbsent) put(slot, {state.meters[slot], state.observed_at});
    }
    return known;
}

// The meters of one printer in a batch.
class Doubting {
  public:
    Doubting(pg::Transaction& tx, base::IdSource& ids, OrganizationId organization, const CountedState& state)
        : tx_(tx), ids_(ids), organization_(organization), state_(state), known_(KnownMeters(state)) {
        if (!state.held) return;
        for (auto& hold : ListMeterHolds(tx, organization, state.printer_id)) holds_.emplace(hold.slot, hold);
    }

    void Take(Arrival& arrival) {
        if (arrival.observed_at <= state_.observed_at) return;
        const printing::Reading& reading = *arrival.reading;
        std::shared_ptr<printing::Reading> without;
        for (std::size_t i = 0; i < reading.meters.size(); ++i) {
            const printing::Meter& meter = reading.meters[i];
            if (meter.value < 0) continue;
            const auto slot = static_cast<std::size_t>(arrival.slots->meter_slots[i]);
            if (known_.size() <= slot) known_.resize(slot + 1);
            const Counted now{meter.value, arrival.observed_at};
            const auto doubt = DoubtMeter(meter.kind, known_[slot], now);
            if (!doubt) {
                Believe(static_cast<std::int32_t>(slot), meter, now);
                known_[slot] = now;
                continue;
            }
            if (!without) without = std::make_shared<printing::Reading>(reading);
            without->meters[i].value = kMeterAbsent;
            Hold(static_cast<std::int32_t>(slot), meter, *doubt, now);
        }
        if (!without) return;
        arrival.completed = std::move(without);
        arrival.reading = arrival.completed.get();
        PackInto(*arrival.reading, *arrival.slots, arrival.packed);
    }

  private:
    void Believe(std::int32_t slot, const printing::Meter& meter, const Counted& now) {
        if (holds_.erase(slot) == 0) return;
        tx_.Exec(kRelease, organization_, state_.printer_id, slot);
        Tell(now.at, "printer_meter_believed", meter, {{"value", now.value}});
    }

    void Hold(std::int32_t slot, const printing::Meter& meter, MeterDoubt doubt, const Counted& now) {
        const std::string reason(base::json::EnumName(doubt));
        tx_.Exec(kHold, organization_, state_.printer_id, slot, reason, now.value, now.at);
        const auto [held, is_new] = holds_.try_emplace(slot, MeterHold{.slot = slot, .since = now.at});
        if (is_new) {
            const auto& last = known_[static_cast<std::size_t>(slot)];
            Tell(now.at, "printer_meter_doubted", meter,
                 {{"reason", reason}, {"value", now.value}, {"last", last ? last->value : 0}});
        }
    }

    void Tell(base::Instant at, const char* code, const printing::Meter& meter, boost::json::object args) {
        args["meter"] = base::json::EnumName(meter.kind);
        store::AddEvent(tx_, organization_, state_.printer_id, ids_.Next(), at, code, args, "");
    }

    pg::Transaction& tx_;
    base::IdSource& ids_;
    OrganizationId organization_;
    const CountedState& state_;
    Row known_;
    std::map<std::int32_t, MeterHold> holds_;
};

}  // namespace

void DoubtMeters(pg::Transaction& tx, base::IdSource& ids, OrganizationId organization, std::span<Arrival> arrivals) {
    std::vector<PrinterId> printers;
    for (const Arrival& arrival : arrivals) {
        if (printers.empty() || printers.back() != arrival.printer) printers.push_back(arrival.printer);
    }
    if (printers.empty()) return;
    std::map<PrinterId, CountedState> states;
    for (auto& state : tx.All(kCountedStates, organization, printers)) {
        const PrinterId printer = state.printer_id;
        states.emplace(printer, std::move(state));
    }
    for (std::size_t first = 0; first < arrivals.size();) {
        std::size_t end = first;
        while (end < arrivals.size() && arrivals[end].printer == arrivals[first].printer) ++end;
        const auto of_printer = arrivals.subspan(first, end - first);
        first = end;
        const auto state = states.find(of_printer.front().printer);
        if (state == states.end()) continue;
        Doubting doubting(tx, ids, organization, state->second);
        for (Arrival& arrival : of_printer) doubting.Take(arrival);
    }
}

std::vector<MeterHold> ListMeterHolds(pg::Transaction& tx, OrganizationId organization, PrinterId printer) {
    return tx.All(kListHolds, organization, printer);
}

void AcceptMeters(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                  std::span<const MeterBegin> begins, base::Instant at) {
    auto state = tx.One(kLockMeters, organization, printer);
    if (!state || state->observed_at == kNever) return;
    const auto slots = base::json::Bind<std::vector<MeterSlot>>(state->slots).value_or(std::vector<MeterSlot>{});
    const auto holds = ListMeterHolds(tx, organization, printer);
    Kept kept = ReadKept(state->kept);
    bool changed = false;
    for (const MeterBegin& begin : begins) {
        const auto found = std::ranges::find(slots, begin.kind, &MeterSlot::kind);
        if (found == slots.end()) continue;
        const auto slot = static_cast<std::size_t>(found - slots.begin());
        const auto hold = std::ranges::find(holds, static_cast<std::int32_t>(slot), &MeterHold::slot);
        const auto last = LastValueAt(state->meters, kMeterAbsent, kept.meters, slot, state->observed_at);
        if (hold == holds.end() && (!last.observed_at || at < *last.observed_at)) continue;  // it was read since
        std::int64_t value = begin.began;
        if (hold != holds.end()) {
            const auto kind = base::json::ParseEnum<printing::MeterKind>(begin.kind);
            const Counted said{hold->value, hold->seen_at};
            // What the printer has said since then is what is known of it now, where that can be.
            if (!DoubtMeter(kind.value_or(printing::MeterKind::kOther), Counted{begin.began, at}, said))
                value = said.value;
            tx.Exec(kRelease, organization, printer, hold->slot);
        }
        if (state->meters.size() <= slot) state->meters.resize(slot + 1, kMeterAbsent);
        state->meters[slot] = value;
        std::erase_if(kept.meters, [&](const KeptValue& one) { return one.at == static_cast<std::int32_t>(slot); });
        if (begin.kind == base::json::EnumName(printing::MeterKind::kLife)) state->life_count = value;
        changed = true;
    }
    if (!changed) return;
    std::optional<boost::json::value> column;
    if (!(kept == Kept{})) column = base::json::ToValue(kept);
    tx.Exec(kSetMeters, organization, printer, state->meters, column, state->life_count);
}

void TellTimes(pg::Transaction& tx, base::IdSource& ids, OrganizationId organization,
               const std::vector<PrinterId>& printers, TimeOf how, const std::optional<base::Duration>& ahead,
               base::Instant now) {
    std::vector<base::Uuid> events;
    for (std::size_t i = 0; i < printers.size(); ++i) events.push_back(ids.Next());
    const bool measured = how == TimeOf::kMeasured;
    boost::json::object args;
    if (measured) {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*ahead).count();
        args = {{"minutes", std::abs(minutes)}, {"direction", minutes < 0 ? "behind" : "ahead"}};
    }
    tx.Exec(kTellTimes, organization, events, printers, now,
            measured ? "printer_times_corrected" : "printer_times_unknown", args, now - std::chrono::hours(24));
}

bool store::TakeOver(pg::Transaction& tx, base::IdSource& ids, OrganizationId organization, const Claim& claim,
                     base::Instant now) {
    const ClaimRow row = tx.Get(kClaim, organization, claim.printer, claim.agent, claim.address, now);
    const bool moved = HasMoved({row.first_at, row.sightings, now, row.owner_read_at});
    if (!moved && row.sightings > 1) return false;
    const std::vector<agents::AgentId> both{claim.owner, claim.agent};
    std::map<agents::AgentId, std::string> names;
    for (const auto& agent : agents::FindAgents(tx, {&organization, 1}, both)) names[agent.id] = agent.name;
    if (moved) tx.Exec(kDropClaims, organization, claim.printer);
    store::AddEvent(tx, organization, claim.printer, ids.Next(), now,
                    moved ? "printer_moved" : "printer_seen_elsewhere",
                    {{"from", names[claim.owner]}, {"to", names[claim.agent]}, {"address", claim.address}}, "");
    return moved;
}

WhoseSerial store::ClaimSerial(pg::Transaction& tx, base::IdSource& ids, OrganizationId organization,
                               const SerialClaim& claim, base::Instant now) {
    tx.Exec(kForgetSerialClaims, organization, claim.printer, now - std::chrono::days(30));
    const auto row = tx.One(kClaimSerial, organization, claim.printer, claim.weak_key, claim.address, claim.model, now,
                            kMostOfSerial - claim.claimants);
    if (!row) return WhoseSerial::kUnclear;
    const auto read_at = claim.owner_read_at == kNever ? std::nullopt : std::optional(claim.owner_read_at);
    const auto whose = DecideSerial({row->first_at, row->sightings, now, read_at});
    if (whose != WhoseSerial::kUnclear) tx.Exec(kDropSerialClaim, organization, claim.printer, claim.weak_key);
    if (row->sightings == 1) {
        store::AddEvent(tx, organization, claim.printer, ids.Next(), now, "printer_serial_claimed",
                        {{"address", claim.address}, {"model", claim.model}}, "");
    }
    return whose;
}

}  // namespace printers
