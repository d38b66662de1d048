#include "server/replenishment/shelf_book.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "lib/base/text.hpp"
#include "server/orders/orders.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/facts.hpp"
#include "server/replenishment/replenishment_store.hpp"
#include "server/replenishment/shelf_lines.hpp"
#include "server/replenishment/shelf_store.hpp"

namespace replenishment {
namespace {

std::string NameOf(const printers::PrinterFact& printer) {
    return printer.manufacturer + " " + printer.model;
}

}  // namespace

std::int32_t ShelfNow(std::int32_t shelf, bool replaced, bool counted_with_newest) {
    return replaced && !counted_with_newest && shelf > 0 ? shelf - 1 : shelf;
}

store::MovementRow LineOf(base::IdSource& ids, const BookPlace& place, ShelfCause cause, std::int32_t before,
                          std::int32_t after, base::Day day, base::Instant now) {
    return {.id = ids.Make<MovementId>(),
            .printer_id = place.printer,
            .supply_slot = place.slot,
            .cause = cause,
            .quantity = after - before,
            .shelf_before = before,
            .shelf_after = after,
            .day = day,
            .recorded_at = now};
}

std::vector<ShelfLine> ListShelf(pg::Transaction& tx, base::OrganizationId organization,
                                 const std::optional<printers::PrinterId>& printer,
                                 const std::optional<organizations::SiteId>& site, std::size_t most) {
    std::vector<printers::PrinterFact> facts = printer ? printers::ListPrinterFactsOf(tx, {organization}, {*printer})
                                                       : printers::ListPrinterFacts(tx, organization);
    if (site) std::erase_if(facts, [&](const auto& fact) { return fact.site_id != site; });
    if (facts.size() > most) facts.resize(most);
    std::vector<printers::PrinterId> wanted;
    for (const auto& fact : facts) wanted.push_back(fact.id);
    std::map<std::pair<printers::PrinterId, std::int32_t>, store::Row> rows;
    for (auto& row : store::ListOf(tx, organization, wanted)) {
        rows.emplace(std::pair(row.printer_id, row.supply_slot), std::move(row));
    }
    std::vector<ShelfLine> lines;
    for (const auto& fact : facts) {
        for (const auto& supply : fact.supplies) {
            if (!orders::IsCoveredType(supply.type)) continue;
            ShelfLine line{.printer_id = fact.id,
                           .printer_name = NameOf(fact),
                           .printer_serial_number = fact.serial_number,
                           .printer_location = fact.location,
                           .supply_slot = supply.slot,
                           .supply_description = supply.description,
                           .supply_colorant = supply.colorant};
            if (const auto at = rows.find({fact.id, supply.slot}); at != rows.end()) {
                const bool replaced = at->second.decided_at &&
                                      printers::ReplacedSince({at->second.decided_percent, at->second.decided_serial},
                                                              {ShownPercent(supply), supply.cartridge_serial_number});
                line.shelf = ShelfNow(at->second.shelf, replaced, at->second.counted_with_newest);
                line.counted_at = at->second.counted_at;
                line.counted_by = at->second.counted_by;
            }
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

std::optional<Counted> CountShelf(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                                  std::span<const CountedLine> lines, const std::string& actor, base::Instant now) {
    std::vector<printers::PrinterId> wanted;
    for (const auto& line : lines) wanted.push_back(line.printer_id);
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    const auto facts = printers::ListPrinterFactsOf(tx, {organization}, wanted);
    const auto kept = store::Lock(tx, organization, wanted);
    std::map<std::pair<printers::PrinterId, std::int32_t>, store::Row> changed;
    std::vector<store::MovementRow> movements;
    Counted counted;
    for (const auto& line : lines) {
        const auto printer = std::ranges::lower_bound(facts, line.printer_id, {}, &printers::PrinterFact::id);
        if (printer == facts.end() || printer->id != line.printer_id) return std::nullopt;
        const auto supply = std::ranges::find(printer->supplies, line.supply_slot, &printers::SupplyFact::slot);
        if (supply == printer->supplies.end()) return std::nullopt;
        if (counted.place.empty())
            counted.place = base::CleanText(NameOf(*printer) + " " + printer->serial_number, 1'000);
        const std::pair key{line.printer_id, line.supply_slot};
        if (!changed.contains(key)) {
            const auto before = std::ranges::find_if(
                kept, [&](const store::Row& one) { return std::pair(one.printer_id, one.supply_slot) == key; });
            changed[key] = before != kept.end()
                               ? *before
                               : store::Row{{.supply_slot = line.supply_slot}, line.printer_id, std::nullopt};
        }
        store::Row& row = changed[key];
        // What was put in since the last run is off the shelf already, and in the count.
        const bool replaced =
            row.decided_on && printers::ReplacedSince({row.decided_percent, row.decided_serial},
                                                      {ShownPercent(*supply), supply->cartridge_serial_number});
        if (auto state = store::StateOf(row)) {
            state->book.Count(line.counted, NumberOf(DayOf(now)), replaced);
            row.state = pg::Bytes{Pack(*state)};
        }
        const std::int32_t shelf_before = std::exchange(row.shelf, line.counted);
        counted.before.push_back({line.printer_id, line.supply_slot, shelf_before});
        row.counted_at = now;
        row.counted_by = actor;
        row.counted_with_newest = replaced;
        auto movement = LineOf(ids, {row.printer_id, row.supply_slot}, ShelfCause::kCounted, shelf_before, line.counted,
                               DayOf(now), now);
        movement.actor = actor;
        movement.counted = line.counted;
        movements.push_back(std::move(movement));
    }
    std::vector<store::Row> rows;
    for (auto& [key, row] : changed) rows.push_back(std::move(row));
    store::Write(tx, organization, kept, rows);
    store::Write(tx, organization, movements);
    return counted;
}

base::Result<SparesRuleInput> CheckSparesRule(const SparesRuleInput& input) {
    SparesRuleInput rule = input;
    for (std::string* text : {&rule.manufacturer, &rule.model, &rule.part_number})
        *text = base::CleanText(*text, 1'000);
    base::FieldProblems problems;
    base::CheckLimits(rule, problems);
    if (rule.model.empty() && !rule.manufacturer.empty()) problems.Add("/model", "missing");
    if (rule.manufacturer.empty() && !rule.model.empty()) problems.Add("/manufacturer", "missing");
    const int scopes = (rule.model.empty() ? 0 : 1) + (rule.site_id ? 1 : 0) + (rule.printer_id ? 1 : 0);
    if (scopes > 1) problems.Add(rule.printer_id ? "/printer_id" : "/site_id", "spares_one_scope");
    if (rule.together && rule.printer_id) problems.Add("/together", "spares_together_site");
    if (!problems.empty()) return std::move(problems).Refuse();
    return rule;
}

const SparesRule* RuleFor(std::span<const SparesRule> rules, const SparesOf& of) {
    const std::string model_key = catalog::ModelKey(of.manufacturer, of.model);
    const std::string part_key = base::FoldCase(of.part_number);
    const SparesRule* best = nullptr;
    int best_rank = -1;
    for (const auto& rule : rules) {
        int rank = 0;
        if (rule.printer_id) {
            if (*rule.printer_id != of.printer) continue;
            rank = 6;
        } else if (rule.site_id) {
            if (*rule.site_id != of.site) continue;
            rank = 4;
        } else if (!rule.model.empty()) {
            if (catalog::ModelKey(rule.manufacturer, rule.model) != model_key) continue;
            rank = 2;
        }
        if (!rule.part_number.empty()) {
            if (part_key.empty() || base::FoldCase(rule.part_number) != part_key) continue;
            ++rank;
        }
        if (rank > best_rank) {
            best = &rule;
            best_rank = rank;
        }
    }
    return best;
}

}  // namespace replenishment
