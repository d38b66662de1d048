#include "server/platform/oidc/provider.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace oidc {
namespace {

// A provider on this machine that says of itself what it should, once it may: until then whoever asks waits.
class FakeProvider {
  public:
    explicit FakeProvider(bool answers)
        : answers_(answers), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listener_, 16), 0);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        issuer_ = fmt::format("http://127.0.0.1:{}", ntohs(address.sin_port));
        thread_ = std::jthread([this] { Serve(); });
    }
    ~FakeProvider() {
        ::shutdown(listener_, SHUT_RDWR);
        HangUp();
        thread_.join();
        ::close(listener_);
    }
    FakeProvider(const FakeProvider&) = delete;
    FakeProvider& operator=(const FakeProvider&) = delete;

    [[nodiscard]] const std::string& issuer() const { return issuer_; }
    [[nodiscard]] int calls() const { return calls_; }
    void Answer(bool answers) { answers_ = answers; }
    void WaitForCall(int nth = 1) const {
        for (int calls = calls_; calls < nth; calls = calls_) calls_.wait(calls);
    }
    // Who waits gets no answer any more.
    void HangUp() {
        const std::lock_guard lock(mutex_);
        for (const int held : held_) ::shutdown(held, SHUT_RDWR);
    }

  private:
    void Serve() {
        for (int client = Accept(); client >= 0; client = Accept()) {
            std::array<char, 4096> request{};
            const auto read = ::recv(client, request.data(), request.size(), 0);
            if (read > 0 && answers_) {
                const std::string body = fmt::format(
                    R"({{"issuer":"{0}","authorization_endpoint":"{0}/a","token_endpoint":"{0}/t","jwks_uri":"{0}/k"}})",
                    issuer_);
                const std::string answer = fmt::format(
                    "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}", body.size(), body);
                Count();
                EXPECT_EQ(::send(client, answer.data(), answer.size(), MSG_NOSIGNAL),
                          static_cast<ssize_t>(answer.size()));
                ::close(client);
                continue;
            }
            {
                const std::lock_guard lock(mutex_);
                held_.push_back(client);
            }
            Count();
        }
        for (const int held : held_) ::close(held);
    }
    int Accept() const { return ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC); }
    void Count() {
        ++calls_;
        calls_.notify_all();
    }

    std::atomic<bool> answers_;
    std::atomic<int> calls_ = 0;
    std::mutex mutex_;
    std::vector<int> held_;  // guarded by mutex_
    int listener_;
    std::string issuer_;
    std::jthread thread_;
};

std::string CodeOf(const base::Result<Endpoints>& found) {
    return found ? "found" : found.error().code;
}

// IDN-4: whoever administers one organization says which provider is asked, and the people of others come in all the same.
TEST(Providers, OneThatHangsLeavesThoseOfOthersAlone) {
    Providers providers(true);
    FakeProvider hangs(false);
    FakeProvider other(true);
    std::vector<std::future<base::Result<Endpoints>>> waiting;
    for (int i = 0; i < 8; ++i) {
        waiting.push_back(std::async(std::launch::async, [&] { return providers.Discover(hangs.issuer()); }));
    }
    hangs.WaitForCall();
    EXPECT_EQ(CodeOf(providers.Discover(other.issuer())), "found");
    // All but the one that asks are sent away to try again, and do not ask it as well.
    std::map<std::string, int> answers;
    int told = 0;
    while (told < 7) {
        for (auto& one : waiting) {
            if (!one.valid() || one.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) continue;
            ++told;
            ++answers[CodeOf(one.get())];
        }
    }
    EXPECT_EQ(answers, (std::map<std::string, int>{{"provider_busy", 7}}));
    EXPECT_EQ(hangs.calls(), 1);
    hangs.HangUp();
    for (auto& one : waiting) {
        if (!one.valid()) continue;
        EXPECT_EQ(CodeOf(one.get()), "provider_unreachable");
    }
}

