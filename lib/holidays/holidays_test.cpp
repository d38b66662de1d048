#include "lib/holidays/holidays.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "lib/base/config.hpp"

namespace holidays {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

std::vector<std::string> Dates(const Book& book, const std::string& country, int year) {
    std::vector<std::string> dates;
    for (const Holiday& holiday : HolidaysOf(book, country, year)) dates.push_back(base::FormatDay(holiday.day));
    return dates;
}
std::vector<std::string> Dates(const std::string& country, int year) {
    return Dates(BuiltIn(), country, year);
}
std::string NameOn(const std::string& country, const std::string& date) {
    const base::Day day = *base::ParseDay(date);
    const int year = static_cast<int>(std::chrono::year_month_day(day).year());
    for (const Holiday& holiday : HolidaysOf(BuiltIn(), country, year)) {
        if (holiday.day == day) return holiday.name;
    }
    return "";
}
// A book of one country with these rules.
base::Result<Book> OneCountry(const std::string& rules) {
    return Read(R"({"countries": {"DE": {"holidays": [)" + rules + "]}}}", "own.json");
}
std::vector<std::string> Lines(const std::string& text) {
    const auto book = Read(text, "own.json");
    return book ? std::vector<std::string>{} : base::DescribeConfigProblem(book.error());
}

// ---- Easter

TEST(Easter, IsAsItWasAndWillBe) {
    for (const char* date : {"1900-04-15", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
                             "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25", "2100-03-28"}) {
        const base::Day day = *base::ParseDay(date);
        EXPECT_EQ(EasterOf(static_cast<int>(std::chrono::year_month_day(day).year())), day);
    }
    for (const char* date : {"1900-04-22", "1983-05-08", "2010-04-04", "2016-05-01", "2021-05-02", "2024-05-05",
                             "2025-04-20", "2026-04-12", "2027-05-02", "2099-04-12", "2100-05-02"}) {
        const base::Day day = *base::ParseDay(date);
        EXPECT_EQ(OrthodoxEasterOf(static_cast<int>(std::chrono::year_month_day(day).year())), day);
    }
}

TEST(Easter, IsASundayInSpringOfEveryYear) {
    for (int year = kFirstYear; year <= kLastYear; ++year) {
        const std::chrono::year_month_day west(EasterOf(year));
        EXPECT_EQ(std::chrono::weekday(EasterOf(year)), std::chrono::Sunday) << year;
        EXPECT_EQ(std::chrono::weekday(OrthodoxEasterOf(year)), std::chrono::Sunday) << year;
        EXPECT_GE(EasterOf(year), base::Day(west.year() / 3 / 22)) << year;
        EXPECT_LE(EasterOf(year), base::Day(west.year() / 4 / 25)) << year;
        EXPECT_GE(OrthodoxEasterOf(year), EasterOf(year)) << year;
    }
}

// ---- countries

TEST(Holidays, OfGermany) {
    EXPECT_THAT(Dates("DE", 2026), ElementsAre("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14",
                                               "2026-05-25", "2026-10-03", "2026-12-25", "2026-12-26"));
    EXPECT_EQ(NameOn("DE", "2017-10-31"), "Reformation Day") << "once in all states";
    EXPECT_EQ(NameOn("DE", "2018-10-31"), "");
    EXPECT_EQ(NameOn("DE", "1989-10-03"), "");
}

TEST(Holidays, OfBritainMoveToTheNextWorkingDayThatIsFree) {
    EXPECT_THAT(Dates("GB", 2021), IsSupersetOf({"2021-12-25", "2021-12-26", "2021-12-27", "2021-12-28"}));
    EXPECT_THAT(Dates("GB", 2022), IsSupersetOf({"2022-01-03", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19",
                                                 "2022-12-26", "2022-12-27"}));
    EXPECT_THAT(Dates("GB", 2022), Not(Contains("2022-05-30"))) << "the jubilee moved it";
    EXPECT_THAT(Dates("GB", 2020), Not(Contains("2020-05-04"))) << "VE day instead";
    EXPECT_THAT(Dates("GB", 2023), IsSupersetOf({"2023-01-02", "2023-05-01", "2023-05-08", "2023-05-29"}));
    EXPECT_THAT(Dates("GB", 2024), Not(Contains("2024-12-27")));
}

TEST(Holidays, OfTheUnitedStatesMoveToTheNearestWorkingDay) {
    EXPECT_THAT(Dates("US", 2021), ElementsAre("2021-01-01", "2021-01-18", "2021-02-15", "2021-05-31", "2021-06-18",
                                               "2021-06-19", "2021-07-04", "2021-07-05", "2021-09-06", "2021-10-11",
                                               "2021-11-11", "2021-11-25", "2021-12-24", "2021-12-25", "2021-12-31"))
        << "New Year's Day of 2022 is a Saturday";
    EXPECT_EQ(NameOn("US", "2026-11-26"), "Thanksgiving Day");
    EXPECT_EQ(NameOn("US", "2026-07-03"), "Independence Day");
}

TEST(Holidays, OfCanadaAustraliaAndNewZealand) {
    EXPECT_EQ(NameOn("CA", "2026-05-18"), "Victoria Day");
    EXPECT_EQ(NameOn("CA", "2025-05-19"), "Victoria Day");
    EXPECT_EQ(NameOn("CA", "2026-10-12"), "Thanksgiving");
    EXPECT_EQ(NameOn("AU", "2025-01-27"), "Australia Day") << "the 26th is a Sunday";
    EXPECT_EQ(NameOn("AU", "2026-06-08"), "King's Birthday");
    EXPECT_EQ(NameOn("NZ", "2022-01-04"), "Second of January") << "both days of the new year are made up for";
    EXPECT_EQ(NameOn("NZ", "2021-02-08"), "Waitangi Day");
    EXPECT_EQ(NameOn("NZ", "2010-04-26"), "") << "not before 2014";
    EXPECT_EQ(NameOn("NZ", "2026-07-10"), "Matariki");
}

TEST(Holidays, OfJapanFollowTheSunAndFillGaps) {
    EXPECT_EQ(NameOn("JP", "2026-03-20"), "Vernal Equinox Day");
    EXPECT_EQ(NameOn("JP", "2023-03-21"), "Vernal Equinox Day");
    EXPECT_EQ(NameOn("JP", "2012-09-22"), "Autumnal Equinox Day");
    EXPECT_EQ(NameOn("JP", "1979-09-24"), "Autumnal Equinox Day");
    EXPECT_EQ(NameOn("JP", "1960-03-20"), "Vernal Equinox Day");
    EXPECT_EQ(NameOn("JP", "2026-09-22"), "between two holidays");
    EXPECT_EQ(NameOn("JP", "2026-05-06"), "Constitution Day") << "the 3rd is a Sunday, the 4th and 5th are taken";
    EXPECT_EQ(NameOn("JP", "2020-07-24"), "Moved for the Olympic Games");
    EXPECT_EQ(NameOn("JP", "2020-10-12"), "");
    EXPECT_EQ(NameOn("JP", "2021-08-09"), "Moved for the Olympic Games") << "the 8th is a Sunday";
}

TEST(Holidays, OfEasternChurchesFollowTheirOwnEaster) {
    EXPECT_EQ(NameOn("GR", "2026-02-23"), "Clean Monday");
    EXPECT_EQ(NameOn("GR", "2026-04-13"), "Easter Monday");
    EXPECT_EQ(NameOn("RO", "2024-06-24"), "Whit Monday");
    EXPECT_EQ(NameOn("BG", "2024-05-03"), "Good Friday");
    EXPECT_EQ(NameOn("BG", "2025-05-26"), "Day of the Alphabet") << "the 24th is a Saturday";
}

TEST(Holidays, OfOtherCountries) {
    EXPECT_EQ(NameOn("SE", "2026-06-19"), "Midsummer Eve");
    EXPECT_EQ(NameOn("SE", "2026-06-20"), "Midsummer Day");
    EXPECT_EQ(NameOn("FI", "2026-10-31"), "All Saints' Day");
    EXPECT_EQ(NameOn("NO", "2026-05-17"), "Constitution Day");
    EXPECT_EQ(NameOn("DK", "2023-05-05"), "Great Prayer Day");
    EXPECT_EQ(NameOn("DK", "2024-04-26"), "");
    EXPECT_EQ(NameOn("IE", "2026-02-02"), "Saint Brigid's Day");
    EXPECT_EQ(NameOn("IE", "2030-02-01"), "Saint Brigid's Day") << "a Friday";
    EXPECT_EQ(NameOn("IE", "2030-02-04"), "");
    EXPECT_EQ(NameOn("NL", "2025-04-26"), "King's Day") << "the 27th is a Sunday";
    EXPECT_EQ(NameOn("NL", "2025-05-05"), "Liberation Day");
    EXPECT_EQ(NameOn("NL", "2026-05-05"), "");
    EXPECT_EQ(NameOn("MX", "2026-02-02"), "Constitution Day");
    EXPECT_EQ(NameOn("MX", "2030-10-01"), "Inauguration of the President");
    EXPECT_EQ(NameOn("MX", "2026-10-01"), "");
    EXPECT_EQ(NameOn("BR", "2023-11-20"), "");
    EXPECT_EQ(NameOn("BR", "2024-11-20"), "Black Consciousness Day");
    EXPECT_EQ(NameOn("PL", "2024-12-24"), "");
    EXPECT_EQ(NameOn("PL", "2025-12-24"), "Christmas Eve");
    EXPECT_EQ(NameOn("CH", "2026-08-01"), "National Day");
    EXPECT_EQ(NameOn("AT", "2026-06-04"), "Corpus Christi");
}

TEST(Holidays, EachCountryOfTheBookNamesItsSourceAndHasAFewDaysInEveryYear) {
    EXPECT_GE(BuiltIn().countries.size(), 36u);
    for (const auto& [code, country] : BuiltIn().countries) {
        EXPECT_TRUE(country.source && !country.source->empty()) << code;
        for (const int year : {kFirstYear, 1999, 2000, 2024, 2026, kLastYear}) {
            const auto holidays = HolidaysOf(BuiltIn(), code, year);
            EXPECT_GE(holidays.size(), 4u) << code << " " << year;
            EXPECT_LE(holidays.size(), 30u) << code << " " << year;
            for (std::size_t i = 0; i < holidays.size(); ++i) {
                EXPECT_EQ(static_cast<int>(std::chrono::year_month_day(holidays[i].day).year()), year) << code;
                if (i > 0) {
                    EXPECT_LT(holidays[i - 1].day, holidays[i].day) << code;
                }
            }
        }
    }
    for (const char* member : {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE",
                               "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"}) {
        EXPECT_TRUE(BuiltIn().countries.contains(member)) << member;
    }
}

TEST(Holidays, OfAnUnknownCountryOrYearAreNone) {
    EXPECT_THAT(Dates("XX", 2026), IsEmpty());
    EXPECT_THAT(Dates("", 2026), IsEmpty());
    EXPECT_THAT(Dates("DE", kFirstYear - 1), IsEmpty());
    EXPECT_THAT(Dates("DE", kLastYear + 1), IsEmpty());
    EXPECT_THAT(Dates("DE", kFirstYear), Contains("1900-04-16"));
    EXPECT_THAT(Dates("DE", kLastYear), Contains("2100-03-29"));
}

TEST(Holidays, OnALeapDayComeInLeapYears) {
    const auto book = *OneCountry(R"({"name": "Leap Day", "date": "02-29"})");
    EXPECT_THAT(Dates(book, "DE", 2024), ElementsAre("2024-02-29"));
    EXPECT_THAT(Dates(book, "DE", 2000), ElementsAre("2000-02-29"));
    EXPECT_THAT(Dates(book, "DE", 2026), IsEmpty());
    EXPECT_THAT(Dates(book, "DE", 2100), IsEmpty());
    EXPECT_THAT(Dates(book, "DE", 1900), IsEmpty());
}

TEST(Holidays, OnAFifthWeekdayComeInMonthsThatHaveOne) {
    const auto book = *OneCountry(R"({"name": "Fifth Friday", "nth": {"nth": 5, "weekday": "friday", "month": 1}})");
    EXPECT_THAT(Dates(book, "DE", 2026), ElementsAre("2026-01-30"));
    EXPECT_THAT(Dates(book, "DE", 2025), ElementsAre("2025-01-31"));
    EXPECT_THAT(Dates(book, "DE", 2024), IsEmpty());
}

// ---- the operator's file

TEST(HolidayFile, ReplacesACountryOrAddsToItAndLeavesTheOthers) {
    const auto own = *Read(R"({"countries": {
        "DE": {"extend": true, "holidays": [{"name": "Three Kings", "date": "01-06"}]},
        "NL": {"holidays": []},
        "XK": {"holidays": [{"name": "Independence Day", "date": "02-17"}]}}})",
                           "own.json");
    const Book book = Merge(BuiltIn(), own);
    EXPECT_THAT(Dates(book, "DE", 2026), IsSupersetOf({"2026-01-01", "2026-01-06", "2026-12-25"}));
    EXPECT_THAT(Dates(book, "NL", 2026), IsEmpty());
    EXPECT_THAT(Dates(book, "XK", 2026), ElementsAre("2026-02-17"));
    EXPECT_EQ(Dates(book, "FR", 2026), Dates("FR", 2026));
}

