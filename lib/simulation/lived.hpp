#pragma once

#include "lib/simulation/observed.hpp"

namespace simulation {

// One part under one scenario. `stop` is asked every month.
Outcome LivePart(const Past& past, const Part& part, const Scenario& scenario, const std::function<bool()>& stop);

// What a gauge shows of a level, percent. Pure.
[[nodiscard]] int Shown(const replenishment::GaugeSpec& gauge, double level);

}  // namespace simulation
