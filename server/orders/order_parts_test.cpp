#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "lib/base/json.hpp"
#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/world.hpp"

// An order that is shipped in parts, line by line: back order, cancellation, delivery and return of pieces, by the
// routes and against a real database (ORD-3).
namespace orders {
namespace {

using http::Role;
using Strings = std::vector<std::string>;

constexpr const char* kOrders = "/api/v1/supply-orders";
constexpr const char* kParcel = R"({"carrier":"DHL","tracking_number":"1"})";

// Stands in for replenishment.
class Book final : public DeliveryListener {
  public:
    void OnDelivered(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t slot,
                     std::int32_t quantity, const std::string&, base::Instant) override {
        shelf[slot] += quantity;
    }
    void OnReturned(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t slot,
                    std::int32_t quantity, bool, base::Instant) override {
        shelf[slot] -= quantity;
    }
    std::map<std::int32_t, std::int32_t> shelf;
};

class OrderParts : public ::testing::Test {
  protected:
    OrderParts() {
        RegisterHttp(api_.router(), {office_, texts_, book_});
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        contact_ = world_.AddContact(mine_, {.last_name = "Berg",
                                             .email = "berg@mail.example",
                                             .address = {.street1 = "Storgata 1", .city = "Oslo", .country = "NO"}});
        warehouse_ = api_.SignIn(mine_, {Role::kWarehouse});
    }

    // An order with 3 black and 2 cyan; nullopt: they are on their way already.
    std::optional<std::string> Order() {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        NewOrder order{
            .organization = mine_, .contact = contact_, .source = Source::kPerson, .ordered_by = ordered_by_};
        for (const auto& [slot, colorant, quantity] : {std::tuple(0, "black", 3), std::tuple(1, "cyan", 2)}) {
            order.lines.push_back({.printer_id = printer_,
                                   .printer_serial_number = "SN1",
                                   .printer_model = "Lexmark MX722ade",
                                   .supply_slot = slot,
                                   .item = {.part_number = colorant, .name = "Toner", .colorant = colorant},
                                   .quantity = quantity,
                                   .reason = {"replenishment.learning", {}}});
        }
        if (!CreateOrder(tx, office_, order, clock_.Now())) return std::nullopt;
        tx.Commit();
        const auto list = api_.As(warehouse_).Get(std::string(kOrders) + "?limit=1");
        path_ = std::string(kOrders) + "/" + list.At("/items/0/id");
        return path_;
    }
    http::TestAnswer Read() { return api_.As(warehouse_).Get(path_); }
    http::TestAnswer Act(const std::string& step, const std::string& body = "", const std::string& etag = "") {
        const auto answer =
            api_.As(warehouse_).Post(path_ + "/" + step, body, {{"If-Match", etag.empty() ? Read().ETag() : etag}});
        return answer;
    }
    std::string Line(int place) { return Read().At("/lines/" + std::to_string(place) + "/id"); }
    std::string Of(int place, int quantity) {
        return R"([{"line_id":")" + Line(place) + R"(","quantity":)" + std::to_string(quantity) + "}]";
    }
    http::TestAnswer Ship(int place, int quantity) {
        return Act("shipments", R"({"carrier":"DHL","tracking_number":"1","lines":)" + Of(place, quantity) + "}");
    }
    http::TestAnswer Cancel(int place, int quantity) {
        return Act("cancellation", R"({"reason":"gone","lines":)" + Of(place, quantity) + "}");
    }
    std::string Parcel(int place) { return Read().At("/shipments/" + std::to_string(place) + "/id"); }
    std::map<std::int32_t, std::int64_t> InTransit() {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        std::map<std::int32_t, std::int64_t> pieces;
        for (const auto& one : ListInTransit(tx, mine_)) pieces[one.supply_slot] = one.quantity;
        return pieces;
    }
    Strings Steps() {
        Strings steps;
        const auto history = api_.As(warehouse_).Get(path_ + "/history").Json();
        for (const auto& step : history.at("items").as_array()) steps.emplace_back(step.at("action").as_string());
        return steps;
    }
    std::string Mails(const std::string& kind) {
        return database_.Value("SELECT count(*) FROM mails WHERE template = '" + kind + "'");
    }

