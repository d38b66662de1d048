#include "server/printers/partial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace printers {
namespace {

using printing::IsUnanswered;
using printing::Part;
using printing::Reading;
using printing::Supply;

constexpr std::size_t kParts = boost::mp11::mp_size<boost::describe::describe_enumerators<Part>>::value;

template <class T>
void Keep(std::optional<T>& value, const std::optional<T>& known) {
    if (!value) value = known;
}

bool IsAmount(const Supply& supply) {
    return std::holds_alternative<printing::level::Amount>(
        printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit));
}

void DropLevel(Supply& supply) {
    supply.level_raw.reset();
    supply.level_state = printing::LevelState::kUnknown;
    supply.remaining_percent.reset();
}

void SetLevel(Supply& supply) {
    const auto level = printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit);
    supply.level_state = printing::StateOf(level);
    supply.remaining_percent = printing::RemainingPercent(level);
}

template <class T>
bool Differ(const std::optional<T>& a, const std::optional<T>& b) {
    return a && b && *a != *b;
}

bool IsPrivate(const Supply& supply) {
    return supply.index.starts_with("private.");
}

// "1.10" comes behind "1.9".
std::vector<std::uint32_t> NumbersOf(std::string_view index) {
    std::vector<std::uint32_t> numbers;
    while (!index.empty()) {
        const auto dot = std::min(index.find('.'), index.size());
        std::uint32_t number = 0;
        std::from_chars(index.data(), index.data() + dot, number);
        numbers.push_back(number);
        index.remove_prefix(std::min(dot + 1, index.size()));
    }
    return numbers;
}

// In the order in which whole answers come: the standard table by its index, then the maker's as it is known.
void Order(std::vector<Supply>& supplies) {
    std::ranges::stable_sort(supplies, [](const Supply& a, const Supply& b) {
        if (IsPrivate(a) != IsPrivate(b)) return IsPrivate(b);
        return !IsPrivate(a) && NumbersOf(a.index) < NumbersOf(b.index);
    });
}

// The row `told` of a partial answer and what is known of the same row. nullopt: it is another part now, and its
// description was not told to its end.
std::optional<Supply> Complete(const Reading& reading, Supply told, const Supply& known) {
    const bool described = !IsUnanswered(reading, Part::kSupplyDescriptions) &&
                           !IsUnanswered(reading, Part::kMakersTable) && !printing::IsNameless(told);
    if (!described) {
        if (Differ(told.class_, known.class_) || Differ(told.colorant, known.colorant)) return std::nullopt;
        told.type = known.type;
        told.class_ = known.class_;
        told.colorant = known.colorant;
        if (!told.description || IsUnanswered(reading, Part::kMakersTable)) {
            told.description = known.description;
        }
        Keep(told.part_number, known.part_number);
        Keep(told.serial_number, known.serial_number);
    }
    if (!told.level_raw) {
        // The old level means what it meant: with the capacity of its time, told by whom it was told.
        told.source = known.source;
        if (IsUnanswered(reading, Part::kSupplyLevels) || IsUnanswered(reading, Part::kMakersTable) || !described) {
            told.max_capacity_raw = known.max_capacity_raw;
            told.unit = known.unit;
        }
        return told;
    }
    if (IsUnanswered(reading, Part::kSupplyCapacities) || !described) {
        Keep(told.max_capacity_raw, known.max_capacity_raw);
        Keep(told.unit, known.unit);
    }
    // Without their descriptions the rows of the maker's table cannot be told apart, and do not reach those of the standard one.
    const bool poorer = IsUnanswered(reading, Part::kMakersTable) ||
                        (!described && known.source == printing::LevelSource::kPrivate && told.source != known.source);
    if (poorer && (told.max_capacity_raw != known.max_capacity_raw || told.unit != known.unit ||
                   (IsAmount(known) && !IsAmount(told)))) {
        // It counts otherwise than what is known, or not at all: not a worse level, but a poorer source.
        DropLevel(told);
        told.max_capacity_raw = known.max_capacity_raw;
        told.unit = known.unit;
        told.source = known.source;
        return told;
    }
    SetLevel(told);
    return told;
}

