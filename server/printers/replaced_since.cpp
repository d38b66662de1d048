#include "server/printers/printers.hpp"

namespace printers {

bool ReplacedSince(const CartridgeLevel& then, const CartridgeLevel& now) {
    constexpr double kBounce = 8;  // percent
    if (!then.cartridge_serial_number.empty() && !now.cartridge_serial_number.empty())
        return then.cartridge_serial_number != now.cartridge_serial_number;
    return then.percent && now.percent && *now.percent - *then.percent >= kBounce;
}

}  // namespace printers
