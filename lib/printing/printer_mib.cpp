#include "lib/printing/printer_mib.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "lib/base/text.hpp"
#include "lib/printing/printer_text.hpp"

namespace printing {
namespace {

using snmp::Oid;
using snmp::OidView;
using snmp::Values;
using Value = snmp::Values::Value;
namespace ber = snmp::ber;

const Oid kSystem{1, 3, 6, 1, 2, 1, 1};
const Oid kSysDescr = kSystem.With({1});
const Oid kSysObjectId = kSystem.With({2});
const Oid kSysUpTime = kSystem.With({3});
const Oid kSysName = kSystem.With({5});
const Oid kSysLocation = kSystem.With({6});
const Oid kIfPhysAddress{1, 3, 6, 1, 2, 1, 2, 2, 1, 6};
const Oid kHrDevice{1, 3, 6, 1, 2, 1, 25, 3, 2, 1};
const Oid kHrDeviceType = kHrDevice.With({2});
const Oid kHrDeviceDescr = kHrDevice.With({3});
const Oid kHrDeviceStatus = kHrDevice.With({5});
const Oid kHrTypePrinter{1, 3, 6, 1, 2, 1, 25, 3, 1, 5};
const Oid kHrTypeProcessor{1, 3, 6, 1, 2, 1, 25, 3, 1, 3};
const Oid kHrPrinterStatus{1, 3, 6, 1, 2, 1, 25, 3, 5, 1, 1};
const Oid kHrPrinterErrors{1, 3, 6, 1, 2, 1, 25, 3, 5, 1, 2};
const Oid kNetSnmp{1, 3, 6, 1, 4, 1, 8072, 3, 2};
const Oid kWindows{1, 3, 6, 1, 4, 1, 311, 1, 1, 3};
const Oid kPrtMib{1, 3, 6, 1, 2, 1, 43};
const Oid kPrtLocalization = kPrtMib.With({5, 1, 1, 2});
const Oid kPrtConsoleLocalization = kPrtMib.With({5, 1, 1, 10});
const Oid kPrtCharacterSet = kPrtMib.With({7, 1, 1, 4});
const Oid kPrtName = kPrtMib.With({5, 1, 1, 16});
const Oid kPrtSerial = kPrtMib.With({5, 1, 1, 17});
const Oid kPrtInput = kPrtMib.With({8, 2, 1});
const Oid kPrtMarker = kPrtMib.With({10, 2, 1});
const Oid kPrtSupplies = kPrtMib.With({11, 1, 1});
const Oid kPrtColorantValue = kPrtMib.With({12, 1, 1, 4});
const Oid kPrtMediaPathType = kPrtMib.With({13, 4, 1, 9});
const Oid kPrtConsoleText = kPrtMib.With({16, 5, 1, 2});
const Oid kPrtAlert = kPrtMib.With({18, 1, 1});
const Oid kPpmDeviceId{1, 3, 6, 1, 4, 1, 2699, 1, 2, 1, 2, 1, 1, 3};

// More rows than any printer has; a bound on what a hostile answer can make us keep.
constexpr int kMaxRows = 128;

void Append(std::vector<snmp::Range>& to, std::vector<snmp::Range> more) {
    to.insert(to.end(), more.begin(), more.end());
}

std::string IndexText(OidView index) {
    std::string text;
    for (const auto id : index) {
        if (!text.empty()) text += '.';
        text += std::to_string(id);
    }
    return text;
}

// In which character sets a printer writes; absent where it does not say, or says one that everyone has.
struct CharacterSets {
    std::optional<std::int64_t> texts;    // prtGeneralCurrentLocalization
    std::optional<std::int64_t> console;  // prtConsoleLocalization
};

std::optional<std::string> Text(const Value& value, std::optional<std::int64_t> character_set,
                                std::size_t max_code_points = 255) {
    if (!value.IsOctets()) return std::nullopt;
    return ReadText(value.octets, character_set, max_code_points);
}

std::optional<std::string> Text(const Values& values, const Oid& parent, std::optional<std::int64_t> character_set,
                                std::size_t max_code_points = 255) {
    std::optional<std::string> text;
    values.ForEachUnder(parent.ids(), [&](OidView, const Value& value) {
        if (!text) text = Text(value, character_set, max_code_points);
    });
    return text;
}

// Of the localization that `pointer` names, or else of the only one that there is.
std::optional<std::int64_t> CharacterSetOf(const Values& values, const Oid& pointer) {
    std::optional<std::int64_t> set;
    values.ForEachUnder(pointer.ids(), [&](OidView device, const Value& value) {
        if (set || device.size() != 1 || !value.IsNumber() || value.number <= 0) return;
        set = values.Number(kPrtCharacterSet.With({device[0], static_cast<std::uint32_t>(value.number)}).ids());
    });
    if (set) return set;
    int rows = 0;
    values.ForEachUnder(kPrtCharacterSet.ids(), [&](OidView, const Value& value) {
        set = ++rows == 1 && value.IsNumber() ? std::optional(value.number) : std::nullopt;
    });
    return set;
}

template <class E>
std::optional<E> Named(std::int64_t number) {
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (static_cast<std::int64_t>(d.value) == number) found = d.value;
    });
    return found;
}

