#include <fstream>
#include <list>

#include "server/identity/attempts.hpp"
#include "server/identity/testing.hpp"

namespace identity::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// ---- the first start ---------------------------------------------------------------------------------

TEST_F(IdentityTest, TheFirstStartGivesOneLinkInAFileForItsOwnerOnly) {
    const auto link = identity_.FirstStartLink(folder_);
    ASSERT_TRUE(link);
    EXPECT_THAT(*link, ::testing::StartsWith("https://platen.test/setup#pli_"));
    EXPECT_EQ(identity_.FirstStartLink(folder_), link);
    EXPECT_EQ(ReadSetupLink(folder_), link);
    EXPECT_EQ(std::filesystem::status(folder_ / "setup-link").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(IdentityTest, ALostFileMeansANewLinkAndTheOldOneEnds) {
    const auto lost = identity_.FirstStartLink(folder_);
    std::filesystem::remove(folder_ / "setup-link");
    const auto fresh = identity_.FirstStartLink(folder_);
    EXPECT_NE(lost, fresh);
    Browser browser(router_);
    const auto answer =
        browser.Post("/api/v1/setup",
                     Body({{"token", TokenOf(*lost)}, {"password", kPassword}, {"email", "olga@operator.example"}}));
    EXPECT_EQ(answer.Code(), "setup_link_invalid");
}

TEST_F(IdentityTest, TheLinkOfTheFirstStartIsGoodForHalfAnHour) {
    const auto link = identity_.FirstStartLink(folder_);
    EXPECT_EQ(database_.Value("SELECT extract(epoch FROM expires_at - created_at)::int FROM setup_links"), "1800");
    database_.Sql("UPDATE setup_links SET expires_at = created_at");
    Browser browser(router_);
    EXPECT_EQ(browser.Post("/api/v1/setup-checks", Body({{"token", TokenOf(*link)}})).status, 404);
    EXPECT_NE(identity_.FirstStartLink(folder_), link) << "another one for who came too late";
}

TEST_F(IdentityTest, SetupMakesTheOperatorAndSignsItsAdministratorIn) {
    Browser browser = FirstStart();
    const auto session = browser.Get("/api/v1/session").Json();
    EXPECT_EQ(session.at("organization").at("tier"), "operator");
    EXPECT_EQ(session.at("organization").at("name"), "Meridian");
    EXPECT_EQ(session.at("user").at("email"), "olga@operator.example");
    EXPECT_EQ(session.at("roles"), (boost::json::array{"operator_administrator"}));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "setup-link"));
    EXPECT_EQ(identity_.FirstStartLink(folder_), std::nullopt);
}

TEST_F(IdentityTest, SetupIsRefusedTheSecondTime) {
    const std::string token = TokenOf(*identity_.FirstStartLink(folder_));
    FirstStart();
    Browser second(router_);
    const auto answer =
        second.Post("/api/v1/setup", Body({{"token", token}, {"password", kPassword}, {"email", "eve@evil.example"}}));
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.Code(), "setup_link_invalid");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM users"), "1");
    EXPECT_EQ(second.Post("/api/v1/setup-checks", Body({{"token", token}})).status, 404);
}

TEST_F(IdentityTest, SetupNamesWhatIsWrongAndLeavesTheLinkGood) {
    const std::string token = TokenOf(*identity_.FirstStartLink(folder_));
    Browser browser(router_);
    const auto with = [&](boost::json::object body) {
        body["token"] = token;
        const auto answer = browser.Post("/api/v1/setup", Body(std::move(body)));
        EXPECT_EQ(answer.status, 422) << answer.body;
        return answer.Field();
    };
    EXPECT_EQ(with({{"password", kPassword}}), "/email missing");
    EXPECT_EQ(with({{"password", kPassword}, {"email", "nobody"}}), "/email invalid_email");
    EXPECT_EQ(with({{"password", "short"}, {"email", "o@op.example"}}), "/password password_too_short");
    EXPECT_EQ(with({{"password", "Password1234"}, {"email", "o@op.example"}}), "/password password_common");
    EXPECT_EQ(with({{"password", "my meridian hedge"}, {"email", "o@op.example"}, {"organization_name", "Meridian"}}),
              "/password password_contains_name");
    const auto check = browser.Post("/api/v1/setup-checks", Body({{"token", token}}));
    EXPECT_EQ(check.status, 200);
    EXPECT_TRUE(check.Json().at("first_start").as_bool());
}

// ---- signing in --------------------------------------------------------------------------------------

