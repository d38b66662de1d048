#include "server/platform/mail/mail_log.hpp"

namespace mail::store {
namespace {

constexpr const char* kShown = R"sql((
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log)sql";

const pg::List<ShownMail, LogFilter, LogColumn> kListLog{{
    .name = "mails.log",
    .from = kShown,
    .where =
        "organization_id = ANY ($organizations)\n"
        "  AND (cardinality($state) = 0 OR state = ANY ($state)) AND (cardinality($kind) = 0 OR kind = ANY ($kind))\n"
        "  AND ($to_from IS NULL OR to_key >= $to_from) AND ($to_before IS NULL OR to_key < $to_before)\n"
        "  AND ($object IS NULL OR object_id = $object)",
    .sorts = {{LogColumn::kCreatedAt, "created_at", "timestamptz"},
              {LogColumn::kSubject, "lower(subject)"},
              {LogColumn::kRecipient, "to_key"},
              {LogColumn::kState, "state"},
              {LogColumn::kKind, "kind"},
              {LogColumn::kAttempts, "attempts", "integer"},
              {LogColumn::kLastError, "COALESCE(last_error, '')"}},
}};

const pg::Query<ShownMail(Organizations, MailId)> kFindShown{
    "mails.find_shown",
    std::string("SELECT {columns} FROM ") + kShown + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<MailId(Organizations, std::vector<MailId>)> kLockMany{"mails.lock", R"sql(
    SELECT id FROM mails WHERE organization_id = ANY ($1) AND id = ANY ($2) ORDER BY organization_id, id FOR UPDATE)sql"};
const pg::Query<ShownMail(Organizations, std::vector<MailId>)> kFindMany{
    "mails.find_many", std::string("SELECT {columns} FROM ") + kShown +
                           " WHERE organization_id = ANY ($1) AND id = ANY ($2) ORDER BY organization_id, id"};
const pg::Query<MailId(Organizations, std::string_view)> kLockMessage{"mails.lock_message", R"sql(
    SELECT id FROM mails WHERE organization_id = ANY ($1) AND message_id = $2 LIMIT 1 FOR UPDATE)sql"};

const pg::Query<Counts(Organizations, base::Instant)> kCount{"mails.count", R"sql(
    SELECT count(*) FILTER (WHERE state = 'queued') AS queued, count(*) FILTER (WHERE state = 'failed') AS failed,
        count(*) FILTER (WHERE state = 'bounced') AS bounced
    FROM mails
    WHERE organization_id = ANY ($1)
        AND (state = 'queued' OR (state = 'failed' AND created_at >= $2) OR (state = 'bounced' AND created_at >= $2)))sql"};

const pg::Query<ShownText(base::OrganizationId, MailId)> kText{"mails.text", R"sql(
    SELECT {columns} FROM mails WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<MailAttemptView(base::OrganizationId, MailId)> kAttempts{"mails.attempts", R"sql(
    SELECT {columns} FROM mail_attempts
    WHERE organization_id = $1 AND mail_id = $2 ORDER BY at DESC, id DESC LIMIT 100)sql"};

}  // namespace

pg::Slice<ShownMail> ListLog(pg::Transaction& tx, const LogFilter& filter, const pg::Window<LogColumn>& window) {
    return kListLog.Read(tx, filter, window);
}

std::optional<ShownMail> FindShown(pg::Transaction& tx, Organizations organizations, MailId id) {
    return tx.One(kFindShown, organizations, id);
}

std::vector<ShownMail> LockShown(pg::Transaction& tx, Organizations organizations, const std::vector<MailId>& ids) {
    return tx.All(kFindMany, organizations, tx.All(kLockMany, organizations, ids));
}

std::optional<ShownMail> LockByMessageId(pg::Transaction& tx, Organizations organizations,
                                         const std::string& message_id) {
    const auto id = tx.One(kLockMessage, organizations, message_id);
    return id ? FindShown(tx, organizations, *id) : std::nullopt;
}

Counts CountLog(pg::Transaction& tx, Organizations organizations, base::Instant since) {
    return tx.Get(kCount, organizations, since);
}

ShownText TextOf(pg::Transaction& tx, base::OrganizationId organization, MailId id) {
    return tx.Get(kText, organization, id);
}

std::vector<MailAttemptView> ListAttempts(pg::Transaction& tx, base::OrganizationId organization, MailId id) {
    return tx.All(kAttempts, organization, id);
}

}  // namespace mail::store
