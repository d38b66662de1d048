#include "lib/printing/printer_mib.hpp"

#include <gtest/gtest.h>

#include "lib/base/json.hpp"

namespace printing {
namespace {

using std::string;

TEST(ReadLevel, KeepsTheMeaningsOfRfc3805) {  // AGT-4
    EXPECT_EQ(ReadLevel(50, 200, {}), SupplyLevel(level::Amount{50, 25.0}));
    EXPECT_EQ(ReadLevel(-1, 100, {}), SupplyLevel(level::Unrestricted{}));
    EXPECT_EQ(ReadLevel(-2, 100, {}), SupplyLevel(level::Unknown{}));
    EXPECT_EQ(ReadLevel(-3, 100, {}), SupplyLevel(level::SomeRemaining{}));
    EXPECT_EQ(ReadLevel({}, 100, {}), SupplyLevel(level::Unknown{}));
    EXPECT_EQ(ReadLevel(-100, 100, {}), SupplyLevel(level::Unknown{}));
}

TEST(ReadLevel, GivesNoPercentageWithoutACapacity) {  // AGT-4
    for (const std::int64_t capacity : {-1, -2, 0}) {
        EXPECT_EQ(ReadLevel(70, capacity, Unit::kImpressions), SupplyLevel(level::Amount{70, {}}));
    }
    EXPECT_EQ(ReadLevel(70, {}, {}), SupplyLevel(level::Amount{70, {}}));
    EXPECT_EQ(ReadLevel(0, 0, {}), SupplyLevel(level::Amount{0, {}}));
    // A level in percent is its own percentage.
    EXPECT_EQ(ReadLevel(70, -2, Unit::kPercent), SupplyLevel(level::Amount{70, 70.0}));
}

TEST(ReadLevel, CountsMoreThanTheCapacityAsFull) {
    EXPECT_EQ(ReadLevel(104, 100, {}), SupplyLevel(level::Amount{104, 100.0}));
}

TEST(ReadDetectedErrors, MostSignificantBitFirstInOneTwoOrNoOctets) {
    using enum DetectedError;
    EXPECT_EQ(ReadDetectedErrors(""), std::vector<DetectedError>{});
    EXPECT_EQ(ReadDetectedErrors(string("\x80", 1)), std::vector{kLowPaper});
    EXPECT_EQ(ReadDetectedErrors(string("\x01", 1)), std::vector{kServiceRequested});
    EXPECT_EQ(ReadDetectedErrors(string("\x28\x02", 2)), (std::vector{kLowToner, kDoorOpen, kOverduePreventMaint}));
    EXPECT_EQ(ReadDetectedErrors(string("\x00\x01", 2)), std::vector<DetectedError>{});  // bit 15 has no meaning
    EXPECT_EQ(ReadDetectedErrors(string("\x00\x80\xff\xff", 4)), std::vector{kInputTrayMissing});
}

TEST(WorstStatus, FollowsTheTablesOfTheRfcs) {
    const Alert critical{.severity = AlertSeverity::kCritical};
    const Alert warning{.severity = AlertSeverity::kWarning};
    EXPECT_EQ(WorstStatus({}, {}, {}, false), PrinterStatus::kOther);
    EXPECT_EQ(WorstStatus({}, {}, {}, true), PrinterStatus::kOk);
    EXPECT_EQ(WorstStatus(2, {}, {}, false), PrinterStatus::kOk);
    EXPECT_EQ(WorstStatus(3, {}, {}, true), PrinterStatus::kWarning);
    EXPECT_EQ(WorstStatus(5, {}, {}, true), PrinterStatus::kError);
    EXPECT_EQ(WorstStatus(2, {DetectedError::kLowToner}, {}, true), PrinterStatus::kWarning);
    EXPECT_EQ(WorstStatus(2, {DetectedError::kJammed}, {}, true), PrinterStatus::kError);
    EXPECT_EQ(WorstStatus(2, {}, {warning}, true), PrinterStatus::kWarning);
    EXPECT_EQ(WorstStatus(2, {}, {warning, critical}, true), PrinterStatus::kError);
}

TEST(Words, GiveTheColorantWhereThereIsOne) {
    EXPECT_EQ(ColorantFromWords("Toner (Cyan)"), "cyan");
    EXPECT_EQ(ColorantFromWords("BLACK CARTRIDGE"), "black");
    EXPECT_EQ(ColorantFromWords("Light Magenta ink"), "light magenta");
    EXPECT_EQ(ColorantFromWords("洋紅色碳粉"), "magenta");
    EXPECT_EQ(ColorantFromWords("Tonerkartusche Gelb"), "yellow");
    // Never a guess.
    EXPECT_EQ(ColorantFromWords("Color Drum"), std::nullopt);
    EXPECT_EQ(ColorantFromWords("Black and Yellow Set"), std::nullopt);
    EXPECT_EQ(ColorantFromWords("Blackbird Fuser"), std::nullopt);
    EXPECT_EQ(ColorantFromWords(""), std::nullopt);
}

TEST(Words, GiveTheTypeWhereItIsSafe) {
    EXPECT_EQ(TypeFromWords("Waste Toner Container"), SupplyType::kWasteToner);
    EXPECT_EQ(TypeFromWords("Black Toner"), SupplyType::kToner);
    EXPECT_EQ(TypeFromWords("Drum Cartridge (R1)"), SupplyType::kOpc);
    EXPECT_EQ(TypeFromWords("Transfer Belt Cleaner"), SupplyType::kCleanerUnit);
    EXPECT_EQ(TypeFromWords("Kit 7"), std::nullopt);
    EXPECT_EQ(TypeFromWords("Linking part"), std::nullopt);  // no "ink" inside a word
}

TEST(Words, GivePartAndSerialNumbersByTheirLabels) {
    auto numbers = PartNumbersFromWords("Black Toner, PN 006R01509;SN48178080E0000481");
    EXPECT_EQ(numbers.part_number, "006R01509");
    EXPECT_EQ(numbers.serial_number, "48178080E0000481");
    numbers = PartNumbersFromWords("Black Toner S/N:CRUM-211009A6200");
    EXPECT_EQ(numbers.part_number, std::nullopt);
    EXPECT_EQ(numbers.serial_number, "CRUM-211009A6200");
    numbers = PartNumbersFromWords("Fuser, PN unknown;SNunknown");
    EXPECT_EQ(numbers.part_number, std::nullopt);
    EXPECT_EQ(numbers.serial_number, std::nullopt);
    numbers = PartNumbersFromWords("Canon Cartridge 719/719H");
    EXPECT_EQ(numbers.part_number, std::nullopt);
}

TEST(UsableSerial, RefusesPlaceholders) {
    EXPECT_EQ(UsableSerial("AA2M021115700"), "AA2M021115700");
    for (const char* placeholder : {"", "0", "0000000000", "XXXXXXXXXX", "unknown", "N/A", "--------"}) {
        EXPECT_EQ(UsableSerial(placeholder), std::nullopt) << placeholder;
    }
}

TEST(Reading, IsWrittenAsTheInterfaceSays) {
    Supply supply{.index = "1.1", .type = SupplyType::kWasteToner, .class_ = SupplyClass::kReceptacle};
    const auto json = base::json::ToValue(supply);
    EXPECT_EQ(json.at("type").as_string(), "waste_toner");
    EXPECT_EQ(json.at("class").as_string(), "receptacle");
    EXPECT_EQ(json.at("level_state").as_string(), "unknown");
    EXPECT_TRUE(json.at("remaining_percent").is_null());
    const auto back = base::json::Bind<Supply>(json);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, supply);
}

}  // namespace
}  // namespace printing
