#include <algorithm>
#include <array>
#include <regex>

#include "agent/devices/maker.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/supply_parts.hpp"

namespace agent::devices {
namespace {

using printing::Reading;
using printing::SystemIdentity;
using snmp::Oid;
using snmp::OidView;
using snmp::Values;

struct BrandName {
    std::string_view written;  // lower case, as texts start with it
    std::string_view shown;
};

// Longer names first. A rebranded machine shows its own name here, whoever built it.
constexpr std::array kBrands = std::to_array<BrandName>({
    {"konica minolta", "Konica Minolta"},
    {"hewlett-packard", "HP"},
    {"hewlett packard", "HP"},
    {"fuji xerox", "Fuji Xerox"},
    {"toshiba tec", "Toshiba TEC"},
    {"source technologies", "Source Technologies"},
    {"rex rotary", "Rex Rotary"},
    {"triumph-adler", "Triumph-Adler"},
    {"ta triumph-adler", "Triumph-Adler"},
    {"ta_utax", "UTAX"},
    {"oki data", "OKI"},
    {"fujifilm", "Fujifilm"},
    {"gestetner", "Gestetner"},
    {"nashuatec", "Nashuatec"},
    {"infoprint", "InfoPrint"},
    {"panasonic", "Panasonic"},
    {"printronix", "Printronix"},
    {"honeywell", "Honeywell"},
    {"datamax", "Datamax"},
    {"intermec", "Intermec"},
    {"tektronix", "Tektronix"},
    {"imagistics", "Imagistics"},
    {"zebranet", "Zebra"},
    {"olivetti", "Olivetti"},
    {"infotec", "Infotec"},
    {"kyocera", "Kyocera"},
    {"lexmark", "Lexmark"},
    {"brother", "Brother"},
    {"samsung", "Samsung"},
    {"toshiba", "Toshiba"},
    {"develop", "Develop"},
    {"citizen", "Citizen"},
    {"muratec", "Muratec"},
    {"minolta", "Minolta"},
    {"lanier", "Lanier"},
    {"pantum", "Pantum"},
    {"sindoh", "Sindoh"},
    {"okilan", "OKI"},
    {"genicom", "Genicom"},
    {"primera", "Primera"},
    {"lenovo", "Lenovo"},
    {"xerox", "Xerox"},
    {"ricoh", "Ricoh"},
    {"sharp", "Sharp"},
    {"epson", "Epson"},
    {"canon", "Canon"},
    {"zebra", "Zebra"},
    {"savin", "Savin"},
    {"kodak", "Kodak"},
    {"mutoh", "Mutoh"},
    {"duplo", "Duplo"},
    {"utax", "UTAX"},
    {"dell", "Dell"},
    {"riso", "RISO"},
    {"sato", "SATO"},
    {"oki", "OKI"},
    {"nrg", "NRG"},
    {"ibm", "IBM"},
    {"nec", "NEC"},
    {"tsc", "TSC"},
    {"hp", "HP"},
    {"ta", "Triumph-Adler"},
});

bool StartsWith(std::span<const std::uint32_t> oid, const Oid& prefix) {
    return oid.size() >= prefix.size() && std::equal(prefix.ids().begin(), prefix.ids().end(), oid.begin());
}

bool UnderAny(std::span<const std::uint32_t> oid, const std::vector<OidText>& prefixes) {
    return std::ranges::any_of(prefixes, [&](OidText text) { return StartsWith(oid, ParseOid(text)); });
}

std::optional<std::string> FirstText(const Values& values, const std::vector<OidText>& parents) {
    for (const OidText parent : parents) {
        if (auto text = TextUnder(values, parent)) return text;
    }
    return std::nullopt;
}

// Cuts what follows the model in the texts where makers put it: versions, options, further units.
std::string CutModel(std::string text) {
    static constexpr std::string_view kEnds[] = {";",     " / ",       ",",     " version ", " Version",
                                                 " Ver.", " Firmware", " Rev.", " /P",       " kernel "};
    for (const auto end : kEnds) {
        if (const auto at = text.find(end); at != std::string::npos) text.resize(at);
    }
    return std::string(base::Trim(text));
}

// "OKI DATA CORP MC342", "Hewlett-Packard HP LaserJet 4000": the name, what firms add to it, and
// the same name again.
std::string WithoutBrand(std::string_view text) {
    static const std::regex kFirm(R"(^(?:\s|corp|corporation|inc|ltd|limited|company|co|[.,])+(?=\s))",
                                  std::regex::icase | std::regex::optimize);
    const auto first = BrandOf(text);
    for (auto brand = first; brand && brand->name == first->name; brand = BrandOf(text)) {
        text.remove_prefix(brand->length);
        std::cmatch match;
        if (std::regex_search(text.data(), text.data() + text.size(), match, kFirm))
            text.remove_prefix(static_cast<std::size_t>(match.length()));
        text = base::Trim(text);
    }
    return std::string(text);
}

// "HP ETHERNET MULTI-ENVIRONMENT,SN:VNB3J99999,FN:1F31B6C,PID:HP Color LaserJet Pro M252dw"
std::optional<std::string> LabelledSerial(std::string_view description) {
    static const std::regex kSerial(R"((?:^|[,; ])(?:S/N|SN)[: ] ?([A-Za-z0-9][A-Za-z0-9\-]{5,31})(?=$|[,; ]))",
                                    std::regex::optimize);
    std::cmatch match;
    if (!std::regex_search(description.data(), description.data() + description.size(), match, kSerial)) {
        return std::nullopt;
    }
    return printing::UsableSerial(match[1].str());
}

// What a printer has counted it can do.
void AddFeaturesOfMeters(Reading& reading) {
    using printing::MeterKind;
    const auto feature = [](MeterKind kind) -> std::string_view {
        switch (kind) {
            case MeterKind::kColor:
            case MeterKind::kPrintsColor:
                return "color";
            case MeterKind::kDuplex:
                return "duplex";
            case MeterKind::kScans:
            case MeterKind::kScansMono:
            case MeterKind::kScansColor:
                return "scan";
            case MeterKind::kCopies:
            case MeterKind::kCopiesMono:
            case MeterKind::kCopiesColor:
                return "copy";
            case MeterKind::kFaxes:
            case MeterKind::kFaxesSent:
            case MeterKind::kFaxesReceived:
                return "fax";
            default:
                return "";
        }
    };
    for (const printing::Meter& meter : reading.meters) {
        const auto name = meter.value > 0 ? feature(meter.kind) : "";
        if (!name.empty() && std::ranges::find(reading.features, name) == reading.features.end())
            reading.features.emplace_back(name);
    }
}

// The one value with exactly this name: GETNEXT from the name before it.
snmp::Range Instance(const Oid& name) {
    Oid before;
    for (const auto id : name.ids().first(name.size() - 1)) before.Push(id);
    const std::uint32_t last = name.ids().back();
    snmp::Range range{before, before.With({last + 1}), 1, 1};
    if (last > 0) range.first = before.With({last - 1});
    return range;
}

std::optional<std::string> Model(const Values& values, const SystemIdentity& identity, const Maker* maker,
                                 const std::optional<std::string>& device_id) {
    if (identity.device_description) {
        std::string model = CutModel(WithoutBrand(*identity.device_description));
        if (model.size() >= 2) return model;
    }
    if (maker) {
        if (auto text = FirstText(values, maker->model)) {
            std::string model = CutModel(WithoutBrand(*text));
            if (!model.empty()) return model;
        }
    }
    if (device_id) {
        if (auto text = DeviceIdValue(*device_id, "MDL", "MODEL")) return WithoutBrand(*text);
    }
    const bool in_description = maker ? maker->model_in_description : BrandOf(identity.description).has_value();
    if (in_description) {
        std::string model = CutModel(WithoutBrand(identity.description));
        if (!model.empty()) return model;
    }
    // A name that somebody gave it counts only where it is the maker's.
    if (identity.printer_name && BrandOf(*identity.printer_name)) {
        std::string model = CutModel(WithoutBrand(*identity.printer_name));
        if (!model.empty()) return model;
    }
    return std::nullopt;
}

std::optional<std::string> Manufacturer(const SystemIdentity& identity, const Maker* maker,
                                        const std::optional<std::string>& device_id) {
    if (identity.device_description) {
        if (const auto brand = BrandOf(*identity.device_description)) return std::string(brand->name);
    }
    if (device_id) {
        if (const auto text = DeviceIdValue(*device_id, "MFG", "MANUFACTURER")) {
            const auto brand = BrandOf(*text);
            return brand ? std::string(brand->name) : *text;
        }
    }
    if (const auto brand = BrandOf(identity.description)) return std::string(brand->name);
    if (const auto brand = BrandOf(identity.printer_name.value_or(""))) return std::string(brand->name);
    if (maker) return std::string(maker->name);
    return std::nullopt;
}

}  // namespace

std::span<const Maker* const> AllMakers() {
    static const std::array kMakers = std::to_array<const Maker*>(
        {&Brother(), &Canon(), &Dell(), &Epson(), &Fujifilm(), &Hp(), &KonicaMinolta(), &Kyocera(), &Lexmark(), &Oki(),
         &Pantum(), &Ricoh(), &Samsung(), &Sharp(), &ToshibaTec(), &Tsc(), &Xerox(), &Zebra()});
    return kMakers;
}

Oid ParseOid(OidText text) {
    const auto oid = Oid::Parse(text);
    return oid ? *oid : Oid{};
}

std::optional<std::string> TextUnder(const Values& values, OidText parent) {
    const auto octets = OctetsUnder(values, parent);
    if (!octets) return std::nullopt;
    std::string text = base::CleanText(*octets);
    if (text.empty()) return std::nullopt;
    return text;
}

std::optional<std::string_view> OctetsUnder(const Values& values, OidText parent) {
    std::optional<std::string_view> found;
    values.ForEachUnder(ParseOid(parent).ids(), [&](OidView, const Values::Value& value) {
        if (!found && value.IsOctets()) found = value.octets;
    });
    return found;
}

std::optional<Brand> BrandOf(std::string_view text) {
    const std::string lower = base::ToLowerAscii(text.substr(0, 40));
    for (const BrandName& brand : kBrands) {
        if (!lower.starts_with(brand.written)) continue;
        const std::size_t size = brand.written.size();
        if (lower.size() > size && std::isalnum(static_cast<unsigned char>(lower[size])) != 0) continue;
        return Brand{brand.shown, size};
    }
    return std::nullopt;
}

std::optional<std::string> DeviceIdValue(std::string_view device_id, std::string_view key, std::string_view long_key) {
    while (!device_id.empty()) {
        const auto end = std::min(device_id.find(';'), device_id.size());
        std::string_view field = base::Trim(device_id.substr(0, end));
        device_id.remove_prefix(std::min(end + 1, device_id.size()));
        const auto colon = field.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view name = base::Trim(field.substr(0, colon));
        if (name != key && name != long_key) continue;
        std::string value = base::CleanText(field.substr(colon + 1));
        if (!value.empty()) return value;
    }
    return std::nullopt;
}

const Maker* FindMaker(const SystemIdentity& identity) {
    for (const Maker* maker : AllMakers()) {
        if (UnderAny(identity.object_id, maker->enterprises)) return maker;
    }
    for (const std::string* text :
         {identity.device_description ? &*identity.device_description : nullptr, &identity.description}) {
        if (text == nullptr) continue;
        const auto brand = BrandOf(*text);
        if (!brand) continue;
        for (const Maker* maker : AllMakers()) {
            if (maker->name == brand->name) return maker;
        }
    }
    return nullptr;
}

std::vector<snmp::Range> PresenceRanges() {
    std::vector<snmp::Range> ranges;
    for (const Maker* maker : AllMakers()) {
        for (const OidText oid : maker->enterprises) ranges.push_back(snmp::Scalar(ParseOid(oid)));
    }
    return ranges;
}

const Maker* FindMakerByPresence(const Values& values) {
    // HP's private MIB is copied by others (its device id above all), so it counts only alone.
    const Maker* found = nullptr;
    for (const Maker* maker : AllMakers()) {
        for (const OidText oid : maker->enterprises) {
            if (!values.HasUnder(ParseOid(oid).ids())) continue;
            if (found == nullptr || found == &Hp()) found = maker;
        }
    }
    return found;
}

std::vector<snmp::Range> MakerRanges(const Maker& maker) {
    std::vector<snmp::Range> ranges;
    for (const auto* list : {&maker.model, &maker.serial, &maker.firmware, &maker.device_id, &maker.display}) {
        for (const OidText oid : *list) ranges.push_back(snmp::Scalar(ParseOid(oid)));
    }
    for (const MeterSource& meter : maker.meters) ranges.push_back(Instance(ParseOid(meter.oid)));
    for (const TableSource& table : maker.tables) {
        ranges.push_back(snmp::Under(ParseOid(table.oid), table.expected, 256));
    }
    return ranges;
}

bool IsPrinter(const SystemIdentity& identity, const Maker* maker) {
    if (identity.has_printer_mib) return true;
    if (identity.is_general_computer && !identity.has_general_row &&
        !(maker && UnderAny(identity.object_id, maker->printers))) {
        // A server that lists its print queues, or a label printer that lists its processors.
        return maker != nullptr && identity.has_printer_status && identity.has_printer_device;
    }
    if (maker && UnderAny(identity.object_id, maker->printers)) return true;
    if (identity.has_printer_device && (identity.has_printer_status || maker != nullptr)) return true;
    if (identity.has_general_row && maker != nullptr) {
        return base::ToLowerAscii(identity.description).find("scanner") == std::string::npos;
    }
    return false;
}

void AddPrivateSupply(Reading& reading, printing::Supply supply) {
    const auto meaning = printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit);
    supply.level_state = printing::StateOf(meaning);
    supply.remaining_percent = printing::RemainingPercent(meaning);
    if (supply.type && !supply.class_) supply.class_ = printing::ClassOfType(*supply.type);
    supply.source = printing::LevelSource::kPrivate;
    reading.supplies.push_back(std::move(supply));
}

