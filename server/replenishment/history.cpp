#include "server/replenishment/history.hpp"

#include <algorithm>
#include <tuple>

#include "server/readings/readings.hpp"

namespace replenishment {
namespace {

// Rows of one query: some 20 MB.
constexpr std::size_t kMostRows = 100'000;

// What packed levels of the wanted printers mean.
class Layouts {
  public:
    Layouts(pg::Transaction& tx, base::OrganizationId organization, const std::vector<printers::PrinterId>& printers)
        : facts_(printers::ListLayoutFacts(tx, organization, printers)) {}

    // nullptr: the layout, or its slot, is not known.
    const printers::SupplyFact* Find(printers::PrinterId printer, std::int16_t layout, std::int32_t slot) const {
        const auto at = std::ranges::lower_bound(facts_, std::pair(printer, layout), {}, [](const auto& fact) {
            return std::pair(fact.printer_id, fact.layout);
        });
        if (at == facts_.end() || at->printer_id != printer || at->layout != layout) return nullptr;
        const auto supply = std::ranges::find(at->supplies, slot, &printers::SupplyFact::slot);
        return supply == at->supplies.end() ? nullptr : &*supply;
    }

  private:
    std::vector<printers::LayoutFact> facts_;  // by printer and layout
};

PrinterReading Unpack(const readings::DayReading& row, const MissingDays& of, const Layouts& layouts) {
    PrinterReading reading{.day = NumberOf(DayOf(row.observed_at)),
                           .printer = of.printer,
                           .observed_at = row.observed_at,
                           .counters = CountersOf(of.fact->page_meters, row.meters)};
    for (const std::int32_t slot : of.slots) {
        SupplyReading& supply = reading.supplies.emplace_back();
        const auto* meaning = layouts.Find(row.printer_id, row.layout, slot);
        if (meaning == nullptr) continue;
        printers::SupplyFact fact = *meaning;
        const auto at = static_cast<std::size_t>(slot);
        if (at < row.levels.size() && row.levels[at] != printers::kLevelAbsent) fact.level_raw = row.levels[at];
        supply = ReadingOf(fact);
    }
    return reading;
}

base::Instant BeginOf(DayNumber day) {
    return base::Instant(DayOf(day)) + kDayBegins;
}

}  // namespace

void Replay(Engine& engine, std::vector<PrinterReading> readings) {
    std::ranges::sort(readings, {}, [](const PrinterReading& reading) {
        return std::tuple(reading.day, reading.printer, reading.observed_at);
    });
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const auto& reading = readings[i];
        const bool is_last = i + 1 == readings.size() || readings[i + 1].day != reading.day ||
                             readings[i + 1].printer != reading.printer;
        if (is_last) engine.Read(reading.printer, reading.day, reading.counters, reading.supplies);
    }
}

void ReadHistory(pg::Transaction& tx, base::OrganizationId organization, Engine& engine,
                 std::span<const MissingDays> missing) {
    ForEachReading(tx, organization, missing,
                   [&](std::vector<PrinterReading> readings) { Replay(engine, std::move(readings)); });
}

void ForEachReading(pg::Transaction& tx, base::OrganizationId organization, std::span<const MissingDays> missing,
                    const ReadingSink& sink) {
    if (missing.empty()) return;
    std::vector<const MissingDays*> by_id;
    for (const auto& one : missing) by_id.push_back(&one);
    const auto id_of = [](const MissingDays* one) { return one->fact->id; };
    std::ranges::sort(by_id, {}, id_of);
    std::vector<printers::PrinterId> printers;
    for (const auto* one : by_id) printers.push_back(id_of(one));
    const Layouts layouts(tx, organization, printers);

    const DayNumber first = std::ranges::min(missing, {}, &MissingDays::first).first;
    const DayNumber last = std::ranges::max(missing, {}, &MissingDays::last).last;
    const auto days = static_cast<DayNumber>(std::max<std::size_t>(1, kMostRows / missing.size()));
    for (DayNumber from = first; from <= last; from += days) {
        const DayNumber to = std::min(last, from + days - 1);
        readings::HistoryColumns wanted;
        for (const auto* one : by_id) {
            if (one->last < from || one->first > to) continue;
            wanted.printers.push_back(one->fact->id);
            wanted.from.push_back(BeginOf(std::max(one->first, from)));
            wanted.to.push_back(BeginOf(std::min(one->last, to) + 1));
        }
        std::vector<PrinterReading> found;
        for (const auto& row : readings::ListDayReadings(tx, organization, wanted, kDayBegins)) {
            const auto of = std::ranges::lower_bound(by_id, row.printer_id, {}, id_of);
            found.push_back(Unpack(row, **of, layouts));
        }
        sink(std::move(found));
    }
}

}  // namespace replenishment
