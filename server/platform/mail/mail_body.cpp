#include "server/platform/mail/mail_body.hpp"

#include "lib/base/json.hpp"

namespace mail {

BOOST_DESCRIBE_STRUCT(Body, (), (text, html))

std::string SealBody(const base::SecretBox& secrets, const Body& body, MailId id) {
    return secrets.Seal(base::json::Write(body), "mails.body " + id.ToString());
}

std::optional<Body> OpenBody(const base::SecretBox& secrets, const std::string& sealed, MailId id) {
    const auto text = secrets.Open(sealed, "mails.body " + id.ToString());
    if (!text) return std::nullopt;
    auto body = base::json::Read<Body>(*text);
    return body ? std::optional<Body>(std::move(*body)) : std::nullopt;
}

}  // namespace mail
