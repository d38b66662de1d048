#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "lib/base/clock.hpp"
#include "lib/base/problem.hpp"

// ID tokens of OpenID Connect Core 1.0, section 3.1.3.7. Pure.
namespace oidc {

struct Expected {
    std::string issuer;
    std::string client_id;
    std::string nonce;
    base::Instant now;  // system time
};

// The claims of a token that one of the keys (a JWK set, RFC 7517) has signed for whom and when it is expected. Else
// kUnauthenticated "provider_token_refused" {reason}; "key_unknown": the set may be an old one.
base::Result<boost::json::object> ReadIdToken(const std::string& token, const std::string& keys,
                                              const Expected& expected);

inline constexpr const char* kKeyUnknown = "key_unknown";
// The reason of such a refusal.
std::string ReasonOf(const base::Problem& problem);

}  // namespace oidc
