#include "lib/base/csv.hpp"

#include <gtest/gtest.h>

namespace base::csv {
namespace {

using Strings = std::vector<std::string>;

// Code of a refusal with its arguments, "csv_not_utf8 byte=2 line=2"; "" for what can be read.
std::string RefusalOf(std::string_view text, const ReadOptions& options = {.max_rows = 10}) {
    const auto rows = Read(text, options);
    if (rows) return "";
    std::string words = rows.error().code;
    for (const auto& [name, value] : rows.error().args) {
        words += ' ' + name + '=' + std::to_string(std::get<std::int64_t>(value));
    }
    return words;
}

TEST(Csv, ReadsQuotesCommasAndLineEnds) {
    const auto rows = Read(
        "\xEF\xBB\xBF"
        "a,\"b,\"\"c\"\"\"\r\n\r\n\"x\ny\",\n",
        {.max_rows = 10});
    ASSERT_TRUE(rows.has_value());
    ASSERT_EQ(rows->size(), 2u);
    EXPECT_EQ((*rows)[0].fields, (Strings{"a", "b,\"c\""}));
    EXPECT_EQ((*rows)[1].line, 3u);
    EXPECT_EQ((*rows)[1].fields, (Strings{"x\ny", ""}));
}

TEST(Csv, ReadsQuotesWithSpacesAroundThem) {
    const auto rows = Read("\"a\" , \"b, c\"\r\n x , \"\"\n", {.max_rows = 10});
    ASSERT_TRUE(rows.has_value());
    EXPECT_EQ((*rows)[0].fields, (Strings{"a", "b, c"}));
    EXPECT_EQ((*rows)[1].fields, (Strings{" x ", ""}));
    EXPECT_EQ(RefusalOf("a, \"b\"c"), "csv_text_after_quote line=1");
}

TEST(Csv, CountsTheLinesOfTheFileWhateverEndsThem) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        const auto rows = Read("a" + end + "\"b" + end + "b\"" + end + end + "c", {.max_rows = 10, .first_line = 2});
        ASSERT_TRUE(rows.has_value());
        ASSERT_EQ(rows->size(), 3u);
        EXPECT_EQ((*rows)[1].line, 3u);
        EXPECT_EQ((*rows)[2].line, 6u);
        EXPECT_EQ(RefusalOf("a" + end + "b\xFF"), "csv_not_utf8 byte=2 line=2");
        EXPECT_EQ(RefusalOf("a" + end + "\"b" + end), "csv_unclosed_quote line=2");
    }
}

TEST(Csv, SkipsRowsOfEmptyFieldsAndDoesNotCountThem) {
    const auto rows = Read("a;b\n;\n \xC2\xA0;\xE2\x80\x8B\n;;;\nc;\n", {.max_rows = 2, .separator = ';'});
    ASSERT_TRUE(rows.has_value());
    ASSERT_EQ(rows->size(), 2u);
    EXPECT_EQ((*rows)[1].line, 5u);
}

TEST(Csv, NamesThePlaceOfWhatIsWrong) {
    EXPECT_EQ(RefusalOf("a\nb\xFF"
                        "c"),
              "csv_not_utf8 byte=2 line=2");
    EXPECT_EQ(RefusalOf("a\n\"b"), "csv_unclosed_quote line=2");
    EXPECT_EQ(RefusalOf("\"a\"b"), "csv_text_after_quote line=1");
    EXPECT_EQ(RefusalOf("a\nb\nc", {.max_rows = 2}), "csv_too_many_rows limit=2");
    EXPECT_EQ(RefusalOf("\"a\" ,b"), "");
}

TEST(Csv, TrimsWhatIsNotSeen) {
    EXPECT_EQ(Trim("\xC2\xA0 Ann\xE2\x80\x8B\t"), "Ann");
    EXPECT_EQ(Trim("\xE2\x80\xAA+47 22\xE2\x80\xAC"), "+47 22") << "marks of direction, from web pages";
    EXPECT_EQ(Trim("\xEF\xBB\xBF\xE3\x80\x80x y\xE2\x80\xAF"), "x y");
    EXPECT_EQ(Trim("\xC3\x85se \xC5\x81"), "\xC3\x85se \xC5\x81");
    EXPECT_EQ(Trim("\xF0\x9F\x96\xA8"), "\xF0\x9F\x96\xA8");
    EXPECT_EQ(Trim("\xC2\xA0\xE2\x80\x8B\xC2\xAD"), "");
    EXPECT_EQ(Trim(""), "");
}

TEST(Csv, DefusesFormulasAndGivesEveryFieldBackAsItWas) {
    std::string out;
    AppendRow(out, {"=1+1", "plain", "a,b"});
    EXPECT_EQ(out, "'=1+1,plain,\"a,b\"\r\n");
    const Strings fields{"=1+1",      "+47",     "-1",      "@sum(a1)",  "\t=1",     "\r=1",  "\n=1",  "'=1",
                         "''=1",      "'tis",    "'",       "''",        "",         "a=b;c", "\"=\"", "'\xC3\x85",
                         "\uFF1D1+1", "\uFF0B1", "\uFF0D1", "\uFF20sum", "'\uFF1D1", "\uFF1F"};
    for (const char separator : {',', ';', '\t'}) {
        out.clear();
        AppendRow(out, fields, separator);
        const auto rows = Read(out, {.max_rows = 1, .separator = separator});
        ASSERT_TRUE(rows.has_value());
        ASSERT_EQ(rows->at(0).fields.size(), fields.size());
        for (std::size_t at = 0; at < fields.size(); ++at) {
            const std::string& written = rows->at(0).fields[at];
            EXPECT_EQ(std::string("=+-@\t\r\n").find(written.substr(0, 1)) == std::string::npos || written.empty(),
                      true)
                << written;
            for (const char* wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) EXPECT_FALSE(written.starts_with(wide));
            EXPECT_EQ(StripFormulaGuard(written), fields[at]);
        }
    }
}

}  // namespace
}  // namespace base::csv
