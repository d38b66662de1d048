#pragma once

#include <fontconfig/fontconfig.h>

#include <string>
#include <string_view>
#include <vector>

// The fonts of the papers: a list of files, and no other font of the machine. Thread-safe.
namespace papers {

// What fontconfig knows: our files only. Throws FontMissing.
FcConfig* FontConfig();

// Composed (NFC), without control characters and those that turn text around; each character that no font has is U+FFFD and added to `missing`
// unless it is there.
std::string Printable(std::string_view text, std::vector<char32_t>& missing);

// `text` without these, which Pango found no glyph for although a font has them: U+FFFD, and nothing where nothing is
// seen.
std::string Replaced(std::string_view text, const std::vector<char32_t>& unknown, std::vector<char32_t>& missing);

}  // namespace papers
