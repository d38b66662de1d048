#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "lib/asr1/asr1_line.hpp"
#include "lib/replenishment/engine.hpp"

// ASR/1: the engine as a filter on lines of text (`platen replenish --asr1`). A fleet is described once,
// then each day's news and readings; each day is answered by orders and forecasts. Memory is
// bounded by the fleet, not by the days.
//
//     ASR 1
//     META start=YYYY-MM-DD days=N warmup=N
//     H day                                                               a holiday; any number of them
//     P printer site serial model                                         each printer
//     U supply printer color item yield step shelf                        each supply of the printers so far
//     BEGIN
//     D day date weekday business forecast                                a day begins
//     E DELIVERED order supply quantity
//     E ORDERED order supply quantity
//     E BACKORDER order supply new_day
//     E MANUAL supply order quantity days_until_job
//     E EMERGENCY order supply quantity
//     R printer pages color_pages level[:cartridge] ...                   a level for each of its supplies
//     .                                                                   the day ends; its answers come now
//     END
//
// Answers of a day:
//     O supply quantity
//     F supply q10 q50 q90
//     I printer                                                           not eligible
//     N printer text
//     .
namespace replenishment {

// Is called as things happen to supplies; for pictures and tests.
class Asr1Follower {
  public:
    virtual ~Asr1Follower() = default;
    virtual void OnSupply(SupplyIndex supply, PrinterIndex printer, std::string_view color, std::string_view item,
                          const SupplySpec& spec) = 0;
    virtual void OnDelivery(SupplyIndex supply, DayNumber day, std::int32_t cartridges) = 0;
    virtual void OnReading(SupplyIndex supply, DayNumber day, const SupplyReading& reading, const SupplyState& before,
                           const SupplyState& after) = 0;
    virtual void OnDecision(SupplyIndex supply, DayNumber day, const Decision& decision, const SupplyState& state) = 0;
};

struct Asr1Options {
    Profile profile = Profile::kBalanced;
    Rule rule;
    Method method;
    // Takes answers as they come; everything of a day was given when it returns from the day's ".".
    std::function<void(std::string_view)> write;
    // The sentence of a decision, for `N`; without it there are no such answers.
    std::function<std::string(const Decision&)> sentence;
    Asr1Follower* follower = nullptr;  // outlives the filter
};

class Asr1 {
  public:
    // Of each: printers, sites, supplies.
    static constexpr std::int64_t kMost = 10'000'000;
    static constexpr std::size_t kLongestLine = 1 << 20;  // octets

    explicit Asr1(Asr1Options options);
    ~Asr1();
    Asr1(const Asr1&) = delete;
    Asr1& operator=(const Asr1&) = delete;

    // The next octets of the input, cut anywhere. After END the rest is not read. Throws
    // Asr1Error for what breaks the protocol; the filter cannot be used any more then.
    void Feed(std::string_view octets);
    // The input has ended: throws Asr1Error unless END was there.
    void Finish();

    [[nodiscard]] bool ended() const;
    // Nothing before the first printer or BEGIN.
    [[nodiscard]] const Engine* engine() const;

  private:
    class Session;
    std::unique_ptr<Session> session_;
};

}  // namespace replenishment
