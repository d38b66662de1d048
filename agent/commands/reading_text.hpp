#pragma once

#include <string>

#include "lib/printing/reading.hpp"

namespace agent {

// A reading for a person at a terminal: everything that its JSON has, one thing a line.
std::string TextOf(const printing::Reading& reading);

}  // namespace agent
