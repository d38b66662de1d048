#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/replenishment/shelf_book.hpp"

// The tables shelf_movements, replenishment_cartridges and spares_rules.
namespace replenishment::store {

// ---- the book

struct MovementRow {
    MovementId id;
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    ShelfCause cause = ShelfCause::kOpening;
    std::int32_t quantity = 0;
    std::int32_t shelf_before = 0;
    std::int32_t shelf_after = 0;
    base::Day day;
    base::Instant recorded_at;
    std::string actor;
    std::string order_number;
    std::optional<printers::PrinterId> other_printer_id;
    std::optional<std::int32_t> counted;
};
BOOST_DESCRIBE_STRUCT(MovementRow, (),
                      (id, printer_id, supply_slot, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor,
                       order_number, other_printer_id, counted))
void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<MovementRow>& rows);

pg::Slice<Movement> ListMovements(pg::Transaction& tx, const MovementFilter& filter,
                                  const pg::Window<MovementColumn>& window);

// ---- cartridges that were taken out of printers

struct CartridgeRow {
    std::int64_t cartridge = 0;
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    base::Day removed_on;
};
BOOST_DESCRIBE_STRUCT(CartridgeRow, (), (cartridge, printer_id, supply_slot, removed_on))
std::vector<CartridgeRow> FindCartridges(pg::Transaction& tx, base::OrganizationId organization,
                                         const std::vector<std::int64_t>& cartridges);
// Ascending, none twice.
void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<CartridgeRow>& rows);

// ---- spares

std::vector<SparesRule> ListRules(pg::Transaction& tx, base::OrganizationId organization);

}  // namespace replenishment::store
