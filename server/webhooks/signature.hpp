#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"

// Signatures of Standard Webhooks (https://www.standardwebhooks.com), version 1. Pure.
namespace webhooks {

inline constexpr std::size_t kSecretBytes = 32;

// A secret as it is shown: "whsec_" and its octets as base64.
std::string ShownSecret(std::string_view secret);

struct Signed {
    std::string id;         // webhook-id
    std::string timestamp;  // webhook-timestamp: seconds since 1970
    std::string signature;  // webhook-signature: "v1,<base64>" for each secret, separated by spaces
};
Signed Sign(const std::vector<std::string>& secrets, const std::string& id, base::Instant at, std::string_view payload);

}  // namespace webhooks
