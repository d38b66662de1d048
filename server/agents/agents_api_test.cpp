#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/agents/agents.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/testing/world.hpp"

// Agents over the API: registered, enrolled, told what to do (AGT-1, AGT-2, AGT-8).
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class FakeGuard final : public agents::RemovalGuard {
  public:
    std::map<agents::AgentId, Counts> Count(pg::Transaction&, std::span<const base::OrganizationId>,
                                            std::span<const agents::AgentId> ids) override {
        std::map<agents::AgentId, Counts> counts;
        for (const auto& id : ids) counts[id] = now;
        return counts;
    }
    Counts Lock(pg::Transaction&, base::OrganizationId, agents::AgentId) override { return now; }
    void Detach(pg::Transaction&, base::OrganizationId, agents::AgentId) override { ++detached; }

    Counts now;
    int detached = 0;
};

class AgentsApi : public testing::Test {
  protected:
    AgentsApi()
        : ids(clock),
          world(database, clock),
          organization(world.AddOrganization(world.platen(), "acme").id),
          foreign(world.AddOrganization(world.platen(), "other").id),
          site(world.AddSite(organization, "Main").ToString()),
          foreign_site(world.AddSite(foreign, "Main").ToString()),
          secrets(std::string(base::SecretBox::kKeyBytes, 'k')),
          authenticator(database.pool()),
          api(&database.pool(), clock) {
        agents::RegisterHttp(api.router(), {ids, secrets, guard});
        manager = api.SignIn(organization, {http::Role::kFleetManager});
    }

    std::string Body(const std::string& name, const std::string& search = "") {
        return R"({"name":")" + name + R"(","site_id":")" + site + '"' +
               (search.empty() ? "" : R"(,"search":)" + search) + '}';
    }
    static std::string Search(const std::string& include, const std::string& more = "") {
        return R"({"include":[)" + include +
               R"(],"exclude":[],"discovery_interval_seconds":3600,"polling_interval_seconds":900)" + more + '}';
    }
    http::TestAnswer Create(const std::string& name, const std::string& search = "") {
        return api.As(manager).Post("/api/v1/agents", Body(name, search));
    }
    // The key of a newly enrolled agent.
    std::string Enroll(const std::string& token) {
        const auto answer = api.Anonymous().Post("/api/v1/agent/enroll",
                                                 R"({"token":")" + token + R"(","host_name":"pc7","version":"0.1.0"})");
        EXPECT_EQ(answer.status, 201) << answer.body;
        return std::string(answer.Json().at("key").as_string());
    }
    static std::string TokenOf(const http::TestAnswer& created) {
        return std::string(created.Json().at("enrollment_token").as_string());
    }
    // As whom the real authenticator takes the key for; 401 and 404 where it refuses.
    http::TestAnswer AsAgent(const std::string& key, http::Method method, const std::string& target,
                             const std::string& body = "") {
        http::Request request;
        request.headers.Add("Authorization", "Bearer " + key);
        const auto query = target.find("organization_id=");
        std::optional<base::OrganizationId> acted_in;
        if (query != std::string::npos) acted_in = base::OrganizationId::Parse(target.substr(query + 16));
        const auto actor = authenticator.Authenticate(request, acted_in);
        if (!actor) {
            http::TestAnswer refused;
            refused.status = actor.error().kind == base::ProblemKind::kNotFound ? 404 : 401;
            return refused;
        }
        api.SignIn(**actor);
        return api.As(**actor).Send(method, target, body, {});
    }
    http::TestAnswer Ask(const std::string& key, const std::string& target) {
        return AsAgent(key, http::Method::kGet, target);
    }

    base::SystemClock clock;
    base::IdSource ids;
    pg::testing::Database database;
    server::testing::World world;
    base::OrganizationId organization;
    base::OrganizationId foreign;
    std::string site;
    std::string foreign_site;
    base::SecretBox secrets;
    FakeGuard guard;
    agents::AgentAuthenticator authenticator;
    http::TestApi api;
    http::Actor manager;
};

