#include "lib/base/limits.hpp"

#include <map>
#include <mutex>
#include <regex>

#include "lib/base/text.hpp"

namespace base {
namespace {

std::int64_t Count(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

bool Matches(std::string_view pattern, std::string_view text) {
    static std::mutex mutex;
    static std::map<std::string_view, std::regex> compiled;  // patterns are constants of the program
    const std::scoped_lock lock(mutex);
    auto at = compiled.find(pattern);
    if (at == compiled.end()) {
        at = compiled.emplace(pattern, std::regex(pattern.begin(), pattern.end(), std::regex::ECMAScript)).first;
    }
    return std::regex_match(text.begin(), text.end(), at->second);
}

}  // namespace

void CheckText(const Limit& limit, std::string_view text, const std::string& pointer, FieldProblems& problems) {
    if (text.empty() && limit.required) return problems.Add(pointer, "missing");
    const std::size_t length = CountCodePoints(text);
    if (length < limit.min_length) problems.Add(pointer, "too_short", {{"limit", Count(limit.min_length)}});
    if (limit.max_length > 0 && length > limit.max_length) {
        // Not matched as well: the standard's regular expressions use stack for each character.
        return problems.Add(pointer, "too_long", {{"limit", Count(limit.max_length)}});
    }
    if (!limit.pattern.empty() && !Matches(limit.pattern, text)) {
        problems.Add(pointer, std::string(limit.pattern_code));
    }
}

void CheckCount(const Limit& limit, std::size_t count, const std::string& pointer, FieldProblems& problems) {
    if (limit.required && count == 0) problems.Add(pointer, "missing");
    if (limit.max_items > 0 && count > limit.max_items) {
        problems.Add(pointer, "too_many_items", {{"limit", Count(limit.max_items)}});
    }
}

void CheckNumber(const Limit& limit, std::int64_t number, const std::string& pointer, FieldProblems& problems) {
    if (limit.range && (number < limit.range->minimum || number > limit.range->maximum)) {
        problems.Add(pointer, "out_of_range", {{"minimum", limit.range->minimum}, {"maximum", limit.range->maximum}});
    }
}

void AddTo(boost::json::object& schema, const Limit& limit) {
    if (limit.range) {
        schema["minimum"] = limit.range->minimum;
        schema["maximum"] = limit.range->maximum;
        return;
    }
    if (schema.contains("items")) {
        if (limit.required) schema["minItems"] = 1;
        if (limit.max_items > 0) schema["maxItems"] = limit.max_items;
        return;
    }
    if (limit.required || limit.min_length > 0) schema["minLength"] = std::max<std::size_t>(limit.min_length, 1);
    if (limit.max_length > 0) schema["maxLength"] = limit.max_length;
    if (!limit.pattern.empty()) schema["pattern"] = "^(?:" + std::string(limit.pattern) + ")$";
}

}  // namespace base
