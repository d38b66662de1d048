#include "server/platform/mail/mail.hpp"

#include <algorithm>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/mail/mail_body.hpp"
#include "server/platform/mail/mail_store.hpp"

namespace mail {
namespace {

std::optional<std::string> Text(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

// The same for the same cause; of the form of a UUID that its maker defines (RFC 9562, version 8).
MailId IdOf(base::OrganizationId organization, const std::string& cause) {
    const std::string hash = base::Sha256(organization.ToString() + "\n" + cause);
    MailId id;
    std::copy_n(hash.begin(), id.value.octets.size(), id.value.octets.begin());
    id.value.octets[6] = (id.value.octets[6] & 0x0F) | 0x80;
    id.value.octets[8] = (id.value.octets[8] & 0x3F) | 0x80;
    return id;
}

}  // namespace

base::Result<MailId> Mailer::Enqueue(pg::Transaction& tx, base::Instant now, const Mail& mail) {
    if (!base::IsEmailAddress(mail.to)) {
        return base::Refuse(base::ProblemKind::kInvalid, "invalid_email", {{"address", base::CleanText(mail.to)}});
    }
    const auto id = mail.cause.empty() ? ids_.Make<MailId>() : IdOf(mail.organization, mail.cause);
    const Content content = Render(catalogues_, mail);
    store::NewMail row{.organization_id = mail.organization,
                       .id = id,
                       .message_id = "<" + id.ToString() + "@" + domain_ + ">",
                       .template_ = mail.template_name,
                       .language = mail.language,
                       .to_address = mail.to,
                       .to_key = base::FoldCase(mail.to),
                       .to_name = base::CleanText(mail.to_name, 100),
                       .subject = content.subject,
                       .object_type = Text(mail.object_type),
                       .object_id = mail.object_id,
                       .thread = Text(mail.thread),
                       .attachment_id = mail.attachment_id,
                       .created_at = now,
                       .give_up_at = kGiveUpAfter.count()};
    if (mail.secret) {
        row.body_sealed = pg::Bytes{SealBody(secrets_, {content.text, content.html}, id)};
    } else {
        row.body_text = content.text;
        row.body_html = content.html;
    }
    if (row.thread) row.in_reply_to = store::FirstOf(tx, row.organization_id, *row.thread);
    store::Insert(tx, row);
    return id;
}

}  // namespace mail
