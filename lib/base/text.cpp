#include "lib/base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace base {
namespace {

// Length of the UTF-8 sequence at the start of `bytes`, 0 when it is not one (RFC 3629, section 4).
std::size_t SequenceLength(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const auto tail = [&](std::size_t i) { return i < bytes.size() && (at(i) & 0xC0) == 0x80; };
    const unsigned char first = at(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!tail(1) || !tail(2)) return 0;
        if (first == 0xE0 && at(1) < 0xA0) return 0;
        if (first == 0xED && at(1) > 0x9F) return 0;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!tail(1) || !tail(2) || !tail(3)) return 0;
        if (first == 0xF0 && at(1) < 0x90) return 0;
        if (first == 0xF4 && at(1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

}  // namespace

std::optional<std::size_t> FindInvalidUtf8(std::string_view bytes) {
    unsigned char any = 0;
    for (const char c : bytes) any |= static_cast<unsigned char>(c);
    if (any < 0x80) return std::nullopt;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = SequenceLength(bytes.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

namespace {

// What turns the order of what is read around, or is not seen at all: a name of it is not what it seems (Unicode TR 36).
// Joiners (U+200C, U+200D) stay, writings and signs are made with them.
bool IsHiddenMark(std::string_view character) {
    if (character == "\u061C" || character == "\uFEFF" || character == "\u2060") return true;
    const auto within = [&](std::string_view first, std::string_view last) {
        return character.size() == 3 && character >= first && character <= last;
    };
    return character == "\u200B" || within("\u200E", "\u200F") || within("\u202A", "\u202E") ||
           within("\u2066", "\u2069");
}

}  // namespace

std::string CleanText(std::string_view bytes, std::size_t max_code_points) {
    bytes = bytes.substr(0, bytes.find('\0'));
    // Most texts are clean, and each of their octets is a character.
    const auto is_plain = [](char c) { return c > ' ' && c < 0x7F; };
    bool clean = bytes.size() <= max_code_points;
    for (std::size_t i = 0; clean && i < bytes.size(); ++i) {
        clean = is_plain(bytes[i]) ||
                (bytes[i] == ' ' && i > 0 && i + 1 < bytes.size() && is_plain(bytes[i - 1]) && is_plain(bytes[i + 1]));
    }
    if (clean) return std::string(bytes);
    std::string text;
    std::size_t count = 0;
    bool space = false;
    for (std::size_t at = 0; at < bytes.size() && count < max_code_points;) {
        const std::size_t length = SequenceLength(bytes.substr(at));
        const auto first = static_cast<unsigned char>(bytes[at]);
        const bool c1_control = length == 2 && first == 0xC2 && static_cast<unsigned char>(bytes[at + 1]) < 0xA0;
        if ((length == 1 && (first <= ' ' || first == 0x7F)) || c1_control) {
            space = !text.empty();
            at += length;
            continue;
        }
        if (IsHiddenMark(bytes.substr(at, length))) {
            at += length;
            continue;
        }
        if (length == 0 && first < 0xA0) {  // a C1 control in Latin-1
            space = !text.empty();
            ++at;
            continue;
        }
        if (space) {
            text += ' ';
            space = false;
            if (++count == max_code_points) break;
        }
        if (length == 0) {
            text += static_cast<char>(0xC0 | (first >> 6));
            text += static_cast<char>(0x80 | (first & 0x3F));
            ++at;
        } else {
            text.append(bytes, at, length);
            at += length;
        }
        ++count;
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

std::string_view Trim(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string ToLowerAscii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string ToSnakeCase(std::string_view text) {
    std::string name;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !name.empty()) name += '_';
        name += upper ? static_cast<char>(c - 'A' + 'a') : c == '-' ? '_' : c;
    }
    return name;
}

std::string EscapeMarkup(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::size_t CountCodePoints(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::string FoldCase(std::string_view utf8) {
    const auto text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size()))).foldCase();
    UErrorCode status = U_ZERO_ERROR;
    const auto composed = icu::Normalizer2::getNFCInstance(status)->normalize(text, status);
    std::string folded;
    (U_SUCCESS(status) ? composed : text).toUTF8String(folded);
    return folded;
}

bool IsEmailAddress(std::string_view text) {
    if (text.size() > 254 || FindInvalidUtf8(text)) return false;
    const auto at = text.rfind('@');
    if (at == 0 || at == std::string_view::npos) return false;
    const auto is_word = [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
    };
    for (const char c : text.substr(0, at)) {
        if (!is_word(static_cast<unsigned char>(c)) &&
            std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) == std::string_view::npos) {
            return false;
        }
    }
    const auto domain = text.substr(at + 1);
    std::size_t label = 0;
    for (std::size_t i = 0; i <= domain.size(); ++i) {
        if (i == domain.size() || domain[i] == '.') {
            if (label == 0 || label > 63 || domain[i - 1] == '-') return false;
            label = 0;
            continue;
        }
        const bool inner_hyphen = domain[i] == '-' && label > 0;
        if (!is_word(static_cast<unsigned char>(domain[i])) && !inner_hyphen) return false;
        ++label;
    }
    return domain.find('.') != std::string_view::npos;
}

namespace {

constexpr std::size_t kLongestWord = 64;  // octets
// Endings that are shorter are the endings of too many.
constexpr std::size_t kShortestEnding = 3;  // code points

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// Code point by code point, as PostgreSQL's reverse() does it.
std::string Backwards(std::string_view utf8) {
    std::string backwards;
    for (std::size_t end = utf8.size(); end > 0;) {
        std::size_t begin = end - 1;
        while (begin > 0 && (static_cast<unsigned char>(utf8[begin]) & 0xC0) == 0x80) --begin;
        backwards.append(utf8.substr(begin, end - begin));
        end = begin;
    }
    return backwards;
}

// Three pairs of hexadecimal digits or more with ":" or "-" between, or three groups of four with ".":
// without what is between; anything else as it is.
std::string WithoutSeparators(const std::string& word) {
    const char separator = word.size() > 4 && word[4] == '.' ? '.' : word.size() > 2 ? word[2] : ' ';
    const std::size_t group = separator == '.' ? 4 : 2;
    if (separator != '.' && separator != ':' && separator != '-') return word;
    if (word.size() < (separator == '.' ? 14 : 8)) return word;
    std::string digits;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool between = i % (group + 1) == group;
        if (between ? word[i] != separator : std::isxdigit(static_cast<unsigned char>(word[i])) == 0) return word;
        if (!between) digits += word[i];
    }
    return digits;
}

}  // namespace

std::vector<std::string> WordsOf(std::initializer_list<std::string_view> texts) {
    std::set<std::string> words;
    for (const std::string_view text : texts) {
        const std::string folded = FoldCase(CleanText(text, 400));
        for (const auto& whole : SearchWords(folded)) words.insert(whole);
        std::string word;
        for (const char c : folded + " ") {
            const auto octet = static_cast<unsigned char>(c);
            if (octet >= 0x80 || std::isalnum(octet) != 0) {
                word += c;
            } else if (!word.empty()) {
                if (word.size() <= kLongestWord) words.insert(word);
                word.clear();
            }
        }
    }
    return {words.begin(), words.end()};
}

std::vector<std::string> SearchTerms(std::initializer_list<std::string_view> texts) {
    std::set<std::string> terms;
    for (const std::string& word : WordsOf(texts)) {
        terms.insert(word);
        if (std::ranges::none_of(word, IsDigit)) continue;
        if (CountCodePoints(word) >= kShortestEnding) terms.insert(kEndingMark + Backwards(word));
        for (std::size_t i = 1; i + kShortestEnding <= word.size(); ++i) {
            if (IsDigit(word[i]) && std::isalpha(static_cast<unsigned char>(word[i - 1])) != 0)
                terms.insert(word.substr(i));
        }
    }
    return {terms.begin(), terms.end()};
}

std::vector<std::string> SearchWords(std::string_view typed) {
    const std::string folded = FoldCase(CleanText(typed, 400));
    std::vector<std::string> words;
    for (std::size_t at = 0; at < folded.size() && words.size() < 8;) {
        const std::size_t end = std::min(folded.find(' ', at), folded.size());
        if (end > at && end - at <= kLongestWord) words.push_back(WithoutSeparators(folded.substr(at, end - at)));
        at = end + 1;
    }
    return words;
}

}  // namespace base
