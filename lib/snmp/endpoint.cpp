#include "lib/snmp/endpoint.hpp"

#include <arpa/inet.h>
#include <netdb.h>

#include <charconv>
#include <cstring>

namespace snmp {
namespace {

struct HostPort {
    std::string host;
    std::uint16_t port = 0;
};

std::optional<HostPort> Split(std::string_view text, std::uint16_t default_port) {
    HostPort out{std::string(text), default_port};
    std::string_view port;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        out.host = std::string(text.substr(1, close - 1));
        text.remove_prefix(close + 1);
        if (text.empty()) return out;
        if (text[0] != ':') return std::nullopt;
        port = text.substr(1);
    } else if (const auto colon = text.find(':');
               colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos) {
        out.host = std::string(text.substr(0, colon));
        port = text.substr(colon + 1);
    } else {
        return out;
    }
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
    if (error != std::errc{} || end != port.data() + port.size() || out.port == 0) return std::nullopt;
    return out;
}

}  // namespace

Endpoint::Endpoint(const sockaddr* address, socklen_t size) : size_(size) {
    std::memcpy(&storage_, address, std::min<std::size_t>(size, sizeof storage_));
}

std::optional<Endpoint> Endpoint::Parse(std::string_view text, std::uint16_t default_port) {
    const auto parts = Split(text, default_port);
    if (!parts) return std::nullopt;
    sockaddr_in v4{};
    if (inet_pton(AF_INET, parts->host.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(parts->port);
        return Endpoint(reinterpret_cast<const sockaddr*>(&v4), sizeof v4);
    }
    sockaddr_in6 v6{};
    if (inet_pton(AF_INET6, parts->host.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(parts->port);
        return Endpoint(reinterpret_cast<const sockaddr*>(&v6), sizeof v6);
    }
    return std::nullopt;
}

std::expected<Endpoint, std::string> Endpoint::Resolve(std::string_view text, std::uint16_t default_port) {
    if (auto numeric = Parse(text, default_port)) return *numeric;
    const auto parts = Split(text, default_port);
    if (!parts || parts->host.empty()) return std::unexpected("not an address: " + std::string(text));
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    const std::string port = std::to_string(parts->port);
    if (const int error = getaddrinfo(parts->host.c_str(), port.c_str(), &hints, &found); error != 0) {
        return std::unexpected(parts->host + ": " + gai_strerror(error));
    }
    Endpoint endpoint(found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return endpoint;
}

std::uint16_t Endpoint::port() const {
    return ntohs(is_ipv6() ? reinterpret_cast<const sockaddr_in6&>(storage_).sin6_port
                           : reinterpret_cast<const sockaddr_in&>(storage_).sin_port);
}

std::string Endpoint::host() const {
    char text[INET6_ADDRSTRLEN] = {};
    const void* raw = is_ipv6() ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(storage_).sin6_addr)
                                : &reinterpret_cast<const sockaddr_in&>(storage_).sin_addr;
    inet_ntop(storage_.ss_family, raw, text, sizeof text);
    return text;
}

bool operator==(const Endpoint& a, const Endpoint& b) {
    if (a.storage_.ss_family != b.storage_.ss_family) return false;
    if (a.is_ipv6()) {
        const auto& x = reinterpret_cast<const sockaddr_in6&>(a.storage_);
        const auto& y = reinterpret_cast<const sockaddr_in6&>(b.storage_);
        return x.sin6_port == y.sin6_port && std::memcmp(&x.sin6_addr, &y.sin6_addr, sizeof x.sin6_addr) == 0;
    }
    const auto& x = reinterpret_cast<const sockaddr_in&>(a.storage_);
    const auto& y = reinterpret_cast<const sockaddr_in&>(b.storage_);
    return x.sin_port == y.sin_port && x.sin_addr.s_addr == y.sin_addr.s_addr;
}

}  // namespace snmp
