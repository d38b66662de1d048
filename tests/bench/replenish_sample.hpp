#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/replenishment/facts.hpp"

// Supplies for the benchmarks of replenishment. Some sites are lived through for some weeks: pages
// are printed, gauges fall, orders are placed and delivered, cartridges are put in. A fleet of any
// size is made of copies of these sites, so that all of it is in a state that supplies are really
// in.
namespace bench {

class ReplenishSample {
  public:
    // Ten printers a site, five of them in color.
    static constexpr std::size_t kPrintersOfSite = 10;
    static constexpr std::size_t kSuppliesOfSite = 25;
    static constexpr std::size_t kModels = 16;

    // What happened on a day, by index of printer or supply of the sample.
    struct Day {
        replenishment::DayNumber day = 0;
        std::vector<std::int32_t> delivered;
        std::vector<bool> answers;  // the printer did
        std::vector<replenishment::Counters> counters;
        std::vector<replenishment::SupplyReading> readings;
    };

    ReplenishSample(std::size_t sites, replenishment::DayNumber first_day);

    // A day is lived; the deliveries have reached the engine's shelves.
    const Day& Live();
    // ... and closed: the engine reads and decides, what it orders will arrive.
    void Close();

    [[nodiscard]] std::size_t sites() const { return sites_; }
    [[nodiscard]] const Day& today() const { return today_; }
    [[nodiscard]] const replenishment::Engine& engine() const { return engine_; }
    // Of the last day that was closed.
    [[nodiscard]] const replenishment::Decision& DecisionOf(std::size_t supply) const {
        return decisions_[replenishment::SupplyIndex(supply)];
    }
    [[nodiscard]] const replenishment::SupplySpec& SpecOf(std::size_t supply) const { return supplies_[supply].spec; }
    // As the server would know it.
    [[nodiscard]] const printers::SupplyFact& FactOf(std::size_t supply) const { return supplies_[supply].fact; }
    [[nodiscard]] std::size_t ModelOf(std::size_t printer) const { return printers_[printer].model; }
    [[nodiscard]] replenishment::DayNumber SeenOn(std::size_t printer) const { return printers_[printer].seen_on; }

    // Supplies of a printer: SuppliesOf(printer) many from FirstOf(printer) on.
    [[nodiscard]] static std::size_t FirstOf(std::size_t printer);
    [[nodiscard]] static std::size_t SuppliesOf(std::size_t printer);

    // The items of all models, four a model where it prints in color.
    [[nodiscard]] static const std::vector<catalog::Item>& Items();
    [[nodiscard]] static std::string ManufacturerOf(std::size_t model);
    [[nodiscard]] static std::string NameOf(std::size_t model);

  private:
    struct Printer {
        std::size_t model = 0;
        double pages_a_day = 0;  // a working day
        double color_share = 0;
        std::int64_t pages = 0;
        std::int64_t color_pages = 0;
        replenishment::DayNumber seen_on = 0;
    };
    struct Arrival {
        replenishment::DayNumber day = 0;
        std::int32_t cartridges = 0;
    };
    struct Supply {
        printers::SupplyFact fact;
        replenishment::SupplySpec spec;
        double coverage = 1;  // what a page takes, relative to the nominal yield
        double level = 0;     // percent, true
        std::int32_t shelf = 0;
        int cartridge = 0;
        std::vector<Arrival> arrivals;
    };

    void Use(std::size_t at, double pages);
    void Tell(std::size_t at, std::size_t model);

    std::size_t sites_;
    std::vector<Printer> printers_;
    std::vector<Supply> supplies_;
    replenishment::Engine engine_;
    replenishment::BySupply<replenishment::Decision> decisions_;
    Day today_;
};

}  // namespace bench
