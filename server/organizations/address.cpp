#include "server/organizations/address.hpp"

#include <unicode/uloc.h>

#include <set>

#include "lib/base/text.hpp"

namespace organizations {

namespace {

std::optional<std::string> Clean(const std::optional<std::string>& text, std::size_t limit,
                                 const std::string& pointer, base::FieldProblems& problems) {
    if (!text) return std::nullopt;
    std::string clean = base::CleanText(*text, limit + 1);
    if (clean.empty()) return std::nullopt;
    if (base::CountCodePoints(clean) > limit) {
        problems.Add(pointer, "too_long", {{"limit", static_cast<std::int64_t>(limit)}});
    }
    return clean;
}

}  // namespace

Address CleanAddress(const Address& address, const std::string& pointer, base::FieldProblems& problems) {
    constexpr std::size_t kStreet = 100;
    constexpr std::size_t kPart = 60;
    Address clean;
    clean.street1 = Clean(address.street1, kStreet, pointer + "/street1", problems);
    clean.street2 = Clean(address.street2, kStreet, pointer + "/street2", problems);
    clean.street3 = Clean(address.street3, kStreet, pointer + "/street3", problems);
    clean.building = Clean(address.building, kPart, pointer + "/building", problems);
    clean.floor = Clean(address.floor, kPart, pointer + "/floor", problems);
    clean.room = Clean(address.room, kPart, pointer + "/room", problems);
    clean.city = Clean(address.city, kPart, pointer + "/city", problems);
    clean.state = Clean(address.state, kPart, pointer + "/state", problems);
    clean.postal_code = Clean(address.postal_code, 20, pointer + "/postal_code", problems);
    clean.country = Clean(address.country, kPart, pointer + "/country", problems);
    if (clean.country) {
        for (char& c : *clean.country) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        if (!IsCountryCode(*clean.country)) problems.Add(pointer + "/country", "invalid_country");
    }
    return clean;
}

bool IsCountryCode(std::string_view code) {
    static const auto codes = [] {
        std::set<std::string, std::less<>> set;
        for (const char* const* at = uloc_getISOCountries(); *at != nullptr; ++at) set.emplace(*at);
        return set;
    }();
    return codes.contains(code);
}

}  // namespace organizations
