#include "lib/printing/supply_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "lib/printing/printer_mib.hpp"

namespace printing {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kSome = -3;
constexpr std::int64_t kNotKnown = -2;

Supply Row(const char* index, SupplyType type, const char* colorant, const char* description, std::int64_t level,
           std::int64_t capacity) {
    Supply supply{.index = index, .type = type, .class_ = ClassOfType(type)};
    if (*colorant != '\0') supply.colorant = colorant;
    if (*description != '\0') supply.description = description;
    supply.level_raw = level;
    supply.max_capacity_raw = capacity;
    const auto meaning = ReadLevel(level, capacity, std::nullopt);
    supply.level_state = StateOf(meaning);
    supply.remaining_percent = RemainingPercent(meaning);
    return supply;
}

// "1.1 34.9 private": index, percentage (or state), source.
std::vector<std::string> Told(std::vector<Supply> supplies) {
    OneSupplyAPart(supplies);
    std::vector<std::string> lines;
    for (const Supply& supply : supplies) {
        std::string level(base::json::EnumName(supply.level_state));
        if (supply.remaining_percent) {
            level = std::to_string(*supply.remaining_percent);
            level.resize(level.find('.') + 2);
        }
        lines.push_back(supply.index + " " + level + " " + std::string(base::json::EnumName(SourceOf(supply))));
    }
    // What is one already stays as it is.
    auto again = supplies;
    OneSupplyAPart(again);
    EXPECT_EQ(again, supplies);
    return lines;
}

using enum SupplyType;

TEST(OneSupplyAPart, TakesTheTonersValueFromThePrivateTable) {  // AGT-4
    const auto standard = Row("1.1", kToner, "black", "Black Toner Cartridge", kSome, kNotKnown);
    EXPECT_THAT(Told({standard, Row("private.111", kToner, "black", "Black Toner", 3490, 10000)}),
                ElementsAre("1.1 34.9 private"));
    EXPECT_THAT(Told({Row("1.1", kTonerCartridge, "black", "TN-2420", kNotKnown, kNotKnown),
                      Row("private.111", kToner, "black", "Black Toner", 3490, 10000)}),
                ElementsAre("1.1 34.9 private"));
}

TEST(OneSupplyAPart, KeepsWhatTheStandardRowSaysAndFillsInWhatItLacks) {
    Supply standard = Row("1.1", kToner, "", "Cartridge", kSome, kNotKnown);
    standard.part_number = "TN-2420";
    standard.class_.reset();
    Supply other = Row("private.111", kToner, "black", "Black Toner", 3490, 10000);
    other.serial_number = "A1B2C3";
    other.part_number = "another";
    std::vector<Supply> supplies{standard, other};
    OneSupplyAPart(supplies);
    ASSERT_EQ(supplies.size(), 1U);
    Supply wanted = standard;
    wanted.class_ = SupplyClass::kConsumed;
    wanted.colorant = "black";
    wanted.serial_number = "A1B2C3";
    wanted.max_capacity_raw = 10000;
    wanted.level_raw = 3490;
    wanted.level_state = LevelState::kAmount;
    wanted.remaining_percent = 34.9;
    wanted.source = LevelSource::kPrivate;
    EXPECT_EQ(supplies[0], wanted);
}

TEST(OneSupplyAPart, MatchesEveryKindOfPartOfAColorPrinter) {
    EXPECT_THAT(Told({Row("1.1", kToner, "black", "Black Toner Cartridge", kSome, 100),
                      Row("1.2", kToner, "cyan", "Cyan Toner Cartridge", kSome, 100),
                      Row("1.3", kToner, "magenta", "Magenta Toner Cartridge", 0, 100),
                      Row("1.4", kToner, "yellow", "Yellow Toner Cartridge", kSome, 100),
                      Row("1.5", kOpc, "black", "Drum Unit", kNotKnown, kNotKnown),
                      Row("1.6", kTransferUnit, "", "Belt Unit", kNotKnown, kNotKnown),
                      Row("1.7", kFuser, "", "Fuser Unit", kNotKnown, kNotKnown),
                      Row("1.8", kWasteToner, "", "Waste Toner Box", kSome, 100),
                      Row("1.9", kOther, "", "PF Kit 1", kNotKnown, kNotKnown),
                      Row("private.114", kToner, "yellow", "Yellow Toner", 2500, 10000),
                      Row("private.113", kToner, "magenta", "Magenta Toner", 150, 10000),
                      Row("private.112", kToner, "cyan", "Cyan Toner", 9000, 10000),
                      Row("private.111", kToner, "black", "Black Toner", 3490, 10000),
                      Row("private.128", kOpc, "black", "Black Drum", 6800, 10000),
                      Row("private.105", kTransferUnit, "", "Belt Unit", 8300, 10000),
                      Row("private.106", kFuser, "", "Fuser", 9100, 10000),
                      Row("private.107", kOther, "", "Laser Unit", 9900, 10000),
                      Row("private.108", kOther, "", "PF Kit MP", 9800, 10000),
                      Row("private.109", kOther, "", "PF Kit 1", 9700, 10000)}),
                ElementsAre("1.1 34.9 private", "1.2 90.0 private", "1.3 1.5 private", "1.4 25.0 private",
                            "1.5 68.0 private", "1.6 83.0 private", "1.7 91.0 private", "1.8 some_remaining standard",
                            "1.9 97.0 private", "private.107 99.0 private", "private.108 98.0 private"));
}

TEST(OneSupplyAPart, KnowsTheTonerAndTheDrumOfAMonoPrinterThatNamesNoColor) {
    EXPECT_THAT(Told({Row("1.1", kToner, "", "Toner", kSome, kNotKnown),
                      Row("1.2", kOpc, "black", "Drum", kNotKnown, kNotKnown),
                      Row("private.111", kToner, "black", "Black Toner", 3490, 10000),
                      Row("private.65", kOpc, "", "Drum", 9280, 10000)}),
                ElementsAre("1.1 34.9 private", "1.2 92.8 private"));
}

TEST(OneSupplyAPart, PairsTwoOfAColorByTheirNamesOrInTheirOrder) {
    EXPECT_THAT(
        Told({Row("1.1", kInk, "black", "Photo Ink", kSome, kNotKnown),
              Row("1.2", kInk, "black", "Matte Ink", kSome, kNotKnown),
              Row("private.1", kInk, "black", "Matte", 20, 100), Row("private.2", kInk, "black", "Photo", 70, 100)}),
        ElementsAre("1.1 70.0 private", "1.2 20.0 private"));
    EXPECT_THAT(
        Told({Row("1.1", kToner, "", "Toner", kSome, kNotKnown), Row("1.2", kToner, "", "Toner", kSome, kNotKnown),
              Row("private.1", kToner, "black", "Black Toner", 20, 100),
              Row("private.2", kToner, "black", "Black Toner", 70, 100)}),
        ElementsAre("1.1 20.0 private", "1.2 70.0 private"));
    // The second one is told by the standard table only.
    EXPECT_THAT(Told({Row("1.1", kToner, "black", "Black Toner", kSome, kNotKnown),
                      Row("1.2", kToner, "black", "Black Toner", kSome, kNotKnown),
                      Row("private.1", kToner, "black", "Black Toner", 20, 100)}),
                ElementsAre("1.1 20.0 private", "1.2 some_remaining standard"));
    // A serial number is certain.
    Supply second = Row("1.2", kToner, "black", "Black Toner", kSome, kNotKnown);
    Supply other = Row("private.1", kToner, "black", "Black Toner", 20, 100);
    second.serial_number = other.serial_number = "CAH1234";
    EXPECT_THAT(Told({Row("1.1", kToner, "black", "Black Toner", kSome, kNotKnown), second, other}),
                ElementsAre("1.1 some_remaining standard", "1.2 20.0 private"));
}

TEST(OneSupplyAPart, KnowsInkTanks) {
    EXPECT_THAT(Told({Row("1.1", kInkCartridge, "black", "Black Ink", kSome, kNotKnown),
                      Row("1.2", kInkCartridge, "cyan", "Cyan Ink", 0, 100),
                      Row("1.3", kWasteInk, "", "Maintenance Box", kSome, kNotKnown),
                      Row("private.161", kInk, "black", "Black Ink", 4, 20),
                      Row("private.162", kInk, "cyan", "Cyan Ink", 0, 20)}),
                ElementsAre("1.1 20.0 private", "1.2 0.0 standard", "1.3 some_remaining standard"));
}

TEST(OneSupplyAPart, TakesTheFinerOfTwoPercentages) {
    EXPECT_THAT(Told({Row("1.1", kToner, "black", "Black Toner", 30, 100),
                      Row("private.111", kToner, "black", "Black Toner", 3490, 10000)}),
                ElementsAre("1.1 34.9 private"));
    EXPECT_THAT(
        Told({Row("1.2", kOpc, "", "Drum Unit", 11501, 12000), Row("private.65", kOpc, "", "Drum", 9500, 10000)}),
        ElementsAre("1.2 95.8 standard"));
    EXPECT_THAT(Told({Row("1.1", kToner, "black", "Black Toner", 30, 100),
                      Row("private.129", kToner, "black", "Black Toner", 40, 100)}),
                ElementsAre("1.1 30.0 standard"));
}

TEST(OneSupplyAPart, PrefersPercentagesToAmountsAndAmountsToNone) {
    const auto told = [](std::int64_t standard, std::int64_t standard_capacity, std::int64_t level,
                         std::int64_t capacity) {
        return Told({Row("1.2", kOpc, "", "Drum Unit", standard, standard_capacity),
                     Row("private.65", kOpc, "", "Drum", level, capacity)})
            .front();
    };
    EXPECT_EQ(told(kNotKnown, kNotKnown, 9000, kNotKnown), "1.2 amount private");
    EXPECT_EQ(told(kSome, kNotKnown, 9000, kNotKnown), "1.2 amount private");
    EXPECT_EQ(told(9000, 12000, 8000, kNotKnown), "1.2 75.0 standard");
    EXPECT_EQ(told(9000, kNotKnown, 8000, 10000), "1.2 80.0 private");
    EXPECT_EQ(told(kNotKnown, kNotKnown, kSome, 100), "1.2 some_remaining private");
    EXPECT_EQ(told(kSome, 100, kNotKnown, 100), "1.2 some_remaining standard");
    EXPECT_EQ(told(-1, 100, 50, 100), "1.2 50.0 private");
    EXPECT_EQ(told(kSome, 100, kSome, 100), "1.2 some_remaining standard");
}

TEST(OneSupplyAPart, KeepsWhatOnlyThePrivateTableHas) {
    EXPECT_THAT(Told({Row("private.111", kToner, "black", "Black Toner", 3490, 10000),
                      Row("private.65", kOpc, "", "Drum", 9280, 10000)}),
                ElementsAre("private.111 34.9 private", "private.65 92.8 private"));
    EXPECT_THAT(Told({Row("1.1", kToner, "black", "Black Toner", kSome, kNotKnown),
                      Row("private.113", kToner, "magenta", "Magenta Toner", 10000, 10000),
                      Row("private.106", kFuser, "", "Fuser", 9100, 10000)}),
                ElementsAre("1.1 some_remaining standard", "private.113 100.0 private", "private.106 91.0 private"));
}

TEST(OneSupplyAPart, LeavesTwoPartsTwo) {
    EXPECT_THAT(Told({Row("1.1", kTransferUnit, "", "Transfer Roller", kSome, kNotKnown),
                      Row("1.2", kInk, "photo black", "", kSome, kNotKnown),
                      Row("1.3", kWasteToner, "", "Waste Toner", kSome, kNotKnown),
                      Row("1.4", kFuserCleaningPad, "", "Pad", kSome, kNotKnown),
                      Row("private.105", kTransferUnit, "", "Belt Unit", 8300, 10000),
                      Row("private.2", kInk, "matte black", "", 20, 100),
                      Row("private.3", kToner, "black", "Black Toner", 20, 100),
                      Row("private.4", kFuser, "", "Fuser", 20, 100)}),
                testing::SizeIs(8));
    // Rows of one table are never joined: it says itself how many there are.
    EXPECT_THAT(Told({Row("1.1", kToner, "black", "Black Toner", 50, 100),
                      Row("1.2", kToner, "black", "Black Toner", 50, 100)}),
                testing::SizeIs(2));
}

TEST(OneSupplyAPart, LetsTheStandardTableSayHowManyDrumsThereAre) {
    const std::vector<Supply> drums = {Row("private.128", kOpc, "black", "Black Drum", 6800, 10000),
                                       Row("private.121", kOpc, "cyan", "Cyan Drum", 5000, 10000),
                                       Row("private.122", kOpc, "magenta", "Magenta Drum", 6000, 10000),
                                       Row("private.123", kOpc, "yellow", "Yellow Drum", 7000, 10000)};
    std::vector<Supply> unit = drums;
    unit.insert(unit.begin(), Row("1.5", kOpc, "", "Drum Unit", kNotKnown, kNotKnown));
    EXPECT_THAT(Told(unit), ElementsAre("1.5 50.0 private"));  // the first to end
    std::vector<Supply> each = {Row("1.5", kOpc, "black", "K", kSome, 100), Row("1.6", kOpc, "cyan", "C", kSome, 100),
                                Row("1.7", kOpc, "magenta", "M", kSome, 100),
                                Row("1.8", kOpc, "yellow", "Y", kSome, 100)};
    each.insert(each.end(), drums.begin(), drums.end());
    EXPECT_THAT(Told(each),
                ElementsAre("1.5 68.0 private", "1.6 50.0 private", "1.7 60.0 private", "1.8 70.0 private"));
    // A sum of four tells of none of them.
    each.resize(4);
    each.push_back(Row("private.65", kOpc, "", "Drum", 9280, 10000));
    EXPECT_THAT(Told(each), testing::SizeIs(4));
}

TEST(OneSupplyAPart, NeverGuessesWhichOfSeveralColors) {
    const std::vector<Supply> colored = {Row("private.111", kToner, "black", "Black Toner", 3490, 10000),
                                         Row("private.112", kToner, "cyan", "Cyan Toner", 5000, 10000)};
    std::vector<Supply> rows = {Row("1.1", kToner, "", "Toner", kSome, 100),
                                Row("1.2", kToner, "", "Toner", kSome, 100)};
    rows.insert(rows.end(), colored.begin(), colored.end());
    EXPECT_THAT(Told(rows), ElementsAre("private.111 34.9 private", "private.112 50.0 private"));
    rows = {Row("1.1", kToner, "", "Toner", 20, 100), Row("1.2", kToner, "", "Toner", 30, 100)};
    rows.insert(rows.end(), colored.begin(), colored.end());
    EXPECT_THAT(Told(rows), ElementsAre("1.1 20.0 standard", "1.2 30.0 standard"));
    // Toner of several colors is several cartridges; a tri-color one is one.
    rows = {Row("1.1", kToner, "", "Toner", kSome, 100)};
    rows.insert(rows.end(), colored.begin(), colored.end());
    EXPECT_THAT(Told(rows), ElementsAre("private.111 34.9 private", "private.112 50.0 private"));
    EXPECT_THAT(
        Told({Row("1.1", kInk, "", "Tri-color Cartridge", kSome, 100), Row("private.1", kInk, "cyan", "Cyan", 30, 100),
              Row("private.2", kInk, "yellow", "Yellow", 20, 100)}),
        ElementsAre("1.1 20.0 private"));
}

TEST(JoinSupplies, JoinsIppToSnmpWhateverItCallsTheColor) {
    std::vector<Supply> ipp = {Row("1.1", kToner, "#000000", "Toner", 42, 100),
                               Row("ipp.2", kTonerCartridge, "", "Cyan Cartridge", 77, 100)};
    for (Supply& supply : ipp) supply.source = LevelSource::kIpp;
    ipp[1].colorant = "cyan";
    const auto joined = JoinSupplies(
        {Row("1.1", kToner, "black", "Black Toner", kSome, kNotKnown), Row("1.2", kToner, "cyan", "Cyan Toner", 4, 10)},
        ipp);
    ASSERT_EQ(joined.size(), 2U);
    EXPECT_EQ(joined[0].remaining_percent, 42.0);
    EXPECT_EQ(joined[0].source, LevelSource::kIpp);
    EXPECT_EQ(joined[0].colorant, "black");
    EXPECT_EQ(joined[1].remaining_percent, 77.0);
    EXPECT_EQ(joined[1].index, "1.2");
}

TEST(SourceOf, FollowsFromTheIndexForAgentsThatDoNotTellIt) {
    EXPECT_EQ(SourceOf({.index = "1.1"}), LevelSource::kStandard);
    EXPECT_EQ(SourceOf({.index = "private.111"}), LevelSource::kPrivate);
    EXPECT_EQ(SourceOf({.index = "ipp.1"}), LevelSource::kIpp);
    EXPECT_EQ(SourceOf({.index = "1.1", .source = LevelSource::kPrivate}), LevelSource::kPrivate);
}

}  // namespace
}  // namespace printing
