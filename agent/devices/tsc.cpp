#include "agent/devices/maker.hpp"

// TSC label printers.
namespace agent::devices {

const Maker& Tsc() {
    static const Maker kMaker{
        .name = "TSC",
        .enterprises = {"1.3.6.1.4.1.51966.2"},
        .printers = {"1.3.6.1.4.1.51966.2.6"},
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
