#include "server/platform/http/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <ctime>

#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "lib/net/internet_date.hpp"
#include "server/platform/http/metrics.hpp"

namespace http {
namespace {

namespace asio = boost::asio;
using Error = boost::system::error_code;

constexpr std::size_t kChunk = 64 << 10;
// An answer up to this size goes out together with its header in one write.
constexpr std::size_t kJoinBelow = 16 << 10;
constexpr std::chrono::milliseconds kLingerTime{2000};
constexpr std::size_t kLingerOctets = 16 << 20;
// What a client may send ahead while its long poll waits.
constexpr std::size_t kSentAhead = 16 << 10;

// Reading needs a buffer only for the moment of the call: one for each I/O thread.
std::array<char, kChunk>& ReadBuffer() {
    thread_local std::array<char, kChunk> buffer;
    return buffer;
}

const std::string& DateHeader() {
    thread_local std::time_t second = 0;
    thread_local std::string text;
    if (const std::time_t now = std::time(nullptr); now != second) {
        second = now;
        text = net::FormatHttpDate(base::Instant(std::chrono::seconds(now)));
    }
    return text;
}

// No answer can be split by what a header's value contains.
void AppendField(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ");
    for (const char c : value) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
    out.append("\r\n");
}

// One chunk (RFC 9112, section 7.1); an empty one ends the body.
std::string Chunk(std::string_view piece) {
    return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

std::string WriteHead(const Response& response, bool keep_alive, bool chunked) {
    std::string head;
    head.reserve(512);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(ReasonPhrase(response.status)).append("\r\n");
    AppendField(head, "Date", DateHeader());
    for (const auto& [name, value] : response.headers) AppendField(head, name, value);
    if (chunked) {
        AppendField(head, "Transfer-Encoding", "chunked");
    } else if (response.status != 204 && response.status != 304 && !response.more) {
        AppendField(head, "Content-Length", std::to_string(response.Body().size()));
    }
    AppendField(head, "Connection", keep_alive ? "keep-alive" : "close");
    head.append("\r\n");
    return head;
}

// Behind proxies that are trusted: the address next to the outermost of them.
void ReadForwarded(Request& request, const ServerOptions& options) {
    const auto trusted = [&](std::string_view address) {
        return std::find(options.trusted_proxies.begin(), options.trusted_proxies.end(), address) !=
               options.trusted_proxies.end();
    };
    if (!trusted(request.client_address)) return;
    request.secure = request.headers.Get("X-Forwarded-Proto") == "https";
    std::string_view list = request.headers.Get("X-Forwarded-For");
    while (!list.empty()) {
        const auto comma = list.rfind(',');
        const std::string_view last = base::Trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
        Error error;
        const auto address = asio::ip::make_address(last, error);
        if (error) return;
        request.client_address = address.to_string();
        if (!trusted(request.client_address)) return;
    }
}

}  // namespace

void Shared::CountRefusal(const char* why) const {
    if (metrics != nullptr) metrics->Refused(why);
}

Connection::Connection(Tcp::socket socket, std::shared_ptr<ssl_ctx_st> tls, Shared& shared)
    : socket_(std::move(socket)),
      transport_(socket_.native_handle(), std::move(tls)),
      timer_(socket_.get_executor()),
      shared_(shared) {
    ++shared_.connections;
}

Connection::~Connection() {
    --shared_.connections;
}

void Connection::Start() {
    Error error;
    socket_.set_option(Tcp::no_delay(true), error);
    const auto peer = socket_.remote_endpoint(error);
    if (error) return Close();
    auto address = peer.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    peer_ = address.to_string();
    if (!transport_.is_tls()) return Idle();
    ArmTimer(shared_.options.tls_timeout);
    Handshake();
}

void Connection::Handshake() {
    switch (transport_.Handshake()) {
        case Transport::State::kDone:
            return Idle();
        case Transport::State::kWantRead:
            return ArmRead();
        case Transport::State::kWantWrite:
            return ArmWrite();
        case Transport::State::kClosed:
            shared_.CountRefusal("tls_handshake");
            return Close();
    }
}

void Connection::Idle() {
    parser_.reset();
    request_.reset();
    keep_alive_ = true;
    phase_ = Phase::kIdle;
    SkipEmptyLines();
    if (in_.empty()) {
        std::string().swap(in_);
        ArmTimer(shared_.stopping ? shared_.options.drain : shared_.options.idle_timeout);
        // TLS may hold octets that were received already.
        return transport_.is_tls() ? Pump() : ArmRead();
    }
    Parse();
    if (phase_ == Phase::kHeader || phase_ == Phase::kBody) Pump();
}

void Connection::Pump() {
    while (phase_ == Phase::kIdle || phase_ == Phase::kHeader || phase_ == Phase::kBody) {
        auto& buffer = ReadBuffer();
        const Transport::Moved moved = transport_.Read(buffer.data(), buffer.size());
        switch (moved.state) {
            case Transport::State::kWantRead:
                return ArmRead();
            case Transport::State::kWantWrite:
                return ArmWrite();
            case Transport::State::kClosed:
                return Close();
            case Transport::State::kDone:
                break;
        }
        progress_ += moved.octets;
        in_.append(buffer.data(), moved.octets);
        Parse();
        if (!transport_.is_tls() && moved.octets < buffer.size()) {
            if (phase_ == Phase::kIdle || phase_ == Phase::kHeader || phase_ == Phase::kBody) ArmRead();
            return;
        }
    }
}

// An empty line before a request is allowed (RFC 9112, 2.2).
void Connection::SkipEmptyLines() {
    const auto first = in_.find_first_not_of("\r\n");
    in_.erase(0, first);
}

void Connection::Parse() {
    if (phase_ != Phase::kHeader && phase_ != Phase::kBody) {
        SkipEmptyLines();
        if (in_.empty()) return;
        parser_ = std::make_unique<RequestParser>(shared_.options.max_header);
        phase_ = Phase::kHeader;
        ArmTimer(shared_.options.header_timeout);
    }
    Advance(parser_->Put(in_));
}

void Connection::Advance(RequestParser::State state) {
    using State = RequestParser::State;
    if (state == State::kHeader) {
        Request& head = parser_->request();
        head.client_address = peer_;
        head.secure = transport_.is_tls();
        ReadForwarded(head, shared_.options);
        state = parser_->AllowBody(shared_.handler.BodyLimit(head));
        if (state == State::kNeedMore) {
            phase_ = Phase::kBody;
            ArmTimer(shared_.options.progress_timeout);
            if (in_.empty() && parser_->expects_continue()) {
                constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
                if (transport_.Write(kContinue.data(), kContinue.size()).octets != kContinue.size()) {
                    return Close();
                }
            }
            if (!in_.empty()) state = parser_->Put(in_);
        }
    }
    switch (state) {
        case State::kNeedMore:
        case State::kHeader:
            Hold(parser_->request().body.size());
            // Bodies are read before anybody has signed in: all together they must not take the memory.
            if (shared_.buffered > shared_.options.max_buffered) {
                return Refuse(503, "overloaded", "buffers_full");
            }
            return;
        case State::kDone: {
            Hold(parser_->request().body.size());
            keep_alive_ = parser_->keep_alive();
            knows_chunks_ = parser_->knows_chunks();
            request_ = std::make_shared<Request>(std::move(parser_->request()));
            parser_.reset();
            return Run();
        }
        case State::kBad:
            return Refuse(400, "malformed_request", "malformed");
        case State::kHeaderTooLarge:
            return Refuse(431, "header_too_large", "header_too_large");
        case State::kBodyTooLarge:
            return Refuse(413, "body_too_large", "body_too_large");
    }
}

void Connection::Hold(std::size_t octets) {
    shared_.buffered += octets - held_;
    held_ = octets;
}

void Connection::Refuse(int status, const char* code, const char* why) {
    shared_.CountRefusal(why);
    keep_alive_ = false;
    head_only_ = false;
    StartWriting(shared_.handler.Refusal(status, code));
}

void Connection::Run() {
    phase_ = Phase::kRunning;
    timer_.cancel();
    ++timer_turn_;
    head_only_ = request_->method == Method::kHead;
    const auto job = [self = shared_from_this(), request = request_] {
        Response response = self->shared_.handler.Handle(*request);
        asio::post(self->socket_.get_executor(),
                   [self, response = std::move(response)]() mutable { self->Answered(std::move(response)); });
    };
    if (request_->turn != Turn::kArrived) return shared_.workers->PostResumed(share_, job);
    share_ = shared_.options.share ? shared_.options.share(*request_) : request_->client_address;
    if (!shared_.workers->TryPost(share_, job)) {
        shared_.CountRefusal("queue_full");
        Response refusal = shared_.handler.Refusal(503, "overloaded");
        refusal.headers.Set("Retry-After", "1");
        StartWriting(std::move(refusal));
    }
}

void Connection::Answered(Response response) {
    if (phase_ == Phase::kClosed) return;
    if (response.wait) return PutAside(std::move(*response.wait), response.since);
    StartWriting(std::move(response));
}

void Connection::PutAside(Wait wait, std::uint64_t since) {
    phase_ = Phase::kWaiting;
    ++shared_.waiting;
    if (shared_.stopping) return Resume(Turn::kExpired);
    // Woken for nothing, it does not wait longer than it wanted at first.
    if (request_->turn == Turn::kWoken) wait.deadline = std::min(wait.deadline, wait_deadline_);
    wait_deadline_ = wait.deadline;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(wait.deadline - std::chrono::steady_clock::now());
    ArmTimer(std::max(left, std::chrono::milliseconds(0)));
    wait_topic_ = std::move(wait.topic);
    const std::uint64_t turn = ++wait_turn_;
    wait_ticket_ = shared_.wakeups.Add(wait_topic_, since, [weak = weak_from_this(), turn] {
        if (const auto self = weak.lock()) {
            asio::post(self->socket_.get_executor(), [self, turn] {
                if (self->phase_ == Phase::kWaiting && self->wait_turn_ == turn) {
                    self->Resume(Turn::kWoken);
                }
            });
        }
    });
    WatchWaiting();
}

void Connection::EndWait() {
    if (phase_ != Phase::kWaiting) return;
    --shared_.waiting;
    ++wait_turn_;
    if (wait_ticket_ != 0) shared_.wakeups.Remove(wait_topic_, wait_ticket_);
    wait_ticket_ = 0;
}

void Connection::Resume(Turn turn) {
    EndWait();
    request_->turn = turn;
    Run();
}

void Connection::WatchWaiting() {
    while (phase_ == Phase::kWaiting && in_.size() < kSentAhead) {
        auto& buffer = ReadBuffer();
        const Transport::Moved moved = transport_.Read(buffer.data(), kSentAhead);
        if (moved.state == Transport::State::kClosed) return Close();
        if (moved.state != Transport::State::kDone) return ArmRead();
        in_.append(buffer.data(), moved.octets);
    }
}

void Connection::StartWriting(Response response) {
    phase_ = Phase::kWriting;
    parser_.reset();
    Hold(0);
    out_ = std::move(response);
    if (shared_.stopping) keep_alive_ = false;
    chunked_ = out_.more && knows_chunks_;
    // Whoever knows no chunks sees the end by the end of the connection.
    if (out_.more && !chunked_) keep_alive_ = false;
    out_head_ = WriteHead(out_, keep_alive_, chunked_);
    if (head_only_ || out_.status == 204 || out_.status == 304) {
        out_.body.clear();
        out_.shared_body.reset();
        out_.more = nullptr;
    }
    if (out_.more && chunked_ && !out_.body.empty()) out_.body = Chunk(out_.body);
    if (const auto body = out_.Body(); body.size() <= kJoinBelow) {
        out_head_.append(body);
        out_.body.clear();
        out_.shared_body.reset();
    }
    out_sent_ = 0;
    ArmTimer(shared_.options.progress_timeout);
    WriteSome();
}

void Connection::WriteSome() {
    const std::string_view body = out_.Body();
    while (out_sent_ < out_head_.size() + body.size()) {
        const std::string_view part = out_sent_ < out_head_.size() ? std::string_view(out_head_).substr(out_sent_)
                                                                   : body.substr(out_sent_ - out_head_.size());
        const Transport::Moved moved = transport_.Write(part.data(), part.size());
        switch (moved.state) {
            case Transport::State::kWantRead:
                return ArmRead();
            case Transport::State::kWantWrite:
                return ArmWrite();
            case Transport::State::kClosed:
                return Close();
            case Transport::State::kDone:
                break;
        }
        out_sent_ += moved.octets;
        progress_ += moved.octets;
    }
    Written();
}

void Connection::MakePiece() {
    phase_ = Phase::kRunning;
    timer_.cancel();
    ++timer_turn_;
    // Moved there and back: what makes the pieces may keep within itself where it is.
    shared_.workers->PostResumed(share_, [self = shared_from_this(), more = std::move(out_.more)]() mutable {
        std::optional<std::string> piece;
        bool broken = false;
        try {
            piece = more();
        } catch (const std::exception& error) {
            base::log::Error("http.piece_failed error={}", error.what());
            broken = true;
        }
        asio::post(self->socket_.get_executor(),
                   [self, broken, piece = std::move(piece), more = std::move(more)]() mutable {
                       if (self->phase_ == Phase::kClosed) return;
                       if (broken) return self->Close();
                       self->out_.more = std::move(more);
                       self->WritePiece(std::move(piece));
                   });
    });
}

void Connection::WritePiece(std::optional<std::string> piece) {
    if (piece && piece->empty()) return MakePiece();
    phase_ = Phase::kWriting;
    out_head_.clear();
    out_.body = chunked_ ? Chunk(piece.value_or("")) : piece.value_or("");
    if (!piece) out_.more = nullptr;
    out_sent_ = 0;
    ArmTimer(shared_.options.progress_timeout);
    WriteSome();
}

void Connection::Written() {
    if (out_.more) return MakePiece();
    std::string().swap(out_head_);
    out_ = Response{};
    if (!keep_alive_) return Linger();
    phase_ = Phase::kIdle;
    if (in_.empty()) return Idle();
    // A pipelined request: not from here, or a long pipeline would be a deep stack.
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (self->phase_ == Phase::kIdle) self->Idle();
    });
}

