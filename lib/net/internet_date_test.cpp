#include "lib/net/internet_date.hpp"

#include <gtest/gtest.h>

namespace net {
namespace {

TEST(InternetDate, IsEnglishAndInUtc) {
    const base::Instant at = *base::ParseRfc3339("2026-11-21T09:05:07.9+01:00");
    EXPECT_EQ(FormatMailDate(at), "Sat, 21 Nov 2026 08:05:07 +0000");
    EXPECT_EQ(FormatHttpDate(at), "Sat, 21 Nov 2026 08:05:07 GMT");
    EXPECT_EQ(FormatMailDate(*base::ParseRfc3339("2027-03-01T00:00:00Z")), "Mon, 01 Mar 2027 00:00:00 +0000");
    EXPECT_EQ(FormatHttpDate(*base::ParseRfc3339("1969-12-31T23:59:59Z")), "Wed, 31 Dec 1969 23:59:59 GMT");
}

}  // namespace
}  // namespace net
