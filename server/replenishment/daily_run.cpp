#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "lib/printing/reading.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/replenishment_store.hpp"

// One day of one organization: readings -> states -> decisions -> orders.
namespace replenishment {
namespace {

using Key = std::pair<printers::PrinterId, std::int32_t>;

// A printer that was not read for longer does not order (ASR-13).
constexpr std::chrono::days kReportingDays{3};

// ASR-1.
bool IsCovered(std::string_view type) {
    static const std::set<std::string_view> kTypes{"toner", "toner_cartridge", "ink",
                                                   "ink_cartridge", "waste_toner"};
    return kTypes.contains(type);
}

LevelKind KindOf(const printing::SupplyLevel& level, bool has_percent) {
    switch (printing::StateOf(level)) {
        case printing::LevelState::kUnrestricted:
            return LevelKind::kUnrestricted;
        case printing::LevelState::kSomeRemaining:
            return LevelKind::kSomeRemaining;
        case printing::LevelState::kUnknown:
            return LevelKind::kUnknown;
        case printing::LevelState::kAmount:
            break;
    }
    return has_percent ? LevelKind::kPercent : LevelKind::kUnknown;
}

// One supply on its way through the run.
struct Work {
    const printers::SupplyFact* fact = nullptr;
    store::Row row;
    const catalog::Item* item = nullptr;
};

std::string ModelKeyOf(const printers::SupplyFact& fact) {
    return catalog::ModelKey(fact.manufacturer, fact.model);
}

// Takes the newest reading into the state; what the rule has to know of this supply.
SupplyFacts Learn(Work& work, std::size_t key, base::Day today, base::Instant now) {
    const printers::SupplyFact& fact = *work.fact;
    const auto unit = base::json::ParseEnum<printing::Unit>(fact.unit);
    const auto level = printing::ReadLevel(fact.level_raw, fact.max_capacity_raw, unit);
    const auto percent = printing::RemainingPercent(level);
    const auto observed_day = std::chrono::floor<std::chrono::days>(fact.observed_at);
    SupplyState state = store::StateOf(work.row);
    if (Observe(state, {observed_day, percent, fact.cartridge_serial_number,
                        work.row.in_transit}) == Event::kReplaced) {
        work.row.replaced_at = now;
    }
    store::SetState(work.row, state);
    return {.key = key,
            .site_key = (fact.site_id ? fact.site_id->ToString() : "") + "/" +
                        (fact.contact_id ? fact.contact_id->ToString() : ""),
            .covered = IsCovered(fact.type),
            .has_contact = fact.contact_id.has_value(),
            .reporting = today - observed_day <= kReportingDays,
            .level = KindOf(level, percent.has_value()),
            .percent = percent.value_or(0),
            .daily_percent = state.daily_percent,
            .observed_days = state.observed_days,
            .shelf = state.shelf,
            .in_transit = work.row.in_transit,
            .lead_time_days = work.item != nullptr ? work.item->lead_time_days : std::nullopt};
}

void Keep(store::Row& row, const Decision& decision, base::Day today) {
    row.decided_on = today;
    row.days_left = decision.days_left;
    row.order_due_on = decision.order_due_on;
    row.decision = base::json::EnumName(decision.verdict);
    row.reason = base::json::ToValue(
        orders::LineReason{"replenishment." + decision.reason.code, decision.reason.args});
}

orders::NewLine LineOf(const Work& work, const Decision& decision) {
    const printers::SupplyFact& fact = *work.fact;
    orders::NewLine line{.printer_id = fact.printer_id,
                         .printer_serial_number = fact.serial_number,
                         .printer_model = fact.manufacturer + " " + fact.model,
                         .printer_location = fact.location,
                         .supply_slot = fact.slot,
                         .quantity = std::min(decision.quantity, 999),
                         .reason = {"replenishment." + decision.reason.code, decision.reason.args}};
    if (work.item != nullptr) {
        line.item = {work.item->id, work.item->part_number, work.item->name, work.item->colorant,
                     work.item->yield_pages};
    } else {
        // ORD-2: a generic item, named as the printer names its supply.
        line.item = {std::nullopt, "", fact.description.empty() ? fact.type : fact.description,
                     fact.colorant, 0};
    }
    return line;
}

// ASR-6: one order for each site and contact that something is due for.
std::int64_t PlaceOrders(pg::Transaction& tx, orders::Office& office,
                         base::OrganizationId organization, const std::vector<Work>& works,
                         const std::vector<Decision>& decisions, base::Instant now) {
    using Place = std::pair<std::optional<organizations::SiteId>, contacts::ContactId>;
    std::map<Place, std::vector<orders::NewLine>> places;
    for (const Decision& decision : decisions) {
        if (decision.verdict == Verdict::kNoOrder) continue;
        const Work& work = works[decision.key];
        places[{work.fact->site_id, *work.fact->contact_id}].push_back(LineOf(work, decision));
    }
    std::int64_t orders = 0;
    for (auto& [place, lines] : places) {
        const auto contact = contacts::FindContact(tx, {&organization, 1}, place.second);
        if (!contact) continue;
        const auto site =
            place.first ? organizations::FindSite(tx, organization, *place.first) : std::nullopt;
        orders::NewOrder order{.organization = organization,
                               .site_id = place.first,
                               .site_name = site ? site->name : "",
                               .contact = *contact,
                               .source = orders::Source::kReplenishment,
                               .lines = std::move(lines)};
        if (orders::CreateOrder(tx, office, order, now)) ++orders;
    }
    return orders;
}

}  // namespace

RunResult RunDaily(pg::Transaction& tx, orders::Office& office, base::OrganizationId organization,
                   base::Day today, base::Instant now, const Settings& settings) {
    std::map<Key, store::Row> known;
    for (auto& row : store::LockAll(tx, organization)) {
        known.emplace(Key{row.printer_id, row.supply_slot}, std::move(row));
    }
    std::map<Key, std::int64_t> in_transit;
    for (const auto& open : orders::ListInTransit(tx, organization)) {
        in_transit[{open.printer_id, open.supply_slot}] = open.quantity;
    }
    const auto facts = printers::ListSupplyFacts(tx, organization);
    std::set<std::string> model_keys;
    for (const auto& fact : facts) model_keys.insert(ModelKeyOf(fact));
    const auto items = catalog::FindItems(tx, {model_keys.begin(), model_keys.end()});

    std::vector<Work> works;
    std::vector<SupplyFacts> supplies;
    for (const auto& fact : facts) {
        const Key key{fact.printer_id, fact.slot};
        Work work{.fact = &fact};
        if (const auto row = known.find(key); row != known.end()) work.row = row->second;
        if (work.row.decided_on && *work.row.decided_on >= today) continue;  // the run is repeated
        work.row.organization_id = organization;
        work.row.printer_id = fact.printer_id;
        work.row.supply_slot = fact.slot;
        const auto open = in_transit.find(key);
        work.row.in_transit =
            open == in_transit.end() ? 0 : static_cast<std::int32_t>(open->second);
        if (const auto of_model = items.find(ModelKeyOf(fact)); of_model != items.end()) {
            work.item = catalog::ChooseItem(of_model->second, fact.type, fact.colorant);
        }
        supplies.push_back(Learn(work, works.size(), today, now));
        works.push_back(std::move(work));
    }

    const auto decisions = DecideReplenishment(today, settings, supplies);
    std::vector<store::Row> rows;
    printers::DaysLeftColumns days_left;
    for (const Decision& decision : decisions) {
        Work& work = works[decision.key];
        Keep(work.row, decision, today);
        days_left.printers.push_back(work.row.printer_id);
        days_left.slots.push_back(work.row.supply_slot);
        days_left.days_left.push_back(
            decision.days_left.value_or(std::numeric_limits<double>::quiet_NaN()));
        rows.push_back(work.row);
    }
    RunResult result{.supplies = static_cast<std::int64_t>(rows.size())};
    result.orders = PlaceOrders(tx, office, organization, works, decisions, now);
    store::Write(tx, rows);
    printers::WriteDaysLeft(tx, organization, days_left, now);
    return result;
}

void Shelf::OnDelivered(pg::Transaction& tx, base::OrganizationId organization,
                        printers::PrinterId printer, std::int32_t supply_slot,
                        std::int32_t quantity) {
    auto row = store::Lock(tx, organization, printer, supply_slot);
    if (!row) {
        row.emplace();
        row->organization_id = organization;
        row->printer_id = printer;
        row->supply_slot = supply_slot;
    }
    SupplyState state = store::StateOf(*row);
    Deliver(state, quantity);
    store::SetState(*row, state);
    store::Write(tx, {*row});
}

}  // namespace replenishment