// The columns of a row, a handful: column -> value, in their order.
class Row {
  public:
    using Cells = std::vector<std::pair<std::uint32_t, Value>>;
    void Add(std::uint32_t column, const Value& value) {
        if (cells_.empty()) cells_.reserve(10);
        if (find(column) == end()) cells_.emplace_back(column, value);
    }
    [[nodiscard]] Cells::const_iterator find(std::uint32_t column) const {
        return std::ranges::find(cells_, column, &Cells::value_type::first);
    }
    [[nodiscard]] Cells::const_iterator end() const { return cells_.end(); }

  private:
    Cells cells_;
};

struct TableRow {
    OidView index;  // within the values
    Row row;
};

// The rows of a table entry, by index.
std::vector<TableRow> Table(const Values& values, const Oid& entry) {
    std::vector<TableRow> rows;
    std::uint32_t column = 0;
    std::size_t next = 0;
    values.ForEachUnder(entry.ids(), [&](OidView name, const Value& value) {
        if (name.size() < 2 || rows.size() > kMaxRows) return;
        const OidView index = name.subspan(1);
        // Column after column, and mostly each has the rows of the one before.
        if (name[0] != column) next = 0;
        column = name[0];
        auto at = rows.begin() + static_cast<std::ptrdiff_t>(next);
        if (next == rows.size() || !std::ranges::equal(at->index, index)) {
            at = std::ranges::lower_bound(
                rows, index, [](OidView a, OidView b) { return ber::CompareIds(a, b) < 0; }, &TableRow::index);
            if (at == rows.end() || !std::ranges::equal(at->index, index)) at = rows.insert(at, TableRow{index, {}});
        }
        at->row.Add(name[0], value);
        next = static_cast<std::size_t>(at - rows.begin()) + 1;
    });
    return rows;
}

std::optional<std::int64_t> Number(const Row& row, std::uint32_t column) {
    const auto at = row.find(column);
    if (at == row.end() || !at->second.IsNumber()) return std::nullopt;
    return at->second.number;
}

std::optional<std::string> Text(const Row& row, std::uint32_t column, std::optional<std::int64_t> character_set) {
    const auto at = row.find(column);
    return at == row.end() ? std::nullopt : Text(at->second, character_set);
}

template <class E>
std::optional<E> Enum(const Row& row, std::uint32_t column) {
    const auto number = Number(row, column);
    return number ? Named<E>(*number) : std::nullopt;
}

// A number is asked for and something else came: that is no answer.
void CheckNumbers(const Row& row, std::initializer_list<std::uint32_t> columns, const Oid& entry, Reading& reading) {
    for (const std::uint32_t column : columns) {
        const auto at = row.find(column);
        if (at != row.end() && !at->second.IsNumber()) {
            AddUnanswered(reading, PartOf(entry.With({column}).ids()));
        }
    }
}

