#pragma once

#include <string>
#include <string_view>

namespace net {

enum class Compression { kFast, kSmall };
// A whole gzip member (RFC 1952).
std::string Gzip(std::string_view plain, Compression compression);

}  // namespace net
