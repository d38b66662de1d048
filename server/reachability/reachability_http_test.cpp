#include <gtest/gtest.h>

#include "server/agents/testing.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/reachability/reachability.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// AGT-11: what agents say of silent printers, what people are shown, checks of addresses, diagnostics.
namespace reachability {
namespace {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;

class Reachability : public ::testing::Test {
  protected:
    Reachability() {
        RegisterHttp(api_.router(), {world_.ids()});
        agent_ = AgentOf(mine_);
        manager_ = api_.SignIn(mine_.organization, {Role::kFleetManager});
        viewer_ = api_.SignIn(mine_.organization, {Role::kViewer});
        stranger_ = api_.SignIn(other_.organization, {Role::kAdministrator});
        for (const int n : {1, 2}) world_.Deliver(mine_, {Journaled(n, clock_.Now(), SampleReading(n))});
        printer_ = world_.PrintersOf(mine_.organization).front().ToString();
        address_ = database_.Value("SELECT address FROM printers WHERE id = '" + printer_ + "'");
        serial_ = database_.Value("SELECT serial_number FROM printers WHERE id = '" + printer_ + "'");
        clock_.Advance(std::chrono::hours(1));
    }
    http::Actor AgentOf(const printers::Source& source) {
        http::Actor agent;
        agent.kind = http::ActorKind::kAgent;
        agent.id = source.agent.value;
        agent.organization = agent.home = source.organization;
        agent.roles = {Role::kAgent};
        agent.visible = {source.organization};
        api_.SignIn(agent);
        return agent;
    }
    printing::SilentPrinter Silent(printing::PollFailure failure) {
        printing::SilentPrinter printer;
        printer.address = address_;
        printer.serial_number = serial_;
        printer.failure = failure;
        printer.detail = "SNMPv3: unknown user name";
        printer.since = printer.observed_at = clock_.Now();
        return printer;
    }
    http::TestAnswer Report(const http::Actor& who, std::vector<printing::SilentPrinter> printers,
                            std::int64_t known = 2, std::int64_t silent = 1) {
        return api_.As(who).Post(
            "/api/v1/agent/silences",
            base::json::Write(printing::SilenceReport{known, silent, std::move(printers), {printing::kCheckAbility}}));
    }
    http::TestAnswer Why(const http::Actor& who) {
        return api_.As(who).Get("/api/v1/printers/" + printer_ + "/silence");
    }
    std::string Place(const std::string& what) { return "/api/v1/agents/" + mine_.agent.ToString() + "/" + what; }

