#include <regex>

#include "agent/devices/maker.hpp"

// Kyocera and its brands (UTAX, Triumph-Adler, Olivetti): sysDescr names the firm only. The
// description of a supply is its part number ("TK-8335K"); the letter at its end is the color of a
// kit for a color printer.
namespace agent::devices {
namespace {

void Refine(const snmp::Values&, const printing::SystemIdentity&, printing::Reading& reading) {
    static const std::regex kKit(R"((?:TK|PK|CK|PF|DK|DV|FK|MK|WT)-\d{2,5}[A-Z]{0,2})", std::regex::optimize);
    for (auto& supply : reading.supplies) {
        if (supply.part_number || !supply.description) continue;
        if (!std::regex_match(*supply.description, kKit)) continue;
        supply.part_number = supply.description;
        if (supply.colorant || supply.type != printing::SupplyType::kToner) continue;
        switch (supply.description->back()) {
            case 'K':
                supply.colorant = "black";
                break;
            case 'C':
                supply.colorant = "cyan";
                break;
            case 'M':
                supply.colorant = "magenta";
                break;
            case 'Y':
                supply.colorant = "yellow";
                break;
            default:
                break;
        }
    }
}

}  // namespace

const Maker& Kyocera() {
    static const Maker kMaker{
        .name = "Kyocera",
        .enterprises = {"1.3.6.1.4.1.1347"},
        .printers = {"1.3.6.1.4.1.1347.41"},
        .model = {"1.3.6.1.4.1.1347.43.5.1.1.1"},
        .serial = {"1.3.6.1.4.1.1347.43.5.1.1.28"},
        .firmware = {"1.3.6.1.4.1.1347.43.5.4.1.5.1"},
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
