#include "server/printers/packing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "lib/base/json.hpp"
#include "lib/printing/supply_parts.hpp"

namespace printers {
namespace {

// 64 bits that are the same on every server and in every release: they are stored. Reads eight octets a step
// (multiply and fold); not against an adversary, who could only confuse the printers of his own organization.
class Hash {
  public:
    void Add(std::uint64_t value) {
        const unsigned __int128 product = static_cast<unsigned __int128>(state_ ^ value) * kMultiplier;
        state_ = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ kSalt;
    }
    void Add(std::string_view text) {
        Add(text.size());
        while (text.size() >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data(), 8);
            Add(word);
            text.remove_prefix(8);
        }
        if (text.empty()) return;
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), text.size());
        Add(word);
    }
    void Add(const std::optional<std::string>& text) {
        if (text) {
            Add(std::string_view(*text));
        } else {
            Add(kAbsent);
        }
    }
    template <class T>
        requires(std::is_enum_v<T> || std::integral<T>)
    void Add(const std::optional<T>& value) {
        Add(value ? static_cast<std::uint64_t>(*value) : kAbsent);
    }
    [[nodiscard]] std::int64_t Value() {
        Add(kSalt);
        return static_cast<std::int64_t>(state_);
    }

  private:
    static constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
    static constexpr std::uint64_t kSalt = 0xD6E8FEB86659FD93ULL;
    static constexpr std::uint64_t kAbsent = 0xA5A5F00DA5A5F00DULL;
    std::uint64_t state_ = 0x243F6A8885A308D3ULL;
};

void AddLayout(Hash& hash, const std::vector<printing::Supply>& supplies) {
    hash.Add(supplies.size());
    for (const auto& supply : supplies) {
        hash.Add(std::string_view(supply.index));
        hash.Add(supply.type);
        hash.Add(supply.class_);
        hash.Add(supply.colorant);
        hash.Add(supply.part_number);
        hash.Add(supply.serial_number);
        hash.Add(supply.unit);
        hash.Add(supply.max_capacity_raw);
        // The usual source adds nothing, so that what is stored of most printers stays valid.
        const auto source = printing::SourceOf(supply);
        if (source != printing::LevelSource::kStandard) hash.Add(static_cast<std::uint64_t>(source));
    }
}

// "a/b" -> "a/b/1", the second equal one "a/b/2".
std::vector<std::string> Numbered(std::vector<std::string> keys) {
    std::map<std::string, int> seen;
    for (auto& key : keys) {
        const int nth = ++seen[key];
        key += '/';
        key += std::to_string(nth);
    }
    return keys;
}

std::int32_t RawLevel(const std::optional<std::int64_t>& level) {
    if (!level) return kLevelAbsent;
    // Integer32 by RFC 3805; what a maker's table has beyond is more than any capacity, or a code below -3.
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(*level, -kMost, kMost));
}

// Slots at the end that were not reported are left out, so that a row is the same whether or not the printer
// had further supplies before or after.
template <class T>
void TrimAbsent(std::vector<T>& values, T absent) {
    while (!values.empty() && values.back() == absent) values.pop_back();
}

// A supply key in its parts: class/type/colorant/nth; a colorant may hold anything.
struct KeyParts {
    explicit KeyParts(std::string_view key) {
        const auto first = key.find('/');
        const auto second = key.find('/', first + 1);
        const auto last = key.rfind('/');
        supply_class = key.substr(0, first);
        type = key.substr(first + 1, second - first - 1);
        if (type == "toner_cartridge") type = "toner";
        if (type == "ink_cartridge") type = "ink";
        colorant = key.substr(second + 1, last - second - 1);
        if (colorant == "black") colorant = "";
        nth = key.substr(last + 1);
    }
    bool operator==(const KeyParts&) const = default;

    std::string_view supply_class;
    std::string_view type;
    std::string_view colorant;
    std::string_view nth;
};

}  // namespace

