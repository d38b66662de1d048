#include "server/mps_express/programme_rules.hpp"

#include <gtest/gtest.h>

namespace mps_express {
namespace {

template <class T>
std::vector<std::string> Faults(const base::Result<T>& result) {
    std::vector<std::string> faults;
    if (!result) {
        for (const auto& field : result.error().fields) faults.push_back(field.pointer + " " + field.code);
    }
    return faults;
}
using Strings = std::vector<std::string>;
const std::vector<std::string> kLanguages{"de", "en"};

TEST(ProgrammeRules, AModelIsKeptCleanAndHasAMaximum) {  // MPX-3
    const auto kept = CheckModel({"  Lexmark ", "MX722ade", true, 500'000});
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->manufacturer, "Lexmark");
    EXPECT_EQ(Faults(CheckModel({" ", std::string(101, 'x'), true, 0})),
              (Strings{"/manufacturer missing", "/model too_long", "/maximum_lifetime_pages out_of_range"}));
}

TEST(ProgrammeRules, TheMinimumIsAVersionOrNothing) {  // MPX-3
    EXPECT_TRUE(CheckProgramme({""}));
    EXPECT_EQ(CheckProgramme({" 1.2 "})->minimum_agent_version, "1.2");
    EXPECT_EQ(Faults(CheckProgramme({"newest"})), Strings{"/minimum_agent_version not_a_version"});
}

TEST(ProgrammeRules, TermsAreInEnglishAndInEachLanguageOnce) {  // MPX-4
    EXPECT_TRUE(CheckTerms({{{"en", "Be kind."}, {"de", "Sei nett."}}}, kLanguages));
    EXPECT_EQ(Faults(CheckTerms({{}}, kLanguages)), Strings{"/texts missing"});
    EXPECT_EQ(Faults(CheckTerms({{{"de", "Sei nett."}}}, kLanguages)), Strings{"/texts terms_without_english"});
    EXPECT_EQ(Faults(CheckTerms({{{"en", "a"}, {"en", "b"}, {"xx", "c"}, {"de", ""}}}, kLanguages)),
              (Strings{"/texts/3/text missing", "/texts/1/language terms_language_twice",
                       "/texts/2/language terms_language_unknown"}));
}

TEST(ProgrammeRules, ARejectionHasAReason) {  // MPX-5
    EXPECT_EQ(Faults(CheckReason(" \n ")), Strings{"/reason missing"});
    EXPECT_EQ(Faults(CheckReason(std::string(501, 'x'))), Strings{"/reason too_long"});
    EXPECT_EQ(CheckReason(" no  contract ").value(), "no contract");
}

}  // namespace
}  // namespace mps_express