// IDN-1
TEST_F(IdentityTest, SignsInWithAnyCaseOfTheAddressAndOutAgain) {
    FirstStart();
    Browser browser(router_);
    const auto in = browser.SignIn(" OLGA@Operator.Example", kPassword);
    ASSERT_EQ(in.status, 201) << in.body;
    EXPECT_EQ(browser.Get("/api/v1/session").status, 200);
    const std::string kept = browser.cookie;
    const auto out = browser.Delete("/api/v1/session");
    EXPECT_EQ(out.status, 204);
    EXPECT_THAT(std::string(out.headers.Get("Set-Cookie")), HasSubstr("Max-Age=0"));
    EXPECT_EQ(out.headers.Get("Clear-Site-Data"), R"("cache", "storage")");  // ASVS 5.0, 14.3.1
    browser.cookie = kept;                                                   // somebody kept it: it ended on the server
    EXPECT_EQ(browser.Get("/api/v1/session").status, 401);
}

// ASVS 5.0, 6.3.7: a browser in which the account was never used is told by mail, one that is known is not.
TEST_F(IdentityTest, ASignInFromAnUnknownBrowserIsMailedToThePerson) {
    Browser first = FirstStart();
    const auto told = [&] {
        return database_.Value(
            "SELECT count(*) FROM mails WHERE template = 'account_changed' AND to_address = "
            "'olga@operator.example'");
    };
    EXPECT_EQ(told(), "0") << "whoever has just set the account up";
    ASSERT_EQ(first.SignIn("olga@operator.example", kPassword).status, 201);
    EXPECT_EQ(told(), "0");
    Browser other(router_, "203.0.113.9");
    other.secure = true;
    EXPECT_EQ(other.SignIn("olga@operator.example", "something else").status, 401);
    EXPECT_EQ(told(), "0");
    ASSERT_EQ(other.SignIn("olga@operator.example", kPassword).status, 201);
    EXPECT_EQ(told(), "1");
    EXPECT_THAT(database_.Value("SELECT body_text FROM mails WHERE template = 'account_changed'"),
                HasSubstr("203.0.113.9"));
}

TEST_F(IdentityTest, TheCookieIsBoundToTlsAndToThisHost) {
    FirstStart();
    Browser browser(router_, "203.0.113.9");
    browser.secure = true;
    const auto in = browser.SignIn("olga@operator.example", kPassword);
    const std::string cookie(in.headers.Get("Set-Cookie"));
    EXPECT_THAT(cookie, ::testing::StartsWith("__Host-platen_session=pls_"));
    for (const char* part : {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"}) {
        EXPECT_THAT(cookie, HasSubstr(part));
    }
    EXPECT_THAT(cookie, Not(HasSubstr("Domain")));
    EXPECT_EQ(browser.Get("/api/v1/session").status, 200);
    browser.secure = false;  // readable on its way, under whatever name
    EXPECT_EQ(browser.Get("/api/v1/session").status, 401);
}

TEST_F(IdentityTest, PlainHttpSignsInFromThisMachineOnly) {
    FirstStart();
    Browser remote(router_, "203.0.113.9");
    EXPECT_EQ(remote.SignIn("olga@operator.example", kPassword).Code(), "https_required");
    Browser local(router_, "127.0.0.1");
    const auto in = local.SignIn("olga@operator.example", kPassword);
    EXPECT_EQ(in.status, 201);
    EXPECT_THAT(std::string(in.headers.Get("Set-Cookie")), ::testing::StartsWith("platen_session="));
}

TEST_F(IdentityTest, SigningInGivesANewSessionAndEndsTheOneThatWasThere) {
    FirstStart();
    Browser browser(router_);
    browser.SignIn("olga@operator.example", kPassword);
    const std::string planted = browser.cookie;
    browser.SignIn("olga@operator.example", kPassword);
    EXPECT_NE(browser.cookie, planted);
    Browser thief(router_);
    thief.cookie = planted;
    EXPECT_EQ(thief.Get("/api/v1/session").status, 401);
}

// IDN-1: same answer, same work, whether the account exists, is disabled, or the password is wrong.
TEST_F(IdentityTest, NothingTellsWhetherAnAccountExists) {
    Browser admin = FirstStart();
    Browser bert = MakeUser(admin, operator_id_, "bert@operator.example", {"warehouse"});
    const std::string bert_id = Me(bert);
    auto disable = boost::json::parse(UserBody("bert@operator.example", {"warehouse"})).as_object();
    disable["state"] = "disabled";
    const auto etag = std::string(admin.Get("/api/v1/users/" + bert_id).headers.Get("ETag"));
    ASSERT_EQ(admin.Put("/api/v1/users/" + bert_id, Body(disable), etag).status, 200);

    std::vector<std::string> bodies;
    std::vector<std::uint64_t> work;
    for (const auto& [email, password] :
         std::vector<std::pair<std::string, std::string>>{{"olga@operator.example", "not her password 1"},
                                                          {"nobody@operator.example", kPassword},
                                                          {"bert@operator.example", kPassword},
                                                          {"not an address", kPassword},
                                                          {"olga@operator.example", ""},
                                                          {"olga@operator.example", std::string(200, 'x')}}) {
        Browser browser(router_);
        const auto before = identity_.hasher().computations();
        const auto answer = browser.SignIn(email, password);
        work.push_back(identity_.hasher().computations() - before);
        EXPECT_EQ(answer.status, 401);
        auto json = answer.Json().as_object();
        json.erase("request_id");
        bodies.push_back(boost::json::serialize(json));
        EXPECT_TRUE(browser.cookie.empty());
    }
    EXPECT_THAT(bodies, ::testing::Each(bodies[0]));
    EXPECT_THAT(work, ::testing::Each(1U));
}

// IDN-3
TEST_F(IdentityTest, TriesAreLimitedPerAccountAndAddress) {
    FirstStart();
    Browser browser(router_, "127.0.0.5");
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(browser.SignIn("olga@operator.example", "wrong password 1").status, 401);
    }
    const auto refused = browser.SignIn("olga@operator.example", kPassword);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.Code(), "too_many_attempts");
    EXPECT_GE(std::stoi(std::string(refused.headers.Get("Retry-After"))), 1);
    // As strict for an address that nobody has.
    for (int i = 0; i < 5; ++i) EXPECT_EQ(browser.SignIn("nobody@x.example", "wrong password 1").status, 401);
    EXPECT_EQ(browser.SignIn("nobody@x.example", "wrong password 1").status, 429);
    // Olga herself comes from elsewhere.
    Browser olga(router_, "127.0.0.6");
    EXPECT_EQ(olga.SignIn("olga@operator.example", kPassword).status, 201);
}

