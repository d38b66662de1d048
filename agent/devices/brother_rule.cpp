#include <algorithm>
#include <array>
#include <regex>

#include "agent/devices/rules.hpp"

// Brother keeps supplies in three octet strings: records of <kind> 01 <length> <value>, ended by ff. prtMarkerSuppliesTable
// of the same machine usually says only "some remaining".
namespace agent::devices {
namespace {

using printing::MeterKind;
using printing::SupplyType;

constexpr std::string_view kMaintenance = "brInfoMaintenance";
constexpr std::string_view kCounters = "brInfoCounter";
constexpr std::string_view kNextCare = "brInfoNextCare";

struct Part {
    std::uint8_t kind;
    SupplyType type;
    std::string_view colorant;
    std::string_view description;
};

// Remaining life in hundredths of a percent (four octets).
constexpr std::array kLife = std::to_array<Part>({
    {0x41, SupplyType::kOpc, "", "Drum"},
    {0x69, SupplyType::kTransferUnit, "", "Belt Unit"},
    {0x6a, SupplyType::kFuser, "", "Fuser"},
    {0x6b, SupplyType::kOther, "", "Laser Unit"},
    {0x6c, SupplyType::kOther, "", "PF Kit MP"},
    {0x6d, SupplyType::kOther, "", "PF Kit 1"},
    {0x6e, SupplyType::kOther, "", "PF Kit 2"},
    {0x6f, SupplyType::kToner, "black", "Black Toner"},
    {0x70, SupplyType::kToner, "cyan", "Cyan Toner"},
    {0x71, SupplyType::kToner, "magenta", "Magenta Toner"},
    {0x72, SupplyType::kToner, "yellow", "Yellow Toner"},
    {0x79, SupplyType::kOpc, "cyan", "Cyan Drum"},
    {0x7a, SupplyType::kOpc, "magenta", "Magenta Drum"},
    {0x7b, SupplyType::kOpc, "yellow", "Yellow Drum"},
    {0x80, SupplyType::kOpc, "black", "Black Drum"},
});
// A level and its maximum, one octet each.
constexpr std::array kSteps = std::to_array<Part>({
    {0xa1, SupplyType::kInk, "black", "Black Ink"},
    {0xa2, SupplyType::kInk, "cyan", "Cyan Ink"},
    {0xa3, SupplyType::kInk, "magenta", "Magenta Ink"},
    {0xa4, SupplyType::kInk, "yellow", "Yellow Ink"},
});
// Percent in steps of ten: only where the finer record is missing.
constexpr std::array kTens = std::to_array<Part>({
    {0x81, SupplyType::kToner, "black", "Black Toner"},
    {0x82, SupplyType::kToner, "cyan", "Cyan Toner"},
    {0x83, SupplyType::kToner, "magenta", "Magenta Toner"},
    {0x84, SupplyType::kToner, "yellow", "Yellow Toner"},
});
// Pages until the part is due (brInfoNextCare): only where no life is given.
constexpr std::array kPages = std::to_array<Part>({
    {0x73, SupplyType::kOther, "", "Laser Unit"},
    {0x77, SupplyType::kOther, "", "PF Kit 1"},
    {0x82, SupplyType::kOpc, "", "Drum"},
    {0x86, SupplyType::kOther, "", "PF Kit MP"},
    {0x88, SupplyType::kTransferUnit, "", "Belt Unit"},
    {0x89, SupplyType::kFuser, "", "Fuser"},
    {0xa4, SupplyType::kOpc, "cyan", "Cyan Drum"},
    {0xa5, SupplyType::kOpc, "magenta", "Magenta Drum"},
    {0xa6, SupplyType::kOpc, "yellow", "Yellow Drum"},
    {0xa7, SupplyType::kOpc, "black", "Black Drum"},
});

struct Record {
    std::uint8_t kind = 0;
    std::string_view value;
    [[nodiscard]] std::int64_t Number() const {
        std::int64_t number = 0;
        for (const char octet : value) number = (number << 8) | static_cast<unsigned char>(octet);
        return number;
    }
};

// False when the string is not made of records; what came before the mistake is kept.
bool ReadRecords(std::string_view octets, std::vector<Record>& records) {
    std::size_t at = 0;
    while (at < octets.size()) {
        const auto kind = static_cast<std::uint8_t>(octets[at]);
        if (kind == 0xff) return true;
        if (at + 3 > octets.size() || octets[at + 1] != 1) return false;
        const auto length = static_cast<std::uint8_t>(octets[at + 2]);
        if (length == 0 || length > 8 || at + 3 + length > octets.size()) return false;
        records.push_back({kind, octets.substr(at + 3, length)});
        at += 3U + length;
    }
    return false;  // no terminator
}

std::vector<Record> Records(const Asked& asked, std::string_view object, printing::Reading& reading) {
    std::vector<Record> records;
    if (const auto octets = OctetsOfTable(asked, object); octets && !ReadRecords(*octets, records)) {
        reading.problems.emplace_back("Brother: malformed record table");
    }
    return records;
}

// Ink machines report their cartridges under the kinds of toner too.
Part AsInk(const Part& toner) {
    for (const Part& ink : kSteps) {
        if (ink.colorant == toner.colorant) return {toner.kind, ink.type, ink.colorant, ink.description};
    }
    return toner;
}

bool IsInkMachine(const std::vector<Record>& records, const printing::Reading& reading) {
    static const std::regex kInkModel("(?:MFC|DCP|HL)-[JT][0-9].*", std::regex::optimize);
    if (reading.model && std::regex_match(*reading.model, kInkModel)) return true;
    const bool standard = std::ranges::any_of(reading.supplies, [](const printing::Supply& supply) {
        return supply.type == SupplyType::kInk || supply.type == SupplyType::kInkCartridge;
    });
    return standard || std::ranges::any_of(records, [](const Record& record) {
               return record.value.size() == 2 &&
                      std::ranges::any_of(kSteps, [&](const Part& part) { return part.kind == record.kind; });
           });
}

printing::Supply MakeSupply(const Part& part, int index) {
    printing::Supply supply;
    supply.index = "private." + std::to_string(index);
    supply.type = part.type;
    if (!part.colorant.empty()) supply.colorant = std::string(part.colorant);
    supply.description = std::string(part.description);
    return supply;
}

bool Has(const printing::Reading& reading, const Part& part) {
    for (const auto& supply : reading.supplies) {
        if (supply.index.starts_with("private.") && supply.description == part.description) return true;
    }
    return false;
}

void Refine(const Asked& asked, printing::Reading& reading) {
    const auto records = Records(asked, kMaintenance, reading);
    const bool ink = IsInkMachine(records, reading);
    const auto named = [ink](const Part& part) { return ink && part.type == SupplyType::kToner ? AsInk(part) : part; };
    for (const Record& record : records) {
        for (const Part& part : kLife) {
            if (part.kind != record.kind || record.value.size() != 4 || record.Number() > 10000) continue;
            if (Has(reading, named(part))) continue;
            auto supply = MakeSupply(named(part), record.kind);
            supply.level_raw = record.Number();
            supply.max_capacity_raw = 10000;
            AddPrivateSupply(reading, std::move(supply));
        }
        for (const Part& part : kSteps) {
            if (part.kind != record.kind || record.value.size() != 2 || record.value[1] == 0) continue;
            if (Has(reading, part)) continue;
            auto supply = MakeSupply(part, record.kind);
            supply.level_raw = static_cast<unsigned char>(record.value[0]);
            supply.max_capacity_raw = static_cast<unsigned char>(record.value[1]);
            AddPrivateSupply(reading, std::move(supply));
        }
    }
    for (const Record& record : records) {
        for (const Part& part : kTens) {
            if (part.kind != record.kind || record.value.size() != 4 || record.Number() > 100) continue;
            if (Has(reading, named(part))) continue;
            auto supply = MakeSupply(named(part), record.kind);
            supply.unit = printing::Unit::kPercent;
            supply.level_raw = record.Number();
            supply.max_capacity_raw = 100;
            AddPrivateSupply(reading, std::move(supply));
        }
    }
    for (const Record& record : Records(asked, kNextCare, reading)) {
        for (const Part& part : kPages) {
            if (part.kind != record.kind || record.value.size() != 4 || Has(reading, part)) continue;
            auto supply = MakeSupply(part, 256 + record.kind);
            supply.unit = printing::Unit::kImpressions;
            supply.max_capacity_raw = -2;
            supply.level_raw = record.Number();
            AddPrivateSupply(reading, std::move(supply));
        }
    }
    bool has_life = false;
    for (const auto& meter : reading.meters) has_life = has_life || meter.kind == MeterKind::kLife;
    for (const Record& record : Records(asked, kCounters, reading)) {
        const auto add = [&](MeterKind kind) {
            reading.meters.push_back({kind, record.Number(), printing::Unit::kImpressions, std::nullopt});
        };
        if (record.kind == 0x00 && !has_life) add(MeterKind::kLife);
        if (record.kind == 0x01) add(MeterKind::kMono);
        if (record.kind == 0x02) add(MeterKind::kColor);
        if (record.kind == 0x06) add(MeterKind::kDuplex);
    }
}

constexpr std::array kTables = std::to_array<std::string_view>({kMaintenance, kCounters, kNextCare});

}  // namespace

constinit const Rule kBrotherRule{"brother", kTables, &Refine};

}  // namespace agent::devices
