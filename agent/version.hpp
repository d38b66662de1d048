#pragma once

#include <string_view>

namespace agent {

// "0.1.0": what the agent tells the server that it is. main() sets it, so that a test can build a newer agent of the same parts.
std::string_view Version();
void SetVersion(std::string_view version);  // of static storage; before any thread

}  // namespace agent
