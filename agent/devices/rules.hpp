#pragma once

#include <span>
#include <string>
#include <string_view>

#include "agent/devices/brands.hpp"
#include "agent/devices/maker.hpp"

// What a maker's data cannot say. A maker's file names its rule.
namespace agent::devices {

// Everything that a rule may look at.
struct Asked {
    const snmp::Values& values;
    const printing::SystemIdentity& identity;
    const Maker& maker;
    const Brands& brands;
};

struct Rule {
    std::string_view name;
    std::span<const std::string_view> tables;  // the maker's file says where they are
    void (*refine)(const Asked& asked, printing::Reading& reading);
};

// nullptr when there is no rule of this name.
const Rule* FindRule(std::string_view name);
// "brother, hp, ...", for whoever mistyped one.
std::string RuleNames();

// ---- for rules ----

// The octets directly under a table of the maker's file; nullopt when there are none.
std::optional<std::string_view> OctetsOfTable(const Asked& asked, std::string_view object);

// Adds a supply of a private table, with what its level means. Which row of the standard table is the same part, and
// whose value is the better one, Complete finds out afterwards, for all makers alike.
void AddPrivateSupply(printing::Reading& reading, printing::Supply supply);

extern const Rule kBrotherRule;

}  // namespace agent::devices
