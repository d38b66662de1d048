#include "server/replenishment/fleet_past.hpp"

#include <algorithm>
#include <map>

#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/book_keeper.hpp"
#include "server/replenishment/country_holidays.hpp"
#include "server/replenishment/history.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/shelf_store.hpp"
#include "server/replenishment/snapshot.hpp"

namespace replenishment {
namespace {

bool Takes(const PastFilter& filter, const std::string& model_key, const printers::PrinterFact& printer) {
    if (filter.site && printer.site_id != filter.site) return false;
    return model_key.empty() || catalog::ModelKey(printer.manufacturer, printer.model) == model_key;
}

double PriceOf(const catalog::Item* item, const std::string& currency) {
    if (item == nullptr || !item->price.amount_minor || item->price.currency != currency) return 0;
    return static_cast<double>(*item->price.amount_minor);
}

}  // namespace

NamedPast ReadPast(pg::Transaction& tx, base::OrganizationId organization, const PastFilter& filter, base::Day first,
                   base::Day last, const Settings& settings, std::size_t most_printers) {
    Snapshot snapshot(tx, organization, {}, InstallationOf(settings));
    if (settings.holidays) FindHolidays(tx, organization, *settings.holidays, last, snapshot);
    const auto spares = store::ListRules(tx, organization);
    NamedPast named;
    simulation::Past& past = named.past;
    past.first = NumberOf(first);
    past.last = NumberOf(last);
    past.fleet = snapshot.fleet;
    for (const Place& place : snapshot.places) past.holidays.push_back(place.holidays);
    const std::string model_key = filter.model.empty() ? "" : catalog::ModelKey(filter.manufacturer, filter.model);
    std::vector<MissingDays> wanted;
    for (const PrinterIndex at : snapshot.printers.Indexes()) {
        const auto& fact = snapshot.facts[at];
        if (!Takes(filter, model_key, fact)) continue;
        MissingDays days{.printer = PrinterIndex(past.printers.size()),
                         .fact = &fact,
                         .slots = {},
                         .first = past.first,
                         .last = past.last};
        simulation::PrinterPast printer{.site = snapshot.printers[at].place.value(), .supplies = {}, .days = {}};
        for (const SupplyIndex index : snapshot.printers[at].Supplies()) {
            const SupplyWork& supply = snapshot.supplies[index];
            if (!orders::IsCoveredType(supply.fact->type)) continue;
            days.slots.push_back(supply.fact->slot);
            SupplySpec spec = SpecOf(*supply.fact, *supply.cartridge);
            spec.rule = RuleOf(*snapshot.printers[at].terms);
            const auto* rule = SparesAt(spares, snapshot, index);
            if (rule != nullptr && !rule->together) spec.spares = rule->spares_kept;
            printer.supplies.push_back({spec, PriceOf(supply.cartridge->item, filter.currency)});
        }
        if (printer.supplies.empty()) continue;
        if (past.printers.size() == most_printers) {
            ++named.left_out;
            continue;
        }
        past.printers.push_back(std::move(printer));
        named.names.push_back(fact.manufacturer + " " + fact.model +
                              (fact.serial_number.empty() ? "" : " " + fact.serial_number));
        wanted.push_back(std::move(days));
    }
    ForEachReading(tx, organization, wanted, [&](std::vector<PrinterReading> readings) {
        std::ranges::sort(readings, {}, [](const PrinterReading& reading) {
            return std::tuple(reading.printer, reading.day, reading.observed_at);
        });
        for (auto& reading : readings) {
            auto& days = past.printers[reading.printer.value()].days;
            if (!days.empty() && days.back().day == reading.day) days.pop_back();
            days.push_back({reading.day, reading.counters, std::move(reading.supplies)});
        }
    });
    return named;
}

Plan PlanOf(pg::Transaction& tx, base::OrganizationId organization, const Settings& settings) {
    const auto parts = store::Fleet(tx, organization).lead_times.Parts();
    contracts::TermsBook terms(tx, {&organization, 1}, InstallationOf(settings));
    const auto& general = terms.Of({organization, std::nullopt, std::nullopt, "", ""});
    return {settings.profile, RuleOf(general), parts[1].working_days};
}

contracts::EffectiveTerms InstallationOf(const Settings& settings) {
    contracts::EffectiveTerms terms;
    terms.trigger_days = settings.rule.order_days;
    terms.coverage_days = settings.rule.cover_days;
    terms.join_days = settings.rule.join_days;
    return terms;
}

}  // namespace replenishment
