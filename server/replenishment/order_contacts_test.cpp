#include "server/replenishment/order_contacts_testing.hpp"

#include <algorithm>
#include <random>
#include <set>

// ASR-14, CON-9: who an order goes to is one thing until it is shipped, on its page, in its mails
// and where it is booked, however its printers' contacts are changed meanwhile.
namespace replenishment {
namespace {

using testing::OrderContacts;
using Numbers = std::vector<std::size_t>;

const std::vector<std::string> kOpenStates{"submitted", "confirmed", "on_back_order"};

const char* StepTo(const std::string& state) {
    return state == "confirmed" ? "confirmation" : "back-order";
}

TEST_F(OrderContacts, PageMailAndShipmentAreOneRecipientWhicheverPrintersChangedInEachState) {
    const std::vector<Numbers> changes{{}, {2}, {1, 2}, {1, 2, 3}};
    for (const auto& state : kOpenStates) {
        for (const auto& changed : changes) {
            for (const std::string kind : {"many", "each", "many_and_back", "away", "edited"}) {
                SCOPED_TRACE(state + ", " + std::to_string(changed.size()) + " changed, " + kind);
                const std::string old_name = "Old" + std::to_string(need_);
                const std::string new_name = "New" + std::to_string(need_);
                const auto old_contact = NewContact(old_name);
                const auto new_contact = NewContact(new_name);
                Assign({1, 2, 3}, old_contact);
                const auto number = PlaceOrder({1, 2, 3}, old_contact);
                if (state != "submitted") Do(number, StepTo(state));
                std::string street = "Straat van " + old_name;
                std::set<std::size_t> moved;
                if (kind == "edited") {
                    street = "Nye vei " + std::to_string(need_);
                    Move(old_contact, old_name, street);
                } else if (kind == "each") {
                    for (const auto one : changed) AssignOne(one, new_contact);
                    moved = {changed.begin(), changed.end()};
                } else if (!changed.empty()) {
                    Assign(changed, kind == "away" ? "null" : new_contact);
                    if (kind == "many") moved = {changed.begin(), changed.end()};
                    if (kind == "many_and_back") Assign(changed, old_contact);
                }
                std::set<std::string> orders;
                for (const std::size_t printer : {1, 2, 3}) {
                    const auto of = OrderOf(printer);
                    if (!orders.insert(of).second) continue;
                    EXPECT_EQ(Text(Order(of).at("state")), state);
                    ShipAndCompare(of, moved.contains(printer) ? new_name : old_name,
                                   moved.contains(printer) ? "Straat van " + new_name : street);
                }
                EXPECT_EQ(orders.size(), moved.empty() || moved.size() == 3 ? 1u : 2u);
                for (const auto& of : orders) Do(of, "delivery");
            }
        }
    }
}

TEST_F(OrderContacts, WhatWasShippedStaysAsItWasShipped) {
    for (const std::string step : {"shipments", "cancellation"}) {
        const auto old_contact = NewContact("Old");
        const auto new_contact = NewContact("New");
        Assign({1, 2, 3}, old_contact);
        const auto number = PlaceOrder({1, 2, 3}, old_contact);
        Do(number, step);
        const auto before = Order(number);
        const auto mails = Count("mails");
        Assign({1, 2, 3}, new_contact);
        Move(old_contact, "Old", "Nye vei 9");
        EXPECT_EQ(Order(number), before);
        EXPECT_EQ(Count("mails"), mails);
        if (step == "shipments") Do(number, "delivery");
    }
}

TEST_F(OrderContacts, APartIsAnOrderOfItsOwnAndBothSayOfEachOther) {
    const auto eva = NewContact("Eva");
    const auto ole = NewContact("Ole");
    Assign({1, 2, 3}, eva);
    const auto number = PlaceOrder({1, 2, 3}, eva);
    Do(number, "confirmation");
    Assign({2}, ole);
    const auto part = OrderOf(2);
    ASSERT_NE(part, number);
    const auto whole = Order(number);
    const auto split = Order(part);
    EXPECT_EQ(whole.at("lines").as_array().size(), 2u);
    EXPECT_EQ(split.at("lines").as_array().size(), 1u);
    for (const char* same : {"state", "source", "ordered_at", "site_name", "ordered_by"})
        EXPECT_EQ(whole.at(same), split.at(same)) << same;
    const auto last_event = [&](const boost::json::value& order) {
        const auto history = People().Get("/api/v1/supply-orders/" + Text(order.at("id")) + "/history").Json();
        return history.at("items").as_array().back();
    };
    EXPECT_EQ(Text(last_event(whole).at("action")), "split_to");
    EXPECT_EQ(Text(last_event(whole).at("other_order_number")), part);
    EXPECT_EQ(Text(last_event(whole).at("actor")), people_.name);
    EXPECT_EQ(Text(last_event(split).at("action")), "split_from");
    EXPECT_EQ(Text(last_event(split).at("other_order_number")), number);
    EXPECT_EQ(last_event(split).at("other_order_id"), whole.at("id"));
    // Who gets it now, and who does not get it any more.
    EXPECT_TRUE(Mail(part, "order_redirected").starts_with("ole@mail.example | "));
    const auto away = Mail(number, "order_parted");
    EXPECT_TRUE(away.starts_with("eva@mail.example | ")) << away;
    EXPECT_NE(away.find("SN2"), std::string::npos) << away;
    EXPECT_EQ(away.find("SN1"), std::string::npos) << away;
    EXPECT_NE(away.find(part), std::string::npos) << away;
    EXPECT_EQ(Count("audit_events WHERE action = 'supply_order.split'"), "2");

    const auto mails = Count("mails");
    Assign({2}, ole);  // once more: nothing is new
    EXPECT_EQ(Order(number), whole);
    EXPECT_EQ(Order(part), split);
    EXPECT_EQ(Count("mails"), mails);
}

TEST_F(OrderContacts, WhatWasPartedJoinsAgainWhenTheContactsDo) {
    const auto eva = NewContact("Eva");
    const auto ole = NewContact("Ole");
    Assign({1, 2, 3}, eva);
    const auto number = PlaceOrder({1, 2, 3}, eva);
    const auto before = Order(number);
    Assign({2, 3}, ole);
    const auto part = OrderOf(2);
    Assign({2, 3}, eva);
    const auto after = Order(number);
    ASSERT_EQ(after.at("lines").as_array().size(), 3u);
    EXPECT_EQ(after.at("contact"), before.at("contact"));
    EXPECT_EQ(Text(Order(part).at("state")), "cancelled");
    EXPECT_EQ(Order(part).at("lines").as_array().size(), 0u);
    EXPECT_EQ(Text(Order(part).at("merged_into").at("number")), number);
    EXPECT_TRUE(Order(part).at("possible_actions").as_array().empty());
    // And the other way round: the rest follows its part.
    Assign({2, 3}, ole);
    Assign({1}, ole);
    EXPECT_EQ(OrderOf(1), number) << "the older number stays";
    EXPECT_EQ(OrderOf(2), number);
    EXPECT_EQ(Text(Order(number).at("contact").at("last_name")), "Ole");
}

TEST_F(OrderContacts, PartsInDifferentStatesStayApart) {
    const auto eva = NewContact("Eva");
    const auto ole = NewContact("Ole");
    Assign({1, 2}, eva);
    const auto number = PlaceOrder({1, 2}, eva);
    Assign({2}, ole);
    const auto part = OrderOf(2);
    Do(part, "back-order");
    Assign({2}, eva);
    EXPECT_EQ(OrderOf(2), part) << "what waits does not hold up what does not";
    ShipAndCompare(number, "Eva", "Straat van Eva");
    ShipAndCompare(part, "Eva", "Straat van Eva");
}

TEST_F(OrderContacts, TheRestOfALineThatIsShippedInPartsGoesToTheNewContact) {  // CON-9, ORD-3
    const auto eva = NewContact("Eva");
    const auto ole = NewContact("Ole");
    Assign({1, 2}, eva);
    const auto number = PlaceOrder({1, 2}, eva, 3);
    ASSERT_EQ(ShipSome(number, 0, 1).status, 200);
    Assign({1}, ole);
    const auto rest = database_.Value("SELECT number FROM supply_orders WHERE number <> '" + number + "'");
    EXPECT_EQ(Pieces(number), "partly_shipped SN1 1/1 SN2 0/3");
    EXPECT_EQ(Pieces(rest), "confirmed SN1 0/2");
    EXPECT_EQ(Text(Order(number).at("contact").at("last_name")), "Eva");
    EXPECT_EQ(Text(Order(rest).at("contact").at("last_name")), "Ole");
    EXPECT_NE(Mail(rest, "order_redirected").find("ole@mail.example"), std::string::npos);
    for (const auto& mail : {Mail(rest, "order_redirected"), Mail(number, "order_parted")})
        EXPECT_NE(mail.find("Quantity: 2\n  Item: Toner 1"), std::string::npos)
            << "what is still to be shipped, not all three: " << mail;
    --need_;
    EXPECT_EQ(TryOrder({1}, ole, 1), std::nullopt) << "one need is one order, whichever order its rest is in";

    // The last that was to be shipped leaves the order: it is where its parcels are.
    Assign({2}, ole);
    EXPECT_EQ(Pieces(number), "shipped SN1 1/1");
    EXPECT_EQ(Pieces(rest), "confirmed SN1 0/2 SN2 0/3") << "with the part that goes there already";
    Do(number, "delivery");
    EXPECT_EQ(Text(Order(number).at("state")), "delivered");
    Do(rest, "shipments");
    Do(rest, "delivery");
    EXPECT_EQ(Supply(1).at("in_transit"), 0);
    EXPECT_EQ(Supply(1).at("shelf"), 3);
}

TEST_F(OrderContacts, AnOrderThatIsShippedInPartStaysWithWhomItsParcelWentTo) {  // CON-9, ORD-3
    const auto eva = NewContact("Eva");
    const auto ole = NewContact("Ole");
    Assign({1}, eva);
    const auto number = PlaceOrder({1}, eva, 3);
    ASSERT_EQ(ShipSome(number, 0, 1).status, 200);
    Assign({1}, ole);
    EXPECT_EQ(Pieces(number), "shipped SN1 1/1");
    EXPECT_EQ(Text(Order(number).at("contact").at("last_name")), "Eva");
    const auto rest = OrderOf(1);
    ASSERT_NE(rest, number);
    EXPECT_EQ(Pieces(rest), "confirmed SN1 0/2");
    ShipAndCompare(rest, "Ole", "Straat van Ole");
}

TEST_F(OrderContacts, ABulkCallOverSeveralOrdersPartsEach) {
    const auto eva = NewContact("Eva");
    const auto ole = NewContact("Ole");
    const auto kim = NewContact("Kim");
    Assign({1, 2}, eva);
    Assign({3, 4}, ole);
    const auto first = PlaceOrder({1, 2}, eva);
    const auto second = PlaceOrder({3, 4}, ole);
    Assign({2, 3, 4}, kim);
    ShipAndCompare(first, "Eva", "Straat van Eva");
    ShipAndCompare(OrderOf(2), "Kim", "Straat van Kim");
    EXPECT_EQ(OrderOf(3), second);
    ShipAndCompare(second, "Kim", "Straat van Kim");
}

TEST_F(OrderContacts, AStepIsTakenOnlyFromWhatItsReaderSaw) {
    const auto eva = NewContact("Eva");
    const auto ole = NewContact("Ole");
    Assign({1, 2, 3}, eva);
    const auto number = PlaceOrder({1, 2, 3}, eva);
    const std::string path = "/api/v1/supply-orders/" + Text(Order(number).at("id"));
    const auto etag = [&] { return People().Get(path).ETag(); };
    for (const std::string step : {"confirmation", "back-order", "shipments", "delivery", "cancellation"}) {
        EXPECT_EQ(People()
                      .Post(path + "/" + step, step == "shipments" ? R"({"carrier":"DHL","tracking_number":""})"
                                               : step == "confirmation" || step == "delivery" ? ""
                                                                                              : R"({"reason":"x"})")
                      .Code(),
                  "if_match_missing")
            << step;
    }
    // Each of these makes what was read before stale: another step, another address, another contact.
    auto seen = etag();
    Do(number, "confirmation");
    EXPECT_EQ(Act(number, "shipments", seen).status, 412);
    seen = etag();
    Move(eva, "Eva", "Nye vei 1");
    EXPECT_EQ(Act(number, "shipments", seen).status, 412);
    seen = etag();
    Assign({1}, ole);
    EXPECT_EQ(Act(number, "shipments", seen).status, 412);
    seen = etag();
    Assign({2, 3}, ole);
    EXPECT_EQ(Act(number, "cancellation", seen).status, 412);
    EXPECT_EQ(Count("shipments"), "0");
    // The same request once more is answered as it was, not refused.
    const http::TestHeaders once{{"If-Match", etag()}, {"Idempotency-Key", "ship-once-0001"}};
    const std::string body = R"({"carrier":"DHL","tracking_number":""})";
    EXPECT_EQ(People().Post(path + "/shipments", body, once).status, 200);
    EXPECT_EQ(People().Post(path + "/shipments", body, once).status, 200);
    EXPECT_EQ(Count("shipments"), "1");
}

TEST_F(OrderContacts, AContactThatAnOpenOrderGoesToIsNotDeleted) {  // CON-3
    const auto eva = NewContact("Eva");
    Assign({1}, eva);
    const auto number = PlaceOrder({1}, eva);
    Assign({1}, "null");
    const auto remove = [&] {
        const std::string path = "/api/v1/contacts/" + eva;
        return People().Delete(path, People().Get(path).ETag());
    };
    const auto refused = remove();
    EXPECT_EQ(refused.Code(), "contact_has_open_orders");
    EXPECT_NE(refused.body.find(number), std::string::npos);
    ShipAndCompare(number, "Eva", "Straat van Eva");
    EXPECT_EQ(remove().status, 204);
    EXPECT_EQ(Text(Order(number).at("contact").at("last_name")), "Eva");
    Do(number, "delivery");
}

TEST_F(OrderContacts, WhatIsOnItsWayIsCountedWhicheverOrderItIsIn) {  // ASR-7
    const auto eva = NewContact("Eva");
    const auto ole = NewContact("Ole");
    Assign({1, 2, 3}, eva);
    PlaceOrder({1, 2, 3}, eva);
    const auto in_transit = [&] {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        std::vector<std::pair<std::string, std::int64_t>> rows;
        for (const auto& row : orders::ListInTransit(tx, organization_))
            rows.emplace_back(row.printer_id.ToString(), row.quantity);
        return rows;
    };
    const auto before = in_transit();
    ASSERT_EQ(before.size(), 3u);
    Assign({2}, ole);
    EXPECT_EQ(in_transit(), before);
    Assign({2}, eva);
    EXPECT_EQ(in_transit(), before);
}

TEST_F(OrderContacts, ForEverySequenceOfChangesPageMailAndBookingAgree) {
    std::mt19937 random(20261127);  // the same sequences every time
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    std::vector<std::string> names{"Eva", "Ole", "Kim"};
    std::vector<std::string> ids;
    std::map<std::string, std::string> streets;
    for (const auto& name : names) {
        ids.push_back(NewContact(name));
        streets[name] = "Straat van " + name;
    }
    Assign({1, 2, 3, 4}, ids[0]);
    std::map<std::size_t, std::size_t> contact_of{{1, 0}, {2, 0}, {3, 0}, {4, 0}};
    std::map<std::string, boost::json::value> parcels;  // by their orders: to whom they went
    for (int turn = 0; turn < 80; ++turn) {
        SCOPED_TRACE("turn " + std::to_string(turn));
        Numbers some;
        for (std::size_t number = 1; number <= kPrinters; ++number)
            if (below(2) == 0) some.push_back(number);
        std::vector<std::string> open;
        for (const auto& order : Orders())
            if (NotShipped(order)) open.push_back(Text(order.at("number")));
        switch (below(6)) {
            case 0:
            case 1: {
                if (some.empty()) break;
                const auto to = below(names.size());
                Assign(some, ids[to]);
                for (const auto number : some) contact_of[number] = to;
                break;
            }
            case 2: {
                const auto who = below(names.size());
                streets[names[who]] = "Straat " + std::to_string(turn);
                Move(ids[who], names[who], streets[names[who]]);
                break;
            }
            case 3: {
                // One order for each contact, as the daily run makes them.
                std::map<std::size_t, Numbers> of_contact;
                for (const auto number : some) of_contact[contact_of[number]].push_back(number);
                for (const auto& [contact, numbers] : of_contact) PlaceOrder(numbers, ids[contact], 2);
                break;
            }
            case 4: {
                if (open.empty()) break;
                const auto number = open[below(open.size())];
                const auto state = Text(Order(number).at("state"));
                if (state != "on_back_order") Do(number, state == "submitted" ? "confirmation" : "back-order");
                break;
            }
            case 5: {
                if (open.empty()) break;
                const auto number = open[below(open.size())];
                const auto order = Order(number);
                const auto name = Text(order.at("contact").at("last_name"));
                if (below(2) == 0) {
                    ShipAndCompare(number, name, streets[name]);
                } else {
                    ASSERT_EQ(ShipSome(number, below(order.at("lines").as_array().size()), 1).status, 200);
                    parcels[number] = order.at("contact");
                }
                break;
            }
        }
        for (const auto& order : Orders()) {
            if (const auto went = parcels.find(Text(order.at("number"))); went != parcels.end()) {
                const auto page = People().Get("/api/v1/supply-orders/" + Text(order.at("id"))).Json();
                EXPECT_EQ(page.at("shipments").at(0).at("contact"), went->second);
            }
            if (!NotShipped(order) && Text(order.at("state")) != "partly_shipped") continue;
            EXPECT_FALSE(order.at("lines").as_array().empty()) << order.at("number");
            const auto name = Text(order.at("contact").at("last_name"));
            EXPECT_EQ(Text(order.at("contact").at("address").at("street1")), streets[name]);
            for (const auto& line : order.at("lines").as_array()) {
                if (line.at("shipped") == line.at("quantity")) continue;
                const auto serial = Text(line.at("printer_serial_number"));
                EXPECT_EQ(name, names[contact_of[static_cast<std::size_t>(serial.back() - '0')]])
                    << order.at("number") << " " << serial;
            }
        }
    }
    EXPECT_EQ(Count("supply_order_lines AS l WHERE NOT EXISTS (SELECT FROM supply_orders AS o "
                    "WHERE o.id = l.order_id)"),
              "0");
}

}  // namespace
}  // namespace replenishment
