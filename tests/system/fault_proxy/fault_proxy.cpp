#include "tests/system/fault_proxy/fault_proxy.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <system_error>

namespace fault_proxy {
namespace {

constexpr int kTick_ms = 20;  // how late a change of the faults may be noticed
constexpr std::size_t kMostWaiting = 1 << 20;

[[noreturn]] void Throw(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void CloseWithReset(int fd) {
    const linger now{1, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(fd);
}

}  // namespace

std::optional<Faults> ParseFaults(const std::string& line) {
    Faults faults;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
        const auto equals = word.find('=');
        const std::string name = word.substr(0, equals);
        std::uint64_t value = 0;
        if (equals != std::string::npos) {
            const char* const end = word.data() + word.size();
            const auto [at, error] = std::from_chars(word.data() + equals + 1, end, value);
            if (error != std::errc{} || at != end) return std::nullopt;
        }
        const bool number = equals != std::string::npos;
        if (name == "none" && !number) {
            faults = {};
        } else if (name == "delay" && number) {
            faults.delay = std::chrono::milliseconds(value);
        } else if (name == "drop" && number) {
            faults.drop_every = static_cast<unsigned>(value);
        } else if (name == "cut-up" && number) {
            faults.cut_up = value;
        } else if (name == "cut-down" && number) {
            faults.cut_down = value;
        } else if (name == "refuse" && !number) {
            faults.refuse = true;
        } else if (name == "stall" && !number) {
            faults.stall = true;
        } else {
            return std::nullopt;
        }
    }
    return faults;
}

Proxy::Connection::~Connection() {
    if (client >= 0) ::close(client);
    if (server >= 0) ::close(server);
}

Proxy::Proxy(bool udp, std::uint16_t listen, sockaddr_in to) : udp_(udp), to_(to) {
    listener_ = ::socket(AF_INET, (udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener_ < 0) Throw("socket");
    const int on = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(listen);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0) Throw("bind");
    if (!udp && ::listen(listener_, 256) != 0) Throw("listen");
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
}

Proxy::~Proxy() {
    ::close(listener_);
    for (const auto& [client, peer] : peers_) ::close(peer.fd);
}

void Proxy::Set(const Faults& faults) {
    const std::lock_guard lock(mutex_);
    faults_ = faults;
}

Faults Proxy::faults() const {
    const std::lock_guard lock(mutex_);
    return faults_;
}

Counts Proxy::counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
}

void Proxy::Run() {
    if (udp_) {
        RunUdp();
    } else {
        RunTcp();
    }
}

void Proxy::Accept() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (client < 0) return;
    {
        const std::lock_guard lock(mutex_);
        ++counts_.connections;
        if (faults_.refuse) {
            ++counts_.lost;
            CloseWithReset(client);
            return;
        }
    }
    auto connection = std::make_unique<Connection>();
    connection->client = client;
    connection->server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // Loopback: connecting takes no time worth waiting for elsewhere.
    if (connection->server < 0 || ::connect(connection->server, reinterpret_cast<sockaddr*>(&to_), sizeof to_) != 0) {
        Reset(*connection);
        return;
    }
    ::fcntl(connection->server, F_SETFL, O_NONBLOCK);
    connection->up = {.from = client, .to = connection->server};
    connection->down = {.from = connection->server, .to = client};
    connections_.push_back(std::move(connection));
}

void Proxy::Reset(Connection& connection) {
    for (int* fd : {&connection.client, &connection.server}) {
        if (*fd >= 0) CloseWithReset(*fd);
        *fd = -1;
    }
}

