#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <cstdlib>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

// For tests only: a receiver of webhooks on loopback, real sockets, that answers what a test says, or does not answer.
namespace webhooks::testing {

struct Heard {
    std::string target;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

struct Manner {
    int status = 200;
    std::string headers{};  // further lines, each with its CR LF
    std::string body = "ok";
    bool silent = false;  // takes the request and says nothing
    bool gone = false;    // hangs up
};

class Receiver {
  public:
    explicit Receiver(Manner manner = {}) : manner_(std::move(manner)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 64) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
            throw std::runtime_error("no port for the receiver");
        }
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this] { Serve(); });
    }
    ~Receiver() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
        for (const int client : held_) ::close(client);
    }
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    [[nodiscard]] std::string Url(const std::string& host = "127.0.0.1", const std::string& scheme = "http") const {
        return scheme + "://" + host + ":" + std::to_string(port_) + "/hook";
    }
    void Behave(Manner manner) {
        const std::scoped_lock lock(mutex_);
        manner_ = std::move(manner);
    }
    [[nodiscard]] std::vector<Heard> All() const {
        const std::scoped_lock lock(mutex_);
        return heard_;
    }
    // Connections, also those over which nothing was said.
    [[nodiscard]] int connections() const {
        const std::scoped_lock lock(mutex_);
        return connections_;
    }
    void WaitFor(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return heard_.size() >= count; });
    }

  private:
    void Serve() {
        for (;;) {
            const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) return;
            Manner manner;
            {
                const std::scoped_lock lock(mutex_);
                ++connections_;
                manner = manner_;
            }
            if (manner.gone || !Hear(client)) {
                ::close(client);
                continue;
            }
            if (manner.silent) {
                held_.push_back(client);
                continue;
            }
            const std::string answer = "HTTP/1.1 " + std::to_string(manner.status) + " x\r\n" + manner.headers +
                                       "Content-Length: " + std::to_string(manner.body.size()) +
                                       "\r\nConnection: close\r\n\r\n" + manner.body;
            for (std::size_t sent = 0; sent < answer.size();) {
                const auto now = ::send(client, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
                if (now <= 0) break;  // it has heard enough
                sent += static_cast<std::size_t>(now);
            }
            ::close(client);
        }
    }

    bool Hear(int client) {
        std::string text;
        std::array<char, 4096> buffer{};
        std::size_t end = std::string::npos;
        std::size_t length = 0;
        while (end == std::string::npos || text.size() < end + 4 + length) {
            const auto read = ::recv(client, buffer.data(), buffer.size(), 0);
            if (read <= 0) return false;
            text.append(buffer.data(), static_cast<std::size_t>(read));
            if (end != std::string::npos || (end = text.find("\r\n\r\n")) == std::string::npos) continue;
            const Heard head = Parse(text, end);
            const auto at = head.headers.find("content-length");
            length = at == head.headers.end() ? 0 : std::strtoul(at->second.c_str(), nullptr, 10);
        }
        Heard heard = Parse(text, end);
        heard.body = text.substr(end + 4);
        const std::scoped_lock lock(mutex_);
        heard_.push_back(std::move(heard));
        changed_.notify_all();
        return true;
    }

    static Heard Parse(const std::string& text, std::size_t end) {
        Heard heard;
        std::size_t at = text.find("\r\n");
        const std::string line = text.substr(0, at);
        heard.target = line.substr(0, line.rfind(' '));
        while (at < end) {
            const std::size_t begin = at + 2;
            at = text.find("\r\n", begin);
            const std::string header = text.substr(begin, at - begin);
            const auto colon = header.find(": ");
            if (colon == std::string::npos) continue;
            std::string name = header.substr(0, colon);
            for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            heard.headers[name] = header.substr(colon + 2);
        }
        return heard;
    }

    int listener_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Manner manner_;             // guarded by mutex_
    std::vector<Heard> heard_;  // guarded by mutex_
    int connections_ = 0;       // guarded by mutex_
    std::vector<int> held_;     // of the thread
    std::jthread thread_;
};

}  // namespace webhooks::testing
