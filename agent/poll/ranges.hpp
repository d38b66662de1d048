#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/problem.hpp"
#include "lib/snmp/endpoint.hpp"

namespace agent {

// Where to look for printers. Each entry is an address, a range "10.0.0.10-10.0.0.99" or
// "10.0.0.10-99", a block "10.0.0.0/24" (its network and broadcast addresses are left out), or a host
// name; each with an optional ":port" (161). IPv6 only as single addresses, in brackets with a port.
struct SearchRanges {
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    // Addresses of the public Internet are refused without this: it is a person's confirmation.
    bool allow_public = false;
};

// More addresses than this are refused: it is a mistyped mask.
inline constexpr std::size_t kMaxAddresses = 1U << 20;

// Every address once, in order of `include`. Looks up host names (blocks). kInvalid "invalid_fields" with a
// pointer for each wrong entry: range_malformed, range_backwards, range_too_large, public_address, unknown_host.
base::Result<std::vector<snmp::Endpoint>> ExpandRanges(const SearchRanges& ranges);

// The same for a search that goes on whatever one entry says: wrong entries of `include` (a host
// name that cannot be found just now) are left out and named in `problem`. A wrong entry of
// `exclude` leaves out everything: what it meant must not be asked.
std::vector<snmp::Endpoint> ExpandGoodRanges(const SearchRanges& ranges, std::optional<base::Problem>& problem);

// RFC 1918, loopback, link-local, RFC 6598, and their IPv6 counterparts.
bool IsPrivateAddress(const snmp::Endpoint& endpoint);

}  // namespace agent