// Level and capacity of a supply or a tray, with everything that follows from them.
template <class Holder>
void SetLevel(Holder& holder, std::optional<std::int64_t> level, std::optional<std::int64_t> capacity,
              std::vector<std::string>& problems, std::string_view what) {
    holder.level_raw = level;
    holder.max_capacity_raw = capacity;
    const SupplyLevel meaning = ReadLevel(level, capacity, holder.unit);
    holder.level_state = StateOf(meaning);
    holder.remaining_percent = RemainingPercent(meaning);
    if (level && *level < -3) {
        problems.push_back(fmt::format("{} {}: level {} has no meaning in RFC 3805", what, holder.index, *level));
    }
    if (level && capacity && *capacity > 0 && *level > *capacity) {
        problems.push_back(
            fmt::format("{} {}: level {} is above the capacity {}", what, holder.index, *level, *capacity));
    }
}

// What a supply's words say. Thousands of printers write the same ones, at each poll.
struct SupplyWords {
    std::optional<SupplyType> type;
    std::optional<std::string> colorant;
    PartNumbers numbers;
};
// Good until the next call.
template <class Said, class Read>
const Said& Remembered(const std::string& words, Read&& read) {
    constexpr std::size_t kMost = 2048;  // of at most 255 characters each
    thread_local std::unordered_map<std::string, Said> known;
    const auto at = known.find(words);
    if (at != known.end()) return at->second;
    if (known.size() >= kMost) known.clear();
    return known.emplace(words, read(words)).first->second;
}

const SupplyWords& SaidBy(const std::string& words) {
    return Remembered<SupplyWords>(words, [](const std::string& text) {
        return SupplyWords{TypeFromWords(text), ColorantFromWords(text), PartNumbersFromWords(text)};
    });
}

const std::optional<std::string>& ColorantSaidBy(const std::string& value) {
    return Remembered<std::optional<std::string>>(value,
                                                  [](const std::string& text) { return ColorantFromValue(text); });
}

void MapSupplies(const Values& values, const CharacterSets& sets, Reading& reading) {
    for (const auto& [index, row] : Table(values, kPrtSupplies)) {
        CheckNumbers(row, {3, 4, 5, 7, 8, 9}, kPrtSupplies, reading);
        Supply supply;
        supply.index = IndexText(index);
        supply.source = LevelSource::kStandard;
        supply.description = Text(row, 6, sets.texts);
        const SupplyWords& said = SaidBy(supply.description ? *supply.description : std::string());
        if (const auto raw = Number(row, 5)) {
            supply.type = Named<SupplyType>(*raw);
            if (!supply.type) {
                reading.problems.push_back(fmt::format("supply {}: unknown type {}", supply.index, *raw));
            }
        } else {
            supply.type = said.type;
        }
        if (Number(row, 4)) {
            supply.class_ = Enum<SupplyClass>(row, 4);
        } else if (supply.type) {
            supply.class_ = ClassOfType(*supply.type);
        }
        supply.unit = Enum<Unit>(row, 7);
        if (const auto colorant = Number(row, 3); colorant && *colorant > 0 && !index.empty()) {
            const Oid name = kPrtColorantValue.With({index[0], static_cast<std::uint32_t>(*colorant)});
            if (const auto value = values.Find(name.ids())) {
                if (const auto text = Text(*value, sets.texts)) supply.colorant = ColorantSaidBy(*text);
            }
        }
        const bool receptacle = supply.class_ == SupplyClass::kReceptacle;
        if (!supply.colorant && !receptacle) supply.colorant = said.colorant;
        supply.part_number = said.numbers.part_number;
        supply.serial_number = said.numbers.serial_number;
        SetLevel(supply, Number(row, 9), Number(row, 8), reading.problems, "supply");
        reading.supplies.push_back(std::move(supply));
    }
}

