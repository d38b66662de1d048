#pragma once

#include <sys/types.h>

#include <string>

#include "server/settings.hpp"

namespace server {

// Whether this machine lets a program listen there.
struct PortState {
    bool free = true;
    bool taken = false;   // by another program; else not free for `reason`
    pid_t pid = 0;        // of that program; 0: not known, as only root sees those of other users
    std::string program;  // its name
    std::string reason;   // of the system
};
PortState LookAtPort(const Endpoint& at);

// "it is taken by process 812 (nginx)"
std::string Describe(const PortState& state);

}  // namespace server
