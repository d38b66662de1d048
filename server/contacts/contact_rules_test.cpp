#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "lib/base/json.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "server/contacts/contacts.hpp"
#include "server/contacts/country_calling_codes.hpp"

namespace contacts {
namespace {

ContactInput Good() {
    return {.first_name = "Ida",
            .last_name = "Berg",
            .company = "Nordlys AS",
            .email = "ida@nordlys.example",
            .phone = {.country_code = "47", .number = "22 33-44 55", .extension = "7"},
            .address = {.street1 = "Storgata 1", .city = "Oslo", .postal_code = "0155", .country = "no"}};
}

std::map<std::string, std::string> ProblemsOf(const ContactInput& input) {
    const auto checked = CheckContact(input);
    std::map<std::string, std::string> found;
    if (!checked) {
        for (const auto& field : checked.error().fields) found[field.pointer] = field.code;
    }
    return found;
}

TEST(CheckContact, KeepsAGoodContactInOneForm) {  // CON-1
    const auto checked = CheckContact(Good());
    ASSERT_TRUE(checked.has_value());
    EXPECT_EQ(checked->phone.number, "22334455");
    EXPECT_EQ(checked->address.country, "NO");
    EXPECT_EQ(CheckContact(*checked).value(), *checked) << "checking twice changes nothing";
}

TEST(CheckContact, NamesEveryWrongFieldAtOnce) {  // CON-5
    ContactInput bad = Good();
    bad.last_name = "";
    bad.company = " ";
    bad.email = "ida@nordlys.example\r\nBcc: x@y.example";
    bad.phone = {.country_code = "999", .number = "12a", .extension = "12345678901"};
    bad.address.country = "XX";
    bad.address.street1 = "";
    EXPECT_EQ(ProblemsOf(bad), (std::map<std::string, std::string>{{"/last_name", "name_or_company"},
                                                                   {"/email", "invalid_email"},
                                                                   {"/phone/country_code", "unknown_calling_code"},
                                                                   {"/phone/number", "digits_only"},
                                                                   {"/phone/extension", "too_long"},
                                                                   {"/address/country", "invalid_country"},
                                                                   {"/address/street1", "missing"}}));
}

TEST(CheckContact, AWholePhoneNumberHasAtMost15Digits) {  // CON-5
    ContactInput contact = Good();
    contact.phone = {.country_code = "49", .number = "1234567890123"};
    EXPECT_TRUE(ProblemsOf(contact).empty());
    contact.phone.number += "4";
    EXPECT_EQ(ProblemsOf(contact).at("/phone/number"), "phone_too_long");
}

TEST(CheckContact, RefusesHalfAPhoneNumber) {  // CON-5
    ContactInput contact = Good();
    contact.phone = {.country_code = "49"};
    EXPECT_EQ(ProblemsOf(contact).at("/phone/number"), "missing");
    contact.phone = {.number = "123"};
    EXPECT_EQ(ProblemsOf(contact).at("/phone/country_code"), "missing");
    contact.phone = {};
    EXPECT_TRUE(ProblemsOf(contact).empty());
}

TEST(CheckContact, RefusesTextsThatAreTooLong) {
    ContactInput contact = Good();
    contact.first_name = std::string(100, 'x');
    EXPECT_TRUE(ProblemsOf(contact).empty());
    contact.first_name += "y";
    EXPECT_EQ(ProblemsOf(contact).at("/first_name"), "too_long");
}

TEST(CountryCallingCodes, AreTheAssignedOnes) {  // CON-5
    for (const char* good : {"1", "7", "47", "49", "46", "39", "383", "692", "883", "998"}) {
        EXPECT_TRUE(IsCountryCallingCode(good)) << good;
    }
    for (const char* bad : {"", "0", "2", "210", "384", "888", "999", "4", "490", "21"}) {
        EXPECT_FALSE(IsCountryCallingCode(bad)) << bad;
    }
}

// tests/golden/contacts/inputs.json: the portal's form is held to the same file (contactFields.test.ts).
TEST(CheckContact, TakesWhatThePortalsFormTakes) {  // CON-1, CON-5
    std::ifstream file(base::SourceFolder() + "/tests/golden/contacts/inputs.json");
    std::stringstream text;
    text << file.rdbuf();
    const auto cases = boost::json::parse(text.str());
    for (const auto& item : cases.as_array()) {
        ContactInput contact{.first_name = "Anna",
                             .last_name = "Berger",
                             .address = {.street1 = "Storgata 1", .city = "Kiel", .country = "DE"}};
        auto body = base::json::ToValue(contact);
        for (const auto& [name, value] : item.at("fields").as_object()) {
            const std::string path{name};
            const auto dot = path.find('.');
            auto& group =
                dot == std::string::npos ? body.as_object() : body.as_object()[path.substr(0, dot)].as_object();
            group[dot == std::string::npos ? path : path.substr(dot + 1)] = value;
        }
        std::string refused;
        const auto input = base::json::Bind<ContactInput>(body).value();
        for (const auto& [pointer, code] : ProblemsOf(input)) refused += pointer;
        const auto* wanted = item.as_object().if_contains("refused");
        std::string expected = wanted == nullptr ? "" : "/" + std::string(wanted->as_string());
        std::ranges::replace(expected, '.', '/');
        EXPECT_EQ(refused, expected) << boost::json::serialize(item);
    }
    EXPECT_GT(cases.as_array().size(), 100u);
}

}  // namespace
}  // namespace contacts
