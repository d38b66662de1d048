#include <gtest/gtest.h>

#include <map>
#include <set>

#include "lib/base/json.hpp"
#include "server/catalog/catalog.hpp"
#include "server/organizations/organizations.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/world.hpp"

// The routes of the catalogue against a real database. It is the operator's and the same for everybody.
namespace catalog {
namespace {

using http::Role;
using Strings = std::vector<std::string>;

constexpr const char* kItems = "/api/v1/catalog-items";
constexpr http::RoleSet kWriters{Role::kOperatorAdministrator, Role::kMpsOfferManager};

class CatalogHttp : public ::testing::Test {
  protected:
    CatalogHttp() {
        RegisterHttp(api_.router(), {ids_, orders_, catalogues_});
        customer_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        keeper_ = api_.SignIn(world_.platen().id, {Role::kMpsOfferManager});
    }

    static std::string Body(const std::string& part_number, const std::string& name = "Toner",
                            const std::string& model = "MX722ade", std::int32_t yield = 3'000) {
        return base::json::Write(ItemFields{.part_number = part_number,
                                            .manufacturer = "Lexmark",
                                            .name = name,
                                            .supply_type = "toner",
                                            .colorant = "black",
                                            .yield_pages = yield,
                                            .models = {{"Lexmark", model}}});
    }
    // The path of a new item.
    std::string Make(const std::string& part_number, const std::string& name = "Toner",
                     const std::string& model = "MX722ade") {
        const auto made = api_.As(keeper_).Post(kItems, Body(part_number, name, model));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.Header("Location");
    }
    static Strings PartsOf(const boost::json::value& page) {
        Strings parts;
        for (const auto& item : page.at("items").as_array()) parts.emplace_back(item.at("part_number").as_string());
        return parts;
    }
    Strings Parts(const std::string& query) {
        const auto list = api_.As(keeper_).Get(kItems + query);
        EXPECT_EQ(list.status, 200) << list.body;
        return PartsOf(list.Json());
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId customer_;
    http::Actor keeper_;
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    struct Orders : OrdersOfItems {
        Counts Of(pg::Transaction&, std::span<const base::OrganizationId>, ItemId item) override {
            return counts[item];
        }
        std::map<ItemId, Counts> counts;
    } orders_;
};

TEST_F(CatalogHttp, CreatesReadsAndChanges) {  // ORD-2
    const std::string path = Make("B-1");
    const auto read = api_.As(keeper_).Get(path);
    EXPECT_EQ(read.At("/models/0/model"), "MX722ade");
    EXPECT_EQ(read.At("/created_at"), "2026-11-21T10:00:00Z");
    clock_.Advance(std::chrono::hours(1));
    const auto changed = api_.As(keeper_).Put(path, Body("B-1", "Toner XL", "CX923dxe"), read.ETag());
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.At("/name"), "Toner XL");
    EXPECT_EQ(changed.At("/updated_at"), "2026-11-21T11:00:00Z");
    EXPECT_EQ(Parts("?manufacturer=Lexmark&model=CX923dxe"), Strings{"B-1"}) << "fits the new model";
    EXPECT_EQ(Parts("?manufacturer=Lexmark&model=MX722ade"), Strings{}) << "and no more the old one";
    EXPECT_EQ(api_.As(keeper_).Get(path).ETag(), changed.ETag());
}

TEST_F(CatalogHttp, TwoPeopleEditingOneItemDoNotOverwriteEachOther) {  // API-1
    const std::string path = Make("B-1");
    const std::string seen = api_.As(keeper_).Get(path).ETag();
    EXPECT_EQ(api_.As(keeper_).Put(path, Body("B-1", "First"), seen).status, 200);
    const auto late = api_.As(keeper_).Put(path, Body("B-1", "Second"), seen);
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.Code(), "stale");
    EXPECT_EQ(api_.As(keeper_).Put(path, Body("B-1", "Second")).status, 428);
    EXPECT_EQ(api_.As(keeper_).Get(path).At("/name"), "First");
}

TEST_F(CatalogHttp, SavingWithoutAChangeKeepsTheVersionAndLeavesNoAuditRow) {
    const std::string path = Make("B-1");
    const auto read = api_.As(keeper_).Get(path);
    EXPECT_EQ(api_.As(keeper_).Put(path, Body("B-1"), read.ETag()).ETag(), read.ETag());
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'catalog_item.updated'"), "0");
}

TEST_F(CatalogHttp, APartNumberIsThereOnceHoweverItIsSpelled) {  // ORD-2
    Make("B 400-X");
    const auto refused = api_.As(keeper_).Post(kItems, Body("b400-x"));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.Errors(), Strings{"/part_number part_number_taken"});
    const std::string other = Make("C-1");
    const auto moved = api_.As(keeper_).Put(other, Body("B400-X"), api_.As(keeper_).Get(other).ETag());
    EXPECT_EQ(moved.Errors(), Strings{"/part_number part_number_taken"});
    EXPECT_EQ(Parts(""), (Strings{"B 400-X", "C-1"}));
}

