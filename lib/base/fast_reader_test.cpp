#include "lib/base/fast_reader_testing.hpp"

namespace {

enum class Color { kBlack, kLightCyan };
BOOST_DESCRIBE_ENUM(Color, kBlack, kLightCyan)
struct Item {
    std::int32_t number = 0;
    std::optional<std::string> text;
    std::optional<Color> color;
    bool good = false;
};
BOOST_DESCRIBE_STRUCT(Item, (), (number, text, color, good))
struct Parcel {
    std::int64_t id = 0;
    base::Instant sent_at;
    std::optional<double> weight;
    std::vector<Item> items;
};
BOOST_DESCRIBE_STRUCT(Parcel, (), (id, sent_at, weight, items))

std::string Sample() {
    return base::json::Write(
        Parcel{7,
               *base::ParseRfc3339("2026-11-21T08:00:00.25Z"),
               12.5,
               {{1, "Papierstau \"Fach 2\" \\ \xC3\xA4\xE2\x82\xAC", Color::kLightCyan, true}, {-2, {}, {}, false}}});
}
const auto Strictly = base::testing::ReadStrictly<Parcel>;
const auto Fast = base::testing::ReadFast<Parcel>;

TEST(FastReader, ReadsWhatWriteWrites) {
    EXPECT_EQ(Fast(Sample()), Sample());
    EXPECT_EQ(Fast(Sample()), Strictly(Sample()));
}

TEST(FastReader, TakesAbsentOptionalMembersAndAnyOrder) {
    const std::string json = R"( { "items" : [ ] , "sent_at" : "2026-11-21T08:00:00Z", "id" : 3 } )";
    ASSERT_NE(Fast(json), "");
    EXPECT_EQ(Fast(json), Strictly(json));
}

TEST(FastReader, GivesUpOnWhatItDoesNotKnow) {
    const auto with = [](const char* id, const char* rest = "") {
        return std::string(R"({"id":)") + id + R"(,"sent_at":"2026-11-21T08:00:00Z","items":[])" + rest + "}";
    };
    ASSERT_NE(Fast(with("1")), "");
    for (const std::string& json :
         {std::string(), std::string("{"), std::string("[]"), std::string("{}"), with("01"), with("1.5"),
          with("99999999999999999999"), with("\"1\""), with("1", R"(,"x":1)"), with("1", R"(,"id":1)"), with("1", ","),
          with("1", "} x"), with("1", R"(,"weight":1,)"), std::string(R"({"id":1,"items":[]})")}) {
        EXPECT_EQ(Fast(json), "") << json;
    }
}

TEST(FastReader, NeverReadsWhatTheStrictReaderRefusesNorAnythingElseIntoIt) {
    base::testing::ExpectDamageIsReadAsStrictly<Parcel>(Sample());
}

}  // namespace
