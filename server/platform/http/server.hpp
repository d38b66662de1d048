#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/platform/http/message.hpp"
#include "server/platform/http/wakeups.hpp"

namespace http {

class Metrics;

struct TlsFiles {
    std::string certificate_chain;  // path of a PEM file: own certificate first
    std::string private_key;        // path of a PEM file
};

// What keeps a server from using the files.
struct TlsProblem {
    bool key = false;  // it is the key's, else the certificate's
    std::string reason;
};
std::optional<TlsProblem> CheckTls(const TlsFiles& files);

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one; see Server::port()
    TlsFiles tls{};             // both empty: plain HTTP

    int workers = 8;               // handlers that run at once; each may hold one database connection
    int queue = 512;               // requests that may wait for a worker; one more is answered 503
    int io_threads = 1;            // one carries some 10,000 connections
    int max_connections = 40'000;  // one more is closed at once

    std::size_t max_buffered = 256 << 20;              // octets of all bodies together; beyond it 503
    std::size_t max_header = 16 << 10;                 // octets of request line and header fields: 431
    std::chrono::milliseconds header_timeout{10'000};  // from the first octet to the end of the header: 408
    // A body and an answer must keep moving: at least this many octets in every `progress_timeout`.
    std::chrono::milliseconds progress_timeout{15'000};
    std::size_t min_progress = 4 << 10;
    std::chrono::milliseconds idle_timeout{75'000};  // between requests of a connection
    std::chrono::milliseconds tls_timeout{10'000};   // handshake

    // Stop(): idle connections are kept this long, so that a request that is already on its way to us is
    // answered (with Connection: close) and not cut.
    std::chrono::milliseconds drain{500};
    std::chrono::milliseconds stop_timeout{30'000};  // then what is still running is cut

    // On whose account a request is handled: requests of the same name share the workers (workers.hpp). Asked on an I/O
    // thread before anybody has signed in: it decides about waiting, never about access. Without it: the client's address.
    std::function<std::string(const Request&)> share{};

    // Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, e.g. "127.0.0.1".
    std::vector<std::string> trusted_proxies{};
};

// Carries requests from sockets to a Handler: HTTP/1.1 with keep-alive and pipelining, TLS 1.2+, limits on
// everything a client can make large or slow, long polls without threads. All of Beast is in its one .cpp.
class Server {
  public:
    // Binds and starts at once. Throws std::system_error (address in use, certificate unreadable).
    // `handler`, `wakeups` and `metrics` (may be null) outlive the server.
    Server(ServerOptions options, Handler& handler, Wakeups& wakeups, Metrics* metrics = nullptr);
    ~Server();  // Stop()
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    // Graceful, blocking, once: no new connections; requests that arrived are answered; long polls run
    // their last turn; then everything is closed.
    void Stop();
    // Reads the TLS files again, for new connections. Throws and keeps the old ones when they are
    // bad; nothing without TLS.
    void ReloadCertificate();

    struct Counts {
        std::size_t connections = 0;
        std::size_t waiting = 0;  // long polls put aside
        std::size_t queued = 0;   // requests that wait for a worker
        std::size_t running = 0;  // requests on a worker
    };
    [[nodiscard]] Counts counts() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace http
