#include "server/orders/order_rules_store.hpp"

#include <algorithm>

#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"

namespace orders {

base::Result<OrderRulesInput> CheckRules(const OrderRulesInput& input) {
    OrderRulesInput clean = input;
    clean.service_desk = base::CleanText(clean.service_desk, 1'000);
    clean.approve_currency = base::CleanText(clean.approve_currency, 1'000);
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    const bool is_code = clean.approve_currency.size() == 3 &&
                         std::ranges::all_of(clean.approve_currency, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!clean.approve_currency.empty() && !is_code) {
        problems.Add("/approve_currency", "currency_unknown", {{"value", clean.approve_currency}});
    }
    if (clean.approve_above_amount_minor.has_value() != !clean.approve_currency.empty()) {
        problems.Add(clean.approve_currency.empty() ? "/approve_currency" : "/approve_above_amount_minor", "missing");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

std::vector<LineReason> WhyWaits(const OrderRulesInput& rules, const NewOrder& order,
                                 std::span<const ItemPrice> prices) {
    std::vector<LineReason> reasons;
    if (order.source == Source::kReplenishment) return reasons;
    if (order.source == Source::kPerson && rules.approve_people) reasons.push_back({"order_waits.people", {}});
    if (order.source == Source::kExtra && rules.approve_extra) reasons.push_back({"order_waits.extra", {}});
    std::int64_t pieces = 0;
    std::int64_t generic = 0;
    std::int64_t amount = 0;
    std::int64_t elsewhere = 0;  // priced in another currency: their value cannot be compared
    for (const NewLine& line : order.lines) {
        pieces += line.quantity;
        if (!line.item.id) generic += line.quantity;
        const auto known = std::ranges::find_if(prices, [&](const ItemPrice& one) { return line.item.id == one.item; });
        if (known == prices.end() || !known->price.amount_minor) continue;
        if (known->price.currency == rules.approve_currency)
            amount += *known->price.amount_minor * line.quantity;
        else
            elsewhere += line.quantity;
    }
    if (rules.approve_generic && generic > 0) reasons.push_back({"order_waits.generic", {{"items", generic}}});
    if (rules.approve_above_quantity && pieces > *rules.approve_above_quantity) {
        reasons.push_back(
            {"order_waits.quantity", {{"quantity", pieces}, {"most", std::int64_t{*rules.approve_above_quantity}}}});
    }
    // Customers see no prices: the amount is not said.
    if (rules.approve_above_amount_minor && amount > *rules.approve_above_amount_minor) {
        reasons.push_back({"order_waits.amount", {}});
    } else if (rules.approve_above_amount_minor && elsewhere > 0) {
        reasons.push_back({"order_waits.other_currency", {{"items", elsewhere}, {"currency", rules.approve_currency}}});
    }
    return reasons;
}

namespace store {

const pg::Query<OrderRules(base::OrganizationId)> kFindRules{
    "orders.find_rules", "SELECT {columns} FROM supply_order_rules WHERE organization_id = $1"};
const pg::Query<OrderRules(base::OrganizationId)> kLockRules{
    "orders.lock_rules", "SELECT {columns} FROM supply_order_rules WHERE organization_id = $1 FOR UPDATE"};
const pg::Insert<OrderRules> kInsertRules{"orders.insert_rules", "supply_order_rules",
                                          "ON CONFLICT (organization_id) DO NOTHING"};
const pg::Update<OrderRules> kUpdateRules{"orders.update_rules", "supply_order_rules", {"organization_id"}};

OrderRules FindRules(pg::Transaction& tx, base::OrganizationId organization) {
    auto rules = tx.One(kFindRules, organization);
    if (rules) return std::move(*rules);
    OrderRules usual;
    usual.organization_id = organization;
    return usual;
}

OrderRules LockRules(pg::Transaction& tx, base::OrganizationId organization, base::Instant now) {
    OrderRules usual;
    usual.organization_id = organization;
    usual.updated_at = now;
    tx.Exec(kInsertRules, usual);
    return tx.Get(kLockRules, organization);
}

void UpdateRules(pg::Transaction& tx, const OrderRules& rules) {
    tx.Exec(kUpdateRules, rules);
}

}  // namespace store
}  // namespace orders
