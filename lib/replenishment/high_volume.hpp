#pragma once

#include "lib/replenishment/gauge.hpp"
#include "lib/replenishment/method.hpp"
#include "lib/replenishment/state.hpp"

// Two or more cartridges of one color a week (ASR-8): such a printer is not suited for automatic
// replenishment.
namespace replenishment {

// A reading of `raw` came `days` after the one before; the level fell by `fall` percent, a new
// cartridge not taken into account.
void CountTurnover(Turnover& turnover, const GaugeStep& step, double fall, std::optional<int> raw, int days);

// For at least five weeks. Three witnesses, one is enough. Consumption by pages is only as good as
// the yield that the catalogue has, and a printer without a counter that gets a new cartridge
// each day shows no consumption at all. The turnover by replacements needs neither, but a gauge
// that is read once a day hides most of them unless cartridges have serial numbers. The bare gauge
// sees those, and is believed where it moves on most days and pages do not speak against it.
// `unit`: percent of a cartridge that a unit of the rate takes.
// `cartridges`: a week.
[[nodiscard]] bool IsHighVolume(const SupplyState& state, double unit, bool was, double cartridges = kUsualHighVolume);

}  // namespace replenishment
