#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/orders/cart_store.hpp"
#include "server/orders/order_rules_store.hpp"
#include "server/orders/order_steps.hpp"

namespace http {
class Call;
}

// From what people want to orders (ORD-2, ASR-11): one for each organization, site and delivery contact.
namespace orders {

struct Wish {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = kNoSlot;
    std::optional<catalog::ItemId> item_id;
    std::int32_t quantity = 1;
};

struct Wanted {
    Source source = Source::kPerson;
    std::vector<Wish> wishes;
    std::optional<contacts::ContactId> contact{};  // absent: of each printer
    std::string comment{};
    std::optional<base::Day> desired_on{};
};

// How an order would be refused for one of its wishes, in the order in which it is looked at: "printer_unknown",
// "item_unknown", "order_covered" (not of an extra order), "order_too_many" with {most}; nullopt: it can be ordered.
std::optional<std::string> WhyNot(const PrinterOffer* offer, const Wish& wish, Source source,
                                  const OrderRulesInput& rules);

// Places them and writes the audit log, or refuses all: "cart_lines" with a field problem for each wish at
// /lines/<place>, "order_covered" with {printers, service_desk}, "order_no_contact" with {printers},
// "order_contact_elsewhere", "cart_too_many" with {most}.
base::Result<std::vector<Placed>> PlaceAll(http::Call& call, HttpParts parts, const Wanted& wanted);

// Whom customers call about printers whose supplies come by themselves.
std::string ServiceDeskOf(pg::Transaction& tx, const OrderRulesInput& rules);

}  // namespace orders
