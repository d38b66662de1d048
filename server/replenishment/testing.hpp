#pragma once

#include <gtest/gtest.h>

#include "lib/replenishment/state.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/readings.hpp"
#include "server/replenishment/replenishment.hpp"

// For tests only: a customer with printers at one site on a real database, whose days pass.
namespace replenishment::testing {

class Customer : public ::testing::Test {
  protected:
    // `most_looked`: as RegisterHttp takes it.
    explicit Customer(std::size_t most_looked = 4'000) {
        readings::Partitions partitions(database_.pool());
        partitions.EnsureAhead(clock_.Now());
        partitions.EnsureAhead(clock_.Now() + std::chrono::days(40));
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const auto now = clock_.Now();
        const auto platen = organizations::CreateOperator(tx, ids_, "Operator", now);
        const auto partner = *organizations::Create(tx, ids_, platen, "Partner", {}, now);
        organization_ = organizations::Create(tx, ids_, partner, "Nordlys", {}, now)->id;
        site_ = organizations::CreateSite(tx, ids_, organization_, "Oslo", {}, now)->id;
        contact_ = contacts::CreateContact(tx, organization_, ids_.Make<contacts::ContactId>(),
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
            "secrets, created_at, updated_at) VALUES ('" +
            organization_.ToString() + "', '" + agent_.ToString() + "', '" + site_.ToString() +
            "', 'A', 'a', '{}', '{}', false, 3600, 3600, '', now(), now())");
        orders::RegisterHttp(api_.router(), {office_, texts_, shelf_});
        RegisterHttp(api_.router(), texts_, most_looked);
    }

    // What printer `number` (1 ..) says now: the level of its black toner, and a life count where one is given.
    printing::JournaledReading Reading(std::size_t number, double level, std::int64_t pages = -1) {
        printing::JournaledReading reading{.seq = ++seq_, .observed_at = clock_.Now()};
        reading.reading.address = "10.0.0." + std::to_string(number);
        reading.reading.is_printer = true;
        reading.reading.manufacturer = "Lexmark";
        reading.reading.model = "MS431";
        reading.reading.serial_number = "SN" + std::to_string(number);
        reading.reading.supplies = {{.index = "1.1",
                                     .type = printing::SupplyType::kToner,
                                     .class_ = printing::SupplyClass::kConsumed,
                                     .colorant = "black",
                                     .description = "Black Cartridge",
                                     .unit = printing::Unit::kPercent,
                                     .max_capacity_raw = 100,
                                     .level_raw = static_cast<std::int64_t>(level),
                                     .level_state = printing::LevelState::kAmount,
                                     .remaining_percent = level}};
        if (pages >= 0) {
            reading.reading.meters = {{printing::MeterKind::kLife, pages, printing::Unit::kImpressions, "1.1"}};
        }
        return reading;
    }
    // Readings arrive, in one batch.
    void Deliver(std::vector<printing::JournaledReading> readings) {
        const readings::Batch batch{.boot_epoch = 1, .readings = std::move(readings)};
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        EXPECT_TRUE(readings::TakeIn(tx, ids_, intake_, {organization_, agent_, site_}, batch, clock_.Now()));
        tx.Commit();
        if (has_contact_) database_.Sql("UPDATE printers SET contact_id = '" + contact_.id.ToString() + "'");
        if (under_contract_) database_.Sql("UPDATE printers SET under_contract = true");
    }
    void NextDay() { clock_.Advance(std::chrono::hours(24)); }
    RunResult Run() {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        const auto result = RunDaily(tx, office_, organization_, clock_.Today(), clock_.Now(), settings_);
        tx.Commit();
        return result;
    }
    // One day: a reading with these black levels, one printer each, then the daily run.
    RunResult Day(const std::vector<double>& levels) {
        NextDay();
        std::vector<printing::JournaledReading> readings;
        for (std::size_t i = 0; i < levels.size(); ++i) readings.push_back(Reading(i + 1, levels[i]));
        Deliver(std::move(readings));
        return Run();
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
    std::string Step(const boost::json::value& order, const std::string& step, const std::string& body) {
        const auto client = api_.As(warehouse());
        const std::string path = "/api/v1/supply-orders/" + std::string(order.at("id").as_string());
        const auto answer = client.Post(path + "/" + step, body, {{"If-Match", client.Get(path).ETag()}});
        return answer.status == 200 ? std::string(answer.Json().at("state").as_string()) : answer.Code();
    }
    SupplyState StateOf(std::size_t number) {
        const std::string hex = database_.Value(
            "SELECT encode(state, 'hex') FROM replenishment_supplies JOIN printers ON id = "
            "printer_id "
            "WHERE serial_number = 'SN" +
            std::to_string(number) + "'");
        std::string octets;
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
            octets.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
        }
        const auto state = UnpackSupply(octets);
        EXPECT_TRUE(state) << hex;
        return state.value_or(SupplyState{});
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
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    orders::Office office_{ids_, mailer_, "https://portal.example"};
    Settings settings_;
    Shelf shelf_;
    printers::Intake intake_{ids_};
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId organization_;
    organizations::SiteId site_;
    agents::AgentId agent_;
    contacts::Contact contact_;
    bool has_contact_ = true;     // false: nothing is ordered ...
    bool under_contract_ = true;  // ... either
    std::int64_t seq_ = 0;
};

}  // namespace replenishment::testing
