#include "server/platform/http/workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>
#include <string>
#include <vector>

#include "lib/net/cpu_budget.hpp"

namespace http {
namespace {

using namespace std::chrono_literals;

// A job that holds its thread until it is let go.
struct Held {
    std::latch begun{1};
    std::latch release{1};
    Workers::Job Job() {
        return [this] {
            begun.count_down();
            release.wait();
        };
    }
};

TEST(Workers, AShareThatTakesLongLeavesThreadsToTheOthers) {
    std::vector<std::unique_ptr<Held>> slow;
    std::latch others(1);
    Workers workers(8, 100);
    for (int i = 0; i < 20; ++i) {
        slow.push_back(std::make_unique<Held>());
        ASSERT_TRUE(workers.TryPost("attacker", slow.back()->Job()));
    }
    for (int i = 0; i < 4; ++i) slow[static_cast<std::size_t>(i)]->begun.wait();
    EXPECT_EQ(workers.running(), 4U);
    ASSERT_TRUE(workers.TryPost("other", [&] { others.count_down(); }));
    others.wait();  // forever, where one share may have all threads
    for (auto& job : slow) job->release.count_down();
    workers.Stop();
    EXPECT_TRUE(slow.back()->begun.try_wait()) << "what was queued is run";
}

TEST(Workers, ManySharesThatTakeLongLeaveAThreadToANewOne) {
    std::vector<std::unique_ptr<Held>> slow;
    std::latch other(1);
    Workers workers(8, 400);
    for (int share = 0; share < 3; ++share) {
        for (int i = 0; i < 20; ++i) {
            slow.push_back(std::make_unique<Held>());
            ASSERT_TRUE(workers.TryPost("attacker " + std::to_string(share), slow.back()->Job()));
        }
    }
    ASSERT_TRUE(workers.TryPost("other", [&] { other.count_down(); }));
    other.wait();
    for (auto& job : slow) job->release.count_down();
}

TEST(Workers, TheShareThatHadLeastIsServedNext) {
    Held first;
    std::vector<std::string> order;  // one thread: no lock
    Workers workers(1, 100);
    ASSERT_TRUE(workers.TryPost("busy", first.Job()));
    first.begun.wait();
    const auto post = [&](const std::string& share, std::chrono::milliseconds takes) {
        ASSERT_TRUE(workers.TryPost(share, [&order, share, takes] {
            order.push_back(share);
            std::this_thread::sleep_for(takes);
        }));
    };
    for (int i = 0; i < 3; ++i) post("busy", 5ms);
    post("quick", 0ms);
    post("quick", 0ms);
    first.release.count_down();
    workers.Stop();
    EXPECT_EQ(order, (std::vector<std::string>{"quick", "quick", "busy", "busy", "busy"}));
}

TEST(Workers, AShareFillsAsMuchOfTheLaneAsItLeavesFree) {
    Held first;
    Workers workers(1, 10);
    ASSERT_TRUE(workers.TryPost("attacker", first.Job()));
    first.begun.wait();
    int taken = 0;
    for (int i = 0; i < 100; ++i) taken += workers.TryPost("attacker", [] {}) ? 1 : 0;
    EXPECT_EQ(taken, 6);
    EXPECT_TRUE(workers.TryPost("other", [] {}));
    EXPECT_TRUE(workers.TryPost("third", [] {}));
    first.release.count_down();
}

TEST(Workers, AShareThatBurnsProcessorTimeHasOneThreadWhileOthersCome) {
    std::vector<std::unique_ptr<Held>> slow;
    Workers workers(8, 100, 0.1);
    ASSERT_TRUE(workers.TryPost("other", [] {}));
    ASSERT_TRUE(workers.TryPost("attacker", [&] {
        const auto start = net::CpuBudget::Used();
        while (net::CpuBudget::Used() - start < 400ms) {
        }
    }));
    while (workers.running() + workers.queued() > 0) std::this_thread::yield();
    for (int i = 0; i < 4; ++i) {
        slow.push_back(std::make_unique<Held>());
        ASSERT_TRUE(workers.TryPost("attacker", slow.back()->Job()));
    }
    slow[0]->begun.wait();
    EXPECT_FALSE(slow[1]->begun.try_wait());
    EXPECT_EQ(workers.running(), 1U);
    for (auto& job : slow) job->release.count_down();
}

TEST(CpuBudget, BreaksOffWhatTakesTooMuch) {
    const net::CpuBudget budget(20ms);
    EXPECT_NO_THROW(net::CpuBudget::Check());
    EXPECT_THROW(for (;;) net::CpuBudget::Check(), net::OverCpuBudget);
    {
        const net::CpuBudget inner(1h);
        EXPECT_NO_THROW(net::CpuBudget::Check());
    }
    EXPECT_THROW(net::CpuBudget::Check(), net::OverCpuBudget);
}

}  // namespace
}  // namespace http
