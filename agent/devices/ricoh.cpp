#include <map>
#include <regex>

#include "agent/devices/maker.hpp"
#include "lib/base/text.hpp"

// Ricoh and its brands (Lanier, Savin, Gestetner, NRG, Infotec, Rex Rotary, Nashuatec): one
// sysObjectID for all. RICOH-PRIVATE-MIB.
namespace agent::devices {
namespace {

using printing::MeterKind;

constexpr OidText kCounterType = "1.3.6.1.4.1.367.3.2.1.2.19.5.1.2";
constexpr OidText kCounterValue = "1.3.6.1.4.1.367.3.2.1.2.19.5.1.9";
// ricohEngTonerTable: names and percentages. Other values than 0 to 100 say no more than the
// standard table does (-3 some, -100 nearly empty).
constexpr OidText kTonerName = "1.3.6.1.4.1.367.3.2.1.2.24.1.1.3";
constexpr OidText kTonerLevel = "1.3.6.1.4.1.367.3.2.1.2.24.1.1.5";

// ricohEngCounterType -> what it counts.
const std::map<std::int64_t, MeterKind> kCounters = {
    {200, MeterKind::kCopies}, {201, MeterKind::kCopiesMono}, {300, MeterKind::kFaxes},
    {400, MeterKind::kPrints}, {401, MeterKind::kPrintsMono},
};

void AddToners(const snmp::Values& values, printing::Reading& reading) {
    const snmp::Oid level_column = ParseOid(kTonerLevel);
    values.ForEachUnder(ParseOid(kTonerName).ids(), [&](snmp::OidView index, const auto& value) {
        if (index.size() != 1 || !value.IsOctets()) return;
        const auto level = values.Number(level_column.With({index[0]}).ids());
        const std::string name = base::CleanText(value.octets);
        if (!level || *level < 0 || *level > 100 || name.empty()) return;
        printing::Supply supply;
        supply.index = "private." + std::to_string(index[0]);
        supply.type = printing::TypeFromWords(name).value_or(printing::SupplyType::kToner);
        supply.description = name;
        if (supply.type == printing::SupplyType::kToner) supply.colorant = printing::ColorantFromWords(name);
        supply.unit = printing::Unit::kPercent;
        supply.max_capacity_raw = 100;
        supply.level_raw = level;
        AddPrivateSupply(reading, std::move(supply));
    });
}

void Refine(const snmp::Values& values, const printing::SystemIdentity&, printing::Reading& reading) {
    AddToners(values, reading);
    if (reading.model) {  // "MP C4503 1.18": the version of the system follows the model
        static const std::regex kVersion(R"(\s+\d+(?:\.\d+)+$)");
        reading.model = std::regex_replace(*reading.model, kVersion, "");
    }
    const snmp::Oid value_column = ParseOid(kCounterValue);
    values.ForEachUnder(ParseOid(kCounterType).ids(), [&](snmp::OidView index, const auto& type) {
        const auto known = type.IsNumber() ? kCounters.find(type.number) : kCounters.end();
        if (known == kCounters.end() || index.size() != 1) return;
        const auto count = values.Number(value_column.With({index[0]}).ids());
        if (count && *count >= 0) {
            reading.meters.push_back({known->second, *count, printing::Unit::kImpressions, std::nullopt});
        }
    });
}

}  // namespace

const Maker& Ricoh() {
    static const Maker kMaker{
        .name = "Ricoh",
        .enterprises = {"1.3.6.1.4.1.367"},
        .printers = {"1.3.6.1.4.1.367.1.1"},
        .model = {"1.3.6.1.4.1.367.3.2.1.1.1.1", "1.3.6.1.2.1.43.5.1.1.16"},
        .serial = {"1.3.6.1.4.1.367.3.2.1.2.1.4"},
        .firmware = {"1.3.6.1.4.1.367.3.2.1.1.1.2"},
        .device_id = {},
        .display = {},
        .meters = {},
        .tables = {{kCounterType, 24}, {kCounterValue, 24}, {kTonerName, 4}, {kTonerLevel, 4}},
        .contexts = {},
        .model_in_description = true,
        .private_serial_first = false,
        .refine = &Refine,
    };
    return kMaker;
}

}  // namespace agent::devices
