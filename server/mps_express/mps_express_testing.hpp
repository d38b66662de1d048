#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "lib/base/json.hpp"
#include "server/mps_express/mps_express.hpp"
#include "server/organizations/organizations.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/supply_notices/supply_notices.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// For tests only: the programme on a real database, with operator, partner, two customers of it, and a customer of another
// partner.
namespace mps_express::testing {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;
using Strings = std::vector<std::string>;

inline const std::string kBase = "/api/v1/mps-express";

// Lets a test stop a removal of the entitlement half way.
class StoppingGuard final : public organizations::EntitlementGuard {
  public:
    std::vector<base::CountedText> MadeWith(pg::Transaction&, base::OrganizationId,
                                            organizations::Entitlement) override {
        if (stop != nullptr) {
            reached->count_down();
            stop->wait();
        }
        return {};
    }
    std::latch* reached = nullptr;
    std::latch* stop = nullptr;
};

class MpsExpressHttp : public ::testing::Test {
  protected:
    MpsExpressHttp() {
        RegisterHttp(api_.router(), {ids_, {"en", "de"}, &post_});
        organizations::RegisterEntitlements(api_.router(), {&managed_guard_, &stopping_guard_});
        partner_ = world_.AddOrganization(world_.platen(), "Northwind");
        const auto other = world_.AddOrganization(world_.platen(), "Southwind");
        mine_ = world_.AddCustomer(partner_, "Bakery");
        sibling_ = world_.AddCustomer(partner_, "Cafe");
        foreign_ = world_.AddCustomer(other, "Butcher");
        const std::vector<base::OrganizationId> all{world_.platen().id, partner_.id,           other.id,
                                                    mine_.organization, sibling_.organization, foreign_.organization};
        operator_ = api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, all);
        specialist_ = api_.SignIn(world_.platen().id, {Role::kCustomerOperationsSpecialist}, all);
        parent_ =
            api_.SignIn(partner_.id, {Role::kAdministrator}, {partner_.id, mine_.organization, sibling_.organization});
        outside_ = api_.SignIn(partner_.id, {Role::kAdministrator});  // not in the access group (ORG-5)
        manager_ = Person(mine_.organization, "mia@bakery.example", {Role::kFleetManager});
        contacts::ContactInput contact;
        contact.last_name = "Desk";
        contact_ = world_.AddContact(mine_.organization, contact).id;
    }

    http::Actor Person(base::OrganizationId organization, const std::string& name, http::RoleSet roles) {
        http::Actor actor = api_.SignIn(organization, roles);
        actor.name = name;
        api_.SignIn(actor);
        return actor;
    }
    static std::string In(const base::OrganizationId& organization) {
        return "?organization_id=" + organization.ToString();
    }
    std::string Entitlements(base::OrganizationId organization) {
        return "/api/v1/organizations/" + organization.ToString() + "/entitlements";
    }
    std::string Mps(base::OrganizationId organization) { return Entitlements(organization) + "/mps-express"; }
    http::TestAnswer Entitle(base::OrganizationId organization) {
        return api_.As(operator_).Put(Mps(organization), R"({"understood":true})");
    }

