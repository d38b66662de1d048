#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/base/hash.hpp"
#include "lib/replenishment/coverage.hpp"
#include "lib/replenishment/method.hpp"

// The gauge filter (ASR-15): from what a printer says of a supply to what is in the cartridge.
// Gauges come in steps, bounce, say "some" for most of a cartridge's life, say nothing while the
// printer sleeps, and show a new cartridge only by a rise; pages are counted exactly. The filter
// walks down by pages and lets the gauge correct it where they disagree.
namespace replenishment {

enum class GaugeKind : std::uint8_t {
    kSteps,          // percent in steps
    kSomeRemaining,  // -3 until it is nearly empty, then a few percent
    kThreeStage,     // 100, 10, 1, 0: full, low, very low, empty
};

// What is known of a supply before the first reading.
struct GaugeSpec {
    GaugeKind kind = GaugeKind::kSteps;
    double step = 1;  // percent between two values of the gauge; kSteps only; 0: see GaugeEvidence
    double yield_pages = figure::kUsualYield;  // of one cartridge by ISO/IEC 19752, 19798 or 24711; > 0
};

struct Gauge {
    static constexpr std::int16_t kNone = figure::kNoLevel;
    static constexpr double kDeepest = figure::kDeepest;

    DayNumber seen_on = kNoDay;     // day of the newest reading
    float level = 0;                // percent left as estimated; kDeepest..100
    std::int16_t raw = kNone;       // newest accepted value: 0..100, -3
    std::int16_t rise = kNone;      // a rise that waits for its second reading
    bool fall = false;              // a fall that waits for its second reading
    std::int16_t undo_raw = kNone;  // before a replacement that was believed at once ...
    float undo_level = 0;
    DayNumber undo_day = kNoDay;  // ... on this day
    float deep = 0;               // percent that pages lie below what the gauge allows
    float bounce = 0;             // share of readings in which the gauge rose by itself
    std::uint64_t cartridge = 0;  // serial number of the cartridge, hashed; 0: not reported
    Coverage coverage;

    [[nodiscard]] bool Known() const { return raw != kNone; }
    bool operator==(const Gauge&) const = default;
};

struct GaugeInput {
    std::optional<int> raw;       // as reported; -1, -2, above 100 and below -3 say nothing
    std::uint64_t cartridge = 0;  // 0: not reported
    bool spare = true;            // a new cartridge was there to be put in
    std::optional<double> pages;  // printed since the last reading; absent: no counter, or it was reset
};

enum class GaugeEvent : std::uint8_t {
    kNone,
    kReplaced,
    kUndone,    // the last replacement was none
    kRefilled,  // more in the same cartridge: refilled or reseated
};

struct GaugeStep {
    std::optional<double> used;  // percent since the last reading, where pages or gauge show it
    GaugeEvent event = GaugeEvent::kNone;
    double level_before = 0;  // with kReplaced: what was left in the old cartridge
    int cartridges = 1;       // with kReplaced: how many were put in
    bool doubted = false;     // with kReplaced: it is undone if the level falls back
};

// Distinguishes a cartridge from others: a hash of its serial number, never 0, which means none. Stored.
[[nodiscard]] constexpr std::uint64_t CartridgeHash(std::string_view serial_number) {
    return serial_number.empty() ? 0 : std::max<std::uint64_t>(base::StableHash(serial_number), 1);
}

// Takes the reading of a day into the state. The days of a supply's readings ascend.
GaugeStep FilterReading(Gauge& gauge, const GaugeSpec& spec, const Method& method, DayNumber day,
                        const GaugeInput& reading);

// Percent of a cartridge that a page takes.
[[nodiscard]] inline double PercentPerPage(const Gauge& gauge, const GaugeSpec& spec) {
    return PercentPerPage(gauge.coverage, spec.yield_pages);
}

// Levels that a gauge shows as `raw` (0..100, or -3): percent.
struct Cell {
    double low;
    double high;
};
[[nodiscard]] Cell CellOf(const GaugeSpec& spec, int raw);

}  // namespace replenishment
