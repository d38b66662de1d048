#include "server/identity/testing.hpp"

namespace identity::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class AccessTest : public IdentityTest {
  protected:
    AccessTest() : admin_(FirstStart()) {
        parent_ = MakeOrganization(admin_, operator_id_, "Northwind");
        child_ = MakeOrganization(admin_, parent_, "Bakery");
        sibling_ = MakeOrganization(admin_, parent_, "Brewery");
        foreign_parent_ = MakeOrganization(admin_, operator_id_, "Southwind");
        foreign_ = MakeOrganization(admin_, foreign_parent_, "Butcher");
    }
    static std::vector<std::string> Names(const http::TestAnswer& list) {
        std::vector<std::string> names;
        const auto json = list.Json();
        for (const auto& item : json.at("items").as_array()) {
            names.emplace_back(item.at("name").as_string());
        }
        return names;
    }

    Browser admin_;
    std::string parent_;
    std::string child_;
    std::string sibling_;
    std::string foreign_parent_;
    std::string foreign_;
};

// ---- invitations -------------------------------------------------------------------------------------

TEST_F(AccessTest, AnInvitationWorksOnceAndIsMailed) {
    const auto made =
        admin_.Post("/api/v1/users?organization_id=" + child_, UserBody("ann@bakery.example", {"administrator"}));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/state"), "invited");
    EXPECT_EQ(made.At("/invitation"), "mailed");
    const std::string token = TokenOf(LinkOf(made));
    // Whoever invites does not get it: they would choose the password of somebody else.
    EXPECT_EQ(made.body.find(token), std::string::npos);
    EXPECT_EQ(made.body.find("pli_"), std::string::npos);
    EXPECT_EQ(database_.Value("SELECT to_address FROM mails WHERE template = 'user_invited'"), "ann@bakery.example");

    Browser ann(router_);
    const auto check = ann.Post("/api/v1/setup-checks", Body({{"token", token}}));
    EXPECT_EQ(check.At("/email"), "ann@bakery.example");
    EXPECT_EQ(check.At("/organization_name"), "Bakery");
    const auto in =
        ann.Post("/api/v1/setup", Body({{"token", token}, {"password", kPassword}, {"first_name", "Anna"}}));
    ASSERT_EQ(in.status, 201) << in.body;
    EXPECT_EQ(in.Json().at("user").at("first_name"), "Anna");
    EXPECT_EQ(in.Json().at("organization").at("id").as_string(), child_);
    EXPECT_EQ(admin_.Get("/api/v1/users/" + made.At("/id")).At("/state"), "active");
    Browser second(router_);
    EXPECT_EQ(second.Post("/api/v1/setup", Body({{"token", token}, {"password", kPassword}})).Code(),
              "setup_link_invalid");
}

TEST_F(AccessTest, ANewInvitationEndsTheEarlierOneAndAnExpiredOneIsRefused) {
    const auto made =
        admin_.Post("/api/v1/users?organization_id=" + child_, UserBody("ann@bakery.example", {"viewer"}));
    const std::string first = LinkOf(made);
    const auto again = admin_.Post("/api/v1/users/" + made.At("/id") + "/invitations", "");
    ASSERT_EQ(again.status, 201) << again.body;
    Browser ann(router_);
    const auto use = [&](const std::string& link) {
        return ann.Post("/api/v1/setup", Body({{"token", TokenOf(link)}, {"password", kPassword}})).Code();
    };
    EXPECT_EQ(use(first), "setup_link_invalid");
    ExpireInvitations(database_);
    EXPECT_EQ(use(LinkOf(again)), "setup_link_invalid");
}

TEST_F(AccessTest, TheSameAddressInAnotherOrganizationIsNobodysBusiness) {
    const auto body = UserBody("ann@many.example", {"viewer"});
    EXPECT_EQ(admin_.Post("/api/v1/users?organization_id=" + child_, body).status, 201);
    EXPECT_EQ(admin_.Post("/api/v1/users?organization_id=" + child_, body).Field(), "/email email_taken");
    EXPECT_EQ(admin_.Post("/api/v1/users?organization_id=" + foreign_, body).status, 201);
}

