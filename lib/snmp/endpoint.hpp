#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace snmp {

inline constexpr std::uint16_t kSnmpPort = 161;

// Where a machine listens: an IPv4 or IPv6 address and a UDP port.
class Endpoint {
  public:
    Endpoint() = default;
    Endpoint(const sockaddr* address, socklen_t size);

    // "10.0.0.7", "10.0.0.7:1161", "[fe80::1]:161", "::1"; no host names, so that nothing is looked up.
    static std::optional<Endpoint> Parse(std::string_view text, std::uint16_t default_port = kSnmpPort);
    // The same, or a host name, which is looked up (blocks; the first address wins). The error is a text.
    static std::expected<Endpoint, std::string> Resolve(std::string_view text, std::uint16_t default_port = kSnmpPort);

    [[nodiscard]] const sockaddr* address() const { return reinterpret_cast<const sockaddr*>(&storage_); }
    [[nodiscard]] socklen_t size() const { return size_; }
    [[nodiscard]] bool is_ipv6() const { return storage_.ss_family == AF_INET6; }
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string host() const;  // numeric
    friend bool operator==(const Endpoint& a, const Endpoint& b);

  private:
    sockaddr_storage storage_{};
    socklen_t size_ = 0;
};

}  // namespace snmp
