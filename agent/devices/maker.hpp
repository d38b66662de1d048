#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/printing/printer_mib.hpp"

// What is particular about one maker's printers: where its private MIB keeps identity, meters and supplies. It is data
// (makers/*.json, read by maker_file); a rule in C++ is for what data cannot say.
namespace agent::devices {

struct Rule;

// Of several sources of one kind, here and in the tables, the first that is there counts.
struct MeterSource {
    snmp::Oid oid;  // the whole name, with its instance
    printing::MeterKind kind = printing::MeterKind::kOther;
    std::optional<printing::Unit> unit = printing::Unit::kImpressions;
    std::vector<snmp::Oid> plus;  // counters of the same kind that it does not hold: added where they are there
};

// A kind that the machine does not count by itself, out of kinds that it does: all of them, or nothing.
struct MeterSum {
    printing::MeterKind kind = printing::MeterKind::kOther;
    std::vector<printing::MeterKind> of;
    std::vector<printing::MeterKind> less;
};

// Columns of one table with a row for each supply.
struct SupplyTable {
    snmp::Oid description;
    snmp::Oid level;
    std::optional<snmp::Oid> capacity;         // absent: the level is in percent
    std::optional<printing::SupplyType> type;  // where the words of the description do not tell it
    std::optional<printing::Unit> unit;
    // Words of a description, in lower case, and the type that they mean; first of all.
    std::vector<std::pair<std::string, printing::SupplyType>> words;
    int rows = 8;
};

// Columns of one table with a row for each counter: a number or a name that says what it counts, and the count.
struct CounterTable {
    std::optional<snmp::Oid> type;  // absent: the last number of the row's index
    snmp::Oid value;
    // Rows of several types may be of one kind: they are added. Rows of one type are the same count told again, or else,
    // with `rows_add`, parts of it.
    std::map<std::int64_t, printing::MeterKind> kinds;
    std::map<std::string, printing::MeterKind> names;
    bool rows_add = false;
    // Only rows that have one of `only_values` in this column.
    std::optional<snmp::Oid> only;
    std::vector<std::int64_t> only_values;
    int rows = 8;
};

// Fetched for the rule, which asks for it by name.
struct RuleTable {
    std::string object;
    snmp::Oid oid;
    int rows = 8;
};

struct RangesOnce;

struct Maker {
    std::string name;                    // the manufacturer as it is shown, where the machine shows no other
    std::vector<snmp::Oid> enterprises;  // sysObjectID under one of these: this private MIB is asked
    std::vector<snmp::Oid> printers;     // sysObjectID under one of these: certainly a printer
    // Each list in order of trust; the first usable value counts. Scalars without their .0.
    std::vector<snmp::Oid> model;
    std::vector<snmp::Oid> serial_number;
    std::vector<snmp::Oid> firmware;
    std::vector<snmp::Oid> device_id;  // IEEE 1284 device ids ("MFG:...;MDL:...;")
    std::vector<snmp::Oid> display;    // the text of the display, where prtConsole is missing
    std::vector<MeterSource> meters;
    std::vector<SupplyTable> supplies;
    std::vector<CounterTable> counters;
    std::vector<MeterSum> sums;
    std::vector<std::string> contexts;  // SNMP contexts where the supplies may hide
    bool model_in_description = true;   // sysDescr starts with manufacturer and model
    bool version_after_model = false;   // "MP C4503 1.18": the version of the system follows the model
    bool private_serial_first = false;  // the private serial number is the better one
    bool copied_by_others = false;      // others answer in its private MIB too: its presence alone tells little
    const Rule* rule = nullptr;         // puts right what the data above cannot; called last
    std::vector<RuleTable> rule_tables;
    std::shared_ptr<RangesOnce> ranges_once{};  // AskedOf
};

// What to ask of this maker's private MIB; empty when there is nothing.
std::vector<snmp::Range> MakerRanges(const Maker& maker);

// What is asked of a machine of one maker.
struct MakerAsks {
    snmp::Ranges with_standard;   // the standard tables and its own
    snmp::Ranges after_standard;  // its own; what every machine answers stands first: sysUpTime. Null: nothing to ask
};
// Made at the first call and kept, once the program's own tables are there: makers may be read before main() begins. Of a maker
// that Makers has. Thread-safe.
const MakerAsks& AskedOf(const Maker& maker);
// Makers keeps it.
std::shared_ptr<RangesOnce> MakeRangesOnce();

}  // namespace agent::devices