    // The newest mail of a kind: "<subject>" and its text, in one line.
    std::string Newest(const std::string& kind) {
        return database_.Value(
            "SELECT subject || ' | ' || regexp_replace(body_text, '\\s+', ' ', 'g') FROM mails "
            "WHERE template = '" +
            kind + "' ORDER BY created_at DESC, id DESC LIMIT 1");
    }
    std::string ToldOf(const std::string& kind) {
        return database_.Value("SELECT string_agg(to_address, ' ' ORDER BY to_address) FROM mails WHERE template = '" +
                               kind + "'");
    }
    std::string Number() { return Read().At("/number"); }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    Office office_{ids_, mailer_, "https://portal.example", "en", {}};
    Book book_;
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_;
    contacts::Contact contact_;
    printers::PrinterId printer_ = ids_.Make<printers::PrinterId>();
    std::string path_;
    std::string ordered_by_;
    http::Actor warehouse_;
};

using Pieces_ = std::map<std::int32_t, std::int64_t>;
using Shelf_ = std::map<std::int32_t, std::int32_t>;

TEST_F(OrderParts, IsShippedInPartsAndEachParcelArrives) {  // ORD-3
    ASSERT_TRUE(Order());
    EXPECT_EQ(InTransit(), (Pieces_{{0, 3}, {1, 2}}));
    const auto first = Ship(0, 2);
    EXPECT_EQ(first.At("/state"), "partly_shipped") << first.body;
    EXPECT_EQ(first.At("/lines/0/shipped"), "2");
    EXPECT_EQ(first.At("/shipments/0/lines/0/quantity"), "2");
    const auto second = Act("shipments", kParcel);
    EXPECT_EQ(second.At("/state"), "shipped") << second.body;
    EXPECT_EQ(Mails("order_shipped"), "2") << "a mail a parcel";
    const auto arrived = Act("shipments/" + Parcel(0) + "/delivery");
    EXPECT_EQ(arrived.At("/state"), "shipped") << arrived.body;
    EXPECT_EQ(book_.shelf, (Shelf_{{0, 2}}));
    EXPECT_EQ(InTransit(), (Pieces_{{0, 1}, {1, 2}})) << "what is on its way is what has not arrived";
    const auto twice = Act("shipments/" + Parcel(0) + "/delivery");
    EXPECT_EQ(twice.Code(), "shipment_delivered");
    EXPECT_EQ(Act("delivery").At("/state"), "delivered");
    EXPECT_EQ(book_.shelf, (Shelf_{{0, 3}, {1, 2}}));
    EXPECT_EQ(InTransit(), Pieces_{});
    EXPECT_EQ(Steps(), (Strings{"submitted", "partly_shipped", "shipped", "partly_delivered", "delivered"}));
}

TEST_F(OrderParts, NothingOfACancelledLineIsShipped) {  // ORD-3
    ASSERT_TRUE(Order());
    const auto cancelled = Cancel(1, 2);
    EXPECT_EQ(cancelled.At("/state"), "submitted") << cancelled.body;
    EXPECT_EQ(cancelled.At("/lines/1/state_reason"), "gone");
    const auto refused = Ship(1, 1);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "order_line_left");
    EXPECT_EQ(Ship(0, 4).Code(), "order_line_left") << "more than were ordered";
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shipments"), "0");
    EXPECT_EQ(Act("shipments", kParcel).At("/state"), "shipped") << "all that is left of it";
    EXPECT_EQ(Read().At("/lines/1/shipped"), "0");
}

TEST_F(OrderParts, ACancelledLineOpensItsNeedAgain) {  // ASR-7
    ASSERT_TRUE(Order());
    EXPECT_FALSE(Order()) << "both are on their way";
    Cancel(1, 2);
    EXPECT_EQ(InTransit(), (Pieces_{{0, 3}}));
    ASSERT_TRUE(Order());
    EXPECT_EQ(Read().Json().at("lines").as_array().size(), 1U) << "the cyan one only";
}

TEST_F(OrderParts, WhatCameBackIsOnItsWayNoLonger) {  // ASR-12, ORD-3
    ASSERT_TRUE(Order());
    Act("shipments", kParcel);
    const std::string parcel = "shipments/" + Parcel(0);
    const auto refused = Act(parcel + "/returns", R"({"reason":"nobody there","lines":)" + Of(0, 1) + "}");
    EXPECT_EQ(refused.At("/state"), "shipped") << refused.body;
    EXPECT_EQ(InTransit(), (Pieces_{{0, 2}, {1, 2}}));
    EXPECT_EQ(book_.shelf, Shelf_{}) << "it was never on the shelf";
    EXPECT_EQ(Act(parcel + "/delivery").At("/state"), "delivered");
    EXPECT_EQ(book_.shelf, (Shelf_{{0, 2}, {1, 2}}));
    const auto damaged = Act(parcel + "/returns", R"({"reason":"damaged","lines":)" + Of(1, 2) + "}");
    EXPECT_EQ(damaged.At("/state"), "delivered") << damaged.body;
    EXPECT_EQ(damaged.At("/lines/1/returned"), "2");
    EXPECT_EQ(book_.shelf, (Shelf_{{0, 2}, {1, 0}}));
    EXPECT_EQ(Act(parcel + "/returns", R"({"reason":"x","lines":)" + Of(1, 1) + "}").Code(), "order_line_left");
    EXPECT_EQ(Act(parcel + "/returns", R"({"reason":"all of it"})").At("/state"), "returned");
    ASSERT_TRUE(Order()) << "both needs are open again";
}

TEST_F(OrderParts, ABackOrderHasItsLinesAndItsDay) {  // ORD-3, ASR-9
    ASSERT_TRUE(Order());
    const auto late =
        Act("back-order", R"({"reason":"no cyan","expected_on":"2026-12-24","lines":[")" + Line(1) + "\"]}");
    EXPECT_EQ(late.At("/state"), "on_back_order") << late.body;
    EXPECT_EQ(late.At("/lines/1/expected_on"), "2026-12-24");
    EXPECT_EQ(late.At("/lines/0/on_back_order"), "false");
    EXPECT_EQ(late.At("/due_on"), "2026-12-24");
    Ship(0, 3);
    EXPECT_EQ(Mails("order_shipped"), "1") << "the black ones were never on back order";
    Act("shipments", kParcel);
    EXPECT_EQ(Mails("order_back_in_stock"), "1");
    EXPECT_EQ(Read().At("/state"), "shipped");
}

