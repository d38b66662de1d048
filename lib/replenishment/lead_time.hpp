#pragma once

#include <array>

#include "lib/replenishment/method.hpp"

// How long deliveries take, learned from those that came, in working days from order to door.
namespace replenishment {

struct LeadTimes {
    static constexpr int kMost = figure::kMostLeadDays;
    // Weights by working days; they start with what is usual for a warehouse in the country, one delivery in
    // twenty on back order.
    std::array<float, kMost + 1> count = Usual();

    bool operator==(const LeadTimes&) const = default;

    void Learn(int working_days);

    // The distribution in four parts: a delivery takes at most so long with this share.
    struct Part {
        int working_days = 0;
        double share = 0;
    };
    [[nodiscard]] std::array<Part, figure::kDeliveryParts> Parts() const;

  private:
    static std::array<float, kMost + 1> Usual();
};

}  // namespace replenishment
