#include "agent/poll/knock.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace agent {
namespace {

// HTTP, HTTPS, LPD, IPP, JetDirect.
constexpr std::array<int, 5> kPrintingPorts{80, 443, 515, 631, 9100};

// A GetRequest of SNMPv3 with an empty engine id and user: whoever speaks SNMPv3 answers with a Report (RFC 3414, section 4).
constexpr unsigned char kDiscovery[] = {
    0x30, 0x3e, 0x02, 0x01, 0x03,                                                                    // version 3
    0x30, 0x11, 0x02, 0x04, 0x50, 0x4c, 0x54, 0x4e, 0x02, 0x03, 0x00, 0xff, 0xe3,                    // id, maximum size
    0x04, 0x01, 0x04, 0x02, 0x01, 0x03,                                                              // reportable, USM
    0x04, 0x10, 0x30, 0x0e, 0x04, 0x00, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00,                          // no engine
    0x04, 0x00, 0x04, 0x00, 0x04, 0x00,                                                              // no user
    0x30, 0x14, 0x04, 0x00, 0x04, 0x00, 0xa0, 0x0e, 0x02, 0x04, 0x50, 0x4c, 0x54, 0x4e, 0x02, 0x01,  // GetRequest
    0x00, 0x02, 0x01, 0x00, 0x30, 0x00,
};
static_assert(sizeof kDiscovery == 0x3e + 2);
constexpr std::chrono::milliseconds kAskAgain{1000};

struct Door {
    std::size_t place = 0;
    int port = 0;  // TCP; 0: SNMP
    int fd = -1;
};

void TakeError(Knocked& knocked, const Door& door, int error) {
    switch (error) {
        case ECONNREFUSED:
            if (door.port == 0) {
                knocked.snmp_port_closed = true;
            } else {
                knocked.closed.push_back(door.port);
            }
            break;
        case EHOSTUNREACH:
        case EHOSTDOWN:
            knocked.host_unreachable = true;
            break;
        case ENETUNREACH:
        case ENETDOWN:
        case EADDRNOTAVAIL:
        case EAFNOSUPPORT:
            knocked.network_unreachable = true;
            break;
        default:  // a firewall of this machine (EPERM), a reset: nothing is known
            break;
    }
}

void Ask(Knocked& knocked, const Door& door) {
    if (::send(door.fd, kDiscovery, sizeof kDiscovery, MSG_NOSIGNAL) < 0) TakeError(knocked, door, errno);
}

// Opens the door; -1 where that is over already.
int Open(Knocked& knocked, const Door& door, const snmp::Endpoint& place) {
    sockaddr_storage address{};
    std::copy_n(reinterpret_cast<const char*>(place.address()), place.size(), reinterpret_cast<char*>(&address));
    if (door.port != 0) {
        const auto port = htons(static_cast<std::uint16_t>(door.port));
        if (place.is_ipv6()) {
            reinterpret_cast<sockaddr_in6&>(address).sin6_port = port;
        } else {
            reinterpret_cast<sockaddr_in&>(address).sin_port = port;
        }
    }
    const int type = door.port == 0 ? SOCK_DGRAM : SOCK_STREAM;
    const int fd = ::socket(address.ss_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), place.size()) == 0 || errno == EINPROGRESS)
        return fd;
    TakeError(knocked, door, errno);
    ::close(fd);
    return -1;
}

// What has happened at a door; true: nothing more will.
bool Look(Knocked& knocked, const Door& door) {
    if (door.port == 0) {
        unsigned char answer[1];
        const auto size = ::recv(door.fd, answer, sizeof answer, MSG_TRUNC);
        if (size > 0) {
            knocked.snmp_answers = answer[0] == 0x30;  // the SEQUENCE of a message
            return true;
        }
        if (size == 0 || errno == EAGAIN || errno == EINTR) return false;
        TakeError(knocked, door, errno);
        return true;
    }
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(door.fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error == 0) {
        knocked.open.push_back(door.port);
    } else {
        TakeError(knocked, door, error);
    }
    return true;
}

}  // namespace

std::vector<Knocked> Knock(const std::vector<snmp::Endpoint>& places, std::chrono::milliseconds limit,
                           const std::atomic<bool>& stop) {
    using Clock = std::chrono::steady_clock;
    std::vector<Knocked> result(places.size());
    std::vector<Door> doors;
    for (std::size_t at = 0; at < places.size(); ++at) {
        const auto add = [&](int port) {
            Door door{.place = at, .port = port};
            door.fd = Open(result[at], door, places[at]);
            if (door.fd >= 0) doors.push_back(door);
        };
        add(0);
        for (const int port : kPrintingPorts) add(port);
    }
    for (const Door& door : doors) {
        if (door.port == 0) Ask(result[door.place], door);
    }
    const auto end = Clock::now() + limit;
    auto again = Clock::now() + kAskAgain;
    while (!doors.empty() && !stop && Clock::now() < end) {
        std::vector<pollfd> fds;
        fds.reserve(doors.size());
        for (const Door& door : doors) {
            fds.push_back({door.fd, static_cast<short>(door.port == 0 ? POLLIN : POLLOUT), 0});
        }
        ::poll(fds.data(), fds.size(), 100);
        std::vector<Door> open;
        for (std::size_t at = 0; at < doors.size(); ++at) {
            if (fds[at].revents != 0 && Look(result[doors[at].place], doors[at])) {
                ::close(doors[at].fd);
            } else {
                open.push_back(doors[at]);
            }
        }
        doors.swap(open);
        if (Clock::now() >= again) {
            again = end;  // once
            for (const Door& door : doors) {
                if (door.port == 0) Ask(result[door.place], door);
            }
        }
    }
    for (const Door& door : doors) ::close(door.fd);
    for (auto& knocked : result) {
        std::ranges::sort(knocked.open);
        std::ranges::sort(knocked.closed);
    }
    return result;
}

std::string PortWords(const std::vector<int>& ports) {
    std::string words = ports.size() == 1 ? "TCP port " : "TCP ports ";
    for (std::size_t at = 0; at < ports.size(); ++at) words += (at == 0 ? "" : ", ") + std::to_string(ports[at]);
    return words;
}

}  // namespace agent
