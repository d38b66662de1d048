#include "lib/printing/printer_devices.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "lib/printing/printer_mib.hpp"

namespace printing {
namespace {

using DeviceOid = snmp::Oid;

const DeviceOid kDeviceTable{1, 3, 6, 1, 2, 1, 25, 3, 2, 1};
const DeviceOid kDeviceTypePrinter{1, 3, 6, 1, 2, 1, 25, 3, 1, 5};
const DeviceOid kPrinterTable{1, 3, 6, 1, 2, 1, 25, 3, 5, 1};
const DeviceOid kPrinterMib{1, 3, 6, 1, 2, 1, 43};
const DeviceOid kGeneralName = kPrinterMib.With({5, 1, 1, 16});
const DeviceOid kGeneralSerial = kPrinterMib.With({5, 1, 1, 17});
const DeviceOid kMarkerTable = kPrinterMib.With({10, 2, 1});
const DeviceOid kSuppliesTable = kPrinterMib.With({11, 1, 1});
const DeviceOid kSystemDescription{1, 3, 6, 1, 2, 1, 1, 1};
const DeviceOid kSystemObjectId{1, 3, 6, 1, 2, 1, 1, 2};
const DeviceOid kEnterprises{1, 3, 6, 1, 4, 1};
const DeviceOid kPortPrinterTable{1, 3, 6, 1, 4, 1, 2699, 1, 2, 1, 2, 1, 1};
constexpr std::uint32_t kPortDeviceIdColumn = 3, kPortHrDeviceIndexColumn = 6;
// In the tables of both MIBs the device stands behind a name of 11: mib-2, 43, table, part, entry, column.
constexpr std::size_t kDeviceAt = 11;
// More than any print server has; a bound for hostile answers.
constexpr std::size_t kMostPrinters = 16;

std::optional<std::uint32_t> DeviceOf(snmp::OidView name) {
    return name.size() > kDeviceAt ? std::optional(name[kDeviceAt]) : std::nullopt;
}

}  // namespace

std::vector<PrinterDevice> PrinterDevices(const snmp::Values& values, bool several_known) {
    std::set<std::uint32_t> devices, with_rows;
    values.ForEachUnder(kDeviceTable.With({2}).ids(), [&](snmp::OidView index, const snmp::Values::Value& type) {
        if (index.size() == 1 && type.IsOid() && std::ranges::equal(type.oid, kDeviceTypePrinter.ids()))
            devices.insert(index[0]);
    });
    values.ForEachUnder(kPrinterTable.ids(), [&](snmp::OidView index, const snmp::Values::Value&) {
        if (index.size() == 2) devices.insert(index[1]);
    });
    if (devices.size() < 2 && !several_known) return {};
    for (const DeviceOid* table : {&kMarkerTable, &kSuppliesTable}) {
        values.ForEachUnder(table->ids(), [&](snmp::OidView index, const snmp::Values::Value&) {
            if (index.size() > 1) with_rows.insert(index[1]);
        });
    }
    std::vector<PrinterDevice> printers;
    std::map<std::string, std::size_t> by_serial;
    for (const std::uint32_t device : devices) {
        if (!with_rows.contains(device) || printers.size() == kMostPrinters) continue;
        const auto octets = values.Octets(kGeneralSerial.With({device}).ids());
        const auto serial = octets ? UsableSerial(*octets) : std::nullopt;
        // One machine that tells of itself under two indexes has one serial number.
        if (serial) {
            const auto [at, added] = by_serial.try_emplace(*serial, printers.size());
            if (!added) {
                printers[at->second].indexes.push_back(device);
                continue;
            }
        }
        printers.push_back({device, {device}});
    }
    if (printers.size() < 2 && !several_known) printers.clear();
    return printers;
}

std::vector<snmp::Range> SeveralPrintersRanges() {
    constexpr int kMost = static_cast<int>(kMostPrinters);
    return {snmp::Under(kGeneralName, 3, kMost), snmp::Under(kGeneralSerial, 3, kMost),
            snmp::Under(kPortPrinterTable.With({kPortDeviceIdColumn}), 3, kMost),
            snmp::Under(kPortPrinterTable.With({kPortHrDeviceIndexColumn}), 3, kMost)};
}

snmp::Values ValuesOf(const snmp::Values& values, const PrinterDevice& printer, const std::vector<PrinterDevice>& all) {
    const auto is_own = [&](std::uint32_t device) {
        return std::ranges::find(printer.indexes, device) != printer.indexes.end();
    };
    const auto is_others = [&](std::uint32_t device) {
        return !is_own(device) && std::ranges::any_of(all, [&](const PrinterDevice& other) {
            return std::ranges::find(other.indexes, device) != other.indexes.end();
        });
    };
    const auto keep = [&](snmp::OidView name) {
        const auto under = [&](const DeviceOid& table) { return snmp::Values::StartsWith(name, table.ids()); };
        if (under(kPrinterMib)) {
            const auto device = DeviceOf(name);
            return device && is_own(*device);
        }
        if (under(kDeviceTable) || under(kPrinterTable)) {
            const auto device = DeviceOf(name);
            return !device || !is_others(*device);
        }
        if (under(kPortPrinterTable) && name.size() == kPortPrinterTable.size() + 2 &&
            name[kPortPrinterTable.size()] == kPortDeviceIdColumn) {
            const auto device = values.Number(kPortPrinterTable.With({kPortHrDeviceIndexColumn, name.back()}).ids());
            return device && *device > 0 && is_own(static_cast<std::uint32_t>(*device));
        }
        return !under(kEnterprises) && !under(kSystemDescription) && !under(kSystemObjectId);
    };
    snmp::Values own;
    values.ForEach([&](snmp::OidView name, const snmp::Values::Value& value) {
        if (!keep(name)) return;
        if (value.IsOid()) {
            own.AddOid(name, value.oid);
        } else if (value.IsNumber()) {
            own.AddNumber(name, value.tag, value.number);
        } else {
            own.AddOctets(name, value.tag, value.octets);
        }
    });
    own.Sort();
    return own;
}

}  // namespace printing
