#include "lib/net/network.hpp"

#include <gtest/gtest.h>

namespace net {
namespace {

TEST(NetworkOf, CountsWhatOneSubscriberHas) {
    EXPECT_EQ(NetworkOf("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(NetworkOf("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(NetworkOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(NetworkOf("2001:DB8:1:2::99"), "2001:db8:1:2::/64");
    EXPECT_EQ(NetworkOf("2001:db8:1:2:3:4:5:6", 48), "2001:db8:1::/48");
    EXPECT_EQ(NetworkOf("2001:db8:1:ffff::1", 50), "2001:db8:1:c000::/50");
    EXPECT_EQ(NetworkOf("fe80::1%eth0"), "fe80::/64");
    EXPECT_EQ(NetworkOf("::1", 128), "::1/128");
    EXPECT_EQ(NetworkOf("not an address"), "not an address");
    EXPECT_EQ(NetworkOf(""), "");
}

TEST(NetworkOf, KnowsWhichAddressesAreIpv6) {
    EXPECT_TRUE(IsIpv6("2001:db8::1"));
    EXPECT_TRUE(IsIpv6("fe80::1%2"));
    EXPECT_FALSE(IsIpv6("::ffff:192.0.2.7"));
    EXPECT_FALSE(IsIpv6("192.0.2.7"));
    EXPECT_FALSE(IsIpv6("x"));
}

}  // namespace
}  // namespace net
