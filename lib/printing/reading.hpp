#pragma once

#include <algorithm>
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/base/clock.hpp"

// The field's vocabulary: what a printer says about itself at one moment. Every enumeration here is a
// textual convention of RFC 3805 (Printer MIB v2), RFC 2790 (Host Resources MIB) or the IANA Printer MIB,
// written in snake_case. A value that the printer did not give is absent: nothing in here is ever a guess.
namespace printing {

// prtMarkerSuppliesType (PrtMarkerSuppliesTypeTC). A receptacle has a "waste" type.
enum class SupplyType {
    kOther = 1,
    kUnknown,
    kToner,
    kWasteToner,
    kInk,
    kInkCartridge,
    kInkRibbon,
    kWasteInk,
    kOpc,
    kDeveloper,
    kFuserOil,
    kSolidWax,
    kRibbonWax,
    kWasteWax,
    kFuser,
    kCoronaWire,
    kFuserOilWick,
    kCleanerUnit,
    kFuserCleaningPad,
    kTransferUnit,
    kTonerCartridge,
    kFuserOiler,
    kWater,
    kWasteWater,
    kGlueWaterAdditive,
    kWastePaper,
    kBindingSupply,
    kBandingSupply,
    kStitchingWire,
    kShrinkWrap,
    kPaperWrap,
    kStaples,
    kInserts,
    kCovers,
};
BOOST_DESCRIBE_ENUM(SupplyType, kOther, kUnknown, kToner, kWasteToner, kInk, kInkCartridge, kInkRibbon, kWasteInk, kOpc,
                    kDeveloper, kFuserOil, kSolidWax, kRibbonWax, kWasteWax, kFuser, kCoronaWire, kFuserOilWick,
                    kCleanerUnit, kFuserCleaningPad, kTransferUnit, kTonerCartridge, kFuserOiler, kWater, kWasteWater,
                    kGlueWaterAdditive, kWastePaper, kBindingSupply, kBandingSupply, kStitchingWire, kShrinkWrap,
                    kPaperWrap, kStaples, kInserts, kCovers)

// prtMarkerSuppliesClass. The level of a receptacle is the space that is left in it, so a low number is
// bad news for both classes.
enum class SupplyClass { kOther = 1, kConsumed = 3, kReceptacle = 4 };
BOOST_DESCRIBE_ENUM(SupplyClass, kOther, kConsumed, kReceptacle)

// prtMarkerSuppliesSupplyUnit, prtInputCapacityUnit and prtMarkerCounterUnit share one numbering.
enum class Unit {
    kOther = 1,
    kUnknown = 2,
    kTenThousandthsOfInches = 3,
    kMicrometers = 4,
    kCharacters = 5,
    kLines = 6,
    kImpressions = 7,
    kSheets = 8,
    kDotRow = 9,
    kHours = 11,
    kThousandthsOfOunces = 12,
    kTenthsOfGrams = 13,
    kHundredthsOfFluidOunces = 14,
    kTenthsOfMilliliters = 15,
    kFeet = 16,
    kMeters = 17,
    kItems = 18,
    kPercent = 19,
};
BOOST_DESCRIBE_ENUM(Unit, kOther, kUnknown, kTenThousandthsOfInches, kMicrometers, kCharacters, kLines, kImpressions,
                    kSheets, kDotRow, kHours, kThousandthsOfOunces, kTenthsOfGrams, kHundredthsOfFluidOunces,
                    kTenthsOfMilliliters, kFeet, kMeters, kItems, kPercent)

// What a level says. RFC 3805: >= 0 an amount, -1 no restriction, -2 unknown, -3 something remains.
enum class LevelState { kAmount, kUnrestricted, kUnknown, kSomeRemaining };
BOOST_DESCRIBE_ENUM(LevelState, kAmount, kUnrestricted, kUnknown, kSomeRemaining)

namespace level {
struct Amount {
    std::int64_t value = 0;                   // in the supply's unit
    std::optional<double> remaining_percent;  // 0..100; absent when the capacity is not known
    bool operator==(const Amount&) const = default;
};
struct Unrestricted {
    bool operator==(const Unrestricted&) const = default;
};
struct Unknown {
    bool operator==(const Unknown&) const = default;
};
struct SomeRemaining {
    bool operator==(const SomeRemaining&) const = default;
};
}  // namespace level
using SupplyLevel = std::variant<level::Amount, level::Unrestricted, level::Unknown, level::SomeRemaining>;

// The meaning of a raw level and capacity: the one place where the negative codes are read. `unit`
// matters for a level in percent whose capacity is unknown. An absent level is Unknown; an amount above
// the capacity counts as full; capacities of 0 or below give no percentage.
SupplyLevel ReadLevel(std::optional<std::int64_t> level_raw, std::optional<std::int64_t> max_capacity_raw,
                      std::optional<Unit> unit);
LevelState StateOf(const SupplyLevel& level);
std::optional<double> RemainingPercent(const SupplyLevel& level);

// Where the level of a supply comes from: prtMarkerSuppliesTable, the maker's private table, or IPP.
enum class LevelSource { kStandard, kPrivate, kIpp };
BOOST_DESCRIBE_ENUM(LevelSource, kStandard, kPrivate, kIpp)

// One physical part that a printer uses up or fills, whatever tables speak of it
// (supply_parts.hpp).
struct Supply {
    // "<hrDeviceIndex>.<prtMarkerSuppliesIndex>"; where only another source has it "private.N" or
    // "ipp.N"
    std::string index;
    std::optional<SupplyType> type;
    std::optional<SupplyClass> class_;
    std::optional<std::string> colorant;  // lower case, e.g. "black", "cyan", "light magenta"
    std::optional<std::string> description;
    std::optional<std::string> part_number;
    std::optional<std::string> serial_number;  // of the cartridge that is in the printer
    std::optional<Unit> unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::optional<std::int64_t> level_raw;
    LevelState level_state = LevelState::kUnknown;
    std::optional<double> remaining_percent;  // 0..100, one decimal
    // Of unit, capacity and level; absent from agents before 0.2: see SourceOf.
    std::optional<LevelSource> source;

