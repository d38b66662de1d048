#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace base {

// The control group of this process that has the controller of memory (cgroups(7), either version).
struct MemoryControl {
    std::filesystem::path root;    // where groups begin, as this process sees them
    std::filesystem::path folder;  // its own
    std::string limit;             // the name of the file with the bound, in octets or "max"
};
std::optional<MemoryControl> OwnMemoryControl();

// Octets that this group and all above it may use, the page cache of what they read and write with it: the least of their
// bounds; nullopt: none.
std::optional<std::int64_t> MemoryLimit();
// The same of a given group.
std::optional<std::int64_t> MemoryLimit(const MemoryControl& control);

}  // namespace base
