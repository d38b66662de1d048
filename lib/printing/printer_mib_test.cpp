#include "lib/printing/printer_mib.hpp"

#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "lib/printing/printer_devices.hpp"
#include "lib/printing/printer_text.hpp"

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

TEST(Words, GiveTheColorantInTheLanguagesOfEurope) {  // AGT-4
    const std::pair<const char*, const char*> kSaid[] = {{"Cartouche noire", "black"},
                                                         {"Schwarzer Toner", "black"},
                                                         {"Cartucce nere", "black"},
                                                         {"Tinteiro preto", "black"},
                                                         {"Must tooner", "black"},
                                                         {"Чёрный тонер", "black"},
                                                         {"ЧЕРНЫЙ ТОНЕР", "black"},
                                                         {"Μαύρο", "black"},
                                                         {"Zoltego", "yellow"},
                                                         {"Żółtego tuszu", "yellow"},
                                                         {"sárga", "yellow"},
                                                         {"SARI toner", "yellow"},
                                                         {"Encre cyan clair", "light cyan"},
                                                         {"Fotoschwarz", "photo black"},
                                                         {"Noir photo", "photo black"},
                                                         {"Black Photo Conductor", "black"},
                                                         {"Vivid Light Magenta", "light magenta"},
                                                         {"Light Light Black", "light light black"}};
    for (const auto& [text, colorant] : kSaid) EXPECT_EQ(ColorantFromWords(text), colorant) << text;
    EXPECT_EQ(ColorantFromWords("Toner must be replaced"), std::nullopt);
    EXPECT_EQ(ColorantFromWords("Cyan toner must be replaced"), "cyan");
    EXPECT_EQ(ColorantFromWords("Photo conductor"), std::nullopt);
}

TEST(Words, UnderstandNamesOfColorants) {  // AGT-4
    for (const char* none : {"other", "Unknown", "none", "N/A", "", "no colorant"})
        EXPECT_EQ(ColorantFromValue(none), std::nullopt) << none;
    EXPECT_EQ(ColorantFromValue("K"), "black");
    EXPECT_EQ(ColorantFromValue("Black ink"), "black");
    EXPECT_EQ(ColorantFromValue("Noire"), "black");
    // What may be another color is kept as it is.
    EXPECT_EQ(ColorantFromValue("Deep Black"), "deep black");
    EXPECT_EQ(ColorantFromValue("cyan/magenta/yellow"), "cyan/magenta/yellow");
}

