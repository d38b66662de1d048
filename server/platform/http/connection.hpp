#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>

#include "server/platform/http/message.hpp"
#include "server/platform/http/request_parser.hpp"
#include "server/platform/http/server.hpp"
#include "server/platform/http/transport.hpp"
#include "server/platform/http/wakeups.hpp"
#include "server/platform/http/workers.hpp"

namespace http {

class Connection;

// What the connections of a server share. Everything but the atomics is set before the first connection.
struct Shared {
    ServerOptions options;
    Handler& handler;
    Wakeups& wakeups;
    Metrics* metrics;
    std::unique_ptr<Workers> workers;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> waiting{0};
    std::atomic<std::size_t> buffered{0};  // octets of bodies that are held
    std::atomic<bool> stopping{false};
    std::function<void(const std::shared_ptr<Connection>&)> closed;  // on the connection's I/O thread

    void CountRefusal(const char* why) const;
};

// One connection: a small state machine of plain callbacks (no coroutine: see docs/architecture.md). All of it
// runs on its I/O thread; only the handler runs on a worker, and nothing here is touched meanwhile. While
// idle or waiting it holds no buffer.
class Connection final : public std::enable_shared_from_this<Connection> {
  public:
    using Tcp = boost::asio::ip::tcp;

    Connection(Tcp::socket socket, std::shared_ptr<ssl_ctx_st> tls, Shared& shared);
    ~Connection();

    void Start();
    // The server stops: answer a long poll now, leave soon when idle.
    void Stop();
    void Close();  // at once

  private:
    enum class Phase {
        kHandshake,
        kIdle,     // between requests
        kHeader,   // some octets of a request are there
        kBody,     // the header is accepted
        kRunning,  // on a worker, or in its queue
        kWaiting,  // a long poll, put aside
        kWriting,
        kLinger,  // everything is sent; octets that still come are thrown away so that the answer survives
        kClosed,
    };

    void Handshake();
    void Idle();
    void Pump();  // reads and parses as long as there is something
    void SkipEmptyLines();
    void Parse();
    void Advance(RequestParser::State state);
    void Hold(std::size_t octets);  // of the body and what came after it
    void Refuse(int status, const char* code, const char* why);
    void Run();  // hands request_ to a worker
    void Answered(Response response);
    void PutAside(Wait wait, std::uint64_t since);
    void Resume(Turn turn);
    void EndWait();
    void StartWriting(Response response);
    void WriteSome();
    void Written();
    // The next piece of a body that is made while it is sent.
    void MakePiece();
    void WritePiece(std::optional<std::string> piece);
    void Linger();
    void WatchWaiting();  // notices a client that hangs up during a long poll

    void ArmRead();
    void ArmWrite();
    void ArmTimer(std::chrono::milliseconds in);
    void OnTimer();

    Tcp::socket socket_;
    Transport transport_;
    boost::asio::steady_timer timer_;
    Shared& shared_;

    Phase phase_ = Phase::kHandshake;
    bool read_armed_ = false;
    bool write_armed_ = false;
    bool keep_alive_ = true;
    bool knows_chunks_ = true;
    bool chunked_ = false;  // the answer that is being written
    bool head_only_ = false;
    std::uint64_t timer_turn_ = 0;  // a timer that was replaced says nothing
    std::size_t held_ = 0;          // this connection's part of Shared::buffered
    std::size_t progress_ = 0;      // octets moved since the timer was armed
    std::string in_;                // received, not yet parsed
    std::unique_ptr<RequestParser> parser_;
    std::shared_ptr<Request> request_;
    std::string share_;  // on whose account the workers handle request_
    std::string wait_topic_;
    std::chrono::steady_clock::time_point wait_deadline_{};
    Wakeups::Ticket wait_ticket_ = 0;
    std::uint64_t wait_turn_ = 0;  // which wait a wake-up is for
    std::string out_head_;
    Response out_;
    std::size_t out_sent_ = 0;
    std::string peer_;
};

}  // namespace http
