#include <set>

#include "server/catalog/catalog.hpp"
#include "server/replenishment/order_contacts_testing.hpp"
#include "server/webhooks/events.hpp"
#include "server/webhooks/webhooks.hpp"

// ORD-3: a program that only hears webhooks follows every order: each step that its history has is an event.
namespace replenishment {
namespace {

using testing::OrderContacts;
using Strings = std::vector<std::string>;

class OrderEvents : public OrderContacts {
  protected:
    OrderEvents() {
        webhooks::RegisterHttp(api_.router(), {ids_, secrets_, texts_, mailer_, {}});
        catalog::RegisterHttp(api_.router(), {ids_, items_, texts_});
        const auto made = People().Post("/api/v1/webhooks",
                                        R"({"url":"https://erp.example.com/platen","description":"","event_types":[],)"
                                        R"("child_organizations":false,"enabled":true})");
        EXPECT_EQ(made.status, 201) << made.body;
        eva_ = NewContact("Eva");
        ole_ = NewContact("Ole");
        Assign({1, 2, 3, 4}, eva_);
        (void)Told();
    }

    // What was told since the last time: "<type> <number of the order> <state>".
    Strings Told() {
        Strings told;
        const auto rows = database_.Sql("SELECT event_type, payload FROM webhook_deliveries ORDER BY id");
        for (; seen_ < rows.size(); ++seen_) {
            const std::string type = rows[seen_].at(0).value_or("");
            last_ = boost::json::parse(rows[seen_].at(1).value_or("")).at("data");
            types_.insert(type);
            told.push_back(type + " " + Text(last_.at("number")) + " " + Text(last_.at("state")));
        }
        return told;
    }
    // Of the newest event: "SN1 x 2, SN2 x 1".
    std::string Lines() const {
        std::string all;
        for (const auto& line : last_.at("lines").as_array()) {
            all += (all.empty() ? "" : ", ") + Text(line.at("printer_serial_number")) + " x " +
                   std::to_string(line.at("quantity").as_int64());
        }
        return all;
    }
    http::TestAnswer Post(const std::string& number, const std::string& step, const std::string& body) {
        const auto order = Order(number);
        auto answer = People().Post("/api/v1/supply-orders/" + Text(order.at("id")) + step, body,
                                    {{"If-Match", "\"" + std::to_string(order.at("version").as_int64()) + "\""}});
        EXPECT_EQ(answer.status, 200) << step << " " << answer.body;
        return answer;
    }
    std::string LineOf(const std::string& number, std::size_t at) {
        return Text(Order(number).at("lines").at(at).at("id"));
    }
    static std::string Part(const std::string& line, int quantity) {
        return R"("lines":[{"line_id":")" + line + R"(","quantity":)" + std::to_string(quantity) + "}]";
    }
    // A person's order that waits for an approval.
    std::string Waiting() {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        const auto to = contacts::FindContact(tx, {&organization_, 1}, contacts::ContactId{*base::Uuid::Parse(eva_)});
        orders::NewOrder order{.organization = organization_, .contact = *to, .source = orders::Source::kPerson};
        order.lines.push_back({.printer_id = {printers_.at(0)},
                               .printer_serial_number = "SN1",
                               .item = {.part_number = "P-1", .name = item_name_, .colorant = "black"},
                               .need = orders::kNoNeed,
                               .reason = {"order_reasons.person", {{"by", "eva"}, {"reason", ""}}}});
        order.waits_for = {{"order_waits.people", {}}};
        auto number = orders::CreateOrder(tx, office_, order, clock_.Now());
        tx.Commit();
        return number.value_or("");
    }
    // Steps of its history and events about it: what the other order of two says is one event for both, and an order that
    // begins by waiting is told twice.
    void EveryStepWasTold() {
        EXPECT_EQ(database_.Value(R"sql(
            SELECT string_agg(number || ': ' || steps || ' steps, ' || told || ' events', '; ')
            FROM (SELECT number,
                         (SELECT count(*) FROM supply_order_events AS e
                          WHERE e.order_id = o.id AND action NOT IN ('split_from', 'merged_from')) AS steps,
                         (SELECT count(*) FROM webhook_deliveries AS d
                          WHERE d.payload::json -> 'data' ->> 'order_id' = o.id::text AND event_type LIKE 'order.%'
                            AND event_type <> 'order.awaiting_approval') AS told
                  FROM supply_orders AS o) AS counted
            WHERE steps <> told)sql"),
                  "");
    }

    orders::ItemOrders items_;
    std::string eva_;
    std::string ole_;
    std::size_t seen_ = 0;
    boost::json::value last_;
    std::set<std::string> types_;
};

TEST_F(OrderEvents, AProgramFollowsAnOrderThroughEveryStep) {  // ORD-3
    const auto number = PlaceOrder({1, 2}, eva_, 3);
    EXPECT_EQ(Told(), Strings{"order.created " + number + " submitted"});
    EXPECT_EQ(Lines(), "SN1 x 3, SN2 x 3");
    Do(number, "confirmation");
    EXPECT_EQ(Told(), Strings{"order.confirmed " + number + " confirmed"});
    Do(number, "packing");
    EXPECT_EQ(Told(), Strings{"order.packed " + number + " confirmed"});

    const auto item = api_.As(api_.SignIn(world_.platen().id, {http::Role::kOperatorAdministrator}))
                          .Post("/api/v1/catalog-items",
                                R"({"part_number":"K-1","manufacturer":"Lexmark","name":"Toner","supply_type":"toner",)"
                                R"("colorant":"black","yield_pages":1000,"active":true,)"
                                R"("models":[{"manufacturer":"Lexmark","model":"MS431"}]})");
    ASSERT_EQ(item.status, 201) << item.body;
    Post(number, "/lines/" + LineOf(number, 0) + "/item", R"({"item_id":")" + item.At("/id") + "\"}");
    EXPECT_EQ(Told(), Strings{"order.item_replaced " + number + " confirmed"});
    EXPECT_EQ(Text(last_.at("lines").at(0).at("part_number")), "K-1");

