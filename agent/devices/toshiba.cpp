#include "agent/devices/maker.hpp"

// Toshiba TEC: label printers (TOSHIBATEC-BCP-MIB) and e-STUDIO copiers.
namespace agent::devices {

const Maker& ToshibaTec() {
    static const Maker kMaker{
        .name = "Toshiba",
        .enterprises = {"1.3.6.1.4.1.1129"},
        .printers = {"1.3.6.1.4.1.1129.1.2.1", "1.3.6.1.4.1.1129.2.3"},
        .model = {"1.3.6.1.4.1.1129.1.2.1.1.1.2.1"},
        .serial = {"1.3.6.1.4.1.1129.1.2.1.1.1.1.1"},
        .firmware = {"1.3.6.1.4.1.1129.1.2.1.1.1.1.2"},
        .device_id = {},
        .display = {},
        .meters = {},
        .tables = {},
        .contexts = {},
        .model_in_description = true,
        .private_serial_first = false,
        .refine = nullptr,
    };
    return kMaker;
}

}  // namespace agent::devices
