#include "server/replenishment/country_holidays.hpp"

#include <cmath>

#include "server/replenishment/testing.hpp"

namespace replenishment {
namespace {

class CountryHolidays : public testing::Customer {
  protected:
    void Use(const std::string& countries) {
        settings_.holidays =
            std::make_shared<const holidays::Book>(*holidays::Read(R"({"countries": {)" + countries + "}}", "test"));
    }
    std::shared_ptr<const Holidays> Found(const holidays::Book& book) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        Snapshot snapshot(tx, organization_, store::LockAll(tx, organization_));
        FindHolidays(tx, organization_, book, clock_.Today(), snapshot);
        EXPECT_EQ(snapshot.places.size(), 1u);
        return snapshot.places[0].holidays;
    }
    // What the only site has learned.
    SiteState Learned() {
        const std::string hex = database_.Value("SELECT encode(state, 'hex') FROM replenishment_sites");
        std::string octets;
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
            octets.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
        }
        return UnpackSite(octets).value();
    }
};

DayNumber DayAt(const char* date) {
    return NumberOf(*base::ParseDay(date));
}

TEST_F(CountryHolidays, AreThoseOfTheSiteElseOfTheDeliveryContact) {  // H9
    Deliver({Reading(1, 80)});
    const auto of_contact = Found(holidays::BuiltIn());
    ASSERT_TRUE(of_contact);
    EXPECT_TRUE(of_contact->contains(DayAt("2026-05-17"))) << "Norway's";
    EXPECT_FALSE(of_contact->contains(DayAt("2026-10-03")));
    for (const char* date : {"2024-12-25", "2025-12-25", "2027-12-25", "2028-12-25"}) {
        EXPECT_TRUE(of_contact->contains(DayAt(date))) << date;
    }
    world_.SetCountry(organization_, site_, "DE");
    const auto of_site = Found(holidays::BuiltIn());
    ASSERT_TRUE(of_site);
    EXPECT_TRUE(of_site->contains(DayAt("2026-10-03"))) << "Germany's";
    EXPECT_FALSE(of_site->contains(DayAt("2026-05-17")));
    world_.SetCountry(organization_, site_, "AQ");
    EXPECT_TRUE(Found(holidays::BuiltIn())->empty()) << "nothing is known of that country";
    has_contact_ = false;
    world_.SetCountry(organization_, site_, "");
    world_.AssignContact(organization_, world_.PrintersOf(organization_), std::nullopt);
    EXPECT_FALSE(Found(holidays::BuiltIn()));
}

TEST_F(CountryHolidays, TeachTheDailyRunHowMuchIsPrintedOnThem) {  // H9
    Use(R"("NO": {"holidays": [{"name": "A day off", "date": "06-24"}]})");
    for (int day = 0; day < 30; ++day) Day({90.0 - 2 * day});
    EXPECT_EQ(Learned().calendar.holidays_counted, figure::kPriorHolidays + 1) << "one was seen";
}

TEST_F(CountryHolidays, OfAnotherCountryAreDaysLikeOthers) {
    Use(R"("DE": {"holidays": [{"name": "A day off", "date": "06-24"}]})");
    for (int day = 0; day < 30; ++day) Day({90.0 - 2 * day});
    EXPECT_EQ(Learned().calendar.holidays_counted, figure::kPriorHolidays);
}

}  // namespace
}  // namespace replenishment
