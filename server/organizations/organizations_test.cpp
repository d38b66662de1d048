#include "server/organizations/organizations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"

namespace organizations {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr const char* kAddress =
    R"({"street1":"Kai 1","street2":"","street3":"","building":"","floor":"","room":"","city":"Bergen",
        "state":"","postal_code":"5003","country":"no"})";

// Holds what the test says.
class FakeGuard final : public DeletionGuard {
  public:
    std::vector<base::CountedText> OfOrganization(pg::Transaction&, OrganizationId) override { return holdings; }
    std::vector<base::CountedText> OfSite(pg::Transaction&, OrganizationId, SiteId) override { return holdings; }
    std::vector<base::CountedText> holdings;
};

class OrganizationsTest : public ::testing::Test {
  protected:
    OrganizationsTest() {
        RegisterHttp(api_.router(), {ids_, scopes_, {&guard_}});
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        operator_ = CreateOperator(tx, ids_, "Meridian", clock_.Now());
        parent_ = *Create(tx, ids_, operator_, "Northwind", {}, clock_.Now());
        other_ = *Create(tx, ids_, operator_, "Southwind", {}, clock_.Now());
        child_ = *Create(tx, ids_, parent_, "Bakery", {}, clock_.Now());
        foreign_ = *Create(tx, ids_, other_, "Butcher", {}, clock_.Now());
        tx.Commit();
        root_ = api_.SignIn(operator_.id, {http::Role::kOperatorAdministrator},
                            {parent_.id, other_.id, child_.id, foreign_.id});
        partner_ = api_.SignIn(parent_.id, {http::Role::kAdministrator}, {child_.id});
        // Not a member of the child-organization access group.
        outsider_ = api_.SignIn(parent_.id, {http::Role::kAdministrator});
        customer_ = api_.SignIn(child_.id, {http::Role::kAdministrator});
        fleet_ = api_.SignIn(child_.id, {http::Role::kFleetManager});
    }
    static std::string Path(const Organization& organization) {
        return "/api/v1/organizations/" + organization.id.ToString();
    }
    static std::string Named(const std::string& name) { return R"({"name":")" + name + R"("})"; }
    static std::string SiteNamed(const std::string& name) {
        return R"({"name":")" + name + R"(","address":)" + kAddress + "}";
    }
    static std::vector<std::string> Names(const http::TestAnswer& list) {
        std::vector<std::string> names;
        const auto json = list.Json();
        for (const auto& item : json.at("items").as_array()) names.emplace_back(item.at("name").as_string());
        return names;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-03-02T08:00:00Z")};
    base::IdSource ids_{clock_};
    Scopes scopes_;
    FakeGuard guard_;
    http::TestApi api_{&database_.pool(), clock_};
    Organization operator_, parent_, other_, child_, foreign_;
    http::Actor root_, partner_, outsider_, customer_, fleet_;
};

// ORG-1
TEST_F(OrganizationsTest, ThereAreThreeTiersAndNoFourth) {
    EXPECT_EQ(parent_.tier, Tier::kParent);
    EXPECT_EQ(child_.tier, Tier::kChild);
    const auto below = api_.As(root_).Post("/api/v1/organizations",
                                           R"({"name":"Oven","parent_id":")" + child_.id.ToString() + R"("})");
    EXPECT_EQ(below.status, 409);
    EXPECT_EQ(below.Code(), "organization_cannot_have_children");
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    EXPECT_THROW(CreateOperator(tx, ids_, "Second", clock_.Now()), pg::Error);
}

TEST_F(OrganizationsTest, ScopeIsTheSubtree) {
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    EXPECT_THAT(Subtree(tx, operator_),
                UnorderedElementsAre(operator_.id, parent_.id, other_.id, child_.id, foreign_.id));
    EXPECT_THAT(Subtree(tx, parent_), UnorderedElementsAre(parent_.id, child_.id));
    EXPECT_THAT(Subtree(tx, child_), ElementsAre(child_.id));
    EXPECT_EQ(scopes_.Visible(tx, parent_)->size(), 2U);
    const auto made = Create(tx, ids_, parent_, "Brewery", {}, clock_.Now());
    ASSERT_TRUE(made);
    EXPECT_EQ(scopes_.Visible(tx, parent_)->size(), 2U);  // remembered for a moment
    scopes_.Forget();
    EXPECT_EQ(scopes_.Visible(tx, parent_)->size(), 3U);
}

// ORG-2
TEST_F(OrganizationsTest, AParentAdministratorCreatesChildrenWithUniqueNames) {
    const auto made = api_.As(partner_).Post("/api/v1/organizations", Named("Brewery"));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.Json().at("tier"), "child");
    EXPECT_EQ(made.Json().at("parent_id").as_string(), parent_.id.ToString());
    EXPECT_EQ(api_.As(partner_).Post("/api/v1/organizations", Named(" bREWERY ")).Errors(),
              std::vector<std::string>{"/name name_taken"});
    EXPECT_EQ(api_.As(partner_).Post("/api/v1/organizations", Named(" ")).Errors(),
              std::vector<std::string>{"/name missing"});
    EXPECT_EQ(api_.As(partner_).Post("/api/v1/organizations", Named(std::string(101, 'x'))).Errors(),
              std::vector<std::string>{"/name too_long"});
    // The same name below another parent is nobody's business.
    EXPECT_EQ(
        api_.As(root_).Post("/api/v1/organizations?organization_id=" + other_.id.ToString(), Named("Brewery")).status,
        201);
    EXPECT_EQ(database_.Value("SELECT string_agg(actor_name, ',') FROM audit_events WHERE "
                              "after->>'name' = 'Brewery'"),
              "tester@example.com,tester@example.com");
}

