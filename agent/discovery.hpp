#pragma once

#include <functional>
#include <vector>

#include "agent/survey.hpp"

namespace agent {

// Two passes of half a second each, v2c and then v1: a dead address is given up after two seconds, and
// all addresses are asked at once.
snmp::ClientOptions DiscoveryOptions(int timeout_ms, double packets_per_second);

// Asks every address for its identity, with each of the credentials until one answers; `found` is called
// for every machine that answers, printer or not, `done` at the end. Returns at once; the client's Run()
// does the work.
void Discover(snmp::Client& client, const std::vector<snmp::Endpoint>& addresses,
              const std::vector<snmp::Credentials>& credentials,
              std::function<void(SurveyResult)> found, std::function<void()> done);

}  // namespace agent
