#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "server/testing/program.hpp"

// IDN-5: what somebody was not let do. Administrators read it, whoever tries learns nothing, strangers cannot fill it.
namespace server::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Refusals : public Program {
  protected:
    http::TestAnswer SignIn(const std::string& email, const std::string& password, const std::string& address) {
        Browser browser = From(address);
        return browser.SignIn(email, password);
    }
    std::vector<std::string> Refused(Browser& reader) {
        const auto answer = Ok(reader.Get("/api/v1/audit-events?outcome=refused&limit=200"), 200).Json();
        std::vector<std::string> lines;
        for (const auto& item : answer.at("items").as_array()) {
            lines.push_back(std::string(item.at("action").as_string()) + ' ' +
                            std::string(item.at("object_name").as_string()) + ' ' +
                            std::string(item.at("after").at("reason").as_string()) + ' ' +
                            std::string(item.at("address").as_string()));
        }
        return lines;
    }
    http::TestAnswer WithKey(const std::string& key, const std::string& path = "/api/v1/contacts") {
        Browser program = From("198.51.100.4");
        return program.Send(http::Method::kGet, path, "", {{"Authorization", "Bearer " + key}});
    }
};

TEST_F(Refusals, OfASignInAreToldToWhoeverHasTheAccount) {
    const auto known = SignIn("Carla@Bakery.example", "not it, sorry 7", "198.51.100.4");
    const auto unknown = SignIn("nobody@bakery.example", "not it, sorry 7", "198.51.100.4");
    const auto mistyped = SignIn("my secret password 1", "carla@bakery.example", "198.51.100.4");
    EXPECT_EQ(known.status, 401);
    for (const auto& other : {unknown, mistyped}) {
        EXPECT_EQ(other.status, known.status);
        EXPECT_EQ(other.Code(), known.Code());
        EXPECT_EQ(other.Json().at("title"), known.Json().at("title"));
    }
    EXPECT_THAT(Refused(child_admin_), ElementsAre("session.refused carla@bakery.example sign_in_failed 198.51.100.4"));
    EXPECT_THAT(Refused(stranger_), IsEmpty());
    EXPECT_THAT(Refused(operator_), Contains("session.refused nobody@bakery.example sign_in_failed 198.51.100.4"));
    EXPECT_THAT(Refused(operator_), Contains("session.refused  sign_in_failed 198.51.100.4"));
    EXPECT_EQ(Value("SELECT count(*) FROM audit_events WHERE audit_events::text LIKE '%sorry%' OR audit_events::text "
                    "LIKE '%secret password%'"),
              "0");
}

TEST_F(Refusals, OfADisabledPersonAreToldToTheirAdministrator) {
    Person(child_, "dora@bakery.example", "viewer");
    const auto path = "/api/v1/users/" + Value("SELECT id FROM users WHERE email_key = 'dora@bakery.example'");
    auto body = boost::json::parse(UserBody("dora@bakery.example", "viewer")).as_object();
    body["state"] = "disabled";
    Put(child_admin_, path, Body(body));
    EXPECT_EQ(SignIn("dora@bakery.example", kPassword, "198.51.100.4").status, 401);
    EXPECT_THAT(Refused(child_admin_), ElementsAre("session.refused dora@bakery.example sign_in_failed 198.51.100.4"));
}

// Of an address that several organizations know: only those are told whose person has a password that can be wrong.
TEST_F(Refusals, OfASignInAreNotToldWhereNobodyHasAPasswordYet) {
    Ok(stranger_.Post("/api/v1/users", UserBody("carla@bakery.example", "viewer")), 201);
    Ok(stranger_.Post("/api/v1/users", UserBody("ann@bakery.example", "viewer")), 201);
    SignIn("carla@bakery.example", "not it, sorry 7", "198.51.100.4");
    SignIn("ann@bakery.example", "not it, sorry 7", "198.51.100.4");
    for (int i = 0; i < 5; ++i) SignIn("carla@bakery.example", "not it, sorry 7", "198.51.100.5");
    SignIn("carla@bakery.example", "not it, sorry 7", "198.51.100.5");
    EXPECT_THAT(Refused(stranger_), IsEmpty());
    EXPECT_THAT(Refused(child_admin_), Contains("session.refused carla@bakery.example sign_in_failed 198.51.100.4"));
    EXPECT_THAT(Refused(child_admin_),
                Contains("session.locked_out carla@bakery.example too_many_attempts 198.51.100.5"));
    EXPECT_THAT(Refused(operator_), Contains("session.refused ann@bakery.example sign_in_failed 198.51.100.4"));
}

