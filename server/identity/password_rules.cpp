#include "server/identity/password_rules.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "lib/base/text.hpp"

namespace identity {

namespace {

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
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
