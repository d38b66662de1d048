#include "agent/devices/completion.hpp"

#include <algorithm>
#include <regex>

#include "agent/devices/meters.hpp"
#include "agent/devices/rules.hpp"
#include "agent/devices/texts.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/printer_text.hpp"
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

// What is read of the texts of a maker's tables.
struct PrivateTexts {
    const Values& values;
    std::optional<std::int64_t> character_set;

    // The first one directly under `parent`.
    [[nodiscard]] std::optional<std::string> Under(const Oid& parent, std::size_t max_code_points = 255) const {
        std::optional<std::string> text;
        values.ForEachUnder(parent.ids(), [&](OidView, const Values::Value& value) {
            if (!text && value.IsOctets())
                text = printing::ReadSymbolSetText(value.octets, character_set, max_code_points);
        });
        return text;
    }
    [[nodiscard]] std::optional<std::string> First(const std::vector<Oid>& parents) const {
        for (const Oid& parent : parents) {
            if (auto text = Under(parent)) return text;
        }
        return std::nullopt;
    }
    // The first one that is an IEEE 1284 device id.
    [[nodiscard]] std::optional<std::string> DeviceId(const std::vector<Oid>& parents) const {
        constexpr std::size_t kLongest = 1024;
        for (const Oid& parent : parents) {
            if (auto text = Under(parent, kLongest); text && text->find(':') != std::string::npos) return text;
        }
        return std::nullopt;
    }
};

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

// The model in a text that says who made it or that its maker is known to write it into. `shown`: the manufacturer.
std::optional<std::string> ModelIn(const Makers& makers, const std::optional<std::string>& shown,
                                   std::string_view text) {
    std::string model = CutModel(WithoutBrand(makers.brands(), text));
    const auto unknown = UnknownBrand(model);
    if (unknown && unknown->name == shown) model.erase(0, unknown->length);
    model = std::string(base::Trim(model));
    return model.size() < 2 || printing::IsPlaceholder(model) ? std::nullopt : std::optional(std::move(model));
}

