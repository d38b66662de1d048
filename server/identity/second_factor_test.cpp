#include <thread>

#include "server/identity/testing.hpp"
#include "server/identity/totp.hpp"
#include "server/platform/pg/connection.hpp"

// The second factor at sign-in (IDN-4), and what may be used once only, also by two at the same moment (IDN-1, IDN-4).
namespace identity::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr const char* kOlga = "olga@operator.example";

class SecondFactorTest : public IdentityTest {
  protected:
    SecondFactorTest() : olga_(FirstStart()) {}

    static std::string FromBase32(const std::string& text) {
        const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        std::string bytes;
        unsigned held = 0;
        int bits = 0;
        for (const char c : text) {
            held = (held << 5) | static_cast<unsigned>(alphabet.find(c));
            if ((bits += 5) >= 8) bytes += static_cast<char>((held >> (bits -= 8)) & 255U);
        }
        return bytes;
    }
    // Of now, or of so many steps later.
    [[nodiscard]] std::string Code(int step = 0) const {
        return totp::CodeOf(secret_, totp::StepAt(system_clock_.Now()) + step);
    }
    http::TestAnswer Begin(Browser& browser, const char* password = kPassword) {
        auto answer = browser.Post("/api/v1/second-factor", Body({{"current_password", password}}));
        if (answer.status == 201) secret_ = FromBase32(answer.At("/secret"));
        return answer;
    }
    http::TestAnswer Confirm(Browser& browser, const std::string& code) {
        return browser.Post("/api/v1/second-factor/confirmations", Body({{"code", code}}));
    }
    // On, with its recovery codes; every code of the app counts again.
    std::vector<std::string> TurnOn(Browser& browser) {
        EXPECT_EQ(Begin(browser).status, 201);
        const auto on = Confirm(browser, Code());
        EXPECT_EQ(on.status, 201) << on.body;
        NewCodes();
        return boost::json::value_to<std::vector<std::string>>(on.Json().at("recovery_codes"));
    }
    void NewCodes() { database_.Sql("UPDATE second_factors SET last_step = 0"); }
    static http::TestAnswer SignIn(Browser& browser, const std::string& code, const std::string& password = kPassword) {
        return browser.Post("/api/v1/session", Body({{"email", kOlga}, {"password", password}, {"code", code}}));
    }
    http::TestAnswer Prove(Browser& browser, const std::string& path, const std::string& code,
                           const char* password = kPassword) {
        return browser.Post("/api/v1/second-factor/" + path, Body({{"current_password", password}, {"code", code}}));
    }
    // Both at once: they wait for the person's row until both have come so far.
    std::vector<int> Together(const std::function<int()>& first, const std::function<int()>& second) {
        pg::Connection holder(database_.ApplicationUrl());
        holder.Script("BEGIN; SELECT set_config('platen.scope', 'system', true); SELECT 1 FROM users FOR UPDATE");
        std::vector<int> statuses(2);
        {
            std::jthread one([&] { statuses[0] = first(); });
            std::jthread two([&] { statuses[1] = second(); });
            const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
            while (database_.Value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                   "AND wait_event_type = 'Lock'") != "2") {
                if (std::chrono::steady_clock::now() > deadline) {
                    ADD_FAILURE() << "they do not wait";
                    break;
                }
                std::this_thread::yield();
            }
            holder.Script("COMMIT");
        }
        return statuses;
    }
    std::string Actions() {
        return database_.Value(
            "SELECT string_agg(action, ' ' ORDER BY at, action) FROM audit_events "
            "WHERE action LIKE 'user.%factor%' OR action LIKE 'user.recovery%'");
    }

    Browser olga_;
    std::string secret_;
};

