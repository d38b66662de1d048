#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "lib/asr1/asr1.hpp"

// The conversation behind Asr1: how far it is, and what must be remembered of the fleet. asr1.cpp
// takes the frame and the fleet, asr1_day.cpp the days. Private to the two.
namespace replenishment {

inline constexpr std::int64_t kMostAhead = 3'660;        // days: holidays, back orders, jobs beyond the last day
inline constexpr std::int64_t kMostCartridges = 10'000;  // in one order, or on a shelf at the start

class Asr1::Session {
  public:
    explicit Session(Asr1Options options) : options_(std::move(options)) {}

    void Take(std::string_view text);
    void Finish();

    [[nodiscard]] bool ended() const { return stage_ == Stage::kEnded; }
    [[nodiscard]] const Engine* engine() const { return engine_ ? &*engine_ : nullptr; }
    // Octets of a line whose end has not been seen.
    std::string part;
    [[nodiscard]] std::int64_t next_line() const { return line_ + 1; }

  private:
    enum class Stage : std::uint8_t { kStart, kMeta, kFleet, kBetweenDays, kDay, kEnded };
    struct Printer {
        std::vector<SupplyIndex> supplies;
        std::int64_t read_on = -1;  // the day of its newest reading
        bool unsuited = false;
        bool silent = false;
    };
    struct Order {
        SupplyIndex supply;
        std::int32_t quantity;
        bool late = false;
    };

    void TakeVersion(Asr1Line& line);
    void TakeMeta(Asr1Line& line);
    void TakeHoliday(Asr1Line& line);
    void TakePrinter(Asr1Line& line);
    void TakeSupply(Asr1Line& line);
    void TakeDay(Asr1Line& line);
    void TakeEvent(Asr1Line& line);
    void TakeReading(Asr1Line& line);
    void ReadDay();
    void BackOrder(Asr1Line& line);
    void Deliver(Asr1Line& line);
    void Answer();
    void AnswerPrinters(const BySupply<Decision>& decisions);
    void Flush(std::size_t at);

    Engine& MakeEngine();
    [[nodiscard]] PrinterIndex TakePrinterId(Asr1Line& line) const;
    [[nodiscard]] SupplyIndex TakeSupplyId(Asr1Line& line) const;
    [[nodiscard]] std::int32_t TakeQuantity(Asr1Line& line) const;
    void OpenOrder(const Asr1Line& line, std::int64_t id, SupplyIndex supply, std::int32_t quantity);
    void Answered(SupplyIndex supply, std::int32_t quantity);
    void TakeBackUnanswered();
    [[nodiscard]] std::string Expected() const;

    Asr1Options options_;
    Stage stage_ = Stage::kStart;
    std::int64_t line_ = 0;
    DayNumber start_ = 0;
    std::int64_t days_ = 0;
    std::int64_t day_ = -1;
    bool forecast_ = false;
    Holidays holidays_;
    std::optional<Engine> engine_;
    std::unordered_map<std::int64_t, SiteIndex> sites_;
    std::unordered_map<std::string, std::size_t> items_;
    ByPrinter<Printer> printers_;
    std::unordered_map<std::int64_t, Order> orders_;
    // What was ordered when the day before was answered. Peers that confirm orders confirm all of
    // them.
    std::unordered_map<SupplyIndex, std::int32_t> asked_;
    bool confirms_ = false;
    // Readings of the day, as they came; of their levels each has those from `first` on.
    struct PrinterLine {
        PrinterIndex printer;
        Counters counters;
        std::size_t first;
    };
    std::vector<PrinterLine> readings_;
    std::vector<SupplyReading> levels_;
    std::vector<SupplyState> before_;
    std::string answers_;
};

}  // namespace replenishment
