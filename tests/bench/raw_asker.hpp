#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lib/snmp/ber.hpp"

namespace bench {

// The cheapest asker there can be: ready-made datagrams to many addresses, a window of them on the way,
// answers counted and thrown away.
struct RawTarget {
    std::uint32_t address = 0;  // IPv4 as a number
    std::vector<std::uint8_t> request;
};
struct RawOutcome {
    std::uint64_t answers = 0;
    std::uint64_t octets = 0;
    double seconds = 0;
    double cpu_seconds = 0;  // of the asking thread
};
// Sends every request once, `window` on the way at a time. What is not
// answered within a second of silence is lost.
RawOutcome AskRaw(const std::vector<RawTarget>& targets, std::uint16_t port, std::size_t window);

// A v2c GETBULK (or GET, with repetitions 0) for these names.
std::vector<std::uint8_t> MakeRequest(std::int32_t id, const std::vector<snmp::ber::Oid>& names,
                                      std::int32_t repetitions);

}  // namespace bench
