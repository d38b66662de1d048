#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "server/contacts/contacts.hpp"
#include "server/platform/mail/mail.hpp"

namespace pg {
class Transaction;
}

// What people are told about their supplies by mail: orders (ASR-9, CON-9, ASR-14), enrollment (ASR-2), printers that do
// not report any more (ASR-13). The caller says what happened, as plain data; the words, the thread and the Message-ID
// are made here, in the caller's transaction.
namespace supply_notices {

enum class Kind {
    kOrderCreated,
    kOrderShipped,
    kOrderOnBackOrder,  // with the reason, and when it is expected where that is known
    kOrderBackInStock,  // back in stock and shipped
    kOrderDelivered,
    kOrderCancelled,
    kOrderReturned,        // goods came back, with the reason: Order::had_arrived, Order::ordered_again
    kOrderRedirected,      // it comes to the recipient from now on
    kOrderParted,          // these items do not come to the recipient any more
    kOrderAddressChanged,  // after it was packed: Order::former_address
    kEnrolled,
    kDisconnected,      // after 7 days (a setting)
    kDisconnectedLast,  // after 30
    kReconnected,
};
BOOST_DESCRIBE_ENUM(Kind, kOrderCreated, kOrderShipped, kOrderOnBackOrder, kOrderBackInStock, kOrderDelivered,
                    kOrderCancelled, kOrderReturned, kOrderRedirected, kOrderParted, kOrderAddressChanged, kEnrolled,
                    kDisconnected, kDisconnectedLast, kReconnected)

struct Recipient {
    std::string email;  // "": nobody is told
    std::string name;
    std::string language;
    std::string time_zone = "UTC";  // IANA, of times in the mail
};

// Why a printer is not heard of; says how it is brought back.
enum class Silence {
    kUnknown,
    kAgentSilent,      // the program in the customer's network does not report
    kPrinterSilent,    // the program reports, the printer does not answer it
    kAccessRefused,    // the printer answers and refuses the program's access data
    kNoAgent,          // no program is responsible for it any more
    kSiteUnreachable,  // the program cannot reach the network of the printers
    kOtherPrinter,     // another device answers at its address
    kPortClosed,       // the printer is on, and its SNMP is turned off
    kUsuallyOff,       // it is usually switched off at these hours
    kNothingThere,     // no device has its address
};
BOOST_DESCRIBE_ENUM(Silence, kUnknown, kAgentSilent, kPrinterSilent, kAccessRefused, kNoAgent, kSiteUnreachable,
                    kOtherPrinter, kPortClosed, kUsuallyOff, kNothingThere)

struct Printer {
    base::Uuid id;
    std::string model;  // with its manufacturer
    std::string serial_number;
    std::string location;                      // "" where nobody has said
    std::optional<base::Instant> last_report;  // of kDisconnected, kDisconnectedLast
    Silence silence = Silence::kUnknown;       // likewise
};

// How much of an order a notice is about: its items are these pieces and no others (ASR-9).
enum class Extent {
    kWhole,
    kPart,
    kRest,  // what was left of it: nothing more is to come
};
BOOST_DESCRIBE_ENUM(Extent, kWhole, kPart, kRest)

// The pieces of one line that the notice is about.
struct Item {
    std::int64_t quantity = 1;
    std::string name;  // in the recipient's language
    std::string part_number;
    std::string printer_model;
    std::string printer_serial_number;
    std::string printer_location;
};

struct Order {
    base::Uuid id;
    std::string number;
    contacts::ContactInput ship_to;
    std::string reason;                 // of kOrderOnBackOrder, kOrderCancelled, kOrderReturned; may be ""
    std::optional<base::Day> expected;  // of kOrderOnBackOrder
    std::string carrier;                // of a shipment
    std::string tracking_number;        // of a shipment; may be ""
    Extent extent = Extent::kWhole;     // of all that is about pieces
    std::int64_t remaining = 0;         // pieces beside those of the notice that still come
    bool had_arrived = false;           // of kOrderReturned: they had been delivered
    bool ordered_again = false;         // of kOrderReturned: what is needed, by replenishment
    std::optional<contacts::ContactInput> former_address{};  // of kOrderAddressChanged: as it was packed
    std::string goes_to;                                     // of kOrderParted: the other contact's name
    std::string goes_with;                                   // of kOrderParted: the other order's number; "": none
};

struct Notice {
    Kind kind = Kind::kOrderCreated;
    base::OrganizationId organization;
    Recipient to;
    // Tells this cause from the next one of its kind about the same order or printer: the shipment's id, the order's
    // version, since when a printer is silent. The same cause sends one mail to an address, however often it is told.
    std::string occasion;
    std::optional<Order> order{};      // of every kOrder...
    std::vector<Item> items{};         // likewise
    std::vector<Printer> printers{};   // of all others; the mails of a silence thread by the first one
    contacts::ContactInput ship_to{};  // of kEnrolled: where supplies go
    std::int64_t days = 0;             // of kDisconnected, kDisconnectedLast: how long nothing was heard of them
};

struct Post {
    mail::Mailer& mailer;
    std::string portal_url;     // "https://portal.example.com", for the link in a mail
    std::string mail_language;  // where neither contact nor organizations have one
};

// In the contact's language, else in the nearest one above it (PRT-4).
Recipient RecipientOf(pg::Transaction& tx, const Post& post, base::OrganizationId organization,
                      const contacts::ContactInput& contact);

// Part of `tx`. False where there is no address to write to (logged).
bool Enqueue(pg::Transaction& tx, const Post& post, const Notice& notice, base::Instant now);

// What Enqueue() hands over. Pure.
mail::Mail MailOf(const i18n::Catalogues& texts, const Post& post, const Notice& notice);

}  // namespace supply_notices
