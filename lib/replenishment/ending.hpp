#pragma once

#include "lib/replenishment/method.hpp"

// Where the cartridges of a supply are really empty: gauges show zero some pages too early or too
// late, always in the same direction. Seen when a cartridge is replaced, unless it was
// replaced early.
namespace replenishment {

struct Ending {
    float level = 0;                       // percent on the gauge at which it is empty
    float doubt = figure::kPriorEndDoubt;  // its variance
    float early = figure::kPriorEarly;     // share of cartridges that are replaced before they are empty

    bool operator==(const Ending&) const = default;
};

// A cartridge was replaced at this level. `stood_still`: the printer had stopped printing before.
void LearnEnding(Ending& ending, const Method& method, double level, bool stood_still);

}  // namespace replenishment
