#include "server/identity/testing.hpp"
#include "server/identity/totp.hpp"

// Which organization's audit log tells of a sign-in that was refused (IDN-5): the person's own, nobody else's.
namespace identity::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr const char* kCarla = "carla@bakery.example";
constexpr const char* kWrong = "not it, sorry 7";

class RefusedTest : public IdentityTest {
  protected:
    RefusedTest() : admin_(FirstStart()) {
        bakery_ = MakeOrganization(admin_, MakeOrganization(admin_, operator_id_, "Northwind"), "Bakery");
        butcher_ = MakeOrganization(admin_, MakeOrganization(admin_, operator_id_, "Southwind"), "Butcher");
    }
    // "organization action object reason" of each.
    std::vector<std::string> Refused() {
        const auto rows = boost::json::parse(
            database_.Value("SELECT coalesce(json_agg(o.name || ' ' || e.action || ' ' || e.object_name || ' ' || "
                            "(e.after->>'reason') ORDER BY e.id), '[]') FROM audit_events e "
                            "JOIN organizations o ON o.id = e.organization_id WHERE e.outcome = 'refused'"));
        return boost::json::value_to<std::vector<std::string>>(rows);
    }
    void Invite(const std::string& organization, const std::string& email) {
        const auto made = admin_.Post("/api/v1/users?organization_id=" + organization, UserBody(email, {"viewer"}));
        EXPECT_EQ(made.status, 201) << made.body;
    }
    int SignIn(const std::string& email, const std::string& password, const std::string& code = "",
               const std::string& organization = "", const std::string& address = "127.0.0.1") {
        Browser browser(router_, address);
        boost::json::object body{{"email", email}, {"password", password}};
        if (!code.empty()) body["code"] = code;
        if (!organization.empty()) body["organization_id"] = organization;
        return browser.Post("/api/v1/session", Body(std::move(body))).status;
    }
    static void TurnOn(Browser& who, std::string& secret) {
        const auto begun = who.Post("/api/v1/second-factor", Body({{"current_password", kPassword}}));
        ASSERT_EQ(begun.status, 201) << begun.body;
        secret = begun.At("/secret");
    }

    Browser admin_;
    std::string bakery_;
    std::string butcher_;
};

// Who was only invited has nothing that could be guessed.
TEST_F(RefusedTest, OfASignInAreToldOnlyWhereThereIsAPassword) {
    MakeUser(admin_, bakery_, kCarla, {"viewer"});
    Invite(butcher_, kCarla);
    EXPECT_EQ(SignIn(kCarla, kWrong), 401);
    EXPECT_THAT(Refused(), ElementsAre("Bakery session.refused carla@bakery.example sign_in_failed"));
    for (int i = 0; i < 5; ++i) SignIn(kCarla, kWrong);
    EXPECT_EQ(SignIn(kCarla, kPassword), 429);
    EXPECT_THAT(Refused(), Contains("Bakery session.locked_out carla@bakery.example too_many_attempts"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE organization_id = '" + butcher_ +
                              "' AND outcome = 'refused'"),
              "0");
}

TEST_F(RefusedTest, OfSomebodyInvitedAreToldToTheOperatorAsOfAnUnknownAccount) {
    Invite(butcher_, kCarla);
    EXPECT_EQ(SignIn(kCarla, kWrong), 401);
    EXPECT_THAT(Refused(), ElementsAre("Meridian session.refused carla@bakery.example sign_in_failed"));
}

// A temporary password can be guessed, too.
TEST_F(RefusedTest, OfASignInAreToldWhereThereIsATemporaryPassword) {
    Invite(butcher_, kCarla);
    Browser(router_).Post("/api/v1/password-resets", Body({{"email", kCarla}}));
    RunTasks();
    EXPECT_EQ(SignIn(kCarla, kWrong), 401);
    EXPECT_THAT(Refused(), ElementsAre("Butcher session.refused carla@bakery.example sign_in_failed"));
}

// IDN-4: setting it up, turning it off, new codes.
TEST_F(RefusedTest, OfACodeOfTheSecondFactorAreToldToThePersonsOrganization) {
    Browser carla = MakeUser(admin_, bakery_, kCarla, {"viewer"});
    std::string secret;
    TurnOn(carla, secret);
    const auto confirm = [&] {
        return carla.Post("/api/v1/second-factor/confirmations", Body({{"code", "000000x"}})).status;
    };
    EXPECT_EQ(confirm(), 422);
    EXPECT_THAT(Refused(), ElementsAre("Bakery user.password_change_refused carla@bakery.example second_factor_wrong"));
    for (int i = 0; i < 4; ++i) EXPECT_EQ(confirm(), 422);
    EXPECT_EQ(confirm(), 429);
    EXPECT_THAT(Refused(), Contains("Bakery user.password_change_refused carla@bakery.example too_many_attempts"));
    // The same account cannot try on elsewhere: removing and renewing share the count, and say so, too.
    database_.Sql("UPDATE second_factors SET confirmed_at = now()");
    const auto before = Refused().size();
    for (const char* path : {"removals", "recovery-codes"}) {
        EXPECT_EQ(carla
                      .Post(std::string("/api/v1/second-factor/") + path,
                            Body({{"current_password", kPassword}, {"code", "000000x"}}))
                      .status,
                  429);
    }
    EXPECT_EQ(Refused().size(), before + 2);
}

// IDN-4, IDN-5: the same address elsewhere is somebody else's business.
TEST_F(RefusedTest, OfACodeAtSignInAreToldToTheOwnOrganizationOnly) {
    Browser carla = MakeUser(admin_, bakery_, kCarla, {"viewer"});
    MakeUser(admin_, butcher_, kCarla, {"viewer"});
    std::string secret;
    TurnOn(carla, secret);
    database_.Sql("UPDATE second_factors SET confirmed_at = now()");
    EXPECT_EQ(SignIn(kCarla, kPassword, "000000x", bakery_), 401);
    EXPECT_THAT(Refused(), ElementsAre("Bakery session.refused carla@bakery.example second_factor_wrong"));
    // From many addresses: it is the person whose codes are counted.
    for (int i = 0; i < 5; ++i) SignIn(kCarla, kPassword, "000000x", bakery_, "127.0.1." + std::to_string(i));
    EXPECT_THAT(Refused(), Contains("Bakery session.refused carla@bakery.example too_many_attempts"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE organization_id = '" + butcher_ +
                              "' AND outcome = 'refused'"),
              "0");
}

// IDN-1: with the organization, the password of that account is tried and of no other.
TEST_F(RefusedTest, OfASignInToOneOrganizationAreToldToThatOneOnly) {
    MakeUser(admin_, bakery_, kCarla, {"viewer"});
    MakeUser(admin_, butcher_, kCarla, {"viewer"});
    EXPECT_EQ(SignIn(kCarla, kWrong, "", bakery_), 401);
    EXPECT_THAT(Refused(), ElementsAre("Bakery session.refused carla@bakery.example sign_in_failed"));
}

// A wrong password is one of both, and of each.
TEST_F(RefusedTest, OfAPasswordAreToldToEachOrganizationThatHasTheAccount) {
    MakeUser(admin_, bakery_, kCarla, {"viewer"});
    MakeUser(admin_, butcher_, kCarla, {"viewer"});
    EXPECT_EQ(SignIn(kCarla, kWrong), 401);
    EXPECT_THAT(Refused(), UnorderedElementsAre("Bakery session.refused carla@bakery.example sign_in_failed",
                                                "Butcher session.refused carla@bakery.example sign_in_failed"));
}

}  // namespace
}  // namespace identity::testing