TEST(Texts, AreReadInTheirCharacterSet) {                  // AGT-4
    EXPECT_EQ(ReadText("f\xcfr A4", 2004), "für A4");      // hp-roman8
    EXPECT_EQ(ReadText("f\xc3\xbcr A4", 2004), "für A4");  // UTF-8 whatever is said
    EXPECT_EQ(ReadText("f\xfcr A4", 3), "für A4");         // US-ASCII says nothing of it
    EXPECT_EQ(ReadText("f\xfcr A4", 999999), "für A4");
    EXPECT_EQ(ReadText("\x83\x56\x83\x41\x83", 17), "シア");  // cut within a character
    EXPECT_EQ(ReadText("Caf\xc3\xa9 caf\xc3", 2004), "Café caf");
    EXPECT_EQ(ReadText(string("\0T\0\xe9", 4), 1013), "Té");          // UTF-16
    EXPECT_EQ(ReadText(string("Tray\0\xcc\xcd", 7), 2004), "Tray");   // what is left of a longer text
    EXPECT_EQ(ReadText(string(10'000, '\xcf'), 2004)->size(), 510U);  // bounded
    // A symbol set in front, whatever the machine says of its texts.
    EXPECT_EQ(ReadText("\xfd\xe8R\xc3\xa9serve"), "Réserve");
    EXPECT_EQ(ReadText("\x01\x15R\xc5serve", 106), "Réserve");
    EXPECT_EQ(ReadText("\xfd\xe8", 4), "ýè");             // nothing behind it: two letters
    EXPECT_EQ(ReadText("\xfd\xe8\xe9", 4), "ýèé");        // no UTF-8 behind it
    EXPECT_EQ(ReadText("\x01Upper tray"), "Upper tray");  // 10U, and more likely a letter
}

TEST(Texts, LoseTheSymbolSetThatTheyBeginWith) {  // AGT-4
    EXPECT_EQ(ReadSymbolSetText("\xfd\xe8"
                                "HP"),
              "HP");
    EXPECT_EQ(ReadSymbolSetText("\x01\x15\xcf"), "ü");
    EXPECT_EQ(ReadSymbolSetText(string("\0\x0e\xfc", 3)), "ü");
    EXPECT_EQ(ReadSymbolSetText("HP"), "HP");
    EXPECT_EQ(ReadSymbolSetText("\xfd\xe8"), std::nullopt);
    EXPECT_EQ(ReadSymbolSetText("\x01"), std::nullopt);
}

TEST(Texts, OfProgramsThatHaveNoValueAreNone) {  // AGT-4
    for (const char* none :
         {"NULL", "(null)", "<none>", "N/A", "n/a.", "Unknown", "---", "...", "[ ]", "Unbekannt", "not set"})
        EXPECT_EQ(ReadText(none), std::nullopt) << none;
    for (const char* some : {"Nullo", "None of it", "A", "1st floor", "unknown soldier street"})
        EXPECT_EQ(ReadText(some), some);
}

// Two printers behind one address, as far as their devices and markers tell.
snmp::Values PrintServer(const char* first_serial, const char* second_serial) {
    snmp::Values values;
    const snmp::Oid printer{1, 3, 6, 1, 2, 1, 25, 3, 1, 5};
    const snmp::Oid device{1, 3, 6, 1, 2, 1, 25, 3, 2, 1}, mib{1, 3, 6, 1, 2, 1, 43};
    for (const std::uint32_t index : {1U, 2U}) {
        values.AddOid(device.With({2, index}).ids(), printer.ids());
        values.AddNumber(mib.With({10, 2, 1, 4, index, 1}).ids(), snmp::ber::kCounter32, 100 * index);
        values.AddOctets(mib.With({5, 1, 1, 17, index}).ids(), snmp::ber::kOctetString,
                         index == 1 ? first_serial : second_serial);
    }
    values.AddNumber(mib.With({10, 2, 1, 4, 3, 1}).ids(), snmp::ber::kCounter32, 7);  // nobody's
    values.Sort();
    return values;
}

TEST(PrinterDevices, AreSeveralBehindOneAddressAndNeverAMixture) {  // AGT-3
    const auto values = PrintServer("AAAA1", "BBBB2");
    const auto printers = PrinterDevices(values);
    ASSERT_EQ(printers.size(), 2U);
    const Reading second = MapPrinterMib(ValuesOf(values, printers[1], printers));
    EXPECT_EQ(second.serial_number, "BBBB2");
    ASSERT_EQ(second.meters.size(), 1U);
    EXPECT_EQ(second.meters[0].value, 200);
    // One machine that tells of itself twice is one.
    EXPECT_TRUE(PrinterDevices(PrintServer("AAAA1", "AAAA1")).empty());
    EXPECT_EQ(PrinterDevices(PrintServer("AAAA1", "AAAA1"), true).size(), 1U);
    EXPECT_EQ(PrinterDevices(PrintServer("unknown", "unknown")).size(), 2U);
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

TEST(Words, GiveNamesWithoutNumbersThatHaveFieldsOfTheirOwn) {
    for (const auto& [description, name] : std::vector<std::pair<std::string, std::string>>{
             {"Black Toner, PN 006R01509;SN48178080E0000481", "Black Toner"},
             {"Fuser, PN unknown;SNunknown", "Fuser"},
             {"Drum Cartridge (R1), PN 013R00662;SN5A37EF80", "Drum Cartridge (R1)"},
             {"Black Toner S/N:CRUM-211009A6200", "Black Toner"},
             {"Cyan Toner (PN 44059107)", "Cyan Toner"},
             {"Black Cartridge HP CE410X", "Black Cartridge HP CE410X"},
             {"Canon Cartridge 719/719H", "Canon Cartridge 719/719H"},
             {"Snap-in Part", "Snap-in Part"},
             {"SN123456", "SN123456"},
             {"Toner SN of the printer", "Toner SN of the printer"},
             {"", ""}}) {
        EXPECT_EQ(NameFromWords(description), name);
    }
    // Whatever comes from a printer: no end of the stack.
    EXPECT_EQ(NameFromWords("PN " + std::string(200'000, 'A')).size(), 200'003U);
}

TEST(UsableSerial, RefusesPlaceholders) {
    EXPECT_EQ(UsableSerial("AA2M021115700"), "AA2M021115700");
    for (const char* placeholder : {"", "0", "0000000000", "XXXXXXXXXX", "unknown", "N/A", "--------"}) {
        EXPECT_EQ(UsableSerial(placeholder), std::nullopt) << placeholder;
    }
    // Memory that was never written, and what computers say.
    for (const char* nothing :
         {"ÿÿÿÿÿÿÿÿ", "To be filled by O.E.M.", "Default string", "System Serial Number", "S/N:", "Serial No.: N/A"}) {
        EXPECT_EQ(UsableSerial(nothing), std::nullopt) << nothing;
    }
    EXPECT_EQ(UsableSerial("ÿQ12345"), "ÿQ12345");
}

TEST(UsableSerial, LosesItsLabel) {
    for (const char* labelled : {"S/N: QX70012345", "SN:QX70012345", "Serial Number:QX70012345",
                                 "serial no. = QX70012345", "Serial# QX70012345"}) {
        EXPECT_EQ(UsableSerial(labelled), "QX70012345") << labelled;
    }
    EXPECT_EQ(UsableSerial("SN70012345"), "SN70012345");  // its own letters
    EXPECT_EQ(UsableSerial("SERIAL70012"), "SERIAL70012");
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
