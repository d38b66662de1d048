#include "server/organizations/address.hpp"

#include <gtest/gtest.h>

namespace organizations {
namespace {

TEST(Address, ADeliveryNeedsStreetCityAndCountry) {  // CON-1
    base::FieldProblems problems;
    CheckAddress({.street1 = "", .city = "", .country = ""}, AddressUse::kDelivery, "/address", problems);
    ASSERT_EQ(problems.fields().size(), 3u);
    EXPECT_EQ(problems.fields()[0].pointer, "/address/street1");
    EXPECT_EQ(problems.fields()[2].code, "missing");
}

TEST(Address, KeepsOneLineOfCleanText) {
    const Address clean = CleanAddress({.street1 = " Main\r\nStreet  1 ", .country = "de"});
    EXPECT_EQ(clean.street1, "Main Street 1");
    EXPECT_EQ(clean.country, "DE");
}

TEST(Address, KnowsTheAssignedCountryCodes) {  // CON-5
    for (const char* good : {"DE", "NO", "US", "SX", "SS"}) EXPECT_TRUE(IsCountry(good)) << good;
    for (const char* bad : {"XX", "de", "DEU", "AN", "XK", "UK", ""}) EXPECT_FALSE(IsCountry(bad)) << bad;
}

TEST(Address, RefusesLinesThatAreTooLong) {
    base::FieldProblems problems;
    base::CheckLimits(Address{.room = std::string(101, 'x'), .postal_code = std::string(21, '1')}, problems,
                      "/address");
    ASSERT_EQ(problems.fields().size(), 2u);
    EXPECT_EQ(problems.fields()[0].pointer, "/address/room");
    EXPECT_EQ(problems.fields()[1].args.at("limit"), base::Arg(std::int64_t{20}));
}

}  // namespace
}  // namespace organizations
