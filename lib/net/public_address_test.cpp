#include "lib/net/public_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

namespace net {
namespace {

bool IsPublic(const char* text) {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1) return IsPublicAddress(reinterpret_cast<const sockaddr&>(v6));
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    EXPECT_EQ(inet_pton(AF_INET, text, &v4.sin_addr), 1) << text;
    return IsPublicAddress(reinterpret_cast<const sockaddr&>(v4));
}

TEST(PublicAddress, InternalAddressesAreNotCalled) {
    for (const char* address : {"127.0.0.1",
                                "0.0.0.0",
                                "10.1.2.3",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "169.254.169.254",
                                "100.64.0.1",
                                "224.0.0.1",
                                "255.255.255.255",
                                "::1",
                                "::",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "fe80::1",
                                "fc00::1",
                                "fd12::1",
                                "ff02::1",
                                "64:ff9b::7f00:1",
                                "2002:7f00:1::",
                                "2001:db8::1"}) {
        EXPECT_FALSE(IsPublic(address)) << address;
    }
    for (const char* address : {"8.8.8.8", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "::ffff:8.8.8.8"}) {
        EXPECT_TRUE(IsPublic(address)) << address;
    }
}

}  // namespace
}  // namespace net
