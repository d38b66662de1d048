#include "lib/replenishment/state.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>

namespace replenishment {
namespace {

// Every field has a value of its own.
SupplyState SomeState() {
    SupplyState state;
    state.counter = 4'294'967'301;
    state.by_color_pages = true;
    state.gauge = {.seen_on = 20'000,
                   .level = 41.5F,
                   .raw = -3,
                   .rise = 80,
                   .fall = true,
                   .undo_raw = 7,
                   .undo_level = 6.5F,
                   .undo_day = 19'999,
                   .deep = 3.25F,
                   .bounce = 0.125F,
                   .cartridge = 0xfedcba9876543210ULL,
                   .coverage = {.log_ratio = -0.5F, .doubt = 0.03F, .mark = 90, .pages = 512}};
    state.evidence = {.newest = -3, .grid = 10, .changes = 4, .some = true, .stages = false};
    state.rate = {.mean = 1.5F,
                  .fast = 2.5F,
                  .slow = 1.25F,
                  .variance = 0.75F,
                  .weight = 33,
                  .pending_used = 0.5F,
                  .pending_weight = 0.25F};
    state.by_pages = true;
    state.book = {.shelf = 2,
                  .transit = 3,
                  .early = 1,
                  .late = 1,
                  .late_until = 20'020,
                  .ordered_on = 19'998,
                  .doubted = 1,
                  .standstill = 2,
                  .busy = 0.875F,
                  .owes = true};
    state.ending = {.level = 1.5F, .doubt = 4, .early = 0.3F};
    state.replaced_on = 19'900;
    state.burst_on = 19'950;
    state.reserved = 100;
    state.reserved_from = 20'005;
    return state;
}

TEST(State, ComesBackAsItWasPacked) {
    const SupplyState supply = SomeState();
    EXPECT_EQ(UnpackSupply(Pack(supply)), supply);
    EXPECT_EQ(UnpackSupply(Pack(SupplyState{})), SupplyState{});

    SiteState site;
    site.calendar.Learn(20'000, false, 1.5);
    site.calendar.Learn(20'003, true, 0.25);
    site.season.Learn(20'000, 2, 1);
    site.season.Learn(20'020, 3, 1);
    site.closed_on = 20'021;
    EXPECT_EQ(UnpackSite(Pack(site)), site);

    FleetState fleet{.weight = 4'000, .used = 5'000, .burst = 60, .burst_squares = 900};
    fleet.lead_times.Learn(4);
    EXPECT_EQ(UnpackFleet(Pack(fleet)), fleet);
}

TEST(State, IsSmallAndOfOneLength) {
    EXPECT_EQ(Pack(SomeState()).size(), Pack(SupplyState{}).size());
    EXPECT_LT(Pack(SomeState()).size(), 250u);
}

TEST(State, IsLittleEndianWhateverTheMachine) {
    const std::string octets = Pack(SomeState());
    EXPECT_EQ(octets.substr(0, 8), std::string("\x05\x00\x00\x00\x01\x00\x00\x00", 8));
}

TEST(State, OctetsOfAnotherLengthAreRefused) {
    const std::string octets = Pack(SomeState());
    for (std::size_t length = 0; length < octets.size(); ++length) {
        EXPECT_FALSE(UnpackSupply(octets.substr(0, length))) << length;
    }
    EXPECT_FALSE(UnpackSupply(octets + '\0'));
    EXPECT_FALSE(UnpackSite(Pack(FleetState{})));
    EXPECT_FALSE(UnpackFleet(""));
}

TEST(State, ValuesThatAreNoNumbersAreRefused) {
    SupplyState supply = SomeState();
    supply.ending.doubt = std::nanf("");
    EXPECT_FALSE(UnpackSupply(Pack(supply)));
    supply = SomeState();
    supply.rate.fast = INFINITY;
    EXPECT_FALSE(UnpackSupply(Pack(supply)));
    EXPECT_FALSE(UnpackFleet(Pack(FleetState{.used = -INFINITY})));

    // A truth value is one octet, 0 or 1.
    std::string octets = Pack(SupplyState{.by_pages = true});
    const std::string without = Pack(SupplyState{.by_pages = false});
    std::size_t at = 0;
    while (octets[at] == without[at]) ++at;
    octets[at] = 2;
    EXPECT_FALSE(UnpackSupply(octets));
}

TEST(State, WhatIsUnpackedPacksToTheSameOctets) {
    std::mt19937_64 random(7);
    int good = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string octets = Pack(SomeState());
        octets[random() % octets.size()] = static_cast<char>(random());
        const auto state = UnpackSupply(octets);
        if (!state) continue;
        ++good;
        ASSERT_EQ(Pack(*state), octets);
    }
    EXPECT_GT(good, 10'000);
}

}  // namespace
}  // namespace replenishment
