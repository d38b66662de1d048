#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/alerts/alerts.hpp"
#include "server/first_start/first_start.hpp"
#include "server/mails/mails.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/mail/delivery.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/mail/scripted_smtp.hpp"
#include "server/platform/mail/states_testing.hpp"
#include "server/platform/outbox/sender.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// The guided start, from an empty organization to the last step, on a real database (PRT-1).
namespace first_start {
namespace {

using http::Role;

constexpr const char* kStart = "/api/v1/first-start";
constexpr const char* kRuleBody =
    R"({"name":"Low toner","condition":"supply_percent","threshold":10,"cooldown_hours":24,"site_ids":[],"models":[],)"
    R"("user_ids":[],"addresses":["desk@nordlys.test"],"enabled":true})";

class FirstStarts : public ::testing::Test {
  protected:
    FirstStarts() {
        RegisterHttp(api_.router(), true);
        mails::RegisterHttp(api_.router(), {ids_, mailer_});
        alerts::RegisterHttp(api_.router(), ids_);
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        other_ = world_.AddOrganization(world_.platen(), "Fjord").id;
        admin_ = api_.SignIn(mine_, {Role::kAdministrator});
        mail::testing::ForgetMails(database_);
    }
    http::TestAnswer Start() { return api_.As(admin_).Get(kStart); }
    http::TestAnswer Show(bool shown) {
        return api_.As(admin_).Put(kStart, shown ? R"({"shown":true})" : R"({"shown":false})");
    }
    void SendAll() {
        mail::Delivery delivery(ids_, secrets_,
                                {.url = smtp_.Url(),
                                 .tls = mail::SmtpOptions::Tls::kNone,
                                 .from_address = "platen@operator.test",
                                 .timeout = std::chrono::seconds(10)});
        outbox::Sender sender(database_.pool(), clock_, delivery, {.retry_pause = std::chrono::hours(1)});
        while (sender.SendOne() == outbox::Sender::Step::kHandled) {
        }
    }
    void TakeEachStep() {
        const auto site = world_.AddSite(mine_, "Main");
        const printers::Source source{
            .organization = mine_, .agent = world_.AddAgent(mine_, site, "Box"), .site = site};
        world_.Deliver(source, {server::testing::Journaled(1, clock_.Now(), server::testing::SampleReading(1, 1000))});
        EXPECT_EQ(api_.As(admin_).Post("/api/v1/alert-rules", kRuleBody).status, 201);
        EXPECT_EQ(api_.As(admin_).Post("/api/v1/mails/tests", "").status, 200);
        SendAll();
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "operator.example"};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    mail::testing::ScriptedSmtp smtp_;
    base::OrganizationId mine_, other_;
    http::Actor admin_;
};

TEST_F(FirstStarts, EachStepIsWhatIsThere) {  // PRT-1
    auto start = Start();
    EXPECT_EQ(start.status, 200) << start.body;
    EXPECT_EQ(start.At("/shown") + start.At("/done") + start.At("/mail_server"), "truefalsetrue");
    EXPECT_EQ(start.At("/site") + start.At("/agent") + start.At("/printer") + start.At("/rule") + start.At("/mail"),
              "nullnullnullnullnull");

    const auto site = world_.AddSite(mine_, "Main");
    EXPECT_EQ(Start().At("/site/name"), "Main");
    const printers::Source source{.organization = mine_, .agent = world_.AddAgent(mine_, site, "Box"), .site = site};
    start = Start();
    EXPECT_EQ(start.At("/agent/name") + start.At("/agent_connected"), "Boxtrue");

    world_.Deliver(source, {server::testing::Journaled(1, clock_.Now(), server::testing::SampleReading(1, 1000))});
    start = Start();
    EXPECT_EQ(start.At("/agent_connected"), "true");
    EXPECT_FALSE(start.At("/printer/name").empty());
    EXPECT_EQ(api_.As(admin_).Post("/api/v1/alert-rules", kRuleBody).status, 201);
    EXPECT_EQ(Start().At("/rule/name") + Start().At("/done"), "Low tonerfalse");

    EXPECT_EQ(api_.As(admin_).Post("/api/v1/mails/tests", "").status, 200);
    EXPECT_EQ(Start().At("/mail/state") + Start().At("/done"), "queuedfalse");
    smtp_.Play({.answers = {{"RCPT", "550 5.1.1 no such user here"}}});
    SendAll();
    EXPECT_EQ(Start().At("/mail/last_error") + " " + Start().At("/done"), "550 5.1.1 no such user here false");
    smtp_.Play({});
    clock_.Advance(std::chrono::minutes(1));
    EXPECT_EQ(api_.As(admin_).Post("/api/v1/mails/tests", "").status, 200);
    SendAll();
    EXPECT_EQ(Start().At("/mail/state") + Start().At("/done") + Start().At("/shown"), "senttruefalse");
}

TEST_F(FirstStarts, IsPutAwayAndCalledAgain) {  // PRT-1
    EXPECT_EQ(Show(false).At("/shown"), "false");
    EXPECT_EQ(Show(false).status, 200);
    EXPECT_EQ(Start().At("/shown"), "false");
    EXPECT_EQ(api_.As(api_.SignIn(mine_, {Role::kAdministrator})).Get(kStart).At("/shown"), "false")
        << "for all of the organization";
    EXPECT_EQ(Show(true).At("/shown"), "true");
    TakeEachStep();
    EXPECT_EQ(Start().At("/done") + Start().At("/shown"), "truetrue") << "who calls it sees it, done or not";
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'first_start.shown'"), "2");
}

TEST_F(FirstStarts, IsOfTheOrganizationAndThoseBelow) {  // ORG-5, ORG-7
    TakeEachStep();
    EXPECT_EQ(api_.As(api_.SignIn(other_, {Role::kAdministrator})).Get(kStart).At("/site"), "null");
    const auto above =
        api_.As(api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, {world_.platen().id, mine_, other_}));
    const auto start = above.Get(kStart);
    EXPECT_EQ(start.At("/site/organization_id"), mine_.ToString());
    EXPECT_EQ(start.At("/mail"), "null") << "whether mails arrive there is another question";
    EXPECT_EQ(
        above.Get(std::string(kStart) + "?organization_id=" + ids_.Make<base::OrganizationId>().ToString()).status,
        404);
    for (const Role role : organizations::AllRoles()) {
        const auto client = api_.As(api_.SignIn(mine_, {role}));
        const int expected = organizations::permissions::kManageAgents.roles.Has(role) ? 200 : 403;
        EXPECT_EQ(client.Get(kStart).status, expected);
        EXPECT_EQ(client.Put(kStart, R"({"shown":true})").status, expected);
    }
    const auto fleet = api_.As(api_.SignIn(mine_, {Role::kFleetManager})).Get(kStart);
    EXPECT_EQ(fleet.At("/mail") + fleet.At("/mail_sent"), "nulltrue") << "no address for whoever may not see mails";
    EXPECT_EQ(api_.Anonymous().Get(kStart).status, 401);
}

TEST_F(FirstStarts, SaysThatThereIsNoMailServer) {  // PRT-1
    http::TestApi bare(&database_.pool(), clock_);
    RegisterHttp(bare.router(), false);
    EXPECT_EQ(bare.As(bare.SignIn(mine_, {Role::kAdministrator})).Get(kStart).At("/mail_server"), "false");
}

}  // namespace
}  // namespace first_start
