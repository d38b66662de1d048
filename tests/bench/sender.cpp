#include "tests/bench/sender.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace bench {

Sender::Sender(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw std::runtime_error("the server cannot be reached");
    }
}

Sender::~Sender() {
    ::close(socket_);
}

std::string Sender::Send(const std::string& request) {
    for (std::size_t sent = 0; sent < request.size();) {
        const auto count = ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) throw std::runtime_error("the connection broke");
        sent += static_cast<std::size_t>(count);
    }
    constexpr std::string_view kLength = "Content-Length: ";
    std::string answer;
    std::array<char, 4096> buffer{};
    for (;;) {
        if (const auto end = answer.find("\r\n\r\n"); end != std::string::npos) {
            const auto at = answer.find(kLength);
            if (at > end) throw std::runtime_error("an answer without its length: " + answer);
            if (answer.size() >= end + 4 + std::stoul(answer.substr(at + kLength.size(), 20))) return answer;
        }
        const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (count <= 0) throw std::runtime_error("no answer: " + answer);
        answer.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

std::string Delivery(const std::string& key, const std::string& gzip) {
    return fmt::format(
               "POST /api/v1/agent/readings HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {}\r\n"
               "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
               key, gzip.size()) +
           gzip;
}

}  // namespace bench
