#include "lib/papers/papers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "lib/papers/codes.hpp"
#include "lib/papers/fonts.hpp"
#include "lib/papers/testing.hpp"

// Papers as they are drawn and as they are scanned (ASR-12).
namespace papers {
namespace {

using ::testing::HasSubstr;
using Strings = std::vector<std::string>;

void FillSample(Parcel& parcel) {
    parcel.made_at = *base::ParseRfc3339("2026-11-21T10:00:00Z");
    parcel.language = "en";
    parcel.title = "Packing slip";
    parcel.sender = {"Nordlys Print Services", "Lagerveien 7", "0581 Oslo"};
    parcel.to = "Deliver to";
    parcel.recipient = {"Fjordbank", "Ida Berg", "Storgata 1", "0155 Oslo", "Norway"};
    parcel.order_number = "SO-000123";
    parcel.facts = {{"Order", "SO-000123"}, {"Carrier", "Posten"}, {"Tracking number", ""}};
    parcel.number_of = [](int number, int of) { return std::to_string(number) + " of " + std::to_string(of); };
    parcel.missing_note = [](const std::string& code_points) { return "Cannot be printed: " + code_points; };
}

Slip SampleSlip(int lines = 2) {
    Slip slip;
    FillSample(slip);
    slip.columns = {"Quantity", "Item", "Part number", "For printer"};
    slip.total = "all of it";
    for (int i = 0; i < lines; ++i) {
        slip.lines.push_back({.quantity = std::to_string(i % 3 + 1),
                              .item = "Toner cartridge, black",
                              .part_number = "TN-" + std::to_string(100 + i),
                              .printer_model = "Lexmark MX722ade",
                              .printer_serial_number = "7464" + std::to_string(10000 + i) + "HL",
                              .printer_location = "House 3, 2nd floor",
                              .sentence = "For this printer only."});
    }
    return slip;
}

Labels SampleLabels(Strings serial_numbers, const std::string& location = "Shelf 7") {
    Labels labels;
    FillSample(labels);
    labels.printer = "For printer";
    labels.location = "Location";
    labels.more = [](int count) { return "and " + std::to_string(count) + " more"; };
    for (auto& serial_number : serial_numbers) {
        labels.labels.push_back({.printer_model = "Lexmark MX722ade",
                                 .serial_number = std::move(serial_number),
                                 .location = location,
                                 .items = {"2 x Toner cartridge, black (TN-100)"},
                                 .sentence = "For this printer only. Do not put it in before it is empty."});
    }
    return labels;
}

// What warehouses, makers and people write: each comes back from the scanner as it was given.
const Strings kHostile{
    "7464001HL",
    "abcXYZ",
    "aBcDeF0123",
    "0000123",
    "00123456789012",
    "4006381333931",
    "12345678",
    "036000291452",
    "A B  C",
    "A+B/C-D.E$F%G*H",
    "SN Ø/ü",
    "ØÆÅ øæå ß",
    // Short ones: a reader that guesses the encoding takes these for Japanese or Chinese.
    "Ø",
    "ØÆÅ",
    "ß",
    "Köln",
    "Größe",
    "°C ±§",
    "Ã©",
    "ｱｲｳ",
    "+/%$",
    "]C1(21)ABC",
    "~!@#^&{}[]|\\<>?;:'\"`_=,",
    "https://example.com/?a=1&b=2",
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKL",
    "000000000000000000000000000000000000000000000012",
    "Regal 😀 7",
    "北京市海淀区 3 号架",
    "ラック－７番",
    "Полка №5",
    "ράφι 3",
    "شارع 12",
    "Łódź, półka ż",
    "5\xE2\x80\xAF"
    "000 \xE2\x88\x92 1",
    "decomposed u\xCC\x88",
};

TEST(Codes, EveryTextComesBackFromTheScannerAsItWasGiven) {  // ASR-12
    for (const Roll roll : {Roll::k100x150, Roll::k62mm}) {
        // A code of the location, which is always square, beside one of the serial number.
        Labels labels = SampleLabels(kHostile);
        labels.roll = roll;
        for (Label& label : labels.labels) label.location = "Shelf " + label.serial_number;
        const testing::Printed printed(Draw(labels), 203);  // what label printers have
        ASSERT_EQ(printed.pages().size(), kHostile.size());
        for (std::size_t i = 0; i < kHostile.size(); ++i) {
            EXPECT_EQ(testing::Scan(printed.pages()[i]),
                      (std::multiset<std::string>{kHostile[i], "Shelf " + kHostile[i], "SO-000123"}))
                << "label " << i;
        }
    }
}

TEST(Codes, EverySerialNumberOfASlipComesBack) {  // ASR-12
    Slip slip = SampleSlip(static_cast<int>(kHostile.size()));
    std::multiset<std::string> wanted{"SO-000123"};
    for (std::size_t i = 0; i < kHostile.size(); ++i) {
        slip.lines[i].printer_serial_number = kHostile[i];
        wanted.insert(kHostile[i]);
    }
    std::multiset<std::string> found;
    const testing::Printed printed(Draw(slip), 300);
    for (const auto& page : printed.pages()) found.merge(testing::Scan(page));
    EXPECT_EQ(found, wanted);
}

TEST(Codes, BarsAreNeverThinnerThanALabelPrinterDraws) {
    for (const std::string& text : kHostile) {
        for (const double width : {40.0, 66.0, 92.0}) {
            const Code code = Encode(text, width, 18);
            EXPECT_GE(code.module, 0.25) << text;
            EXPECT_TRUE(code.square || code.width() <= width) << text;
        }
    }
    EXPECT_FALSE(Encode("7464001HL", 66, 18).square);
    EXPECT_TRUE(Encode("Ø", 66, 18).square);
    EXPECT_TRUE(Encode(std::string(48, 'a'), 66, 18).square);
    EXPECT_THROW(Encode(std::string(5000, 'a'), 66, 18), std::runtime_error);
}

TEST(Papers, TheSameContentIsTheSameFile) {
    EXPECT_EQ(Draw(SampleSlip()).pdf, Draw(SampleSlip()).pdf);
    EXPECT_EQ(Draw(SampleLabels({"A", "B"})).pdf, Draw(SampleLabels({"A", "B"})).pdf);
    EXPECT_NE(Draw(SampleLabels({"A", "B"})).pdf, Draw(SampleLabels({"A", "C"})).pdf);
    EXPECT_THAT(Draw(SampleSlip()).pdf, HasSubstr("/CreationDate (20261121100000Z)")) << "not the clock's";
}

// A letter that came apart (files of some systems have them so) is the one letter.
TEST(Papers, ADecomposedLetterIsDrawnAsTheOneThatItIs) {
    Slip composed = SampleSlip();
    Slip apart = composed;
    composed.recipient[0] = "Ångström Łódź";
    apart.recipient[0] =
        "A\xCC\x8Angstro\xCC\x88m \xC5\x81o\xCC\x81"
        "dz\xCC\x81";
    EXPECT_EQ(Draw(composed).pdf, Draw(apart).pdf);
}

Slip Scripts() {
    Slip slip = SampleSlip(1);
    slip.recipient = {"Ærø Ångström Øre ÿ ß ẞ €",
                      "Zażółć gęślą jaźń, Łódź",
                      "Příliš žluťoučký kůň, Žďár",
                      "Ðường Nguyễn Huệ, Đà Nẵng",
                      "Λεωφόρος Κηφισίας, Αθήνα",
                      "улица Ленина 5, Київ, Ђорђе",
                      "Երևան, თბილისი",
                      "شارع الملك فهد 12، الرياض",
                      "רחוב הרצל 8, תל אביב",
                      "北京市海淀区中关村大街1号",
                      "東京都千代田区丸の内カメラ",
                      "서울특별시 중구 세종대로",
                      "นครหลวง กรุงเทพมหานคร",
                      "नई दिल्ली, কলকাতা, சென்னை",
                      "\xE2\x88\x92 5\xE2\x80\xAF"
                      "000 N° № ½ × – — … “” „‚ ’",
                      "A\xCC\x8Angstro\xCC\x88m u\xCC\x88"};
    return slip;
}

// As drawn, not as text: a picture that a person has looked at.
TEST(Papers, EveryScriptOfAnAddressIsDrawn) {  // ASR-12
    const Paper paper = Draw(Scripts());
    EXPECT_EQ(NameCodePoints(paper.missing), "");
    testing::ExpectGolden(paper, "scripts");
    testing::ExpectApart(paper, 210, 297, 5);
}

// The eye of these tests: one accent more or less is seen.
TEST(Papers, ThePicturesShowASingleAccent) {
    const auto picture = [](const std::string& name) {
        Slip slip = SampleSlip(1);
        slip.recipient[0] = name;
        return testing::ReadPicture(testing::Printed(Draw(slip), testing::kGoldenDots).pages().front());
    };
    EXPECT_EQ(testing::Differing(picture("Łódź"), picture("Łódź")), 0);
    EXPECT_GT(testing::Differing(picture("Łódź"), picture("Łódz")), testing::kTolerated);
    EXPECT_GT(testing::Differing(picture("5 − 1"), picture("5 - 1")), testing::kTolerated);
}

// A letter that no font has is told: a mark in its place, its number on the page, and to the caller.
TEST(Papers, ALetterThatNoFontHasIsToldAndNeverABox) {
    Slip slip = SampleSlip(1);
    slip.recipient[1] = "తెలుగు";
    const Paper paper = Draw(slip);
    EXPECT_EQ(NameCodePoints(paper.missing), "U+0C24, U+0C46, U+0C32, U+0C41, U+0C17");
    const std::string text = testing::Printed(paper, 50).Text();
    EXPECT_THAT(text, HasSubstr("\xEF\xBF\xBD"));
    EXPECT_THAT(text, HasSubstr("Cannot be printed: U+0C24, U+0C46"));
    testing::ExpectGolden(paper, "missing-letters");
    Labels labels = SampleLabels({"SN-1", "SN-2"});
    labels.labels[1].location = "\xF0\xA0\x80\x80";
    const Paper drawn = Draw(labels);
    EXPECT_EQ(NameCodePoints(drawn.missing), "U+20000");
    std::vector<int> noted;
    for (const Box& box : drawn.boxes) {
        if (box.what.find("Cannot be printed") != std::string::npos) noted.push_back(box.page);
    }
    EXPECT_EQ(noted, std::vector<int>{2}) << "on the label that lacks it";
}

// Joiners, marks of direction and variation selectors have no glyph and lack none.
TEST(Papers, WhatIsNotSeenIsNotMissing) {
    std::vector<char32_t> missing;
    EXPECT_EQ(Printable("a\xE2\x80\x8D\xE2\x80\x8F\xEF\xB8\x8F"
                        "b\tc",
                        missing),
              "a\xE2\x80\x8D\xE2\x80\x8F\xEF\xB8\x8F"
              "b c");
    EXPECT_TRUE(missing.empty());
    EXPECT_EQ(NameCodePoints(std::vector<char32_t>(13, U'\u1234')).size(), 12 * 8 - 2 + 4);
}

// Whatever people type: no character is taken for drawn that Pango then has no glyph for.
TEST(Papers, EveryCharacterThereIsIsDrawnOrToldToBeMissing) {
    Slip slip = SampleSlip(1);
    slip.recipient.clear();
    std::string line;
    const auto add = [&](char32_t code_point) {
        if (code_point >= 0x800) {
            if (code_point >= 0x10000) {
                line += static_cast<char>(0xf0 | (code_point >> 18));
                line += static_cast<char>(0x80 | ((code_point >> 12) & 0x3f));
            } else {
                line += static_cast<char>(0xe0 | (code_point >> 12));
            }
            line += static_cast<char>(0x80 | ((code_point >> 6) & 0x3f));
            line += static_cast<char>(0x80 | (code_point & 0x3f));
        } else if (code_point >= 0x80) {
            line += static_cast<char>(0xc0 | (code_point >> 6));
            line += static_cast<char>(0x80 | (code_point & 0x3f));
        } else {
            line += static_cast<char>(code_point);
        }
    };
    std::size_t missing = 0;
    for (char32_t code_point = 1; code_point < 0x20100; ++code_point) {
        if (code_point < 0xd800 || code_point > 0xdfff) add(code_point);
        if (code_point % 0x1000 != 0) continue;
        slip.recipient = {line};
        missing += Draw(slip).missing.size();
        line.clear();
    }
    EXPECT_GT(missing, 1000U) << "nobody has all of them";
}

TEST(Papers, ThreadsDrawAtOnceWhatOneDraws) {
    const Slip slip = Scripts();
    const Labels labels = SampleLabels({"7464001HL", "Ø"});
    const std::string one = Draw(slip).pdf;
    const std::string other = Draw(labels).pdf;
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 10; ++n) {
                if (i % 2 == 0 ? Draw(slip).pdf != one : Draw(labels).pdf != other) ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(Papers, NothingTurnsASerialNumberAround) {
    std::vector<char32_t> missing;
    EXPECT_EQ(Printable("12\xE2\x80\xAE"
                        "34\xE2\x81\xA6\xE2\x81\xA9",
                        missing),
              "1234");
}

TEST(Papers, ALabelThatHasRoomIsOfItsSize) {  // ASR-12
    for (const auto& [roll, width, height] :
         {std::tuple(Roll::k100x150, 1000, 1500), std::tuple(Roll::kA6, 1050, 1480)}) {
        Labels labels = SampleLabels({"7464001HL", "7464002HL"});
        labels.roll = roll;
        const Paper paper = Draw(labels);
        testing::ExpectApart(paper, width / 10.0, height / 10.0, 3.9);
        const auto picture = testing::ReadPicture(testing::Printed(paper, 254).pages().back());
        EXPECT_NEAR(picture.width, width, 1);
        EXPECT_NEAR(picture.height, height, 1);
    }
}

TEST(Papers, TwoHundredLinesHaveTheirHeadsAndNumbersOnEachPage) {  // ASR-12
    const Paper paper = Draw(SampleSlip(200));
    EXPECT_GT(paper.pages, 10);
    testing::ExpectApart(paper, 210, 297, 5);
    std::vector<int> heads(static_cast<std::size_t>(paper.pages), 0);
    std::vector<int> numbers(static_cast<std::size_t>(paper.pages), 0);
    int rows = 0;
    for (const Box& box : paper.boxes) {
        const auto page = static_cast<std::size_t>(box.page) - 1;
        if (box.what == "Part number") ++heads[page];
        if (box.what == std::to_string(box.page) + " of " + std::to_string(paper.pages)) ++numbers[page];
        if (box.what.starts_with("TN-")) ++rows;
    }
    EXPECT_EQ(rows, 200);
    EXPECT_THAT(heads, ::testing::Each(1));
    EXPECT_THAT(numbers, ::testing::Each(1));
}

std::string Long(const std::string& word, std::size_t length) {
    std::string text;
    while (text.size() < length) text += word;
    return text.substr(0, length);
}

// The longest that contacts, printers and the catalogue take: it breaks, and nothing overlaps or is cut.
TEST(Papers, TheLongestTextsBreakAndNothingOverlaps) {
    const std::string name = Long("Rindfleischetikettierungs", 100);  // without a space
    const Strings recipient{name,
                            name + " " + name,
                            Long("Street ", 99),
                            Long("Street ", 99),
                            name,
                            name + ", " + name + ", " + name,
                            "01234567890123456789 " + name,
                            name,
                            "Country"};
    const Strings sender(8, Long("Sender ", 99));
    const std::vector<Parcel::Fact> facts{
        {"Sendungsnummer", Long("1Z", 100)}, {"Carrier", Long("Carrier", 500)}, {"Organization", name}, {"Site", name}};
    for (const Sheet sheet : {Sheet::kA4, Sheet::kLetter}) {
        Slip slip = SampleSlip(30);
        slip.sheet = sheet;
        slip.sender = sender;
        slip.recipient = recipient;
        slip.facts = facts;
        for (Line& line : slip.lines) {
            line.quantity = "999";
            line.item = name;
            line.part_number = name;
            line.printer_model = name;
            line.printer_serial_number = Long("W8x", 48);
            line.printer_location = Long("Location ", 255);
            line.sentence = "For printer " + Long("W8x", 48) + " only.";
        }
        testing::ExpectApart(Draw(slip), sheet == Sheet::kA4 ? 210 : 215.9, sheet == Sheet::kA4 ? 297 : 279.4, 5);
    }
    for (const Roll roll : {Roll::k100x150, Roll::kA6}) {
        Labels labels = SampleLabels({Long("W8x", 48)}, Long("Location ", 255));
        labels.roll = roll;
        labels.sender = sender;
        labels.recipient = recipient;
        labels.facts = facts;
        labels.labels[0].items = Strings(12, "999 x " + name);
        const Paper paper = Draw(labels);
        const auto picture = testing::ReadPicture(testing::Printed(paper, 254).pages().front());
        EXPECT_NEAR(picture.width, roll == Roll::kA6 ? 1050 : 1000, 1);
        EXPECT_GE(picture.height, roll == Roll::kA6 ? 1480 : 1500) << "longer where there is no room";
        testing::ExpectApart(paper, picture.width / 10.0, picture.height / 10.0, 3.9);
        EXPECT_TRUE(std::ranges::any_of(paper.boxes, [](const Box& box) { return box.what == "and 12 more"; }))
            << "what has no room is counted";
    }
}

// A part number that takes two lines gets no hyphen that is not its own. (The text of the page would not have it.)
TEST(Papers, ABrokenWordGetsNoHyphen) {
    const auto picture = [](const std::string& part_number) {
        Slip slip = SampleSlip(1);
        slip.lines[0].part_number = part_number;
        return testing::ReadPicture(testing::Printed(Draw(slip), testing::kGoldenDots).pages().front());
    };
    // 16 letters are one line of the column; where a space is, it breaks without a mark.
    const std::string line(16, 'W');
    EXPECT_EQ(testing::Differing(picture(line + "WWW"), picture(line + " WWW")), 0);
    EXPECT_GT(testing::Differing(picture(line + "WWW"), picture(line + " WW")), testing::kTolerated);
}

TEST(Papers, EachLabelOfARollIsAsLongAsItsText) {
    Labels labels = SampleLabels({"SN-1", "SN-2"});
    labels.roll = Roll::k62mm;
    labels.labels[1].items = Strings(8, "1 x Toner cartridge");
    const testing::Printed printed(Draw(labels), 50);
    const auto first = testing::ReadPicture(printed.pages()[0]);
    const auto second = testing::ReadPicture(printed.pages()[1]);
    EXPECT_EQ(first.width, second.width);
    EXPECT_GT(second.height, first.height + 20);
}

}  // namespace
}  // namespace papers
