#include "lib/asr1/asr1.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "lib/base/clock.hpp"
#include "lib/base/testing/source_folder.hpp"

namespace replenishment {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct Answer {
    std::string text;
    std::int64_t line = 0;  // of the error; 0: there was none
    std::string code;
    std::string words;
};

Answer Ask(std::string_view input, std::size_t piece = 1 << 16, Asr1Options options = {}) {
    Answer answer;
    options.write = [&](std::string_view text) { answer.text += text; };
    options.sentence = [](const Decision& decision) { return fmt::format("silent for {} days", decision.silent_days); };
    Asr1 asr1(options);
    try {
        for (std::size_t at = 0; at < input.size(); at += piece) asr1.Feed(input.substr(at, piece));
        asr1.Finish();
    } catch (const Asr1Error& error) {
        answer.line = error.line();
        answer.code = error.code();
        answer.words = error.what();
    }
    return answer;
}

// Lines 1 to 5: one printer, two supplies; then BEGIN. 2026-01-05 is a Monday.
const std::string kFleet =
    "ASR 1\n"
    "META start=2026-01-05 days=90 warmup=0\n"
    "P 0 7 S1 M\n"
    "U 0 0 K TK 10000 1 1\n"
    "U 1 0 C TC 8000 10 0\n";

std::string DayLine(int day, bool forecast = false) {
    constexpr int kStart = 20458;  // 2026-01-05
    return fmt::format("D {} {} {} {} {:d}\n", day, base::FormatDay(base::Day(std::chrono::days(kStart + day))),
                       day % 7, day % 7 < 5 ? 1 : 0, forecast);
}

// Lines from 7 on: the day, then `lines`.
std::string OneDay(const std::string& lines) {
    return kFleet + "BEGIN\n" + DayLine(0) + lines;
}

// A black cartridge used at 4 % a day, from `level` on.
std::string Use(int level, int days, bool forecast = false) {
    std::string text = kFleet + "BEGIN\n";
    for (int day = 0; day < days; ++day) {
        text += DayLine(day, forecast);
        text += fmt::format("R 0 {} 0 {} 90\n.\n", 5000 + 400 * day, std::max(0, level - 4 * day));
    }
    return text + "END\n";
}

TEST(Asr1, AnswersEachDayAndEndsWithEnd) {  // ASR-4
    std::string text = Use(60, 20);
    text.replace(text.find("10000 1 1"), 9, "10000 1 0");  // nothing on the shelf
    const Answer answer = Ask(text);
    EXPECT_EQ(answer.line, 0) << answer.words;
    EXPECT_EQ(std::count(answer.text.begin(), answer.text.end(), '.'), 20);
    EXPECT_THAT(answer.text, EndsWith(".\n"));
    EXPECT_THAT(answer.text, HasSubstr("O 0 "));
    EXPECT_THAT(answer.text, Not(HasSubstr("F ")));
}

TEST(Asr1, ForecastsOnlyWhenAsked) {  // ASR-10
    const Answer answer = Ask(Use(90, 10, true));
    EXPECT_THAT(answer.text, testing::MatchesRegex("(F [01] [0-9.]+ [0-9.]+ [0-9.]+\n|O [01] [0-9]+\n|\\.\n)+"));
    EXPECT_THAT(answer.text, StartsWith("F 0 "));
}

TEST(Asr1, AnswersAreTheSameHoweverTheInputIsCut) {
    const std::string input = Use(60, 20, true);
    const std::string whole = Ask(input).text;
    for (const std::size_t piece : {1, 2, 7, 100}) EXPECT_EQ(Ask(input, piece).text, whole);
}

TEST(Asr1, LinesMayEndWithCarriageReturnsAndTheLastWithNothing) {
    const std::string input = Use(60, 20, true);
    std::string windows;
    for (const char octet : input) windows += octet == '\n' ? std::string("\r\n") : std::string(1, octet);
    EXPECT_EQ(Ask(windows).text, Ask(input).text);
    const Answer unended = Ask(input.substr(0, input.size() - 1));
    EXPECT_EQ(unended.line, 0);
    EXPECT_EQ(unended.text, Ask(input).text);
}

TEST(Asr1, LooksAtNothingBehindEnd) {
    EXPECT_EQ(Ask(Use(60, 3) + "anything\n").line, 0);
}

TEST(Asr1, DoubledReadingsOfADayChangeNothing) {  // ASR-15
    std::string once = kFleet + "BEGIN\n";
    std::string twice = once;
    for (int day = 0; day < 30; ++day) {
        const std::string reading = fmt::format("R 0 {} 0 {} 90\n", 400 * day, 100 - 3 * day);
        once += DayLine(day, true) + reading + ".\n";
        twice += DayLine(day, true) + reading + reading + "R 0 99999999 0 3 3\n.\n";
    }
    EXPECT_EQ(Ask(once + "END\n").text, Ask(twice + "END\n").text);
}

// Printers of one site: they share a calendar and a shelf, so what one tells changes the other.
TEST(Asr1, ReadingsOfADayMayComeInAnyOrder) {  // ASR-15
    std::string head = "ASR 1\nMETA start=2026-01-05 days=90 warmup=0\n";
    constexpr int kPrinters = 5;
    for (int printer = 0; printer < kPrinters; ++printer) {
        head += fmt::format("P {0} 7 S{0} M\n", printer);
        head += fmt::format("U {0} {0} K TK 10000 1 {1}\n", printer, printer == 0 ? 2 : 0);
    }
    std::vector<std::string> input(2, head + "BEGIN\n");
    for (int day = 0; day < 60; ++day) {
        std::vector<std::string> lines;
        for (int printer = 0; printer < kPrinters; ++printer) {
            // All but the first put in a cartridge before one was ordered.
            const int use = 2 + (printer + day) % 4;
            const int level = 100 - (3 * day + 13 * printer) % 100;
            lines.push_back(fmt::format("R {} {} 0 {}\n", printer, 100 * use + 500 * day, level));
        }
        for (std::string& text : input) {
            text += DayLine(day, true);
            for (const std::string& line : lines) text += line;
            text += ".\n";
            std::ranges::rotate(lines, lines.begin() + 1 + day % 3);
            std::ranges::swap(lines.front(), lines.back());
        }
    }
    const Answer answer = Ask(input[0] + "END\n");
    EXPECT_EQ(answer.line, 0) << answer.words;
    EXPECT_THAT(answer.text, HasSubstr("O "));
    EXPECT_EQ(Ask(input[1] + "END\n").text, answer.text);
}

TEST(Asr1, LevelsOutsideEveryRangeOrderNothing) {  // ASR-15
    std::string text = kFleet + "BEGIN\n";
    const std::vector<std::string> levels{"150", "-100", "-1", "-2", "99999999999999999999", "-99999999999999999999"};
    for (int day = 0; day < 40; ++day) {
        text += DayLine(day);
        text += day < 5 ? "R 0 1000 0 90 90\n.\n"
                        : fmt::format("R 0 1000 0 {0} {0}\n.\n", levels[static_cast<std::size_t>(day) % levels.size()]);
    }
    const Answer answer = Ask(text + "END\n");
    EXPECT_EQ(answer.line, 0) << answer.words;
    EXPECT_THAT(answer.text, Not(HasSubstr("O ")));
}

TEST(Asr1, PagesThatGoBackOrderNothing) {  // ASR-15
    std::string text = kFleet + "BEGIN\n";
    for (int day = 0; day < 30; ++day) {
        text += DayLine(day) + fmt::format("R 0 {} 0 90 90\n.\n", day == 12 ? 1000000 : day > 12 ? day : 500000 + day);
    }
    const Answer answer = Ask(text + "END\n");
    EXPECT_EQ(answer.line, 0) << answer.words;
    EXPECT_THAT(answer.text, Not(HasSubstr("O ")));
}

TEST(Asr1, TellsOnceThatAPrinterIsSilent) {  // ASR-13
    std::string text = kFleet + "BEGIN\n";
    for (int day = 0; day < 80; ++day) {
        text += DayLine(day);
        if (day < 5 || (day > 30 && day < 35)) text += "R 0 1000 0 90 90\n";
        text += ".\n";
    }
    const std::string answers = Ask(text + "END\n").text;
    EXPECT_THAT(answers, HasSubstr("N 0 silent for "));
    int notices = 0;
    for (std::size_t at = 0; (at = answers.find("N 0", at)) != std::string::npos; ++at) ++notices;
    EXPECT_EQ(notices, 2) << "once for each silence";
}

TEST(Asr1, TellsOnceThatAPrinterIsNotSuited) {  // ASR-8
    std::string text = kFleet + "BEGIN\n";
    for (int day = 0; day < 80; ++day) {
        text += DayLine(day);
        // A cartridge each two days.
        text += fmt::format("E DELIVERED {} 0 1\nR 0 {} 0 {} 90\n.\n", day, 5000 * day, day % 2 == 0 ? 95 : 45);
    }
    const std::string answers = Ask(text + "END\n").text;
    const std::size_t at = answers.find("I 0\n");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(answers.find("I 0\n", at + 1), std::string::npos);
}

// ---- what is ordered, on its way and delivered

const Engine& After(Asr1& asr1, const std::string& text) {
    asr1.Feed(text);
    return *asr1.engine();
}

TEST(Asr1, WhatThePeerAnswersIsOnItsWay) {
    Asr1 asr1({});
    const Engine& engine = After(asr1, OneDay("E ORDERED 5 1 3\n"));
    EXPECT_EQ(engine.StateOf(1).book.transit, 3);
    asr1.Feed("E DELIVERED 5 1 2\n");
    EXPECT_EQ(engine.StateOf(1).book.transit, 1);
    EXPECT_EQ(engine.StateOf(1).book.shelf, 2);
    // What is left of an order can be on back order; told again, it is not twice as much.
    asr1.Feed("E BACKORDER 5 1 20\nE BACKORDER 5 1 25\n");
    EXPECT_EQ(engine.StateOf(1).book.late, 1);
    EXPECT_EQ(engine.StateOf(1).book.late_until, 20458 + 25);
}

TEST(Asr1, AnOrderThatAPeerDoesNotAnswerIsNotWaitedFor) {
    // Days until the first order of supply 0; the day behind it has `news`.
    const auto orders_after = [](const std::string& news) {
        std::string answers;
        Asr1Options options;
        options.write = [&](std::string_view text) { answers = text; };
        Asr1 asr1(options);
        asr1.Feed(kFleet + "BEGIN\n");
        int day = 0;
        const auto feed = [&](const std::string& lines) {
            asr1.Feed(DayLine(day) + lines + fmt::format("R 0 {} 0 {} 90\n.\n", 600 * day, std::max(0, 80 - 6 * day)));
            ++day;
            return answers.find("O 0 ") != std::string::npos;
        };
        while (day < 60 && !feed("")) {
        }
        return feed(news);
    };
    EXPECT_FALSE(orders_after("")) << "a peer that never answers is trusted";
    EXPECT_TRUE(orders_after("E ORDERED 1 1 1\n")) << "only the other supply was answered";
}

TEST(Asr1, AnEmergencyEmptiesTheShelf) {
    Asr1 asr1({});
    const Engine& engine = After(asr1, OneDay("R 0 100 0 50 50\nE EMERGENCY 8 0 2\n"));
    EXPECT_EQ(engine.StateOf(0).book.shelf, 0);
    EXPECT_EQ(engine.StateOf(0).book.transit, 2);
    EXPECT_EQ(engine.StateOf(0).gauge.level, 0);
}

TEST(Asr1, AnAnnouncedJobIsReserved) {  // ASR-11
    Asr1 asr1({});
    const Engine& engine = After(asr1, OneDay("E MANUAL 0 8 2 9\n"));
    EXPECT_EQ(engine.StateOf(0).book.transit, 2);
    EXPECT_EQ(engine.StateOf(0).reserved, 200);
    EXPECT_EQ(engine.StateOf(0).reserved_from, 20458 + 9);
}

TEST(Asr1, ASiteMayHave5000Supplies) {
    std::string text = "ASR 1\nMETA start=2026-01-05 days=90 warmup=0\n";
    for (int i = 0; i < 5000; ++i) text += fmt::format("P {0} 3 S{0} M\nU {0} {0} K T 5000 1 0\n", i);
    text += "BEGIN\n";
    for (int day = 0; day < 3; ++day) {
        text += DayLine(day);
        for (int i = 0; i < 5000; ++i) text += fmt::format("R {} {} 0 {}\n", i, 100 * day, 80 - 2 * day);
        text += ".\n";
    }
    EXPECT_EQ(Ask(text + "END\n").line, 0);
}

// What the fuzz target starts from (tests/fuzz): all of it is ASR/1, also with its lines cut short.
TEST(Asr1, AnswersTheSeedsOfTheFuzzTarget) {
    int seeds = 0;
    for (const auto& entry : std::filesystem::directory_iterator(base::SourceFolder() + "/tests/fuzz/corpus/asr1")) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        const Answer answer = Ask(text);
        EXPECT_EQ(answer.line, 0) << entry.path() << ": " << answer.words;
        for (std::size_t size = 0; size < text.size(); size += 7) Ask(text.substr(0, size));
        ++seeds;
    }
    EXPECT_GE(seeds, 6);
}