// Reads what is there and writes what is due. False when the connection is to be reset.
bool Proxy::Pump(Flow& flow, const Faults& faults, std::optional<std::uint64_t> cut, std::uint64_t& counter) {
    if (faults.stall) return true;
    std::array<std::uint8_t, 65'536> buffer;
    while (!flow.ended && flow.waiting.size() * buffer.size() < kMostWaiting) {
        const ssize_t got = ::recv(flow.from, buffer.data(), buffer.size(), 0);
        if (got == 0) flow.ended = true;
        if (got < 0 && errno != EAGAIN && errno != EINTR) return false;
        if (got <= 0) break;
        flow.waiting.push_back({std::chrono::steady_clock::now() + faults.delay, {buffer.data(), buffer.data() + got}});
    }
    while (!flow.waiting.empty() && flow.waiting.front().due <= std::chrono::steady_clock::now()) {
        auto& bytes = flow.waiting.front().bytes;
        std::size_t size = bytes.size();
        if (cut) size = std::min<std::size_t>(size, *cut > flow.passed ? *cut - flow.passed : 0);
        const ssize_t sent = size == 0 ? 0 : ::send(flow.to, bytes.data(), size, MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN || errno == EINTR;
        flow.passed += static_cast<std::uint64_t>(sent);
        counter += static_cast<std::uint64_t>(sent);
        bytes.erase(bytes.begin(), bytes.begin() + sent);
        if (cut && flow.passed >= *cut) return false;
        if (!bytes.empty()) return true;  // the receiver is slow
        flow.waiting.pop_front();
    }
    if (flow.ended && flow.waiting.empty() && !flow.shut) {
        ::shutdown(flow.to, SHUT_WR);
        flow.shut = true;
    }
    return true;
}

void Proxy::RunTcp() {
    while (!stopping_) {
        std::vector<pollfd> fds = {{listener_, POLLIN, 0}};
        bool waiting = false;
        for (const auto& connection : connections_) {
            for (const Flow* flow : {&connection->up, &connection->down}) {
                fds.push_back({flow->ended ? -1 : flow->from, POLLIN, 0});
                waiting = waiting || !flow->waiting.empty();
            }
        }
        if (faults().stall) fds.resize(1);
        ::poll(fds.data(), fds.size(), waiting ? 2 : kTick_ms);
        // Read after the wait: what was set during it holds for what arrived during it.
        const Faults now = faults();
        if (fds[0].revents != 0) Accept();
        const bool reset = reset_.exchange(false);
        Counts seen;
        for (auto& connection : connections_) {
            const bool good = !reset && Pump(connection->up, now, now.cut_up, seen.up) &&
                              Pump(connection->down, now, now.cut_down, seen.down);
            const bool over = connection->up.shut && connection->down.shut;
            if (!good) {
                Reset(*connection);
                ++seen.lost;
            }
            if (!good || over) connection.reset();
        }
        std::erase(connections_, nullptr);
        const std::lock_guard lock(mutex_);
        counts_.up += seen.up;
        counts_.down += seen.down;
        counts_.lost += seen.lost;
    }
    connections_.clear();
}

void Proxy::Forward(std::vector<std::uint8_t> bytes, int fd, std::optional<sockaddr_in> to, bool up,
                    const Faults& faults) {
    const bool lost = faults.stall || (faults.drop_every > 0 && ++datagrams_ % faults.drop_every == 0);
    const auto cut = up ? faults.cut_up : faults.cut_down;
    if (cut && bytes.size() > *cut) bytes.resize(*cut);
    {
        const std::lock_guard lock(mutex_);
        if (lost) {
            ++counts_.lost;
            return;
        }
        (up ? counts_.up : counts_.down) += bytes.size();
    }
    late_.push_back({std::chrono::steady_clock::now() + faults.delay, fd, to, std::move(bytes)});
}

void Proxy::RunUdp() {
    std::array<std::uint8_t, 65'536> buffer;
    while (!stopping_) {
        std::vector<pollfd> fds = {{listener_, POLLIN, 0}};
        std::vector<const Peer*> order;
        for (const auto& [client, peer] : peers_) {
            fds.push_back({peer.fd, POLLIN, 0});
            order.push_back(&peer);
        }
        ::poll(fds.data(), fds.size(), late_.empty() ? kTick_ms : 2);
        const Faults now = faults();
        sockaddr_in from{};
        socklen_t size = sizeof from;
        for (ssize_t got; (got = ::recvfrom(listener_, buffer.data(), buffer.size(), MSG_DONTWAIT,
                                            reinterpret_cast<sockaddr*>(&from), &size)) >= 0;) {
            Peer& peer = peers_[{from.sin_addr.s_addr, from.sin_port}];
            if (peer.fd < 0) {
                peer.client = from;
                peer.fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
                if (peer.fd < 0 || ::connect(peer.fd, reinterpret_cast<sockaddr*>(&to_), sizeof to_) != 0) {
                    Throw("UDP peer");
                }
            }
            Forward({buffer.data(), buffer.data() + got}, peer.fd, std::nullopt, true, now);
            size = sizeof from;
        }
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (fds[i + 1].revents == 0) continue;
            for (ssize_t got; (got = ::recv(order[i]->fd, buffer.data(), buffer.size(), 0)) >= 0;) {
                Forward({buffer.data(), buffer.data() + got}, listener_, order[i]->client, false, now);
            }
        }
        std::erase_if(late_, [](const Late& late) {
            if (late.due > std::chrono::steady_clock::now()) return false;
            const auto* to = late.to ? reinterpret_cast<const sockaddr*>(&*late.to) : nullptr;
            ::sendto(late.fd, late.bytes.data(), late.bytes.size(), MSG_NOSIGNAL, to, late.to ? sizeof *late.to : 0);
            return true;
        });
    }
}

}  // namespace fault_proxy
