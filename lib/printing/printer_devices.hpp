#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lib/snmp/sessions.hpp"
#include "lib/snmp/values.hpp"

// Several printers behind one address: a print server, a controller (RFC 3805, 2.1: one hrDeviceIndex is one printer).
namespace printing {

// One printer of several.
struct PrinterDevice {
    std::uint32_t index = 0;             // its hrDeviceIndex; what identifies it at this address
    std::vector<std::uint32_t> indexes;  // all that tell of it, ascending; more than one with one serial number
};

// The printers that `values` tell of, ascending by index: each has a row of its own as a device and in the marker or the supplies
// table. Empty where that makes fewer than two: all rows are of one printer, under whatever index it has them (0, or one that is
// no device). With `several_known` one alone is told, too: the others may be switched off.
std::vector<PrinterDevice> PrinterDevices(const snmp::Values& values, bool several_known = false);

// What to ask for besides PrinterMibRanges() or IdentityRanges(), which ask for one name and one serial number only.
std::vector<snmp::Range> SeveralPrintersRanges();

// Only what is told of this one of several printers, and of the address: no row of another one, and nothing that may be the print
// server's or another printer's (system description and object id, the maker's own tables).
snmp::Values ValuesOf(const snmp::Values& values, const PrinterDevice& printer, const std::vector<PrinterDevice>& all);

}  // namespace printing
