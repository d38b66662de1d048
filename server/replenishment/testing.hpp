#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "lib/replenishment/state.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/readings.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/replenishment_store.hpp"
#include "server/testing/world.hpp"

// For tests only: a customer with printers at one site on a real database, whose days pass.
namespace replenishment::testing {

class Customer : public ::testing::Test {
  protected:
    // `most_looked`: as RegisterHttp takes it.
    explicit Customer(std::size_t most_looked = 4'000) {
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
    void Deliver(const std::vector<printing::JournaledReading>& readings) {
        bool all_supplied = true;
        for (const auto& reading : readings)
            all_supplied = all_supplied && supplied_.contains(reading.reading.serial_number.value_or(""));
        world_.Deliver(source_, readings);
        if (all_supplied) return;
        std::vector<printers::PrinterId> without_contact;
        std::vector<printers::PrinterId> without_contract;
        {
            pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
            for (const auto& printer : printers::ListPrinterFacts(tx, organization_)) {
                if (has_contact_ && !printer.contact_id) without_contact.push_back(printer.id);
                if (under_contract_ && !printer.contract_id) without_contract.push_back(printer.id);
            }
        }
        if (!without_contact.empty()) world_.AssignContact(organization_, without_contact, contact_.id);
        if (!without_contract.empty()) world_.PutUnderContract(organization_, without_contract);
        if (!has_contact_ || !under_contract_) return;
        for (const auto& reading : readings) supplied_.insert(reading.reading.serial_number.value_or(""));
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
        const auto printer = *printers::PrinterId::Parse(
            database_.Value("SELECT id FROM printers WHERE serial_number = 'SN" + std::to_string(number) + "'"));
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        const auto rows = store::Lock(tx, organization_, printer);
        const auto state = rows.empty() ? std::nullopt : store::StateOf(rows.front());
        EXPECT_TRUE(state);
        return state.value_or(SupplyState{});
    }
    // What is kept is other than the runs have left it.
    void Change(const std::function<void(store::Row&)>& change) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        auto rows = store::LockAll(tx, organization_);
        std::ranges::for_each(rows, change);
        store::Write(tx, organization_, {}, rows);
        tx.Commit();
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
    Shelf shelf_{ids_};
    http::TestApi api_{&database_.pool(), clock_};
    server::testing::World world_{database_, clock_};
    organizations::Organization partner_ = world_.AddOrganization(world_.platen(), "Partner");
    organizations::Organization customer_ = world_.AddOrganization(partner_, "Nordlys");
    base::OrganizationId organization_ = customer_.id;
    organizations::SiteId site_ = world_.AddSite(organization_, "Oslo");
    printers::Source source_{organization_, world_.AddAgent(organization_, site_, "A"), site_};
    contacts::Contact contact_ =
        world_.AddContact(organization_, {.first_name = "Ida",
                                          .last_name = "Berg",
                                          .email = "ida@mail.example",
                                          .address = {.street1 = "Storgata 1", .city = "Oslo", .country = "NO"}});
    bool has_contact_ = true;         // false: nothing is ordered ...
    bool under_contract_ = true;      // ... either
    std::set<std::string> supplied_;  // serial numbers of printers with contact and contract
    std::int64_t seq_ = 0;
};

}  // namespace replenishment::testing
