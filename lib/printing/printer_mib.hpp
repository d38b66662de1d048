#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/printing/reading.hpp"
#include "lib/snmp/sessions.hpp"
#include "lib/snmp/values.hpp"

// From the standard MIBs to a Reading: RFC 1213 (system), RFC 2790 (Host Resources), RFC 3805 (Printer
// MIB v2) and the PWG's Printer Port Monitor MIB. Pure: what to ask for, and what the answers mean.
// Nothing of any maker is in here; that is the agent's devices/.
namespace printing {

// What to ask for, so that MapPrinterMib has everything it reads.
std::vector<snmp::Range> PrinterMibRanges();
// The small part that tells whether it is a printer and which one.
std::vector<snmp::Range> IdentityRanges();

// A printer whose texts are not UTF-8 says by these which character set they are in.
bool NeedsCharacterSet(const snmp::Values& values);
std::vector<snmp::Range> CharacterSetRanges();

// Which part of a reading an object belongs to; the makers' table for what is in none of these MIBs.
Part PartOf(snmp::OidView name);

// What the machine says of itself beyond a Reading's fields; makers' rules read it.
struct SystemIdentity {
    std::string description;                        // sysDescr, cleaned
    std::vector<std::uint32_t> object_id;           // sysObjectID; empty when there is none
    std::optional<std::uint32_t> printer_device;    // hrDeviceIndex of the printer, by hrDeviceType or hrPrinterTable
    std::optional<std::string> device_description;  // its hrDeviceDescr
    std::optional<std::string> printer_name;        // prtGeneralPrinterName
    // IEEE 1284: ppmPrinterIEEE1284DeviceId, or what stands in one of the texts above instead of words; that is empty then.
    std::optional<std::string> device_id;
    std::optional<std::int64_t> character_set;  // prtLocalizationCharacterSet of its texts, see ReadText
    bool has_marker = false;                    // rows of the marker table: it puts something on paper
    bool has_printer_mib = false;               // rows of the input, marker or supplies tables
    bool has_general_row = false;               // a row of prtGeneralTable, which scanners have too
    bool has_printer_device = false;            // an hrDeviceType printer, which servers with queues have too
    bool has_printer_status = false;            // an hrPrinterTable row
    // Lists processors or many devices, or answers as one: a server, a BMC, a controller.
    bool is_general_computer = false;
    // Answers by the agent of a general operating system, and describes itself as one: "Linux files 5.10.0".
    bool is_operating_system = false;
};
SystemIdentity ReadIdentity(const snmp::Values& values);

// Everything of the Reading that the standard says, except address, port, is_printer, manufacturer and
// model. Fills `problems` with what contradicts the standard.
Reading MapPrinterMib(const snmp::Values& values);
// The same for who has read the identity of these values already.
Reading MapPrinterMib(const snmp::Values& values, const SystemIdentity& identity);

// Derived from a printer's words, where no column says it; nullopt where that would be a guess.
std::optional<std::string> ColorantFromWords(std::string_view description);
// Of a text of prtMarkerColorantValue: "Schwarz", "K" and "Black ink" are "black"; what is no known color stays as it
// is, in lower case. nullopt for "other", "unknown", "none", which name no colorant (RFC 3805).
std::optional<std::string> ColorantFromValue(std::string_view clean_text);
std::optional<SupplyType> TypeFromWords(std::string_view description);
// Receptacle for the waste types, consumed for the others, nullopt for other and unknown.
std::optional<SupplyClass> ClassOfType(SupplyType type);

struct PartNumbers {
    std::optional<std::string> part_number;
    std::optional<std::string> serial_number;
};
// "Black Toner, PN 006R01509;SN48178080E0000481" and the like: only what carries a label.
PartNumbers PartNumbersFromWords(std::string_view description);
// The description without what it labels as numbers of part and item, which have fields of their own: "Black Toner".
// As it is, where nothing would be left. `description`: clean text.
std::string NameFromWords(std::string_view description);
// nullopt for placeholders (IsPlaceholder), "default", all zeros, all X.
std::optional<std::string> UsableSerial(std::string_view text);

// hrPrinterDetectedErrorState: most significant bit first; one, two or no octets.
std::vector<DetectedError> ReadDetectedErrors(std::string_view octets);
// By RFC 2790's table, RFC 3805's alerts and hrDeviceStatus.
PrinterStatus WorstStatus(std::optional<std::int64_t> device_status, const std::vector<DetectedError>& errors,
                          const std::vector<Alert>& alerts, bool status_known);

}  // namespace printing
