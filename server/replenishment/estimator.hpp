#pragma once

#include <optional>
#include <string>

#include "lib/base/clock.hpp"

// How fast a supply is used, learned from one reading a day (ASR-4). Pure and O(1): the state is
// all that is kept.
namespace replenishment {

// Of one supply in one printer. Levels are percent of one cartridge (a receptacle: percent of room
// left).
struct SupplyState {
    std::optional<base::Day> last_day;   // day of the newest reading used
    std::optional<double> last_percent;  // level then
    std::string last_serial_number;  // of the cartridge then; "" where the printer does not tell
    std::optional<double> daily_percent;  // average daily consumption; from the second reading on
    std::int32_t observed_days = 0;       // days behind the average
    std::int32_t shelf = 0;               // whole cartridges on the shelf
    // Cartridges that were swapped in before anybody said that they were delivered; taken off the
    // next delivery.
    std::int32_t early_replacements = 0;

    bool operator==(const SupplyState&) const = default;
};

struct Observation {
    base::Day day;
    std::optional<double> percent;  // absent for unknown, unrestricted and some-remaining
    std::string serial_number;      // of the cartridge; ""
    std::int32_t in_transit = 0;    // cartridges that are ordered and not said to be delivered
};

enum class Event { kNone, kReplaced, kRefilled };

// Takes one reading into the state. Readings of a day already seen, or older, change nothing
// (ASR-15), nor do readings without a level. A rise is a replacement when the cartridge's serial
// number changed, or, where none is told, when the level rose by at least 20 %; with the same
// serial number it is a refill, which leaves the shelf alone. Smaller rises are the gauge bouncing
// and are not consumption. The average is the plain mean of the first 28 days, then an exponential
// one with a half-life of 20 days.
Event Observe(SupplyState& state, const Observation& observation);

// `quantity` cartridges have arrived.
void Deliver(SupplyState& state, std::int32_t quantity);

}  // namespace replenishment
