#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/problem.hpp"

// Every text that a person reads comes from the catalogues `locales/<language>/<feature>.json`
// (PRT-4). The files of a language are merged into one tree; a key is the path in it, joined by
// dots: "problems.contact_assigned.title". Texts are ICU MessageFormat patterns with named
// arguments, as in the portal.
namespace i18n {

class Catalogues {
  public:
    // The catalogues compiled into the program. Throws std::runtime_error when one is not valid
    // JSON.
    static Catalogues BuiltIn();

    // The text of `key`, falling back to English, then to the key itself (logged once a key).
    [[nodiscard]] std::string Format(std::string_view language, std::string_view key,
                                     const base::Args& args = {}) const;
    // All of them in one line: "2 printers and 1 agent".
    [[nodiscard]] std::string FormatList(std::string_view language, std::span<const base::CountedText> texts) const;
    [[nodiscard]] bool Has(std::string_view language, std::string_view key) const;
    // The languages that the program speaks, {"de", "en", "fr", "it", "nb", "sv"}: those that have every file of English.
    [[nodiscard]] std::vector<std::string> Languages() const;
    // Those that have the file of one feature: papers may be printed in more languages than the rest is written in.
    [[nodiscard]] std::vector<std::string> LanguagesOf(std::string_view file) const;
    // The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); "en" when none
    // fits. "no" and "nn" are Norwegian, too: "nb".
    [[nodiscard]] std::string Negotiate(std::string_view accept_language) const;
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& Texts(std::string_view language) const;

  private:
    using Texts_ = std::map<std::string, std::string, std::less<>>;
    std::map<std::string, Texts_, std::less<>> by_language_;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> files_;  // "papers", by language
};

// A date and time as people write them in a language and an IANA time zone ("Europe/Berlin");
// unknown zones are UTC.
std::string FormatDateTime(std::string_view language, std::string_view time_zone, base::Instant at);
// When it is that hour (0 to 23) of that day there; where clocks are put forward over it, an hour later. Unknown zones are
// UTC.
base::Instant AtLocalHour(std::string_view time_zone, base::Day day, int hour);
std::string FormatDate(std::string_view language, base::Day day);

// Days in an IANA time zone; an unknown zone is UTC.
bool IsTimeZone(std::string_view time_zone);
base::Day DayIn(std::string_view time_zone, base::Instant at);
// The first moment of that day there: where the clock skips midnight, the moment after.
base::Instant StartOfDay(std::string_view time_zone, base::Day day);

// 12345 as "12,345" or "12.345". Groups have their sign from 1,000 on, in Italian from 10,000 on ("1234"), here, in messages
// and in the portal, whatever the data of ICU and of browsers knows.
std::string FormatNumber(std::string_view language, std::int64_t number);
// An ISO 3166-1 code as the country's name ("Norwegen"); what is none stays as it is.
std::string CountryName(std::string_view language, std::string_view code);

}  // namespace i18n