void Complete(const Values& values, const Maker* maker, Reading& reading) {
    const SystemIdentity identity = printing::ReadIdentity(values);
    std::optional<std::string> device_id = identity.port_device_id;
    if (maker) {
        if (auto text = FirstText(values, maker->device_id)) device_id = std::move(text);
    }
    reading.is_printer = IsPrinter(identity, maker);
    if (device_id && DeviceIdValue(*device_id, "CLS", "CLASS") == "PRINTER") reading.is_printer = true;
    if (reading.is_printer || maker != nullptr) {
        reading.manufacturer = Manufacturer(identity, maker, device_id);
        reading.model = Model(values, identity, maker, device_id);
    }
    if (maker) {
        for (const OidText oid : maker->serial) {
            if (reading.serial_number && !maker->private_serial_first) break;
            const auto text = TextUnder(values, oid);
            const auto serial = text ? printing::UsableSerial(*text) : std::nullopt;
            if (!serial) continue;
            reading.serial_number = serial;
            break;
        }
        reading.firmware = FirstText(values, maker->firmware);
        if (!reading.status_text) reading.status_text = FirstText(values, maker->display);
        for (const MeterSource& meter : maker->meters) {
            const auto count = values.Number(ParseOid(meter.oid).ids());
            if (!count && values.Find(ParseOid(meter.oid).ids()))
                printing::AddUnanswered(reading, printing::Part::kMakersTable);
            if (count && *count >= 0) reading.meters.push_back({meter.kind, *count, meter.unit, std::nullopt});
        }
        if (maker->refine) maker->refine(values, identity, reading);
    }
    printing::OneSupplyAPart(reading.supplies);
    AddFeaturesOfMeters(reading);
    if (!reading.serial_number && device_id) {
        if (const auto text = DeviceIdValue(*device_id, "SN", "SERN")) {
            reading.serial_number = printing::UsableSerial(*text);
        }
    }
    if (!reading.serial_number) reading.serial_number = LabelledSerial(identity.description);
    // "e-STUDIO305CS 502791104171 NH63.GM.N639": a description that carries the serial number names
    // one printer, not its model.
    if (reading.model && reading.serial_number) {
        const auto at = reading.model->find(" " + *reading.serial_number);
        if (at != std::string::npos && at > 0) reading.model->resize(at);
    }
}

}  // namespace agent::devices
