#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "lib/base/json.hpp"
#include "server/catalog/catalog.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/orders/order_steps.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// Ordering by people, from what a printer can be ordered to its orders, their approval and the operator's extra orders,
// by the routes and against a real database (ORD-1, ORD-2, ASR-11).
namespace orders {
namespace {

using http::Role;
using server::testing::At;
using server::testing::Journaled;
using server::testing::SampleReading;
using Strings = std::vector<std::string>;
using ::testing::HasSubstr;

class Announcements final : public DeliveryListener {
  public:
    void OnDelivered(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t, std::int32_t,
                     const std::string&, base::Instant) override {}
    void OnAnnounced(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t slot,
                     std::int32_t quantity, base::Day day) override {
        jobs.push_back(std::to_string(slot) + " x " + std::to_string(quantity) + " on " + base::FormatDay(day));
    }
    void OnReturned(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t slot,
                    std::int32_t quantity, bool announced, base::Instant) override {
        jobs.push_back(std::to_string(slot) + " x " + std::to_string(quantity) +
                       (announced ? " back of a job" : " back"));
    }
    Strings jobs;
};

class Cart : public ::testing::Test {
  protected:
    Cart() {
        RegisterHttp(api_.router(), {office_, texts_, book_});
        catalog::RegisterHttp(api_.router(), {ids_, items_, texts_});
        source_ = world_.AddCustomer("Nordlys");
        mine_ = source_.organization;
        world_.Deliver(source_,
                       {Journaled(1, clock_.Now(), SampleReading(1)), Journaled(2, clock_.Now(), SampleReading(2)),
                        Journaled(3, clock_.Now(), SampleReading(3))});
        printers_ = world_.PrintersOf(mine_);
        contact_ = world_.AddContact(mine_, {.last_name = "Berg",
                                             .email = "berg@mail.example",
                                             .address = {.street1 = "Storgata 1", .city = "Oslo", .country = "NO"}});
        world_.AssignContact(mine_, printers_, contact_.id);
        operator_ = api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, {world_.platen().id, mine_});
        buyer_ = api_.SignIn(mine_, {Role::kSuppliesManager});
        chief_ = api_.SignIn(mine_, {Role::kAdministrator});
        warehouse_ = api_.SignIn(mine_, {Role::kWarehouse});
        warehouse_operator_ = api_.SignIn(world_.platen().id, {Role::kWarehouse}, {world_.platen().id, mine_});
        toner_ = Item("K-1", "toner", "black");
        kit_ = Item("MK-1", "fuser", "");
    }

