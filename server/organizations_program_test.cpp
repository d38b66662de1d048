#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <latch>

#include "server/testing/program.hpp"

// Organizations over the whole program: what an administrator outside of the access group learns of a child organization
// (ORG-2, ORG-5), and what happens at once.
namespace server::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class OrganizationsProgram : public Program {
  protected:
    OrganizationsProgram() {
        site_ = Ok(child_admin_.Post("/api/v1/sites", kSite), 201).At("/id");
        Ok(child_admin_.Post("/api/v1/contacts", Contact("Ida")), 201);
        const auto agent = Ok(child_admin_.Post("/api/v1/agents", Body({{"name", "Shop"}, {"site_id", site_}})), 201);
        Browser machine = From(kAddress);
        key_ =
            Ok(machine.Post("/api/v1/agent/enroll",
                            Body({{"token", agent.At("/enrollment_token")}, {"version", "1"}, {"host_name", "till"}})),
               201)
                .At("/key");
        Read();
    }
    std::string Of(const std::string& organization) const { return "/api/v1/organizations/" + organization; }
    std::string Mps() const { return Of(child_) + "/entitlements/mps-express"; }

    static constexpr const char* kSite =
        R"({"name":"Mill","address":{"street1":"A 1","street2":"","street3":"","building":"","floor":"","room":"",
            "city":"Oslo","state":"","postal_code":"","country":"NO"}})";
    std::string site_;
};

// ORG-2, ORG-5
TEST_F(OrganizationsProgram, AnAdministratorOutsideOfTheGroupSeesThatAChildExistsAndNothingOfWhatItHolds) {
    auto outside = Person(parent_, "peter@northwind.example", "administrator", false);
    const auto row = Ok(outside.Get(Of(child_)), 200).Json();
    EXPECT_EQ(row.at("name"), "Bakery");
    EXPECT_TRUE(row.at("printer_count").is_null() && row.at("agent_count").is_null()) << "how many is what it holds";
    const auto list = Ok(outside.Get("/api/v1/organizations"), 200).Json();
    for (const auto& item : list.at("items").as_array()) {
        const bool own = item.at("id").as_string() == parent_;
        EXPECT_EQ(item.at("printer_count").is_null(), !own) << item;
    }
    for (const char* of : {"sites", "contacts", "agents", "printers", "users", "supply-orders", "tasks"}) {
        EXPECT_EQ(outside.Get(std::string("/api/v1/") + of + "?organization_id=" + child_).status, 404) << of;
        const auto own = Ok(outside.Get(std::string("/api/v1/") + of), 200).Json();
        for (const auto& item : own.at("items").as_array()) EXPECT_NE(item.at("organization_id").as_string(), child_);
    }
    // A member sees all of it.
    EXPECT_EQ(Ok(parent_admin_.Get(Of(child_)), 200).Json().at("printer_count"), 1);
    // It may not be deleted, and that is all that one outside is told.
    const auto etag = std::string(outside.Get(Of(child_)).headers.Get("ETag"));
    const auto refused = outside.Delete(Of(child_), etag);
    EXPECT_EQ(refused.Code(), "organization_not_empty_inside");
    EXPECT_THAT(refused.body, Not(HasSubstr("printer")));
    const auto told = parent_admin_.Delete(Of(child_), etag);
    EXPECT_EQ(told.Code(), "organization_not_empty");
    EXPECT_THAT(told.body, HasSubstr("1 agent (Shop) and 1 printer (MX722ade "));
}

// ORG-3: granting is the parent's own act, so that whoever grants sees by whom and when.
TEST_F(OrganizationsProgram, AnAdministratorOutsideOfTheGroupGrantsAndSeesWhoDidWhen) {
    auto outside = Person(parent_, "peter@northwind.example", "administrator", false);
    EXPECT_EQ(Ok(outside.Get(Of(child_) + "/entitlements"), 200).At("/entitlements/0/can_be_granted"), "true");
    const auto granted = Ok(outside.Put(Mps(), R"({"understood":true})"), 200);
    EXPECT_EQ(granted.At("/entitlements/0/granted_by"), "peter@northwind.example");
    EXPECT_NE(granted.At("/entitlements/0/granted_at"), "");
    auto viewer = Person(parent_, "vera@northwind.example", "viewer", false);
    EXPECT_EQ(viewer.Get(Of(child_) + "/entitlements").status, 404);
    EXPECT_EQ(viewer.Put(Mps(), R"({"understood":true})").status, 404);
}

