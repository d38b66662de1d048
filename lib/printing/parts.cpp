#include <charconv>
#include <string_view>

#include "lib/printing/printer_mib.hpp"

// Which parts of a reading were not answered.
namespace printing {
namespace {

using snmp::Oid;

struct PartRange {
    Oid under;
    Part part;
};

const std::vector<PartRange>& PartRanges() {
    static const Oid mib2{1, 3, 6, 1, 2, 1};
    static const Oid printer = mib2.With({43});
    static const Oid supplies = printer.With({11, 1, 1});
    static const Oid trays = printer.With({8, 2, 1});
    // The narrower ranges stand first.
    static const std::vector<PartRange> ranges{
        {mib2.With({25, 3, 2, 1, 5}), Part::kStatus},
        {mib2.With({25, 3, 5}), Part::kStatus},
        {supplies.With({7}), Part::kSupplyCapacities},
        {supplies.With({8}), Part::kSupplyCapacities},
        {supplies.With({9}), Part::kSupplyLevels},
        {supplies, Part::kSupplyDescriptions},
        {printer.With({12}), Part::kSupplyDescriptions},
        {trays.With({10}), Part::kTrayLevels},
        {trays, Part::kTrayDescriptions},
        {printer.With({10}), Part::kMeters},
        {printer.With({13}), Part::kFeatures},
        {printer.With({16}), Part::kDisplay},
        {printer.With({18}), Part::kAlerts},
        {mib2, Part::kIdentity},
        {Oid{1, 3, 6, 1, 4, 1, 2699}, Part::kIdentity},
    };
    return ranges;
}

// The object identifier that a problem ends with: "genErr at 1.3.6.1.2.1.43.11.1.1.9".
std::optional<Oid> NamedAt(std::string_view problem) {
    const auto at = problem.rfind(" at ");
    if (at == std::string_view::npos) return std::nullopt;
    auto oid = Oid::Parse(problem.substr(at + 4));
    return oid && oid->size() > 6 ? std::optional(std::move(*oid)) : std::nullopt;
}

}  // namespace

Part PartOf(snmp::OidView name) {
    for (const PartRange& range : PartRanges()) {
        if (snmp::Values::StartsWith(name, range.under.ids())) return range.part;
    }
    return Part::kMakersTable;
}

void AddUnanswered(Reading& reading, Part part) {
    auto& parts = reading.unanswered ? *reading.unanswered : reading.unanswered.emplace();
    const auto at = std::ranges::lower_bound(parts, part);
    if (at == parts.end() || *at != part) parts.insert(at, part);
}

void ReadOldComplaints(Reading& reading) {
    if (reading.unanswered) return;
    for (const std::string& problem : reading.problems) {
        if (problem == kStoppedAnswering) {
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<Part>>(
                [&](auto d) { AddUnanswered(reading, d.value); });
            return;
        }
        if (const auto oid = NamedAt(problem)) AddUnanswered(reading, PartOf(oid->ids()));
    }
}

bool IsNameless(const Supply& supply) {
    return !supply.type && !supply.class_ && !supply.colorant && !supply.description;
}

}  // namespace printing