// IDN-3
TEST_F(IdentityTest, TriesOfOneAddressShutNobodyElseOut) {
    FirstStart();
    Browser attacker(router_, "127.0.0.5");
    for (int i = 0; i < 120; ++i) attacker.SignIn("olga@operator.example", "wrong password 1");
    Browser olga(router_, "127.0.0.6");
    EXPECT_EQ(olga.SignIn("olga@operator.example", kPassword).status, 201);
}

TEST_F(IdentityTest, ABrowserThatIsKnownSignsInWhateverStrangersTry) {  // IDN-3
    Browser olga = FirstStart();
    EXPECT_EQ(olga.Send(http::Method::kDelete, "/api/v1/session").status, 204);
    for (int address = 1; address <= 10; ++address) {
        Browser stranger(router_, "127.0.3." + std::to_string(address));
        for (int i = 0; i < 5; ++i) stranger.SignIn("olga@operator.example", "wrong password 1");
    }
    Browser elsewhere(router_, "127.0.4.1");
    EXPECT_EQ(elsewhere.SignIn("olga@operator.example", kPassword).status, 429);
    EXPECT_EQ(olga.SignIn("olga@operator.example", kPassword).status, 201);
    // It is known for that account only, and its own tries are bounded as well.
    for (int i = 0; i < 10; ++i) EXPECT_EQ(olga.SignIn("olga@operator.example", "wrong password 1").status, 401) << i;
    EXPECT_EQ(olga.SignIn("olga@operator.example", kPassword).status, 429);
    elsewhere.known_cookie = "platen_browser=bWFkZSB1cA";
    EXPECT_EQ(elsewhere.SignIn("olga@operator.example", kPassword).status, 429);
}

TEST_F(IdentityTest, WhoHasANetworkOfAddressesHasTheTriesOfOne) {  // IDN-3
    FirstStart();
    const auto from = [&](const std::string& address, const std::string& password) {
        Browser browser(router_, address);
        browser.secure = true;
        return browser.SignIn("olga@operator.example", password).status;
    };
    for (int i = 1; i <= 5; ++i) EXPECT_EQ(from("2001:db8:1:2::" + std::to_string(i), "wrong password 1"), 401);
    EXPECT_EQ(from("2001:db8:1:2::6", kPassword), 429);
    EXPECT_EQ(from("2001:db8:1:3::6", kPassword), 201);
    // A network of 65,536 networks is bounded, too: 120 failures, whatever the accounts.
    const auto nobody = [&](int i) {
        Browser browser(router_, "2001:db8:9:" + std::to_string(i) + "::1");
        browser.secure = true;
        return browser.SignIn("nobody" + std::to_string(i) + "@x.example", "wrong password 1").status;
    };
    for (int i = 0; i < 120; ++i) ASSERT_EQ(nobody(i), 401) << i;
    int refused = 0;
    for (int i = 120; i < 140; ++i) refused += nobody(i) == 429 ? 1 : 0;
    EXPECT_GT(refused, 0);
}

