#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "server/webhooks/signature.hpp"

// One POST to an endpoint. Its address was named by a customer, so it may be anywhere, and its answer be anything.
namespace webhooks {

inline constexpr std::size_t kKeptAnswer = 1024;        // octets of an answer that are kept
inline constexpr std::size_t kLongestAnswer = 1 << 16;  // after that much the connection is closed

struct Posted {
    std::int32_t status = 0;  // 0: there was no answer
    std::string answer;       // its first octets
    std::string error;        // why there was none: "timeout", "internal_address", "connection", "tls", "name"
    std::string words;        // the library's
};

// Blocks for `timeout` at most. No redirect is followed. `internal`: plain HTTP and addresses that are not public, too.
Posted Post(const std::string& url, const Signed& headers, const std::string& payload, bool internal,
            std::chrono::milliseconds timeout);

}  // namespace webhooks