void CompleteSupplies(Reading& reading, const Reading* known) {
    const bool private_missing = IsUnanswered(reading, Part::kMakersTable);
    static const std::vector<Supply> kNone;
    const auto& before = known ? known->supplies : kNone;
    std::vector<Supply> supplies;
    std::vector<bool> found(before.size(), false);
    for (auto& told : reading.supplies) {
        const auto same = std::ranges::find(before, told.index, &Supply::index);
        if (same != before.end()) {
            // It had a description: that was not told now.
            if (printing::IsNameless(told)) printing::AddUnanswered(reading, Part::kSupplyDescriptions);
            if (auto whole = Complete(reading, told, *same)) {
                found[static_cast<std::size_t>(same - before.begin())] = true;
                supplies.push_back(std::move(*whole));
                continue;
            }
            reading.problems.push_back(
                fmt::format("supply {}: another one than before, and not described to its end", told.index));
            continue;
        }
        if (printing::IsNameless(told)) {
            reading.problems.push_back(fmt::format("supply {}: a level without a description", told.index));
            continue;
        }
        // A new row that was cut is none yet where others are known: the next whole answer tells what it is.
        // Of two tables of the maker the poorer one may name the same part by a number of its own.
        const bool cut = IsUnanswered(reading, Part::kSupplyDescriptions) || (private_missing && IsPrivate(told));
        if (cut && !before.empty()) {
            reading.problems.push_back(fmt::format("supply {}: not described to its end", told.index));
            continue;
        }
        supplies.push_back(std::move(told));
    }
    const bool standard_missing = IsUnanswered(reading, Part::kSupplyDescriptions) ||
                                  IsUnanswered(reading, Part::kSupplyCapacities) ||
                                  IsUnanswered(reading, Part::kSupplyLevels);
    for (std::size_t i = 0; i < before.size(); ++i) {
        const Supply& supply = before[i];
        const bool maybe_there =
            standard_missing || (private_missing && IsPrivate(supply)) ||
            std::ranges::any_of(reading.supplies, [&](const Supply& told) { return told.index == supply.index; });
        if (found[i] || !maybe_there) continue;
        DropLevel(supplies.emplace_back(supply));
    }
    Order(supplies);
    reading.supplies = std::move(supplies);
}

void CompleteMeters(Reading& reading, const Reading& known) {
    if (!IsUnanswered(reading, Part::kMeters) && !IsUnanswered(reading, Part::kMakersTable)) return;
    std::vector<printing::Meter> told = std::move(reading.meters);
    reading.meters = known.meters;
    for (auto& meter : reading.meters) meter.value = -1;
    const auto known_keys = MeterKeys(reading.meters);
    const auto told_keys = MeterKeys(told);
    for (std::size_t i = 0; i < told.size(); ++i) {
        // Without its unit, a meter of one kind is the known one of that kind.
        const bool cut = !told[i].unit && IsUnanswered(reading, Part::kMeters);
        std::size_t at = 0;
        while (at < known_keys.size() &&
               (cut ? reading.meters[at].kind != told[i].kind || reading.meters[at].index != told[i].index
                    : known_keys[at] != told_keys[i])) {
            ++at;
        }
        if (at < known_keys.size()) {
            // The same count from another table is another count.
            if (reading.meters[at].index == told[i].index) reading.meters[at].value = told[i].value;
        } else if (!cut || known.meters.empty()) {
            reading.meters.push_back(std::move(told[i]));
        }
    }
}

void CompleteTrays(Reading& reading, const Reading& known) {
    const bool levels = IsUnanswered(reading, Part::kTrayLevels);
    if (!levels && !IsUnanswered(reading, Part::kTrayDescriptions)) return;
    std::vector<printing::InputTray> trays;
    for (const auto& before : known.inputs) {
        const auto at = std::ranges::find(reading.inputs, before.index, &printing::InputTray::index);
        printing::InputTray tray = at == reading.inputs.end() ? printing::InputTray{.index = before.index} : *at;
        Keep(tray.name, before.name);
        Keep(tray.media, before.media);
        if (tray.level_raw) {
            Keep(tray.unit, before.unit);
            Keep(tray.max_capacity_raw, before.max_capacity_raw);
        } else {
            tray.unit = before.unit;
            tray.max_capacity_raw = before.max_capacity_raw;
        }
        trays.push_back(std::move(tray));
    }
    for (const auto& tray : reading.inputs) {
        const auto at = std::ranges::find(trays, tray.index, &printing::InputTray::index);
        // With a level alone it is no tray yet.
        if (at == trays.end() && (tray.name || tray.media || tray.max_capacity_raw)) trays.push_back(tray);
    }
    reading.inputs = std::move(trays);
}

