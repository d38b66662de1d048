#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lib/base/json.hpp"
#include "lib/papers/testing.hpp"
#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/world.hpp"

// The routes of supply orders against a real database: who may do what, each step once, and nobody else's orders.
// What an order does to the shelf, its mails and its contact is tested where these are.
namespace orders {
namespace {

using http::Role;
using Strings = std::vector<std::string>;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kOrders = "/api/v1/supply-orders";
// ORD-3: the operator's fulfilment.
constexpr http::RoleSet kFulfilment{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist,
                                    Role::kOperatorServiceDesk, Role::kWarehouse};

// Stands in for replenishment.
class Shelf final : public DeliveryListener {
  public:
    void OnDelivered(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t slot,
                     std::int32_t quantity, const std::string&, base::Instant) override {
        delivered.push_back(std::to_string(slot) + " x " + std::to_string(quantity));
    }
    Strings delivered;
};

class OrdersHttp : public ::testing::Test {
  protected:
    OrdersHttp() {
        RegisterHttp(api_.router(), {office_, texts_, shelf_});
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        other_ = world_.AddOrganization(world_.platen(), "Fjord").id;
        contact_ = world_.AddContact(mine_, {.last_name = "Berg",
                                             .email = "berg@mail.example",
                                             .address = {.street1 = "Storgata 1", .city = "Oslo", .country = "NO"}});
        warehouse_ = api_.SignIn(mine_, {Role::kWarehouse});
    }

