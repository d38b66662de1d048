#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"

// A postal address, as sites, contacts and shipments carry it (CON-1).
namespace organizations {

struct Address {
    static constexpr std::string_view kColumnPrefix = "";  // tables have its lines as they are: street1, city (pg)

    std::string street1;
    std::string street2;
    std::string street3;
    std::string building;
    std::string floor;
    std::string room;
    std::string city;
    std::string state;  // state or province
    std::string postal_code;
    std::string country;  // ISO 3166-1 alpha-2, upper case; "" while unknown

    static constexpr base::Limit kLimits[] = {
        {.field = "street1", .max_length = 100},    {.field = "street2", .max_length = 100},
        {.field = "street3", .max_length = 100},    {.field = "building", .max_length = 100},
        {.field = "floor", .max_length = 100},      {.field = "room", .max_length = 100},
        {.field = "city", .max_length = 100},       {.field = "state", .max_length = 100},
        {.field = "postal_code", .max_length = 20}, {.field = "country", .max_length = 2},
    };

    bool operator==(const Address&) const = default;
};
BOOST_DESCRIBE_STRUCT(Address, (),
                      (street1, street2, street3, building, floor, room, city, state, postal_code, country))

enum class AddressUse {
    kAny,       // may be empty
    kDelivery,  // a parcel must arrive: street1, city and country are mandatory
};

// The address as it is kept: control characters and runs of spaces folded, country in upper case.
Address CleanAddress(Address address);

// Adds what is wrong with a cleaned address besides its limits (base::CheckLimits); `pointer` is where it stands, e.g.
// "/address".
void CheckAddress(const Address& address, AddressUse use, const std::string& pointer, base::FieldProblems& problems);

// The address line by line as letters are addressed in its country: the postal code before the city, behind it, behind
// the state, or on a line of its own. `country_name` is the last line. Empty lines are left out. Pure.
std::vector<std::string> PostalLines(const Address& address, std::string_view country_name);

// Whether the two letters are an assigned ISO 3166-1 alpha-2 code.
bool IsCountry(std::string_view alpha2);

}  // namespace organizations