TEST_F(AgentsApi, IsInvitedThenActiveThenNotCommunicating) {  // AGT-1
    const auto created = Create("Berlin");
    ASSERT_EQ(created.status, 201) << created.body;
    EXPECT_EQ(created.Json().at("state"), "invited");
    const std::string path = created.Header("Location");
    Enroll(TokenOf(created));
    const auto active = api.As(manager).Get(path).Json();
    EXPECT_EQ(active.at("state"), "active");
    EXPECT_EQ(active.at("version_text"), "0.1.0");
    database.Sql("UPDATE agent_contacts SET heard_at = now() - interval '181 seconds'");
    EXPECT_EQ(api.As(manager).Get(path).Json().at("state"), "not_communicating");
    EXPECT_EQ(api.As(manager).Get("/api/v1/agents?state=not_communicating").Json().at("items").as_array().size(), 1U);
    EXPECT_THAT(api.As(manager).Get("/api/v1/agents?state=active").Json().at("items").as_array(), IsEmpty());
}

TEST_F(AgentsApi, ATokenWorksOnceAndFor24Hours) {  // AGT-1, security bar
    const auto created = Create("Berlin");
    const std::string token = TokenOf(created);
    const auto enroll = [&](const std::string& with) {
        return api.Anonymous().Post("/api/v1/agent/enroll",
                                    R"({"token":")" + with + R"(","host_name":"","version":""})");
    };
    const std::string wrong = token.substr(0, token.size() - 1) + (token.back() == 'x' ? 'y' : 'x');
    EXPECT_EQ(enroll(wrong).Code(), "enrollment_token_invalid");
    Enroll(token);
    EXPECT_EQ(enroll(token).Code(), "enrollment_token_invalid");
    const auto again = api.As(manager).Post(created.Header("Location") + "/enrollment-tokens", "");
    EXPECT_EQ(again.status, 201) << again.body;
    database.Sql("UPDATE agents SET token_expires_at = now() - interval '1 second'");
    EXPECT_EQ(enroll(TokenOf(again)).Code(), "enrollment_token_invalid");
    EXPECT_EQ(database.Value("SELECT count(*) FROM agents WHERE encode(token_hash, 'escape') LIKE '%" + token + "%'"),
              "0");
}

TEST_F(AgentsApi, AnAgentThatEnrollsAgainLosesItsOldKey) {
    const auto created = Create("Berlin");
    const std::string old_key = Enroll(TokenOf(created));
    EXPECT_EQ(Ask(old_key, "/api/v1/agent/configuration").status, 200);
    const std::string key =
        Enroll(TokenOf(api.As(manager).Post(created.Header("Location") + "/enrollment-tokens", "")));
    EXPECT_EQ(Ask(old_key, "/api/v1/agent/configuration").status, 401);
    EXPECT_EQ(Ask(key, "/api/v1/agent/configuration").status, 200);
}

TEST_F(AgentsApi, GivesSecretsToTheAgentAndToNobodyElse) {  // AGT-2, security bar
    const auto created =
        Create("Berlin", Search(R"("10.0.0.0/24")", R"(,"communities":["s3cret-c"],"v3_users":[{"user":"snmp",
        "auth_protocol":"sha256","auth_secret":"s3cret-auth","priv_protocol":"aes128","priv_secret":"s3cret-priv"}])"));
    ASSERT_EQ(created.status, 201) << created.body;
    EXPECT_THAT(created.body, Not(HasSubstr("s3cret")));
    EXPECT_EQ(created.Json().at("search").at("community_count"), 1);
    const std::string key = Enroll(TokenOf(created));
    const auto configuration = Ask(key, "/api/v1/agent/configuration");
    EXPECT_EQ(configuration.Json().at("communities").at(0), "s3cret-c");
    EXPECT_EQ(configuration.Json().at("v3_users").at(0).at("privacy_password"), "s3cret-priv");
    const std::string path = created.Header("Location");
    EXPECT_THAT(api.As(manager).Get(path).body, Not(HasSubstr("s3cret")));
    EXPECT_EQ(database.Value("SELECT count(*) FROM agents WHERE encode(secrets, 'escape') LIKE '%s3cret%'"), "0");
    EXPECT_EQ(database.Value("SELECT count(*) FROM audit_events WHERE before::text || after::text LIKE '%s3cret%'"),
              "0");

    // A change without secrets keeps them; its ETag changes, so that the agent reads it.
    EXPECT_EQ(api.As(manager).Put(path, Body("Berlin", Search(R"("10.0.1.0/24")")), "\"1\"").status, 200);
    const auto changed = Ask(key, "/api/v1/agent/configuration");
    EXPECT_EQ(changed.Json().at("communities").at(0), "s3cret-c");
    EXPECT_EQ(changed.Json().at("include").at(0), "10.0.1.0/24");
    EXPECT_NE(changed.ETag(), configuration.ETag());
}