    // A new order of one line.
    std::string Place(const std::string& serial_number = "SN1", std::int32_t slot = 0, std::int32_t quantity = 2) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        NewOrder order{.organization = mine_,
                       .contact = contact_,
                       .source = Source::kPerson,
                       .ordered_by = "ida@mail.example",
                       .lines = {{.printer_id = printer_,
                                  .printer_serial_number = serial_number,
                                  .printer_model = "Lexmark MX722ade",
                                  .supply_slot = slot,
                                  .item = {.part_number = "P-1", .name = "Toner", .colorant = "black"},
                                  .quantity = quantity,
                                  .need = ++need_,
                                  .reason = {"replenishment.learning", {}}}}};
        EXPECT_TRUE(CreateOrder(tx, office_, order, clock_.Now()));
        tx.Commit();
        const auto list = api_.As(warehouse_).Get(std::string(kOrders) + "?limit=1");
        EXPECT_EQ(list.status, 200) << list.body;
        return std::string(kOrders) + "/" + list.At("/items/0/id");
    }
    // A new order of one line for SN9, which stands at a new site, to a contact of its own.
    void PlaceAt(const std::string& site, Source source, const std::string& by) {
        const auto contact = world_.AddContact(
            mine_, {.last_name = "Haugen", .address = {.street1 = "Torget 2", .city = "Bergen", .country = "NO"}});
        const auto site_id = world_.AddSite(mine_, site);
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        NewOrder order{.organization = mine_,
                       .site_id = site_id,
                       .site_name = site,
                       .contact = contact,
                       .source = source,
                       .ordered_by = by,
                       .lines = {{.printer_id = ids_.Make<printers::PrinterId>(),
                                  .printer_serial_number = "SN9",
                                  .printer_model = "Lexmark CX923dxe",
                                  .item = {.part_number = "P-9", .name = "Toner"},
                                  .need = ++need_,
                                  .reason = {"replenishment.learning", {}}}},
                       .comment = "For the election",
                       .desired_on = base::ParseDay("2026-12-01")};
        EXPECT_TRUE(CreateOrder(tx, office_, order, clock_.Now()));
        tx.Commit();
    }
    http::TestAnswer Act(const std::string& path, const std::string& step, const std::string& etag,
                         const std::string& body = "", const std::string& key = "") {
        http::TestHeaders headers{{"If-Match", etag}};
        if (!key.empty()) headers["Idempotency-Key"] = key;
        return api_.As(warehouse_).Post(path + "/" + step, body, headers);
    }
    std::string ETag(const std::string& path) { return api_.As(warehouse_).Get(path).ETag(); }
    static Strings NumbersOf(const boost::json::value& page) {
        Strings numbers;
        for (const auto& item : page.at("items").as_array()) numbers.emplace_back(item.at("number").as_string());
        return numbers;
    }
    Strings Numbers(const std::string& query) {
        const auto list = api_.As(warehouse_).Get(kOrders + query);
        EXPECT_EQ(list.status, 200) << list.body;
        return NumbersOf(list.Json());
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    Office office_{ids_, mailer_, "https://portal.example", "en", {"Printed by Platen"}};
    Shelf shelf_;
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_;
    base::OrganizationId other_;
    contacts::Contact contact_;
    printers::PrinterId printer_ = ids_.Make<printers::PrinterId>();
    std::int32_t need_ = 0;
    http::Actor warehouse_;
};

constexpr const char* kShipment = R"({"carrier":"DHL","tracking_number":"123"})";

TEST_F(OrdersHttp, AnOrderGoesItsCourseAndTellsIt) {  // ORD-1, ORD-3
    const std::string path = Place();
    const auto placed = api_.As(warehouse_).Get(path);
    EXPECT_EQ(placed.At("/state"), "submitted");
    EXPECT_EQ(placed.At("/organization_name"), "Nordlys");
    EXPECT_EQ(placed.At("/contact/last_name"), "Berg");
    EXPECT_EQ(placed.At("/lines/0/quantity"), "2");
    EXPECT_NE(placed.At("/lines/0/reason/sentence"), "");
    const auto confirmed = Act(path, "confirmation", placed.ETag());
    EXPECT_EQ(confirmed.At("/state"), "confirmed") << confirmed.body;
    const auto shipped = Act(path, "shipments", confirmed.ETag(), kShipment);
    EXPECT_EQ(shipped.At("/shipments/0/tracking_number"), "123") << shipped.body;
    EXPECT_EQ(shelf_.delivered, Strings{});
    const auto delivered = Act(path, "delivery", shipped.ETag());
    EXPECT_EQ(delivered.At("/state"), "delivered") << delivered.body;
    EXPECT_EQ(shelf_.delivered, Strings{"0 x 2"});
    const auto history = api_.As(warehouse_).Get(path + "/history").Json();
    Strings steps;
    for (const auto& step : history.at("items").as_array()) steps.emplace_back(step.at("action").as_string());
    EXPECT_EQ(std::set<std::string>(steps.begin(), steps.end()).size(), 4U) << history;
}

TEST_F(OrdersHttp, AStateNeverGoesBack) {  // ORD-3
    const std::string path = Place();
    EXPECT_EQ(Act(path, "cancellation", ETag(path), R"({"reason":"not needed"})").status, 200);
    const auto refused = Act(path, "confirmation", ETag(path));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "order_state");
    EXPECT_EQ(api_.As(warehouse_).Get(path).At("/state_reason"), "not needed");
}

TEST_F(OrdersHttp, TwoPeopleDoNotTakeOneOrderTwoWays) {  // API-1
    const std::string path = Place();
    const std::string seen = ETag(path);
    EXPECT_EQ(Act(path, "shipments", seen, kShipment).status, 200);
    const auto late = Act(path, "cancellation", seen, R"({"reason":"late"})");
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.Code(), "stale");
    EXPECT_EQ(api_.As(warehouse_).Post(path + "/delivery", "").status, 428);
    EXPECT_EQ(api_.As(warehouse_).Get(path).At("/state"), "shipped");
}

TEST_F(OrdersHttp, ADoubleClickShipsOnce) {  // API-1
    const std::string path = Place();
    const std::string seen = ETag(path);
    const auto first = Act(path, "shipments", seen, kShipment, "one");
    const auto second = Act(path, "shipments", seen, kShipment, "one");
    EXPECT_EQ(second.status, 200) << second.body;
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shipments"), "1");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'order_shipped'"), "1");
}

