#include "agent/devices/completion.hpp"

#include <algorithm>

#include "agent/devices/meters.hpp"
#include "agent/devices/rules.hpp"
#include "agent/devices/texts.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/supply_parts.hpp"

namespace agent::devices {
namespace {

using printing::Reading;
using printing::SystemIdentity;
using snmp::Oid;
using snmp::OidView;
using snmp::Values;

bool UnderAny(std::span<const std::uint32_t> oid, const std::vector<Oid>& prefixes) {
    return std::ranges::any_of(prefixes, [&](const Oid& prefix) { return Values::StartsWith(oid, prefix.ids()); });
}

// The first value directly under `parent` as clean text.
std::optional<std::string> TextUnder(const Values& values, const Oid& parent) {
    std::optional<std::string> text;
    values.ForEachUnder(parent.ids(), [&](OidView, const Values::Value& value) {
        if (!text && value.IsOctets()) text = base::CleanText(value.octets);
    });
    if (text && text->empty()) return std::nullopt;
    return text;
}

std::optional<std::string> FirstText(const Values& values, const std::vector<Oid>& parents) {
    for (const Oid& parent : parents) {
        if (auto text = TextUnder(values, parent)) return text;
    }
    return std::nullopt;
}

// What a printer has counted it can do.
void AddFeaturesOfMeters(Reading& reading) {
    using printing::MeterKind;
    const auto feature = [](MeterKind kind) -> std::string_view {
        switch (kind) {
            case MeterKind::kColor:
            case MeterKind::kLargeColor:
            case MeterKind::kSmallColor:
            case MeterKind::kPrintsColor:
                return "color";
            case MeterKind::kDuplex:
                return "duplex";
            case MeterKind::kScans:
            case MeterKind::kScansMono:
            case MeterKind::kScansColor:
                return "scan";
            case MeterKind::kCopies:
            case MeterKind::kCopiesMono:
            case MeterKind::kCopiesColor:
                return "copy";
            case MeterKind::kFaxes:
            case MeterKind::kFaxesSent:
            case MeterKind::kFaxesReceived:
                return "fax";
            default:
                return "";
        }
    };
    for (const printing::Meter& meter : reading.meters) {
        const auto name = meter.value > 0 ? feature(meter.kind) : "";
        if (!name.empty() && std::ranges::find(reading.features, name) == reading.features.end())
            reading.features.emplace_back(name);
    }
}

std::optional<std::string> Model(const Values& values, const SystemIdentity& identity, const Makers& makers,
                                 const Maker* maker, const std::optional<std::string>& device_id) {
    if (identity.device_description) {
        std::string model = CutModel(WithoutBrand(makers.brands(), *identity.device_description));
        if (model.size() >= 2) return model;
    }
    if (maker) {
        if (auto text = FirstText(values, maker->model)) {
            std::string model = CutModel(WithoutBrand(makers.brands(), *text));
            if (!model.empty()) return model;
        }
    }
    if (device_id) {
        if (auto text = DeviceIdValue(*device_id, "MDL", "MODEL")) return WithoutBrand(makers.brands(), *text);
    }
    const bool in_description =
        maker ? maker->model_in_description : makers.brands().Of(identity.description).has_value();
    if (in_description) {
        std::string model = CutModel(WithoutBrand(makers.brands(), identity.description));
        if (!model.empty()) return model;
    }
    // A name that somebody gave it counts only where it is the maker's.
    if (identity.printer_name && makers.brands().Of(*identity.printer_name)) {
        std::string model = CutModel(WithoutBrand(makers.brands(), *identity.printer_name));
        if (!model.empty()) return model;
    }
    return std::nullopt;
}

std::optional<std::string> Manufacturer(const SystemIdentity& identity, const Makers& makers, const Maker* maker,
                                        const std::optional<std::string>& device_id) {
    if (identity.device_description) {
        if (const auto brand = makers.brands().Of(*identity.device_description)) return std::string(brand->name);
    }
    if (device_id) {
        if (const auto text = DeviceIdValue(*device_id, "MFG", "MANUFACTURER")) {
            const auto brand = makers.brands().Of(*text);
            return brand ? std::string(brand->name) : *text;
        }
    }
    if (const auto brand = makers.brands().Of(identity.description)) return std::string(brand->name);
    if (const auto brand = makers.brands().Of(identity.printer_name.value_or(""))) return std::string(brand->name);
    if (maker) return maker->name;
    return std::nullopt;
}

std::optional<printing::SupplyType> TypeByWords(const SupplyTable& table, std::string_view description) {
    const std::string text = base::ToLowerAscii(description);
    for (const auto& [words, type] : table.words) {
        if (text.find(words) != std::string::npos) return type;
    }
    return std::nullopt;
}

void AddSupplies(const Values& values, const Maker& maker, Reading& reading) {
    for (const SupplyTable& table : maker.supplies) {
        values.ForEachUnder(table.description.ids(), [&](OidView index, const Values::Value& value) {
            if (index.size() > 4 || !value.IsOctets()) return;
            const auto level = values.Number(Cell(table.level, index).ids());
            const auto capacity = table.capacity ? values.Number(Cell(*table.capacity, index).ids()) : 100;
            std::string name = base::CleanText(value.octets);
            // Other levels (-3 some, -100 nearly empty) say no more than the standard table does.
            if (!level || !capacity || *level < 0 || *level > *capacity || *capacity == 0 || name.empty()) return;
            printing::Supply supply;
            supply.index = "private." + std::to_string(index.back());
            supply.type = TypeByWords(table, name);
            if (!supply.type) supply.type = printing::TypeFromWords(name);
            if (!supply.type) supply.type = table.type;
            if (supply.type == printing::SupplyType::kToner || supply.type == printing::SupplyType::kInk) {
                supply.colorant = printing::ColorantFromWords(name);
            }
            supply.description = std::move(name);
            supply.unit = table.unit;
            supply.max_capacity_raw = capacity;
            supply.level_raw = level;
            AddPrivateSupply(reading, std::move(supply));
        });
    }
}

}  // namespace

bool IsPrinter(const SystemIdentity& identity, const Maker* maker) {
    if (identity.has_printer_mib) return true;
    if (identity.is_general_computer && !identity.has_general_row &&
        !(maker && UnderAny(identity.object_id, maker->printers))) {
        // A server that lists its print queues, or a label printer that lists its processors.
        return maker != nullptr && identity.has_printer_status && identity.has_printer_device;
    }
    if (maker && UnderAny(identity.object_id, maker->printers)) return true;
    if (identity.has_printer_device && (identity.has_printer_status || maker != nullptr)) return true;
    if (identity.has_general_row && maker != nullptr) {
        return base::ToLowerAscii(identity.description).find("scanner") == std::string::npos;
    }
    return false;
}

void Complete(const Values& values, const Makers& makers, const Maker* maker, Reading& reading) {
    const SystemIdentity identity = printing::ReadIdentity(values);
    std::optional<std::string> device_id = identity.port_device_id;
    if (maker) {
        if (auto text = FirstText(values, maker->device_id)) device_id = std::move(text);
    }
    reading.is_printer = IsPrinter(identity, maker);
    if (device_id && DeviceIdValue(*device_id, "CLS", "CLASS") == "PRINTER") reading.is_printer = true;
    if (reading.is_printer || maker != nullptr) {
        reading.manufacturer = Manufacturer(identity, makers, maker, device_id);
        reading.model = Model(values, identity, makers, maker, device_id);
    }
    if (maker) {
        for (const Oid& oid : maker->serial_number) {
            if (reading.serial_number && !maker->private_serial_first) break;
            const auto text = TextUnder(values, oid);
            const auto serial = text ? printing::UsableSerial(*text) : std::nullopt;
            if (!serial) continue;
            reading.serial_number = serial;
            break;
        }
        reading.firmware = FirstText(values, maker->firmware);
        if (!reading.status_text) reading.status_text = FirstText(values, maker->display);
        AddMeters(values, *maker, reading);
        AddSupplies(values, *maker, reading);
        if (maker->version_after_model && reading.model) reading.model = WithoutVersion(std::move(*reading.model));
        if (maker->rule != nullptr) maker->rule->refine({values, identity, *maker, makers.brands()}, reading);
        AddSums(*maker, reading);
    }
    printing::OneSupplyAPart(reading.supplies);
    AddFeaturesOfMeters(reading);
    if (!reading.serial_number && device_id) reading.serial_number = DeviceIdSerial(*device_id);
    if (!reading.serial_number) reading.serial_number = LabelledSerial(identity.description);
    // "e-STUDIO305CS 502791104171 NH63.GM.N639": a description that carries the serial number names
    // one printer, not its model.
    if (reading.model && reading.serial_number) {
        const auto at = reading.model->find(" " + *reading.serial_number);
        if (at != std::string::npos && at > 0) reading.model->resize(at);
    }
}

}  // namespace agent::devices
