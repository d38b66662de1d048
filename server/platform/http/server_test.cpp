#include <gtest/gtest.h>
#include <array>

#include <system_error>

#include "server/platform/http/server_testing.hpp"

namespace http {
namespace {

using namespace server_testing;  // NOLINT: everything in it is for these tests

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
    peer.Send(
        "POST /large HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
        "chunked\r\n\r\n5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n");
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

namespace {

std::string ReadAll(Peer& peer) {
    std::string all;
    std::array<char, 64 << 10> buffer{};
    for (ssize_t got = 0; (got = ::recv(peer.fd(), buffer.data(), buffer.size(), 0)) > 0;) {
        all.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return all;
}

// The body of chunks; nullopt where its end is missing.
std::optional<std::string> Joined(std::string_view answer) {
    std::string body;
    auto at = answer.find("\r\n\r\n") + 4;
    for (;;) {
        const auto end = answer.find("\r\n", at);
        if (end == std::string_view::npos) return std::nullopt;
        const auto size = std::stoul(std::string(answer.substr(at, end - at)), nullptr, 16);
        if (size == 0) return body;
        if (answer.size() < end + 2 + size + 2) return std::nullopt;
        body.append(answer.substr(end + 2, size));
        at = end + 2 + size + 2;
    }
}

}  // namespace

TEST_F(ServerTest, MakesALongBodyPieceByPieceWhileItIsRead) {
    Start();
    Peer peer = Connect();
    peer.Send(Get("/pieces", "Connection: close\r\n"));
    // Nobody reads: what is made is what fits on the way, not all of it.
    ASSERT_TRUE(Eventually([&] { return echo_.pieces > 2; }));
    EXPECT_LT(echo_.pieces, Echo::kPieces);
    const std::string all = ReadAll(peer);
    EXPECT_TRUE(Has(all.substr(0, 400), "Transfer-Encoding: chunked\r\n"));
    EXPECT_FALSE(Has(all.substr(0, 400), "Content-Length"));
    EXPECT_EQ(Joined(all), "head;" + std::string((Echo::kPieces / 2) * 100'000, 'p'));
}

TEST_F(ServerTest, AConnectionLivesOnBehindALongBodyAndHeadMakesNone) {
    Start();
    Peer peer = Connect();
    peer.Send("HEAD /pieces HTTP/1.1\r\nHost: h\r\n\r\n" + Get("/pieces") + Get("/1", "Connection: close\r\n"));
    const std::string all = ReadAll(peer);
    EXPECT_EQ(echo_.pieces, Echo::kPieces + 1);
    EXPECT_TRUE(Has(all, "0\r\n\r\nHTTP/1.1 200"));
    EXPECT_TRUE(Has(all, "GET /1 0 arrived"));
}

TEST_F(ServerTest, WhoKnowsNoChunksGetsALongBodyUntilTheEndOfTheConnection) {
    Start();
    Peer peer = Connect();
    peer.Send("GET /pieces HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
    const std::string all = ReadAll(peer);
    EXPECT_FALSE(Has(all.substr(0, 400), "Transfer-Encoding"));
    EXPECT_EQ(all.substr(all.find("\r\n\r\n") + 4), "head;" + std::string((Echo::kPieces / 2) * 100'000, 'p'));
}

TEST_F(ServerTest, ABodyThatCannotGoOnBreaksOffAndIsTakenForNoWholeOne) {
    Start();
    Peer peer = Connect();
    peer.Send(Get("/broken"));
    EXPECT_EQ(Joined(ReadAll(peer)), std::nullopt);
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
    // What a proxy and we could read each in another way (RFC 9112, 5.2 and 6.3).
    for (const char* field :
         {"X: a\r\n b\r\n", "X: a\r\n\tb\r\n", " X: a\r\n", "X : a\r\n", "Host: other\r\n",
          "Content-Length: 2\r\nContent-Length: 2\r\n", "Content-Length: 2, 2\r\n", "Content-Length: +2\r\n",
          "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked, identity\r\n"}) {
        EXPECT_EQ(refused(std::string("POST / HTTP/1.1\r\nHost: h\r\n") + field + "\r\nab"), "HTTP/1.1 400") << field;
    }
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

// Many bodies that are half there: nobody has signed in yet.
TEST_F(ServerTest, HoldsNoMoreOfUnfinishedBodiesThanItMay) {
    Start([](ServerOptions& options) { options.max_buffered = 1 << 20; });
    const std::string half =
        "POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n" + std::string(700'000, 'x');
    {
        Peer first = Connect();
        first.Send(half);
        Peer probe = Connect();
        probe.Send(Get("/"));
        EXPECT_EQ(Status(probe.Receive()), "HTTP/1.1 200");
        Peer second = Connect();
        second.Send(half);
        std::string refused;
        ASSERT_TRUE(Eventually([&] {
            pollfd ready[] = {{first.fd(), POLLIN, 0}, {second.fd(), POLLIN, 0}};
            if (::poll(ready, 2, 10) < 1) return false;
            refused = ready[0].revents != 0 ? first.Receive() : second.Receive();
            return true;
        }));
        EXPECT_EQ(Status(refused), "HTTP/1.1 503");
    }
    // What is held is given back.
    ASSERT_TRUE(Eventually([&] { return server_->counts().connections == 0; }));
    Peer third = Connect();
    third.Send("POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: 700000\r\n\r\n" + std::string(700'000, 'x'));
    EXPECT_TRUE(Has(third.Receive(), "POST /large 700000"));
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

}  // namespace
}  // namespace http
