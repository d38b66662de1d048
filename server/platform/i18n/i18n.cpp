#include "server/platform/i18n/i18n.hpp"

#include <unicode/datefmt.h>
#include <unicode/dcfmtsym.h>
#include <unicode/decimfmt.h>
#include <unicode/gregocal.h>
#include <unicode/listformatter.h>
#include <unicode/locid.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>

#include "embedded/catalogues.hpp"
#include "lib/base/log.hpp"
#include "lib/base/text.hpp"

namespace i18n {
namespace {

using TextMap = std::map<std::string, std::string, std::less<>>;

icu::UnicodeString FromUtf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string ToUtf8(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

void Flatten(const boost::json::value& value, const std::string& prefix, TextMap& texts, std::string_view file) {
    if (const auto* object = value.if_object()) {
        for (const auto& [key, member] : *object) {
            Flatten(member, prefix.empty() ? std::string(key) : prefix + "." + std::string(key), texts, file);
        }
        return;
    }
    if (!value.is_string() || !texts.emplace(prefix, value.as_string()).second) {
        throw std::runtime_error("catalogue " + std::string(file) + ": " + prefix +
                                 " is not a text or stands in two files");
    }
}

icu::Formattable ToFormattable(const base::Arg& arg) {
    if (const auto* text = std::get_if<std::string>(&arg)) return {FromUtf8(*text)};
    if (const auto* integer = std::get_if<std::int64_t>(&arg)) return {static_cast<int64_t>(*integer)};
    return {std::get<double>(arg)};
}

void LogMissingOnce(std::string_view key) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> seen;
    std::lock_guard lock(mutex);
    if (seen.emplace(key).second) base::log::Warn("i18n.missing key={}", key);
}

// The arguments that a pattern chooses a text by.
std::vector<icu::UnicodeString> ChoicesOf(const icu::UnicodeString& text) {
    std::vector<icu::UnicodeString> names;
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessagePattern pattern(text, nullptr, status);
    if (U_FAILURE(status)) return names;
    for (std::int32_t i = 0; i + 1 < pattern.countParts(); ++i) {
        const auto& part = pattern.getPart(i);
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_START && part.getArgType() == UMSGPAT_ARG_TYPE_SELECT) {
            // What getSubstring() gives lives as long as the pattern; only a copy lives longer.
            const icu::UnicodeString name = pattern.getSubstring(pattern.getPart(i + 1));
            names.push_back(name);
        }
    }
    return names;
}

// Italian writes 1234 and 12.345; the data of ICU 72 does not know it yet, that of newer ones does.
bool GroupsFromFiveDigits(std::string_view language) {
    return language == "it";
}

// The numbers within messages, which take their format from ICU's registry. Other styles are ICU's own (nullptr).
class ItalianNumbers final : public icu::SimpleNumberFormatFactory {
  public:
    ItalianNumbers() : SimpleNumberFormatFactory(icu::Locale::getItalian(), false) {}

    icu::NumberFormat* createFormat(const icu::Locale& locale, UNumberFormatStyle style) override {
        if (style != UNUM_DECIMAL) return nullptr;
        UErrorCode status = U_ZERO_ERROR;
        auto format = std::make_unique<icu::DecimalFormat>(icu::UnicodeString("#,##0.###"),
                                                           new icu::DecimalFormatSymbols(locale, status), status);
        if (U_FAILURE(status)) return nullptr;
        format->setMinimumGroupingDigits(2);
        return format.release();
    }
};

// Before the first number is written.
void RegisterNumbers() {
    static const bool kRegistered = [] {
        UErrorCode status = U_ZERO_ERROR;
        icu::NumberFormat::registerFactory(new ItalianNumbers, status);
        if (U_FAILURE(status))
            throw std::runtime_error("ICU takes no number format: " + std::string(u_errorName(status)));
        return true;
    }();
    (void)kRegistered;
}

std::unique_ptr<icu::TimeZone> ZoneOf(std::string_view name) {
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(FromUtf8(name)));
    if (*zone == icu::TimeZone::getUnknown()) zone.reset(icu::TimeZone::getGMT()->clone());
    return zone;
}