    Post(number, "/back-order",
         R"({"reason":"none left","expected_on":"2026-07-01","lines":[")" + LineOf(number, 1) + "\"]}");
    EXPECT_EQ(Told(), Strings{"order.back_order " + number + " on_back_order"});
    EXPECT_EQ(Lines(), "SN2 x 3");
    Post(number, "/cancellation", R"({"reason":"one is enough",)" + Part(LineOf(number, 1), 2) + "}");
    EXPECT_EQ(Told(), Strings{"order.line_cancelled " + number + " on_back_order"});
    EXPECT_EQ(Lines(), "SN2 x 2");
    EXPECT_EQ(Text(last_.at("reason")), "one is enough");

    ASSERT_EQ(ShipSome(number, 0, 2).status, 200);
    EXPECT_EQ(Told(), (Strings{"shipment.created " + number + " partly_shipped",
                               "order.partly_shipped " + number + " partly_shipped"}));
    EXPECT_EQ(Lines(), "SN1 x 2");
    const auto parcel = Text(last_.at("shipment").at("shipment_id"));
    Do(number, "delivery");
    EXPECT_EQ(Told(), Strings{"order.partly_delivered " + number + " partly_shipped"});
    EXPECT_EQ(Text(last_.at("shipment").at("shipment_id")), parcel);
    Do(number, "shipments");
    EXPECT_EQ(Told(), (Strings{"shipment.created " + number + " shipped", "order.shipped " + number + " shipped"}));
    EXPECT_EQ(Lines(), "SN1 x 1, SN2 x 1");
    Do(number, "delivery");
    EXPECT_EQ(Told(), Strings{"order.delivered " + number + " delivered"});
    Post(number, "/shipments/" + parcel + "/returns", R"({"reason":"wrong",)" + Part(LineOf(number, 0), 1) + "}");
    EXPECT_EQ(Told(), Strings{"order.returned " + number + " delivered"});
    EXPECT_EQ(Lines(), "SN1 x 1");

    const auto unwanted = PlaceOrder({3}, eva_);
    Do(unwanted, "cancellation");
    EXPECT_EQ(Told(),
              (Strings{"order.created " + unwanted + " submitted", "order.cancelled " + unwanted + " cancelled"}));

    const auto approved = Waiting();
    EXPECT_EQ(Told(), (Strings{"order.created " + approved + " awaiting_approval",
                               "order.awaiting_approval " + approved + " awaiting_approval"}));
    Do(approved, "approval");
    EXPECT_EQ(Told(), Strings{"order.approved " + approved + " submitted"});
    const auto rejected = Waiting();
    (void)Told();
    Post(rejected, "/rejection", R"({"reason":"too dear"})");
    EXPECT_EQ(Told(), Strings{"order.cancelled " + rejected + " cancelled"});
    EXPECT_EQ(Text(last_.at("reason")), "too dear");
    Do(approved, "shipments");
    (void)Told();

    // CON-9: where it goes, and which order its lines are in.
    const auto whole = PlaceOrder({3, 4}, eva_, 2);
    (void)Told();
    Move(eva_, "Eva", "Nye vei 1");
    EXPECT_EQ(Told(), Strings{"order.contact_changed " + whole + " submitted"}) << "and none that is shipped";
    EXPECT_EQ(Lines(), "SN3 x 2, SN4 x 2");
    Assign({4}, ole_);
    const auto part = OrderOf(4);
    ASSERT_NE(part, whole);
    EXPECT_EQ(Told(), Strings{"order.split " + whole + " submitted"});
    EXPECT_EQ(Lines(), "SN4 x 2");
    EXPECT_EQ(Text(last_.at("other").at("number")), part);
    EXPECT_EQ(Text(last_.at("other").at("state")), "submitted");
    EXPECT_EQ(Text(last_.at("other").at("order_id")), Text(Order(part).at("id")));
    Assign({4}, eva_);
    EXPECT_EQ(Told(), Strings{"order.merged " + part + " cancelled"});
    EXPECT_EQ(Lines(), "SN4 x 2");
    EXPECT_EQ(Text(last_.at("other").at("number")), whole);
    Assign({3, 4}, ole_);
    EXPECT_EQ(Told(), Strings{"order.redirected " + whole + " submitted"});
    EXPECT_EQ(Lines(), "SN3 x 2, SN4 x 2");

    EveryStepWasTold();
    for (const webhooks::EventType& type : webhooks::kEvents) {
        if (!type.name.starts_with("order.")) continue;
        EXPECT_TRUE(types_.contains(std::string(type.name))) << type.name << " was not met on this walk";
    }
}

TEST_F(OrderEvents, WhatIsShippedInPartIsToldWhereItsRestIs) {  // ORD-3, CON-9
    const auto number = PlaceOrder({1, 2}, eva_, 3);
    ASSERT_EQ(ShipSome(number, 0, 1).status, 200);
    (void)Told();
    Assign({1}, ole_);
    EXPECT_EQ(Told(), Strings{"order.split " + number + " partly_shipped"});
    EXPECT_EQ(Lines(), "SN1 x 2") << "what is still to be shipped";
    EXPECT_EQ(Text(last_.at("other").at("state")), "confirmed");
    Assign({2}, ole_);
    EXPECT_EQ(Told(), Strings{"order.split " + number + " shipped"}) << "it is where its parcel is";
    EXPECT_EQ(Lines(), "SN2 x 3");
    EveryStepWasTold();
}

}  // namespace
}  // namespace replenishment
