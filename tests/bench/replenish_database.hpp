#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "tests/bench/bench.hpp"
#include "tests/bench/replenish_sample.hpp"

namespace bench {

inline constexpr base::Day kReplenishDay{std::chrono::sys_days(std::chrono::year(2026) / 11 / 17)};  // a Tuesday

// An organization and its sites of a fleet; site n is a copy of site n % sample.sites() of the
// sample.
struct ReplenishCustomer {
    std::size_t number = 0;
    std::size_t first_site = 0;
    std::size_t end_site = 0;
};

// The daily run of all organizations on a database, and its baseline. The sample has closed the day
// before kReplenishDay.
Result ReplenishDatabase(const std::vector<ReplenishCustomer>& customers, ReplenishSample& sample);

}  // namespace bench
