#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/replenishment/calendar.hpp"
#include "lib/replenishment/ending.hpp"
#include "lib/replenishment/gauge.hpp"
#include "lib/replenishment/gauge_evidence.hpp"
#include "lib/replenishment/lead_time.hpp"
#include "lib/replenishment/method.hpp"
#include "lib/replenishment/rate.hpp"
#include "lib/replenishment/shelf.hpp"

// All that the engine remembers. Small, updated by each reading in O(1), kept by the server in packed form; a
// state of another version is built anew from the history of readings.
namespace replenishment {

inline constexpr std::int32_t kStateVersion = 7;

// What went through a supply as its gauge shows, whatever its cartridges yield. Old days count less.
struct Turnover {
    float percent = 0;                       // of a cartridge, by replacements that the gauge filter has seen
    float bare = 0;                          // ... if each rise of the gauge was a replacement
    float lively = 0;                        // days on which the gauge changed much
    float days = 0;                          // of the calendar
    float watched = 0;                       // days of the calendar, all alike, at most kMostWatched
    float newest = 0;                        // what the newest reading added to `bare`
    std::int16_t raw = Gauge::kNone;         // of the newest reading ...
    std::int16_t raw_before = Gauge::kNone;  // ... and of the one before

    static constexpr float kMostWatched = figure::kMostWatched;

    bool operator==(const Turnover&) const = default;
};

enum class Starter : std::uint8_t {
    kNone,
    kIn,
    kWasIn,  // it was replaced: unless that is undone
};

// Of one supply in one printer.
struct SupplyState {
    std::int64_t counter = -1;    // of the pages that this supply takes part in; -1: none yet
    bool by_color_pages = false;  // which counter that is
    Gauge gauge;
    GaugeEvidence evidence;  // of a gauge whose steps are not reported
    Rate rate;               // pages a working day where pages are counted, else percent
    bool by_pages = false;
    ShelfBook book;
    Ending ending;
    DayNumber replaced_on = kNoDay;    // when the newest cartridge was first seen
    DayNumber burst_on = kNoDay;       // day of the newest burst
    float reserved = 0;                // percent that an announced job will take ...
    DayNumber reserved_from = kNoDay;  // ... from this day
    Turnover turnover;
    // ASR-19: the cartridge in the printer came with it and holds less.
    Starter starter = Starter::kNone;

    bool operator==(const SupplyState&) const = default;
};

struct SiteState {
    SiteCalendar calendar;
    SiteSeason season;
    DayNumber closed_on = kNoDay;  // the newest day that `season` has gone past

    bool operator==(const SiteState&) const = default;
};

// What is learned from all supplies that are decided together.
struct FleetState {
    double weight = 0;  // working days of supplies that were read
    double used = 0;    // percent on them
    double burst = 0;   // cut off as bursts, percent
    double burst_squares = 0;
    double printer_days = 0;  // calendar days that printers were watched for bursts
    double bursts = 0;        // those of more than kLeastBurst of a black cartridge
    double burst_sizes = 0;   // their sum, percent of a black cartridge
    LeadTimes lead_times;

    static constexpr double kLeastBurst = figure::kBurstFrom;

    [[nodiscard]] double BurstVariance(const Method& method) const;  // percent^2 a day
    [[nodiscard]] double BurstRate(const Method& method) const;      // a day and printer
    [[nodiscard]] double BurstSize(const Method& method) const;      // mean, percent of a black cartridge
    [[nodiscard]] double Inflation() const;                          // mean of everything / mean without bursts

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
