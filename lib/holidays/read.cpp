#include <algorithm>
#include <stdexcept>

#include "embedded/holiday_rules.hpp"
#include "lib/base/json.hpp"
#include "lib/holidays/rules.hpp"

// From a file's text to rules that hold: everything that is wrong with it in one go.
namespace holidays {
namespace {

constexpr int kMostDays = 365;           // from Easter to a holiday
constexpr std::size_t kMostRules = 200;  // of a country

class Check {
  public:
    explicit Check(base::FieldProblems& problems) : problems_(problems) {}

    void Of(const Book& book) {
        for (const auto& [code, country] : book.countries) {
            const std::string at = "/countries/" + code;
            const bool is_code =
                code.size() == 2 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
            if (!is_code) problems_.Add(at, "not_a_country", {{"value", code}, {"example", "DE"}});
            if (country.holidays.size() > kMostRules) {
                problems_.Add(at + "/holidays", "too_many", {{"maximum", static_cast<std::int64_t>(kMostRules)}});
            }
            for (std::size_t i = 0; i < country.holidays.size(); ++i) {
                Of(country.holidays[i], at + "/holidays/" + std::to_string(i));
            }
        }
    }

  private:
    void Of(const Rule& rule, const std::string& at) {
        if (rule.name.empty()) problems_.Add(at + "/name", "missing");
        const int kinds = rule.date.has_value() + rule.dates.has_value() + rule.easter.has_value() +
                          rule.orthodox_easter.has_value() + rule.nth.has_value() + rule.on_or_after.has_value() +
                          rule.on_or_before.has_value() + rule.equinox.has_value();
        if (kinds != 1) {
            problems_.Add(at, "needs_one_of",
                          {{"keys", "date, dates, easter, orthodox_easter, nth, on_or_after, on_or_before, equinox"},
                           {"found", std::int64_t{kinds}}});
        }
        if (rule.date) Date(*rule.date, at + "/date");
        for (std::size_t i = 0; rule.dates && i < rule.dates->size(); ++i) {
            FullDate((*rule.dates)[i], at + "/dates/" + std::to_string(i));
        }
        if (rule.easter) Range(*rule.easter, -kMostDays, kMostDays, at + "/easter");
        if (rule.orthodox_easter) Range(*rule.orthodox_easter, -kMostDays, kMostDays, at + "/orthodox_easter");
        if (rule.nth) {
            if (rule.nth->nth != -1) Range(rule.nth->nth, 1, 5, at + "/nth/nth");
            Range(rule.nth->month, 1, 12, at + "/nth/month");
        }
        if (rule.on_or_after) Date(rule.on_or_after->date, at + "/on_or_after/date");
        if (rule.on_or_before) Date(rule.on_or_before->date, at + "/on_or_before/date");
        for (std::size_t i = 0; rule.except && i < rule.except->size(); ++i) {
            Date((*rule.except)[i], at + "/except/" + std::to_string(i));
        }
        if (rule.years) Of(*rule.years, at + "/years");
    }
    void Of(const Years& years, const std::string& at) {
        if (years.from) Range(*years.from, kFirstYear, kLastYear, at + "/from");
        if (years.to) Range(*years.to, years.from.value_or(kFirstYear), kLastYear, at + "/to");
        if (!years.every) return;
        Range(*years.every, 1, 100, at + "/every");
        if (!years.from) problems_.Add(at + "/from", "missing");
    }
    void Date(const std::string& text, const std::string& at) {
        if (!ParseMonthDay(text)) problems_.Add(at, "not_month_and_day", {{"value", text}, {"example", "12-25"}});
    }
    void FullDate(const std::string& text, const std::string& at) {
        if (!base::ParseDay(text)) problems_.Add(at, "not_a_date", {{"value", text}, {"example", "2026-12-25"}});
    }
    void Range(int value, int minimum, int maximum, const std::string& at) {
        if (value >= minimum && value <= maximum) return;
        problems_.Add(
            at, "out_of_range",
            {{"value", std::int64_t{value}}, {"minimum", std::int64_t{minimum}}, {"maximum", std::int64_t{maximum}}});
    }

    base::FieldProblems& problems_;
};

// The Problem as a person who has the file open wants it.
base::Problem InFile(base::Problem problem, std::string_view text, const std::string& file) {
    if (const auto offset = problem.args.find("offset"); offset != problem.args.end()) {
        const auto at = std::min(text.size(), static_cast<std::size_t>(std::get<std::int64_t>(offset->second)));
        problem.args.erase(offset);
        problem.args["line"] = 1 + static_cast<std::int64_t>(std::ranges::count(text.substr(0, at), '\n'));
    }
    problem.args["file"] = file;
    for (base::FieldProblem& field : problem.fields) field.args["where"] = file;
    return problem;
}

}  // namespace

base::Result<Book> Read(std::string_view text, const std::string& file) {
    auto book = base::json::Read<Book>(text);
    if (!book) return std::unexpected(InFile(std::move(book.error()), text, file));
    base::FieldProblems problems;
    Check(problems).Of(*book);
    if (!problems.empty()) return std::unexpected(InFile(std::move(problems).Refuse().error(), text, file));
    return book;
}

const Book& BuiltIn() {
    static const Book book = [] {
        const auto file = embedded::holiday_rules().front();
        auto read = Read(file.bytes, std::string(file.name));
        if (!read) throw std::logic_error("data/holidays.json: " + read.error().code);
        return std::move(*read);
    }();
    return book;
}

}  // namespace holidays
