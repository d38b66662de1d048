#include "agent/devices/maker.hpp"

#include <mutex>

#include <algorithm>

namespace agent::devices {
namespace {

using snmp::Oid;

constexpr int kMostRowsOfTable = 256;
constexpr std::uint32_t kWidest = 24;  // names between the first and the last of one range

Oid ParentOf(const Oid& name) {
    Oid parent;
    for (const auto id : name.ids().first(name.size() - 1)) parent.Push(id);
    return parent;
}

// Values with exactly these names, neighbors in one range: GETNEXT from the name before the first.
void AddInstances(std::vector<Oid> names, std::vector<snmp::Range>& ranges) {
    std::ranges::sort(names);
    for (std::size_t from = 0; from < names.size();) {
        const Oid parent = ParentOf(names[from]);
        const std::uint32_t first = names[from].ids().back();
        std::size_t to = from + 1;
        while (to < names.size() && names[to].size() == names[from].size() &&
               snmp::Values::StartsWith(names[to].ids(), parent.ids()) && names[to].ids().back() - first <= kWidest) {
            ++to;
        }
        const std::uint32_t last = names[to - 1].ids().back();
        const int width = static_cast<int>(last - first) + 1;
        snmp::Range range{parent, parent.With({last + 1}), static_cast<int>(to - from),
                          width == 1 ? 1 : kMostRowsOfTable};
        if (first > 0) range.first = parent.With({first - 1});
        ranges.push_back(std::move(range));
        from = to;
    }
}

}  // namespace

std::vector<snmp::Range> MakerRanges(const Maker& maker) {
    std::vector<snmp::Range> ranges;
    for (const auto* list : {&maker.model, &maker.serial_number, &maker.firmware, &maker.device_id, &maker.display}) {
        for (const Oid& oid : *list) ranges.push_back(snmp::Scalar(oid));
    }
    std::vector<Oid> instances;
    for (const MeterSource& meter : maker.meters) {
        instances.push_back(meter.oid);
        instances.insert(instances.end(), meter.plus.begin(), meter.plus.end());
    }
    AddInstances(std::move(instances), ranges);
    std::vector<Oid> columns;  // two tables may share one
    const auto column = [&](const Oid& oid, int rows) {
        if (std::ranges::find(columns, oid) != columns.end()) return;
        columns.push_back(oid);
        ranges.push_back(snmp::Under(oid, rows, kMostRowsOfTable));
    };
    for (const CounterTable& table : maker.counters) {
        if (table.type) column(*table.type, table.rows);
        if (table.only) column(*table.only, table.rows);
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

struct RangesOnce {
    std::once_flag once;
    MakerAsks asks;
};

std::shared_ptr<RangesOnce> MakeRangesOnce() {
    return std::make_shared<RangesOnce>();
}

const MakerAsks& AskedOf(const Maker& maker) {
    RangesOnce& kept = *maker.ranges_once;
    std::call_once(kept.once, [&] {
        static const Oid kUptime{1, 3, 6, 1, 2, 1, 1, 3};
        const auto own = MakerRanges(maker);
        const auto behind = [&](std::vector<snmp::Range> ranges) {
            ranges.insert(ranges.end(), own.begin(), own.end());
            return std::make_shared<const snmp::RangeList>(std::move(ranges));
        };
        kept.asks.with_standard = behind(printing::PrinterMibRanges());
        if (!own.empty()) kept.asks.after_standard = behind({snmp::Scalar(kUptime)});
    });
    return kept.asks;
}

}  // namespace agent::devices