TEST_F(AccessTest, NamesWhatIsWrongWithAPerson) {
    const auto field = [&](const std::string& organization, const std::string& body) {
        return admin_.Post("/api/v1/users?organization_id=" + organization, body).Field();
    };
    EXPECT_EQ(field(child_, UserBody("", {"viewer"})), "/email missing");
    EXPECT_EQ(field(child_, UserBody("a b@c.example", {"viewer"})), "/email invalid_email");
    EXPECT_EQ(field(child_, UserBody("a@c.example", {})), "/roles missing");
    EXPECT_EQ(field(child_, UserBody("a@c.example", {"warehouse"})), "/roles role_not_for_organization");
    EXPECT_EQ(field(operator_id_, UserBody("a@c.example", {"viewer"})), "/roles role_not_for_organization");
    EXPECT_EQ(field(child_, UserBody("a@c.example", {"viewer"}, true)),
              "/child_organization_access no_child_organizations");
    auto odd = boost::json::parse(UserBody("a@c.example", {"viewer"})).as_object();
    odd["time_zone"] = "Mars/Olympus";
    EXPECT_EQ(field(child_, Body(odd)), "/time_zone invalid_time_zone");
}

// ---- who sees what -----------------------------------------------------------------------------------

// ORG-5
TEST_F(AccessTest, PeopleOfAParentActInItsChildrenOnlyAsMembersOfTheGroup) {
    Browser outside = MakeUser(admin_, parent_, "out@northwind.example", {"fleet_manager"});
    Browser inside = MakeUser(admin_, parent_, "in@northwind.example", {"fleet_manager"}, true);
    const std::string site =
        Body({{"name", "Mill"}, {"address", boost::json::parse(R"({"street1":"","street2":"","street3":"",
        "building":"","floor":"","room":"","city":"Bergen","state":"","postal_code":"","country":"NO"})")}});
    EXPECT_EQ(outside.Post("/api/v1/sites?organization_id=" + child_, site).Code(), "organization_not_found");
    EXPECT_EQ(outside.Get("/api/v1/session?organization_id=" + child_).status, 404);
    const auto made = inside.Post("/api/v1/sites?organization_id=" + child_, site);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(inside.Get("/api/v1/session?organization_id=" + child_).Json().at("organization").at("name"), "Bakery");
    // Seen from the parent by members only.
    EXPECT_THAT(Names(inside.Get("/api/v1/sites")), ElementsAre("Mill"));
    EXPECT_THAT(Names(outside.Get("/api/v1/sites")), ElementsAre());
    // Recorded under their own name.
    EXPECT_EQ(database_.Value("SELECT actor_name FROM audit_events WHERE action = 'site.created'"),
              "in@northwind.example");
}

TEST_F(AccessTest, OrganizationsOutsideAreAsIfTheyDidNotExist) {
    Browser ann = MakeUser(admin_, child_, "ann@bakery.example", {"administrator"});
    Browser max = MakeUser(admin_, parent_, "max@northwind.example", {"administrator"}, true);
    EXPECT_THAT(Names(ann.Get("/api/v1/organizations")), ElementsAre("Bakery"));
    EXPECT_THAT(Names(max.Get("/api/v1/organizations")), ElementsAre("Bakery", "Brewery", "Northwind"));
    EXPECT_THAT(Names(admin_.Get("/api/v1/organizations")),
                ElementsAre("Bakery", "Brewery", "Butcher", "Meridian", "Northwind", "Southwind"));
    EXPECT_THAT(Names(admin_.Get("/api/v1/organizations?search=WIND")), ElementsAre("Northwind", "Southwind"));
    const std::string never = ids_.Make<base::OrganizationId>().ToString();
    for (Browser* browser : {&ann, &max}) {
        const auto none = browser->Get("/api/v1/organizations/" + never);
        const auto foreign = browser->Get("/api/v1/organizations/" + foreign_);
        EXPECT_EQ(foreign.status, 404);
        auto a = none.Json().as_object();
        auto b = foreign.Json().as_object();
        a.erase("request_id");
        b.erase("request_id");
        EXPECT_EQ(a, b);
        EXPECT_EQ(browser->Get("/api/v1/users?organization_id=" + foreign_).status, 404);
        EXPECT_EQ(browser->Get("/api/v1/sites?organization_id=" + foreign_parent_).status, 404);
        EXPECT_EQ(browser->Get("/api/v1/users?organization_id=" + operator_id_).status, 404);
    }
    EXPECT_EQ(ann.Get("/api/v1/organizations/" + parent_).status, 404);
    EXPECT_EQ(ann.Get("/api/v1/users?organization_id=" + sibling_).status, 404);
}

// ORG-7: in the database, not only in handlers.
TEST_F(AccessTest, AForgottenWhereShowsAndChangesOneOrganizationOnly) {
    MakeUser(admin_, child_, "ann@bakery.example", {"viewer"});
    MakeUser(admin_, foreign_, "eve@butcher.example", {"viewer"});
    static const pg::Query<std::string()> kAllUsers{"test.all_users", "SELECT email FROM users ORDER BY email"};
    static const pg::Query<std::string()> kAllNames{"test.all_names", "SELECT name FROM organizations ORDER BY name"};
    static const pg::Query<std::int64_t()> kSecrets{
        "test.all_secrets", "SELECT (SELECT count(*) FROM credentials) + (SELECT count(*) FROM sessions)"};
    static const pg::Query<void()> kWreck{"test.wreck", "UPDATE users SET first_name = 'x'"};
    const auto child = *base::OrganizationId::Parse(child_);
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(child));
        EXPECT_THAT(tx.All(kAllUsers), ElementsAre("ann@bakery.example"));
        EXPECT_THAT(tx.All(kAllNames), ElementsAre("Bakery"));
        EXPECT_EQ(tx.Get(kSecrets), 2);
        EXPECT_EQ(tx.Exec(kWreck), 1);
    }
    pg::Transaction nobody(database_.pool(), pg::Scope::None());
    EXPECT_THAT(nobody.All(kAllUsers), ElementsAre());
    EXPECT_THAT(nobody.All(kAllNames), ElementsAre());
}

