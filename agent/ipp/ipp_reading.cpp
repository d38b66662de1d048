#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "agent/devices/texts.hpp"
#include "agent/ipp/ipp.hpp"
#include "lib/base/hex.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"
#include "lib/printing/printer_text.hpp"

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

// What people wrote or read; no value where it only says that there is none.
std::optional<std::string> Words(const IppAttributes& in, const std::string& name, std::size_t i = 0) {
    auto text = Text(in, name, i);
    return text && printing::IsPlaceholder(*text) ? std::nullopt : std::move(text);
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

// "#00FFFF" of marker-colors. More than one color in a marker is none.
std::optional<std::string> ColorantOfRgb(std::string_view rgb) {
    const std::string lower = base::ToLowerAscii(rgb);
    if (lower == "#000000") return "black";
    if (lower == "#00ffff") return "cyan";
    if (lower == "#ff00ff") return "magenta";
    if (lower == "#ffff00") return "yellow";
    return std::nullopt;
}

// Of a colorant's name: some printers write "unknown" or a value of red, green and blue there.
std::optional<std::string> ColorantOf(std::string_view name) {
    if (name.starts_with('#')) return ColorantOfRgb(name);
    std::string lower = base::ToLowerAscii(name);
    if (lower == "unknown" || lower == "none" || lower == "other") return std::nullopt;
    return lower;
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
        if (const auto colorant = FieldText(fields, "colorantname")) supply.colorant = ColorantOf(*colorant);
        supply.description = Words(in, "printer-supply-description", i);
        SetLevel(supply, FieldNumber(fields, "level"), FieldNumber(fields, "maxcapacity"));
        Describe(supply);
        reading.supplies.push_back(std::move(supply));
    }
}

// Whether a marker's own thresholds say that its level is what is left, or how full it is: what is left is low below
// marker-low-levels and full at 100; a receptacle is nearly full above a threshold under 100, and never low, or has the two
// the other way round (PWG 5100.9 and CUPS' spec-ipp on marker-high-levels).
enum class Sense { kNotSaid, kRemaining, kFilled };
Sense SenseOf(std::optional<std::int64_t> low, std::optional<std::int64_t> high) {
    if (!low || !high || *low < 0 || *high < 0 || *low > 100 || *high > 100) return Sense::kNotSaid;
    if (*low > *high) return Sense::kFilled;
    if (*low > 0 && *low < 50 && *high == 100) return Sense::kRemaining;
    if (*low == 0 && *high > 0 && *high < 100) return Sense::kFilled;
    return Sense::kNotSaid;
}

// What RFC 3805 would say: marker-levels has -1 and -2 for unknown and -3 for something, and says of a receptacle how full
// it is. A level that its own thresholds contradict is unknown.
std::optional<std::int64_t> MarkerLevel(const IppAttributes& in, std::size_t i, bool receptacle) {
    constexpr std::int64_t kUnknown = -2, kSome = -3;
    const auto level = Number(in, "marker-levels", i);
    if (!level || *level == kSome) return level;
    if (*level < 0 || *level > 100) return kUnknown;
    const auto low = Number(in, "marker-low-levels", i), high = Number(in, "marker-high-levels", i);
    const Sense sense = SenseOf(low, high);
    if (!receptacle) return low && high && *low > *high ? kUnknown : *level;
    return sense == Sense::kRemaining ? kUnknown : 100 - *level;
}