    std::string Item(const std::string& part, const std::string& type, const std::string& colorant) {
        const auto made = api_.As(operator_).Post(
            "/api/v1/catalog-items",
            R"({"part_number":")" + part + R"(","manufacturer":"Lexmark","name":"Item )" + part +
                R"(","supply_type":")" + type + R"(","colorant":")" + colorant +
                R"(","yield_pages":1000,"active":true,"price":{"amount_minor":10000,"currency":"EUR"},)"
                R"("models":[{"manufacturer":"Lexmark","model":"MX722ade"},{"manufacturer":"Lexmark","model":"CX923dxe"}]})");
        EXPECT_EQ(made.status, 201) << made.body;
        return made.At("/id");
    }
    std::string Wish(std::size_t printer, const std::string& item, int quantity, int slot = 0) {
        return R"({"printer_id":")" + printers_[printer].ToString() + R"(","supply_slot":)" + std::to_string(slot) +
               (item.empty() ? "" : R"(,"item_id":")" + item + "\"") + R"(,"quantity":)" + std::to_string(quantity) +
               "}";
    }
    http::TestAnswer Add(const std::string& lines) {
        return api_.As(buyer_).Post("/api/v1/supply-cart/lines", R"({"lines":[)" + lines + "]}");
    }
    http::TestAnswer Look() { return api_.As(buyer_).Get("/api/v1/supply-cart"); }
    http::TestAnswer Place(const std::string& body = R"({"comment":""})", const std::string& etag = "",
                           const std::string& key = "") {
        http::TestHeaders headers{{"If-Match", etag.empty() ? Look().ETag() : etag}};
        if (!key.empty()) headers["Idempotency-Key"] = key;
        return api_.As(buyer_).Post("/api/v1/supply-cart/order", body, headers);
    }
    void Rules(const std::string& changed) {
        const auto path = "/api/v1/supply-order-rules";
        auto rules = api_.As(chief_).Get(path);
        boost::json::object body = rules.Json().as_object();
        for (const char* key : {"organization_id", "version", "updated_at"}) body.erase(key);
        const auto other = boost::json::parse(changed);
        for (const auto& [name, value] : other.as_object()) body[name] = value;
        const auto saved = api_.As(chief_).Put(path, boost::json::serialize(body), rules.ETag());
        EXPECT_EQ(saved.status, 200) << saved.body;
    }
    std::string Orders() { return database_.Value("SELECT count(*) FROM supply_orders"); }

    pg::testing::Database database_;
    base::ManualClock clock_{At("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    Office office_{ids_, mailer_, "https://portal.example", "en", {}};
    Announcements book_;
    ItemOrders items_;
    http::TestApi api_{&database_.pool(), clock_};
    printers::Source source_;
    base::OrganizationId mine_;
    std::vector<printers::PrinterId> printers_;
    contacts::Contact contact_;
    http::Actor operator_;
    http::Actor buyer_;
    http::Actor chief_;
    http::Actor warehouse_;
    http::Actor warehouse_operator_;
    std::string toner_;
    std::string kit_;
};

TEST_F(Cart, APrinterSaysWhatCanBeOrderedAndWhatIsOnItsWay) {  // ORD-1, ORD-2
    const std::string path = "/api/v1/supply-offers/" + printers_[0].ToString();
    const auto offer = api_.As(buyer_).Get(path);
    ASSERT_EQ(offer.status, 200) << offer.body;
    EXPECT_EQ(offer.At("/contact_name"), "Berg");
    EXPECT_EQ(offer.At("/items/0/item/part_number"), "K-1");
    EXPECT_EQ(offer.At("/items/0/usual"), "true");
    // Cyan has no item in the catalog.
    EXPECT_EQ(offer.At("/items/1/item/name"), "cyan cartridge");
    EXPECT_EQ(offer.At("/items/5/item/part_number"), "MK-1");
    EXPECT_EQ(offer.Json().at("open_orders").as_array().size(), 0U);
    Add(Wish(0, toner_, 1));
    Place();
    const auto ordered = api_.As(buyer_).Get(path);
    EXPECT_EQ(ordered.Json().at("open_orders").as_array().size(), 1U);
    const std::string order = "/api/v1/supply-orders/" + ordered.At("/open_orders/0/id");
    const auto act = [&](const std::string& step, const std::string& body) {
        return api_.As(warehouse_)
            .Post(order + step, body, {{"If-Match", api_.As(warehouse_).Get(order).ETag()}})
            .status;
    };
    ASSERT_EQ(act("/shipments", R"({"carrier":"DHL","tracking_number":"1"})"), 200);
    EXPECT_EQ(api_.As(buyer_).Get(path).At("/open_orders/0/state"), "shipped") << "it is on its way, in a parcel";
    ASSERT_EQ(act("/delivery", ""), 200);
    EXPECT_EQ(api_.As(buyer_).Get(path).Json().at("open_orders").as_array().size(), 0U);
    EXPECT_EQ(offer.body.find("amount_minor"), std::string::npos) << "customers see no prices";
    const auto stranger =
        api_.As(api_.SignIn(world_.AddOrganization(world_.platen(), "Fjord").id, {Role::kAdministrator}));
    EXPECT_EQ(stranger.Get(path).status, 404);
}

TEST_F(Cart, SeveralPrintersSayAtOnceWhatCanBeOrdered) {  // PRN-4, ORD-2
    const auto ids = [&](int first, int second) {
        return R"({"printer_ids":[")" + printers_[static_cast<std::size_t>(first)].ToString() + R"(",")" +
               printers_[static_cast<std::size_t>(second)].ToString() + R"("]})";
    };
    Add(Wish(0, toner_, 1));
    Place();
    const auto offers = api_.As(buyer_).Post("/api/v1/supply-offers", ids(2, 0));
    ASSERT_EQ(offers.status, 200) << offers.body;
    EXPECT_EQ(offers.At("/items/0/printer_id"), printers_[2].ToString()) << "in the order of what was asked";
    EXPECT_EQ(offers.At("/items/1/printer_id"), printers_[0].ToString());
    EXPECT_EQ(offers.At("/items/1/contact_name"), "Berg");
    EXPECT_EQ(offers.At("/items/0/open_orders/0/id"), "") << "what is on its way is on its way to one of them";
    EXPECT_NE(offers.At("/items/1/open_orders/0/id"), "");
    EXPECT_EQ(api_.As(buyer_).Post("/api/v1/supply-offers", R"({"printer_ids":[]})").status, 422);
    const auto stranger =
        api_.As(api_.SignIn(world_.AddOrganization(world_.platen(), "Fjord").id, {Role::kAdministrator}));
    EXPECT_EQ(stranger.Post("/api/v1/supply-offers", ids(0, 1)).Json().at("items").as_array().size(), 0U);
}

TEST_F(Cart, GathersForSeveralPrintersAndBecomesOneOrderAContact) {  // ORD-2
    const auto other = world_.AddContact(
        mine_, {.last_name = "Dahl", .address = {.street1 = "Kaien 2", .city = "Bergen", .country = "NO"}});
    world_.AssignContact(mine_, {printers_[2]}, other.id);
    Add(Wish(0, toner_, 2) + "," + Wish(1, "", 1, 1));
    Add(Wish(0, toner_, 1) + "," + Wish(2, kit_, 1, -1));
    const auto cart = Look();
    ASSERT_EQ(cart.Json().at("lines").as_array().size(), 3U) << cart.body;
    EXPECT_EQ(cart.At("/lines/0/quantity"), "3") << "what was there already became more";
    EXPECT_EQ(cart.At("/pieces"), "5");
    const auto placed = Place(R"({"comment":"Please ring twice","desired_on":"2026-12-01"})");
    ASSERT_EQ(placed.status, 201) << placed.body;
    ASSERT_EQ(placed.Json().at("items").as_array().size(), 2U);
    EXPECT_EQ(placed.At("/items/0/state"), "submitted");
    EXPECT_EQ(placed.At("/items/0/comment"), "Please ring twice");
    EXPECT_EQ(placed.At("/items/0/due_on"), "2026-12-01");
    EXPECT_EQ(placed.At("/items/0/source"), "person");
    EXPECT_EQ(placed.At("/items/0/may_withdraw"), "true");
    EXPECT_THAT(placed.At("/items/0/lines/0/reason/sentence"), HasSubstr("Ordered by"));
    EXPECT_EQ(Look().Json().at("lines").as_array().size(), 0U);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'order_created'"), "1")
        << "the other contact has no address";
}

