#include "lib/base/backoff.hpp"

#include <gtest/gtest.h>

#include <set>

namespace base {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, DoublesToItsLimit) {
    for (int failures = 1; failures < 60; ++failures) {
        const auto full = milliseconds(std::min<std::int64_t>(1000LL << std::min(failures - 1, 30), 300'000));
        const auto pause = Backoff(failures, milliseconds(1000), milliseconds(300'000));
        EXPECT_GE(pause, full / 2);
        EXPECT_LE(pause, full);
    }
    EXPECT_LE(Backoff(INT32_MAX, milliseconds(INT64_MAX / 2), milliseconds(INT64_MAX)), milliseconds(INT64_MAX));
    EXPECT_LE(Backoff(5, milliseconds(1000), milliseconds(10)), milliseconds(10));
}

TEST(Backoff, DiffersSoThatManyDoNotComeBackTogether) {
    std::set<milliseconds> pauses;
    for (int i = 0; i < 50; ++i) pauses.insert(Backoff(9, milliseconds(1000), milliseconds(300'000)));
    EXPECT_GT(pauses.size(), 10U);
}

}  // namespace
}  // namespace base
