#include <fmt/format.h>

#include "simulator/mib.hpp"

// What a printer complains about, by PrtAlertCodeTC and PrtAlertGroupTC of the IANA Printer MIB.
namespace simulator {
namespace {

using printing::SupplyType;

enum Group { kGroupCover = 6, kGroupInput = 8, kGroupSupplies = 11, kGroupMediaPath = 13 };
enum Code {
    kCoverOpen = 3,
    kJam = 8,
    kInputLow = 807,
    kInputEmpty = 808,
    kTonerEmpty = 1101,
    kInkEmpty = 1102,
    kRibbonEmpty = 1103,
    kTonerLow = 1104,
    kInkLow = 1105,
    kRibbonLow = 1106,
    kWasteTonerLow = 1107,
    kWasteInkLow = 1108,
    kWasteTonerFull = 1109,
    kWasteInkFull = 1110,
    kOpcLow = 1111,
    kOpcOver = 1112,
};

std::int32_t SupplyCode(SupplyType type, bool empty) {
    switch (type) {
        case SupplyType::kWasteToner:
            return empty ? kWasteTonerFull : kWasteTonerLow;
        case SupplyType::kWasteInk:
            return empty ? kWasteInkFull : kWasteInkLow;
        case SupplyType::kInk:
        case SupplyType::kInkCartridge:
            return empty ? kInkEmpty : kInkLow;
        case SupplyType::kInkRibbon:
        case SupplyType::kRibbonWax:
            return empty ? kRibbonEmpty : kRibbonLow;
        case SupplyType::kToner:
        case SupplyType::kTonerCartridge:
            return empty ? kTonerEmpty : kTonerLow;
        default:
            return empty ? kOpcOver : kOpcLow;
    }
}

// Unique among the rows that can be there at once, and larger for what came later.
std::int32_t IndexOf(std::int32_t since_step, std::size_t what) {
    return since_step * 64 + static_cast<std::int32_t>(what) + 1;
}

std::string_view Word(const SupplySpec& spec, bool empty) {
    if (spec.class_ == printing::SupplyClass::kReceptacle) return empty ? "full" : "almost full";
    if (spec.wear == Wear::kPages || spec.wear == Wear::kColorPages) {
        return empty ? "end of life" : "near end of life";
    }
    return empty ? "empty" : "low";
}

std::string PlainName(const SupplySpec& spec) {
    const std::size_t end = spec.description.find_first_of(",;{");
    std::string name = spec.description.substr(0, end);
    while (!name.empty() && name.back() == ' ') name.pop_back();
    return name;
}

bool Counts(const SupplySpec& spec) {
    return spec.wear != Wear::kNever && spec.gauge != Gauge::kUnrestricted;
}

}  // namespace

std::vector<AlertRow> AlertsOf(const Model& model, const State& state) {
    std::vector<AlertRow> rows;
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        const SupplySpec& spec = model.supplies[i];
        const Cartridge& cartridge = state.supplies[i];
        if (!Counts(spec) || cartridge.low_since < 0) continue;
        const bool empty = cartridge.empty_since >= 0;
        AlertRow row;
        row.since_step = empty ? cartridge.empty_since : cartridge.low_since;
        row.index = IndexOf(row.since_step, i);
        row.severity = empty ? 3 : 4;
        row.group = kGroupSupplies;
        row.group_index = spec.index;
        row.code = SupplyCode(spec.type, empty);
        row.description = fmt::format("{} {}", PlainName(spec), Word(spec, empty));
        rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < model.inputs.size(); ++i) {
        const bool empty = state.tray_empty_since[i] >= 0;
        const bool low = state.trays[i] < 0.1 * model.inputs[i].capacity;
        if (!empty && !low) continue;
        AlertRow row;
        row.since_step = empty ? state.tray_empty_since[i] : state.step;
        row.index = IndexOf(row.since_step, 16 + i);
        row.severity = empty ? 3 : 4;
        row.group = kGroupInput;
        row.group_index = static_cast<std::int32_t>(i + 1);
        row.code = empty ? kInputEmpty : kInputLow;
        row.description = fmt::format("{} {}", model.inputs[i].name, empty ? "is empty" : "is low");
        rows.push_back(std::move(row));
    }
    if (state.jam_since >= 0) {
        rows.push_back({.index = IndexOf(state.jam_since, 40),
                        .severity = 3,
                        .group = kGroupMediaPath,
                        .group_index = 1,
                        .code = kJam,
                        .description = "Paper jam",
                        .since_step = state.jam_since});
    }
    if (state.cover_since >= 0) {
        rows.push_back({.index = IndexOf(state.cover_since, 41),
                        .severity = 3,
                        .group = kGroupCover,
                        .group_index = 1,
                        .code = kCoverOpen,
                        .description = model.covers.empty() ? "Cover open" : model.covers[0] + " open",
                        .since_step = state.cover_since});
    }
    std::ranges::sort(rows, {}, &AlertRow::index);
    return rows;
}

std::uint16_t ErrorBits(const Model& model, const State& state) {
    enum Bit { kLowPaper, kNoPaper, kLowToner, kNoToner, kDoorOpen, kJammed, kOffline, kService };
    std::uint16_t bits = 0;
    const auto set = [&bits](Bit bit) { bits = static_cast<std::uint16_t>(bits | (1U << bit)); };
    for (const AlertRow& row : AlertsOf(model, state)) {
        switch (row.code) {
            case kInputLow:
                set(kLowPaper);
                break;
            case kInputEmpty:
                set(kNoPaper);
                break;
            case kTonerLow:
            case kInkLow:
            case kRibbonLow:
                set(kLowToner);
                break;
            case kTonerEmpty:
            case kInkEmpty:
            case kRibbonEmpty:
                set(kNoToner);
                break;
            case kWasteTonerFull:
            case kWasteInkFull:
            case kOpcOver:
                set(kService);
                break;
            case kJam:
                set(kJammed);
                break;
            case kCoverOpen:
                set(kDoorOpen);
                break;
            default:
                break;
        }
    }
    return bits;
}

}  // namespace simulator