TEST_F(CatalogHttp, AWrongFieldIsNamedBeforeAnythingIsLookedUp) {
    const auto refused = api_.As(keeper_).Post(kItems, Body("", "", "", -1));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.Errors(), (Strings{"/models/0/model missing", "/name missing", "/part_number missing",
                                         "/yield_pages out_of_range"}));
    const auto unknown = api_.As(keeper_).Put(std::string(kItems) + "/" + ids_.Next().ToString(), Body(""), "\"1\"");
    EXPECT_EQ(unknown.status, 422);
    EXPECT_EQ(Parts(""), Strings{});
}

TEST_F(CatalogHttp, ADoubleClickMakesOneItem) {  // API-1
    const http::TestHeaders key{{"Idempotency-Key", "one"}};
    const auto first = api_.As(keeper_).Post(kItems, Body("B-1"), key);
    const auto second = api_.As(keeper_).Post(kItems, Body("B-1"), key);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(Parts(""), Strings{"B-1"});
}

TEST_F(CatalogHttp, SearchesPartNumbersAndNames) {
    Make("78C0X10", "Black toner, high yield");
    Make("78C0X20", "Cyan toner, high yield");
    EXPECT_EQ(Parts("?search=c0x2"), Strings{"78C0X20"});
    EXPECT_EQ(Parts("?search=BLACK%20toner"), Strings{"78C0X10"});
    EXPECT_EQ(Parts("?search=nothing"), Strings{});
}

