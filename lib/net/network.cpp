#include "lib/net/network.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <optional>

namespace net {
namespace {

std::optional<in6_addr> ReadIpv6(std::string_view address) {
    const std::string text(address.substr(0, address.find('%')));
    in6_addr read{};
    if (::inet_pton(AF_INET6, text.c_str(), &read) != 1) return std::nullopt;
    return read;
}

}  // namespace

std::string NetworkOf(std::string_view address, int prefix) {
    auto read = ReadIpv6(address);
    if (!read) return std::string(address);
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (IN6_IS_ADDR_V4MAPPED(&*read)) {
        ::inet_ntop(AF_INET, &read->s6_addr[12], text.data(), text.size());
        return text.data();
    }
    prefix = std::clamp(prefix, 0, 128);
    for (int bit = prefix; bit < 128; ++bit) read->s6_addr[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
    ::inet_ntop(AF_INET6, &*read, text.data(), text.size());
    return std::string(text.data()) + "/" + std::to_string(prefix);
}

bool IsIpv6(std::string_view address) {
    const auto read = ReadIpv6(address);
    return read && !IN6_IS_ADDR_V4MAPPED(&*read);
}

}  // namespace net
