#include "agent/devices/maker.hpp"

namespace agent::devices {
namespace {

using snmp::Oid;

constexpr int kMostRowsOfTable = 256;

// The one value with exactly this name: GETNEXT from the name before it.
snmp::Range Instance(const Oid& name) {
    Oid before;
    for (const auto id : name.ids().first(name.size() - 1)) before.Push(id);
    const std::uint32_t last = name.ids().back();
    snmp::Range range{before, before.With({last + 1}), 1, 1};
    if (last > 0) range.first = before.With({last - 1});
    return range;
}

}  // namespace

std::vector<snmp::Range> MakerRanges(const Maker& maker) {
    std::vector<snmp::Range> ranges;
    for (const auto* list : {&maker.model, &maker.serial_number, &maker.firmware, &maker.device_id, &maker.display}) {
        for (const Oid& oid : *list) ranges.push_back(snmp::Scalar(oid));
    }
    for (const MeterSource& meter : maker.meters) ranges.push_back(Instance(meter.oid));
    const auto column = [&](const Oid& oid, int rows) { ranges.push_back(snmp::Under(oid, rows, kMostRowsOfTable)); };
    for (const CounterTable& table : maker.counters) {
        column(table.type, table.rows);
        column(table.value, table.rows);
    }
    for (const SupplyTable& table : maker.supplies) {
        column(table.description, table.rows);
        column(table.level, table.rows);
        if (table.capacity) column(*table.capacity, table.rows);
    }
    for (const RuleTable& table : maker.rule_tables) column(table.oid, table.rows);
    return ranges;
}

}  // namespace agent::devices