TEST_F(SecondFactorTest, SignInAsksForItOnlyOnceACodeWasGiven) {
    Browser browser(router_);
    EXPECT_EQ(Begin(olga_, "not her password").Field(), "/current_password password_wrong");
    const auto begun = Begin(olga_);
    ASSERT_EQ(begun.status, 201) << begun.body;
    EXPECT_THAT(begun.At("/uri"), HasSubstr("otpauth://totp/Platen:olga%40operator.example?secret="));
    EXPECT_EQ(browser.SignIn(kOlga, kPassword).status, 201) << "not on yet";
    EXPECT_EQ(Confirm(olga_, "000000x").Field(), "/code second_factor_wrong");
    EXPECT_FALSE(olga_.Get("/api/v1/second-factor").Json().at("enabled").as_bool());

    const auto on = Confirm(olga_, Code());
    ASSERT_EQ(on.status, 201) << on.body;
    EXPECT_EQ(on.Json().at("recovery_codes").as_array().size(), 10U);
    const auto state = olga_.Get("/api/v1/second-factor").Json();
    EXPECT_TRUE(state.at("enabled").as_bool());
    EXPECT_EQ(state.at("recovery_codes_left"), 10);
    EXPECT_EQ(Begin(olga_).Code(), "second_factor_on");
    EXPECT_EQ(Confirm(olga_, Code()).Code(), "second_factor_on");

    EXPECT_EQ(browser.SignIn(kOlga, kPassword).Code(), "second_factor_needed");
    EXPECT_EQ(SignIn(browser, Code()).Code(), "second_factor_wrong") << "this code turned it on";
    NewCodes();
    EXPECT_EQ(SignIn(browser, Code()).status, 201);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'session.created' "
                              "AND after->>'second_factor' = 'totp'"),
              "1");
}

// Nothing tells whether there is one before the password is right.
TEST_F(SecondFactorTest, AWrongPasswordIsAnsweredAsEverWithACodeOrWithout) {
    TurnOn(olga_);
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn(kOlga, "not her password").Code(), "sign_in_failed");
    EXPECT_EQ(SignIn(browser, Code(), "not her password").Code(), "sign_in_failed");
    EXPECT_EQ(SignIn(browser, Code()).status, 201) << "the code was not used up by a wrong password";
}

TEST_F(SecondFactorTest, EachCodeCountsOnceAndTheClockMayBeOneStepOff) {
    TurnOn(olga_);
    Browser browser(router_);
    EXPECT_EQ(SignIn(browser, Code(-1)).status, 201);
    EXPECT_EQ(SignIn(browser, Code(-1)).Code(), "second_factor_wrong");
    EXPECT_EQ(SignIn(browser, Code(1)).status, 201);
    // Older than one that was taken.
    EXPECT_EQ(SignIn(browser, Code(0)).Code(), "second_factor_wrong");
    EXPECT_EQ(SignIn(browser, Code(4)).Code(), "second_factor_wrong");
    EXPECT_EQ(SignIn(browser, Code(-4)).Code(), "second_factor_wrong");
}

TEST_F(SecondFactorTest, OneCodeLetsOneOfTwoInWhoComeAtTheSameMoment) {
    const auto codes = TurnOn(olga_);
    const std::string code = Code(1);
    Browser one(router_), two(router_, "127.0.0.2");
    EXPECT_THAT(Together([&] { return SignIn(one, code).status; }, [&] { return SignIn(two, code).status; }),
                UnorderedElementsAre(201, 401));
    Browser three(router_), four(router_, "127.0.0.2");
    EXPECT_THAT(Together([&] { return SignIn(three, codes[0]).status; }, [&] { return SignIn(four, codes[0]).status; }),
                UnorderedElementsAre(201, 401));
}

