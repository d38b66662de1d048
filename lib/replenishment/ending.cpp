#include "lib/replenishment/ending.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace replenishment {

void LearnEnding(Ending& ending, const Method& method, double level, bool stood_still) {
    const double spread = ending.doubt + method.end_noise;
    const double off = level - ending.level;
    // How likely this level is if the cartridge was empty, and if it was replaced early.
    const double empty =
        std::exp(-0.5 * off * off / spread) / std::sqrt(2 * std::numbers::pi * spread) * (1 - ending.early);
    const double early = level > figure::kClearlyEarly    ? figure::kClearlyEarlyRate
                         : level > figure::kNotEarlyBelow ? ending.early / figure::kEarlyRange
                                                          : 0;
    double trust = empty / (empty + early + figure::kLeastDensity);
    if (stood_still) trust = std::max(trust, figure::kStandstillTrust);
    ending.early += figure::kEarlyShare * (static_cast<float>(1 - trust) - ending.early);
    ending.early = std::clamp(ending.early, figure::kLeastEarly, figure::kMostEarly);
    if (level > figure::kMostEnd) return;
    const double gain = trust * ending.doubt / spread;
    ending.level += static_cast<float>(gain * off);
    ending.doubt = static_cast<float>((1 - gain) * ending.doubt + figure::kEndDrift);
}

}  // namespace replenishment
