#pragma once

#include <chrono>

namespace base {

// How long to wait after the n-th failure in a row (1, 2, ...): doubles from `first` to `most`, less a random part of up to
// half of it, so that many that failed together do not come back together.
std::chrono::milliseconds Backoff(int failures, std::chrono::milliseconds first, std::chrono::milliseconds most);

}  // namespace base
