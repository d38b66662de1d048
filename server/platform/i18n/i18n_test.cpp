#include "server/platform/i18n/i18n.hpp"

#include <gtest/gtest.h>
#include <unicode/msgfmt.h>

#include <array>
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
    EXPECT_EQ(catalogues.Languages(), (std::vector<std::string>{"de", "en", "fr", "it", "nb", "sv"}));
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
    EXPECT_EQ(catalogues.Negotiate("da,de;q=0.5"), "de") << "there is no Danish";
    EXPECT_EQ(catalogues.Negotiate("sv-SE,sv;q=0.9,en;q=0.5"), "sv");
    EXPECT_EQ(catalogues.Negotiate("fr-CA"), "fr");
    for (const char* norwegian : {"nb-NO", "no", "nn-NO, en;q=0.9", "NO"}) {
        EXPECT_EQ(catalogues.Negotiate(norwegian), "nb") << norwegian;
    }
    EXPECT_EQ(catalogues.Negotiate(";;;,,q=,*"), "en");
}

// The portal writes the same (web/src/lib/format.test.ts): sentences of the server are beside its numbers. U+202F, U+00A0.
TEST(Numbers, AreWrittenAsTheLanguageDoes) {
    const auto catalogues = Catalogues::BuiltIn();
    for (const auto& [language, thousand, more] : std::vector<std::array<std::string, 3>>{
             {"de", "1.234", "12.345"},
             {"en", "1,234", "12,345"},
             {"fr", "1\u202F234", "12\u202F345"},
             {"it", "1234", "12.345"},
             {"nb", "1\u00A0234", "12\u00A0345"},
             {"sv", "1\u00A0234", "12\u00A0345"},
         }) {
        EXPECT_EQ(FormatNumber(language, 1234), thousand) << language;
        EXPECT_EQ(FormatNumber(language, 12345), more) << language;
        const auto sentence = catalogues.Format(language, "problems.out_of_range.detail",
                                                {{"minimum", std::int64_t{1234}}, {"maximum", std::int64_t{12345}}});
        EXPECT_NE(sentence.find(thousand), std::string::npos) << sentence;
        EXPECT_NE(sentence.find(more), std::string::npos) << sentence;
    }
}

TEST(Dates, FollowLanguageAndTimeZone) {
    const auto at = *base::ParseRfc3339("2026-11-21T22:30:00Z");
    EXPECT_EQ(FormatDateTime("de", "Europe/Berlin", at), "21.11.2026, 23:30");
    EXPECT_EQ(FormatDateTime("nb", "Europe/Berlin", at), "21. nov. 2026, 23:30");
    EXPECT_EQ(FormatDateTime("sv", "Europe/Berlin", at), "21 nov. 2026 23:30");
    EXPECT_EQ(FormatDate("en", *base::ParseDay("2026-11-21")), "Nov 21, 2026");
    EXPECT_EQ(FormatDate("fr", *base::ParseDay("2026-11-21")), "21 nov. 2026");
    EXPECT_EQ(FormatDate("it", *base::ParseDay("2026-11-21")), "21 nov 2026");
}

}  // namespace
}  // namespace i18n
