#include "lib/net/parse_once.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace net {
namespace {

TEST(ParseOnce, AMemberThatAnObjectHasTwiceIsRefusedAtAnyDepth) {
    for (const char* text : {R"({"a":1,"a":1})", R"({"x":[{"a":1,"b":2,"a":3}]})", R"({"a":1,"\u0061":2})"}) {
        const auto read = ParseOnce(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, "json_malformed");
    }
    EXPECT_TRUE(ParseOnce(R"({"a":{"a":[{"a":1},{"a":2}]},"b":"a"})"));
    std::string many = "{";
    for (int i = 0; i < 1000; ++i) many += fmt::format("\"m{}\":{{\"m0\":1}},", i);
    EXPECT_TRUE(ParseOnce(many + R"("last":1})"));
    for (const char* again : {R"("m999":1})", R"("m0":1})", R"("\u006d31":1})"}) {
        EXPECT_FALSE(ParseOnce(many + again)) << again;
    }
    EXPECT_TRUE(ParseOnce("1.5"));
    EXPECT_FALSE(ParseOnce("{"));
}

}  // namespace
}  // namespace net