void MapInputs(const Values& values, const CharacterSets& sets, Reading& reading) {
    for (const auto& [index, row] : Table(values, kPrtInput)) {
        CheckNumbers(row, {8, 9, 10}, kPrtInput, reading);
        InputTray tray;
        tray.index = IndexText(index);
        tray.name = Text(row, 13, sets.texts);
        if (!tray.name) tray.name = Text(row, 18, sets.texts);
        tray.media = Text(row, 12, sets.texts);
        tray.unit = Enum<Unit>(row, 8);
        SetLevel(tray, Number(row, 10), Number(row, 9), reading.problems, "tray");
        reading.inputs.push_back(std::move(tray));
    }
}

void MapMeters(const Values& values, Reading& reading) {
    for (const auto& [index, row] : Table(values, kPrtMarker)) {
        CheckNumbers(row, {3, 4, 5}, kPrtMarker, reading);
        const auto unit = Enum<Unit>(row, 3);
        if (const auto life = Number(row, 4); life && *life >= 0) {
            reading.meters.push_back({MeterKind::kLife, *life, unit, IndexText(index)});
        }
        if (const auto count = Number(row, 5); count && *count >= 0) {
            reading.meters.push_back({MeterKind::kPowerOn, *count, unit, IndexText(index)});
        }
    }
}

void MapAlerts(const Values& values, const CharacterSets& sets, Reading& reading) {
    for (const auto& [index, row] : Table(values, kPrtAlert)) {
        CheckNumbers(row, {2, 3, 4, 5, 7}, kPrtAlert, reading);
        Alert alert;
        alert.index = IndexText(index);
        alert.severity = Enum<AlertSeverity>(row, 2).value_or(AlertSeverity::kOther);
        alert.training = Enum<TrainingLevel>(row, 3);
        alert.group = Enum<AlertGroup>(row, 4).value_or(AlertGroup::kOther);
        if (const auto row_index = Number(row, 5); row_index && *row_index >= 0) {
            alert.group_index = row_index;
        }
        alert.code = Number(row, 7);
        alert.description = Text(row, 8, sets.texts);
        reading.alerts.push_back(std::move(alert));
    }
}

std::optional<std::string> HardwareAddress(const Values& values) {
    std::optional<std::string> found;
    values.ForEachUnder(kIfPhysAddress.ids(), [&](OidView, const Value& value) {
        if (found || !value.IsOctets() || value.octets.size() != 6) return;
        if (value.octets.find_first_not_of('\0') == std::string_view::npos) return;
        std::string text;
        for (const char octet : value.octets) {
            text += fmt::format("{}{:02x}", text.empty() ? "" : ":", static_cast<unsigned char>(octet));
        }
        found = std::move(text);
    });
    return found;
}

// Not where all trays are told to be empty.
bool HasPaper(const std::vector<InputTray>& trays) {
    return trays.empty() || !std::ranges::all_of(trays, [](const InputTray& tray) { return tray.level_raw == 0; });
}

// Where a device id stands in place of words it is set aside, and the words are none.
void TakeDeviceIds(SystemIdentity& identity) {
    const auto take = [&](std::string& text) {
        if (!IsDeviceId(text)) return false;
        if (!identity.device_id) identity.device_id = text;
        text.clear();
        return true;
    };
    for (auto* text : {&identity.device_description, &identity.printer_name}) {
        if (*text && take(**text)) text->reset();
    }
    take(identity.description);
}

std::optional<std::string> DisplayText(const Values& values, const CharacterSets& sets) {
    std::string text;
    values.ForEachUnder(kPrtConsoleText.ids(), [&](OidView, const Value& value) {
        if (auto line = Text(value, sets.console)) text += (text.empty() ? "" : " ") + *line;
    });
    if (text.empty()) return std::nullopt;
    return base::CleanText(text);
}

// A sysDescr as net-snmp ("Linux files 5.10.0 #1 SMP", the output of uname) and Windows write it.
bool NamesOperatingSystem(std::string_view description) {
    static constexpr std::string_view kSystems[] = {"Linux ",  "FreeBSD ", "OpenBSD ", "NetBSD ",
                                                    "Darwin ", "SunOS ",   "AIX ",     "HP-UX "};
    const auto begins = [&](std::string_view system) { return description.starts_with(system); };
    return std::ranges::any_of(kSystems, begins) || description.find("Software: Windows") != std::string_view::npos;
}

}  // namespace

