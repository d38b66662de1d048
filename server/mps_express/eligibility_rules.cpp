#include "server/mps_express/eligibility_rules.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace mps_express {

namespace {

struct VersionNumbers {
    std::vector<std::uint32_t> numbers;  // without zeros at the end
    bool before = false;                 // the version itself is still to come
};

std::optional<VersionNumbers> ReadVersion(std::string_view text) {
    constexpr std::size_t kMostNumbers = 6;
    if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
    VersionNumbers version;
    text = text.substr(0, text.find('+'));  // what it was built from says nothing
    if (const auto hyphen = text.find('-'); hyphen != std::string_view::npos) {
        version.before = true;
        text = text.substr(0, hyphen);
    }
    const char* at = text.data();
    const char* const end = at + text.size();
    for (;;) {
        std::uint32_t number = 0;
        const auto [behind, error] = std::from_chars(at, end, number);
        if (error != std::errc() || version.numbers.size() == kMostNumbers) return std::nullopt;
        version.numbers.push_back(number);
        if (behind == end) break;
        if (*behind != '.') return std::nullopt;
        at = behind + 1;
    }
    while (!version.numbers.empty() && version.numbers.back() == 0) version.numbers.pop_back();
    return version;
}

}  // namespace

Eligibility Judge(const Candidate& c) {
    if (c.managed == printers::Managed::kMpsExpress) return Eligibility::kAlreadyManaged;
    if (c.managed == printers::Managed::kPendingMpsExpress) return Eligibility::kManagementPending;
    if (c.registration_failed) return Eligibility::kRegistrationFailed;
    if (!c.maximum_lifetime_pages) return Eligibility::kUnsupportedModel;
    if (c.lifetime_pages && *c.lifetime_pages > *c.maximum_lifetime_pages) return Eligibility::kLifetimePagesExceeded;
    if (!c.lifetime_pages) return Eligibility::kLifetimePagesMissing;
    if (!c.has_contact) return Eligibility::kContactMissing;
    if (!c.agent_current) return Eligibility::kAgentOutdated;
    return Eligibility::kEligible;
}

bool IsVersion(std::string_view text) {
    return ReadVersion(text).has_value();
}

bool IsAtLeast(std::string_view version, std::string_view minimum) {
    if (minimum.empty()) return true;
    const auto has = ReadVersion(version);
    const auto needs = ReadVersion(minimum);
    if (!has || !needs) return false;
    if (has->numbers != needs->numbers) return std::ranges::lexicographical_compare(needs->numbers, has->numbers);
    return needs->before || !has->before;
}

}  // namespace mps_express
