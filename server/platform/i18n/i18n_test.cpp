#include "server/platform/i18n/i18n.hpp"

#include <gtest/gtest.h>
#include <unicode/msgfmt.h>

#include <set>

namespace i18n {
namespace {

// The names of the arguments of a pattern: a translation must use the same ones.
std::set<std::string> ArgumentNames(const std::string& pattern) {
    UErrorCode status = U_ZERO_ERROR;
    icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), icu::Locale("en"), status);
    if (U_FAILURE(status)) return {"not a valid pattern: " + pattern};
    std::set<std::string> names;
    const std::unique_ptr<icu::StringEnumeration> list(format.getFormatNames(status));
    while (const icu::UnicodeString* name = list->snext(status)) {
        std::string utf8;
        name->toUTF8String(utf8);
        names.insert(utf8);
    }
    return names;
}

TEST(Catalogues, FormatsNamedArgumentsAndPlurals) {
    const auto catalogues = Catalogues::BuiltIn();
    EXPECT_EQ(catalogues.Format("en", "problems.out_of_range.title", {}), "This number is out of range");
    EXPECT_EQ(catalogues.Format("en", "problems.out_of_range.detail",
                                {{"minimum", std::int64_t{1}}, {"maximum", std::int64_t{1200}}}),
              "Enter a number from 1 to 1,200.");
    EXPECT_EQ(catalogues.Format("de", "problems.out_of_range.detail",
                                {{"minimum", std::int64_t{1}}, {"maximum", std::int64_t{1200}}}),
              "Geben Sie eine Zahl von 1 bis 1.200 ein.");
}

// PRT-4: no language lacks a text, and every translation takes the same arguments.
TEST(Catalogues, EveryLanguageHasEveryTextWithTheSameArguments) {
    const auto catalogues = Catalogues::BuiltIn();
    const auto& english = catalogues.Texts("en");
    ASSERT_FALSE(english.empty());
    EXPECT_EQ(catalogues.Languages(), (std::vector<std::string>{"de", "en"}));
    for (const auto& language : catalogues.Languages()) {
        const auto& texts = catalogues.Texts(language);
        for (const auto& [key, text] : english) {
            ASSERT_TRUE(texts.contains(key)) << language << " lacks " << key;
            EXPECT_EQ(ArgumentNames(texts.find(key)->second), ArgumentNames(text)) << language << " " << key;
        }
        for (const auto& [key, text] : texts) EXPECT_TRUE(english.contains(key)) << language << " " << key;
    }
}

// ASR-12: papers are printed in six languages, and no text of theirs is another language's.
TEST(Catalogues, SixLanguagesHaveEveryTextOfThePapers) {
    const auto catalogues = Catalogues::BuiltIn();
    const std::vector<std::string> six{"de", "en", "fr", "it", "nb", "sv"};
    EXPECT_EQ(catalogues.LanguagesOf("papers"), six);
    EXPECT_EQ(catalogues.LanguagesOf("items"), six);
    const auto& english = catalogues.Texts("en");
    int compared = 0;
    for (const auto& language : six) {
        const auto& texts = catalogues.Texts(language);
        for (const auto& [key, text] : english) {
            if (!key.starts_with("papers.") && !key.starts_with("items.")) continue;
            ASSERT_TRUE(texts.contains(key)) << language << " lacks " << key;
            EXPECT_EQ(ArgumentNames(texts.find(key)->second), ArgumentNames(text)) << language << " " << key;
            ++compared;
        }
        for (const auto& [key, text] : texts) EXPECT_TRUE(english.contains(key)) << language << " " << key;
    }
    EXPECT_GT(compared, 6 * 20);
}

TEST(Catalogues, NegotiatesTheLanguage) {
    const auto catalogues = Catalogues::BuiltIn();
    EXPECT_EQ(catalogues.Negotiate("de-AT,de;q=0.9,en;q=0.8"), "de");
    EXPECT_EQ(catalogues.Negotiate("fi, en;q=0.5, de;q=0.7"), "de");
    EXPECT_EQ(catalogues.Negotiate(""), "en");
    // Swedish has texts of papers only: a page would be half English.
    EXPECT_EQ(catalogues.Negotiate("sv,de;q=0.5"), "de");
    EXPECT_EQ(catalogues.Negotiate(";;;,,q=,*"), "en");
}

TEST(Dates, FollowLanguageAndTimeZone) {
    const auto at = *base::ParseRfc3339("2026-11-21T22:30:00Z");
    EXPECT_EQ(FormatDateTime("de", "Europe/Berlin", at), "21.11.2026, 23:30");
    EXPECT_EQ(FormatDate("en", *base::ParseDay("2026-11-21")), "Nov 21, 2026");
}

}  // namespace
}  // namespace i18n
