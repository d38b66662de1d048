#pragma once

#include <string>
#include <vector>

#include "server/orders/orders.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/shelf_book.hpp"
#include "server/replenishment/snapshot.hpp"

// What the daily run does about shelves beside deciding: cartridges that came out of another printer (ASR-12), lines of the
// book, and spares that are kept (ASR-18).
namespace replenishment {

// A cartridge that was in one printer and is in another now.
struct MovedCartridge {
    printers::PrinterId from;
    printers::PrinterId to;
    std::int32_t to_slot = 0;
    std::string cartridge_serial_number;  // "": not known as text
};
BOOST_DESCRIBE_STRUCT(MovedCartridge, (), (from, to, to_slot, cartridge_serial_number))

struct Followed {
    std::vector<MovedCartridge> moved;             // those that came from another printer
    std::vector<std::optional<SupplyIndex>> from;  // by the engine's news of cartridges: out of which they came
};
// After the readings of a run: what was put in that had been in a printer before did not come from a shelf. Remembers
// the ones that were taken out.
Followed FollowCartridges(pg::Transaction& tx, base::OrganizationId organization, const Snapshot& snapshot,
                          Engine& engine);

CartridgeEvent EventOf(const Snapshot& snapshot, SupplyIndex at, const CartridgeNews& news);

// One line for everything that changed a shelf since the snapshot; their sum is what it holds now.
void WriteBook(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, const Snapshot& snapshot,
               const Engine& engine, const std::vector<ShelfChange>& changes, base::Day today, base::Instant now);

// The rule that counts for a supply; nullptr: no cartridges of it are kept.
const SparesRule* SparesAt(const std::vector<SparesRule>& rules, const Snapshot& snapshot, SupplyIndex at);

// The rules of the organization, into the engine; after what blocks its supplies.
void KeepSpares(const std::vector<SparesRule>& rules, const Snapshot& snapshot, Engine& engine);

// Tells the delivery contacts, or the operator where there is none.
void ReportMoved(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                 const std::vector<MovedCartridge>& moved, base::Instant now);
void RegisterMovedReport(tasks::Registry& registry, orders::Office& office);

}  // namespace replenishment