TEST_F(Cart, PlacedTwiceItMakesOneOrder) {  // ORD-2
    Add(Wish(0, toner_, 1));
    const std::string seen = Look().ETag();
    const auto first = Place(R"({"comment":""})", seen, "double-click");
    const auto again = Place(R"({"comment":""})", seen, "double-click");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(Place(R"({"comment":""})", seen).status, 412) << "another window";
    EXPECT_EQ(Place().Code(), "cart_empty");
    EXPECT_EQ(Orders(), "1");
    Add(Wish(0, toner_, 1));
    EXPECT_EQ(Place(R"({"comment":""})", seen).status, 412) << "a new cart is another one";
    EXPECT_EQ(Orders(), "1");
}

TEST_F(Cart, TwoWindowsAtOncePlaceOneOrder) {  // ORD-2
    Add(Wish(0, toner_, 1));
    const std::string seen = Look().ETag();
    std::vector<int> answers(2);
    std::vector<std::thread> windows;
    for (int at = 0; at < 2; ++at) {
        windows.emplace_back([&, at] { answers[at] = Place(R"({"comment":""})", seen).status; });
    }
    for (auto& window : windows) window.join();
    EXPECT_EQ(std::multiset<int>(answers.begin(), answers.end()), (std::multiset<int>{201, 412}));
    EXPECT_EQ(Orders(), "1");
}

TEST_F(Cart, AServerThatDiesWhilePlacingLeavesTheCart) {  // ORD-2
    Add(Wish(0, toner_, 1));
    database_.Sql(
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
        "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$");
    const std::string seen = Look().ETag();
    for (const char* table :
         {"supply_orders", "supply_order_lines", "supply_order_events", "mails", "audit_events", "supply_carts"}) {
        database_.Sql(std::string("CREATE TRIGGER die AFTER INSERT OR UPDATE ON ") + table +
                      " FOR EACH ROW EXECUTE FUNCTION die()");
        EXPECT_GE(Place(R"({"comment":""})", seen, "the same click").status, 500) << table;
        database_.Sql(std::string("DROP TRIGGER die ON ") + table);
        EXPECT_EQ(Orders(), "0") << table;
        EXPECT_EQ(Look().At("/pieces"), "1") << table;
    }
    EXPECT_EQ(Place(R"({"comment":""})", seen, "the same click").status, 201);
    EXPECT_EQ(Orders(), "1");
}

TEST_F(Cart, WhatComesByItselfIsNotOrderedByCustomers) {  // ASR-11
    world_.PutUnderContract(mine_, {printers_[0]});
    Rules(R"({"service_desk":"+47 22 00 00 00"})");
    const auto refused = Add(Wish(0, toner_, 1));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "order_covered");
    EXPECT_THAT(refused.body, HasSubstr("+47 22 00 00 00"));
    EXPECT_EQ(Add(Wish(0, kit_, 1, -1)).status, 200) << "maintenance does not come by itself";
    EXPECT_EQ(Add(Wish(1, toner_, 1)).status, 200) << "another printer";
    // It is put under contract while it waits in the cart.
    world_.PutUnderContract(mine_, {printers_[1]});
    EXPECT_EQ(Look().At("/lines/1/problem"), "order_covered");
    EXPECT_EQ(Place().Code(), "order_covered");
    EXPECT_EQ(Orders(), "0");
}

TEST_F(Cart, WhatIsOnHoldIsNotOrderedUntilTheHoldEnds) {  // ASR-16
    enrollment::RegisterHttp(api_.router(), {ids_});
    Rules(R"({"service_desk":"+47 22 00 00 00"})");
    EXPECT_EQ(Add(Wish(0, toner_, 1)).status, 200);
    const std::string printer = R"({"printer_ids":[")" + printers_[0].ToString() + "\"]";
    const auto hold = [&](const std::string& path, const std::string& more) {
        EXPECT_EQ(api_.As(operator_).Post("/api/v1/replenishment/" + path, printer + more + "}").status, 200);
    };
    hold("holds", R"(,"reason":"Bills are open")");
    EXPECT_EQ(Look().At("/lines/0/problem"), "order_on_hold");
    const auto refused = Place();
    EXPECT_EQ(refused.Code(), "order_on_hold");
    EXPECT_THAT(refused.body, HasSubstr("Bills are open"));
    EXPECT_THAT(refused.body, HasSubstr("+47 22 00 00 00"));
    EXPECT_EQ(Add(Wish(0, kit_, 1, -1)).Code(), "order_on_hold") << "whatever it is";
    EXPECT_EQ(Add(Wish(1, toner_, 1)).status, 200) << "another printer";
    const auto offer = api_.As(operator_).Get("/api/v1/supply-offers/" + printers_[0].ToString());
    EXPECT_EQ(offer.At("/hold_reason"), "Bills are open");
    EXPECT_EQ(offer.At("/items/0/orderable"), "false");
    EXPECT_EQ(api_.As(operator_)
                  .Post("/api/v1/extra-supply-orders", R"({"printer_id":")" + printers_[0].ToString() +
                                                           R"(","lines":[{"supply_slot":0,"item_id":")" + toner_ +
                                                           R"(","quantity":1}],"reason":"Annual report"})")
                  .Code(),
              "order_on_hold");
    EXPECT_EQ(Orders(), "0");
    hold("hold-endings", "");
    EXPECT_EQ(Look().At("/lines/0/problem"), "");
    EXPECT_EQ(Place().status, 201);
}

