#pragma once

#include <string>

#include "agent/commands/access_options.hpp"

namespace agent {

// `platen-agent probe HOST[:PORT]`: one printer, everything that it answers, for a person or as one JSON object.
struct ProbeOptions {
    std::string target;
    std::string ipp;  // a URL to ask by IPP instead of SNMP
    bool json = false;
    AccessOptions access;
};

// 0 when it answered, even badly. Throws std::exception with words for the user.
int Probe(const ProbeOptions& options);

}  // namespace agent
