#include "lib/net/url.hpp"

#include <gtest/gtest.h>

namespace net {
namespace {

TEST(ReadUrl, TellsSchemeHostAndPort) {
    const auto url = ReadUrl("HTTPS://user:secret@Portal.Example.com:8443/a?b#c");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "portal.example.com");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->authority, "portal.example.com:8443");
    const auto v6 = ReadUrl("smtp://[::1]");
    ASSERT_TRUE(v6);
    EXPECT_EQ(v6->host, "::1");
    EXPECT_EQ(v6->port, std::nullopt);
    EXPECT_EQ(v6->authority, "[::1]");
}

TEST(ReadUrl, RefusesWhatIsNone) {
    for (const char* text : {"", "portal.example.com", "https://", "https:///path", "https://a b", "https://h:port",
                             "https://h:65536", "https://h:0", "/path", "mailto:ann@mail.example", "https://[::1"}) {
        EXPECT_FALSE(ReadUrl(text)) << text;
    }
}

TEST(IsLoopback, GoesByTheWholeHost) {
    for (const char* text :
         {"http://127.0.0.1:8080", "http://127.3.2.1", "http://localhost/", "http://LOCALHOST:1", "smtp://[::1]:25"}) {
        EXPECT_TRUE(IsLoopback(ReadUrl(text)->host)) << text;
    }
    for (const char* text :
         {"http://127.evil.example", "http://127.0.0.1.evil.example", "http://localhost.evil.example",
          "http://localhost@evil.example", "http://[::2]", "http://10.0.0.7", "http://128.0.0.1"}) {
        EXPECT_FALSE(IsLoopback(ReadUrl(text)->host)) << text;
    }
    EXPECT_TRUE(IsLoopback("::ffff:127.0.0.1"));
    EXPECT_FALSE(IsLoopback("::ffff:10.0.0.7"));
    EXPECT_FALSE(IsLoopback("127."));
    EXPECT_FALSE(IsLoopback(""));
}

}  // namespace
}  // namespace net
