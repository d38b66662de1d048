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

}  // namespace
}  // namespace agent
