#include "server/replenishment/snapshot.hpp"

#include <map>
#include <tuple>

namespace replenishment {
namespace {

// Steps through rows that are sorted by printer and slot, as the supplies are.
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

// The places of an organization by their ids, with what was learned of them.
class Places {
  public:
    Places(const std::vector<store::SiteRow>& rows, BySite<Place>& places) : places_(places) {
        for (const auto& row : rows) {
            const auto state = store::StateOf(row);
            if (!state) continue;
            known_[{row.site_id, row.contact_id}] = *state;
            of_site_[row.site_id] = *state;
        }
    }

    SiteIndex IndexOf(const printers::PrinterFact& printer) {
        const std::pair key{printer.site_id.value_or(organizations::SiteId{}),
                            printer.contact_id.value_or(contacts::ContactId{})};
        const auto [at, is_new] = indices_.try_emplace(key);
        if (is_new) at->second = places_.Add({key.first, key.second, Remembered(key), nullptr});
        return at->second;
    }

  private:
    // A new contact at a site that is known finds the same weekdays.
    std::optional<SiteState> Remembered(const std::pair<organizations::SiteId, contacts::ContactId>& key) const {
        if (const auto own = known_.find(key); own != known_.end()) return own->second;
        if (const auto site = of_site_.find(key.first); site != of_site_.end()) return site->second;
        return std::nullopt;
    }

    BySite<Place>& places_;
    std::map<std::pair<organizations::SiteId, contacts::ContactId>, SiteIndex> indices_;
    std::map<std::pair<organizations::SiteId, contacts::ContactId>, SiteState> known_;
    std::map<organizations::SiteId, SiteState> of_site_;
};

}  // namespace

Snapshot::Snapshot(pg::Transaction& tx, base::OrganizationId organization, std::vector<store::Row> state_rows,
                   const contracts::EffectiveTerms& installation)
    : rows(std::move(state_rows)),
      in_transit(orders::ListInTransit(tx, organization)),
      facts(printers::ListPrinterFacts(tx, organization)),
      cartridges(tx, facts.items()),
      terms(tx, {&organization, 1}, installation),
      fleet(store::Fleet(tx, organization)) {
    Places index(store::Sites(tx, organization), places);
    Walk known(rows);
    Walk open(in_transit);
    const auto participations = enrollment::ListParticipations(tx, organization);
    auto participation = participations.begin();
    for (const PrinterIndex at : facts.Indexes()) {
        const auto& printer = facts[at];
        const SupplyIndex first = supplies.End();
        for (const auto& fact : printer.supplies) {
            SupplyWork supply{.printer = at,
                              .fact = &fact,
                              .cartridge = &cartridges.Of(printer, fact),
                              .reading = ReadingOf(fact),
                              .row = known.Find(printer.id, fact.slot),
                              .open = open.Find(printer.id, fact.slot)};
            if (supply.row != nullptr) {
                supply.state = store::StateOf(*supply.row);
                supply.last_day = supply.row->last_day;
            }
            supplies.Add(std::move(supply));
        }
        while (participation != participations.end() && participation->printer_id < printer.id) ++participation;
        const bool known_one = participation != participations.end() && participation->printer_id == printer.id;
        const SiteIndex place = index.IndexOf(printer);
        printers.Add(
            {place, first, supplies.End(),
             &terms.Of({organization, printer.contract_id, printer.site_id, printer.manufacturer, printer.model}),
             known_one ? *participation : enrollment::Participation{printer.id}});
        // Where they leave no day to each other, the first printer's count.
        const auto common = static_cast<DeliveryWeek>(places[place].week & WeekOf(*printers[at].terms));
        if (common != 0) places[place].week = common;
    }
}

}  // namespace replenishment