std::unique_ptr<icu::GregorianCalendar> CalendarIn(std::string_view time_zone) {
    UErrorCode status = U_ZERO_ERROR;
    auto calendar = std::make_unique<icu::GregorianCalendar>(ZoneOf(time_zone).release(), status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no calendar: " + std::string(u_errorName(status)));
    return calendar;
}

std::string FormatInstant(std::string_view language, std::string_view zone, base::Instant at,
                          icu::DateFormat::EStyle time_style) {
    const icu::Locale locale(std::string(language).c_str());
    const std::unique_ptr<icu::DateFormat> format(
        time_style == icu::DateFormat::kNone
            ? icu::DateFormat::createDateInstance(icu::DateFormat::kMedium, locale)
            : icu::DateFormat::createDateTimeInstance(icu::DateFormat::kMedium, time_style, locale));
    format->adoptTimeZone(ZoneOf(zone).release());
    icu::UnicodeString text;
    format->format(static_cast<UDate>(at.time_since_epoch().count()) / 1000.0, text);
    return ToUtf8(text);
}

}  // namespace

Catalogues Catalogues::BuiltIn() {
    RegisterNumbers();
    Catalogues catalogues;
    for (const auto& file : embedded::catalogues()) {
        // locales/<language>/<feature>.json
        const auto start = file.name.find('/') + 1;
        const auto language = file.name.substr(start, file.name.find('/', start) - start);
        boost::json::error_code error;
        const auto value = boost::json::parse(file.bytes, error);
        if (error) {
            throw std::runtime_error("catalogue " + std::string(file.name) + ": " + error.message());
        }
        Flatten(value, "", catalogues.by_language_[std::string(language)], file.name);
        const auto name = file.name.substr(file.name.rfind('/') + 1);
        catalogues.files_[std::string(language)].emplace(name.substr(0, name.rfind('.')));
    }
    return catalogues;
}

std::string Catalogues::FormatList(std::string_view language, std::span<const base::CountedText> texts) const {
    std::vector<icu::UnicodeString> items;
    for (const auto& text : texts) {
        std::string item = Format(language, text.key, {{"count", text.count}});
        if (!text.names.empty()) {
            auto args = base::NamedArgs("names", text.names, text.count);
            args["things"] = std::move(item);
            item = Format(language, "holdings_named", args);
        }
        items.push_back(FromUtf8(item));
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::ListFormatter> list(
        icu::ListFormatter::createInstance(icu::Locale(std::string(language).c_str()), status));
    icu::UnicodeString line;
    if (U_SUCCESS(status)) list->format(items.data(), static_cast<std::int32_t>(items.size()), line, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot write a list: " + std::string(u_errorName(status)));
    return ToUtf8(line);
}

bool Catalogues::Has(std::string_view language, std::string_view key) const {
    const auto texts = by_language_.find(language);
    return texts != by_language_.end() && texts->second.contains(key);
}

std::string Catalogues::Format(std::string_view language, std::string_view key, const base::Args& args) const {
    if (!Has(language, key)) language = "en";
    if (!Has(language, key)) {
        LogMissingOnce(key);
        return std::string(key);
    }
    const auto& pattern = by_language_.find(language)->second.find(key)->second;
    UErrorCode status = U_ZERO_ERROR;
    icu::MessageFormat format(FromUtf8(pattern), icu::Locale(std::string(language).c_str()), status);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const auto& [name, value] : args) {
        names.push_back(FromUtf8(name));
        values.push_back(ToFormattable(value));
    }
    if (U_SUCCESS(status)) {
        // Reasons that were stored before a text asked for an argument are formatted without it: a
        // choice is "other" then.
        for (const auto& name : ChoicesOf(FromUtf8(pattern))) {
            if (std::ranges::find(names, name) != names.end()) continue;
            names.push_back(name);
            values.emplace_back("");
        }
    }
    icu::UnicodeString out;
    if (U_SUCCESS(status)) {
        format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), out, status);
    }
    if (U_FAILURE(status)) {
        base::log::Error("i18n.format key={} language={} error={}", key, language, u_errorName(status));
        return std::string(key);
    }
    return ToUtf8(out);
}

std::vector<std::string> Catalogues::Languages() const {
    std::vector<std::string> languages;
    const auto english = files_.find("en");
    for (const auto& [language, files] : files_) {
        if (english != files_.end() && std::ranges::includes(files, english->second)) languages.push_back(language);
    }
    return languages;
}

std::vector<std::string> Catalogues::LanguagesOf(std::string_view file) const {
    std::vector<std::string> languages;
    for (const auto& [language, files] : files_) {
        if (files.contains(file)) languages.push_back(language);
    }
    return languages;
}

