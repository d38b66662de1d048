#include <gtest/gtest.h>

#include "lib/net/cpu_budget.hpp"
#include "lib/net/gzip.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/readings/readings.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// The routes of readings: who may deliver and look, and the list of what could not be understood. What becomes of
// readings is tested in ingest_test.cpp, what charts show in printers_api_test.cpp.
namespace readings {
namespace {

using http::Role;
using Strings = std::vector<std::string>;

class ReadingsHttp : public ::testing::Test {
  protected:
    ReadingsHttp() : world_(database_, clock_), mine_(world_.AddCustomer("Acme")), other_(world_.AddCustomer("Other")) {
        partitions_.EnsureAhead(clock_.Now());
        RegisterHttp(api_.router(), {world_.ids(), intake_, partitions_});
        agent_.kind = http::ActorKind::kAgent;
        agent_.id = mine_.agent.value;
        agent_.organization = agent_.home = mine_.organization;
        agent_.roles = {Role::kAgent};
        agent_.visible = {mine_.organization};
        api_.SignIn(agent_);
        manager_ = api_.SignIn(mine_.organization, {Role::kFleetManager});
        refused_ = "/api/v1/agents/" + mine_.agent.ToString() + "/refused-readings";
    }

    // A batch of readings that nobody understands.
    http::TestAnswer Deliver(std::int64_t boot_epoch, const std::vector<std::int64_t>& seqs) {
        std::string readings;
        for (const auto seq : seqs)
            readings += (readings.empty() ? "" : ",") + (R"({"seq":)" + std::to_string(seq) + R"(,"odd":true})");
        return api_.As(agent_).Post("/api/v1/agent/readings", R"({"boot_epoch":)" + std::to_string(boot_epoch) +
                                                                  R"(,"readings":[)" + readings + "]}");
    }
    static Strings SeqsOf(const boost::json::value& page) {
        Strings seqs;
        for (const auto& item : page.at("items").as_array())
            seqs.push_back(std::to_string(item.at("seq").to_number<std::int64_t>()));
        return seqs;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{server::testing::At("2026-11-21T12:00:00Z")};
    server::testing::World world_;
    printers::Source mine_;
    printers::Source other_;
    printers::Intake intake_{world_.ids()};
    Partitions partitions_{database_.pool()};
    http::TestApi api_{&database_.pool(), clock_};
    http::Actor agent_;
    http::Actor manager_;
    std::string refused_;
};

TEST_F(ReadingsHttp, WhatIsNotUnderstoodIsAcknowledgedKeptAndListed) {  // AGT-4
    const auto answer = Deliver(1, {1, 2});
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.At("/acknowledged_seq"), "2");
    const auto list = api_.As(manager_).Get(refused_);
    EXPECT_EQ(list.At("/items/0/seq"), "2");
    EXPECT_EQ(list.At("/items/0/received_at"), "2026-11-21T12:00:00Z");
    EXPECT_NE(list.At("/items/0/reading").find("odd"), std::string::npos) << list.body;
    EXPECT_EQ(Deliver(1, {1, 2}).status, 200) << "delivered again";
    EXPECT_EQ(SeqsOf(api_.As(manager_).Get(refused_).Json()), (Strings{"2", "1"}));
}

TEST_F(ReadingsHttp, PagesThroughBatchesNewestFirstWithoutGapOrDouble) {  // API-1
    // The numbers of a batch arrive at one time; 9, 10 and 300 are in the order of numbers, not of letters.
    Deliver(1, {9, 10, 300});
    clock_.Advance(std::chrono::minutes(1));
    Deliver(2, {1, 2, 3, 4});
    for (const int limit : {1, 2, 3, 7, 50}) {
        Strings seen;
        for (std::string cursor; seen.size() < 50;) {
            const auto page = api_.As(manager_).Get(refused_ + "?limit=" + std::to_string(limit) + cursor).Json();
            for (auto& seq : SeqsOf(page)) seen.push_back(seq);
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        EXPECT_EQ(seen, (Strings{"4", "3", "2", "1", "300", "10", "9"})) << limit;
    }
}

// Two million empty objects are 26 KB of gzip and took 15 s of a processor.
TEST_F(ReadingsHttp, ABombOfManySmallValuesCostsNothing) {  // Reliability: gzip bombs
    std::string bomb = R"({"boot_epoch":1,"thinned":[],"readings":[{})";
    for (int i = 0; i < 2'000'000; ++i) bomb += ",{}";
    bomb += "]}";
    const auto gzip = net::Gzip(bomb, net::Compression::kSmall);
    ASSERT_LT(gzip.size(), 40'000U);
    const auto before = net::CpuBudget::Used();
    const auto answer = api_.As(agent_).Post("/api/v1/agent/readings", gzip, {{"Content-Encoding", "gzip"}});
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.Code(), "too_many_elements");
    EXPECT_LT(net::CpuBudget::Used() - before, std::chrono::milliseconds(500));
    // Each of what is small enough to be understood.
    for (const char* list : {"readings", "thinned"}) {
        std::string many = list == std::string("readings") ? R"({"boot_epoch":1,"thinned":[],"readings":[{})"
                                                           : R"({"boot_epoch":1,"readings":[],"thinned":[{})";
        for (int i = 0; i < 20'000; ++i) many += ",{}";
        const auto refused = api_.As(agent_).Post("/api/v1/agent/readings", many + "]}");
        EXPECT_EQ(refused.status, 422) << list;
        EXPECT_EQ(refused.Field(), std::string("/") + list + " too_many_items");
    }
}

TEST_F(ReadingsHttp, AReadingThatHoldsMoreThanAPrinterTellsIsSetAside) {
    auto much = server::testing::SampleReading(1);
    much.features.assign(50'000, "color");
    auto words = server::testing::SampleReading(2);
    words.location = std::string(2001, 'x');
    auto fits = server::testing::SampleReading(3);
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "\u00e5";
    fits.location = text;
    const printing::ReadingBatch batch{
        1, {{1, clock_.Now(), much}, {2, clock_.Now(), words}, {3, clock_.Now(), fits}}, {}};
    const auto answer = api_.As(agent_).Post("/api/v1/agent/readings", base::json::Write(batch));
    EXPECT_EQ(answer.At("/acknowledged_seq"), "3") << answer.body;
    const auto list = api_.As(manager_).Get(refused_);
    EXPECT_EQ(SeqsOf(list.Json()), (Strings{"2", "1"})) << list.body;
    EXPECT_EQ(list.At("/items/1/code"), "beyond_bounds");
    EXPECT_NE(list.body.find("/reading/features"), std::string::npos) << list.body;
    EXPECT_NE(list.body.find("/reading/location"), std::string::npos) << list.body;
    EXPECT_EQ(world_.PrintersOf(mine_.organization).size(), 1U);
}

// Reliability: two agents with one identity. A copied disk has the same key and the same journal.
TEST_F(ReadingsHttp, TwoMachinesWithOneIdentityLoseNothingAndAPersonIsTold) {
    const auto send = [&](std::int64_t seq, int minute, int printer) {
        const printing::ReadingBatch batch{
            1, {{seq, clock_.Now() + std::chrono::minutes(minute), server::testing::SampleReading(printer)}}, {}};
        return api_.As(agent_).Post("/api/v1/agent/readings", base::json::Write(batch));
    };
    EXPECT_EQ(send(1, 0, 1).status, 200);
    EXPECT_EQ(send(2, 1, 1).status, 200);
    EXPECT_EQ(send(2, 1, 1).status, 200) << "the answer was lost: sent again";
    const auto twin = send(2, 2, 1);  // the other machine read it a minute later
    EXPECT_EQ(twin.status, 403) << "not 409: agents of 0.1.0 would set the reading aside";
    EXPECT_EQ(twin.Code(), "identity_twice");
    EXPECT_EQ(send(2, 2, 1).status, 403) << "and keeps it";
    EXPECT_EQ(send(3, 3, 1).status, 200) << "the first machine goes on";
    const auto list = api_.As(manager_).Get(refused_);
    EXPECT_EQ(SeqsOf(list.Json()), Strings{"2"}) << "told once: " << list.body;
    EXPECT_EQ(list.At("/items/0/code"), "identity_twice");
    EXPECT_NE(list.At("/items/0/fields").find("address"), std::string::npos) << list.body;
}

TEST_F(ReadingsHttp, OnlyWhoLooksAfterTheFleetSeesWhatWasRefused) {  // ORG-6
    Deliver(1, {1});
    for (const http::Role role : organizations::AllRoles()) {
        const auto bit = base::json::EnumName(role);
        const auto client = api_.As(api_.SignIn(mine_.organization, {role}));
        EXPECT_EQ(client.Get(refused_).status, organizations::permissions::kManageAgents.Has(role) ? 200 : 403) << bit;
        const int deliver = client.Post("/api/v1/agent/readings", R"({"boot_epoch":1,"readings":[]})").status;
        EXPECT_EQ(deliver == 403, role != Role::kAgent) << bit << " " << deliver;
    }
    EXPECT_EQ(api_.Anonymous().Get(refused_).status, 401);
    EXPECT_EQ(api_.Anonymous().Post("/api/v1/agent/readings", "{}").status, 401);
}

TEST_F(ReadingsHttp, AForeignOrganizationsAgentsAndPrintersAreNotFound) {  // ORG-7
    Deliver(1, {1});
    const auto stranger = api_.As(api_.SignIn(other_.organization, {Role::kFleetManager}));
    EXPECT_EQ(stranger.Get(refused_).status, 404);
    const std::string printer = "/api/v1/printers/" + world_.ids().Next().ToString();
    EXPECT_EQ(stranger.Get(printer + "/meters").status, 404);
    EXPECT_EQ(stranger.Get(printer + "/supply-levels").status, 404);
}

TEST_F(ReadingsHttp, ARangeThatEndsBeforeItBeginsIsRefusedBeforeThePrinterIsLookedUp) {
    const std::string printer = "/api/v1/printers/" + world_.ids().Next().ToString();
    for (const char* what : {"/meters", "/supply-levels"}) {
        const auto answer =
            api_.As(manager_).Get(printer + what + "?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z");
        EXPECT_EQ(answer.status, 400) << what;
        EXPECT_EQ(answer.Errors(), Strings{"from from_after_to"}) << what;
    }
}

}  // namespace
}  // namespace readings
