#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/orders/orders.hpp"

// How much the people of a customer may order at once, and which orders wait for an approval.
namespace orders {

struct OrderRulesInput {
    std::int32_t most_of_item = 20;   // pieces of one item for one printer
    std::int32_t most_in_cart = 100;  // pieces
    bool approve_people = false;      // every order of the customer's people
    bool approve_extra = false;       // every extra order of the operator (ASR-11)
    bool approve_generic = false;     // with an item that nobody has named yet
    std::optional<std::int32_t> approve_above_quantity;
    std::optional<std::int64_t> approve_above_amount_minor;  // in the currency's smallest unit
    std::string approve_currency;                            // ISO 4217; "" without an amount
    bool approve_own = false;                                // whoever ordered may approve
    std::string service_desk;                                // whom customers of covered printers call

    static constexpr base::Limit kLimits[] = {
        {.field = "most_of_item", .range = base::Range{1, 999}},
        {.field = "most_in_cart", .range = base::Range{1, 9'999}},
        {.field = "approve_above_quantity", .range = base::Range{1, 9'999}},
        {.field = "approve_above_amount_minor", .range = base::Range{0, 99'999'999'999}},
        {.field = "approve_currency", .max_length = 3},
        {.field = "service_desk", .max_length = 200},
    };

    bool operator==(const OrderRulesInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrderRulesInput, (),
                      (most_of_item, most_in_cart, approve_people, approve_extra, approve_generic,
                       approve_above_quantity, approve_above_amount_minor, approve_currency, approve_own, service_desk))

struct OrderRules : OrderRulesInput {
    base::OrganizationId organization_id;
    std::int64_t version = 0;  // 0: the usual ones, nobody has changed them
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(OrderRules, (OrderRulesInput), (organization_id, version, updated_at))

// The input as it is kept, or all that is wrong with it: beside the limits "currency_unknown". Pure.
base::Result<OrderRulesInput> CheckRules(const OrderRulesInput& input);

// Why an order waits for an approval: "order_waits.people", "order_waits.extra", "order_waits.generic" with {items},
// "order_waits.quantity" with {quantity, most}, "order_waits.amount", or where that cannot be told
// "order_waits.other_currency" with {items, currency}. `prices`: of its items, as far as they are known.
// Pure; nothing of replenishment waits.
struct ItemPrice {
    catalog::ItemId item;
    catalog::Price price;
};
std::vector<LineReason> WhyWaits(const OrderRulesInput& rules, const NewOrder& order,
                                 std::span<const ItemPrice> prices);

namespace store {

OrderRules FindRules(pg::Transaction& tx, base::OrganizationId organization);
// Nobody else changes them before the transaction ends.
OrderRules LockRules(pg::Transaction& tx, base::OrganizationId organization, base::Instant now);
void UpdateRules(pg::Transaction& tx, const OrderRules& rules);

}  // namespace store
}  // namespace orders