TEST_F(OrdersHttp, WhatIsWrongWithTheInputIsSaidBeforeTheOrderIsLookedUp) {
    const std::string path = std::string(kOrders) + "/" + ids_.Next().ToString();
    const auto empty = Act(path, "cancellation", "\"1\"", R"({"reason":" "})");
    EXPECT_EQ(empty.status, 422);
    EXPECT_EQ(empty.Errors(), Strings{"/reason missing"});
    const auto longest = Act(path, "back-order", "\"1\"", R"({"reason":")" + std::string(501, 'x') + R"("})");
    EXPECT_EQ(longest.Errors(), Strings{"/reason too_long"});
    const auto carrier = Act(path, "shipments", "\"1\"", R"({"carrier":"","tracking_number":""})");
    EXPECT_EQ(carrier.Errors(), Strings{"/carrier missing"});
    EXPECT_EQ(Act(path, "confirmation", "\"1\"").status, 404);
}

TEST_F(OrdersHttp, EveryRoleReadsAndOnlyFulfilmentActs) {  // ORG-6, ORD-3
    const std::string path = Place();
    for (const Role role : organizations::AllRoles()) {
        const auto bit = base::json::EnumName(role);
        const auto client = api_.As(api_.SignIn(mine_, {role}));
        const int read = role == Role::kAgent ? 403 : 200;
        EXPECT_EQ(client.Get(kOrders).status, read) << bit;
        EXPECT_EQ(client.Get(path + "/history").status, read) << bit;
        const auto order = client.Get(path);
        EXPECT_EQ(order.status, read) << bit;
        if (read == 200) {
            EXPECT_EQ(order.Json().at("possible_actions").as_array().empty(), !kFulfilment.Has(role)) << bit;
        }
        for (const auto& [step, body] : {std::pair{"confirmation", ""},
                                         {"back-order", R"({"reason":"x"})"},
                                         {"shipments", kShipment},
                                         {"delivery", ""},
                                         {"cancellation", R"({"reason":"x"})"}}) {
            const auto answer = client.Post(path + "/" + step, body, {{"If-Match", "\"0\""}});
            EXPECT_EQ(answer.status, kFulfilment.Has(role) ? 412 : 403) << bit << " " << step << " " << answer.body;
        }
    }
    EXPECT_EQ(api_.Anonymous().Get(kOrders).status, 401);
    EXPECT_EQ(api_.As(warehouse_).Get(path).At("/state"), "submitted");
}

TEST_F(OrdersHttp, AForeignOrganizationsOrdersDoNotExist) {  // ORG-7
    const std::string path = Place("CANARY");
    const auto stranger = api_.As(api_.SignIn(other_, {Role::kAdministrator, Role::kWarehouse}));
    const std::string by_number = "?search=" + api_.As(warehouse_).Get(path).At("/number");
    for (const std::string& query : {std::string(), std::string("?search=canary"), by_number}) {
        const auto list = stranger.Get(std::string(kOrders) + query);
        EXPECT_EQ(list.status, 200) << list.body;
        EXPECT_EQ(NumbersOf(list.Json()), Strings{}) << query;
    }
    EXPECT_EQ(stranger.Get(path).status, 404);
    EXPECT_EQ(stranger.Get(path + "/history").status, 404);
    for (const char* step : {"confirmation", "delivery"})
        EXPECT_EQ(stranger.Post(path + "/" + step, "", {{"If-Match", "\"1\""}}).status, 404) << step;
    const auto parent = api_.As(api_.SignIn(other_, {Role::kFleetManager}, {other_, mine_}));
    EXPECT_EQ(NumbersOf(parent.Get(kOrders).Json()).size(), 1U) << "a parent sees its children's";
}