void CompleteIdentity(Reading& reading, const Reading& known) {
    if (IsUnanswered(reading, Part::kIdentity) || IsUnanswered(reading, Part::kMakersTable)) {
        // Maker and model come from several places; what is left of them may name them worse.
        if (known.manufacturer) reading.manufacturer = known.manufacturer;
        if (known.model) reading.model = known.model;
        Keep(reading.serial_number, known.serial_number);
        Keep(reading.system_name, known.system_name);
        Keep(reading.location, known.location);
        Keep(reading.firmware, known.firmware);
        Keep(reading.hardware_address, known.hardware_address);
    }
    if (!known.features.empty()) reading.features = known.features;
}

bool HasKeptLevel(const Reading& reading) {
    return IsUnanswered(reading, Part::kSupplyLevels) || IsUnanswered(reading, Part::kSupplyDescriptions) ||
           IsUnanswered(reading, Part::kSupplyCapacities) || IsUnanswered(reading, Part::kMakersTable);
}

}  // namespace

bool NeedsCompletion(const Reading& reading) {
    if (printing::IsPartial(reading)) return true;
    if (!reading.unanswered && std::ranges::any_of(reading.problems, [](const std::string& problem) {
            return problem == printing::kStoppedAnswering || problem.find(" at ") != std::string::npos;
        })) {
        return true;
    }
    return std::ranges::any_of(reading.supplies, printing::IsNameless);
}

Reading CompletePartial(Reading reading, const Reading* known) {
    printing::ReadOldComplaints(reading);
    CompleteSupplies(reading, known);
    if (known == nullptr || !printing::IsPartial(reading)) return reading;
    CompleteMeters(reading, *known);
    CompleteTrays(reading, *known);
    CompleteIdentity(reading, *known);
    return reading;
}

Kept ReadKept(const std::optional<boost::json::value>& column) {
    if (!column || column->is_null()) return {};
    return base::json::Bind<Kept>(*column).value_or(Kept{});
}

const KeptValue* FindKept(const std::vector<KeptValue>& values, std::size_t at) {
    const auto found = std::ranges::find(values, static_cast<std::int32_t>(at), &KeptValue::at);
    return found == values.end() ? nullptr : &*found;
}

LastValue LastValueOf(std::optional<std::int64_t> said, const std::vector<KeptValue>& kept, std::size_t at,
                      const std::optional<base::Instant>& newest) {
    if (said) return {said, newest};
    if (const KeptValue* value = FindKept(kept, at)) return {value->value, value->observed_at};
    return {std::nullopt, newest};
}

void Remembered::Put(Row& row, std::size_t at, std::int64_t value, base::Instant when) {
    if (row.size() <= at) row.resize(at + 1);
    if (!row[at] || row[at]->at <= when) row[at] = Value{value, when};
}

Remembered::Remembered(const CurrentState& state) : answered_(kParts) {
    if (state.observed_at == base::Instant{}) return;  // it was never read
    kept_ = ReadKept(state.kept);
    for (auto& at : answered_) at = state.observed_at;
    for (const auto& part : kept_.parts) answered_[static_cast<std::size_t>(part.part)] = part.observed_at;
    const auto tell = [&](Row& row, const auto& values, auto absent, const std::vector<KeptValue>& kept) {
        for (const auto& value : kept) Put(row, static_cast<std::size_t>(value.at), value.value, value.observed_at);
        for (std::size_t at = 0; at < values.size(); ++at) {
            if (values[at] != absent) Put(row, at, values[at], state.observed_at);
        }
    };
    tell(levels_, state.levels, kLevelAbsent, kept_.levels);
    tell(meters_, state.meters, kMeterAbsent, kept_.meters);
    tell(inputs_, state.input_levels, kLevelAbsent, kept_.inputs);
    status_ = state.status;
    detected_errors_ = state.detected_errors;
    status_text_ = state.status_text;
    uptime_seconds_ = state.uptime_seconds;
    has_status_ = true;
}

