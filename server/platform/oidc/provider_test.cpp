#include "server/platform/oidc/provider.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

// Providers that are slow, dead or broken, and what others notice of them (IDN-4).
namespace oidc {
namespace {

using std::chrono::seconds;

// An identity provider on this machine that answers what a test says, or nothing at all.
class FakeProvider {
  public:
    enum class Mood { kWell, kBroken, kSilent };

    FakeProvider() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listener_, 16), 0);
        EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
        issuer = fmt::format("http://127.0.0.1:{}", ntohs(address.sin_port));
        thread_ = std::jthread([this](const std::stop_token& stop) { Serve(stop); });
    }
    ~FakeProvider() {
        thread_.request_stop();
        thread_.join();
        ::close(listener_);
    }
    FakeProvider(const FakeProvider&) = delete;
    FakeProvider& operator=(const FakeProvider&) = delete;

    // Until so many calls have come in.
    void Await(int wanted) const {
        const auto deadline = std::chrono::steady_clock::now() + seconds(30);
        while (calls < wanted) {
            if (std::chrono::steady_clock::now() > deadline) {
                ADD_FAILURE() << "only " << calls << " calls";
                return;
            }
            std::this_thread::yield();
        }
    }

    std::string issuer;
    std::atomic<Mood> mood = Mood::kWell;
    std::atomic<bool> keys_broken = false;
    std::atomic<int> calls = 0;
    std::atomic<int> discoveries = 0;

  private:
    // Whoever is kept waiting is let go when the mood is another one.
    void Serve(const std::stop_token& stop) {
        std::vector<int> kept;
        while (!stop.stop_requested()) {
            if (mood != Mood::kSilent) LetGo(kept);
            pollfd waiting{listener_, POLLIN, 0};
            if (::poll(&waiting, 1, 10) <= 0) continue;
            const int connection = ::accept(listener_, nullptr, nullptr);
            if (connection < 0) continue;
            if (mood == Mood::kSilent) {
                kept.push_back(connection);
                ++calls;
                continue;
            }
            Answer(connection);
            ::close(connection);
        }
        LetGo(kept);
    }
    static void LetGo(std::vector<int>& kept) {
        for (const int connection : kept) ::close(connection);
        kept.clear();
    }
    void Answer(int connection) {
        std::string request;
        std::array<char, 4096> part{};
        while (request.find("\r\n\r\n") == std::string::npos) {
            const auto got = ::recv(connection, part.data(), part.size(), 0);
            if (got <= 0) return;
            request.append(part.data(), static_cast<std::size_t>(got));
        }
        ++calls;
        const bool keys = request.starts_with("GET /keys ");
        if (!keys) ++discoveries;
        const bool broken = mood == Mood::kBroken || (keys && keys_broken);
        const std::string body = keys ? R"({"keys":[]})"
                                      : fmt::format(R"({{"issuer":"{0}","authorization_endpoint":"{0}/authorize",)"
                                                    R"("token_endpoint":"{0}/token","jwks_uri":"{0}/keys"}})",
                                                    issuer);
        const std::string answer = fmt::format(
            "HTTP/1.1 {} x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
            "Connection: close\r\n\r\n{}",
            broken ? 500 : 200, body.size(), body);
        ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
    }

    int listener_;
    std::jthread thread_;
};

template <class T>
std::string CodeOf(const base::Result<T>& result) {
    return result ? "" : result.error().code;
}

// Each of an organization's people who sign in at the same moment waits for the provider that does not answer.
TEST(Providers, ASlowProviderKeepsNobodyElseWaiting) {
    Providers providers(true);
    FakeProvider slow, other;
    slow.mood = FakeProvider::Mood::kSilent;
    std::vector<std::jthread> waiting;
    std::atomic<int> refused = 0;
    for (int i = 0; i < 8; ++i) {
        waiting.emplace_back([&] {
            if (CodeOf(providers.Discover(slow.issuer)) == "busy") ++refused;
        });
    }
    slow.Await(2);
    EXPECT_EQ(CodeOf(providers.Discover(other.issuer)), "");
    EXPECT_EQ(CodeOf(providers.Keys(other.issuer)), "");
    slow.mood = FakeProvider::Mood::kBroken;
    waiting.clear();
    EXPECT_EQ(slow.calls + refused, 8) << "the others were refused at once, so that they hold no worker";
}

// So many of them that their shares are all that there is.
TEST(Providers, ManySlowProvidersCannotHoldAllWorkers) {
    Providers providers(true);
    std::vector<std::unique_ptr<FakeProvider>> slow;
    std::vector<std::jthread> waiting;
    for (int i = 0; i < 3; ++i) {
        slow.push_back(std::make_unique<FakeProvider>());
        slow.back()->mood = FakeProvider::Mood::kSilent;
        for (int j = 0; j < 2; ++j) {
            waiting.emplace_back([&, issuer = slow.back()->issuer] { (void)providers.Discover(issuer); });
        }
    }
    for (const auto& each : slow) each->Await(2);
    FakeProvider other;
    EXPECT_EQ(CodeOf(providers.Discover(other.issuer)), "busy");
    EXPECT_EQ(other.calls, 0);
    for (const auto& each : slow) each->mood = FakeProvider::Mood::kBroken;
}

TEST(Providers, WhatFailedIsNotTriedAgainAtEachSignIn) {
    Providers providers(true);
    FakeProvider provider;
    provider.mood = FakeProvider::Mood::kBroken;
    const auto first = providers.Discover(provider.issuer);
    const auto second = providers.Discover(provider.issuer);
    EXPECT_EQ(CodeOf(first), "provider_unreachable");
    EXPECT_EQ(first.error(), second.error());
    EXPECT_EQ(provider.calls, 1);
    EXPECT_EQ(CodeOf(providers.Keys(provider.issuer)), "provider_unreachable");
    EXPECT_EQ(provider.calls, 1);

    // Who sets it up is told how it is now; from then on it counts for everybody.
    provider.mood = FakeProvider::Mood::kWell;
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer, true)), "");
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer)), "");
    EXPECT_EQ(provider.calls, 2);
}

TEST(Providers, KeysThatCouldNotBeReadAreNotAskedForAgainAtOnce) {
    Providers providers(true);
    FakeProvider provider;
    provider.keys_broken = true;
    EXPECT_EQ(CodeOf(providers.Keys(provider.issuer)), "provider_unreachable");
    EXPECT_EQ(CodeOf(providers.Keys(provider.issuer)), "provider_unreachable");
    EXPECT_EQ(provider.calls, 2) << "one discovery, one for the keys";
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer)), "") << "signing in can begin";
}

TEST(Providers, WhatFailedIsTriedAgainAfterAWhile) {
    Providers providers(true, seconds(0));
    FakeProvider provider;
    provider.mood = FakeProvider::Mood::kBroken;
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer)), "provider_unreachable");
    provider.mood = FakeProvider::Mood::kWell;
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer)), "");
}

// The share of one that failed is a single call, until it has answered again.
TEST(Providers, AProviderThatFailedIsAskedByOneAtATime) {
    Providers providers(true, seconds(0));
    FakeProvider provider;
    provider.mood = FakeProvider::Mood::kBroken;
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer)), "provider_unreachable");
    provider.mood = FakeProvider::Mood::kSilent;
    std::jthread first([&] { (void)providers.Discover(provider.issuer); });
    provider.Await(2);
    EXPECT_EQ(CodeOf(providers.Discover(provider.issuer)), "busy");
    provider.mood = FakeProvider::Mood::kWell;
}

}  // namespace
}  // namespace oidc