TEST_F(IdentityTest, TriesCountAtEveryServerOfTheDatabase) {  // IDN-3
    FirstStart();
    Identity second{{database_.pool(), ids_, secrets_, scopes_, mailer_, CheapSettings()}};
    http::Router other({.clock = &clock_,
                        .pool = &database_.pool(),
                        .secrets = &secrets_,
                        .wakeups = &wakeups_,
                        .catalogues = &catalogues_,
                        .per_address = {},
                        .per_actor = {}});
    other.AddAuthenticator(second);
    second.RegisterHttp(other);
    for (int i = 0; i < 5; ++i) {
        Browser browser(i % 2 == 0 ? router_ : other, "127.0.0.5");
        EXPECT_EQ(browser.SignIn("olga@operator.example", "wrong password 1").status, 401);
    }
    for (http::Router* router : {&router_, &other}) {
        Browser browser(*router, "127.0.0.5");
        EXPECT_EQ(browser.SignIn("olga@operator.example", kPassword).status, 429);
    }
}

TEST_F(IdentityTest, TriesComeBackAndAJumpOfTheClockShutsNobodyOut) {  // IDN-3
    Attempts attempts(database_.pool());
    const TryBound bound{"test", 3, std::chrono::seconds(60)};
    const Tries one{{&bound, "a"}};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(attempts.Take(one).count(), 0);
    EXPECT_NEAR(static_cast<double>(attempts.Take(one).count()), 60, 5);
    EXPECT_EQ(attempts.Take({{&bound, "b"}}).count(), 0);
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        Attempts::GiveBack(tx, one);
        tx.Commit();
    }
    EXPECT_EQ(attempts.Take(one).count(), 0);
    database_.Sql("UPDATE sign_in_tries SET full_again_at = full_again_at + interval '400 days'");
    EXPECT_NEAR(static_cast<double>(attempts.Take(one).count()), 60, 5);
    database_.Sql("UPDATE sign_in_tries SET full_again_at = clock_timestamp() - interval '1 second'");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(attempts.Take(one).count(), 0);
    database_.Sql("UPDATE sign_in_tries SET full_again_at = clock_timestamp() - interval '1 second'");
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        Attempts::Forget(tx);
        tx.Commit();
    }
    EXPECT_EQ(database_.Value("SELECT count(*) FROM sign_in_tries"), "0");
}

// API-1
TEST_F(IdentityTest, WhatIsRefusedToWhoeverIsSignedInCountsForThemAndNotForTheirAddress) {
    Browser olga = FirstStart();
    const std::string organization = MakeOrganization(olga, operator_id_, "Northwind");
    http::Router strict({.clock = &clock_,
                         .pool = &database_.pool(),
                         .secrets = &secrets_,
                         .wakeups = &wakeups_,
                         .catalogues = &catalogues_,
                         .per_address = {.per_second = 0.001, .burst = 3},
                         .per_actor = {.per_second = 0.001, .burst = 20}});
    strict.AddAuthenticator(identity_);
    identity_.RegisterHttp(strict);
    Browser ann = MakeUser(olga, organization, "ann@northwind.example", {"viewer"});
    Browser same(strict, "127.0.0.9");
    same.cookie = ann.cookie;
    EXPECT_EQ(same.Get("/api/v1/session").status, 200);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(same.Get("/api/v1/session?organization_id=" + operator_id_).status, 404);
    // Who shares her address has all of its tries.
    Browser neighbour(strict, "127.0.0.9");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(neighbour.Get("/api/v1/session").status, 401);
    EXPECT_EQ(neighbour.Get("/api/v1/session").status, 429);
    // She has hers.
    EXPECT_EQ(same.Get("/api/v1/session").status, 200);
    int refused = 0;
    for (int i = 0; i < 30; ++i) {
        refused += same.Get("/api/v1/session?organization_id=" + operator_id_).status == 429 ? 1 : 0;
    }
    EXPECT_GT(refused, 0);
}

TEST_F(IdentityTest, SigningInOftenAndRightIsNotLimited) {
    FirstStart();
    for (int i = 0; i < 20; ++i) {
        Browser browser(router_);
        ASSERT_EQ(browser.SignIn("olga@operator.example", kPassword).status, 201) << i;
    }
}

TEST_F(IdentityTest, ChangesFromAnotherSiteAreRefused) {
    Browser browser = FirstStart();
    const std::map<std::string, std::string> cross{{"Sec-Fetch-Site", "cross-site"},
                                                   {"Origin", "https://evil.example"}};
    EXPECT_EQ(browser.Send(http::Method::kDelete, "/api/v1/session", "", cross).status, 403);
    EXPECT_EQ(browser.Send(http::Method::kPost, "/api/v1/organizations", Body({{"name", "X"}}), cross).status, 403);
    // Signing a stranger's browser into the attacker's account is a change, too.
    EXPECT_EQ(
        browser.Send(http::Method::kPost, "/api/v1/session", Body({{"email", "a@b.example"}, {"password", "x"}}), cross)
            .status,
        403);
    EXPECT_EQ(browser.Get("/api/v1/session").status, 200);
}

