#pragma once

#include <boost/json.hpp>
#include <string>

namespace base::json {

// JSON for eyes and simple tools: 55 and 12.5 where boost::json::serialize() writes 5.5E1 and 1.25E1.
std::string WritePlain(const boost::json::value& value);

}  // namespace base::json