// ORG-6: every operation x every role.
TEST_F(AccessTest, EveryOperationIsOpenToItsRolesAndToNoOther) {
    for (const http::Role role : organizations::AllRoles()) {
        if (role == http::Role::kAgent) continue;
        const std::string name(base::json::EnumName(role));
        const std::string home = organizations::kOperatorRoles.Has(role) ? operator_id_ : child_;
        Browser person = MakeUser(admin_, home, name + "@role.example", {name});
        const std::string cookie = person.cookie;
        for (const auto& route : router_.routes()) {
            const http::Operation& operation = route->operation;
            if (operation.allow.IsPublic() || operation.id == "signOut") continue;
            std::string path(operation.path);
            for (auto at = path.find('{'); at != std::string::npos; at = path.find('{')) {
                path.replace(at, path.find('}') - at + 1, ids_.Next().ToString());
            }
            const auto answer = person.Send(operation.method, path, "", {{"If-Match", "\"1\""}});
            // There is no such thing; permission_matrix_test has things that are there.
            const bool refused = answer.Code() == "forbidden" ||
                                 (operation.path.find('{') != std::string::npos && answer.Code() == "not_found");
            if (operation.allow.Has(role)) {
                EXPECT_NE(answer.Code(), "forbidden") << operation.id << " as " << name;
                continue;
            }
            EXPECT_TRUE(refused) << operation.id << " as " << name << ": " << answer.status << ' ' << answer.body;
        }
    }
}

TEST_F(AccessTest, RoleAndStateCountFromTheNextRequestOn) {
    Browser ann = MakeUser(admin_, child_, "ann@bakery.example", {"administrator"});
    const std::string id = Me(ann);
    ASSERT_EQ(ann.Get("/api/v1/users").status, 200);
    const auto put = [&](boost::json::object change) {
        auto body = boost::json::parse(UserBody("ann@bakery.example", {"viewer"})).as_object();
        for (auto& [key, value] : change) body[key] = value;
        const auto etag = std::string(admin_.Get("/api/v1/users/" + id).headers.Get("ETag"));
        return admin_.Put("/api/v1/users/" + id, Body(body), etag);
    };
    ASSERT_EQ(put({}).status, 200);
    EXPECT_EQ(ann.Get("/api/v1/users").status, 403);
    EXPECT_EQ(ann.Get("/api/v1/sites").status, 200);
    EXPECT_EQ(put({{"state", "disabled"}}).At("/state"), "disabled");
    EXPECT_EQ(ann.Get("/api/v1/sites").status, 401);
    EXPECT_EQ(put({{"state", "active"}}).At("/state"), "active");
    EXPECT_EQ(ann.Get("/api/v1/sites").status,
              401);  // its sessions ended; the person signs in again
    EXPECT_EQ(ann.SignIn("ann@bakery.example", kPassword).status, 201);
}

