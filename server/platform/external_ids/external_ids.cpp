#include "server/platform/external_ids/external_ids.hpp"

#include <algorithm>
#include <set>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"

namespace external {
namespace {

// Longer than any limit: what is cut off is refused anyhow.
constexpr std::size_t kLongest = 1000;

}  // namespace

std::string SystemKey(std::string_view system) {
    return base::FoldCase(base::CleanText(system, kLongest));
}

Ids Clean(const Ids& given, base::FieldProblems& problems) {
    base::CheckCount(kIdsLimit, given.size(), "/external_ids", problems);
    Ids clean;
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t at = 0; at < given.size(); ++at) {
        const ExternalId one{base::CleanText(given[at].system, kLongest), base::CleanText(given[at].id, kLongest)};
        const std::string pointer = "/external_ids/" + std::to_string(at);
        base::CheckLimits(one, problems, pointer);
        const bool first = seen.emplace(base::FoldCase(one.system), one.id).second;
        if (!first && !problems.Has(pointer + "/id")) problems.Add(pointer + "/id", "external_id_twice");
        clean.push_back(one);
    }
    return clean;
}

Ids Ordered(Ids ids) {
    std::ranges::sort(ids, {}, [](const ExternalId& one) { return std::pair(base::FoldCase(one.system), one.id); });
    return ids;
}

base::Result<std::optional<Ids>> Check(const std::optional<Ids>& given) {
    if (!given) return std::optional<Ids>{};
    base::FieldProblems problems;
    auto clean = Clean(*given, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return std::optional(std::move(clean));
}

std::string ToText(const Ids& ids) {
    std::string text;
    for (const auto& one : ids) text += (text.empty() ? "" : "; ") + one.system + ": " + one.id;
    return text;
}

boost::json::value With(boost::json::value thing, const Ids& ids) {
    if (!ids.empty() && thing.is_object()) thing.as_object()["external_ids"] = base::json::ToValue(ids);
    return thing;
}

}  // namespace external