TEST_F(Cart, WhatIsNotSuitedIsOrderedByPeople) {  // ASR-8, ASR-11
    world_.PutUnderContract(mine_, {printers_[0]});
    EXPECT_EQ(Add(Wish(0, toner_, 1)).Code(), "order_covered");
    const auto write = [&](const std::vector<printers::PrinterId>& began,
                           const std::vector<printers::PrinterId>& stopped) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        printers::WriteHighVolume(tx, ids_, mine_, began, stopped, clock_.Now());
        tx.Commit();
    };
    write({printers_[0]}, {});
    EXPECT_EQ(Add(Wish(0, toner_, 1)).status, 200) << "nothing comes by itself any more";
    write({}, {printers_[0]});
    EXPECT_EQ(Place().Code(), "order_covered");
}

TEST_F(Cart, HasItsLimits) {  // ORD-2
    Rules(R"({"most_of_item":3,"most_in_cart":5})");
    EXPECT_EQ(Add(Wish(0, toner_, 4)).Errors(), Strings{"/lines/0/quantity order_too_many"});
    Add(Wish(0, toner_, 3));
    EXPECT_EQ(Add(Wish(0, toner_, 1)).Errors(), Strings{"/lines/0/quantity order_too_many"}) << "together with before";
    EXPECT_EQ(Add(Wish(1, toner_, 3)).Code(), "cart_too_many");
    EXPECT_EQ(Add(Wish(1, toner_, 0)).status, 422);
    const std::string line = Look().At("/lines/0/id");
    EXPECT_EQ(api_.As(buyer_).Put("/api/v1/supply-cart/lines/" + line, R"({"quantity":4})").Errors(),
              Strings{"/quantity order_too_many"});
    EXPECT_EQ(api_.As(buyer_).Put("/api/v1/supply-cart/lines/" + line, R"({"quantity":1})").At("/pieces"), "1");
    EXPECT_EQ(api_.As(buyer_).Delete("/api/v1/supply-cart/lines/" + line).status, 200);
    EXPECT_EQ(api_.As(buyer_).Delete("/api/v1/supply-cart/lines/" + line).status, 404);
}

TEST_F(Cart, SaysWhatCannotBeOrderedAndWhatToDo) {  // ORD-2
    EXPECT_EQ(Add(Wish(0, ids_.Next().ToString(), 1)).Errors(), Strings{"/lines/0/quantity item_unknown"});
    EXPECT_EQ(Add(Wish(0, "", 1, 99)).Errors(), Strings{"/lines/0/quantity item_unknown"}) << "no such supply";
    world_.AssignContact(mine_, printers_, std::nullopt);
    Add(Wish(0, toner_, 1));
    EXPECT_EQ(Look().At("/lines/0/contact_name"), "");
    EXPECT_EQ(Place().Code(), "order_no_contact");
    EXPECT_EQ(Place(R"({"comment":"","contact_id":")" + ids_.Next().ToString() + "\"}").Errors(),
              Strings{"/contact_id contact_unknown"});
    EXPECT_EQ(Place(R"({"comment":"","desired_on":"2026-11-01"})").Errors(), Strings{"/desired_on day_past"});
    EXPECT_EQ(Place(R"({"comment":"","desired_on":"2036-11-01"})").Errors(), Strings{"/desired_on day_too_late"});
    EXPECT_EQ(Place(R"({"comment":")" + std::string(1'001, 'x') + "\"}").Errors(), Strings{"/comment too_long"});
    EXPECT_EQ(Place(R"({"comment":"","contact_id":")" + contact_.id.ToString() + "\"}").status, 201);
}

TEST_F(Cart, IsOnesOwn) {  // ORG-7
    Add(Wish(0, toner_, 1));
    const std::string line = Look().At("/lines/0/id");
    EXPECT_EQ(api_.As(chief_).Get("/api/v1/supply-cart").Json().at("lines").as_array().size(), 0U);
    EXPECT_EQ(api_.As(chief_).Delete("/api/v1/supply-cart/lines/" + line).status, 404);
    EXPECT_EQ(api_.As(api_.SignIn(mine_, {Role::kViewer})).Get("/api/v1/supply-cart").status, 403);
}

