#pragma once

#include <fmt/format.h>

#include <string>

// How a list finds the words of a search among the terms of its rows (base::SearchTerms): by ranges of the
// index, because row level security uses no index for LIKE.
namespace pg {

// Endings that are shorter are not looked for; as long as base::SearchTerms writes them.
inline constexpr int kShortestEnding = 3;

// SQL: `term` begins with `word`.
inline std::string BeginsWith(const std::string& term, const std::string& word) {
    return fmt::format(R"sql(({0} >= {1} AND {0} < {1} || U&'\+10FFFF'))sql", term, word);
}

// SQL: `term` is the ending of a term that ends with `word`.
inline std::string EndsWith(const std::string& term, const std::string& word) {
    return fmt::format(R"sql((length({1}) >= {2} AND {0} >= U&'\0001' || reverse({1})
            AND {0} < U&'\0001' || reverse({1}) || U&'\+10FFFF'))sql",
                       term, word, kShortestEnding);
}

// SQL: either of them, for one row's terms. Where the word leads to the rows, two statements of one range
// each are faster.
inline std::string HasWord(const std::string& term, const std::string& word) {
    return fmt::format("({} OR {})", BeginsWith(term, word), EndsWith(term, word));
}

}  // namespace pg
