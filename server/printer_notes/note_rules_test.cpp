#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/text.hpp"
#include "server/printer_notes/printer_notes.hpp"

namespace printer_notes {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::string Kept(const std::string& text) {
    const auto checked = CheckNote({text});
    return checked ? checked->text : checked.error().code;
}
std::string FirstError(const std::string& text) {
    const auto checked = CheckNote({text});
    return checked ? "" : checked.error().fields.at(0).pointer + " " + checked.error().fields.at(0).code;
}

TEST(CheckNote, FoldsSpacesAndKeepsLines) {
    EXPECT_EQ(Kept("  the key \t is at reception  "), "the key is at reception");
    EXPECT_EQ(Kept("\r\n\n first\r\n\r\nsecond \n\n"), "first\n\nsecond");
}

TEST(CheckNote, RefusesANoteThatSaysNothing) {
    EXPECT_EQ(FirstError(""), "/text missing");
    EXPECT_EQ(FirstError(" \n\t\n "), "/text missing");
}

TEST(CheckNote, TakesExactlyTheLongestText) {
    std::string longest;
    for (int i = 0; i < 2000; ++i) longest += "ü";
    EXPECT_EQ(Kept(longest), longest);
    EXPECT_EQ(FirstError(longest + "x"), "/text too_long");
}

TEST(CheckNote, CountsWhatIsKept) {
    EXPECT_EQ(Kept(std::string(1000, 'a') + std::string(3000, ' ') + std::string(999, 'b')).size(), 2000U);
}

TEST(TermsOf, ReachTheEndOfALongNote) {
    std::string text = "Reception has the key.";
    for (int i = 0; i < 100; ++i) text += " word" + std::to_string(i);
    text += "\nTechnician: Øyvind";
    EXPECT_THAT(TermsOf(text), Contains("reception"));
    EXPECT_THAT(TermsOf(text), Contains("word99"));
    EXPECT_THAT(TermsOf(text), Contains(base::FoldCase("Øyvind")));
    EXPECT_THAT(TermsOf(text), Not(Contains("wor")));
}

TEST(TermsOf, TearNoWord) {
    const std::string text = std::string(295, 'a') + " reception";
    EXPECT_THAT(TermsOf(text), Contains("reception"));
}

TEST(TermsOf, EndWithOneWordThatIsLongerThanAllTheyReadAtOnce) {
    EXPECT_THAT(TermsOf(std::string(2000, 'a') + " tail"), Contains("tail"));
}

}  // namespace
}  // namespace printer_notes