// Agents of 0.1.0 refuse a configuration with a member that they do not know, and the answer would leave them with their old one.
TEST_F(AgentsApi, AnAgentOfBeforeReadsTheConfiguration) {
    const auto created =
        Create("Berlin", Search(R"("10.0.0.0/24")",
                                R"(,"communities":["reads"],"write_communities":["writes"],"v3_users":[{"user":"snmp",)"
                                R"("auth_protocol":"sha256","auth_secret":"s3cret-auth","may_write":true},)"
                                R"({"user":"other","auth_protocol":"sha256","auth_secret":"s3cret-auth"}])"));
    ASSERT_EQ(created.status, 201) << created.body;
    const std::string key = Enroll(TokenOf(created));
    const auto names = [](const boost::json::value& object) {
        std::string all;
        for (const auto& [name, value] : object.as_object()) all += std::string(name) + " ";
        return all;
    };
    const auto configuration = Ask(key, "/api/v1/agent/configuration").Json();
    EXPECT_EQ(names(configuration),
              "version include exclude communities v3_users discovery_interval_seconds polling_interval_seconds "
              "allow_public_addresses retry_after_seconds ");
    EXPECT_EQ(names(configuration.at("v3_users").at(0)), "name auth auth_password privacy privacy_password context ");
    // PRN-4: with what the agent may write it asks apart.
    const auto writing = Ask(key, "/api/v1/agent/write-access").Json();
    EXPECT_EQ(writing.at("communities").at(0), "writes");
    ASSERT_EQ(writing.at("v3_users").as_array().size(), 1U);
    EXPECT_EQ(writing.at("v3_users").at(0).at("name"), "snmp");
    EXPECT_EQ(api.As(manager).Get("/api/v1/agent/write-access").status, 403);
    // Who does not say it again keeps it; who takes it back has none.
    const std::string path = created.Header("Location");
    const auto change = [&](const std::string& user, const char* version) {
        return api.As(manager)
            .Put(path, Body("Berlin", Search(R"("10.0.0.0/24")", R"(,"v3_users":[{"user":"snmp")" + user + "}]")),
                 version)
            .status;
    };
    EXPECT_EQ(change("", "\"1\""), 200);
    EXPECT_EQ(Ask(key, "/api/v1/agent/write-access").Json().at("v3_users").as_array().size(), 1U);
    EXPECT_EQ(change(R"(,"may_write":false)", "\"2\""), 200);
    EXPECT_EQ(Ask(key, "/api/v1/agent/write-access").Json().at("v3_users").as_array().size(), 0U);
}

TEST_F(AgentsApi, ChecksSearchCriteriaFieldByField) {  // AGT-2, scan safety
    const auto wrong = Create("", Search(R"("10.0.0.300","8.8.0.0/16","10.0.0.9-10.0.0.1","ok.example.com","fe80::1")",
                                         R"(,"v3_users":[{"user":"u","auth_protocol":"sha1","auth_secret":"short"}])"));
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(
        wrong.Errors(),
        ElementsAre("/name missing", "/search/include/0 invalid_target", "/search/include/1 public_range_unconfirmed",
                    "/search/include/2 invalid_target", "/search/v3_users/0/auth_secret too_short"));
    EXPECT_EQ(Create("A", Search(R"("8.8.0.0/16")", R"(,"allow_public_addresses":true)")).status, 201);
    EXPECT_THAT(Create("a").Errors(), ElementsAre("/name name_taken"));
    site = foreign_site;
    EXPECT_THAT(Create("B").Errors(), ElementsAre("/site_id site_unknown"));
}

TEST_F(AgentsApi, ABodyIsCheckedBeforeTheAgentIsLocked) {
    const auto created = Create("Berlin");
    const std::string path = created.Header("Location");
    EXPECT_THAT(api.As(manager).Put(path, Body(""), "\"99\"").Errors(), ElementsAre("/name missing"));
    EXPECT_EQ(api.As(manager).Put(path, Body("Berlin"), "\"99\"").status, 412);
    EXPECT_EQ(api.As(manager).Put(path, Body("Bonn"), created.ETag()).status, 200);
}

