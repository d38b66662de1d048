#include "agent/devices/maker.hpp"

// Dell puts its name on printers of Lexmark, Samsung and Xerox. Those of Lexmark have Lexmark's
// tables under Dell's own number, some of the others only the builder's.
namespace agent::devices {

const Maker& Dell() {
    static const Maker kMaker{
        .name = "Dell",
        .enterprises = {"1.3.6.1.4.1.674.10898"},
        .printers = {"1.3.6.1.4.1.674.10898.2"},
        .model = {"1.3.6.1.4.1.236.11.5.1.1.1.1"},
        .serial = {"1.3.6.1.4.1.674.10898.100.2.1.2.1.6", "1.3.6.1.4.1.641.2.1.2.1.6", "1.3.6.1.4.1.253.8.53.3.2.1.3",
                   "1.3.6.1.4.1.236.11.5.1.1.1.4"},
        .firmware = {"1.3.6.1.4.1.674.10898.100.1.1.1", "1.3.6.1.4.1.641.2.1.2.1.4", "1.3.6.1.4.1.236.11.5.1.1.1.2"},
        .device_id = {"1.3.6.1.4.1.674.10898.100.2.1.2.1.3", "1.3.6.1.4.1.641.2.1.2.1.3",
                      "1.3.6.1.4.1.253.8.51.10.2.1.7"},
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