void Remembered::Take(const Reading& reading, Packed& packed, base::Instant at) {
    answered_.resize(kParts);
    for (std::size_t part = 0; part < kParts; ++part) {
        if (!IsUnanswered(reading, static_cast<Part>(part))) answered_[part] = at;
    }
    for (std::size_t i = 0; i < packed.levels.size(); ++i) {
        if (packed.levels[i] != kLevelAbsent) Put(levels_, i, packed.levels[i], at);
    }
    for (std::size_t i = 0; i < packed.meters.size(); ++i) {
        if (packed.meters[i] != kMeterAbsent) Put(meters_, i, packed.meters[i], at);
    }
    for (std::size_t i = 0; i < packed.input_levels.size(); ++i) {
        if (packed.input_levels[i] != kLevelAbsent) Put(inputs_, i, packed.input_levels[i], at);
    }
    const bool alerts = !IsUnanswered(reading, Part::kAlerts);
    const bool status = !IsUnanswered(reading, Part::kStatus);
    const bool display = !IsUnanswered(reading, Part::kDisplay) && !IsUnanswered(reading, Part::kMakersTable);
    if (has_status_) {
        if (!status) packed.detected_errors = detected_errors_;
        // Alerts stay open while nobody says that they are over, and a state is as bad as its alerts.
        const bool unknown = packed.status == StatusCode(printing::PrinterStatus::kOther);
        if (!(alerts && status) && (unknown || packed.status < status_)) packed.status = status_;
    }
    std::string words = StateWords(reading);
    const bool words_told = packed.status == status_ ? alerts && status && (display || !words.empty()) : !words.empty();
    if (!has_status_ || (alerts && status && display) || words_told) status_text_ = std::move(words);
    status_ = packed.status;
    detected_errors_ = packed.detected_errors;
    if (reading.uptime_seconds || !IsUnanswered(reading, Part::kIdentity)) uptime_seconds_ = reading.uptime_seconds;
    has_status_ = true;
}

bool Remembered::TakeLate(const Reading& reading, const Packed& packed, base::Instant at) {
    bool changed = false;
    for (auto& part : kept_.parts) {
        if (IsUnanswered(reading, part.part) || (part.observed_at && *part.observed_at >= at)) continue;
        part.observed_at = at;
        changed = true;
    }
    const auto renew = [&](std::vector<KeptValue>& kept, const auto& values, auto absent) {
        for (auto& value : kept) {
            const auto slot = static_cast<std::size_t>(value.at);
            if (slot >= values.size() || values[slot] == absent || value.observed_at >= at) continue;
            value.value = values[slot];
            value.observed_at = at;
            changed = true;
        }
    };
    renew(kept_.levels, packed.levels, kLevelAbsent);
    renew(kept_.meters, packed.meters, kMeterAbsent);
    renew(kept_.inputs, packed.input_levels, kLevelAbsent);
    return changed;
}

Beside Remembered::BesideOf(const Reading& reading, const SlotMap& slots, Packed& packed) const {
    Beside beside{.kept = {}, .status_text = status_text_, .uptime_seconds = uptime_seconds_};
    if (reading.unanswered) {
        for (const Part part : *reading.unanswered) {
            const auto at = static_cast<std::size_t>(part);
            beside.kept.parts.push_back({part, at < answered_.size() ? answered_[at] : std::nullopt});
        }
    }
    const auto told = [](const Row& row, std::size_t at) { return at < row.size() ? row[at] : std::nullopt; };
    const bool levels = HasKeptLevel(reading);
    for (std::size_t i = 0; i < reading.supplies.size(); ++i) {
        const Supply& supply = reading.supplies[i];
        const auto slot = static_cast<std::size_t>(slots.supply_slots[i]);
        const auto last = told(levels_, slot);
        if (!levels || supply.level_raw || !last) continue;
        beside.kept.levels.push_back({static_cast<std::int32_t>(slot), last->value, last->at});
        const auto percent =
            printing::RemainingPercent(printing::ReadLevel(last->value, supply.max_capacity_raw, supply.unit));
        if (percent) {
            packed.lowest_percent = std::min(packed.lowest_percent, static_cast<std::int16_t>(std::floor(*percent)));
        }
    }
    bool life_found = false;
    for (std::size_t i = 0; i < reading.meters.size(); ++i) {
        const auto slot = static_cast<std::size_t>(slots.meter_slots[i]);
        const auto last = told(meters_, slot);
        const bool is_life = reading.meters[i].kind == printing::MeterKind::kLife && !life_found;
        if (reading.meters[i].value < 0 && last) {
            beside.kept.meters.push_back({static_cast<std::int32_t>(slot), last->value, last->at});
            if (is_life) packed.life_count = last->value;
        }
        life_found |= is_life;
    }
    for (std::size_t i = 0; i < reading.inputs.size(); ++i) {
        const auto last = told(inputs_, i);
        if (reading.inputs[i].level_raw || !last || !IsUnanswered(reading, Part::kTrayLevels)) continue;
        beside.kept.inputs.push_back({static_cast<std::int32_t>(i), last->value, last->at});
    }
    std::ranges::sort(beside.kept.levels, {}, &KeptValue::at);
    std::ranges::sort(beside.kept.meters, {}, &KeptValue::at);
    return beside;
}

}  // namespace printers
