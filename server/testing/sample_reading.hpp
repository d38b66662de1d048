#pragma once

#include <fmt/format.h>

#include "lib/base/clock.hpp"
#include "lib/printing/agent_messages.hpp"

// For tests and benchmarks of printers and readings: readings that look real.
namespace server::testing {

inline base::Instant At(const char* text) {
    return *base::ParseRfc3339(text);
}

// Printer number `n` with four toners, a waste box, two trays and five meters.
inline printing::Reading SampleReading(int n, int pages = 1000, int level = 80) {
    using namespace printing;
    Reading reading;
    reading.address = fmt::format("10.{}.{}.{}", n / 65536 % 256, n / 256 % 256, n % 256);
    reading.is_printer = true;
    reading.manufacturer = "Lexmark";
    reading.model = n % 3 == 0 ? "CX923dxe" : "MX722ade";
    reading.serial_number = fmt::format("75{:08}A", n);
    reading.system_name = fmt::format("prn-{:06}", n);
    reading.location = fmt::format("Floor {}", n % 7);
    reading.firmware = "CXTMM.081.215";
    reading.hardware_address = fmt::format("00:20:00:{:02x}:{:02x}:{:02x}", n / 65536 % 256, n / 256 % 256, n % 256);
    reading.uptime_seconds = 5000 + pages;
    reading.status = PrinterStatus::kOk;
    reading.status_text = "Ready";
    reading.meters = {{MeterKind::kLife, pages, Unit::kImpressions, "1.1"},
                      {MeterKind::kMono, pages / 2, Unit::kImpressions, std::nullopt},
                      {MeterKind::kColor, pages - pages / 2, Unit::kImpressions, std::nullopt},
                      {MeterKind::kCopies, pages / 4, Unit::kImpressions, std::nullopt},
                      {MeterKind::kScans, pages / 5, Unit::kImpressions, std::nullopt}};
    int index = 0;
    for (const char* colorant : {"black", "cyan", "magenta", "yellow"}) {
        Supply supply;
        supply.index = fmt::format("1.{}", ++index);
        supply.type = SupplyType::kTonerCartridge;
        supply.class_ = SupplyClass::kConsumed;
        supply.colorant = colorant;
        supply.description = fmt::format("{} cartridge", colorant);
        supply.part_number = fmt::format("76C0P{}0", index);
        supply.serial_number = fmt::format("CAH{:06}{}", n, index);
        supply.unit = Unit::kImpressions;
        supply.max_capacity_raw = 34000;
        supply.level_raw = 340 * level;
        supply.level_state = LevelState::kAmount;
        supply.remaining_percent = level;
        reading.supplies.push_back(supply);
    }
    Supply waste;
    waste.index = "1.5";
    waste.type = SupplyType::kWasteToner;
    waste.class_ = SupplyClass::kReceptacle;
    waste.description = "Waste toner bottle";
    waste.unit = Unit::kPercent;
    waste.max_capacity_raw = 100;
    waste.level_raw = -3;
    waste.level_state = LevelState::kSomeRemaining;
    reading.supplies.push_back(waste);
    for (int tray = 1; tray <= 2; ++tray) {
        reading.inputs.push_back({fmt::format("1.{}", tray), fmt::format("Tray {}", tray), "iso_a4", Unit::kSheets, 550,
                                  400, LevelState::kAmount, 72.7});
    }
    reading.features = {"color", "duplex", "scan"};
    return reading;
}

inline printing::JournaledReading Journaled(std::int64_t seq, base::Instant at, printing::Reading reading) {
    return {seq, at, std::move(reading)};
}

}  // namespace server::testing