std::vector<snmp::Range> IdentityRanges() {
    return {snmp::Scalar(kSysDescr),
            snmp::Scalar(kSysObjectId),
            snmp::Scalar(kSysUpTime),
            snmp::Scalar(kSysName),
            snmp::Scalar(kSysLocation),
            snmp::Scalar(kPrtName),
            snmp::Scalar(kPrtSerial),
            snmp::Scalar(kPpmDeviceId),
            snmp::Scalar(kPrtInput.With({9})),
            snmp::Scalar(kPrtSupplies.With({6})),
            snmp::Under(kHrDeviceType, 2, kMaxRows),
            snmp::Under(kHrDeviceDescr, 2, kMaxRows),
            snmp::Under(kHrPrinterStatus, 1, 16),
            snmp::Under(kPrtMarker.With({4}), 1, 32),
            snmp::Under(kIfPhysAddress, 2, kMaxRows)};
}

std::vector<snmp::Range> PrinterMibRanges() {
    // What matters most stands first: a printer may fall silent on the way.
    std::vector<snmp::Range> ranges{snmp::Scalar(kSysDescr),
                                    snmp::Scalar(kSysObjectId),
                                    snmp::Scalar(kSysUpTime),
                                    snmp::Scalar(kSysName),
                                    snmp::Scalar(kSysLocation),
                                    snmp::Scalar(kPrtName),
                                    snmp::Scalar(kPrtSerial),
                                    snmp::Under(kHrDeviceType, 2, kMaxRows),
                                    snmp::Under(kHrDeviceDescr, 2, kMaxRows),
                                    snmp::Under(kHrDeviceStatus, 2, kMaxRows),
                                    snmp::Under(kHrPrinterStatus, 1, 16),
                                    snmp::Under(kHrPrinterErrors, 1, 16),
                                    snmp::Under(kIfPhysAddress, 2, kMaxRows)};
    Append(ranges, snmp::Columns(kPrtSupplies, 3, 9, 6, kMaxRows));
    ranges.push_back(snmp::Under(kPrtColorantValue, 5, kMaxRows));
    Append(ranges, snmp::Columns(kPrtMarker, 3, 5, 1, 32));
    for (const std::uint32_t column : {2U, 3U, 4U, 5U, 7U, 8U}) {
        ranges.push_back(snmp::Under(kPrtAlert.With({column}), 3, kMaxRows));
    }
    for (const std::uint32_t column : {8U, 9U, 10U, 12U, 13U, 18U}) {
        ranges.push_back(snmp::Under(kPrtInput.With({column}), 4, kMaxRows));
    }
    ranges.push_back(snmp::Under(kPrtMediaPathType, 3, kMaxRows));
    ranges.push_back(snmp::Under(kPrtConsoleText, 2, 32));
    ranges.push_back(snmp::Scalar(kPpmDeviceId));
    return ranges;
}

std::vector<snmp::Range> CharacterSetRanges() {
    return {snmp::Scalar(kPrtLocalization), snmp::Scalar(kPrtConsoleLocalization),
            snmp::Under(kPrtCharacterSet, 8, 64)};
}

bool NeedsCharacterSet(const Values& values) {
    bool needs = false;
    const auto look = [&](OidView, const Value& value) {
        needs = needs || (value.IsOctets() && NamesNoCharacterSet(value.octets));
    };
    values.ForEachUnder(kPrtMib.ids(), look);
    for (const Oid* text : {&kSysName, &kSysLocation}) values.ForEachUnder(text->ids(), look);
    return needs;
}

