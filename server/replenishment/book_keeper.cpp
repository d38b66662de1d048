#include "server/replenishment/book_keeper.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <unordered_map>

#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/shelf_lines.hpp"
#include "server/replenishment/shelf_store.hpp"

namespace replenishment {
namespace {

std::int64_t NumberOfCartridge(std::uint64_t hash) {
    return std::bit_cast<std::int64_t>(hash);
}

// Where cartridges were before they turned up.
class Whereabouts {
  public:
    Whereabouts(pg::Transaction& tx, base::OrganizationId organization, const Snapshot& snapshot,
                const std::vector<CartridgeNews>& news) {
        std::set<std::uint64_t> wanted;
        for (const auto& one : news) {
            if (one.change == CartridgeChange::kReplaced && one.now != 0) wanted.insert(one.now);
        }
        if (wanted.empty()) return;
        for (const SupplyIndex at : snapshot.supplies.Indexes()) {
            const auto& state = snapshot.supplies[at].state;
            if (state && wanted.contains(state->gauge.cartridge)) Add(state->gauge.cartridge, at);
        }
        for (const auto& one : news) {
            if (one.before != 0 && one.before != one.now && wanted.contains(one.before)) Add(one.before, one.supply);
        }
        std::vector<std::int64_t> rest;
        for (const auto hash : wanted) {
            if (!of_.contains(hash)) rest.push_back(NumberOfCartridge(hash));
        }
        std::map<std::pair<printers::PrinterId, std::int32_t>, SupplyIndex> index;
        const auto rows = store::FindCartridges(tx, organization, rest);
        if (rows.empty()) return;
        for (const SupplyIndex at : snapshot.supplies.Indexes()) {
            const auto& supply = snapshot.supplies[at];
            index.emplace(std::pair(snapshot.facts[supply.printer].id, supply.fact->slot), at);
        }
        for (const auto& row : rows) {
            if (const auto at = index.find({row.printer_id, row.supply_slot}); at != index.end()) {
                Add(std::bit_cast<std::uint64_t>(row.cartridge), at->second);
            }
        }
    }

    // nullopt: it was in none, or in several: a maker that gives all cartridges one number.
    [[nodiscard]] std::optional<SupplyIndex> Before(std::uint64_t hash) const {
        const auto at = of_.find(hash);
        return at == of_.end() || at->second.size() != 1 ? std::nullopt : std::optional(*at->second.begin());
    }

  private:
    void Add(std::uint64_t hash, SupplyIndex at) { of_[hash].insert(at); }

