#include "lib/printing/printer_text.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "lib/base/text.hpp"

namespace printing {
namespace {

// Longer ones are cut before they are decoded: what is kept of them is shorter.
constexpr std::size_t kMostOctets = 4096;

struct CharacterSet {
    std::int64_t mib;  // IANA "Character Sets", MIBenum
    const char* name;  // as ICU knows it
};
// https://www.iana.org/assignments/character-sets: those that printers can be set to. US-ASCII (3) says nothing of
// octets beyond it, and UTF-8 (106) was tried before.
constexpr std::array kCharacterSets = std::to_array<CharacterSet>({
    {4, "ISO-8859-1"},      {5, "ISO-8859-2"},      {6, "ISO-8859-3"},      {7, "ISO-8859-4"},
    {8, "ISO-8859-5"},      {9, "ISO-8859-6"},      {10, "ISO-8859-7"},     {11, "ISO-8859-8"},
    {12, "ISO-8859-9"},     {13, "ISO-8859-10"},    {15, "JIS_X0201"},      {17, "Shift_JIS"},
    {18, "EUC-JP"},         {36, "KS_C_5601-1987"}, {37, "ISO-2022-KR"},    {38, "EUC-KR"},
    {39, "ISO-2022-JP"},    {40, "ISO-2022-JP-2"},  {57, "GB_2312-80"},     {104, "ISO-2022-CN"},
    {109, "ISO-8859-13"},   {110, "ISO-8859-14"},   {111, "ISO-8859-15"},   {113, "GBK"},
    {114, "GB18030"},       {1000, "UTF-16BE"},     {1013, "UTF-16BE"},     {1014, "UTF-16LE"},
    {1015, "UTF-16"},       {2004, "hp-roman8"},    {2009, "IBM850"},       {2010, "IBM852"},
    {2011, "IBM437"},       {2013, "IBM862"},       {2024, "Windows-31J"},  {2025, "GB2312"},
    {2026, "Big5"},         {2027, "macintosh"},    {2028, "IBM037"},       {2046, "IBM855"},
    {2047, "IBM857"},       {2048, "IBM860"},       {2049, "IBM861"},       {2050, "IBM863"},
    {2051, "IBM864"},       {2052, "IBM865"},       {2054, "IBM869"},       {2084, "KOI8-R"},
    {2085, "HZ-GB-2312"},   {2086, "IBM866"},       {2087, "IBM775"},       {2088, "KOI8-U"},
    {2089, "IBM00858"},     {2101, "Big5-HKSCS"},   {2109, "windows-874"},  {2250, "windows-1250"},
    {2251, "windows-1251"}, {2252, "windows-1252"}, {2253, "windows-1253"}, {2254, "windows-1254"},
    {2255, "windows-1255"}, {2256, "windows-1256"}, {2257, "windows-1257"}, {2258, "windows-1258"},
    {2259, "TIS-620"},
});

const char* NameOf(std::optional<std::int64_t> mib) {
    if (!mib) return nullptr;
    const auto at = std::ranges::lower_bound(kCharacterSets, *mib, {}, &CharacterSet::mib);
    return at != kCharacterSets.end() && at->mib == *mib ? at->name : nullptr;
}

struct SymbolSet {
    std::string_view id;  // as PCL writes it: a number and a letter
    const char* name;     // as ICU knows it
};
// HP, "PCL 5 Comparison Guide", symbol set ids; 18N is Unicode. In two octets: number * 32 + letter - 64, and 0xFDE8 for UTF-8
// (HPLIP, scan/sane/pml.h).
constexpr std::array kSymbolSets = std::to_array<SymbolSet>({
    {"0N", "ISO-8859-1"},   {"2N", "ISO-8859-2"},    {"5N", "ISO-8859-9"},    {"6N", "ISO-8859-10"},
    {"9N", "ISO-8859-15"},  {"10N", "ISO-8859-5"},   {"12N", "ISO-8859-7"},   {"11N", "ISO-8859-6"},
    {"7H", "ISO-8859-8"},   {"8U", "hp-roman8"},     {"8K", "JIS_X0201"},     {"10U", "IBM437"},
    {"12U", "IBM850"},      {"17U", "IBM852"},       {"9T", "IBM857"},        {"26U", "IBM775"},
    {"3R", "IBM866"},       {"19U", "windows-1252"}, {"9E", "windows-1250"},  {"9R", "windows-1251"},
    {"9G", "windows-1253"}, {"5T", "windows-1254"},  {"19L", "windows-1257"}, {"19K", "Shift_JIS"},
    {"18N", "UTF-16BE"},
});

// What ICU makes of the octets; nullopt where it knows no such set or not one character came of them.
std::optional<std::string> Decode(std::string_view octets, const char* name) {
    octets = octets.substr(0, kMostOctets);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(name, &status), &ucnv_close);
    if (U_FAILURE(status)) return std::nullopt;
    icu::UnicodeString decoded(octets.data(), static_cast<std::int32_t>(octets.size()), converter.get(), status);
    if (U_FAILURE(status) || decoded.isBogus()) return std::nullopt;
    // Cut within its last character.
    while (!decoded.isEmpty() && (decoded[decoded.length() - 1] == 0xFFFD || decoded[decoded.length() - 1] == 0))
        decoded.truncate(decoded.length() - 1);
    if (decoded.indexOf(static_cast<char16_t>(0)) >= 0) decoded.truncate(decoded.indexOf(static_cast<char16_t>(0)));
    std::string text;
    decoded.toUTF8String(text);
    // More than half of it is nothing in this set: it is another one.
    const std::int32_t length = decoded.countChar32();
    std::int32_t unknown = 0;
    for (std::int32_t i = 0; i < decoded.length(); ++i) unknown += decoded[i] == 0xFFFD ? 1 : 0;
    if (length > 0 && unknown * 2 > length) return std::nullopt;
    return text;
}

// Octets that are valid UTF-8 and mean something else all the same.
bool HidesInAscii(std::string_view octets, std::string_view name) {
    if (name.starts_with("ISO-2022")) return octets.find_first_of("\x1b\x0e") != std::string_view::npos;
    if (name == "HZ-GB-2312") return octets.find("~{") != std::string_view::npos;
    if (name.starts_with("UTF-16")) {
        // A zero octet that does not only end the text.
        const auto last = octets.find_last_not_of('\0');
        return last != std::string_view::npos && octets.substr(0, last).find('\0') != std::string_view::npos;
    }
    return false;
}

// UTF-8 with a character beyond ASCII whose last character was cut: how many octets are whole. nullopt for all else.
std::optional<std::size_t> WholePartOfCut(std::string_view octets, std::size_t invalid_at) {
    const std::string_view rest = octets.substr(invalid_at);
    const auto first = static_cast<unsigned char>(rest[0]);
    const std::size_t length = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (length == 0 || first > 0xF4 || rest.size() >= length) return std::nullopt;
    const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    if (!std::ranges::all_of(rest.substr(1), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }) ||
        std::ranges::none_of(octets.substr(0, invalid_at), beyond_ascii)) {
        return std::nullopt;
    }
    return invalid_at;
}

