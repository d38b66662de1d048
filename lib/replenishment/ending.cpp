#include "lib/replenishment/ending.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace replenishment {
namespace {

constexpr double kEarlyRange = 25;  // percent: people replace early somewhere in here
constexpr double kMostEnd = 20;     // no gauge is that wrong
constexpr float kEarlyShare = 0.15F;

}  // namespace

void LearnEnding(Ending& ending, const Method& method, double level, bool stood_still) {
    const double spread = ending.doubt + method.end_noise;
    const double off = level - ending.level;
    // How likely this level is if the cartridge was empty, and if somebody was early.
    const double empty =
        std::exp(-0.5 * off * off / spread) / std::sqrt(2 * std::numbers::pi * spread) * (1 - ending.early);
    const double early = level > 30 ? 0.03 : level > -1 ? ending.early / kEarlyRange : 0;
    double trust = empty / (empty + early + 1e-6);
    if (stood_still) trust = std::max(trust, 0.8);
    ending.early += kEarlyShare * (static_cast<float>(1 - trust) - ending.early);
    ending.early = std::clamp(ending.early, 0.05F, 0.9F);
    if (level > kMostEnd) return;
    const double gain = trust * ending.doubt / spread;
    ending.level += static_cast<float>(gain * off);
    ending.doubt = static_cast<float>((1 - gain) * ending.doubt + 0.5);
}

}  // namespace replenishment
