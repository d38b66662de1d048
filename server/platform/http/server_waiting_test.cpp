#include <gtest/gtest.h>

#include <algorithm>

#include "server/platform/http/server_testing.hpp"

namespace http {
namespace {

using namespace server_testing;  // NOLINT: everything in it is for these tests

using ServerWaiting = ServerTest;

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr auto kWakeLimit = 1000ms;  // what the sanitizer costs
#else
constexpr auto kWakeLimit = 100ms;
#endif

// ---- long polls -----------------------------------------------------------------------------------------

TEST_F(ServerWaiting, AThousandLongPollsHoldNoThreadAndWakeWithinATenthOfASecond) {
    // They come all at once; on a busy machine more of them wait for a worker than the usual queue takes.
    Start([](ServerOptions& options) { options.queue = 1'000; });
    std::vector<Peer> peers;
    for (int i = 0; i < 1000; ++i) {
        peers.push_back(Connect());
        ASSERT_TRUE(peers.back().Send(Get("/wait?topic=agent" + std::to_string(i))));
    }
    ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1000; }));
    EXPECT_EQ(server_->counts().running, 0U);
    // Two workers serve others meanwhile.
    Peer other = Connect();
    other.Send(Get("/other"));
    EXPECT_EQ(Status(other.Receive()), "HTTP/1.1 200");

    // One after the other, from the notification to the answer; the middle one, as other work goes on here.
    std::vector<steady_clock::duration> took;
    for (std::size_t i = 0; i < 9; ++i) {
        const auto start = steady_clock::now();
        wakeups_.Notify("agent" + std::to_string(i));
        ASSERT_TRUE(Has(peers[i].Receive(), "woken"));
        took.push_back(steady_clock::now() - start);
    }
    std::sort(took.begin(), took.end());
    EXPECT_LT(took[4], kWakeLimit);
    EXPECT_EQ(server_->counts().waiting, 991U);
    wakeups_.NotifyAll();
    for (std::size_t i = 9; i < peers.size(); ++i) ASSERT_TRUE(Has(peers[i].Receive(), "woken"));
    EXPECT_EQ(server_->counts().waiting, 0U);
    EXPECT_EQ(wakeups_.waiting(), 0U);
}

TEST_F(ServerWaiting, ALongPollWhoseClientLeftIsForgotten) {
    Start();
    {
        Peer peer = Connect();
        peer.Send(Get("/wait"));
        ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1; }));
    }
    EXPECT_TRUE(Eventually([&] { return server_->counts().waiting == 0; }));
    EXPECT_EQ(wakeups_.waiting(), 0U);
}

TEST_F(ServerWaiting, ALongPollThatIsWokenForNothingKeepsItsDeadline) {
    Start();
    echo_.wait_for = 200ms;
    Peer peer = Connect();
    peer.Send(Get("/patient"));
    ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1; }));
    const auto start = steady_clock::now();
    echo_.wait_for = 60s;
    wakeups_.Notify("topic");
    EXPECT_TRUE(Has(peer.Receive(), "expired"));
    EXPECT_LT(steady_clock::now() - start, 5s);
}

TEST_F(ServerWaiting, WhatIsSentBehindALongPollIsAnsweredAfterIt) {
    Start();
    Peer peer = Connect();
    peer.Send(Get("/wait") + Get("/next"));
    ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1; }));
    wakeups_.Notify("topic");
    EXPECT_TRUE(Has(peer.Receive(), "/wait"));
    EXPECT_TRUE(Has(peer.Receive(), "/next"));
}

// ---- stopping -------------------------------------------------------------------------------------------

TEST_F(ServerWaiting, StopAnswersLongPollsAndWhatRuns) {
    Start();
    Peer waiting = Connect();
    waiting.Send(Get("/wait"));
    ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1; }));
    Peer running = Connect();
    running.Send(Get("/block"));
    echo_.blocked.wait();
    std::thread stop([&] { server_->Stop(); });
    EXPECT_TRUE(Has(waiting.Receive(), "expired"));
    echo_.release.count_down();
    const std::string answer = running.Receive();
    EXPECT_TRUE(Has(answer, "/block"));
    EXPECT_TRUE(Has(answer, "Connection: close"));
    stop.join();
    EXPECT_EQ(server_->counts().connections, 0U);
}

// Promise: SIGTERM under load without one cut request.
TEST_F(ServerWaiting, StopUnderLoadCutsNoRequest) {
    Start([](ServerOptions& options) { options.drain = 300ms; });
    std::atomic<int> answered = 0;
    std::atomic<int> cut = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, i] {
            while (true) {
                Peer peer = Connect();
                if (!peer.connected()) return;  // refused: not ours any more
                // Half of them open a connection for every request.
                for (int n = 0; n < (i % 2 == 0 ? 1000 : 1); ++n) {
                    std::string answer;
                    if (peer.Send(Get("/load"))) answer = peer.Receive();
                    if (answer.empty()) {
                        ++cut;
                        return;
                    }
                    ++answered;
                    if (answer.find("Connection: close") != std::string::npos) break;
                }
            }
        });
    }
    ASSERT_TRUE(Eventually([&] { return answered > 500; }));
    server_->Stop();
    for (auto& client : clients) client.join();
    EXPECT_EQ(cut, 0);
    EXPECT_EQ(echo_.handled, answered);
}

}  // namespace
}  // namespace http
