#pragma once

#include <optional>
#include <string>
#include <string_view>

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
std::size_t CountCodePoints(std::string_view utf8);
// Lower case by Unicode's simple case folding, accents kept; what lists search by. Input must be
// UTF-8.
std::string FoldCase(std::string_view utf8);

}  // namespace base
