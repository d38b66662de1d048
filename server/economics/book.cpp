#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "server/economics/record_store.hpp"
#include "server/platform/pg/transaction.hpp"

namespace economics {
namespace {

using replenishment::CartridgeChange;
using replenishment::CartridgeEvent;

using Key = std::pair<printers::PrinterId, std::int32_t>;

// Events of one transaction: what is in printers is read once and written once, records are written at the end.
class Bookkeeper {
  public:
    Bookkeeper(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
               const std::vector<CartridgeEvent>& events)
        : tx_(tx), ids_(ids), organization_(organization) {
        std::vector<printers::PrinterId> printers;
        for (const auto& event : events) printers.push_back(event.printer);
        std::ranges::sort(printers);
        printers.erase(std::ranges::unique(printers).begin(), printers.end());
        for (auto& row : store::InPrinters(tx, organization, printers)) {
            in_.emplace(Key(row.printer_id, row.supply_slot), std::move(row));
        }
    }

    void Take(const CartridgeEvent& event) {
        switch (event.change) {
            case CartridgeChange::kFound:
                Put(Open(event));
                break;
            case CartridgeChange::kReplaced:
            case CartridgeChange::kRefilled:
                Closed(event);
                break;
            case CartridgeChange::kUndone:
                Undo(event);
                break;
        }
        if (event.from) moved_.emplace_back(*event.from, std::bit_cast<std::int64_t>(event.now));
    }

    void Finish() {
        std::vector<InPrinter> rows;
        for (const auto& key : changed_) rows.push_back(in_.at(key));
        store::Write(tx_, organization_, rows);
        store::Insert(tx_, organization_, records_);
        for (const auto& [printer, cartridge] : moved_) store::SetMoved(tx_, organization_, printer, cartridge);
    }

  private:
    void Put(InPrinter in) {
        const Key key(in.printer_id, in.supply_slot);
        in_.insert_or_assign(key, std::move(in));
        changed_.insert(key);
    }

    void Closed(const CartridgeEvent& event) {
        const Key key(event.printer, event.slot);
        const auto at = in_.find(key);
        InPrinter before{.printer_id = event.printer, .supply_slot = event.slot};
        if (at != in_.end()) before = at->second;
        records_.push_back(Close(before, event, ids_.Make<RecordId>()));
        InPrinter after = Open(event);
        if (event.change == CartridgeChange::kRefilled && after.cartridge == 0) {
            after.cartridge = before.cartridge;
            after.serial_number = before.serial_number;
        }
        // Some were put in and used up between two readings: of those nothing but that is known.
        for (int more = 1; more < event.cartridges; ++more) {
            CartridgeEvent unseen = event;
            unseen.raw = replenishment::Gauge::kNone;
            unseen.pages.reset();
            unseen.color_pages.reset();
            records_.push_back(
                Close({.printer_id = event.printer, .supply_slot = event.slot}, unseen, ids_.Make<RecordId>()));
        }
        Put(std::move(after));
    }

    // The newest record was none: what it says was in the printer is in it still.
    void Undo(const CartridgeEvent& event) {
        const auto is_of = [&](const Record& record) {
            return record.printer_id == event.printer && record.supply_slot == event.slot;
        };
        std::optional<Record> undone;
        const auto at = std::ranges::find_if(records_.rbegin(), records_.rend(), is_of);
        if (at != records_.rend()) {
            undone = *at;
            records_.erase(std::next(at).base());
        } else {
            undone = store::TakeNewest(tx_, organization_, event.printer, event.slot);
        }
        if (!undone) return;
        Put({.printer_id = event.printer,
             .supply_slot = event.slot,
             .cartridge = undone->cartridge,
             .serial_number = undone->serial_number,
             .installed_on = undone->installed_on,
             .pages_at = undone->pages_at,
             .color_pages_at = undone->color_pages_at,
             .starter = undone->starter});
    }

    pg::Transaction& tx_;
    base::IdSource& ids_;
    const base::OrganizationId organization_;
    std::map<Key, InPrinter> in_;
    std::set<Key> changed_;
    std::vector<Record> records_;
    std::vector<std::pair<printers::PrinterId, std::int64_t>> moved_;
};

}  // namespace

void Book::OnCartridges(pg::Transaction& tx, base::OrganizationId organization,
                        const std::vector<CartridgeEvent>& events, base::Instant) {
    Bookkeeper keeper(tx, ids_, organization, events);
    for (const auto& event : events) keeper.Take(event);
    keeper.Finish();
}

void Book::OnRebuilt(pg::Transaction& tx, base::OrganizationId organization, const std::vector<Rebuilt>& supplies,
                     base::Day first, const std::vector<CartridgeEvent>& events, base::Instant now) {
    store::Forget(tx, organization, supplies, first);
    OnCartridges(tx, organization, events, now);
}

}  // namespace economics