// ---- sessions ----------------------------------------------------------------------------------------

// IDN-3
TEST_F(IdentityTest, SessionsExpireByIdlenessAndByAge) {
    Browser browser = FirstStart();
    ASSERT_EQ(browser.Get("/api/v1/session").status, 200);
    database_.Sql("UPDATE sessions SET last_seen_at = last_seen_at - interval '9 hours'");
    EXPECT_EQ(browser.Get("/api/v1/session").status, 401);
    Browser other(router_);
    other.SignIn("olga@operator.example", kPassword);
    database_.Sql("UPDATE sessions SET expires_at = created_at");
    EXPECT_EQ(other.Get("/api/v1/session").status, 401);
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    EXPECT_EQ(identity_.RemoveExpired(tx), 2);
    tx.Commit();
    EXPECT_EQ(database_.Value("SELECT count(*) FROM sessions"), "0");
}

// A database that takes no writes shows what it has.
TEST_F(IdentityTest, ReadingGoesOnWhereItsTimeCannotBeWritten) {
    Browser browser = FirstStart();
    const auto seen = [&] { return database_.Value("SELECT last_seen_at FROM sessions"); };
    const auto before = seen();
    database_.Sql("REVOKE UPDATE ON sessions FROM platen_app");
    clock_.Advance(std::chrono::minutes(2));
    EXPECT_EQ(browser.Get("/api/v1/session").status, 200);
    EXPECT_EQ(browser.Get("/api/v1/users").status, 200);
    EXPECT_EQ(seen(), before);
    database_.Sql("GRANT UPDATE ON sessions TO platen_app");
}

// Somebody who holds the row of a session holds up no page of it.
TEST_F(IdentityTest, ALockedSessionIsReadAtOnce) {
    Browser browser = FirstStart();
    clock_.Advance(std::chrono::minutes(2));
    pg::Transaction holder(database_.pool(), pg::Scope::System());
    static const pg::Query<std::int64_t()> kHold{"test.hold_sessions",
                                                 "SELECT count(*) FROM (SELECT FROM sessions FOR UPDATE) AS held"};
    ASSERT_EQ(holder.Get(kHold), 1);
    EXPECT_EQ(browser.Get("/api/v1/session").status, 200);
}

// IDN-3
TEST_F(IdentityTest, SessionsAreListedAndEndedOneByOne) {
    Browser here = FirstStart();
    Browser there(router_, "127.0.0.7");
    there.SignIn("olga@operator.example", kPassword);
    const auto list = here.Get("/api/v1/sessions").Json().at("items").as_array();
    ASSERT_EQ(list.size(), 2U);
    for (const auto& session : list) {
        if (session.at("current").as_bool()) continue;
        EXPECT_EQ(session.at("address"), "127.0.0.7");
        const std::string id(session.at("id").as_string());
        EXPECT_EQ(here.Delete("/api/v1/sessions/" + id).status, 204);
        EXPECT_EQ(here.Delete("/api/v1/sessions/" + id).status, 404);
    }
    EXPECT_EQ(there.Get("/api/v1/session").status, 401);
    EXPECT_EQ(here.Get("/api/v1/session").status, 200);
    // Nobody ends somebody else's.
    Browser bert = MakeUser(here, operator_id_, "bert@operator.example", {"warehouse"});
    const auto mine = here.Get("/api/v1/sessions").Json().at("items").as_array();
    EXPECT_EQ(bert.Delete("/api/v1/sessions/" + std::string(mine[0].at("id").as_string())).status, 404);
}

TEST_F(IdentityTest, OnlyTheHashOfASessionIsStored) {
    Browser browser = FirstStart();
    const auto secret = base::FromBase64Url(browser.cookie.substr(4));
    ASSERT_TRUE(secret);
    const std::string hash = database_.Value("SELECT encode(secret_hash, 'hex') FROM sessions");
    EXPECT_EQ(hash.size(), 64U);
    std::string hex;
    for (const char c : secret->substr(32, 24)) {
        constexpr const char* kDigits = "0123456789abcdef";
        hex += kDigits[(c >> 4) & 15];
        hex += kDigits[c & 15];
    }
    EXPECT_THAT(hash, Not(HasSubstr(hex)));
}

// ---- passwords ---------------------------------------------------------------------------------------

