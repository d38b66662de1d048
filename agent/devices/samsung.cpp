#include "agent/devices/maker.hpp"

// Samsung, now part of HP; the serial number stands in sysDescr ("...;S/N AAAAAAA").
namespace agent::devices {

const Maker& Samsung() {
    static const Maker kMaker{
        .name = "Samsung",
        .enterprises = {"1.3.6.1.4.1.236"},
        .printers = {"1.3.6.1.4.1.236.11.5"},
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