TEST_F(AgentsApi, AnAgentMayDoNothingThatPeopleDo) {  // ORG-7, security bar
    const std::string key = Enroll(TokenOf(Create("Berlin")));
    EXPECT_EQ(Ask(key, "/api/v1/agents").status, 403);
    EXPECT_EQ(Ask(key, "/api/v1/agent/configuration?organization_id=" + foreign.ToString()).status, 404);
    EXPECT_EQ(api.As(manager).Get("/api/v1/agent/configuration").status, 403);
    const auto stranger = api.SignIn(foreign, {http::Role::kFleetManager});
    EXPECT_THAT(api.As(stranger).Get("/api/v1/agents").Json().at("items").as_array(), IsEmpty());
}

TEST_F(AgentsApi, AgentsOfOthersAreNotFound) {  // ORG-7
    const std::string path = Create("Berlin").Header("Location");
    const auto stranger = api.SignIn(foreign, {http::Role::kFleetManager});
    EXPECT_EQ(api.As(stranger).Get(path).status, 404);
    EXPECT_EQ(api.As(stranger).Put(path, Body("X"), "\"1\"").status, 404);
    EXPECT_EQ(api.As(stranger).Delete(path, "\"1\"").status, 404);
    EXPECT_EQ(api.As(stranger).Post(path + "/enrollment-tokens", "").status, 404);
}

TEST_F(AgentsApi, AnAgentWithManagedPrintersIsNeitherDisabledNorDeleted) {  // AGT-8
    const auto created = Create("Berlin");
    const std::string path = created.Header("Location");
    guard.now = {12, 3};
    EXPECT_EQ(api.As(manager).Get(path).Json().at("managed_printer_count"), 3);
    const std::string disable = R"({"name":"Berlin","disabled":true})";
    EXPECT_EQ(api.As(manager).Put(path, disable, "\"1\"").Code(), "agent_has_managed_printers");
    EXPECT_EQ(api.As(manager).Delete(path, "\"1\"").Code(), "agent_has_managed_printers");
    guard.now = {12, 0};
    const std::string key = Enroll(TokenOf(created));
    EXPECT_EQ(api.As(manager).Put(path, disable, "\"1\"").status, 200);
    EXPECT_EQ(Ask(key, "/api/v1/agent/configuration").status,
              401);  // a disabled agent's key opens nothing
    EXPECT_EQ(api.As(manager).Delete(path, "\"2\"").status, 204);
    EXPECT_EQ(guard.detached, 1);  // AGT-7: its printers stay
    EXPECT_EQ(database.Value("SELECT string_agg(action, ' ' ORDER BY at) FROM audit_events"),
              "agent.created agent.enrolled agent.updated agent.deleted");
}

TEST_F(AgentsApi, ACommandWaitsForTheAgentAndIsDoneOnce) {  // AGT-2, PRN-5
    const auto created = Create("Berlin");
    const std::string key = Enroll(TokenOf(created));
    const auto idle = Ask(key, "/api/v1/agent/commands?wait=55");
    ASSERT_TRUE(idle.wait.has_value());
    EXPECT_EQ(idle.wait->topic, "agent:" + std::string(created.Json().at("id").as_string()));
    EXPECT_THAT(Ask(key, "/api/v1/agent/commands").Json().at("commands").as_array(), IsEmpty());

    ASSERT_EQ(api.As(manager).Put(created.Header("Location"), Body("Berlin", Search("")), "\"1\"").status, 200);
    const auto told = Ask(key, "/api/v1/agent/commands?wait=55").Json();
    EXPECT_EQ(told.at("commands").at(0).at("kind"), "configuration_changed");
    // Not again while it is at it; again when it never answers.
    EXPECT_THAT(Ask(key, "/api/v1/agent/commands").Json().at("commands").as_array(), IsEmpty());
    database.Sql("UPDATE agent_commands SET fetched_at = now() - interval '61 seconds'");
    EXPECT_EQ(Ask(key, "/api/v1/agent/commands").Json().at("commands").as_array().size(), 1U);
    const std::string id(told.at("commands").at(0).at("id").as_string());
    for (int time = 0; time < 2; ++time) {
        EXPECT_EQ(AsAgent(key, http::Method::kPost, "/api/v1/agent/results",
                          R"({"command_id":")" + id + R"(","outcome":"done","items":[]})")
                      .status,
                  204);
    }
    database.Sql("UPDATE agent_commands SET fetched_at = now() - interval '61 seconds'");
    EXPECT_THAT(Ask(key, "/api/v1/agent/commands").Json().at("commands").as_array(), IsEmpty());
}

