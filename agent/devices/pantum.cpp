#include "agent/devices/maker.hpp"

// Pantum.
namespace agent::devices {

const Maker& Pantum() {
    static const Maker kMaker{
        .name = "Pantum",
        .enterprises = {"1.3.6.1.4.1.40093"},
        .printers = {"1.3.6.1.4.1.40093.1.1"},
        .model = {"1.3.6.1.2.1.43.5.1.1.16"},
        .serial = {"1.3.6.1.4.1.40093.1.1.1.5", "1.3.6.1.4.1.40093.6.1.2", "1.3.6.1.4.1.40093.10.1.1.4"},
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
