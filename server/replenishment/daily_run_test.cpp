#include <gtest/gtest.h>

#include "server/organizations/organizations.hpp"
#include "server/platform/http/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/readings.hpp"
#include "server/replenishment/replenishment.hpp"

// The whole way from readings to an order, its mail, the delivery and the shelf, on a real
// database.
namespace replenishment {
namespace {

class DailyRun : public ::testing::Test {
  protected:
    DailyRun() {
        readings::Partitions partitions(database_.pool());
        partitions.EnsureAhead(clock_.Now());
        partitions.EnsureAhead(clock_.Now() + std::chrono::days(40));
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const auto now = clock_.Now();
        const auto platen = organizations::CreateOperator(tx, ids_, "Operator", now);
        const auto partner = *organizations::Create(tx, ids_, platen, "Partner", {}, now);
        organization_ = organizations::Create(tx, ids_, partner, "Nordlys", {}, now)->id;
        site_ = organizations::CreateSite(tx, ids_, organization_, "Oslo", {}, now)->id;
        contact_ = contacts::CreateContact(
            tx, organization_, ids_.Make<contacts::ContactId>(),
            {.first_name = "Ida",
             .last_name = "Berg",
             .email = "ida@mail.example",
             .address = {.street1 = "Storgata 1", .city = "Oslo", .country = "NO"}},
            now);
        tx.Commit();
        agent_ = ids_.Make<agents::AgentId>();
        database_.Sql(
            "INSERT INTO agents (organization_id, id, site_id, name, name_key, include, exclude, "
            "allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, "
            "secrets, "
            "created_at, updated_at) VALUES ('" +
            organization_.ToString() + "', '" + agent_.ToString() + "', '" + site_.ToString() +
            "', 'A', 'a', '{}', '{}', false, 3600, 3600, '', now(), now())");
        orders::RegisterHttp(api_.router(), {office_, texts_, shelf_});
        RegisterHttp(api_.router(), texts_);
    }

