#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/ipp/ipp_client.hpp"

// Printers that announce themselves in the networks of this machine: DNS-SD (RFC 6763) over multicast DNS (RFC 6762),
// `_ipp._tcp` and `_ipps._tcp`. All that is said there is hostile: whoever is in the network may say it.
namespace agent {

struct Announced {
    std::string name;       // of the service, for a person
    IppPlace place;         // by address: IPv4, or IPv6 where no IPv4 is said; never one of a link alone (fe80::)
    bool is_queue = false;  // of CUPS, which announces the queues that it shares as printers do
};

// The questions of a first round, or for what `answers` left open; empty: nothing is open.
std::string DnsSdQuestion();
std::vector<std::string> DnsSdFollowUps(const std::vector<std::string>& answers);

// What these messages say together; pure. Of a key that a TXT record has twice the first one counts, and a port on which
// printers print what comes in is nobody's. What cannot be read is passed over.
std::vector<Announced> ReadDnsSd(const std::vector<std::string>& answers);

struct DnsSdOptions {
    std::string group = "224.0.0.251";
    std::uint16_t port = 5353;
    std::chrono::milliseconds time{2000};
    bool every_interface = true;  // false: one question, wherever the system sends it
};
// Asks, and waits for `time`, or until `stop`. Listens on a port of its own, so that it needs no daemon and disturbs none
// (RFC 6762, 5.1 and 6.7).
std::vector<Announced> BrowseDnsSd(const DnsSdOptions& options, const std::function<bool()>& stop);

}  // namespace agent
