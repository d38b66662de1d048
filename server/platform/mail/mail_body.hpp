#pragma once

#include <optional>
#include <string>

#include "lib/base/secrets.hpp"
#include "server/platform/mail/mail.hpp"

namespace mail {

struct Body {
    std::string text;
    std::string html;
};

// The bodies of a mail that carries a secret, readable with the servers' key and for this mail only.
std::string SealBody(const base::SecretBox& secrets, const Body& body, MailId id);
std::optional<Body> OpenBody(const base::SecretBox& secrets, const std::string& sealed, MailId id);

}  // namespace mail
