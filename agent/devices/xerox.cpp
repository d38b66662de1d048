#include "agent/devices/maker.hpp"

// Xerox: XEROX-HOST-RESOURCES-EXT-MIB; the device id stands in XEROX-GENERAL-TC tables.
namespace agent::devices {

const Maker& Xerox() {
    using printing::MeterKind;
    static const Maker kMaker{
        .name = "Xerox",
        .enterprises = {"1.3.6.1.4.1.253"},
        .printers = {"1.3.6.1.4.1.253.8.62.1"},
        .model = {},
        .serial = {},
        .firmware = {},
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
