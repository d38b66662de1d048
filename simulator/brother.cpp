#include <cmath>
#include <map>

#include "simulator/mib.hpp"

// Brother's private tables under 1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5: .8 maintenance, .10 counters, .11 next
// care. Toner is there in tenths of the gauge and in hundredths of a percent, drums and belts likewise.
namespace simulator {
namespace {

using printing::SupplyType;

constexpr std::uint8_t kTonerLife = 0x6F;  // black; cyan, magenta and yellow follow

void Record(std::string& blob, std::uint8_t code, double value) {
    const auto number = static_cast<std::uint32_t>(std::max(0.0, std::floor(value)));
    blob += static_cast<char>(code);
    blob += '\x01';
    blob += '\x04';
    for (int shift = 24; shift >= 0; shift -= 8) blob += static_cast<char>((number >> shift) & 0xFF);
}

// 0 black, 1 cyan, 2 magenta, 3 yellow
std::uint8_t ColorNumber(const SupplySpec& spec) {
    static const std::map<std::string, std::uint8_t> kNumbers = {
        {"black", 0}, {"cyan", 1}, {"magenta", 2}, {"yellow", 3}};
    const auto found = kNumbers.find(spec.colorant.value_or("black"));
    return found == kNumbers.end() ? 0 : found->second;
}

bool IsColorMachine(const Model& model) {
    return model.color_share[1] > 0;
}

}  // namespace

std::string BrotherMaintenance(const Model& model, const State& state) {
    constexpr std::uint8_t kDrum[] = {0x80, 0x79, 0x7A, 0x7B};
    std::string blob;
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        const SupplySpec& spec = model.supplies[i];
        const Cartridge& cartridge = state.supplies[i];
        const std::uint8_t color = ColorNumber(spec);
        const double hundredths = std::ceil(std::min(1.0, cartridge.left) * 10'000);
        switch (spec.type) {
            case SupplyType::kToner:
            case SupplyType::kTonerCartridge:
                Record(blob, 0x31 + color, IsEmpty(cartridge) ? 3 : cartridge.left < kLow ? 2 : 1);
                Record(blob, 0x81 + color, std::ceil(cartridge.left * 10) * 10);
                Record(blob, kTonerLife + color, hundredths);
                break;
            case SupplyType::kOpc:
                if (IsColorMachine(model)) {
                    Record(blob, kDrum[color], hundredths);
                } else {
                    Record(blob, 0x11, state.life);
                    Record(blob, 0x41, hundredths);
                }
                break;
            case SupplyType::kTransferUnit:
                Record(blob, 0x69, hundredths);
                break;
            case SupplyType::kFuser:
                Record(blob, 0x6A, hundredths);
                break;
            default:
                break;
        }
    }
    return blob + '\xFF';
}

std::optional<std::size_t> BrotherTonerSlot(const Model& model, int code) {
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        const SupplySpec& spec = model.supplies[i];
        if (spec.wear != Wear::kBlack && spec.wear != Wear::kColor) continue;
        if (code == kTonerLife + ColorNumber(spec)) return i;
    }
    return std::nullopt;
}

std::string BrotherCounters(const State& state) {
    std::string blob;
    Record(blob, 0x00, state.life);
    Record(blob, 0x01, state.life - state.color);
    Record(blob, 0x02, state.color);
    Record(blob, 0x12, state.life * 0.3);
    return blob + '\xFF';
}

std::string BrotherNextCare(const Model& model, const State& state) {
    constexpr std::uint8_t kDrum[] = {0xA7, 0xA4, 0xA5, 0xA6};
    std::string blob;
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        const SupplySpec& spec = model.supplies[i];
        const double pages = std::min(1.0, state.supplies[i].left) * spec.yield_pages;
        if (spec.type == SupplyType::kOpc && !IsColorMachine(model)) Record(blob, 0x82, pages);
        if (spec.type == SupplyType::kOpc && IsColorMachine(model)) {
            Record(blob, kDrum[ColorNumber(spec)], pages);
        }
        if (spec.type == SupplyType::kTransferUnit) Record(blob, 0x88, pages);
        if (spec.type == SupplyType::kFuser) Record(blob, 0x89, pages);
    }
    return blob + '\xFF';
}

}  // namespace simulator
