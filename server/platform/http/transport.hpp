#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "server/platform/http/server.hpp"

struct ssl_ctx_st;
struct ssl_st;

// One non-blocking stream of octets: a socket, with or without TLS. TLS works on the file descriptor itself
// (SSL_set_fd) with buffers that are given back while idle: 16 KB for an idle connection where
// asio::ssl::stream costs 75.
namespace http {

// Throws std::system_error when the files cannot be used.
std::shared_ptr<ssl_ctx_st> LoadTls(const TlsFiles& files);

class Transport {
  public:
    enum class State { kDone, kWantRead, kWantWrite, kClosed };
    struct Moved {
        State state = State::kDone;
        std::size_t octets = 0;
    };

    // `fd` is non-blocking and stays the caller's. `tls` null: plain.
    Transport(int fd, std::shared_ptr<ssl_ctx_st> tls);
    ~Transport();
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    [[nodiscard]] bool is_tls() const { return ssl_ != nullptr; }
    State Handshake();
    Moved Read(char* data, std::size_t size);
    Moved Write(const char* data, std::size_t size);
    // Tells the other side that nothing more will come; best effort.
    void ShutDown();

  private:
    Moved Failed(int result);

    int fd_;
    std::shared_ptr<ssl_ctx_st> context_;
    ssl_st* ssl_ = nullptr;
};

}  // namespace http
