#include "lib/replenishment/lead_time.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace replenishment {

std::array<float, LeadTimes::kMost + 1> LeadTimes::Usual() {
    std::array<float, kMost + 1> usual{};
    for (const auto& [working_days, count] : figure::kUsualDeliveries) {
        usual[static_cast<std::size_t>(working_days)] = count;
    }
    return usual;
}

void LeadTimes::Learn(int working_days) {
    count[static_cast<std::size_t>(std::clamp(working_days, 0, kMost))] += 1;
    if (std::accumulate(count.begin(), count.end(), 0.0F) > figure::kMostDeliveries) {
        for (float& each : count) each /= 2;
    }
}

std::array<LeadTimes::Part, figure::kDeliveryParts> LeadTimes::Parts() const {
    // Of each part its mean, so that the whole has the mean of the distribution.
    const double all = std::accumulate(count.begin(), count.end(), 0.0);
    std::array<Part, figure::kDeliveryParts> parts;
    std::size_t at = 0;
    double left = count[0];
    for (std::size_t i = 0; i < parts.size(); ++i) {
        double wanted = figure::kDeliveryShares[i] * all;
        double sum = 0;
        double taken = 0;
        while (at < count.size()) {
            const double take = std::min(wanted - taken, left);
            sum += take * static_cast<double>(at);
            taken += take;
            left -= take;
            if (wanted - taken < figure::kShareRounding * all) break;
            if (++at < count.size()) left = count[at];
        }
        parts[i] = {static_cast<int>(std::ceil(taken > 0 ? sum / taken - figure::kNextToNothing : 0)),
                    figure::kDeliveryShares[i]};
    }
    return parts;
}

}  // namespace replenishment
