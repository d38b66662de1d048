#include <gtest/gtest.h>

#include "server/testing/old_database.hpp"

// Keys that were stored with their accents apart, before and after the step that composes them.
namespace {

constexpr const char* kApart = "jose\u0301";
constexpr const char* kComposed = "jos\u00E9";

class ComposedKeys : public testing::Test {
  protected:
    void AddSite(const std::string& key) {
        database.Sql(fmt::format(
            "INSERT INTO sites (organization_id, id, name, name_key, street1, street2, street3, building, floor, room, "
            "city, state, postal_code, country, created_at, updated_at) VALUES ('{}', '{}', '{}', '{}', '', '', '', "
            "'', '', '', '', '', '', '', '2026-01-01', '2026-01-01')",
            customer.organization.ToString(), base.ids.Make<organizations::SiteId>().ToString(), key, key));
    }
    void AddTerm(const std::string& word) {
        database.Sql(fmt::format("INSERT INTO contact_terms VALUES ('{}', '{}', '{}')",
                                 customer.organization.ToString(), word, kContact));
    }
    std::string Sites() {
        return database.Value("SELECT string_agg(name_key, ' ' ORDER BY name_key) FROM sites WHERE name_key <> 'main'");
    }

    static constexpr const char* kContact = "00000000-0000-7000-8000-000000000001";
    server::testing::OldDatabase base{"0166"};
    pg::testing::Database& database = base.database;
    const printers::Source customer = base.AddCustomer("Nordlys");
};

TEST_F(ComposedKeys, AreFoundUnderTheNameThatAnyoneTypes) {
    AddSite(kApart);
    database.Sql("UPDATE organizations SET name_key = E'caf\\u00E9 e\\u0301' WHERE tier = 'parent'");
    base.Upgrade();
    EXPECT_EQ(Sites(), kComposed);
    EXPECT_EQ(database.Value("SELECT name_key FROM organizations WHERE tier = 'parent'"), "caf\u00E9 \u00E9");
}

TEST_F(ComposedKeys, OfTwoThatAreOneNowStayTwo) {
    AddSite(kApart);
    AddSite(kComposed);
    base.Upgrade();
    EXPECT_EQ(Sites(), fmt::format("{} {}", kApart, kComposed));
}

TEST_F(ComposedKeys, OfWordsAreThereOnce) {
    database.Sql(fmt::format(
        "INSERT INTO contacts (organization_id, id, first_name, last_name, company, email, phone_country_code, "
        "phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, "
        "country, name_key, company_key, city_key, email_key, created_at, updated_at) VALUES ('{}', '{}', '', '', '', "
        "'', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '{}@mail.example', '2026-01-01', "
        "'2026-01-01')",
        customer.organization.ToString(), kContact, kApart));
    AddTerm(kApart);
    AddTerm(kComposed);
    AddTerm("a\u0308rger");
    base.Upgrade();
    EXPECT_EQ(database.Value("SELECT string_agg(term, ' ' ORDER BY term) FROM contact_terms"),
              fmt::format("{} {}", kComposed, "\u00E4rger"));
    EXPECT_EQ(database.Value("SELECT email_key FROM contacts"), fmt::format("{}@mail.example", kComposed));
}

}  // namespace
