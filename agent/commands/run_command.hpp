#pragma once

#include <string>
#include <vector>

namespace agent {

struct RunOptions {
    std::string config;
    std::string data;
    std::string clock;
};

struct EnrollOptions : RunOptions {
    std::string server;
    std::string token;
    std::string token_file;
    std::vector<std::string> update_keys;  // who signs packages for this agent, added to those of the settings
};

// `platen-agent enroll` makes this machine the agent of a site, or gives one that is an update key; `platen-agent run` is that
// agent. Nothing is created before everything that was given is right. Throw std::exception with words for the user.
int Enroll(const EnrollOptions& options);
int Run(const RunOptions& options);

}  // namespace agent
