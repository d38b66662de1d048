#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/enrollment/enrollment.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/supply_notices/supply_notices.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// For tests only: a customer whose printers can take part, its operator, and a stranger.
namespace enrollment::testing {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;

// Nobody has ordered anything.
class NoOrders final : public catalog::OrdersOfItems {
  public:
    Counts Of(pg::Transaction&, std::span<const base::OrganizationId>, catalog::ItemId) override { return {}; }
};

class Customer : public ::testing::Test {
  protected:
    Customer() {
        contracts::RegisterHttp(api_.router(), {ids_});
        contacts::RegisterHttp(api_.router(), {.ids = ids_, .guard = guard_, .addresses = &addresses_});
        catalog::RegisterHttp(api_.router(), {ids_, no_orders_, texts_});
        printers::RegisterHttp(api_.router(), {.ids = ids_, .contracts = &book_, .departures = &departures_});
        RegisterHttp(api_.router(), parts_);
        const std::vector<base::OrganizationId> all{world_.platen().id, mine_.organization, foreign_.organization};
        operator_ = api_.SignIn(world_.platen().id, {Role::kOperatorServiceDesk, Role::kOperatorAdministrator}, all);
        manager_ = api_.SignIn(mine_.organization, {Role::kSuppliesManager, Role::kFleetManager});
        stranger_ = api_.SignIn(foreign_.organization, {Role::kAdministrator});
        contact_ = world_.AddContact(mine_.organization,
                                     {.first_name = "Ida",
                                      .last_name = "Berg",
                                      .email = "ida@mail.example",
                                      .address = {.street1 = "Storgata 1", .city = "Oslo", .country = "NO"}});
    }
    static std::string In(const base::OrganizationId& organization) {
        return "?organization_id=" + organization.ToString();
    }
    // Printer `number` was read at this moment.
    void Read(int number) { world_.Deliver(mine_, {Journaled(++seq_, clock_.Now(), SampleReading(number))}); }
    printers::PrinterId IdOf(int number) {
        return *printers::PrinterId::Parse(
            database_.Value(fmt::format("SELECT id FROM printers WHERE serial_number = '75{:08}A'", number)));
    }
    static std::string Ids(const std::vector<printers::PrinterId>& printers) {
        std::string ids;
        for (const auto& id : printers) ids += (ids.empty() ? "\"" : ",\"") + id.ToString() + '"';
        return '[' + ids + ']';
    }
    http::TestAnswer Post(const http::Actor& who, const std::string& path,
                          const std::vector<printers::PrinterId>& printers, const std::string& more = "") {
        return api_.As(who).Post("/api/v1/replenishment/" + path,
                                 fmt::format(R"({{"printer_ids":{}{}}})", Ids(printers), more));
    }
    http::TestAnswer Enroll(const http::Actor& who, const std::vector<printers::PrinterId>& printers) {
        return Post(who, "enrollments", printers, R"(,"email":"ida@mail.example")");
    }
    // A contract of mine with these members in place of the usual ones; its id.
    std::string Contract(const std::string& number, const std::string& changes = "{}") {
        boost::json::object body{{"number", number},
                                 {"name", "Print"},
                                 {"customer", "self_service"},
                                 {"supplies_included", true},
                                 {"excluded_kinds", boost::json::array{}},
                                 {"delivery_days", boost::json::array{}}};
        const auto changed = boost::json::parse(changes).as_object();
        for (const auto& [name, value] : changed) body[name] = value;
        const auto made =
            api_.As(operator_).Post("/api/v1/contracts" + In(mine_.organization), boost::json::serialize(body));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.At("/id");
    }
    void PutUnder(const std::vector<printers::PrinterId>& printers, const std::string& contract) {
        const auto answer = api_.As(manager_).Post(
            "/api/v1/printers/contract-changes",
            fmt::format(R"({{"printer_ids":{},"under_contract":true,"contract_id":"{}"}})", Ids(printers), contract));
        EXPECT_EQ(answer.status, 200) << answer.body;
    }
    void List(const std::string& model) {
        EXPECT_EQ(api_.As(operator_)
                      .Post("/api/v1/catalog-models",
                            fmt::format(R"({{"manufacturer":"Lexmark","model":"{}","fleet_agent":true,)"
                                        R"("native_agent":false,"note":"","allowed_kinds":["original"]}})",
                                        model))
                      .status,
                  201);
    }
    // A printer that has all that it takes.
    printers::PrinterId Ready(int number, const std::string& contract) {
        Read(number);
        const auto id = IdOf(number);
        world_.AssignContact(mine_.organization, {id}, contact_.id);
        PutUnder({id}, contract);
        return id;
    }
    std::string StateOf(const http::Actor& who, printers::PrinterId printer) {
        return api_.As(who).Get("/api/v1/printers/" + printer.ToString() + "/enrollment").At("/state");
    }
    WatchResult Look() {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const auto result = Watch(tx, parts_, mine_.organization, clock_.Now());
        tx.Commit();
        return result;
    }
    void Pass(int days) { clock_.Advance(std::chrono::hours(24 * days)); }
    // "template to", in the order of their making.
    std::string Mails() {
        return database_.Value(
            "SELECT COALESCE(string_agg(template || ' ' || to_address, ', ' ORDER BY created_at, id), '') FROM mails");
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-06-01T06:00:00Z")};
    base::IdSource ids_{clock_};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    base::SecretBox secrets_{std::string(32, 'k')};
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    supply_notices::Post post_{mailer_, "https://portal.example", "en"};
    Parts parts_{ids_, {}, &post_};
    contracts::Book book_{ids_};
    contracts::ServiceDeskAddresses addresses_;
    printers::ContactGuard guard_;
    Departures departures_{ids_};
    NoOrders no_orders_;
    http::TestApi api_{&database_.pool(), clock_, organizations::RoleNames()};
    server::testing::World world_{database_, clock_};
    printers::Source mine_ = world_.AddCustomer("Bakery");
    printers::Source foreign_ = world_.AddCustomer("Butcher");
    contacts::Contact contact_;
    http::Actor operator_, manager_, stranger_;
    std::int64_t seq_ = 0;
};

}  // namespace enrollment::testing