TEST(HolidayFile, SaysTheLineWhereItIsNoJson) {
    EXPECT_THAT(Lines("{\n  \"countries\": {\n    \"DE\": }\n}"),
                ElementsAre(testing::AllOf(testing::StartsWith("own.json:3: json_malformed"))));
    EXPECT_THAT(Lines(""), ElementsAre(testing::StartsWith("own.json:1: json_malformed")));
}

TEST(HolidayFile, SaysEachKeyThatIsWrongWhatIsThereAndWhatMayBe) {
    EXPECT_THAT(
        Lines(R"({"countries": {"de": {"holidays": [
        {"name": "A", "date": "02-30"},
        {"name": "", "easter": 400},
        {"name": "C"},
        {"name": "D", "date": "01-01", "easter": 1},
        {"name": "E", "nth": {"nth": 6, "weekday": "monday", "month": 13}},
        {"name": "F", "dates": ["2026-13-01"]},
        {"name": "G", "date": "01-01", "years": {"from": 2030, "to": 2020}},
        {"name": "H", "date": "01-01", "years": {"every": 6}},
        {"name": "I", "on_or_after": {"weekday": "friday", "date": "6-19"}, "except": ["x"]}]}}})"),
        ElementsAre(
            "own.json: /countries/de = de: the two letters of a country are wanted, like DE [not_a_country]",
            "own.json: /countries/de/holidays/0/date = 02-30: month and day are wanted, like 12-25 [not_month_and_day]",
            "own.json: /countries/de/holidays/1/name: this is missing [missing]",
            "own.json: /countries/de/holidays/1/easter = 400: allowed is -365 to 365 [out_of_range]",
            testing::MatchesRegex("own.json: /countries/de/holidays/2: one of date, .* is wanted, found are 0 .*"),
            testing::MatchesRegex("own.json: /countries/de/holidays/3: one of date, .* is wanted, found are 2 .*"),
            "own.json: /countries/de/holidays/4/nth/nth = 6: allowed is 1 to 5 [out_of_range]",
            "own.json: /countries/de/holidays/4/nth/month = 13: allowed is 1 to 12 [out_of_range]",
            "own.json: /countries/de/holidays/5/dates/0 = 2026-13-01: a day is wanted, like 2026-12-25 [not_a_date]",
            "own.json: /countries/de/holidays/6/years/to = 2020: allowed is 2030 to 2100 [out_of_range]",
            "own.json: /countries/de/holidays/7/years/from: this is missing [missing]",
            "own.json: /countries/de/holidays/8/on_or_after/date = 6-19: month and day are wanted, like 12-25 "
            "[not_month_and_day]",
            "own.json: /countries/de/holidays/8/except/0 = x: month and day are wanted, like 12-25 "
            "[not_month_and_day]"));
    EXPECT_THAT(Lines(R"({"countries": {"DE": {"holidays": [{"name": "A", "day": "01-01"}]}}})"),
                ElementsAre("own.json: /countries/DE/holidays/0/day: there is no such setting [unknown_field]"));
    EXPECT_THAT(
        Lines(R"({"countries": {"DE": {"holidays": [{"name": "A", "equinox": "summer"}]}}})"),
        ElementsAre("own.json: /countries/DE/holidays/0/equinox: allowed is one of spring, autumn [not_one_of]"));
    EXPECT_THAT(Lines(R"({"countries": {"DE": {"holidays": [{"name": "A", "date": "01-01",
                          "substitute": {"saturday": "tuesday"}}]}}})"),
                ElementsAre("own.json: /countries/DE/holidays/0/substitute/saturday: allowed is one of next, "
                            "previous, day_before [not_one_of]"));
}

}  // namespace
}  // namespace holidays
