#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "agent/devices/texts.hpp"
#include "agent/ipp/ipp.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"

namespace agent {
namespace {

using printing::DetectedError;
using printing::Reading;
using printing::Supply;

std::optional<std::string> Text(const IppAttributes& in, const std::string& name, std::size_t i = 0) {
    const auto at = in.texts.find(name);
    if (at == in.texts.end() || i >= at->second.size()) return std::nullopt;
    std::string text = base::CleanText(at->second[i]);
    if (text.empty()) return std::nullopt;
    return text;
}

std::optional<std::int64_t> Number(const IppAttributes& in, const std::string& name, std::size_t i = 0) {
    const auto at = in.numbers.find(name);
    if (at == in.numbers.end() || i >= at->second.size()) return std::nullopt;
    return at->second[i];
}

std::size_t Count(const IppAttributes& in, const std::string& name) {
    const auto texts = in.texts.find(name);
    if (texts != in.texts.end()) return texts->second.size();
    const auto numbers = in.numbers.find(name);
    return numbers != in.numbers.end() ? numbers->second.size() : 0;
}

// "type=toner;level=50;..." of printer-supply, printer-input-tray and printer-alert.
using Fields = std::map<std::string, std::string>;
Fields Split(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const std::string_view field = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = field.find('=');
        if (equals == std::string_view::npos) continue;
        fields[base::ToLowerAscii(base::Trim(field.substr(0, equals)))] =
            base::CleanText(base::Trim(field.substr(equals + 1)));
    }
    return fields;
}

std::optional<std::int64_t> FieldNumber(const Fields& fields, const std::string& name) {
    const auto at = fields.find(name);
    if (at == fields.end()) return std::nullopt;
    std::int64_t number = 0;
    const auto& text = at->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::string> FieldText(const Fields& fields, const std::string& name) {
    const auto at = fields.find(name);
    if (at == fields.end() || at->second.empty()) return std::nullopt;
    return at->second;
}

// Units, types and classes are written as names or as the numbers of the MIB.
template <class E>
std::optional<E> FieldEnum(const Fields& fields, const std::string& name) {
    if (const auto number = FieldNumber(fields, name)) {
        for (const auto& [value, text] : base::json::EnumNames<E>()) {
            if (static_cast<std::int64_t>(value) == *number) return value;
        }
        return std::nullopt;
    }
    const auto text = FieldText(fields, name);
    return text ? base::json::ParseEnum<E>(base::ToSnakeCase(*text)) : std::nullopt;
}

template <class Holder>
void SetLevel(Holder& holder, std::optional<std::int64_t> level, std::optional<std::int64_t> capacity) {
    holder.level_raw = level;
    holder.max_capacity_raw = capacity;
    const auto meaning = printing::ReadLevel(level, capacity, holder.unit);
    holder.level_state = printing::StateOf(meaning);
    holder.remaining_percent = printing::RemainingPercent(meaning);
}

void Describe(Supply& supply) {
    const std::string words = supply.description.value_or("");
    auto numbers = printing::PartNumbersFromWords(words);
    supply.part_number = std::move(numbers.part_number);
    supply.serial_number = std::move(numbers.serial_number);
    if (!supply.class_ && supply.type) supply.class_ = printing::ClassOfType(*supply.type);
    if (!supply.colorant && supply.class_ != printing::SupplyClass::kReceptacle) {
        supply.colorant = printing::ColorantFromWords(words);
    }
}

void MapSupplyStrings(const IppAttributes& in, Reading& reading) {
    for (std::size_t i = 0; i < Count(in, "printer-supply"); ++i) {
        const auto text = Text(in, "printer-supply", i);
        if (!text) continue;
        const Fields fields = Split(*text);
        Supply supply;
        supply.source = printing::LevelSource::kIpp;
        supply.index = "1." + std::to_string(FieldNumber(fields, "index").value_or(static_cast<std::int64_t>(i) + 1));
        supply.type = FieldEnum<printing::SupplyType>(fields, "type");
        const auto supply_class = FieldText(fields, "class").value_or("");
        if (supply_class == "supplyThatIsConsumed" || supply_class == "3") {
            supply.class_ = printing::SupplyClass::kConsumed;
        } else if (supply_class == "receptacleThatIsFilled" || supply_class == "4") {
            supply.class_ = printing::SupplyClass::kReceptacle;
        } else if (!supply_class.empty()) {
            supply.class_ = printing::SupplyClass::kOther;
        }
        supply.unit = FieldEnum<printing::Unit>(fields, "unit");
        if (auto colorant = FieldText(fields, "colorantname");
            colorant && *colorant != "unknown" && *colorant != "none") {
            supply.colorant = base::ToLowerAscii(*colorant);
        }
        supply.description = Text(in, "printer-supply-description", i);
        SetLevel(supply, FieldNumber(fields, "level"), FieldNumber(fields, "maxcapacity"));
        Describe(supply);
        reading.supplies.push_back(std::move(supply));
    }
}

// "#00FFFF" of marker-colors. More than one color in a marker is none.
std::optional<std::string> ColorantOfRgb(std::string_view rgb) {
    const std::string lower = base::ToLowerAscii(rgb);
    if (lower == "#000000") return "black";
    if (lower == "#00ffff") return "cyan";
    if (lower == "#ff00ff") return "magenta";
    if (lower == "#ffff00") return "yellow";
    return std::nullopt;
}

void MapMarkers(const IppAttributes& in, Reading& reading) {
    const std::size_t count = std::max(Count(in, "marker-levels"), Count(in, "marker-names"));
    for (std::size_t i = 0; i < count; ++i) {
        Supply supply;
        supply.source = printing::LevelSource::kIpp;
        supply.index = "ipp." + std::to_string(i + 1);
        if (const auto type = Text(in, "marker-types", i)) {
            supply.type = base::json::ParseEnum<printing::SupplyType>(base::ToSnakeCase(*type));
        }
        supply.description = Text(in, "marker-names", i);
        supply.unit = printing::Unit::kPercent;  // marker-levels are percentages (PWG 5100.9)
        if (supply.type) supply.class_ = printing::ClassOfType(*supply.type);
        const auto color = Text(in, "marker-colors", i);
        if (color && supply.class_ != printing::SupplyClass::kReceptacle) supply.colorant = ColorantOfRgb(*color);
        SetLevel(supply, Number(in, "marker-levels", i), 100);
        Describe(supply);
        reading.supplies.push_back(std::move(supply));
    }
}

void MapInputs(const IppAttributes& in, Reading& reading) {
    for (std::size_t i = 0; i < Count(in, "printer-input-tray"); ++i) {
        const auto text = Text(in, "printer-input-tray", i);
        if (!text) continue;
        const Fields fields = Split(*text);
        printing::InputTray tray;
        tray.index = "1." + std::to_string(FieldNumber(fields, "index").value_or(static_cast<std::int64_t>(i) + 1));
        tray.name = FieldText(fields, "name");
        tray.media = FieldText(fields, "medianame");
        tray.unit = FieldEnum<printing::Unit>(fields, "unit");
        SetLevel(tray, FieldNumber(fields, "level"), FieldNumber(fields, "maxcapacity"));
        reading.inputs.push_back(std::move(tray));
    }
}

void MapAlerts(const IppAttributes& in, Reading& reading) {
    for (std::size_t i = 0; i < Count(in, "printer-alert"); ++i) {
        const auto text = Text(in, "printer-alert", i);
        if (!text) continue;
        const Fields fields = Split(*text);
        if (fields.empty()) continue;
        printing::Alert alert;
        if (const auto index = FieldNumber(fields, "index")) alert.index = "1." + std::to_string(*index);
        alert.severity =
            FieldEnum<printing::AlertSeverity>(fields, "severity").value_or(printing::AlertSeverity::kOther);
        alert.group = FieldEnum<printing::AlertGroup>(fields, "group").value_or(printing::AlertGroup::kOther);
        if (const auto group_index = FieldNumber(fields, "groupindex"); group_index && *group_index >= 0) {
            alert.group_index = group_index;
        }
        alert.code = FieldNumber(fields, "code");  // most printers write the name of the code: it goes to the text
        alert.training = FieldEnum<printing::TrainingLevel>(fields, "training");
        alert.description = Text(in, "printer-alert-description", i);
        if (!alert.description && !alert.code) alert.description = FieldText(fields, "code");
        reading.alerts.push_back(std::move(alert));
    }
}

struct Reason {
    std::string_view keyword;  // without -report, -warning, -error
    DetectedError error;
};
constexpr Reason kReasons[] = {
    {"media-low", DetectedError::kLowPaper},
    {"media-needed", DetectedError::kNoPaper},
    {"media-empty", DetectedError::kNoPaper},
    {"toner-low", DetectedError::kLowToner},
    {"marker-supply-low", DetectedError::kLowToner},
    {"toner-empty", DetectedError::kNoToner},
    {"marker-supply-empty", DetectedError::kNoToner},
    {"door-open", DetectedError::kDoorOpen},
    {"cover-open", DetectedError::kDoorOpen},
    {"interlock-open", DetectedError::kDoorOpen},
    {"media-jam", DetectedError::kJammed},
    {"shutdown", DetectedError::kOffline},
    {"input-tray-missing", DetectedError::kInputTrayMissing},
    {"output-tray-missing", DetectedError::kOutputTrayMissing},
    {"marker-supply-missing", DetectedError::kMarkerSupplyMissing},
    {"output-area-almost-full", DetectedError::kOutputNearFull},
    {"output-area-full", DetectedError::kOutputFull},
};

void MapState(const IppAttributes& in, Reading& reading) {
    constexpr std::int64_t kStopped = 5;
    const auto state = Number(in, "printer-state");
    bool warning = false, error = state == kStopped;
    for (std::size_t i = 0; i < Count(in, "printer-state-reasons"); ++i) {
        std::string reason = Text(in, "printer-state-reasons", i).value_or("");
        const bool is_error = reason.ends_with("-error");
        const bool is_warning = reason.ends_with("-warning");
        for (const std::string_view suffix : {"-error", "-warning", "-report"}) {
            if (reason.ends_with(suffix)) reason.resize(reason.size() - suffix.size());
        }
        for (const Reason& known : kReasons) {
            if (reason != known.keyword) continue;
            auto& errors = reading.detected_errors;
            if (std::find(errors.begin(), errors.end(), known.error) == errors.end()) errors.push_back(known.error);
            // Without a suffix it is an error (RFC 8011, 5.4.12); "low" never stops a printer.
            warning = warning || is_warning || reason.ends_with("-low");
        }
        error = error || is_error;
        warning = warning || is_warning;
    }
    std::sort(reading.detected_errors.begin(), reading.detected_errors.end());
    if (state || !reading.detected_errors.empty()) {
        reading.status = printing::WorstStatus(std::nullopt, reading.detected_errors, reading.alerts, true);
        if (error) reading.status = printing::PrinterStatus::kError;
        if (warning && reading.status == printing::PrinterStatus::kOk) {
            reading.status = printing::PrinterStatus::kWarning;
        }
    }
    reading.status_text = Text(in, "printer-state-message");
}

void MapIdentity(const IppAttributes& in, const devices::Brands& brands, Reading& reading) {
    const auto device_id = Text(in, "printer-device-id");
    if (const auto name = Text(in, "printer-make-and-model")) {
        std::string_view model = *name;
        if (const auto brand = brands.Of(model)) {
            reading.manufacturer = std::string(brand->name);
            model = base::Trim(model.substr(brand->length));
        }
        if (!model.empty()) reading.model = std::string(model);
    }
    if (device_id) {
        if (!reading.manufacturer) {
            if (const auto maker = devices::DeviceIdValue(*device_id, "MFG", "MANUFACTURER")) {
                const auto brand = brands.Of(*maker);
                reading.manufacturer = brand ? std::string(brand->name) : *maker;
            }
        }
        if (!reading.model) reading.model = devices::DeviceIdValue(*device_id, "MDL", "MODEL");
        for (const char* key : {"SN", "SERN"}) {
            const auto serial = devices::DeviceIdValue(*device_id, key, "SERIALNUMBER");
            if (serial && !reading.serial_number) reading.serial_number = printing::UsableSerial(*serial);
        }
    }
    if (const auto serial = Text(in, "printer-serial-number"); serial && !reading.serial_number) {
        reading.serial_number = printing::UsableSerial(*serial);
    }
    reading.system_name = Text(in, "printer-dns-sd-name");
    if (!reading.system_name) reading.system_name = Text(in, "printer-name");
    reading.location = Text(in, "printer-location");
    reading.firmware = Text(in, "printer-firmware-string-version");
    if (const auto uptime = Number(in, "printer-up-time"); uptime && *uptime >= 0) reading.uptime_seconds = uptime;
}

}  // namespace

Reading MapIpp(const IppAttributes& in, const devices::Brands& brands) {
    Reading reading;
    reading.is_printer = !in.numbers.empty() || !in.texts.empty();
    if (in.status > 0x00FF) reading.problems.push_back(fmt::format("IPP status 0x{:04x}", in.status));
    MapIdentity(in, brands, reading);
    MapSupplyStrings(in, reading);
    if (reading.supplies.empty()) MapMarkers(in, reading);
    MapInputs(in, reading);
    MapAlerts(in, reading);
    MapState(in, reading);
    const auto meter = [&](const char* name, printing::MeterKind kind, printing::Unit unit) {
        if (const auto value = Number(in, name); value && *value >= 0) {
            reading.meters.push_back({kind, *value, unit, std::nullopt});
        }
    };
    meter("printer-impressions-completed", printing::MeterKind::kLife, printing::Unit::kImpressions);
    meter("printer-media-sheets-completed", printing::MeterKind::kOther, printing::Unit::kSheets);
    if (Number(in, "color-supported") == 1) reading.features.emplace_back("color");
    for (std::size_t i = 0; i < Count(in, "sides-supported"); ++i) {
        if (Text(in, "sides-supported", i).value_or("").starts_with("two-sided")) {
            reading.features.emplace_back("duplex");
            break;
        }
    }
    return reading;
}

}  // namespace agent
