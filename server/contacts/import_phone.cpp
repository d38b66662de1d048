#include "server/contacts/import_phone.hpp"

#include <algorithm>

#include "server/contacts/country_calling_codes.hpp"

namespace contacts {
namespace {

constexpr std::size_t kLongestCode = 3;

// The country code that these digits begin with; "" where none does.
std::string CodeBefore(std::string_view digits) {
    for (std::size_t length = 1; length <= std::min(kLongestCode, digits.size()); ++length) {
        if (IsCountryCallingCode(digits.substr(0, length))) return std::string(digits.substr(0, length));
    }
    return "";
}

}  // namespace

std::string SplitInternational(Phone& phone) {
    std::string_view rest = phone.number;
    if (rest.starts_with('+')) {
        rest.remove_prefix(1);
    } else if (rest.starts_with("00") && phone.country_code.empty()) {
        rest.remove_prefix(2);
    } else {
        return "";
    }
    if (rest.find_first_not_of("0123456789 ()/.-") != std::string_view::npos) return "digits_only";
    std::string digits;
    std::ranges::copy_if(rest, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    const std::string code = CodeBefore(digits);
    const bool same = phone.country_code.empty() || phone.country_code == code;
    if (code.empty() || !same || digits.size() == code.size() || rest.find("(0)") != std::string_view::npos) {
        return "phone_number_international";
    }
    phone.country_code = code;
    phone.number = digits.substr(code.size());
    return "";
}

}  // namespace contacts
