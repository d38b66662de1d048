#include "lib/base/backoff.hpp"

#include <algorithm>
#include <random>

namespace base {

std::chrono::milliseconds Backoff(int failures, std::chrono::milliseconds first, std::chrono::milliseconds most) {
    static thread_local std::mt19937_64 random{std::random_device{}()};
    auto full = std::clamp(first, std::chrono::milliseconds(0), most);
    for (int doubled = 1; doubled < failures && full < most; ++doubled) full = full > most / 2 ? most : full * 2;
    std::uniform_int_distribution<std::int64_t> part(full.count() / 2, full.count());
    return std::chrono::milliseconds(part(random));
}

}  // namespace base
