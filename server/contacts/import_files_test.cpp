#include <gtest/gtest.h>

#include <cctype>
#include <functional>

#include "server/contacts/import_rules.hpp"
#include "server/contacts/testing.hpp"

// What people, spreadsheets and other programs make of a file of contacts: read where its meaning is sure, else refused
// with the line, the column or the sign it is about.
namespace contacts {
namespace {

using testing::Header;
using testing::Joined;
using testing::Row;
using Texts = std::vector<std::string>;

constexpr const char* kBom = "\xEF\xBB\xBF";

// "rows 2" of what is read, else the code and the arguments of the refusal and of each column.
std::string AnswerTo(std::string_view bytes) {
    const auto file = ReadImport(bytes);
    if (file) return "rows " + std::to_string(file->rows.size());
    const auto words = [](const std::string& code, const base::Args& args) {
        std::string said = code;
        for (const auto& [name, value] : args) {
            said += ' ' + name + '=';
            if (const auto* text = std::get_if<std::string>(&value)) said += *text;
            if (const auto* number = std::get_if<std::int64_t>(&value)) said += std::to_string(*number);
        }
        return said;
    };
    if (file.error().fields.empty()) return words(file.error().code, file.error().args);
    std::string said = file.error().code;
    for (const auto& field : file.error().fields) said += ", " + words(field.code, field.args);
    return said;
}

Texts Spelled(const std::function<std::string(std::string)>& spell) {
    Texts header = Header();
    for (auto& name : header) name = spell(name);
    return header;
}

std::string Replaced(std::string text, char from, const std::string& to) {
    std::string out;
    for (const char c : text) out += c == from ? to : std::string(1, c);
    return out;
}

// The contact of a row that differs like this, "47 22334455 12" of its telephone; else "column code" of what is wrong.
std::string PhoneOf(const std::map<std::string, std::string>& fields) {
    const auto file = ReadImport(Joined({Header(), Row("Ida", fields)}, ';'));
    if (!file) return file.error().code;
    const auto contact = CheckImportRow(file->rows.at(0));
    if (contact) return contact->phone.country_code + ' ' + contact->phone.number + ' ' + contact->phone.extension;
    std::string wrong;
    for (const auto& error : contact.error()) wrong += (wrong.empty() ? "" : ", ") + error.column + ' ' + error.code;
    return wrong;
}

TEST(ImportReader, ReadsNamesOfColumnsAsPeopleWriteThem) {  // CON-4
    const Texts row = Row("Ida");
    const auto title = [](std::string name) {
        name[0] = static_cast<char>(std::toupper(name[0]));
        return Replaced(name, '_', " ");
    };
    EXPECT_EQ(AnswerTo(Joined({Spelled(title), row})), "rows 1");
    EXPECT_EQ(AnswerTo(Joined({Spelled([](const std::string& n) { return Replaced(n, '_', "-"); }), row})), "rows 1");
    EXPECT_EQ(AnswerTo(Joined({Spelled([](const std::string& n) { return Replaced(n, '_', ""); }), row})), "rows 1");
    EXPECT_EQ(AnswerTo(Joined({Spelled([](const std::string& n) { return Replaced(n, '_', "\xC2\xA0"); }), row})),
              "rows 1");
    EXPECT_EQ(AnswerTo(Joined({Spelled([](std::string n) {
                                   for (char& c : n) c = static_cast<char>(std::toupper(c));
                                   return n;
                               }),
                               row},
                              ';')),
              "rows 1");
    auto header = Header();
    header[3] = "E-mail";
    header[14] = "State / Province";
    EXPECT_EQ(AnswerTo(Joined({header, row})), "rows 1");
    header[1] = "First name";
    EXPECT_EQ(AnswerTo(Joined({header, row})),
              "import_columns, column_repeated column=first_name, column_missing column=last_name");
    header[1] = "Given name";
    EXPECT_EQ(AnswerTo(Joined({header, row})),
              "import_columns, column_unknown column=given name place=2, column_missing column=last_name");
}

TEST(ImportReader, NamesAColumnWithoutANameByItsPlace) {  // CON-4
    auto header = Header();
    auto row = Row("Ida");
    header.insert(header.begin(), "");
    row.insert(row.begin(), "1");
    EXPECT_EQ(AnswerTo(Joined({header, row})), "import_columns, column_unnamed column=#1 place=1");
    std::vector<Texts> many{header};
    for (int i = 0; i < 320; ++i) many.push_back(row);
    EXPECT_EQ(AnswerTo(Joined(many)), "import_columns, column_unnamed column=#1 place=1")
        << "the columns are said before the number of rows";
    header.insert(header.begin() + 4, " ");
    EXPECT_EQ(AnswerTo(Joined({header, row}, ';')),
              "import_columns, column_unnamed column=#1 place=1, column_unnamed column=#5 place=5");
}

TEST(ImportReader, PassesOverRowsOfNothingBeforeTheHeader) {  // CON-4
    const std::string semicolons = Joined({Header(), Row("Ida")}, ';');
    const std::string commas = Joined({Header(), Row("Ida")});
    for (const std::string before : {"\"\",\"\"\r\n", "\"\";\"\"\r\n", ";;;\n", " , \r\n\r\n", "\xC2\xA0\r\n", "\r"}) {
        EXPECT_EQ(AnswerTo(before + semicolons), "rows 1") << before;
        EXPECT_EQ(AnswerTo(before + commas), "rows 1") << before;
    }
    EXPECT_EQ(AnswerTo("\"\",\"\"\r\n"), "import_empty");
    EXPECT_EQ(AnswerTo("\"\"\r\n\"\";\"\"\r\n\xC2\xA0"), "import_empty");
}

TEST(ImportReader, TakesEveryByteOrderMarkAway) {  // CON-4
    const std::string file = Joined({Header(), Row("Ida")});
    for (const int marks : {1, 2, 3, 5}) {
        std::string text;
        for (int i = 0; i < marks; ++i) text += kBom;
        EXPECT_EQ(AnswerTo(text + file), "rows 1") << marks;
        EXPECT_EQ(AnswerTo(text + "sep=,\r\n" + file), "rows 1") << marks;
        EXPECT_EQ(AnswerTo(text + "sep=,\r\n" + kBom + kBom + file), "rows 1") << marks;
        EXPECT_EQ(AnswerTo(text + "\"first_name\"" + file.substr(10)), "rows 1") << marks;
        EXPECT_EQ(AnswerTo(text), "import_empty") << marks;
    }
}

TEST(ImportReader, NamesASeparatorThatItDoesNotTake) {  // CON-4
    const std::vector<Texts> rows{Header(), Row("Ida"), Row("Eva")};
    EXPECT_EQ(AnswerTo(Joined(rows, '|')), "import_separator separator=|");
    EXPECT_EQ(AnswerTo(kBom + Joined(rows, '|')), "import_separator separator=|");
    EXPECT_EQ(AnswerTo("sep=|\r\n" + Joined(rows, '|')), "import_separator separator=|");
    EXPECT_EQ(AnswerTo("\"sep=|\"\r\n" + Joined(rows, '|')), "import_separator separator=|");
    for (const char sign : {':', '^', '~', '#', '/'}) {
        EXPECT_EQ(AnswerTo(std::string("sep=") + sign + "\r\n" + Joined(rows, sign)),
                  std::string("import_separator separator=") + sign);
        EXPECT_EQ(AnswerTo(Joined(rows, sign)), std::string("import_separator separator=") + sign);
    }
    EXPECT_EQ(AnswerTo("sep=|\r\n" + Joined(rows, ';')), "rows 2") << "saved again with another separator";
    EXPECT_EQ(AnswerTo("sep=|\r\n" + Joined(rows)), "rows 2");
}

TEST(ImportReader, NamesTheLineAndThePlaceOfANulByte) {  // CON-5
    const std::string nul(1, '\0');
    const std::string file = Joined({Header(), Row("Ida")});
    EXPECT_EQ(AnswerTo(file + nul), "csv_nul byte=1 line=3");
    EXPECT_EQ(AnswerTo(file + "Eva" + nul + "x,Berg\r\n"), "csv_nul byte=4 line=3");
    EXPECT_EQ(AnswerTo(Joined({Header(), Row("\xC3\x89" + nul)})), "csv_nul byte=3 line=2");
    EXPECT_EQ(AnswerTo("first" + nul + file), "csv_nul byte=6 line=1");
}

TEST(ImportReader, SplitsAnInternationalNumberWhereItsMeaningIsSure) {  // CON-5
    const auto phone = [](const std::string& code, const std::string& number) {
        return PhoneOf({{"phone_country_code", code}, {"phone_number", number}});
    };
    EXPECT_EQ(phone("", "+47 22 33 44 55"), "47 22334455 ");
    EXPECT_EQ(phone("", "0047 22334455"), "47 22334455 ");
    EXPECT_EQ(phone("", "+1 (212) 555-0100"), "1 2125550100 ");
    EXPECT_EQ(phone("", "+358 9 1234"), "358 91234 ");
    EXPECT_EQ(phone("", "'+47 22334455"), "47 22334455 ");
    EXPECT_EQ(phone("47", "+47 22334455"), "47 22334455 ");
    EXPECT_EQ(phone("46", "+47 22334455"), "phone_number phone_number_international");
    EXPECT_EQ(phone("", "+999 22334455"), "phone_number phone_number_international");
    EXPECT_EQ(phone("", "+44 (0)20 1234"), "phone_number phone_number_international") << "is the 0 dialed?";
    EXPECT_EQ(phone("", "+47"), "phone_number phone_number_international");
    EXPECT_EQ(phone("+47", "+47 22334455"), "phone_country_code country_code_digits");
    EXPECT_EQ(phone("47", "22+33"), "phone_number digits_only");
    EXPECT_EQ(phone("", "+47 call me"), "phone_number digits_only");
    EXPECT_EQ(phone("", "+47 2233445566778899"), "phone_number phone_too_long");
    EXPECT_EQ(phone("", "22334455"), "phone_country_code missing");
    EXPECT_EQ(phone("47", "0047 22334455"), "47 004722334455 ") << "as it was exported";
}

TEST(ImportReader, SaysHowACountryCodeIsWritten) {  // CON-5
    const auto code = [](const std::string& value) { return PhoneOf({{"phone_country_code", value}}); };
    for (const std::string value : {"+47", "0047", "00 47", "(47)", "047"}) {
        EXPECT_EQ(code(value), "phone_country_code country_code_digits") << value;
    }
    for (const std::string value : {"47.0", "47,0", "47.00", "358.0"}) {
        EXPECT_EQ(code(value), "phone_country_code country_code_spreadsheet") << value;
    }
    EXPECT_EQ(code("999"), "phone_country_code unknown_calling_code");
    EXPECT_EQ(code("999.0"), "phone_country_code phone_spreadsheet_number");
    EXPECT_EQ(code("4.7E+11"), "phone_country_code phone_spreadsheet_number");
    EXPECT_EQ(code("\xEF\xBC\x94\xEF\xBC\x97"), "phone_country_code country_code_digits") << "full-width digits";
    EXPECT_EQ(PhoneOf({{"phone_number", "\xEF\xBC\x92\xEF\xBC\x92"}}), "phone_number digits_only");
}

TEST(ImportReader, OverlooksMarksThatAreNotSeenInNumbersAndAddresses) {  // CON-4
    const std::string marks[] = {"\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAC",
                                 "\xE2\x81\xA9", "\xD8\x9C",     "\xE2\x80\x8B", "\xC2\xAD"};
    for (const auto& mark : marks) {
        EXPECT_EQ(PhoneOf({{"phone_country_code", mark + "4" + mark + "7"},
                           {"phone_number", "22" + mark + "33" + mark},
                           {"phone_extension", "1" + mark + "2"}}),
                  "47 2233 12");
        const auto file = ReadImport(Joined({Header(), Row("Ida", {{"email", "ida" + mark + "@mail.example"}})}));
        ASSERT_TRUE(file.has_value());
        EXPECT_EQ(CheckImportRow(file->rows[0]).value().email, "ida@mail.example");
    }
}

TEST(ImportReader, ReadsTheLineEndsAndTheEmptyTailsOfEveryProgram) {  // CON-4
    std::string file = Joined({Header(), Row("Ida"), Row("\"A\r\nB\"", {{"email", "a@mail.example"}}), Row("Eva")});
    const auto read = ReadImport(file);
    ASSERT_TRUE(read.has_value());
    ASSERT_EQ(read->rows.size(), 3u);
    EXPECT_EQ(read->rows[2].line, 5) << "lines are those of the file";
    std::string tails;
    for (const char c : Joined({Header(), Row("Ida"), Row("Eva")})) tails += c == '\r' ? ",,,\r" : std::string(1, c);
    EXPECT_EQ(AnswerTo(tails), "rows 2");
    EXPECT_EQ(AnswerTo(tails + ",,,\r\n\r\n,\r\n"), "rows 2");
    std::erase(tails, '\n');
    EXPECT_EQ(AnswerTo(tails), "rows 2") << "line ends of CR alone";
    std::vector<Texts> full{Header()};
    for (int i = 0; i < 300; ++i) {
        full.push_back(Row("N" + std::to_string(i)));
        if (i % 50 == 0) full.push_back({"", "", "\xC2\xA0"});
    }
    EXPECT_EQ(AnswerTo(Joined(full)), "rows 300");
    full.push_back({"", ""});
    full.push_back(Row("One more"));
    EXPECT_EQ(AnswerTo(Joined(full)), "import_too_many_rows limit=300");
}

}  // namespace
}  // namespace contacts
