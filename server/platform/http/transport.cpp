#include "server/platform/http/transport.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <system_error>

namespace http {
namespace {

// The library's words for what just failed.
std::string Reason() {
    const unsigned long code = ERR_get_error();
    const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    ERR_clear_error();
    return reason == nullptr ? "" : reason;
}

[[noreturn]] void Throw(const std::string& what) {
    const std::string reason = Reason();
    throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                            what + (reason.empty() ? "" : ": " + reason));
}

// Only HTTP/1.1 is spoken; a client that offers others and not this one goes on without ALPN.
int SelectProtocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                   unsigned int offered_size, void*) {
    static constexpr unsigned char kHttp11[] = "\x08http/1.1";
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, out_size, kHttp11, sizeof kHttp11 - 1, offered, offered_size) !=
        OPENSSL_NPN_NEGOTIATED) {
        return SSL_TLSEXT_ERR_NOACK;
    }
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

std::optional<TlsProblem> Use(SSL_CTX& context, const TlsFiles& files) {
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(&context, files.certificate_chain.c_str()) != 1) {
        return TlsProblem{false, "this is no chain of certificates in PEM (" + Reason() + ")"};
    }
    if (SSL_CTX_use_PrivateKey_file(&context, files.private_key.c_str(), SSL_FILETYPE_PEM) != 1) {
        // The library compares the two as soon as it has both.
        const std::string reason = Reason();
        return TlsProblem{true, reason == "key values mismatch" || reason == "key type mismatch"
                                    ? "this is the key of another certificate"
                                    : "this is no private key in PEM without a passphrase (" + reason + ")"};
    }
    if (SSL_CTX_check_private_key(&context) != 1) return TlsProblem{true, "this is the key of another certificate"};
    return std::nullopt;
}

}  // namespace

std::optional<TlsProblem> CheckTls(const TlsFiles& files) {
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context) Throw("TLS cannot be set up");
    return Use(*context, files);
}

std::shared_ptr<ssl_ctx_st> LoadTls(const TlsFiles& files) {
    ERR_clear_error();
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context) Throw("TLS cannot be set up");
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    // TLS 1.3 has forward secrecy and authenticated encryption only; so has what is left of 1.2.
    if (SSL_CTX_set_cipher_list(context.get(), "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) Throw("TLS cannot be set up");
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                           SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // Tickets resume sessions without memory on this side.
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context.get(), &SelectProtocol, nullptr);
    if (const auto wrong = Use(*context, files)) {
        throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                                (wrong->key ? files.private_key : files.certificate_chain) + ": " + wrong->reason);
    }
    return context;
}

Transport::Transport(int fd, std::shared_ptr<ssl_ctx_st> tls) : fd_(fd), context_(std::move(tls)) {
    if (!context_) return;
    ssl_ = SSL_new(context_.get());
    if (ssl_ == nullptr || SSL_set_fd(ssl_, fd_) != 1) Throw("TLS connection");
    SSL_set_accept_state(ssl_);
}

Transport::~Transport() {
    SSL_free(ssl_);
}

Transport::State Transport::Handshake() {
    if (ssl_ == nullptr) return State::kDone;
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_);
    return result == 1 ? State::kDone : Failed(result).state;
}

Transport::Moved Transport::Read(char* data, std::size_t size) {
    if (ssl_ != nullptr) {
        ERR_clear_error();
        std::size_t octets = 0;
        const int result = SSL_read_ex(ssl_, data, size, &octets);
        return result == 1 ? Moved{State::kDone, octets} : Failed(result);
    }
    while (true) {
        const ssize_t octets = ::recv(fd_, data, size, 0);
        if (octets > 0) return {State::kDone, static_cast<std::size_t>(octets)};
        if (octets == 0) return {State::kClosed, 0};
        if (errno == EINTR) continue;
        return {errno == EAGAIN || errno == EWOULDBLOCK ? State::kWantRead : State::kClosed, 0};
    }
}

Transport::Moved Transport::Write(const char* data, std::size_t size) {
    if (ssl_ != nullptr) {
        ERR_clear_error();
        std::size_t octets = 0;
        const int result = SSL_write_ex(ssl_, data, size, &octets);
        return result == 1 ? Moved{State::kDone, octets} : Failed(result);
    }
    while (true) {
        const ssize_t octets = ::send(fd_, data, size, MSG_NOSIGNAL);
        if (octets >= 0) return {State::kDone, static_cast<std::size_t>(octets)};
        if (errno == EINTR) continue;
        return {errno == EAGAIN || errno == EWOULDBLOCK ? State::kWantWrite : State::kClosed, 0};
    }
}

void Transport::ShutDown() {
    if (ssl_ != nullptr && SSL_is_init_finished(ssl_) == 1) {
        ERR_clear_error();
        SSL_shutdown(ssl_);
    }
    ::shutdown(fd_, SHUT_WR);
}

Transport::Moved Transport::Failed(int result) {
    switch (SSL_get_error(ssl_, result)) {
        case SSL_ERROR_WANT_READ:
            return {State::kWantRead, 0};
        case SSL_ERROR_WANT_WRITE:
            return {State::kWantWrite, 0};
        default:
            return {State::kClosed, 0};
    }
}

}  // namespace http
