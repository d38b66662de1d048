#pragma once

#include <functional>
#include <vector>

#include "agent/poll/survey.hpp"

namespace agent {

// Two passes of half a second each, v2c and then v1: a dead address is given up after two seconds, and all addresses
// are asked at once.
snmp::ClientOptions DiscoveryOptions(int timeout_ms, double packets_per_second);

struct DiscoveryHooks {
    // Every machine that answers, printer or not.
    std::function<void(SurveyResult)> found;
    // SNMPv3 credentials that a machine refused; see `may_try`.
    std::function<void(const snmp::Endpoint&, const snmp::Credentials&)> refused;
    // False for credentials that must not be tried there now: a machine locks out who tries wrong SNMPv3 keys too
    // often. Absent: all may.
    std::function<bool(const snmp::Endpoint&, const snmp::Credentials&)> may_try;
    std::function<void()> closed;  // after each address
    std::function<void()> done;
};

// Asks every address for its identity, with one of the credentials after the other until one answers. Returns at once;
// the client's Run() does the work.
void Discover(snmp::Client& client, const devices::Makers& makers, const std::vector<snmp::Endpoint>& addresses,
              std::vector<snmp::Credentials> credentials, DiscoveryHooks hooks);

}  // namespace agent
