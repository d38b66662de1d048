#include "lib/net/json_gauge.hpp"

#include <gtest/gtest.h>

namespace net {
namespace {

std::size_t Count(std::string_view text, std::size_t piece = 1000) {
    JsonGauge gauge(1'000'000);
    for (std::size_t at = 0; at < text.size(); at += piece) EXPECT_TRUE(gauge.Take(text.substr(at, piece)));
    return gauge.count();
}

TEST(JsonGauge, CountsValuesAndNothingInTexts) {
    EXPECT_EQ(Count("[]"), 1U);
    EXPECT_EQ(Count("[{},{}]"), 4U);
    EXPECT_EQ(Count(R"({"a":[1,2,3],"b":{"c":null}})"), 6U);
    for (const std::size_t piece : {1, 2, 3, 7}) {
        EXPECT_EQ(Count(R"(["[,{\"[,\\",{"\\\\":",,"}])", piece), 3U) << piece;
    }
    EXPECT_EQ(Count(""), 0U);
}

TEST(JsonGauge, RefusesAtOnceWhatHasMore) {
    JsonGauge gauge(3);
    EXPECT_TRUE(gauge.Take("[1,2,"));
    const auto refused = gauge.Take("3,4]");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "too_many_elements");
    EXPECT_EQ(refused.error().kind, base::ProblemKind::kTooLarge);
}

}  // namespace
}  // namespace net