    pg::testing::Database database_;
    base::ManualClock clock_{server::testing::At("2026-11-21T12:00:00Z")};
    server::testing::World world_{database_, clock_};
    printers::Source mine_ = world_.AddCustomer("Bakery");
    printers::Source other_ = world_.AddCustomer("Butcher");
    http::TestApi api_{&database_.pool(), clock_};
    http::Actor agent_, manager_, viewer_, stranger_;
    std::string printer_, address_, serial_;
};

TEST_F(Reachability, AReasonIsShownUntilThePrinterIsReadAgain) {
    EXPECT_EQ(Why(viewer_).At("/silent"), "false");
    ASSERT_EQ(Report(agent_, {Silent(printing::PollFailure::kAccessRefused)}).status / 100, 2);
    const auto why = Why(viewer_);
    EXPECT_EQ(why.At("/cause"), "access_refused") << why.body;
    EXPECT_EQ(why.At("/detail"), "SNMPv3: unknown user name");
    clock_.Advance(std::chrono::hours(1));
    world_.Deliver(mine_, {Journaled(3, clock_.Now(), SampleReading(1)), Journaled(4, clock_.Now(), SampleReading(2))});
    EXPECT_EQ(Why(viewer_).At("/silent"), "false");
}

TEST_F(Reachability, AnotherSerialNumberOrAnotherAgentsPrinterIsNotMeant) {
    auto wrong = Silent(printing::PollFailure::kNoAnswer);
    wrong.serial_number = "ANOTHER";
    Report(agent_, {wrong});
    EXPECT_EQ(Why(viewer_).At("/silent"), "false");
    Report(AgentOf(other_), {Silent(printing::PollFailure::kNoAnswer)});
    EXPECT_EQ(Why(viewer_).At("/silent"), "false");
}

TEST_F(Reachability, AllOfAnAgentsPrintersAtOnceAreItsNetwork) {
    Report(agent_, {Silent(printing::PollFailure::kNoAnswer)}, 5, 5);
    EXPECT_EQ(Why(viewer_).At("/cause"), "site_unreachable");
    Report(agent_, {Silent(printing::PollFailure::kNoAnswer)}, 5, 4);
    EXPECT_EQ(Why(viewer_).At("/cause"), "no_answer");
}

TEST_F(Reachability, WhatAnAgentSaysIsBounded) {
    std::vector<printing::SilentPrinter> many(501, Silent(printing::PollFailure::kNoAnswer));
    EXPECT_EQ(Report(agent_, many).status, 422);
    auto odd = Silent(printing::PollFailure::kOtherPrinter);
    odd.seen = std::string(100'000, 'x');
    odd.detail = std::string("a\x01\n", 3);
    odd.observed_at = clock_.Now() + std::chrono::days(4000);
    odd.port = 161;
    ASSERT_EQ(Report(agent_, {odd}, -5, 1'000'000'000'000).status / 100, 2);
    const auto why = Why(viewer_);
    EXPECT_EQ(why.At("/cause"), "other_printer");
    EXPECT_LE(why.At("/seen").size(), 200U);
    EXPECT_EQ(why.At("/checked_at"), base::FormatRfc3339(clock_.Now()));
}

TEST_F(Reachability, IsShownInsideTheOrganizationOnly) {  // ORG-7
    EXPECT_EQ(Why(stranger_).status, 404);
    EXPECT_EQ(api_.As(manager_).Post("/api/v1/agent/silences", "{}").status, 403);
    EXPECT_EQ(api_.As(stranger_).Post(Place("address-checks"), R"({"address":"10.0.0.7"})").status, 404);
    EXPECT_EQ(api_.As(viewer_).Post(Place("address-checks"), R"({"address":"10.0.0.7"})").status, 403);
    EXPECT_EQ(api_.As(viewer_).Get(Place("diagnostics")).status, 403);
    EXPECT_EQ(api_.As(stranger_).Get(Place("diagnostics")).status, 404);
}

TEST_F(Reachability, AnAddressIsCheckedByAnAgentThatKnowsIt) {
    const auto old = api_.As(manager_).Post(Place("address-checks"), R"({"address":"10.0.0.7"})");
    EXPECT_EQ(old.status, 409);
    EXPECT_EQ(old.At("/code"), "agent_too_old");
    Report(agent_, {});
    for (const char* wrong : {"", "10.0.0.0/24", "a b"}) {
        const std::string body = std::string(R"({"address":")") + wrong + "\"}";
        EXPECT_EQ(api_.As(manager_).Post(Place("address-checks"), body).status, 422) << wrong;
    }
    const auto asked = api_.As(manager_).Post(Place("address-checks"), R"({"address":"10.0.0.7"})");
    ASSERT_EQ(asked.status, 201) << asked.body;
    const std::string check = Place("address-checks/" + asked.At("/id"));
    EXPECT_EQ(api_.As(manager_).Get(check).At("/state"), "waiting");
    EXPECT_EQ(api_.As(stranger_).Get(check).status, 404);
    agents::testing::FinishCommands(database_);
    EXPECT_EQ(api_.As(manager_).Get(check).At("/state"), "done");
}

TEST_F(Reachability, DiagnosticsComeOnceAndOnlyWhenAskedFor) {
    Report(agent_, {});
    const auto upload = [&](const std::string& id, const std::string& walk) {
        return api_.As(agent_)
            .Post("/api/v1/agent/diagnostics", base::json::Write(printing::DiagnosticsUpload{id, "10.0.0.7", walk}))
            .status;
    };
    const std::string walk = "1.3.6.1.2.1.1.3.0|67|1\n";
    EXPECT_EQ(upload(world_.ids().Next().ToString(), walk), 404) << "nobody asked";
    const auto asked = api_.As(manager_).Post(Place("diagnostics"), R"({"address":"10.0.0.7"})");
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(upload(asked.At("/id"), "no walk"), 422);
    EXPECT_EQ(upload(asked.At("/id"), std::string(printing::kMostDiagnosticsOctets + 1, '#')), 422);
    EXPECT_EQ(upload(asked.At("/id"), walk) / 100, 2);
    EXPECT_EQ(upload(asked.At("/id"), walk), 404) << "once";
    const auto list = api_.As(manager_).Get(Place("diagnostics"));
    EXPECT_EQ(list.At("/items/0/state"), "done") << list.body;
    EXPECT_EQ(list.At("/items/0/objects"), "1");
    const std::string file = Place("diagnostics/" + asked.At("/id") + "/walk");
    EXPECT_EQ(api_.As(manager_).Get(file).body, walk);
    EXPECT_EQ(api_.As(stranger_).Get(file).status, 404);
}

TEST_F(Reachability, OnlyTheNewestDiagnosticsOfAnAgentAreKept) {
    Report(agent_, {});
    for (int i = 0; i < 25; ++i) {
        clock_.Advance(std::chrono::minutes(1));
        ASSERT_EQ(api_.As(manager_).Post(Place("diagnostics"), R"({"address":"10.0.0.7"})").status, 201);
    }
    EXPECT_EQ(api_.As(manager_).Get(Place("diagnostics")).Json().at("items").as_array().size(), 20U);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM agent_diagnostics"), "20");
}

}  // namespace
}  // namespace reachability
