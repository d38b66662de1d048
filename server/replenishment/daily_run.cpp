#include <algorithm>
#include <limits>
#include <map>

#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/facts.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/replenishment_store.hpp"

// One day of one organization: readings -> states -> decisions -> orders.
namespace replenishment {
namespace {

// Printers that share shipments: the engine's site.
using PlaceKey = std::pair<organizations::SiteId, contacts::ContactId>;

PlaceKey PlaceOf(const printers::PrinterFact& printer) {
    return {printer.site_id.value_or(organizations::SiteId{}), printer.contact_id.value_or(contacts::ContactId{})};
}

// One supply on its way through the run; its position is its index in the engine.
struct Work {
    const printers::PrinterFact* printer = nullptr;
    const printers::SupplyFact* supply = nullptr;
    const Cartridges::Cartridge* cartridge = nullptr;
    SupplyReading reading;
    std::optional<base::Instant> replaced_at;
    std::optional<std::size_t> open_lines;
};

// Steps through rows that are sorted as the supplies are.
template <class Row>
class Walk {
  public:
    explicit Walk(const std::vector<Row>& rows) : at_(rows.begin()), end_(rows.end()) {}
    const Row* Find(printers::PrinterId printer, std::int32_t slot) {
        while (at_ != end_ && std::tie(at_->printer_id, at_->supply_slot) < std::tie(printer, slot)) ++at_;
        return at_ != end_ && at_->printer_id == printer && at_->supply_slot == slot ? &*at_ : nullptr;
    }

  private:
    typename std::vector<Row>::const_iterator at_;
    typename std::vector<Row>::const_iterator end_;
};

orders::NewLine LineOf(const Work& work, const Decision& decision) {
    const printers::PrinterFact& printer = *work.printer;
    const printers::SupplyFact& supply = *work.supply;
    const Reason reason = ReasonOf(decision);
    orders::NewLine line{.printer_id = printer.id,
                         .printer_serial_number = printer.serial_number,
                         .printer_model = printer.manufacturer + " " + printer.model,
                         .printer_location = printer.location,
                         .supply_slot = supply.slot,
                         .quantity = std::min(decision.quantity, 999),
                         .reason = {"replenishment." + reason.code, reason.args}};
    if (const catalog::Item* item = work.cartridge->item) {
        line.item = {item->id, item->part_number, item->name, item->colorant, item->yield_pages};
    } else {
        // ORD-2: a generic item, named as the printer names its supply.
        line.item = {std::nullopt, "", supply.description.empty() ? supply.type : supply.description,
                     supply.colorant, 0};
    }
    return line;
}

class Run {
  public:
    Run(pg::Transaction& tx, base::OrganizationId organization, base::Day today, base::Instant now,
        const Settings& settings)
        : tx_(tx),
          organization_(organization),
          today_(today),
          now_(now),
          printers_(printers::ListPrinterFacts(tx, organization)),
          cartridges_(tx, printers_),
          engine_(settings.profile, settings.rule, {}, store::Fleet(tx, organization)) {}

    RunResult Go(orders::Office& office, const std::vector<store::StateRow>& rows) {
        Load(rows);
        Read();
        decisions_ = engine_.Decide(NumberOf(today_));
        const RunResult result{.supplies = static_cast<std::int64_t>(works_.size()), .orders = PlaceOrders(office)};
        Write();
        return result;
    }

  private:
    void Load(const std::vector<store::StateRow>& rows) {
        std::map<PlaceKey, SiteState> sites;
        for (const auto& row : store::Sites(tx_, organization_)) {
            if (const auto state = store::StateOf(row)) sites[{row.site_id, row.contact_id}] = *state;
        }
        const auto open = orders::ListInTransit(tx_, organization_);
        Walk known(rows);
        Walk in_transit(open);
        for (const auto& printer : printers_) {
            const PlaceKey key = PlaceOf(printer);
            const auto [place, is_new] = places_.try_emplace(key, 0);
            if (is_new) place->second = engine_.AddSite(sites[key]);
            const std::size_t index = engine_.AddPrinter(place->second);
            for (const auto& supply : printer.supplies) {
                Work work{.printer = &printer,
                          .supply = &supply,
                          .cartridge = &cartridges_.Of(printer, supply),
                          .reading = ReadingOf(supply)};
                SupplyState state;
                if (const auto* row = known.Find(printer.id, supply.slot)) {
                    state = store::StateOf(*row).value_or(SupplyState{.shelf = row->shelf});
                    work.replaced_at = row->replaced_at;
                }
                SupplySpec spec = SpecOf(supply, *work.cartridge);
                spec.blocked = WhyBlocked(printer, supply, work.reading, state.gauge.Known());
                const std::size_t at = engine_.AddSupply(index, spec, state);
                const auto* ordered = in_transit.Find(printer.id, supply.slot);
                engine_.SetTransit(at, ordered != nullptr ? static_cast<std::int32_t>(ordered->quantity) : 0);
                works_.push_back(std::move(work));
            }
        }
    }