SystemIdentity ReadIdentity(const Values& values) {
    SystemIdentity identity;
    const auto set = identity.character_set = CharacterSetOf(values, kPrtLocalization);
    // Device ids are longer than descriptions.
    constexpr std::size_t kLongestId = 1024;
    const auto description = [&](std::optional<std::string> text) {
        if (text && !IsDeviceId(*text)) text = base::CleanText(*text);
        return text;
    };
    identity.description = description(Text(values, kSysDescr, set, kLongestId)).value_or("");
    values.ForEachUnder(kSysObjectId.ids(), [&](OidView, const Value& value) {
        if (value.IsOid() && value.oid.size() > 2) identity.object_id.assign(value.oid.begin(), value.oid.end());
    });
    // The agents of general operating systems, which list the print queues of their machine.
    for (const Oid* system : {&kNetSnmp, &kWindows}) {
        if (identity.object_id.size() >= system->size() &&
            std::ranges::equal(system->ids(), std::span(identity.object_id).first(system->size()))) {
            identity.is_general_computer = true;
            identity.is_operating_system = NamesOperatingSystem(identity.description);
        }
    }
    int devices = 0;
    values.ForEachUnder(kHrDeviceType.ids(), [&](OidView index, const Value& value) {
        ++devices;
        if (!value.IsOid()) return;
        if (std::ranges::equal(value.oid, kHrTypePrinter.ids()) && !identity.printer_device) {
            identity.printer_device = index.back();
            identity.has_printer_device = true;
        }
        if (std::ranges::equal(value.oid, kHrTypeProcessor.ids())) identity.is_general_computer = true;
    });
    if (devices > 20) identity.is_general_computer = true;
    // Some have no hrDeviceType, or call their printer something else: hrPrinterTable has rows of printers only.
    if (!identity.printer_device && !identity.is_general_computer) {
        values.ForEachUnder(kHrPrinterStatus.ids(), [&](OidView index, const Value&) {
            if (!identity.printer_device) identity.printer_device = index.back();
        });
    }
    identity.has_printer_status = values.HasUnder(kHrPrinterStatus.ids());
    identity.has_general_row = values.HasUnder(kPrtMib.With({5}).ids());
    identity.has_marker = values.HasUnder(kPrtMarker.ids());
    identity.has_printer_mib =
        identity.has_marker || values.HasUnder(kPrtInput.ids()) || values.HasUnder(kPrtSupplies.ids());
    if (identity.printer_device) {
        const Oid name = kHrDeviceDescr.With({*identity.printer_device});
        if (const auto value = values.Find(name.ids()))
            identity.device_description = description(Text(*value, set, kLongestId));
    }
    identity.printer_name = description(Text(values, kPrtName, set, kLongestId));
    identity.device_id = Text(values, kPpmDeviceId, set, kLongestId);
    TakeDeviceIds(identity);
    return identity;
}

std::vector<DetectedError> ReadDetectedErrors(std::string_view octets) {
    std::vector<DetectedError> errors;
    for (std::size_t bit = 0; bit < 15 && bit / 8 < octets.size(); ++bit) {
        if ((static_cast<unsigned char>(octets[bit / 8]) & (0x80U >> (bit % 8))) != 0) {
            errors.push_back(static_cast<DetectedError>(bit));
        }
    }
    return errors;
}

PrinterStatus WorstStatus(std::optional<std::int64_t> device_status, const std::vector<DetectedError>& errors,
                          const std::vector<Alert>& alerts, bool status_known) {
    constexpr std::int64_t kWarning = 3, kDown = 5;
    bool error = device_status == kDown;
    bool warning = device_status == kWarning;
    for (const DetectedError bit : errors) {
        switch (bit) {  // RFC 2790: these stop the printer
            case DetectedError::kNoPaper:
            case DetectedError::kNoToner:
            case DetectedError::kDoorOpen:
            case DetectedError::kJammed:
            case DetectedError::kOffline:
                error = true;
                break;
            default:
                warning = true;
        }
    }
    for (const Alert& alert : alerts) {
        if (alert.severity == AlertSeverity::kCritical) error = true;
        if (alert.severity == AlertSeverity::kWarning) warning = true;
    }
    if (error) return PrinterStatus::kError;
    if (warning) return PrinterStatus::kWarning;
    constexpr std::int64_t kRunning = 2, kTesting = 4;
    if (device_status == kRunning || device_status == kTesting || status_known) return PrinterStatus::kOk;
    return PrinterStatus::kOther;
}

Reading MapPrinterMib(const Values& values) {
    return MapPrinterMib(values, ReadIdentity(values));
}

