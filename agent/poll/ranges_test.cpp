#include "agent/poll/ranges.hpp"

#include <gtest/gtest.h>

namespace agent {
namespace {

std::vector<std::string> Expand(const SearchRanges& ranges) {
    std::vector<std::string> texts;
    const auto found = ExpandRanges(ranges);
    EXPECT_TRUE(found) << found.error().fields.front().code;
    if (!found) return texts;
    for (const auto& endpoint : *found) texts.push_back(endpoint.host() + ":" + std::to_string(endpoint.port()));
    return texts;
}

std::string Refused(std::string entry) {
    const auto found = ExpandRanges({{std::move(entry)}, {}, false});
    return found ? "" : found.error().fields.front().code;
}

TEST(ExpandRanges, ReadsAddressesRangesAndBlocks) {  // AGT-2
    EXPECT_EQ(Expand({{"10.0.0.7"}, {}}), std::vector<std::string>{"10.0.0.7:161"});
    EXPECT_EQ(Expand({{" 10.0.0.7:1161 "}, {}}), std::vector<std::string>{"10.0.0.7:1161"});
    EXPECT_EQ(Expand({{"10.0.0.254-10.0.1.1"}, {}}).size(), 4U);
    EXPECT_EQ(Expand({{"10.0.0.5-7"}, {}}).back(), "10.0.0.7:161");
    EXPECT_EQ(Expand({{"10.0.0.0/30:1161"}, {}}), (std::vector<std::string>{"10.0.0.1:1161", "10.0.0.2:1161"}));
    EXPECT_EQ(Expand({{"192.168.4.77/24"}, {}}).size(), 254U);
    EXPECT_EQ(Expand({{"10.0.0.8/32"}, {}}).size(), 1U);
    EXPECT_EQ(Expand({{"10.0.0.8/31"}, {}}).size(), 2U);
    EXPECT_EQ(Expand({{"[::1]:1161"}, {}}), std::vector<std::string>{"::1:1161"});
    EXPECT_EQ(Expand({{"localhost"}, {}}).size(), 1U);
}

TEST(ExpandRanges, TakesEachAddressOnceAndLeavesOutWhatIsExcluded) {  // AGT-2
    EXPECT_EQ(
        Expand({{"10.0.0.1-9", "10.0.0.5"}, {"10.0.0.2-3", "10.0.0.8/31"}}),
        (std::vector<std::string>{"10.0.0.1:161", "10.0.0.4:161", "10.0.0.5:161", "10.0.0.6:161", "10.0.0.7:161"}));
    EXPECT_EQ(Expand({{"127.0.0.1-3"}, {"localhost"}}).size(), 2U);
}

TEST(ExpandRanges, RefusesWhatItCannotRead) {
    EXPECT_EQ(Refused(""), "range_malformed");
    EXPECT_EQ(Refused("10.0.0.0/33"), "range_malformed");
    EXPECT_EQ(Refused("10.0.0.1-x"), "range_malformed");
    EXPECT_EQ(Refused("10.0.0.9-10.0.0.1"), "range_backwards");
    EXPECT_EQ(Refused("10.0.0.0/8"), "range_too_large");
    EXPECT_EQ(Refused("no such host!"), "unknown_host");
}

TEST(ExpandRanges, ASearchGoesOnWithoutTheWrongEntries) {
    std::optional<base::Problem> problem;
    EXPECT_EQ(ExpandGoodRanges({{"10.0.0.1", "no such host!"}, {}, false}, problem).size(), 1U);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->fields.at(0).pointer, "/include/1");
    // What a wrong exclusion meant is not known: then nothing is asked.
    EXPECT_TRUE(ExpandGoodRanges({{"10.0.0.1"}, {"10.0.0.0/99"}, false}, problem).empty());
}

TEST(ExpandRanges, AsksForConfirmationBeforePublicAddresses) {
    EXPECT_EQ(Refused("8.8.8.8"), "public_address");
    EXPECT_EQ(Refused("172.32.0.0/24"), "public_address");
    EXPECT_EQ(Refused("10.255.255.250-11.0.0.5"), "public_address");
    EXPECT_EQ(Refused("2001:db8::1"), "public_address");
    EXPECT_EQ(Expand({{"8.8.8.8"}, {}, true}).size(), 1U);
}

}  // namespace
}  // namespace agent
