#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/orders/order_store.hpp"
#include "server/platform/external_ids/external_ids.hpp"

namespace http {
class Call;
}

// An order as the API shows it, whichever route answers with it.
namespace orders {

struct ReasonView {
    std::string code;
    base::Args args;
    std::string sentence;  // in the reader's language
};
BOOST_DESCRIBE_STRUCT(ReasonView, (), (code, args, sentence))

struct OrderLineView {
    LineId id;
    std::int32_t position = 0;  // in the order, from 1 on; a file of steps names the line by it
    printers::PrinterId printer_id;
    std::string printer_serial_number;
    std::string printer_model;
    std::string printer_location;
    std::int32_t supply_slot = 0;
    OrderedItem item;
    std::int32_t quantity = 1;
    ReasonView reason;
    std::int32_t cancelled = 0;  // of `quantity`, as all that follow
    std::int32_t shipped = 0;
    std::int32_t delivered = 0;
    std::int32_t refused = 0;
    std::int32_t returned = 0;
    bool on_back_order = false;
    std::optional<base::Day> expected_on{};
    std::string state_reason{};
};
BOOST_DESCRIBE_STRUCT(OrderLineView, (),
                      (id, position, printer_id, printer_serial_number, printer_model, printer_location, supply_slot,
                       item, quantity, reason, cancelled, shipped, delivered, refused, returned, on_back_order,
                       expected_on, state_reason))

struct ShipmentLineView {
    LineId line_id;
    std::int32_t quantity = 1;
    std::int32_t returned = 0;
};
BOOST_DESCRIBE_STRUCT(ShipmentLineView, (), (line_id, quantity, returned))

struct ShipmentView {
    ShipmentId id;
    std::string carrier;
    std::string tracking_number;
    std::string tracking_url;  // "" where the carrier's page is not known
    base::Instant shipped_at;
    std::optional<base::Instant> delivered_at;
    contacts::ContactInput contact;
    std::vector<ShipmentLineView> lines;
};
BOOST_DESCRIBE_STRUCT(ShipmentView, (),
                      (id, carrier, tracking_number, tracking_url, shipped_at, delivered_at, contact, lines))

struct OtherOrderView {
    OrderId id;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(OtherOrderView, (), (id, number))

struct SupplyOrderView {
    OrderId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::string number;
    State state = State::kSubmitted;
    std::string state_reason;
    Source source = Source::kReplenishment;
    std::string ordered_by;
    std::optional<organizations::SiteId> site_id;
    std::string site_name;
    std::optional<contacts::ContactId> contact_id;
    contacts::ContactInput contact;  // who it goes to; who it went to once it is shipped
    base::Instant ordered_at;
    base::Instant updated_at;
    std::optional<OtherOrderView> merged_into{};  // what took its lines over
    std::vector<OrderLineView> lines;
    std::vector<ShipmentView> shipments;
    std::vector<Action> possible_actions;  // for whoever may do them
    std::int64_t version = 1;
    external::Ids external_ids{};
    std::string comment{};
    std::optional<base::Day> desired_on{};
    base::Day due_on{};
    std::vector<ReasonView> waits_for{};       // why it needs an approval
    bool may_withdraw = false;                 // by whoever asks: it is their own and not confirmed
    std::optional<base::Instant> packed_at{};  // a parcel is packed that has not left yet
    std::string assignee{};                    // who of the operator's people works on it; "": nobody yet
};
BOOST_DESCRIBE_STRUCT(SupplyOrderView, (),
                      (id, organization_id, organization_name, number, state, state_reason, source, ordered_by, site_id,
                       site_name, contact_id, contact, ordered_at, updated_at, merged_into, lines, shipments,
                       possible_actions, version, external_ids, comment, desired_on, due_on, waits_for, may_withdraw,
                       packed_at, assignee))

contacts::ContactInput ReadContact(const boost::json::value& stored);

// Of a page by one query for each kind of what belongs to orders.
std::vector<SupplyOrderView> ViewsOf(http::Call& call, const i18n::Catalogues& texts,
                                     const std::vector<store::Order>& orders);
SupplyOrderView ViewOf(http::Call& call, const i18n::Catalogues& texts, const store::Order& order);

// Who works on orders and what is said about them: a part of RegisterHttp.
void RegisterDesk(http::Router& router, HttpParts parts);

}  // namespace orders
