#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Hygiene for texts that come from printers, files and people. All of it is hostile until it went
// through here.
namespace base {

// Byte offset of the first octet that is not UTF-8 (RFC 3629: no overlong forms, no surrogates), or
// nullopt.
std::optional<std::size_t> FindInvalidUtf8(std::string_view bytes);

// Valid UTF-8 from anything: octets that are not UTF-8 are read as Latin-1, NUL ends the text,
// other control characters become spaces, runs of spaces fold to one, ends are trimmed; at most
// `max_code_points` kept.
std::string CleanText(std::string_view bytes, std::size_t max_code_points = 255);

std::string_view Trim(std::string_view text);     // ASCII white space at both ends
std::string ToLowerAscii(std::string_view text);  // A-Z only
// "inkCartridge", "InkCartridge", "ink-cartridge" -> "ink_cartridge".
std::string ToSnakeCase(std::string_view text);
// For HTML and XML, as text and within quotes: & < > " '.
std::string EscapeMarkup(std::string_view text);
std::size_t CountCodePoints(std::string_view utf8);
// Lower case by Unicode's case folding, accents kept and composed (NFC: files of some systems have them apart); what
// lists search by and what is the same. Input must be UTF-8.
std::string FoldCase(std::string_view utf8);

// Syntax of an e-mail address as browsers check it (HTML, valid e-mail address), letters beyond
// ASCII allowed, at most 254 octets. Says nothing about whether it exists. Never accepts a space,
// quote, CR or LF.
bool IsEmailAddress(std::string_view text);

// The case-folded words of texts, each once, sorted. A word is a run of letters, digits and characters
// beyond ASCII; a text with other characters in it (serial numbers, addresses, e-mail) is also kept
// whole.
std::vector<std::string> WordsOf(std::initializer_list<std::string_view> texts);
// Before a term that is written backwards: what follows is how the term ends.
inline constexpr char kEndingMark = '\x01';
// What a row is found by: its WordsOf, and of those with a digit (serial numbers, models, addresses) what a
// person reads off a label: how they end, written backwards after kEndingMark, and what follows where
// letters change to digits. A list keeps them in a table of its own and finds a query's words
// (SearchWords) as prefixes by ranges on the index (pg::HasWord): row level security cannot use an index
// for LIKE, trigrams or full-text search.
std::vector<std::string> SearchTerms(std::initializer_list<std::string_view> texts);
// The folded words of what a person typed, split at white space only; at most 8, each at most 64
// octets. A hardware address loses what separates its digits ("00:1B:A9" is "001ba9").
std::vector<std::string> SearchWords(std::string_view typed);

}  // namespace base
