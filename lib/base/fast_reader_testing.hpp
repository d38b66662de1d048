#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "lib/base/fast_reader.hpp"
#include "lib/base/json.hpp"

// For tests only: the fast reader beside the strict one, for any described T.
namespace base::testing {

// What the strict reader makes of it, as text; "" when it refuses.
template <class T>
std::string ReadStrictly(const std::string& json) {
    const auto value = json::Read<T>(json);
    return value ? json::Write(*value) : "";
}

// The same for the fast one; "" when it gives up.
template <class T>
std::string ReadFast(const std::string& json) {
    T value;
    return FastReader(json).ReadAll(value) ? json::Write(value) : "";
}

// Thousands of damaged samples: the fast reader gives up, or reads what the strict one reads.
template <class T>
void ExpectDamageIsReadAsStrictly(const std::string& sample) {
    std::mt19937 random(7);
    int read = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string broken = sample;
        for (int change = 0; change < 1 + round % 3; ++change) {
            const std::size_t at = random() % broken.size();
            switch (random() % 4) {
                case 0:
                    broken.erase(at, 1 + random() % 5);
                    break;
                case 1:
                    broken.insert(at, 1, "\"{}[]:,0-\\ \x80n"[random() % 13]);
                    break;
                case 2:
                    broken[at] = static_cast<char>(random() % 256);
                    break;
                default:
                    broken.insert(at, broken.substr(random() % broken.size(), random() % 40));
            }
        }
        const std::string fast = ReadFast<T>(broken);
        if (fast.empty()) continue;
        ++read;
        ASSERT_EQ(fast, ReadStrictly<T>(broken)) << broken;
    }
    EXPECT_GT(read, 100);  // the changes are not all fatal
}

}  // namespace base::testing