    // One day: a reading with these black levels, one printer each, then the daily run.
    RunResult Day(const std::vector<double>& levels) {
        clock_.Advance(std::chrono::hours(24));
        readings::Batch batch{.boot_epoch = 1};
        for (std::size_t i = 0; i < levels.size(); ++i) {
            printing::JournaledReading reading{.seq = ++seq_, .observed_at = clock_.Now()};
            reading.reading.address = "10.0.0." + std::to_string(i + 1);
            reading.reading.is_printer = true;
            reading.reading.manufacturer = "Lexmark";
            reading.reading.model = "MS431";
            reading.reading.serial_number = "SN" + std::to_string(i + 1);
            reading.reading.supplies = {{.index = "1.1",
                                         .type = printing::SupplyType::kToner,
                                         .class_ = printing::SupplyClass::kConsumed,
                                         .colorant = "black",
                                         .description = "Black Cartridge",
                                         .unit = printing::Unit::kPercent,
                                         .max_capacity_raw = 100,
                                         .level_raw = static_cast<std::int64_t>(levels[i]),
                                         .level_state = printing::LevelState::kAmount,
                                         .remaining_percent = levels[i]}};
            batch.readings.push_back(std::move(reading));
        }
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        EXPECT_TRUE(readings::TakeIn(tx, ids_, intake_, {organization_, agent_, site_}, batch,
                                     clock_.Now()));
        if (!assigned_) {
            tx.Commit();
            database_.Sql("UPDATE printers SET contact_id = '" + contact_.id.ToString() + "'");
            assigned_ = true;
            return Run();
        }
        const auto result = RunDaily(tx, office_, organization_, clock_.Today(), clock_.Now(), {});
        tx.Commit();
        return result;
    }
    RunResult Run() {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        const auto result = RunDaily(tx, office_, organization_, clock_.Today(), clock_.Now(), {});
        tx.Commit();
        return result;
    }
    boost::json::value OnlyOrder() {
        const auto list = api_.As(warehouse()).Get("/api/v1/supply-orders").Json();
        EXPECT_EQ(list.at("items").as_array().size(), 1u);
        return list.at("items").as_array().at(0);
    }
    boost::json::value Supply(std::size_t number) {
        const auto list = api_.As(warehouse()).Get("/api/v1/replenishment/supplies").Json();
        for (const auto& item : list.at("items").as_array()) {
            if (item.at("serial_number").as_string() == "SN" + std::to_string(number)) return item;
        }
        return nullptr;
    }
    http::Actor warehouse() { return api_.SignIn(organization_, {http::Role::kWarehouse}); }
    std::string Step(const boost::json::value& order, const std::string& step,
                     const std::string& body) {
        const auto answer = api_.As(warehouse())
                                .Post("/api/v1/supply-orders/" +
                                          std::string(order.at("id").as_string()) + "/" + step,
                                      body);
        return answer.status == 200 ? std::string(answer.Json().at("state").as_string())
                                    : answer.Code();
    }
    std::string Mails() {
        return database_.Value(
            "SELECT string_agg(template || ' ' || to_address, ', ' ORDER BY created_at, id) FROM "
            "mails");
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-06-01T06:00:00Z")};
    base::IdSource ids_{clock_};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    base::SecretBox secrets_{std::string(32, 'k')};
    outbox::Outbox outbox_{texts_, ids_, secrets_, "platen.example"};
    orders::Office office_{ids_, outbox_, "https://portal.example"};
    Shelf shelf_;
    printers::Intake intake_{ids_};
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId organization_;
    organizations::SiteId site_;
    agents::AgentId agent_;
    contacts::Contact contact_;
    std::int64_t seq_ = 0;
    bool assigned_ = false;
};

TEST_F(DailyRun, OrdersOnceMailsAndExplains) {  // ASR-4, ASR-5, ASR-9, ASR-15
    for (int day = 0; day < 6; ++day) EXPECT_EQ(Day({60.0 - day, 90.0}).orders, 0) << day;
    for (double level = 40; level >= 30; level -= 5) Day({level, 90.0});
    // 60 -> 30 in eight days: 3.75 % a day, so 30 % last eight days.
    const auto order = OnlyOrder();
    EXPECT_EQ(order.at("source"), "replenishment");
    EXPECT_EQ(order.at("lines").as_array().size(), 1u);
    const auto& line = order.at("lines").as_array().at(0);
    EXPECT_EQ(line.at("printer_serial_number"), "SN1");
    EXPECT_EQ(line.at("item").at("name"), "Black Cartridge")
        << "a generic item: the catalogue is empty";
    const std::string sentence(line.at("reason").at("sentence").as_string());
    EXPECT_NE(sentence.find("an order is due at 21 days"), std::string::npos) << sentence;
    EXPECT_EQ(Mails(), "order_created ida@mail.example");

    EXPECT_EQ(Run().supplies, 0) << "the run is repeated";
    Day({28, 90.0});
    OnlyOrder();
    EXPECT_EQ(Supply(1).at("reason").at("code"), "replenishment.on_its_way");
    EXPECT_EQ(Supply(1).at("in_transit"), 1);
    EXPECT_EQ(Supply(2).at("reason").at("code"), "replenishment.not_used");
}

TEST_F(DailyRun, WhatIsDeliveredStandsOnTheShelfUntilItIsPutIn) {  // ASR-9, ASR-10, ASR-12
    for (int day = 0; day < 12; ++day) Day({40.0 - 3 * day});
    const auto order = OnlyOrder();
    EXPECT_EQ(Step(order, "delivery", ""), "order_state") << "nothing has been shipped";
    EXPECT_EQ(Step(order, "shipments", R"({"carrier":"DHL","tracking_number":"123"})"), "shipped");
    EXPECT_EQ(Step(order, "cancellation", R"({"reason":"too late"})"), "order_state");
    EXPECT_EQ(Step(order, "delivery", ""), "delivered");
    EXPECT_EQ(Mails(),
              "order_created ida@mail.example, order_shipped ida@mail.example, order_delivered "
              "ida@mail.example");
    Day({3});
    EXPECT_EQ(Supply(1).at("shelf"), 1);
    EXPECT_EQ(Supply(1).at("in_transit"), 0);
    Day({100});
    EXPECT_EQ(Supply(1).at("shelf"), 0);
    EXPECT_FALSE(Supply(1).at("replaced_at").is_null());
}

TEST_F(DailyRun, AnOrderGoesWhereThePrintersContactIsWhenItIsShipped) {  // ASR-14, CON-9
    for (int day = 0; day < 12; ++day) Day({40.0 - 3 * day});
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
    const auto other = contacts::CreateContact(
        tx, organization_, ids_.Make<contacts::ContactId>(),
        {.last_name = "Dahl",
         .email = "eva@mail.example",
         .address = {.street1 = "Ny vei 2", .city = "Bergen", .country = "NO"}},
        clock_.Now());
    tx.Commit();
    database_.Sql("UPDATE printers SET contact_id = '" + other.id.ToString() + "'");
    EXPECT_EQ(Step(OnlyOrder(), "shipments", R"({"carrier":"DHL","tracking_number":""})"),
              "shipped");
    EXPECT_EQ(OnlyOrder().at("contact").at("address").at("city"), "Bergen");
    EXPECT_EQ(Mails(), "order_created ida@mail.example, order_shipped eva@mail.example");
}

TEST_F(DailyRun, SuppliesOfOneSiteTravelTogether) {  // ASR-6
    for (int day = 0; day < 12; ++day) Day({60.0 - 3 * day, 90.0 - 3 * day, 95.0 - day});
    const auto order = OnlyOrder();
    ASSERT_EQ(order.at("lines").as_array().size(), 2u);
    EXPECT_EQ(order.at("lines").as_array().at(1).at("reason").at("code"), "replenishment.joined");
}

TEST_F(DailyRun, ForeignOrganizationsSeeNoOrderAndCustomersCannotFulfil) {  // ORG-6, ORG-7
    for (int day = 0; day < 12; ++day) Day({40.0 - 3 * day});
    const std::string path =
        "/api/v1/supply-orders/" + std::string(OnlyOrder().at("id").as_string());
    const auto stranger =
        api_.As(api_.SignIn(ids_.Make<base::OrganizationId>(), {http::Role::kWarehouse}));
    EXPECT_EQ(stranger.Get(path).status, 404);
    EXPECT_EQ(stranger.Post(path + "/confirmation", "").status, 404);
    const auto customer = api_.As(api_.SignIn(organization_, {http::Role::kAdministrator}));
    EXPECT_EQ(customer.Get(path).status, 200);
    EXPECT_EQ(customer.Get(path).Json().at("possible_actions").as_array().size(), 0u);
    EXPECT_EQ(customer.Post(path + "/confirmation", "").status, 403);
}

}  // namespace
}  // namespace replenishment