// ---- refusals

struct Refusal {
    std::string name;
    std::string input;
    std::int64_t line;
    std::string code;
    std::string words;
};

class Asr1Refusals : public testing::TestWithParam<Refusal> {};

TEST_P(Asr1Refusals, NameTheLineWhatIsWrongAndWhatWasExpected) {
    const Refusal& wanted = GetParam();
    for (const std::size_t piece : {std::size_t{3}, std::size_t{1 << 16}}) {
        const Answer answer = Ask(wanted.input, piece);
        EXPECT_EQ(answer.line, wanted.line);
        EXPECT_EQ(answer.code, wanted.code);
        EXPECT_THAT(answer.words, HasSubstr(wanted.words));
        EXPECT_THAT(answer.words, HasSubstr("; expected "));
    }
}

const std::string kMeta = "ASR 1\nMETA start=2026-01-05 days=90 warmup=0\n";

INSTANTIATE_TEST_SUITE_P(
    Frame, Asr1Refusals,
    testing::Values(
        Refusal{"Nothing", "", 1, "cut", "expected ASR 1"},
        Refusal{"EmptyLine", "\n", 1, "empty_line", "expected ASR 1"},
        Refusal{"Version", "ASR 2\n", 1, "version", "\"2\""},
        Refusal{"NoMeta", "ASR 1\nBEGIN\n", 2, "wrong_order", "expected META"},
        Refusal{"MetaKey", "ASR 1\nMETA begin=2026-01-05\n", 2, "missing_field", "start="},
        Refusal{"MetaDate", "ASR 1\nMETA start=2026-02-30 days=1 warmup=0\n", 2, "wrong_date", "2026-02-30"},
        Refusal{"MetaDays", "ASR 1\nMETA start=2026-01-05 days=0 warmup=0\n", 2, "out_of_range", "days is \"0\""},
        Refusal{"MetaCut", "ASR 1\nMETA start=2026-01-05\n", 2, "missing_field", "days="},
        Refusal{"UnknownWord", kMeta + "X 1\n", 3, "unknown_word", "\"X\" is no word"},
        Refusal{"BinaryWord", kMeta + std::string("\x01\xff\n"), 3, "unknown_word", "is no word"},
        Refusal{"DayBeforeBegin", kMeta + "D 0 2026-01-05 0 1 0\n", 3, "wrong_order", "expected H, P or BEGIN"},
        Refusal{"PrinterAfterBegin", kFleet + "BEGIN\nP 1 0 S M\n", 7, "wrong_order", "expected D or END"},
        Refusal{"NoEnd", kFleet + "BEGIN\n", 7, "cut", "expected D or END"},
        Refusal{"EndWithinADay", OneDay("END\n"), 8, "wrong_order", "expected E, R or ."},
        Refusal{"NoEndOfTheDay", OneDay(""), 8, "cut", "expected E, R or ."},
        Refusal{"CutWithinALine", OneDay("R 0 100"), 8, "cut", "within this line"},
        Refusal{"LongLine", kMeta + std::string(Asr1::kLongestLine + 1, 'x'), 3, "too_long", "too long"}),
    [](const auto& each) { return each.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Fleet, Asr1Refusals,
    testing::Values(
        Refusal{"HolidayRange", kMeta + "H 99999\n", 3, "out_of_range", "99999"},
        Refusal{"LateHoliday", kFleet + "H 3\n", 6, "wrong_order", "expected P, U or BEGIN"},
        Refusal{"PrinterAgain", kFleet + "P 0 7 S2 M\n", 6, "duplicate", "expected printer 1"},
        Refusal{"PrinterTooEarly", kFleet + "P 2 7 S2 M\n", 6, "out_of_sequence", "expected printer 1"},
        Refusal{"PrinterRange", kMeta + "P 10000000 0 S M\n", 3, "out_of_range", "0 to 9999999"},
        Refusal{"SiteRange", kMeta + "P 0 -1 S M\n", 3, "out_of_range", "a site is \"-1\""},
        Refusal{"PrinterCut", kMeta + "P 0 0 S\n", 3, "missing_field", "a model"},
        Refusal{"PrinterSurplus", kMeta + "P 0 0 S M x\n", 3, "surplus_field", "\"x\" follows"},
        Refusal{"SerialNotText", kMeta + "P 0 0 \xff\xfe M\n", 3, "not_text", "a serial number"},
        Refusal{"SupplyWithoutPrinter", kMeta + "U 0 0 K T 5000 1 0\n", 3, "wrong_order", "expected H, P or BEGIN"},
        Refusal{"SupplyAgain", kFleet + "U 1 0 M TM 5000 1 0\n", 6, "duplicate", "expected supply 2"},
        Refusal{"SupplyTooEarly", kFleet + "U 3 0 M TM 5000 1 0\n", 6, "out_of_sequence", "expected supply 2"},
        Refusal{"SupplyOfNoPrinter", kFleet + "U 2 1 M TM 5000 1 0\n", 6, "unknown_printer", "no printer 1"},
        Refusal{"YieldOfZero", kFleet + "U 2 0 M TM 0 1 0\n", 6, "out_of_range", "yield"},
        Refusal{"YieldNotANumber", kFleet + "U 2 0 M TM 5e3 1 0\n", 6, "not_a_number", "\"5e3\""},
        Refusal{"GaugeStep", kFleet + "U 2 0 M TM 5000 0 0\n", 6, "out_of_range", "103 (three stages)"},
        Refusal{"GaugeStepOfUnknown", kFleet + "U 2 0 M TM 5000 -2 0\n", 6, "out_of_range", "-3 (some remaining)"},
        Refusal{"Shelf", kFleet + "U 2 0 M TM 5000 1 -1\n", 6, "out_of_range", "the shelf"},
        Refusal{"HugeNumber", kFleet + "U 99999999999999999999 0 M T 5 1 0\n", 6, "out_of_range", "a supply"}),
    [](const auto& each) { return each.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Day, Asr1Refusals,
    testing::Values(
        Refusal{"DayAgain", OneDay(".\n") + DayLine(0), 9, "out_of_sequence", "expected day 1 or later"},
        Refusal{"DayBehindTheLast", kFleet + "BEGIN\nD 90 2026-04-05 6 0 0\n", 7, "out_of_range", "0 to 89"},
        Refusal{"DateOfAnotherDay", kFleet + "BEGIN\nD 1 2026-01-05 0 1 0\n", 7, "wrong_date", "2026-01-06"},
        Refusal{"WrongWeekday", kFleet + "BEGIN\nD 1 2026-01-06 2 1 0\n", 7, "wrong_date", "Monday is 0"},
        Refusal{"DayCut", kFleet + "BEGIN\nD 1 2026-01-06 1\n", 7, "missing_field", "business"},
        Refusal{"UnknownEvent", OneDay("E LOST 1 0 1\n"), 8, "unknown_word", "\"LOST\""},
        Refusal{"EventCut", OneDay("E DELIVERED 1 0\n"), 8, "missing_field", "a quantity"},
        Refusal{"DeliveredNothing", OneDay("E DELIVERED 1 0 0\n"), 8, "out_of_range", "a quantity"},
        Refusal{"DeliveredUnknownSupply", OneDay("E DELIVERED 1 2 1\n"), 8, "unknown_supply", "no supply 2"},
        Refusal{"DeliveredOtherSupply", OneDay("E ORDERED 1 0 1\nE DELIVERED 1 1 1\n"), 9, "unknown_order",
                "expected supply 0"},
        Refusal{"OrderedTwice", OneDay("E ORDERED 1 0 1\nE ORDERED 1 1 1\n"), 9, "duplicate", "order 1"},
        Refusal{"BackOrderOfNothing", OneDay("E BACKORDER 4 0 9\n"), 8, "unknown_order", "order 4"},
        Refusal{"BackOrderOfDelivered", OneDay("E ORDERED 1 0 1\nE DELIVERED 1 0 1\nE BACKORDER 1 0 9\n"), 10,
                "unknown_order", "order 1"},
        Refusal{"BackOrderInThePast", OneDay(".\n") + DayLine(3) + "E ORDERED 1 0 1\nE BACKORDER 1 0 2\n", 11,
                "out_of_range", "the new day"},
        Refusal{"JobInThePast", OneDay("E MANUAL 0 1 1 -2\n"), 8, "out_of_range", "days until the job"},
        Refusal{"ReadingOfNoPrinter", OneDay("R 1 100 0 50 50\n"), 8, "unknown_printer", "no printer 1"},
        Refusal{"NegativePages", OneDay("R 0 -5 0 50 50\n"), 8, "out_of_range", "the page counter"},
        Refusal{"TooManyLevels", OneDay("R 0 100 0 50 50 50\n"), 8, "wrong_levels", "more levels"},
        Refusal{"TooFewLevels", OneDay("R 0 100 0 50\n"), 8, "wrong_levels", "end after 1"},
        Refusal{"LevelNotANumber", OneDay("R 0 100 0 full 50\n"), 8, "not_a_number", "\"full\""},
        Refusal{"LevelWithoutNumber", OneDay("R 0 100 0 :C1 50\n"), 8, "not_a_number", "a level"},
        Refusal{"SurplusBehindThePoint", OneDay(". .\n"), 8, "surplus_field", "\".\" follows"}),
    [](const auto& each) { return each.param.name; });

TEST(Asr1, CartridgesOfASupplyDoNotAddUpWithoutEnd) {
    std::string text = OneDay("");
    for (int i = 0; i < 101; ++i) text += fmt::format("E DELIVERED {} 0 10000\n", i);
    const Answer answer = Ask(text);
    EXPECT_EQ(answer.code, "too_many");
    EXPECT_EQ(answer.line, 7 + 100);
}

}  // namespace
}  // namespace replenishment
