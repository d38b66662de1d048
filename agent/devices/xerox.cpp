#include "agent/devices/maker.hpp"

// Xerox: XEROX-HOST-RESOURCES-EXT-MIB (xcmHrDevDetail starts with the serial number); the device id
// stands in XEROX-GENERAL-TC tables. Small models are built by Samsung and keep model and firmware
// there.
namespace agent::devices {

const Maker& Xerox() {
    using printing::MeterKind;
    static const Maker kMaker{
        .name = "Xerox",
        .enterprises = {"1.3.6.1.4.1.253"},
        .printers = {"1.3.6.1.4.1.253.8.62.1"},
        .model = {"1.3.6.1.4.1.236.11.5.1.1.1.1"},
        .serial = {"1.3.6.1.4.1.253.8.53.3.2.1.3", "1.3.6.1.4.1.236.11.5.1.1.1.4"},
        .firmware = {"1.3.6.1.4.1.236.11.5.1.1.1.2"},
        .device_id = {"1.3.6.1.4.1.253.8.51.1.2.1.20"},
        .display = {},
        .meters = {{"1.3.6.1.4.1.253.8.53.13.2.1.6.1.20.1", MeterKind::kPrints},
                   {"1.3.6.1.4.1.253.8.53.13.2.1.6.1.20.33", MeterKind::kPrintsColor},
                   {"1.3.6.1.4.1.253.8.53.13.2.1.6.1.20.34", MeterKind::kPrintsMono},
                   {"1.3.6.1.4.1.253.8.53.13.2.1.6.11.20.25", MeterKind::kCopiesColor},
                   {"1.3.6.1.4.1.253.8.53.13.2.1.6.11.20.3", MeterKind::kCopiesMono}},
        .tables = {},
        .contexts = {},
        .model_in_description = true,
        .private_serial_first = false,
        .refine = nullptr,
    };
    return kMaker;
}

}  // namespace agent::devices
