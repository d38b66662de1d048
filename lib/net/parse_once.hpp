#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "lib/base/problem.hpp"

namespace net {

// base::json::Parse of what strangers send: kMalformed "json_malformed" also where an object has a member twice, which every
// reader takes in another way (RFC 8259, 4).
base::Result<boost::json::value> ParseOnce(std::string_view text);

}  // namespace net