    bool operator==(const Supply&) const = default;
};
BOOST_DESCRIBE_STRUCT(Supply, (),
                      (index, type, class_, colorant, description, part_number, serial_number, unit, max_capacity_raw,
                       level_raw, level_state, remaining_percent, source))

// What a meter counts. kLife is prtMarkerLifeCount; the others come from makers' tables. A total, and
// what it is the total of, are kinds of their own: whoever adds meters adds disjoint kinds only. Large is
// A3 and ledger, small what fits on A4, letter and legal.
enum class MeterKind {
    kLife,
    kMono,
    kColor,
    kLarge,
    kLargeMono,
    kLargeColor,
    kSmall,
    kSmallMono,
    kSmallColor,
    kPrints,
    kPrintsMono,
    kPrintsColor,
    kCopies,
    kCopiesMono,
    kCopiesColor,
    kScans,
    kScansMono,
    kScansColor,
    kFaxes,
    kFaxesSent,
    kFaxesReceived,
    kDuplex,
    kPowerOn,
    kOther,
};
BOOST_DESCRIBE_ENUM(MeterKind, kLife, kMono, kColor, kLarge, kLargeMono, kLargeColor, kSmall, kSmallMono, kSmallColor,
                    kPrints, kPrintsMono, kPrintsColor, kCopies, kCopiesMono, kCopiesColor, kScans, kScansMono,
                    kScansColor, kFaxes, kFaxesSent, kFaxesReceived, kDuplex, kPowerOn, kOther)

struct Meter {
    MeterKind kind = MeterKind::kOther;
    std::int64_t value = 0;            // never negative; wraps at 2^32 on the printer's side
    std::optional<Unit> unit;          // impressions and sheets are different things
    std::optional<std::string> index;  // "<hrDeviceIndex>.<prtMarkerIndex>" of a prtMarkerTable row