TEST_F(OrganizationsTest, OnlyAdministratorsManageOrganizations) {
    EXPECT_EQ(api_.As(fleet_).Post("/api/v1/organizations", Named("X")).status, 403);
    EXPECT_EQ(api_.As(fleet_).Put(Path(child_), Named("X"), "\"1\"").status, 403);
    EXPECT_EQ(api_.As(fleet_).Delete(Path(child_), "\"1\"").status, 403);
    EXPECT_EQ(api_.As(customer_).Post("/api/v1/organizations", Named("X")).Code(), "organization_cannot_have_children");
}

// ORG-2 without ORG-5: they manage the children, but see none of their data.
TEST_F(OrganizationsTest, AnAdministratorOutsideTheGroupListsChildrenAndSeesNothingInside) {
    ASSERT_EQ(api_.As(customer_).Post("/api/v1/sites", SiteNamed("Mill")).status, 201);
    EXPECT_THAT(Names(api_.As(outsider_).Get("/api/v1/organizations")), ElementsAre("Bakery", "Northwind"));
    EXPECT_EQ(api_.As(outsider_).Get(Path(child_)).status, 200);
    EXPECT_THAT(Names(api_.As(outsider_).Get("/api/v1/sites")), ElementsAre());
    EXPECT_THAT(Names(api_.As(partner_).Get("/api/v1/sites")), ElementsAre("Mill"));
    EXPECT_EQ(api_.As(outsider_).Get(Path(foreign_)).status, 404);
}

TEST_F(OrganizationsTest, ForeignOrganizationsAreAsIfTheyDidNotExist) {
    for (const auto* actor : {&partner_, &customer_, &fleet_}) {
        auto client = api_.As(*actor);
        EXPECT_EQ(client.Get(Path(foreign_)).status, 404);
        EXPECT_EQ(client.Get(Path(foreign_)).Json().at("title"),
                  client.Get("/api/v1/organizations/" + ids_.Next().ToString()).Json().at("title"));
    }
    EXPECT_EQ(api_.As(partner_).Put(Path(foreign_), Named("X"), "\"1\"").status, 404);
    EXPECT_EQ(api_.As(partner_).Delete(Path(foreign_), "\"1\"").status, 404);
    EXPECT_EQ(api_.As(customer_).Put(Path(parent_), Named("X"), "\"1\"").status, 404);
    EXPECT_EQ(api_.As(partner_)
                  .Post("/api/v1/organizations", R"({"name":"X","parent_id":")" + other_.id.ToString() + R"("})")
                  .status,
              404);
    // Names of others are neither found nor counted.
    EXPECT_THAT(Names(api_.As(partner_).Get("/api/v1/organizations?search=butch")), ElementsAre());
}

