#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/replenishment/engine.hpp"

// What-if: a fleet lives again through the days that were read, under other settings of the replenishment engine.
namespace simulation {

using replenishment::DayNumber;

// ---- what was

struct SupplyPast {
    replenishment::SupplySpec spec;
    double price = 0;  // of one cartridge, in whatever unit costs have; 0: not known
};

// What a printer said on a day.
struct DayPast {
    DayNumber day = 0;
    replenishment::Counters counters;
    std::vector<replenishment::SupplyReading> supplies;  // in the order of PrinterPast::supplies
};

struct PrinterPast {
    std::size_t site = 0;  // those of one site share shipments: 0, 1, 2 ...
    std::vector<SupplyPast> supplies;
    std::vector<DayPast> days;  // ascending, each day once
};

struct Past {
    DayNumber first = 0;                                                   // the first day ...
    DayNumber last = 0;                                                    // ... and the last
    std::vector<std::shared_ptr<const replenishment::Holidays>> holidays;  // by site; nullptr: none
    std::vector<PrinterPast> printers;
    replenishment::FleetState fleet;  // where the engine's knowledge of the fleet begins
};

// ---- what if

struct Scenario {
    replenishment::Profile profile = replenishment::Profile::kPublished;
    replenishment::Rule rule;
    bool own_terms = false;        // a supply goes by the rule and the spares of its spec, where it has some
    double must_risk = 0;          // of running out that is too much, 0..1; 0: the profile's own
    std::int32_t lead_days = 3;    // working days from order to door
    std::int32_t spares_kept = 0;  // at each printer
    double shipment_cost = 0;      // of one shipment
};

// Figures of one month, counted from the first day that was lived through: 0, 1, 2 ...
struct Month {
    std::int64_t stock_outs = 0;
    std::int64_t shipments = 0;
    std::int64_t cartridges = 0;
    double shelf = 0;  // cartridges on all shelves, on average
};

struct Outcome {
    std::int64_t stock_outs = 0;      // supplies that ran out and had nothing on a shelf
    std::int64_t stock_out_days = 0;  // days on which they stood empty
    std::int64_t shipments = 0;
    std::int64_t cartridges = 0;     // shipped
    double shelf = 0;                // cartridges on all shelves, on average
    double cartridge_cost = 0;       // of those whose price is known
    std::int64_t without_price = 0;  // cartridges shipped whose price is not known
    double shipment_cost = 0;
    std::vector<Month> months;

    bool operator==(const Outcome&) const = default;
};
inline bool operator==(const Month& a, const Month& b) {
    return a.stock_outs == b.stock_outs && a.shipments == b.shipments && a.cartridges == b.cartridges &&
           a.shelf == b.shelf;
}

// Days that the engine only watches before anything is ordered.
inline constexpr DayNumber kWarmUpDays = 60;
// A printer that was not read on so many days after them says nothing.
inline constexpr std::size_t kLeastDays = 30;
inline constexpr DayNumber kDaysOfMonth = 30;

// Whether the past of a printer is long enough to be lived through again.
[[nodiscard]] bool IsLongEnough(const Past& past, const PrinterPast& printer);

struct Progress {
    std::function<void(std::size_t done, std::size_t of)> tell;  // from any thread, one at a time
    std::function<bool()> stop;                                  // asked often
};

// One outcome each scenario, in their order; empty when it was stopped. Printers whose past is too short are left out.
// `threads`: how many work; the outcome is the same whatever their number.
std::vector<Outcome> Live(const Past& past, const std::vector<Scenario>& scenarios, unsigned threads,
                          const Progress& progress = {});

}  // namespace simulation
