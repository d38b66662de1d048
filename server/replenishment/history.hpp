#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/facts.hpp"

// Days that the engine has not seen yet, read from the history of readings in their order.
namespace replenishment {

// What one printer said on a day.
struct PrinterReading {
    DayNumber day = 0;
    PrinterIndex printer;
    base::Instant observed_at;
    Counters counters;
    std::vector<SupplyReading> supplies;  // in the order of AddSupply
};

// Reads them day by day, printers in their order, of each day the last reading only: in whatever order they come,
// and however often, the result is the same. Pure.
void Replay(Engine& engine, std::vector<PrinterReading> readings);

// Some days of a printer of the engine.
struct MissingDays {
    PrinterIndex printer;
    const printers::PrinterFact* fact = nullptr;  // outlives the call
    std::vector<std::int32_t> slots;              // its supplies in the order of AddSupply
    DayNumber first = 0;
    DayNumber last = 0;
};

// A state is worth no more than the last this many days.
inline constexpr int kMostHistoryDays = 400;

// What the history has of them, a bounded number of rows at a time, in the order of the days. Of a day there may be
// several readings of a printer.
using ReadingSink = std::function<void(std::vector<PrinterReading>)>;
void ForEachReading(pg::Transaction& tx, base::OrganizationId organization, std::span<const MissingDays> missing,
                    const ReadingSink& sink);

// Replays it.
void ReadHistory(pg::Transaction& tx, base::OrganizationId organization, Engine& engine,
                 std::span<const MissingDays> missing);

}  // namespace replenishment
