#include "agent/devices/maker.hpp"

// Samsung, now part of HP; some models keep the serial number in sysDescr only ("...;S/N AAAAAAA").
namespace agent::devices {

const Maker& Samsung() {
    static const Maker kMaker{
        .name = "Samsung",
        .enterprises = {"1.3.6.1.4.1.236"},
        .printers = {"1.3.6.1.4.1.236.11.5"},
        .model = {"1.3.6.1.4.1.236.11.5.1.1.1.1"},
        .serial = {"1.3.6.1.4.1.236.11.5.1.1.1.4"},
        .firmware = {"1.3.6.1.4.1.236.11.5.1.1.1.2"},
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
