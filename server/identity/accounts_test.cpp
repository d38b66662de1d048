#include "server/identity/testing.hpp"

// The same address in several organizations: each is an account of its own, and each can be reached (IDN-1).
namespace identity::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kAda = "ada@mill.example";
constexpr const char* kTemporary = "abcd-efgh-jkmn-pqrs";

class AccountsTest : public IdentityTest {
  protected:
    AccountsTest() : admin_(FirstStart()) {
        south_ = MakeOrganization(admin_, operator_id_, "Southwind");
        north_ = MakeOrganization(admin_, operator_id_, "Northwind");
        MakeUser(admin_, south_, kAda, {"viewer"});
        in_north_ = std::make_unique<Browser>(MakeUser(admin_, north_, kAda, {"administrator"}));
    }
    http::TestAnswer SignIn(Browser& browser, const std::string& organization, const std::string& password = kPassword,
                            const std::string& email = kAda, const std::string& code = "") {
        boost::json::object body{{"email", email}, {"password", password}, {"organization_id", organization}};
        if (!code.empty()) body["code"] = code;
        return browser.Post("/api/v1/session", Body(std::move(body)));
    }
    static http::TestAnswer Choices(Browser& browser, const std::string& email, const std::string& password) {
        return browser.Post("/api/v1/session-organizations", Body({{"email", email}, {"password", password}}));
    }
    static std::vector<std::string> Names(const http::TestAnswer& answer) {
        std::vector<std::string> names;
        const auto json = answer.Json();
        for (const auto& item : json.at("items").as_array()) names.emplace_back(item.at("name").as_string());
        return names;
    }

    Browser admin_;
    std::string south_;
    std::string north_;
    std::unique_ptr<Browser> in_north_;
};

TEST_F(AccountsTest, OneWhoHasTheSamePasswordInTwoOrganizationsIsAskedWhichIsMeant) {
    Browser browser(router_);
    const auto asked = browser.SignIn(kAda, kPassword);
    EXPECT_EQ(asked.status, 401);
    EXPECT_EQ(asked.Code(), "organization_needed");
    EXPECT_TRUE(browser.cookie.empty());
    const auto choices = Choices(browser, kAda, kPassword);
    ASSERT_EQ(choices.status, 200) << choices.body;
    EXPECT_THAT(Names(choices), ElementsAre("Northwind", "Southwind"));
    for (const auto& [organization, role] : {std::pair{north_, "administrator"}, std::pair{south_, "viewer"}}) {
        const auto in = SignIn(browser, organization);
        ASSERT_EQ(in.status, 201) << in.body;
        EXPECT_EQ(in.At("/organization/id"), organization);
        EXPECT_EQ(in.At("/roles/0"), role);
    }
    EXPECT_EQ(browser.SignIn(kAda, kPassword).Code(), "organization_needed") << "also after the last sign-in";
}

TEST_F(AccountsTest, OneWhoHasDifferentPasswordsIsNotAsked) {
    ASSERT_EQ(
        in_north_
            ->Put("/api/v1/password", Body({{"current_password", kPassword}, {"new_password", "another long hedge 9"}}))
            .status,
        200);
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn(kAda, kPassword).At("/organization/id"), south_);
    EXPECT_EQ(browser.SignIn(kAda, "another long hedge 9").At("/organization/id"), north_);
    EXPECT_THAT(Names(Choices(browser, kAda, kPassword)), ElementsAre("Southwind"));
    // The organization that is named decides; the password of the other account is a wrong one there.
    EXPECT_EQ(SignIn(browser, north_).Code(), "sign_in_failed");
    EXPECT_EQ(SignIn(browser, south_).status, 201);
}

