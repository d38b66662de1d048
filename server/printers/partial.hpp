#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/json.hpp"
#include "lib/printing/reading.hpp"
#include "server/printers/packing.hpp"

// Partial answers: a printer that answers slowly, breaks off or refuses a table says nothing of the rest. What
// was known of it stays, with the time when it was said; nothing becomes a supply that does not say what it is.
// Pure.
namespace printers {

// Whether CompletePartial() has something to do: parts unanswered, or supplies that do not say what they are.
bool NeedsCompletion(const printing::Reading& reading);
// The reading with everything that it does not say of the printer itself taken from `known`, the last
// description (nullptr: there is none). Levels, meters and trays that were not answered are listed without a value
// (a meter: -1). A supply that says not even what it is is found by its index, or left out with a problem.
// `known` may carry levels: an answer without the maker's table is no worse level of the same part.
printing::Reading CompletePartial(printing::Reading reading, const printing::Reading* known);

// What the newest reading lacked, as an older one had it. Never part of the history.
struct KeptValue {
    std::int32_t at = 0;  // the slot; of a tray, its position
    std::int64_t value = 0;
    base::Instant observed_at;
    bool operator==(const KeptValue&) const = default;
};
BOOST_DESCRIBE_STRUCT(KeptValue, (), (at, value, observed_at))
struct KeptPart {
    printing::Part part = printing::Part::kIdentity;
    std::optional<base::Instant> observed_at;  // when it was answered last; absent: never
    bool operator==(const KeptPart&) const = default;
};
BOOST_DESCRIBE_STRUCT(KeptPart, (), (part, observed_at))
struct Kept {
    std::vector<KeptPart> parts;
    std::vector<KeptValue> levels;
    std::vector<KeptValue> meters;
    std::vector<KeptValue> inputs;
    bool operator==(const Kept&) const = default;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (parts, levels, meters, inputs))
// As the column printer_states.kept has it; an empty Kept for null.
Kept ReadKept(const std::optional<boost::json::value>& column);
const KeptValue* FindKept(const std::vector<KeptValue>& values, std::size_t at);

// A level or count as it is known: what the newest reading said, else what is kept of an older one.
struct LastValue {
    std::optional<std::int64_t> value;
    std::optional<base::Instant> observed_at;
};
// `said`: by the reading of `newest`.
LastValue LastValueOf(std::optional<std::int64_t> said, const std::vector<KeptValue>& kept, std::size_t at,
                      const std::optional<base::Instant>& newest);
template <class T>
LastValue LastValueAt(const std::vector<T>& values, T absent, const std::vector<KeptValue>& kept, std::size_t at,
                      const std::optional<base::Instant>& newest) {
    const bool said = at < values.size() && values[at] != absent;
    return LastValueOf(said ? std::optional<std::int64_t>(values[at]) : std::nullopt, kept, at, newest);
}

// What the current state says, for readings that arrive late or in part.
struct CurrentState {
    base::Instant observed_at;
    std::int16_t layout = 0;
    std::int16_t status = 1;
    std::string status_text;
    std::int32_t detected_errors = 0;
    std::vector<std::int32_t> levels;
    std::vector<std::int64_t> meters;
    std::vector<std::int32_t> input_levels;
    std::optional<std::int64_t> uptime_seconds;
    std::int64_t alerts = 0;
    std::optional<boost::json::value> kept;
};
BOOST_DESCRIBE_STRUCT(CurrentState, (),
                      (observed_at, layout, status, status_text, detected_errors, levels, meters, input_levels,
                       uptime_seconds, alerts, kept))

// What goes into the state beside a partial reading.
struct Beside {
    Kept kept;
    std::string status_text;
    std::optional<std::int64_t> uptime_seconds;
};

// What a printer reported last, value by value, and when. Takes readings in any order.
class Remembered {
  public:
    Remembered() = default;
    explicit Remembered(const CurrentState& state);

    // The next reading of the printer. Where it lacks the status, `packed` gets the one that holds.
    void Take(const printing::Reading& reading, Packed& packed, base::Instant at);
    // One that is older than the state; true when it is a newer source of something that is kept.
    bool TakeLate(const printing::Reading& reading, const Packed& packed, base::Instant at);
    // Beside `reading`, the newest, which is partial. `packed` gets the lowest level and the life count that
    // count what is kept.
    Beside BesideOf(const printing::Reading& reading, const SlotMap& slots, Packed& packed) const;
    // The kept values, with what TakeLate() brought.
    [[nodiscard]] const Kept& kept() const { return kept_; }

  private:
    struct Value {
        std::int64_t value = 0;
        base::Instant at;
    };
    using Row = std::vector<std::optional<Value>>;
    static void Put(Row& row, std::size_t at, std::int64_t value, base::Instant when);

    Row levels_;
    Row meters_;
    Row inputs_;
    std::vector<std::optional<base::Instant>> answered_;  // by part
    std::int16_t status_ = 1;
    std::int32_t detected_errors_ = 0;
    std::string status_text_;
    std::optional<std::int64_t> uptime_seconds_;
    bool has_status_ = false;
    Kept kept_;
};

}  // namespace printers
