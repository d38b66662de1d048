#include "lib/base/internet_date.hpp"

#include <fmt/chrono.h>

namespace base {
namespace {

std::string DateAndTime(Instant at) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S}", std::chrono::floor<std::chrono::seconds>(at));
}

}  // namespace

std::string FormatMailDate(Instant at) {
    return DateAndTime(at) + " +0000";
}

std::string FormatHttpDate(Instant at) {
    return DateAndTime(at) + " GMT";
}

}  // namespace base
