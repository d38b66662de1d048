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

// SQL: `id` is of a row that has every one of the words $words. `terms` is the table of terms, `of` its column that names
// the row; the organizations are $organizations. By ranges of the index on (organization_id, term).
inline std::string HasEveryWord(const std::string& id, const std::string& terms, const std::string& of) {
    return fmt::format(R"sql((cardinality($words) = 0 OR {0} IN (
        SELECT terms.{2}
        FROM unnest($words) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= {3}
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN {1} AS terms ON terms.organization_id = ANY ($organizations)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.{2}
        HAVING count(DISTINCT words.word) = cardinality($words))))sql",
                       id, terms, of, kShortestEnding);
}

// SQL: the same of rows that have a site: a word may be among their terms, or begin a word of the name of their site or
// their organization. `things` is the table of the rows, with organization_id, site_id and id. Each word leads to the rows by
// an index, so that nothing is asked for each row of the list.
inline std::string HasEveryWordOfPlace(const std::string& id, const std::string& terms, const std::string& of,
                                       const std::string& things) {
    return fmt::format(R"sql((cardinality($words) = 0 OR {0} IN (
        SELECT found.id FROM (
            SELECT words.word, terms.{2} AS id
            FROM unnest($words) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= {4}
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN {1} AS terms ON terms.organization_id = ANY ($organizations)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($words) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($organizations)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN {3} AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($words) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($organizations)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN {3} AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($words))))sql",
                       id, terms, of, things, kShortestEnding);
}

}  // namespace pg
