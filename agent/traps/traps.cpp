#include "agent/traps/traps.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"

namespace agent {
namespace {

constexpr std::size_t kLargestDatagram = 65'536;
// So many datagrams of one socket before the others, and the stop, are looked at again.
constexpr int kAtOnce = 64;
constexpr std::chrono::milliseconds kLookAgain{500};

// RFC 3411, section 5, SnmpEngineID: no enterprise's number, octets of our own. Another one after each start, so that whoever
// sends informs looks for it and its time anew.
std::vector<std::uint8_t> NewEngineId() {
    std::vector<std::uint8_t> id{0x80, 0, 0, 0, 5};
    for (const char octet : base::RandomBytes(12)) id.push_back(static_cast<std::uint8_t>(octet));
    return id;
}

int BoundSocket(const snmp::Endpoint& place) {
    const int fd = ::socket(place.is_ipv6() ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    const int on = 1;
    if (place.is_ipv6()) ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (::bind(fd, place.address(), place.size()) == 0) return fd;
    const int error = errno;
    ::close(fd);
    errno = error;
    return -1;
}

}  // namespace

bool TrapGate::Heard(const std::string& host, Time now) {
    const auto [at, first] = spoke_.try_emplace(host, Spoke{now, false});
    if (first) return true;
    if (now - at->second.polled < kTrapPause) {
        at->second.again = true;
        return false;
    }
    at->second = {now, false};
    return true;
}

std::vector<std::string> TrapGate::Due(Time now) {
    std::vector<std::string> due;
    for (auto& [host, spoke] : spoke_) {
        if (!spoke.again || now - spoke.polled < kTrapPause) continue;
        spoke = {now, false};
        due.push_back(host);
    }
    return due;
}

std::optional<TrapGate::Time> TrapGate::NextDue() const {
    std::optional<Time> next;
    for (const auto& [host, spoke] : spoke_) {
        if (spoke.again && (!next || spoke.polled + kTrapPause < *next)) next = spoke.polled + kTrapPause;
    }
    return next;
}

void TrapGate::KeepOnly(const std::set<std::string>& hosts) {
    std::erase_if(spoke_, [&](const auto& entry) { return !hosts.contains(entry.first); });
}

bool TellsOfState(const snmp::Notification& notification) {
    constexpr std::int32_t kAuthenticationFailure = 4;
    return snmp::StandardTrap(notification.name) != kAuthenticationFailure;
}

Traps::Traps(const TrapSettings& settings, Stop& stop)
    : stop_(stop), receiver_(NewEngineId(), std::chrono::steady_clock::now()), buffer_(kLargestDatagram) {
    for (const std::string& text : settings.listen) {
        const auto place = snmp::Endpoint::Parse(text, kTrapPort);
        if (!place) continue;  // CheckSettings
        const int fd = BoundSocket(*place);
        if (fd < 0) {
            base::log::Error("traps.address {}: {}: no traps are heard there", text, std::strerror(errno));
            continue;
        }
        sockets_.push_back(fd);
        base::log::Info("traps.listening {}", text);
    }
}

Traps::~Traps() {
    for (const int fd : sockets_) ::close(fd);
}

void Traps::SetPrinters(std::set<std::string> hosts) {
    const std::lock_guard lock(mutex_);
    new_hosts_ = std::move(hosts);
}

void Traps::SetUsers(std::vector<std::shared_ptr<const snmp::UsmUser>> users) {
    const std::lock_guard lock(mutex_);
    new_users_ = std::move(users);
}

std::vector<snmp::Endpoint> Traps::places() const {
    std::vector<snmp::Endpoint> places;
    for (const int fd : sockets_) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0) {
            places.emplace_back(reinterpret_cast<const sockaddr*>(&address), size);
        }
    }
    return places;
}

void Traps::TakeNews() {
    const std::lock_guard lock(mutex_);
    if (new_hosts_) {
        hosts_ = std::move(*new_hosts_);
        gate_.KeepOnly(hosts_);
        new_hosts_.reset();
    }
    if (new_users_) receiver_.SetUsers(std::move(*new_users_));
    new_users_.reset();
}

void Traps::Receive(int fd) {
    for (int i = 0; i < kAtOnce; ++i) {
        sockaddr_storage from{};
        socklen_t size = sizeof from;
        const ssize_t count =
            ::recvfrom(fd, buffer_.data(), buffer_.size(), 0, reinterpret_cast<sockaddr*>(&from), &size);
        if (count < 0) return;
        const std::string host = snmp::Endpoint(reinterpret_cast<const sockaddr*>(&from), size).host();
        if (!hosts_.contains(host)) continue;
        const auto now = std::chrono::steady_clock::now();
        const auto received = receiver_.Receive({buffer_.data(), static_cast<std::size_t>(count)}, now);
        if (!received.reply.empty()) {
            ::sendto(fd, received.reply.data(), received.reply.size(), 0, reinterpret_cast<const sockaddr*>(&from),
                     size);
        }
        if (!received.notification || !TellsOfState(*received.notification)) continue;
        if (!gate_.Heard(host, now)) continue;
        base::log::Info("traps.heard {} {} version={}", host, received.notification->name.ToString(),
                        received.notification->version);
        heard_(host);
    }
}

void Traps::Run() {
    std::vector<pollfd> waits;
    for (const int fd : sockets_) waits.push_back({fd, POLLIN, 0});
    while (!waits.empty() && !stop_.IsSet()) {
        auto pause = kLookAgain;
        if (const auto next = gate_.NextDue()) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - std::chrono::steady_clock::now());
            pause = std::clamp(left, std::chrono::milliseconds(0), pause);
        }
        const int ready = ::poll(waits.data(), waits.size(), static_cast<int>(pause.count()));
        TakeNews();
        for (std::size_t i = 0; ready > 0 && i < waits.size(); ++i) {
            if (waits[i].revents != 0) Receive(waits[i].fd);
        }
        for (const std::string& host : gate_.Due(std::chrono::steady_clock::now())) heard_(host);
    }
}

}  // namespace agent
