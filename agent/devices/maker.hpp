#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/printing/printer_mib.hpp"

// What is particular about one maker's printers: where its private MIB keeps identity, meters and
// supplies. Data first; `refine` is for what data cannot say. One file a maker; makers.cpp lists
// them.
namespace agent::devices {

// Object identifiers stand here as text, as in the makers' documents: "1.3.6.1.4.1.2435.2.3.9".
using OidText = std::string_view;

struct MeterSource {
    OidText oid;  // the whole name, with its instance
    printing::MeterKind kind;
    std::optional<printing::Unit> unit = printing::Unit::kImpressions;
};

struct TableSource {
    OidText oid;
    int expected = 8;  // rows
};

struct Maker {
    std::string_view name;             // the manufacturer as it is shown
    std::vector<OidText> enterprises;  // sysObjectID under one of these: this private MIB is asked
    std::vector<OidText> printers;     // sysObjectID under one of these: certainly a printer
    // Each list in order of trust; the first usable value counts. Scalars without their .0.
    std::vector<OidText> model;
    std::vector<OidText> serial;
    std::vector<OidText> firmware;
    std::vector<OidText> device_id;  // IEEE 1284 device ids ("MFG:...;MDL:...;")
    std::vector<OidText> display;    // what stands on the display, where prtConsole is missing
    std::vector<MeterSource> meters;
    std::vector<TableSource> tables;         // fetched for `refine`
    std::vector<std::string_view> contexts;  // SNMP contexts where the supplies may hide
    bool model_in_description = true;        // sysDescr starts with manufacturer and model
    bool private_serial_first = false;       // the private serial number is the better one
    // Puts right what the data above cannot; called last, with everything that was fetched.
    void (*refine)(const snmp::Values&, const printing::SystemIdentity&, printing::Reading&) = nullptr;
};

const Maker& Brother();
const Maker& Canon();
const Maker& Dell();
const Maker& Epson();
const Maker& Fujifilm();
const Maker& Hp();
const Maker& KonicaMinolta();
const Maker& Kyocera();
const Maker& Lexmark();
const Maker& Oki();
const Maker& Pantum();
const Maker& Ricoh();
const Maker& Samsung();
const Maker& Sharp();
const Maker& ToshibaTec();
const Maker& Tsc();
const Maker& Xerox();
const Maker& Zebra();

// Every maker that has a file here.
std::span<const Maker* const> AllMakers();

// By sysObjectID, or else by name; nullptr when nothing is known. A machine with another brand on
// it is found by its sysObjectID: the private MIB is the builder's.
const Maker* FindMaker(const printing::SystemIdentity& identity);
// For machines whose sysObjectID says nothing: ranges whose answers tell which private MIBs are
// there ...
std::vector<snmp::Range> PresenceRanges();
// ... and the maker that they tell; nullptr when none answered.
const Maker* FindMakerByPresence(const snmp::Values& values);

// What to ask of this maker's private MIB; empty when there is nothing.
std::vector<snmp::Range> MakerRanges(const Maker& maker);

// Whether it is a printer, judged by all that it answered.
bool IsPrinter(const printing::SystemIdentity& identity, const Maker* maker);

// Completes the Reading that MapPrinterMib made: manufacturer, model, serial number, firmware,
// meters, private supplies, and is_printer. `maker` may be null.
void Complete(const snmp::Values& values, const Maker* maker, printing::Reading& reading);

// ---- for makers' refine functions
// -------------------------------------------------------------------

snmp::Oid ParseOid(OidText text);
// The first value directly under `parent` as clean text.
std::optional<std::string> TextUnder(const snmp::Values& values, OidText parent);
std::optional<std::string_view> OctetsUnder(const snmp::Values& values, OidText parent);

// The brand that a text starts with, as it is written on the machine: {"Konica Minolta", 14}: 14
// octets of the text are its name. nullopt for an unknown one.
struct Brand {
    std::string_view name;
    std::size_t length;
};
std::optional<Brand> BrandOf(std::string_view text);

// "MFG:Brother;MDL:HL-2270DW series;SN:..." -> value of MDL.
std::optional<std::string> DeviceIdValue(std::string_view device_id, std::string_view key, std::string_view long_key);

// Adds a supply of a private table, with what its level means. Which row of the standard table is
// the same part, and whose value is the better one, Complete finds out afterwards, for all makers
// alike.
void AddPrivateSupply(printing::Reading& reading, printing::Supply supply);

}  // namespace agent::devices
