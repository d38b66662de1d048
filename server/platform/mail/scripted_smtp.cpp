#include "server/platform/mail/scripted_smtp.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>

namespace mail::testing {

std::string Received::Header(const std::string& name) const {
    std::istringstream in(data);
    std::string value;
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty()) break;
        if (line[0] == ' ' || line[0] == '\t') {
            if (inside) value += line;
            continue;
        }
        inside = line.size() > name.size() && line[name.size()] == ':' &&
                 ::strncasecmp(line.c_str(), name.c_str(), name.size()) == 0;
        if (inside) value = line.substr(std::min(name.size() + 2, line.size()));
    }
    return value;
}

ScriptedSmtp::ScriptedSmtp() : stop_fd_(::eventfd(0, EFD_CLOEXEC)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listener_, 8) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        throw std::runtime_error("no port for the scripted mail server");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { Serve(); });
}

ScriptedSmtp::~ScriptedSmtp() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stop_fd_, &one, sizeof one);
    thread_.join();
    ::close(listener_);
    ::close(stop_fd_);
}

void ScriptedSmtp::Play(Script script) {
    const std::scoped_lock lock(mutex_);
    script_ = std::move(script);
}

std::vector<Received> ScriptedSmtp::Mails() const {
    const std::scoped_lock lock(mutex_);
    return mails_;
}

void ScriptedSmtp::WaitFor(std::size_t count) const {
    while (Mails().size() < count) std::this_thread::yield();
}

void ScriptedSmtp::WaitForSlow(int count) const {
    for (;;) {
        {
            const std::scoped_lock lock(mutex_);
            if (slow_ >= count) return;
        }
        std::this_thread::yield();
    }
}

// False: the client has hung up before, or the test is over.
bool ScriptedSmtp::WaitOut(int client, std::chrono::milliseconds delay) {
    {
        const std::scoped_lock lock(mutex_);
        ++slow_;
    }
    pollfd fds[] = {{stop_fd_, POLLIN, 0}, {client, POLLRDHUP, 0}};
    return ::poll(fds, 2, static_cast<int>(delay.count())) == 0;
}

void ScriptedSmtp::Serve() {
    for (;;) {
        pollfd fds[] = {{stop_fd_, POLLIN, 0}, {listener_, POLLIN, 0}};
        ::poll(fds, 2, -1);
        if (fds[0].revents != 0) return;
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        Talk(client);
        ::close(client);
    }
}

void ScriptedSmtp::Talk(int client) {
    std::string buffer;
    const auto read_line = [&](std::string& line) {
        for (;;) {
            if (const auto end = buffer.find("\r\n"); end != std::string::npos) {
                line = buffer.substr(0, end);
                buffer.erase(0, end + 2);
                return true;
            }
            pollfd fds[] = {{stop_fd_, POLLIN, 0}, {client, POLLIN, 0}};
            ::poll(fds, 2, -1);
            char chunk[4096];
            const auto got = fds[0].revents != 0 ? 0 : ::read(client, chunk, sizeof chunk);
            if (got <= 0) return false;
            buffer.append(chunk, static_cast<std::size_t>(got));
        }
    };
    Received mail;
    // False: the server dies here.
    const auto answer = [&](const std::string& step, const std::string& usual) {
        Script script;
        {
            const std::scoped_lock lock(mutex_);
            script = script_;
        }
        if (script.die_at == step) return false;
        const bool concerned = script.slow_to.empty() || mail.to == "<" + script.slow_to + ">";
        if (script.slow_at == step && concerned && !WaitOut(client, script.delay)) return false;
        const auto other = script.answers.find(step);
        const std::string text = (other != script.answers.end() ? other->second : usual) + "\r\n";
        return ::send(client, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
    };
    if (!answer("connect", "220 scripted.test ESMTP")) return;
    for (std::string line; read_line(line);) {
        const std::string verb = line.substr(0, 4);
        if (verb == "EHLO") {
            if (!answer("EHLO", "250-scripted.test\r\n250 8BITMIME")) return;
        } else if (verb == "MAIL") {
            mail = {.from = line.substr(10)};
            if (!answer("MAIL", "250 ok")) return;
        } else if (verb == "RCPT") {
            mail.to = line.substr(8);
            if (!answer("RCPT", "250 ok")) return;
        } else if (verb == "DATA") {
            if (!answer("DATA", "354 go on")) return;
            {
                const std::scoped_lock lock(mutex_);
                if (script_.answers.contains("DATA")) continue;
            }
            for (std::string text; read_line(text) && text != ".";) {
                mail.data += (text.starts_with("..") ? text.substr(1) : text) + "\r\n";
            }
            {
                const std::scoped_lock lock(mutex_);
                const bool dies = script_.die_at == "text";
                if (!script_.answers.contains("text") && (!dies || script_.take_before_dying)) {
                    mails_.push_back(mail);
                }
            }
            if (!answer("text", "250 taken")) return;
        } else if (verb == "QUIT") {
            answer("QUIT", "221 bye");
            return;
        } else if (!answer(verb, "250 ok")) {
            return;
        }
    }
}

}  // namespace mail::testing