void Connection::Linger() {
    if (phase_ != Phase::kLinger) {
        phase_ = Phase::kLinger;
        std::string().swap(in_);
        transport_.ShutDown();
        progress_ = 0;
        ArmTimer(shared_.stopping ? shared_.options.drain : kLingerTime);
    }
    while (progress_ < kLingerOctets) {
        auto& buffer = ReadBuffer();
        // What comes now is thrown away undecoded, TLS or not.
        const ssize_t octets = ::recv(socket_.native_handle(), buffer.data(), buffer.size(), 0);
        if (octets < 0 && (errno == EAGAIN || errno == EINTR)) return ArmRead();
        if (octets <= 0) break;
        progress_ += static_cast<std::size_t>(octets);
    }
    Close();
}

void Connection::ArmRead() {
    if (read_armed_ || phase_ == Phase::kClosed) return;
    read_armed_ = true;
    socket_.async_wait(Tcp::socket::wait_read, [self = shared_from_this()](const Error& error) {
        self->read_armed_ = false;
        if (self->phase_ == Phase::kClosed || error == asio::error::operation_aborted) return;
        switch (self->phase_) {
            case Phase::kHandshake:
                return self->Handshake();
            case Phase::kIdle:
            case Phase::kHeader:
            case Phase::kBody:
                return self->Pump();
            case Phase::kWaiting:
                return self->WatchWaiting();
            case Phase::kWriting:
                return self->transport_.is_tls() ? self->WriteSome() : void();
            case Phase::kLinger:
                return self->Linger();
            case Phase::kRunning:
            case Phase::kClosed:
                return;
        }
    });
}

