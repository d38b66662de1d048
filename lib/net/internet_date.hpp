#pragma once

#include <string>

#include "lib/base/clock.hpp"

// Dates as the protocols of the Internet write them, English whatever the locale is.
namespace net {

std::string FormatMailDate(base::Instant at);  // RFC 5322: "Sat, 21 Nov 2026 08:25:12 +0000"
std::string FormatHttpDate(base::Instant at);  // RFC 9110: "Sat, 21 Nov 2026 08:25:12 GMT"

}  // namespace net
