#include "agent/devices/meters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"

namespace agent::devices {
namespace {

using printing::MeterKind;
using printing::Reading;
using snmp::Oid;
using snmp::OidView;
using snmp::Values;

// Counters have 32 bits, a few have 64; what is above this no machine prints in its life.
constexpr std::int64_t kMostCount = 1'000'000'000'000;

bool IsThere(const Reading& reading, MeterKind kind) {
    return std::ranges::find(reading.meters, kind, &printing::Meter::kind) != reading.meters.end();
}

class Collecting {
  public:
    Collecting(const Values& values, Reading& reading)
        : values_(values), reading_(reading), whole_(!printing::IsUnanswered(reading, printing::Part::kMakersTable)) {
        for (const auto& meter : reading.meters) settled_.insert(meter.kind);
    }

    void Take(const MeterSource& meter) {
        if (settled_.contains(meter.kind)) return;
        auto count = Count(meter.oid, meter.kind);
        if (count && !meter.plus.empty()) {
            if (!whole_) count.reset();
            for (const Oid& more : meter.plus) {
                if (!count || !values_.Find(more.ids())) continue;  // a machine without this counter
                const auto part = Count(more, meter.kind);
                count = part ? std::optional(*count + *part) : std::nullopt;
            }
        }
        Settle(meter.kind, count, meter.unit);
    }

    void Take(const CounterTable& table) {
        struct Sum {
            std::set<std::string> types;  // those that were counted
            std::int64_t count = 0;
            bool broken = false;
        };
        std::map<MeterKind, Sum> sums;
        const Oid& first = table.type ? *table.type : table.value;
        values_.ForEachUnder(first.ids(), [&](OidView index, const Values::Value& value) {
            const auto [kind, type] = KindOf(table, index, value);
            if (!kind || index.size() > 4 || settled_.contains(*kind)) return;
            if (table.only) {
                const auto only = values_.Number(Cell(*table.only, index).ids());
                if (!only || std::ranges::find(table.only_values, *only) == table.only_values.end()) return;
            }
            Sum& sum = sums[*kind];
            if (!sum.types.insert(type).second && !table.rows_add) return;
            const auto count = Count(Cell(table.value, index), *kind);
            sum.broken = sum.broken || !count;
            if (count) sum.count += *count;
        });
        for (const auto& [kind, sum] : sums) {
            const bool needs_all = table.rows_add || PartsOf(table, kind) > 1;
            const bool good = !sum.broken && sum.count <= kMostCount && (whole_ || !needs_all);
            Settle(kind, good ? std::optional(sum.count) : std::nullopt, printing::Unit::kImpressions);
        }
    }

  private:
    static std::pair<std::optional<MeterKind>, std::string> KindOf(const CounterTable& table, OidView index,
                                                                   const Values::Value& value) {
        if (!table.type || value.IsNumber()) {
            const std::int64_t number = table.type ? value.number : static_cast<std::int64_t>(index.back());
            const auto known = table.kinds.find(number);
            if (known != table.kinds.end()) return {known->second, std::to_string(number)};
        } else if (value.IsOctets()) {
            std::string name = base::CleanText(value.octets);
            const auto known = table.names.find(name);
            if (known != table.names.end()) return {known->second, std::move(name)};
        }
        return {};
    }

    static std::ptrdiff_t PartsOf(const CounterTable& table, MeterKind kind) {
        const auto is_kind = [kind](const auto& entry) { return entry.second == kind; };
        return std::ranges::count_if(table.kinds, is_kind) + std::ranges::count_if(table.names, is_kind);
    }

    std::optional<std::int64_t> Count(const Oid& name, MeterKind kind) {
        const auto count = values_.Number(name.ids());
        if (!count && values_.Find(name.ids())) printing::AddUnanswered(reading_, printing::Part::kMakersTable);
        if (!count || (*count >= 0 && *count <= kMostCount)) return count;
        reading_.problems.push_back(fmt::format("meter {}: {} is no count", base::json::EnumName(kind), *count));
        return std::nullopt;
    }

    // A later source stands in for one that the machine does not have, not for one that it did not get to.
    void Settle(MeterKind kind, std::optional<std::int64_t> count, std::optional<printing::Unit> unit) {
        if (count || !whole_) settled_.insert(kind);
        if (count) reading_.meters.push_back({kind, *count, unit, std::nullopt});
    }

    const Values& values_;
    Reading& reading_;
    const bool whole_;
    std::set<MeterKind> settled_;
};

}  // namespace

Oid Cell(const Oid& column, OidView index) {
    Oid cell = column;
    for (const auto id : index) cell.Push(id);
    return cell;
}

void AddMeters(const Values& values, const Maker& maker, Reading& reading) {
    Collecting collecting(values, reading);
    for (const MeterSource& meter : maker.meters) collecting.Take(meter);
    for (const CounterTable& table : maker.counters) collecting.Take(table);
}

void AddSums(const Maker& maker, Reading& reading) {
    for (const MeterSum& sum : maker.sums) {
        if (IsThere(reading, sum.kind) || printing::IsUnanswered(reading, printing::Part::kMakersTable)) continue;
        std::int64_t count = 0;
        bool all = true;
        const auto add = [&](const std::vector<MeterKind>& kinds, std::int64_t sign) {
            for (const MeterKind kind : kinds) {
                const auto at = std::ranges::find(reading.meters, kind, &printing::Meter::kind);
                if (at == reading.meters.end()) all = false;
                if (all) count += sign * at->value;
            }
        };
        add(sum.of, 1);
        add(sum.less, -1);
        if (!all) continue;
        if (count < 0 || count > kMostCount) {
            reading.problems.push_back(
                fmt::format("meter {}: its parts come to {}", base::json::EnumName(sum.kind), count));
            continue;
        }
        reading.meters.push_back({sum.kind, count, printing::Unit::kImpressions, std::nullopt});
    }
}

}  // namespace agent::devices
