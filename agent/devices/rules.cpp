#include "agent/devices/rules.hpp"

#include <array>
#include <regex>

#include "lib/base/text.hpp"

namespace agent::devices {
namespace {

using printing::Reading;

// "Black Cartridge HP CF400X", "HP 508A Black ... (CF360A)": the selectability number.
void ReadHpPartNumber(printing::Supply& supply) {
    static const std::regex kNumber(
        R"((?:^|[ (])(?:HP )?((?:C|CB|CC|CE|CF|CN|CR|F6|L0|Q|W|51|92)[A-Z0-9]{2,3}[0-9][0-9A-Z]?[ACXY])(?=$|[ ),;]))",
        std::regex::optimize);
    if (supply.part_number || !supply.description) return;
    if (supply.description->find_first_of("0123456789") == std::string::npos) return;
    std::smatch match;
    if (std::regex_search(*supply.description, match, kNumber)) supply.part_number = match[1];
}

void RefineHp(const Asked& asked, Reading& reading) {
    if (!reading.model) {
        const auto at = asked.identity.description.find("PID:");
        if (at != std::string::npos) {
            std::string_view model = std::string_view(asked.identity.description).substr(at + 4);
            model = base::Trim(model.substr(0, model.find(',')));
            if (const auto brand = asked.brands.Of(model)) model.remove_prefix(brand->length);
            if (!base::Trim(model).empty()) reading.model = std::string(base::Trim(model));
        }
    }
    for (auto& supply : reading.supplies) ReadHpPartNumber(supply);
}

// "TK-8335K", and "CK8513Y" on machines of other brands: the letter at its end is the color of a kit for a color printer.
void RefineKyocera(const Asked&, Reading& reading) {
    static const std::regex kKit(R"((?:TK|PK|CK|PF|DK|DV|FK|MK|WT)-?\d{2,5}[A-Z]{0,2})", std::regex::optimize);
    for (auto& supply : reading.supplies) {
        if (supply.part_number || !supply.description) continue;
        if (!std::regex_match(*supply.description, kKit)) continue;
        supply.part_number = supply.description;
        if (supply.colorant || supply.type != printing::SupplyType::kToner) continue;
        switch (supply.description->back()) {
            case 'K':
                supply.colorant = "black";
                break;
            case 'C':
                supply.colorant = "cyan";
                break;
            case 'M':
                supply.colorant = "magenta";
                break;
            case 'Y':
                supply.colorant = "yellow";
                break;
            default:
                break;
        }
    }
}

void RefineLexmark(const Asked& asked, Reading& reading) {
    static const std::regex kDescription(
        R"(Lexmark ([A-Za-z0-9]+(?: Series)?) ([A-Z0-9-]{7,16}) ([A-Z0-9]{2,}\.[A-Z0-9.-]+))");
    const auto& description = asked.identity.device_description;
    std::smatch match;
    if (!description || !std::regex_match(*description, match, kDescription)) return;
    reading.model = match[1];
    if (!reading.serial_number) reading.serial_number = printing::UsableSerial(match[2].str());
    if (!reading.firmware) reading.firmware = match[3];
}

// "OKI OkiLAN 8500e Rev.01.23 ...: Attached to MC342 Rev.02.70".
void RefineOki(const Asked& asked, Reading& reading) {
    static const std::regex kAttached(R"(Attached to (\S+))");
    std::smatch match;
    if (!reading.model && std::regex_search(asked.identity.description, match, kAttached)) reading.model = match[1];
}

std::span<const Rule* const> AllRules() {
    static const Rule kHp{"hp", {}, &RefineHp};
    static const Rule kKyocera{"kyocera", {}, &RefineKyocera};
    static const Rule kLexmark{"lexmark", {}, &RefineLexmark};
    static const Rule kOki{"oki", {}, &RefineOki};
    static const std::array kAll = std::to_array<const Rule*>({&kBrotherRule, &kHp, &kKyocera, &kLexmark, &kOki});
    return kAll;
}

}  // namespace

const Rule* FindRule(std::string_view name) {
    for (const Rule* rule : AllRules()) {
        if (rule->name == name) return rule;
    }
    return nullptr;
}

std::string RuleNames() {
    std::string names;
    for (const Rule* rule : AllRules()) names += (names.empty() ? "" : ", ") + std::string(rule->name);
    return names;
}

std::optional<std::string_view> OctetsOfTable(const Asked& asked, std::string_view object) {
    std::optional<std::string_view> found;
    for (const RuleTable& table : asked.maker.rule_tables) {
        if (table.object != object) continue;
        asked.values.ForEachUnder(table.oid.ids(), [&](snmp::OidView, const snmp::Values::Value& value) {
            if (!found && value.IsOctets()) found = value.octets;
        });
    }
    return found;
}

void AddPrivateSupply(Reading& reading, printing::Supply supply) {
    const auto meaning = printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit);
    supply.level_state = printing::StateOf(meaning);
    supply.remaining_percent = printing::RemainingPercent(meaning);
    if (supply.type && !supply.class_) supply.class_ = printing::ClassOfType(*supply.type);
    supply.source = printing::LevelSource::kPrivate;
    reading.supplies.push_back(std::move(supply));
}

}  // namespace agent::devices