TEST_F(OrdersHttp, FiltersByStatePrinterWordsAndTime) {  // ORD-1
    const std::string first = Place("SN1");
    clock_.Advance(std::chrono::hours(24));
    Place("SN2");
    Act(first, "confirmation", ETag(first));
    const Strings all = Numbers("");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(Numbers("?state=confirmed"), Strings{all[1]});
    EXPECT_EQ(Numbers("?state=confirmed&state=submitted"), all);
    EXPECT_EQ(Numbers("?printer_id=" + printer_.ToString()), all);
    EXPECT_EQ(Numbers("?printer_id=" + ids_.Next().ToString()), Strings{});
    EXPECT_EQ(Numbers("?search=sn2"), Strings{all[0]});
    EXPECT_EQ(Numbers("?search=" + all[1]), Strings{all[1]});
    EXPECT_EQ(Numbers("?ordered_since=2026-11-22T00:00:00Z"), Strings{all[0]});
    EXPECT_EQ(api_.As(warehouse_).Get(std::string(kOrders) + "?state=lost").Errors(), Strings{"state not_one_of"});
}

TEST_F(OrdersHttp, AreFoundByWhoOrderedWhoGetsThemWhereAndByTheirParcel) {  // ORD-1
    const std::string first = Place("SN1");
    clock_.Advance(std::chrono::hours(24));
    PlaceAt("Bergen branch", Source::kExtra, "desk@mail.example");
    const Strings all = Numbers("");
    ASSERT_EQ(all.size(), 2U);
    ASSERT_EQ(Act(first, "shipments", ETag(first), R"({"carrier":"DHL","tracking_number":"JJD 0004"})").status, 200);
    EXPECT_EQ(Numbers("?source=extra"), Strings{all[0]});
    EXPECT_EQ(Numbers("?source=extra&source=person"), all);
    EXPECT_EQ(Numbers("?source=replenishment"), Strings{});
    EXPECT_EQ(Numbers("?ordered_before=2026-11-22T00:00:00Z"), Strings{all[1]});
    EXPECT_EQ(Numbers("?contact_id=" + contact_.id.ToString()), Strings{all[1]});
    EXPECT_EQ(Numbers("?search=ida@mail"), Strings{all[1]}) << "by who ordered";
    EXPECT_EQ(Numbers("?search=storgata%2077"), Strings{});
    EXPECT_EQ(Numbers("?search=haugen"), Strings{all[0]}) << "by who gets it";
    EXPECT_EQ(Numbers("?search=bergen"), Strings{all[0]}) << "by its site";
    EXPECT_EQ(Numbers("?search=branch%20SN9"), Strings{all[0]}) << "by words of different places";
    EXPECT_EQ(Numbers("?search=branch%20SN1"), Strings{});
    EXPECT_EQ(Numbers("?search=nordlys"), all) << "by its customer";
    EXPECT_EQ(Numbers("?search=jjd0004"), Strings{all[1]}) << "by its parcel";
    EXPECT_EQ(Numbers("?search=jjd0005"), Strings{});
}

TEST_F(OrdersHttp, TheListIsAFileWithAllThatItShows) {  // ORD-1
    const std::string first = Place("SN1");
    PlaceAt("Bergen branch", Source::kExtra, "desk@mail.example");
    ASSERT_EQ(Act(first, "shipments", ETag(first), kShipment).status, 200);
    const auto file = [&](const std::string& query) {
        return api_.As(warehouse_).Get(std::string(kOrders) + "/export" + query).body;
    };
    const std::string all = file("");
    EXPECT_THAT(all, HasSubstr("number,organization,site,state,state_reason,source,ordered_by,ordered_at,desired_on,"));
    EXPECT_THAT(all, HasSubstr(",Nordlys,,shipped,,person,ida@mail.example,2026-11-21T10:00:00Z,,2026-11-21,,,1,"));
    EXPECT_THAT(all, HasSubstr(",DHL,123,"));
    EXPECT_THAT(
        all, HasSubstr(",Nordlys,Bergen branch,submitted,,extra,desk@mail.example,2026-11-21T10:00:00Z,2026-12-01,"));
    EXPECT_THAT(all, HasSubstr("For the election"));
    EXPECT_EQ(file("?source=extra").find("SN1"), std::string::npos);
    EXPECT_EQ(file("?state=shipped").find("SN9"), std::string::npos);
    EXPECT_EQ(file("?search=bergen").find("SN1"), std::string::npos);
}

