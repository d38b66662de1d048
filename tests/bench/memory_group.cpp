#include "tests/bench/memory_group.hpp"

#include <unistd.h>

#include <fstream>
#include <string>
#include <system_error>

#include "server/platform/pg/embedded.hpp"

namespace bench {
namespace {

namespace fs = std::filesystem;

bool Write(const fs::path& file, const std::string& text) {
    std::ofstream out(file);
    out << text << std::flush;
    return out.good();
}

}  // namespace

MemoryGroup::MemoryGroup(std::uint64_t octets) {
    const auto own = pg::OwnMemoryControl();
    if (!own) return;
    const fs::path folder = own->folder / ("platen-bench-" + std::to_string(::getpid()));
    std::error_code error;
    if (!fs::create_directory(folder, error)) return;
    if (!Write(folder / own->limit, std::to_string(octets))) {
        fs::remove(folder, error);
        return;
    }
    home_ = own->folder;
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
