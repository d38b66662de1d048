#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

namespace base {

using Arg = std::variant<std::string, std::int64_t, double>;
// Named arguments of a text; the names are those of the catalogue's placeholders.
using Args = std::map<std::string, Arg>;

// So many of a kind of things: a text of the catalogues with the argument {count}, "2 printers".
struct CountedText {
    std::string key;
    std::int64_t count = 0;

    bool operator==(const CountedText&) const = default;
};

}  // namespace base
