#include "agent/devices/maker.hpp"

// Zebra label printers. Older ones answer through a print server by Extended Systems (enterprise
// 683), whose serial number is that of the print server.
namespace agent::devices {

const Maker& Zebra() {
    static const Maker kMaker{
        .name = "Zebra",
        .enterprises = {"1.3.6.1.4.1.10642"},
        .printers = {"1.3.6.1.4.1.10642"},
        .model = {"1.3.6.1.4.1.10642.1.1", "1.3.6.1.4.1.683.6.2.3.2.1.15", "1.3.6.1.4.1.10642.200.19.7"},
        .serial = {"1.3.6.1.4.1.10642.200.19.5", "1.3.6.1.4.1.683.1.5"},
        .firmware = {"1.3.6.1.4.1.10642.1.2", "1.3.6.1.4.1.683.1.9"},
        .device_id = {},
        .display = {},
        .meters = {},
        .tables = {},
        .contexts = {},
        .model_in_description = false,
        .private_serial_first = true,
        .refine = nullptr,
    };
    return kMaker;
}

}  // namespace agent::devices
