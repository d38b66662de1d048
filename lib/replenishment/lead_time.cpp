#include "lib/replenishment/lead_time.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace replenishment {
namespace {

// Shares of the parts, from the quickest deliveries to those on back order.
constexpr std::array kShares{0.35, 0.40, 0.21, 0.04};
constexpr float kMemory = 5'000;  // deliveries: then old ones begin to count less

}  // namespace

std::array<float, LeadTimes::kMost + 1> LeadTimes::Usual() {
    std::array<float, kMost + 1> usual{};
    usual[2] = 8;
    usual[3] = 12;
    usual[4] = 9;
    usual[5] = 6;
    usual[6] = 2;
    usual[7] = 1;
    usual[14] = 2;
    return usual;
}

void LeadTimes::Learn(int working_days) {
    count[static_cast<std::size_t>(std::clamp(working_days, 0, kMost))] += 1;
    if (std::accumulate(count.begin(), count.end(), 0.0F) > kMemory) {
        for (float& each : count) each /= 2;
    }
}

std::array<LeadTimes::Part, 4> LeadTimes::Parts() const {
    // Of each part its mean, so that the whole has the mean of the distribution.
    const double all = std::accumulate(count.begin(), count.end(), 0.0);
    std::array<Part, 4> parts;
    std::size_t at = 0;
    double left = count[0];
    for (std::size_t i = 0; i < parts.size(); ++i) {
        double wanted = kShares[i] * all;
        double sum = 0;
        double taken = 0;
        while (at < count.size()) {
            const double take = std::min(wanted - taken, left);
            sum += take * static_cast<double>(at);
            taken += take;
            left -= take;
            if (wanted - taken < 1e-6 * all) break;
            if (++at < count.size()) left = count[at];
        }
        parts[i] = {static_cast<int>(std::ceil(taken > 0 ? sum / taken - 1e-9 : 0)), kShares[i]};
    }
    return parts;
}

}  // namespace replenishment
