#include "server/identity/testing.hpp"

// Keys of programs (IDN-4): scopes, whoever stands behind them, and their end.
namespace identity::testing {
namespace {

using ::testing::Contains;
using ::testing::Not;

class ApiKeyTest : public IdentityTest {
  protected:
    ApiKeyTest() : olga_(FirstStart()) {
        parent_ = MakeOrganization(olga_, operator_id_, "Northwind");
        child_ = MakeOrganization(olga_, parent_, "Bakery");
        carla_ = MakeUser(olga_, child_, "carla@bakery.example", {"administrator"});
    }
    http::TestAnswer Make(Browser& by, const boost::json::array& roles, std::optional<boost::json::array> scopes,
                          const std::string& organization = "") {
        boost::json::object body{{"name", "Export"},
                                 {"roles", roles},
                                 {"expires_at", base::FormatRfc3339(system_clock_.Now() + std::chrono::hours(24))}};
        if (scopes) body["scopes"] = *scopes;
        return by.Post("/api/v1/api-keys" + (organization.empty() ? "" : "?organization_id=" + organization),
                       Body(std::move(body)));
    }
    http::TestAnswer With(const http::TestAnswer& key, http::Method method, const std::string& target,
                          const std::string& body = "") {
        Browser program(router_, "203.0.113.9");
        return program.Send(method, target, body, {{"Authorization", "Bearer " + key.At("/token")}});
    }
    http::TestAnswer Get(const http::TestAnswer& key, const std::string& target) {
        return With(key, http::Method::kGet, target);
    }
    std::vector<std::string> ScopesFor(Browser& by) {
        std::vector<std::string> names;
        const auto json = by.Get("/api/v1/api-key-scopes").Json();
        for (const auto& item : json.at("items").as_array()) names.emplace_back(item.at("name").as_string());
        return names;
    }

