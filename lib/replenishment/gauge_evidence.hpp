#pragma once

#include <cstdint>
#include <optional>

#include "lib/replenishment/gauge.hpp"

// What kind of gauge a supply has, known from the levels that it has shown: printers do not say in
// which steps they count, nor that they know three levels only.
namespace replenishment {

struct GaugeEvidence {
    std::int16_t newest = Gauge::kNone;  // last level, 0..100 or -3
    std::uint8_t grid = 0;               // greatest common divisor of the levels seen, percent; 0: none yet
    std::uint8_t changes = 0;            // how often the level was another one, at most 255
    bool some = false;                   // said "some remains"
    bool stages = true;                  // nothing but 100, 10, 1 and 0

    bool operator==(const GaugeEvidence&) const = default;
};

void AddEvidence(GaugeEvidence& evidence, std::optional<int> raw);

// `known` with kind and step as they look where it leaves the step open (0); one percent until more
// is known.
[[nodiscard]] GaugeSpec SpecFromEvidence(const GaugeEvidence& evidence, const GaugeSpec& known);

}  // namespace replenishment