    agents::AgentId AddOldAgent(const std::string& version) {
        agents::RegisterHttp(api_.router(), {ids_, secrets_, agent_guard_});
        const auto made =
            api_.As(manager_).Post("/api/v1/agents", R"({"name":"old","site_id":")" + mine_.site.ToString() + "\"}");
        const auto enrolled = api_.Anonymous().Post(
            "/api/v1/agent/enroll",
            fmt::format(R"({{"token":"{}","host_name":"pc","version":"{}"}})", made.At("/enrollment_token"), version));
        EXPECT_EQ(enrolled.status, 201) << enrolled.body;
        return *agents::AgentId::Parse(made.At("/id"));
    }

    // ---- printers

    void Deliver(const printers::Source& source, const std::vector<printing::Reading>& readings) {
        std::vector<printing::JournaledReading> journaled;
        for (const auto& reading : readings) {
            const auto seq = static_cast<std::int64_t>(journaled.size()) + 1;
            journaled.push_back(
                Journaled(seq, clock_.Now() - std::chrono::hours(1) + std::chrono::seconds(seq), reading));
        }
        world_.Deliver(source, std::move(journaled));
    }
    printers::PrinterId Id(int number) {
        return *printers::PrinterId::Parse(
            database_.Value(fmt::format("SELECT id FROM printers WHERE serial_number = '75{:08}A'", number)));
    }
    std::vector<printers::PrinterId> Ids(const std::vector<int>& numbers) {
        std::vector<printers::PrinterId> ids;
        for (const int number : numbers) ids.push_back(Id(number));
        return ids;
    }
    static std::string List(const std::vector<printers::PrinterId>& ids) {
        boost::json::array list;
        for (const auto& id : ids) list.emplace_back(id.ToString());
        return boost::json::serialize(list);
    }
    static std::string Select(const std::vector<printers::PrinterId>& ids) {
        return R"({"printer_ids":)" + List(ids) + "}";
    }
    // Everything that is needed to add the printers 1, 2, 4, 5 of the customer.
    void MakeReady(const std::vector<int>& numbers = {1, 2, 4, 5}) {
        std::vector<printing::Reading> readings;
        for (const int number : numbers) readings.push_back(SampleReading(number));
        Deliver(mine_, readings);
        world_.AssignContact(mine_.organization, Ids(numbers), contact_);
        Support("MX722ade", 2000);
        Publish();
        EXPECT_EQ(Entitle(mine_.organization).status, 200);
    }
    void Support(const std::string& model, int maximum, bool supported = true) {
        const auto made = api_.As(operator_).Post(
            kBase + "/models",
            fmt::format(R"({{"manufacturer":"Lexmark","model":"{}","supported":{},"maximum_lifetime_pages":{}}})",
                        model, supported, maximum));
        EXPECT_EQ(made.status, 201) << made.body;
    }
    int Publish() {
        const auto made = api_.As(operator_).Post(
            kBase + "/terms",
            R"({"texts":[{"language":"en","text":"Be kind."},{"language":"de","text":"Sei nett."}]})");
        EXPECT_EQ(made.status, 201) << made.body;
        return std::stoi(made.At("/terms_version"));
    }
    http::TestAnswer Accept(const http::Actor& who, int version = 1, const std::string& in = "") {
        return api_.As(who).Post(kBase + "/terms/acceptances" + in, fmt::format(R"({{"terms_version":{}}})", version));
    }
    static std::string Enrollment(const std::vector<printers::PrinterId>& ids, int version = 1) {
        return fmt::format(R"({{"printer_ids":{},"terms_version":{}}})", List(ids), version);
    }
    http::TestAnswer Enroll(const http::Actor& who, const std::vector<printers::PrinterId>& ids, int version = 1) {
        return api_.As(who).Post(kBase + "/enrollments", Enrollment(ids, version));
    }
    http::TestAnswer AcceptAndEnroll(const std::vector<int>& numbers) {
        EXPECT_EQ(Accept(manager_).status, 200);
        return Enroll(manager_, Ids(numbers));
    }
    // "state count" of those that there are.
    Strings Counts(const http::Actor& who, const std::string& selection = "{}") {
        const auto answer = api_.As(who).Post(kBase + "/eligibility", selection);
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto json = answer.Json();
        Strings counts;
        for (const auto& count : json.at("counts").as_array()) {
            if (count.at("count").as_int64() == 0) continue;
            counts.push_back(std::string(count.at("state").as_string()) + " " +
                             std::to_string(count.at("count").as_int64()));
        }
        return counts;
    }
    // "<number> state" of a membership, oldest first.
    Strings Memberships(const std::string& query = "") {
        const auto answer = api_.As(operator_).Get(kBase + "/memberships?sort=requested_at" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto json = answer.Json();
        Strings lines;
        for (const auto& item : json.at("items").as_array()) {
            lines.push_back(std::to_string(std::stoi(std::string(item.at("serial_number").as_string()).substr(2, 8))) +
                            " " + std::string(item.at("state").as_string()));
        }
        std::ranges::sort(lines);
        return lines;
    }
    std::string Membership(int number) {
        return database_.Value(
            fmt::format("SELECT m.id FROM mps_express_memberships AS m JOIN printers AS p ON p.id = m.printer_id "
                        "WHERE p.serial_number = '75{:08}A' ORDER BY m.requested_at DESC, m.id DESC LIMIT 1",
                        number));
    }
    std::string Managed(int number) {
        return database_.Value(fmt::format("SELECT managed FROM printers WHERE serial_number = '75{:08}A'", number));
    }
    http::TestAnswer Decide(const http::Actor& who, const std::string& what,
                            const std::vector<std::string>& memberships, const std::string& reason = "") {
        boost::json::object body{{"membership_ids", boost::json::array(memberships.begin(), memberships.end())}};
        if (!reason.empty()) body["reason"] = reason;
        return api_.As(who).Post(kBase + "/memberships/" + what, boost::json::serialize(body));
    }
    // Until so many connections wait for a lock.
    void AwaitBlocked(int count) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (std::chrono::steady_clock::now() < deadline) {
            if (database_.Value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                "AND wait_event_type = 'Lock'") == std::to_string(count)) {
                return;
            }
            std::this_thread::yield();
        }
        ADD_FAILURE() << "nobody waits";
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    supply_notices::Post post_{mailer_, "https://portal.example", "en"};
    printers::AgentGuard agent_guard_;
    printers::ManagedPrintersGuard managed_guard_;
    StoppingGuard stopping_guard_;
    http::TestApi api_{&database_.pool(), clock_};
    organizations::Organization partner_;
    printers::Source mine_, sibling_, foreign_;
    http::Actor operator_, specialist_, parent_, outside_, manager_;
    contacts::ContactId contact_;
};

}  // namespace mps_express::testing
