#include "agent/ipp/ipp.hpp"

#include "agent/devices/makers.hpp"

#include <gtest/gtest.h>

namespace agent {
namespace {

using printing::DetectedError;
using printing::LevelState;
using printing::PrinterStatus;

TEST(MapIpp, ReadsMarkers) {  // AGT-3
    IppAttributes in;
    in.texts["printer-make-and-model"] = {"Brother MFC-J870DW"};
    in.texts["marker-names"] = {"M", "BK", "Waste", "Odd"};
    in.texts["marker-types"] = {"inkCartridge", "ink-cartridge", "wasteInk", "something"};
    in.texts["marker-colors"] = {"#FF00FF", "#000000", "#000000", "#00FFFF#FF00FF"};
    in.numbers["marker-levels"] = {29, -3, 80, -2};
    in.numbers["printer-state"] = {3};
    in.texts["printer-state-reasons"] = {"marker-supply-low-warning"};
    const auto reading = MapIpp(in, devices::Makers().brands());
    EXPECT_TRUE(reading.is_printer);
    EXPECT_EQ(reading.manufacturer, "Brother");
    EXPECT_EQ(reading.model, "MFC-J870DW");
    ASSERT_EQ(reading.supplies.size(), 4U);
    EXPECT_EQ(reading.supplies[0].index, "ipp.1");
    EXPECT_EQ(reading.supplies[0].colorant, "magenta");
    EXPECT_EQ(reading.supplies[0].remaining_percent, 29.0);
    EXPECT_EQ(reading.supplies[1].type, printing::SupplyType::kInkCartridge);
    EXPECT_EQ(reading.supplies[1].level_state, LevelState::kSomeRemaining);
    EXPECT_EQ(reading.supplies[1].remaining_percent, std::nullopt);
    EXPECT_EQ(reading.supplies[2].class_, printing::SupplyClass::kReceptacle);
    EXPECT_EQ(reading.supplies[2].colorant, std::nullopt);
    EXPECT_EQ(reading.supplies[3].type, std::nullopt);
    EXPECT_EQ(reading.supplies[3].colorant, std::nullopt);
    EXPECT_EQ(reading.status, PrinterStatus::kWarning);
    EXPECT_EQ(reading.detected_errors, std::vector{DetectedError::kLowToner});
}

TEST(MapIpp, PrefersPrinterSupplyAndReadsTraysAndAlerts) {
    IppAttributes in;
    in.texts["printer-device-id"] = {"MFG:Xerox;MDL:B210 Printer;CLS:PRINTER;SN:3399000009;"};
    in.texts["printer-supply"] = {
        "type=toner;maxcapacity=3000;level=0;class=supplyThatIsConsumed;unit=impressions;"
        "colorantname=black;index=4;",
        "type=wasteToner;maxcapacity=-2;level=-3;class=receptacleThatIsFilled;unit=7;index=9"};
    in.texts["printer-supply-description"] = {"Black Toner S/N:CRUM-211009A6200", "Waste"};
    in.numbers["marker-levels"] = {50};
    in.texts["printer-input-tray"] = {
        "type=other;maxcapacity=250;level=-3;status=0;name=Tray 1;index=1;unit=8;medianame=A4"};
    in.texts["printer-alert"] = {
        "code=markerTonerEmpty;index=1;severity=critical;group=markerSupplies;groupindex=-1;"
        "training=trained"};
    in.texts["printer-alert-description"] = {"The toner cartridge is empty."};
    in.numbers["printer-state"] = {5};
    in.texts["printer-state-reasons"] = {"toner-empty-error"};
    const auto reading = MapIpp(in, devices::Makers().brands());
    EXPECT_EQ(reading.serial_number, "3399000009");
    ASSERT_EQ(reading.supplies.size(), 2U);
    EXPECT_EQ(reading.supplies[0].index, "1.4");
    EXPECT_EQ(reading.supplies[0].remaining_percent, 0.0);
    EXPECT_EQ(reading.supplies[0].serial_number, "CRUM-211009A6200");
    EXPECT_EQ(reading.supplies[1].level_state, LevelState::kSomeRemaining);
    EXPECT_EQ(reading.inputs.at(0).unit, printing::Unit::kSheets);
    ASSERT_EQ(reading.alerts.size(), 1U);
    EXPECT_EQ(reading.alerts[0].severity, printing::AlertSeverity::kCritical);
    EXPECT_EQ(reading.alerts[0].group, printing::AlertGroup::kMarkerSupplies);
    EXPECT_EQ(reading.alerts[0].group_index, std::nullopt);
    EXPECT_EQ(reading.status, PrinterStatus::kError);
}

TEST(MapIpp, SaysWhatAnEmptyOrRefusedAnswerIs) {
    IppAttributes in;
    in.status = 0x0503;
    const auto reading = MapIpp(in, devices::Makers().brands());
    EXPECT_FALSE(reading.is_printer);
    EXPECT_EQ(reading.problems, std::vector<std::string>{"IPP status 0x0503"});
    EXPECT_EQ(reading.status, PrinterStatus::kOther);
}

IppAttributes Markers(std::vector<std::int64_t> levels, std::vector<std::int64_t> low, std::vector<std::int64_t> high,
                      const std::string& type) {
    IppAttributes in;
    in.texts["marker-types"].assign(levels.size(), type);
    in.numbers["marker-levels"] = std::move(levels);
    in.numbers["marker-low-levels"] = std::move(low);
    in.numbers["marker-high-levels"] = std::move(high);
    return in;
}

TEST(MapIpp, MarkerLevelsMeanWhatPwgSays) {  // PWG 5100.9
    const auto of = [](const IppAttributes& in) { return MapIpp(in, devices::Makers().brands()).supplies; };
    const auto toner = of(Markers({-1, -2, -3, 0, 100, 101, 40}, {}, {}, "toner"));
    EXPECT_EQ(toner[0].level_state, LevelState::kUnknown);
    EXPECT_EQ(toner[1].level_state, LevelState::kUnknown);
    EXPECT_EQ(toner[2].level_state, LevelState::kSomeRemaining);
    EXPECT_EQ(toner[3].remaining_percent, 0.0);
    EXPECT_EQ(toner[4].remaining_percent, 100.0);
    EXPECT_EQ(toner[5].level_state, LevelState::kUnknown);
    EXPECT_EQ(toner[6].remaining_percent, 40.0);
    // A receptacle says how full it is; thresholds of something that is used up contradict that.
    const auto waste = of(Markers({10, 10, 10, 10, -3}, {85, 0, 0, 10, 0}, {0, 95, 100, 100, 95}, "waste-toner"));
    EXPECT_EQ(waste[0].remaining_percent, 90.0);
    EXPECT_EQ(waste[1].remaining_percent, 90.0);
    EXPECT_EQ(waste[2].remaining_percent, 90.0);
    EXPECT_EQ(waste[3].level_state, LevelState::kUnknown);
    EXPECT_EQ(waste[4].level_state, LevelState::kSomeRemaining);
    // And those of a receptacle contradict a cartridge.
    EXPECT_EQ(of(Markers({10}, {85}, {0}, "toner"))[0].level_state, LevelState::kUnknown);
}

TEST(MapIpp, ASupplyStringFollowsThePrinterMib) {
    IppAttributes in;
    in.texts["printer-supply"] = {
        "type=wasteToner;maxcapacity=100;level=75;class=receptacleThatIsFilled;unit=percent;colorantname=none;index=1",
        "type=toner;maxcapacity=100;level=50;class=supplyThatIsConsumed;unit=percent;colorantname=#00ffff;index=2",
        "type=toner;maxcapacity=100;level=50;class=supplyThatIsConsumed;unit=percent;colorantname=#123456;index=3"};
    const auto reading = MapIpp(in, devices::Makers().brands());
    EXPECT_EQ(reading.supplies[0].remaining_percent, 75.0);  // what is left in it
    EXPECT_EQ(reading.supplies[1].colorant, "cyan");
    EXPECT_EQ(reading.supplies[2].colorant, std::nullopt);
}

TEST(MapIpp, AReasonWithoutASuffixIsAnError) {  // RFC 8011, 5.4.12
    const auto of = [](std::vector<std::string> reasons, std::int64_t state = 3) {
        IppAttributes in;
        in.numbers["printer-state"] = {state};
        in.texts["printer-state-reasons"] = std::move(reasons);
        return MapIpp(in, devices::Makers().brands());
    };
    EXPECT_EQ(of({"none"}).status, PrinterStatus::kOk);
    EXPECT_EQ(of({"marker-waste-full"}).status, PrinterStatus::kError);
    EXPECT_EQ(of({"marker-waste-full-warning"}).status, PrinterStatus::kWarning);
    EXPECT_EQ(of({"marker-waste-full-report"}).status, PrinterStatus::kOk);
    EXPECT_EQ(of({"marker-waste-almost-full"}).status, PrinterStatus::kWarning);
    EXPECT_EQ(of({"media-empty-warning"}).status, PrinterStatus::kWarning);
    EXPECT_EQ(of({"media-empty-warning"}).detected_errors, std::vector{DetectedError::kNoPaper});
    EXPECT_EQ(of({"Media-Empty"}).status, PrinterStatus::kError);
    EXPECT_EQ(of({"media-empty-report"}).detected_errors, std::vector<DetectedError>{});
    EXPECT_EQ(of({"toner-low"}).status, PrinterStatus::kWarning);
    EXPECT_EQ(of({"connecting-to-device"}).status, PrinterStatus::kOk);
    EXPECT_EQ(of({"none"}, 5).status, PrinterStatus::kError);
}

TEST(MapIpp, NoAlertIsNoAlert) {
    IppAttributes in;
    in.texts["printer-alert"] = {"code=other",
                                 "",
                                 "code=unknown;severity=otherother",
                                 "none",
                                 "code=printerReadyToPrint;severity=other;group=generalPrinter",
                                 "code=unknown;severity=criticalother",
                                 "code=coverOpen;severity=critical;group=cover"};
    in.texts["printer-alert-description"] = {"", "", "genuine", "", "ready", "Jammed", "Cover"};
    const auto reading = MapIpp(in, devices::Makers().brands());
    ASSERT_EQ(reading.alerts.size(), 2U);
    EXPECT_EQ(reading.alerts[0].severity, printing::AlertSeverity::kCritical);
    EXPECT_EQ(reading.alerts[0].description, "Jammed");
    EXPECT_EQ(reading.alerts[1].group, printing::AlertGroup::kCover);
}

TEST(MapIpp, AQueueOfCupsIsNoPrinter) {
    IppAttributes in;
    in.numbers["printer-type"] = {0x809046};
    in.texts["printer-make-and-model"] = {"Kyocera Tests 100"};
    in.texts["device-uri"] = {"ipp://somebody:secret@10.0.0.9/ipp/print"};
    in.numbers["marker-levels"] = {90};
    in.numbers["printer-up-time"] = {1'700'000'000};
    const auto reading = MapIpp(in, devices::Makers().brands());
    EXPECT_FALSE(reading.is_printer);
    EXPECT_TRUE(reading.supplies.empty());
    EXPECT_EQ(reading.uptime_seconds, std::nullopt);
    EXPECT_EQ(reading.problems,
              std::vector<std::string>{"a print queue of CUPS, not a printer; it prints to ipp://10.0.0.9/ipp/print, "
                                       "Kyocera Tests 100"});
}

TEST(MapIpp, ReadsWhoAPrinterIs) {
    IppAttributes in;
    in.texts["printer-device-id"] = {"mfg:Acme;Mdl:Acme LaserPro 200;Serial:AB00000001;"};
    in.texts["printer-uuid"] = {"urn:uuid:16a65700-007c-1000-bb49-0020000000a1"};
    in.texts["printer-firmware-name"] = {"IPP", "URF", "System Firmware Version"};
    in.texts["printer-firmware-string-version"] = {"2.0", "1.4", "80.1"};
    in.numbers["printer-up-time"] = {1'494'026'948};  // seconds since 1970
    const auto reading = MapIpp(in, devices::Makers().brands());
    EXPECT_EQ(reading.manufacturer, "Acme");
    EXPECT_EQ(reading.model, "LaserPro 200");
    EXPECT_EQ(reading.serial_number, "AB00000001");
    EXPECT_EQ(reading.hardware_address, "00:20:00:00:00:a1");
    EXPECT_EQ(reading.firmware, "80.1");
    EXPECT_EQ(reading.uptime_seconds, std::nullopt);
    for (const char* drawn :
         {"urn:uuid:16a65700-007c-4000-bb49-0020000000a1", "urn:uuid:16a65700-007c-1000-bb49-0120000000a1",
          "urn:uuid:16a65700-007c-1000-0b49-0020000000a1", "urn:uuid:16a65700-007c-1000-bb49-00200000zza1", "x"}) {
        in.texts["printer-uuid"] = {drawn};
        EXPECT_EQ(MapIpp(in, devices::Makers().brands()).hardware_address, std::nullopt) << drawn;
    }
}

TEST(MapIpp, AWordForNothingIsNoValue) {
    IppAttributes in;
    in.texts["printer-make-and-model"] = {"Unknown"};
    in.texts["printer-device-id"] = {"MFG:Acme;MDL:LaserPro 300;SN:N/A;"};
    in.texts["printer-location"] = {"(none)"};
    in.texts["printer-state-message"] = {"N/A"};
    in.texts["marker-names"] = {"null", "Black"};
    in.numbers["marker-levels"] = {40, 50};
    const auto reading = MapIpp(in, devices::Makers().brands());
    EXPECT_EQ(reading.model, "LaserPro 300");
    EXPECT_EQ(reading.serial_number, std::nullopt);
    EXPECT_EQ(reading.location, std::nullopt);
    EXPECT_EQ(reading.status_text, std::nullopt);
    ASSERT_EQ(reading.supplies.size(), 2U);
    EXPECT_EQ(reading.supplies[0].description, std::nullopt);
    EXPECT_EQ(reading.supplies[1].description, "Black");
}

}  // namespace
}  // namespace agent