std::optional<std::string> UsableText(std::string_view octets, std::size_t max_code_points) {
    std::string text = base::CleanText(octets, max_code_points);
    if (text.empty() || IsPlaceholder(text)) return std::nullopt;
    return text;
}

std::optional<std::string> ReadBy(std::string_view octets, const char* name, std::size_t max_code_points) {
    const auto invalid = base::FindInvalidUtf8(octets);
    if (!invalid && (name == nullptr || !HidesInAscii(octets, name))) return UsableText(octets, max_code_points);
    if (invalid) {
        if (const auto whole = WholePartOfCut(octets, *invalid))
            return UsableText(octets.substr(0, *whole), max_code_points);
    }
    if (name != nullptr) {
        // What follows a zero octet is left from a longer text before it.
        const bool wide = std::string_view(name).starts_with("UTF-16");
        const std::string_view told = wide ? octets : octets.substr(0, octets.find('\0'));
        if (const auto decoded = Decode(told, name)) return UsableText(*decoded, max_code_points);
    }
    return UsableText(octets, max_code_points);
}

}  // namespace

bool NamesNoCharacterSet(std::string_view octets) {
    // Nearly all: ASCII without control characters and what HZ begins with.
    bool plain = true;
    for (const char c : octets) plain &= c >= ' ' && c < '~';
    if (plain) return false;
    const auto last = octets.find_last_not_of('\0');
    if (last == std::string_view::npos) return false;
    if (octets.find_first_of("\x1b\x0e") != std::string_view::npos || octets.find("~{") != std::string_view::npos)
        return true;
    return octets.substr(0, last).find('\0') != std::string_view::npos || base::FindInvalidUtf8(octets).has_value();
}

bool IsDeviceId(std::string_view text) {
    const auto has_key = [&](std::string_view key) {
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find(';', at), text.size());
            const std::string_view field = base::Trim(text.substr(at, end - at));
            const auto colon = field.find(':');
            if (colon != std::string_view::npos && base::ToLowerAscii(base::Trim(field.substr(0, colon))) == key)
                return true;
            at = end + 1;
        }
        return false;
    };
    if (text.find(':') == std::string_view::npos || text.find(';') == std::string_view::npos) return false;
    const std::string start = base::ToLowerAscii(base::Trim(text.substr(0, 32)));
    if (start.starts_with("mfg:") || start.starts_with("manufacturer:")) return true;
    return (has_key("mdl") || has_key("model")) &&
           (has_key("mfg") || has_key("manufacturer") || has_key("cls") || has_key("class") || has_key("cmd") ||
            has_key("command set") || has_key("des") || has_key("description"));
}

