#include "lib/base/limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"

namespace base {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Line {
    std::string part;

    static constexpr Limit kLimits[] = {{.field = "part", .required = true, .max_length = 5}};
};
BOOST_DESCRIBE_STRUCT(Line, (), (part))

struct Order {
    std::string name;
    std::optional<std::string> code;
    std::int32_t days = 0;
    std::vector<Line> lines;
    Line first;
    std::string free{};

    static constexpr Limit kLimits[] = {
        {.field = "name", .required = true, .max_length = 3},
        {.field = "code", .min_length = 2, .max_length = 4, .pattern = "[0-9]*", .pattern_code = "digits_only"},
        {.field = "days", .range = Range{1, 30}},
        {.field = "lines", .required = true, .max_items = 2},
    };
};
BOOST_DESCRIBE_STRUCT(Order, (), (name, code, days, lines, first, free))

std::vector<std::string> Wrong(const Order& order) {
    FieldProblems problems;
    CheckLimits(order, problems);
    std::vector<std::string> list;
    for (const auto& field : problems.fields()) list.push_back(field.pointer + " " + field.code);
    return list;
}

TEST(Limits, TakeWhatKeepsThem) {
    EXPECT_THAT(Wrong({"äöü", "12", 30, {{"a"}, {"b"}}, {"12345"}, std::string(999, 'x')}), IsEmpty());
    EXPECT_THAT(Wrong({"a", std::nullopt, 1, {{"a"}}, {"b"}}), IsEmpty());
}

TEST(Limits, NameEveryFieldThatBreaksThemAtOnce) {  // CON-5
    EXPECT_THAT(Wrong({"", "1", 0, {}, {""}}), ElementsAre("/name missing", "/code too_short", "/days out_of_range",
                                                           "/lines missing", "/first/part missing"));
    EXPECT_THAT(Wrong({"abcd", "12x", 31, {{"a"}, {"123456"}, {""}}, {"a"}}),
                ElementsAre("/name too_long", "/code digits_only", "/days out_of_range", "/lines too_many_items",
                            "/lines/1/part too_long", "/lines/2/part missing"));
}

TEST(Limits, WhatIsNotGivenIsNotTooShortWhatIsEmptyIs) {
    EXPECT_THAT(Wrong({"a", "", 1, {{"a"}}, {"a"}}), ElementsAre("/code too_short"));
}

TEST(Limits, StandInTheSchema) {  // API-2
    json::SchemaSet set;
    json::Schema<Order>(set);
    const auto& properties = set.definitions().at("Order").at("properties");
    EXPECT_EQ(boost::json::serialize(properties.at("name")), R"({"type":"string","minLength":1,"maxLength":3})");
    EXPECT_EQ(boost::json::serialize(properties.at("code")),
              R"({"type":["string","null"],"minLength":2,"maxLength":4,"pattern":"^(?:[0-9]*)$"})");
    EXPECT_EQ(boost::json::serialize(properties.at("days")),
              R"({"type":"integer","format":"int32","minimum":1,"maximum":30})");
    EXPECT_EQ(boost::json::serialize(properties.at("lines")),
              R"({"type":"array","items":{"$ref":"#/components/schemas/Line"},"minItems":1,"maxItems":2})");
    EXPECT_EQ(boost::json::serialize(properties.at("free")), R"({"type":"string"})");
}

struct WithoutLength {
    std::string code;
    static constexpr base::Limit kLimits[] = {{.field = "code", .pattern = "[0-9]*", .pattern_code = "digits_only"}};
};
struct WithoutCode {
    std::string code;
    static constexpr base::Limit kLimits[] = {{.field = "code", .max_length = 4, .pattern = "[0-9]*"}};
};
struct WithBoth {
    std::string code;
    static constexpr base::Limit kLimits[] = {
        {.field = "code", .max_length = 4, .pattern = "[0-9]*", .pattern_code = "digits_only"}};
};
static_assert(!base::detail::EveryPatternHasLengthAndCode<WithoutLength>());
static_assert(!base::detail::EveryPatternHasLengthAndCode<WithoutCode>());
static_assert(base::detail::EveryPatternHasLengthAndCode<WithBoth>());

}  // namespace
}  // namespace base