TEST_F(AccessTest, NobodyLocksThemselvesOrEverybodyOut) {
    const std::string me = Me(admin_);
    const auto etag = [&](const std::string& id) {
        return std::string(admin_.Get("/api/v1/users/" + id).headers.Get("ETag"));
    };
    EXPECT_EQ(admin_.Delete("/api/v1/users/" + me, etag(me)).Code(), "user_is_self");
    EXPECT_EQ(admin_.Put("/api/v1/users/" + me, UserBody("olga@operator.example", {"warehouse"}), etag(me)).Code(),
              "user_is_self");
    Browser second = MakeUser(admin_, operator_id_, "second@operator.example", {"operator_administrator"});
    EXPECT_EQ(second.Delete("/api/v1/users/" + me, etag(me)).status, 204);
    EXPECT_EQ(admin_.Get("/api/v1/session").status, 401);
    EXPECT_EQ(second.Delete("/api/v1/users/" + Me(second), "\"1\"").Code(), "stale");
}

// ORG-5: what a child organization holds is opened to somebody by somebody else.
TEST_F(AccessTest, NobodyChangesTheirOwnMembershipOfTheAccessGroup) {
    for (const bool member : {false, true}) {
        const std::string email = member ? "in@northwind.example" : "out@northwind.example";
        Browser self = MakeUser(admin_, parent_, email, {"administrator"}, member);
        const std::string path = "/api/v1/users/" + Me(self);
        const auto put = [&](Browser& who, bool wanted) {
            return who.Put(path, UserBody(email, {"administrator"}, wanted),
                           std::string(who.Get(path).headers.Get("ETag")));
        };
        const auto refused = put(self, !member);
        EXPECT_EQ(refused.status, 409) << refused.body;
        EXPECT_EQ(refused.Code(), "access_group_is_own");
        EXPECT_EQ(self.Get("/api/v1/sites?organization_id=" + child_).status, member ? 200 : 404);
        EXPECT_EQ(put(self, member).status, 200) << "everything else stays theirs";
        EXPECT_EQ(put(admin_, !member).status, 200);
        EXPECT_EQ(self.Get("/api/v1/sites?organization_id=" + child_).status, member ? 404 : 200);
    }
}

TEST_F(AccessTest, AStaleChangeOfAPersonIsRefused) {
    Browser ann = MakeUser(admin_, child_, "ann@bakery.example", {"viewer"});
    const std::string path = "/api/v1/users/" + Me(ann);
    const auto etag = std::string(admin_.Get(path).headers.Get("ETag"));
    const auto body = UserBody("ann@bakery.example", {"service_desk"});
    EXPECT_EQ(admin_.Put(path, body).status, 428);
    EXPECT_EQ(admin_.Put(path, body, etag).status, 200);
    EXPECT_EQ(admin_.Put(path, body, etag).status, 412);
    // What is wrong with the body is said first: it is checked before the row is locked.
    EXPECT_EQ(admin_.Put(path, UserBody("ann@bakery.example", {}), etag).Field(), "/roles missing");
}

TEST_F(AccessTest, PeopleChangeTheirProfileAndNotTheirRoles) {
    Browser ann = MakeUser(admin_, child_, "ann@bakery.example", {"viewer"});
    const auto etag = std::string(ann.Get("/api/v1/profile").headers.Get("ETag"));
    const auto changed = ann.Put(
        "/api/v1/profile",
        Body({{"first_name", "Änne"}, {"last_name", "Berg"}, {"language", "de"}, {"time_zone", "Europe/Oslo"}}), etag);
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(ann.Get("/api/v1/session").Json().at("user").at("language"), "de");
    EXPECT_EQ(ann.Get("/api/v1/users").Json().at("title"), "Ihre Rolle erlaubt das nicht");
    EXPECT_EQ(ann.Put("/api/v1/profile",
                      Body({{"first_name", "A"},
                            {"last_name", "B"},
                            {"language", "de"},
                            {"time_zone", "UTC"},
                            {"roles", boost::json::array{"administrator"}}}),
                      std::string(changed.headers.Get("ETag")))
                  .status,
              422);
    EXPECT_EQ(
        ann.Put("/api/v1/profile",
                Body({{"first_name", "A"}, {"last_name", "B"}, {"language", "de"}, {"time_zone", "Mars/Olympus"}}),
                etag)
            .Field(),
        "/time_zone invalid_time_zone");
}

