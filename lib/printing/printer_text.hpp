#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Texts of printers, out of the octets that they send: in which character set, and whether it is a value at all.
namespace printing {

// A clean text (base::CleanText) of at most `max_code_points`, or nullopt where there is none or a placeholder
// (IsPlaceholder). UTF-8 is taken as it is, one that was cut within its last character without that character. Other
// octets, and those of the encodings that look like ASCII (ISO 2022, UTF-16), are decoded by `character_set`: the
// IANA MIBenum that prtLocalizationCharacterSet has (RFC 3805). Absent, unknown or US-ASCII: Latin-1. Two octets in front that
// can only name a symbol set are none of the text, whoever made the machine.
std::optional<std::string> ReadText(std::string_view octets, std::optional<std::int64_t> character_set = {},
                                    std::size_t max_code_points = 255);

// Of makers whose texts begin with two octets that name HP's symbol set of the rest (PML; 0x0115 is 8U = Roman-8,
// 0xFDE8 UTF-8): the text without them, decoded by them. A text that begins with no symbol set is read by ReadText.
std::optional<std::string> ReadSymbolSetText(std::string_view octets, std::optional<std::int64_t> character_set = {},
                                             std::size_t max_code_points = 255);

// Octets that can only be read by a character set: no UTF-8, or one of the encodings that hide in ASCII.
bool NamesNoCharacterSet(std::string_view octets);

// A list of IEEE 1284 keys ("MFG:Brother;MDL:HL-2270DW series;") in any case: it begins with the maker, or has
// a model and one more key.
bool IsDeviceId(std::string_view text);

// "NULL", "(none)", "N/A", "unknown", "---" and the like, in any case: what a program writes where it has no value.
bool IsPlaceholder(std::string_view clean_text);

}  // namespace printing