TEST_F(Cart, AnOwnOrderIsTakenBackUntilItIsConfirmed) {  // ORD-2
    const auto withdraw = [&](const http::Actor& who, const std::string& path) {
        return api_.As(who).Post(path + "/withdrawal", R"({"reason":"too many"})",
                                 {{"If-Match", api_.As(who).Get(path).ETag()}});
    };
    const auto place = [&] {
        Add(Wish(0, toner_, 1));
        return "/api/v1/supply-orders/" + Place().At("/items/0/id");
    };
    const std::string first = place();
    EXPECT_EQ(withdraw(chief_, first).Code(), "order_of_somebody_else");
    EXPECT_EQ(withdraw(buyer_, first).At("/state"), "cancelled");
    const std::string second = place();
    EXPECT_EQ(api_.As(warehouse_)
                  .Post(second + "/confirmation", "", {{"If-Match", api_.As(warehouse_).Get(second).ETag()}})
                  .status,
              200);
    EXPECT_EQ(withdraw(buyer_, second).Code(), "order_at_work");
}

TEST_F(Cart, WaitsForAnApprovalByTheRules) {  // ORD-2
    Rules(R"({"approve_above_quantity":2})");
    Add(Wish(0, toner_, 3));
    const auto placed = Place();
    EXPECT_EQ(placed.At("/items/0/state"), "awaiting_approval") << placed.body;
    EXPECT_EQ(placed.At("/items/0/waits_for/0/sentence"), "3 pieces are more than 2.");
    const std::string path = "/api/v1/supply-orders/" + placed.At("/items/0/id");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'order_created'"), "0");
    const auto decide = [&](const http::Actor& who, const std::string& step, const std::string& body = "") {
        return api_.As(who).Post(path + "/" + step, body, {{"If-Match", api_.As(chief_).Get(path).ETag()}});
    };
    EXPECT_EQ(decide(warehouse_, "confirmation").Code(), "order_state") << "the warehouse waits, too";
    EXPECT_EQ(decide(buyer_, "approval").status, 403);
    const auto approved = decide(chief_, "approval");
    EXPECT_EQ(approved.At("/state"), "submitted") << approved.body;
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'order_created'"), "1");
    EXPECT_EQ(decide(chief_, "rejection", R"({"reason":"no"})").Code(), "order_state");
}

TEST_F(Cart, WhoMayApproveIsAskedToAndWhoOrderedHearsOfARejection) {  // ORD-2, ASR-9
    world_.AddUser(mine_, "chief@mail.example", {Role::kAdministrator});
    world_.AddUser(mine_, "viewer@mail.example", {Role::kViewer});
    Rules(R"({"approve_people":true})");
    Add(Wish(0, toner_, 1));
    const std::string path = "/api/v1/supply-orders/" + Place().At("/items/0/id");
    const auto told = [&](const std::string& kind) {
        return database_.Value("SELECT string_agg(to_address, ' ' ORDER BY to_address) FROM mails WHERE template = '" +
                               kind + "'");
    };
    EXPECT_EQ(told("order_awaiting_approval"), "chief@mail.example");
    api_.As(chief_).Post(path + "/rejection", R"({"reason":"no"})", {{"If-Match", api_.As(chief_).Get(path).ETag()}});
    EXPECT_EQ(told("order_cancelled"), "tester@example.com") << "the contact never heard of the order";
}

TEST_F(Cart, TheContactHearsOfAnOrderOnceItIsApproved) {  // ORD-2, ASR-9
    Rules(R"({"approve_people":true})");
    Add(Wish(0, toner_, 2));
    const std::string path = "/api/v1/supply-orders/" + Place().At("/items/0/id");
    const auto told = [&] {
        return database_.Value(
            "SELECT string_agg(template || ' ' || to_address, ', ' ORDER BY template, to_address) FROM mails "
            "WHERE template <> 'order_awaiting_approval'");
    };
    const auto ole = world_.AddContact(mine_, {.last_name = "Ole",
                                               .email = "ole@mail.example",
                                               .address = {.street1 = "Nye vei 9", .city = "Oslo", .country = "NO"}});
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        ContactChanges(office_).OnAssigned(tx, mine_, {printers_[0]}, ole.id, "tester@example.com", clock_.Now());
        tx.Commit();
    }
    EXPECT_EQ(api_.As(buyer_).Get(path).At("/contact/last_name"), "Ole");
    EXPECT_EQ(told(), "") << "neither the former contact nor the new one";
    api_.As(chief_).Post(path + "/approval", "{}", {{"If-Match", api_.As(chief_).Get(path).ETag()}});
    EXPECT_EQ(told(), "order_created ole@mail.example");
}

TEST_F(Cart, WhoOrderedReadsInTheirOwnLanguageWhatCameBack) {  // ORD-3, PRT-4
    world_.AddUser(world_.platen().id, "tester@example.com", {Role::kOperatorAdministrator}, "de");
    const auto placed = api_.As(operator_).Post(
        "/api/v1/extra-supply-orders", R"({"printer_id":")" + printers_[0].ToString() +
                                           R"(","lines":[{"supply_slot":0,"item_id":")" + toner_ +
                                           R"(","quantity":3}],"reason":"Annual report","job_on":"2026-12-05"})");
    ASSERT_EQ(placed.status, 201) << placed.body;
    const std::string path = "/api/v1/supply-orders/" + placed.At("/items/0/id");
    const auto act = [&](const std::string& step, const std::string& body) {
        return api_.As(warehouse_operator_)
            .Post(path + step, body, {{"If-Match", api_.As(operator_).Get(path).ETag()}});
    };
    const auto shipped = act("/shipments", R"({"carrier":"DHL","tracking_number":"1"})");
    ASSERT_EQ(shipped.status, 200) << shipped.body;
    const auto back = act("/shipments/" + shipped.At("/shipments/0/id") + "/returns", R"({"reason":"refused"})");
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(database_.Value("SELECT string_agg(to_address || ' ' || language, ', ' ORDER BY to_address) FROM mails "
                              "WHERE template = 'order_returned'"),
              "berg@mail.example en, tester@example.com de");
}