    std::unordered_map<std::uint64_t, std::set<SupplyIndex>> of_;
};

}  // namespace

CartridgeEvent EventOf(const Snapshot& snapshot, SupplyIndex at, const CartridgeNews& news) {
    const auto& supply = snapshot.supplies[at];
    const auto& printer = snapshot.facts[supply.printer];
    const std::string& serial = supply.fact->cartridge_serial_number;
    CartridgeEvent event{.printer = printer.id,
                         .slot = supply.fact->slot,
                         .change = news.change,
                         .day = DayOf(news.day),
                         .cartridges = news.cartridges,
                         .level = news.level,
                         .raw = news.raw,
                         .starter = news.starter,
                         .stood_still = news.stood_still,
                         .before = news.before,
                         .now = news.now,
                         .serial_number = news.now != 0 && CartridgeHash(serial) == news.now ? serial : "",
                         .pages = news.pages,
                         .color_pages = news.color_pages,
                         .from = std::nullopt,
                         .site = printer.site_id,
                         .manufacturer = printer.manufacturer,
                         .model = printer.model,
                         .type = supply.fact->type,
                         .colorant = supply.fact->colorant,
                         .item = std::nullopt};
    if (supply.cartridge->item != nullptr) event.item = *supply.cartridge->item;
    return event;
}

Followed FollowCartridges(pg::Transaction& tx, base::OrganizationId organization, const Snapshot& snapshot,
                          Engine& engine) {
    // A copy: the engine notes more while it is asked.
    const auto news = engine.happenings().cartridges;
    const Whereabouts whereabouts(tx, organization, snapshot, news);
    Followed followed;
    followed.from.resize(news.size());
    std::map<std::int64_t, store::CartridgeRow> removed;
    for (std::size_t i = 0; i < news.size(); ++i) {
        const auto& one = news[i];
        if (one.change != CartridgeChange::kReplaced) continue;
        const auto& supply = snapshot.supplies[one.supply];
        const auto& printer = snapshot.facts[supply.printer];
        if (one.before != 0 && one.before != one.now) {
            const auto number = NumberOfCartridge(one.before);
            removed[number] = {number, printer.id, supply.fact->slot, DayOf(one.day)};
        }
        if (one.now == 0) continue;
        const auto from = whereabouts.Before(one.now);
        if (!from) continue;
        followed.from[i] = from;
        engine.CameFromPrinter(one, *from);
        const auto& other = snapshot.facts[snapshot.supplies[*from].printer];
        if (other.id == printer.id) continue;
        const std::string& serial = supply.fact->cartridge_serial_number;
        followed.moved.push_back(
            {other.id, printer.id, supply.fact->slot, CartridgeHash(serial) == one.now ? serial : ""});
    }
    std::vector<store::CartridgeRow> rows;
    for (auto& [number, row] : removed) rows.push_back(row);
    store::Write(tx, organization, rows);
    return followed;
}

void WriteBook(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, const Snapshot& snapshot,
               const Engine& engine, const std::vector<ShelfChange>& changes, base::Day today, base::Instant now) {
    std::vector<store::MovementRow> rows;
    BySupply<std::int32_t> shelf;
    for (const SupplyIndex at : snapshot.supplies.Indexes()) shelf.Add(snapshot.supplies[at].Shelf());
    const auto place_of = [&](SupplyIndex at) {
        const auto& supply = snapshot.supplies[at];
        return BookPlace{snapshot.facts[supply.printer].id, supply.fact->slot};
    };
    for (const auto& change : changes) {
        std::int32_t& now_there = shelf[change.supply];
        auto row = LineOf(ids, place_of(change.supply), change.cause, now_there, now_there + change.change,
                          change.day == kNoDay ? today : DayOf(change.day), now);
        if (change.other) row.other_printer_id = place_of(*change.other).printer;
        if (row.other_printer_id == row.printer_id) row.other_printer_id.reset();
        now_there = row.shelf_after;
        rows.push_back(std::move(row));
    }
    for (const SupplyIndex at : snapshot.supplies.Indexes()) {
        const std::int32_t is = engine.StateOf(at).book.shelf;
        if (shelf[at] == is) continue;
        rows.push_back(LineOf(ids, place_of(at), ShelfCause::kCorrected, shelf[at], is, today, now));
    }
    store::Write(tx, organization, rows);
}

const SparesRule* SparesAt(const std::vector<SparesRule>& rules, const Snapshot& snapshot, SupplyIndex at) {
    const auto& supply = snapshot.supplies[at];
    if (rules.empty() || !orders::IsCoveredType(supply.fact->type) || IsReceptacle(supply.fact->type)) return nullptr;
    const auto& printer = snapshot.facts[supply.printer];
    const auto* item = supply.cartridge->item;
    const auto* rule = RuleFor(rules, {.site = printer.site_id.value_or(organizations::SiteId{}),
                                       .printer = printer.id,
                                       .manufacturer = printer.manufacturer,
                                       .model = printer.model,
                                       .part_number = item != nullptr ? item->part_number : ""});
    return rule == nullptr || rule->spares_kept == 0 ? nullptr : rule;
}

void KeepSpares(const std::vector<SparesRule>& rules, const Snapshot& snapshot, Engine& engine) {
    if (rules.empty()) return;
    std::map<std::tuple<SparesRuleId, organizations::SiteId, std::size_t>, std::vector<SupplyIndex>> together;
    for (const SupplyIndex at : snapshot.supplies.Indexes()) {
        const auto& supply = snapshot.supplies[at];
        const auto* rule = SparesAt(rules, snapshot, at);
        if (rule == nullptr) continue;
        const auto site = snapshot.facts[supply.printer].site_id.value_or(organizations::SiteId{});
        if (rule->together) {
            together[{rule->id, site, supply.cartridge->index}].push_back(at);
        } else {
            engine.KeepSpares(at, rule->spares_kept);
        }
    }
    for (const auto& [key, supplies] : together) {
        const auto rule = std::ranges::find(rules, std::get<0>(key), &SparesRule::id);
        engine.KeepSparesTogether(supplies, rule->spares_kept);
    }
}

}  // namespace replenishment
