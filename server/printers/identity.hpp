#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/printing/reading.hpp"

// Which printer is this? (AGT-3) By manufacturer and serial number, never by address. Where a printer gives no
// usable serial number, in this order: its hardware address; manufacturer, model and host name; manufacturer,
// model and address. Such a weak key is given up for the serial number as soon as one is reported.
namespace printers {

struct IdentityKeys {
    std::string identity;  // "sn/<manufacturer>/<serial>", or the same as `weak`
    std::string weak;      // "hw/<address>", else the same as `place`
    std::string place;     // "at/<manufacturer>/<model>/<host name or address>"
    // Under what this printer may stand since a first answer that was cut short: `place`, and the same with less.
    std::vector<std::string> short_places;
    bool has_serial = false;
};
// Of several printers behind one address every key but the serial number has its hrDeviceIndex at its end: hardware address, host
// name and address are those of the print server.
IdentityKeys KeysOf(const printing::Reading& reading);
// Whether a weak key is one of the printer of that hrDeviceIndex, or with nullopt of one that is alone at its address.
bool IsOfIndex(std::string_view weak_key, std::optional<std::int64_t> device_index);

// Of several machines that claim one serial number the first has the plain identity; the others have this one, which says where
// they are.
std::string TwinKey(const IdentityKeys& keys);
// Without what TwinKey put behind it.
std::string PlainIdentity(std::string_view identity);
// Of "sn/<manufacturer>/<serial>", plain or not.
std::string SerialOf(std::string_view identity);

// Lower case letters and digits only, without the legal form: "Hewlett-Packard Inc." -> "hewlettpackard".
std::string ManufacturerKey(std::string_view manufacturer);
// Upper case without spaces; "" for what is no serial number: too short, one character repeated, "unknown" ...
std::string SerialKey(std::string_view serial_number);
// What addresses sort by: IPv4 as 8 hexadecimal digits, then everything else as it is.
std::string AddressKey(std::string_view address);

}  // namespace printers