TEST_F(Cart, WhereNobodyElseMayApproveTheOperatorIsAsked) {  // ORD-2
    tasks::Registry registry;
    RegisterTasks(registry, office_, book_);
    world_.AddUser(world_.platen().id, "desk@mail.example", {Role::kCustomerOperationsSpecialist});
    world_.AddUser(mine_, "tester@example.com", {Role::kAdministrator});
    Rules(R"({"approve_people":true})");
    Add(Wish(0, toner_, 1));
    const std::string order = Place().At("/items/0/id");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails"), "0") << "nobody of the customer but who ordered";
    tasks::Workers workers(database_.pool(), clock_, registry, {});
    while (workers.RunOne()) {
    }
    EXPECT_EQ(database_.Value("SELECT string_agg(template || ' ' || to_address, ', ') FROM mails"),
              "order_awaiting_approval desk@mail.example");
    EXPECT_THAT(database_.Value("SELECT body_text FROM mails"),
                HasSubstr("/supply-orders/" + order + "?org=" + mine_.ToString()));
    // Somebody else of the customer may: they are asked, and nobody above.
    world_.AddUser(mine_, "fleet@mail.example", {Role::kFleetManager});
    Add(Wish(1, toner_, 1));
    Place();
    while (workers.RunOne()) {
    }
    EXPECT_EQ(database_.Value("SELECT string_agg(to_address, ', ' ORDER BY to_address) FROM mails"),
              "desk@mail.example, fleet@mail.example");
}

TEST_F(Cart, NobodyApprovesTheirOwnUnlessTheRulesSaySo) {  // ORD-2
    Rules(R"({"approve_people":true})");
    buyer_ = chief_;
    Add(Wish(0, toner_, 1));
    const std::string path = "/api/v1/supply-orders/" + Place().At("/items/0/id");
    const auto approve = [&] {
        return api_.As(chief_).Post(path + "/approval", "", {{"If-Match", api_.As(chief_).Get(path).ETag()}});
    };
    const auto offered = [&](const http::Actor& who, std::string_view action) {
        const auto order = api_.As(who).Get(path).Json();
        const auto& actions = order.at("possible_actions").as_array();
        return std::ranges::any_of(actions, [&](const auto& one) { return one.as_string() == action; });
    };
    EXPECT_EQ(approve().Code(), "order_approval_own");
    EXPECT_FALSE(offered(chief_, "approve")) << "what would be refused is not offered";
    EXPECT_TRUE(offered(chief_, "reject"));
    EXPECT_TRUE(offered(api_.SignIn(mine_, {Role::kFleetManager}), "approve")) << "somebody else may";
    Rules(R"({"approve_own":true})");
    EXPECT_TRUE(offered(chief_, "approve"));
    EXPECT_EQ(approve().At("/state"), "submitted");
    Add(Wish(0, toner_, 1));
    const std::string other = "/api/v1/supply-orders/" + Place().At("/items/0/id");
    const auto rejected = api_.As(chief_).Post(other + "/rejection", R"({"reason":"not now"})",
                                               {{"If-Match", api_.As(chief_).Get(other).ETag()}});
    EXPECT_EQ(rejected.At("/state"), "cancelled") << rejected.body;
    EXPECT_EQ(rejected.At("/state_reason"), "not now");
}

TEST_F(Cart, TheOperatorOrdersForALargeJob) {  // ASR-11
    world_.PutUnderContract(mine_, {printers_[0]});
    const auto order = [&](const http::Actor& who, const std::string& more) {
        return api_.As(who).Post("/api/v1/extra-supply-orders",
                                 R"({"printer_id":")" + printers_[0].ToString() + R"(","lines":[{"supply_slot":0,)" +
                                     R"("item_id":")" + toner_ + R"(","quantity":2}])" + more + "}");
    };
    EXPECT_EQ(order(buyer_, R"(,"reason":"catalog")").status, 403);
    EXPECT_EQ(order(operator_, R"(,"reason":" ")").Errors(), Strings{"/reason missing"});
    const auto placed = order(operator_, R"(,"reason":"Annual report","job_on":"2026-12-05")");
    ASSERT_EQ(placed.status, 201) << placed.body;
    EXPECT_EQ(placed.At("/items/0/source"), "extra");
    EXPECT_THAT(placed.At("/items/0/lines/0/reason/sentence"), HasSubstr("Annual report"));
    EXPECT_EQ(book_.jobs, Strings{"0 x 2 on 2026-12-05"});
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
    const auto on_its_way = ListInTransit(tx, mine_);
    ASSERT_EQ(on_its_way.size(), 1U);
    EXPECT_EQ(on_its_way[0].quantity, 2);
    tx.Commit();
    const std::string path = "/api/v1/supply-orders/" + placed.At("/items/0/id");
    api_.As(operator_).Post(path + "/cancellation", R"({"reason":"not printed"})",
                            {{"If-Match", api_.As(operator_).Get(path).ETag()}});
    EXPECT_EQ(book_.jobs, (Strings{"0 x 2 on 2026-12-05", "0 x -2 on 2026-12-05"}));
}