// ---- API keys ----------------------------------------------------------------------------------------

// IDN-4
TEST_F(AccessTest, AnApiKeyActsWithItsRolesUntilItEnds) {
    const auto ends = base::FormatRfc3339(system_clock_.Now() + std::chrono::hours(24));
    const auto made =
        admin_.Post("/api/v1/api-keys?organization_id=" + child_,
                    Body({{"name", "Export"}, {"roles", boost::json::array{"viewer"}}, {"expires_at", ends}}));
    ASSERT_EQ(made.status, 201) << made.body;
    const std::map<std::string, std::string> bearer{{"Authorization", "Bearer " + made.At("/token")}};
    Browser program(router_, "203.0.113.9");
    const auto get = [&](const std::string& target) { return program.Send(http::Method::kGet, target, "", bearer); };
    EXPECT_THAT(Names(get("/api/v1/organizations")), ElementsAre("Bakery"));
    EXPECT_EQ(get("/api/v1/users").status, 403);
    EXPECT_EQ(get("/api/v1/sites?organization_id=" + foreign_).status, 404);
    EXPECT_EQ(get("/api/v1/profile").Code(), "people_only");
    const auto list = admin_.Get("/api/v1/api-keys?organization_id=" + child_).Json().at("items").as_array();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_TRUE(list[0].at("token").is_null());
    EXPECT_TRUE(list[0].at("last_used_at").is_string());
    database_.Sql("UPDATE api_keys SET expires_at = created_at");
    EXPECT_EQ(get("/api/v1/organizations").status, 401);
    database_.Sql("UPDATE api_keys SET expires_at = now() + interval '1 day'");
    EXPECT_EQ(get("/api/v1/organizations").status, 200);
    EXPECT_EQ(admin_.Delete("/api/v1/api-keys/" + made.At("/id")).status, 204);
    EXPECT_EQ(get("/api/v1/organizations").status, 401);
}

TEST_F(AccessTest, AnApiKeyOfAParentHasNoWayIntoItsChildren) {
    const auto ends = base::FormatRfc3339(system_clock_.Now() + std::chrono::hours(24));
    const auto made =
        admin_.Post("/api/v1/api-keys?organization_id=" + parent_,
                    Body({{"name", "Export"}, {"roles", boost::json::array{"administrator"}}, {"expires_at", ends}}));
    Browser program(router_);
    EXPECT_EQ(program
                  .Send(http::Method::kGet, "/api/v1/sites?organization_id=" + child_, "",
                        {{"Authorization", "Bearer " + made.At("/token")}})
                  .status,
              404);
    // Nor does it make further keys.
    EXPECT_EQ(program
                  .Send(http::Method::kPost, "/api/v1/api-keys",
                        Body({{"name", "More"}, {"roles", boost::json::array{"viewer"}}, {"expires_at", ends}}),
                        {{"Authorization", "Bearer " + made.At("/token")}})
                  .Code(),
              "people_only");
}

// ---- what is done with somebody's account ------------------------------------------------------------

class AccountTest : public AccessTest {
  protected:
    AccountTest()
        : carla_(MakeUser(admin_, child_, "carla@bakery.example", {"administrator"})),
          ann_(MakeUser(admin_, child_, "ann@bakery.example", {"viewer"})),
          ann_id_(Me(ann_)),
          path_("/api/v1/users/" + ann_id_) {}
    http::TestAnswer Put(const std::string& email, const std::string& role, const char* state = nullptr) {
        auto body = boost::json::parse(UserBody(email, {role})).as_object();
        if (state != nullptr) body["state"] = state;
        return carla_.Put(path_, Body(body), std::string(carla_.Get(path_).headers.Get("ETag")));
    }
    // "to subject" of what was mailed, without invitations.
    std::vector<std::string> Mailed() {
        std::vector<std::string> mails;
        for (const auto& row :
             database_.Sql("SELECT to_address || ': ' || subject FROM mails "
                           "WHERE template IN ('account_changed', 'email_confirmation') ORDER BY id")) {
            mails.push_back(*row.at(0));
        }
        return mails;
    }