    bool operator==(const Meter&) const = default;
};
BOOST_DESCRIBE_STRUCT(Meter, (), (kind, value, unit, index))

// prtAlertSeverityLevel
enum class AlertSeverity { kOther = 1, kCritical = 3, kWarning = 4, kWarningBinaryChangeEvent = 5 };
BOOST_DESCRIBE_ENUM(AlertSeverity, kOther, kCritical, kWarning, kWarningBinaryChangeEvent)

// prtAlertTrainingLevel: who can put it right.
enum class TrainingLevel {
    kOther = 1,
    kUnknown,
    kUntrained,
    kTrained,
    kFieldService,
    kManagement,
    kNoInterventionRequired
};
BOOST_DESCRIBE_ENUM(TrainingLevel, kOther, kUnknown, kUntrained, kTrained, kFieldService, kManagement,
                    kNoInterventionRequired)

// prtAlertGroup
enum class AlertGroup {
    kOther = 1,
    kUnknown = 2,
    kHostResourcesMibStorageTable = 3,
    kHostResourcesMibDeviceTable = 4,
    kGeneralPrinter = 5,
    kCover = 6,
    kLocalization = 7,
    kInput = 8,
    kOutput = 9,
    kMarker = 10,
    kMarkerSupplies = 11,
    kMarkerColorant = 12,
    kMediaPath = 13,
    kChannel = 14,
    kInterpreter = 15,
    kConsoleDisplayBuffer = 16,
    kConsoleLights = 17,
    kAlert = 18,
    kFinDevice = 30,
    kFinSupply = 31,
    kFinSupplyMediaInput = 32,
    kFinAttribute = 33,
};
BOOST_DESCRIBE_ENUM(AlertGroup, kOther, kUnknown, kHostResourcesMibStorageTable, kHostResourcesMibDeviceTable,
                    kGeneralPrinter, kCover, kLocalization, kInput, kOutput, kMarker, kMarkerSupplies, kMarkerColorant,
                    kMediaPath, kChannel, kInterpreter, kConsoleDisplayBuffer, kConsoleLights, kAlert, kFinDevice,
                    kFinSupply, kFinSupplyMediaInput, kFinAttribute)

// One row of prtAlertTable.
struct Alert {
    std::optional<std::string> index;  // "<hrDeviceIndex>.<prtAlertIndex>"
    AlertSeverity severity = AlertSeverity::kOther;
    AlertGroup group = AlertGroup::kOther;
    std::optional<std::int64_t> group_index;  // row of the group's table; absent when there is none (-1)
    std::optional<std::int64_t> code;         // PrtAlertCodeTC, e.g. 1104 markerTonerAlmostEmpty... as is
    std::optional<TrainingLevel> training;
    std::optional<std::string> description;

    bool operator==(const Alert&) const = default;
};
BOOST_DESCRIBE_STRUCT(Alert, (), (index, severity, group, group_index, code, training, description))

// Bits of hrPrinterDetectedErrorState, most significant bit of the first octet first.
enum class DetectedError {
    kLowPaper,
    kNoPaper,
    kLowToner,
    kNoToner,
    kDoorOpen,
    kJammed,
    kOffline,
    kServiceRequested,
    kInputTrayMissing,
    kOutputTrayMissing,
    kMarkerSupplyMissing,
    kOutputNearFull,
    kOutputFull,
    kInputTrayEmpty,
    kOverduePreventMaint,
};
BOOST_DESCRIBE_ENUM(DetectedError, kLowPaper, kNoPaper, kLowToner, kNoToner, kDoorOpen, kJammed, kOffline,
                    kServiceRequested, kInputTrayMissing, kOutputTrayMissing, kMarkerSupplyMissing, kOutputNearFull,
                    kOutputFull, kInputTrayEmpty, kOverduePreventMaint)

// One row of prtInputTable.
struct InputTray {
    std::string index;
    std::optional<std::string> name;
    std::optional<std::string> media;
    std::optional<Unit> unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::optional<std::int64_t> level_raw;
    LevelState level_state = LevelState::kUnknown;
    std::optional<double> remaining_percent;

    bool operator==(const InputTray&) const = default;
};
BOOST_DESCRIBE_STRUCT(InputTray, (),
                      (index, name, media, unit, max_capacity_raw, level_raw, level_state, remaining_percent))

// The overall state: the worst of hrDeviceStatus, the detected errors and the alerts; kOther when the
// printer says nothing of the kind.
enum class PrinterStatus { kOk, kWarning, kError, kOther };
BOOST_DESCRIBE_ENUM(PrinterStatus, kOk, kWarning, kError, kOther)

// A part of what a printer is asked for. One that was not answered (the printer fell silent, refused, or
// answered nonsense) says nothing: what is missing in it may be there all the same, and what was read
// before stays true until something better is known.
enum class Part {
    kIdentity,            // who it is: system group, device, serial number, hardware address
    kFeatures,            // media paths
    kStatus,              // hrDeviceStatus, hrPrinterStatus, detected errors
    kDisplay,             // the console's text
    kAlerts,              // prtAlertTable
    kMeters,              // prtMarkerTable
    kSupplyDescriptions,  // type, class, colorant, description of a supply
    kSupplyCapacities,    // its capacity and unit
    kSupplyLevels,        // its level
    kTrayDescriptions,    // prtInputTable but the levels
    kTrayLevels,
    kMakersTable,  // the maker's private MIB: better levels, meters, serial number, firmware
};
BOOST_DESCRIBE_ENUM(Part, kIdentity, kFeatures, kStatus, kDisplay, kAlerts, kMeters, kSupplyDescriptions,
                    kSupplyCapacities, kSupplyLevels, kTrayDescriptions, kTrayLevels, kMakersTable)

// How a printer was asked. IPPS is IPP through TLS.
enum class Protocol { kSnmp, kIpp, kIpps };
BOOST_DESCRIBE_ENUM(Protocol, kSnmp, kIpp, kIpps)

// The values of a Reading, to say where they come from. Of supplies each one says it besides (Supply::source).
enum class ReadingValue {
    kManufacturer,
    kModel,
    kSerialNumber,
    kSystemName,
    kLocation,
    kFirmware,
    kHardwareAddress,
    kUptime,
    kStatus,  // with the detected errors
    kStatusText,
    kAlerts,
    kMeters,
    kSupplies,
    kInputs,
    kFeatures,
};
BOOST_DESCRIBE_ENUM(ReadingValue, kManufacturer, kModel, kSerialNumber, kSystemName, kLocation, kFirmware,
                    kHardwareAddress, kUptime, kStatus, kStatusText, kAlerts, kMeters, kSupplies, kInputs, kFeatures)

struct Origin {
    Protocol protocol = Protocol::kSnmp;
    std::vector<ReadingValue> values;  // ascending; empty: it answered, and the other one says as much

