#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/problem.hpp"

namespace organizations {

// A postal address, of a site (ORG-1) or of a contact's delivery (CON-1). Every part may be absent; which ones
// a use asks for is its own rule. `country` is ISO 3166-1 alpha-2, upper case.
struct Address {
    std::optional<std::string> street1;
    std::optional<std::string> street2;
    std::optional<std::string> street3;
    std::optional<std::string> building;
    std::optional<std::string> floor;
    std::optional<std::string> room;
    std::optional<std::string> city;
    std::optional<std::string> state;  // or province
    std::optional<std::string> postal_code;
    std::optional<std::string> country;

    bool operator==(const Address&) const = default;
};
BOOST_DESCRIBE_STRUCT(Address, (),
                      (street1, street2, street3, building, floor, room, city, state, postal_code, country))

// Texts cleaned and trimmed, empty ones absent, the country in upper case. Adds what is wrong under `pointer`
// ("/address"): too_long {limit} (streets 100, others 60, postal code 20), invalid_country.
Address CleanAddress(const Address& address, const std::string& pointer, base::FieldProblems& problems);

// An ISO 3166-1 alpha-2 code in upper case.
bool IsCountryCode(std::string_view code);

}  // namespace organizations
