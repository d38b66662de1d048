#include "server/platform/pg/embedded.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "lib/base/temporary_folder.hpp"

namespace pg {
namespace {

TEST(MemoryLimit, IsTheLeastOfTheGroupAndOfThoseAboveIt) {
    const base::TemporaryFolder temporary("memory");
    const MemoryControl control{temporary.path(), temporary.path() / "a" / "b", "memory.max"};
    std::filesystem::create_directories(control.folder);
    EXPECT_EQ(MemoryLimit(control), std::nullopt);
    std::ofstream(control.folder / control.limit) << "max\n";
    EXPECT_EQ(MemoryLimit(control), std::nullopt);
    std::ofstream(temporary.path() / "a" / control.limit) << "2147483648\n";
    EXPECT_EQ(MemoryLimit(control), 2147483648);
    std::ofstream(control.folder / control.limit) << "1000000\n";
    EXPECT_EQ(MemoryLimit(control), 1000000);
    std::ofstream(temporary.path() / control.limit) << "5\n";
    EXPECT_EQ(MemoryLimit(control), 5);
}

}  // namespace
}  // namespace pg