TEST_F(Refusals, OfACodeOfTheSecondFactorAreToldToTheOwnOrganizationOnly) {
    const auto made = Ok(stranger_.Post("/api/v1/users", UserBody("carla@bakery.example", "viewer")), 201);
    Browser other = From("198.51.100.9");
    Ok(other.Post("/api/v1/setup", Body({{"token", TokenOf(LinkOf(made))}, {"password", kOther}})), 201);
    Ok(child_admin_.Post("/api/v1/second-factor", Body({{"current_password", kPassword}})), 201);

    // The first code, too, and too many of them.
    const auto confirm = [&] {
        return child_admin_.Post("/api/v1/second-factor/confirmations", Body({{"code", "12345x"}}));
    };
    EXPECT_EQ(confirm().Field(), "/code second_factor_wrong");
    EXPECT_THAT(Refused(child_admin_),
                ElementsAre("user.password_change_refused carla@bakery.example second_factor_wrong " + kAddress));
    for (int i = 0; i < 4; ++i) confirm();
    EXPECT_EQ(confirm().status, 429);
    EXPECT_THAT(Refused(child_admin_),
                Contains("user.password_change_refused carla@bakery.example too_many_attempts " + kAddress));

    identity::testing::ConfirmSecondFactors(database_);
    const auto removed = child_admin_.Post("/api/v1/second-factor/removals",
                                           Body({{"current_password", kPassword}, {"code", "12345x"}}));
    EXPECT_EQ(removed.status, 429);
    EXPECT_EQ(Value("SELECT count(*) FROM audit_events WHERE action = 'user.password_change_refused' "
                    "AND after->>'reason' = 'too_many_attempts'"),
              "2");
    Browser browser = From("198.51.100.4");
    EXPECT_EQ(browser
                  .Post("/api/v1/session",
                        Body({{"email", "carla@bakery.example"}, {"password", kPassword}, {"code", "12345x"}}))
                  .status,
              429);
    EXPECT_THAT(Refused(child_admin_), Contains("session.refused carla@bakery.example too_many_attempts 198.51.100.4"));
    EXPECT_THAT(Refused(stranger_), IsEmpty());
}

TEST_F(Refusals, OfAWrongCodeAtSignInAreToldToTheOwnOrganizationOnly) {
    const auto made = Ok(stranger_.Post("/api/v1/users", UserBody("carla@bakery.example", "viewer")), 201);
    Browser other = From("198.51.100.9");
    Ok(other.Post("/api/v1/setup", Body({{"token", TokenOf(LinkOf(made))}, {"password", kOther}})), 201);
    Ok(child_admin_.Post("/api/v1/second-factor", Body({{"current_password", kPassword}})), 201);
    identity::testing::ConfirmSecondFactors(database_);
    Browser browser = From("198.51.100.4");
    EXPECT_EQ(browser
                  .Post("/api/v1/session",
                        Body({{"email", "carla@bakery.example"}, {"password", kPassword}, {"code", "12345x"}}))
                  .Code(),
              "second_factor_wrong");
    EXPECT_THAT(Refused(child_admin_),
                ElementsAre("session.refused carla@bakery.example second_factor_wrong 198.51.100.4"));
    EXPECT_THAT(Refused(stranger_), IsEmpty());
}

