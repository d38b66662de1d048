#include "server/platform/http/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <latch>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

namespace http {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Waits until `condition` holds, for at most ten seconds.
bool Eventually(const std::function<bool()>& condition) {
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
                if (const auto at = in_.find("Content-Length: "); at < end) size += std::stoul(in_.substr(at + 16));
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
        if (request.path == "/wait" && request.turn == Turn::kArrived) {
            response.wait = Wait{"topic", steady_clock::now() + 60s};
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

TEST_F(ServerTest, KeepsConnectionsAndAnswersPipelinesInOrder) {
    Start();
    Peer peer = Connect();
    peer.Send(Get("/1"));
    EXPECT_TRUE(Has(peer.Receive(), "GET /1 0 arrived plain 127.0.0.1"));
    std::string pipeline;
    for (int i = 0; i < 200; ++i) pipeline += Get("/" + std::to_string(i));
    peer.Send(pipeline + "\r\n\r\n");
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(Has(peer.Receive(), "GET /" + std::to_string(i) + " 0"));
    peer.Send(Get("/last", "Connection: close\r\n"));
    EXPECT_TRUE(Has(peer.Receive(), "Connection: close"));
    EXPECT_TRUE(peer.AtEnd());
}

TEST_F(ServerTest, ReadsBodiesWholeAndInChunks) {
    Start();
    Peer peer = Connect();
    const std::string body(5 << 20, 'x');
    peer.Send("POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_TRUE(Has(peer.Receive(), "POST /large 5242880"));
    peer.Send("POST /large HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n");
    EXPECT_TRUE(Has(peer.Receive(), "POST /large 8 "));
    peer.Send("POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(peer.Receive(), "HTTP/1.1 100 Continue\r\n\r\n");
    peer.Send("ab");
    EXPECT_TRUE(Has(peer.Receive(), "POST /x 2"));
}

TEST_F(ServerTest, AnswersHeadWithTheLengthAndWithoutTheBody) {
    Start();
    Peer peer = Connect();
    peer.Send("HEAD /1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    std::string all;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::recv(peer.fd(), buffer, sizeof buffer, 0)) > 0;) all.append(buffer, got);
    EXPECT_TRUE(Has(all, "Content-Length: 33\r\n")) << all;
    EXPECT_TRUE(all.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, SendsLargeAnswersToSlowReaders) {
    Start();
    Peer peer = Connect();
    peer.Send(Get("/big"));
    EXPECT_EQ(peer.Receive().size() > (8U << 20), true);
}

TEST_F(ServerTest, RefusesWhatIsTooLargeOrNoHttp) {
    Start();
    const auto refused = [&](const std::string& text) {
        Peer peer = Connect();
        peer.Send(text);
        const std::string answer = peer.Receive();
        EXPECT_TRUE(peer.AtEnd());
        return Status(answer);
    };
    EXPECT_EQ(refused(Get("/", "X: " + std::string(20'000, 'x') + "\r\n")), "HTTP/1.1 431");
    EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n"), "HTTP/1.1 413");
    // The client still sends: it must get the answer all the same.
    EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n" + std::string(3'000'000, 'x')),
              "HTTP/1.1 413");
    EXPECT_EQ(refused("\x16\x03\x01 nonsense\r\n\r\n"), "HTTP/1.1 400");
    EXPECT_EQ(refused("GET / HTTP/1.1\r\n\r\n"), "HTTP/1.1 400");
    EXPECT_EQ(echo_.handled, 0);
}

TEST_F(ServerTest, ATruncatedRequestReachesNobody) {
    Start();
    {
        Peer peer = Connect();
        peer.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
        ASSERT_TRUE(Eventually([&] { return server_->counts().connections == 1; }));
    }
    EXPECT_TRUE(Eventually([&] { return server_->counts().connections == 0; }));
    EXPECT_EQ(echo_.handled, 0);
}

TEST_F(ServerTest, EndsSlowHeadersAndBodies) {
    Start([](ServerOptions& options) {
        options.header_timeout = 50ms;
        options.progress_timeout = 50ms;
        options.min_progress = 1000;
    });
    Peer header = Connect();
    header.Send("GET / HTTP/1.1\r\nHost: h\r\n");  // slowloris: and nothing more
    EXPECT_EQ(Status(header.Receive()), "HTTP/1.1 408");
    Peer body = Connect();
    body.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n");
    EXPECT_EQ(Status(body.Receive()), "HTTP/1.1 408");
    Peer reader = Connect();
    reader.Send(Get("/big"));  // and never reads
    EXPECT_TRUE(Eventually([&] { return echo_.handled == 1 && server_->counts().connections <= 2; }));
}

TEST_F(ServerTest, ClosesIdleConnections) {
    Start([](ServerOptions& options) { options.idle_timeout = 30ms; });
    Peer peer = Connect();
    EXPECT_TRUE(peer.AtEnd());
}

TEST_F(ServerTest, AnswersOverloadAtOnce) {
    Start([](ServerOptions& options) {
        options.workers = 1;
        options.queue = 1;
    });
    Peer first = Connect();
    first.Send(Get("/block"));
    echo_.blocked.wait();
    Peer second = Connect();
    second.Send(Get("/2"));
    ASSERT_TRUE(Eventually([&] { return server_->counts().queued == 1; }));
    Peer third = Connect();
    third.Send(Get("/3"));
    const std::string refusal = third.Receive();
    EXPECT_EQ(Status(refusal), "HTTP/1.1 503");
    EXPECT_TRUE(Has(refusal, "Retry-After: 1"));
    echo_.release.count_down();
    EXPECT_TRUE(Has(first.Receive(), "/block"));
    EXPECT_TRUE(Has(second.Receive(), "/2"));
}

TEST_F(ServerTest, TakesNoMoreConnectionsThanItMay) {
    Start([](ServerOptions& options) { options.max_connections = 2; });
    Peer first = Connect();
    Peer second = Connect();
    ASSERT_TRUE(Eventually([&] { return server_->counts().connections == 2; }));
    Peer third = Connect();
    EXPECT_TRUE(third.AtEnd());
    first.Send(Get("/"));
    EXPECT_EQ(Status(first.Receive()), "HTTP/1.1 200");
}

TEST_F(ServerTest, BelievesTrustedProxiesOnly) {
    const std::string forwarded = "X-Forwarded-For: 6.6.6.6, 198.51.100.7, 127.0.0.1\r\nX-Forwarded-Proto: https\r\n";
    Start();
    Peer direct = Connect();
    direct.Send(Get("/", forwarded));
    EXPECT_TRUE(Has(direct.Receive(), " plain 127.0.0.1"));
    Start([](ServerOptions& options) { options.trusted_proxies = {"127.0.0.1"}; });
    Peer proxied = Connect();
    proxied.Send(Get("/", forwarded));
    EXPECT_TRUE(Has(proxied.Receive(), " secure 198.51.100.7"));
}

TEST_F(ServerTest, AnAddressInUseIsAnError) {
    Start();
    ServerOptions options;
    options.port = server_->port();
    EXPECT_THROW(Server(options, echo_, wakeups_), std::system_error);
}

// ---- long polls -----------------------------------------------------------------------------------------

TEST_F(ServerTest, AThousandLongPollsHoldNoThreadAndWakeWithinATenthOfASecond) {
    Start();
    std::vector<Peer> peers;
    for (int i = 0; i < 1000; ++i) {
        peers.push_back(Connect());
        ASSERT_TRUE(peers.back().Send(Get("/wait")));
    }
    ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1000; }));
    EXPECT_EQ(server_->counts().running, 0U);
    // Two workers serve others meanwhile.
    Peer other = Connect();
    other.Send(Get("/other"));
    EXPECT_EQ(Status(other.Receive()), "HTTP/1.1 200");

    const auto start = steady_clock::now();
    wakeups_.Notify("topic");
    EXPECT_TRUE(Has(peers[0].Receive(), "GET /wait 0 woken"));
    const auto first = steady_clock::now() - start;
    for (std::size_t i = 1; i < peers.size(); ++i) ASSERT_TRUE(Has(peers[i].Receive(), "woken"));
    const auto all = steady_clock::now() - start;
    RecordProperty("all_ms", static_cast<int>(all / 1ms));
    EXPECT_LT(first, 100ms);
    EXPECT_EQ(server_->counts().waiting, 0U);
    EXPECT_EQ(wakeups_.waiting(), 0U);
}

TEST_F(ServerTest, ALongPollWhoseClientLeftIsForgotten) {
    Start();
    {
        Peer peer = Connect();
        peer.Send(Get("/wait"));
        ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1; }));
    }
    EXPECT_TRUE(Eventually([&] { return server_->counts().waiting == 0; }));
    EXPECT_EQ(wakeups_.waiting(), 0U);
}

TEST_F(ServerTest, WhatIsSentBehindALongPollIsAnsweredAfterIt) {
    Start();
    Peer peer = Connect();
    peer.Send(Get("/wait") + Get("/next"));
    ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1; }));
    wakeups_.Notify("topic");
    EXPECT_TRUE(Has(peer.Receive(), "/wait"));
    EXPECT_TRUE(Has(peer.Receive(), "/next"));
}

// ---- stopping -------------------------------------------------------------------------------------------

TEST_F(ServerTest, StopAnswersLongPollsAndWhatRuns) {
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
TEST_F(ServerTest, StopUnderLoadCutsNoRequest) {
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

// ---- TLS ------------------------------------------------------------------------------------------------

struct Certificate {
    Certificate() {
        folder = std::filesystem::temp_directory_path() / ("platen-http-test-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* certificate = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        X509_NAME* name = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(certificate, name);
        X509_sign(certificate, key, EVP_sha256());
        FILE* file = std::fopen((folder / "cert.pem").c_str(), "w");
        PEM_write_X509(file, certificate);
        std::fclose(file);
        file = std::fopen((folder / "key.pem").c_str(), "w");
        PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    ~Certificate() { std::filesystem::remove_all(folder); }
    [[nodiscard]] TlsFiles files() const { return {folder / "cert.pem", folder / "key.pem"}; }

    std::filesystem::path folder;
};

TEST_F(ServerTest, SpeaksTls) {
    const Certificate certificate;
    Start([&](ServerOptions& options) { options.tls = certificate.files(); });
    Peer peer = Connect();
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
    SSL_set_fd(ssl.get(), peer.fd());
    ASSERT_EQ(SSL_connect(ssl.get()), 1);
    const auto exchange = [&](const std::string& request, std::size_t at_least) {
        EXPECT_EQ(SSL_write(ssl.get(), request.data(), static_cast<int>(request.size())),
                  static_cast<int>(request.size()));
        std::string answer;
        char buffer[64 << 10];
        while (answer.size() < at_least || answer.find("\r\n\r\n") == std::string::npos) {
            const int got = SSL_read(ssl.get(), buffer, sizeof buffer);
            if (got <= 0) break;
            answer.append(buffer, static_cast<std::size_t>(got));
        }
        return answer;
    };
    EXPECT_TRUE(Has(exchange(Get("/1"), 1), "GET /1 0 arrived secure"));
    EXPECT_GT(exchange(Get("/big"), 8 << 20).size(), 8U << 20);
    const std::string body(1 << 20, 'x');
    EXPECT_TRUE(Has(exchange("POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: 1048576\r\n\r\n" + body, 1),
                    "POST /large 1048576"));
    // A long poll, and its client's orderly leave.
    const std::string poll = Get("/wait");
    SSL_write(ssl.get(), poll.data(), static_cast<int>(poll.size()));
    ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1; }));
    SSL_shutdown(ssl.get());
    EXPECT_TRUE(Eventually([&] { return server_->counts().connections == 0; }));
}

TEST_F(ServerTest, PlainTextOnATlsPortIsClosed) {
    const Certificate certificate;
    Start([&](ServerOptions& options) { options.tls = certificate.files(); });
    Peer peer = Connect();
    peer.Send(Get("/"));
    EXPECT_EQ(peer.Receive(), "");
    EXPECT_EQ(echo_.handled, 0);
}

TEST_F(ServerTest, BadTlsFilesAreAnErrorAndAReloadKeepsTheOldOnes) {
    const Certificate certificate;
    EXPECT_THROW(Start([&](ServerOptions& options) { options.tls = {"/nowhere", "/nowhere"}; }), std::system_error);
    Start([&](ServerOptions& options) { options.tls = certificate.files(); });
    server_->ReloadCertificate();
    std::filesystem::resize_file(certificate.folder / "key.pem", 10);
    EXPECT_THROW(server_->ReloadCertificate(), std::system_error);
}

}  // namespace
}  // namespace http
