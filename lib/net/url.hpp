#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The addresses of other programs, as people write them into settings.
namespace net {

struct Url {
    std::string scheme;                   // in lower case
    std::string host;                     // in lower case, without the brackets of an IPv6 address
    std::optional<std::uint16_t> port{};  // where one is written
    std::string authority;                // host and port, in lower case: what Host: says
};

// 127.0.0.0/8, ::1, the same within IPv6 or "localhost", and no name that only begins like them. Without brackets.
bool IsLoopback(std::string_view host);

// nullopt: no absolute URL with a host (RFC 3986).
std::optional<Url> ReadUrl(std::string_view text);

}  // namespace net