// IDN-1, IDN-5: with the organization the password of that account is tried, and of no other.
TEST_F(Refusals, OfASignInToOneOrganizationAreToldToThatOneOnly) {
    const auto made = Ok(stranger_.Post("/api/v1/users", UserBody("carla@bakery.example", "viewer")), 201);
    Browser other = From("198.51.100.9");
    Ok(other.Post("/api/v1/setup", Body({{"token", TokenOf(LinkOf(made))}, {"password", kOther}})), 201);
    const auto tried = [&](const std::string& organization, const std::string& password) {
        return From("198.51.100.4")
            .Post("/api/v1/session",
                  Body({{"email", "carla@bakery.example"}, {"password", password}, {"organization_id", organization}}))
            .Code();
    };
    EXPECT_EQ(tried(child_, "not it, sorry 7"), "sign_in_failed");
    // The password of the other account is a wrong one here.
    EXPECT_EQ(tried(child_, kOther), "sign_in_failed");
    for (int i = 0; i < 3; ++i) tried(child_, "not it, sorry 7");
    EXPECT_EQ(tried(child_, "not it, sorry 7"), "too_many_attempts");
    EXPECT_THAT(Refused(child_admin_),
                Contains("session.refused carla@bakery.example sign_in_failed 198.51.100.4").Times(5));
    EXPECT_THAT(Refused(child_admin_),
                Contains("session.locked_out carla@bakery.example too_many_attempts 198.51.100.4"));
    EXPECT_THAT(Refused(stranger_), IsEmpty());
}

TEST_F(Refusals, OfTooManyTriesSayThatSomebodyIsLockedOut) {
    for (int i = 0; i < 5; ++i) SignIn("carla@bakery.example", "not it, sorry 7", "198.51.100.4");
    EXPECT_EQ(SignIn("carla@bakery.example", kPassword, "198.51.100.4").status, 429);
    EXPECT_THAT(Refused(child_admin_),
                Contains("session.locked_out carla@bakery.example too_many_attempts 198.51.100.4"));
}

// From a hundred addresses at once: the log keeps the first and how many there were.
TEST_F(Refusals, CannotFillTheLog) {
    constexpr int kTries = 45;
    for (int i = 0; i < kTries; ++i) {
        SignIn("carla@bakery.example", "not it, sorry 7", fmt::format("198.51.100.{}", i));
    }
    EXPECT_EQ(Value("SELECT count(*) FROM audit_events WHERE action = 'session.refused'"), "10");
    audit::Refusals limits(database_.pool(), clock_, {});
    std::int64_t written = 0;
    for (int i = 0; i < 100'000; ++i) {
        if (limits.Take("session.refused", fmt::format("someone{}@example.org", i),
                        fmt::format("10.0.{}.{}", i / 256, i % 256)))
            ++written;
    }
    EXPECT_LE(written, 301);
    audit::Refusals one(database_.pool(), clock_, {});
    written = 0;
    for (int i = 0; i < 1'000; ++i) {
        if (one.Take("session.refused", fmt::format("someone{}@example.org", i), "10.0.0.1")) ++written;
    }
    EXPECT_LE(written, 31);
}

TEST_F(Refusals, AreForgottenAfterHalfAYearAndChangesNever) {
    SignIn("carla@bakery.example", "not it, sorry 7", "198.51.100.4");
    const auto changes = Value("SELECT count(*) FROM audit_events WHERE outcome = 'done'");
    const auto forget = [&] {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        tasks::Enqueue(tx, ids_source_, clock_.Now(), {.kind = "audit.forget_refusals"});
        tx.Commit();
        RunTasks();
        return Value("SELECT count(*) FROM audit_events WHERE outcome = 'refused'");
    };
    clock_.Advance(std::chrono::days(179));
    EXPECT_EQ(forget(), "1");
    clock_.Advance(std::chrono::days(2));
    EXPECT_EQ(forget(), "0");
    EXPECT_EQ(Value("SELECT count(*) FROM audit_events WHERE outcome = 'done'"), changes);
}

