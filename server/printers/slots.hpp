#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

// What the slots of a printer mean, in the form in which the database has it. Values stand apart from it, in packed
// arrays (packing.hpp).
namespace printers {

// A meter slot of a printer; the list in printers.meters is in the order of the slots.
struct MeterSlot {
    std::string key;
    std::string kind;
    std::optional<std::string> unit;
    std::optional<std::string> index;

    bool operator==(const MeterSlot&) const = default;
};
BOOST_DESCRIBE_STRUCT(MeterSlot, (), (key, kind, unit, index))

// A tray as the printer describes it; its level is in the state.
struct InputSlot {
    std::string index;
    std::optional<std::string> name;
    std::optional<std::string> media;
    std::optional<std::string> unit;
    std::optional<std::int64_t> max_capacity_raw;

    bool operator==(const InputSlot&) const = default;
};
BOOST_DESCRIBE_STRUCT(InputSlot, (), (index, name, media, unit, max_capacity_raw))

// A supply in a layout.
struct LayoutSupply {
    std::int16_t slot = 0;
    std::string index;
    std::string type;
    std::string class_;
    std::string colorant;
    std::string description;
    std::string part_number;
    std::string serial_number;
    std::string unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::optional<std::string> source;  // printing::LevelSource; absent in layouts before 0.2
};
BOOST_DESCRIBE_STRUCT(LayoutSupply, (),
                      (slot, index, type, class_, colorant, description, part_number, serial_number, unit,
                       max_capacity_raw, source))

// A supply as its printer describes it: columns of printer_supplies.
struct SupplyDescription {
    std::int16_t slot = 0;
    std::string supply_index;
    std::string type;
    std::string class_;
    std::string colorant;
    std::string description;
    std::string part_number;
    std::string serial_number;
    std::string unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::string source;  // printing::LevelSource
};
BOOST_DESCRIBE_STRUCT(SupplyDescription, (),
                      (slot, supply_index, type, class_, colorant, description, part_number, serial_number, unit,
                       max_capacity_raw, source))

}  // namespace printers
