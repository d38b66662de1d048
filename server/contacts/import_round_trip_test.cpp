#include <gtest/gtest.h>

#include <random>

#include "lib/base/csv.hpp"
#include "lib/base/json.hpp"
#include "server/contacts/import_rules.hpp"
#include "server/contacts/testing.hpp"

// What is exported and imported again is the same contacts (CON-1, CON-4), whatever their values are.
namespace contacts {
namespace {

// Pieces that files, spreadsheets and readers of either take for something else than text.
constexpr std::string_view kPieces[] = {"A",
                                        "b",
                                        " ",
                                        "  ",
                                        "'",
                                        "''",
                                        "=",
                                        "+",
                                        "-",
                                        "@",
                                        "\t",
                                        "\r",
                                        "\n",
                                        "\r\n",
                                        "\"",
                                        "\"\"",
                                        ",",
                                        ";",
                                        "|",
                                        "sep=;",
                                        "1E5",
                                        "2.0",
                                        "0047",
                                        "1+1",
                                        "\\",
                                        "\x01",
                                        "\x7F",
                                        "\xC2\x85",
                                        "\xC2\xA0",
                                        "\xC2\xAD",
                                        "\xC3\xA9",
                                        "e\xCC\x81",
                                        "\xD8\x9C",
                                        "\xE2\x80\x87",
                                        "\xE2\x80\x8B",
                                        "\xE2\x80\x8C",
                                        "\xE2\x80\x8D",
                                        "\xE2\x80\x8E",
                                        "\xE2\x80\x8F",
                                        "\xE2\x80\xA8",
                                        "\xE2\x80\xAE",
                                        "\xE2\x80\xAF",
                                        "\xE2\x81\xA0",
                                        "\xE2\x81\xA9",
                                        "\xE3\x80\x80",
                                        "\xEF\xBB\xBF",
                                        "\xEF\xBC\x91",
                                        "\xEF\xBC\x9D",
                                        "\xF0\x9F\x91\xA9"};

class Hostile {
  public:
    explicit Hostile(unsigned seed) : random_(seed) {}

    ContactInput Contact() {
        ContactInput input;
        input.first_name = Text();
        input.last_name = "L" + Text();
        input.company = Text();
        input.email = Below(2) == 0 ? "" : "a" + Text() + "@mail.example";
        if (Below(2) == 0) {
            const std::string numbers[] = {"004722334455", "22334455", "0", "00", "(0)20/12-34.5", "1234567890"};
            input.phone = {.country_code = Below(2) == 0 ? "47" : "+1", .number = numbers[Below(6)]};
            if (Below(2) == 0) input.phone.extension = "007";
        }
        auto& a = input.address;
        for (std::string* text :
             {&a.street1, &a.street2, &a.street3, &a.building, &a.floor, &a.room, &a.city, &a.state, &a.postal_code}) {
            *text = Text();
        }
        a.country = Below(2) == 0 ? "no" : "DE";
        return input;
    }

  private:
    std::size_t Below(std::size_t limit) { return random_() % limit; }
    std::string Text() {
        std::string text;
        for (std::size_t left = Below(6); left > 0; --left) text += kPieces[Below(std::size(kPieces))];
        return text;
    }

    std::mt19937 random_;
};

TEST(ImportRoundTrip, GivesBackEveryContactThatThereCanBe) {  // CON-1, CON-4
    std::size_t tried = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        Hostile hostile(seed);
        std::vector<ContactInput> contacts;
        while (contacts.size() < 100) {
            const auto checked = CheckContact(hostile.Contact());
            if (!checked) continue;
            EXPECT_EQ(CheckContact(*checked).value(), *checked)
                << "one form: " << boost::json::serialize(base::json::ToValue(*checked));
            contacts.push_back(*checked);
        }
        for (const char separator : {',', ';', '\t'}) {
            std::string csv = "\xEF\xBB\xBF";
            base::csv::AppendRow(csv, testing::Header(), separator);
            for (const auto& contact : contacts) base::csv::AppendRow(csv, ExportRow(contact), separator);
            const auto file = ReadImport(csv);
            ASSERT_TRUE(file.has_value()) << file.error().code;
            ASSERT_EQ(file->rows.size(), contacts.size());
            for (std::size_t at = 0; at < contacts.size(); ++at) {
                const auto words = boost::json::serialize(base::json::ToValue(contacts[at]));
                const auto again = CheckImportRow(file->rows[at]);
                ASSERT_TRUE(again.has_value()) << again.error()[0].column << ' ' << again.error()[0].code << words;
                ASSERT_EQ(*again, contacts[at]) << words << boost::json::serialize(base::json::ToValue(*again));
                ++tried;
            }
        }
    }
    EXPECT_EQ(tried, 18'000u);
}

// A row of failed rows is what stood in the file, also when it is taken away, looked at and chosen several times.
TEST(ImportRoundTrip, GivesBackTheRowsThatFailed) {  // CON-7
    Hostile hostile(7);
    std::string csv;
    base::csv::AppendRow(csv, testing::Header());
    for (int i = 0; i < 200; ++i) {
        auto contact = hostile.Contact();
        contact.address.country = "XX";
        base::csv::AppendRow(csv, ExportRow(contact));
    }
    auto rows = ReadImport(csv).value().rows;
    for (int turn = 0; turn < 3; ++turn) {
        std::string failed = "\xEF\xBB\xBF";
        base::csv::AppendRow(failed, testing::Header(), ';');
        for (const auto& row : rows) base::csv::AppendRow(failed, row.fields, ';');
        const auto again = ReadImport(failed).value().rows;
        ASSERT_EQ(again.size(), rows.size());
        for (std::size_t at = 0; at < rows.size(); ++at) ASSERT_EQ(again[at].fields, rows[at].fields) << at;
        rows = again;
    }
}

}  // namespace
}  // namespace contacts
