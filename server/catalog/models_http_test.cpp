#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "lib/base/json.hpp"
#include "server/catalog/catalog.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// Models of the catalogue and of the fleet, and the printers whose supplies have no item.
namespace catalog {
namespace {

using http::Role;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Strings = std::vector<std::string>;

constexpr const char* kModels = "/api/v1/catalog-models";
constexpr const char* kMissing = "/api/v1/printers-without-items";

struct NoOrders : OrdersOfItems {
    Counts Of(pg::Transaction&, std::span<const base::OrganizationId>, ItemId) override { return {}; }
};

class CatalogModels : public ::testing::Test {
  protected:
    CatalogModels() {
        RegisterHttp(api_.router(), {ids_, orders_, catalogues_});
        nordlys_ = world_.AddCustomer("Nordlys");
        sund_ = world_.AddCustomer("Sund");
        keeper_ = api_.SignIn(world_.platen().id, {Role::kMpsOfferManager},
                              {world_.platen().id, nordlys_.organization, sund_.organization});
        customer_ = api_.SignIn(nordlys_.organization, {Role::kViewer});
    }

    // Printers of a customer, counted.
    void Deliver(const printers::Source& source, int first, int count,
                 const std::vector<std::pair<std::string, std::string>>& supplies, const std::string& model) {
        std::vector<printing::JournaledReading> readings;
        for (int number = first; number < first + count; ++number) {
            auto reading = server::testing::SampleReading(number);
            reading.manufacturer = "Lexmark";
            reading.model = model;
            reading.supplies.clear();
            for (const auto& [type, colorant] : supplies) {
                printing::Supply supply;
                supply.index = "1." + std::to_string(reading.supplies.size() + 1);
                supply.type = *base::json::ParseEnum<printing::SupplyType>(type);
                supply.colorant = colorant;
                reading.supplies.push_back(supply);
            }
            readings.push_back({++seq_, clock_.Now(), reading});
        }
        world_.Deliver(source, std::move(readings));
        Count();
    }
    void Count() {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        for (const auto& source : {nordlys_, sund_}) CountFleet(tx, source.organization, clock_.Now());
        tx.Commit();
    }
    std::string Make(const std::string& part_number, const std::string& model, const std::string& colorant = "black",
                     const std::string& kind = "original", int yield = 1000) {
        boost::json::object body{
            {"part_number", part_number},
            {"manufacturer", "Lexmark"},
            {"name", "Toner"},
            {"supply_type", "toner"},
            {"colorant", colorant},
            {"yield_pages", yield},
            {"active", true},
            {"kind", kind},
            {"models", boost::json::array{boost::json::object{{"manufacturer", "Lexmark"}, {"model", model}}}}};
        const auto made = api_.As(keeper_).Post("/api/v1/catalog-items", boost::json::serialize(body));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.At("/id");
    }
    boost::json::value Model(const http::Actor& who, const std::string& name) {
        const auto list = api_.As(who).Get(std::string(kModels) + "?search=" + name);
        EXPECT_EQ(list.status, 200) << list.body;
        const auto page = list.Json();
        const auto& items = page.at("items").as_array();
        return items.empty() ? boost::json::value() : items.front();
    }
    std::string PathOf(const std::string& name) {
        return std::string(kModels) + "/" + std::string(Model(keeper_, name).at("id").as_string());
    }
    Strings Names(const http::Actor& who, const std::string& query) {
        const auto list = api_.As(who).Get(kModels + query);
        EXPECT_EQ(list.status, 200) << list.body;
        const auto page = list.Json();
        Strings names;
        for (const auto& item : page.at("items").as_array()) {
            names.push_back(std::string(item.at("model").as_string()) + " " +
                            std::to_string(item.at("printers").as_int64()));
        }
        return names;
    }
    // The part number that is chosen for each supply, "-" for a generic item.
    static Strings Chosen(const boost::json::value& model) {
        Strings chosen;
        for (const auto& supply : model.at("supplies").as_array()) {
            std::string part = "-";
            for (const auto& item : supply.at("items").as_array()) {
                if (item.at("chosen").as_bool()) part = item.at("part_number").as_string();
            }
            chosen.push_back(std::string(supply.at("supply_type").as_string()) + "/" +
                             std::string(supply.at("colorant").as_string()) + " x" +
                             std::to_string(supply.at("printers").as_int64()) + " " + part);
        }
        return chosen;
    }
    Strings Missing(const std::string& query = "") {
        Strings rows;
        std::string cursor;
        for (int pages = 0; pages < 50; ++pages) {
            const auto list = api_.As(keeper_).Get(kMissing + std::string("?limit=3") + query + cursor);
            EXPECT_EQ(list.status, 200) << list.body;
            const auto page = list.Json();
            for (const auto& row : page.at("items").as_array()) {
                std::string supplies;
                for (const auto& supply : row.at("supplies").as_array()) {
                    supplies += " " + std::string(supply.at("supply_type").as_string()) + "/" +
                                std::string(supply.at("colorant").as_string());
                }
                rows.push_back(std::string(row.at("organization_name").as_string()) + " " +
                               std::string(row.at("model").as_string()) + supplies);
            }
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        return rows;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    NoOrders orders_;
    http::TestApi api_{&database_.pool(), clock_};
    printers::Source nordlys_, sund_;
    http::Actor keeper_, customer_;
    std::int64_t seq_ = 0;
};

TEST_F(CatalogModels, AreThoseOfTheFleetAndOfItemsWithTheNumberOfPrinters) {  // ASR-2
    Make("A-1", "MX722ade");
    Deliver(nordlys_, 1, 2, {{"toner_cartridge", "black"}}, "MX722ade");
    Deliver(sund_, 3, 3, {{"toner_cartridge", "black"}, {"fuser", ""}}, "CX944");
    EXPECT_THAT(Names(keeper_, ""), ElementsAre("CX944 3", "MX722ade 2"));
    EXPECT_THAT(Names(keeper_, "?sort=printers"), ElementsAre("MX722ade 2", "CX944 3"));
    EXPECT_THAT(Names(keeper_, "?search=lexmark%20mx"), ElementsAre("MX722ade 2"));
    EXPECT_THAT(Names(keeper_, "?manufacturer=LEXMARK&in_fleet=true&missing=true"), ElementsAre("CX944 3"));
    EXPECT_THAT(Chosen(Model(keeper_, "CX944")), ElementsAre("fuser/ x3 -", "toner/black x3 -"));
    EXPECT_THAT(Chosen(Model(keeper_, "MX722")), ElementsAre("toner/black x2 A-1"));
    // Printers of others are counted for those who see them, and what only they told is not told further.
    EXPECT_THAT(Names(customer_, ""), ElementsAre("MX722ade 2"));
}

TEST_F(CatalogModels, TheFleetIsCountedAgainOnceItHasChanged) {  // ASR-2
    Deliver(nordlys_, 1, 2, {{"toner", "black"}}, "MX722ade");
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        EXPECT_FALSE(CountFleet(tx, nordlys_.organization, clock_.Now())) << "nothing has changed";
    }
    const auto printers = world_.PrintersOf(nordlys_.organization);
    world_.Deregister(nordlys_.organization, {printers.front()});
    Count();
    EXPECT_THAT(Names(keeper_, ""), ElementsAre("MX722ade 1"));
    clock_.Advance(std::chrono::hours(1));
    Deliver(nordlys_, 1, 2, {{"toner", "black"}, {"toner", "cyan"}}, "MX722ade");
    EXPECT_THAT(Chosen(Model(keeper_, "MX722")), ElementsAre("toner/black x1 -", "toner/cyan x1 -"))
        << "the other one is away";
}

TEST_F(CatalogModels, EverybodyLooksUpWhichModelTakesPartAndByWhichRoute) {  // ASR-2
    Make("A-1", "MX722ade");
    Make("A-2", "CX944");
    Make("A-3", "X1");
    const auto put = [&](const std::string& model, const std::string& body) {
        const std::string path = PathOf(model);
        const auto answer = api_.As(keeper_).Put(path, body, api_.As(keeper_).Get(path).ETag());
        EXPECT_EQ(answer.status, 200) << answer.body;
    };
    put("MX722",
        R"({"fleet_agent":true,"native_agent":true,"note":"Firmware 7 or newer","allowed_kinds":["original"]})");
    put("CX944", R"({"fleet_agent":false,"native_agent":false,"note":"","allowed_kinds":["original"]})");
    EXPECT_THAT(Names(customer_, "?route=fleet_agent"), ElementsAre("MX722ade 0"));
    EXPECT_THAT(Names(customer_, "?route=native_agent"), ElementsAre("MX722ade 0"));
    EXPECT_THAT(Names(customer_, "?route=none"), ElementsAre("CX944 0"));
    EXPECT_THAT(Names(customer_, "?route=unchecked"), ElementsAre("X1 0"));
    EXPECT_EQ(Model(customer_, "MX722").at("note"), "Firmware 7 or newer");
    EXPECT_EQ(api_.As(customer_).Put(PathOf("MX722"), "{}", "\"1\"").status, 403);
}

TEST_F(CatalogModels, AModelIsEnteredOnceAndDeletedWhileNothingIsOfIt) {  // ASR-2
    const std::string body =
        R"({"manufacturer":"HP","model":"LaserJet M404","fleet_agent":true,"native_agent":false,"note":"",)"
        R"("allowed_kinds":["compatible","original","compatible"]})";
    const auto made = api_.As(keeper_).Post(kModels, body);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(boost::json::serialize(made.Json().at("allowed_kinds")), R"(["original","compatible"])");
    EXPECT_EQ(api_.As(keeper_).Post(kModels, body).Errors(), Strings{"/model catalog_model_taken"});
    const std::string path = made.Header("Location");
    EXPECT_EQ(api_.As(keeper_).Delete(path, "\"2\"").status, 412);
    EXPECT_EQ(api_.As(keeper_).Delete(path, made.ETag()).status, 204);
    Make("A-1", "MX722ade");
    const auto item_model = PathOf("MX722");
    EXPECT_EQ(api_.As(keeper_).Delete(item_model, "\"1\"").Code(), "catalog_model_in_use");
    // Printers of an organization that the caller does not see keep it, too.
    Deliver(sund_, 1, 1, {{"toner", "black"}}, "CX944");
    const auto fleet_model = PathOf("CX944");
    const auto elsewhere = api_.SignIn(nordlys_.organization, {Role::kMpsOfferManager});
    EXPECT_EQ(api_.As(elsewhere).Delete(fleet_model, "\"1\"").Code(), "catalog_model_in_use");
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ', ' ORDER BY action) FROM audit_events WHERE object_type = "
                              "'catalog_model'"),
              "catalog_model.created, catalog_model.deleted");
}

