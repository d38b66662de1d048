#pragma once

#include <optional>
#include <span>
#include <vector>

#include "server/orders/order_store.hpp"
#include "server/supply_notices/supply_notices.hpp"

// What the delivery contact is told (ASR-9), in the contact's language: order created, shipped, on
// back order, back in stock and shipped, delivered, cancelled, come back; and, when printers get another
// contact before it is shipped (CON-9), who gets it now and who does not get it any more.
namespace orders {

enum class MailKind {
    kCreated,
    kShipped,
    kOnBackOrder,
    kBackInStock,
    kDelivered,
    kCancelled,
    kReturned,
    kRedirected,
    kAddressChanged,  // after it was packed
};

// The mail that belongs to a step; none for what changes nothing for the reader, such as a confirmation.
std::optional<MailKind> MailFor(Action action, bool was_on_back_order);

struct MailFacts {
    supply_notices::Extent extent = supply_notices::Extent::kWhole;  // how much of the order the pieces are
    std::int64_t remaining = 0;                                      // pieces beside those of the mail that still come
    std::optional<base::Day> expected_on{};                          // of a back order
    bool had_arrived = false;                                        // of a return
    bool waited = false;  // for an approval until this step: its contact has not heard of it
};

// How much of an order that has these pieces, after a step, the step was about, and what of it still comes. A step that
// is told in several mails has one for each `group` of its pieces, `of_step` in all. Pure.
MailFacts FactsOf(Action action, std::span<const Pieces> after, std::int64_t group, std::int64_t of_step);

// Into the outbox of `tx`, to the order's contact, and when something is cancelled or came back to whoever ordered, too;
// nothing to who has no e-mail address. The contact hears of no order that waits for an approval, nor of its end.
void EnqueueMail(pg::Transaction& tx, Office& office, MailKind kind, const store::Order& order,
                 const std::vector<store::Line>& lines, const store::Shipment* shipment, base::Instant now,
                 const MailFacts& facts = {});

// To whom `from` went, as it was: `lines` go to `recipient` now, with the order `to`. Nothing where `from` waits for an
// approval.
void EnqueueParted(pg::Transaction& tx, Office& office, const store::Order& from, const std::vector<store::Line>& lines,
                   const store::Order& to, const std::string& recipient, base::Instant now);

// What is ordered, in words of a language: a generic item that its printer did not name is "Toner,
// black".
std::string ItemName(const i18n::Catalogues& texts, const std::string& language, const store::Line& line);

// Who is asked to approve an order (ORD-2): people of the order's organization who may approve it, but not who ordered it. Where there is nobody else, the
// operator's people are asked, by the task "orders.ask_operator": `tx` does not see them.
void AskApprovers(pg::Transaction& tx, Office& office, const store::Order& order, const std::vector<store::Line>& lines,
                  base::Instant now);

void RegisterAskingOperator(tasks::Registry& registry, Office& office);

}  // namespace orders
