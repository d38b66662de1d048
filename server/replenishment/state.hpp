#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/replenishment/calendar.hpp"
#include "server/replenishment/gauge.hpp"
#include "server/replenishment/gauge_looks.hpp"
#include "server/replenishment/method.hpp"
#include "server/replenishment/rate.hpp"

// All that the engine remembers. Small, updated by each reading in O(1), kept by the server in packed form; a
// state of another version is built anew from the history of readings.
namespace replenishment {

inline constexpr std::int32_t kStateVersion = 3;

// Of one supply in one printer.
struct SupplyState {
    std::int64_t counter = -1;       // of the pages that this supply takes part in; -1: none yet
    Gauge gauge;
    GaugeLooks looks;                // of a gauge whose steps are not told
    Rate rate;                       // pages a working day where pages are counted, else percent
    bool by_pages = false;
    std::int32_t shelf = 0;          // whole cartridges on the shelf
    std::int32_t transit = 0;        // ordered and not delivered ...
    std::int32_t early = 0;          // ... and put in already: the delivery was not told yet
    std::int32_t late = 0;           // of `transit`: on back order ...
    DayNumber late_until = kNoDay;   // ... and expected then
    float reserved = 0;              // percent that an announced job will take ...
    DayNumber reserved_from = kNoDay;  // ... from this day
    std::int16_t stalled = 0;        // working days without a page at an empty gauge
    DayNumber replaced_on = kNoDay;  // when the newest cartridge was first seen
    DayNumber audited_on = kNoDay;   // when the shelf was last found to be empty
    float busy = 0;                  // pages of a day with pages, a mean
    float end_level = 0;             // where cartridges of this supply are really empty, percent on the gauge
    float end_doubt = 25;            // variance of end_level

    bool operator==(const SupplyState&) const = default;
};

struct SiteState {
    SiteCalendar calendar;

    bool operator==(const SiteState&) const = default;
};

// What all supplies that are decided together tell: how often bursts come and how large they are.
struct FleetState {
    double weight = 0;         // working days of supplies observed
    double used = 0;           // percent on them
    double burst = 0;          // cut off as bursts, percent
    double burst_squares = 0;

    [[nodiscard]] double BurstVariance(const Method& method) const;
    [[nodiscard]] double Inflation() const;  // mean of everything / mean without bursts

    bool operator==(const FleetState&) const = default;
};

// Packed form: fixed little-endian fields, a few hundred octets. Unpack gives nullopt for octets of another
// length, or with values that are not finite.
[[nodiscard]] std::string Pack(const SupplyState& state);
[[nodiscard]] std::optional<SupplyState> UnpackSupply(std::string_view octets);
[[nodiscard]] std::string Pack(const SiteState& state);
[[nodiscard]] std::optional<SiteState> UnpackSite(std::string_view octets);
[[nodiscard]] std::string Pack(const FleetState& state);
[[nodiscard]] std::optional<FleetState> UnpackFleet(std::string_view octets);

}  // namespace replenishment
