#include "lib/net/cpu_budget.hpp"

#include <ctime>
#include <limits>

namespace net {
namespace {

constexpr auto kNoCpuLimit = std::chrono::nanoseconds::max();
thread_local std::chrono::nanoseconds cpu_end = kNoCpuLimit;

}  // namespace

CpuBudget::CpuBudget(std::chrono::nanoseconds most) : outer_(cpu_end) {
    cpu_end = Used() + most;
}

CpuBudget::~CpuBudget() {
    cpu_end = outer_;
}

void CpuBudget::Check() {
    if (cpu_end != kNoCpuLimit && Used() > cpu_end) throw OverCpuBudget();
}

std::chrono::nanoseconds CpuBudget::Used() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace net
