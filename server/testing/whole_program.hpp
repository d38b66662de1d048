#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "lib/base/json.hpp"
#include "server/features.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

namespace server::testing {

// The whole program without sockets, and an entitled customer whose printers are ready for MPS Express.
class WholeProgram : public ::testing::Test {
  protected:
    WholeProgram() : partner_(world_.AddOrganization(world_.platen(), "Partner")) {
        identity::Settings settings;
        settings.public_url = "https://platen.test";
        settings.hashing.passes = 1;
        settings.hashing.memory_bytes = 8192;
        settings.languages = {"en", "de"};
        settings.plain_http = true;
        features_ =
            std::make_unique<Features>(Platform{database_.pool(), world_.ids(), clock_, secrets_, catalogues_, mailer_},
                                       settings, replenishment::Settings{});
        features_->RegisterHttp(api_.router());
        features_->RegisterTasks(registry_, recurring_);
        acme_ = world_.AddCustomer(partner_, "Acme");
        other_ = world_.AddCustomer(partner_, "Other");
        const std::vector<base::OrganizationId> all{world_.platen().id, partner_.id, acme_.organization,
                                                    other_.organization};
        operator_ =
            api_.SignIn(world_.platen().id, {http::Role::kOperatorAdministrator, http::Role::kMpsOfferManager}, all);
        specialist_ = api_.SignIn(world_.platen().id, {http::Role::kCustomerOperationsSpecialist}, all);
        manager_ = api_.SignIn(acme_.organization, {http::Role::kFleetManager});
        second_ = api_.SignIn(acme_.organization, {http::Role::kAdministrator});
        stranger_ = api_.SignIn(other_.organization, {http::Role::kFleetManager});
    }

    // ---- printers
    void Deliver(const printers::Source& source, const std::vector<printing::Reading>& readings) {
        std::vector<printing::JournaledReading> list;
        for (const auto& reading : readings) {
            list.push_back(Journaled(++seqs_[source.organization], clock_.Now() - std::chrono::minutes(1), reading));
        }
        world_.Deliver(source, std::move(list));
    }
    void Fleet(const std::vector<int>& numbers) {
        std::vector<printing::Reading> readings;
        for (const int n : numbers) readings.push_back(SampleReading(n));
        Deliver(acme_, readings);
    }
    static std::string Serial(int n) { return *SampleReading(n).serial_number; }
    std::string IdIn(const printers::Source& source, int n) {
        return database_.Value(
            fmt::format("SELECT id FROM printers WHERE serial_number = '{}' AND organization_id = '{}'", Serial(n),
                        source.organization.ToString()));
    }
    std::string Id(int n) { return IdIn(acme_, n); }
    std::string List(const std::vector<int>& numbers) {
        std::string list;
        for (const int n : numbers) list += (list.empty() ? "\"" : ",\"") + Id(n) + "\"";
        return "[" + list + "]";
    }
    std::string Chosen(const std::vector<int>& numbers) { return R"({"printer_ids":)" + List(numbers) + "}"; }
    http::TestAnswer Printer(int n) { return api_.As(manager_).Get("/api/v1/printers/" + Id(n)); }
    // Serial numbers of the list, ascending.
    std::vector<std::string> Listed(const std::string& query = "") {
        std::vector<std::string> serials;
        const auto page = api_.As(manager_).Get("/api/v1/printers?limit=200" + query).Json();
        for (const auto& item : page.at("items").as_array()) {
            serials.emplace_back(item.at("serial_number").is_null() ? "" : item.at("serial_number").as_string());
        }
        std::ranges::sort(serials);
        return serials;
    }

    // ---- contacts
    contacts::ContactId Contact(const printers::Source& source, const std::string& name,
                                const std::string& company = "", const std::string& city = "Oslo") {
        contacts::ContactInput input;
        input.last_name = name;
        input.company = company;
        input.address = {.street1 = "Storgata 1", .city = city, .postal_code = "0155", .country = "NO"};
        return world_.AddContact(source.organization, input).id;
    }
    http::TestAnswer Assign(const http::Actor& who, const std::vector<int>& numbers, const std::string& contact) {
        return api_.As(who).Post("/api/v1/printers/contact-assignments",
                                 R"({"printer_ids":)" + List(numbers) + R"(,"contact_id":")" + contact + "\"}");
    }