TEST_F(IdentityTest, ChangingThePasswordEndsEveryOtherSession) {
    Browser here = FirstStart();
    Browser there(router_);
    there.SignIn("olga@operator.example", kPassword);
    const auto change = [&](const char* current, const char* wanted) {
        return here.Put("/api/v1/password", Body({{"current_password", current}, {"new_password", wanted}}));
    };
    EXPECT_EQ(change("wrong password 1", "another long secret 9").Field(), "/current_password password_wrong");
    EXPECT_EQ(change(kPassword, kPassword).Field(), "/new_password password_unchanged");
    EXPECT_EQ(change(kPassword, "Olga12345678").Field(), "/new_password password_contains_name");
    EXPECT_EQ(here.Put("/api/v1/password", Body({{"new_password", "another long hedge 9"}})).Field(),
              "/current_password password_wrong");
    const auto changed = change(kPassword, "another long hedge 9");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(here.Get("/api/v1/session").status, 200);
    EXPECT_EQ(there.Get("/api/v1/session").status, 401);
    EXPECT_EQ(there.SignIn("olga@operator.example", kPassword).status, 401);
    EXPECT_EQ(there.SignIn("olga@operator.example", "another long hedge 9").status, 201);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'password_changed'"), "1");
}

// IDN-1
TEST_F(IdentityTest, AForgottenPasswordIsAnsweredAlikeAndMailedToWhoExists) {
    FirstStart();
    Browser browser(router_);
    for (const char* email : {"olga@operator.example", "nobody@operator.example", "no address"}) {
        const auto answer = browser.Post("/api/v1/password-resets", Body({{"email", email}}));
        EXPECT_EQ(answer.status, 202);
        EXPECT_EQ(answer.body, "");
    }
    RunTasks();
    EXPECT_EQ(database_.Value("SELECT string_agg(to_address, ' ') FROM mails "
                              "WHERE template = 'temporary_password'"),
              "olga@operator.example");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE body_text IS NOT NULL OR body_html IS NOT NULL"),
              "0");  // a password lies sealed until it is sent
    EXPECT_EQ(database_.Value("SELECT count(*) FROM credentials WHERE temporary_hash IS NOT NULL"), "1");
}

// IDN-1: valid once, for one hour, and only to choose a new one.
TEST_F(IdentityTest, ATemporaryPasswordIsValidOnceAndOnlyToChooseANewOne) {
    FirstStart();
    PasswordHasher hasher(secrets_.Derive("identity.password_salts"), CheapSettings().hashing);
    const std::string hash = *hasher.Hash("abcd-efgh-jkmn-pqrs", "olga@operator.example");
    const auto give = [&](const std::string& lifetime) {
        database_.Sql("UPDATE credentials SET temporary_hash = '" + hash +
                      "', temporary_expires_at = now() + interval '" + lifetime + "'");
    };
    Browser browser(router_);
    give("-1 second");
    EXPECT_EQ(browser.SignIn("olga@operator.example", "abcd-efgh-jkmn-pqrs").status, 401);
    give("1 hour");
    const auto in = browser.SignIn("olga@operator.example", "abcd-efgh-jkmn-pqrs");
    ASSERT_EQ(in.status, 201) << in.body;
    EXPECT_TRUE(in.Json().at("must_change_password").as_bool());
    EXPECT_TRUE(browser.Get("/api/v1/session").Json().at("must_change_password").as_bool());
    EXPECT_EQ(browser.Get("/api/v1/organizations").Code(), "password_change_required");
    EXPECT_EQ(browser.Get("/api/v1/users").Code(), "password_change_required");
    Browser again(router_);
    EXPECT_EQ(again.SignIn("olga@operator.example", "abcd-efgh-jkmn-pqrs").status, 401);
    EXPECT_EQ(browser.Put("/api/v1/password", Body({{"new_password", "another long hedge 9"}})).status, 200);
    EXPECT_EQ(browser.Get("/api/v1/organizations").status, 200);
    EXPECT_EQ(again.SignIn("olga@operator.example", "another long hedge 9").status, 201);
}

TEST_F(IdentityTest, TheOldPasswordStaysGoodBesideATemporaryOne) {
    FirstStart();
    Browser browser(router_);
    browser.Post("/api/v1/password-resets", Body({{"email", "olga@operator.example"}}));
    RunTasks();
    EXPECT_EQ(browser.SignIn("olga@operator.example", kPassword).status, 201);
}

