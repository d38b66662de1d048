#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"

namespace base {
namespace {

enum class Shade { kBlack, kSomeRemaining };
BOOST_DESCRIBE_ENUM(Shade, kBlack, kSomeRemaining)

struct Inner {
    int count = 0;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (count, note))

struct Outer {
    OrganizationId id;
    Shade shade = Shade::kBlack;
    std::vector<Inner> inner;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (id, shade, inner, at))

TEST(ToSnakeCase, ReadsEnumeratorsAndKeywords) {
    EXPECT_EQ(ToSnakeCase("inkCartridge"), "ink_cartridge");
    EXPECT_EQ(ToSnakeCase("SomeRemaining"), "some_remaining");
    EXPECT_EQ(ToSnakeCase("waste-toner"), "waste_toner");
    EXPECT_EQ(ToSnakeCase("sha256"), "sha256");
    EXPECT_EQ(ToSnakeCase(""), "");
}

TEST(Json, RoundTripsADescribedStruct) {
    const std::string text =
        R"({"id":"01890a5d-ac96-774b-bcce-b302099a8057","shade":"some_remaining","inner":[{"count":3,"note":null}],"at":"2026-01-02T03:04:05Z"})";
    const auto read = json::Read<Outer>(text);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->shade, Shade::kSomeRemaining);
    EXPECT_EQ(json::Write(*read), text);
}

TEST(Json, NamesEveryWrongFieldByPointer) {
    const auto read =
        json::Read<Outer>(R"({"id":"x","shade":"pink","inner":[{"count":"3"},{"count":99999999999,"extra":1}]})");
    ASSERT_FALSE(read.has_value());
    std::map<std::string, std::string> found;
    for (const auto& field : read.error().fields) found[field.pointer] = field.code;
    const std::map<std::string, std::string> expected{{"/id", "invalid_id"},
                                                      {"/shade", "not_one_of"},
                                                      {"/inner/0/count", "not_an_integer"},
                                                      {"/inner/1/count", "out_of_range"},
                                                      {"/inner/1/extra", "unknown_field"},
                                                      {"/at", "missing"}};
    EXPECT_EQ(found, expected);
}

TEST(Json, RefusesTextThatIsNotJsonWithItsOffset) {
    for (const char* bad : {"", "{", "[1,]", "{} x", "\"\xff\""}) {
        const auto read = json::Parse(bad);
        ASSERT_FALSE(read.has_value()) << bad;
        EXPECT_EQ(read.error().code, "json_malformed");
    }
    EXPECT_FALSE(json::Parse(std::string(40, '[')).has_value());
}

TEST(Json, RefusesNulInTexts) {
    const auto read = json::Read<Inner>(R"({"count":1,"note":"a\u0000b"})");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().fields.at(0).code, "nul_character");
}

TEST(Json, SchemaNamesRequiredMembersAndNullableOnes) {
    json::SchemaSet set;
    json::Schema<Outer>(set);
    const auto& inner = set.definitions().at("Inner").as_object();
    EXPECT_EQ(boost::json::serialize(inner.at("required")), R"(["count"])");
    EXPECT_EQ(boost::json::serialize(inner.at("properties").at("note").at("type")), R"(["string","null"])");
}

