#include "lib/papers/fonts.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "lib/papers/papers.hpp"

#ifdef __SANITIZE_ADDRESS__
// fontconfig holds what it has read by offsets, in which no checker sees the pointers: what is there once, it calls leaked.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig";
}
#endif

namespace papers {
namespace {

// Debian packages fonts-dejavu-core, fonts-freefont-ttf and fonts-wqy-microhei; docs/papers.md says which scripts
// each is for. What is taken first stands in canvas.cpp.
constexpr const char* kFontFiles[] = {
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",     "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf",
    "/usr/share/fonts/truetype/freefont/FreeSans.ttf",     "/usr/share/fonts/truetype/freefont/FreeSerif.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
};

struct Book {
    std::unique_ptr<FcConfig, void (*)(FcConfig*)> config{FcConfigCreate(), FcConfigDestroy};
    std::unique_ptr<FcCharSet, void (*)(FcCharSet*)> has{FcCharSetCreate(), FcCharSetDestroy};

    Book() {
        for (const char* file : kFontFiles) {
            if (!std::filesystem::exists(file) ||
                FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(file)) == FcFalse) {
                throw FontMissing(file);
            }
        }
        const FcFontSet* fonts = FcConfigGetFonts(config.get(), FcSetApplication);
        for (int i = 0; i < fonts->nfont; ++i) {
            FcCharSet* of_font = nullptr;
            if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &of_font) == FcResultMatch) {
                FcCharSetMerge(has.get(), of_font, nullptr);
            }
        }
    }
};

// Made once; when a font was missing, the next paper looks again. It stays to the end: Pango keeps fonts of it.
const Book& TheBook() {
    static const Book* const book = new Book();
    return *book;
}

bool IsControl(UChar32 code_point) {
    const auto type = u_charType(code_point);
    return type == U_CONTROL_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR;
}

// What would turn a serial number around on paper: embeddings, overrides and isolates.
bool TurnsAround(UChar32 code_point) {
    return (code_point >= 0x202a && code_point <= 0x202e) || (code_point >= 0x2066 && code_point <= 0x2069);
}

// Has no glyph and needs none: joiners, marks of direction, variation selectors.
bool IsUnseen(UChar32 code_point) {
    return u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

icu::UnicodeString FromUtf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string InUtf8(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

// The mark of a letter that cannot be drawn, and its number.
void Mark(UChar32 code_point, icu::UnicodeString& out, std::vector<char32_t>& missing) {
    out.append(static_cast<UChar32>(0xfffd));
    const auto named = static_cast<char32_t>(code_point);
    if (std::ranges::find(missing, named) == missing.end()) missing.push_back(named);
}

}  // namespace

FcConfig* FontConfig() {
    return TheBook().config.get();
}

std::string Printable(std::string_view text, std::vector<char32_t>& missing) {
    const Book& book = TheBook();
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::UnicodeString given = FromUtf8(text);
    const icu::UnicodeString composed = U_SUCCESS(status) ? nfc->normalize(given, status) : given;
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
        const UChar32 code_point = composed.char32At(i);
        if (TurnsAround(code_point)) continue;
        if (IsControl(code_point)) {
            out.append(static_cast<UChar32>(' '));
        } else if (IsUnseen(code_point) || FcCharSetHasChar(book.has.get(), static_cast<FcChar32>(code_point))) {
            out.append(code_point);
        } else {
            Mark(code_point, out, missing);
        }
    }
    return InUtf8(out);
}

std::string Replaced(std::string_view text, const std::vector<char32_t>& unknown, std::vector<char32_t>& missing) {
    const icu::UnicodeString given = FromUtf8(text);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < given.length(); i = given.moveIndex32(i, 1)) {
        const UChar32 code_point = given.char32At(i);
        if (std::ranges::find(unknown, static_cast<char32_t>(code_point)) == unknown.end()) {
            out.append(code_point);
        } else if (!IsUnseen(code_point)) {
            Mark(code_point, out, missing);
        }
    }
    return InUtf8(out);
}

}  // namespace papers
