#include "server/organizations/address.hpp"

#include <unicode/locid.h>

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
