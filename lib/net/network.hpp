#pragma once

#include <string>
#include <string_view>

namespace net {

// What one subscriber has, and so what a bound on strangers counts: an IPv4 address as it is, of an IPv6 address the network of
// the first `prefix` bits ("2001:db8:1:2::/64": whoever has one address of it has them all, RFC 6177), of an IPv4 address in
// IPv6 (RFC 4291, 2.5.5.2) the former. A zone is left out. What is no address comes back as it is.
std::string NetworkOf(std::string_view address, int prefix = 64);

// Whether it is an IPv6 address, other than one of IPv4 in IPv6.
bool IsIpv6(std::string_view address);

}  // namespace net
