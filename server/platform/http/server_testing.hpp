#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "server/platform/http/server.hpp"

// For the tests of the server on real sockets: a client that says exactly what a test wants, and a handler that
// tells what it was asked.
namespace http::server_testing {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Waits until `condition` holds, for at most ten seconds.
inline bool Eventually(const std::function<bool()>& condition) {
    const auto end = steady_clock::now() + 10s;
    while (!condition()) {
        if (steady_clock::now() > end) return false;
        std::this_thread::yield();
        ::poll(nullptr, 0, 1);
    }
    return true;
}

// A client that says exactly what a test wants.
class Peer {
  public:
    explicit Peer(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
        const timeval limit{10, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    Peer(Peer&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)), connected_(other.connected_), in_(std::move(other.in_)) {}
    ~Peer() {
        if (fd_ >= 0) ::close(fd_);
    }

    bool Send(std::string_view text) {
        while (!text.empty()) {
            const ssize_t sent = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // One whole answer; empty when the connection ended first.
    std::string Receive() {
        while (true) {
            if (const auto end = in_.find("\r\n\r\n"); end != std::string::npos) {
                std::size_t size = end + 4;
                if (const auto at = in_.find("Content-Length: "); at < end) size += std::stoul(in_.substr(at + 16, 20));
                if (in_.size() >= size) {
                    std::string answer = in_.substr(0, size);
                    in_.erase(0, size);
                    return answer;
                }
            }
            if (!More()) return {};
        }
    }
    bool AtEnd() { return in_.empty() && !More(); }
    [[nodiscard]] bool connected() const { return connected_; }
    [[nodiscard]] int fd() const { return fd_; }

  private:
    bool More() {
        char buffer[64 << 10];
        const ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
        if (got <= 0) return false;
        in_.append(buffer, static_cast<std::size_t>(got));
        return true;
    }

    int fd_;
    bool connected_ = false;
    std::string in_;
};

class Echo final : public Handler {
  public:
    std::size_t BodyLimit(const Request& head) const override { return head.path == "/large" ? 8 << 20 : 100; }
    Response Handle(const Request& request) override {
        Response response;
        const bool waits = (request.path == "/wait" && request.turn == Turn::kArrived) ||
                           (request.path == "/patient" && request.turn != Turn::kExpired);
        if (waits) {
            const std::string topic = request.query.empty() ? "topic" : request.query[0].second;
            response.wait = Wait{topic, steady_clock::now() + wait_for.load()};
            response.since = since ? since() : 0;
            return response;
        }
        if (request.path == "/block") {
            blocked.count_down();
            release.wait();
        }
        ++handled;
        if (request.path == "/big") {
            response.body.assign(8 << 20, 'b');
            return response;
        }
        if (request.path == "/pieces" || request.path == "/broken") {
            // Empty ones are no end.
            response.body = "head;";
            response.more = [this, at = 0, broken = request.path == "/broken"]() mutable -> std::optional<std::string> {
                ++pieces;
                if (broken && at == 2) throw std::runtime_error("gone");
                if (at == kPieces) return std::nullopt;
                return at++ % 2 == 0 ? std::string(100'000, 'p') : std::string();
            };
            return response;
        }
        static constexpr const char* kTurns[] = {"arrived", "woken", "expired"};
        response.body = std::string(MethodName(request.method)) + " " + request.target + " " +
                        std::to_string(request.body.size()) + " " + kTurns[static_cast<int>(request.turn)] +
                        (request.secure ? " secure " : " plain ") + request.client_address;
        response.headers.Add("Content-Type", "text/plain");
        return response;
    }
    Response Refusal(int status, std::string_view code) const override {
        Response response;
        response.status = status;
        response.body = code;
        return response;
    }

    std::function<std::uint64_t()> since;
    std::latch blocked{1};
    std::latch release{1};
    std::atomic<int> handled = 0;
    static constexpr int kPieces = 600;
    std::atomic<int> pieces = 0;  // that were made
    std::atomic<std::chrono::milliseconds> wait_for{60s};
};

class ServerTest : public testing::Test {
  protected:
    void Start(std::function<void(ServerOptions&)> change = [](ServerOptions&) {}) {
        ServerOptions options;
        options.port = 0;
        options.workers = 2;
        options.drain = 20ms;
        change(options);
        server_ = std::make_unique<Server>(options, echo_, wakeups_);
        echo_.since = [this] { return wakeups_.Now(); };
    }
    Peer Connect() { return Peer(server_->port()); }
    static std::string Get(const std::string& path, const std::string& more = "") {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\n" + more + "\r\n";
    }
    static std::string Status(const std::string& answer) { return answer.substr(0, 12); }
    static bool Has(const std::string& answer, const std::string& text) {
        return answer.find(text) != std::string::npos;
    }

    Wakeups wakeups_;
    Echo echo_;
    std::unique_ptr<Server> server_;
};

}  // namespace http::server_testing
