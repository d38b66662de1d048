#pragma once

#include "agent/commands/access_options.hpp"
#include "agent/poll/ranges.hpp"

namespace agent {

// `platen-agent discover RANGE...`: looks for printers once, without a server.
struct DiscoverOptions {
    SearchRanges ranges;
    AccessOptions access;
    double rate = 2000;  // packets a second; 0: no limit
    bool json = false;
    bool snmp_only = false;  // neither DNS-SD nor IPP
    bool all = false;        // also machines that are no printers
};

// Throws std::exception with words for the user.
int Discover(const DiscoverOptions& options);

}  // namespace agent
