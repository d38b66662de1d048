#include "server/replenishment/country_holidays.hpp"

#include <map>

namespace replenishment {
namespace {

// The history that is replayed, and the horizon of the next order's date, reach no further.
constexpr int kYearsBack = 2;
constexpr int kYearsAhead = 2;

Holidays AroundToday(const holidays::Book& book, const std::string& country, base::Day today) {
    Holidays days;
    const int year = static_cast<int>(std::chrono::year_month_day(today).year());
    for (int each = year - kYearsBack; each <= year + kYearsAhead; ++each) {
        for (const auto& holiday : holidays::HolidaysOf(book, country, each)) days.insert(NumberOf(holiday.day));
    }
    return days;
}

}  // namespace

void FindHolidays(pg::Transaction& tx, base::OrganizationId organization, const holidays::Book& book, base::Day today,
                  Snapshot& snapshot) {
    std::vector<organizations::SiteId> site_ids;
    std::vector<contacts::ContactId> contact_ids;
    for (const Place& place : snapshot.places) {
        if (!place.site.IsNil()) site_ids.push_back(place.site);
        if (!place.contact.IsNil()) contact_ids.push_back(place.contact);
    }
    std::map<organizations::SiteId, std::string> of_site;
    for (auto& site : organizations::FindSites(tx, organization, site_ids)) {
        of_site[site.id] = std::move(site.address.country);
    }
    std::map<contacts::ContactId, std::string> of_contact;
    for (auto& contact : contacts::FindContacts(tx, {&organization, 1}, contact_ids)) {
        of_contact[contact.id] = std::move(contact.address.country);
    }
    std::map<std::string, std::shared_ptr<const Holidays>> of_country;
    for (Place& place : snapshot.places) {
        std::string country = of_site[place.site];
        if (country.empty()) country = of_contact[place.contact];
        if (country.empty()) continue;
        const auto [at, is_new] = of_country.try_emplace(country);
        if (is_new) at->second = std::make_shared<const Holidays>(AroundToday(book, country, today));
        place.holidays = at->second;
    }
}

}  // namespace replenishment