using ::testing::HasSubstr;
using ::testing::Not;

// The mail names the pieces of the step and no others, and says what still comes.
TEST_F(OrderParts, AMailAboutAPartSpeaksOfThePart) {  // ASR-9, ORD-3
    ASSERT_TRUE(Order());
    const std::string number = Number();
    Cancel(1, 1);
    std::string mail = Newest("order_cancelled");
    EXPECT_THAT(mail, HasSubstr("Part of the order cancelled: " + number + " | Hello Berg, a part of the order"));
    EXPECT_THAT(mail, HasSubstr("4 more pieces of the order still come."));
    EXPECT_THAT(mail, HasSubstr("Quantity: 1 Item: Toner Part number: cyan"));
    EXPECT_THAT(mail, Not(HasSubstr("Part number: black")));
    clock_.Advance(std::chrono::minutes(1));
    Act("back-order", R"({"reason":"no cyan","lines":[")" + Line(1) + "\"]}");
    mail = Newest("order_on_back_order");
    EXPECT_THAT(mail,
                HasSubstr("Part of the supplies on back order: " + number + " | Hello Berg, a part of the order"));
    EXPECT_THAT(mail, HasSubstr("the other 3 pieces of the order, which still come"));
    clock_.Advance(std::chrono::minutes(1));
    Ship(0, 2);
    EXPECT_THAT(Newest("order_shipped"), HasSubstr("2 more pieces follow"));
    clock_.Advance(std::chrono::minutes(1));
    Act("shipments/" + Parcel(0) + "/delivery");
    mail = Newest("order_delivered");
    EXPECT_THAT(mail, HasSubstr("Part of the supplies delivered: " + number + " | Hello Berg, a part of the order"));
    EXPECT_THAT(mail, HasSubstr("Quantity: 2 Item: Toner Part number: black Printer: Lexmark MX722ade Serial number: "
                                "SN1 Show the order: https:"));
    EXPECT_THAT(mail, HasSubstr("2 more pieces are still to come."));
    EXPECT_THAT(mail, Not(HasSubstr("cyan")));
    clock_.Advance(std::chrono::minutes(1));
    Ship(0, 1);
    clock_.Advance(std::chrono::minutes(1));
    Cancel(1, 1);
    EXPECT_THAT(Newest("order_cancelled"), HasSubstr("One more piece of the order still comes."));
    clock_.Advance(std::chrono::minutes(1));
    Act("delivery");
    mail = Newest("order_delivered");
    EXPECT_THAT(mail, HasSubstr("Rest of the supplies delivered: " + number + " | Hello Berg, the rest of the order"));
    EXPECT_THAT(mail, Not(HasSubstr("still")));
}

