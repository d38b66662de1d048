#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>

#include "lib/replenishment/gauge.hpp"
#include "lib/replenishment/indexes.hpp"
#include "lib/replenishment/method.hpp"

// What the engine noticed while it took readings in: the lines of the shelf book (ASR-12) and what became of each
// cartridge (ECO-1). Whoever wants it takes it with Engine::TakeHappenings(); the engine itself never reads it.
namespace replenishment {

enum class ShelfCause : std::uint8_t {
    kOpening,    // what was on the shelf when the book began
    kDelivered,  // came with an order
    kReturned,   // went back to the warehouse after it had arrived
    kInstalled,  // put into its printer
    kLent,       // put into another printer of the site, whose shelf was empty
    kPutBack,    // the installation was none: the gauge has fallen back
    kMoved,      // what was put in came out of another printer, not from the shelf
    kDoubted,    // a busy printer stands still at an empty gauge: it is probably not there
    kFound,      // it was there after all
    kCounted,    // by hand
    kCorrected,  // what no other line explains
};
BOOST_DESCRIBE_ENUM(ShelfCause, kOpening, kDelivered, kReturned, kInstalled, kLent, kPutBack, kMoved, kDoubted, kFound,
                    kCounted, kCorrected)

struct ShelfChange {
    SupplyIndex supply;  // whose shelf
    DayNumber day = kNoDay;
    ShelfCause cause = ShelfCause::kInstalled;
    std::int32_t change = 0;           // cartridges
    std::optional<SupplyIndex> other;  // kLent, kMoved: into which it was put, out of which it came
};

enum class CartridgeChange : std::uint8_t {
    kFound,     // was in the printer when it was first read
    kReplaced,  // another one was put in
    kRefilled,  // more in the same cartridge
    kUndone,    // the last one was none
};
BOOST_DESCRIBE_ENUM(CartridgeChange, kFound, kReplaced, kRefilled, kUndone)

struct CartridgeNews {
    SupplyIndex supply;
    DayNumber day = kNoDay;
    CartridgeChange change = CartridgeChange::kReplaced;
    int cartridges = 1;        // how many were put in since the last reading
    double level = 0;          // percent that was left in the old one, as estimated
    std::int16_t raw = 0;      // the gauge's last value of the old one; Gauge::kNone: none
    bool starter = false;      // the old one came with the printer (ASR-19)
    bool stood_still = false;  // the printer had stood still at an empty gauge
    std::uint64_t before = 0;  // serial numbers, hashed; 0: not reported
    std::uint64_t now = 0;
    std::optional<std::int64_t> pages;  // counters of the reading that showed it
    std::optional<std::int64_t> color_pages;
    std::optional<SupplyIndex> lender;  // whose shelf it was taken from; its own unless absent
    std::int32_t taken = 0;             // cartridges that shelves were made shorter by
    std::int32_t early = 0;             // ... and that were taken from what is on its way
};

}  // namespace replenishment
