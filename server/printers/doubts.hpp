#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "lib/base/clock.hpp"
#include "lib/printing/reading.hpp"

// What agents say and is not believed at once: a counter never falls without a recorded change, and a printer does not go to
// another site because somebody there says so. Nothing is lost and nothing invented: what is doubted is set aside, told in
// the printer's history, and taken over when it is shown to be true (AGT-3, AGT-4). The rules are pure.
namespace printers {

// ---- meters

enum class MeterDoubt {
    kFell,     // less than before: another counter, or a wrong answer
    kZero,     // nothing at all after something
    kWrapped,  // went on from zero behind the most that 31 or 32 bits hold
    kJumped,   // more than any printer prints in the time
};
BOOST_DESCRIBE_ENUM(MeterDoubt, kFell, kZero, kWrapped, kJumped)

struct Counted {
    std::int64_t value = 0;
    base::Instant at;
};
// The most that a meter can grow by in so long: 600 impressions a minute, beyond every office printer, and a margin for a
// first answer after a silence; hours: those that have passed, and a day.
std::int64_t MostGrowth(printing::MeterKind kind, base::Duration over);
// Why a value is not taken over; nullopt: it is. `last` is the last one that was (nullopt: there is none), not newer.
std::optional<MeterDoubt> DoubtMeter(printing::MeterKind kind, const std::optional<Counted>& last, const Counted& now);

// ---- places

// A printer of one site is read by an agent of another one.
struct Sighting {
    base::Instant first_at;      // by that agent
    std::int64_t sightings = 1;  // this one included
    base::Instant now;
    std::optional<base::Instant> owner_read_at;  // by the agent that has it; nullopt: never
};
// It has moved: seen a second time, half an hour or more after the first, and its old agent has not read it since.
bool HasMoved(const Sighting& sighting);

// ---- serial numbers

// What a machine says of itself beside its serial number, and where.
struct Claimant {
    std::string weak_key{};  // IdentityKeys::weak
    std::string address{};
    std::int32_t port = 161;
    bool same_index = true;   // behind one address: not another hrDeviceIndex than the other one
    std::string model_key{};  // "": not said
    std::optional<Counted> life{};
};
// Where it is, it is the same machine.
bool AtOnePlace(const Claimant& a, const Claimant& b);
// Two answers with one serial number are of one machine: they come from one place, or the model is the same and the life count
// goes on at the pace of a printer (a lease, a network card, Wi-Fi and cable). Else two machines may claim the number.
bool IsOneMachine(const Claimant& a, const Claimant& b);

enum class WhoseSerial {
    kItsOwn,   // the printer was moved: it is not read any more where it was
    kUnclear,  // set aside until that shows
    kAnother,  // both are read at the same time: they are two printers
};
// `sighting.owner_read_at`: when the printer that has the number was last read where it was.
WhoseSerial DecideSerial(const Sighting& sighting);
// So many machines with one serial number are kept apart, with those that may become one; what others say is set aside.
inline constexpr std::int64_t kMostOfSerial = 10;

// ---- times

enum class TimeOf {
    kAgent,     // as the agent said
    kMeasured,  // corrected by as much as its clock is wrong now
    kArrival,   // it cannot have been then: when it arrived
};
struct CorrectedTime {
    base::Instant at;
    TimeOf how = TimeOf::kAgent;
};
// When a reading was taken, by the server's clock. `ahead`: how far the agent's clock is ahead, measured as it sent the
// reading; up to two minutes are the way that the batch took, and nothing is corrected. Without it, or where the time is
// impossible all the same (before 2020, more than ten minutes ahead), the values are believed and the time is `now`.
CorrectedTime CorrectTime(base::Instant observed_at, base::Instant now, const std::optional<base::Duration>& ahead);

// ---- what is kept of it

// A person has recorded that a counter goes on from another value.
struct MeterBegin {
    std::string kind;  // printing::MeterKind
    std::int64_t began = 0;
};

// A meter of a printer whose newest value is doubted.
struct MeterHold {
    std::int32_t slot = 0;
    MeterDoubt reason{};
    std::int64_t value = 0;
    base::Instant since;
    base::Instant seen_at;
};
BOOST_DESCRIBE_STRUCT(MeterHold, (), (slot, reason, value, since, seen_at))

}  // namespace printers
