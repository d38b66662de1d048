#include <regex>

#include "agent/devices/maker.hpp"

// Lexmark: hrDeviceDescr is "Lexmark MS610dn 451444HH0CK9B LW20.PRL.P245" (model, serial number,
// firmware).
namespace agent::devices {
namespace {

void Refine(const snmp::Values&, const printing::SystemIdentity& identity, printing::Reading& reading) {
    static const std::regex kDescription(
        R"(Lexmark ([A-Za-z0-9]+(?: Series)?) ([A-Z0-9-]{7,16}) ([A-Z0-9]{2,}\.[A-Z0-9.-]+))");
    std::smatch match;
    if (!identity.device_description || !std::regex_match(*identity.device_description, match, kDescription)) {
        return;
    }
    reading.model = match[1];
    if (!reading.serial_number) reading.serial_number = printing::UsableSerial(match[2].str());
    if (!reading.firmware) reading.firmware = match[3];
}

}  // namespace

const Maker& Lexmark() {
    static const Maker kMaker{
        .name = "Lexmark",
        .enterprises = {"1.3.6.1.4.1.641"},
        .printers = {"1.3.6.1.4.1.641.1", "1.3.6.1.4.1.641.2"},
        .model = {"1.3.6.1.4.1.641.6.2.3.1.4", "1.3.6.1.4.1.641.2.1.2.1.2"},
        .serial = {"1.3.6.1.4.1.641.6.2.3.1.5", "1.3.6.1.4.1.641.2.1.2.1.6"},
        .firmware = {"1.3.6.1.4.1.641.6.3.3.1.7.1", "1.3.6.1.4.1.641.2.1.2.1.4"},
        .device_id = {},
        .display = {},
        .meters = {},
        .tables = {},
        .contexts = {},
        .model_in_description = true,
        .private_serial_first = false,
        .refine = &Refine,
    };
    return kMaker;
}

}  // namespace agent::devices