    void Read() {
        std::vector<SupplyReading> readings;
        std::size_t at = 0;
        for (std::size_t i = 0; i < printers_.size(); ++i) {
            readings.clear();
            for (std::size_t k = 0; k < printers_[i].supplies.size(); ++k) readings.push_back(works_[at++].reading);
            engine_.Read(i, NumberOf(DayOf(printers_[i].observed_at)),
                         CountersOf(printers_[i].page_meters, printers_[i].meters), readings);
        }
    }

    // ASR-6: one order for each site and contact that something is due for.
    std::int64_t PlaceOrders(orders::Office& office) {
        std::map<PlaceKey, std::vector<orders::NewLine>> places;
        for (std::size_t i = 0; i < works_.size(); ++i) {
            if (decisions_[i].verdict == Verdict::kNoOrder) continue;
            places[PlaceOf(*works_[i].printer)].push_back(LineOf(works_[i], decisions_[i]));
        }
        std::int64_t orders = 0;
        for (auto& [place, lines] : places) {
            const auto contact = contacts::FindContact(tx_, {&organization_, 1}, place.second);
            if (!contact) continue;
            orders::NewOrder order{.organization = organization_,
                                   .contact = *contact,
                                   .source = orders::Source::kReplenishment,
                                   .lines = std::move(lines)};
            if (!place.first.IsNil()) {
                order.site_id = place.first;
                if (const auto site = organizations::FindSite(tx_, organization_, place.first)) {
                    order.site_name = site->name;
                }
            }
            if (orders::CreateOrder(tx_, office, order, now_)) ++orders;
        }
        return orders;
    }

    void Write() {
        store::SupplyColumns rows;
        rows.Reserve(works_.size());
        printers::DaysLeftColumns days_left;
        for (std::size_t i = 0; i < works_.size(); ++i) {
            const Work& work = works_[i];
            const Decision& decision = decisions_[i];
            rows.Add(work.printer->id, work.supply->slot, engine_.StateOf(i), work.replaced_at, decision, today_);
            days_left.printers.push_back(work.printer->id);
            days_left.slots.push_back(work.supply->slot);
            days_left.days_left.push_back(decision.forecast ? decision.q50
                                                            : std::numeric_limits<double>::quiet_NaN());
        }
        store::Write(tx_, organization_, today_, rows);
        store::SiteColumns sites;
        for (const auto& [key, index] : places_) {
            sites.sites.push_back(key.first);
            sites.contacts.push_back(key.second);
            sites.states.push_back({Pack(engine_.SiteOf(index))});
        }
        store::Write(tx_, organization_, sites);
        store::Write(tx_, organization_, engine_.fleet());
        printers::WriteDaysLeft(tx_, organization_, days_left, now_);
    }

    pg::Transaction& tx_;
    const base::OrganizationId organization_;
    const base::Day today_;
    const base::Instant now_;
    std::vector<printers::PrinterFact> printers_;
    Cartridges cartridges_;
    Engine engine_;
    std::vector<Work> works_;
    std::map<PlaceKey, std::size_t> places_;
    std::vector<Decision> decisions_;
};

}  // namespace

RunResult RunDaily(pg::Transaction& tx, orders::Office& office, base::OrganizationId organization,
                   base::Day today, base::Instant now, const Settings& settings) {
    const auto rows = store::LockAll(tx, organization);
    // The run is repeated: its orders are on their way.
    if (std::ranges::any_of(rows, [&](const auto& row) { return row.decided_on && *row.decided_on >= today; })) {
        return {};
    }
    return Run(tx, organization, today, now, settings).Go(office, rows);
}

void Shelf::OnDelivered(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                        std::int32_t supply_slot, std::int32_t quantity) {
    auto row = store::Lock(tx, organization, printer, supply_slot)
                   .value_or(store::StateRow{.printer_id = printer, .supply_slot = supply_slot});
    const auto known = store::StateOf(row);
    Engine engine(Profile::kBalanced, {}, {});
    const std::size_t supply = engine.AddSupply(engine.AddPrinter(engine.AddSite()), {},
                                                known.value_or(SupplyState{.shelf = row.shelf}));
    engine.Delivered(supply, quantity);
    row.shelf = engine.StateOf(supply).shelf;
    if (known) row.state = pg::Bytes{Pack(engine.StateOf(supply))};
    store::WriteDelivery(tx, organization, row, quantity);
}

}  // namespace replenishment