Reading MapPrinterMib(const Values& values, const SystemIdentity& identity) {
    Reading reading;
    const CharacterSets sets{identity.character_set, CharacterSetOf(values, kPrtConsoleLocalization)};
    reading.system_name = Text(values, kSysName, sets.texts);
    reading.location = Text(values, kSysLocation, sets.texts);
    reading.hardware_address = HardwareAddress(values);
    values.ForEachUnder(kSysUpTime.ids(), [&](OidView, const Value& value) {
        if (value.IsNumber() && value.number >= 0) reading.uptime_seconds = value.number / 100;
    });
    if (const auto serial = Text(values, kPrtSerial, sets.texts)) reading.serial_number = UsableSerial(*serial);
    for (const Oid* column : {&kHrDeviceStatus, &kHrPrinterStatus, &kPrtMediaPathType}) {
        values.ForEachUnder(column->ids(), [&](OidView, const Value& value) {
            if (!value.IsNumber()) AddUnanswered(reading, PartOf(column->ids()));
        });
    }
    MapSupplies(values, sets, reading);
    MapInputs(values, sets, reading);
    MapMeters(values, reading);
    MapAlerts(values, sets, reading);

    std::optional<std::int64_t> device_status, printer_status;
    bool errors_known = false;
    const auto row_of_printer = [&](OidView index) {
        return !identity.printer_device || (index.size() == 1 && index[0] == *identity.printer_device);
    };
    values.ForEachUnder(kHrDeviceStatus.ids(), [&](OidView index, const Value& value) {
        // Without a device type the first device of a printer is the printer.
        if (row_of_printer(index) && !device_status && value.IsNumber()) device_status = value.number;
    });
    // hrPrinterTable has rows of printers only: the printer's own, or else the first one.
    const auto in_printer_table = [&](const Oid& column) {
        std::optional<Value> first, own;
        values.ForEachUnder(column.ids(), [&](OidView index, const Value& value) {
            if (!first) first = value;
            if (!own && row_of_printer(index)) own = value;
        });
        return own ? own : first;
    };
    if (const auto value = in_printer_table(kHrPrinterStatus); value && value->IsNumber())
        printer_status = value->number;
    if (const auto value = in_printer_table(kHrPrinterErrors); value && value->IsOctets()) {
        errors_known = !value->octets.empty();
        reading.detected_errors = ReadDetectedErrors(value->octets);
    }
    constexpr std::int64_t kIdle = 3, kWarmup = 5;
    constexpr std::int64_t kDeviceWarning = 3;
    const bool at_work = printer_status && *printer_status >= kIdle && *printer_status <= kWarmup;
    const bool known = errors_known || at_work;
    std::vector<DetectedError> errors = reading.detected_errors;
    // One empty tray of several: with warning(3) and no other state than at work the printer says that nothing critical is
    // wrong (RFC 3805, 2.2.13.2), whatever tray the bit is of.
    if (device_status == kDeviceWarning && at_work && HasPaper(reading.inputs)) {
        std::erase_if(errors, [](DetectedError bit) {
            return bit == DetectedError::kNoPaper || bit == DetectedError::kInputTrayEmpty ||
                   bit == DetectedError::kInputTrayMissing;
        });
    }
    reading.status = WorstStatus(device_status, errors, reading.alerts, known);
    reading.status_text = DisplayText(values, sets);

    const bool color = std::ranges::any_of(reading.supplies, [](const Supply& supply) {
        return supply.colorant == "cyan" || supply.colorant == "magenta" || supply.colorant == "yellow";
    });
    if (color) reading.features.emplace_back("color");
    bool duplex = false;
    values.ForEachUnder(kPrtMediaPathType.ids(), [&](OidView, const Value& value) {
        constexpr std::int64_t kLongEdgeBinding = 3, kShortEdgeBinding = 4;
        duplex |= value.IsNumber() && (value.number == kLongEdgeBinding || value.number == kShortEdgeBinding);
    });
    if (duplex) reading.features.emplace_back("duplex");
    return reading;
}

}  // namespace printing