TEST_F(CatalogHttp, PagesThroughAllInBothDirections) {  // API-1
    Strings made;
    for (int i = 10; i < 23; ++i) {
        made.push_back("P-" + std::to_string(i));
        Make(made.back());
    }
    const auto walk = [&](const std::string& sort) {
        Strings seen;
        for (std::string cursor; seen.size() < 100;) {
            const auto page = api_.As(keeper_).Get(kItems + ("?limit=5&sort=" + sort) + cursor).Json();
            for (auto& part : PartsOf(page)) seen.push_back(part);
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        return seen;
    };
    EXPECT_EQ(walk("part_number"), made);
    EXPECT_EQ(walk("-part_number"), Strings(made.rbegin(), made.rend()));
    EXPECT_EQ(api_.As(keeper_).Get(std::string(kItems) + "?sort=taste").Errors(), Strings{"sort not_one_of"});
    // Prices are the operator's, and so is their order: to a customer all are equal.
    for (const auto& [part, price] : {std::pair("P-90", 100), {"P-91", 50}}) {
        auto body = boost::json::parse(Body(part, "Toner", "MX722ade")).as_object();
        body["price"] = {{"amount_minor", price}, {"currency", "EUR"}};
        EXPECT_EQ(api_.As(keeper_).Post(kItems, boost::json::serialize(body)).status, 201);
    }
    const auto of = [&](const auto& who, const std::string& sort) {
        return PartsOf(api_.As(who).Get(std::string(kItems) + "?search=P-9&sort=" + sort).Json());
    };
    const auto customer = api_.SignIn(customer_, {Role::kViewer});
    EXPECT_EQ(of(keeper_, "price"), (Strings{"P-91", "P-90"}));
    EXPECT_EQ(of(customer, "price"), (Strings{"P-90", "P-91"}));
    EXPECT_EQ(of(customer, "-price"), (Strings{"P-91", "P-90"}));
    EXPECT_EQ(api_.As(keeper_).Get(std::string(kItems) + "?cursor=made-up").Errors(), Strings{"cursor invalid_cursor"});
}

TEST_F(CatalogHttp, EveryRoleReadsAndOnlyTheCatalogsKeepersChange) {  // ORG-6
    const std::string path = Make("B-1");
    const std::string etag = api_.As(keeper_).Get(path).ETag();
    int number = 0;
    for (const Role role : organizations::AllRoles()) {
        const auto bit = base::json::EnumName(role);
        const auto client = api_.As(api_.SignIn(customer_, {role}));
        const int read = role == Role::kAgent ? 403 : 200;
        EXPECT_EQ(client.Get(kItems).status, read) << bit;
        EXPECT_EQ(client.Get(path).status, read) << bit;
        EXPECT_EQ(client.Put(path, Body("B-1"), etag).status, kWriters.Has(role) ? 200 : 403) << bit;
        EXPECT_EQ(client.Post(kItems, Body("R-" + std::to_string(++number))).status, kWriters.Has(role) ? 201 : 403)
            << bit;
    }
    EXPECT_EQ(api_.Anonymous().Get(kItems).status, 401);
}

TEST_F(CatalogHttp, WhatIsNotThereIsNotFound) {
    const std::string path = std::string(kItems) + "/" + ids_.Next().ToString();
    EXPECT_EQ(api_.As(keeper_).Get(path).status, 404);
    EXPECT_EQ(api_.As(keeper_).Put(path, Body("B-1"), "\"1\"").status, 404);
}

TEST_F(CatalogHttp, EveryChangeLeavesAnAuditRowInTheOrganizationThatMadeIt) {  // IDN-5
    const std::string path = Make("B-1");
    api_.As(keeper_).Put(path, Body("B-1", "Toner XL"), api_.As(keeper_).Get(path).ETag());
    EXPECT_EQ(database_.Value("SELECT string_agg(action || ' ' || object_name || ' ' || (after->>'name'), ', ' "
                              "ORDER BY after->>'version') FROM audit_events WHERE organization_id = '" +
                              keeper_.organization.ToString() + "'"),
              "catalog_item.created Toner Toner, catalog_item.updated Toner XL Toner XL");
}

TEST_F(CatalogHttp, KindStarterYieldAndPriceAreKeptAndWhatIsLeftOutStays) {  // ASR-19, ORD-2
    auto body = boost::json::parse(Body("B-1")).as_object();
    body["kind"] = "remanufactured";
    body["starter_yield_pages"] = 1'200;
    body["price"] = boost::json::parse(R"({"amount_minor":12950,"currency":"eur"})");
    const auto made = api_.As(keeper_).Post(kItems, boost::json::serialize(body));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/kind") + " " + made.At("/starter_yield_pages") + " " + made.At("/price/amount_minor") + " " +
                  made.At("/price/currency"),
              "remanufactured 1200 12950 EUR");
    const std::string path = made.Header("Location");
    auto old = boost::json::parse(Body("B-1", "Toner XL")).as_object();
    for (const char* member : {"kind", "starter_yield_pages", "price"}) old.erase(member);
    const auto renamed = api_.As(keeper_).Put(path, boost::json::serialize(old), made.ETag());
    ASSERT_EQ(renamed.status, 200) << renamed.body;
    EXPECT_EQ(renamed.At("/name") + " " + renamed.At("/kind") + " " + renamed.At("/price/amount_minor"),
              "Toner XL remanufactured 12950");
    old["price"] = boost::json::parse(R"({"amount_minor":null,"currency":""})");
    const auto without = api_.As(keeper_).Put(path, boost::json::serialize(old), renamed.ETag());
    EXPECT_TRUE(without.Json().at("price").is_null()) << without.body;
}

