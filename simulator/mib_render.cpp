#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "simulator/mib.hpp"

namespace simulator {
namespace {

namespace ber = snmp::ber;

// hrPrinterStatus and hrDeviceStatus (RFC 2790).
enum { kPrinterOther = 1, kPrinterIdle = 3, kPrinterPrinting = 4 };
enum { kDeviceRunning = 2, kDeviceWarning = 3, kDeviceDown = 5 };
// Bits of hrPrinterDetectedErrorState that stop the printer: noPaper, noToner, doorOpen, jammed, offline,
// serviceRequested.
constexpr std::uint16_t kStopping = 0x00FA;

std::uint8_t Reversed(std::uint8_t octet) {
    std::uint8_t out = 0;
    for (int i = 0; i < 8; ++i) out = static_cast<std::uint8_t>((out << 1) | ((octet >> i) & 1));
    return out;
}

std::uint64_t Count(double pages) {
    return static_cast<std::uint64_t>(pages) & 0xFFFFFFFF;
}

std::string_view ConsoleText(std::uint16_t errors, const State& state) {
    if (errors & 0x20) return "Paper jam";
    if (errors & 0x10) return "Close cover";
    if (errors & 0x08) return "Replace toner";
    if (errors & 0x02) return "Load paper";
    if (errors & 0x80) return "Replace maintenance item";
    if (errors & 0x04) return "Toner low";
    if (errors & 0x01) return "Paper low";
    return state.printing ? "Printing" : "Ready";
}

}  // namespace

std::string MibTemplate::Expand(const std::string& text, const Face& face) const {
    std::string out;
    out.reserve(text.size() + 32);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string::npos;
        if (end == std::string::npos) {
            out += text[i];
            continue;
        }
        const std::string_view key = std::string_view(text).substr(i + 1, end - i - 1);
        if (key == "serial") {
            out += face.identity.serial;
        } else if (key == "name") {
            out += face.identity.host_name;
        } else if (key == "location") {
            out += face.identity.location;
        } else if (key == "firmware") {
            out += face.identity.firmware;
        } else if (key == "model") {
            out += model_.model;
        } else if (key == "mac") {
            for (const auto octet : face.identity.mac) out += fmt::format("{:02X}", octet);
        } else {
            out += text.substr(i, end - i + 1);
        }
        i = end;
    }
    return out;
}

