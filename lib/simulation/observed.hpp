#pragma once

#include <vector>

#include "lib/simulation/simulation.hpp"

// What was used on each day, as the engine itself understands the readings, and what it knew when the watching ended.
namespace simulation {

struct ObservedDay {
    bool read = false;  // the printer answered
    float pages = 0;    // printed, spread evenly over days without a reading
    float color_pages = 0;
    std::vector<float> used{};  // percent of a cartridge, by supply
};

struct ObservedPrinter {
    std::size_t past = 0;                            // of Past::printers
    replenishment::SiteIndex site;                   // in the part
    std::vector<replenishment::SupplyState> states;  // when the watching ended
    std::vector<replenishment::GaugeSpec> gauges;    // as they show levels
    std::vector<bool> tells_serial;                  // the printer says which cartridge it has
    bool counts = false;                             // ... and its pages ...
    bool counts_color = false;                       // ... and those in color
    std::int64_t pages = 0;                          // counters when the watching ended
    std::int64_t color_pages = 0;
    std::vector<ObservedDay> days;  // from the first day that is lived through
};

// Sites that are lived through together.
struct Part {
    std::vector<std::size_t> sites;  // of Past
    std::vector<ObservedPrinter> printers;
    std::vector<replenishment::SiteState> site_states;
    replenishment::FleetState fleet;
};

Part Observe(const Past& past, const std::vector<std::size_t>& sites, const std::vector<std::size_t>& printers);

}  // namespace simulation
