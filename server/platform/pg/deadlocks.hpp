#pragma once

#include <cstdint>

namespace pg {

// How many statements of this program a deadlock has ended (SQLSTATE 40P01). All transactions
// lock in one order (docs/architecture.md), so it stays 0. A transaction that was ended is run again: this number is
// the only sign of it.
std::int64_t Deadlocks();

}  // namespace pg
