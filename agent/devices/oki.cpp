#include <regex>

#include "agent/devices/maker.hpp"

// OKI: sysDescr is that of the network card: "OKI OkiLAN 8500e Rev.01.23 ...: Attached to MC342
// Rev.02.70".
namespace agent::devices {
namespace {

void Refine(const snmp::Values&, const printing::SystemIdentity& identity, printing::Reading& reading) {
    static const std::regex kAttached(R"(Attached to (\S+))");
    std::smatch match;
    if (!reading.model && std::regex_search(identity.description, match, kAttached)) reading.model = match[1];
}

}  // namespace

const Maker& Oki() {
    static const Maker kMaker{
        .name = "OKI",
        .enterprises = {"1.3.6.1.4.1.2001"},
        .printers = {"1.3.6.1.4.1.2001.1.1"},
        .model = {"1.3.6.1.4.1.2001.1.1.1.1.11.1.10.25"},
        .serial = {"1.3.6.1.4.1.2001.1.1.1.1.11.1.10.45"},
        .firmware = {},
        .device_id = {},
        .display = {},
        .meters = {},
        .tables = {},
        .contexts = {},
        .model_in_description = false,
        .private_serial_first = false,
        .refine = &Refine,
    };
    return kMaker;
}

}  // namespace agent::devices