std::vector<std::int16_t> SupplySlotsFor(const std::vector<std::string>& keys,
                                         std::map<std::string, std::int16_t>& known) {
    std::vector<std::int16_t> slots(keys.size(), -1);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (const auto found = known.find(keys[i]); found != known.end()) slots[i] = found->second;
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (slots[i] >= 0) continue;
        const KeyParts parts(keys[i]);
        for (const auto& [key, slot] : known) {
            if (std::ranges::find(slots, slot) != slots.end() || KeyParts(key) != parts) continue;
            slots[i] = slot;
            break;
        }
        if (slots[i] >= 0) continue;
        slots[i] = static_cast<std::int16_t>(known.size());
        known.emplace(keys[i], slots[i]);
    }
    return slots;
}

std::vector<std::string> SupplyKeys(const std::vector<printing::Supply>& supplies) {
    std::vector<std::string> keys;
    keys.reserve(supplies.size());
    for (const auto& supply : supplies) {
        keys.push_back(fmt::format(
            "{}/{}/{}", base::json::EnumName(supply.class_.value_or(printing::SupplyClass::kOther)),
            base::json::EnumName(supply.type.value_or(printing::SupplyType::kUnknown)), supply.colorant.value_or("")));
    }
    return Numbered(std::move(keys));
}

std::vector<std::string> MeterKeys(const std::vector<printing::Meter>& meters) {
    std::vector<std::string> keys;
    keys.reserve(meters.size());
    for (const auto& meter : meters) {
        keys.push_back(fmt::format("{}/{}", base::json::EnumName(meter.kind),
                                   meter.unit ? base::json::EnumName(*meter.unit) : ""));
    }
    return Numbered(std::move(keys));
}

std::int64_t FingerprintOf(const printing::Reading& reading, const base::Uuid& agent, const base::Uuid& site) {
    Hash hash;
    for (const base::Uuid* id : {&agent, &site}) {
        hash.Add(std::string_view(reinterpret_cast<const char*>(id->octets.data()), id->octets.size()));
    }
    hash.Add(std::string_view(reading.address));
    hash.Add(std::uint64_t{reading.port});
    hash.Add(reading.manufacturer);
    hash.Add(reading.model);
    hash.Add(reading.serial_number);
    hash.Add(reading.system_name);
    hash.Add(reading.location);
    hash.Add(reading.firmware);
    if (reading.device_index) hash.Add(*reading.device_index);
    hash.Add(reading.hardware_address);
    hash.Add(reading.features.size());
    for (const auto& feature : reading.features) hash.Add(std::string_view(feature));
    hash.Add(reading.meters.size());
    for (const auto& meter : reading.meters) {
        hash.Add(static_cast<std::uint64_t>(meter.kind));
        hash.Add(meter.unit);
        hash.Add(meter.index);
    }
    hash.Add(reading.inputs.size());
    for (const auto& input : reading.inputs) {
        hash.Add(std::string_view(input.index));
        hash.Add(input.name);
        hash.Add(input.media);
        hash.Add(input.unit);
        hash.Add(input.max_capacity_raw);
    }
    AddLayout(hash, reading.supplies);
    for (const auto& supply : reading.supplies) hash.Add(supply.description);
    // Who told what; what comes and goes with alerts describes nothing. Readings by SNMP alone add nothing.
    for (const auto& origin : reading.origins.value_or(std::vector<printing::Origin>{})) {
        hash.Add(static_cast<std::uint64_t>(origin.protocol));
        for (const auto value : origin.values) {
            if (value == printing::ReadingValue::kAlerts || value == printing::ReadingValue::kStatusText) continue;
            hash.Add(static_cast<std::uint64_t>(value));
        }
    }
    if (reading.certificate) hash.Add(std::string_view(reading.certificate->sha256));
    return hash.Value();
}

std::int64_t LayoutFingerprintOf(const std::vector<printing::Supply>& supplies) {
    Hash hash;
    AddLayout(hash, supplies);
    return hash.Value();
}