TEST_F(OrganizationsProgram, TwoPeopleGrantingAtOnceGrantOnce) {  // ORG-3
    Forget();
    std::latch start(2);
    const auto grant = [&](Browser& who) {
        return std::async(std::launch::async, [&] {
            start.arrive_and_wait();
            return who.Put(Mps(), R"({"understood":true})");
        });
    };
    auto one = grant(operator_);
    auto two = grant(parent_admin_);
    const auto a = one.get();
    const auto b = two.get();
    EXPECT_EQ(a.status, 200) << a.body;
    EXPECT_EQ(b.status, 200) << b.body;
    EXPECT_EQ(a.At("/entitlements/0/granted_by"), b.At("/entitlements/0/granted_by")) << "the first one stays";
    EXPECT_THAT(Actions(NewRows()), ElementsAre("organization.entitlement_granted"));
}

TEST_F(OrganizationsProgram, TwoPeopleDeletingAtOnceDeleteOnce) {  // ORG-2
    for (int round = 0; round < 5; ++round) {
        const auto made = Ok(parent_admin_.Post("/api/v1/organizations", R"({"name":"Cafe"})"), 201);
        Forget();
        std::latch start(2);
        const auto remove = [&](Browser& who) {
            return std::async(std::launch::async, [&] {
                start.arrive_and_wait();
                return who.Delete(Of(made.At("/id")), "\"1\"").status;
            });
        };
        auto one = remove(operator_);
        auto two = remove(parent_admin_);
        std::vector<int> statuses{one.get(), two.get()};
        std::ranges::sort(statuses);
        EXPECT_THAT(statuses, ElementsAre(204, 404));
        EXPECT_THAT(Actions(NewRows()), ElementsAre("organization.deleted"));
    }
}

TEST_F(OrganizationsProgram, ADeletionAndAnAgentThatIsAddedAtOnceAreNeverBothDone) {  // ORG-2
    for (int round = 0; round < 5; ++round) {
        const auto made = Ok(parent_admin_.Post("/api/v1/organizations", R"({"name":"Cafe"})"), 201).At("/id");
        const auto site = Ok(operator_.Post("/api/v1/sites?organization_id=" + made, kSite), 201).At("/id");
        std::latch start(2);
        auto adding = std::async(std::launch::async, [&] {
            start.arrive_and_wait();
            return operator_.Post("/api/v1/agents?organization_id=" + made, Body({{"name", "A"}, {"site_id", site}}))
                .status;
        });
        auto deleting = std::async(std::launch::async, [&] {
            start.arrive_and_wait();
            return parent_admin_.Delete(Of(made), "\"1\"").status;
        });
        const bool added = adding.get() == 201;
        const bool deleted = deleting.get() == 204;
        EXPECT_NE(added, deleted) << "round " << round;
        if (!deleted) {
            const auto agent = Value("SELECT id FROM agents WHERE organization_id = '" + made + "'");
            const auto etag = std::string(operator_.Get("/api/v1/agents/" + agent).headers.Get("ETag"));
            Ok(operator_.Delete("/api/v1/agents/" + agent, etag), 204);
            Ok(parent_admin_.Delete(Of(made), "\"1\""), 204);
        }
    }
}

// ORG-5
TEST_F(OrganizationsProgram, TheAccessGroupCountsFromTheNextRequestOfASessionOn) {
    auto paula = Person(parent_, "paula@northwind.example", "fleet_manager", true);
    const std::string sites = "/api/v1/sites?organization_id=" + child_;
    ASSERT_EQ(paula.Get(sites).status, 200);
    const auto id = Value("SELECT id FROM users WHERE email_key = 'paula@northwind.example'");
    const auto put = [&](bool member) {
        Put(parent_admin_, "/api/v1/users/" + id, UserBody("paula@northwind.example", "fleet_manager", member));
    };
    put(false);
    EXPECT_EQ(paula.Get(sites).status, 404);
    EXPECT_EQ(paula.Post(sites, kSite).status, 404);
    EXPECT_EQ(paula.Get("/api/v1/sites/" + site_).status, 404);
    put(true);
    EXPECT_EQ(paula.Get(sites).status, 200);
    // Who is in it, and who is not.
    const auto members = Ok(parent_admin_.Get("/api/v1/users?child_organization_access=true"), 200).Json();
    EXPECT_EQ(members.at("items").as_array().size(), 2U);
    const auto others = Ok(parent_admin_.Get("/api/v1/users?child_organization_access=false"), 200).Json();
    for (const auto& user : others.at("items").as_array()) EXPECT_EQ(user.at("child_organization_access"), false);
}

}  // namespace
}  // namespace server::testing