// However many of them there are.
TEST(Providers, ManyThatHangLeaveAPlaceForOneThatHasAnsweredBefore) {
    Providers providers(true);
    FakeProvider other(true);
    EXPECT_EQ(CodeOf(providers.Discover(other.issuer())), "found");
    std::vector<std::unique_ptr<FakeProvider>> hang;
    std::vector<std::future<base::Result<Endpoints>>> waiting;
    for (int i = 0; i < 8; ++i) {
        hang.push_back(std::make_unique<FakeProvider>(false));
        waiting.push_back(
            std::async(std::launch::async, [&, at = hang.back().get()] { return providers.Discover(at->issuer()); }));
    }
    // Those that found no place have been sent away; the others are asking.
    const auto asking = [&] {
        int count = 0;
        for (const auto& one : hang) count += one->calls();
        return count;
    };
    while (std::ranges::count_if(
               waiting,
               [](auto& one) { return one.wait_for(std::chrono::milliseconds(1)) == std::future_status::ready; }) +
               asking() <
           8) {
    }
    EXPECT_EQ(CodeOf(providers.Discover(other.issuer(), true)), "found");
    for (const auto& one : hang) one->HangUp();
}

// On the first who asks; from then on it answers.
void HangUpOnce(Providers& providers, FakeProvider& provider) {
    auto first = std::async(std::launch::async, [&] { return providers.Discover(provider.issuer()); });
    provider.WaitForCall();
    provider.HangUp();
    EXPECT_EQ(CodeOf(first.get()), "provider_unreachable");
    provider.Answer(true);
}

TEST(Providers, OneThatDidNotAnswerIsNotAskedAgainForAWhile) {
    auto now = std::chrono::steady_clock::now();
    Providers providers(true, [&now] { return now; });
    FakeProvider provider(false);
    HangUpOnce(providers, provider);
    const auto again = providers.Discover(provider.issuer());
    ASSERT_FALSE(again);
    EXPECT_EQ(std::get<std::string>(again.error().args.at("reason")), "connection");
    EXPECT_EQ(provider.calls(), 1);
    now += std::chrono::minutes(1);
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer())), "found");
    EXPECT_EQ(provider.calls(), 2);
}

TEST(Providers, OneThatDidNotGiveItsKeysIsNotAskedAgainForAWhile) {
    auto now = std::chrono::steady_clock::now();
    Providers providers(true, [&now] { return now; });
    FakeProvider provider(true);
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer())), "found");
    provider.Answer(false);
    auto first = std::async(std::launch::async, [&] { return providers.Keys(provider.issuer()); });
    provider.WaitForCall(2);
    provider.HangUp();
    EXPECT_FALSE(first.get());
    provider.Answer(true);
    for (const bool fresh : {false, true}) EXPECT_FALSE(providers.Keys(provider.issuer(), fresh));
    EXPECT_EQ(provider.calls(), 2);
    now += std::chrono::minutes(1);
    EXPECT_TRUE(providers.Keys(provider.issuer()));
    EXPECT_EQ(provider.calls(), 3);
}

// Who sets it up has just mended it.
TEST(Providers, WhoSetsOneUpIsNotToldWhatWasBefore) {
    Providers providers(true);
    FakeProvider provider(false);
    HangUpOnce(providers, provider);
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer(), true)), "found");
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer())), "found");
    EXPECT_EQ(provider.calls(), 2);
}

// Many who sign in at once in the morning ask it what it is once.
TEST(Providers, WhoWaitsForTheSameQuestionTakesItsAnswer) {
    Providers providers(true);
    FakeProvider provider(true);
    std::vector<std::future<base::Result<Endpoints>>> waiting;
    for (int i = 0; i < 2; ++i) {
        waiting.push_back(std::async(std::launch::async, [&] { return providers.Discover(provider.issuer()); }));
    }
    for (auto& one : waiting) EXPECT_EQ(CodeOf(one.get()), "found");
    EXPECT_EQ(provider.calls(), 1);
}

}  // namespace
}  // namespace oidc