TEST_F(OrdersHttp, PagesThroughAllInBothDirections) {  // API-1
    for (int i = 0; i < 12; ++i) {
        Place("SN" + std::to_string(i));
        clock_.Advance(std::chrono::minutes(1));
    }
    const auto walk = [&](const std::string& sort) {
        Strings seen;
        for (std::string cursor; seen.size() < 100;) {
            const auto page = api_.As(warehouse_).Get(kOrders + ("?limit=5" + sort) + cursor).Json();
            for (auto& number : NumbersOf(page)) seen.push_back(number);
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        return seen;
    };
    const Strings newest_first = walk("");
    EXPECT_EQ(newest_first.size(), 12U);
    EXPECT_EQ(walk("&sort=ordered_at"), Strings(newest_first.rbegin(), newest_first.rend()));
    Strings by_number = newest_first;
    std::ranges::sort(by_number);
    EXPECT_EQ(walk("&sort=number"), by_number);
    EXPECT_EQ(api_.As(warehouse_).Get(std::string(kOrders) + "?sort=taste").Errors(), Strings{"sort not_one_of"});
}

TEST_F(OrdersHttp, EveryStepLeavesAnAuditRowThatNamesTheOrder) {  // IDN-5
    const std::string path = Place();
    const auto shipped = Act(path, "shipments", ETag(path), kShipment);
    Act(path, "delivery", shipped.ETag());
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY (after->>'version')::int) FROM audit_events "
                              "WHERE object_type = 'supply_order' AND organization_id = '" +
                              mine_.ToString() + "'"),
              "supply_order.submitted supply_order.shipped supply_order.delivered");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE object_type = 'supply_order' AND object_name <> "
                              "(SELECT number FROM supply_orders)"),
              "0");
}

// What a person reads on a paper.
std::string TextOf(const http::TestAnswer& answer) {
    papers::Paper paper{.pdf = answer.body, .pages = 1};
    return papers::testing::Printed(paper, 30).Text();
}

TEST_F(OrdersHttp, AParcelHasItsPackingSlipAndItsLabels) {  // ASR-12
    const std::string path = Place("7464001HL");
    const std::string number = api_.As(warehouse_).Get(path).At("/number");
    const auto slip = api_.As(warehouse_).Get(path + "/packing-slip");
    ASSERT_EQ(slip.status, 200) << slip.body;
    EXPECT_EQ(slip.Header("Content-Type"), "application/pdf");
    EXPECT_EQ(slip.Header("Content-Disposition"), "attachment; filename=\"packing-slip-" + number + ".pdf\"");
    EXPECT_EQ(slip.Header("Platen-Missing-Letters"), "");
    EXPECT_EQ(slip.body, api_.As(warehouse_).Get(path + "/packing-slip").body) << "the same bytes";
    for (const std::string& text : {std::string("Packing slip"), std::string("Printed by Platen"), number}) {
        EXPECT_THAT(TextOf(slip), HasSubstr(text));
    }
    for (const char* text :
         {"Berg", "Storgata 1", "Norway", "7464001HL", "Lexmark MX722ade", "P-1", "For printer 7464001HL only"}) {
        EXPECT_THAT(TextOf(slip), HasSubstr(text));
    }
    EXPECT_THAT(TextOf(api_.As(warehouse_).Get(path + "/packing-slip?language=nb")), HasSubstr("Pakkseddel"));
    EXPECT_EQ(api_.As(warehouse_).Get(path + "/packing-slip?language=xx").Errors(), Strings{"language not_one_of"});
    const auto label = api_.As(warehouse_).Get(path + "/label");
    ASSERT_EQ(label.status, 200) << label.body;
    EXPECT_EQ(label.Header("Content-Disposition"), "attachment; filename=\"labels-" + number + ".pdf\"");
    EXPECT_THAT(TextOf(label), HasSubstr("Label 1 of 1"));
    for (const char* size : {"mm100x150", "a6", "mm62"}) {
        EXPECT_EQ(api_.As(warehouse_).Get(path + "/label?size=" + size).status, 200) << size;
    }
    EXPECT_EQ(api_.As(warehouse_).Get(path + "/label?size=a0").Errors(), Strings{"size not_one_of"});
}

