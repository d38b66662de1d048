#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace server {

struct DoctorCommand {
    std::optional<std::filesystem::path> file;  // of settings
    std::string clock;                          // as --clock of the other commands
    bool json = false;
};

// `platen doctor`: looks at every setting and at what a running server left behind, and says what to do about what is
// wrong. Changes nothing. 0: all is well, or there are notes only; 1: something is wrong; 2: the settings are, so that
// little else could be looked at.
int Doctor(const DoctorCommand& command);

}  // namespace server
