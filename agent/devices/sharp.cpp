#include "agent/devices/maker.hpp"

// Sharp: the counters of its job log MIB; .3 holds the count and .4, with the same index, its name.
namespace agent::devices {

const Maker& Sharp() {
    using printing::MeterKind;
    static const Maker kMaker{
        .name = "Sharp",
        .enterprises = {"1.3.6.1.4.1.2385"},
        .printers = {"1.3.6.1.4.1.2385.3.1"},
        .model = {},
        .serial = {},
        .firmware = {"1.3.6.1.4.1.2385.2.1.1.2.1.2"},
        .device_id = {},
        .display = {},
        .meters = {{"1.3.6.1.4.1.2385.1.1.19.2.1.3.1.4.60", MeterKind::kPrints},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.1.4.61", MeterKind::kPrintsMono},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.1.4.63", MeterKind::kPrintsColor},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.1.4.75", MeterKind::kDuplex},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.4.4.60", MeterKind::kCopies},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.4.4.61", MeterKind::kCopiesMono},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.4.4.63", MeterKind::kCopiesColor},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.5.4.61", MeterKind::kMono},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.5.4.63", MeterKind::kColor},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.7.4.50", MeterKind::kScans},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.7.4.51", MeterKind::kScansMono},
                   {"1.3.6.1.4.1.2385.1.1.19.2.1.3.7.4.53", MeterKind::kScansColor}},
        .tables = {},
        .contexts = {},
        .model_in_description = true,
        .private_serial_first = false,
        .refine = nullptr,
    };
    return kMaker;
}

}  // namespace agent::devices
