#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace agent {

// For tests only.
// An HTTP server of a few lines: each request goes to a function, whose answer is sent; status 0 closes the
// connection without one.
class TestServer {
  public:
    struct Request {
        std::string line;  // "POST /path HTTP/1.1"
        std::string headers;
        std::string body;  // unpacked
    };
    struct Reply {
        int status = 200;
        std::string body = "{}";
        std::string headers = {};
    };
    using Handler = std::function<Reply(const Request&)>;

    explicit TestServer(Handler handler) : handler_(std::move(handler)) {
        fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), size);
        ::listen(fd_, 16);
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { Serve(); });
    }
    ~TestServer() {
        stop_ = true;
        thread_.join();
        ::close(fd_);
    }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  private:
    static std::string Gunzip(const std::string& packed) {
        z_stream stream{};
        inflateInit2(&stream, 15 + 16);
        std::string out(8 << 20, '\0');
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream.avail_in = static_cast<uInt>(packed.size());
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
        out.resize(stream.total_out);
        inflateEnd(&stream);
        return out;
    }
    void Serve() {
        while (!stop_) {
            pollfd wait{fd_, POLLIN, 0};
            if (::poll(&wait, 1, 20) <= 0) continue;
            const int peer = ::accept(fd_, nullptr, nullptr);
            std::string data;
            std::size_t head = std::string::npos, length = 0;
            char buffer[65536];
            while (head == std::string::npos || data.size() < head + 4 + length) {
                const ssize_t count = ::recv(peer, buffer, sizeof buffer, 0);
                if (count <= 0) break;
                data.append(buffer, static_cast<std::size_t>(count));
                if (head != std::string::npos) continue;
                head = data.find("\r\n\r\n");
                const auto at = data.find("Content-Length: ");
                if (head != std::string::npos && at < head) length = std::stoul(data.substr(at + 16));
            }
            if (head != std::string::npos) {
                Request request{data.substr(0, data.find("\r\n")), data.substr(0, head), data.substr(head + 4)};
                if (request.headers.find("Content-Encoding: gzip") != std::string::npos) {
                    request.body = Gunzip(request.body);
                }
                const Reply reply = handler_(request);
                if (reply.status != 0) {
                    const std::string text =
                        "HTTP/1.1 " + std::to_string(reply.status) + " x\r\nConnection: close\r\n" + reply.headers +
                        "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n" + reply.body;
                    (void)!::send(peer, text.data(), text.size(), MSG_NOSIGNAL);
                }
            }
            ::close(peer);
        }
    }

    Handler handler_;
    int fd_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace agent
