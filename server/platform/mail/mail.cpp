#include "server/platform/mail/mail.hpp"

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/mail/mail_body.hpp"
#include "server/platform/mail/mail_store.hpp"

namespace mail {
namespace {

// As RFC 5321 recommends: a mail server may be away over a long week-end.
constexpr base::Duration kGiveUp = std::chrono::hours(24 * 5);

std::optional<std::string> Text(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

base::Result<MailId> Mailer::Enqueue(pg::Transaction& tx, base::Instant now, const Mail& mail) {
    if (!base::IsEmailAddress(mail.to)) {
        return base::Refuse(base::ProblemKind::kInvalid, "invalid_email", {{"address", base::CleanText(mail.to)}});
    }
    const Content content = Render(catalogues_, mail);
    const auto id = ids_.Make<MailId>();
    store::NewMail row{.organization_id = mail.organization,
                       .id = id,
                       .message_id = "<" + id.ToString() + "@" + domain_ + ">",
                       .template_ = mail.template_name,
                       .language = mail.language,
                       .to_address = mail.to,
                       .to_name = base::CleanText(mail.to_name, 100),
                       .subject = content.subject,
                       .object_type = Text(mail.object_type),
                       .object_id = mail.object_id,
                       .created_at = now,
                       .give_up_at = kGiveUp.count()};
    if (mail.secret) {
        row.body_sealed = pg::Bytes{SealBody(secrets_, {content.text, content.html}, id)};
    } else {
        row.body_text = content.text;
        row.body_html = content.html;
    }
    store::Insert(tx, row);
    return id;
}

}  // namespace mail