TEST_F(CatalogModels, OfSeveralItemsThePreferredOneIsChosenElseTheHighestYieldOfAnAllowedKind) {  // ORD-2
    Make("A-1", "MX722ade", "black", "original", 3000);
    const auto high = Make("A-2", "MX722ade", "black", "original", 9000);
    const auto other = Make("C-1", "MX722ade", "black", "compatible", 20000);
    const auto cyan = Make("A-3", "MX722ade", "cyan");
    EXPECT_THAT(Chosen(Model(keeper_, "MX722")), ElementsAre("toner/black x0 A-2", "toner/cyan x0 A-3"));
    const std::string path = PathOf("MX722");
    const auto put = [&](const std::string& at, const std::string& body) {
        return api_.As(keeper_).Put(path + at, body, api_.As(keeper_).Get(path).ETag());
    };
    const auto prefer = [&](const std::string& item) {
        return put("/preference", R"({"supply_type":"toner_cartridge","colorant":"black","item_id":)" + item + "}");
    };
    ASSERT_EQ(
        put("", R"({"fleet_agent":true,"native_agent":false,"note":"","allowed_kinds":["original","compatible"]})")
            .status,
        200);
    EXPECT_THAT(Chosen(Model(keeper_, "MX722")), ElementsAre("toner/black x0 C-1", "toner/cyan x0 A-3"));
    ASSERT_EQ(put("", R"({"fleet_agent":true,"native_agent":false,"note":"","allowed_kinds":["original"]})").status,
              200);
    ASSERT_EQ(prefer('"' + other + '"').status, 200) << "a person may prefer what the rule does not choose";
    EXPECT_THAT(Chosen(Model(keeper_, "MX722")), ElementsAre("toner/black x0 C-1", "toner/cyan x0 A-3"));
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const auto items = FindItems(tx, {ModelKey("Lexmark", "MX722ade")}).begin()->second;
        EXPECT_EQ(ChooseItem(items, "toner_cartridge", "black")->part_number, "C-1") << "what is ordered";
    }
    EXPECT_EQ(prefer('"' + cyan + '"').Errors(), Strings{"/item_id catalog_item_does_not_fit"});
    ASSERT_EQ(prefer("null").status, 200);
    EXPECT_THAT(Chosen(Model(keeper_, "MX722")), ElementsAre("toner/black x0 A-2", "toner/cyan x0 A-3"));
    // An item that does not fit any more is not preferred any more.
    ASSERT_EQ(prefer('"' + high + '"').status, 200);
    const std::string item = "/api/v1/catalog-items/" + high;
    auto changed = api_.As(keeper_).Get(item).Json();
    for (const char* member : {"id", "version", "created_at", "updated_at"}) changed.as_object().erase(member);
    changed.as_object()["colorant"] = "magenta";
    ASSERT_EQ(api_.As(keeper_).Put(item, boost::json::serialize(changed), "\"1\"").status, 200);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM catalog_preferences"), "0");
    EXPECT_THAT(Chosen(Model(keeper_, "MX722")),
                ElementsAre("toner/black x0 A-1", "toner/cyan x0 A-3", "toner/magenta x0 A-2"));
}

