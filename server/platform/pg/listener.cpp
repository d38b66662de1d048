#include "server/platform/pg/listener.hpp"
#include "lib/base/log.hpp"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "server/platform/pg/connection.hpp"

namespace pg {

Listener::Listener(std::string url) : url_(std::move(url)), wake_fd_(::eventfd(0, EFD_CLOEXEC)) {
    if (wake_fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Listener::~Listener() {
    Stop();
    ::close(wake_fd_);
}

void Listener::On(std::string channel, Handler handler) {
    handlers_.emplace_back(std::move(channel), std::move(handler));
}

void Listener::OnConnection(std::string sql) {
    on_connection_ = std::move(sql);
}

void Listener::Start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

void Listener::Stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    const std::uint64_t one = 1;
    if (::write(wake_fd_, &one, sizeof one) < 0) base::log::Error("listener.stop cannot be woken");
    thread_.join();
}

void Listener::Wait(int socket, int timeout_ms) const {
    pollfd fds[] = {{wake_fd_, POLLIN, 0}, {socket, POLLIN, 0}};  // poll() ignores a socket of -1
    ::poll(fds, 2, timeout_ms);
}

void Listener::Run(const std::stop_token& stop) {
    int pause_ms = 100;
    while (!stop.stop_requested()) {
        try {
            Listen(stop);
            pause_ms = 100;
        } catch (const Error& error) {
            base::log::Warn("listener.lost {}; connecting again in {} ms", error.what(), pause_ms);
        }
        if (!stop.stop_requested()) Wait(-1, pause_ms);
        pause_ms = std::min(pause_ms * 2, 5000);
    }
}

void Listener::Listen(const std::stop_token& stop) {
    Connection connection(url_);
    for (const auto& [channel, handler] : handlers_) connection.Script("LISTEN \"" + channel + "\"");
    if (!on_connection_.empty()) connection.Script(on_connection_);
    Call("", "");
    while (!stop.stop_requested()) {
        Wait(PQsocket(connection.raw()), -1);
        const bool alive = PQconsumeInput(connection.raw()) == 1;
        while (PGnotify* raw = PQnotifies(connection.raw())) {
            const std::unique_ptr<PGnotify, void (*)(void*)> notification(raw, PQfreemem);
            Call(notification->relname, notification->extra);
        }
        if (!alive || connection.broken()) return;
    }
}

void Listener::Call(std::string_view channel, std::string_view payload) const {
    for (const auto& [name, handler] : handlers_) {
        if (!channel.empty() && name != channel) continue;
        try {
            handler(payload);
        } catch (const std::exception& error) {
            base::log::Error("listener.handler {}: {}", name, error.what());
        }
    }
}

}  // namespace pg
