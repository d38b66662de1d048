#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

namespace base {

using Arg = std::variant<std::string, std::int64_t, double>;
// Named arguments of a text; the names are those of the catalogue's placeholders.
using Args = std::map<std::string, Arg>;

}  // namespace base
