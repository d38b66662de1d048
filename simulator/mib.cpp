#include "simulator/mib.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "lib/base/hex.hpp"
#include "simulator/random.hpp"

namespace simulator {
namespace {

using snmp::ber::Oid;
namespace ber = snmp::ber;

const Oid kSystem{1, 3, 6, 1, 2, 1, 1};
const Oid kInterfaces{1, 3, 6, 1, 2, 1, 2};
const Oid kHost{1, 3, 6, 1, 2, 1, 25};
const Oid kPrinter{1, 3, 6, 1, 2, 1, 43};
const Oid kDeviceTypePrinter{1, 3, 6, 1, 2, 1, 25, 3, 1, 5};

Oid ParseOid(const std::string& text) {
    const auto oid = Oid::Parse(text);
    if (!oid) throw std::runtime_error("not an object identifier: " + text);
    return *oid;
}

std::uint32_t U(std::int64_t value) {
    return static_cast<std::uint32_t>(value);
}

bool IsInk(const SupplySpec& spec) {
    return spec.type == printing::SupplyType::kInk || spec.type == printing::SupplyType::kInkCartridge;
}

std::string Hex(const std::array<std::uint8_t, 6>& mac) {
    return fmt::format("{:02X}{:02X}{:02X}{:02X}{:02X}{:02X}", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
}

void ReplaceAll(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

}  // namespace

Identity DrawIdentity(const Model& model, std::uint64_t seed, std::uint64_t number) {
    Identity identity;
    identity.serial = ExpandPattern(model.serial_pattern, Draw(seed, Stream::kSerial, number));
    const std::string prefix = base::FromHex(model.mac_prefix).value_or("");
    const std::uint64_t tail = Draw(seed, Stream::kMac, number);
    for (std::size_t i = 0; i < 3; ++i) {
        identity.mac[i] = static_cast<std::uint8_t>(prefix[i]);
        identity.mac[3 + i] = static_cast<std::uint8_t>(tail >> (8 * i));
    }
    identity.host_name = model.host_name;
    ReplaceAll(identity.host_name, "{mac}", Hex(identity.mac));
    ReplaceAll(identity.host_name, "{mac6}", Hex(identity.mac).substr(6));
    ReplaceAll(identity.host_name, "{serial}", identity.serial);
    identity.firmware = model.firmware;
    constexpr std::array<std::string_view, 8> kRooms = {"Reception", "Accounting",      "Sales", "Warehouse",
                                                        "Copy room", "Human resources", "Lab",   "Office"};
    const std::uint64_t place = Draw(seed, Stream::kPlace, number);
    identity.location = fmt::format("Building {}, floor {}, {} {}", static_cast<char>('A' + place % 4),
                                    (place >> 8) % 6, kRooms[(place >> 16) % kRooms.size()], 1 + (place >> 24) % 12);
    return identity;
}

std::string CartridgeSerial(const Model& model, std::uint64_t seed, std::uint64_t number, std::size_t slot,
                            const Cartridge& cartridge) {
    if (!cartridge.serial.empty()) return cartridge.serial;
    const auto& pattern = model.supplies[slot].cartridge_pattern;
    if (!pattern) return {};
    return ExpandPattern(*pattern, Draw(seed, Stream::kCartridge, number * 64 + slot, cartridge.generation));
}

std::int32_t RawCapacity(const SupplySpec& spec) {
    switch (spec.gauge) {
        case Gauge::kAmount:
            return spec.capacity;
        case Gauge::kUnrestricted:
            return -1;
        case Gauge::kSomeRemaining:
        case Gauge::kUnknown:
            break;
    }
    return -2;
}

std::int32_t RawLevel(const SupplySpec& spec, const Cartridge& cartridge) {
    switch (spec.gauge) {
        case Gauge::kUnknown:
            return -2;
        case Gauge::kUnrestricted:
            return -1;
        case Gauge::kSomeRemaining:
            return IsEmpty(cartridge) ? 0 : -3;
        case Gauge::kAmount:
            break;
    }
    if (IsEmpty(cartridge)) return 0;
    // A gauge shows the mark above what is left.
    const double step = spec.step.value_or(1);
    const double level = std::ceil(cartridge.left * spec.capacity / step - 1e-9) * step;
    return static_cast<std::int32_t>(std::min<double>(level, spec.capacity));
}

MibTemplate::MibTemplate(const Model& model) : model_(model) {
    AddSystem();
    AddHostResources();
    AddGeneral();
    AddPaper();
    AddMarker();
    AddConsole();
    AddExtras();
    std::vector<Oid> omitted;
    for (const std::string& prefix : model_.omit) omitted.push_back(ParseOid(prefix));
    std::erase_if(rows_, [&](const Row& row) {
        return std::ranges::any_of(omitted, [&](const Oid& prefix) {
            return row.oid.size() >= prefix.size() &&
                   std::ranges::equal(row.oid.ids().first(prefix.size()), prefix.ids());
        });
    });
    std::ranges::stable_sort(rows_, {}, &Row::oid);
    for (Row& row : rows_) row.name = snmp::EncodeOid(row.oid);
}

void MibTemplate::Add(const Oid& oid, Source source, std::uint8_t tag, std::size_t slot) {
    Row row;
    row.oid = oid;
    row.source = source;
    row.tag = tag;
    row.slot = slot;
    rows_.push_back(std::move(row));
}

void MibTemplate::AddInteger(const Oid& oid, std::int64_t value) {
    Add(oid, Source::kFixed, ber::kInteger);
    std::array<std::uint8_t, 16> buffer;
    ber::BackWriter writer(buffer);
    writer.Integer(value);
    const ber::Bytes content = writer.bytes().subspan(2);
    rows_.back().content.assign(content.begin(), content.end());
}

void MibTemplate::AddUnsigned(const Oid& oid, std::uint64_t value, std::uint8_t tag) {
    Add(oid, Source::kFixed, tag);
    std::array<std::uint8_t, 16> buffer;
    ber::BackWriter writer(buffer);
    writer.Unsigned(value, tag);
    const ber::Bytes content = writer.bytes().subspan(2);
    rows_.back().content.assign(content.begin(), content.end());
}

void MibTemplate::AddOid(const Oid& oid, const Oid& value) {
    Add(oid, Source::kFixed, ber::kObjectIdentifier);
    rows_.back().content = snmp::EncodeOid(value);
}

void MibTemplate::AddText(const Oid& oid, std::string text) {
    const bool changes = text.find('{') != std::string::npos;
    Add(oid, changes ? Source::kText : Source::kFixed, ber::kOctetString);
    if (changes) {
        rows_.back().text = std::move(text);
    } else {
        rows_.back().content.assign(text.begin(), text.end());
    }
}

void MibTemplate::AddSystem() {
    AddText(kSystem.With({1, 0}), model_.sys_descr);
    AddOid(kSystem.With({2, 0}), ParseOid(model_.sys_object_id));
    Add(kSystem.With({3, 0}), Source::kUptime);
    AddText(kSystem.With({4, 0}), "");
    AddText(kSystem.With({5, 0}), "{name}");
    AddText(kSystem.With({6, 0}), "{location}");
    AddInteger(kSystem.With({7, 0}), 72);
    AddInteger(kInterfaces.With({1, 0}), 1);
    const Oid row = kInterfaces.With({2, 1});
    AddInteger(row.With({1, 1}), 1);
    AddText(row.With({2, 1}), "Ethernet");
    AddInteger(row.With({3, 1}), 6);
    AddInteger(row.With({4, 1}), 1500);
    AddUnsigned(row.With({5, 1}), 1'000'000'000, ber::kGauge32);
    Add(row.With({6, 1}), Source::kMac);
    AddInteger(row.With({7, 1}), 1);
    AddInteger(row.With({8, 1}), 1);
}

void MibTemplate::AddHostResources() {
    Add(kHost.With({1, 1, 0}), Source::kUptime);
    AddInteger(kHost.With({2, 2, 0}), 1'048'576);
    const Oid row = kHost.With({3, 2, 1});
    const std::uint32_t printer = U(model_.device_index);
    const auto device = [&](std::uint32_t index, const Oid& type, const std::string& descr, const Oid& id) {
        AddInteger(row.With({1, index}), index);
        AddOid(row.With({2, index}), type);
        AddText(row.With({3, index}), descr);
        AddOid(row.With({4, index}), id);
        if (index == printer) {
            Add(row.With({5, index}), Source::kDeviceStatus);
            Add(row.With({6, index}), Source::kDeviceErrors);
        } else {
            AddInteger(row.With({5, index}), 2);
            AddUnsigned(row.With({6, index}), 0, ber::kCounter32);
        }
    };
    device(printer, kDeviceTypePrinter, model_.device_descr, ParseOid(model_.device_object_id));
    for (const DeviceSpec& spec : model_.devices) {
        device(U(spec.index), ParseOid(spec.type), spec.description, Oid{0, 0});
    }
    Add(kHost.With({3, 5, 1, 1, printer}), Source::kPrinterStatus);
    Add(kHost.With({3, 5, 1, 2, printer}), Source::kErrorState);
}

void MibTemplate::AddGeneral() {
    const std::uint32_t dev = U(model_.device_index);
    const Oid row = kPrinter.With({5, 1, 1});
    AddUnsigned(row.With({1, dev}), 1, ber::kCounter32);
    AddInteger(row.With({2, dev}), 1);
    AddInteger(row.With({3, dev}), 3);
    AddText(row.With({4, dev}), "");
    AddText(row.With({5, dev}), "");
    AddInteger(row.With({6, dev}), 1);
    AddInteger(row.With({7, dev}), 1);
    AddInteger(row.With({8, dev}), 1);
    AddInteger(row.With({9, dev}), 1);
    AddInteger(row.With({10, dev}), 1);
    AddInteger(row.With({11, dev}), 1);
    AddInteger(row.With({12, dev}), 40);
    AddText(row.With({16, dev}), "{name}");
    if (model_.general_serial) AddText(row.With({17, dev}), "{serial}");
    const Oid cover = kPrinter.With({6, 1, 1});
    for (std::size_t i = 0; i < model_.covers.size(); ++i) {
        AddText(cover.With({2, dev, U(static_cast<std::int64_t>(i) + 1)}), model_.covers[i]);
        Add(cover.With({3, dev, U(static_cast<std::int64_t>(i) + 1)}), Source::kCover, 0, i);
    }
    const Oid local = kPrinter.With({7, 1, 1});
    AddText(local.With({2, dev, 1}), "en");
    AddText(local.With({3, dev, 1}), "US");
    AddInteger(local.With({4, dev, 1}), 106);  // UTF-8
}

void MibTemplate::AddPaper() {
    const std::uint32_t dev = U(model_.device_index);
    const Oid in = kPrinter.With({8, 2, 1});
    for (std::size_t i = 0; i < model_.inputs.size(); ++i) {
        const InputSpec& spec = model_.inputs[i];
        const std::uint32_t tray = U(static_cast<std::int64_t>(i) + 1);
        AddInteger(in.With({2, dev, tray}), 3);
        AddInteger(in.With({3, dev, tray}), 4);
        AddInteger(in.With({4, dev, tray}), 297'000);
        AddInteger(in.With({5, dev, tray}), 210'000);
        AddInteger(in.With({6, dev, tray}), 297'000);
        AddInteger(in.With({7, dev, tray}), 210'000);
        AddInteger(in.With({8, dev, tray}), 8);  // sheets
        AddInteger(in.With({9, dev, tray}), spec.capacity);
        Add(in.With({10, dev, tray}), Source::kTray, 0, i);
        Add(in.With({11, dev, tray}), Source::kTrayStatus, 0, i);
        AddText(in.With({12, dev, tray}), spec.media.value_or("A4 plain"));
        AddText(in.With({13, dev, tray}), spec.name);
        AddText(in.With({18, dev, tray}), spec.name);
    }
    const Oid out = kPrinter.With({9, 2, 1});
    for (std::size_t i = 0; i < model_.outputs.size(); ++i) {
        const OutputSpec& spec = model_.outputs[i];
        const std::uint32_t bin = U(static_cast<std::int64_t>(i) + 1);
        AddInteger(out.With({2, dev, bin}), 4);
        AddInteger(out.With({3, dev, bin}), 8);
        AddInteger(out.With({4, dev, bin}), spec.capacity);
        AddInteger(out.With({5, dev, bin}), -3);
        AddInteger(out.With({6, dev, bin}), 0);
        AddText(out.With({7, dev, bin}), spec.name);
    }
    const Oid path = kPrinter.With({13, 4, 1});
    AddInteger(path.With({9, dev, 1}), 5);                     // simplex
    if (model_.duplex) AddInteger(path.With({9, dev, 2}), 3);  // longEdgeBindingDuplex
}

void MibTemplate::AddMarker() {
    const std::uint32_t dev = U(model_.device_index);
    const bool ink = std::ranges::any_of(model_.supplies, IsInk);
    const bool color = model_.color_share[1] > 0;
    const Oid marker = kPrinter.With({10, 2, 1});
    AddInteger(marker.With({2, dev, 1}), ink ? 12 : 4);  // inkjetAqueous, electrophotographicLaser
    AddInteger(marker.With({3, dev, 1}), 7);             // impressions
    if (model_.life_count) {
        Add(marker.With({4, dev, 1}), Source::kLife, ber::kCounter32);
        Add(marker.With({5, dev, 1}), Source::kPowerOn, ber::kCounter32);
    }
    AddInteger(marker.With({6, dev, 1}), color ? 4 : 1);
    AddInteger(marker.With({7, dev, 1}), 0);
    AddInteger(marker.With({8, dev, 1}), 3);
    AddInteger(marker.With({9, dev, 1}), 600);
    AddInteger(marker.With({10, dev, 1}), 600);
    AddInteger(marker.With({15, dev, 1}), 0);

    std::vector<std::string> colorants;
    const Oid supply = kPrinter.With({11, 1, 1});
    const std::size_t first = rows_.size();
    for (std::size_t i = 0; i < model_.supplies.size(); ++i) {
        const SupplySpec& spec = model_.supplies[i];
        const std::uint32_t index = U(spec.index);
        std::int64_t colorant = 0;
        if (spec.colorant) {
            const auto known = std::ranges::find(colorants, *spec.colorant);
            colorant = known - colorants.begin() + 1;
            if (known == colorants.end()) colorants.push_back(*spec.colorant);
        }
        AddInteger(supply.With({2, dev, index}), 1);
        AddInteger(supply.With({3, dev, index}), colorant);
        AddInteger(supply.With({4, dev, index}), static_cast<std::int64_t>(spec.class_));
        AddInteger(supply.With({5, dev, index}), static_cast<std::int64_t>(spec.type));
        if (spec.description.find('{') != std::string::npos) {
            Add(supply.With({6, dev, index}), Source::kSupplyText, ber::kOctetString, i);
            rows_.back().text = spec.description;
        } else {
            AddText(supply.With({6, dev, index}), spec.description);
        }
        AddInteger(supply.With({7, dev, index}), static_cast<std::int64_t>(spec.unit));
        AddInteger(supply.With({8, dev, index}), RawCapacity(spec));
        Add(supply.With({9, dev, index}), Source::kLevel, 0, i);
    }
    const Oid table = kPrinter.With({12, 1, 1});
    for (std::size_t i = 0; i < colorants.size(); ++i) {
        const std::uint32_t index = U(static_cast<std::int64_t>(i) + 1);
        AddInteger(table.With({2, dev, index}), 1);
        AddInteger(table.With({3, dev, index}), 3);  // process
        AddText(table.With({4, dev, index}), colorants[i]);
        AddInteger(table.With({5, dev, index}), 2);
    }
    for (std::size_t i = first; i < rows_.size(); ++i) rows_[i].supplies = true;
}

void MibTemplate::AddConsole() {
    const std::uint32_t dev = U(model_.device_index);
    Add(kPrinter.With({16, 5, 1, 2, dev, 1}), Source::kConsole);
    const Oid light = kPrinter.With({17, 6, 1});
    Add(light.With({2, dev, 1}), Source::kLightOn);
    AddInteger(light.With({3, dev, 1}), 0);
    AddInteger(light.With({4, dev, 1}), 5);
    AddText(light.With({5, dev, 1}), "Attention");
    if (model_.alert_table) Add(kPrinter.With({18, 1, 1, 2, dev, 0}), Source::kAlerts);
}

void MibTemplate::AddExtras() {
    for (const ExtraSpec& extra : model_.extras) {
        const Oid oid = ParseOid(extra.oid);
        const std::uint8_t number_tag = extra.type == "integer" ? ber::kInteger
                                        : extra.type == "gauge" ? ber::kGauge32
                                                                : ber::kCounter32;
        if (extra.type == "string") {
            AddText(oid, extra.value);
        } else if (extra.type == "hex") {
            AddText(oid, base::FromHex(extra.value).value_or(""));
        } else if (extra.type == "oid") {
            AddOid(oid, ParseOid(extra.value));
        } else if (extra.type == "brother_maintenance") {
            Add(oid, Source::kBrotherMaintenance);
        } else if (extra.type == "brother_counters") {
            Add(oid, Source::kBrotherCounters);
        } else if (extra.type == "brother_next_care") {
            Add(oid, Source::kBrotherNextCare);
        } else if (extra.value == "{life}") {
            Add(oid, Source::kLife, number_tag);
        } else if (extra.value == "{mono}") {
            Add(oid, Source::kMono, number_tag);
        } else if (extra.value == "{color}") {
            Add(oid, Source::kColor, number_tag);
        } else {
            std::int64_t value = 0;
            const auto [end, error] =
                std::from_chars(extra.value.data(), extra.value.data() + extra.value.size(), value);
            if (error != std::errc{} || end != extra.value.data() + extra.value.size()) {
                throw std::runtime_error(
                    fmt::format("{}: {} is no value of type {}", model_.name, extra.value, extra.type));
            }
            if (number_tag == ber::kInteger) {
                AddInteger(oid, value);
            } else {
                AddUnsigned(oid, static_cast<std::uint64_t>(value), number_tag);
            }
        }
    }
}

}  // namespace simulator
