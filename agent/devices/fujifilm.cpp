#include "agent/devices/maker.hpp"

// Fujifilm Business Innovation, formerly Fuji Xerox.
namespace agent::devices {

const Maker& Fujifilm() {
    static const Maker kMaker{
        .name = "Fujifilm",
        .enterprises = {"1.3.6.1.4.1.297"},
        .printers = {"1.3.6.1.4.1.297.1.11.93"},
        .model = {},
        .serial = {},
        .firmware = {},
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