TEST_F(Refusals, OfApiKeysNameTheKeyAndWhy) {
    const auto made = Ok(child_admin_.Post("/api/v1/api-keys", R"({"name":"Reader","roles":["viewer"],"expires_at":")" +
                                                                   InAMonth() + "\"}"),
                         201);
    const std::string token = made.At("/token");
    EXPECT_EQ(WithKey(token).status, 200);
    EXPECT_THAT(Refused(child_admin_), IsEmpty());
    std::string wrong = token;
    wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
    EXPECT_EQ(WithKey(wrong).status, 401);
    identity::testing::ExpireApiKeys(database_);
    EXPECT_EQ(WithKey(token).status, 401);
    EXPECT_THAT(Refused(child_admin_), Contains("api_key.refused Reader expired 198.51.100.4"));
    Ok(child_admin_.Delete("/api/v1/api-keys/" + made.At("/id")), 204);
    EXPECT_EQ(WithKey(token).status, 401);
    EXPECT_THAT(Refused(operator_), Contains("api_key.refused Reader revoked 198.51.100.4"));
    EXPECT_THAT(Refused(stranger_), IsEmpty());
}

TEST_F(Refusals, OfASecondTryWithALinkOrAToken) {
    const auto invited = Ok(child_admin_.Post("/api/v1/users", UserBody("ann@bakery.example", "viewer")), 201);
    const std::string link = LinkOf(invited);
    Enter(link, "198.51.100.4");
    Browser second = From("198.51.100.4");
    EXPECT_EQ(
        second.Post("/api/v1/setup", Body({{"token", link.substr(link.find('#') + 1)}, {"password", kOther}})).status,
        404);
    EXPECT_THAT(Refused(operator_), Contains("setup_link.refused  unknown_or_used 198.51.100.4"));
    const auto again = LinkOf(Ok(child_admin_.Post("/api/v1/users", UserBody("eva@bakery.example", "viewer")), 201));
    identity::testing::ExpireInvitations(database_);
    EXPECT_EQ(second.Post("/api/v1/setup-checks", Body({{"token", again.substr(again.find('#') + 1)}})).status, 404);
    EXPECT_THAT(Refused(child_admin_), Contains("setup_link.refused eva@bakery.example expired 198.51.100.4"));

    const auto site =
        Ok(child_admin_.Post(
               "/api/v1/sites",
               R"({"name":"Mill","address":{"street1":"","street2":"","street3":"","building":"","floor":"","room":"","city":"","state":"","postal_code":"","country":""}})"),
           201)
            .At("/id");
    const auto agent = Ok(child_admin_.Post("/api/v1/agents", R"({"name":"Shop","site_id":")" + site + "\"}"), 201);
    const auto enroll = [&] {
        Browser machine = From("198.51.100.4");
        return machine.Post("/api/v1/agent/enroll",
                            Body({{"token", agent.At("/enrollment_token")}, {"version", "1"}, {"host_name", "till"}}));
    };
    const auto key = Ok(enroll(), 201).At("/key");
    EXPECT_EQ(enroll().status, 401);
    EXPECT_THAT(Refused(child_admin_), Contains("agent.enrollment_refused Shop token_unknown_or_used 198.51.100.4"));
    Put(child_admin_, "/api/v1/agents/" + agent.At("/id"), R"({"name":"Shop","disabled":true})");
    EXPECT_EQ(WithKey(key, "/api/v1/agent/configuration").status, 401);
    EXPECT_THAT(Refused(child_admin_), Contains("agent.refused Shop disabled 198.51.100.4"));
}

TEST_F(Refusals, OfAPasswordAndItsReset) {
    const auto answer =
        child_admin_.Put("/api/v1/password", Body({{"current_password", "not it, sorry 7"}, {"new_password", kOther}}));
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(Refused(child_admin_),
                ElementsAre("user.password_change_refused carla@bakery.example password_wrong " + kAddress));
    Browser anybody = From("198.51.100.4");
    const auto known = anybody.Post("/api/v1/password-resets", Body({{"email", "carla@bakery.example"}}));
    const auto unknown = anybody.Post("/api/v1/password-resets", Body({{"email", "nobody@bakery.example"}}));
    EXPECT_EQ(known.status, 202);
    EXPECT_EQ(unknown.status, 202);
    EXPECT_EQ(known.body, unknown.body);
    RunTasks();
    EXPECT_THAT(Refused(operator_),
                Contains("password_reset.refused nobody@bakery.example no_account_may_sign_in 198.51.100.4"));
    EXPECT_EQ(Value("SELECT address FROM audit_events WHERE action = 'user.temporary_password_sent'"), "198.51.100.4");
}

}  // namespace
}  // namespace server::testing