TEST_F(AgentsApi, ReturnTimesDifferSoThatAgentsDoNotComeBackTogether) {  // reliability: jitter
    std::set<std::int64_t> times;
    for (int i = 0; i < 6; ++i) {
        const auto configuration =
            Ask(Enroll(TokenOf(Create("Agent " + std::to_string(i)))), "/api/v1/agent/configuration");
        times.insert(configuration.Json().at("retry_after_seconds").as_int64());
    }
    EXPECT_GT(times.size(), 1U);
    EXPECT_GE(*times.begin(), 15);
}

// ---- agents that share a site (AGT-12)

TEST_F(AgentsApi, OfTwoAgentsWithOneSearchOnePollsAndTheOtherTakesOver) {  // AGT-12
    const auto one = Create("One", Search(R"("10.0.0.0/24")"));
    const std::string first = Enroll(TokenOf(one));
    const auto duty = [&](const std::string& key) { return Ask(key, "/api/v1/agent/duty").Json(); };
    EXPECT_EQ(boost::json::serialize(duty(first)), R"({"polls":true,"shared":false,"active_agent":null})");
    EXPECT_TRUE(api.As(manager).Get(one.Header("Location")).Json().at("duty").is_null());
    const auto two = Create("Two", Search(R"("10.0.0.1-10.0.0.254")"));
    const std::string second = Enroll(TokenOf(two));
    EXPECT_EQ(boost::json::serialize(duty(second)), R"({"polls":false,"shared":true,"active_agent":"One"})");
    // The first one hears at once that it is not alone any more.
    EXPECT_EQ(Ask(first, "/api/v1/agent/commands").Json().at("commands").at(0).at("kind"), "configuration_changed");
    EXPECT_EQ(boost::json::serialize(duty(first)), R"({"polls":true,"shared":true,"active_agent":null})");
    const auto shown = [&](const http::TestAnswer& of) {
        return api.As(manager).Get(of.Header("Location")).Json().at("duty");
    };
    EXPECT_EQ(shown(one).at("stood_by").at(0), "Two");
    EXPECT_EQ(shown(two).at("stands_by_for_name"), "One");

    // The first one falls silent, and the second one goes on asking.
    const auto ago = [&](const std::string& seconds, const std::string& name) {
        database.Sql("UPDATE agent_contacts SET heard_at = now() - interval '" + seconds +
                     " seconds' WHERE agent_id = (SELECT id FROM agents WHERE name = '" + name + "')");
    };
    ago("80", "One");
    // Perhaps only the server was away: it has just begun to ask.
    EXPECT_EQ(duty(second).at("polls"), false);
    database.Sql("UPDATE agent_duties SET asked_since = now() - interval '100 seconds'");
    EXPECT_EQ(duty(second).at("polls"), true);
    EXPECT_EQ(shown(one).at("stands_by_for_name"), "Two");
    EXPECT_EQ(database.Value("SELECT object_name || ' ' || actor_name FROM audit_events WHERE action = "
                             "'agent.activated'"),
              "Two Two");
    // It comes back and stands by, until a person wants it otherwise.
    EXPECT_EQ(boost::json::serialize(duty(first)), R"({"polls":false,"shared":true,"active_agent":"Two"})");
    EXPECT_EQ(duty(second).at("polls"), true);
    const auto choose = [&](const http::TestAnswer& of, const std::string& choice) {
        return api.As(manager).Post(of.Header("Location") + "/duty", R"({"choice":")" + choice + "\"}");
    };
    EXPECT_EQ(choose(one, "make_active").status, 200);
    EXPECT_EQ(duty(first).at("polls"), true);
    EXPECT_EQ(duty(second).at("polls"), false);
    ago("80", "Two");
    EXPECT_EQ(choose(two, "make_active").Code(), "agent_not_communicating");
    EXPECT_EQ(duty(second).at("polls"), false);

    // Two networks with the same addresses.
    EXPECT_EQ(choose(two, "always_poll").Json().at("duty").at("always"), true);
    EXPECT_EQ(choose(one, "always_poll").status, 200);
    EXPECT_EQ(duty(first).at("polls"), true);
    EXPECT_EQ(duty(second).at("polls"), true);
    EXPECT_EQ(choose(one, "share").status, 200);
    EXPECT_EQ(duty(first).at("polls"), false);
    EXPECT_EQ(choose(one, "make_active").Code(), "agent_does_not_stand_by");
    const auto viewer = api.SignIn(organization, {http::Role::kViewer});
    EXPECT_EQ(api.As(viewer).Post(one.Header("Location") + "/duty", R"({"choice":"share"})").status, 403);
    const auto stranger = api.SignIn(foreign, {http::Role::kFleetManager});
    EXPECT_EQ(api.As(stranger).Post(one.Header("Location") + "/duty", R"({"choice":"share"})").status, 404);

    // The one that it stands by for is deleted.
    EXPECT_EQ(api.As(manager).Delete(two.Header("Location"), "\"1\"").status, 204);
    EXPECT_EQ(boost::json::serialize(duty(first)), R"({"polls":true,"shared":false,"active_agent":null})");
}