snmp::EncodedMib MibTemplate::Render(const Face& face, bool context) const {
    snmp::MibBuilder builder(rows_.size() + 64);
    const std::uint16_t errors = ErrorBits(model_, face.state);
    for (const Row& row : rows_) {
        if (model_.supplies_context && row.supplies != context) continue;
        if (face.huge && &row == &rows_.front()) {  // sysDescr
            builder.String(row.name, std::string(60'000, 'x'));
        } else if (row.source == Source::kAlerts) {
            RenderAlerts(builder, face);
        } else {
            RenderRow(builder, row, face, errors);
        }
    }
    return std::move(builder).Build();
}

void MibTemplate::RenderAlerts(snmp::MibBuilder& builder, const Face& face) const {
    const auto alerts = AlertsOf(model_, face.state);
    const ber::Oid table{1, 3, 6, 1, 2, 1, 43, 18, 1, 1};
    const auto device = static_cast<std::uint32_t>(model_.device_index);
    for (std::uint32_t column = 2; column <= 9; ++column) {
        for (const AlertRow& alert : alerts) {
            const auto name = snmp::EncodeOid(table.With({column, device, static_cast<std::uint32_t>(alert.index)}));
            switch (column) {
                case 2:
                    builder.Integer(name, alert.severity);
                    break;
                case 3:
                    builder.Integer(name, alert.training);
                    break;
                case 4:
                    builder.Integer(name, alert.group);
                    break;
                case 5:
                    builder.Integer(name, alert.group_index);
                    break;
                case 6:
                    builder.Integer(name, alert.location);
                    break;
                case 7:
                    builder.Integer(name, alert.code);
                    break;
                case 8:
                    builder.String(name, alert.description);
                    break;
                default: {
                    // sysUpTime when it came up; 0 for what was there before the last start.
                    const std::uint64_t ago =
                        static_cast<std::uint64_t>(std::max(0, face.state.step - alert.since_step)) * 6 * 3600 * 100;
                    builder.Unsigned(name, face.uptime_ticks > ago ? face.uptime_ticks - ago : 0, ber::kTimeTicks);
                }
            }
        }
    }
}

void MibTemplate::RenderRow(snmp::MibBuilder& builder, const Row& row, const Face& face, std::uint16_t errors) const {
    const State& state = face.state;
    const auto number = [&](std::uint64_t value) {
        if (row.tag == ber::kInteger) {
            builder.Integer(row.name, static_cast<std::int32_t>(std::min<std::uint64_t>(value, INT32_MAX)));
        } else {
            builder.Unsigned(row.name, value, row.tag);
        }
    };
    switch (row.source) {
        case Source::kFixed:
            builder.Element(row.name, row.tag, row.content);
            break;
        case Source::kText:
            builder.String(row.name, Expand(row.text, face));
            break;
        case Source::kUptime:
            builder.LiveTicks(row.name);
            break;
        case Source::kLife:
            number(Count(state.life));
            break;
        case Source::kColor:
            number(Count(state.color));
            break;
        case Source::kMono:
            number(Count(state.life) - Count(state.color));
            break;
        case Source::kPowerOn:
            number(Count(state.life) % 997);
            break;
        case Source::kLevel:
            builder.Integer(row.name, RawLevel(model_.supplies[row.slot], state.supplies[row.slot]));
            break;
        case Source::kSupplyText: {
            const SupplySpec& spec = model_.supplies[row.slot];
            std::string text = row.text;
            const auto put = [&text](std::string_view key, const std::string& value) {
                if (const auto at = text.find(key); at != std::string::npos) {
                    text.replace(at, key.size(), value);
                }
            };
            put("{part}", spec.part_number.value_or("unknown"));
            put("{cartridge}", CartridgeSerial(model_, face.seed, face.number, row.slot, state.supplies[row.slot]));
            builder.String(row.name, text);
            break;
        }
        case Source::kTray: {
            const double sheets = state.trays[row.slot];
            const bool exact = model_.inputs[row.slot].exact;
            builder.Integer(row.name, sheets < 1 ? 0 : exact ? static_cast<std::int32_t>(sheets) : -3);
            break;
        }
        case Source::kTrayStatus:  // PrtSubUnitStatusTC: 9 unavailable + on request, 0 available and idle
            builder.Integer(row.name, state.trays[row.slot] < 1 ? 9 : 0);
            break;
        case Source::kDeviceStatus:
            builder.Integer(row.name, (errors & kStopping) ? kDeviceDown : errors ? kDeviceWarning : kDeviceRunning);
            break;
        case Source::kDeviceErrors:
            builder.Unsigned(row.name, Count(state.life / 4000), ber::kCounter32);
            break;
        case Source::kPrinterStatus:
            builder.Integer(row.name, (errors & kStopping) ? kPrinterOther
                                      : state.printing     ? kPrinterPrinting
                                                           : kPrinterIdle);
            break;
        case Source::kErrorState: {
            // Bit 0 is the most significant bit of the first octet.
            const std::array<std::uint8_t, 2> octets = {Reversed(static_cast<std::uint8_t>(errors & 0xFF)),
                                                        Reversed(static_cast<std::uint8_t>(errors >> 8))};
            std::size_t size = static_cast<std::size_t>(model_.error_octets);
            if (model_.error_octets == 0) size = octets[1] ? 2 : octets[0] ? 1 : 0;
            builder.Element(row.name, ber::kOctetString, ber::Bytes(octets).first(std::min<std::size_t>(size, 2)));
            break;
        }
        case Source::kCover:
            builder.Integer(row.name, row.slot == 0 && state.cover_since >= 0 ? 3 : 4);
            break;
        case Source::kMac:
            builder.Element(row.name, ber::kOctetString, face.identity.mac);
            break;
        case Source::kConsole:
            builder.String(row.name, ConsoleText(errors, state));
            break;
        case Source::kLightOn:
            builder.Integer(row.name, errors ? 1 : 0);
            break;
        case Source::kBrotherMaintenance:
            builder.String(row.name, BrotherMaintenance(model_, state));
            break;
        case Source::kBrotherCounters:
            builder.String(row.name, BrotherCounters(state));
            break;
        case Source::kBrotherNextCare:
            builder.String(row.name, BrotherNextCare(model_, state));
            break;
        case Source::kAlerts:
            break;
    }
}

}  // namespace simulator
