#include "server/agent_notices/agent_notices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/agents/testing.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/testing/world.hpp"

namespace agent_notices {
namespace {

using http::Role;
using std::chrono::hours;
using std::chrono::minutes;
using ::testing::HasSubstr;

class AgentNotices : public ::testing::Test {
  protected:
    AgentNotices() {
        mine_ = world_.AddCustomer("Nordlys");
        second_ = world_.AddAgent(mine_, "Reserve");
        world_.AddUser(mine_.organization, "ada@nordlys.test", {Role::kAdministrator}, "de");
        world_.AddUser(mine_.organization, "ola@nordlys.test", {Role::kViewer});
    }
    // The agent was heard of last so long ago.
    void Heard(agents::AgentId agent, minutes ago) { agents::testing::SetHeard(database_, agent, clock_.Now() - ago); }
    // `agent` polls since then, and `other` stands by for it.
    void Polls(agents::AgentId agent, agents::AgentId other, minutes ago) {
        agents::testing::SetShared(database_, agent, other, clock_.Now() - ago);
    }
    std::int64_t LookNow() {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const auto mails = Look(tx, parts_, clock_.Now(), clock_.Now());
        tx.Commit();
        return mails;
    }
    std::string Newest() {
        return database_.Value(
            "SELECT template || ' ' || to_address || ' ' || subject || ' ' || body_text FROM mails ORDER BY id DESC "
            "LIMIT 1");
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "operator.example"};
    Parts parts_{mailer_, "https://portal.example"};
    server::testing::World world_{database_, clock_};
    printers::Source mine_;
    agents::AgentId second_;
};

TEST_F(AgentNotices, ATakeOverIsToldOnceWhileTheOtherOneIsSilent) {  // AGT-12
    Heard(mine_.agent, minutes(14));
    Heard(second_, minutes(0));
    Polls(second_, mine_.agent, minutes(12));
    EXPECT_EQ(LookNow(), 0) << "it may be starting anew";
    clock_.Advance(minutes(5));
    Heard(second_, minutes(0));
    EXPECT_EQ(LookNow(), 1);
    EXPECT_THAT(Newest(), HasSubstr("agent_took_over ada@nordlys.test"));
    EXPECT_THAT(Newest(), HasSubstr("Reserve"));
    EXPECT_EQ(LookNow(), 0);
    // It came back, and the other one fell silent.
    Polls(mine_.agent, second_, minutes(1));
    Heard(mine_.agent, minutes(0));
    Heard(second_, minutes(17));
    EXPECT_EQ(LookNow(), 1) << "another event";
}

TEST_F(AgentNotices, WhoPolledBeforeTheOtherFellSilentTookNothingOver) {  // AGT-12
    Polls(second_, mine_.agent, hours(3));
    Heard(second_, minutes(0));
    Heard(mine_.agent, minutes(40));
    EXPECT_EQ(LookNow(), 0);
}

TEST_F(AgentNotices, ASiteOfWhichNobodyIsHeardIsToldOnce) {  // AGT-12
    Heard(mine_.agent, minutes(30));
    Heard(second_, minutes(16));
    EXPECT_EQ(LookNow(), 1);
    EXPECT_THAT(Newest(), HasSubstr("agents_silent ada@nordlys.test"));
    EXPECT_EQ(LookNow(), 0);
    clock_.Advance(hours(2));
    EXPECT_EQ(LookNow(), 0) << "the same silence";
    Heard(second_, minutes(20));
    EXPECT_EQ(LookNow(), 1) << "it was there in between";
    database_.Sql("DELETE FROM agent_site_notices");
    clock_.Advance(hours(25));
    EXPECT_EQ(LookNow(), 0) << "of long ago";
}

}  // namespace
}  // namespace agent_notices
