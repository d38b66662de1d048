#include "tests/system/fault_proxy/fault_proxy.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <thread>

namespace fault_proxy {
namespace {

sockaddr_in Loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int Bound(int type, std::uint16_t& port) {
    const int fd = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
    sockaddr_in address = Loopback(0);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), size), 0);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
    return fd;
}

// A server that sends back what it gets, TCP or UDP, behind a proxy.
class FaultProxyTest : public testing::TestWithParam<bool> {
  protected:
    FaultProxyTest() {
        std::uint16_t port = 0;
        server = Bound(udp() ? SOCK_DGRAM : SOCK_STREAM, port);
        if (!udp()) {
            EXPECT_EQ(::listen(server, 8), 0);
        }
        echo = std::thread([this] { udp() ? EchoDatagrams() : EchoStreams(); });
        proxy = std::make_unique<Proxy>(udp(), 0, Loopback(port));
        runner = std::thread([this] { proxy->Run(); });
    }
    ~FaultProxyTest() override {
        stop = true;
        proxy->Stop();
        runner.join();
        echo.join();
        ::close(server);
    }
    static bool udp() { return GetParam(); }

    void EchoDatagrams() {
        while (!stop) {
            pollfd waiting{server, POLLIN, 0};
            if (::poll(&waiting, 1, 20) != 1) continue;
            char buffer[2048];
            sockaddr_in from{};
            socklen_t size = sizeof from;
            const ssize_t got = ::recvfrom(server, buffer, sizeof buffer, 0, reinterpret_cast<sockaddr*>(&from), &size);
            received += got > 0 ? static_cast<std::size_t>(got) : 0;
            ::sendto(server, buffer, static_cast<std::size_t>(got), 0, reinterpret_cast<sockaddr*>(&from), size);
        }
    }
    void EchoStreams() {
        while (!stop) {
            pollfd waiting{server, POLLIN, 0};
            if (::poll(&waiting, 1, 20) != 1) continue;
            const int client = ::accept(server, nullptr, nullptr);
            char buffer[2048];
            for (ssize_t got; (got = ::recv(client, buffer, sizeof buffer, 0)) > 0;) {
                received += static_cast<std::size_t>(got);
                ::send(client, buffer, static_cast<std::size_t>(got), MSG_NOSIGNAL);
            }
            ::close(client);
        }
    }
    // Sends `text` through the proxy; what came back within `patience_ms`, up to as many octets.
    std::string Exchange(const std::string& text, int patience_ms = 2000) {
        const int fd = ::socket(AF_INET, (udp() ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC, 0);
        const sockaddr_in to = Loopback(proxy->port());
        std::string back;
        if (::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) {
            ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
            pollfd waiting{fd, POLLIN, 0};
            char buffer[2048];
            while (back.size() < text.size() && ::poll(&waiting, 1, patience_ms) == 1) {
                const ssize_t got = ::recv(fd, buffer, sizeof buffer, 0);
                if (got <= 0) break;
                back.append(buffer, static_cast<std::size_t>(got));
                if (udp()) break;
            }
        }
        ::close(fd);
        return back;
    }

    int server = -1;
    std::atomic<bool> stop = false;
    std::atomic<std::size_t> received = 0;
    std::thread echo;
    std::unique_ptr<Proxy> proxy;
    std::thread runner;
};

INSTANTIATE_TEST_SUITE_P(Kinds, FaultProxyTest, testing::Bool(),
                         [](const auto& kind) { return kind.param ? "Udp" : "Tcp"; });

TEST_P(FaultProxyTest, PassesEverythingWithoutFaults) {
    EXPECT_EQ(Exchange("hello"), "hello");
    EXPECT_EQ(Exchange(std::string(1500, 'x')).size(), 1500U);
    EXPECT_EQ(proxy->counts().lost, 0U);
}

TEST_P(FaultProxyTest, DelaysEachWay) {
    proxy->Set({.delay = std::chrono::milliseconds(60)});
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(Exchange("hello"), "hello");
    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(120));
}

TEST_P(FaultProxyTest, CutsAnswersAfterSoManyOctets) {
    proxy->Set({.cut_down = 3});
    EXPECT_EQ(Exchange("hello"), "hel");
    EXPECT_EQ(received, 5U);
}

TEST_P(FaultProxyTest, StallsAndRecovers) {
    proxy->Set({.stall = true});
    EXPECT_EQ(Exchange("hello", 100), "");
    proxy->Set({});
    EXPECT_EQ(Exchange("hello"), "hello");
}

TEST_P(FaultProxyTest, LosesWhatItIsToldTo) {
    if (udp()) {
        proxy->Set({.drop_every = 1});
        EXPECT_EQ(Exchange("hello", 100), "");
        EXPECT_EQ(proxy->counts().lost, 1U);
    } else {
        proxy->Set({.refuse = true});
        EXPECT_EQ(Exchange("hello", 500), "");
        proxy->Set({.cut_down = 0});  // the server has it, its answer is lost
        EXPECT_EQ(Exchange("hello", 500), "");
        EXPECT_EQ(received, 5U);
        // The client may see its connection end before the proxy has counted.
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (proxy->counts().lost < 2 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
        EXPECT_EQ(proxy->counts().lost, 2U);
    }
}

TEST(ParseFaults, ReadsWordsAndRefusesOthers) {
    const auto faults = ParseFaults("delay=20 cut-down=0 drop=3 refuse");
    ASSERT_TRUE(faults);
    EXPECT_EQ(faults->delay.count(), 20);
    EXPECT_EQ(faults->cut_down, 0U);
    EXPECT_EQ(faults->drop_every, 3U);
    EXPECT_TRUE(faults->refuse);
    EXPECT_TRUE(ParseFaults("none"));
    for (const char* bad : {"delay", "delay=x", "refuse=1", "sing"}) EXPECT_FALSE(ParseFaults(bad)) << bad;
}

}  // namespace
}  // namespace fault_proxy
