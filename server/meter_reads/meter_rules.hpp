#pragma once

#include <set>

#include "server/meter_reads/meter_store.hpp"

// The rules of meters. Pure.
namespace meter_reads {

// The first slot of each kind of meter that a printer has, in the order of its slots: several markers count the same sheets.
struct KindSlot {
    std::string kind;
    std::optional<std::string> unit;
    std::size_t slot = 0;
};
std::vector<KindSlot> KindSlots(const boost::json::value& meters);

// What an agent read at a time, by kind.
struct AgentSample {
    base::Instant at;
    std::map<std::string, std::int64_t> shown;
};
AgentSample SampleOf(const std::vector<KindSlot>& slots, base::Instant at, const std::vector<std::int64_t>& meters);
// The current state of a printer: of meters that the newest reading lacked what is kept of older ones.
std::vector<AgentSample> SamplesOfState(const std::vector<KindSlot>& slots, const store::PrinterRow& printer);

// What is known around a moment of one printer: `hand` are its reads and changes that count, by time.
MetersAround AroundOf(const std::vector<KindSlot>& slots, std::span<const AgentSample> agent,
                      std::span<const store::ReadRow> hand, base::Instant at);

// How far back a read may be dated, and how far readings are looked for.
inline constexpr std::chrono::days kFarthest{400};

// Something about a read that is unlikely, and no refusal.
struct MeterHint {
    std::string code;  // far_above_usual, parts_above_whole
    std::string kind;
    std::int64_t added = 0;     // pages since the read before; of parts_above_whole their sum
    std::int64_t expected = 0;  // at the usual pace; of parts_above_whole the whole
    bool operator==(const MeterHint&) const = default;
};
BOOST_DESCRIBE_STRUCT(MeterHint, (), (code, kind, added, expected))

struct CheckedMeter {
    std::string kind;
    std::int64_t value = 0;
    std::optional<MeterPoint> before;
};
// When it was displayed; refuses "meter_read_in_future" and "meter_read_too_old" at `pointer`.
base::Instant CheckTime(const std::optional<base::Instant>& said, base::Instant now, const std::string& pointer,
                        base::FieldProblems& problems);
// MTR-2. Refuses, beside the limits, a meter by "meter_kind_unknown", "meter_twice", "missing" (neither a value nor
// unchanged), "meter_unchanged_value" (both), "meter_unchanged_first" (nothing was displayed before), "meter_not_greater"
// with {value, previous}, and "meter_above_next" with {value, next}: a later read says less.
base::Result<std::vector<CheckedMeter>> CheckRead(const MeterReadInput& input, const MetersAround& around);
// A change of the counters: the same, but for what they begin with. What ended must not be less than what was displayed
// before: "meter_ended_below" with {value, previous}.
base::Result<std::vector<CheckedMeter>> CheckChange(const MeterChangeInput& input, const MetersAround& around);

// `earlier`: what was known long before, for the usual pace.
std::vector<MeterHint> HintsOf(const std::vector<CheckedMeter>& meters, const MetersAround& around,
                               const MetersAround& earlier, base::Instant at);
// Pages a day between two points, at least a day apart; nullopt: nobody knows.
std::optional<double> PaceOf(const std::optional<MeterPoint>& from, const std::optional<MeterPoint>& to);

// The input as it is kept, or all that is wrong: beside the limits "time_zone_unknown", "meter_kind_unknown",
// "meter_twice", "meter_group_twice", "meter_terms_start" (more than 400 days ago or ahead).
base::Result<MeterTermsInput> CheckTerms(const MeterTermsInput& input, base::Instant now);

}  // namespace meter_reads
