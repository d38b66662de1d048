#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/replenishment/engine.hpp"
#include "server/catalog/catalog.hpp"
#include "server/contracts/terms.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/printers/printers.hpp"

// From what printers and the catalogue tell to what the engine asks for. Pure.
namespace replenishment {

// A day of work ends four hours after midnight (UTC): the daily run looks at what was printed the day before, and a
// reading of the early morning belongs to it.
inline constexpr std::chrono::hours kDayBegins{4};
[[nodiscard]] base::Day DayOf(base::Instant observed_at);

[[nodiscard]] inline DayNumber NumberOf(base::Day day) {
    return static_cast<DayNumber>(day.time_since_epoch().count());
}
[[nodiscard]] inline base::Day DayOf(DayNumber day) {
    return base::Day(std::chrono::days(day));
}

// Percent as the printer's gauge shows it, -1 unrestricted, -2 unknown, -3 something remains; absent: not told.
[[nodiscard]] SupplyReading ReadingOf(const printers::SupplyFact& supply);

[[nodiscard]] Counters CountersOf(const printers::PageMeters& meters, const std::vector<std::int64_t>& values);

// What lists and pages show of the level.
[[nodiscard]] std::optional<double> ShownPercent(const printers::SupplyFact& supply);
[[nodiscard]] bool IsReceptacle(std::string_view type);

// What a printer is supplied by, of its terms.
[[nodiscard]] Rule RuleOf(const contracts::EffectiveTerms& terms);

// The weekdays on which goods come, of a printer's terms.
[[nodiscard]] DeliveryWeek WeekOf(const contracts::EffectiveTerms& terms);

// What fits the supplies of a fleet. Cartridges of one index can be exchanged for one another.
class Cartridges {
  public:
    struct Cartridge {
        const catalog::Item* item = nullptr;  // nullptr: the catalogue has none, and a generic item is ordered
        std::size_t index = 0;
    };

    Cartridges(pg::Transaction& tx, const std::vector<printers::PrinterFact>& printers);

    // The result lasts as long as this object.
    const Cartridge& Of(const printers::PrinterFact& printer, const printers::SupplyFact& supply);

  private:
    struct Fitting {
        std::string type;
        std::string colorant;
        Cartridge cartridge;
    };
    struct Model {
        std::string key;
        std::deque<Fitting> fittings;
    };

    std::unordered_map<std::string, std::vector<catalog::FittingItem>> items_;  // by model key
    std::unordered_map<std::string, Model> models_;                             // by manufacturer and model as told
    std::unordered_map<catalog::ItemId, std::size_t> indices_;
    std::size_t next_index_ = 0;
};

// All that can stand against an order, whatever the engine thinks of it.
struct Circumstances {
    const printers::PrinterFact& printer;
    const printers::SupplyFact& supply;
    const contracts::Terms& terms;
    enrollment::Participation participation;
    SupplyReading reading;  // the newest ...
    SupplyState state;      // ... and what is known with it
    bool high_volume = false;
    bool contact_exists = false;  // whom the printer names is there
    DayNumber today = 0;
};

// The one place that says why a supply is not ordered; the first reason that a person has to do
// something about comes first. What is hardly known yet waits some days unless it is nearly empty:
// an agent that finds a fleet must not order half of it on the first day. A printer that was
// deregistered, or whose organization is gone, has no facts at all; one whose agent is gone or
// disabled is not read, and falls silent.
[[nodiscard]] std::optional<Why> WhyBlocked(const Circumstances& circumstances, const Method& method);

// The gauge of a supply, as its capacity or what it has shown so far tells.
[[nodiscard]] GaugeSpec GaugeOf(const printers::SupplyFact& supply, const GaugeEvidence& evidence);
[[nodiscard]] SupplySpec SpecOf(const printers::SupplyFact& supply, const Cartridges::Cartridge& cartridge);

}  // namespace replenishment