    Browser olga_;
    Browser carla_{router_};
    std::string parent_, child_;
};

TEST_F(ApiKeyTest, AKeyDoesWhatItsScopesNameAndNothingElse) {
    const auto key = Make(carla_, {"administrator"}, boost::json::array{"see_users"});
    ASSERT_EQ(key.status, 201) << key.body;
    EXPECT_EQ(Get(key, "/api/v1/users").status, 200);
    EXPECT_EQ(Get(key, "/api/v1/organizations").Code(), "forbidden");
    EXPECT_EQ(Get(key, "/api/v1/audit-events").Code(), "forbidden");
    EXPECT_EQ(With(key, http::Method::kPost, "/api/v1/users", UserBody("ann@bakery.example", {"viewer"})).Code(),
              "forbidden");
    const auto all = Make(carla_, {"administrator"}, {});
    EXPECT_EQ(Get(all, "/api/v1/organizations").status, 200);
    EXPECT_EQ(Get(all, "/api/v1/audit-events").status, 200);
}

// A key that makes people, or takes a second factor away, would grow beyond itself and outlive its end.
TEST_F(ApiKeyTest, WhoComesInAndHowIsForPeopleAlone) {  // IDN-4
    const auto dora = MakeUser(olga_, child_, "dora@bakery.example", {"administrator"});
    Browser maker = dora;
    const auto key = Make(maker, {"administrator"}, {});
    ASSERT_EQ(key.status, 201) << key.body;
    const std::string self = "/api/v1/users/" + Me(maker);
    const auto code = [&](http::Method method, const std::string& target, const std::string& body = "") {
        return With(key, method, target, body).Code();
    };
    using http::Method;
    EXPECT_EQ(code(Method::kPost, "/api/v1/users", UserBody("ann@bakery.example", {"viewer"})), "people_only");
    EXPECT_EQ(code(Method::kPut, self, UserBody("dora@bakery.example", {"administrator"})), "people_only");
    EXPECT_EQ(code(Method::kDelete, self), "people_only");
    EXPECT_EQ(code(Method::kDelete, self + "/second-factor"), "people_only");
    EXPECT_EQ(code(Method::kPut, "/api/v1/sign-in-policy", R"({"require_second_factor":false})"), "people_only");
    EXPECT_EQ(code(Method::kDelete, "/api/v1/identity-provider"), "people_only");
    EXPECT_EQ(Get(key, self).status, 200);
    EXPECT_THAT(ScopesFor(maker), Not(Contains("manage_users")));
}

TEST_F(ApiKeyTest, AScopeThatTheRolesOrTheMakerDoNotHaveIsRefused) {
    EXPECT_EQ(Make(carla_, {"viewer"}, boost::json::array{"see_audit_log"}).Field(), "/scopes scope_not_given");
    EXPECT_EQ(Make(carla_, {"administrator"}, boost::json::array{"everything"}).Field(), "/scopes scope_not_given");
    EXPECT_EQ(Make(carla_, {"administrator"}, boost::json::array{"use_own_account"}).Field(),
              "/scopes scope_not_given");
    EXPECT_EQ(Make(carla_, {"administrator"}, boost::json::array{}).Field(), "/scopes missing");
    EXPECT_THAT(ScopesFor(carla_), Contains("see_audit_log"));
    EXPECT_THAT(ScopesFor(carla_), Not(Contains("manage_api_keys")));
    EXPECT_THAT(ScopesFor(carla_), Not(Contains("act_as_agent")));
}

TEST_F(ApiKeyTest, AKeyDoesNoMoreThanItsMakerMayDoNow) {
    const auto dora = MakeUser(olga_, child_, "dora@bakery.example", {"administrator"});
    Browser dora_browser = dora;
    const auto key = Make(dora_browser, {"administrator"}, {});
    ASSERT_EQ(key.status, 201) << key.body;
    EXPECT_EQ(Get(key, "/api/v1/users").status, 200);
    const std::string path = "/api/v1/users/" + Me(dora_browser);
    const auto change = [&](const boost::json::object& body) {
        return carla_.Put(path, Body(body), std::string(carla_.Get(path).headers.Get("ETag"))).status;
    };
    auto less = boost::json::parse(UserBody("dora@bakery.example", {"viewer"})).as_object();
    EXPECT_EQ(change(less), 200);
    EXPECT_EQ(Get(key, "/api/v1/users").Code(), "forbidden");
    EXPECT_EQ(Get(key, "/api/v1/organizations").status, 200);
    less["state"] = "disabled";
    EXPECT_EQ(change(less), 200);
    EXPECT_EQ(Get(key, "/api/v1/organizations").Code(), "api_key_maker_gone");
    less["state"] = "active";
    EXPECT_EQ(change(less), 200);
    EXPECT_EQ(Get(key, "/api/v1/organizations").status, 200);
    EXPECT_EQ(carla_.Delete(path, std::string(carla_.Get(path).headers.Get("ETag"))).status, 204);
    EXPECT_EQ(Get(key, "/api/v1/organizations").Code(), "api_key_maker_gone");
}

// ORG-5: what a person of the parent made in a child works as long as they may act there.
TEST_F(ApiKeyTest, AKeyOfSomebodyFromAboveEndsWithTheirAccess) {
    Browser paul = MakeUser(olga_, parent_, "paul@northwind.example", {"administrator"}, true);
    const auto key = Make(paul, {"administrator"}, {}, child_);
    ASSERT_EQ(key.status, 201) << key.body;
    EXPECT_EQ(Get(key, "/api/v1/users").status, 200);
    const std::string path = "/api/v1/users/" + Me(paul);
    const auto outside = UserBody("paul@northwind.example", {"administrator"}, false);
    EXPECT_EQ(olga_.Put(path, outside, std::string(olga_.Get(path).headers.Get("ETag"))).status, 200);
    EXPECT_EQ(Get(key, "/api/v1/users").Code(), "api_key_maker_gone");
}

TEST_F(ApiKeyTest, ExpiredAndRevokedKeysAreRefusedWithTheirOwnCodes) {
    const auto key = Make(carla_, {"viewer"}, {});
    database_.Sql("UPDATE api_keys SET expires_at = created_at");
    EXPECT_EQ(Get(key, "/api/v1/organizations").Code(), "api_key_expired");
    database_.Sql("UPDATE api_keys SET expires_at = now() + interval '1 day'");
    EXPECT_EQ(carla_.Delete("/api/v1/api-keys/" + key.At("/id")).status, 204);
    const auto refused = Get(key, "/api/v1/organizations");
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.Code(), "api_key_revoked");
    EXPECT_EQ(carla_.Delete("/api/v1/api-keys/" + key.At("/id")).status, 404);
    EXPECT_TRUE(carla_.Get("/api/v1/api-keys").Json().at("items").at(0).at("revoked_at").is_string());
    // Whoever has its id only learns nothing.
    auto stolen = *Token::Parse(token_prefix::kApiKey, key.At("/token"));
    stolen.secret[0] = static_cast<char>(stolen.secret[0] ^ 1);
    Browser program(router_);
    EXPECT_EQ(program
                  .Send(http::Method::kGet, "/api/v1/organizations", "",
                        {{"Authorization", "Bearer " + stolen.ToString(token_prefix::kApiKey)}})
                  .Code(),
              "unauthenticated");
    // It is forgotten after its time.
    database_.Sql("UPDATE api_keys SET revoked_at = now() - interval '91 days'");
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    EXPECT_EQ(identity_.RemoveExpired(tx), 1);
    tx.Commit();
    EXPECT_EQ(Get(key, "/api/v1/organizations").Code(), "unauthenticated");
}

}  // namespace
}  // namespace identity::testing
