#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lib/asr1/asr1.hpp"
#include "lib/base/args.hpp"

// A picture of one supply over time: what the printer said, what was made of it, how long it lasts, what was ordered
// and why. A stand-alone SVG in light and dark.
namespace replenishment {

// What is drawn of one day: 60 octets, so that years of one supply are kept without thought.
struct PlotDay {
    DayNumber day = 0;
    Cell reported{-1, -1};  // percent that the gauge allows; -1: it said nothing
    float level = -1;       // percent as estimated; -1: not known yet
    float q10 = 0;          // days that the cartridge lasts
    float q50 = 0;
    float q90 = 0;
    float lasts = 0;         // days, with shelf and transit
    float trigger_days = 0;  // 0: there is none
    std::int32_t shelf = 0;  // cartridges
    std::int32_t transit = 0;
    std::int32_t delivered = 0;
    bool read = false;
    bool replaced = false;
    bool refilled = false;
};

// `text` gives the words of `pictures.replenishment.<key>`, `sentence` those of a decision.
struct PlotWords {
    std::function<std::string(std::string_view key, const base::Args& args)> text;
    std::function<std::string(const Decision&)> sentence;
};

// The picture. `about` are the arguments of its title: supply, printer, color, item.
[[nodiscard]] std::string DrawPlot(const std::vector<PlotDay>& days, const std::map<DayNumber, Decision>& orders,
                                   const base::Args& about, const PlotWords& words);

// Listens to one supply of an ASR/1 conversation.
class Plot final : public Asr1Follower {
  public:
    explicit Plot(SupplyIndex supply) : supply_(supply) {}

    void OnSupply(SupplyIndex supply, PrinterIndex printer, std::string_view color, std::string_view item,
                  const SupplySpec& spec) override;
    void OnDelivery(SupplyIndex supply, DayNumber day, std::int32_t cartridges) override;
    void OnReading(SupplyIndex supply, DayNumber day, const SupplyReading& reading, const SupplyState& before,
                   const SupplyState& after) override;
    void OnDecision(SupplyIndex supply, DayNumber day, const Decision& decision, const SupplyState& state) override;

    // The conversation has named the supply.
    [[nodiscard]] bool Known() const { return known_; }
    [[nodiscard]] std::string Svg(const PlotWords& words) const;

  private:
    PlotDay& DayOf(DayNumber day);

    SupplyIndex supply_;
    bool known_ = false;
    PrinterIndex printer_;
    std::string color_;
    std::string item_;
    GaugeSpec gauge_;
    std::vector<PlotDay> days_;
    std::map<DayNumber, Decision> orders_;
};

// What a reading did to a cartridge, as its states before and after show.
[[nodiscard]] GaugeEvent EventBetween(const SupplyState& before, const SupplyState& after);

}  // namespace replenishment
