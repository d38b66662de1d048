#pragma once

#include "server/replenishment/shelf_store.hpp"

// How lines of the shelf book are made, for those who write them: the daily run, deliveries and counts.
namespace replenishment {

struct BookPlace {
    printers::PrinterId printer;
    std::int32_t slot = 0;
};
store::MovementRow LineOf(base::IdSource& ids, const BookPlace& place, ShelfCause cause, std::int32_t before,
                          std::int32_t after, base::Day day, base::Instant now);

// Somebody put a cartridge in since it was decided: it came from the shelf. The daily run finds out what exactly
// happened; until then the shelf is not told too full. A count that was taken after it contains it.
std::int32_t ShelfNow(std::int32_t shelf, bool replaced, bool counted_with_newest);

}  // namespace replenishment
