#include "server/contacts/contact_text.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "lib/base/csv.hpp"

namespace contacts {
namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

// No-break spaces are spaces; a zero-width one is nothing. Joiners stay: writings and signs are made with them.
constexpr Replacement kInText[] = {
    {"\xC2\xA0", " "},    {"\xE2\x80\xAF", " "}, {"\xE2\x80\x87", " "},
    {"\xE2\x80\x8B", ""}, {"\xE2\x81\xA0", ""},  {"\xEF\xBB\xBF", ""},
};

// U+00AD, U+061C, U+200C..U+200F, U+202A..U+202E, U+2061..U+2064, U+2066..U+2069.
constexpr Replacement kMarks[] = {
    {"\xC2\xAD", ""},     {"\xD8\x9C", ""},     {"\xE2\x80\x8C", ""}, {"\xE2\x80\x8D", ""}, {"\xE2\x80\x8E", ""},
    {"\xE2\x80\x8F", ""}, {"\xE2\x80\xAA", ""}, {"\xE2\x80\xAB", ""}, {"\xE2\x80\xAC", ""}, {"\xE2\x80\xAD", ""},
    {"\xE2\x80\xAE", ""}, {"\xE2\x81\xA1", ""}, {"\xE2\x81\xA2", ""}, {"\xE2\x81\xA3", ""}, {"\xE2\x81\xA4", ""},
    {"\xE2\x81\xA6", ""}, {"\xE2\x81\xA7", ""}, {"\xE2\x81\xA8", ""}, {"\xE2\x81\xA9", ""},
};

std::string Replaced(std::string_view text, std::span<const Replacement> replacements) {
    std::string clean;
    while (!text.empty()) {
        const auto found =
            std::ranges::find_if(replacements, [&](const auto& pair) { return text.starts_with(pair.first); });
        if (found == replacements.end()) {
            clean += text.front();
            text.remove_prefix(1);
        } else {
            clean += found->second;
            text.remove_prefix(found->first.size());
        }
    }
    return clean;
}

}  // namespace

std::string CleanValue(std::string_view value) {
    return std::string(base::csv::Trim(Replaced(base::csv::Trim(value), kInText)));
}

std::string WithoutMarks(std::string_view value) {
    return CleanValue(Replaced(value, kMarks));
}

}  // namespace contacts
