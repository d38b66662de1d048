#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "lib/base/problem.hpp"

namespace http {

// gzip (RFC 1952) of a request body. kTooLarge "body_too_large" as soon as more than `limit` octets come out,
// however small the input was; kMalformed "gzip_malformed" when it is damaged, cut, or followed by more. `look` sees each
// piece that comes out; what it refuses ends it.
using LookAtPiece = std::function<base::Result<void>(std::string_view)>;
base::Result<std::string> Inflate(std::string_view gzip, std::size_t limit, const LookAtPiece& look = nullptr);
// Fast rather than small.
std::string Deflate(std::string_view plain);

// Whether an Accept-Encoding header takes this coding ("gzip", "br"): named, without q=0.
bool AcceptsEncoding(std::string_view accept_encoding, std::string_view coding);

}  // namespace http
