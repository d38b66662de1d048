#include "server/organizations/address.hpp"

#include <unicode/locid.h>

#include <initializer_list>
#include <map>
#include <set>

#include "lib/base/text.hpp"

namespace organizations {

Address CleanAddress(Address address) {
    boost::mp11::mp_for_each<boost::describe::describe_members<Address, boost::describe::mod_public>>(
        [&](auto member) { address.*member.pointer = base::CleanText(address.*member.pointer, 1'000); });
    for (char& c : address.country) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return address;
}

void CheckAddress(const Address& address, AddressUse use, const std::string& pointer, base::FieldProblems& problems) {
    if (use == AddressUse::kDelivery) {
        if (address.street1.empty()) problems.Add(pointer + "/street1", "missing");
        if (address.city.empty()) problems.Add(pointer + "/city", "missing");
        if (address.country.empty()) problems.Add(pointer + "/country", "missing");
    }
    if (!address.country.empty() && !IsCountry(address.country)) {
        problems.Add(pointer + "/country", "invalid_country");
    }
}

namespace {

enum class CityLine {
    kCodeCity,       // "0581 Oslo", and the state below; most countries
    kCodeCityState,  // "00144 Roma RM"
    kCityStateCode,  // "Ottawa ON K1A 0B1"
    kCityCode,       // "Singapore 018956", and the state below
    kCodeBelow,      // "London", and "SW1A 2AA" below
};

// By the Universal Postal Union's addressing systems.
CityLine CityLineOf(std::string_view country) {
    static const std::map<std::string, CityLine, std::less<>> kCountries{
        {"IT", CityLine::kCodeCityState}, {"SM", CityLine::kCodeCityState}, {"VA", CityLine::kCodeCityState},
        {"US", CityLine::kCityStateCode}, {"PR", CityLine::kCityStateCode}, {"GU", CityLine::kCityStateCode},
        {"CA", CityLine::kCityStateCode}, {"AU", CityLine::kCityStateCode}, {"JP", CityLine::kCityStateCode},
        {"NZ", CityLine::kCityCode},      {"SG", CityLine::kCityCode},      {"IN", CityLine::kCityCode},
        {"TH", CityLine::kCityCode},      {"KR", CityLine::kCityCode},      {"TW", CityLine::kCityCode},
        {"ID", CityLine::kCityCode},      {"PK", CityLine::kCityCode},      {"BD", CityLine::kCityCode},
        {"SA", CityLine::kCityCode},      {"NP", CityLine::kCityCode},      {"GB", CityLine::kCodeBelow},
        {"IM", CityLine::kCodeBelow},     {"JE", CityLine::kCodeBelow},     {"GG", CityLine::kCodeBelow},
        {"GI", CityLine::kCodeBelow},     {"IE", CityLine::kCodeBelow},     {"ZA", CityLine::kCodeBelow},
        {"LK", CityLine::kCodeBelow},     {"BR", CityLine::kCodeBelow},     {"RU", CityLine::kCodeBelow},
    };
    const auto found = kCountries.find(country);
    return found == kCountries.end() ? CityLine::kCodeCity : found->second;
}

std::string Joined(std::initializer_list<std::string_view> parts, std::string_view separator) {
    std::string line;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!line.empty()) line += separator;
        line += part;
    }
    return line;
}

}  // namespace

std::vector<std::string> PostalLines(const Address& address, std::string_view country_name) {
    const std::string& city = address.city;
    const std::string& state = address.state;
    const std::string& code = address.postal_code;
    std::vector<std::string> lines{address.street1, address.street2, address.street3,
                                   Joined({address.building, address.floor, address.room}, ", ")};
    switch (CityLineOf(address.country)) {
        case CityLine::kCodeCity:
            lines.insert(lines.end(), {Joined({code, city}, " "), state});
            break;
        case CityLine::kCodeCityState:
            lines.push_back(Joined({code, city, state}, " "));
            break;
        case CityLine::kCityStateCode:
            // Only the United States write a comma.
            lines.push_back(Joined({Joined({city, state}, address.country == "US" ? ", " : " "), code}, " "));
            break;
        case CityLine::kCityCode:
            lines.insert(lines.end(), {Joined({city, code}, " "), state});
            break;
        case CityLine::kCodeBelow:
            lines.insert(lines.end(), {city, state, code});
            break;
    }
    lines.emplace_back(country_name);
    std::erase_if(lines, [](const std::string& line) { return line.empty(); });
    return lines;
}

bool IsCountry(std::string_view alpha2) {
    static const std::set<std::string, std::less<>> kCountries = [] {
        std::set<std::string, std::less<>> countries;
        for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
            countries.emplace(*code);
        }
        // ICU still lists codes that ISO 3166-1 has withdrawn or never assigned.
        for (const char* gone :
             {"AN", "BU", "CS", "DD", "DY", "FX", "HV", "NH", "NT", "RH", "SU", "TP", "VD", "YD", "YU",
              "ZR", "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "TA", "UN", "XA", "XB", "XK", "ZZ"}) {
            countries.erase(gone);
        }
        return countries;
    }();
    return kCountries.contains(alpha2);
}

}  // namespace organizations
