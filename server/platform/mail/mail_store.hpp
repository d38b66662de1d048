#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/platform/mail/mail.hpp"
#include "server/platform/outbox/queue_store.hpp"
#include "server/platform/pg/pg.hpp"

// The table mails.
namespace mail::store {

// kFailed: given up; kBounced: a mail server refused it for good, at once or by a report later.
enum class State { kQueued, kSent, kFailed, kBounced };
BOOST_DESCRIBE_ENUM(State, kQueued, kSent, kFailed, kBounced)

// As lists show it: without the bodies.
struct MailRow {
    MailId id;
    base::OrganizationId organization_id;
    std::string template_;
    std::string to_address;
    std::string subject;
    State state = State::kQueued;
    std::int32_t attempts = 0;
    std::optional<std::string> last_error;
    base::Instant created_at;
    std::optional<base::Instant> sent_at;
    std::optional<base::Instant> failed_at;
};
BOOST_DESCRIBE_STRUCT(MailRow, (),
                      (id, organization_id, template_, to_address, subject, state, attempts, last_error, created_at,
                       sent_at, failed_at))

struct NewMail {
    base::OrganizationId organization_id;
    MailId id;
    std::string message_id;
    std::string template_;
    std::string language;
    std::string to_address;
    std::string to_key;  // case-folded
    std::string to_name;
    std::string subject;
    std::optional<std::string> body_text{};
    std::optional<std::string> body_html{};
    std::optional<pg::Bytes> body_sealed{};
    std::optional<std::string> object_type{};
    std::optional<base::Uuid> object_id{};
    std::optional<std::string> thread{};
    std::optional<std::string> in_reply_to{};
    std::optional<base::Uuid> attachment_id{};
    base::Instant created_at;
    std::int64_t give_up_at = 0;  // microseconds from now on
};
BOOST_DESCRIBE_STRUCT(NewMail, (),
                      (organization_id, id, message_id, template_, language, to_address, to_key, to_name, subject,
                       body_text, body_html, body_sealed, object_type, object_id, thread, in_reply_to, attachment_id,
                       created_at, give_up_at))

// What is sent.
struct LetterRow {
    std::string message_id;
    std::optional<std::string> in_reply_to;
    std::string language;
    std::string to_address;
    std::string to_name;
    std::string subject;
    std::optional<std::string> body_text;
    std::optional<std::string> body_html;
    std::optional<pg::Bytes> body_sealed;
    std::optional<base::Uuid> attachment_id;
    base::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(LetterRow, (),
                      (message_id, in_reply_to, language, to_address, to_name, subject, body_text, body_html,
                       body_sealed, attachment_id, created_at))

// The mails on their way.
const outbox::Queue& Mails();

// The Message-ID of a thread's first mail.
std::optional<std::string> FirstOf(pg::Transaction& tx, base::OrganizationId organization, const std::string& thread);

// The sender looks at once after the commit. Nothing where the mail is there already.
void Insert(pg::Transaction& tx, const NewMail& mail);

std::vector<MailRow> ListAbout(pg::Transaction& tx, base::OrganizationId organization, const std::string& object_type,
                               const base::Uuid& object_id);
std::vector<MailRow> ListFailed(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                std::int64_t limit);

// Noted with its outcome: each attempt, and what another mail server reported.
enum class AttemptOutcome { kSent, kLater, kNoService, kRefused, kBounced };
BOOST_DESCRIBE_ENUM(AttemptOutcome, kSent, kLater, kNoService, kRefused, kBounced)
struct NewAttempt {
    base::OrganizationId organization_id;
    MailId mail_id;
    base::Uuid id;
    base::Instant at;
    AttemptOutcome outcome = AttemptOutcome::kSent;
    std::int32_t status = 0;
    std::int64_t duration_ms = 0;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(NewAttempt, (), (organization_id, mail_id, id, at, outcome, status, duration_ms, answer))
void InsertAttempt(pg::Transaction& tx, const NewAttempt& attempt);
// A mail that was sent or given up.
void MarkBounced(pg::Transaction& tx, base::OrganizationId organization, MailId id, base::Instant at,
                 const std::string& error);

// For the sender, which has claimed it.
LetterRow Read(pg::Transaction& tx, base::OrganizationId organization, MailId id);

}  // namespace mail::store