TEST_F(Cart, ALargeJobIsLimitedByNoCart) {  // ASR-11, ORD-2
    Rules(R"({"most_of_item":3,"most_in_cart":5})");
    const auto order = [&](const std::string& target, const std::string& lines) {
        return api_.As(operator_).Post("/api/v1/extra-supply-orders" + target,
                                       R"({"printer_id":")" + printers_[0].ToString() + R"(","lines":[)" + lines +
                                           R"(],"reason":"Annual report"})");
    };
    const auto line = [&](int quantity) {
        return R"({"supply_slot":0,"item_id":")" + toner_ + R"(","quantity":)" + std::to_string(quantity) + "}";
    };
    // Acting at home, whose own rules allow 100 pieces in a cart, and in the customer, whose rules allow 5.
    for (const std::string& target : {std::string(), "?organization_id=" + mine_.ToString()}) {
        const auto placed = order(target, line(999));
        ASSERT_EQ(placed.status, 201) << placed.body;
        EXPECT_EQ(placed.At("/items/0/lines/0/quantity"), "999");
    }
    EXPECT_EQ(Orders(), "2");
    for (const int wrong : {0, -1, 1'000}) {
        EXPECT_EQ(order("", line(wrong)).Errors(), Strings{"/lines/0/quantity out_of_range"}) << wrong;
    }
    EXPECT_EQ(order("", "").Errors(), Strings{"/lines missing"});
    EXPECT_EQ(Orders(), "2");
    // Where the rules ask for it, so many pieces wait for an approval like those of people.
    Rules(R"({"approve_above_quantity":10})");
    EXPECT_EQ(order("", line(11)).At("/items/0/state"), "awaiting_approval");
    EXPECT_EQ(Add(Wish(1, toner_, 4)).Errors(), Strings{"/lines/0/quantity order_too_many"}) << "people have theirs";
}

TEST_F(Cart, TheLimitsHoldAgainWhenItIsPlaced) {  // ORD-2
    Add(Wish(0, toner_, 3) + "," + Wish(1, toner_, 3));
    Rules(R"({"most_in_cart":5})");
    EXPECT_EQ(Look().At("/most_in_cart"), "5");
    EXPECT_EQ(Place().Code(), "cart_too_many");
    Rules(R"({"most_in_cart":6,"most_of_item":2})");
    EXPECT_EQ(Look().At("/lines/0/problem"), "order_too_many");
    EXPECT_EQ(Place().Errors(), (Strings{"/lines/0 order_too_many", "/lines/1 order_too_many"}));
    EXPECT_EQ(Orders(), "0");
    Rules(R"({"most_of_item":3})");
    EXPECT_EQ(Place().status, 201);
}

TEST_F(Cart, WhatComesBackIsNoMoreReservedForTheJob) {  // ASR-11, ASR-12
    world_.PutUnderContract(mine_, {printers_[0]});
    const auto placed = api_.As(operator_).Post(
        "/api/v1/extra-supply-orders", R"({"printer_id":")" + printers_[0].ToString() +
                                           R"(","lines":[{"supply_slot":0,"item_id":")" + toner_ +
                                           R"(","quantity":3}],"reason":"Annual report","job_on":"2026-12-05"})");
    ASSERT_EQ(placed.status, 201) << placed.body;
    const std::string path = "/api/v1/supply-orders/" + placed.At("/items/0/id");
    const auto act = [&](const std::string& step, const std::string& body) {
        return api_.As(warehouse_).Post(path + step, body, {{"If-Match", api_.As(warehouse_).Get(path).ETag()}});
    };
    const auto shipped = act("/shipments", R"({"carrier":"DHL","tracking_number":"1"})");
    ASSERT_EQ(shipped.At("/state"), "shipped") << shipped.body;
    const std::string parcel = "/shipments/" + shipped.At("/shipments/0/id");
    const std::string line = shipped.At("/lines/0/id");
    const auto back =
        act(parcel + "/returns", R"({"reason":"refused","lines":[{"line_id":")" + line + R"(","quantity":1}]})");
    EXPECT_EQ(back.At("/lines/0/refused"), "1") << back.body;
    act("/delivery", "");
    EXPECT_EQ(act(parcel + "/returns", R"({"reason":"not printed"})").At("/state"), "returned");
    EXPECT_EQ(book_.jobs, (Strings{"0 x 3 on 2026-12-05", "0 x -1 on 2026-12-05", "0 x 2 back of a job"}))
        << "what never arrived is not on its way, what had arrived leaves the shelf";
}