TEST_F(OrdersHttp, APaperWithoutASenderNamesTheOperatorToWhoeverReadsIt) {  // ASR-12
    office_.sender.clear();
    const std::string path = Place();
    const auto name = database_.Value("SELECT name FROM organizations WHERE tier = 'operator'");
    ASSERT_NE(name, "");
    for (const Role role : {Role::kWarehouse, Role::kViewer}) {
        const auto client = api_.As(api_.SignIn(mine_, {role}));
        EXPECT_THAT(TextOf(client.Get(path + "/packing-slip")), HasSubstr(name));
    }
}

TEST_F(OrdersHttp, APaperIsWrittenInTheLanguageOfWhoGetsIt) {  // ASR-12, PRT-4
    contact_ = world_.AddContact(
        mine_,
        {.last_name = "Weiß", .address = {.street1 = "Weg 1", .city = "Bonn", .country = "DE"}, .language = "de"});
    const std::string path = Place();
    EXPECT_THAT(TextOf(api_.As(warehouse_).Get(path + "/packing-slip")), HasSubstr("Packzettel"));
    EXPECT_THAT(TextOf(api_.As(warehouse_).Get(path + "/packing-slip?language=sv")), HasSubstr("Följesedel"));
}

TEST_F(OrdersHttp, TheCustomerOpensTheSlipAndTheWarehouseTheLabels) {  // ORG-6, ORG-7
    const std::string path = Place();
    for (const Role role : organizations::AllRoles()) {
        const auto client = api_.As(api_.SignIn(mine_, {role}));
        EXPECT_EQ(client.Get(path + "/packing-slip").status, role == Role::kAgent ? 403 : 200);
        EXPECT_EQ(client.Get(path + "/label").status, kFulfilment.Has(role) ? 200 : 403);
    }
    const auto stranger = api_.As(api_.SignIn(other_, {Role::kAdministrator, Role::kWarehouse}));
    EXPECT_EQ(stranger.Get(path + "/packing-slip").status, 404);
    EXPECT_EQ(stranger.Get(path + "/label").status, 404);
    EXPECT_EQ(api_.Anonymous().Get(path + "/packing-slip").status, 401);
}

TEST_F(OrdersHttp, AShipmentHasItsOwnPaperWithWhereItWent) {  // ASR-12, ASR-14
    const std::string path = Place();
    const auto shipped = Act(path, "shipments", ETag(path), kShipment);
    // What the order says now is not where the parcel went.
    database_.Sql("UPDATE shipments SET contact = jsonb_set(contact, '{address,street1}', '\"Elsewhere 2\"')");
    const std::string query = "?shipment_id=" + shipped.At("/shipments/0/id");
    for (const std::string& asked : {query, std::string()}) {
        const auto text = TextOf(api_.As(warehouse_).Get(path + "/packing-slip" + asked));
        EXPECT_THAT(text, HasSubstr("Elsewhere 2")) << asked;
        EXPECT_THAT(text, HasSubstr("DHL")) << asked;
        EXPECT_THAT(text, HasSubstr("123")) << asked;
    }
    const std::string other = Place();
    EXPECT_EQ(api_.As(warehouse_).Get(other + "/packing-slip" + query).status, 404) << "of another order";
    EXPECT_EQ(api_.As(warehouse_).Get(other + "/label" + query).Code(), "not_found");
    EXPECT_THAT(TextOf(api_.As(warehouse_).Get(other + "/packing-slip")), HasSubstr("Storgata 1")) << "not shipped";
}