TEST_F(OrganizationsTest, AsATreeEachParentHasItsChildrenBehindIt) {  // ORG-1, ORG-2
    auto client = api_.As(root_);
    // Names that would come between a parent and its children by plain text.
    std::vector<OrganizationId> ids{operator_.id, parent_.id, other_.id, child_.id, foreign_.id};
    const auto add = [&](const Organization& above, const std::string& name) {
        const auto made = client.Post("/api/v1/organizations?organization_id=" + operator_.id.ToString(),
                                      R"({"name":")" + name + R"(","parent_id":")" + above.id.ToString() + R"("})");
        EXPECT_EQ(made.status, 201) << made.body;
        ids.push_back(*OrganizationId::Parse(made.At("/id")));
    };
    add(operator_, "Northwind East");
    add(operator_, "north");
    add(parent_, "zebra");
    add(parent_, "Apples");
    const auto root = api_.As(api_.SignIn(operator_.id, {http::Role::kOperatorAdministrator}, ids));
    std::vector<std::string> seen;
    std::vector<std::string> parents;
    std::string cursor;
    for (int page = 0; page < 9; ++page) {
        const auto list = root.Get("/api/v1/organizations?sort=tree&limit=2" + cursor);
        ASSERT_EQ(list.status, 200) << list.body;
        const auto json = list.Json();
        for (const auto& item : json.at("items").as_array()) {
            seen.emplace_back(item.at("name").as_string());
            parents.emplace_back(item.at("parent_name").is_null() ? "" : item.at("parent_name").as_string());
        }
        if (json.at("next_cursor").is_null()) break;
        cursor = "&cursor=" + list.At("/next_cursor");
    }
    EXPECT_THAT(seen, ElementsAre("Meridian", "north", "Northwind", "Apples", "Bakery", "zebra", "Northwind East",
                                  "Southwind", "Butcher"));
    EXPECT_THAT(parents, ElementsAre("", "", "", "Northwind", "Northwind", "Northwind", "", "", "Southwind"));
    // Inside a child nobody learns who is above.
    const auto inside = api_.As(customer_).Get("/api/v1/organizations?sort=tree").Json();
    EXPECT_EQ(inside.at("items").as_array().size(), 1U);
    EXPECT_TRUE(inside.at("items").at(0).at("parent_name").is_null());
}

TEST_F(OrganizationsTest, AreAskedForByTheirIdsWithoutThoseThatAreNotSeen) {  // ORG-7
    const auto asked = "/api/v1/organizations?id=" + child_.id.ToString() + "&id=" + foreign_.id.ToString() +
                       "&id=" + parent_.id.ToString();
    EXPECT_THAT(Names(api_.As(partner_).Get(asked)), ElementsAre("Bakery", "Northwind"));
    EXPECT_THAT(Names(api_.As(customer_).Get(asked)), ElementsAre("Bakery"));
}

TEST_F(OrganizationsTest, RenamesFromTheVersionThatWasSeen) {
    auto client = api_.As(partner_);
    const std::string etag = client.Get(Path(child_)).ETag();
    EXPECT_EQ(client.Put(Path(child_), Named("Pastry")).status, 428);
    const auto renamed = client.Put(Path(child_), Named("Pastry"), etag);
    EXPECT_EQ(renamed.status, 200) << renamed.body;
    EXPECT_EQ(renamed.Json().at("version"), 2);
    EXPECT_EQ(client.Put(Path(child_), Named("Bread"), etag).status, 412);
    EXPECT_EQ(
        client.Put(Path(child_), R"({"name":"Bread","parent_id":")" + other_.id.ToString() + R"("})", "\"2\"").Errors(),
        std::vector<std::string>{"/parent_id cannot_be_changed"});
}

