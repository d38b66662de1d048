#pragma once

#include <cstdint>

#include "lib/replenishment/method.hpp"

// The shelf book: whole cartridges of one supply that are on the customer's shelf and on their way.
// They are not counted by hand; they follow from deliveries and from what printers report.
namespace replenishment {

struct ShelfBook {
    std::int32_t shelf = 0;
    std::int32_t transit = 0;         // ordered and not delivered ...
    std::int32_t early = 0;           // ... and put in already: the delivery was not reported yet
    std::int32_t late = 0;            // of `transit`: on back order ...
    DayNumber late_until = kNoDay;    // ... and expected then
    DayNumber ordered_on = kNoDay;    // day of the newest order
    std::int16_t doubted = 0;         // cartridges of the book that are probably not there
    std::int16_t standstill = 0;      // working days without a page at an empty gauge
    float busy = figure::kPriorBusy;  // share of working days with pages
    // A person counted the shelf on this day (ASR-18): what was put in before is contained in the count. These two are
    // not packed: like `shelf` they cannot be read from a printer and are kept beside the state.
    DayNumber counted_on = kNoDay;
    bool counted_with_newest = false;  // so is one that was seen on the day itself, and not taken yet
    // A cartridge that may have been put in is none of the own: it is taken from a neighbor when it is sure. To undo it
    // there is nothing to give back.
    bool owes = false;

    bool operator==(const ShelfBook&) const = default;

    // What can be put in some time, in cartridges.
    [[nodiscard]] std::int32_t Coming() const { return transit > early ? transit - early : 0; }
    // The same without what comes later than `day`.
    [[nodiscard]] std::int32_t ComingBy(DayNumber day) const;

    // Whether one could be put in that was not delivered just now.
    [[nodiscard]] bool HasSpare() const { return shelf > 0 || doubted > 0; }
    // One was put in. False: the book knows of none. Where only doubted ones are left it is one of
    // these: they are there, and were not put in while the printer stood still.
    bool Take();
    // The doubt was wrong, or cannot be held.
    void TakeBack();

    // Whether a cartridge that was put in on `day` is missing in the count already. Asked once for each.
    bool IsInCount(DayNumber day);
    // By hand: whatever the book said.
    void Count(std::int32_t cartridges, DayNumber day, bool with_newest);

    void Deliver(std::int32_t cartridges);
    void BackOrder(std::int32_t cartridges, DayNumber arrives);

    // The audit of a day: a busy printer that stands still at an empty gauge has no cartridge on the shelf, whatever
    // the book says. Once it prints on without a new cartridge, that was wrong.
    void Audit(const Method& method, bool printed, bool replaced, bool low, bool working_day);
};

}  // namespace replenishment