TEST_F(Cart, AGenericItemIsReplacedByTheServiceDesk) {  // ORD-2
    Add(Wish(0, "", 1, 1));
    const std::string path = "/api/v1/supply-orders/" + Place().At("/items/0/id");
    const std::string cyan = Item("C-1", "toner", "cyan");
    const auto replace = [&](const std::string& body) {
        const auto read = api_.As(warehouse_).Get(path);
        return api_.As(warehouse_)
            .Post(path + "/lines/" + read.At("/lines/0/id") + "/item", body, {{"If-Match", read.ETag()}});
    };
    EXPECT_EQ(replace(R"({"item_id":")" + ids_.Next().ToString() + "\"}").Errors(), Strings{"/item_id item_unknown"});
    const auto replaced = replace(R"({"item_id":")" + cyan + "\"}");
    EXPECT_EQ(replaced.At("/lines/0/item/part_number"), "C-1") << replaced.body;
    const auto found = api_.As(warehouse_).Get("/api/v1/supply-orders?search=c-1");
    EXPECT_EQ(found.Json().at("items").as_array().size(), 1U) << "it is found by its new words";
    EXPECT_EQ(api_.As(warehouse_).Get("/api/v1/supply-orders?item_id=" + cyan).Json().at("items").as_array().size(),
              1U);
    const auto made = api_.As(operator_).Post(
        "/api/v1/catalog-items",
        R"({"part_number":"X-1","manufacturer":"HP","name":"X","supply_type":"toner","colorant":"cyan",)"
        R"("yield_pages":1,"active":true,"models":[{"manufacturer":"HP","model":"M1"}]})");
    const std::string unfit = R"({"item_id":")" + made.At("/id");
    EXPECT_EQ(replace(unfit + "\"}").Code(), "item_does_not_fit");
    EXPECT_EQ(replace(unfit + R"(","accept_unfitting":true})").At("/lines/0/item/part_number"), "X-1");
}

TEST_F(Cart, AGenericItemIsNamedBeforeItIsPackedOrShipped) {  // ORD-2
    Add(Wish(0, toner_, 1) + "," + Wish(0, "", 1, 1));
    const std::string path = "/api/v1/supply-orders/" + Place().At("/items/0/id");
    const std::string cyan = Item("C-1", "toner", "cyan");
    const auto read = [&] { return api_.As(warehouse_).Get(path); };
    const auto act = [&](const std::string& step, const std::string& body = "") {
        return api_.As(warehouse_).Post(path + step, body, {{"If-Match", read().ETag()}});
    };
    const auto line = [&](int place) { return read().At("/lines/" + std::to_string(place) + "/id"); };
    act("/confirmation");
    for (const std::string step : {"/packing", "/shipments"}) {
        const auto refused = act(step, step == "/packing" ? "" : R"({"carrier":"DHL","tracking_number":"1"})");
        EXPECT_EQ(refused.status, 409) << step << " " << refused.body;
        EXPECT_EQ(refused.Code(), "order_item_generic");
        EXPECT_THAT(refused.At("/detail"), HasSubstr(read().At("/lines/1/printer_serial_number")));
    }
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shipments"), "0");
    const auto part = act("/shipments", R"({"carrier":"DHL","tracking_number":"1","lines":[{"line_id":")" + line(0) +
                                            R"(","quantity":1}]})");
    EXPECT_EQ(part.At("/state"), "partly_shipped") << "what has its item leaves " << part.body;
    ASSERT_EQ(act("/lines/" + line(1) + "/item", R"({"item_id":")" + cyan + "\"}").status, 200);
    EXPECT_EQ(act("/packing").status, 200);
    EXPECT_EQ(act("/shipments", R"({"carrier":"DHL","tracking_number":"2"})").At("/state"), "shipped");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'order_shipped' AND body_text LIKE '%C-1%'"),
              "1");
}

TEST(GenericItems, AreNamedByAPartNumberOrByThePrintersOwnWords) {  // ORD-2
    const auto check = [](Source source, const store::Line& line) {
        store::Order order;
        order.source = source;
        return CheckNamed(order, {&line, 1}).has_value();
    };
    store::Line line;
    line.item_name = "Black Cartridge 59";
    EXPECT_TRUE(check(Source::kReplenishment, line)) << "the daily run names it as the printer does";
    EXPECT_FALSE(check(Source::kPerson, line)) << "the service desk was to choose it";
    EXPECT_FALSE(check(Source::kExtra, line));
    for (const char* kind : {"toner", "toner_cartridge", "waste_toner"}) {
        line.item_name = kind;
        EXPECT_FALSE(check(Source::kReplenishment, line)) << kind;
    }
    line.item_part_number = "71B0H00";
    EXPECT_TRUE(check(Source::kReplenishment, line));
    EXPECT_TRUE(check(Source::kPerson, line));
}

TEST_F(Cart, RulesAreKeptByThoseWhoMayAndSeenByAll) {  // ORG-6, API-1
    const std::string path = "/api/v1/supply-order-rules";
    for (const Role role : organizations::AllRoles()) {
        if (role == Role::kAgent) continue;
        const auto client = api_.As(api_.SignIn(mine_, {role}));
        const auto rules = client.Get(path);
        EXPECT_EQ(rules.status, 200);
        boost::json::object body = rules.Json().as_object();
        for (const char* key : {"organization_id", "version", "updated_at"}) body.erase(key);
        const auto saved = client.Put(path, boost::json::serialize(body), "\"77\"");
        EXPECT_EQ(saved.status, organizations::permissions::kManageOrderRules.Has(role) ? 412 : 403)
            << base::json::EnumName(role);
    }
    Rules(R"({"most_of_item":7})");
    EXPECT_EQ(api_.As(buyer_).Get(path).At("/most_of_item"), "7");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'supply_order_rules.updated'"), "1");
}

}  // namespace
}  // namespace orders