// ORG-2, ORG-7: names are unique among siblings, and siblings are not seen from inside: what is taken is told above.
TEST_F(OrganizationsTest, ANameTellsNothingOfSiblings) {
    ASSERT_EQ(api_.As(partner_).Post("/api/v1/organizations", Named("Pastry")).status, 201);
    const auto told = [&](const http::Actor& who, const Organization& own, const char* name) {
        const auto answer = api_.As(who).Put(Path(own), Named(name), api_.As(who).Get(Path(own)).ETag());
        return std::pair(answer.status, answer.Errors());
    };
    const std::vector<std::string> above{"/name name_from_above"};
    for (const char* name : {"Pastry", "Nobody has this", "pastry", "BAKERY"})
        EXPECT_EQ(told(customer_, child_, name), std::pair(422, above)) << name;
    for (const char* name : {"Southwind", "Nobody has this"})
        EXPECT_EQ(told(partner_, parent_, name), std::pair(422, above)) << name;
    EXPECT_EQ(told(customer_, child_, " Bakery ").first, 200) << "as it is";
    // Whoever sees the siblings is told; from outside of the access group, too (ORG-2).
    const std::vector<std::string> taken{"/name name_taken"};
    for (const auto& who : {partner_, outsider_, root_}) EXPECT_EQ(told(who, child_, "Pastry"), std::pair(422, taken));
    EXPECT_EQ(told(root_, parent_, "Southwind"), std::pair(422, taken));
    EXPECT_EQ(told(root_, operator_, "Zenith").first, 200) << "nothing is above the operator";
}

TEST_F(OrganizationsTest, ItsLanguageAloneCanBeChanged) {  // PRT-4
    auto client = api_.As(partner_);
    const auto before = client.Get(Path(child_)).Json();
    const auto body = R"({"name":")" + std::string(before.at("name").as_string()) + R"(","language":"en"})";
    const auto changed = client.Put(Path(child_), body, "\"1\"");
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.Json().at("version"), 2);
    EXPECT_EQ(client.Get(Path(child_)).Json().at("language"), "en");
    // The same again is no change.
    EXPECT_EQ(client.Put(Path(child_), body, "\"2\"").Json().at("version"), 2);
}

// ORG-2
TEST_F(OrganizationsTest, IsDeletedOnlyWhenItHoldsNothing) {
    auto client = api_.As(root_);
    guard_.holdings = {{"holdings.printers", 2}, {"holdings.agents", 1}, {"holdings.open_orders", 0}};
    const auto refused = client.Delete(Path(child_), "\"1\"");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "organization_not_empty");
    EXPECT_NE(std::string(refused.Json().at("detail").as_string()).find("It still has 2 printers and 1 agent."),
              std::string::npos)
        << refused.body;
    guard_.holdings.clear();
    EXPECT_EQ(client.Delete(Path(parent_), "\"1\"").Code(),
              "organization_not_empty");  // it has a child
    EXPECT_EQ(client.Delete(Path(operator_), "\"1\"").Code(), "organization_acted_in");
    EXPECT_EQ(client.Delete(Path(child_), "\"1\"").status, 204);
    EXPECT_EQ(client.Get(Path(child_)).status, 404);
    EXPECT_EQ(client.Delete(Path(child_), "\"1\"").status, 404);
    // Its name is free again.
    EXPECT_EQ(client.Post("/api/v1/organizations?organization_id=" + parent_.id.ToString(), Named("Bakery")).status,
              201);
}

TEST_F(OrganizationsTest, ListsByNamePageByPage) {
    auto client = api_.As(root_);
    std::vector<std::string> names;
    std::string target = "/api/v1/organizations?limit=2";
    for (int page = 0; page < 3; ++page) {
        const auto answer = client.Get(target);
        for (const auto& name : Names(answer)) names.push_back(name);
        const auto json = answer.Json();
        if (!json.at("next_cursor").is_string()) break;
        target = "/api/v1/organizations?limit=2&cursor=" + std::string(json.at("next_cursor").as_string());
    }
    EXPECT_THAT(names, ElementsAre("Bakery", "Butcher", "Meridian", "Northwind", "Southwind"));
    EXPECT_THAT(Names(client.Get("/api/v1/organizations?parent_id=" + parent_.id.ToString())), ElementsAre("Bakery"));
    EXPECT_THAT(Names(client.Get("/api/v1/organizations?search=WiNd")), ElementsAre("Northwind", "Southwind"));
}

