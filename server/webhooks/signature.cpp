#include "server/webhooks/signature.hpp"

#include "lib/base/secrets.hpp"

namespace webhooks {

std::string ShownSecret(std::string_view secret) {
    return "whsec_" + base::ToBase64(secret);
}

Signed Sign(const std::vector<std::string>& secrets, const std::string& id, base::Instant at,
            std::string_view payload) {
    Signed made{.id = id,
                .timestamp = std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count()),
                .signature = {}};
    const std::string content = made.id + "." + made.timestamp + "." + std::string(payload);
    for (const auto& secret : secrets) {
        made.signature += (made.signature.empty() ? "v1," : " v1,") + base::ToBase64(base::HmacSha256(secret, content));
    }
    return made;
}

}  // namespace webhooks
