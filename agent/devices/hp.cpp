#include <regex>

#include "agent/devices/maker.hpp"
#include "lib/base/text.hpp"

// HP: JETDIRECT3-MIB and the PML objects of netPMLmgmt. PML strings start with two octets that name
// a character set. Some firmwares keep prtMarkerSuppliesTable in the SNMP context "Jetdirect" only.
namespace agent::devices {
namespace {

// "Black Cartridge HP CF400X", "HP 508A Black ... (CF360A)": the selectability number.
void ReadPartNumber(printing::Supply& supply) {
    static const std::regex kNumber(
        R"((?:^|[ (])(?:HP )?((?:C|CB|CC|CE|CF|CN|CR|F6|L0|Q|W|51|92)[A-Z0-9]{2,3}[0-9][0-9A-Z]?[ACXY])(?=$|[ ),;]))",
        std::regex::optimize);
    if (supply.part_number || !supply.description) return;
    std::smatch match;
    if (std::regex_search(*supply.description, match, kNumber)) supply.part_number = match[1];
}

void Refine(const snmp::Values&, const printing::SystemIdentity& identity, printing::Reading& reading) {
    if (!reading.model) {
        const auto at = identity.description.find("PID:");
        if (at != std::string::npos) {
            std::string_view model = std::string_view(identity.description).substr(at + 4);
            model = base::Trim(model.substr(0, model.find(',')));
            if (const auto brand = BrandOf(model)) model.remove_prefix(brand->length);
            if (!base::Trim(model).empty()) reading.model = std::string(base::Trim(model));
        }
    }
    for (auto& supply : reading.supplies) ReadPartNumber(supply);
}

}  // namespace

const Maker& Hp() {
    using printing::MeterKind;
    static const Maker kMaker{
        .name = "HP",
        .enterprises = {"1.3.6.1.4.1.11.2.3.9", "1.3.6.1.4.1.29999", "1.3.6.1.4.1.26696"},
        .printers = {"1.3.6.1.4.1.11.2.3.9.1", "1.3.6.1.4.1.11.2.3.9.8"},
        .model = {"1.3.6.1.4.1.11.2.3.9.4.2.1.1.3.2"},
        .serial = {"1.3.6.1.4.1.11.2.3.9.4.2.1.1.3.3"},
        .firmware = {"1.3.6.1.4.1.11.2.3.9.4.2.1.1.3.6"},
        .device_id = {"1.3.6.1.4.1.11.2.3.9.1.1.7"},
        .display = {},
        .meters = {{"1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2.7.0", MeterKind::kColor},
                   {"1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2.22.0", MeterKind::kDuplex}},
        .tables = {},
        .contexts = {"Jetdirect"},
        .model_in_description = false,
        .private_serial_first = false,
        .refine = &Refine,
    };
    return kMaker;
}

}  // namespace agent::devices
