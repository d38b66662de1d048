#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Search criteria out of a text or a CSV file (AGT-2). Pure.
namespace agents {

enum class SearchList { kInclude, kExclude };
BOOST_DESCRIBE_ENUM(SearchList, kInclude, kExclude)
enum class SearchLineOutcome { kAdded, kThereAlready, kNotAnEntry, kPublic, kTooMany };
BOOST_DESCRIBE_ENUM(SearchLineOutcome, kAdded, kThereAlready, kNotAnEntry, kPublic, kTooMany)

struct SearchLine {
    std::int64_t line = 0;  // from 1
    std::string entry;      // as it was read, at most 80 characters
    SearchList list = SearchList::kInclude;
    SearchLineOutcome outcome = SearchLineOutcome::kAdded;

    bool operator==(const SearchLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(SearchLine, (), (line, entry, list, outcome))

struct SearchImport {
    std::vector<std::string> include;  // those that were there, then those that were added
    std::vector<std::string> exclude;
    std::vector<SearchLine> lines;  // one for each entry, in the order of the text
};

// What the import reads, and the export of the portal writes: a line "include,10.0.0.0/24" or "exclude,10.0.0.7", further columns
// are ignored; or entries alone, one or several a line, which are included, behind "!" excluded. Columns are parted by comma,
// semicolon or tab and may be quoted; a line that begins with "#" and a heading "list,entry" say nothing. More than 5,000 entries are
// not looked at.
SearchImport ReadSearchImport(std::string_view text, std::vector<std::string> include, std::vector<std::string> exclude,
                              bool allow_public);

inline constexpr std::size_t kMostSearchText = 256 * 1024;  // octets
inline constexpr std::size_t kMostSearchLines = 5000;

}  // namespace agents