TEST_F(SecondFactorTest, ARecoveryCodeCountsOnceAndNewOnesEndTheEarlier) {
    const auto codes = TurnOn(olga_);
    Browser browser(router_);
    EXPECT_EQ(SignIn(browser, codes[0]).status, 201);
    EXPECT_EQ(SignIn(browser, codes[0]).Code(), "second_factor_wrong");
    std::string shouted = codes[1];
    for (char& c : shouted) c = static_cast<char>(std::toupper(c));
    EXPECT_EQ(SignIn(browser, ' ' + shouted).status, 201);
    EXPECT_EQ(olga_.Get("/api/v1/second-factor").Json().at("recovery_codes_left"), 8);

    EXPECT_EQ(Prove(olga_, "recovery-codes", Code(), "not her password").Field(), "/current_password password_wrong");
    EXPECT_EQ(Prove(olga_, "recovery-codes", "123").Field(), "/code second_factor_wrong");
    const auto renewed = Prove(olga_, "recovery-codes", Code());
    ASSERT_EQ(renewed.status, 201) << renewed.body;
    EXPECT_EQ(SignIn(browser, codes[2]).Code(), "second_factor_wrong");
    EXPECT_EQ(SignIn(browser, std::string(renewed.Json().at("recovery_codes").at(0).as_string())).status, 201);
}

TEST_F(SecondFactorTest, TriesAreLimitedWhereverTheyComeFrom) {
    const auto codes = TurnOn(olga_);
    for (int i = 0; i < 5; ++i) {
        Browser stranger(router_, "127.0.1." + std::to_string(i + 1));
        EXPECT_EQ(SignIn(stranger, "12345" + std::to_string(i) + "x").Code(), "second_factor_wrong");
    }
    Browser browser(router_, "127.0.2.1");
    const auto refused = SignIn(browser, codes[0]);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.Code(), "too_many_attempts");
    EXPECT_GE(std::stoi(std::string(refused.headers.Get("Retry-After"))), 1);
}

TEST_F(SecondFactorTest, ItIsTurnedOffByPasswordAndCodeOnly) {
    TurnOn(olga_);
    EXPECT_EQ(Prove(olga_, "removals", Code(), "not her password").Field(), "/current_password password_wrong");
    EXPECT_EQ(Prove(olga_, "removals", "123456x").Field(), "/code second_factor_wrong");
    EXPECT_EQ(Prove(olga_, "removals", "").Field(), "/code missing");
    EXPECT_EQ(Prove(olga_, "removals", Code()).status, 204);
    EXPECT_EQ(Prove(olga_, "removals", Code()).Code(), "second_factor_off");
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn(kOlga, kPassword).status, 201);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM recovery_codes"), "0");
    EXPECT_EQ(Actions(), "user.second_factor_disabled user.second_factor_enabled");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'second_factor_changed'"), "2");
}

// A copy of the database does not sign in.
TEST_F(SecondFactorTest, NeitherSecretNorCodesAreStoredReadably) {
    const auto codes = TurnOn(olga_);
    const std::string sealed = database_.Value("SELECT encode(secret, 'escape') FROM second_factors");
    EXPECT_THAT(sealed, Not(HasSubstr(secret_)));
    EXPECT_EQ(database_.Value("SELECT length(secret) FROM second_factors"), "61");
    EXPECT_EQ(database_.Value("SELECT min(length(code_hash)) FROM recovery_codes"), "32");
    const std::string log = database_.Value("SELECT string_agg(a::text, ' ') FROM audit_events a");
    for (const auto& code : codes) EXPECT_THAT(log, Not(HasSubstr(code)));
    EXPECT_THAT(log, Not(HasSubstr(totp::ToBase32(secret_))));
    // Moved to another person, it does not open.
    Browser bert = MakeUser(olga_, operator_id_, "bert@operator.example", {"warehouse"});
    database_.Sql("DELETE FROM recovery_codes");
    database_.Sql("UPDATE second_factors SET user_id = '" + Me(bert) + "'");
    Browser browser(router_);
    EXPECT_EQ(browser
                  .Post("/api/v1/session",
                        Body({{"email", "bert@operator.example"}, {"password", kPassword}, {"code", Code()}}))
                  .Code(),
              "second_factor_wrong");
}

