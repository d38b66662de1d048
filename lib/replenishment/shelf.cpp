#include "lib/replenishment/shelf.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace replenishment {

std::int32_t ShelfBook::ComingBy(DayNumber day) const {
    return day < late_until ? std::max(0, Coming() - late) : Coming();
}

bool ShelfBook::Take() {
    if (!HasSpare()) return false;
    if (shelf == 0) TakeBack();
    --shelf;
    return true;
}

void ShelfBook::TakeBack() {
    shelf += std::exchange(doubted, std::int16_t{0});
}

bool ShelfBook::IsInCount(DayNumber day) {
    if (counted_on == kNoDay || day > counted_on) return false;
    if (day < counted_on) return true;
    return std::exchange(counted_with_newest, false);
}

void ShelfBook::Count(std::int32_t cartridges, DayNumber day, bool with_newest) {
    shelf = cartridges;
    doubted = 0;
    standstill = 0;
    owes = false;
    counted_on = day;
    counted_with_newest = with_newest;
}

void ShelfBook::Deliver(std::int32_t cartridges) {
    const std::int32_t put_in = std::min(early, cartridges);
    early -= put_in;
    shelf += cartridges - put_in;
    transit = std::max(0, transit - cartridges);
    late = std::min(late, transit);
    if (late == 0) late_until = kNoDay;
}

void ShelfBook::BackOrder(std::int32_t cartridges, DayNumber arrives) {
    late = std::min(transit, late + cartridges);
    late_until = late == 0 ? kNoDay : std::max(late_until, arrives);
}

void ShelfBook::Audit(const Method& method, bool printed, bool replaced, bool low, bool working_day) {
    if (printed || replaced) {
        if (!replaced) TakeBack();
        doubted = 0;
        standstill = 0;
        if (working_day) busy += figure::kBusyShare * (1 - busy);
        return;
    }
    if (!working_day) return;
    if (!low) {
        busy -= figure::kBusyShare * busy;
        return;
    }
    if (standstill >= figure::kAuditDone) return;
    ++standstill;
    if (shelf == 0 || standstill < figure::kLeastStandstill) return;
    if (std::pow(figure::kAlwaysIdle - busy, standstill) >= method.standstill) return;
    doubted = static_cast<std::int16_t>(std::min(shelf, figure::kMostDoubted));
    shelf -= doubted;
    standstill = figure::kAuditDone;
}

}  // namespace replenishment