// ORG-1
TEST_F(OrganizationsTest, SitesAreCreatedChangedAndDeleted) {
    auto client = api_.As(fleet_);
    const auto made = client.Post("/api/v1/sites", SiteNamed("Mill"));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.Json().at("address").at("country"), "NO");
    EXPECT_EQ(made.Json().at("organization_id").as_string(), child_.id.ToString());
    const std::string path = made.Header("Location");
    EXPECT_EQ(client.Post("/api/v1/sites", SiteNamed("MILL")).Errors(), std::vector<std::string>{"/name name_taken"});
    clock_.Advance(std::chrono::seconds(1));
    EXPECT_EQ(client.Put(path, SiteNamed("Old mill"), made.ETag()).status, 200);
    clock_.Advance(std::chrono::seconds(1));
    EXPECT_EQ(client.Put(path, SiteNamed("Mill"), made.ETag()).status, 412);
    guard_.holdings = {{"holdings.printers", 3}};
    const auto in_use = client.Delete(path, "\"2\"");
    EXPECT_EQ(in_use.Code(), "site_in_use");
    EXPECT_THAT(std::string(in_use.Json().at("detail").as_string()), testing::HasSubstr("still has 3 printers."));
    guard_.holdings.clear();
    EXPECT_EQ(client.Delete(path, "\"2\"").status, 204);
    EXPECT_EQ(client.Get(path).status, 404);
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY at, id) FROM audit_events "
                              "WHERE object_type = 'site'"),
              "site.created site.updated site.deleted");
}

TEST_F(OrganizationsTest, SitesOfOthersAreAsIfTheyDidNotExist) {
    const auto made = api_.As(fleet_).Post("/api/v1/sites", SiteNamed("Mill"));
    const std::string path = made.Header("Location");
    const auto stranger = api_.SignIn(foreign_.id, {http::Role::kAdministrator});
    EXPECT_EQ(api_.As(stranger).Get(path).status, 404);
    EXPECT_EQ(api_.As(stranger).Put(path, SiteNamed("Mine"), "\"1\"").status, 404);
    EXPECT_EQ(api_.As(stranger).Delete(path, "\"1\"").status, 404);
    EXPECT_THAT(Names(api_.As(stranger).Get("/api/v1/sites")), ElementsAre());
    const auto viewer = api_.SignIn(child_.id, {http::Role::kViewer});
    EXPECT_EQ(api_.As(viewer).Get(path).status, 200);
    EXPECT_EQ(api_.As(viewer).Put(path, SiteNamed("Mine"), "\"1\"").status, 403);
}

// ORG-7
TEST_F(OrganizationsTest, AForgottenWhereShowsOneOrganizationOnly) {
    ASSERT_EQ(api_.As(fleet_).Post("/api/v1/sites", SiteNamed("Mill")).status, 201);
    static const pg::Query<std::string()> kAllSites{"test.all_sites", "SELECT name FROM sites"};
    static const pg::Query<void(OrganizationId)> kSteal{"test.steal_sites", "UPDATE sites SET organization_id = $1"};
    pg::Transaction foreign(database_.pool(), pg::Scope::Organization(foreign_.id));
    EXPECT_THAT(foreign.All(kAllSites), ElementsAre());
    EXPECT_EQ(foreign.Exec(kSteal, foreign_.id), 0);
    pg::Transaction own(database_.pool(), pg::Scope::Organization(child_.id));
    EXPECT_THAT(own.All(kAllSites), ElementsAre("Mill"));
    EXPECT_THROW(own.Exec(kSteal, foreign_.id), pg::Error);  // nothing is pushed across either
}

}  // namespace
}  // namespace organizations
