#pragma once

#include <boost/json.hpp>
#include <string>

#include "lib/printing/reading.hpp"

namespace agent {

// A reading for a person at a terminal: everything that its JSON has, one thing a line.
std::string TextOf(const printing::Reading& reading);

// JSON for eyes and simple tools: 55 and 12.5 where boost::json::serialize() writes 5.5E1 and 1.25E1.
std::string WritePlain(const boost::json::value& value);

}  // namespace agent
