#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "simulator/model.hpp"

// How a printer ages: pages rise by weekday, levels fall, trays run empty and are filled, cartridges are
// swapped. Pure: the state at an instant follows from model, seed, number of the printer and the rules,
// so a simulator that starts again with the same ones goes on where it was.
namespace simulator {

inline constexpr std::chrono::hours kStep{6};  // things happen at the end of a step only
inline constexpr int kStepsPerDay = 4;

// What holds for the whole fleet.
struct AgingRules {
    base::Instant epoch;  // every printer is as it was installed; before it nothing happens
    std::uint64_t seed = 1;
    bool swap = true;       // users swap what is empty
    double swap_at = 0.02;  // they act when no more than this share is left
    int swap_steps = 4;     // and have done it after this many steps: a day
    bool outages = true;    // some printers are switched off for some days, some every night
    bool faults = true;     // jams, open covers, empty trays
};

// What is drawn once for a printer.
struct Traits {
    std::uint64_t number = 0;
    double pages_per_day = 0;  // on a full working day
    double color_share = 0;
    std::array<double, 7> weekday{};  // 0 = Monday
    double growth_per_day = 0;        // the volume drifts by this share a day
    bool off_at_night = false;
    int reboot_days = 30;   // switched off and on again this often
    double start_life = 0;  // pages when the epoch began
    double start_color = 0;
    std::vector<double> coverage;  // per supply: how fast it goes against the nominal yield
};
Traits DrawTraits(const Model& model, const AgingRules& rules, std::uint64_t number);

struct Cartridge {
    double left = 1;               // share of a full one; of a waste box the space
    std::uint32_t generation = 0;  // how often it was swapped
    std::int32_t low_since = -1;   // step, -1: not low
    std::int32_t empty_since = -1;
    std::string serial;  // set by hand; otherwise it follows from the generation
};

struct State {
    std::int32_t step = 0;  // steps since the epoch that are behind it
    double done = 0;        // share of the next step that is in here too
    double life = 0;        // pages
    double color = 0;       // of these in colour
    std::vector<Cartridge> supplies;
    std::vector<double> trays;                   // sheets
    std::vector<std::int32_t> tray_empty_since;  // step or -1
    std::int32_t jam_since = -1;
    std::int32_t cover_since = -1;
    bool printing = false;  // pages come out right now
};
State StartState(const Model& model, const AgingRules& rules, const Traits& traits);

// Steps that are complete at `now`; 0 before the epoch.
std::int32_t StepsAt(const AgingRules& rules, base::Instant now);
// Brings `state` to the end of step `until` - 1.
void Advance(const Model& model, const AgingRules& rules, const Traits& traits, State& state, std::int32_t until);
// When the users swapped a supply, in the order of time: at the ends of steps until `until` - 1.
// What was changed by hand meanwhile is not among it, and left out of what follows from it.
struct Swap {
    std::size_t slot = 0;  // position in the model's list
    base::Instant at;
};
std::vector<Swap> SwapsUntil(const Model& model, const AgingRules& rules, const Traits& traits, std::int32_t until);
// The state within the step that follows `state`, which itself is not changed. Advance() goes on from
// it, so that somebody may change it by hand.
State Within(const Model& model, const AgingRules& rules, const Traits& traits, const State& state, base::Instant now);

// Prints so many pages at once, at the printer's usual share of colour, as far as the
// supplies go; paper is at hand.
void PrintPages(const Model& model, const Traits& traits, State& state, double pages);

// Switched off: it answers nothing.
bool IsOff(const AgingRules& rules, const Traits& traits, base::Instant now);
// Time since it was last switched on.
base::Duration Uptime(const AgingRules& rules, const Traits& traits, base::Instant now);

inline constexpr double kLow = 0.10;  // below this share a supply is reported as low
// True when it stops the printer: nothing left of something that every page, or every colour page, needs.
bool IsEmpty(const Cartridge& cartridge);

}  // namespace simulator
