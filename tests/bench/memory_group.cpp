#include "tests/bench/memory_group.hpp"

#include <unistd.h>

#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace bench {
namespace {

namespace fs = std::filesystem;

bool Write(const fs::path& file, const std::string& text) {
    std::ofstream out(file);
    out << text << std::flush;
    return out.good();
}

// The group of this process that has the controller of memory, and the file that bounds it.
std::pair<fs::path, std::string> OwnGroup() {
    std::ifstream own("/proc/self/cgroup");
    std::pair<fs::path, std::string> found;
    for (std::string line; std::getline(own, line);) {
        const auto first = line.find(':');
        const auto second = line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const std::string controller = line.substr(first + 1, second - first - 1);
        const std::string path = line.substr(second + 1);
        if (controller == "memory") return {"/sys/fs/cgroup/memory" + path, "memory.limit_in_bytes"};
        if (controller.empty()) found = {"/sys/fs/cgroup" + path, "memory.max"};
    }
    return found;
}

}  // namespace

MemoryGroup::MemoryGroup(std::uint64_t octets) {
    const auto [home, file] = OwnGroup();
    if (home.empty()) return;
    const fs::path folder = home / ("platen-bench-" + std::to_string(::getpid()));
    std::error_code error;
    if (!fs::create_directory(folder, error)) return;
    if (!Write(folder / file, std::to_string(octets))) {
        fs::remove(folder, error);
        return;
    }
    home_ = home;
    folder_ = folder;
}

MemoryGroup::~MemoryGroup() {
    if (bounds()) ::rmdir(folder_.c_str());
}

void MemoryGroup::Enter() const {
    if (bounds()) Write(folder_ / "cgroup.procs", std::to_string(::getpid()));
}

void MemoryGroup::Leave() const {
    if (bounds()) Write(home_ / "cgroup.procs", std::to_string(::getpid()));
}

}  // namespace bench
