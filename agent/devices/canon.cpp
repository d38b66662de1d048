#include "agent/devices/maker.hpp"

// Canon: CANON-MIB.
namespace agent::devices {

const Maker& Canon() {
    static const Maker kMaker{
        .name = "Canon",
        .enterprises = {"1.3.6.1.4.1.1602"},
        .printers = {"1.3.6.1.4.1.1602.4"},
        .model = {"1.3.6.1.4.1.1602.1.1.1.1"},
        .serial = {"1.3.6.1.4.1.1602.1.2.1.8.1.3.1", "1.3.6.1.4.1.1602.1.2.1.4"},
        .firmware = {"1.3.6.1.4.1.1602.1.1.1.4"},
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
