#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/problem.hpp"
#include "lib/printing/reading.hpp"

// What a model of printer is, as data (models/*.json, built into the program). Everything a device
// answers comes from one of these and from the state that aging gives it.
namespace simulator {

// How a supply tells its level (RFC 3805 prtMarkerSuppliesLevel and -MaxCapacity).
enum class Gauge {
    kAmount,         // level = what is left of `capacity`, cut down to multiples of `step`
    kSomeRemaining,  // three stages: -3 while something is left, 0 when nothing is
    kUnknown,        // always -2
    kUnrestricted,   // always -1
};
BOOST_DESCRIBE_ENUM(Gauge, kAmount, kSomeRemaining, kUnknown, kUnrestricted)

// What uses a supply up.
enum class Wear {
    kBlack,       // toner or ink: every page, by what is on it
    kColor,       // toner or ink: colour pages, by what is on them
    kPages,       // drum, fuser, belt: every page alike
    kColorPages,  // drum or developer of a colour: colour pages alike
    kNever,       // staples and other things that the simulation leaves alone
};
BOOST_DESCRIBE_ENUM(Wear, kBlack, kColor, kPages, kColorPages, kNever)

struct SupplySpec {
    std::int32_t index = 0;  // prtMarkerSuppliesIndex; may have gaps
    printing::SupplyType type = printing::SupplyType::kToner;
    printing::SupplyClass class_ = printing::SupplyClass::kConsumed;
    std::optional<std::string> colorant;
    std::string description;  // {part} and {cartridge} stand for part and serial number of the cartridge
    std::optional<std::string> part_number;
    std::optional<std::string> cartridge_pattern;  // of its serial number; see ExpandPattern
    printing::Unit unit = printing::Unit::kPercent;
    std::int32_t capacity = 100;
    std::optional<std::int32_t> step;  // default 1, in `unit`
    Gauge gauge = Gauge::kAmount;
    std::int32_t yield_pages = 0;  // pages that a full one lasts at 5 % coverage
    Wear wear = Wear::kBlack;
};
BOOST_DESCRIBE_STRUCT(SupplySpec, (),
                      (index, type, class_, colorant, description, part_number, cartridge_pattern, unit, capacity, step,
                       gauge, yield_pages, wear))

struct InputSpec {
    std::string name;
    std::int32_t capacity = 0;  // sheets
    bool exact = true;          // false: the level is -3 while there is paper
    std::optional<std::string> media;
};
BOOST_DESCRIBE_STRUCT(InputSpec, (), (name, capacity, exact, media))

struct OutputSpec {
    std::string name;
    std::int32_t capacity = 0;
};
BOOST_DESCRIBE_STRUCT(OutputSpec, (), (name, capacity))

// A row of hrDeviceTable besides the printer itself.
struct DeviceSpec {
    std::int32_t index = 0;
    std::string type;  // hrDeviceType as an OID
    std::string description;
};
BOOST_DESCRIBE_STRUCT(DeviceSpec, (), (index, type, description))

// One object of a maker's own MIB. `type`: string, hex, integer, counter, gauge, oid, brother_maintenance,
// brother_counters, brother_next_care. `value` may hold the placeholders of texts; for numbers it is a
// number or one of {life}, {mono}, {color}.
struct ExtraSpec {
    std::string oid;
    std::string type;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(ExtraSpec, (), (oid, type, value))

struct Model {
    std::string name;  // of the file, e.g. "hp-color-laserjet-m553"
    std::string manufacturer;
    std::string model;
    double share = 1;                     // how often it is met in a fleet, relative to the others
    std::vector<double> pages_per_month;  // from, to
    std::vector<double> color_share;      // from, to; 0, 0 for a mono printer
    std::string serial_pattern;
    std::string mac_prefix;  // six hex digits: the maker's
    std::string host_name;   // placeholders {mac}, {serial}
    std::string firmware;
    std::string sys_descr;
    std::string sys_object_id;
    std::string device_descr;
    std::string device_object_id;
    std::int32_t device_index = 1;  // hrDeviceIndex of the printer
    bool general_serial = true;     // prtGeneralSerialNumber is there
    std::int32_t error_octets = 1;  // of hrPrinterDetectedErrorState; 0: as many as needed, none when well
    bool life_count = true;         // prtMarkerLifeCount is there
    bool alert_table = true;
    bool duplex = true;  // has a media path that turns the sheet
    std::int32_t max_message_size = 1472;
    std::optional<bool> v1_only;
    std::optional<std::string> supplies_context;  // the supplies are in this SNMPv3 context only
    std::vector<std::string> covers;
    std::vector<DeviceSpec> devices;
    std::vector<InputSpec> inputs;
    std::vector<OutputSpec> outputs;
    std::vector<SupplySpec> supplies;
    std::vector<std::string> omit;  // names of objects (OID prefixes) that it does not have
    std::vector<ExtraSpec> extras;
};
BOOST_DESCRIBE_STRUCT(Model, (),
                      (name, manufacturer, model, share, pages_per_month, color_share, serial_pattern, mac_prefix,
                       host_name, firmware, sys_descr, sys_object_id, device_descr, device_object_id, device_index,
                       general_serial, error_octets, life_count, alert_table, duplex, max_message_size, v1_only,
                       supplies_context, covers, devices, inputs, outputs, supplies, omit, extras))

// All models built into the program, in the order of their names. Throws std::runtime_error naming file
// and field when one is not right.
std::vector<Model> BuiltInModels();
// One model from its JSON text, checked.
base::Result<Model> ParseModel(std::string_view json);

// "#" becomes a digit, "@" a letter A-Z, "^" a hexadecimal digit, from the bits of `random`; all else
// stays.
std::string ExpandPattern(std::string_view pattern, std::uint64_t random);

}  // namespace simulator
