#include <algorithm>
#include <string_view>

#include "lib/base/text.hpp"
#include "server/views/views.hpp"

// What a view may be.
namespace views {
namespace {

constexpr std::size_t kLongName = 10'000;  // code points; beyond the limit, so that a long one is refused, not cut

// Letters as an address spells them: "a=b&c=%20d", and nothing that is a part of an address of its own.
bool IsQuery(std::string_view text) {
    constexpr std::string_view kOthers = "-._~!$'()*,;:@/?%+=&";
    return std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kOthers.contains(c);
    });
}

bool Names(std::string_view query, std::string_view parameter) {
    while (!query.empty()) {
        const auto end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        if (pair.substr(0, pair.find('=')) == parameter) return true;
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    }
    return false;
}

}  // namespace

base::Result<ViewInput> CheckView(const ViewInput& input) {
    ViewInput clean = input;
    clean.name = base::CleanText(input.name, kLongName);
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!IsQuery(clean.query)) problems.Add("/query", "view_query");
    constexpr std::string_view kNotOfAView[] = {"organization_id", "org", "cursor", "limit", "page"};
    const bool names_another =
        std::ranges::any_of(kNotOfAView, [&](std::string_view name) { return Names(clean.filters, name); });
    if (!IsQuery(clean.filters) || names_another) problems.Add("/filters", "view_query");
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

}  // namespace views
