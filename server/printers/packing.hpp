#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "lib/base/ids.hpp"
#include "lib/printing/reading.hpp"

// A reading as the database keeps it: raw levels and meters as arrays by slot. A slot belongs to one supply (or
// meter) of one printer for ever; what it means is described apart, because it seldom changes. Pure.
namespace printers {

// What identifies a supply from reading to reading, whatever its row number: class, type, colorant and, where several
// supplies have the same three, the position among them. In the order of `supplies`.
std::vector<std::string> SupplyKeys(const std::vector<printing::Supply>& supplies);
// The slot of each key; a key that has none gets the next one, and is added to `known`. A supply
// whose color or type is missing in one of two readings stays the same supply: a mono printer need not say "black", and
// a toner is a toner cartridge.
std::vector<std::int16_t> SupplySlotsFor(const std::vector<std::string>& keys,
                                         std::map<std::string, std::int16_t>& known);
// "<kind>/<unit>/<nth>", in the order of `meters`.
std::vector<std::string> MeterKeys(const std::vector<printing::Meter>& meters);

// Changes exactly when the printer describes itself differently: everything but levels, meter values, status,
// alerts, uptime and problems. Agent and site are part of it, so that a printer that comes under others is noticed.
std::int64_t FingerprintOf(const printing::Reading& reading, const base::Uuid& agent, const base::Uuid& site);
// Of the supplies alone: what a layout is.
std::int64_t LayoutFingerprintOf(const std::vector<printing::Supply>& supplies);

// In packed arrays; the database's own null would make cutting slices slow.
inline constexpr std::int32_t kLevelAbsent = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int64_t kMeterAbsent = -1;
inline constexpr std::int64_t kNoLifeCount = -1;
inline constexpr std::int16_t kNoPercent = 101;

// Where the rows of a reading go, by their position.
struct SlotMap {
    std::int16_t layout = 0;
    std::vector<std::int16_t> supply_slots;
    std::vector<std::int16_t> meter_slots;
    std::int16_t supply_slot_count = 0;  // of the printer, so also those that this reading does not have
    std::int16_t meter_slot_count = 0;

    bool operator==(const SlotMap&) const = default;
};

struct Packed {
    std::int16_t status = 1;                 // by severity: 0 ok, 1 other, 2 warning, 3 error
    std::vector<std::int32_t> levels;        // by supply slot, without absent ones at the end
    std::vector<std::int64_t> meters;        // by meter slot, likewise
    std::vector<std::int32_t> input_levels;  // by position
    std::int32_t detected_errors = 0;
    std::int64_t life_count = kNoLifeCount;
    std::int16_t lowest_percent = kNoPercent;  // of consumed supplies and receptacles alike, rounded down
    std::int64_t alerts = 0;
    bool alerts_answered = true;  // false: they are as they were

    // Whether a history row of it says the same: status, levels and meters.
    [[nodiscard]] bool SameHistory(const Packed& other) const {
        return status == other.status && levels == other.levels && meters == other.meters;
    }
};
void PackInto(const printing::Reading& reading, const SlotMap& slots, Packed& out);

std::int16_t StatusCode(printing::PrinterStatus status);
printing::PrinterStatus StatusOf(std::int16_t code);

// The state in the printer's own words: its most severe alert, or else what stands on its display, which may say
// "Printing" while a toner runs low.
std::string StateWords(const printing::Reading& reading);

// The same alert in the next reading: group, code, place; the description where there is no code.
std::string AlertKey(const printing::Alert& alert);
std::int64_t AlertsFingerprint(const std::vector<printing::Alert>& alerts);  // 0: none; order does not matter

}  // namespace printers