    // ---- MPS Express
    // The printers of acme may be added from now on.
    void Entitle(const std::vector<int>& numbers) {
        Assign(manager_, numbers, Contact(acme_, "Desk").ToString());
        for (const char* model : {"MX722ade", "CX923dxe"}) {
            api_.As(operator_).Post(
                "/api/v1/mps-express/models",
                fmt::format(
                    R"({{"manufacturer":"Lexmark","model":"{}","supported":true,"maximum_lifetime_pages":100000}})",
                    model));
        }
        api_.As(operator_).Post("/api/v1/mps-express/terms", R"({"texts":[{"language":"en","text":"Be kind."}]})");
        api_.As(operator_).Put("/api/v1/organizations/" + acme_.organization.ToString() + "/entitlements/mps-express",
                               R"({"understood":true})");
        api_.As(manager_).Post("/api/v1/mps-express/terms/acceptances", R"({"terms_version":1})");
    }
    http::TestAnswer Enroll(const std::vector<int>& numbers) {
        return api_.As(manager_).Post("/api/v1/mps-express/enrollments",
                                      R"({"terms_version":1,"printer_ids":)" + List(numbers) + "}");
    }
    void Confirm(int n) {
        const auto id = database_.Value("SELECT id FROM mps_express_memberships WHERE printer_id = '" + Id(n) + "'");
        const auto answer = api_.As(operator_).Post("/api/v1/mps-express/memberships/confirmations",
                                                    R"({"membership_ids":[")" + id + "\"]}");
        EXPECT_EQ(answer.status, 200) << answer.body;
    }
    // Managed ones, and ones that wait.
    void Manage(const std::vector<int>& managed, const std::vector<int>& pending) {
        std::vector<int> both = managed;
        both.insert(both.end(), pending.begin(), pending.end());
        Entitle(both);
        const auto answer = Enroll(both);
        EXPECT_EQ(answer.status, 201) << answer.body;
        for (const int n : managed) Confirm(n);
    }

    // ---- tasks
    void Work() {
        tasks::Workers workers(database_.pool(), clock_, registry_);
        while (workers.RunOne()) {
        }
    }
    void RunJob(const std::string& kind) {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        tasks::Enqueue(tx, world_.ids(), clock_.Now(), {.kind = kind});
        tx.Commit();
        Work();
    }
    // "subject outcome code" of its items, by number.
    std::vector<std::string> Items(const std::string& task) {
        std::vector<std::string> lines;
        const auto page = api_.As(manager_).Get("/api/v1/tasks/" + task + "/items?limit=200").Json();
        for (const auto& item : page.at("items").as_array()) {
            std::string line(item.at("subject").as_string());
            line += " " + std::string(item.at("outcome").as_string());
            if (item.at("reason").is_object()) line += " " + std::string(item.at("reason").at("code").as_string());
            lines.push_back(line);
        }
        return lines;
    }
    std::string StateOf(const std::string& task) { return api_.As(manager_).Get("/api/v1/tasks/" + task).At("/state"); }

    // Until so many connections wait for a lock.
    void AwaitBlocked(int count) { EXPECT_TRUE(database_.AwaitBlocked(count)) << "nobody waits"; }

    pg::testing::Database database_;
    base::ManualClock clock_{At("2026-11-21T12:00:00Z")};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    World world_{database_, clock_};
    mail::Mailer mailer_{catalogues_, world_.ids(), secrets_, "platen.example"};
    std::unique_ptr<Features> features_;
    http::TestApi api_{&database_.pool(), clock_};
    tasks::Registry registry_;
    tasks::Recurring recurring_{database_.pool(), clock_, world_.ids()};
    organizations::Organization partner_;
    printers::Source acme_;
    printers::Source other_;
    http::Actor operator_;
    http::Actor specialist_;
    http::Actor manager_;
    http::Actor second_;
    http::Actor stranger_;
    std::map<base::OrganizationId, std::int64_t> seqs_;
};

}  // namespace server::testing
