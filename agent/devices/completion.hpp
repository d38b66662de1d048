#pragma once

#include "agent/devices/makers.hpp"
#include "lib/printing/printer_mib.hpp"

namespace agent::devices {

// Whether it is a printer, judged by all that it answered.
bool IsPrinter(const printing::SystemIdentity& identity, const Maker* maker);

// Completes the Reading that MapPrinterMib made: manufacturer, model, serial number, firmware, meters, private
// supplies, and is_printer. `maker` may be null.
void Complete(const snmp::Values& values, const Makers& makers, const Maker* maker, printing::Reading& reading);
// The same for who has read the identity of these values already.
void Complete(const snmp::Values& values, const printing::SystemIdentity& identity, const Makers& makers,
              const Maker* maker, printing::Reading& reading);

}  // namespace agent::devices
