#pragma once

#include <cstdint>
#include <filesystem>

namespace bench {

// A group of processes (cgroups(7), either version) that have `octets` of memory together, the page cache of what they read and
// write with it. Needs the right to make one, which root has; without it there is no bound.
class MemoryGroup {
  public:
    explicit MemoryGroup(std::uint64_t octets);
    ~MemoryGroup();  // its processes have ended
    MemoryGroup(const MemoryGroup&) = delete;
    MemoryGroup& operator=(const MemoryGroup&) = delete;

    [[nodiscard]] bool bounds() const { return !folder_.empty(); }
    // Processes that this one starts meanwhile are in it, and so is what this one touches.
    void Enter() const;
    void Leave() const;

  private:
    std::filesystem::path home_;    // where this process is
    std::filesystem::path folder_;  // empty: there is none
};

}  // namespace bench
