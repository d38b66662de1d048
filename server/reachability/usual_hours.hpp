#pragma once

#include <string>
#include <string_view>

#include "server/reachability/reason.hpp"

namespace reachability {

// As they are stored: one bit an hour, the first hour in the lowest bit of the first octet.
inline constexpr std::size_t kPackedHours = 21;
std::string PackHours(const WeekHours& hours);
// None where it is anything else.
WeekHours UnpackHours(std::string_view octets);

}  // namespace reachability
