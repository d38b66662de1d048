#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>

// What the columns of a file are called: a stable name for scripts ("serial_number"), or words of the person's language
// ("Seriennummer") from locales/<language>/columns.json.
namespace tables {

enum class Heads { kKeys, kNames };
BOOST_DESCRIBE_ENUM(Heads, kKeys, kNames)

// The words for a column of a file in a language ("of.<file>.<column>" where they are not those of other files); a column
// that has none keeps its name.
std::string HeadOf(std::string_view language, std::string_view file, std::string_view column);
// Whether this head, in any of the languages and however its words are joined, is that of the column.
bool IsHeadOf(std::string_view head, std::string_view column);

}  // namespace tables
