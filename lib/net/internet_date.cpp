#include "lib/net/internet_date.hpp"

#include <fmt/chrono.h>

namespace net {
namespace {

std::string DateAndTime(base::Instant at) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S}", std::chrono::floor<std::chrono::seconds>(at));
}

}  // namespace

std::string FormatMailDate(base::Instant at) {
    return DateAndTime(at) + " +0000";
}

std::string FormatHttpDate(base::Instant at) {
    return DateAndTime(at) + " GMT";
}

}  // namespace net