// IDN-5: an invited person who asks for a temporary password instead of using the link comes in, too.
TEST_F(IdentityTest, WhoBecomesActiveByATemporaryPasswordIsToldAndTheLinkEnds) {
    Browser admin = FirstStart();
    const auto made = admin.Post("/api/v1/users", UserBody("bert@operator.example", {"warehouse"}));
    PasswordHasher hasher(secrets_.Derive("identity.password_salts"), CheapSettings().hashing);
    database_.Sql("INSERT INTO credentials (organization_id, user_id, temporary_hash, temporary_expires_at) VALUES ('" +
                  operator_id_ + "', '" + made.At("/id") + "', '" +
                  *hasher.Hash("abcd-efgh-jkmn-pqrs", "bert@operator.example") + "', now() + interval '1 hour')");
    Browser bert(router_);
    ASSERT_EQ(bert.SignIn("bert@operator.example", "abcd-efgh-jkmn-pqrs").status, 201);
    ASSERT_EQ(bert.Put("/api/v1/password", Body({{"new_password", "another long hedge 9"}})).status, 200);
    const auto activated = [&] {
        return database_.Value(
            "SELECT string_agg((before->>'state') || ' ' || (after->>'state') || ' ' || actor_name, ',') "
            "FROM audit_events WHERE action = 'user.activated' AND object_id = '" +
            made.At("/id") + "'");
    };
    EXPECT_EQ(activated(), "invited active bert@operator.example");
    Browser late(router_);
    EXPECT_EQ(late.Post("/api/v1/setup-checks", Body({{"token", TokenOf(LinkOf(made))}})).status, 404);
    // Once only: another password is no activation.
    ASSERT_EQ(bert.Put("/api/v1/password",
                       Body({{"current_password", "another long hedge 9"}, {"new_password", "violet harbor quilt 3"}}))
                  .status,
              200);
    EXPECT_EQ(activated(), "invited active bert@operator.example");
}

// ---- one address in several organizations ------------------------------------------------------------

class TwoAccounts : public IdentityTest {
  protected:
    TwoAccounts() : admin_(FirstStart()) {
        north_ = MakeOrganization(admin_, operator_id_, "Northwind");
        south_ = MakeOrganization(admin_, operator_id_, "Southwind");
        north_id_ = Me(Keep(MakeUser(admin_, north_, kEve, {"viewer"})));
        south_id_ = Me(Keep(MakeUser(admin_, south_, kEve, {"viewer"})));
    }
    Browser& Keep(Browser browser) { return kept_.emplace_back(std::move(browser)); }
    static http::TestAnswer SignIn(Browser& browser, const std::string& password, const std::string& organization) {
        return browser.Post("/api/v1/session",
                            Body({{"email", kEve}, {"password", password}, {"organization_id", organization}}));
    }
    static std::string UserOf(const http::TestAnswer& answer) { return answer.At("/user/id"); }

    static constexpr const char* kEve = "eve@both.example";
    Browser admin_;
    std::list<Browser> kept_;
    std::string north_, south_, north_id_, south_id_;
};

// IDN-3: the same password for both; whoever has given it chooses, and reaches either.
TEST_F(TwoAccounts, WithTheSamePasswordThePersonChooses) {
    Browser browser(router_);
    const auto asked = browser.SignIn(kEve, kPassword);
    EXPECT_EQ(asked.status, 401);
    EXPECT_EQ(asked.Code(), "account_choice_needed");
    EXPECT_TRUE(browser.cookie.empty());
    const auto choices = asked.Json().at("errors").as_array();
    ASSERT_EQ(choices.size(), 2U) << asked.body;
    std::map<std::string, std::string> named;
    for (const auto& choice : choices) {
        EXPECT_EQ(choice.at("code"), "account_choice");
        EXPECT_EQ(choice.at("pointer"), "/organization_id");
        named[std::string(choice.at("choice").as_string())] = std::string(choice.at("title").as_string());
    }
    EXPECT_EQ(named, (std::map<std::string, std::string>{{north_, "Northwind"}, {south_, "Southwind"}}));
    EXPECT_EQ(UserOf(SignIn(browser, kPassword, north_)), north_id_);
    EXPECT_EQ(UserOf(SignIn(browser, kPassword, south_)), south_id_);
    // An organization where the address has no account is a wrong one, like any other.
    EXPECT_EQ(SignIn(browser, kPassword, operator_id_).Code(), "sign_in_failed");
}

TEST_F(TwoAccounts, WithDifferentPasswordsEachLeadsToItsOwnUnasked) {
    Browser& north = kept_.front();
    ASSERT_EQ(
        north.Put("/api/v1/password", Body({{"current_password", kPassword}, {"new_password", "another long hedge 9"}}))
            .status,
        200);
    Browser browser(router_);
    EXPECT_EQ(UserOf(browser.SignIn(kEve, "another long hedge 9")), north_id_);
    EXPECT_EQ(UserOf(browser.SignIn(kEve, kPassword)), south_id_);
    // The right password of another account does not open this one.
    EXPECT_EQ(SignIn(browser, kPassword, north_).Code(), "sign_in_failed");
}

