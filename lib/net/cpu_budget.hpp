#pragma once

#include <chrono>
#include <stdexcept>

namespace net {

// A piece of work took more of a processor than it may.
class OverCpuBudget : public std::runtime_error {
  public:
    OverCpuBudget() : std::runtime_error("more processor time than allowed") {}
};

// Bounds the processor time (not the time that passes) of what this thread does while the object lives. Nothing is
// interrupted: work whose length somebody else decides calls Check() now and then, about each 64 KiB or each
// element of a list. The innermost budget counts.
class CpuBudget {
  public:
    explicit CpuBudget(std::chrono::nanoseconds most);
    ~CpuBudget();
    CpuBudget(const CpuBudget&) = delete;
    CpuBudget& operator=(const CpuBudget&) = delete;

    // Throws OverCpuBudget; without a budget it does nothing.
    static void Check();
    // Of the calling thread since it began.
    static std::chrono::nanoseconds Used();

  private:
    std::chrono::nanoseconds outer_;
};

}  // namespace net
