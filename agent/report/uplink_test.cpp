#include "agent/report/uplink.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>

#include "agent/report/test_server.hpp"
#include "lib/base/json.hpp"
#include "lib/base/temporary_folder.hpp"

namespace agent {
namespace {

class UplinkTest : public testing::Test {
  protected:
    UplinkTest() {
        auto journal = Journal::Open(folder_.path() / "j.db");
        EXPECT_TRUE(journal);
        journal_ = std::move(*journal);
    }
    ~UplinkTest() override { journal_.reset(); }
    void Store(int count) {
        for (int i = 0; i < count; ++i) {
            printing::Reading reading;
            reading.address = "10.0.0.1";
            reading.is_printer = true;
            reading.serial_number = "SN1001";
            ASSERT_TRUE(journal_->Append({{base::Instant(std::chrono::hours(i)), &reading}}));
        }
    }
    static printing::ReadingBatch Batch(const TestServer::Request& request) {
        auto batch = base::json::Read<printing::ReadingBatch>(request.body);
        EXPECT_TRUE(batch) << request.body;
        return batch ? *batch : printing::ReadingBatch{};
    }
    static TestServer::Reply Ack(std::int64_t seq) {
        return {200, "{\"acknowledged_seq\":" + std::to_string(seq) + "}"};
    }

    base::TemporaryFolder folder_{"uplink"};
    std::unique_ptr<Journal> journal_;
    NetworkSettings network_;
    Stop stop_;
};

TEST_F(UplinkTest, SendsEverythingInOrderAndForgetsWhatIsAcknowledged) {  // AGT-5
    std::vector<std::int64_t> seen;
    TestServer server([&](const TestServer::Request& request) {
        EXPECT_EQ(request.line, "POST /api/v1/agent/readings HTTP/1.1");
        EXPECT_NE(request.headers.find("Authorization: Bearer secret-key"), std::string::npos);
        const auto batch = Batch(request);
        EXPECT_EQ(batch.boot_epoch, journal_->boot_epoch());
        for (const auto& reading : batch.readings) seen.push_back(reading.seq);
        return Ack(batch.readings.back().seq);
    });
    Store(25);
    ServerApi api(server.url(), "secret-key", network_, stop_.flag());
    Uplink uplink(api, *journal_, stop_, {.batch_readings = 10});
    while (uplink.Once() == Uplink::Step::kSent) {
    }
    ASSERT_EQ(seen.size(), 25U);
    for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(journal_->GetStatus()->pending, 0);
}

TEST_F(UplinkTest, SendsTheSameAgainWhenTheAnswerIsLost) {  // promise 1
    std::vector<std::size_t> sizes;
    TestServer server([&](const TestServer::Request& request) -> TestServer::Reply {
        sizes.push_back(Batch(request).readings.size());
        if (sizes.size() == 1) return {0};  // taken in, but the answer never arrives
        if (sizes.size() == 2) return {503, "{}", "Retry-After: 7\r\n"};
        return Ack(3);
    });
    Store(3);
    ServerApi api(server.url(), "k", network_, stop_.flag());
    Uplink uplink(api, *journal_, stop_);
    EXPECT_EQ(uplink.Once(), Uplink::Step::kFailed);
    EXPECT_EQ(uplink.Once(), Uplink::Step::kFailed);
    EXPECT_EQ(uplink.Once(), Uplink::Step::kSent);
    EXPECT_EQ(sizes, (std::vector<std::size_t>{3, 3, 3}));
    EXPECT_EQ(journal_->GetStatus()->pending, 0);
}

TEST_F(UplinkTest, PutsAsideTheOneReadingThatTheServerRefuses) {
    std::vector<printing::ThinnedRange> thinned;
    TestServer server([&](const TestServer::Request& request) -> TestServer::Reply {
        const auto batch = Batch(request);
        for (const auto& reading : batch.readings) {
            if (reading.seq == 6) return {422, R"({"code":"invalid_fields"})"};
        }
        for (const auto& range : batch.thinned) thinned.push_back(range);
        return Ack(batch.readings.empty() ? batch.thinned.back().last : batch.readings.back().seq);
    });
    Store(8);
    ServerApi api(server.url(), "k", network_, stop_.flag());
    Uplink uplink(api, *journal_, stop_);
    int steps = 0;
    while (uplink.Once() == Uplink::Step::kSent && ++steps < 50) {
    }
    EXPECT_EQ(journal_->GetStatus()->pending, 0);
    EXPECT_EQ(journal_->GetStatus()->set_aside, 1);
    ASSERT_FALSE(thinned.empty());
    EXPECT_EQ(thinned[0].first, 6);
}

TEST_F(UplinkTest, KeepsEverythingWhileTheServerIsAway) {
    Store(4);
    ServerApi api("http://127.0.0.1:9", "k", network_, stop_.flag());
    Uplink uplink(api, *journal_, stop_);
    EXPECT_EQ(uplink.Once(), Uplink::Step::kFailed);
    EXPECT_EQ(journal_->GetStatus()->pending, 4);
}

TEST_F(UplinkTest, DoesNotBelieveAnAnswerThatAcknowledgesNothing) {
    TestServer server([&](const TestServer::Request&) { return Ack(0); });
    Store(2);
    ServerApi api(server.url(), "k", network_, stop_.flag());
    Uplink uplink(api, *journal_, stop_);
    EXPECT_EQ(uplink.Once(), Uplink::Step::kFailed);
    EXPECT_EQ(journal_->GetStatus()->pending, 2);
}

// A copied disk: the other machine has had more numbers acknowledged. What this one never sent is not forgotten for it.
TEST_F(UplinkTest, ForgetsNothingThatItDidNotSend) {
    TestServer server([&](const TestServer::Request&) { return Ack(20); });
    Store(25);
    ServerApi api(server.url(), "k", network_, stop_.flag());
    Uplink uplink(api, *journal_, stop_, {.batch_readings = 10});
    EXPECT_EQ(uplink.Once(), Uplink::Step::kSent);
    EXPECT_EQ(journal_->GetStatus()->pending, 15);
}

TEST_F(UplinkTest, SendsAResultAfterTheReadingsItSpeaksOf) {
    std::vector<std::string> order;
    TestServer server([&](const TestServer::Request& request) -> TestServer::Reply {
        if (request.line.find("/results") != std::string::npos) {
            order.push_back("result");
            return {204, ""};
        }
        order.push_back("readings");
        return Ack(Batch(request).readings.back().seq);
    });
    Store(2);
    ServerApi api(server.url(), "k", network_, stop_.flag());
    Uplink uplink(api, *journal_, stop_, {.batch_readings = 1});
    uplink.AddResult({.command_id = "c1", .items = {{"10.0.0.1", printing::CommandOutcome::kDone, 2, {}}}}, 2);
    while (uplink.Once() == Uplink::Step::kSent) {
    }
    EXPECT_EQ(order, (std::vector<std::string>{"readings", "readings", "result"}));
}

TEST(ServerApi, TalksInTheClearToThisMachineOnly) {
    const std::atomic<bool> stop{false};
    EXPECT_THROW(ServerApi("http://server.example.com", "k", {}, stop), std::invalid_argument);
    EXPECT_THROW(ServerApi("ftp://127.0.0.1", "k", {}, stop), std::invalid_argument);
    EXPECT_NO_THROW(ServerApi("https://server.example.com", "k", {}, stop));
}

}  // namespace
}  // namespace agent