    Browser carla_;
    Browser ann_;
    std::string ann_id_;
    std::string path_;
};

// IDN-1: else whoever manages people has a temporary password of somebody else sent to themselves.
TEST_F(AccountTest, AnotherAddressCountsOnceThePersonConfirmsItFromThere) {
    const auto asked = Put("eve@evil.example", "viewer");
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.At("/email"), "ann@bakery.example");
    EXPECT_EQ(asked.At("/pending_email"), "eve@evil.example");
    EXPECT_EQ(asked.body.find("ple_"), std::string::npos);
    EXPECT_EQ(carla_.Get(path_).At("/pending_email"), "eve@evil.example");
    EXPECT_EQ(carla_.Get("/api/v1/users?search=ann%40bakery").Json().at("items").at(0).at("pending_email"),
              "eve@evil.example");
    EXPECT_THAT(Mailed(), ElementsAre("eve@evil.example: Confirm your new address",
                                      "ann@bakery.example: Another address for your account"));
    const std::string token = TokenOf(MailedLink(database_, secrets_, ann_id_));
    Browser reset(router_);
    reset.Post("/api/v1/password-resets", Body({{"email", "eve@evil.example"}}));
    RunTasks();
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'temporary_password'"), "0");

    Browser there(router_);
    const auto confirm = [&](const std::string& text) {
        return there.Post("/api/v1/email-confirmations", Body({{"token", text}}));
    };
    EXPECT_EQ(confirm("ple_x").Code(), "email_link_invalid");
    std::string other = token;
    other[20] = other[20] == 'A' ? 'B' : 'A';
    EXPECT_EQ(confirm(other).Code(), "email_link_invalid");
    ASSERT_EQ(confirm(token).status, 204);
    EXPECT_EQ(confirm(token).Code(), "email_link_invalid") << "once only";
    EXPECT_EQ(carla_.Get(path_).At("/email"), "eve@evil.example");
    EXPECT_TRUE(carla_.Get(path_).Json().at("pending_email").is_null());
    EXPECT_THAT(Mailed(), ::testing::Contains("ann@bakery.example: The address of your account was changed"));
    EXPECT_EQ(Browser(router_).SignIn("ann@bakery.example", kPassword).status, 401);
    EXPECT_EQ(Browser(router_).SignIn("eve@evil.example", kPassword).status, 201) << "with the password of before";
    EXPECT_EQ(database_.Value("SELECT actor_name FROM audit_events WHERE action = 'user.email_changed'"),
              "eve@evil.example");
}

TEST_F(AccountTest, AnAddressThatWaitsEndsByTimeByAnotherOneAndByWhoTookIt) {
    Put("first@bakery.example", "viewer");
    const std::string first = TokenOf(MailedLink(database_, secrets_, ann_id_));
    Put("second@bakery.example", "viewer");
    const std::string second = TokenOf(MailedLink(database_, secrets_, ann_id_));
    Browser there(router_);
    const auto confirm = [&](const std::string& text) {
        return there.Post("/api/v1/email-confirmations", Body({{"token", text}})).Code();
    };
    EXPECT_EQ(confirm(first), "email_link_invalid");
    EXPECT_EQ(Put("carla@bakery.example", "viewer").Field(), "/email email_taken");
    ASSERT_EQ(
        admin_.Post("/api/v1/users?organization_id=" + child_, UserBody("second@bakery.example", {"viewer"})).status,
        201);
    EXPECT_EQ(confirm(second), "email_taken_meanwhile");
    database_.Sql("UPDATE email_changes SET expires_at = created_at");
    EXPECT_EQ(confirm(second), "email_link_invalid");
    EXPECT_TRUE(carla_.Get(path_).Json().at("pending_email").is_null());
    EXPECT_EQ(carla_.Get(path_).At("/email"), "ann@bakery.example");
}

