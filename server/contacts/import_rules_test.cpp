#include "server/contacts/import_rules.hpp"

#include <gtest/gtest.h>

#include "lib/base/csv.hpp"
#include "server/contacts/testing.hpp"

namespace contacts {
namespace {

using testing::Header;
using testing::Joined;
using testing::Row;
using Strings = std::vector<std::string>;

constexpr const char* kMark = "\xEF\xBB\xBF";

// The code of a refused file and its arguments: "csv_not_utf8 byte=3 encoding=utf16 line=1"; "" for one that is read.
std::string RefusalOf(std::string_view bytes) {
    const auto file = ReadImport(bytes);
    if (file) return "";
    std::string words = file.error().code;
    for (const auto& [name, value] : file.error().args) {
        words += ' ' + name + '=';
        if (const auto* text = std::get_if<std::string>(&value)) words += *text;
        if (const auto* number = std::get_if<std::int64_t>(&value)) words += std::to_string(*number);
    }
    return words;
}

// "column_missing city" of each column that is wrong.
Strings ColumnsOf(const Strings& header) {
    const auto file = ReadImport(Joined({header}) + Joined({Row("Ida")}));
    EXPECT_FALSE(file.has_value());
    Strings found;
    if (file) return found;
    EXPECT_EQ(file.error().code, "import_columns");
    for (const auto& field : file.error().fields) {
        EXPECT_EQ(field.pointer, "/columns/" + std::get<std::string>(field.args.at("column")));
        found.push_back(field.code + ' ' + std::get<std::string>(field.args.at("column")));
    }
    return found;
}

// "column=value code" of each value that is wrong in a row with these fields.
Strings ErrorsOf(const std::map<std::string, std::string>& fields) {
    const auto file = ReadImport(Joined({Header(), Row("Ida", fields)}, ';'));
    EXPECT_TRUE(file.has_value());
    const auto checked = CheckImportRow(file->rows.at(0));
    Strings found;
    if (checked) return found;
    for (const auto& error : checked.error()) found.push_back(error.column + '=' + error.value + ' ' + error.code);
    return found;
}

std::string Utf16(std::string_view ascii, bool little, bool mark) {
    std::string out = mark ? (little ? "\xFF\xFE" : "\xFE\xFF") : "";
    for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
    return out;
}

TEST(ReadImport, ReadsItsOwnSample) {  // CON-4
    const auto file = ReadImport(ImportSample());
    ASSERT_TRUE(file.has_value()) << RefusalOf(ImportSample());
    ASSERT_EQ(file->rows.size(), 1u);
    const auto contact = CheckImportRow(file->rows[0]);
    ASSERT_TRUE(contact.has_value());
    EXPECT_EQ(contact->address.street2, "Entrance B, second yard");
    EXPECT_EQ(Strings(ImportColumns().begin(), ImportColumns().end()),
              (Strings{"first_name", "last_name", "company", "email", "phone_country_code", "phone_number",
                       "phone_extension", "address_1", "address_2", "address_3", "building", "floor", "room", "city",
                       "state_province", "postal_code", "country"}));
}

TEST(ReadImport, PutsEveryColumnWhereItBelongs) {  // CON-4
    Strings row;
    for (const auto column : ImportColumns()) row.emplace_back(column);
    row[3] = "x@mail.example";
    row[4] = "47";
    row[5] = "22334455";
    row[6] = "12";
    row[16] = "no";
    const auto file = ReadImport(Joined({Header(), row}));
    ASSERT_TRUE(file.has_value());
    const ContactInput expected{.first_name = "first_name",
                                .last_name = "last_name",
                                .company = "company",
                                .email = "x@mail.example",
                                .phone = {"47", "22334455", "12"},
                                .address = {"address_1", "address_2", "address_3", "building", "floor", "room", "city",
                                            "state_province", "postal_code", "NO"}};
    // "postal_code" has 11 letters and fits.
    EXPECT_EQ(CheckImportRow(file->rows[0]).value(), expected);
}

TEST(ReadImport, ReadsWhatSpreadsheetsSaveAndSaysSo) {  // CON-4
    struct Case {
        std::string first;  // before the header
        char separator;
        Separator found;
        bool line, mark;
    };
    const std::vector<Case> cases{
        {"", ',', Separator::kComma, false, false},
        {kMark, ',', Separator::kComma, false, true},
        {kMark, ';', Separator::kSemicolon, false, true},
        {"", '\t', Separator::kTab, false, false},
        {"sep=;\r\n", ';', Separator::kSemicolon, true, false},
        {std::string(kMark) + "sep=,\r\n", ',', Separator::kComma, true, true},
        {"\"sep=;\"\n", ';', Separator::kSemicolon, true, false},
        {"SEP=\t\r", '\t', Separator::kTab, true, false},
        {"sep=;;;;;;\r\n", ';', Separator::kSemicolon, true, false},
        {"sep=,\r\n", ';', Separator::kSemicolon, true, false},  // saved again by another locale
    };
    for (const auto& it : cases) {
        SCOPED_TRACE(it.first + it.separator);
        const std::string text = it.first + Joined({Header(), Row("\xC3\x89lodie"), Row("\xC3\x85se")}, it.separator);
        const auto file = ReadImport(text);
        ASSERT_TRUE(file.has_value()) << RefusalOf(text);
        EXPECT_EQ(file->recognized.separator, it.found);
        EXPECT_EQ(file->recognized.separator_line, it.line);
        EXPECT_EQ(file->recognized.byte_order_mark, it.mark);
        ASSERT_EQ(file->rows.size(), 2u);
        EXPECT_EQ(file->rows[0].fields[0], "\xC3\x89lodie");
        EXPECT_EQ(file->rows[1].line, it.line ? 4 : 3) << "lines are those of the file";
    }
}

TEST(ReadImport, AcceptsQuotedHeadersCaseAndSpaces) {  // CON-4
    std::string header;
    for (const auto column : ImportColumns()) {
        std::string name{column};
        name[0] = static_cast<char>(std::toupper(name[0]));
        header += (header.empty() ? std::string(kMark) + "\"" : ",\"") + name + " \"";
    }
    EXPECT_EQ(RefusalOf(header + "\r\n" + Joined({Row("Ida")})), "");
}

TEST(ReadImport, OverlooksEmptyRowsEmptyColumnsAndWhatIsNotSeen) {  // CON-4
    auto row = Row("\xC2\xA0Ida", {{"last_name", "Berg\xE2\x80\x8B "},
                                   {"email",
                                    "\xE2\x80\x8B"
                                    "ida@mail.example\xC2\xA0"},
                                   {"phone_number",
                                    "\xE2\x80\xAA"
                                    "22\xC2\xA0"
                                    "33\xE2\x80\xAF"
                                    "44 55\xE2\x80\xAC"}});
    row.resize(20);
    auto header = Header();
    header.resize(20);
    const std::string empty(19, ',');
    const std::string text = Joined({header, row}) + empty + "\r\n \xC2\xA0" + empty + "\r\n\r\n" +
                             Joined({Row("Eva")}) + empty + "\r\n" + empty;
    const auto file = ReadImport(text);
    ASSERT_TRUE(file.has_value()) << RefusalOf(text);
    ASSERT_EQ(file->rows.size(), 2u);
    EXPECT_EQ(file->rows[1].line, 6);
    const auto contact = CheckImportRow(file->rows[0]);
    ASSERT_TRUE(contact.has_value()) << contact.error().front().code;
    EXPECT_EQ(contact->first_name, "Ida");
    EXPECT_EQ(contact->last_name, "Berg");
    EXPECT_EQ(contact->email, "ida@mail.example");
    EXPECT_EQ(contact->phone.number, "22334455");
}

TEST(ReadImport, NamesTheEncodingOfWhatIsNotUtf8) {  // CON-5
    const std::string good = Joined({Header(), Row("Ida")});
    for (const bool little : {true, false}) {
        for (const bool mark : {true, false}) {
            EXPECT_EQ(RefusalOf(Utf16(good, little, mark)), "csv_not_utf8 byte=1 encoding=utf16 line=1");
        }
    }
    EXPECT_EQ(RefusalOf(Joined({Header(), Row("Ida"), Row("\xC9lodie M\xFCller")})),
              "csv_not_utf8 byte=1 encoding=windows1252 line=3");
    EXPECT_EQ(RefusalOf(Joined({Header(), Row("Price \x80")}, ';')), "csv_not_utf8 byte=7 encoding=windows1252 line=2");
    EXPECT_EQ(RefusalOf(Joined({Header(), Row("\xC3\x89lodie"), Row("Ab\xFF")})),
              "csv_not_utf8 byte=3 encoding=unknown line=3")
        << "UTF-8 with one damaged octet";
    EXPECT_EQ(RefusalOf(Joined({Header(), Row("\x81")})), "csv_not_utf8 byte=1 encoding=unknown line=2")
        << "no character of Windows-1252";
    EXPECT_EQ(RefusalOf("PK\x03\x04" + std::string(40, '\0')), "csv_binary kind=workbook");
    EXPECT_EQ(RefusalOf("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "csv_binary kind=workbook");
    EXPECT_EQ(RefusalOf(Joined({Header(), Row("Ida")}) + std::string(1, '\0')), "csv_nul byte=1 line=3");
}

TEST(ReadImport, RefusesWhatCannotBeReadWithItsLine) {  // CON-4
    EXPECT_EQ(RefusalOf(""), "import_empty");
    EXPECT_EQ(RefusalOf(kMark), "import_empty");
    EXPECT_EQ(RefusalOf(" \r\n;;;\n"), "import_empty");
    EXPECT_EQ(RefusalOf("sep=;\r\n"), "import_empty");
    EXPECT_EQ(RefusalOf(Joined({Header()}) + ",,,\r\n"), "import_no_rows");
    EXPECT_EQ(RefusalOf(Joined({Header(), Row("Ida")}) + "\"Eva,Dahl\r\n"), "csv_unclosed_quote line=3");
    EXPECT_EQ(RefusalOf(Joined({Header(), Row("Ida")}) + "\"Eva\"x,Dahl\r\n"), "csv_text_after_quote line=3");
    EXPECT_TRUE(RefusalOf("Ida,Berg\r\nEva,Dahl\r\n").starts_with("import_no_header columns=first_name, last_name,"));
}

TEST(ReadImport, NamesColumnsThatAreMissingAddedOrElsewhere) {  // CON-4
    auto header = Header();
    header.erase(header.begin() + 13);
    EXPECT_EQ(ColumnsOf(header), Strings{"column_missing city"});
    header = Header();
    header.insert(header.begin() + 2, "title");
    EXPECT_EQ(ColumnsOf(header), Strings{"column_unknown title"});
    header = Header();
    header[3] = "mail";
    EXPECT_EQ(ColumnsOf(header), (Strings{"column_unknown mail", "column_missing email"}));
    header = Header();
    std::swap(header[0], header[1]);
    EXPECT_EQ(ColumnsOf(header), (Strings{"column_misplaced last_name", "column_misplaced first_name"}));
    header = Header();
    header.push_back("city");
    EXPECT_EQ(ColumnsOf(header), Strings{"column_repeated city"});
    header = Header();
    std::swap(header[0], header[1]);
    header.pop_back();
    EXPECT_EQ(ColumnsOf(header),
              (Strings{"column_missing country", "column_misplaced last_name", "column_misplaced first_name"}));
}

TEST(ReadImport, SaysNoMoreOfAHeaderThanAPersonReads) {  // CON-4
    std::string header = "first_name,";
    for (int i = 0; i < 200'000; ++i) header += "a" + std::string(i == 0 ? 500 : 1, 'b') + ",";
    const auto refused = ReadImport(header + "\r\nIda\r\n");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "import_columns");
    EXPECT_LE(refused.error().fields.size(), 60u);
    for (const auto& field : refused.error().fields) EXPECT_LE(field.pointer.size(), 80u);
    EXPECT_LE(std::get<std::string>(refused.error().args.at("columns")).size(), 4'000u);
}

TEST(ReadImport, TakesThreeHundredContactsAndNotOneMore) {  // CON-5
    std::vector<Strings> rows{Header()};
    for (int i = 0; i < 300; ++i) rows.push_back(Row("N" + std::to_string(i)));
    const std::string full = Joined(rows) + ",,,,\r\n,,\r\n";
    EXPECT_EQ(RefusalOf(full), "") << "rows of empty fields count for nothing";
    EXPECT_EQ(RefusalOf(full + Joined({Row("One more")})), "import_too_many_rows limit=300");
}

TEST(CheckImportRow, NamesEveryWrongValueOnceInTheOrderOfTheColumns) {  // CON-5
    EXPECT_EQ(ErrorsOf({}), Strings{});
    EXPECT_EQ(ErrorsOf({{"country", "XX"}, {"email", "ida@"}, {"last_name", ""}, {"company", ""}}),
              (Strings{"last_name= name_or_company", "email=ida@ invalid_email", "country=XX invalid_country"}));
    EXPECT_EQ(ErrorsOf({{"city", ""}, {"address_1", ""}}), (Strings{"address_1= missing", "city= missing"}));
    EXPECT_EQ(ErrorsOf({{"postal_code", std::string(21, '1')}}),
              Strings{"postal_code=" + std::string(21, '1') + " too_long"});
    for (const std::string country : {"Norway", "NOR", "Norge"}) {
        EXPECT_EQ(ErrorsOf({{"country", country}}), Strings{"country=" + country + " invalid_country"});
    }
}

TEST(CheckImportRow, WantsDigitsInTheCountryCode) {  // CON-5
    EXPECT_EQ(ErrorsOf({{"phone_country_code", "+47"}}), Strings{"phone_country_code=+47 country_code_digits"});
    EXPECT_EQ(ErrorsOf({{"phone_country_code", "'+47"}}), Strings{"phone_country_code=+47 country_code_digits"});
    EXPECT_EQ(ErrorsOf({{"phone_country_code", "(47)"}}), Strings{"phone_country_code=(47) country_code_digits"});
    EXPECT_EQ(ErrorsOf({{"phone_country_code", "999"}}), Strings{"phone_country_code=999 unknown_calling_code"});
    EXPECT_EQ(ErrorsOf({{"phone_country_code", ""}}), Strings{"phone_country_code= missing"});
    EXPECT_EQ(ErrorsOf({{"phone_number", "12345678901234"}}), Strings{"phone_number=12345678901234 phone_too_long"});
    EXPECT_EQ(ErrorsOf({{"phone_number", "call me"}}), Strings{"phone_number=call me digits_only"});
}

TEST(CheckImportRow, NamesANumberThatASpreadsheetSpoiled) {  // CON-5
    for (const std::string value : {"4.7E+11", "4,7E+11", "4.72233E11", "5e10", "22334455.0", "22334455,00"}) {
        EXPECT_EQ(ErrorsOf({{"phone_number", value}}), Strings{"phone_number=" + value + " phone_spreadsheet_number"});
    }
    EXPECT_EQ(ErrorsOf({{"phone_country_code", "47.0"}}), Strings{"phone_country_code=47.0 country_code_spreadsheet"});
    EXPECT_EQ(ErrorsOf({{"phone_extension", "1E+2"}}), Strings{"phone_extension=1E+2 phone_spreadsheet_number"});
    for (const std::string value : {"22.33.44.55", "030/123-456", "(030) 12"}) {
        EXPECT_EQ(ErrorsOf({{"phone_number", value}}), Strings{}) << value;
    }
    EXPECT_EQ(ErrorsOf({{"room", "1E5"}, {"floor", "2.0"}}), Strings{}) << "rooms are called like that";
}

TEST(CheckImportRow, SaysWhenACommaWithoutQuotesMovedTheValues) {  // CON-5
    for (const std::size_t count : {3UL, 16UL, 18UL}) {
        auto row = Row("Ida");
        row.resize(count, "more");
        const auto file = ReadImport(Joined({Header(), row}));
        ASSERT_TRUE(file.has_value());
        const auto checked = CheckImportRow(file->rows[0]);
        ASSERT_FALSE(checked.has_value());
        ASSERT_EQ(checked.error().size(), 1u);
        EXPECT_EQ(checked.error()[0].code, "row_values");
        EXPECT_EQ(checked.error()[0].args.at("count"), base::Arg(static_cast<std::int64_t>(count)));
    }
}

TEST(CheckImportRow, RestoresWhatAnExportDefused) {  // CON-4
    std::string exported;
    base::csv::AppendRow(exported, Row("=1+1", {{"last_name", "-Berg"}, {"company", "@home"}, {"room", "'=A1"}}));
    const auto file = ReadImport(Joined({Header()}) + exported);
    ASSERT_TRUE(file.has_value());
    const auto contact = CheckImportRow(file->rows[0]);
    ASSERT_TRUE(contact.has_value());
    EXPECT_EQ(contact->first_name, "=1+1");
    EXPECT_EQ(contact->last_name, "-Berg");
    EXPECT_EQ(contact->company, "@home");
    EXPECT_EQ(contact->address.room, "'=A1");
}

TEST(Judge, KnowsEqualRowsByMailElseByNameAndAddress) {  // CON-8
    const auto judge = [](const std::vector<Strings>& rows) {
        std::vector<Strings> all{Header()};
        all.insert(all.end(), rows.begin(), rows.end());
        const auto file = ReadImport(Joined(all));
        KnownContacts known;
        std::string results;
        for (const auto& row : file->rows) {
            const auto result = Judge(row, known).result;
            results += result == RowResult::kImported ? '+' : result == RowResult::kExisting ? '=' : '!';
        }
        return results;
    };
    EXPECT_EQ(judge({Row("Ida"), Row("Eva", {{"email", "IDA@mail.example"}})}), "+=");
    EXPECT_EQ(judge({Row("Ida"), Row("Ida", {{"email", "other@mail.example"}})}), "++")
        << "another address, another contact";
    EXPECT_EQ(judge({Row("Ida"), Row("IDA", {{"email", ""}})}), "+=");
    EXPECT_EQ(judge({Row("Jos\u00E9", {{"email", ""}}), Row("Jose\u0301", {{"email", ""}})}), "+=");
    EXPECT_EQ(judge({Row("Ida", {{"email", ""}}), Row("Ida", {{"email", ""}, {"room", "2"}})}), "++");
    EXPECT_EQ(judge({Row("Ida", {{"email", "x"}}), Row("Ida")}), "!+") << "a wrong row is no contact";
    const std::map<std::string, std::string> lobby{{"email", ""}, {"last_name", ""}, {"company", "Nordlys"}};
    const std::map<std::string, std::string> other{{"email", ""}, {"last_name", ""}, {"company", "Fjord"}};
    EXPECT_EQ(judge({Row("", lobby), Row("", other), Row("", lobby)}), "++=") << "companies in one building";
}

}  // namespace
}  // namespace contacts
