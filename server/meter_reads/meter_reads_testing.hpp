#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/meter_reads/meter_reads.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// For tests only: a customer with printers under a contract, its operator, and a stranger.
namespace meter_reads::testing {

using http::Role;
using server::testing::At;
using server::testing::Journaled;
using server::testing::SampleReading;

class Customer : public ::testing::Test {
  protected:
    Customer() {
        contracts::RegisterHttp(api_.router(), {ids_});
        RegisterHttp(api_.router(), {ids_, texts_});
        const std::vector<base::OrganizationId> all{world_.platen().id, mine_.organization, foreign_.organization};
        operator_ = api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, all);
        manager_ = api_.SignIn(mine_.organization, {Role::kFleetManager});
        viewer_ = api_.SignIn(mine_.organization, {Role::kViewer});
        stranger_ = api_.SignIn(foreign_.organization, {Role::kAdministrator});
    }
    static std::string In(const base::OrganizationId& organization) {
        return "?organization_id=" + organization.ToString();
    }
    // An agent reads printer `number`: the meters life, mono and color are `pages` and its halves.
    void Read(int number, int pages) {
        world_.Deliver(mine_, {Journaled(++seq_, clock_.Now(), SampleReading(number, pages))});
    }
    printers::PrinterId IdOf(int number) {
        return *printers::PrinterId::Parse(
            database_.Value(fmt::format("SELECT id FROM printers WHERE serial_number = '75{:08}A'", number)));
    }
    http::TestAnswer Submit(const http::Actor& who, printers::PrinterId printer, const std::string& meters,
                            const std::string& more = "") {
        return api_.As(who).Post("/api/v1/printers/" + printer.ToString() + "/meter-reads",
                                 R"({"meters":[)" + meters + R"(],"description":"")" + more + "}");
    }
    static std::string Meter(const std::string& kind, std::int64_t value) {
        return fmt::format(R"({{"kind":"{}","value":{},"unchanged":false}})", kind, value);
    }
    static std::string Same(const std::string& kind) {
        return fmt::format(R"({{"kind":"{}","unchanged":true}})", kind);
    }
    std::string ContractId() {
        return database_.Value("SELECT id FROM contracts WHERE organization_id = '" + mine_.organization.ToString() +
                               "'");
    }
    http::TestAnswer Terms(const std::string& changes = "{}") {
        boost::json::object body{
            {"closing_day", 31},
            {"time_zone", "Europe/Oslo"},
            {"starts_on", "2026-11-01"},
            {"close_after_days", 3},
            {"reminder_days", 5},
            {"groups", boost::json::parse(R"([{"name":"All","meters":["life"],"included_pages":100}])")}};
        const auto changed = boost::json::parse(changes).as_object();
        for (const auto& [name, value] : changed) body[name] = value;
        const std::string path = "/api/v1/contracts/" + ContractId() + "/meter-terms";
        return api_.As(operator_).Put(path, boost::json::serialize(body), api_.As(operator_).Get(path).ETag());
    }
    std::string Mails() {
        return database_.Value(
            "SELECT COALESCE(string_agg(template || ' ' || to_address, ', ' ORDER BY to_address), '') FROM mails");
    }
    void RunAll(tasks::Registry& registry) {
        tasks::Workers workers(
            database_.pool(), clock_, registry,
            {.retry_pause = std::chrono::milliseconds(0), .longest_pause = std::chrono::milliseconds(0)});
        while (workers.RunOne()) {
        }
    }

    pg::testing::Database database_;
    base::ManualClock clock_{At("2026-11-10T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    const i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    base::SecretBox secrets_ = base::SecretBox(std::string(32, 'k'));
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    supply_notices::Post post_{mailer_, "https://portal.example", "en"};
    printers::Source mine_ = world_.AddCustomer("Nordlys");
    printers::Source foreign_ = world_.AddCustomer("Fjord");
    http::Actor operator_;
    http::Actor manager_;
    http::Actor viewer_;
    http::Actor stranger_;
    std::int64_t seq_ = 0;
};

}  // namespace meter_reads::testing