TEST_F(CatalogHttp, PricesAreTheOperatorsAlsoInTheLogOfACustomer) {  // ORD-2, IDN-5
    auto body = boost::json::parse(Body("B-1")).as_object();
    body["price"] = boost::json::parse(R"({"amount_minor":12950,"currency":"EUR"})");
    const auto made = api_.As(keeper_).Post(kItems, boost::json::serialize(body));
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string path = made.Header("Location");
    for (const Role role : organizations::AllRoles()) {
        if (role == Role::kAgent) continue;
        const auto client = api_.As(api_.SignIn(customer_, {role}));
        const bool seen = organizations::kOperatorRoles.Has(role);
        EXPECT_EQ(client.Get(path).body.contains("12950"), seen) << base::json::EnumName(role);
        EXPECT_EQ(client.Get(kItems).body.contains("12950"), seen) << base::json::EnumName(role);
        EXPECT_EQ(client.Get(path + "/use").status, seen ? 200 : 403) << base::json::EnumName(role);
    }
    body["name"] = "Toner XL";
    const auto there = api_.SignIn(customer_, {Role::kMpsOfferManager});
    EXPECT_EQ(api_.As(there).Put(path, boost::json::serialize(body), made.ETag()).status, 200);
    EXPECT_EQ(database_.Value("SELECT string_agg(action || (after ? 'price'), ', ' ORDER BY action) FROM audit_events"),
              "catalog_item.createdtrue, catalog_item.updatedfalse");
}

TEST_F(CatalogHttp, AnItemThatIsUsedIsDeactivatedAndAnUnusedOneDeleted) {  // ORD-2
    const std::string path = Make("B-1");
    const ItemId id = *ItemId::Parse(path.substr(path.rfind('/') + 1));
    orders_.counts[id] = {1, 3};
    const auto use = api_.As(keeper_).Get(path + "/use");
    EXPECT_EQ(use.At("/printers") + " " + use.At("/open_order_lines") + " " + use.At("/order_lines") + " " +
                  use.At("/models/0/model"),
              "0 1 3 MX722ade");
    EXPECT_EQ(api_.As(keeper_).Delete(path, "\"1\"").Code(), "catalog_item_in_use");
    orders_.counts.clear();
    const auto elsewhere = api_.SignIn(customer_, {Role::kMpsOfferManager});
    EXPECT_EQ(api_.As(elsewhere).Delete(path, "\"1\"").Code(), "catalog_item_operator_only");
    EXPECT_EQ(api_.As(keeper_).Delete(path, "\"2\"").status, 412);
    EXPECT_EQ(api_.As(keeper_).Delete(path, "\"1\"").status, 204);
    EXPECT_EQ(api_.As(keeper_).Get(path).status, 404);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shared_external_ids"), "0");
    EXPECT_EQ(api_.As(keeper_).Post(kItems, Body("b - 1")).status, 201) << "its part number is free again";
}

TEST_F(CatalogHttp, IsFilteredByKindTypeColorMakerAndWhatIsOnSale) {  // ORD-2, API-1
    Make("A-1");
    auto body = boost::json::parse(Body("C-1")).as_object();
    body["kind"] = "compatible";
    body["manufacturer"] = "Armor";
    body["colorant"] = "cyan";
    body["active"] = false;
    ASSERT_EQ(api_.As(keeper_).Post(kItems, boost::json::serialize(body)).status, 201);
    EXPECT_EQ(Parts("?kind=compatible"), Strings{"C-1"});
    EXPECT_EQ(Parts("?colorant=black"), Strings{"A-1"});
    EXPECT_EQ(Parts("?active=true"), Strings{"A-1"});
    EXPECT_EQ(Parts("?manufacturer=ARMOR"), Strings{"C-1"});
    EXPECT_EQ(Parts("?supply_type=toner_cartridge&sort=-part_number"), (Strings{"C-1", "A-1"}));
    EXPECT_EQ(Parts("?sort=manufacturer"), (Strings{"C-1", "A-1"}));
    EXPECT_EQ(Parts("?supply_type=ink"), Strings{});
}

}  // namespace
}  // namespace catalog
