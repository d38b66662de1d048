#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "server/orders/orders.hpp"
#include "server/replenishment/facts.hpp"
#include "server/replenishment/replenishment_store.hpp"

// An organization's printers, what the engine remembers of them, and what is on its way to them: all that the daily
// run looks at.
namespace replenishment {

// Printers that share shipments, the engine's site; nil ids: no site, no contact.
struct Place {
    organizations::SiteId site;
    contacts::ContactId contact;
    std::optional<SiteState> state;            // nullopt: to be learned
    std::shared_ptr<const Holidays> holidays;  // nullptr: none; see FindHolidays
    DeliveryWeek week = kEveryWeekday;         // on which all its printers' terms let goods come

    [[nodiscard]] auto Key() const { return std::pair(site, contact); }
};

struct SupplyWork {
    PrinterIndex printer;
    const printers::SupplyFact* fact = nullptr;
    const Cartridges::Cartridge* cartridge = nullptr;
    SupplyReading reading;                    // the newest
    const store::Row* row = nullptr;          // nullptr: new
    std::optional<SupplyState> state;         // nullopt: to be built from the history
    std::optional<base::Day> last_day;        // whose reading is the newest one in `state`
    const orders::InTransit* open = nullptr;  // nullptr: nothing is on its way

    [[nodiscard]] std::int32_t Shelf() const { return row != nullptr ? row->shelf : 0; }
    [[nodiscard]] std::int32_t Early() const { return row != nullptr ? row->early_replacements : 0; }
};

// Members point into one another: it stays where it was made.
struct Snapshot {
    // `installation`: the terms that it is configured with.
    Snapshot(pg::Transaction& tx, base::OrganizationId organization, std::vector<store::Row> rows,
             const contracts::EffectiveTerms& installation = {});
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    struct Printer {
        SiteIndex place;
        SupplyIndex first;  // its supplies are first .. last, the latter not included
        SupplyIndex last;
        const contracts::Terms* terms = nullptr;
        enrollment::Participation participation;

        [[nodiscard]] auto Supplies() const { return base::Between(first, last); }
    };

    std::vector<store::Row> rows;
    std::vector<orders::InTransit> in_transit;
    ByPrinter<printers::PrinterFact> facts;
    Cartridges cartridges;
    contracts::TermsBook terms;
    FleetState fleet;
    // By their index in the engine.
    BySite<Place> places;
    ByPrinter<Printer> printers;
    BySupply<SupplyWork> supplies;
};

}  // namespace replenishment
