#include "lib/base/hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

// Published vectors of FNV-1a, 64 bit. They are in databases and journals: a change here loses what is stored.
TEST(StableHash, GivesTheValuesThatAreStored) {  // H9
    static_assert(base::StableHash("") == 0xcbf29ce484222325);
    EXPECT_EQ(base::StableHash("a"), 0xaf63dc4c8601ec8c);
    EXPECT_EQ(base::StableHash("foobar"), 0x85944171f73967e8);
    EXPECT_EQ(base::StableHash(std::string("\0", 1)), 0xaf63bd4c8601b7df) << "octets, not a C string";
    EXPECT_EQ(base::StableHash("\xff"), 0xaf64724c8602eb6e) << "octets above 127 are not negative";
}

}  // namespace
