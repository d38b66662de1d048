#include "lib/base/memory_control.hpp"

#include <algorithm>
#include <fstream>

namespace base {

std::optional<MemoryControl> OwnMemoryControl() {
    std::optional<MemoryControl> found;
    std::ifstream own("/proc/self/cgroup");
    for (std::string line; std::getline(own, line);) {
        // "4:memory:/path" or, of version 2, "0::/path"
        const auto controllers = line.find(':');
        const auto path = line.find(':', controllers + 1);
        if (path == std::string::npos) continue;
        const std::string controller = line.substr(controllers + 1, path - controllers - 1);
        const bool of_memory = controller == "memory";
        if (!of_memory && !controller.empty()) continue;
        MemoryControl control{.root = of_memory ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup",
                              .folder = {},
                              .limit = of_memory ? "memory.limit_in_bytes" : "memory.max"};
        control.folder = control.root / std::filesystem::path(line.substr(path + 1)).relative_path();
        if (of_memory) return control;
        found = std::move(control);
    }
    return found;
}

std::optional<std::int64_t> MemoryLimit(const MemoryControl& control) {
    std::optional<std::int64_t> least;
    for (auto folder = control.folder.lexically_normal();; folder = folder.parent_path()) {
        std::ifstream file(folder / control.limit);
        if (std::int64_t octets = 0; file >> octets && octets > 0) least = std::min(least.value_or(octets), octets);
        if (folder == control.root || !folder.has_relative_path()) return least;
    }
}

std::optional<std::int64_t> MemoryLimit() {
    const auto control = OwnMemoryControl();
    return control ? MemoryLimit(*control) : std::nullopt;
}

}  // namespace base
