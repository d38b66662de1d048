#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/contracts/contracts.hpp"
#include "server/orders/orders.hpp"

// The tables supply_carts and supply_cart_lines, and what ordering asks of printers.
namespace orders {

using CartLineId = base::Id<struct CartLineTag>;

// ---- what a printer can be ordered

// A printer to order for.
struct OrderedPrinter {
    base::OrganizationId organization_id;
    printers::PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::optional<organizations::SiteId> site_id;
    std::string site_name;
    std::optional<contacts::ContactId> contact_id;
};
BOOST_DESCRIBE_STRUCT(OrderedPrinter, (),
                      (organization_id, id, manufacturer, model, serial_number, location, site_id, site_name,
                       contact_id))

// One thing that can be ordered for a printer: an item, or a generic one for a supply that has none in the catalog.
struct OfferedItem {
    std::int32_t supply_slot = kNoSlot;
    OrderedItem item;
    std::string supply_type;
    bool usual = false;      // the one that replenishment would order
    bool covered = false;    // comes by itself: replenishment looks after the printer
    catalog::Price price{};  // never shown to customers
};

// What a printer can be ordered, its supplies first. Pure. `items`: the active ones of its model; `coverage`: what
// replenishment sends by itself, nullptr where it does not look after the printer (ASR-11).
std::vector<OfferedItem> OffersFor(std::span<const printers::SupplyFact> supplies,
                                   std::span<const catalog::FittingItem> items, const contracts::Coverage* coverage);

struct PrinterOffer {
    OrderedPrinter printer;
    std::vector<OfferedItem> items;
    bool covered = false;
    std::string hold_reason;  // "": its supplies are not on hold (ASR-16)
    // nullptr: it cannot be ordered for this printer.
    [[nodiscard]] const OfferedItem* Find(std::int32_t slot, const std::optional<catalog::ItemId>& item) const;
};
// By printer; those that cannot be seen are missing. Four queries, whatever the number of printers.
std::map<printers::PrinterId, PrinterOffer> FindOffers(pg::Transaction& tx,
                                                       const std::vector<base::OrganizationId>& organizations,
                                                       const std::vector<printers::PrinterId>& printers,
                                                       base::Day today);

namespace store {

struct Cart {
    base::OrganizationId organization_id;
    base::Uuid owner_id;
    base::Id<struct CartTag> id;
    std::int64_t version = 0;  // 0: there is none yet
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Cart, (), (organization_id, owner_id, id, version, updated_at))

struct CartLine {
    base::OrganizationId organization_id;
    CartLineId id;
    base::Uuid owner_id;
    printers::PrinterId printer_id;
    std::int32_t supply_slot = kNoSlot;
    std::optional<catalog::ItemId> item_id;
    std::int32_t quantity = 1;
};
BOOST_DESCRIBE_STRUCT(CartLine, (), (organization_id, id, owner_id, printer_id, supply_slot, item_id, quantity))

Cart FindCart(pg::Transaction& tx, base::OrganizationId organization, base::Uuid owner);
// Makes it where there is none; nobody else changes it before the transaction ends.
Cart LockCart(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, base::Uuid owner,
              base::Instant now);
std::vector<CartLine> CartLines(pg::Transaction& tx, base::OrganizationId organization, base::Uuid owner);
void UpdateCart(pg::Transaction& tx, const Cart& cart);
void InsertCartLine(pg::Transaction& tx, const CartLine& line);
void UpdateCartLine(pg::Transaction& tx, const CartLine& line);
void DeleteCartLine(pg::Transaction& tx, base::OrganizationId organization, CartLineId line);
void EmptyCart(pg::Transaction& tx, base::OrganizationId organization, base::Uuid owner);

}  // namespace store
}  // namespace orders