// The work is the same, and a stranger is told nothing.
TEST_F(TwoAccounts, NothingTellsAStrangerThatThereAreTwo) {
    std::vector<std::string> bodies;
    std::vector<std::uint64_t> work;
    for (const auto& [email, organization] : std::vector<std::pair<std::string, std::string>>{
             {kEve, ""}, {kEve, north_}, {kEve, operator_id_}, {"nobody@both.example", ""}}) {
        Browser browser(router_);
        boost::json::object body{{"email", email}, {"password", "not the password 1"}};
        if (!organization.empty()) body["organization_id"] = organization;
        const auto before = identity_.hasher().computations();
        const auto answer = browser.Post("/api/v1/session", Body(body));
        work.push_back(identity_.hasher().computations() - before);
        auto json = answer.Json().as_object();
        json.erase("request_id");
        bodies.push_back(boost::json::serialize(json));
    }
    EXPECT_THAT(bodies, ::testing::Each(bodies[0]));
    EXPECT_THAT(work, ::testing::Each(1U));
    Browser browser(router_);
    const auto before = identity_.hasher().computations();
    browser.SignIn(kEve, kPassword);
    EXPECT_EQ(identity_.hasher().computations() - before, 1U);
}

// Asking which one is no failed try.
TEST_F(TwoAccounts, BeingAskedOftenIsNotLimited) {
    for (int i = 0; i < 20; ++i) {
        Browser browser(router_);
        ASSERT_EQ(browser.SignIn(kEve, kPassword).Code(), "account_choice_needed") << i;
    }
}

// IDN-1: however many there are, none is out of reach; the one that was used the longest ago is the last of them.
TEST_F(TwoAccounts, EachOfManyCanBeReached) {
    for (int i = 0; i < 24; ++i) {
        MakeUser(admin_, MakeOrganization(admin_, operator_id_, "Mill " + std::to_string(i)), kEve, {"viewer"});
    }
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn(kEve, kPassword).Json().at("errors").as_array().size(), 26U);
    EXPECT_EQ(UserOf(SignIn(browser, kPassword, north_)), north_id_);
    // One that is not among the latest has a password of its own.
    ASSERT_EQ(
        kept_.front()
            .Put("/api/v1/password", Body({{"current_password", kPassword}, {"new_password", "another long hedge 9"}}))
            .status,
        200);
    database_.Sql("UPDATE users SET last_sign_in_at = '2020-01-01' WHERE id = '" + north_id_ + "'");
    EXPECT_EQ(UserOf(browser.SignIn(kEve, "another long hedge 9")), north_id_);
}

// ---- the secret of an identity provider --------------------------------------------------------------

class ProviderSecret : public IdentityTest {
  protected:
    // As it is answered; `secret` nullopt: the form did not send one.
    http::TestAnswer Put(const std::string& issuer, const std::optional<std::string>& secret) {
        boost::json::object body{
            {"issuer", issuer}, {"client_id", "platen"}, {"email_claim", "email"}, {"enabled", false}};
        if (secret) body["client_secret"] = *secret;
        const auto etag = std::string(admin_.Get("/api/v1/identity-provider").headers.Get("ETag"));
        auto answer = admin_.Put("/api/v1/identity-provider", Body(body), etag);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer;
    }
    std::string Kept() { return database_.Value("SELECT client_secret IS NOT NULL FROM identity_providers"); }
    static bool Has(const http::TestAnswer& answer) { return answer.Json().at("has_client_secret").as_bool(); }

    static constexpr const char* kOne = "https://one.example";
    Browser admin_ = FirstStart();
};

// IDN-4: it was given for the provider that was there.
TEST_F(ProviderSecret, IsNotToldToAnotherIssuer) {
    EXPECT_TRUE(Has(Put(kOne, "a secret")));
    EXPECT_TRUE(Has(Put(kOne, std::nullopt))) << "not sent: kept";
    EXPECT_FALSE(Has(Put("https://two.example", std::nullopt)));
    EXPECT_EQ(Kept(), "f");
    EXPECT_FALSE(Has(Put(kOne, std::nullopt))) << "it does not come back";
    EXPECT_TRUE(Has(Put("https://two.example", "another secret"))) << "given with the new one";
}

// IDN-4: a public client proves itself by PKCE alone.
TEST_F(ProviderSecret, IsTakenAwayByAnEmptyOne) {
    EXPECT_TRUE(Has(Put(kOne, "a secret")));
    EXPECT_FALSE(Has(Put(kOne, "")));
    EXPECT_EQ(Kept(), "f");
    EXPECT_FALSE(Has(admin_.Get("/api/v1/identity-provider")));
    // Both at one time of this clock: told apart by what they were before.
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'identity_provider.updated' "
                              "AND before->>'has_client_secret' = 'true' AND after->>'has_client_secret' = 'false'"),
              "1");
}

// Where none is kept, none is taken away: nothing changed, and no other tab's form is old because of it.
TEST_F(ProviderSecret, ThatIsNotThereIsNotTakenAway) {
    const auto first = Put(kOne, std::nullopt);
    EXPECT_EQ(Put(kOne, "").headers.Get("ETag"), first.headers.Get("ETag"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'identity_provider.updated'"), "1");
}

}  // namespace
}  // namespace identity::testing
