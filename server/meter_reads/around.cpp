#include <algorithm>

#include "server/meter_reads/submitting.hpp"
#include "server/platform/pg/transaction.hpp"

// What is known of the meters of printers, and what people add to it.
namespace meter_reads {
namespace {

// Long enough for a usual pace, short enough to be still true.
constexpr std::chrono::days kPaceOver{60};

std::vector<PrinterId> IdsOf(const std::vector<store::PrinterRow>& rows) {
    std::vector<PrinterId> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    return ids;
}

std::map<PrinterId, MetersAround> AroundOfRows(pg::Transaction& tx, base::OrganizationId organization,
                                               const std::vector<store::PrinterRow>& rows, base::Instant at) {
    const auto ids = IdsOf(rows);
    std::map<PrinterId, std::vector<readings::DayReading>> read;
    for (const auto side : {readings::Side::kNotAfter, readings::Side::kAfter}) {
        for (auto& reading : readings::ListNearest(tx, organization, ids, at, side))
            read[reading.printer_id].push_back(std::move(reading));
    }
    std::map<PrinterId, std::vector<store::ReadRow>> hand;
    for (auto& row : store::ListCounting(tx, organization, ids, at - kFarthest, at + kFarthest))
        hand[row.printer_id].push_back(std::move(row));
    std::map<PrinterId, MetersAround> around;
    for (const auto& row : rows) {
        const auto slots = KindSlots(row.meters);
        auto samples = SamplesOfState(slots, row);
        for (const auto& reading : read[row.id])
            samples.push_back(SampleOf(slots, reading.observed_at, reading.meters));
        around[row.id] = AroundOf(slots, samples, hand[row.id], at);
    }
    return around;
}

}  // namespace

std::map<PrinterId, MetersAround> ListAround(pg::Transaction& tx, base::OrganizationId organization,
                                             const std::vector<PrinterId>& printers, base::Instant at) {
    if (printers.empty()) return {};
    return AroundOfRows(tx, organization, store::FindPrinters(tx, organization, printers), at);
}

MetersAround AroundOfPrinter(pg::Transaction& tx, const store::PrinterRow& printer, base::Instant at) {
    auto around = AroundOfRows(tx, printer.organization_id, {printer}, at);
    return std::move(around[printer.id]);
}

std::vector<KindSlot> MetersToRead(pg::Transaction& tx, const store::PrinterRow& printer, const MetersAround& around) {
    auto kinds = KindSlots(printer.meters);
    const auto add = [&](const std::string& kind, const std::optional<std::string>& unit) {
        if (std::ranges::find(kinds, kind, &KindSlot::kind) == kinds.end()) kinds.push_back({kind, unit, 0});
    };
    // A printer that no agent reads has the meters of its model.
    if (kinds.empty()) {
        for (const auto& meters : store::MetersOfModel(tx, printer)) {
            for (const auto& one : KindSlots(meters)) add(one.kind, one.unit);
        }
    }
    for (const auto& [kind, known] : around) {
        if (known.before) add(kind, known.unit);
    }
    if (kinds.empty()) add("life", std::nullopt);
    return kinds;
}

std::vector<HandMeter> ListHandMeters(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer) {
    return store::NewestByHand(tx, organization, printer);
}

std::map<PrinterId, Known> KnownOf(pg::Transaction& tx, base::OrganizationId organization,
                                   const std::vector<store::PrinterRow>& printers, base::Instant at) {
    auto around = AroundOfRows(tx, organization, printers, at);
    auto earlier = AroundOfRows(tx, organization, printers, at - kPaceOver);
    std::map<PrinterId, Known> known;
    for (const auto& printer : printers)
        known[printer.id] = {std::move(around[printer.id]), std::move(earlier[printer.id])};
    return known;
}

store::ReadRow ReadOf(base::IdSource& ids, const store::PrinterRow& printer, const std::vector<CheckedMeter>& checked,
                      const Known& known, base::Instant at, const std::string& actor, base::Instant now) {
    store::ReadRow row = NewRow(ids, printer, checked, actor, now);
    row.read_at = at;
    row.hints = base::json::ToValue(HintsOf(checked, known.around, known.earlier, at));
    return row;
}

base::Result<store::ReadRow> Submit(pg::Transaction& tx, base::IdSource& ids, const store::PrinterRow& printer,
                                    const MeterReadInput& input, const std::string& actor, base::Instant now) {
    base::FieldProblems problems;
    const base::Instant at = CheckTime(input.read_at, now, "/read_at", problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    const auto all = KnownOf(tx, printer.organization_id, {printer}, at);
    const Known& known = all.at(printer.id);
    const auto checked = CheckRead(input, known.around);
    if (!checked) return std::unexpected(checked.error());
    store::ReadRow row = ReadOf(ids, printer, *checked, known, at, actor, now);
    row.description = input.description;
    store::InsertRead(tx, row);
    printers::AddHistory(tx, ids, printer.organization_id, {printer.id}, "meter_read_submitted", {}, actor, now);
    return row;
}

base::Result<store::ReadRow> RecordChange(pg::Transaction& tx, base::IdSource& ids, const store::PrinterRow& printer,
                                          const MeterChangeInput& input, const std::string& actor, base::Instant now) {
    base::FieldProblems problems;
    const base::Instant at = CheckTime(input.changed_at, now, "/changed_at", problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    auto checked = CheckChange(input, AroundOfPrinter(tx, printer, at));
    if (!checked) return std::unexpected(std::move(checked.error()));
    store::ReadRow row = NewRow(ids, printer, *checked, actor, now);
    row.source = store::Source::kChange;
    row.read_at = at;
    row.description = input.description;
    row.reason = std::string(base::json::EnumName(input.reason));
    for (const auto& meter : input.meters) row.ended.push_back(meter.ended);
    store::InsertRead(tx, row);
    std::vector<printers::MeterBegin> begins;
    for (const auto& meter : input.meters) begins.push_back({meter.kind, meter.began});
    printers::AcceptMeters(tx, printer.organization_id, printer.id, begins, at);
    printers::AddHistory(tx, ids, printer.organization_id, {printer.id}, "meter_changed", {}, actor, now);
    return row;
}

store::ReadRow NewRow(base::IdSource& ids, const store::PrinterRow& printer, const std::vector<CheckedMeter>& meters,
                      const std::string& actor, base::Instant now) {
    store::ReadRow row{.organization_id = printer.organization_id,
                       .id = ids.Make<MeterReadId>(),
                       .printer_id = printer.id,
                       .hints = boost::json::array{},
                       .submitted_by = actor,
                       .submitted_at = now};
    for (const auto& meter : meters) {
        row.meters.push_back(meter.kind);
        row.counts.push_back(meter.value);
        row.before.push_back(meter.before ? meter.before->shown : printers::kMeterAbsent);
    }
    return row;
}

}  // namespace meter_reads
