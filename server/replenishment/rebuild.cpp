#include "server/replenishment/rebuild.hpp"

#include <algorithm>

#include "server/replenishment/book_keeper.hpp"
#include "server/replenishment/history.hpp"

namespace replenishment {
namespace {

bool IsMissing(const SupplyWork& supply) {
    return !supply.state.has_value();
}

// Printers with supplies to rebuild, the first places of them. All places are alike: learned already, or not, for the
// fleet learns with the latter only.
std::vector<PrinterIndex> Choose(const Snapshot& snapshot, std::size_t most_printers) {
    BySite<std::vector<PrinterIndex>> of_place(snapshot.places.size());
    for (const PrinterIndex at : snapshot.printers.Indexes()) {
        const auto& printer = snapshot.printers[at];
        if (std::ranges::any_of(printer.Supplies(),
                                [&](SupplyIndex supply) { return IsMissing(snapshot.supplies[supply]); })) {
            of_place[printer.place].push_back(at);
        }
    }
    std::vector<PrinterIndex> chosen;
    std::optional<bool> learned;
    for (const SiteIndex place : of_place.Indexes()) {
        if (chosen.size() >= most_printers) break;
        if (of_place[place].empty()) continue;
        const bool is_learned = snapshot.places[place].state.has_value();
        if (learned.value_or(is_learned) != is_learned) continue;
        learned = is_learned;
        chosen.insert(chosen.end(), of_place[place].begin(), of_place[place].end());
    }
    return chosen;
}

// `rebuilt`: index in the snapshot, by index in the engine.
void TellRebuilt(pg::Transaction& tx, base::OrganizationId organization, base::Day today, const Settings& settings,
                 const Snapshot& snapshot, const Engine& engine, const BySupply<SupplyIndex>& rebuilt,
                 base::Instant now) {
    if (settings.cartridges == nullptr) return;
    std::vector<CartridgeListener::Rebuilt> supplies;
    for (const SupplyIndex at : rebuilt) {
        const auto& supply = snapshot.supplies[at];
        if (orders::IsCoveredType(supply.fact->type))
            supplies.push_back({snapshot.facts[supply.printer].id, supply.fact->slot});
    }
    std::vector<CartridgeEvent> events;
    for (const auto& news : engine.happenings().cartridges) {
        const SupplyIndex at = rebuilt[news.supply];
        if (orders::IsCoveredType(snapshot.supplies[at].fact->type)) events.push_back(EventOf(snapshot, at, news));
    }
    settings.cartridges->OnRebuilt(tx, organization, supplies, today - std::chrono::days(kMostHistoryDays), events,
                                   now);
}

}  // namespace

std::size_t RebuildFromHistory(pg::Transaction& tx, base::OrganizationId organization, base::Day today,
                               const Settings& settings, std::size_t most_printers, Snapshot& snapshot,
                               base::Instant now) {
    const auto chosen = Choose(snapshot, most_printers);
    if (chosen.empty()) return 0;
    const bool learns = !snapshot.places[snapshot.printers[chosen.front()].place].state;
    Engine engine(settings.profile, settings.rule, {}, snapshot.fleet);
    BySite<std::optional<SiteIndex>> sites(snapshot.places.size());  // by place of the snapshot
    BySupply<SupplyIndex> rebuilt;                                   // index in the snapshot, by index in the engine
    std::vector<MissingDays> missing;
    for (const PrinterIndex at : chosen) {
        const auto& printer = snapshot.printers[at];
        auto& site = sites[printer.place];
        if (!site) {
            const Place& place = snapshot.places[printer.place];
            site = engine.AddSite(place.state.value_or(SiteState{}), place.holidays, place.week);
        }
        MissingDays days{.printer = engine.AddPrinter(*site), .fact = &snapshot.facts[at]};
        days.first = NumberOf(today) - kMostHistoryDays;
        days.last = NumberOf(DayOf(snapshot.facts[at].observed_at)) - 1;
        for (const SupplyIndex index : printer.Supplies()) {
            auto& supply = snapshot.supplies[index];
            if (!IsMissing(supply)) continue;
            // What came after the old state still has to go through the shelf.
            if (supply.last_day) days.last = std::min(days.last, NumberOf(*supply.last_day));
            engine.AddSupply(days.printer, SpecOf(*supply.fact, *supply.cartridge));
            days.slots.push_back(supply.fact->slot);
            rebuilt.Add(index);
        }
        missing.push_back(std::move(days));
    }
    ReadHistory(tx, organization, engine, missing);
    TellRebuilt(tx, organization, today, settings, snapshot, engine, rebuilt, now);

    SupplyIndex index;
    for (const auto& days : missing) {
        for (std::size_t i = 0; i < days.slots.size(); ++i, ++index) {
            auto& supply = snapshot.supplies[rebuilt[index]];
            supply.state = engine.StateOf(index);
            supply.state->book.shelf = supply.Shelf();
            supply.state->book.early = supply.Early();
            supply.state->book.doubted = 0;
            if (supply.row != nullptr && supply.row->counted_at) {
                supply.state->book.counted_on = NumberOf(DayOf(*supply.row->counted_at));
                supply.state->book.counted_with_newest = supply.row->counted_with_newest;
            }
            supply.last_day = DayOf(days.last);
        }
    }
    if (!learns) return rebuilt.size();
    snapshot.fleet = engine.fleet();
    for (const SiteIndex place : sites.Indexes()) {
        if (sites[place]) snapshot.places[place].state = engine.SiteOf(*sites[place]);
    }
    return rebuilt.size();
}

}  // namespace replenishment