bool IsPlaceholder(std::string_view clean_text) {
    // Of one word or a few, in brackets or quotes or not.
    static constexpr std::string_view kAround = " ()[]<>{}\"'";
    static constexpr std::array kWords = std::to_array<std::string_view>({
        "null",
        "nil",
        "n/a",
        "n.a.",
        "n.a",
        "none",
        "unknown",
        "undefined",
        "unspecified",
        "unset",
        "not available",
        "not applicable",
        "not set",
        "not specified",
        "not defined",
        "not known",
        "not supported",
        "notavailable",
        "not_available",
        "no value",
        "no data",
        "invalid",
        "nan",
        "unbekannt",
        "inconnu",
        "inconnue",
        "desconocido",
        "desconocida",
        "sconosciuto",
        "sconosciuta",
        "desconhecido",
        "onbekend",
        "okänd",
        "ukjent",
        "ukendt",
        "tuntematon",
        "nieznany",
        "nieznane",
        "neznámý",
        "ismeretlen",
        "неизвестно",
        "неизвестный",
        "不明",
        "未知",
        "to be filled by o.e.m",
        "default string",
        "system serial number",
    });
    if (clean_text.size() > 40) return false;
    const auto begin = clean_text.find_first_not_of(kAround);
    if (begin == std::string_view::npos) return true;
    std::string_view inner = clean_text.substr(begin, clean_text.find_last_not_of(kAround) - begin + 1);
    if (inner.find_first_not_of("-?*._#/\\:=~") == std::string_view::npos) return true;
    while (inner.ends_with('.') && inner.size() > 3) inner.remove_suffix(1);
    static constexpr std::size_t kLongest =
        std::ranges::max(kWords, {}, [](std::string_view word) { return word.size(); }).size();
    if (inner.size() > kLongest) return false;
    const std::string lower = base::ToLowerAscii(inner);
    return std::ranges::find(kWords, lower) != kWords.end();
}

namespace {

// Octets that no text begins with and that name a symbol set: 0xFDE8 before UTF-8, or the number of a set that is no letter.
bool BeginsWithSymbolSet(std::string_view octets) {
    if (octets.size() < 3) return false;
    const auto first = static_cast<unsigned char>(octets[0]), second = static_cast<unsigned char>(octets[1]);
    if (first == 0xFD && second == 0xE8) return !base::FindInvalidUtf8(octets.substr(2));
    if (first < 1 || first > 3 || (second >= ' ' && second < 0x7F)) return false;
    const unsigned number = first * 256U + second;
    const auto letter = static_cast<char>('A' + number % 32 - 1);
    return std::ranges::find(kSymbolSets, std::to_string(number / 32) + letter, &SymbolSet::id) != kSymbolSets.end();
}

}  // namespace

std::optional<std::string> ReadText(std::string_view octets, std::optional<std::int64_t> character_set,
                                    std::size_t max_code_points) {
    if (BeginsWithSymbolSet(octets)) return ReadSymbolSetText(octets, character_set, max_code_points);
    return ReadBy(octets, NameOf(character_set), max_code_points);
}

std::optional<std::string> ReadSymbolSetText(std::string_view octets, std::optional<std::int64_t> character_set,
                                             std::size_t max_code_points) {
    if (octets.size() < 2) return ReadText(octets, character_set, max_code_points);
    const auto first = static_cast<unsigned char>(octets[0]), second = static_cast<unsigned char>(octets[1]);
    const unsigned number = first * 256U + second;
    constexpr unsigned kUtf8 = 0xFDE8;
    if (number == kUtf8) return ReadBy(octets.substr(2), nullptr, max_code_points);
    // Control characters in front: no text begins with them. The number of a set is 0 to 31, its letter A to Z.
    const unsigned letter = number % 32;
    if (first > 3 || letter == 0 || letter > 26) return ReadText(octets, character_set, max_code_points);
    const std::string id = std::to_string(number / 32) + static_cast<char>('A' + letter - 1);
    const auto set = std::ranges::find(kSymbolSets, id, &SymbolSet::id);
    const std::string_view text = octets.substr(2);
    if (set == kSymbolSets.end()) return ReadBy(text, nullptr, max_code_points);
    const bool wide = std::string_view(set->name).starts_with("UTF-16");
    if (!wide) return ReadBy(text, set->name, max_code_points);
    const auto decoded = Decode(text, set->name);
    return decoded ? UsableText(*decoded, max_code_points) : std::nullopt;
}

}  // namespace printing