TEST(Ids, AreOrderedByCreationEvenWhenTheClockGoesBack) {
    ManualClock clock(Instant(std::chrono::hours(500'000)));
    IdSource ids(clock);
    std::vector<Uuid> made;
    for (int i = 0; i < 10'000; ++i) {
        if (i == 5'000) clock.Advance(-std::chrono::hours(1));
        made.push_back(ids.Next());
    }
    EXPECT_TRUE(std::is_sorted(made.begin(), made.end()));
    EXPECT_EQ(std::set<Uuid>(made.begin(), made.end()).size(), made.size());
    EXPECT_EQ(made[0].octets[6] >> 4, 7);
    EXPECT_EQ(Uuid::Parse(made[0].ToString()), made[0]);
    EXPECT_FALSE(Uuid::Parse("01890a5d-ac96-774b-bcce-b302099a805").has_value());
}

TEST(Time, ReadsAndWritesRfc3339) {
    const auto at = ParseRfc3339("2026-11-21T10:20:30.5+01:00");
    ASSERT_TRUE(at.has_value());
    EXPECT_EQ(FormatRfc3339(*at), "2026-11-21T09:20:30.500000Z");
    for (const char* bad : {"2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
                            "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+1:00", "x"}) {
        EXPECT_FALSE(ParseRfc3339(bad).has_value()) << bad;
    }
}

TEST(FileClock, CatchesUpWithRealTimeAndNeverPassesIt) {
    const auto file =
        std::filesystem::temp_directory_path() / ("platen-clock-" + std::to_string(::getpid()) + "-catching-up");
    const SystemClock real;
    const auto hour = std::chrono::minutes(60);
    FileClock::Set(file, real.Now() - hour, 2, FileClock::Limit::kRealTime);
    const FileClock behind(file);
    EXPECT_LT(behind.Now(), real.Now() - hour / 2);
    EXPECT_EQ(behind.Speed(), 2);
    FileClock::Set(file, real.Now() - hour, 86'400, FileClock::Limit::kRealTime);
    const FileClock fast(file);
    while (fast.Speed() != 1) {
    }
    const Instant business = fast.Now();
    EXPECT_LE(business, real.Now());
    EXPECT_GT(business, real.Now() - hour / 2);
    std::filesystem::remove(file);
}

TEST(FileClock, RunsAtTheSpeedOfItsFileAndFollowsChanges) {
    const auto file = std::filesystem::temp_directory_path() / ("platen-clock-" + std::to_string(::getpid()));
    const Instant start = *ParseRfc3339("2026-01-01T00:00:00Z");
    FileClock::Set(file, start, 0);
    const FileClock stopped(file);
    EXPECT_EQ(stopped.Now(), start);
    EXPECT_EQ(stopped.Now(), start);
    FileClock::Set(file, start, 86'400);
    const FileClock fast(file);
    const Instant first = fast.Now();
    while (fast.Now() < first + std::chrono::hours(1)) {
    }
    EXPECT_LE(fast.RealTimeUntil(fast.Now() + std::chrono::hours(24)), std::chrono::seconds(1));
    std::filesystem::remove(file);
}

TEST(Text, FindsTheFirstOctetThatIsNotUtf8) {
    EXPECT_EQ(FindInvalidUtf8("Grün"), std::nullopt);
    EXPECT_EQ(FindInvalidUtf8("ab\xC0\xAF"), 2u);
    EXPECT_EQ(FindInvalidUtf8("\xED\xA0\x80"), 0u);
    EXPECT_EQ(FindInvalidUtf8("a\xE2\x82"), 1u);
}

TEST(Text, CleansWhatPrintersSend) {
    EXPECT_EQ(CleanText(std::string_view("Black\0junk", 10)), "Black");
    EXPECT_EQ(CleanText("  Toner \r\n black\x01 "), "Toner black");
    EXPECT_EQ(CleanText("schw\xE4rz"), "schwärz");
    EXPECT_EQ(CleanText("ääää", 2), "ää");
    EXPECT_EQ(CleanText("invoice\u202Efdp.exe"), "invoicefdp.exe") << "turned around on the screen";
    EXPECT_EQ(CleanText("\uFEFFPay\u200Bpal\u2066\u2060"), "Paypal") << "not seen";
    EXPECT_EQ(CleanText("\u0646\u200C\u0627"), "\u0646\u200C\u0627") << "a joiner is part of its writing";
    EXPECT_EQ(FoldCase("ÄRGER Straße"), "ärger strasse");
    EXPECT_EQ(FoldCase("Jose\u0301"), FoldCase("Jos\u00E9")) << "an accent of its own is the same letter";
}

TEST(Text, KnowsTheSyntaxOfEmailAddresses) {
    for (const char* good : {"a@b.de", "first.last+tag@mail.example.com", "jürgen@bücher.example"}) {
        EXPECT_TRUE(IsEmailAddress(good)) << good;
    }
    for (const char* bad : {"", "a", "a@", "@b.de", "a b@c.de", "a@b", "a@-b.de", "a@b..de", "a@b.de\r\nBcc: x@y.z",
                            "\"a\"@b.de", "a,b@c.de"}) {
        EXPECT_FALSE(IsEmailAddress(bad)) << bad;
    }
}

TEST(Text, FindsRowsByTheirWordsAndWholeNumbers) {
    EXPECT_EQ(WordsOf({"Müller-Lüd, GmbH", "X1/23"}),
              (std::vector<std::string>{"23", "gmbh", "lüd", "müller", "müller-lüd,", "x1", "x1/23"}));
    EXPECT_EQ(SearchWords("  MÜLLER  x1/2 "), (std::vector<std::string>{"müller", "x1/2"}));
}

// People read the last digits off a label: PRN-1.
TEST(Text, FindsNumbersByTheirEndsAndByTheirDigits) {
    EXPECT_EQ(SearchTerms({"E2B806152"}), (std::vector<std::string>{"\x01"
                                                                    "251608b2e",
                                                                    "2b806152", "806152", "e2b806152"}));
    EXPECT_EQ(SearchTerms({"Müller"}), std::vector<std::string>{"müller"});
    const auto terms = SearchTerms({"ü12"});
    EXPECT_EQ(std::ranges::count(terms,
                                 "\x01"
                                 "21ü"),
              1);
}

TEST(Text, KnowsAHardwareAddressHoweverItIsWritten) {
    for (const char* typed : {"00:1B:A9:0c:aa:ff", "00-1b-a9-0c-aa-ff", "001b.a90c.aaff", "001BA90CAAFF"}) {
        EXPECT_EQ(SearchWords(typed), std::vector<std::string>{"001ba90caaff"}) << typed;
    }
    EXPECT_EQ(SearchWords("00:1b:a9"), std::vector<std::string>{"001ba9"});
    for (const char* other : {"12-34", "10.1.2.34", "a1:b2", "00:1b:g9", "ab-cd-"}) {
        EXPECT_EQ(SearchWords(other), std::vector<std::string>{other});
    }
}

}  // namespace
}  // namespace base