TEST_F(SecondFactorTest, AnAdministratorResetsTheOneOfSomebodyElse) {
    Browser bert = MakeUser(olga_, operator_id_, "bert@operator.example", {"warehouse"});
    const std::string path = "/api/v1/users/" + Me(bert) + "/second-factor";
    EXPECT_EQ(olga_.Delete(path).Code(), "second_factor_off");
    TurnOn(bert);
    EXPECT_EQ(bert.Delete("/api/v1/users/" + Me(olga_) + "/second-factor").status, 403);
    const auto listed = olga_.Get("/api/v1/users").Json().at("items").as_array();
    int with = 0;
    for (const auto& user : listed) with += user.at("second_factor").as_bool() ? 1 : 0;
    EXPECT_EQ(with, 1);
    EXPECT_EQ(olga_.Delete(path).status, 204);
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn("bert@operator.example", kPassword).status, 201);
    EXPECT_THAT(Actions(), HasSubstr("user.second_factor_reset"));
    // Their own goes by password and code, not by a browser left open.
    TurnOn(olga_);
    EXPECT_EQ(olga_.Delete("/api/v1/users/" + Me(olga_) + "/second-factor").Code(), "user_is_self");
}

TEST_F(SecondFactorTest, AnOrganizationCanAskEverybodyForOne) {
    Browser bert = MakeUser(olga_, operator_id_, "bert@operator.example", {"warehouse"});
    const std::string path = "/api/v1/sign-in-policy";
    const auto etag = std::string(olga_.Get(path).headers.Get("ETag"));
    EXPECT_EQ(olga_.Put(path, R"({"require_second_factor":true})").status, 428);
    EXPECT_EQ(olga_.Put(path, R"({"require_second_factor":true})", "\"9\"").status, 412);
    EXPECT_EQ(olga_.Put(path, R"({"require_second_factor":true})", etag).status, 200);
    EXPECT_EQ(bert.Get(path).Code(), "second_factor_required") << "from the next request on";
    EXPECT_EQ(bert.Get("/api/v1/organizations").Code(), "second_factor_required");
    EXPECT_TRUE(bert.Get("/api/v1/session").Json().at("must_set_up_second_factor").as_bool());
    EXPECT_TRUE(bert.Get("/api/v1/second-factor").Json().at("required").as_bool());
    TurnOn(bert);
    EXPECT_EQ(bert.Get("/api/v1/organizations").status, 200);
    EXPECT_FALSE(bert.Get("/api/v1/session").Json().at("must_set_up_second_factor").as_bool());
    Browser browser(router_);
    const auto in = browser.SignIn(kOlga, kPassword);
    ASSERT_EQ(in.status, 201);
    EXPECT_TRUE(in.Json().at("must_set_up_second_factor").as_bool());
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'sign_in_policy.updated'"), "1");
}

// IDN-1: used twice, one after the other and at the same moment.
TEST_F(SecondFactorTest, ATemporaryPasswordLetsOneOfTwoInWhoComeAtTheSameMoment) {
    PasswordHasher hasher(secrets_.Derive("identity.password_salts"), CheapSettings().hashing);
    database_.Sql("UPDATE credentials SET temporary_expires_at = now() + interval '1 hour', temporary_hash = '" +
                  *hasher.Hash("abcd-efgh-jkmn-pqrs", kOlga) + "'");
    Browser one(router_), two(router_, "127.0.0.2");
    EXPECT_THAT(Together([&] { return one.SignIn(kOlga, "abcd-efgh-jkmn-pqrs").status; },
                         [&] { return two.SignIn(kOlga, "abcd-efgh-jkmn-pqrs").status; }),
                UnorderedElementsAre(201, 401));
    Browser later(router_);
    EXPECT_EQ(later.SignIn(kOlga, "abcd-efgh-jkmn-pqrs").status, 401);
}

