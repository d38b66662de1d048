#include "server/identity/password_rules.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

#include "embedded/common_passwords.hpp"
#include "lib/base/text.hpp"

namespace identity {

namespace {

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
    return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

const std::unordered_set<std::string_view>& CommonWords() {
    static const auto words = [] {
        std::unordered_set<std::string_view> set;
        for (const embedded::File& file : embedded::common_passwords()) {
            std::string_view rest = file.bytes;
            while (!rest.empty()) {
                const auto end = std::min(rest.find('\n'), rest.size());
                if (end > 0) set.insert(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return set;
    }();
    return words;
}

bool IsWord(std::string_view text) {
    return CommonWords().contains(text);
}

// "p@ssw0rd" -> "password"
std::string WithoutLookalikes(std::string_view text) {
    std::string plain(text);
    for (char& c : plain) {
        switch (c) {
            case '0':
                c = 'o';
                break;
            case '1':
            case '!':
                c = 'i';
                break;
            case '3':
                c = 'e';
                break;
            case '4':
            case '@':
                c = 'a';
                break;
            case '5':
            case '$':
                c = 's';
                break;
            case '7':
                c = 't';
                break;
            case '8':
                c = 'b';
                break;
            default:
                break;
        }
    }
    return plain;
}

// Without what is not a letter at both ends.
std::string_view Core(std::string_view text) {
    while (!text.empty() && !IsLetter(text.front())) text.remove_prefix(1);
    while (!text.empty() && !IsLetter(text.back())) text.remove_suffix(1);
    return text;
}

bool IsWordOrTwo(std::string_view text) {
    if (IsWord(text)) return true;
    for (std::size_t cut = 3; cut + 3 <= text.size(); ++cut) {
        if (IsWord(text.substr(0, cut)) && IsWord(text.substr(cut))) return true;
    }
    return false;
}

bool IsRepetition(std::string_view text) {
    for (std::size_t unit = 1; unit <= text.size() / 2; ++unit) {
        bool repeats = true;
        for (std::size_t i = unit; repeats && i < text.size(); ++i) repeats = text[i] == text[i - unit];
        if (repeats) return true;
    }
    return false;
}

// Neighbours on the alphabet, among digits, or in a row of a keyboard.
bool AreNeighbours(char a, char b) {
    static constexpr std::array<std::string_view, 6> kRows{"1234567890", "qwertyuiop", "asdfghjkl",
                                                           "zxcvbnm",    "qwertzuiop", "yxcvbnm"};
    if (a == b) return true;
    if (std::isalnum(static_cast<unsigned char>(a)) != 0 && (b - a == 1 || a - b == 1)) return true;
    for (const std::string_view row : kRows) {
        const auto x = row.find(a);
        const auto y = row.find(b);
        if (x != row.npos && y != row.npos && (x + 1 == y || y + 1 == x)) return true;
    }
    return false;
}

// All but three characters lie on walks of at least four.
bool IsWalk(std::string_view text) {
    std::size_t outside = 0;
    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = start + 1;
        while (end < text.size() && AreNeighbours(text[end - 1], text[end])) ++end;
        if (end - start < 4) outside += end - start;
        start = end;
    }
    return outside <= 3;
}

}  // namespace

std::optional<std::string> NormalizePassword(std::string_view typed) {
    if (base::FindInvalidUtf8(typed)) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return std::nullopt;
    const auto normal = nfc->normalize(
        icu::UnicodeString::fromUTF8(icu::StringPiece(typed.data(), static_cast<int>(typed.size()))), status);
    if (U_FAILURE(status)) return std::nullopt;
    std::string out;
    normal.toUTF8String(out);
    return out;
}

bool IsCommonPassword(std::string_view password) {
    const std::string folded = base::FoldCase(password);
    if (std::set<char>(folded.begin(), folded.end()).size() < 5) return true;
    if (IsRepetition(folded) || IsWalk(folded)) return true;
    for (const std::string& text : {folded, WithoutLookalikes(folded)}) {
        if (IsWordOrTwo(text)) return true;
        const std::string_view core = Core(text);
        // Little around a known word adds little: a year, a few digits, a sign. Much around it is the password.
        if (text.size() - core.size() <= 8 && IsWordOrTwo(core)) return true;
    }
    // The look-alikes inside the word only: "P@ssw0rd2024!" ends in digits that are digits.
    const std::string inner = WithoutLookalikes(Core(folded));
    return folded.size() - inner.size() <= 8 && IsWordOrTwo(inner);
}

std::optional<base::FieldProblem> CheckPassword(std::string_view password, const PasswordRules& rules,
                                                const std::vector<std::string>& names, const std::string& pointer) {
    const auto length = base::CountCodePoints(password);
    const auto minimum = static_cast<std::size_t>(std::max(rules.minimum_length, kPasswordFloor));
    if (length > kMaxPassword) {
        return base::FieldProblem{pointer, "too_long", {{"limit", static_cast<std::int64_t>(kMaxPassword)}}};
    }
    if (length < minimum) {
        return base::FieldProblem{pointer, "password_too_short", {{"minimum", static_cast<std::int64_t>(minimum)}}};
    }
    if (length < static_cast<std::size_t>(kLongPassword)) {
        const bool digit = std::any_of(password.begin(), password.end(), IsDigit);
        // By Unicode: what folding changes is upper case, what upper-casing changes is lower case.
        auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(password.data(), static_cast<int>(password.size())));
        const bool upper = icu::UnicodeString(text).toLower() != text;
        const bool lower = icu::UnicodeString(text).toUpper() != text;
        if (!digit || !upper || !lower) {
            return base::FieldProblem{
                pointer, "password_needs_kinds", {{"long", static_cast<std::int64_t>(kLongPassword)}}};
        }
    }
    const std::string folded = base::FoldCase(password);
    for (const std::string& name : names) {
        // Parts of a name count as well: "Contoso Printing GmbH", "anna.berg@example.com".
        for (const std::string& part : base::WordsOf({name})) {
            if (base::CountCodePoints(part) >= 4 && folded.find(part) != std::string::npos) {
                return base::FieldProblem{pointer, "password_contains_name", {}};
            }
        }
    }
    if (IsCommonPassword(password)) return base::FieldProblem{pointer, "password_common", {}};
    return std::nullopt;
}

}  // namespace identity
