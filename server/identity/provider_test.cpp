#include "server/identity/testing.hpp"

// What an administrator sets up of the identity provider (IDN-4). Signing in through one: tests/system/oidc.test.ts.
namespace identity::testing {
namespace {

constexpr const char* kPath = "/api/v1/identity-provider";

class ProviderTest : public IdentityTest {
  protected:
    ProviderTest() : admin_(FirstStart()) {}

    http::TestAnswer Put(boost::json::object more = {}) {
        boost::json::object body{
            {"issuer", "https://id.example"}, {"client_id", "platen"}, {"email_claim", "email"}, {"enabled", false}};
        for (const auto& [name, value] : more) body[name] = value;
        const auto etag = std::string(admin_.Get(kPath).headers.Get("ETag"));
        auto answer = admin_.Put(kPath, Body(std::move(body)), etag);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer;
    }
    bool HasSecret() {
        const bool stored = database_.Value("SELECT client_secret IS NOT NULL FROM identity_providers") == "t";
        EXPECT_EQ(admin_.Get(kPath).Json().at("has_client_secret").as_bool(), stored);
        return stored;
    }
    // How many changes are recorded that said this.
    std::string Changes(const std::string& after) {
        return database_.Value(
            "SELECT count(*) FROM audit_events WHERE action = 'identity_provider.updated' "
            "AND after::jsonb @> '" +
            after + "'");
    }

    Browser admin_;
};

TEST_F(ProviderTest, TheClientSecretIsKeptWhereNothingIsSaidOfIt) {
    Put({{"client_secret", "a secret of 30 characters: +%&="}});
    EXPECT_TRUE(HasSecret());
    Put({{"client_id", "another"}});
    EXPECT_TRUE(HasSecret());
    Put({{"client_id", "another"}, {"client_secret", nullptr}});
    EXPECT_TRUE(HasSecret());
}

// A public client has none: PKCE proves it.
TEST_F(ProviderTest, TheClientSecretIsTakenAway) {
    Put({{"client_secret", "a secret of 30 characters: +%&="}});
    const auto taken = Put({{"client_secret", ""}});
    EXPECT_FALSE(taken.Json().at("has_client_secret").as_bool());
    EXPECT_FALSE(HasSecret());
    EXPECT_EQ(Changes(R"({"client_secret_changed":true,"has_client_secret":false})"), "1");
    // There is nothing left to take.
    const auto again = Put({{"client_secret", ""}});
    EXPECT_EQ(again.headers.Get("ETag"), taken.headers.Get("ETag"));
    EXPECT_EQ(Changes("{}"), "2");
}

// It was given for the one that was there: another provider is not told it.
TEST_F(ProviderTest, TheClientSecretDoesNotGoToAnotherProvider) {
    Put({{"client_secret", "a secret of 30 characters: +%&="}});
    Put({{"issuer", "https://id.elsewhere.example"}});
    EXPECT_FALSE(HasSecret());
    Put();
    EXPECT_FALSE(HasSecret()) << "it does not come back";
    Put({{"issuer", "https://id.elsewhere.example"}, {"client_secret", "another one"}});
    EXPECT_TRUE(HasSecret());
}

}  // namespace
}  // namespace identity::testing