// A code that is missing or wrong does not use the temporary password up.
TEST_F(SecondFactorTest, ATemporaryPasswordNeedsTheCodeToo) {
    TurnOn(olga_);
    PasswordHasher hasher(secrets_.Derive("identity.password_salts"), CheapSettings().hashing);
    database_.Sql("UPDATE credentials SET temporary_expires_at = now() + interval '1 hour', temporary_hash = '" +
                  *hasher.Hash("abcd-efgh-jkmn-pqrs", kOlga) + "'");
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn(kOlga, "abcd-efgh-jkmn-pqrs").Code(), "second_factor_needed");
    EXPECT_EQ(SignIn(browser, "123456x", "abcd-efgh-jkmn-pqrs").Code(), "second_factor_wrong");
    EXPECT_EQ(SignIn(browser, Code(), "abcd-efgh-jkmn-pqrs").status, 201);
}

// IDN-3
TEST_F(SecondFactorTest, EveryOtherSessionEndsAtOnce) {
    Browser there(router_, "127.0.0.7"), elsewhere(router_, "127.0.0.8");
    there.SignIn(kOlga, kPassword);
    elsewhere.SignIn(kOlga, kPassword);
    Browser bert = MakeUser(olga_, operator_id_, "bert@operator.example", {"warehouse"});
    EXPECT_EQ(olga_.Delete("/api/v1/sessions").status, 204);
    EXPECT_EQ(there.Get("/api/v1/session").status, 401);
    EXPECT_EQ(elsewhere.Get("/api/v1/session").status, 401);
    EXPECT_EQ(olga_.Get("/api/v1/session").status, 200);
    EXPECT_EQ(bert.Get("/api/v1/session").status, 200);
    EXPECT_EQ(database_.Value("SELECT before->>'other_sessions' FROM audit_events WHERE action = 'session.ended'"),
              "2");
    EXPECT_EQ(olga_.Delete("/api/v1/sessions").status, 204) << "nothing left to end";
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'session.ended'"), "1");
}

// IDN-3: asked for the code with the password of before, answered with it after the change.
TEST_F(SecondFactorTest, ASignInThatWasHalfDoneBeforeThePasswordWasChangedDoesNotComeIn) {
    TurnOn(olga_);
    Browser browser(router_);
    ASSERT_EQ(browser.SignIn(kOlga, kPassword).Code(), "second_factor_needed");
    ASSERT_EQ(
        olga_.Put("/api/v1/password", Body({{"current_password", kPassword}, {"new_password", "another long hedge 9"}}))
            .status,
        200);
    EXPECT_EQ(SignIn(browser, Code()).Code(), "sign_in_failed");
    EXPECT_TRUE(browser.cookie.empty());
    EXPECT_EQ(SignIn(browser, Code(), "another long hedge 9").status, 201) << "and the code was not used up";
}

// The password was read as it was, and changed before the person's row could be locked.
TEST_F(SecondFactorTest, APasswordThatIsChangedWhileItsCodeIsLookedAtDoesNotComeIn) {
    TurnOn(olga_);
    PasswordHasher hasher(secrets_.Derive("identity.password_salts"), CheapSettings().hashing);
    const std::string changed = *hasher.Hash("another long hedge 9", kOlga);
    Browser browser(router_);
    http::TestAnswer answer;
    {
        pg::Connection holder(database_.ApplicationUrl());
        holder.Script("BEGIN; SELECT set_config('platen.scope', 'system', true); SELECT 1 FROM users FOR UPDATE");
        std::jthread one([&] { answer = SignIn(browser, Code()); });
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (database_.Value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                               "AND wait_event_type = 'Lock'") != "1") {
            ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "it does not wait";
            std::this_thread::yield();
        }
        holder.Script("UPDATE credentials SET password_hash = '" + changed + "'; COMMIT");
    }
    EXPECT_EQ(answer.Code(), "sign_in_failed");
    EXPECT_TRUE(browser.cookie.empty());
}

}  // namespace
}  // namespace identity::testing
