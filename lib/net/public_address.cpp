#include "lib/net/public_address.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace net {
namespace {

bool IsPublic4(std::uint32_t address) {
    struct Network {
        std::uint32_t first;
        int bits;
    };
    // RFC 6890 and what came after it.
    constexpr std::array<Network, 14> kOthers{{{0x00000000, 8},
                                               {0x0A000000, 8},
                                               {0x64400000, 10},
                                               {0x7F000000, 8},
                                               {0xA9FE0000, 16},
                                               {0xAC100000, 12},
                                               {0xC0000000, 24},
                                               {0xC0000200, 24},
                                               {0xC0586300, 24},
                                               {0xC0A80000, 16},
                                               {0xC6120000, 15},
                                               {0xC6336400, 24},
                                               {0xCB007100, 24},
                                               {0xE0000000, 3}}};
    for (const auto& [first, bits] : kOthers) {
        if ((address >> (32 - bits)) == (first >> (32 - bits))) return false;
    }
    return true;
}

bool IsPublic6(const in6_addr& address) {
    const auto* octets = address.s6_addr;
    const auto v4 = [&](int at) {
        return (std::uint32_t{octets[at]} << 24) | (std::uint32_t{octets[at + 1]} << 16) |
               (std::uint32_t{octets[at + 2]} << 8) | octets[at + 3];
    };
    if (IN6_IS_ADDR_V4MAPPED(&address)) return IsPublic4(v4(12));
    // Global unicast is 2000::/3; of it not 6to4, Teredo and documentation, which lead elsewhere or nowhere.
    if ((octets[0] & 0xE0) != 0x20) return false;
    if (octets[0] == 0x20 && octets[1] == 0x02) return IsPublic4(v4(2));
    return !(octets[0] == 0x20 && octets[1] == 0x01 &&
             ((octets[2] == 0 && octets[3] == 0) || (octets[2] == 0x0D && octets[3] == 0xB8)));
}

}  // namespace

bool IsPublicAddress(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof(v4));
        return IsPublic4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family != AF_INET6) return false;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof(v6));
    return IsPublic6(v6.sin6_addr);
}

// The address is judged when it is used, not when its name was looked up.
curl_socket_t OpenPublic(void* refused, curlsocktype, curl_sockaddr* address) {
    if (!IsPublicAddress(address->addr)) {
        *static_cast<bool*>(refused) = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace net
