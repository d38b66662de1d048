#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace base {

using Arg = std::variant<std::string, std::int64_t, double>;
// Named arguments of a text; the names are those of the catalogue's placeholders.
using Args = std::map<std::string, Arg>;

// So many of a kind of things: a text of the catalogues with the argument {count}, "2 printers".
struct CountedText {
    std::string key;
    std::int64_t count = 0;
    std::vector<std::string> names{};  // of the first few: "2 printers (A, B)"

    bool operator==(const CountedText&) const = default;
};

// How many things a refusal names; of the others it says how many they are.
inline constexpr std::int32_t kNamed = 10;

// The arguments of a text that names things: {count}, the names under `argument`, and how many {more}.
inline Args NamedArgs(const std::string& argument, const std::vector<std::string>& names, std::int64_t count) {
    std::string joined;
    std::int64_t named = 0;
    for (const auto& name : names) {
        if (named == kNamed) break;
        joined += (named == 0 ? "" : ", ") + name;
        ++named;
    }
    return {{"count", count}, {argument, joined}, {"more", count - named}};
}

// Of the first rows of things, each with its name and with the count of all.
template <class Rows>
CountedText CountNamed(std::string key, Rows rows) {
    CountedText text{std::move(key)};
    for (auto& row : rows) {
        text.count = row.count;
        text.names.push_back(std::move(row.name));
    }
    return text;
}

}  // namespace base
