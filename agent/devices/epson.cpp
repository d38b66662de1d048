#include "agent/devices/maker.hpp"

// Epson: sysDescr says "EPSON Built-in" on every machine. Scanners and projectors share the
// enterprise number.
namespace agent::devices {

const Maker& Epson() {
    static const Maker kMaker{
        .name = "Epson",
        .enterprises = {"1.3.6.1.4.1.1248"},
        .printers = {"1.3.6.1.4.1.1248.1.1.2.1"},
        .model = {"1.3.6.1.4.1.1248.1.2.2.1.1.1.2"},
        .serial = {"1.3.6.1.4.1.1248.1.2.2.1.1.1.5"},
        .firmware = {"1.3.6.1.4.1.1248.1.2.2.2.1.1.2"},
        .device_id = {},
        .display = {},
        .meters = {},
        .tables = {},
        .contexts = {},
        .model_in_description = false,
        .private_serial_first = false,
        .refine = nullptr,
    };
    return kMaker;
}

}  // namespace agent::devices