TEST_F(OrderParts, ParcelsThatArriveAtOnceAreToldWhereEachArrived) {  // ASR-9, ASR-14
    ASSERT_TRUE(Order());
    Ship(0, 2);
    Ship(0, 1);
    Act("shipments", kParcel);
    database_.Sql(
        "UPDATE shipments SET contact = jsonb_set(contact, '{address,street1}', '\"Elsewhere 2\"') "
        "WHERE id = '" +
        Parcel(2) + "'");
    Act("delivery");
    EXPECT_EQ(ToldOf("order_delivered"), "berg@mail.example berg@mail.example");
    const auto mail = [&](const std::string& street) {
        return database_.Value(
            "SELECT regexp_replace(body_text, '\\s+', ' ', 'g') FROM mails WHERE template = "
            "'order_delivered' AND body_text LIKE '%" +
            street + "%'");
    };
    EXPECT_THAT(mail("Storgata 1"), HasSubstr("- Quantity: 3 Item: Toner Part number: black"))
        << "two parcels, one mail";
    EXPECT_THAT(mail("Storgata 1"), Not(HasSubstr("cyan")));
    EXPECT_THAT(mail("Elsewhere 2"), HasSubstr("- Quantity: 2 Item: Toner Part number: cyan"));
    EXPECT_THAT(mail("Elsewhere 2"), Not(HasSubstr("black")));
}

TEST_F(OrderParts, WhoOrderedAndWhoGetsItHearWhatCameBack) {  // ORD-3, ASR-9
    ordered_by_ = "ada@mail.example";
    ASSERT_TRUE(Order());
    Act("shipments", kParcel);
    const std::string parcel = "shipments/" + Parcel(0);
    const std::string seen = Read().ETag();
    const std::string some = R"({"reason":"nobody there","lines":)" + Of(0, 1) + "}";
    EXPECT_EQ(Act(parcel + "/returns", some, seen).status, 200);
    EXPECT_EQ(Act(parcel + "/returns", some, seen).status, 412) << "a second click";
    EXPECT_EQ(ToldOf("order_returned"), "ada@mail.example berg@mail.example");
    std::string mail = Newest("order_returned");
    EXPECT_THAT(mail, HasSubstr("Part of the supplies came back: " + Number()));
    EXPECT_THAT(mail, HasSubstr("came back to the warehouse and was not delivered: nobody there It had been sent to: "
                                "Berg, Storgata 1, Oslo, Norway - Quantity: 1"));
    EXPECT_THAT(mail, HasSubstr("4 more pieces of the order are still to come."));
    EXPECT_THAT(mail, HasSubstr("- Quantity: 1 Item: Toner Part number: black"));
    EXPECT_THAT(mail, HasSubstr("what is still needed has to be ordered again"));
    clock_.Advance(std::chrono::minutes(1));
    Act(parcel + "/delivery");
    clock_.Advance(std::chrono::minutes(1));
    Act(parcel + "/returns", R"({"reason":"damaged"})");
    mail = Newest("order_returned");
    EXPECT_THAT(mail, HasSubstr("Rest of the supplies came back: " + Number()));
    EXPECT_THAT(mail, HasSubstr("came back to the warehouse after it had been delivered: damaged"));
    EXPECT_EQ(Mails("order_returned"), "4");
}

TEST_F(OrderParts, WhoOrderedForThemselvesHearsOnceWhatCameBack) {  // ORD-3, ASR-9
    ordered_by_ = "Berg@mail.example";
    ASSERT_TRUE(Order());
    Act("shipments", kParcel);
    Act("shipments/" + Parcel(0) + "/returns", R"({"reason":"nobody there"})");
    EXPECT_EQ(ToldOf("order_returned"), "berg@mail.example");
    EXPECT_THAT(Newest("order_returned"), HasSubstr("Supplies came back: " + Number() + " | Hello Berg, the order"));
}

TEST_F(OrderParts, WhatIsWrongWithTheLinesIsSaidByTheirPlace) {  // ORD-3
    ASSERT_TRUE(Order());
    const std::string line = R"({"line_id":")" + Line(0) + R"(","quantity":1})";
    const auto send = [&](const std::string& lines) {
        return Act("shipments", R"({"carrier":"DHL","tracking_number":"","lines":)" + lines + "}");
    };
    EXPECT_EQ(send("[" + line + "," + line + "]").Errors(), Strings{"/lines/1/line_id line_twice"});
    EXPECT_EQ(send(R"([{"line_id":")" + ids_.Next().ToString() + R"(","quantity":1}])").Errors(),
              Strings{"/lines/0/line_id line_unknown"});
    EXPECT_EQ(send("[]").Errors(), Strings{"/lines missing"});
    EXPECT_EQ(send(R"([{"line_id":")" + Line(0) + R"(","quantity":0}])").Errors(),
              Strings{"/lines/0/quantity out_of_range"});
    EXPECT_EQ(send(R"([{"line_id":")" + Line(0) + R"(","quantity":999999999}])").status, 422);
    EXPECT_EQ(Act("shipments/" + ids_.Next().ToString() + "/delivery").status, 409) << "nothing was shipped yet";
    Act("shipments", kParcel);
    EXPECT_EQ(Act("shipments/" + ids_.Next().ToString() + "/delivery").status, 404);
}