TEST_F(OrdersHttp, WhatIsLeftHasItsPapersAndSoHasEachParcel) {  // ASR-12, ORD-3
    const std::string path = Place("7464001HL", 0, 3);
    const auto paper = [&](const std::string& kind, const std::string& query = "") {
        const auto answer = api_.As(warehouse_).Get(path + "/" + kind + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return TextOf(answer);
    };
    const auto ship = [&](int quantity, const std::string& number) {
        const auto order = api_.As(warehouse_).Get(path);
        const std::string body = R"({"carrier":"DHL","tracking_number":")" + number + R"(","lines":[{"line_id":")" +
                                 order.At("/lines/0/id") + R"(","quantity":)" + std::to_string(quantity) + "}]}";
        return Act(path, "shipments", order.ETag(), body);
    };
    EXPECT_THAT(paper("packing-slip"), HasSubstr("3 items for 1 printer"));
    const auto first = ship(1, "TRACK-1");
    ASSERT_EQ(first.status, 200) << first.body;
    for (const char* text : {"2 items for 1 printer", "Ordered on"}) {
        EXPECT_THAT(paper("packing-slip"), HasSubstr(text)) << "what is left of it";
    }
    EXPECT_THAT(paper("packing-slip"), Not(HasSubstr("TRACK-1")));
    EXPECT_THAT(paper("label"), HasSubstr("2 × "));
    const std::string parcel = "?shipment_id=" + first.At("/shipments/0/id");
    EXPECT_THAT(paper("packing-slip", parcel), HasSubstr("1 item for 1 printer"));
    EXPECT_THAT(paper("packing-slip", parcel), HasSubstr("TRACK-1"));
    EXPECT_THAT(paper("label", parcel), HasSubstr("1 × "));
    const auto last = ship(2, "TRACK-2");
    ASSERT_EQ(last.status, 200) << last.body;
    EXPECT_THAT(paper("packing-slip"), HasSubstr("TRACK-2")) << "nothing is left: the last parcel's";
    EXPECT_THAT(paper("packing-slip", parcel), HasSubstr("TRACK-1"));
    EXPECT_THAT(paper("packing-slip", parcel), HasSubstr("1 item for 1 printer"));
}

TEST_F(OrdersHttp, NothingIsPackedForAnOrderThatWasCancelled) {  // ORD-3
    const std::string path = Place();
    Act(path, "cancellation", ETag(path), R"({"reason":"not needed"})");
    for (const char* paper : {"/packing-slip", "/label"}) {
        const auto refused = api_.As(warehouse_).Get(path + paper);
        EXPECT_EQ(refused.status, 409) << refused.body;
        EXPECT_EQ(refused.Code(), "order_nothing_to_pack");
        EXPECT_EQ(refused.Header("Content-Type"), "application/problem+json");
    }
}

TEST_F(OrdersHttp, ALetterThatNoFontHasIsToldWithThePaper) {  // ASR-12
    contact_ = world_.AddContact(
        mine_, {.last_name = "తె", .address = {.street1 = "Veien 1", .city = "Oslo", .country = "NO"}});
    const std::string path = Place();
    const auto slip = api_.As(warehouse_).Get(path + "/packing-slip");
    EXPECT_EQ(slip.Header("Platen-Missing-Letters"), "U+0C24, U+0C46");
    EXPECT_THAT(TextOf(slip), HasSubstr("Characters that cannot be printed here: U+0C24, U+0C46"));
}

}  // namespace
}  // namespace orders
