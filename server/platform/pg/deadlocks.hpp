#pragma once

#include <cstdint>

namespace pg {

// How many statements of this program a deadlock has ended (SQLSTATE 40P01). There is one order of locks, so there is
// none; whoever is ended is run again, which hides it from everything but this number.
std::int64_t Deadlocks();

}  // namespace pg