TEST_F(CatalogModels, PrintersWithoutAnItemAreListedPageByPage) {  // ORD-2
    Deliver(nordlys_, 1, 4, {{"toner_cartridge", "black"}, {"fuser", ""}}, "MX722ade");
    Deliver(nordlys_, 11, 1, {{"toner_cartridge", "black"}, {"toner", "black"}}, "MX722ade");
    Deliver(sund_, 21, 2, {{"toner", "black"}}, "CX944");
    Deliver(sund_, 31, 1, {{"toner", "black"}}, "MX722ade");
    const Strings fuser(4, "Nordlys MX722ade fuser/ toner/black");
    EXPECT_THAT(Missing(), ElementsAre("Sund CX944 toner/black", "Sund CX944 toner/black", fuser[0], fuser[1], fuser[2],
                                       fuser[3], "Nordlys MX722ade toner/black", "Sund MX722ade toner/black"));
    EXPECT_THAT(Missing("&of_organization=" + nordlys_.organization.ToString() + "&supply_type=fuser"),
                ElementsAre("Nordlys MX722ade fuser/", "Nordlys MX722ade fuser/", "Nordlys MX722ade fuser/",
                            "Nordlys MX722ade fuser/"));
    Make("A-1", "MX722ade");
    EXPECT_THAT(Missing("&manufacturer=lexmark"),
                ElementsAre("Sund CX944 toner/black", "Sund CX944 toner/black", "Nordlys MX722ade fuser/",
                            "Nordlys MX722ade fuser/", "Nordlys MX722ade fuser/", "Nordlys MX722ade fuser/"));
    EXPECT_THAT(Missing("&manufacturer=HP"), IsEmpty());
    // Deregistered since it was counted.
    world_.Deregister(nordlys_.organization, {world_.PrintersOf(nordlys_.organization).front()});
    EXPECT_EQ(Missing("&supply_type=fuser").size(), 3);
    const auto file = api_.As(keeper_).Get(std::string(kMissing) + "/export?supply_type=fuser");
    EXPECT_EQ(file.status, 200) << file.body;
    EXPECT_EQ(std::ranges::count(file.body, '\n'), 4);
    EXPECT_THAT(file.body, HasSubstr("Nordlys,Lexmark,MX722ade,"));
    EXPECT_THAT(file.body, HasSubstr(",fuser,\r\n"));
    EXPECT_EQ(api_.As(customer_).Get(kMissing).status, 403);
    EXPECT_EQ(api_.As(keeper_).Get(std::string(kMissing) + "?cursor=made-up").Errors(),
              Strings{"cursor invalid_cursor"});
}

TEST_F(CatalogModels, ItemsThatAreOffSaleOrOfAKindThatIsNotAllowedLeaveASupplyWithout) {  // ORD-2
    Deliver(nordlys_, 1, 1, {{"toner", "black"}}, "MX722ade");
    Make("C-1", "MX722ade", "black", "compatible");
    EXPECT_THAT(Missing(), ElementsAre("Nordlys MX722ade toner/black"));
    Make("A-1", "MX722ade");
    EXPECT_THAT(Missing(), IsEmpty());
    database_.Sql("UPDATE catalog_items SET active = false");
    EXPECT_THAT(Missing(), ElementsAre("Nordlys MX722ade toner/black"));
}

}  // namespace
}  // namespace catalog