// Nobody owns the account yet: the address was mistyped, and its link ends.
TEST_F(AccountTest, WhoHasNotComeYetIsInvitedAtTheOtherAddress) {
    const auto made = carla_.Post("/api/v1/users", UserBody("bret@bakery.example", {"viewer"}));
    const std::string wrong = TokenOf(LinkOf(made));
    const auto changed = carla_.Put("/api/v1/users/" + made.At("/id"), UserBody("bert@bakery.example", {"viewer"}),
                                    std::string(made.headers.Get("ETag")));
    EXPECT_EQ(changed.At("/email"), "bert@bakery.example");
    EXPECT_NE(TokenOf(LinkOf(made)), wrong);
    Browser stranger(router_);
    EXPECT_EQ(stranger.Post("/api/v1/setup", Body({{"token", wrong}, {"password", kPassword}})).status, 404);
    EXPECT_EQ(stranger.Post("/api/v1/setup", Body({{"token", TokenOf(LinkOf(made))}, {"password", kPassword}})).status,
              201);
}

// ASVS 5.0, 6.3.7
TEST_F(AccountTest, ThePersonIsToldOfRolesAndOfAnAccountThatIsDisabled) {
    EXPECT_EQ(Put("ann@bakery.example", "service_desk").status, 200);
    EXPECT_EQ(Put("ann@bakery.example", "service_desk", "disabled").status, 200);
    EXPECT_EQ(Put("ann@bakery.example", "service_desk", "active").status, 200);
    EXPECT_EQ(Put("ann@bakery.example", "service_desk").status, 200) << "nothing new";
    EXPECT_THAT(Mailed(), ElementsAre("ann@bakery.example: What you may do was changed",
                                      "ann@bakery.example: Your account was disabled",
                                      "ann@bakery.example: Your account can be used again"));
}

// ASVS 5.0, 7.4.5
TEST_F(AccountTest, AnAdministratorSeesAndEndsTheSessionsOfAPerson) {
    const std::string sessions = path_ + "/sessions";
    ASSERT_EQ(carla_.Get(sessions).status, 200);
    EXPECT_EQ(carla_.Get(sessions).Json().at("items").as_array().size(), 1U);
    Browser foreign = MakeUser(admin_, foreign_, "ulf@butcher.example", {"administrator"});
    for (Browser* outside : {&foreign, &ann_}) EXPECT_NE(outside->Get(sessions).status, 200);
    EXPECT_EQ(foreign.Delete(sessions).status, 404);
    EXPECT_EQ(ann_.Delete(sessions).status, 403);
    EXPECT_EQ(ann_.Get("/api/v1/session").status, 200);
    EXPECT_EQ(carla_.Delete(sessions).status, 204);
    EXPECT_EQ(ann_.Get("/api/v1/session").status, 401);
    EXPECT_THAT(Mailed(), ElementsAre("ann@bakery.example: You were signed out everywhere"));
    EXPECT_EQ(carla_.Delete("/api/v1/users/" + Me(carla_) + "/sessions").status, 204);
    EXPECT_EQ(carla_.Get("/api/v1/session").status, 200) << "of oneself the others only";
}

// ---- audit -------------------------------------------------------------------------------------------

// IDN-5
TEST_F(AccessTest, EveryChangeIsRecordedAndNoSecretWithIt) {
    Browser ann = MakeUser(admin_, child_, "ann@bakery.example", {"administrator"});
    const auto events = database_.Sql(
        "SELECT action, coalesce(before::text, '') || coalesce(after::text, '') FROM audit_events "
        "ORDER BY at, id");
    std::vector<std::string> actions;
    for (const auto& row : events) {
        actions.push_back(*row[0]);
        EXPECT_THAT(*row[1], ::testing::Not(HasSubstr("argon2id")));
        EXPECT_THAT(*row[1], ::testing::Not(HasSubstr("pli_")));
    }
    EXPECT_THAT(actions, UnorderedElementsAre("organization.created", "user.activated", "organization.created",
                                              "organization.created", "organization.created", "organization.created",
                                              "organization.created", "user.created", "user.activated"));
    EXPECT_EQ(ann.Get("/api/v1/audit-events").Json().at("items").as_array().size(), 3U);
}

}  // namespace
}  // namespace identity::testing