// Nothing is said of accounts and organizations before the password is right, and the work is the same.
TEST_F(AccountsTest, AStrangerLearnsNothingOfAccountsAndOrganizations) {
    std::vector<std::string> bodies;
    std::vector<std::uint64_t> work;
    const auto note = [&](const std::function<http::TestAnswer(Browser&)>& send) {
        Browser browser(router_);
        const auto before = identity_.hasher().computations();
        const auto answer = send(browser);
        work.push_back(identity_.hasher().computations() - before);
        EXPECT_EQ(answer.status, 401);
        auto json = answer.Json().as_object();
        json.erase("request_id");
        bodies.push_back(boost::json::serialize(json));
    };
    note([&](Browser& browser) { return browser.SignIn(kAda, "not her password 1"); });
    note([&](Browser& browser) { return Choices(browser, kAda, "not her password 1"); });
    note([&](Browser& browser) { return Choices(browser, "nobody@mill.example", kPassword); });
    note([&](Browser& browser) { return Choices(browser, "not an address", kPassword); });
    note([&](Browser& browser) { return SignIn(browser, north_, "not her password 1"); });
    note([&](Browser& browser) { return SignIn(browser, operator_id_); });
    note([&](Browser& browser) { return SignIn(browser, ids_.Make<OrganizationId>().ToString()); });
    note([&](Browser& browser) { return SignIn(browser, north_, kPassword, "nobody@mill.example"); });
    EXPECT_THAT(bodies, Each(bodies[0]));
    EXPECT_THAT(bodies, Each(Not(HasSubstr("wind"))));
    EXPECT_THAT(work, Each(1U));
}

// IDN-3: the question does not use tries up, and is no way round the limit.
TEST_F(AccountsTest, BeingAskedIsNoFailureAndGuessingThereIsLimitedToo) {
    Browser browser(router_, "127.0.0.5");
    for (int i = 0; i < 12; ++i) {
        ASSERT_EQ(browser.SignIn(kAda, kPassword).Code(), "organization_needed") << i;
        ASSERT_EQ(Choices(browser, kAda, kPassword).status, 200) << i;
    }
    for (int i = 0; i < 5; ++i) EXPECT_EQ(Choices(browser, kAda, "not her password 1").status, 401);
    EXPECT_EQ(Choices(browser, kAda, kPassword).status, 429);
    EXPECT_EQ(browser.SignIn(kAda, kPassword).status, 429);
}

TEST_F(AccountsTest, ATemporaryPasswordIsNotUsedUpByTheQuestion) {
    PasswordHasher hasher(secrets_.Derive("identity.password_salts"), CheapSettings().hashing);
    database_.Sql("UPDATE credentials SET temporary_expires_at = now() + interval '1 hour', temporary_hash = '" +
                  *hasher.Hash(kTemporary, kAda) + "'");
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn(kAda, kTemporary).Code(), "organization_needed");
    EXPECT_THAT(Names(Choices(browser, kAda, kTemporary)), ElementsAre("Northwind", "Southwind"));
    EXPECT_EQ(SignIn(browser, south_, kTemporary).status, 201);
    EXPECT_EQ(SignIn(browser, south_, kTemporary).status, 401) << "it works once";
    EXPECT_EQ(SignIn(browser, north_, kTemporary).status, 201) << "that one is another";
}

// IDN-4: of the account that is meant, once it is known.
TEST_F(AccountsTest, TheSecondFactorIsAskedForOnceTheOrganizationIsKnown) {
    ASSERT_EQ(in_north_->Post("/api/v1/second-factor", Body({{"current_password", kPassword}})).status, 201);
    database_.Sql("UPDATE second_factors SET confirmed_at = now()");
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn(kAda, kPassword).Code(), "organization_needed");
    EXPECT_EQ(SignIn(browser, north_).Code(), "second_factor_needed");
    EXPECT_EQ(SignIn(browser, north_, kPassword, kAda, "000000x").Code(), "second_factor_wrong");
    EXPECT_EQ(SignIn(browser, south_).status, 201);
}

TEST_F(AccountsTest, AnAccountThatMayNotSignInIsNoChoice) {
    database_.Sql("UPDATE users SET state = 'disabled' WHERE organization_id = '" + south_ + "'");
    Browser browser(router_);
    EXPECT_EQ(browser.SignIn(kAda, kPassword).At("/organization/id"), north_);
    EXPECT_EQ(SignIn(browser, south_).Code(), "sign_in_failed");
}

// However many there are: none is out of reach.
TEST_F(AccountsTest, EachOfManyAccountsCanBeReached) {
    std::string last;
    for (int i = 0; i < 24; ++i) {
        last = MakeOrganization(admin_, operator_id_, "Mill " + std::to_string(i));
        MakeUser(admin_, last, kAda, {"viewer"});
    }
    Browser browser(router_);
    EXPECT_EQ(Choices(browser, kAda, kPassword).Json().at("items").as_array().size(), 26U);
    EXPECT_EQ(SignIn(browser, south_).At("/organization/id"), south_) << "the one that was used the longest ago";
}

}  // namespace
}  // namespace identity::testing
