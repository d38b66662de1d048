#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/mail/mail_store.hpp"
#include "server/platform/pg/list.hpp"

// Mails as people look at them: which there are, what became of each, and what they may do about it (NOT-1).
namespace mail::store {

using Organizations = std::span<const base::OrganizationId>;
using ObjectId = base::Id<struct MailObjectTag>;

struct ShownMail {
    MailId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::string kind;  // of text: "order_shipped"
    std::string to_address;
    std::string to_name;
    std::string subject;
    State state = State::kQueued;
    std::int32_t attempts = 0;
    std::optional<std::string> last_error;
    std::optional<base::Instant> next_attempt_at;
    std::optional<std::string> object_type;  // "supply_order"
    std::optional<ObjectId> object_id;
    base::Instant created_at;
    std::optional<base::Instant> sent_at;
    std::optional<base::Instant> failed_at;
    bool sendable = false;  // again: its text is still there
};
BOOST_DESCRIBE_STRUCT(ShownMail, (),
                      (id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts,
                       last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable))

enum class LogColumn { kCreatedAt, kSubject, kRecipient, kState, kKind, kAttempts, kLastError };
BOOST_DESCRIBE_ENUM(LogColumn, kCreatedAt, kSubject, kRecipient, kState, kKind, kAttempts, kLastError)

struct LogFilter {
    Organizations organizations;
    std::vector<State> state;
    std::vector<std::string> kind;
    std::optional<std::string> to_from;    // addresses, case-folded, from this ...
    std::optional<std::string> to_before;  // ... to before this
    std::optional<ObjectId> object;
};
BOOST_DESCRIBE_STRUCT(LogFilter, (), (organizations, state, kind, to_from, to_before, object))

pg::Slice<ShownMail> ListLog(pg::Transaction& tx, const LogFilter& filter, const pg::Window<LogColumn>& window);
std::optional<ShownMail> FindShown(pg::Transaction& tx, Organizations organizations, MailId id);
// Locked, by id; those that are not visible are missing.
std::vector<ShownMail> LockShown(pg::Transaction& tx, Organizations organizations, const std::vector<MailId>& ids);
// By its Message-ID, with < and >; locked.
std::optional<ShownMail> LockByMessageId(pg::Transaction& tx, Organizations organizations,
                                         const std::string& message_id);

struct Counts {
    std::int64_t queued = 0;
    std::int64_t failed = 0;   // since
    std::int64_t bounced = 0;  // since
};
BOOST_DESCRIBE_STRUCT(Counts, (), (queued, failed, bounced))
Counts CountLog(pg::Transaction& tx, Organizations organizations, base::Instant since);

// The text; nullopt where it was secret.
struct ShownText {
    std::string message_id;
    std::string language;
    std::optional<std::string> body_text;
};
BOOST_DESCRIBE_STRUCT(ShownText, (), (message_id, language, body_text))
ShownText TextOf(pg::Transaction& tx, base::OrganizationId organization, MailId id);

struct MailAttemptView {
    base::Instant at;
    AttemptOutcome outcome = AttemptOutcome::kSent;
    std::int32_t status = 0;
    std::int64_t duration_ms = 0;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(MailAttemptView, (), (at, outcome, status, duration_ms, answer))
// Newest first; the last hundred.
std::vector<MailAttemptView> ListAttempts(pg::Transaction& tx, base::OrganizationId organization, MailId id);

}  // namespace mail::store