TEST_F(OrderParts, TwoWhoShipAtOnceShipOnce) {  // API-1
    ASSERT_TRUE(Order());
    const std::string seen = Read().ETag();
    std::vector<int> answers(2);
    std::vector<std::thread> people;
    for (int at = 0; at < 2; ++at) {
        people.emplace_back([&, at] { answers[at] = Act("shipments", kParcel, seen).status; });
    }
    for (auto& person : people) person.join();
    EXPECT_EQ(std::multiset<int>(answers.begin(), answers.end()), (std::multiset<int>{200, 412}));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shipments"), "1");
}

// The server dies at its first write into each table that a step writes: what is left is the order before the step, and
// the step can be repeated.
TEST_F(OrderParts, AServerThatDiesWithinAStepLeavesTheOrderBeforeIt) {  // ORD-3
    ASSERT_TRUE(Order());
    database_.Sql(
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
        "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$");
    const auto snapshot = [&] {
        return database_.Value(
            "SELECT (SELECT string_agg(state || version, ' ' ORDER BY id) FROM supply_orders) || ' ' || "
            "(SELECT string_agg(concat_ws('/', cancelled, shipped, delivered, returned, open), ' ' ORDER BY position) "
            "FROM supply_order_lines) || ' ' || (SELECT count(*) FROM shipments) || ' ' || "
            "(SELECT count(*) FROM shipment_lines) || ' ' || (SELECT count(*) FROM supply_order_events) || ' ' || "
            "(SELECT count(*) FROM mails) || ' ' || (SELECT count(*) FROM audit_events)");
    };
    struct Dying {
        std::string step;
        std::string body;
        Strings tables;
    };
    const Strings always{"supply_orders", "supply_order_lines", "supply_order_events", "audit_events"};
    const std::vector<Dying> steps{
        {"confirmation", "", {}},
        {"packing", "", {}},
        {"back-order", R"({"reason":"r"})", {"mails"}},
        {"shipments", kParcel, {"shipments", "shipment_lines", "mails"}},
        {"delivery", "", {"shipments", "mails"}},
    };
    for (const Dying& one : steps) {
        const std::string before = snapshot();
        Strings tables = always;
        tables.insert(tables.end(), one.tables.begin(), one.tables.end());
        for (const std::string& table : tables) {
            database_.Sql("CREATE TRIGGER die AFTER INSERT OR UPDATE ON " + table +
                          " FOR EACH ROW EXECUTE FUNCTION die()");
            EXPECT_GE(Act(one.step, one.body).status, 500) << one.step << " " << table;
            database_.Sql("DROP TRIGGER die ON " + table);
            EXPECT_EQ(snapshot(), before) << one.step << " " << table;
        }
        EXPECT_EQ(Act(one.step, one.body).status, 200) << one.step;
        EXPECT_NE(snapshot(), before);
    }
    EXPECT_EQ(Read().At("/state"), "delivered");
    EXPECT_EQ(book_.shelf[0] % 3, 0);
}

TEST_F(OrderParts, ManyAreConfirmedAtOnceAndTheOthersAreNamed) {  // ORD-3
    ASSERT_TRUE(Order());
    const std::string first = path_.substr(path_.rfind('/') + 1);
    printer_ = ids_.Make<printers::PrinterId>();
    ASSERT_TRUE(Order());
    const std::string second = path_.substr(path_.rfind('/') + 1);
    Act("shipments", kParcel);
    const auto body = R"({"orders":[{"id":")" + first + R"(","version":1},{"id":")" + second +
                      R"(","version":2},{"id":")" + ids_.Next().ToString() + R"(","version":1}]})";
    const auto answer = api_.As(warehouse_).Post(std::string(kOrders) + "/confirmations", body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    std::map<std::string, std::string> codes;
    const auto list = answer.Json();
    for (const auto& one : list.at("items").as_array()) {
        codes[std::string(one.at("id").as_string())] = std::string(one.at("code").as_string());
    }
    EXPECT_EQ(codes[first], "");
    EXPECT_EQ(codes[second], "order_state");
    EXPECT_EQ(codes.size(), 3U);
    const auto counts = api_.As(warehouse_).Get(std::string(kOrders) + "/counts").Json();
    EXPECT_EQ(counts.at("states").as_array().size(), 2U) << counts;
}

}  // namespace
}  // namespace orders
