#include "lib/base/suggest.hpp"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Suggest, NamesTheNearestWordOrNone) {
    const std::vector<std::string> known = {"probe", "discover", "enroll", "run", "--community", "--json"};
    EXPECT_EQ(Nearest("prob", known), "probe");
    EXPECT_EQ(Nearest("porbe", known), "probe");
    EXPECT_EQ(Nearest("disc", known), "discover");
    EXPECT_EQ(Nearest("--comunity", known), "--community");
    EXPECT_EQ(Nearest("--jsn", known), "--json");
    EXPECT_EQ(Nearest("rn", known), "run");
    EXPECT_EQ(Nearest("teapot", known), std::nullopt);
    EXPECT_EQ(Nearest("", known), std::nullopt);
    EXPECT_EQ(Nearest("--", known), std::nullopt);
    EXPECT_EQ(Nearest(std::string(100'000, 'x'), known), std::nullopt);
    EXPECT_EQ(DidYouMean("prob", known), "; did you mean \"probe\"?");
    EXPECT_EQ(DidYouMean("teapot", known), "");
}

}  // namespace
}  // namespace base
