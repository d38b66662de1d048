#include "agent/devices/maker.hpp"

// Konica Minolta and Sindoh, which builds some of its models: KONICAMINOLTA-MIB (kmSystem,
// kmCounter).
namespace agent::devices {

const Maker& KonicaMinolta() {
    using printing::MeterKind;
    static const Maker kMaker{
        .name = "Konica Minolta",
        .enterprises = {"1.3.6.1.4.1.18334"},
        .printers = {"1.3.6.1.4.1.18334.1.1.1", "1.3.6.1.4.1.18334.1.2.1"},
        .model = {"1.3.6.1.4.1.18334.1.1.1.1.6.2.1"},
        .serial = {},
        .firmware = {"1.3.6.1.4.1.18334.1.1.1.1.6.1"},
        .device_id = {},
        .display = {},
        .meters = {{"1.3.6.1.4.1.18334.1.1.1.5.7.2.1.3.0", MeterKind::kDuplex},
                   {"1.3.6.1.4.1.18334.1.1.1.5.7.2.2.1.5.1.1", MeterKind::kCopiesMono},
                   {"1.3.6.1.4.1.18334.1.1.1.5.7.2.2.1.5.1.2", MeterKind::kPrintsMono},
                   {"1.3.6.1.4.1.18334.1.1.1.5.7.2.2.1.5.2.1", MeterKind::kCopiesColor},
                   {"1.3.6.1.4.1.18334.1.1.1.5.7.2.2.1.5.2.2", MeterKind::kPrintsColor},
                   {"1.3.6.1.4.1.18334.1.1.1.5.7.2.3.1.5.1", MeterKind::kScans}},
        .tables = {},
        .contexts = {},
        .model_in_description = true,
        .private_serial_first = false,
        .refine = nullptr,
    };
    return kMaker;
}

}  // namespace agent::devices