void Connection::ArmWrite() {
    if (write_armed_ || phase_ == Phase::kClosed) return;
    write_armed_ = true;
    socket_.async_wait(Tcp::socket::wait_write, [self = shared_from_this()](const Error& error) {
        self->write_armed_ = false;
        if (self->phase_ == Phase::kClosed || error == asio::error::operation_aborted) return;
        if (self->phase_ == Phase::kHandshake) return self->Handshake();
        if (self->phase_ == Phase::kWriting) return self->WriteSome();
        if (self->phase_ != Phase::kRunning && self->phase_ != Phase::kWaiting) self->Pump();
    });
}

void Connection::ArmTimer(std::chrono::milliseconds in) {
    const std::uint64_t turn = ++timer_turn_;
    if (phase_ != Phase::kLinger) progress_ = 0;
    timer_.expires_after(in);
    timer_.async_wait([weak = weak_from_this(), turn](const Error& error) {
        if (error) return;
        const auto self = weak.lock();
        if (self && self->timer_turn_ == turn) self->OnTimer();
    });
}

void Connection::OnTimer() {
    const ServerOptions& options = shared_.options;
    switch (phase_) {
        case Phase::kHeader:
            return Refuse(408, "request_timeout", "header_timeout");
        case Phase::kBody:
            if (progress_ >= options.min_progress) return ArmTimer(options.progress_timeout);
            return Refuse(408, "request_timeout", "body_timeout");
        case Phase::kWriting:
            if (progress_ >= options.min_progress) return ArmTimer(options.progress_timeout);
            shared_.CountRefusal("write_timeout");
            return Close();
        case Phase::kWaiting:
            return Resume(Turn::kExpired);
        case Phase::kHandshake:
            shared_.CountRefusal("tls_timeout");
            return Close();
        case Phase::kIdle:
        case Phase::kLinger:
            return Close();
        case Phase::kRunning:
        case Phase::kClosed:
            return;
    }
}

void Connection::Stop() {
    if (phase_ == Phase::kIdle) ArmTimer(shared_.options.drain);
    if (phase_ == Phase::kWaiting) Resume(Turn::kExpired);
}

void Connection::Close() {
    if (phase_ == Phase::kClosed) return;
    EndWait();
    Hold(0);
    phase_ = Phase::kClosed;
    timer_.cancel();
    Error ignored;
    socket_.close(ignored);
    shared_.closed(shared_from_this());
}

}  // namespace http