TEST_F(AgentsApi, SaysWhatASearchCostsAndWhoElseSearchesThere) {  // AGT-2
    const auto created = Create("Berlin", Search(R"("10.0.0.0/24")"));
    Create("Bonn", Search(R"("10.0.0.100-10.0.3.0")"));
    const std::string id(created.Json().at("id").as_string());
    const auto check = [&](const http::Actor& who, const std::string& text) {
        return api.As(who).Post(
            "/api/v1/agents/search-checks",
            R"({"agent_id":")" + id + R"(","include":["10.0.0.0/24"],"exclude":[],"text":")" + text + "\"}");
    };
    const auto answer = check(manager, "10.4.0.0/16\\n!10.4.0.1\\nwhat is this");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto json = answer.Json();
    EXPECT_EQ(boost::json::serialize(json.at("include")), R"(["10.0.0.0/24","10.4.0.0/16"])");
    EXPECT_EQ(boost::json::serialize(json.at("exclude")), R"(["10.4.0.1"])");
    EXPECT_EQ(json.at("lines").at(2).at("outcome"), "not_an_entry");
    EXPECT_EQ(json.at("addresses"), 254 + 65534 - 1);
    EXPECT_EQ(json.at("large"), true);
    ASSERT_EQ(json.at("overlaps").as_array().size(), 1U);
    EXPECT_EQ(json.at("overlaps").at(0).at("agent_name"), "Bonn");
    EXPECT_EQ(json.at("overlaps").at(0).at("same_site"), true);
    EXPECT_EQ(json.at("overlaps").at(0).at("addresses"), 155);
    const auto stranger = api.SignIn(foreign, {http::Role::kFleetManager});
    EXPECT_EQ(check(stranger, "").status, 404);
}

// ---- native agents (AGT-6)

TEST_F(AgentsApi, ANativeAgentReportsItselfOnly) {  // AGT-6
    const auto made = [&](const std::string& more) {
        return api.As(manager).Post("/api/v1/agents",
                                    R"({"name":"Lobby","kind":"native","site_id":")" + site + "\"" + more + "}");
    };
    EXPECT_THAT(made(R"(,"search":)" + Search(R"("10.0.0.1")")).Errors(),
                ElementsAre("/search/include native_agent_searches_nothing"));
    const auto created = made("");
    ASSERT_EQ(created.status, 201) << created.body;
    EXPECT_EQ(created.Json().at("kind"), "native");
    const auto agent = agents::AgentId::Parse(std::string(created.Json().at("id").as_string())).value();
    EXPECT_THAT(api.As(manager)
                    .Put(created.Header("Location"), R"({"name":"Lobby","kind":"fleet","site_id":")" + site + "\"}",
                         created.ETag())
                    .Errors(),
                ElementsAre("/kind agent_kind_stays"));
    const auto says = [&](const std::optional<std::string>& maker, const std::optional<std::string>& serial) {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(organization));
        const auto checked = agents::CheckOwnPrinter(tx, organization, agent, maker, serial);
        tx.Commit();
        return checked ? "" : checked.error().code;
    };
    EXPECT_EQ(says("Acme", std::nullopt), "native_agent_without_serial_number");
    EXPECT_EQ(says("Acme", "A1"), "");
    EXPECT_EQ(says("ACME", " a1 "), "");
    EXPECT_EQ(says("Acme", "A2"), "native_agent_other_printer");
    EXPECT_EQ(says("Other", "A1"), "native_agent_other_printer");
    EXPECT_EQ(says(std::nullopt, "A1"), "native_agent_without_serial_number");
    const auto own = api.As(manager).Get(created.Header("Location")).Json().at("own_printer");
    EXPECT_EQ(own.at("serial_number"), "A1");
}

}  // namespace
