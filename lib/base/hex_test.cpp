#include "lib/base/hex.hpp"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Hex, IsTwoDigitsAnOctet) {
    EXPECT_EQ(ToHex(std::string_view("\x00\x7f\xff", 3)), "007fff");
    EXPECT_EQ(FromHex("007fFF"), std::string("\x00\x7f\xff", 3));
    EXPECT_EQ(FromHex(""), "");
    for (const char* text : {"0", "0g", "+1", " 1", "0x"}) EXPECT_EQ(FromHex(text), std::nullopt) << text;
}

}  // namespace
}  // namespace base
