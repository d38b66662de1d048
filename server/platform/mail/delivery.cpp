#include "server/platform/mail/delivery.hpp"

#include "lib/base/text.hpp"

#include "server/platform/mail/mail_body.hpp"
#include "server/platform/mail/mail_store.hpp"

namespace mail {
namespace {

constexpr std::size_t kKeptWords = 500;

store::AttemptOutcome NameOf(outbox::Outcome::Kind kind) {
    using Kind = outbox::Outcome::Kind;
    switch (kind) {
        case Kind::kSent:
            return store::AttemptOutcome::kSent;
        case Kind::kPermanent:
            return store::AttemptOutcome::kRefused;
        case Kind::kTemporary:
            return store::AttemptOutcome::kLater;
        case Kind::kNoService:
            break;
    }
    return store::AttemptOutcome::kNoService;
}

}  // namespace

const outbox::Queue& Delivery::queue() const {
    return store::Mails();
}

outbox::Handler::Sending Delivery::Prepare(pg::Transaction& tx, const outbox::Claim& claim) {
    const MailId id{claim.id};
    const store::LetterRow letter = store::Read(tx, claim.organization_id, id);
    std::optional<Body> body;
    if (letter.body_sealed) {
        body = OpenBody(secrets_, letter.body_sealed->value, id);
    } else {
        body = Body{letter.body_text.value_or(""), letter.body_html.value_or("")};
    }
    if (!body) {
        return
            [] { return outbox::Outcome{outbox::Outcome::Kind::kPermanent, "the mail was sealed with another key"}; };
    }
    std::optional<Attachment> attachment;
    if (letter.attachment_id && attachments_ != nullptr)
        attachment = attachments_->Read(tx, claim.organization_id, *letter.attachment_id);
    return [this, message = SmtpMessage{.message_id = letter.message_id,
                                        .in_reply_to = letter.in_reply_to.value_or(""),
                                        .language = letter.language,
                                        .to_address = letter.to_address,
                                        .to_name = letter.to_name,
                                        .subject = letter.subject,
                                        .text = body->text,
                                        .html = body->html,
                                        .date = letter.created_at,
                                        .attachment = std::move(attachment)}] { return smtp_.Send(message); };
}

void Delivery::Record(pg::Transaction& tx, const outbox::Claim& claim, const outbox::Outcome& outcome,
                      const outbox::Attempt& attempt) {
    const std::string words = base::CleanText(outcome.error, kKeptWords);
    store::InsertAttempt(tx, {.organization_id = claim.organization_id,
                              .mail_id = MailId{claim.id},
                              .id = ids_.Next(),
                              .at = attempt.at,
                              .outcome = NameOf(outcome.kind),
                              .status = outcome.status,
                              .duration_ms = attempt.took.count(),
                              .answer = words});
    if (outcome.kind == outbox::Outcome::Kind::kPermanent && outcome.status >= 500) {
        store::MarkBounced(tx, claim.organization_id, MailId{claim.id}, attempt.at, words);
    }
}

}  // namespace mail