    bool operator==(const Origin&) const = default;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (protocol, values))

// What a printer showed when it was asked by IPPS.
struct Certificate {
    std::string sha256;                      // of the whole certificate, 64 lower case hexadecimal digits
    std::optional<base::Instant> not_after;  // its last moment; absent: it does not say

    bool operator==(const Certificate&) const = default;
};
BOOST_DESCRIBE_STRUCT(Certificate, (), (sha256, not_after))

// One set of values of one printer. Texts are valid UTF-8 without control characters, but come from the
// printer: hostile input to whoever shows them.
struct Reading {
    std::string address;
    std::uint16_t port = 161;
    // hrDeviceIndex, where several printers answer at this address (a print server); absent where it is the only one.
    std::optional<std::int64_t> device_index;
    bool is_printer = false;
    std::optional<std::string> manufacturer;
    std::optional<std::string> model;  // without the manufacturer's name in front
    std::optional<std::string> serial_number;
    std::optional<std::string> system_name;
    std::optional<std::string> location;
    std::optional<std::string> firmware;
    std::optional<std::string> hardware_address;  // "00:20:6b:4a:f3:25"
    std::optional<std::int64_t> uptime_seconds;
    PrinterStatus status = PrinterStatus::kOther;
    std::optional<std::string> status_text;  // what stands on the printer's display
    std::vector<DetectedError> detected_errors;
    std::vector<Alert> alerts;
    std::vector<Meter> meters;
    std::vector<Supply> supplies;
    std::vector<InputTray> inputs;
    std::vector<std::string> features;  // "color", "duplex", "scan", "copy", "fax", "staple"
    std::vector<std::string> problems;  // what the printer answered badly, in English, for a technician
    // The parts that were not answered, or not to their end; ascending. Absent: all were, which is what
    // an agent says that knows nothing of parts.
    std::optional<std::vector<Part>> unanswered;
    // Who told what, where it was not SNMP alone; one entry for each protocol that answered (AGT-10).
    std::optional<std::vector<Origin>> origins;
    std::optional<Certificate> certificate;

    bool operator==(const Reading&) const = default;
};
BOOST_DESCRIBE_STRUCT(Reading, (),
                      (address, port, device_index, is_printer, manufacturer, model, serial_number, system_name,
                       location, firmware, hardware_address, uptime_seconds, status, status_text, detected_errors,
                       alerts, meters, supplies, inputs, features, problems, unanswered, origins, certificate))

// Among the problems: the printer fell silent before all was asked.
inline constexpr std::string_view kStoppedAnswering = "stopped answering";

// A reading, or what was asked for, lacks something.
[[nodiscard]] inline bool IsPartial(const Reading& reading) {
    return reading.unanswered && !reading.unanswered->empty();
}
[[nodiscard]] inline bool IsUnanswered(const Reading& reading, Part part) {
    return reading.unanswered && std::ranges::find(*reading.unanswered, part) != reading.unanswered->end();
}
void AddUnanswered(Reading& reading, Part part);
// Agents before this knew only how to complain: a reading of theirs that says it broke off gets every
// part as unanswered, or the parts that its problems name. Others stay as they are.
void ReadOldComplaints(Reading& reading);
// None of type, class, description and colorant: a level or a capacity of an unknown part.
[[nodiscard]] bool IsNameless(const Supply& supply);

}  // namespace printing
