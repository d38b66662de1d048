#include "server/replenishment/facts.hpp"
#include "server/replenishment/testing.hpp"

// The whole way from readings to an order, its mail, the delivery and the shelf, on a real database.
namespace replenishment {
namespace {

using DailyRun = testing::Customer;

TEST_F(DailyRun, OrdersOnceMailsAndExplains) {  // ASR-4, ASR-5, ASR-9, ASR-15
    for (int day = 0; day < 6; ++day) EXPECT_EQ(Day({60.0 - day, 90.0}).orders, 0) << day;
    for (double level = 40; level >= 20; level -= 5) Day({level, 90.0});
    const auto order = OnlyOrder();
    EXPECT_EQ(order.at("source"), "replenishment");
    EXPECT_EQ(order.at("lines").as_array().size(), 1u);
    const auto& line = order.at("lines").as_array().at(0);
    EXPECT_EQ(line.at("printer_serial_number"), "SN1");
    EXPECT_EQ(line.at("item").at("name"), "Black Cartridge") << "a generic item: the catalogue is empty";
    const std::string sentence(line.at("reason").at("sentence").as_string());
    EXPECT_NE(sentence.find(" % is left in the printer"), std::string::npos) << sentence;
    EXPECT_EQ(Mails(), "order_created ida@mail.example");

    Day({18, 90.0});
    const auto supply = Supply(1);
    EXPECT_EQ(OnlyOrder().at("number"), order.at("number"));
    EXPECT_EQ(supply.at("in_transit"), line.at("quantity"));
    EXPECT_EQ(supply.at("decision"), "no_order");
    EXPECT_EQ(Supply(2).at("reason").at("code"), "replenishment.enough");
}

TEST_F(DailyRun, AFleetThatWasJustFoundOrdersOnlyWhatIsNearlyEmpty) {  // ASR-15
    EXPECT_EQ(Day({55.0, 70.0, 40.0}).orders, 0);
    EXPECT_EQ(Supply(1).at("reason").at("code"), "replenishment.learning");
    EXPECT_FALSE(Supply(1).at("days_left").is_null());
    EXPECT_EQ(Day({55.0, 70.0, 40.0, 6.0}).orders, 1);
    const auto order = OnlyOrder();
    ASSERT_EQ(order.at("lines").as_array().size(), 1u);
    EXPECT_EQ(order.at("lines").as_array().at(0).at("printer_serial_number"), "SN4");
}

TEST_F(DailyRun, TellsHowLongASupplyLasts) {  // ASR-10
    for (int day = 0; day < 20; ++day) Day({80.0 - 2 * day});
    const auto supply = Supply(1);
    const double low = supply.at("days_left_low").to_number<double>();
    const double days = supply.at("days_left").to_number<double>();
    const double high = supply.at("days_left_high").to_number<double>();
    // 42 % at two percent a day, seven days a week.
    EXPECT_NEAR(days, 21, 4);
    EXPECT_LT(low, days);
    EXPECT_GT(high, days);
    EXPECT_NEAR(supply.at("daily_percent").to_number<double>(), 2, 0.4);
    EXPECT_GE(supply.at("lasts_days").to_number<double>(), days - 1);
    EXPECT_EQ(supply.at("decided_on"), boost::json::value(base::FormatDay(clock_.Today())));
}

TEST_F(DailyRun, DaysLeftCountDownDayByDay) {  // ASR-10
    for (int day = 0; day < 20; ++day) Day({80.0 - 2 * day});
    double before = Supply(1).at("days_left").to_number<double>();
    for (const double level : {40.0, 38.0, 36.0}) {
        Day({level});
        const double days = Supply(1).at("days_left").to_number<double>();
        EXPECT_EQ(days, before - 1);
        before = days;
    }
    for (const double level : {24.0, 14.0}) Day({level});
    EXPECT_LT(Supply(1).at("days_left").to_number<double>(), before - 4) << "that is news";
}

TEST_F(DailyRun, WhatIsThereNoMoreIsNotShown) {  // ASR-10
    const auto shown = [&] {
        const auto list = api_.As(warehouse()).Get("/api/v1/replenishment/supplies").Json();
        return list.at("items").as_array().size();
    };
    Day({80.0});
    ASSERT_EQ(shown(), 1U);
    clock_.Advance(std::chrono::hours(1));
    auto without = Reading(1, 80);
    without.reading.supplies.clear();
    Deliver({without});
    EXPECT_EQ(shown(), 0U);
    clock_.Advance(std::chrono::hours(1));
    Deliver({Reading(1, 80)});
    EXPECT_EQ(shown(), 1U);
    world_.Deregister(organization_, world_.PrintersOf(organization_));
    EXPECT_EQ(shown(), 0U);
}

TEST_F(DailyRun, RepeatedItChangesNothing) {  // ASR-7, reliability promise 2
    const auto everything = [&] {
        return database_.Value(
            "SELECT md5(string_agg(row::text, E'\n' ORDER BY row::text)) FROM ("
            "SELECT t::text AS row FROM replenishment_printers t UNION ALL "
            "SELECT t::text FROM replenishment_sites t UNION ALL SELECT t::text FROM "
            "replenishment_fleets t UNION ALL "
            "SELECT t::text FROM supply_order_lines t UNION ALL SELECT t::text FROM mails t) AS "
            "rows");
    };
    for (int day = 0; day < 12; ++day) Day({50.0 - 4 * day, 90.0 - day});
    const std::string before = everything();
    EXPECT_EQ(Run().supplies, 0);
    clock_.Advance(std::chrono::hours(3));
    Deliver({Reading(1, 0), Reading(2, 0)});
    EXPECT_EQ(Run().orders, 0);
    EXPECT_EQ(everything(), before);
}

TEST_F(DailyRun, WhatIsDeliveredStandsOnTheShelfUntilItIsPutIn) {  // ASR-9, ASR-10, ASR-12
    for (int day = 0; day < 12; ++day) Day({40.0 - 3 * day});
    const auto order = OnlyOrder();
    const auto quantity = order.at("lines").as_array().at(0).at("quantity").as_int64();
    EXPECT_EQ(Step(order, "delivery", ""), "order_state") << "nothing has been shipped";
    clock_.Advance(std::chrono::minutes(1));  // mails of one moment have no order
    EXPECT_EQ(Step(order, "shipments", R"({"carrier":"DHL","tracking_number":"123"})"), "shipped");
    EXPECT_EQ(Step(order, "cancellation", R"({"reason":"too late"})"), "order_state");
    clock_.Advance(std::chrono::minutes(1));
    EXPECT_EQ(Step(order, "delivery", ""), "delivered");
    EXPECT_EQ(Mails(),
              "order_created ida@mail.example, order_shipped ida@mail.example, order_delivered "
              "ida@mail.example");
    EXPECT_EQ(Supply(1).at("shelf"), quantity) << "before the next run";
    EXPECT_EQ(Supply(1).at("in_transit"), 0);
    Day({3});
    EXPECT_EQ(Supply(1).at("shelf"), quantity);
    EXPECT_EQ(Supply(1).at("in_transit"), 0);
    Day({100});
    EXPECT_EQ(Supply(1).at("shelf"), quantity - 1);
    EXPECT_EQ(Supply(1).at("replaced_at"), boost::json::value(base::FormatRfc3339(clock_.Now())));
}

TEST_F(DailyRun, ASwapBeforeTheDeliveryWasSaidIsTakenOffIt) {
    for (int day = 0; day < 12; ++day) Day({40.0 - 3 * day});
    const auto order = OnlyOrder();
    const auto quantity = order.at("lines").as_array().at(0).at("quantity").as_int64();
    EXPECT_EQ(Step(order, "shipments", R"({"carrier":"DHL","tracking_number":"123"})"), "shipped");
    Day({100});
    Day({97});
    EXPECT_EQ(Supply(1).at("shelf"), 0);
    EXPECT_EQ(Step(order, "delivery", ""), "delivered");
    EXPECT_EQ(Supply(1).at("shelf"), quantity - 1);
    Day({94});
    EXPECT_EQ(Supply(1).at("shelf"), quantity - 1);
}

TEST_F(DailyRun, ASwapWithNothingOnItsWayIsTheCustomersOwnStock) {
    has_contact_ = false;  // nothing is ordered
    Day({5});
    Day({4});
    Day({100});
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
    const auto printer = *printers::PrinterId::Parse(database_.Value("SELECT id FROM printers"));
    shelf_.OnDelivered(tx, organization_, printer, 0, 1, "", clock_.Now());
    tx.Commit();
    EXPECT_EQ(Supply(1).at("shelf"), 1);
}

TEST_F(DailyRun, DeliveriesTeachHowLongTheyTake) {
    const auto fleet = [&] { return database_.Value("SELECT encode(state, 'hex') FROM replenishment_fleets"); };
    for (int day = 0; day < 12; ++day) Day({40.0 - 3 * day});
    const auto order = OnlyOrder();
    EXPECT_EQ(Step(order, "shipments", R"({"carrier":"DHL","tracking_number":"123"})"), "shipped");
    const std::string before = fleet();
    EXPECT_EQ(Step(order, "delivery", ""), "delivered");
    EXPECT_NE(fleet(), before);
}

TEST_F(DailyRun, CountsWhatIsOnBackOrderAsLate) {  // ASR-7, ASR-9
    for (int day = 0; day < 12; ++day) Day({40.0 - 3 * day});
    const auto order = OnlyOrder();
    EXPECT_EQ(Step(order, "back-order", R"({"reason":"none left"})"), "on_back_order");
    Day({4});
    EXPECT_EQ(StateOf(1).book.late, order.at("lines").as_array().at(0).at("quantity").as_int64());
    const auto until = [&] { return StateOf(1).book.late_until - NumberOf(clock_.Today()); };
    EXPECT_EQ(until(), 20) << "nobody says when";
    const auto expected = base::FormatDay(clock_.Today() + std::chrono::days(3));
    EXPECT_EQ(Step(order, "back-order", R"({"reason":"at sea","expected_on":")" + expected + "\"}"), "on_back_order");
    Day({4});
    EXPECT_EQ(until(), 2) << "as the warehouse says";
    for (int day = 0; day < 2; ++day) Day({4});
    EXPECT_EQ(until(), 20) << "the day has come, and it has not";
}

TEST_F(DailyRun, NobodyIsAskedForASupplyOfAPrinterWithoutContact) {  // ASR-15
    has_contact_ = false;
    for (int day = 0; day < 8; ++day) EXPECT_EQ(Day({20.0 - 2 * day}).orders, 0);
    EXPECT_EQ(Supply(1).at("reason").at("code"), "replenishment.no_contact");
    EXPECT_FALSE(Supply(1).at("days_left").is_null()) << "it is forecast all the same";
    EXPECT_TRUE(Supply(1).at("order_due_on").is_null());
}

TEST_F(DailyRun, SuppliesOfOneSiteTravelTogether) {  // ASR-6
    has_contact_ = false;
    for (int day = 0; day < 12; ++day) Day({60.0 - 4 * day, 70.0 - 4 * day, 95.0});
    has_contact_ = true;
    Day({12, 22, 95});
    const auto order = OnlyOrder();
    ASSERT_EQ(order.at("lines").as_array().size(), 2u);
    EXPECT_EQ(order.at("lines").as_array().at(0).at("printer_serial_number"), "SN1");
    EXPECT_EQ(order.at("lines").as_array().at(1).at("printer_serial_number"), "SN2");
}

TEST_F(DailyRun, ForeignOrganizationsSeeNoOrderAndCustomersCannotFulfil) {  // ORG-6, ORG-7
    for (int day = 0; day < 12; ++day) Day({40.0 - 3 * day});
    const std::string path = "/api/v1/supply-orders/" + std::string(OnlyOrder().at("id").as_string());
    const auto stranger = api_.As(api_.SignIn(ids_.Make<base::OrganizationId>(), {http::Role::kWarehouse}));
    EXPECT_EQ(stranger.Get(path).status, 404);
    const http::TestHeaders first{{"If-Match", "\"1\""}};
    EXPECT_EQ(stranger.Post(path + "/confirmation", "", first).status, 404);
    const auto customer = api_.As(api_.SignIn(organization_, {http::Role::kAdministrator}));
    EXPECT_EQ(customer.Get(path).status, 200);
    EXPECT_EQ(customer.Get(path).Json().at("possible_actions").as_array().size(), 0u);
    EXPECT_EQ(customer.Post(path + "/confirmation", "", first).status, 403);
}

}  // namespace
}  // namespace replenishment
