#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lib/snmp/test_machine.hpp"

// For tests: what can go wrong with the answer to one SNMP request (v2c), on the way or in the machine.
namespace partial {

using Datagram = snmp::TestMachine::Datagram;

struct VarBind {
    std::vector<std::uint8_t> name;  // content octets
    std::uint8_t tag = 0;
    std::vector<std::uint8_t> content;
};

struct Response {
    std::vector<std::uint8_t> community;
    std::int32_t id = 0;
    std::int32_t error_status = 0;
    std::int32_t error_index = 0;
    std::vector<VarBind> varbinds;
};
Response Decode(const Datagram& datagram);
Datagram Encode(const Response& response);

struct Fault {
    std::string name;
    // Gets the request and the right answer, gives what is sent instead.
    std::function<std::vector<Datagram>(const Datagram& request, const Datagram& answer)> apply;
};
// All of them: those of platen-sim (drop, truncate, garbage, loop, wrong-id), of the fault proxy (loss, cut, delay)
// and what a machine that is busy, starting or broken answers.
std::vector<Fault> AllFaults();

}  // namespace partial