std::optional<std::string> Model(const PrivateTexts& texts, const SystemIdentity& identity, const Makers& makers,
                                 const Maker* maker, const std::optional<std::string>& device_id,
                                 const std::optional<std::string>& shown) {
    if (identity.device_description) {
        if (auto model = ModelIn(makers, shown, *identity.device_description)) return model;
    }
    if (maker) {
        if (const auto text = texts.First(maker->model)) {
            const bool id = printing::IsDeviceId(*text);
            const auto words = id ? DeviceIdValue(*text, "MDL", "MODEL") : text;
            std::string model = words ? CutModel(WithoutBrand(makers.brands(), *words)) : "";
            if (!model.empty()) return model;
        }
    }
    if (device_id) {
        if (auto text = DeviceIdValue(*device_id, "MDL", "MODEL")) return WithoutBrand(makers.brands(), *text);
    }
    const bool in_description =
        maker ? maker->model_in_description
              : makers.brands().Of(identity.description).has_value() || UnknownBrand(identity.description).has_value();
    if (in_description) {
        if (auto model = ModelIn(makers, shown, identity.description)) return model;
    }
    // A name that somebody gave it counts only where it is the maker's.
    if (identity.printer_name && makers.brands().Of(*identity.printer_name)) {
        if (auto model = ModelIn(makers, shown, *identity.printer_name)) return model;
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
    // A brand that no file has, as the machine calls itself.
    for (const auto* text : {&identity.device_description, &identity.printer_name}) {
        if (!*text) continue;
        if (const auto unknown = UnknownBrand(**text)) return unknown->name;
    }
    if (const auto unknown = UnknownBrand(identity.description)) return unknown->name;
    return std::nullopt;
}

std::optional<printing::SupplyType> TypeByWords(const SupplyTable& table, std::string_view description) {
    const std::string text = base::ToLowerAscii(description);
    for (const auto& [words, type] : table.words) {
        if (text.find(words) != std::string::npos) return type;
    }
    return std::nullopt;
}

void AddSupplies(const Values& values, const SystemIdentity& identity, const Maker& maker, Reading& reading) {
    for (const SupplyTable& table : maker.supplies) {
        values.ForEachUnder(table.description.ids(), [&](OidView index, const Values::Value& value) {
            if (index.size() > 4 || !value.IsOctets()) return;
            const auto level = values.Number(Cell(table.level, index).ids());
            const auto capacity = table.capacity ? values.Number(Cell(*table.capacity, index).ids()) : 100;
            std::string name = printing::ReadSymbolSetText(value.octets, identity.character_set).value_or("");
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

// Of a machine without a marker: whether it calls itself a scanner, by the word or by a model of a scanner.
bool IsScanner(const SystemIdentity& identity) {
    static const std::regex kScanner(
        R"(scanner|scansnap|scanjet|scanfront|imageformula|(?:^|[\s_])(?:ds|fi|ads|dr|es|gt-s)-?\d{2,5}[a-z]{0,3}(?=$|[\s_,;/]))",
        std::regex::icase | std::regex::optimize);
    if (identity.device_id) {
        const std::string kind = base::ToLowerAscii(DeviceIdValue(*identity.device_id, "CLS", "CLASS").value_or(""));
        if (kind == "scanner" || kind == "image") return true;
    }
    const auto says = [](const std::string& text) { return std::regex_search(text, kScanner); };
    return says(identity.description) || says(identity.device_description.value_or("")) ||
           says(identity.printer_name.value_or(""));
}

}  // namespace

bool IsPrinter(const SystemIdentity& identity, const Maker* maker) {
    if (identity.has_marker) return true;
    // Scanners have trays, rollers and the general table, too, and the object identifiers of a maker of printers.
    if (IsScanner(identity)) return false;
    const bool certain = maker != nullptr && UnderAny(identity.object_id, maker->printers);
    const bool is_device = identity.has_printer_device || identity.has_printer_status;
    if (identity.has_printer_mib && (is_device || maker != nullptr)) return true;
    if (identity.is_general_computer && !identity.has_general_row && !certain) {
        // A server that lists its print queues, whose names are those of printers, or a label printer that lists its processors.
        if (identity.is_operating_system) return false;
        return maker != nullptr && identity.has_printer_status && identity.has_printer_device;
    }
    if (certain) return true;
    if (identity.has_printer_device && (identity.has_printer_status || maker != nullptr)) return true;
    return identity.has_general_row && maker != nullptr;
}

void Complete(const Values& values, const Makers& makers, const Maker* maker, Reading& reading) {
    Complete(values, printing::ReadIdentity(values), makers, maker, reading);
}

void Complete(const Values& values, const SystemIdentity& identity, const Makers& makers, const Maker* maker,
              Reading& reading) {
    const PrivateTexts texts{values, identity.character_set};
    std::optional<std::string> device_id = identity.device_id;
    if (maker) {
        if (auto text = texts.DeviceId(maker->device_id)) device_id = std::move(text);
    }
    reading.is_printer = IsPrinter(identity, maker);
    if (device_id && base::ToLowerAscii(DeviceIdValue(*device_id, "CLS", "CLASS").value_or("")) == "printer")
        reading.is_printer = true;
    if (reading.is_printer || maker != nullptr) {
        reading.manufacturer = Manufacturer(identity, makers, maker, device_id);
        reading.model = Model(texts, identity, makers, maker, device_id, reading.manufacturer);
    }
    if (maker) {
        for (const Oid& oid : maker->serial_number) {
            if (reading.serial_number && !maker->private_serial_first) break;
            const auto text = texts.Under(oid);
            const auto serial = text ? printing::UsableSerial(*text) : std::nullopt;
            if (!serial) continue;
            reading.serial_number = serial;
            break;
        }
        reading.firmware = texts.First(maker->firmware);
        if (!reading.status_text) reading.status_text = texts.First(maker->display);
        AddMeters(values, *maker, reading);
        AddSupplies(values, identity, *maker, reading);
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
