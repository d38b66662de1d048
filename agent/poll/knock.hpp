#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "lib/snmp/endpoint.hpp"

// Whether anything is at an address, where SNMP stays silent (AGT-11): one question without an account to the SNMP port (the
// discovery of RFC 3414, section 4) and a connection to each port of printing, which is closed as soon as it is open.
namespace agent {

struct Knocked {
    bool snmp_answers = false;
    bool snmp_port_closed = false;     // the machine says so (ICMP port unreachable)
    bool host_unreachable = false;     // no machine has the address, says the network or ARP
    bool network_unreachable = false;  // no route
    std::vector<int> open;             // TCP ports, ascending
    std::vector<int> closed;           // TCP ports that refused: a machine is there

    [[nodiscard]] bool AnyoneThere() const {
        return snmp_answers || snmp_port_closed || !open.empty() || !closed.empty();
    }
};

// One a place, in their order; all at once, within `limit` and a little. Five sockets and one for each: some dozens of
// places at a time. `stop` ends it early.
std::vector<Knocked> Knock(const std::vector<snmp::Endpoint>& places, std::chrono::milliseconds limit,
                           const std::atomic<bool>& stop);
inline constexpr std::chrono::milliseconds kKnockLimit{4000};  // ARP gives up after three seconds
inline constexpr std::size_t kMostKnocks = 50;

// "TCP ports 80, 631".
std::string PortWords(const std::vector<int>& ports);

}  // namespace agent
