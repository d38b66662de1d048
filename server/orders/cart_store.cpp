#include "server/orders/cart_store.hpp"

#include <algorithm>

#include "server/enrollment/enrollment.hpp"
#include "server/platform/pg/transaction.hpp"

namespace orders {

const pg::Query<OrderedPrinter(std::vector<base::OrganizationId>, std::span<const printers::PrinterId>)>
    kOrderedPrinters{"orders.ordered_printers", R"sql(
    SELECT printers.organization_id, printers.id, printers.manufacturer, printers.model, printers.serial_number,
           COALESCE(NULLIF(printers.location, ''), printers.device_location) AS location, printers.site_id,
           COALESCE(sites.name, '') AS site_name, printers.contact_id
    FROM printers
    LEFT JOIN sites ON sites.organization_id = printers.organization_id AND sites.id = printers.site_id
    WHERE printers.organization_id = ANY ($1) AND printers.id = ANY ($2) AND printers.deregistered_at IS NULL)sql"};

std::vector<OfferedItem> OffersFor(std::span<const printers::SupplyFact> supplies,
                                   std::span<const catalog::FittingItem> items, const contracts::Coverage* coverage) {
    std::vector<OfferedItem> offers;
    std::set<catalog::ItemId> placed;
    const auto covered = [&](std::string_view type) {
        return coverage != nullptr && IsCoveredType(type) && coverage->Covers(type);
    };
    const auto offer = [&](std::int32_t slot, const catalog::FittingItem& item, bool usual) {
        placed.insert(item.id);
        offers.push_back({.supply_slot = slot,
                          .item = {item.id, item.part_number, item.name, item.colorant, item.yield_pages},
                          .supply_type = item.supply_type,
                          .usual = usual,
                          .covered = covered(item.supply_type),
                          .price = item.price});
    };
    for (const auto& supply : supplies) {
        const auto* usual = catalog::ChooseItem(items, supply.type, supply.colorant);
        bool found = false;
        for (const auto& item : items) {
            const bool fits = catalog::PlainType(item.supply_type) == catalog::PlainType(supply.type) &&
                              item.colorant == supply.colorant && (item.preferred || item.kind_allowed);
            if (!fits) continue;
            found = true;
            offer(supply.slot, item, &item == usual);
        }
        if (found) continue;
        // ORD-2: a generic item, named as the printer names its supply.
        offers.push_back({.supply_slot = supply.slot,
                          .item = {std::nullopt, "", supply.description.empty() ? supply.type : supply.description,
                                   supply.colorant, 0},
                          .supply_type = supply.type,
                          .usual = true,
                          .covered = covered(supply.type)});
    }
    // Maintenance items, and supplies that the printer does not tell of.
    for (const auto& item : items) {
        if (!placed.contains(item.id) && (item.preferred || item.kind_allowed)) offer(kNoSlot, item, false);
    }
    return offers;
}

const OfferedItem* PrinterOffer::Find(std::int32_t slot, const std::optional<catalog::ItemId>& item) const {
    const auto found = std::ranges::find_if(items, [&](const OfferedItem& one) {
        return one.item.id == item && (one.supply_slot == slot || (item && slot == kNoSlot));
    });
    return found == items.end() ? nullptr : &*found;
}

std::map<printers::PrinterId, PrinterOffer> FindOffers(pg::Transaction& tx,
                                                       const std::vector<base::OrganizationId>& organizations,
                                                       const std::vector<printers::PrinterId>& ids, base::Day today) {
    std::map<printers::PrinterId, PrinterOffer> offers;
    if (ids.empty()) return offers;
    auto supplied = enrollment::ListSupplied(tx, organizations, ids, today);
    std::map<printers::PrinterId, std::vector<printers::SupplyFact>> supplies;
    for (auto& fact : printers::ListPrinterFactsOf(tx, organizations, ids)) {
        supplies[fact.id] = std::move(fact.supplies);
    }
    std::vector<std::string> keys;
    std::map<printers::PrinterId, std::string> key_of;
    const auto found = tx.All(kOrderedPrinters, organizations, ids);
    for (const auto& printer : found) {
        key_of[printer.id] = catalog::ModelKey(printer.manufacturer, printer.model);
        keys.push_back(key_of[printer.id]);
    }
    const auto items = catalog::FindItems(tx, keys);
    for (const auto& printer : found) {
        const auto of_model = items.find(key_of[printer.id]);
        const enrollment::Supplied& comes = supplied[printer.id];
        PrinterOffer offer{
            .printer = printer, .items = {}, .covered = comes.coverage.has_value(), .hold_reason = comes.hold_reason};
        offer.items = OffersFor(supplies[printer.id],
                                of_model == items.end() ? std::span<const catalog::FittingItem>{}
                                                        : std::span<const catalog::FittingItem>(of_model->second),
                                offer.covered ? &*comes.coverage : nullptr);
        offers.emplace(printer.id, std::move(offer));
    }
    return offers;
}

namespace store {

const pg::Query<Cart(base::OrganizationId, base::Uuid)> kFindCart{
    "orders.find_cart", "SELECT {columns} FROM supply_carts WHERE organization_id = $1 AND owner_id = $2"};
const pg::Query<Cart(base::OrganizationId, base::Uuid)> kLockCart{
    "orders.lock_cart", "SELECT {columns} FROM supply_carts WHERE organization_id = $1 AND owner_id = $2 FOR UPDATE"};
const pg::Insert<Cart> kInsertCart{"orders.insert_cart", "supply_carts",
                                   "ON CONFLICT (organization_id, owner_id) DO NOTHING"};
const pg::Update<Cart> kUpdateCart{"orders.update_cart", "supply_carts", {"organization_id", "owner_id"}};
const pg::Query<CartLine(base::OrganizationId, base::Uuid)> kCartLines{"orders.cart_lines", R"sql(
    SELECT {columns} FROM supply_cart_lines WHERE organization_id = $1 AND owner_id = $2 ORDER BY id)sql"};
const pg::Insert<CartLine> kInsertCartLine{"orders.insert_cart_line", "supply_cart_lines"};
const pg::Update<CartLine> kUpdateCartLine{"orders.update_cart_line", "supply_cart_lines", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, CartLineId)> kDeleteCartLine{
    "orders.delete_cart_line", "DELETE FROM supply_cart_lines WHERE organization_id = $1 AND id = $2"};
const pg::Query<void(base::OrganizationId, base::Uuid)> kEmptyCart{
    "orders.empty_cart", "DELETE FROM supply_cart_lines WHERE organization_id = $1 AND owner_id = $2"};

Cart FindCart(pg::Transaction& tx, base::OrganizationId organization, base::Uuid owner) {
    return tx.One(kFindCart, organization, owner)
        .value_or(Cart{.organization_id = organization, .owner_id = owner, .id = {}, .version = 0, .updated_at = {}});
}

Cart LockCart(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, base::Uuid owner,
              base::Instant now) {
    tx.Exec(kInsertCart, Cart{organization, owner, base::Id<CartTag>{ids.Next()}, 0, now});
    return tx.Get(kLockCart, organization, owner);
}

std::vector<CartLine> CartLines(pg::Transaction& tx, base::OrganizationId organization, base::Uuid owner) {
    return tx.All(kCartLines, organization, owner);
}
void UpdateCart(pg::Transaction& tx, const Cart& cart) {
    tx.Exec(kUpdateCart, cart);
}
void InsertCartLine(pg::Transaction& tx, const CartLine& line) {
    tx.Exec(kInsertCartLine, line);
}
void UpdateCartLine(pg::Transaction& tx, const CartLine& line) {
    tx.Exec(kUpdateCartLine, line);
}
void DeleteCartLine(pg::Transaction& tx, base::OrganizationId organization, CartLineId line) {
    tx.Exec(kDeleteCartLine, organization, line);
}
void EmptyCart(pg::Transaction& tx, base::OrganizationId organization, base::Uuid owner) {
    tx.Exec(kEmptyCart, organization, owner);
}

}  // namespace store
}  // namespace orders