void MapMarkers(const IppAttributes& in, Reading& reading) {
    const std::size_t count = std::max(Count(in, "marker-levels"), Count(in, "marker-names"));
    for (std::size_t i = 0; i < count; ++i) {
        Supply supply;
        supply.source = printing::LevelSource::kIpp;
        supply.index = "ipp." + std::to_string(i + 1);
        supply.description = Words(in, "marker-names", i);
        if (const auto type = Text(in, "marker-types", i)) {
            supply.type = base::json::ParseEnum<printing::SupplyType>(base::ToSnakeCase(*type));
        } else if (supply.description) {
            supply.type = printing::TypeFromWords(*supply.description);
        }
        supply.unit = printing::Unit::kPercent;  // marker-levels are percentages (PWG 5100.9)
        if (supply.type) supply.class_ = printing::ClassOfType(*supply.type);
        const bool receptacle = supply.class_ == printing::SupplyClass::kReceptacle;
        if (!receptacle && supply.description) supply.colorant = printing::ColorantFromWords(*supply.description);
        const auto color = Text(in, "marker-colors", i);
        if (color && !receptacle && !supply.colorant) supply.colorant = ColorantOfRgb(*color);
        SetLevel(supply, MarkerLevel(in, i, receptacle), 100);
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

// "criticalother": HP leaves out the separator and the name of the field that follows.
printing::AlertSeverity SeverityOf(const Fields& fields) {
    using printing::AlertSeverity;
    if (const auto severity = FieldEnum<AlertSeverity>(fields, "severity")) return *severity;
    const std::string text = FieldText(fields, "severity").value_or("");
    return text.starts_with("critical")  ? AlertSeverity::kCritical
           : text.starts_with("warning") ? AlertSeverity::kWarning
                                         : AlertSeverity::kOther;
}

// An empty value and "other" stand for: no alert (errata of PWG 5100.9, 5.2); so do "none", "unknown" and readiness,
// which printers write for each of their parts.
bool IsNoAlert(const Fields& fields, printing::AlertSeverity severity) {
    if (severity != printing::AlertSeverity::kOther) return false;
    const std::string code = base::ToSnakeCase(FieldText(fields, "code").value_or(""));
    for (const std::string_view nothing : {"", "other", "none", "unknown", "printer_ready_to_print", "1", "2"}) {
        if (code == nothing) return true;
    }
    return false;
}

void MapAlerts(const IppAttributes& in, Reading& reading) {
    for (std::size_t i = 0; i < Count(in, "printer-alert"); ++i) {
        const auto text = Text(in, "printer-alert", i);
        if (!text) continue;
        std::string_view words = *text;
        // "printer-alert[0] = code=...": the text of a printer that prints its own array.
        if (const auto inner = words.find("] = "); words.starts_with("printer-alert[") && inner != words.npos) {
            words.remove_prefix(inner + 4);
        }
        const Fields fields = Split(words);
        printing::Alert alert;
        alert.severity = SeverityOf(fields);
        if (IsNoAlert(fields, alert.severity)) continue;
        if (const auto index = FieldNumber(fields, "index")) alert.index = "1." + std::to_string(*index);
        alert.group = FieldEnum<printing::AlertGroup>(fields, "group").value_or(printing::AlertGroup::kOther);
        if (const auto group_index = FieldNumber(fields, "groupindex"); group_index && *group_index >= 0) {
            alert.group_index = group_index;
        }
        alert.code = FieldNumber(fields, "code");  // most printers write the name of the code: it goes to the text
        alert.training = FieldEnum<printing::TrainingLevel>(fields, "training");
        alert.description = Words(in, "printer-alert-description", i);
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

enum class Weight { kNothing, kWarning, kError };

// RFC 8011, 5.4.12: a reason without a suffix is an error. What is low or nearly full stops no printer, and what says of
// itself that it passes is none either.
Weight WeightOf(std::string_view reason, std::string_view suffix) {
    if (suffix == "-report" || reason == "none") return Weight::kNothing;
    if (suffix == "-warning") return Weight::kWarning;
    if (suffix == "-error") return Weight::kError;
    for (const std::string_view passing : {"connecting-to-device", "moving-to-paused", "hold-new-jobs"}) {
        if (reason == passing) return Weight::kNothing;
    }
    const bool mild = reason.ends_with("-low") || reason.ends_with("-near-eol") || reason.ends_with("-near-limit") ||
                      reason.find("almost-") != std::string_view::npos;
    return mild ? Weight::kWarning : Weight::kError;
}

void MapState(const IppAttributes& in, Reading& reading) {
    constexpr std::int64_t kStopped = 5;
    const auto state = Number(in, "printer-state");
    const std::size_t count = Count(in, "printer-state-reasons");
    Weight worst = state == kStopped ? Weight::kError : Weight::kNothing;
    for (std::size_t i = 0; i < count; ++i) {
        std::string reason = base::ToLowerAscii(Text(in, "printer-state-reasons", i).value_or("none"));
        std::string_view found;
        for (const std::string_view suffix : {"-error", "-warning", "-report"}) {
            if (reason.ends_with(suffix)) found = suffix;
        }
        reason.resize(reason.size() - found.size());
        const Weight weight = WeightOf(reason, found);
        worst = std::max(worst, weight);
        if (weight == Weight::kNothing) continue;
        for (const Reason& known : kReasons) {
            if (reason != known.keyword) continue;
            auto& errors = reading.detected_errors;
            if (std::find(errors.begin(), errors.end(), known.error) == errors.end()) errors.push_back(known.error);
        }
    }
    std::sort(reading.detected_errors.begin(), reading.detected_errors.end());
    if (state || count > 0) {
        reading.status = printing::WorstStatus(std::nullopt, {}, reading.alerts, true);
        if (worst == Weight::kError) reading.status = printing::PrinterStatus::kError;
        if (worst == Weight::kWarning && reading.status == printing::PrinterStatus::kOk) {
            reading.status = printing::PrinterStatus::kWarning;
        }
    }
    reading.status_text = Words(in, "printer-state-message");
}

// One version of several: the machine's own, not that of a language or a protocol.
std::optional<std::string> Firmware(const IppAttributes& in) {
    for (std::size_t i = 0; i < Count(in, "printer-firmware-name"); ++i) {
        const std::string name = base::ToLowerAscii(Text(in, "printer-firmware-name", i).value_or(""));
        if (name.find("firmware") == std::string::npos && name.find("system") == std::string::npos) continue;
        if (auto version = Words(in, "printer-firmware-string-version", i)) return version;
    }
    return Words(in, "printer-firmware-string-version");
}

// The node of a UUID of version 1 is the address of one of the printer's interfaces (RFC 9562, 5.1), unless its multicast
// bit says that it was drawn by lot.
std::optional<std::string> HardwareAddressOf(std::string_view uuid) {
    constexpr std::string_view kPrefix = "urn:uuid:";
    const std::string text = base::ToLowerAscii(uuid.starts_with(kPrefix) ? uuid.substr(kPrefix.size()) : uuid);
    if (text.size() != 36 || text[14] != '1' || std::string_view("89ab").find(text[19]) == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string node = text.substr(24);
    const auto octets = base::FromHex(node);
    constexpr char kMulticast = 1;
    if (!octets || (octets->front() & kMulticast) != 0 || octets->find_first_not_of('\0') == std::string::npos) {
        return std::nullopt;
    }
    std::string address;
    for (std::size_t i = 0; i < node.size(); i += 2) address += (i > 0 ? ":" : "") + node.substr(i, 2);
    return address;
}

void MapIdentity(const IppAttributes& in, const devices::Brands& brands, Reading& reading) {
    const auto device_id = Text(in, "printer-device-id");
    if (const auto name = Words(in, "printer-make-and-model")) {
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
        // "Acme LaserPro" of a maker that nobody has heard of: the device id says what of it is the name.
        if (reading.manufacturer && reading.model && reading.model->size() > reading.manufacturer->size() + 1 &&
            base::ToLowerAscii(*reading.model).starts_with(base::ToLowerAscii(*reading.manufacturer) + ' ')) {
            reading.model =
                std::string(base::Trim(std::string_view(*reading.model).substr(reading.manufacturer->size())));
        }
        reading.serial_number = devices::DeviceIdSerial(*device_id);
    }
    if (const auto serial = Text(in, "printer-serial-number"); serial && !reading.serial_number) {
        reading.serial_number = printing::UsableSerial(*serial);
    }
    reading.system_name = Words(in, "printer-dns-sd-name");
    if (!reading.system_name) reading.system_name = Words(in, "printer-name");
    reading.location = Words(in, "printer-location");
    reading.firmware = Firmware(in);
    if (const auto uuid = Text(in, "printer-uuid")) reading.hardware_address = HardwareAddressOf(*uuid);
    // Some count seconds since 1970.
    constexpr std::int64_t kLongest = std::int64_t{20} * 365 * 86400;
    const auto uptime = Number(in, "printer-up-time");
    if (uptime && *uptime >= 0 && *uptime < kLongest) reading.uptime_seconds = uptime;
}

}  // namespace

std::optional<CupsQueue> ReadCupsQueue(const IppAttributes& in) {
    if (Count(in, "printer-type") == 0 && Count(in, "cups-version") == 0) return std::nullopt;
    std::string device = Text(in, "device-uri").value_or("");
    // "ipp://name:password@host/": not for a log.
    const auto start = device.find("//"), at = device.find('@');
    if (start != std::string::npos && at != std::string::npos && at < device.find('/', start + 2)) {
        device.erase(start + 2, at - start - 1);
    }
    return CupsQueue{std::move(device), Words(in, "printer-make-and-model").value_or("")};
}

Reading MapIpp(const IppAttributes& in, const devices::Brands& brands) {
    Reading reading;
    reading.problems = in.problems;
    reading.is_printer = !in.empty();
    if (const auto queue = ReadCupsQueue(in)) {
        reading.is_printer = false;
        reading.problems.insert(reading.problems.begin(),
                                fmt::format("a print queue of CUPS, not a printer; it prints to {}{}{}",
                                            queue->device.empty() ? "a place that it does not name" : queue->device,
                                            queue->model.empty() ? "" : ", ", queue->model));
        return reading;
    }
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
