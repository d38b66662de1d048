#include <gtest/gtest.h>

#include "server/platform/imports/file.hpp"
#include "server/platform/imports/imports.hpp"

// What all imports share, without a database.
namespace imports {
namespace {

constexpr std::string_view kColumns[] = {"part", "name", "price"};
constexpr Shape Items(std::size_t max_rows = 3) {
    return {.columns = kColumns, .required = "part", .max_rows = max_rows, .codes = "things"};
}

std::string Refused(std::string_view text, const Shape& shape = Items()) {
    const auto read = ReadTable(text, shape);
    if (read) return "";
    std::string said = read.error().code;
    for (const auto& field : read.error().fields) said += " " + field.pointer + " " + field.code;
    return said;
}

TEST(LinesLeft, JoinsRunsOfRows) {  // CON-7
    const std::vector<Row> rows{{2, {}}, {3, {}}, {5, {}}, {6, {}}, {9, {}}};
    EXPECT_EQ(LinesLeft(rows, {}), (std::vector<LineRange>{{2, 9, 5}}));
    EXPECT_EQ(LinesLeft(rows, {2, 3, 6}), (std::vector<LineRange>{{5, 5, 1}, {9, 9, 1}}));
    EXPECT_EQ(LinesLeft(rows, {2, 3, 5, 6, 9}), std::vector<LineRange>{});
}

TEST(Errors, AreTheSameWhenTheyComeBackFromTheDatabase) {  // CON-7
    const std::vector<Error> errors{{"price", "x", "price_not_number", {{"value", "x"}, {"digits", std::int64_t{2}}}},
                                    {"", "", "row_values", {}}};
    EXPECT_EQ(ErrorsFromJson(ErrorsToJson(errors)), errors);
}

TEST(FailedRows, StandAsTheyStoodInTheFile) {  // CON-7
    const std::vector<Row> rows{{2, {"a", "=1+1", ""}}, {3, {"b", "x;y", "1"}}, {4, {"c", "", ""}}};
    EXPECT_EQ(FailedRows(Separator::kSemicolon, kColumns, rows, {4}),
              "\xEF\xBB\xBFpart;name;price\r\na;'=1+1;\r\nb;\"x;y\";1\r\n");
}

TEST(Report, HasARowForEachWrongValueAndEachRunOfLines) {  // CON-7
    Report report(Separator::kComma, {"part"});
    report.Add("imported", 2, 2, {"a"});
    report.Add("not_imported", 3, 9, {}, "", "", "cancelled");
    report.Add("invalid", 10, 10, {"b"}, "price", "x", "no price");
    EXPECT_EQ(report.Take(),
              "\xEF\xBB\xBFresult,line,last_line,part,column,value,reason\r\nimported,2,2,a,,,\r\n"
              "not_imported,3,9,,,,cancelled\r\ninvalid,10,10,b,price,x,no price\r\n");
}

TEST(ReadTable, TakesColumnsInAnyOrderUnderAnyUsualSeparator) {  // ORD-2
    for (const char* text : {"Price,PART\r\n1,a\r\n", "price;part\n1;a", "\xEF\xBB\xBFprice\tpart\n1\ta\n",
                             "sep=;\nprice;part\n1;a\n", "price,part,,\n1,a,,\n"}) {
        const auto read = ReadTable(text, Items());
        ASSERT_TRUE(read.has_value()) << text << read.error().code;
        EXPECT_EQ(read->columns, (std::vector<std::string>{"price", "part"})) << text;
        ASSERT_EQ(read->rows.size(), 1U) << text;
        EXPECT_EQ(read->rows[0].fields, (std::vector<std::string>{"1", "a"})) << text;
    }
    EXPECT_EQ(ReadTable("sep=;\nprice;part\n1;a\n", Items())->rows[0].line, 3);
    EXPECT_EQ(ReadTable("part\n'=1+1\n", Items())->rows[0].fields[0], "=1+1") << "the guard is taken away";
}

// A header is read as far as names can be; what fills megabytes instead costs no more than they do.
TEST(ReadTable, PassesOverWhatTheFileOfTheListOnlyTells) {  // ORD-2
    constexpr std::string_view kTold[] = {"maker", "changed_at"};
    Shape shape = Items();
    shape.beside = kTold;
    const auto read = ReadTable("Changed at;part;maker;price\n2026-11-30;a;ACME;1\n2026-11-30;b;;2\nshort;c\n", shape);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->columns, (std::vector<std::string>{"part", "price"}));
    EXPECT_EQ(read->rows[0].fields, (std::vector<std::string>{"a", "1"}));
    EXPECT_EQ(read->rows[1].fields, (std::vector<std::string>{"b", "2"}));
    EXPECT_EQ(read->rows[2].fields, (std::vector<std::string>{"short", "c"})) << "refused as it stands";
    EXPECT_EQ(ReadTable("part;maker;maker\na;b;c\n", shape).error().code, "import_columns");
}

TEST(ReadTable, RefusesAnEndlessHeaderByItsBeginning) {  // ORD-2
    const auto repeated = [](std::string_view cell) {
        std::string text;
        while (text.size() < (1U << 20)) text += cell;
        return text;
    };
    EXPECT_EQ(Refused(repeated("a,")), "things_no_header");
    EXPECT_EQ(Refused(repeated("a|")), "things_no_header");
    EXPECT_TRUE(Refused("name;" + repeated("part;")).starts_with("import_columns /columns/part column_repeated"));
    EXPECT_TRUE(Refused("part,name," + repeated("\xC3\xA5,")).starts_with("import_columns "));
    // As many columns as a spreadsheet has.
    EXPECT_EQ(Refused("part,name" + std::string(16'382, ',') + "\r\n1,x\r\n"), "");
}

TEST(ReadTable, RefusesTheFileAsAWhole) {  // ORD-2
    EXPECT_EQ(Refused(""), "things_empty");
    EXPECT_EQ(Refused(" ;;\n"), "things_empty");
    EXPECT_EQ(Refused("a,b\n1,2\n"), "things_no_header");
    EXPECT_EQ(Refused("part,name\n"), "things_no_rows");
    EXPECT_EQ(Refused("part\n1\n2\n3\n4\n"), "things_too_many_rows");
    EXPECT_EQ(Refused("part\n1\n2\n3\n"), "");
    EXPECT_EQ(
        Refused("name,color,name\n1,2,3\n"),
        "import_columns /columns/color column_unknown /columns/name column_repeated /columns/part column_missing");
    EXPECT_EQ(Refused("PK\x03\x04"), "csv_binary");
    EXPECT_EQ(Refused("part\n\xFF\n"), "csv_not_utf8");
    EXPECT_EQ(Refused("part\n\"1\n"), "csv_unclosed_quote");
}

}  // namespace
}  // namespace imports