std::int16_t StatusCode(printing::PrinterStatus status) {
    switch (status) {
        case printing::PrinterStatus::kOk:
            return 0;
        case printing::PrinterStatus::kOther:
            return 1;
        case printing::PrinterStatus::kWarning:
            return 2;
        case printing::PrinterStatus::kError:
            return 3;
    }
    return 1;
}

printing::PrinterStatus StatusOf(std::int16_t code) {
    switch (code) {
        case 0:
            return printing::PrinterStatus::kOk;
        case 2:
            return printing::PrinterStatus::kWarning;
        case 3:
            return printing::PrinterStatus::kError;
        default:
            return printing::PrinterStatus::kOther;
    }
}

void PackInto(const printing::Reading& reading, const SlotMap& slots, Packed& out) {
    out.status = StatusCode(reading.status);
    out.levels.assign(static_cast<std::size_t>(slots.supply_slot_count), kLevelAbsent);
    out.lowest_percent = kNoPercent;
    for (std::size_t i = 0; i < reading.supplies.size(); ++i) {
        const auto& supply = reading.supplies[i];
        out.levels[static_cast<std::size_t>(slots.supply_slots[i])] = RawLevel(supply.level_raw);
        const auto percent =
            printing::RemainingPercent(printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit));
        if (percent) {
            out.lowest_percent = std::min(out.lowest_percent, static_cast<std::int16_t>(std::floor(*percent)));
        }
    }
    TrimAbsent(out.levels, kLevelAbsent);
    out.meters.assign(static_cast<std::size_t>(slots.meter_slot_count), kMeterAbsent);
    out.life_count = kNoLifeCount;
    for (std::size_t i = 0; i < reading.meters.size(); ++i) {
        const auto& meter = reading.meters[i];
        if (meter.value < 0) continue;
        out.meters[static_cast<std::size_t>(slots.meter_slots[i])] = meter.value;
        // Several markers: the first one counts the sheets that go through.
        if (meter.kind == printing::MeterKind::kLife && out.life_count == kNoLifeCount) {
            out.life_count = meter.value;
        }
    }
    TrimAbsent(out.meters, kMeterAbsent);
    out.input_levels.clear();
    for (const auto& input : reading.inputs) out.input_levels.push_back(RawLevel(input.level_raw));
    out.detected_errors = 0;
    for (const auto error : reading.detected_errors) {
        out.detected_errors |= 1 << static_cast<int>(error);
    }
    out.alerts = AlertsFingerprint(reading.alerts);
    out.alerts_answered = !printing::IsUnanswered(reading, printing::Part::kAlerts);
}

std::string StateWords(const printing::Reading& reading) {
    using printing::AlertSeverity;
    if (reading.status == printing::PrinterStatus::kWarning || reading.status == printing::PrinterStatus::kError) {
        for (const auto severity : {AlertSeverity::kCritical, AlertSeverity::kWarning}) {
            for (const auto& alert : reading.alerts) {
                if (alert.severity == severity && alert.description) return *alert.description;
            }
        }
    }
    return reading.status_text.value_or("");
}

std::string AlertKey(const printing::Alert& alert) {
    return fmt::format("{}/{}/{}", base::json::EnumName(alert.group),
                       alert.code ? std::to_string(*alert.code) : alert.description.value_or(""),
                       alert.group_index ? std::to_string(*alert.group_index) : "");
}

std::int64_t AlertsFingerprint(const std::vector<printing::Alert>& alerts) {
    if (alerts.empty()) return 0;
    std::vector<std::string> keys;
    for (const auto& alert : alerts) {
        keys.push_back(AlertKey(alert) + '/' + std::string(base::json::EnumName(alert.severity)));
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    Hash hash;
    for (const auto& key : keys) hash.Add(std::string_view(key));
    const std::int64_t value = hash.Value();
    return value == 0 ? 1 : value;
}

}  // namespace printers