const std::map<std::string, std::string, std::less<>>& Catalogues::Texts(std::string_view language) const {
    static const TextMap kNone;
    const auto texts = by_language_.find(language);
    return texts == by_language_.end() ? kNone : texts->second;
}

std::string Catalogues::Negotiate(std::string_view accept_language) const {
    const auto languages = Languages();
    std::string best = "en";
    double best_quality = 0;
    while (!accept_language.empty()) {
        const auto comma = accept_language.find(',');
        auto range = base::Trim(accept_language.substr(0, comma));
        accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
        double quality = 1;
        if (const auto semicolon = range.find(";q="); semicolon != std::string_view::npos) {
            quality = std::atof(std::string(range.substr(semicolon + 3)).c_str());
            range = base::Trim(range.substr(0, semicolon));
        }
        auto primary = base::ToLowerAscii(range.substr(0, range.find('-')));
        // Readers of Nynorsk get Bokmål, the written form of Norwegian that there is.
        if (primary == "no" || primary == "nn") primary = "nb";
        if (quality > best_quality && std::ranges::find(languages, primary) != languages.end()) {
            best = primary;
            best_quality = quality;
        }
    }
    return best;
}

bool IsTimeZone(std::string_view time_zone) {
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(FromUtf8(time_zone)));
    return *zone != icu::TimeZone::getUnknown();
}

base::Day DayIn(std::string_view time_zone, base::Instant at) {
    const auto calendar = CalendarIn(time_zone);
    UErrorCode status = U_ZERO_ERROR;
    calendar->setTime(static_cast<UDate>(at.time_since_epoch().count()) / 1000.0, status);
    const std::chrono::year_month_day day{
        std::chrono::year{calendar->get(UCAL_YEAR, status)},
        std::chrono::month{static_cast<unsigned>(calendar->get(UCAL_MONTH, status) + 1)},
        std::chrono::day{static_cast<unsigned>(calendar->get(UCAL_DATE, status))}};
    if (U_FAILURE(status)) throw std::runtime_error("ICU tells no day: " + std::string(u_errorName(status)));
    return day;
}

base::Instant StartOfDay(std::string_view time_zone, base::Day day) {
    const auto calendar = CalendarIn(time_zone);
    const std::chrono::year_month_day parts{day};
    calendar->clear();
    calendar->set(static_cast<int>(parts.year()), static_cast<int>(static_cast<unsigned>(parts.month())) - 1,
                  static_cast<int>(static_cast<unsigned>(parts.day())), 0, 0, 0);
    UErrorCode status = U_ZERO_ERROR;
    const UDate at = calendar->getTime(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU tells no time: " + std::string(u_errorName(status)));
    return base::Instant(
        std::chrono::duration_cast<base::Duration>(std::chrono::milliseconds(static_cast<std::int64_t>(at))));
}

std::string FormatDateTime(std::string_view language, std::string_view time_zone, base::Instant at) {
    return FormatInstant(language, time_zone, at, icu::DateFormat::kShort);
}

base::Instant AtLocalHour(std::string_view time_zone, base::Day day, int hour) {
    const base::Instant local = base::Instant(day) + std::chrono::hours(hour);
    const std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(std::string(time_zone))));
    std::int32_t offset = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(local.time_since_epoch()).count();
    zone->getOffset(static_cast<double>(milliseconds), true, offset, summer, status);
    if (U_FAILURE(status)) return local;
    return local - std::chrono::milliseconds(offset + summer);
}

std::string FormatNumber(std::string_view language, std::int64_t number) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString text =
        icu::number::NumberFormatter::withLocale(icu::Locale(std::string(language).c_str()))
            .grouping(GroupsFromFiveDigits(language) ? UNUM_GROUPING_MIN2 : UNUM_GROUPING_ON_ALIGNED)
            .formatInt(number, status)
            .toString(status);
    return U_SUCCESS(status) ? ToUtf8(text) : std::to_string(number);
}

std::string CountryName(std::string_view language, std::string_view code) {
    const icu::Locale country("", std::string(code).c_str());
    icu::UnicodeString name;
    country.getDisplayCountry(icu::Locale(std::string(language).c_str()), name);
    return name.isEmpty() ? std::string(code) : ToUtf8(name);
}

std::string FormatDate(std::string_view language, base::Day day) {
    return FormatInstant(language, "UTC", base::Instant(day), icu::DateFormat::kNone);
}

}  // namespace i18n
