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

// ASR-12: a parcel arrives where the address is written as its country writes it.
TEST(Address, IsWrittenAsItsCountryWritesIt) {
    const auto lines = [](const char* country, const char* city, const char* state, const char* code) {
        return PostalLines({.street1 = "1 Road", .city = city, .state = state, .postal_code = code, .country = country},
                           "Country");
    };
    using Lines = std::vector<std::string>;
    EXPECT_EQ(lines("NO", "Oslo", "", "0581"), (Lines{"1 Road", "0581 Oslo", "Country"}));
    EXPECT_EQ(lines("DE", "Berlin", "BE", "10115"), (Lines{"1 Road", "10115 Berlin", "BE", "Country"}));
    EXPECT_EQ(lines("IT", "Roma", "RM", "00144"), (Lines{"1 Road", "00144 Roma RM", "Country"}));
    EXPECT_EQ(lines("US", "Lexington", "KY", "40550"), (Lines{"1 Road", "Lexington, KY 40550", "Country"}));
    EXPECT_EQ(lines("CA", "Ottawa", "ON", "K1A 0B1"), (Lines{"1 Road", "Ottawa ON K1A 0B1", "Country"}));
    EXPECT_EQ(lines("SG", "Singapore", "", "018956"), (Lines{"1 Road", "Singapore 018956", "Country"}));
    EXPECT_EQ(lines("GB", "London", "", "SW1A 2AA"), (Lines{"1 Road", "London", "SW1A 2AA", "Country"}));
    EXPECT_EQ(lines("US", "Lexington", "", ""), (Lines{"1 Road", "Lexington", "Country"}));
}

TEST(Address, LosesNoLineOnPaper) {  // ASR-12
    const Address all{.street1 = "s1",
                      .street2 = "s2",
                      .street3 = "s3",
                      .building = "b",
                      .floor = "f",
                      .room = "r",
                      .city = "c",
                      .state = "st",
                      .postal_code = "p",
                      .country = "SE"};
    EXPECT_EQ(PostalLines(all, "Sverige"),
              (std::vector<std::string>{"s1", "s2", "s3", "b, f, r", "p c", "st", "Sverige"}));
    EXPECT_EQ(PostalLines({}, ""), std::vector<std::string>{});
}

}  // namespace
}  // namespace organizations
